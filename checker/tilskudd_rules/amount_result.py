"""What a scheme can give one applicant: years, total, bounds, and what would change them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tilskudd_rules.composition import (
    composed_bounds,
    composed_results,
    composed_years,
    has_stated_year,
)
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.rates import (
    FULL_POSITION,
    is_paid_by_position,
    source_result,
    total_bounds,
    year_amounts,
    year_results,
    years_left,
)
from tilskudd_rules.schema import Word
from tilskudd_rules.support import Coverage, Discretionary, NoStatedSupport, RateTable
from tilskudd_rules.wording import kroner, positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.rates import Plan
    from tilskudd_rules.result import (
        AmountResult,
        AmountStatus,
        PaymentConditionResult,
        WhatIfResult,
    )
    from tilskudd_rules.support import Support
    from tilskudd_rules.wording import Wording


def amount_result(check: SchemeCheck, wording: Wording, positions_label: str) -> AmountResult:
    """Return the money of a scheme as the result shows it.

    >>> amount_result(check, wording, "Årsverk")["total"]
    800000

    Args:
        check: the scheme checked against the answers.
        wording: the sentences.
        positions_label: what the positions question is called.
    """
    result: AmountResult = {
        "status": "unknown",
        "basis_edition": check.support_year,
        "years": [],
        "pre_project": None,
        "pre_project_year": None,
        "total": None,
        "bounds": None,
        "range_status": "none",
        "what_ifs": [],
        "eligible_costs": None,
        "excluded_costs": None,
        "unclear_costs": None,
        "explanation": None,
        "payment": None,
    }
    _add_cost_sums(check, result)
    if check.eligibility == "not_eligible":
        result["status"] = "none"
    elif isinstance(check.support, Discretionary):
        result["status"] = "discretionary"
        result["explanation"] = wording.text(check.support.basis.text)
    elif isinstance(check.support, NoStatedSupport):
        result["status"] = "not_stated"
    elif isinstance(check.support, (RateTable, Composed)):
        _add_years(check, check.support, result, wording, positions_label)
    else:
        _add_range(check, result, wording)
    return result


def _add_range(check: SchemeCheck, result: AmountResult, wording: Wording) -> None:
    """Bound the amount by the measures that could be meant, while none is chosen.

    A measure that no amount is stated for sets no bound, and is named.
    """
    bounds, of, without = [], [], []
    years = set()
    # Measures that have no support of their own share the edition's.
    worked: dict[int, tuple[int, int | None] | None] = {}
    for measure, support, year in check.possible_supports:
        name = wording.text(measure.name)
        if id(support) not in worked:
            worked[id(support)] = _stated_bounds(check, support)
        found = worked[id(support)]
        if found is None:
            without.append(name)
        else:
            of.append(name)
            years.add(year)
            bounds.append(found)
    if not bounds:
        return
    uppers = [upper for _, upper in bounds if upper is not None]
    result["bounds"] = {
        "lower": min(lower for lower, _ in bounds),
        "upper": max(uppers) if len(uppers) == len(bounds) else None,
    }
    said = [wording.format_message("range.measures", measures=", ".join(of))]
    if without:
        said.append(wording.format_message("range.without", measures=", ".join(without)))
    planned = check.chosen.year
    result["range_status"] = "ceiling" if years == {planned} else "indicative"
    said += [
        wording.format_message("warning.indicative", edition=year, year=planned)
        for year in sorted(years - {planned})
    ]
    result["explanation"] = " ".join(said)


def _stated_bounds(check: SchemeCheck, support: Support) -> tuple[int, int | None] | None:
    """Return the bounds of a support, ``None`` where no amount is stated for any year left."""
    if isinstance(support, Composed):
        plan = check.plan(support)
        stated_somewhere = has_stated_year(support, plan, check.answers)
        return composed_bounds(support, plan, check.answers) if stated_somewhere else None
    if not isinstance(support, RateTable):
        return None
    plan = check.plan(support)
    stated = (rate.amount is not Word.NOT_STATED for _, rate in years_left(support, plan))
    return total_bounds(support, plan) if any(stated) else None


def _add_years(
    check: SchemeCheck,
    table: RateTable | Composed,
    result: AmountResult,
    wording: Wording,
    positions_label: str,
) -> None:
    plan = check.plan(table)
    confirmed = check.support_year == check.chosen.year
    status: AmountStatus = "ceiling" if confirmed else "indicative"
    if isinstance(table, Composed):
        answers = check.answers
        years = composed_results(table, plan, answers, status=status, wording=wording)
        result["payment"] = _payment(table, check, wording)
    else:
        years = year_results(
            table,
            plan,
            status=status,
            salary=_salary_to_cover(check, plan),
            wording=wording,
            answer_name=positions_label,
        )
    result["years"] = years
    if not result["years"]:
        result["status"] = "none"
        return
    if plan.pre_project and table.pre_project is not Word.NOT_STATED:
        result["pre_project"] = table.pre_project.amount
        result["pre_project_year"] = plan.first_year
    known = [year["amount"] for year in result["years"] if year["amount"] is not None]
    if known:
        result["status"] = status
        result["total"] = sum(known) + (result["pre_project"] or 0)
    elif all(year["status"] == "not_stated" for year in result["years"]):
        # Nothing is stated: there is no sum to bound, and no change of plan to weigh.
        result["status"] = "not_stated"
        return
    if isinstance(table, Composed):
        lower, upper = composed_bounds(table, plan, check.answers)
        result["what_ifs"] = list(_composed_what_ifs(table, plan, check.answers, wording))
    else:
        lower, upper = total_bounds(table, plan)
        result["what_ifs"] = list(_what_ifs(table, plan, wording))
    result["bounds"] = {"lower": lower, "upper": upper}


def _payment(
    support: Composed, check: SchemeCheck, wording: Wording
) -> PaymentConditionResult | None:
    condition = support.payment
    if condition is None:
        return None
    held = condition.when.holds(check.answers)
    return {
        "status": "unknown" if held is None else "met" if held else "not_met",
        "text": wording.text(condition.text),
        "by": None if condition.by is None else str(condition.by),
        "source": source_result(condition, wording),
    }


def _composed_what_ifs(
    support: Composed, plan: Plan, answers: Mapping[str, Any], wording: Wording
) -> Iterator[WhatIfResult]:
    """Yield what one more position would give, and a pre-project."""
    planned = answers.get("positions_percent")
    if isinstance(planned, int) and "positions_percent" in support.counted_by:

        def total(positions_percent: int) -> int:
            with_them = {**answers, "positions_percent": positions_percent}
            years = composed_years(support, plan, with_them)
            return sum(one.amount.value or 0 for one in years)

        gain = total(planned + FULL_POSITION) - total(planned)
        if gain > 0:
            message = wording.format_message("what-if.one-more-position", gain=kroner(gain))
            yield {"id": "one-more-position", "message": message, "gain": gain}
    yield from _pre_project_what_if(support, plan, wording)


def _salary_to_cover(check: SchemeCheck, plan: Plan) -> int | None:
    """Return the salaries that the grant can pay a part of each year, where they are known.

    One salary figure says what a year costs only where every year has the same positions, and a
    scheme that pays no salaries leaves no part of them to the applicant.
    """
    if check.edition.costs["salary"].coverage is not Coverage.COVERED:
        return None
    costs: Mapping[str, int] = check.answers.get("costs", {})
    return costs.get("salary") if isinstance(plan.positions, int) else None


def _add_cost_sums(check: SchemeCheck, result: AmountResult) -> None:
    costs: Mapping[str, int] | None = check.answers.get("costs")
    if costs is None or check.eligibility == "not_eligible":
        return
    sums = dict.fromkeys(Coverage, 0)
    for name, amount in costs.items():
        sums[check.edition.costs[name].coverage] += amount
    result["eligible_costs"] = sums[Coverage.COVERED]
    result["excluded_costs"] = sums[Coverage.NOT_COVERED]
    result["unclear_costs"] = sums[Coverage.UNCLEAR] + sums[Coverage.NOT_STATED]


def _what_ifs(table: RateTable, plan: Plan, wording: Wording) -> Iterator[WhatIfResult]:
    """Yield the changes of positions that would change the money, and those that would not."""
    planned = plan.positions
    if not isinstance(planned, int):
        return
    now = _total(table, plan)
    cap = None if table.max_positions is Word.NOT_STATED else table.max_positions.percent
    by_position = any(is_paid_by_position(rate) for _, rate in years_left(table, plan))
    can_grow = by_position and table.fixed_positions is None
    if cap is not None and planned > cap:
        yield {
            "id": "over-cap",
            "message": wording.format_message(
                "what-if.over-cap", excess=positions(planned - cap), cap=positions(cap)
            ),
            "gain": 0,
        }
    elif can_grow and (cap is None or planned + FULL_POSITION <= cap):
        gain = _total(table, replace(plan, positions=planned + FULL_POSITION)) - now
        yield {
            "id": "one-more-position",
            "message": wording.format_message("what-if.one-more-position", gain=kroner(gain)),
            "gain": gain,
        }
    if can_grow and cap is not None and planned < cap:
        gain = _total(table, replace(plan, positions=cap)) - now
        yield {
            "id": "up-to-cap",
            "message": wording.format_message(
                "what-if.up-to-cap", cap=positions(cap), gain=kroner(gain)
            ),
            "gain": gain,
        }
    yield from _pre_project_what_if(table, plan, wording)


def _pre_project_what_if(
    table: RateTable | Composed, plan: Plan, wording: Wording
) -> Iterator[WhatIfResult]:
    if plan.pre_project is None and table.pre_project is not Word.NOT_STATED:
        gain = table.pre_project.amount
        yield {
            "id": "pre-project",
            "message": wording.format_message("what-if.pre-project", gain=kroner(gain)),
            "gain": gain,
        }


def _total(table: RateTable, plan: Plan) -> int:
    return sum(amount for amount in year_amounts(table, plan) if amount is not None)
