"""Where mistakes in scheme files stand, and the list they are collected in.

A mistake is a code and values, like the rule module's ``Problem``, but with its place in a file.
The words are put to it in :mod:`tilskudd_build.files.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tilskudd_rules.problems import shorten

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


_MOST_OF_A_KIND: Final = 40
"""How many mistakes of a kind are told of one file."""


@dataclass(frozen=True, slots=True)
class Place:
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
class Mistake:
    """One mistake and where it stands.

    Attributes:
        code: what kind of mistake.
        place: where in which file.
        found: the offending value as text, shortened.
        details: named values the message needs.
        where: the path inside the file, as people read it; empty where the file says it all.
    """

    code: str
    place: Place
    found: str = ""
    details: dict[str, str] = field(default_factory=dict)
    where: str = ""


class Mistakes(list[Mistake]):
    """All mistakes so far."""

    def report(self, code: str, place: Place, found: object = "", **details: str) -> None:
        """Remember a mistake in a file itself; the model's own problems say where in it, too."""
        self.append(Mistake(code, place, shorten(found), details))


def gathered(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return the mistakes in the order of the files, with those of a kind made one.

    One id changed in one place can leave a hundred names pointing at nothing, and a file that is
    cut short lacks all the rest. That is told once, with the lines or the fields it is about.
    """
    groups: dict[Hashable, list[Mistake]] = {}
    for mistake in sorted(mistakes, key=_in_file):
        groups.setdefault(_kind(mistake), []).append(mistake)
    return _without_the_rest([_as_one(group) for group in groups.values()])


def _without_the_rest(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Leave out what nobody would read: the rest of very many of a kind in one file."""
    by_kind: dict[Hashable, list[Mistake]] = {}
    for mistake in mistakes:
        by_kind.setdefault((mistake.place.file, mistake.code), []).append(mistake)
    found = []
    for group in by_kind.values():
        left = len(group) - _MOST_OF_A_KIND
        if left > 0:
            last = group[_MOST_OF_A_KIND - 1]
            last = replace(last, details={**last.details, "more": str(left)})
            group[_MOST_OF_A_KIND - 1 :] = [last]
        found += group
    return sorted(found, key=_in_file)


def _in_file(mistake: Mistake) -> tuple[str, int, int]:
    return mistake.place.file, mistake.place.line, mistake.place.column


def _kind(mistake: Mistake) -> Hashable:
    """Return what mistakes must share to be told as one."""
    if mistake.code == "missing-key" and not mistake.details.get("expected"):
        return mistake.code, mistake.place, mistake.where
    if mistake.code in ("alias", "unknown-name"):
        collection = mistake.details.get("collection")
        return mistake.code, mistake.place.file, collection, mistake.found
    return id(mistake)


def _as_one(group: Sequence[Mistake]) -> Mistake:
    first, *rest = group
    if not rest:
        return first
    if first.code == "missing-key":
        told = {"keys": ", ".join(mistake.details["key"] for mistake in group)}
    else:
        lines = dict.fromkeys(str(mistake.place.line) for mistake in rest)
        lines.pop(str(first.place.line), None)
        told = {"lines": ", ".join(lines)}
    return replace(first, details={**first.details, **told})
