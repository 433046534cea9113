"""Carry a scheme's newest edition over into another year, without making anything surer than it is.

Nothing in the last year's sources is about the new year. So every statement becomes an assumption
that says what it was read out of, and is marked as to be confirmed; its source stays the document
it stands in. Beyond that:

- A date moves by as many years as the edition, to the month: no source gives the day.
- Rates are no rates of the new year. The new edition states no amount and names the last one as an
  indication; the rates stand below it as comments, ready to be used.
- What can only be about the one year (appropriations, the day a call was published and what was
  said of it, dates of earlier rounds) is left out.

A scheme that is over by then has no edition: its closure says so, and stands in its own file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tilskudd_build.editing.transaction import RefusedError, read_text
from tilskudd_build.files.messages import format_message
from tilskudd_build.files.yaml_edit import YamlText, written
from tilskudd_build.schema.model_walk import walk
from tilskudd_rules.calls import Call, Deadline
from tilskudd_rules.conditions import Condition
from tilskudd_rules.editions import Ended, choose_edition
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Certainty, Statement
from tilskudd_rules.support import NoStatedSupport, RateTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from tilskudd_rules.model import Catalogue, Edition, Scheme
    from tilskudd_rules.problems import Path as DataPath

REVIEW_WITHIN: Final = timedelta(days=30)
"""How soon a new file must be held against its sources; nobody has done so when it is made."""

_OF_ONE_CALL: Final = ("announced_on", "updated_on", "appropriation", "status")
"""What a call says that can only be about the one year."""
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_DAY: Final = re.compile(r"([0-9]{4})(-[0-9]{2}-)([0-9]{2})")


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition made from an earlier one.

    Attributes:
        path: its file.
        base: the year it was made from.
        text: the file's whole text.
    """

    scheme: str
    base: int
    path: Path
    text: str


def new_editions(
    folder: Path, catalogue: Catalogue, year: int, names: Sequence[str], today: date
) -> tuple[list[NewEdition], list[str]]:
    """Make the new year's edition of each scheme named, or of every scheme that can have one.

    Returns:
        The editions, and why each scheme left out has none.

    Raises:
        RefusedError: a scheme that was named cannot have one.
    """
    made, left_out = [], []
    for name in names or catalogue.schemes:
        try:
            made.append(new_edition(folder, catalogue, name, year, today))
        except RefusedError as refusal:
            if names:
                raise
            left_out.append(str(refusal))
    return made, left_out


def new_edition(
    folder: Path, catalogue: Catalogue, name: str, year: int, today: date
) -> NewEdition:
    """Make one scheme's edition for another year from its newest one.

    Raises:
        RefusedError: the scheme has ended, or has an edition of that year or a later one.
    """
    scheme = catalogue.schemes[name]
    base = scheme.newest_first[0]
    if str(year) in scheme.editions:
        raise RefusedError(format_message("new-year-exists", scheme=name, year=year))
    if year < base.year:
        raise RefusedError(
            format_message("new-year-older", scheme=name, year=year, newest=base.year)
        )
    if isinstance(choose_edition(scheme, year), Ended):
        raise RefusedError(why_ended(scheme, folder))
    text = read_text(folder / name / f"{base.year}.yaml")
    carried = _Carried(base, text, year).result(today)
    return NewEdition(name, base.year, folder / name / f"{year}.yaml", carried)


def why_ended(scheme: Scheme, folder: Path) -> str:
    """Say that nobody can apply for a scheme any more, and where that stands."""
    closure = scheme.closure
    after = "" if closure is None else closure.after_year
    names = () if closure is None else closure.replaced_by
    said = "new-year-ended" if names else "new-year-ended-alone"
    file = (folder / scheme.id / "scheme.yaml").as_posix()
    return format_message(said, scheme=scheme.id, year=after, instead=", ".join(names), file=file)


def _without_heading(text: str, year: int) -> str:
    """Leave out the line that an edition that was carried over itself begins with."""
    said = re.escape(format_message("new-year-heading", old="0000", new=year))
    pattern = said.replace("0000", "[0-9]{4}")
    return re.sub(rf"(?m)^# {pattern}\r?\n", "", text, count=1)


class _Carried:
    """The text of an edition on its way into another year."""

    def __init__(self, base: Edition, text: str, year: int) -> None:
        self._base = base
        self._year = year
        self._text = YamlText(_without_heading(text, base.year))
        self._mark = format_message("confirm-mark")
        self._years: Mapping[str, object] = {"old": base.year, "new": year}
        self._statements: set[DataPath] = set()
        self._done: list[DataPath] = []
        """What is dealt with as a whole; nothing inside it is looked at again."""

    def result(self, today: date) -> str:
        """Return the new edition's text."""
        self._text.replace(("year",), str(self._year))
        self._confirm(("reviewed_on",))
        self._text.replace(("review_by",), (today + REVIEW_WITHIN).isoformat())
        self._announce()
        for path, value in walk(self._base):
            if path in self._text and not self._is_done(path):
                self._carry(path, value)
        self._text.put_on_top(f"# {format_message('new-year-heading', **self._years)}")
        return self._text.result()

    def _is_done(self, path: DataPath) -> bool:
        return any(path[: len(one)] == one for one in self._done)

    def _confirm(self, path: DataPath) -> None:
        if self._mark not in self._text.comment_of(path):
            self._text.comment(path, self._mark)

    def _carry(self, path: DataPath, value: object) -> None:
        match value:
            case RateTable() | Composed():
                self._without_rates(path)
            case Condition():
                self._condition(path)
            case Call():
                self._call(path, value)
            case Statement():
                self._statement(path, value)
                self._statements.add(path)
            case tuple() if path == ("appropriations",):
                self._replaced(path, "not_stated")
            case tuple() if path[-1] == "deadlines":
                self._deadlines(path, value)
            case Word.NOT_STATED | Word.NOT_READ if path[:-1] in self._statements:
                pass  # the statement around it is marked
            case Word.NOT_STATED | Word.NOT_READ | NoStatedSupport() | ():
                self._confirm(path)
            case _ if path == ("name",):
                self._confirm(path)

    def _replaced(self, path: DataPath, value: str) -> None:
        marked = self._mark in self._text.comment_of(path)
        self._text.replace(path, value, "" if marked else self._mark)
        self._done.append(path)

    def _announce(self) -> None:
        """Say above everything what the edition rests on; every result shows it as a warning."""
        if ("announcement",) in self._text:
            self._text.remove(("announcement",))
            self._done.append(("announcement",))
        sources = [v.source.document for _, v in walk(self._base) if isinstance(v, Statement)]
        most = max(sources, key=sources.count)
        lines = [
            "announcement:",
            f"  text: {{nb: {written(format_message('new-year-announcement', **self._years))}}}",
            f"  source: {{document: {most}, place: {written(format_message('whole-document'))}}}",
            f"  certainty: interpretation  # {self._mark}",
            f"  reading: {{nb: {written(format_message('new-year-reading', **self._years))}}}",
        ]
        self._text.insert_lines_after(("review_by",), lines, self._text.column(("review_by",)))

    def _without_rates(self, path: DataPath) -> None:
        indent = self._text.column(path)
        heading = f"# {format_message('new-year-rates', **self._years)}"
        commented = self._text.comment_out(path)
        # The rates stand below the line that takes their place, at its indent.
        self._text.insert_lines_after(path, [heading, *commented], indent)
        self._replaced(path, f"{{kind: not_stated, indicative_edition: {self._base.year}}}")

    def _call(self, path: DataPath, call: Call) -> None:
        for key in [key for key in _OF_ONE_CALL if getattr(call, key) is not None]:
            self._text.remove((*path, key))
            self._done.append((*path, key))

    def _deadlines(self, path: DataPath, deadlines: Sequence[Deadline]) -> None:
        earlier = [index for index, one in enumerate(deadlines) if one.earlier_round]
        if len(earlier) == len(deadlines):
            self._replaced(path, "[]")
            return
        for index in earlier:
            self._text.remove((*path, index))
            self._done.append((*path, index))

    def _condition(self, path: DataPath) -> None:
        """Move the days a condition compares with: those of the last year can never be met."""
        for where in self._text.scalars_in(path):
            moved = _DAY.fullmatch(self._text.scalar(where))
            if moved:
                day = min(int(moved[3]), 28) if moved[2] == "-02-" else int(moved[3])
                self._text.replace(where, f"{self._moved_year(moved[1])}{moved[2]}{day:02}")
                self._confirm(where)

    def _moved_year(self, year: str) -> str:
        return str(int(year) + self._year - self._base.year)

    def _statement(self, path: DataPath, statement: Statement) -> None:
        certainty = (*path, "certainty")
        was_marked = self._mark in self._text.comment_of(certainty)
        self._text.replace(certainty, Certainty.ASSUMED.value)
        self._confirm(certainty)
        if isinstance(statement, Deadline):
            self._deadline(path, statement)
        if was_marked:
            self._still_unconfirmed(path)
            return
        said = "new-year-date-reading" if isinstance(statement, Deadline) else "new-year-reading"
        added = []
        if (*path, "interpretation") in self._text:
            self._text.replace((*path, "interpretation"), "true")
        else:
            added.append(("interpretation", "true"))
        if statement.reading is None:
            added.append(("reading", f"{{nb: {written(format_message(said, **self._years))}}}"))
        else:
            self._reading(path, said)
        self._text.insert_after(certainty, added)

    def _reading(self, path: DataPath, said: str) -> None:
        """Say what was carried over, ahead of what had been read into the source already."""
        for language, name in (("nb", said), ("nn", f"{said}-nn")):
            where = (*path, "reading", language)
            if where in self._text:
                before = self._text.scalar(where).strip()
                whole = f"{format_message(name, **self._years)} {before}"
                self._text.replace(where, written(whole))

    def _still_unconfirmed(self, path: DataPath) -> None:
        """Keep the source's year in what was assumed already; the year assumed for moves."""
        for language in ("nb", "nn"):
            where = (*path, "reading", language)
            if where in self._text:
                text = self._text.scalar(where).strip()
                moved = text.replace(str(self._base.year), str(self._year))
                self._text.replace(where, written(moved))

    def _deadline(self, path: DataPath, deadline: Deadline) -> None:
        for name, day in (("date", deadline.date), ("opens", deadline.opens)):
            if day is not None:
                month = self._moved_year(day[:4]) + day[4:7]
                self._text.replace((*path, name), month)
        if deadline.time is not None:
            # No source gives the day, so there is nothing to have a time.
            self._text.remove((*path, "time"))
            self._done.append((*path, "time"))
        if deadline.recurs_for:
            # What the last year's source says of later years, it says in the last year's file.
            self._text.remove((*path, "recurs_for"))
            self._done.append((*path, "recurs_for"))
        if deadline.for_grant_year is not None:
            moved = self._moved_year(str(deadline.for_grant_year))
            self._text.replace((*path, "for_grant_year"), moved)
        for language in ("nb", "nn"):
            where = (*path, "note", language)
            if where in self._text:
                note = _YEAR.sub(lambda year: self._moved_year(year[0]), self._text.scalar(where))
                self._text.replace(where, written(note.strip()))
