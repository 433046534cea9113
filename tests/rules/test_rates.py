"""Money over the grant years: what a rate table gives, and the laws it keeps."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import SOURCE, WORDING, rate, rate_table, text

from tilskudd_rules.rates import (
    Plan,
    counted_positions,
    rate_amount,
    source_result,
    total_bounds,
    year_amounts,
    year_results,
    years_left,
)
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Certainty, Disagreement, Fact, Source, SourceId
from tilskudd_rules.support import RateBasis, RateTable

if TYPE_CHECKING:
    from tilskudd_rules.result import SourceResult, YearResult

MOST_RECEIVED = 5


def plan(**changes: object) -> Plan:
    """Return a plan for one position from 2023, changed."""
    usual: dict[str, Any] = {
        "positions": 100,
        "received": 0,
        "pre_project": False,
        "years": None,
        "first_year": 2023,
    }
    return Plan(**{**usual, **changes})


def results(table: RateTable, planned: Plan, salary: int | None = None) -> list[YearResult]:
    return year_results(
        table, planned, status="ceiling", salary=salary, wording=WORDING, answer_name="Stillinger"
    )


amounts = st.integers(0, 5_000_000)
percents = st.integers(0, 3000)
caps = st.none() | st.integers(1, 2000)


@st.composite
def tables(draw: st.DrawFn, *, stated: bool = False) -> RateTable:
    """Give a rate table: for each year or for any, per position or for the measure."""
    any_year = draw(st.booleans())
    amount = amounts if stated else st.none() | amounts
    listed = draw(st.lists(amount, min_size=1, max_size=1 if any_year else 4))
    return rate_table(
        listed,
        basis=draw(st.sampled_from(RateBasis)),
        cap=draw(caps),
        pre_project=draw(st.none() | amounts),
        any_year=any_year,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Give a plan with any of its answers open; where years are chosen, none has been received."""
    listed = st.lists(percents, min_size=1, max_size=4).map(tuple)
    chooses_years = draw(st.booleans())
    received = 0 if chooses_years else draw(st.none() | st.integers(0, MOST_RECEIVED))
    return Plan(
        positions=draw(st.none() | percents | listed),
        received=received,
        pre_project=False if received else draw(st.none() | st.booleans()),
        years=draw(st.none() | st.integers(1, 4)) if chooses_years else None,
        first_year=2023,
        max_years=draw(st.none() | st.integers(1, 5)),
        years_alike=draw(st.integers(1, 4)),
        may_ask_for_fewer=chooses_years,
    )


# What one rate gives


@pytest.mark.parametrize(
    ("percent", "amount", "gives"),
    [
        (100, 500_000, 500_000),
        (250, 330_000, 825_000),
        (1, 330_000, 3_300),
        (0, 330_000, 0),
        (33, 333_333, 109_999),  # 109 999,89: down, never up
        (50, 1, 0),  # 0,5
        (99, 101, 99),  # 99,99
        (150, 1, 1),  # 1,5
        (20_000, 500_000, 100_000_000),
    ],
)
def test_a_part_time_position_counts_pro_rata_rounded_down(
    percent: int, amount: int, gives: int
) -> None:
    table = rate_table([amount])
    assert rate_amount(table, table.rates[0], percent) == gives


@pytest.mark.parametrize(("percent", "counted"), [(999, 999), (1000, 1000), (1001, 1000)])
def test_no_more_positions_count_than_the_cap(percent: int, counted: int) -> None:
    table = rate_table([500_000], cap=1000)
    assert counted_positions(table, percent) == counted
    assert rate_amount(table, table.rates[0], percent) == counted * 5_000


def test_where_no_cap_is_stated_every_position_counts() -> None:
    assert counted_positions(rate_table([1]), 123_456) == 123_456


def test_what_is_not_stated_or_not_answered_is_no_amount() -> None:
    table = rate_table([None])
    assert rate_amount(table, table.rates[0], 100) is None
    table = rate_table([1])
    assert rate_amount(table, table.rates[0], None) is None


def test_a_ceiling_for_the_measure_is_the_same_whatever_the_positions() -> None:
    table = rate_table([2_500_000], basis=RateBasis.MEASURE, cap=500)
    for percent in (None, 0, 100, 500, 501):
        assert rate_amount(table, table.rates[0], percent) == 2_500_000


def test_a_stated_zero_is_an_amount() -> None:
    table = rate_table([400_000, 0], basis=RateBasis.MEASURE)
    assert year_amounts(table, plan()) == [400_000, 0]


# Which years are left


@pytest.mark.parametrize(
    ("received", "left"),
    [(None, [1, 2, 3, 4]), (0, [1, 2, 3, 4]), (1, [2, 3, 4]), (3, [4]), (4, [])],
)
def test_years_received_are_left_out_from_the_first(received: int | None, left: list[int]) -> None:
    table = rate_table([4, 3, 2, 1])
    assert [year for year, _ in years_left(table, plan(received=received))] == left


@pytest.mark.parametrize(("received", "grant_year"), [(None, None), (0, 1), (3, 4), (4, 5)])
def test_a_rate_for_any_year_is_the_one_year_applied_for(
    received: int | None, grant_year: int | None
) -> None:
    table = rate_table([330_000], any_year=True)
    assert years_left(table, plan(received=received)) == [(grant_year, table.rates[0])]


@pytest.mark.parametrize(
    ("received", "stated"), [(None, True), (0, True), (3, True), (4, False), (10, False)]
)
def test_what_a_year_beyond_the_most_there_are_gives_no_source_states(
    received: int | None, *, stated: bool
) -> None:
    """Rule 14: four years at the most; what discretion gives beyond them is not stated."""
    table = rate_table([330_000], any_year=True)
    ((_, rate_),) = years_left(table, plan(received=received, max_years=4))
    assert (rate_.amount is not Word.NOT_STATED) is stated
    assert year_amounts(table, plan(received=received, max_years=4)) == (
        [330_000] if stated else [None]
    )
    (shown,) = results(table, plan(received=received, max_years=4))
    assert shown["status"] == ("ceiling" if stated else "not_stated")
    # The table itself is as it was.
    assert table.rates[0].amount == 330_000


def test_a_rate_for_any_year_is_each_year_asked_for() -> None:
    """D18: four years were asked for, and one was counted."""
    table = rate_table([330_000], any_year=True)
    four = plan(positions=250, years_alike=4)
    assert [year for year, _ in years_left(table, four)] == [1, 2, 3, 4]
    # 2.5 × 330 000
    assert year_amounts(table, four) == [825_000] * 4
    assert total_bounds(table, four) == (3_300_000, 3_300_000)
    # Which grant years they are is open, how many they are is not.
    unsure = plan(positions=250, years_alike=2, received=None)
    assert [year for year, _ in years_left(table, unsure)] == [None, None]
    assert total_bounds(table, unsure) == (1_650_000, 1_650_000)


def test_a_list_of_positions_counts_in_the_years_of_a_rate_for_any_year() -> None:
    table = rate_table([100], any_year=True)
    listed = plan(positions=(100, 200, 300), received=1, years_alike=2)
    assert year_amounts(table, listed) == [200, 300]


@pytest.mark.parametrize(("years", "shown"), [(None, 2), (1, 1), (2, 2), (3, 2)])
def test_no_more_years_are_shown_than_asked_for(years: int | None, shown: int) -> None:
    assert len(years_left(rate_table([1, 2]), plan(years=years))) == shown


# A number for each grant year


def test_a_list_has_one_number_for_each_grant_year_from_the_first() -> None:
    table = rate_table([100, 100, 100, 100])
    listed = (100, 200, 300, 400)
    assert year_amounts(table, plan(positions=listed)) == [100, 200, 300, 400]
    assert year_amounts(table, plan(positions=listed, received=2)) == [300, 400]


def test_a_list_that_is_too_short_leaves_the_last_years_unknown() -> None:
    table = rate_table([100, 100, 100])
    assert year_amounts(table, plan(positions=(100, 200))) == [100, 200, None]


def test_a_list_says_nothing_of_a_grant_year_that_is_not_known() -> None:
    table = rate_table([100], any_year=True)
    assert year_amounts(table, plan(positions=(100, 200), received=None)) == [None]
    assert year_amounts(table, plan(positions=(100, 200), received=1)) == [200]
    assert year_amounts(table, plan(positions=(100, 200), received=2)) == [None]


# How the years are shown


def test_the_calendar_starts_after_the_pre_project() -> None:
    table = rate_table([5, 5], pre_project=6)
    assert [y["calendar_year"] for y in results(table, plan())] == [2023, 2024]
    assert [y["calendar_year"] for y in results(table, plan(pre_project=None))] == [2023, 2024]
    assert [y["calendar_year"] for y in results(table, plan(pre_project=True))] == [2024, 2025]
    assert [y["calendar_year"] for y in results(table, plan(received=1))] == [2023]


def test_the_running_total_adds_the_pre_project_and_ends_at_the_first_unknown_year() -> None:
    table = rate_table([500, 300, None, 200], pre_project=600)
    years = results(table, plan(pre_project=True))
    assert [y["running_total"] for y in years] == [1100, 1400, None, None]
    assert [y["running_total"] for y in results(table, plan())] == [500, 800, None, None]


def test_the_own_share_is_the_salary_the_grant_does_not_cover() -> None:
    table = rate_table([500, 300, None])
    shares = [y["own_share"] for y in results(table, plan(), salary=400)]
    assert shares == [0, 100, None]
    assert [y["own_share"] for y in results(table, plan())] == [None, None, None]


def test_a_year_says_how_its_amount_came_about() -> None:
    table = rate_table([500_000], cap=1000)
    assert results(table, plan(positions=250))[0]["formula"] == (
        "2,5 årsverk × 500\u00a0000 kr = 1\u00a0250\u00a0000 kr"
    )
    assert results(table, plan(positions=1000))[0]["formula"] == (
        "10 årsverk × 500\u00a0000 kr = 5\u00a0000\u00a0000 kr"
    )
    capped = results(table, plan(positions=1200))[0]["formula"]
    assert capped.startswith("10 årsverk × 500\u00a0000 kr = 5\u00a0000\u00a0000 kr")
    assert "12 årsverk" in capped
    assert "Stillinger" in results(table, plan(positions=None))[0]["formula"]


def test_a_ceiling_for_each_municipality_says_so_and_that_it_is_paid_once() -> None:
    """D9: «per kommune» stood nowhere, and year 2 was «inntil 0 kr»."""
    table = rate_table([400_000, 0], basis=RateBasis.MUNICIPALITY)
    first, second = results(table, plan(positions=None))
    assert first["formula"] == "Tak for hver kommune: 400\u00a0000 kr"
    assert (second["amount"], second["status"]) == (0, "ceiling")
    assert second["formula"].startswith("Ingen ny utbetaling dette året.")
    assert "betalt ut tidligere" in second["formula"]


def test_a_ceiling_for_each_municipality_is_the_same_whatever_the_positions() -> None:
    table = rate_table([400_000], basis=RateBasis.MUNICIPALITY, cap=100)
    for percent in (None, 0, 50, 20_000):
        assert rate_amount(table, table.rates[0], percent) == 400_000


def test_a_year_that_the_list_leaves_out_is_named() -> None:
    """D27: «once you have answered: Stillinger» stood where it was answered."""
    table = rate_table([100, 100, 100, 100])
    first, second, third, fourth = results(table, plan(positions=(100, 200)))
    assert (first["amount"], second["amount"]) == (100, 200)
    for year, grant_year in ((third, 3), (fourth, 4)):
        assert year["status"] == "unknown"
        assert f"for tilskuddsår {grant_year}: Stillinger" in year["formula"]
    # Where nothing was answered, no year is named.
    assert "tilskuddsår" not in results(table, plan(positions=None))[0]["formula"]


def test_a_list_waits_for_the_grant_year_where_that_is_not_known() -> None:
    table = rate_table([100], any_year=True)
    (year,) = results(table, plan(positions=(100, 200), received=None))
    assert year["status"] == "unknown"
    assert "hvor mange år dere har fått tilskudd" in year["formula"]
    (beyond,) = results(table, plan(positions=(100, 200), received=2))
    assert "for tilskuddsår 3" in beyond["formula"]


def test_a_year_without_a_rate_or_positions_says_so() -> None:
    whole = rate_table([2_500_000, None], basis=RateBasis.MEASURE)
    first, second = results(whole, plan(positions=None))
    assert first["status"] == "ceiling"
    assert "2\u00a0500\u00a0000 kr" in first["formula"]
    assert (second["status"], second["amount"]) == ("not_stated", None)
    assert "tilskuddsår 2" in second["formula"]
    (open_,) = results(rate_table([1]), plan(positions=None))
    assert (open_["status"], open_["amount"]) == ("unknown", None)


def test_a_source_says_what_was_read_into_it() -> None:
    read = Fact(
        text=text(),
        source=SOURCE,
        certainty=Certainty.INTERPRETATION,
        interpretation=True,
        reading=text("Vi leser det slik."),
    )
    expected: SourceResult = {
        "document": "innlandet-2023",
        "place": "et sted",
        "certainty": "interpretation",
        "reading": "Vi leser det slik.",
        "only_for": [],
        "disagreements": [],
    }
    assert source_result(read, WORDING) == expected
    assert source_result(rate(1, 1), WORDING)["reading"] is None


def test_what_another_source_says_instead_stands_beside_the_value() -> None:
    """The value that counts is not changed, and the reader is told why it counts."""
    other = Disagreement(
        says=text("Den andre sier 200 000."),
        source=Source(document=SourceId("satser-2023"), place="et annet sted"),
        certainty=Certainty.ASSUMED,
        why=text("Den ene eier ordningen."),
    )
    found = source_result(replace(rate(1, 1), disagreements=(other,)), WORDING)
    assert found["disagreements"] == [
        {
            "says": "Den andre sier 200 000.",
            "document": "satser-2023",
            "place": "et annet sted",
            "certainty": "assumed",
            "why": "Den ene eier ordningen.",
        }
    ]


# Bounds


def test_bounds_of_a_decided_plan_are_its_total() -> None:
    table = rate_table([500, 300], pre_project=600)
    assert total_bounds(table, plan(pre_project=True)) == (1400, 1400)
    assert total_bounds(table, plan()) == (800, 800)
    assert total_bounds(table, plan(received=1)) == (300, 300)


def test_bounds_open_with_each_answer_that_is_open() -> None:
    table = rate_table([500, 300], pre_project=600, cap=200)
    assert total_bounds(table, plan(pre_project=None)) == (800, 1400)
    assert total_bounds(table, plan(received=None)) == (0, 800)
    # Where a year may have been received already, there may be no pre-project either (D21).
    assert total_bounds(table, plan(received=None, pre_project=True)) == (0, 1400)
    assert total_bounds(table, plan(positions=None)) == (0, 1600)
    assert total_bounds(table, plan(positions=None, pre_project=None)) == (0, 2200)


def test_nothing_bounds_the_total_above_where_a_year_or_a_cap_is_not_stated() -> None:
    assert total_bounds(rate_table([500, None]), plan()) == (500, None)
    assert total_bounds(rate_table([500]), plan(positions=None)) == (0, None)
    # A ceiling for the measure needs no positions.
    whole = rate_table([500], basis=RateBasis.MEASURE)
    assert total_bounds(whole, plan(positions=None)) == (500, 500)


def test_a_rate_for_any_year_is_given_however_many_were_received() -> None:
    """As long as no source says how many there are at the most."""
    table = rate_table([330], any_year=True)
    assert total_bounds(table, plan(received=None)) == (330, 330)
    assert total_bounds(table, plan(received=7)) == (330, 330)


def test_a_year_beyond_the_most_there_are_leaves_nothing_to_bound_the_total_with() -> None:
    table = rate_table([330], any_year=True)
    assert total_bounds(table, plan(received=3, max_years=4)) == (330, 330)
    assert total_bounds(table, plan(received=4, max_years=4)) == (0, None)
    # While the years received are open, it may be such a year: nothing is sure to be paid.
    assert total_bounds(table, plan(received=None, max_years=4)) == (0, 330)


def test_bounds_are_for_one_year_at_least_where_the_applicant_chooses_how_many() -> None:
    table = rate_table([400, 100])
    assert total_bounds(table, plan(may_ask_for_fewer=True)) == (400, 500)
    assert total_bounds(table, plan(may_ask_for_fewer=True, years=1)) == (400, 400)
    assert total_bounds(table, plan(may_ask_for_fewer=True, years=2)) == (500, 500)


def test_bounds_of_a_rate_for_any_year_with_a_list_of_positions_are_its_total() -> None:
    table = rate_table([330], any_year=True)
    planned = plan(positions=(100, 200), received=1)
    assert year_amounts(table, planned) == [660]
    assert total_bounds(table, planned) == (660, 660)


# Laws


@given(amounts, percents)
def test_law_a_part_of_a_krone_is_left_out(amount: int, percent: int) -> None:
    """The amount is the largest whole krone that is not above positions times rate."""
    table = rate_table([amount])
    gives = rate_amount(table, table.rates[0], percent)
    assert gives is not None
    assert 100 * gives <= amount * percent < 100 * (gives + 1)


@given(tables(), percents)
def test_law_no_year_is_negative_or_above_what_the_cap_gives(
    table: RateTable, percent: int
) -> None:
    """Every amount lies between nothing and the rate at the cap."""
    for one in table.rates:
        gives = rate_amount(table, one, percent)
        if gives is None:
            assert one.amount is Word.NOT_STATED
            continue
        assert gives >= 0
        if table.max_positions is not Word.NOT_STATED:
            at_cap = rate_amount(table, one, table.max_positions.percent)
            assert at_cap is not None
            assert gives <= at_cap


@given(tables(stated=True), percents, st.integers(0, 500))
def test_law_more_positions_never_give_less(table: RateTable, percent: int, more: int) -> None:
    """No year falls when positions rise."""
    fewer = year_amounts(table, plan(positions=percent))
    larger = year_amounts(table, plan(positions=percent + more))
    assert all(
        a is not None and b is not None and a <= b for a, b in zip(fewer, larger, strict=True)
    )


@given(tables(), percents, st.integers(0, MOST_RECEIVED))
def test_law_received_years_leave_out_years_and_change_no_other(
    table: RateTable, percent: int, received: int
) -> None:
    """The years to come are the last of all the years, each with the amount it had."""
    everything = year_amounts(table, plan(positions=percent))
    left = year_amounts(table, plan(positions=percent, received=received))
    if table.rates[0].grant_year is Word.ANY:
        assert left == everything
    else:
        assert left == everything[received:]


@given(tables(), percents, st.integers(0, MOST_RECEIVED))
def test_law_one_number_is_the_same_as_that_number_for_every_year(
    table: RateTable, percent: int, received: int
) -> None:
    """A list of equal numbers gives what the number alone gives, as far as the list goes."""
    listed = (percent,) * 4
    one = year_amounts(table, plan(positions=percent, received=received))
    many = year_amounts(table, plan(positions=listed, received=received))
    if table.rates[0].grant_year is Word.ANY and received >= len(listed):
        assert rate_amount(table, table.rates[0], None) == many[0]
    else:
        assert one == many


@given(tables(), plans())
def test_law_the_total_of_every_completion_lies_within_the_bounds(
    table: RateTable, planned: Plan
) -> None:
    """Whatever the open answers turn out to be, the total is neither below nor above the bounds."""
    lower, upper = total_bounds(table, planned)
    assert lower >= 0
    assert upper is None or lower <= upper
    for full in completions(table, planned):
        gives = year_amounts(table, full)
        pre_project = 0
        if full.pre_project and table.pre_project is not Word.NOT_STATED:
            pre_project = table.pre_project.amount
        total = pre_project + sum(amount for amount in gives if amount is not None)
        assert lower <= total
        assert upper is None or total <= upper


@given(tables(), plans())
def test_law_bounds_only_narrow_when_an_answer_is_added(table: RateTable, planned: Plan) -> None:
    """A completion's bounds lie inside the bounds before it.

    Where it turns out to be a year beyond the most there are, no source states what to bound.
    """
    lower, upper = total_bounds(table, planned)
    for full in completions(table, planned):
        if table.rates[0].grant_year is Word.ANY and is_beyond(full):
            continue
        low, high = total_bounds(table, full)
        assert lower <= low
        assert upper is None or (high is not None and high <= upper)


def is_beyond(planned: Plan) -> bool:
    """Tell whether the next grant year is one more than there are."""
    if planned.max_years is None or planned.received is None:
        return False
    return planned.received >= planned.max_years


def completions(table: RateTable, planned: Plan) -> list[Plan]:
    """Return the plan with every open answer given, at the limits and in between."""
    cap = 1000 if table.max_positions is Word.NOT_STATED else table.max_positions.percent
    positions = [0, 1, cap - 1, cap, cap + 1] if planned.positions is None else [planned.positions]
    received = range(MOST_RECEIVED + 1) if planned.received is None else [planned.received]
    pre_project = [True, False] if planned.pre_project is None else [planned.pre_project]
    open_years = planned.may_ask_for_fewer and planned.years is None
    years = [1, 2, 3, 4] if open_years else [planned.years]
    return [
        # Once a grant year has been received there is no pre-project any more (D21).
        replace(planned, positions=p, received=r, pre_project=f and r == 0, years=y)
        for p, r, f, y in product(positions, received, pre_project, years)
    ]


@given(tables(), plans())
def test_law_the_running_total_ends_with_the_total(table: RateTable, planned: Plan) -> None:
    """Where every year has an amount, the last running total is pre-project and years together."""
    years = results(table, planned)
    known = [year["amount"] for year in years if year["amount"] is not None]
    if years and len(known) == len(years):
        pre_project = 0
        if planned.pre_project and table.pre_project is not Word.NOT_STATED:
            pre_project = table.pre_project.amount
        assert years[-1]["running_total"] == sum(known) + pre_project
    calendar = [year["calendar_year"] for year in years]
    assert calendar == list(range(calendar[0], calendar[0] + len(calendar))) if years else True
