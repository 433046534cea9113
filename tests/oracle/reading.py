"""A second reading of the sources: verdict and money, worked out apart from the project's rules.

It shares no line and no data with them, so that a rule misread is found where the two disagree.
It gives no reasons and no sentences: only what can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.oracle.eligibility import eligibility_of
from tests.oracle.facts import SCHEMES
from tests.oracle.growth import ROWS
from tests.oracle.money import Money, Year, money_of
from tests.oracle.situation import Situation
from tests.oracle.standing import rules_for, standing_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Answer:
    """What one scheme answers to a situation; `None` where there is nothing to say.

    Attributes:
        standing: whether there is a scheme and a call; `None` only without a planned year.
        edition: the year of the rules used.
        eligibility: whether the rules of that edition are met.
        status: what kind of amount it is.
        years: the grant years with their calendar years and amounts.
        pre_project: what a planned pre-project gives.
        total: what the years and the pre-project come to, as far as known.
    """

    standing: str | None = None
    edition: int | None = None
    eligibility: str | None = None
    status: str | None = None
    years: tuple[Year, ...] = ()
    pre_project: int | None = None
    total: int | None = None


class GrowthRow(NamedTuple):
    """The growth of one municipality of 2018."""

    name: str
    total: int
    forecast_2018: int


class FrameGrowth(NamedTuple):
    """The growth of a municipality of today, with those of 2018 it was made of."""

    rows: tuple[GrowthRow, ...]
    total: int
    forecast_2018: int


def answers(situation: Mapping[str, Any]) -> dict[str, Answer]:
    """Answer a situation for each scheme that can be applied for."""
    told = Situation(situation)
    return {scheme: _answer(scheme, told) for scheme in SCHEMES}


def frame_growth(situation: Mapping[str, Any]) -> FrameGrowth | None:
    """Return the growth of the municipality; `None` where the table does not hold it.

    It is history, whatever year is planned. Merged municipalities are added up.
    """
    number = situation.get("municipality")
    rows = [row for row in ROWS if row.successor == number]
    if not rows:
        return None
    return FrameGrowth(
        tuple(GrowthRow(row.name, row.total, row.forecast_2018) for row in rows),
        sum(row.total for row in rows),
        sum(row.forecast_2018 for row in rows),
    )


def _answer(scheme: str, situation: Situation) -> Answer:
    year: int | None = situation.get("year")
    if year is None:
        return Answer()
    standing = standing_of(scheme, year, situation)
    edition = rules_for(scheme, year)
    if edition is None:
        return Answer(standing)
    eligibility = eligibility_of(scheme, edition, situation)
    barred = eligibility == "not_eligible"
    money = Money("none") if barred else money_of(scheme, edition, year, situation)
    return Answer(standing, edition, eligibility, *money)
