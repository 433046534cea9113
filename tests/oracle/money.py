"""What could be given at the most: the amount's status, its years, and their sum.

Every figure is a ceiling or a basis for calculation, in whole kroner, rounded down for each year.
What is not stated is `None`, never zero (rule 14).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.oracle.facts import (
    ADULTS,
    COMPOUND,
    DRUG_WORK,
    MOST_GRANT_YEARS,
    NAMED_MEASURES,
    OLD_DRUG_WORK,
    TRANSITION,
    TRYGGEST,
    YOUNG,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.oracle.situation import Situation

# Section 1, `innlandet-2023`: "inntil kr 330.000,- for 100% stilling", whichever year it is.
TRANSITION_RATE: Final = 330_000

# Sections 3 and 4, `satser-2023`: "Forprosjekt 1 år kr. 600.000".
PRE_PROJECT: Final = 600_000

# Section 5: 400 000 kr per municipality, used in up to two years, all of it paid in the first.
TRYGGEST_BY_YEAR: Final = (400_000, 0)

FULL: Final = 100
"""A full position, in percent."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What one measure gives in each of the four grant years.

    Attributes:
        by_year: kroner per full position, or a year; `None` is not stated.
        per_position: whether the kroner are per full position.
        most_positions: the most positions that count, in percent; `None` is no cap stated.
    """

    by_year: tuple[int | None, int | None, int | None, int | None]
    per_position: bool = True
    most_positions: int | None = None


# Section 3, `satser-2023`; rule 17: printed once, they cover both priorities of those slides. No
# cap on positions is stated.
ADULT_RATES: Final = Rates((300_000, 300_000, 250_000, 200_000))
# Section 4, priority 1, "Maksimalt 10 stillinger": rule 12.
FACT_YOUNG_RATES: Final = Rates((500_000, 500_000, 300_000, 200_000), most_positions=10 * FULL)
# Section 4, priority 2: years 1 and 2 only, "maksimalt 2.5 mill. kroner per år".
LOW_THRESHOLD_RATES: Final = Rates((2_500_000, 2_500_000, None, None), per_position=False)

# Named by `innlandet-2023` alone, and so beside the slide that prints the rates.
WITHOUT_RATES_2023: Final = frozenset({"samhandlingsmodell", "nye-metoder"})

# Rule 5: the editions of 2025 state no amounts; these measures point to the rates of 2023.
INDICATED_2025: Final = {
    (ADULTS, "fact"): ADULT_RATES,
    (ADULTS, "housing-first"): ADULT_RATES,
    (YOUNG, "fact-ung"): FACT_YOUNG_RATES,
}
YOUNG_2023: Final = {"fact-ung": FACT_YOUNG_RATES, "lavterskel": LOW_THRESHOLD_RATES}


class Year(NamedTuple):
    """One year of the grant; `None` where it is not known."""

    grant_year: int | None
    calendar_year: int | None
    amount: int | None


class Money(NamedTuple):
    """What an amount comes to."""

    status: str
    years: tuple[Year, ...] = ()
    pre_project: int | None = None
    total: int | None = None


def money_of(scheme: str, edition: int, year: int, situation: Situation) -> Money:
    """Work out the amount of a scheme whose rules do not bar the applicant."""
    known = "ceiling" if edition == year else "indicative"
    if scheme == DRUG_WORK:
        return Money("discretionary")  # Section 2: no rate, by expected goal attainment.
    if scheme in (OLD_DRUG_WORK, COMPOUND):
        return Money("not_stated")  # Section 6 has appropriations only.
    if scheme == TRANSITION:
        return _transition(known, year, situation)
    if scheme == TRYGGEST:
        return _tryggest(known, year, situation)
    return _by_measure(scheme, edition, year, situation)


def _transition(known: str, year: int, situation: Situation) -> Money:
    """Section 1: one year at a time, at the same rate whichever of the four it is."""
    received = situation.years_received(TRANSITION)
    grant_year = None if received is None else received + 1
    if grant_year is not None and grant_year > MOST_GRANT_YEARS:
        # At most four years: what discretion gives beyond them, no source says (rule 14).
        return Money("not_stated", (Year(grant_year, year, None),))
    positions = situation.positions(grant_year)
    amount = None if positions is None else TRANSITION_RATE * positions // FULL
    years = (Year(grant_year, year, amount),)
    return Money("unknown" if amount is None else known, years, None, amount)


def _tryggest(known: str, year: int, situation: Situation) -> Money:
    """Section 5: per municipality; each application starts anew."""
    asked: int | None = situation.get("requested_years")
    amounts = TRYGGEST_BY_YEAR if asked is None else TRYGGEST_BY_YEAR[:asked]
    years = tuple(Year(n + 1, year + n, amount) for n, amount in enumerate(amounts))
    return Money(known, years, None, sum(amounts))


def _by_measure(scheme: str, edition: int, year: int, situation: Situation) -> Money:
    """Sections 3 and 4: the measure tells the rates; the years still to come are counted."""
    measure = situation.measure(scheme)
    if measure is None:
        return Money("unknown")
    rates = _rates(scheme, edition, measure)
    if rates is None:
        return Money("not_stated")
    # Every amount is a ceiling: while nobody has told of years received, all four are ahead.
    received = situation.years_received(scheme) or 0
    # Rule 11: a pre-project is no grant year. It comes before the first, and so only once.
    starts = situation.get("pre_project") is True and received == 0
    first = year + 1 if starts else year
    years = tuple(
        Year(grant_year, first + n, _amount(rates, grant_year, situation))
        for n, grant_year in enumerate(range(received + 1, MOST_GRANT_YEARS + 1))
    )
    pre_project = PRE_PROJECT if starts else None
    amounts = [one.amount for one in years if one.amount is not None]
    total = sum(amounts) + (pre_project or 0) if amounts else None
    # The rates are those of 2023, whatever edition points to them.
    known = "ceiling" if year == 2023 else "indicative"
    return Money(_status(rates, years, known), years, pre_project, total)


def _rates(scheme: str, edition: int, measure: str) -> Rates | None:
    """Return the rates of a measure; `None` where none are stated."""
    if edition == 2025:
        return INDICATED_2025.get((scheme, measure))
    if scheme == YOUNG:
        return YOUNG_2023.get(measure)
    # One table covers both priorities (rule 17); for what is not among them no source states any.
    named = measure in NAMED_MEASURES[scheme, edition]
    return ADULT_RATES if named and measure not in WITHOUT_RATES_2023 else None


def _amount(rates: Rates, grant_year: int, situation: Situation) -> int | None:
    """Rules 12, 13 and 15: pro rata, and by no more than the cap."""
    rate = rates.by_year[grant_year - 1]
    if rate is None or not rates.per_position:
        return rate
    positions = situation.positions(grant_year)
    if positions is None:
        return None
    if rates.most_positions is not None:
        positions = min(positions, rates.most_positions)
    return rate * positions // FULL


def _status(rates: Rates, years: Sequence[Year], known: str) -> str:
    """Name what is known of the years that are left."""
    if not years:
        return "none"
    if any(one.amount is not None for one in years):
        return known
    stated = any(rates.by_year[one.grant_year - 1] is not None for one in years if one.grant_year)
    return "unknown" if stated else "not_stated"
