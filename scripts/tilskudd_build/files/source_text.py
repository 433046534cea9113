"""Read a file as text that can be trusted: UTF-8, of sensible size, with no hidden characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.diagnostics import Location

if TYPE_CHECKING:
    from pathlib import Path

    from tilskudd_build.files.diagnostics import Diagnostics

MAX_BYTES: Final = 1_000_000
"""The largest real file is well under a tenth of this."""

_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")

# Characters a reader cannot see, or that change how the text around them is shown: control
# characters, zero-width spaces, direction marks, and line breaks that only some programs honour.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufffe\uffff]"
)
_TAB: Final = re.compile("\t")
# What a program writes in place of a letter it could not read.
_LOST: Final = re.compile("\ufffd")
# Spaces that look like a space at the start of a line, but do not count as indentation.
_ODD_INDENTATION: Final = re.compile("(?m)(?<=^) *([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")

_FORBIDDEN: Final = (
    ("hidden-character", HIDDEN),
    ("lost-character", _LOST),
    ("tab", _TAB),
    ("odd-indentation", _ODD_INDENTATION),
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text.

    Attributes:
        name: the file's name as the reader knows it.
        text: all of it.
        lines: its lines, without line breaks.
    """

    name: str
    text: str
    lines: tuple[str, ...]

    def location(self, line: int, column: int, width: int = 1) -> Location:
        """Return a place in the text; ``line`` and ``column`` count from 1."""
        # A parser that runs out of text names the line after the last.
        line = min(line, len(self.lines))
        return Location(self.name, line, column, width, self.lines[line - 1])

    def place_at(self, offset: int) -> Location:
        """Return the place of the character at ``offset``."""
        before = _LINE_BREAK.split(self.text[:offset])
        return self.location(len(before), len(before[-1]) + 1)


def source_text(name: str, text: str) -> SourceText:
    """Return text together with its lines."""
    return SourceText(name, text, tuple(_LINE_BREAK.split(text)))


def code_point(character: str) -> str:
    """Write a character that cannot be shown: ``U+200B``."""
    return f"U+{ord(character):04X}"


def read_source(path: Path, name: str, diagnostics: Diagnostics) -> SourceText | None:
    """Read a file, or report why it cannot be read.

    Args:
        path: the file.
        name: what to call it in messages.
        diagnostics: where to report.
    """
    whole_file = Location(name)
    try:
        # Neither a folder nor a pipe, which would never end.
        if path.exists() and not path.is_file():
            diagnostics.report("not-a-file", whole_file)
            return None
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        diagnostics.report("missing-file", whole_file, path.name)
        return None
    except OSError as error:
        diagnostics.report("cannot-read", whole_file, reason=type(error).__name__)
        return None
    if len(data) > MAX_BYTES:
        diagnostics.report("too-large", whole_file, limit=str(MAX_BYTES // 1000))
        return None
    return _decode(data, name, diagnostics)


def _decode(data: bytes, name: str, diagnostics: Diagnostics) -> SourceText | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = source_text(name, data.decode("utf-8", "replace"))
        offset = len(data[: error.start].decode("utf-8"))
        diagnostics.report("not-utf-8", shown.place_at(offset))
        return None
    source = source_text(name, text)
    if text.startswith("\ufeff"):
        diagnostics.report("byte-order-mark", Location(name))
        return None
    return source if _check_characters(source, diagnostics) else None


def _check_characters(source: SourceText, diagnostics: Diagnostics) -> bool:
    """Report the first of each sort of forbidden character; there may be one in every line."""
    clean = True
    for code, pattern in _FORBIDDEN:
        if found := pattern.search(source.text):
            clean = False
            offset = found.end() - 1
            character = code_point(source.text[offset])
            diagnostics.report(code, source.place_at(offset), character=character)
    return clean
