"""Read a situation: hostile until parsed, and unknown wherever it says nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tilskudd_rules.answers import OTHER_MEASURE
from tilskudd_rules.places import authority_today
from tilskudd_rules.problems import DataError, Path, Problem, nearest, shorten
from tilskudd_rules.registers import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tilskudd_rules.model import Catalogue, Edition, Question, Scheme

MOST_CHARACTERS: Final = 100_000
"""A situation has fewer than two thousand."""
_MOST_PROBLEMS: Final = 20
"""How many mistakes are told; a text that is no situation has one at every key."""
_MOST_BRACKETS: Final = 100
"""A situation has fewer than ten. Nesting without end would take the browser's Python down."""


class Follows(StrEnum):
    """What an answer that a scheme sees follows from, where it was not given as it is seen."""

    RULE = "rule"
    """The question says what it is, where other answers tell."""
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
        questions: the questions, in the order they are asked.
    """

    answers: dict[str, Any]
    follows: dict[str, Follows]
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Situation:
    """What an applicant has answered.

    Attributes:
        given: the answers as given, in the order of the contract; one not given is no key.
        derived: the same with what follows from them: the county governor of a municipality, and of
            one that is no longer there its successor.
        questions: the questions, for what follows from an answer as one scheme sees it.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    derived: Mapping[str, Any] = field(default_factory=dict)
    questions: Sequence[Question] = field(default=(), compare=False, repr=False)

    def for_edition(self, scheme: Scheme, edition: Edition) -> Seen:
        """Return the answers as one edition of a scheme sees them.

        A measure named for the scheme goes before the common one; a common one that belongs to
        another scheme is unknown here. Either is read as the edition's own one that takes it in.
        The grant years received are those of this scheme and of the schemes it counts with. What is
        not given is what its question says that it follows from others.
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
        for question in self.questions:
            rule = question.follows
            if rule is not None and question.key not in answers and rule.when.holds(answers):
                answers[question.key] = question.kind_of_answer.in_scheme.from_text(rule.value)
                follows[question.key] = Follows.RULE
        return Seen(answers, follows, self.questions)


def measure_in(scheme: Scheme, edition: Edition, measure: str) -> str | None:
    """Return what a measure that an applicant named is in an edition; ``None`` where it is unknown.

    One of the edition's own, or of another edition of the scheme, is itself. One that a measure of
    the edition covers is that measure. Any other is another scheme's and says nothing here.

    >>> measure_in(scheme, edition, "nabolag"), measure_in(scheme, edition, "fact")
    ('nabolag', None)
    """
    if measure == OTHER_MEASURE or edition.measure(measure) is not None:
        return measure
    for one in edition.measures:
        if one.covers is not None and measure in one.covers.measures:
            return str(one.id)
    return measure if scheme.measure(measure) is not None else None


def parse_situation(text: str, catalogue: Catalogue) -> Situation:
    """Read a situation from JSON text.

    >>> parse_situation('{"year": 2023, "measure": null}', catalogue).given
    {'year': 2023}

    Raises:
        DataError: with what is wrong; a problem's path is the field's.
    """
    if len(text) > MOST_CHARACTERS:
        raise DataError([Problem("too-large", ())])
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
        raise _refused([Problem("duplicate-key", path) for path in dict.fromkeys(repeated)])
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


def _refused(problems: Sequence[Problem]) -> DataError:
    """Return the error that tells the first problems, and how many more there are."""
    more = len(problems) - _MOST_PROBLEMS
    if more <= 0:
        return DataError(problems)
    left_out = Problem("more-problems", (), details={"count": str(more)})
    return DataError([*problems[:_MOST_PROBLEMS], left_out])


def _not_json(line: int = 1, column: int = 1) -> DataError:
    return DataError([Problem("not-json", (), details={"line": str(line), "column": str(column)})])


def read_situation(data: object, catalogue: Catalogue) -> Situation:
    """Read a situation from plain JSON data.

    >>> read_situation({"municipality": "3405"}, catalogue).derived
    {'municipality': '3405', 'authority': 'innlandet'}

    Raises:
        DataError: with what is wrong.
    """
    if not isinstance(data, dict):
        raise DataError([Problem("not-an-object", (), shorten(data))])
    problems: list[Problem] = []

    def report(code: str, path: Path, found: object = "", **details: str) -> None:
        problems.append(Problem(code, path, shorten(found), details))

    named = {name for question in catalogue.questions for name in question.names}
    for key in data:
        if key not in named:
            near = nearest(str(key), named)
            code = "unknown-key" if near else "unknown-key-far"
            known = (question.key for question in catalogue.questions)
            report(code, (shorten(key),), near=near, expected=", ".join(known))
    given = {}
    for question in catalogue.questions:
        # JSON's null is an answer not given.
        written = [name for name in question.names if data.get(name) is not None]
        if len(written) > 1:
            report("duplicate-key", (written[1],))
        for name in written[:1]:
            asked = Asked(question, catalogue)
            given[question.key] = question.kind_of_answer.read(data[name], (name,), asked, report)
    derived = dict(given)
    authority = given.get("authority")
    if authority is not None:
        authority = derived["authority"] = authority_today(authority, catalogue.authorities)
    number = given.get("municipality")
    if number is not None:
        municipality = catalogue.municipalities[number]
        governor = municipality.county_governor
        if authority not in (governor, None):
            report(
                "authority-mismatch",
                ("authority",),
                given["authority"],
                expected=governor,
                municipality=municipality.name,
            )
        derived["authority"] = governor
    if problems:
        raise _refused(problems)
    return Situation(given, derived, catalogue.questions)
