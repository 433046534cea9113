"""Money over the grant years where support is composed of mechanisms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tilskudd_rules.mechanisms.amounts import Amount, Figures
from tilskudd_rules.mechanisms.instalments import split
from tilskudd_rules.rates import over_costs, pre_project_bounds, source_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.mechanisms.composed import Composed, YearGiven
    from tilskudd_rules.rates import Plan
    from tilskudd_rules.result import AmountStatus, PartResult, PaymentResult, YearResult
    from tilskudd_rules.wording import Wording


def composed_years(support: Composed, plan: Plan, answers: Mapping[str, Any]) -> list[YearGiven]:
    """Return what each grant year to come gives.

    >>> [year.amount.value for year in composed_years(composed, plan, {"positions_percent": 250})]
    [500000, 350000]

    Args:
        support: the parts and limits.
        plan: the years to come, and what they cost.
        answers: the answers as the scheme sees them.
    """
    return support.give([_figures(plan, year, answers) for year in _grant_years(support, plan)])


def _grant_years(support: Composed, plan: Plan) -> list[int | None]:
    """Return the grant years to come; what is alike in every year goes on after what is not."""
    received = plan.received or 0
    if support.years is None and plan.received is None:
        return [None] * plan.years_alike
    stated = range(received + 1, (support.years or 0) + 1)
    if not support.goes_on:
        return [*stated][: plan.years]
    last = received + plan.years_alike
    if plan.max_years is not None:
        last = min(last, plan.max_years)
    return [*range(received + 1, max(last + 1, stated.stop))][: plan.years]


def _figures(plan: Plan, grant_year: int | None, answers: Mapping[str, Any]) -> Figures:
    funding = plan.funding
    if funding is None:
        return Figures(grant_year=grant_year, answers=answers)
    return Figures(
        grant_year=grant_year,
        answers=answers,
        costs=funding.costs(grant_year),
        payable=funding.payable(grant_year),
    )


def composed_bounds(
    support: Composed, plan: Plan, answers: Mapping[str, Any]
) -> tuple[int, int | None]:
    """Return what the total cannot be below and above, whatever the open answers turn out to be.

    >>> composed_bounds(composed, plan, {"positions_percent": 250})
    (850000, 850000)
    >>> composed_bounds(composed, plan, {})
    (0, 1000000)
    """
    years = [_figures(plan, year, answers) for year in _grant_years(support, plan)]
    apart = [one.amount for one in support.give_each(years)]
    counted = apart[:1] if plan.has_open_years else apart
    # Where the years received are not known, every year there is may be among them.
    lower = 0 if plan.received is None else sum(one.lower for one in counted)
    known = [one.upper for one in apart if one.upper is not None]
    upper = sum(known) if len(known) == len(apart) else None
    whole = Amount(value=None, lower=lower, upper=upper)
    for cap in support.caps_in_all if years else ():
        whole = whole.at_most(cap.most(years[0]))
    prepared, most_prepared = pre_project_bounds(support, plan)
    whole += Amount(value=None, lower=prepared, upper=most_prepared)
    return whole.lower, whole.upper


def composed_results(
    support: Composed,
    plan: Plan,
    answers: Mapping[str, Any],
    *,
    status: AmountStatus,
    wording: Wording,
) -> list[YearResult]:
    """Return one result for each grant year to come, with what each part gives.

    >>> answers = {"positions_percent": 250}
    >>> said = composed_results(composed, plan, answers, status="ceiling", wording=wording)
    >>> [(year["amount"], year["running_total"]) for year in said]
    [(500000, 500000), (350000, 850000)]
    """
    start = plan.first_year + (1 if plan.pre_project else 0)
    running: int | None = pre_project_bounds(support, plan)[1] if plan.pre_project else 0
    results: list[YearResult] = []
    for index, year in enumerate(composed_years(support, plan, answers)):
        amount = year.amount
        running = None if running is None or amount.value is None else running + amount.value
        parts = _part_results(support, year, wording)
        paid = amount.upper if amount.value is None else min_known(amount.value, amount.upper)
        least = None
        if support.own_share is not None:
            least = support.own_share.least(year.figures, paid)
        results.append(
            {
                "grant_year": year.figures.grant_year,
                "calendar_year": start + index,
                "amount": amount.value,
                "status": _status(amount, status),
                "formula": _formula(support, year, parts, wording),
                "running_total": running,
                "own_share": None,
                "bounds": {"lower": amount.lower, "upper": amount.upper},
                "over_costs": over_costs(amount.value, amount.upper, wording),
                "parts": parts,
                "least_own_share": least,
                "payments": _payments(support, None if amount.value is None else paid, wording),
                "source": parts[0]["source"],
            }
        )
    return results


def min_known(one: int, other: int | None) -> int:
    """Return the lesser of two numbers, the first where the other is not known.

    >>> min_known(3, None), min_known(3, 2)
    (3, 2)
    """
    return one if other is None else min(one, other)


def _status(amount: Amount, status: AmountStatus) -> AmountStatus:
    if amount.value is not None:
        return status
    return "unknown" if amount.is_stated else "not_stated"


def _part_results(support: Composed, year: YearGiven, wording: Wording) -> list[PartResult]:
    return [
        {
            "id": part.id,
            "name": wording.text(part.name),
            "amount": gives.value,
            "bounds": {"lower": gives.lower, "upper": gives.upper},
            "formula": part.formula(year.figures, gives, wording) or _why_open(gives, wording),
            "source": source_result(part.source_in(year.figures.grant_year), wording),
        }
        for part, gives in zip(support.parts, year.parts, strict=True)
        if part.is_for(year.figures.grant_year)
    ]


def _why_open(gives: Amount, wording: Wording) -> str:
    name = "mechanism.open" if gives.is_stated else "mechanism.not-stated"
    return wording.format_message(name)


def _formula(support: Composed, year: YearGiven, parts: list[PartResult], wording: Wording) -> str:
    """Say how a year was worked out: each part by its name, and the limits that changed the sum."""
    if len(support.parts) == 1:
        said = [parts[0]["formula"]]
    else:
        said = [
            wording.format_message("mechanism.part", part=part["name"], formula=part["formula"])
            for part in parts
        ]
    return " ".join([*said, *(limit.in_words(year.figures, wording) for limit in year.limits)])


def _payments(support: Composed, amount: int | None, wording: Wording) -> list[PaymentResult]:
    if amount is None:
        return []
    return [
        {
            "amount": part,
            "text": wording.text(one.text),
            "source": source_result(one, wording),
        }
        for one, part in zip(support.instalments, split(amount, support.instalments), strict=True)
    ]


def has_stated_year(support: Composed, plan: Plan, answers: Mapping[str, Any]) -> bool:
    """Tell whether some year left has an amount that a source states.

    >>> has_stated_year(composed, plan, {})
    True
    """
    return any(one.amount.is_stated for one in composed_years(support, plan, answers))
