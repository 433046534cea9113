"""Put words to mistakes; the words themselves stand in ``messages.yaml``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.diagnostics import Diagnostics
from tilskudd_build.files.source_text import read_source
from tilskudd_build.files.yaml_tree import read_yaml
from tilskudd_build.plausibility.unlikely import UNLIKELY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_build.files.diagnostics import Diagnostic, Location

_FILE: Final = Path(__file__).with_suffix(".yaml")
_INDENT: Final = "    "
_MAX_WIDTH: Final = 100
"""How much of a long line is shown around the mistake."""
_LISTS: Final = ("expected", "keys", "lines")
"""Values that list things, with a comma and a space between."""
_MAX_LISTED: Final = 12
"""How many of them a message shows."""


@dataclass(frozen=True, slots=True)
class Message:
    """A mistake as the reader sees it.

    Attributes:
        file: the file's name.
        line: from 1; 0 where the mistake is about the file as a whole.
        column: from 1.
        text: what was found, what is expected and what to do.
        excerpt: the line of the file and, below it, a marker; empty where there is nothing to show.
        code: what kind of mistake it is.
        help: where on the site there is more about it.
        is_warning: it can be right all the same, and stops nothing.
    """

    file: str
    line: int
    column: int
    text: str
    excerpt: tuple[str, ...] = ()
    code: str = ""
    help: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        """Write ``file:line:column: text``, and below it the excerpt and where there is help."""
        location = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        if self.is_warning:
            location += f": {format_message('warning')}"
        below = [
            *self.excerpt,
            *([format_message("more-help", address=self.help)] if self.help else []),
        ]
        return "\n".join([f"{location}: {self.text}", *(_INDENT + line for line in below)])


@dataclass(frozen=True, slots=True)
class Topic:
    """Mistakes of a kind, as the page for editors explains them.

    Attributes:
        anchor: where on the page it stands.
        title: what they are called.
        text: what they come of and what to do.
        codes: the mistakes.
    """

    anchor: str
    title: str
    text: str
    codes: tuple[str, ...]


def finish(diagnostic: Diagnostic) -> Message:
    """Put words to a mistake."""
    text = problem_message(diagnostic.code, {"found": diagnostic.found, **diagnostic.details})
    if diagnostic.field_path:
        text = f"{diagnostic.field_path}: {text}"
    if diagnostic.code in UNLIKELY:
        text += " " + format_message("say-why", code=diagnostic.code)
    if "more" in diagnostic.details:
        text += " " + format_message("more-of-the-same", count=diagnostic.details["more"])
    location = diagnostic.location
    return Message(
        _printable(location.file),
        location.line,
        location.column,
        text,
        _excerpt(location),
        diagnostic.code,
        help_address(diagnostic.code),
        diagnostic.is_warning,
    )


def help_topics() -> list[Topic]:
    """Return what the page for editors says of mistakes, in its order."""
    return [
        Topic(anchor, topic["title"], topic["text"], tuple(topic["codes"]))
        for anchor, topic in _words()["help"].items()
    ]


@cache
def _anchors() -> dict[str, str]:
    return {code: topic.anchor for topic in help_topics() for code in topic.codes}


def help_address(code: str) -> str:
    """Return where the page for editors explains a mistake.

    A site that says where it lives (``SITE_URL``, as for the build) is named in full.
    """
    anchor = _anchors().get(code, _anchors()["other"])
    return f"{os.environ.get('SITE_URL', '').rstrip('/')}/redaktor/#{anchor}"


def problem_message(code: str, values: Mapping[str, str]) -> str:
    """Return the message for ``code``: each of its sentences that ``values`` can fill in."""
    problems = _words()["problems"]
    # A test sees to it that every code has a message; a reader should not pay for one that slips.
    sentences = problems.get(code, problems["other"])
    said = [_first(sentence, {"code": code, **values}) for sentence in sentences]
    return " ".join(sentence for sentence in said if sentence)


def format_message(name: str, /, **values: object) -> str:
    """Return what the command line says, by its name under ``cli``."""
    text: str = _words()["cli"][name]
    return text.format(**values)


@cache
def _words() -> dict[str, Any]:
    diagnostics = Diagnostics()
    source = read_source(_FILE, _FILE.name, diagnostics)
    tree = read_yaml(source, diagnostics) if source else None
    if tree is None or not isinstance(tree.data, dict) or diagnostics:
        raise RuntimeError(diagnostics)
    return tree.data


def _first(sentences: str | list[str], values: Mapping[str, str]) -> str:
    """Return the first of the alternatives that can be filled in; empty where none can."""
    alternatives = [sentences] if isinstance(sentences, str) else sentences
    return next((filled for one in alternatives if (filled := _fill(one, values))), "")


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    """Fill in a sentence; empty where one of its values is."""
    filled = ""
    for literal, name, table, _ in Formatter().parse(sentence):
        filled += literal
        if name is None:
            continue
        value = _lookup(values.get(name, ""), table)
        if not value:
            return ""
        filled += _cut(value) if name in _LISTS else value
    return filled


def _lookup(value: str, table: str | None) -> str:
    """Return the words for ``value`` in a table, or the value itself where no table is named."""
    if not table:
        return value
    words: str = _words()["words"][table].get(value, "")
    return words


def _cut(listed: str) -> str:
    """Leave out the end of a long list."""
    items = listed.split(", ")
    if len(items) <= _MAX_LISTED:
        return listed
    more: str = _words()["words"]["listing"]["more"]
    return more.format(shown=", ".join(items[:_MAX_LISTED]), count=len(items) - _MAX_LISTED)


def _excerpt(location: Location) -> tuple[str, ...]:
    """Return the line at ``place`` and a marker below it."""
    line, column = location.text, location.column - 1
    if not line.strip():
        return ()
    start = max(0, column - _MAX_WIDTH // 2) if len(line) > _MAX_WIDTH else 0
    shown = line[start : start + _MAX_WIDTH]
    before = "…" if start else ""
    after = "…" if start + len(shown) < len(line) else ""
    width = max(1, min(location.width, len(shown) - (column - start)))
    marker = " " * (len(before) + column - start) + "^" * width
    return before + _printable(shown.replace("\t", "→")) + after, marker


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
