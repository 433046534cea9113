"""Write messages for other programs: annotations on GitHub, and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_build.files.messages import Message


def github(level: str, file: str, line: int, column: int, text: str) -> str:
    """Return a workflow command that puts a note on a line of a file.

    Args:
        level: ``error``, ``warning`` or ``notice``.
        file: the file's name from the repository's root.
        line: from 1; 0 where the note is on the file as a whole.
        column: from 1.
        text: the note.
    """
    place = f"file={_property(file)}"
    if line:
        place += f",line={line},col={max(column, 1)}"
    return f"::{level} {place}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(found: Sequence[Message]) -> str:
    """Return the messages as one JSON object."""
    messages = [
        {
            "file": message.file,
            "line": message.line or None,
            "column": message.column or None,
            "level": level(message),
            "code": message.code,
            "text": message.text,
            "excerpt": list(message.excerpt),
            "help": message.help,
        }
        for message in found
    ]
    is_ok = all(message.is_warning for message in found)
    return json.dumps({"ok": is_ok, "messages": messages}, ensure_ascii=False, indent=1)


def level(message: Message) -> str:
    """Return how grave a message is, as other programs call it."""
    return "warning" if message.is_warning else "error"
