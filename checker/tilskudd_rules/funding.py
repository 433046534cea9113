"""What the applicant's costs leave a grant to pay, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """What each year costs.

    The costs answered say what every year costs only where every year is alike; else they are those
    of the first one to come.

    Attributes:
        answered: the costs by class.
        rules: which classes of costs the scheme pays for.
        received: the grant years already received; ``None`` where not answered.
        is_alike: every year has the same plan.
    """

    answered: Mapping[str, int]
    rules: Mapping[str, CostRule]
    received: int | None
    is_alike: bool

    def costs(self, grant_year: int | None) -> Mapping[str, int] | None:
        """Return the costs of a year by class."""
        is_first = self.received is not None and grant_year == self.received + 1
        return self.answered if self.is_alike or is_first else None

    def payable(self, grant_year: int | None) -> int | None:
        """Return the costs of a year that the grant may pay."""
        costs = self.costs(grant_year)
        return None if costs is None else payable_costs(costs, self.rules)
