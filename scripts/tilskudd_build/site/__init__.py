"""The site, from pages and assets: the only room that knows MkDocs."""
