"""All schemes together: what cannot be counted on at the same time, and the total without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_rules.amounts import source_result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.model import Relation
    from tilskudd_rules.result import AcrossResult, ConflictResult, SchemeResult
    from tilskudd_rules.situation import Situation
    from tilskudd_rules.wording import Wording


def across(
    relations: Sequence[Relation],
    schemes: Sequence[SchemeResult],
    situation: Situation,
    wording: Wording,
) -> AcrossResult:
    """Return the totals over the schemes that may be applied for, conflicts taken out.

    Confirmed ceilings and indications are never added together. A scheme that may not be applied
    for is left out; one that waits for answers or a person's judgement counts with what it could
    give.
    """
    open_ = {s["scheme"]: s for s in schemes if s["eligibility"] != "not_eligible"}
    conflicts: list[ConflictResult] = []
    left_out: set[str] = set()
    for relation in relations:
        if not set(relation.schemes) <= open_.keys():
            continue
        seen_by_each = [situation.for_scheme(scheme) for scheme in relation.schemes]
        if not all(relation.when.holds(answers) for answers in seen_by_each):
            continue
        prefer = None if relation.prefer is None else str(relation.prefer)
        conflicts.append(
            {
                "id": relation.id,
                "schemes": [str(scheme) for scheme in relation.schemes],
                "prefer": prefer,
                "message": wording.text(relation.text),
                "source": source_result(relation, wording),
            }
        )
        if relation.excludes and prefer is not None:
            left_out |= {str(scheme) for scheme in relation.schemes} - {prefer}
    counted = {name: s for name, s in open_.items() if name not in left_out}
    sums: dict[str, int] = {}
    for result in counted.values():
        total = result["amount"]["total"]
        if total is not None:
            status = result["amount"]["status"]
            sums[status] = sums.get(status, 0) + total
    return {
        "total": sums.get("ceiling"),
        "indicative_total": sums.get("indicative"),
        "counted": [name for name, s in counted.items() if s["amount"]["total"] is not None],
        "without_amount": [name for name, s in counted.items() if s["amount"]["total"] is None],
        "conflicts": conflicts,
    }
