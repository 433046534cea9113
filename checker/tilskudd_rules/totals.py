"""All schemes together: what cannot be counted on at the same time, and the total without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_rules.check import counts_positions
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.rates import source_result
from tilskudd_rules.standing import Standing
from tilskudd_rules.support import RateBasis, RateTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Relation
    from tilskudd_rules.result import AcrossResult, AmountStatus, ConflictResult, SchemeResult
    from tilskudd_rules.wording import Wording

type Checked = tuple[SchemeCheck, SchemeResult]
"""A scheme's check with its result."""


def across_result(
    relations: Sequence[Relation], checked: Sequence[Checked], wording: Wording
) -> AcrossResult:
    """Return what the schemes can give together, and what must not be counted on at once.

    A total adds only what one round of applications could give the same applicant for what was
    asked about: schemes that name the measure, whose rules are met, with amounts of one kind.
    Positions are answered once and counted once, so two schemes with a rate per position have no
    total. One scheme is no total. A round that is over gives nothing any more.

    >>> across_result([], [], wording)["counted"]
    []
    """
    possible = [one for one in checked if _can_be_had(one[0])]
    conflicts = [relation for relation in relations if _holds(relation, possible)]
    left_out = set(_left_out(conflicts))
    met = [one for one in possible if one[0].eligibility == "eligible"]
    asked = [one for one in met if one[1]["scheme"] not in left_out and names_the_measure(one[0])]
    ceilings, indications = _together(asked, "ceiling"), _together(asked, "indicative")
    counted = ceilings or indications
    years = [year for _, result in counted for year in _calendar_years(result)]
    return {
        "total": _sum(ceilings),
        "indicative_total": _sum(indications),
        "counted": [result["scheme"] for _, result in counted],
        "period": {"first": min(years), "last": max(years)} if years else None,
        "without_amount": [
            result["scheme"] for _, result in asked if result["amount"]["total"] is None
        ],
        "conflicts": [_conflict(relation, wording) for relation in conflicts],
    }


def _holds(relation: Relation, possible: Sequence[Checked]) -> bool:
    """Tell whether both schemes may be had, and each sees the answers the relation is about."""
    checks = {result["scheme"]: check for check, result in possible}
    if not set(relation.schemes) <= checks.keys():
        return False
    seen = [checks[scheme] for scheme in relation.schemes]
    if relation.prefer is not None and checks[relation.prefer].eligibility == "assessment":
        # Nobody is sent to a scheme that may well say no.
        return False
    return relation.holds_in(seen[0].chosen.year) and all(
        relation.when.holds(check.answers) for check in seen
    )


def _left_out(conflicts: Collection[Relation]) -> Iterator[str]:
    for relation in conflicts:
        if relation.excludes and relation.prefer is not None:
            yield from {str(scheme) for scheme in relation.schemes} - {str(relation.prefer)}


def _can_be_had(check: SchemeCheck) -> bool:
    """Tell whether nothing is known to stand in the way: neither a criterion nor the last date."""
    return check.eligibility != "not_eligible" and check.standing is not Standing.CLOSED


def names_the_measure(check: SchemeCheck) -> bool:
    """Tell whether the applicant asked for a measure that the edition itself names.

    >>> names_the_measure(check)
    True
    """
    return check.measure is not None and "measure" not in check.follows


def _together(asked: Sequence[Checked], status: AmountStatus) -> list[Checked]:
    """Return the schemes whose amounts of one kind can be added; none where fewer than two can."""
    alike = [
        one
        for one in asked
        if one[1]["amount"]["status"] == status and one[1]["amount"]["total"] is not None
    ]
    by_position = [one for one in alike if _counts_positions(one[0])]
    return alike if len(alike) > 1 and len(by_position) <= 1 else []


def _counts_positions(check: SchemeCheck) -> bool:
    table = check.support
    if isinstance(table, Composed):
        return counts_positions(table)
    return isinstance(table, RateTable) and any(
        rate.basis is RateBasis.POSITION for rate in table.rates
    )


def _calendar_years(result: SchemeResult) -> Iterator[int]:
    amount = result["amount"]
    if amount["pre_project_year"] is not None:
        yield amount["pre_project_year"]
    yield from (year["calendar_year"] for year in amount["years"] if year["amount"] is not None)


def _sum(counted: Sequence[Checked]) -> int | None:
    return sum(result["amount"]["total"] or 0 for _, result in counted) if counted else None


def _conflict(relation: Relation, wording: Wording) -> ConflictResult:
    return {
        "id": relation.id,
        "schemes": [str(scheme) for scheme in relation.schemes],
        "prefer": None if relation.prefer is None else str(relation.prefer),
        "message": wording.text(relation.text),
        "source": source_result(relation, wording),
    }
