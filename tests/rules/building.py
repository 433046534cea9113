"""The project's own catalogue, and small parts of one, for the tests of the rule module."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.loader import load
from tilskudd_rules.calls import Deadline, DeadlineKind
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.evaluate import Evaluator
from tilskudd_rules.schema import DayOrMonth, Word
from tilskudd_rules.situation import read_situation
from tilskudd_rules.statements import Certainty, Fact, Money, Source, SourceId, Text
from tilskudd_rules.support import PositionsCap, Rate, RateBasis, RateTable
from tilskudd_rules.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import Evaluation, SchemeResult
    from tilskudd_rules.situation import Seen, Situation

ROOT: Final = Path(__file__).resolve().parent.parent.parent

KR, GAMMEL, OVERGANG, LANGVARIG, UNGE, TRYGGEST = (
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-gammel",
    "kommunalt-rusarbeid-overgang",
    "langvarige-sammensatte-behov",
    "barn-og-unge",
    "tryggest",
)
"""The schemes that tests of standing speak of."""

LOADED = load(ROOT / "schemes")
CATALOGUE = LOADED.catalogue
DATA: Final = LOADED.data
"""The plain data of the catalogue; take :func:`plain` to change it."""

_NAMED: Final = {"0301", "1804", "3405", "4204", "5001"} | {
    row["municipality"] for row in DATA["frame_growth"]["rows"]
}
_FORMER: Final = {"1902", "3001", "1571"}
_SMALL: Final = json.dumps(
    {
        **DATA,
        "municipalities": [
            one for one in DATA["municipalities"] if one["number"] in {*_NAMED, "3101", "5501"}
        ],
        "former_municipalities": [
            one for one in DATA["former_municipalities"] if one["number"] in _FORMER
        ],
    }
)

EVALUATOR: Final = Evaluator(CATALOGUE)
WORDING: Final = Wording(CATALOGUE.texts, "nb")

TEAM: Final[dict[str, Any]] = {
    "year": 2023,
    "municipality": "3405",
    "applicant_type": "municipality",
    "measure": "fact-ung",
    "new_measure": True,
    "positions_percent": 1000,
    "pre_project": False,
}
"""Ten positions in a new FACT ung team: eligible for 15 000 000 over four years."""


def plain() -> dict[str, Any]:
    """Return a copy of the catalogue's plain data, to be changed.

    Only the municipalities that the tests or the rest of the data name are in it: reading it
    again and again takes a third of the time.
    """
    found: dict[str, Any] = json.loads(_SMALL)
    return found


def changed(change: Callable[[dict[str, Any]], object]) -> Catalogue:
    """Return the catalogue as it reads after ``change`` to its plain data."""
    data = plain()
    change(data)
    return read_catalogue(data)


def edition_data(data: dict[str, Any], scheme: str, year: int) -> dict[str, Any]:
    """Return the plain data of one edition."""
    found: dict[str, Any] = data["schemes"][scheme]["editions"][str(year)]
    return found


def situation(catalogue: Catalogue = CATALOGUE, /, **answers: object) -> Situation:
    """Read a situation that must not be refused; lists may stand as tuples."""
    return read_situation(json.loads(json.dumps(answers)), catalogue)


def seen(read: Situation, scheme: str, year: int, catalogue: Catalogue = CATALOGUE) -> Seen:
    """Return a situation as the edition of a year sees it."""
    found = catalogue.schemes[scheme]
    return read.for_edition(found, found.editions[str(year)])


def answers_of(
    read: Situation, one: SchemeResult, catalogue: Catalogue = CATALOGUE
) -> dict[str, Any]:
    """Return the answers that a scheme's result rests on."""
    return seen(read, one["scheme"], one["edition"], catalogue).answers


def evaluated(catalogue: Catalogue = CATALOGUE, /, **answers: object) -> Evaluation:
    """Return the evaluation of a situation."""
    return evaluator(catalogue).evaluate(situation(catalogue, **answers))


def evaluator(catalogue: Catalogue) -> Evaluator:
    """Return an evaluator for a catalogue, the project's own made once."""
    return EVALUATOR if catalogue is CATALOGUE else Evaluator(catalogue)


def result(scheme: str, catalogue: Catalogue = CATALOGUE, /, **answers: object) -> SchemeResult:
    """Return one scheme's result."""
    return by_scheme(evaluated(catalogue, **answers))[scheme]


def by_scheme(evaluation: Evaluation) -> dict[str, SchemeResult]:
    """Return the schemes of an evaluation by id."""
    return {one["scheme"]: one for one in evaluation["schemes"]}


def check(scheme: str, catalogue: Catalogue = CATALOGUE, /, **answers: object) -> SchemeCheck:
    """Return one scheme checked against a situation."""
    read = situation(catalogue, **answers)
    found = chosen(scheme, read.given["year"], catalogue)
    return SchemeCheck(found, *read.for_edition(found.scheme, found.edition))


def chosen(scheme: str, year: int, catalogue: Catalogue = CATALOGUE) -> Chosen:
    """Return the edition of a scheme that a year rests on."""
    found = choose_edition(catalogue.schemes[scheme], year)
    assert isinstance(found, Chosen)
    return found


def statuses(one: SchemeResult) -> dict[str, str]:
    """Return each criterion's outcome."""
    return {criterion["id"]: criterion["status"] for criterion in one["criteria"]}


def warned(one: SchemeResult) -> dict[str, str]:
    """Return the warnings' messages by id."""
    return {warning["id"]: warning["message"] for warning in one["warnings"]}


@cache
def changeable() -> frozenset[str]:
    """Return the answers an applicant can choose to give otherwise."""
    return frozenset(q.key for q in CATALOGUE.questions if q.changeable)


# Small parts of a catalogue

SOURCE: Final = Source(document=SourceId("innlandet-2023"), place="et sted")


def text(words: str = "Tekst") -> Text:
    """Return words for a reader."""
    return Text(nb=words)


def rate(grant_year: int | None, amount: int | None, basis: RateBasis = RateBasis.POSITION) -> Rate:
    """Return a rate; ``None`` stands for any year and for an amount not stated."""
    return Rate(
        grant_year=Word.ANY if grant_year is None else grant_year,
        amount=Word.NOT_STATED if amount is None else amount,
        basis=basis,
        source=SOURCE,
        certainty=Certainty.ANNOUNCED,
    )


def rate_table(
    amounts: Sequence[int | None],
    *,
    basis: RateBasis = RateBasis.POSITION,
    cap: int | None = None,
    pre_project: int | None = None,
    any_year: bool = False,
) -> RateTable:
    """Return a table of yearly amounts; a cap or pre-project of ``None`` is not stated."""
    return RateTable(
        rates=tuple(
            rate(None if any_year else index + 1, amount, basis)
            for index, amount in enumerate(amounts)
        ),
        max_positions=Word.NOT_STATED if cap is None else positions_cap(cap),
        pre_project=Word.NOT_STATED if pre_project is None else money(pre_project),
        part_time=fact(),
    )


def positions_cap(percent: int) -> PositionsCap:
    """Return a cap on positions."""
    return PositionsCap(percent=percent, source=SOURCE, certainty=Certainty.ANNOUNCED)


def money(amount: int) -> Money:
    """Return an amount."""
    return Money(amount=amount, source=SOURCE, certainty=Certainty.ANNOUNCED)


def fact(words: str = "Tekst") -> Fact:
    """Return a sentence with a source."""
    return Fact(text=text(words), source=SOURCE, certainty=Certainty.ANNOUNCED)


def deadline(
    date: str,
    *,
    kind: DeadlineKind = DeadlineKind.APPLICATION,
    certainty: Certainty = Certainty.ANNOUNCED,
    earlier_round: bool = False,
) -> Deadline:
    """Return a deadline."""
    return Deadline(
        kind=kind,
        date=DayOrMonth(date),
        certainty=certainty,
        source=SOURCE,
        earlier_round=earlier_round,
    )
