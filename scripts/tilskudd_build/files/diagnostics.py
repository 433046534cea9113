"""What is wrong in scheme files and where, and the list it is collected in.

A diagnostic is a code and values, like the rule module's ``Problem``, but with its location in a
file. The words are put to it in :mod:`tilskudd_build.files.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.unlikely import UNLIKELY
from tilskudd_rules.problems import shorten

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


UNNEEDED: Final = "reason-for-nothing"
"""Somebody says why something is meant that is in no doubt."""
_MOST_OF_A_KIND: Final = 40
"""How many mistakes of a kind are told of one file."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, counted from 1 the way editors count.

    Attributes:
        file: the file's name as the reader knows it.
        line: 0 where the mistake is about the file as a whole.
        column: the character in the line.
        width: how many characters from ``column`` on the mistake is about.
        text: the line itself.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake and where it stands.

    Attributes:
        code: what kind of mistake.
        location: where in which file.
        found: the offending value as text, shortened.
        details: named values the message needs.
        field_path: the path inside the file, as people read it; empty where the file says it all.
    """

    code: str
    location: Location
    found: str = ""
    details: dict[str, str] = field(default_factory=dict)
    field_path: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether it can be right all the same, and stops nothing."""
        return self.code in UNLIKELY or self.code == UNNEEDED


class Diagnostics(list[Diagnostic]):
    """All mistakes so far."""

    def report(self, code: str, location: Location, found: object = "", **details: str) -> None:
        """Remember a mistake in a file itself; the model's own problems say where in it, too."""
        self.append(Diagnostic(code, location, shorten(found), details))


def gathered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the mistakes in the order of the files, with those of a kind made one.

    One id changed in one place can leave a hundred names pointing at nothing, and a file that is
    cut short lacks all the rest. That is told once, with the lines or the fields it is about.
    """
    groups: dict[Hashable, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=_in_file):
        groups.setdefault(_kind(diagnostic), []).append(diagnostic)
    return _without_the_rest([_as_one(group) for group in groups.values()])


def _without_the_rest(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what nobody would read: the rest of very many of a kind in one file."""
    by_kind: dict[Hashable, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_kind.setdefault((diagnostic.location.file, diagnostic.code), []).append(diagnostic)
    found = []
    for group in by_kind.values():
        left = len(group) - _MOST_OF_A_KIND
        if left > 0:
            last = group[_MOST_OF_A_KIND - 1]
            last = replace(last, details={**last.details, "more": str(left)})
            group[_MOST_OF_A_KIND - 1 :] = [last]
        found += group
    return sorted(found, key=_in_file)


def _in_file(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.location.file, diagnostic.location.line, diagnostic.location.column


def _kind(diagnostic: Diagnostic) -> Hashable:
    """Return what mistakes must share to be told as one."""
    if diagnostic.code == "missing-key" and not diagnostic.details.get("expected"):
        return diagnostic.code, diagnostic.location, diagnostic.field_path
    if diagnostic.code in ("alias", "unknown-name"):
        collection = diagnostic.details.get("collection")
        return diagnostic.code, diagnostic.location.file, collection, diagnostic.found
    return id(diagnostic)


def _as_one(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *rest = group
    if not rest:
        return first
    if first.code == "missing-key":
        told = {"keys": ", ".join(diagnostic.details["key"] for diagnostic in group)}
    else:
        lines = dict.fromkeys(str(diagnostic.location.line) for diagnostic in rest)
        lines.pop(str(first.location.line), None)
        told = {"lines": ", ".join(lines)}
    return replace(first, details={**first.details, **told})
