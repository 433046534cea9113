"""Money over the grant years: exact whole kroner, rounded down to the krone.

Every amount is a ceiling or a basis for calculation, never a right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tilskudd_rules.schema import Word
from tilskudd_rules.support import Rate, RateBasis, RateTable
from tilskudd_rules.wording import kroner, positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.funding import Funding
    from tilskudd_rules.mechanisms.composed import Composed
    from tilskudd_rules.result import AmountStatus, SourceResult, YearResult
    from tilskudd_rules.statements import Statement
    from tilskudd_rules.wording import Wording

FULL_POSITION = 100
"""Whole percent of one full-time equivalent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an applicant's answers say about the money.

    Attributes:
        positions: whole percent; one number for every grant year, or one a grant year counted
            from grant year 1; ``None`` where not answered.
        received: grant years already received; ``None`` where not answered.
        pre_project: whether a pre-project year comes first; ``None`` where not answered. There is
            none once a grant year has been received.
        years: the most years to show, where the applicant asks for fewer than there are.
        first_year: the calendar year the plan starts in.
        max_years: the most grant years there are in all, where a source says.
        may_ask_for_fewer: the applicant chooses how many years; they are open while ``years`` is
            ``None``.
        years_alike: how many years a rate for any year stands for.
        funding: what the years cost; ``None`` where nothing is known.
    """

    positions: int | Sequence[int] | None
    received: int | None
    pre_project: bool | None
    years: int | None
    first_year: int
    max_years: int | None = None
    may_ask_for_fewer: bool = False
    years_alike: int = 1
    funding: Funding | None = None

    @property
    def has_open_years(self) -> bool:
        """Whether the applicant may ask for fewer years, and has not said how many."""
        return self.may_ask_for_fewer and self.years is None

    def payable_from(self, grant_year: int | None, years: int) -> int | None:
        """Return what costs leave to be paid in some years, ``None`` where it is not known."""
        if self.funding is None:
            return None
        each = [None if grant_year is None else grant_year + index for index in range(years)]
        found = [self.funding.payable(year) for year in each]
        known = [one for one in found if one is not None]
        return sum(known) if len(known) == years else None

    def positions_in(self, grant_year: int | None) -> int | None:
        """Return the positions planned for a grant year, ``None`` where they are not known."""
        if self.positions is None or isinstance(self.positions, int):
            return self.positions
        if grant_year is None or grant_year > len(self.positions):
            return None
        return self.positions[grant_year - 1]


def counted_positions(table: RateTable, percent: int) -> int:
    """Return the positions that count: those planned, or the cap where it is lower.

    >>> counted_positions(table, 250)
    250
    """
    cap = table.max_positions
    return percent if cap is Word.NOT_STATED else min(percent, cap.percent)


def rate_amount(table: RateTable, rate: Rate, percent: int | None) -> int | None:
    """Return what a rate gives at most, in whole kroner.

    >>> rate_amount(table, table.rates[0], 250)
    500000

    Args:
        table: the table the rate stands in, for its cap.
        rate: the rate of the grant year.
        percent: planned positions; ``None`` where not answered.

    Returns:
        Kroner rounded down, or ``None`` where the rate is not stated or positions are needed
        and not answered.
    """
    if rate.amount is Word.NOT_STATED:
        return None
    if rate.basis is not RateBasis.POSITION:
        return rate.amount
    if percent is None:
        return None
    return counted_positions(table, percent) * rate.amount // FULL_POSITION


def is_paid_by_position(rate: Rate) -> bool:
    """Tell whether the number of positions decides what a rate gives.

    >>> is_paid_by_position(table.rates[0])
    False
    """
    return rate.basis is RateBasis.POSITION and rate.amount is not Word.NOT_STATED


def years_left(table: RateTable, plan: Plan) -> list[tuple[int | None, Rate]]:
    """Return the grant years still to come with their rates.

    A rate for any year stands for each year applied for; their grant years are unknown while the
    years already received are. What a year beyond the most there are gives, no source states.

    >>> [(year, rate.amount) for year, rate in years_left(table, plan)]
    [(1, 500000), (2, 300000)]
    >>> [year for year, _ in years_left(table, replace(plan, received=1))]
    [2]
    """
    left: list[tuple[int | None, Rate]] = []
    for rate in table.rates:
        if rate.grant_year is Word.ANY:
            left += [_any_year(rate, plan, index) for index in range(plan.years_alike)]
        elif rate.grant_year > (plan.received or 0):
            left.append((rate.grant_year, rate))
    return left[: plan.years]


def _any_year(rate: Rate, plan: Plan, index: int) -> tuple[int | None, Rate]:
    if plan.received is None:
        return None, rate
    grant_year = plan.received + 1 + index
    is_beyond = plan.max_years is not None and grant_year > plan.max_years
    return grant_year, replace(rate, amount=Word.NOT_STATED) if is_beyond else rate


def year_amounts(table: RateTable, plan: Plan) -> list[int | None]:
    """Return what each grant year to come gives at most; ``None`` where it is not known.

    >>> year_amounts(table, plan)
    [500000, 300000]
    """
    return [
        rate_amount(table, rate, plan.positions_in(grant_year))
        for grant_year, rate in years_left(table, plan)
    ]


def year_bounds(table: RateTable, plan: Plan) -> list[tuple[int, int | None]]:
    """Return what each grant year to come cannot be below and above.

    Costs that are known are the most that can be paid: what lies above them stays a ceiling. A year
    that is paid for before leaves its costs to the payment before it.

    >>> year_bounds(table, plan)
    [(500000, 500000), (300000, 300000)]

    Returns:
        Whole kroner; an upper bound is ``None`` where the year is not stated or nothing caps it.
    """
    left = years_left(table, plan)
    bounds: list[tuple[int, int | None]] = []
    for index, (grant_year, rate) in enumerate(left):
        low, high = _rate_bounds(table, rate, plan.positions_in(grant_year))
        years = 1
        while index + years < len(left) and left[index + years][1].amount == 0:
            years += 1
        most = plan.payable_from(grant_year, years)
        if most is not None and rate.amount is not Word.NOT_STATED:
            high = most if high is None else min(high, most)
        least = plan.payable_from(grant_year, 1 if plan.has_open_years else years)
        bounds.append((low if least is None else min(low, least), high))
    return bounds


def total_bounds(table: RateTable, plan: Plan) -> tuple[int, int | None]:
    """Return what the total cannot be below and above, whatever the open answers turn out to be.

    >>> total_bounds(table, plan), total_bounds(table, replace(plan, received=None))
    ((800000, 800000), (0, 800000))

    Returns:
        Whole kroner; the upper bound is ``None`` where a year is not stated or nothing caps it.
    """
    lower, upper = pre_project_bounds(table, plan)
    fewest = 1 if plan.has_open_years else None
    for index, (low, high) in enumerate(year_bounds(table, plan)):
        lower += low if fewest is None or index < fewest else 0
        upper = None if upper is None or high is None else upper + high
    is_any_year = table.rates[0].grant_year is Word.ANY
    if plan.received is None and (not is_any_year or plan.max_years is not None):
        # Every year there is may have been received already.
        lower = 0
    return lower, upper


def _pre_project_amount(table: RateTable | Composed) -> int:
    return 0 if table.pre_project is Word.NOT_STATED else table.pre_project.amount


def pre_project_bounds(table: RateTable | Composed, plan: Plan) -> tuple[int, int | None]:
    """Return what a pre-project adds; once a year has been received, there is none.

    >>> pre_project_bounds(table, plan)
    (0, 0)
    """
    amount = _pre_project_amount(table)
    is_sure = plan.pre_project and plan.received is not None
    return (amount if is_sure else 0, 0 if plan.pre_project is False else amount)


def _rate_bounds(table: RateTable, rate: Rate, percent: int | None) -> tuple[int, int | None]:
    if rate.amount is Word.NOT_STATED:
        return 0, None
    exact = rate_amount(table, rate, percent)
    if exact is not None:
        return exact, exact
    cap = table.max_positions
    return 0, None if cap is Word.NOT_STATED else cap.percent * rate.amount // FULL_POSITION


def year_results(  # noqa: PLR0913 - four of them by name
    table: RateTable,
    plan: Plan,
    *,
    status: AmountStatus,
    salary: int | None,
    wording: Wording,
    answer_name: str,
) -> list[YearResult]:
    """Return one result for each grant year to come, the arithmetic spelled out.

    >>> said = {"salary": None, "wording": wording, "answer_name": "Årsverk"}
    >>> years = year_results(table, plan, status="ceiling", **said)
    >>> [(year["calendar_year"], year["running_total"]) for year in years]
    [(2023, 500000), (2024, 800000)]

    Args:
        table: the rates.
        plan: the applicant's answers.
        status: the status of a year that has an amount: ``ceiling`` or ``indicative``.
        salary: what the planned positions cost a year, in whole kroner, where answered.
        wording: the sentences.
        answer_name: what the positions question is called, for a year that waits for it.
    """
    start = plan.first_year + (1 if plan.pre_project else 0)
    running: int | None = _pre_project_amount(table) if plan.pre_project else 0
    results: list[YearResult] = []
    bounds = year_bounds(table, plan)
    for index, (grant_year, rate) in enumerate(years_left(table, plan)):
        percent = plan.positions_in(grant_year)
        amount = rate_amount(table, rate, percent)
        year_status: AmountStatus = status
        if rate.amount is Word.NOT_STATED:
            year_status = "not_stated"
            formula = wording.format_message("formula.not-stated", grant_year=grant_year)
        elif amount is None:
            year_status = "unknown"
            formula = _open_formula(plan, grant_year, wording, answer_name)
        else:
            formula = _formula(table, rate, percent, amount, wording)
        running = None if running is None or amount is None else running + amount
        share = None if salary is None or amount is None else max(0, salary - amount)
        lower, upper = bounds[index]
        results.append(
            {
                "grant_year": grant_year,
                "calendar_year": start + index,
                "amount": amount,
                "status": year_status,
                "formula": formula,
                "running_total": running,
                "own_share": share,
                "bounds": {"lower": lower, "upper": upper},
                "over_costs": over_costs(amount, upper, wording),
                "parts": [],
                "least_own_share": None,
                "payments": [],
                "source": source_result(rate, wording),
            }
        )
    return results


def over_costs(amount: int | None, upper: int | None, wording: Wording) -> str | None:
    """Say that a ceiling is above what the costs leave to be paid, where it is.

    >>> over_costs(500000, 400000, wording) is None, over_costs(400000, 400000, wording) is None
    (False, True)
    """
    if amount is None or upper is None or upper >= amount:
        return None
    return wording.format_message("formula.over-costs", amount=kroner(upper))


def _open_formula(plan: Plan, grant_year: int | None, wording: Wording, answer_name: str) -> str:
    """Say what an amount waits for: an answer, or one year's part of an answer given."""
    if plan.positions is None:
        return wording.format_message("formula.unknown", answer=answer_name)
    if grant_year is None:
        return wording.format_message("formula.unknown-grant-year")
    return wording.format_message("formula.unknown-year", answer=answer_name, grant_year=grant_year)


def _formula(
    table: RateTable, rate: Rate, percent: int | None, amount: int, wording: Wording
) -> str:
    """Spell out how an amount came about."""
    if rate.amount == 0:
        return wording.format_message("formula.paid-before")
    if rate.basis is RateBasis.MUNICIPALITY:
        return wording.format_message("formula.per-municipality", amount=kroner(amount))
    if rate.basis is RateBasis.MEASURE or percent is None or rate.amount is Word.NOT_STATED:
        return wording.format_message("formula.whole-measure", amount=kroner(amount))
    counted = counted_positions(table, percent)
    values = {"rate": kroner(rate.amount), "amount": kroner(amount)}
    if counted == percent:
        return wording.format_message(
            "formula.per-position", positions=positions(percent), **values
        )
    return wording.format_message(
        "formula.per-position-capped",
        positions=positions(percent),
        cap=positions(counted),
        **values,
    )


def source_result(statement: Statement, wording: Wording) -> SourceResult:
    """Return where a statement stands, as the result shows it.

    >>> source_result(table.rates[1], wording)["reading"]
    'Kilden sier «året etter».'
    """
    reading, whose = statement.reading, getattr(statement, "for_", None)
    return {
        "document": statement.source.document,
        "place": statement.source.place,
        "certainty": statement.certainty.value,
        "reading": None if reading is None else wording.text(reading),
        "only_for": [] if whose is None else [str(one) for one in whose],
        "disagreements": [
            {
                "says": wording.text(other.says),
                "document": other.source.document,
                "place": other.source.place,
                "certainty": other.certainty.value,
                "why": wording.text(other.why),
            }
            for other in statement.disagreements
        ],
    }
