"""The amount in our own rules: run by the Python of this machine, and in Pyodide.

Pyodide is given this very file, so it imports nothing but the rules and the standard library.
"""

from __future__ import annotations

import json
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.rates import Plan, year_amounts
from tilskudd_rules.support import RateTable

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME: Final = "barn-og-unge"
YEAR: Final = 2023
MEASURE: Final = "fact-ung"


class OurAmount:
    """What FACT ung gives at most over the years.

    Args:
        catalogue_json: the catalogue as JSON text.
    """

    def __init__(self, catalogue_json: str) -> None:
        catalogue = read_catalogue(json.loads(catalogue_json))
        measure = catalogue.schemes[SCHEME].editions[str(YEAR)].measure(MEASURE)
        if measure is None or not isinstance(measure.support, RateTable):
            raise LookupError(MEASURE)
        self.table = measure.support

    def total(self, positions: int, received: int) -> int:
        """Return the kroner that a plan gives at most, summed over its years."""
        plan = Plan(
            positions=positions,
            received=received,
            pre_project=False,
            years=None,
            first_year=YEAR,
        )
        return sum(amount for amount in year_amounts(self.table, plan) if amount is not None)

    def answers(self, cases: Sequence[Sequence[int]]) -> list[int]:
        """Return the total of each case of positions and years received."""
        return [self.total(positions, received) for positions, received in cases]

    def time(self, calls: int, positions: int = 1000, received: int = 0) -> float:
        """Work the amount out `calls` times; return the seconds it took."""
        start = perf_counter()
        for _ in range(calls):
            self.total(positions, received)
        return perf_counter() - start
