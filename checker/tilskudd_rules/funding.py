"""What the applicant's costs leave a grant to pay, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.support import Coverage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.support import CostRule


def payable_costs(costs: Mapping[str, int], rules: Mapping[str, CostRule]) -> int | None:
    """Return the costs of a year that a grant may pay.

    A class whose coverage is unclear or not stated may be paid for. One left empty is not zero:
    where a class that may be paid for is not answered, the sum is not known.

    >>> payable_costs(dict.fromkeys(COST_CLASSES, 100), edition.costs)
    600
    >>> payable_costs({"salary": 100}, edition.costs) is None
    True
    """
    classes = [name for name in COST_CLASSES if rules[name].coverage is not Coverage.NOT_COVERED]
    if not all(name in costs for name in classes):
        return None
    return sum(costs[name] for name in classes)


@dataclass(frozen=True, slots=True)
class Funding:
    """What a year costs, and who pays for it besides the grant.

    Each answer is one for all the years, or one a grant year counted from grant year 1. One for all
    years says what a year costs only where every year is alike; else it is for the first to come.

    Attributes:
        answers: the answers as the scheme sees them.
        rules: which classes of costs the scheme pays for.
        received: the grant years already received; ``None`` where not answered.
        is_alike: every year has the same plan.
    """

    answers: Mapping[str, Any]
    rules: Mapping[str, CostRule]
    received: int | None
    is_alike: bool

    def costs(self, grant_year: int | None) -> Mapping[str, int] | None:
        """Return the costs of a year by class."""
        found: Mapping[str, int] | None = self._in("costs", grant_year)
        return found

    def payable(self, grant_year: int | None) -> int | None:
        """Return the costs of a year that the grant may pay."""
        costs = self.costs(grant_year)
        return None if costs is None else payable_costs(costs, self.rules)

    def left(self, grant_year: int | None) -> int | None:
        """Return what is left of them when grants from others are taken off."""
        payable = self.payable(grant_year)
        other: int | None = self._in("other_funding", grant_year)
        return None if payable is None else max(0, payable - (other or 0))

    def own_money(self, grant_year: int | None) -> int | None:
        """Return what the applicant pays itself."""
        found: int | None = self._in("own_money", grant_year)
        return found

    def _in(self, answer: str, grant_year: int | None) -> Any:  # noqa: ANN401 - any answer
        given = self.answers.get(answer)
        if isinstance(given, tuple):
            known = grant_year is not None and grant_year <= len(given)
            return given[grant_year - 1] if known and grant_year is not None else None
        first = None if self.received is None else self.received + 1
        return given if self.is_alike or (first is not None and grant_year == first) else None
