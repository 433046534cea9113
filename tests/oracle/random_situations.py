"""Situations made by chance, weighted so that what decides something comes often.

All can be read by the rules: what they refuse is tried elsewhere. Each answer is given or not by
chance. The words and their limits are those of the contract, written down here once more.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.oracle.facts import (
    ADULTS,
    CALLS,
    COMPOUND,
    DRUG_WORK,
    GOVERNOR_OF_COUNTY,
    NAMED_MEASURES,
    OTHER,
    SCHEMES,
    YOUNG,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

type Situation = dict[str, Any]

COUNT: Final = 20_000
SEED: Final = 20180101

DENSITIES: Final = (0.25, 0.6, 0.85, 0.97)
"""How many of the answers are given: few, up to nearly all."""

YEARS: Final = (*range(2016, 2029), *(2018, 2019, 2024, 2026) * 2, *(2023, 2025) * 7)

APPLICANTS: Final = (
    *("municipality",) * 9,
    *("health_trust",) * 3,
    *("county_municipality", "state_body", "voluntary_organisation", "other"),
)
PARTNERS: Final = (
    "municipality",
    "health_trust",
    "user_organisation",
    "voluntary_organisation",
    "public_service",
)
TRYGGEST_STATUS: Final = ("introduced", "decided", "commits_to_start", "no")
COSTS: Final = (
    "salary",
    "operation",
    "partner_costs",
    "investment",
    "inventory",
    "administration",
)

# Section 2 of domain.md: the priorities of 2023 and the areas of 2025. Nothing here decides by
# them, so the second reading does not know them; the project must not let them decide either.
DRUG_WORK_MEASURES: Final = (
    "oppsokende-team",
    "utekontakt",
    "boligtjenester",
    "arbeid-aktivitet",
    "tidlig-innsats",
    "erfaringskonsulenter",
    "lavterskel-helse",
    "parorendearbeid",
    "forebygging-unge",
    "alkohol-legemidler",
    "samtidige-problemer",
    "skadereduksjon",
    "overganger",
    "brukermedvirkning",
)
MEASURES: Final = {
    DRUG_WORK: DRUG_WORK_MEASURES,
    **{
        scheme: tuple(
            sorted(
                {m for (name, _), named in NAMED_MEASURES.items() if name == scheme for m in named}
            )
        )
        for scheme in (ADULTS, YOUNG, COMPOUND)
    },
}
"""Every measure that some edition of the scheme names."""

COMMON_MEASURES: Final = (
    *(MEASURES[ADULTS] + MEASURES[YOUNG]) * 3,
    *MEASURES[COMPOUND] * 3,
    *DRUG_WORK_MEASURES,
    *(OTHER,) * 6,
)

POSITIONS: Final = (1, 20, 33, 50, 100, 100, 200, 250, 400, 500, 501, 999, 1000, 1001, 1200, 20_000)
GRANT_YEARS: Final = (0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 10, None)
REQUESTED_YEARS: Final = (1, 2, 2, 3, 10)

# The governors with a call of their own, more often than the others.
AUTHORITIES: Final = (
    *sorted(set(GOVERNOR_OF_COUNTY.values())),
    *("innlandet", "nordland", "trondelag") * 3,
    *("bufdir", "helsedirektoratet"),
)


def random_situations(
    municipalities: Sequence[str], count: int = COUNT, seed: int = SEED
) -> Iterator[Situation]:
    """Give situations; the same register of municipalities and the same seed give the same ones."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    maker = _Maker(chance, municipalities)
    for _ in range(count):
        yield maker.situation()


class _Maker:
    def __init__(self, chance: random.Random, municipalities: Sequence[str]) -> None:
        self.chance = chance
        self.by_governor: dict[str, list[str]] = {}
        for number in sorted(municipalities):
            self.by_governor.setdefault(GOVERNOR_OF_COUNTY[number[:2]], []).append(number)

    def situation(self) -> Situation:
        density = self.chance.choice(DENSITIES)
        made: Situation = {}
        # A situation without a year is answered with nothing: a few are enough.
        if self.chance.random() < 0.98:
            made["year"] = self.chance.choice(YEARS)
        for key, make in self._makers(made.get("year")).items():
            if self.chance.random() < density:
                # Null is no answer.
                made[key] = None if self.chance.random() < 0.02 else make()
        self._place(made, density)
        return made

    def _place(self, made: Situation, density: float) -> None:
        """Give a county governor, a municipality, or both, and then the municipality's own."""
        if self.chance.random() >= density:
            return
        authority = self.chance.choice(AUTHORITIES)
        how = self.chance.choice(("authority", "municipality", "both"))
        if how == "authority" or authority not in self.by_governor:
            made["authority"] = authority
            return
        made["municipality"] = self.chance.choice(self.by_governor[authority])
        if how == "both":
            made["authority"] = authority

    def _makers(self, year: int | None) -> dict[str, Callable[[], object]]:
        pick, truth = self.chance.choice, self._truth
        return {
            "as_of": lambda: self._day(year),
            "applicant_type": lambda: pick(APPLICANTS),
            "partners": lambda: self._some(PARTNERS),
            "joint_application": truth,
            "cooperation_agreement": truth,
            "measure": lambda: pick(COMMON_MEASURES),
            "measures": self._measures,
            "new_measure": truth,
            "serves_svalbard": truth,
            "positions_percent": self._positions,
            "pre_project": truth,
            "grant_years_received": self._grant_years,
            "received_old_scheme": lambda: self.chance.random() < 0.75,
            "costs": lambda: {name: self._kroner() for name in self._some(COSTS)},
            "requested_amount": self._kroner,
            "requested_years": lambda: pick(REQUESTED_YEARS),
            "own_financing_from": lambda: self._some(SCHEMES),
            "tryggest_status": lambda: pick(TRYGGEST_STATUS),
            "submitted_on": lambda: self._day(year),
        }

    def _truth(self) -> bool:
        return self.chance.random() < 0.5

    def _kroner(self) -> int:
        return self.chance.choice((0, 1, 400_000, 400_001, self.chance.randrange(20_000_000)))

    def _some(self, words: Sequence[str]) -> list[str]:
        return self.chance.sample(words, self.chance.randint(0, len(words)))

    def _day(self, year: int | None) -> str:
        """Make a day, mostly one near a deadline of the planned year."""
        near = [
            day
            for call in CALLS
            if call.year == year
            for named in (call.day, call.published)
            if named is not None
            for day in sorted(_around(named))
        ]
        if near and self.chance.random() < 0.8:
            return self.chance.choice(near)
        some_year = self.chance.choice(YEARS)
        return f"{some_year}-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"

    def _measures(self) -> dict[str, str | None]:
        chosen = self.chance.sample(SCHEMES, self.chance.randint(0, 3))
        return {
            scheme: self.chance.choice((*MEASURES.get(scheme, ()) * 3, OTHER, OTHER, None))
            for scheme in chosen
        }

    def _positions(self) -> int | list[int]:
        if self.chance.random() < 0.7:
            return self.chance.choice(POSITIONS)
        return [self.chance.choice(POSITIONS) for _ in range(self.chance.choice((1, 2, 3, 4, 4)))]

    def _grant_years(self) -> dict[str, int | None]:
        return {scheme: self.chance.choice(GRANT_YEARS) for scheme in self._some(SCHEMES)}


def _around(named: str) -> set[str]:
    """Give a day, or the first and the last of a month, with the day before and the day after."""
    if len(named) == len("YYYY-MM"):
        first = date.fromisoformat(f"{named}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    else:
        first = last = date.fromisoformat(named)
    one_day = timedelta(days=1)
    return {str(day) for day in (first - one_day, first, last, last + one_day)}
