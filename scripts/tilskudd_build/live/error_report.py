"""What is wrong with what was saved, as it is told in the terminal and in the browser."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tilskudd_build.files.diagnostics import Diagnostics, Location
from tilskudd_build.files.messages import finish, format_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tilskudd_build.files.messages import Message


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """One thing that is wrong.

    Attributes:
        place: the file, and the line and column where they are known.
        text: what was found, what is expected and what to do.
        excerpt: the line with a marker below it; may be empty.
        help: where on the site there is more about it.
        told: all of it, as the terminal shows it.
    """

    place: str
    text: str
    excerpt: Sequence[str]
    help: str
    told: str

    @classmethod
    def of_message(cls, message: Message) -> Self:
        """Take over a finished message."""
        line = f":{message.line}:{message.column}" if message.line else ""
        return cls(message.file + line, message.text, message.excerpt, message.help, str(message))

    @classmethod
    def of_exception(cls, error: Exception, root: Path) -> Self:
        """Tell of whatever the code raised, where in the project's own files it came from."""
        diagnostics = Diagnostics()
        reason = traceback.format_exception_only(error)[-1].strip()
        diagnostics.report("not-built", _place(error, root), reason=reason)
        return cls.of_message(finish(diagnostics[0]))

    @classmethod
    def unknown(cls) -> Self:
        """Tell that the process ended without a word."""
        text = format_message("serve-stopped")
        return cls("", text, (), "", text)


def _place(error: Exception, root: Path) -> Location:
    """Return the last place in the project's own files; where it has none, the project itself."""
    if isinstance(error, SyntaxError) and error.filename:
        return _in_file(error.filename, error.lineno, error.offset, error.text, root)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        place = _in_file(frame.filename, frame.lineno, (frame.colno or 0) + 1, frame.line, root)
        if place.line:
            return place
    return Location(root.name)


def _in_file(
    name: str, line: int | None, column: int | None, text: str | None, root: Path
) -> Location:
    path = root.joinpath(name)
    if not path.is_file() or not path.is_relative_to(root) or ".venv" in path.parts:
        return Location(root.name)
    shown = path.relative_to(root).as_posix()
    return Location(shown, line or 0, max(1, column or 1), text=(text or "").rstrip("\n"))
