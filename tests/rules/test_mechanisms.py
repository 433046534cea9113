"""What support is composed of: each mechanism's arithmetic, and the laws that it keeps."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import ROOT, SOURCE, WORDING, evaluated, text
from tests.rules.examples import composed
from tests.valid_catalogue import write_mechanisms

from tilskudd_build.files.loader import load
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.composition import composed_years
from tilskudd_rules.mechanisms.amounts import NOT_STATED, OPEN, Amount, Figures
from tilskudd_rules.mechanisms.cap import Cap
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.mechanisms.floor import Floor
from tilskudd_rules.mechanisms.instalments import Instalment, split
from tilskudd_rules.mechanisms.lump_sum import LumpSum
from tilskudd_rules.mechanisms.own_share import OwnShare, ShareOf
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.mechanisms.yearly import MostOf, Unit, YearAmount
from tilskudd_rules.rates import Plan
from tilskudd_rules.schema import CountId, Identifier, Word
from tilskudd_rules.statements import Certainty

if TYPE_CHECKING:
    from tilskudd_rules.result import AmountResult, SchemeResult

TOLD: Final[dict[str, Any]] = {"source": SOURCE, "certainty": Certainty.ANNOUNCED}


def moteplass() -> Any:
    """Return the catalogue with a scheme that uses every mechanism, written as YAML alone."""
    with TemporaryDirectory() as folder:
        schemes = Path(folder) / "schemes"
        write_mechanisms(schemes)
        shutil.copy(ROOT / "schemes" / "texts.yaml", schemes)
        return load(schemes).catalogue


MOTEPLASS: Final = moteplass()
TEAM: Final[dict[str, Any]] = {
    "year": 2023,
    "applicant_type": "municipality",
    "grant_years_received": {"moteplass": 0},
    "positions_percent": 200,
    "pre_project": False,
    "cooperation_agreement": True,
    "moteplass.deltakere": 0,
    "moteplass.team": 1,
}


def checked(**answers: object) -> SchemeResult:
    given_ = {key: value for key, value in {**TEAM, **answers}.items() if value is not None}
    found = evaluated(MOTEPLASS, **given_)["schemes"]
    return next(one for one in found if one["scheme"] == "moteplass")


def money(**answers: object) -> AmountResult:
    return checked(**answers)["amount"]


def costs(salary: int, operation: int = 0) -> dict[str, int]:
    return {**dict.fromkeys(COST_CLASSES, 0), "salary": salary, "operation": operation}


def figures(answers: dict[str, Any] | None = None, **known: Any) -> Figures:
    return Figures(**{"grant_year": 1, "answers": answers or {}, **known})


def in_years(*amounts: int | None) -> tuple[YearAmount, ...]:
    """Return an amount for each grant year; ``None`` is not stated."""
    return tuple(
        YearAmount(**TOLD, grant_year=year, amount=Word.NOT_STATED if one is None else one)
        for year, one in enumerate(amounts, 1)
    )


ANY: Final = (YearAmount(**TOLD, grant_year=Word.ANY, amount=30_000),)


def lump_sum(name: str, amounts: tuple[YearAmount, ...]) -> LumpSum:
    return LumpSum(id=Identifier(name), name=text(name), per=Unit.APPLICATION, amounts=amounts)


# Rates and lump sums


@pytest.mark.parametrize(
    ("unit", "number", "gives", "said"),
    [
        # 2.5 × 30 000
        (Unit.POSITION, 250, 75_000, "2,5 årsverk × 30 000 kr = 75 000 kr."),
        (Unit.PARTICIPANT, 12, 360_000, "12 deltakere × 30 000 kr = 360 000 kr."),
        (Unit.PLACE, 0, 0, "0 plasser × 30 000 kr = 0 kr."),
        (Unit.INHABITANT, 1_000, 30_000_000, "1 000 innbyggere × 30 000 kr = 30 000 000 kr."),
    ],
)
def test_a_rate_gives_so_much_for_each(unit: Unit, number: int, gives: int, said: str) -> None:
    answer = None if unit is Unit.POSITION else CountId("number")
    part = RatePart(id=Identifier("a"), name=text(), per=unit, answer=answer, amounts=ANY)
    known = figures({"positions_percent" if answer is None else "number": number})
    found = part.gives(known)
    assert found == Amount.exactly(gives)
    assert part.formula(known, found, WORDING).replace("\u00a0", " ") == said
    # Until it is answered nothing is known, and nothing caps it.
    assert part.gives(figures()) == OPEN


def test_no_more_count_than_the_source_says() -> None:
    most = MostOf(**TOLD, number=500)
    part = RatePart(
        id=Identifier("a"), name=text(), per=Unit.POSITION, amounts=in_years(100_000), most=most
    )
    known = figures({"positions_percent": 501})
    assert part.gives(known) == Amount.exactly(500_000)
    assert "der høyst 5 teller" in part.formula(known, part.gives(known), WORDING)
    assert part.gives(figures()) == Amount(value=None, lower=0, upper=500_000)


@pytest.mark.parametrize(
    ("unit", "answer", "number", "gives"),
    [
        (Unit.APPLICATION, None, None, 30_000),
        (Unit.MEASURE, None, None, 30_000),
        (Unit.TEAM, None, None, 30_000),
        (Unit.TEAM, "teams", 2, 60_000),
        (Unit.MUNICIPALITY, "municipalities", 3, 90_000),
    ],
)
def test_a_lump_sum_is_the_same_whatever_the_size(
    unit: Unit, answer: str | None, number: int | None, gives: int
) -> None:
    named = None if answer is None else CountId(answer)
    part = LumpSum(id=Identifier("a"), name=text(), per=unit, answer=named, amounts=ANY)
    known = figures({} if answer is None else {answer: number})
    assert part.gives(known) == Amount.exactly(gives)


def test_what_a_part_gives_follows_the_grant_year() -> None:
    part = LumpSum(
        id=Identifier("a"), name=text(), per=Unit.APPLICATION, amounts=in_years(500, None)
    )
    assert part.gives(figures(grant_year=1)) == Amount.exactly(500)
    assert part.gives(figures(grant_year=2)) == NOT_STATED
    assert part.gives(figures(grant_year=3)) == Amount.exactly(0)
    assert part.gives(figures(grant_year=None)) == OPEN
    assert not part.is_for(3)


# A share of the costs


def test_a_share_of_costs_is_rounded_down_and_held_to_its_own_cap() -> None:
    """Training: half of what it costs, at most 20 000 kr for each position."""
    cap = Cap(**TOLD, per=Unit.POSITION, amount=20_000)
    part = CostShare(
        **TOLD, id=Identifier("a"), name=text(), percent=50, classes=("operation",), cap=cap
    )

    def gives(operation: int, percent: int | None) -> Amount:
        answers = {} if percent is None else {"positions_percent": percent}
        return part.gives(figures(answers, costs={"operation": operation, "salary": 9}))

    assert gives(10_001, 100) == Amount.exactly(5_000)  # 5 000,50
    assert gives(100_000, 150) == Amount.exactly(30_000)  # 50 000, but 1.5 × 20 000
    assert gives(100_000, None) == Amount(value=None, lower=0, upper=50_000)
    assert part.gives(figures({"positions_percent": 100})).upper == 20_000


def test_a_share_without_classes_is_of_all_that_may_be_paid_for() -> None:
    part = CostShare(**TOLD, id=Identifier("a"), name=text(), percent=80)
    assert part.gives(figures(payable=1_000)) == Amount.exactly(800)
    assert part.gives(figures()) == OPEN


# Caps and floors


def test_a_cap_holds_and_a_floor_lifts() -> None:
    cap = Cap(**TOLD, per=Unit.TEAM, answer=CountId("teams"), amount=100)
    two = figures({"teams": 2})
    assert cap.hold(Amount.exactly(201), two) == Amount.exactly(200)
    assert cap.hold(Amount.exactly(199), two) == Amount.exactly(199)
    floor = Floor(**TOLD, per=Unit.APPLICATION, amount=150)
    assert floor.hold(Amount.exactly(149), two) == Amount.exactly(150)
    assert floor.hold(Amount.exactly(151), two) == Amount.exactly(151)


def test_a_cap_over_all_years_leaves_what_earlier_years_have_not_taken() -> None:
    """200 000 and 140 000 kr a position, at most 1 000 000 in all: 3 × 340 000 is 20 000 more."""
    support = composed()
    years = [figures({"positions_percent": 300}, grant_year=year) for year in (1, 2)]
    assert [year.amount.value for year in support.give(years)] == [600_000, 400_000]


# Own shares


@pytest.mark.parametrize(
    ("of", "room", "least"),
    [
        # 1 000 = 833 + 167: 20 % of 833 is 166.6, rounded up.
        (ShareOf.GRANT, 833, 167),
        # 20 % of the costs is 200.
        (ShareOf.COSTS, 800, 200),
    ],
)
def test_the_own_share_leaves_the_rest_of_the_costs(of: ShareOf, room: int, least: int) -> None:
    share = OwnShare(**TOLD, percent=20, of=of)
    known = figures(payable=1_000)
    assert share.room(known) == room
    assert share.least(known, room) == least


@given(st.integers(0, 10**9), st.integers(1, 99), st.sampled_from(ShareOf))
def test_law_grant_and_own_share_are_never_more_than_the_costs(
    payable: int, percent: int, of: ShareOf
) -> None:
    """What can be paid, and the least that must be paid beside it, fit into the costs."""
    share = OwnShare(**TOLD, percent=percent, of=of)
    known = figures(payable=payable)
    room = share.room(known)
    assert room is not None
    assert room + (share.least(known, room) or 0) <= payable


# Instalments


@given(st.integers(0, 10**9), st.integers(1, 99))
def test_law_instalments_are_the_whole(amount: int, percent: int) -> None:
    """Nothing is lost in rounding, and no instalment is below zero."""
    shares = (percent, 100 - percent)
    parts = split(amount, [Instalment(**TOLD, percent=one, text=text()) for one in shares])
    assert sum(parts) == amount
    assert min(parts) >= 0


# Amounts with bounds


@st.composite
def spans(draw: st.DrawFn) -> tuple[Amount, int]:
    """Give an amount as far as it is known, and what it turns out to be."""
    real = draw(st.integers(0, 1000))
    if draw(st.booleans()):
        return Amount.exactly(real), real
    upper = draw(st.none() | st.integers(real, 2000))
    return Amount(value=None, lower=draw(st.integers(0, real)), upper=upper), real


@given(spans(), spans())
def test_law_bounds_hold_through_all_that_is_done_with_amounts(
    one: tuple[Amount, int], other: tuple[Amount, int]
) -> None:
    """Whatever two amounts turn out to be, their sum, lesser and greater lie in the bounds."""
    (first, left), (second, right) = one, other
    for found, real in (
        (first + second, left + right),
        (first.at_most(second), min(left, right)),
        (first.at_least(second), max(left, right)),
    ):
        assert found.lower <= real
        assert found.upper is None or real <= found.upper
        assert found.value in (None, real)


@pytest.mark.parametrize(
    ("received", "asked", "gives"),
    [
        # 100 000 to start and 30 000, then 30 000 a year.
        (0, 3, [(1, 130_000), (2, 30_000), (3, 30_000)]),
        (0, 1, [(1, 130_000)]),
        (1, 3, [(2, 30_000), (3, 30_000), (4, 30_000)]),
        # No source lets anything be given after the fourth year.
        (3, 3, [(4, 30_000)]),
        (None, 2, [(1, 130_000), (2, 30_000)]),
    ],
)
def test_what_is_alike_in_every_year_goes_on_after_what_is_stated_for_some(
    received: int | None, asked: int, gives: list[tuple[int, int]]
) -> None:
    both = replace(composed(), parts=(lump_sum("start", in_years(100_000)), lump_sum("drift", ANY)))
    plan = Plan(
        positions=None,
        received=received,
        pre_project=False,
        years=asked,
        first_year=2023,
        max_years=4,
        years_alike=asked,
    )
    years = composed_years(both, plan, {})
    assert [(year.figures.grant_year, year.amount.value) for year in years] == gives


def test_what_is_stated_for_years_to_come_is_not_cut_short_by_what_is_alike() -> None:
    """One year asked of what is alike where nobody asks how many: the stated two are shown."""
    both = replace(composed(), parts=(lump_sum("start", in_years(100, 50)), lump_sum("drift", ANY)))
    plan = Plan(positions=None, received=0, pre_project=False, years=None, first_year=2023)
    years = composed_years(both, plan, {})
    assert [year.amount.value for year in years] == [30_100, 30_050]


# The scheme that uses them all


def test_the_parts_are_added_and_held_to_the_limits() -> None:
    """Two positions, 300 000 kr of training.

    Year 1: 2 × 400 000 + 100 000 to start + 40 000 (half of 300 000, at most 2 × 20 000) = 940 000.
    Year 2: 2 × 300 000 + 40 000 = 640 000. Year 3: 2 × 150 000 + 40 000 = 340 000.
    """
    amount = money(costs=costs(3_000_000, 300_000))
    assert [year["amount"] for year in amount["years"]] == [940_000, 640_000, 340_000]
    assert amount["total"] == 1_920_000
    assert amount["bounds"] == {"lower": 1_920_000, "upper": 1_920_000}
    first, second, _ = amount["years"]
    assert [part["amount"] for part in first["parts"]] == [800_000, 0, 100_000, 40_000]
    # The start is of the first year alone.
    assert [part["id"] for part in second["parts"]] == ["stillinger", "deltakere", "opplaring"]
    # 60 and 40 % of 940 000, and 20 % of it beside.
    assert [payment["amount"] for payment in first["payments"]] == [564_000, 376_000]
    assert first["least_own_share"] == 188_000


def test_the_caps_of_a_year_and_of_all_years_hold() -> None:
    """Five positions: 2 000 000 + 100 000 + 100 000 is held to 1 800 000, and all to 3 500 000.

    Year 2: 1 500 000 + 100 000. Year 3: 750 000 + 100 000, of which 100 000 is left.
    """
    amount = money(positions_percent=500, costs=costs(9_000_000, 300_000))
    assert [year["amount"] for year in amount["years"]] == [1_800_000, 1_600_000, 100_000]
    assert "høyst 1 800 000 kr dette året" in amount["years"][0]["formula"].replace("\u00a0", " ")
    assert "høyst 3 500 000 kr" in amount["years"][2]["formula"].replace("\u00a0", " ")


def test_what_is_counted_has_questions_of_the_schemes_own() -> None:
    """Forty participants are 40 × 1 500 more a year; two teams have twice the cap."""
    said = {"costs": costs(9_000_000), "moteplass.deltakere": 40}
    assert [year["amount"] for year in money(**said)["years"]] == [960_000, 660_000, 360_000]
    two = money(**said, **{"moteplass.team": 2, "positions_percent": 500})
    assert two["years"][0]["amount"] == 2_160_000
    assert "moteplass.deltakere" in checked(**{"moteplass.deltakere": None})["missing"]


def test_a_small_sum_is_lifted_to_the_floor_but_not_above_the_costs() -> None:
    """A tenth of a position in year 3 is 15 000; the floor is 150 000, the costs are 60 000.

    With an own share of 20 % of the grant the costs leave 60 000 × 100 / 120 = 50 000.
    """
    amount = money(positions_percent=10, costs=costs(60_000))
    third = amount["years"][2]
    assert third["amount"] == 150_000
    assert third["bounds"] == {"lower": 50_000, "upper": 50_000}
    assert third["least_own_share"] == 10_000
    assert third["over_costs"] is not None
    assert "ceiling-over-costs" in {one["id"] for one in checked(costs=costs(60_000))["warnings"]}


def test_what_waits_for_an_answer_says_so_and_is_bounded_by_the_caps() -> None:
    amount = money(positions_percent=None)
    assert (amount["status"], amount["total"]) == ("unknown", None)
    # The floor is sure in each year: 3 × 150 000.
    assert amount["bounds"] == {"lower": 450_000, "upper": 3_500_000}
    asked = checked(positions_percent=None)["missing"]
    assert "positions_percent" in asked
    assert "costs" in asked


@pytest.mark.parametrize(("given_", "status"), [(None, "unknown"), (False, "not_met")])
def test_nothing_is_sure_to_be_paid_before_its_condition_is_met(
    given_: bool | None,  # noqa: FBT001 - an answer
    status: str,
) -> None:
    one = checked(cooperation_agreement=given_, costs=costs(3_000_000, 0))
    assert one["amount"]["payment"] is not None
    assert one["amount"]["payment"]["status"] == status
    assert one["amount"]["bounds"] is not None
    assert one["amount"]["bounds"]["lower"] == 0
    told = {warning["id"]: warning["message"] for warning in one["warnings"]}
    assert "innen 01.09.2023: Avtalen med frivilligheten er sendt inn." in told["paid-when"]
    met = checked()
    assert "paid-when" not in {warning["id"] for warning in met["warnings"]}


def test_years_received_and_a_pre_project_count_as_with_rates() -> None:
    amount = money(grant_years_received={"moteplass": 1}, costs=costs(9_000_000))
    assert [year["grant_year"] for year in amount["years"]] == [2, 3]
    prepared = money(pre_project=True, costs=costs(9_000_000))
    assert (prepared["pre_project"], prepared["pre_project_year"]) == (200_000, 2023)
    assert prepared["years"][0]["calendar_year"] == 2024


def test_one_more_position_is_worth_what_the_limits_leave() -> None:
    """From two to three positions: 420 000 + 320 000 + 170 000; the training's cap rises, too."""
    offers = {one["id"]: one["gain"] for one in money(costs=costs(9_000_000, 300_000))["what_ifs"]}
    assert offers == {"one-more-position": 910_000}
    full = money(positions_percent=500, costs=costs(9_000_000))["what_ifs"]
    assert full == []


def test_a_request_is_held_against_the_first_year() -> None:
    told = checked(costs=costs(3_000_000, 300_000), requested_amount=940_001)["warnings"]
    assert "request-over-cap" in {one["id"] for one in told}
