"""Read a situation: hostile until parsed, and unknown wherever it says nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tilskudd_rules.answers import ANSWERS, COST_CLASSES, OTHER_MEASURE, Kind
from tilskudd_rules.problems import DataError, Path, Problem, nearest, shorten
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from tilskudd_rules.model import Catalogue, Edition, Question, Scheme

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MUNICIPALITY_NUMBER: Final = re.compile(r"[0-9]{4}")
_MOST_BRACKETS: Final = 100
"""A situation has fewer than ten. Nesting without end would take the browser's Python down."""

MOST_GRANT_YEARS: Final = 4
"""No scheme in the sources gives more grant years than this; a longer list is a mistake."""


class Follows(StrEnum):
    """What an answer that a scheme sees follows from, where it was not given as it is seen."""

    NEW_MEASURE = "new-measure"
    """A new measure has received no grant years."""
    MUNICIPALITY = "municipality"
    """The municipality has a county governor."""
    COVERED = "covered"
    """The measure named is another scheme's or year's, and one of this edition takes it in."""
    ELSEWHERE = "elsewhere"
    """The measure named is another scheme's: the answer is unknown here."""


class Seen(NamedTuple):
    """A situation as one edition of a scheme sees it.

    Attributes:
        answers: the answers; one not given is no key.
        follows: what an answer follows from, where it was not given as it is seen.
    """

    answers: dict[str, Any]
    follows: dict[str, Follows]


@dataclass(frozen=True, slots=True)
class Situation:
    """What an applicant has answered.

    Attributes:
        given: the answers as given, in the order of the contract; one not given is no key.
        derived: the same with what follows from them (the county governor of a municipality).
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    derived: Mapping[str, Any] = field(default_factory=dict)

    def for_edition(self, scheme: Scheme, edition: Edition) -> Seen:
        """Return the answers as one edition of a scheme sees them.

        A measure named for the scheme goes before the common one; a common one that belongs to
        another scheme is unknown here. Either is read as the edition's own one that takes it in.
        The grant years received are those of this scheme and of the schemes it counts with; a new
        measure has received none.
        """
        answers = dict(self.derived)
        follows: dict[str, Follows] = {}
        if "authority" in answers and "authority" not in self.given:
            follows["authority"] = Follows.MUNICIPALITY
        common = answers.pop("measure", None)
        named = answers.pop("measures", {}).get(scheme.id, common)
        if named is not None:
            seen = measure_in(scheme, edition, named)
            if seen is None:
                follows["measure"] = Follows.ELSEWHERE
            else:
                answers["measure"] = seen
                if seen != named:
                    follows["measure"] = Follows.COVERED
        received = answers.pop("grant_years_received", {})
        counted = [
            received[one] for one in (scheme.id, *scheme.counts_years_with) if one in received
        ]
        if counted:
            answers["grant_years_received"] = sum(counted)
        elif answers.get("new_measure") is True:
            answers["grant_years_received"] = 0
            follows["grant_years_received"] = Follows.NEW_MEASURE
        return Seen(answers, follows)


def measure_in(scheme: Scheme, edition: Edition, measure: str) -> str | None:
    """Return what a measure that an applicant named is in an edition; ``None`` where it is unknown.

    One of the edition's own, or of another edition of the scheme, is itself. One that a measure of
    the edition covers is that measure. Any other is another scheme's and says nothing here.
    """
    if measure == OTHER_MEASURE or edition.measure(measure) is not None:
        return measure
    for one in edition.measures:
        if one.covers is not None and measure in one.covers.measures:
            return str(one.id)
    return measure if scheme.measure(measure) is not None else None


def parse_situation(text: str, catalogue: Catalogue) -> Situation:
    """Read a situation from JSON text.

    Raises:
        DataError: with every problem found; a problem's path is the field's.
    """
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise _not_json()
    try:
        written = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        raise _not_json(error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        # A number with thousands of digits, or nesting without end.
        raise _not_json() from None
    repeated: list[Path] = []
    data = _plain(written, (), repeated)
    if repeated:
        raise DataError([Problem("duplicate-key", path) for path in dict.fromkeys(repeated)])
    return read_situation(data, catalogue)


class _Pairs(list[tuple[str, object]]):
    """A JSON object as it is written: a key can stand there twice."""


def _plain(written: object, path: Path, repeated: list[Path]) -> object:
    """Return objects as mappings, and collect where a key stands twice in one."""
    if isinstance(written, _Pairs):
        found: dict[str, object] = {}
        for key, value in written:
            where = (*path, shorten(key))
            if key in found:
                repeated.append(where)
            found[key] = _plain(value, where, repeated)
        return found
    if isinstance(written, list):
        return [_plain(item, (*path, index), repeated) for index, item in enumerate(written)]
    return written


def _not_json(line: int = 1, column: int = 1) -> DataError:
    return DataError([Problem("not-json", (), details={"line": str(line), "column": str(column)})])


def read_situation(data: object, catalogue: Catalogue) -> Situation:
    """Read a situation from plain JSON data.

    Raises:
        DataError: with every problem found.
    """
    if not isinstance(data, dict):
        raise DataError([Problem("not-an-object", (), shorten(data))])
    reading = _Reading(catalogue)
    for key in data:
        if key not in ANSWERS:
            near = nearest(str(key), ANSWERS)
            code = "unknown-key" if near else "unknown-key-far"
            reading.report(code, (shorten(key),), near=near, expected=", ".join(ANSWERS))
    given = {}
    for key, kind in ANSWERS.items():
        # JSON's null is an answer not given.
        if data.get(key) is not None:
            given[key] = _READERS[kind](reading, key, data[key])
    derived = dict(given)
    number = given.get("municipality")
    if number is not None:
        municipality = catalogue.municipalities[number]
        governor = municipality.county_governor
        if given.get("authority") not in (governor, None):
            reading.report(
                "authority-mismatch",
                ("authority",),
                given["authority"],
                expected=governor,
                municipality=municipality.name,
            )
        derived["authority"] = governor
    if reading.problems:
        raise DataError(reading.problems)
    return Situation(given, derived)


class _Reading:
    """The problems of one situation, and the words it may use."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.problems: list[Problem] = []
        self.questions: dict[str, Question] = {q.answer: q for q in catalogue.questions}

    def report(self, code: str, path: Path, found: object = "", **details: str) -> None:
        self.problems.append(Problem(code, path, shorten(found), details))

    def whole_number(self, key: str, path: Path, value: object) -> int | None:
        """Read a whole number inside the limits of the question."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.report("wrong-type", path, value, expected="number")
            return None
        question = self.questions[key]
        low, high = question.minimum, question.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            self.report(
                "out-of-range",
                path,
                value,
                minimum="−∞" if low is None else str(low),
                maximum="∞" if high is None else str(high),
            )
            return None
        return value

    def word(self, path: Path, value: object, known: Collection[str]) -> str | None:
        """Read one of the known words."""
        if not isinstance(value, str):
            self.report("wrong-type", path, value, expected="text")
            return None
        if value not in known:
            near = nearest(value, known)
            code = "unknown-word-near" if near else "unknown-word"
            self.report(code, path, value, near=near, expected=", ".join(sorted(known)))
            return None
        return value

    def words(self, path: Path, value: object, known: Collection[str]) -> tuple[str, ...]:
        """Read a list of known words; a repeated word counts once."""
        if not isinstance(value, list):
            self.report("wrong-type", path, value, expected="list")
            return ()
        found = [self.word((*path, i), item, known) for i, item in enumerate(value)]
        return tuple(dict.fromkeys(word for word in found if word is not None))

    def mapping(self, path: Path, value: object, known: Collection[str]) -> dict[str, object]:
        """Read an object whose keys are known words; the values are still to be read."""
        if not isinstance(value, dict):
            self.report("wrong-type", path, value, expected="mapping")
            return {}
        return {
            name: item
            for name, item in value.items()
            if self.word((*path, shorten(name)), name, known) is not None and item is not None
        }

    def options(self, key: str) -> list[str]:
        """Return the option ids of a question."""
        return [option.id for option in self.questions[key].options]

    def measures(self, scheme: str | None = None) -> set[str]:
        """Return the measure ids of a scheme, or of all schemes."""
        schemes = self.catalogue.schemes
        chosen = schemes.values() if scheme is None else [schemes[scheme]]
        return {OTHER_MEASURE} | {
            measure.id
            for one in chosen
            for edition in one.editions.values()
            for measure in edition.measures
        }


def _day(reading: _Reading, key: str, value: object) -> str | None:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    reading.report("not-a-date", (key,), value)
    return None


def _boolean(reading: _Reading, key: str, value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    reading.report("wrong-type", (key,), value, expected="boolean")
    return None


def _municipality(reading: _Reading, key: str, value: object) -> str | None:
    catalogue = reading.catalogue
    if isinstance(value, str) and value in catalogue.municipalities:
        return value
    if not isinstance(value, str):
        reading.report("wrong-type", (key,), value, expected="text")
    elif not _MUNICIPALITY_NUMBER.fullmatch(value):
        reading.report("not-a-municipality-number", (key,), value)
    elif value not in catalogue.former_municipalities:
        reading.report("no-such-municipality", (key,), value)
    else:
        former = catalogue.former_municipalities[value]
        if isinstance(former.municipality, Word):
            reading.report("divided-municipality", (key,), value, former=former.name)
        else:
            today = catalogue.municipalities[former.municipality]
            reading.report(
                "former-municipality",
                (key,),
                value,
                former=former.name,
                successor=today.name,
                number=today.number,
            )
    return None


def _positions(reading: _Reading, key: str, value: object) -> int | tuple[int | None, ...] | None:
    if not isinstance(value, list):
        if isinstance(value, int) and not isinstance(value, bool):
            return reading.whole_number(key, (key,), value)
        reading.report("wrong-type", (key,), value, expected="positions")
        return None
    if not value:
        reading.report("no-entries", (key,))
        return None
    if len(value) > MOST_GRANT_YEARS:
        reading.report("too-many-entries", (key,), len(value), maximum=str(MOST_GRANT_YEARS))
        return None
    return tuple(reading.whole_number(key, (key, i), item) for i, item in enumerate(value))


def _measures(reading: _Reading, key: str, value: object) -> dict[str, str]:
    found = {}
    for scheme, item in reading.mapping((key,), value, reading.catalogue.schemes).items():
        word = reading.word((key, scheme), item, reading.measures(scheme))
        if word is not None:
            found[scheme] = word
    return found


def _numbers(reading: _Reading, key: str, value: object, known: Collection[str]) -> dict[str, int]:
    found = {}
    for name, item in reading.mapping((key,), value, known).items():
        number = reading.whole_number(key, (key, name), item)
        if number is not None:
            found[name] = number
    return found


_READERS: Final[Mapping[Kind, Callable[[_Reading, str, object], Any]]] = {
    Kind.YEAR: lambda reading, key, value: reading.whole_number(key, (key,), value),
    Kind.COUNT: lambda reading, key, value: reading.whole_number(key, (key,), value),
    Kind.KRONER: lambda reading, key, value: reading.whole_number(key, (key,), value),
    Kind.DATE: _day,
    Kind.BOOLEAN: _boolean,
    Kind.MUNICIPALITY: _municipality,
    Kind.POSITIONS: _positions,
    Kind.MEASURES: _measures,
    Kind.AUTHORITY: lambda reading, key, value: reading.word(
        (key,), value, reading.catalogue.authorities
    ),
    Kind.CHOICE: lambda reading, key, value: reading.word((key,), value, reading.options(key)),
    Kind.CHOICES: lambda reading, key, value: reading.words((key,), value, reading.options(key)),
    Kind.MEASURE: lambda reading, key, value: reading.word((key,), value, reading.measures()),
    Kind.SCHEMES: lambda reading, key, value: reading.words(
        (key,), value, reading.catalogue.schemes
    ),
    Kind.YEARS_BY_SCHEME: lambda reading, key, value: _numbers(
        reading, key, value, reading.catalogue.schemes
    ),
    Kind.COSTS: lambda reading, key, value: _numbers(reading, key, value, COST_CLASSES),
}
