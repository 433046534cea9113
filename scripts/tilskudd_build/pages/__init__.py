"""The catalogue in, pages as Markdown out; nothing here knows MkDocs."""
