"""What the applicant's costs leave a grant to pay."""

from __future__ import annotations

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
