"""What a scheme can give one applicant, and what would change it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.building import (
    DATA,
    TEAM,
    changed,
    edition_data,
    result,
)

from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from tilskudd_rules.result import AmountResult

TRANSITION: dict[str, Any] = {
    "year": 2023,
    "municipality": "3405",
    "applicant_type": "municipality",
    "received_old_scheme": True,
    "new_measure": False,
    "grant_years_received": {"kommunalt-rusarbeid-overgang": 0},
    "positions_percent": 100,
}


ADULTS: dict[str, Any] = {
    "year": 2023,
    "applicant_type": "municipality",
    "new_measure": True,
    "pre_project": False,
}
"""A new measure for adults, not yet said which."""


def team(**answers: object) -> AmountResult:
    """Return the money of a FACT ung team, its answers changed."""
    given_ = {key: value for key, value in {**TEAM, **answers}.items() if value is not None}
    return result("barn-og-unge", **given_)["amount"]


def gains(amount: AmountResult) -> dict[str, int]:
    return {one["id"]: one["gain"] for one in amount["what_ifs"]}


# Status


def test_nothing_is_counted_for_a_scheme_the_applicant_cannot_get() -> None:
    amount = team(applicant_type="health_trust", costs={"salary": 1})
    assert amount["status"] == "none"
    assert (amount["years"], amount["what_ifs"]) == ([], [])
    assert (amount["total"], amount["bounds"], amount["pre_project"]) == (None, None, None)
    # Nor does it cover anything.
    assert amount["eligible_costs"] is amount["excluded_costs"] is amount["unclear_costs"] is None


def test_discretion_explains_itself_instead_of_a_sum() -> None:
    amount = result("kommunalt-rusarbeid", **TEAM)["amount"]
    assert amount["status"] == "discretionary"
    assert amount["explanation"]
    assert (amount["total"], amount["years"]) == (None, [])


def test_only_the_planned_years_own_rates_are_a_ceiling() -> None:
    own = team()
    assert (own["status"], own["basis_edition"]) == ("ceiling", 2023)
    assert {year["status"] for year in own["years"]} == {"ceiling"}
    later = team(year=2024)
    assert (later["status"], later["basis_edition"]) == ("indicative", 2023)
    assert {year["status"] for year in later["years"]} == {"indicative"}
    assert later["total"] == own["total"]
    borrowed = team(year=2025, partners=[])
    assert (borrowed["status"], borrowed["basis_edition"]) == ("indicative", 2023)


def test_calendar_years_are_the_planned_ones_whatever_the_rates_year() -> None:
    assert [y["calendar_year"] for y in team(year=2025, partners=[])["years"]] == [
        2025,
        2026,
        2027,
        2028,
    ]


def test_an_unknown_measure_gives_the_range_over_those_that_could_be_meant() -> None:
    """D22: one table of 2023 covers five measures; for the other two no amount is stated."""
    amount = result("voksne-sammensatte-behov", **{**ADULTS, "positions_percent": 800})["amount"]
    assert (amount["status"], amount["years"], amount["total"]) == ("unknown", [], None)
    # 8 × (300 000 + 300 000 + 250 000 + 200 000), the same whichever of the five it is.
    assert amount["bounds"] == {"lower": 8_400_000, "upper": 8_400_000}
    assert amount["range_status"] == "ceiling"
    assert amount["explanation"] == (
        "Beløpet avhenger av tiltaket. Disse tiltakene har beløp i kildene: ACT- eller FACT-team, "
        "Housing First (bolig først), Behandlingsforberedende tiltak, Lavterskel "
        "substitusjonsbehandling, Mottaks- og oppfølgingssenter (MO-senter). For disse oppgir ikke "
        "kildene noe beløp: Annen samhandlingsmodell, Utprøving av nye metoder."
    )


def test_a_range_is_open_above_where_a_measure_has_years_without_an_amount() -> None:
    """FACT ung gives 15 000 000; the low-threshold services 2 × 2 500 000, then nobody knows."""
    amount = team(measure=None)
    assert amount["bounds"] == {"lower": 5_000_000, "upper": None}


def test_a_range_of_another_year_s_rates_is_an_indication() -> None:
    amount = result("voksne-sammensatte-behov", **{**ADULTS, "year": 2025})["amount"]
    assert amount["bounds"] == {"lower": 0, "upper": None}
    assert amount["range_status"] == "indicative"
    assert "ikke bekreftet for 2025" in (amount["explanation"] or "")


def test_who_has_chosen_a_measure_of_another_scheme_means_none_of_these() -> None:
    amount = result("voksne-sammensatte-behov", **{**ADULTS, "measure": "fact-ung"})["amount"]
    assert (amount["bounds"], amount["range_status"], amount["explanation"]) == (None, "none", None)


def test_measures_without_any_stated_amount_make_no_range() -> None:
    def without_rates(data: dict[str, Any]) -> None:
        for measure in edition_data(data, "barn-og-unge", 2023)["measures"]:
            measure["support"] = {"kind": "not_stated"}

    answers = {key: value for key, value in TEAM.items() if key != "measure"}
    amount = result("barn-og-unge", changed(without_rates), **answers)["amount"]
    assert (amount["bounds"], amount["range_status"], amount["explanation"]) == (None, "none", None)


def test_a_measure_that_the_other_answers_bar_is_not_meant() -> None:
    def for_health_trusts(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        trusts = {"answer": "applicant_type", "is": "health_trust"}
        others = {"not": {"answer": "measure", "is": "lavterskel"}}
        edition["criteria"][0].update(kind="eligibility", when={"any": [others, trusts]})

    answers = {key: value for key, value in TEAM.items() if key != "measure"}
    amount = result("barn-og-unge", changed(for_health_trusts), **answers)["amount"]
    assert amount["bounds"] == {"lower": 15_000_000, "upper": 15_000_000}
    assert "Lavterskeltilbud" not in (amount["explanation"] or "")


# What the costs leave to be paid


def costs(salary: int) -> dict[str, int]:
    """Return salaries, and nothing else, as all the costs there are."""
    return {**dict.fromkeys(COST_CLASSES, 0), "salary": salary}


def test_a_ceiling_above_the_costs_stays_and_the_bounds_fall_to_them() -> None:
    """D15: ten positions in FACT ung, at costs of 3 000 000 kr a year.

    Years 1 and 2 have ceilings of 5 000 000, year 3 of 3 000 000 and year 4 of 2 000 000.
    """
    amount = team(costs=costs(3_000_000))
    assert amount["total"] == 15_000_000
    assert [year["amount"] for year in amount["years"]] == [
        *(5_000_000, 5_000_000, 3_000_000, 2_000_000)
    ]
    assert [year["bounds"]["upper"] for year in amount["years"]] == [
        *(3_000_000, 3_000_000, 3_000_000, 2_000_000)
    ]
    assert amount["bounds"] == {"lower": 11_000_000, "upper": 11_000_000}
    said = [year["over_costs"] for year in amount["years"]]
    assert (
        said[:2]
        == [f"Utgiftene dere har oppgitt, gir rom for høyst {kroner(3_000_000)} kr dette året."] * 2
    )
    assert said[2:] == [None, None]


def test_costs_that_are_not_all_answered_bound_nothing() -> None:
    amount = team(costs={"salary": 3_000_000})
    assert amount["bounds"] == {"lower": 15_000_000, "upper": 15_000_000}
    assert {year["over_costs"] for year in amount["years"]} == {None}


def test_costs_of_this_year_bound_no_other_where_the_positions_differ() -> None:
    amount = team(costs=costs(1_000_000), positions_percent=[1000, 1000, 1000, 1000])
    assert [year["bounds"]["upper"] for year in amount["years"]] == [
        *(1_000_000, 5_000_000, 3_000_000, 2_000_000)
    ]
    later = team(
        costs=costs(1_000_000),
        positions_percent=[1000, 1000, 1000, 1000],
        new_measure=False,
        grant_years_received={"barn-og-unge": 1},
    )
    assert [year["bounds"]["upper"] for year in later["years"]] == [
        *(1_000_000, 3_000_000, 2_000_000)
    ]


def test_costs_bound_an_amount_whose_positions_are_open() -> None:
    amount = team(costs=costs(1_000_000), positions_percent=None)
    assert amount["total"] is None
    assert amount["bounds"] == {"lower": 0, "upper": 4_000_000}


def test_what_is_paid_in_the_first_year_covers_the_costs_of_both() -> None:
    """TryggEst pays 400 000 at once, for up to two years: 2 × 150 000 leave room for 300 000."""
    answers = {"year": 2025, "applicant_type": "municipality", "tryggest_status": "introduced"}
    both = result("tryggest", **answers, requested_years=2, costs=costs(150_000))["amount"]
    assert both["total"] == 400_000
    assert both["bounds"] == {"lower": 300_000, "upper": 300_000}
    assert [year["bounds"]["upper"] for year in both["years"]] == [300_000, 0]
    # While the years are open, one year is the least that may be asked for.
    open_ = result("tryggest", **answers, costs=costs(150_000))["amount"]
    assert open_["bounds"] == {"lower": 150_000, "upper": 300_000}


def test_an_amount_waits_for_the_positions_but_shows_the_years() -> None:
    amount = team(positions_percent=None)
    assert amount["status"] == "unknown"
    assert amount["total"] is None
    assert len(amount["years"]) == 4
    assert amount["bounds"] == {"lower": 0, "upper": 15_000_000}


def test_years_that_are_all_not_stated_make_the_amount_not_stated() -> None:
    amount = team(measure="lavterskel", new_measure=False, grant_years_received={"barn-og-unge": 2})
    assert [year["status"] for year in amount["years"]] == ["not_stated", "not_stated"]
    assert amount["status"] == "not_stated"
    # Of what is not stated there is no sum to bound, and no change of plan to weigh.
    assert amount["bounds"] is None
    assert amount["what_ifs"] == []


def test_a_year_not_stated_does_not_hide_that_the_others_wait_for_the_positions() -> None:
    def last_year_not_stated(data: dict[str, Any]) -> None:
        (measure,) = [
            one
            for one in edition_data(data, "barn-og-unge", 2023)["measures"]
            if one["id"] == "fact-ung"
        ]
        measure["support"]["rates"][3]["amount"] = "not_stated"

    answers = {key: value for key, value in TEAM.items() if key != "positions_percent"}
    amount = result("barn-og-unge", changed(last_year_not_stated), **answers)["amount"]
    statuses = [year["status"] for year in amount["years"]]
    assert statuses == ["unknown", "unknown", "unknown", "not_stated"]
    assert amount["status"] == "unknown"


def test_a_table_with_no_year_left_gives_none() -> None:
    """No edition lets a fifth year through today: the criterion is taken out to see."""

    def without_years_left(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["criteria"] = [c for c in edition["criteria"] if c["id"] != "years-left"]

    answers = {**TEAM, "new_measure": False, "grant_years_received": {"barn-og-unge": 4}}
    one = result("barn-og-unge", changed(without_years_left), **answers)
    assert one["amount"]["status"] == "none"
    assert one["amount"]["years"] == []
    assert one["amount"]["bounds"] is None


# Pre-project


def test_a_pre_project_comes_first_and_besides() -> None:
    amount = team(pre_project=True)
    assert (amount["pre_project"], amount["pre_project_year"]) == (600_000, 2023)
    assert amount["years"][0]["calendar_year"] == 2024
    assert amount["years"][0]["running_total"] == 5_600_000
    assert amount["total"] == 15_600_000


@pytest.mark.parametrize("answer", [False, None])
def test_without_a_pre_project_nothing_is_added(*, answer: bool | None) -> None:
    amount = team(pre_project=answer)
    assert amount["pre_project"] is amount["pre_project_year"] is None
    assert amount["total"] == 15_000_000


@pytest.mark.parametrize("received", [1, 2, 3])
def test_there_is_no_pre_project_once_a_grant_year_has_been_received(received: int) -> None:
    """D21: it was offered and counted all the same."""
    years = {"new_measure": False, "grant_years_received": {"barn-og-unge": received}}
    wanted = team(**years, pre_project=True)
    assert wanted["pre_project"] is wanted["pre_project_year"] is None
    assert wanted["years"][0]["calendar_year"] == 2023
    assert wanted["total"] == team(**years, pre_project=False)["total"]
    assert wanted["bounds"] == {"lower": wanted["total"], "upper": wanted["total"]}
    assert "pre-project" not in gains(team(**years, pre_project=None))


def test_a_pre_project_is_counted_while_nobody_has_told_of_years_received() -> None:
    amount = team(new_measure=None, pre_project=True)
    assert (amount["pre_project"], amount["total"]) == (600_000, 15_600_000)
    assert amount["bounds"] == {"lower": 0, "upper": 15_600_000}
    assert "pre-project" in gains(team(new_measure=None, pre_project=None))


def test_a_pre_project_with_no_stated_amount_moves_no_year() -> None:
    amount = result("kommunalt-rusarbeid-overgang", **TRANSITION, pre_project=True)["amount"]
    assert amount["pre_project"] is None
    assert amount["years"][0]["calendar_year"] == 2023
    assert amount["bounds"] == {"lower": 330_000, "upper": 330_000}


# Costs


def test_each_cost_counts_where_the_edition_puts_it() -> None:
    costs = {"salary": 1, "operation": 20, "partner_costs": 300, "investment": 4_000}
    costs |= {"inventory": 50_000, "administration": 600_000}
    new = result("kommunalt-rusarbeid", **{**TEAM, "costs": costs})["amount"]
    assert new["eligible_costs"] == 321
    assert new["excluded_costs"] == 654_000
    assert new["unclear_costs"] == 0
    young = team(costs=costs)
    assert young["eligible_costs"] == 1
    assert young["excluded_costs"] == 0
    assert young["unclear_costs"] == 654_320
    # Neither unclear nor anything else is stated: what is not stated is not refused either.
    tryggest = {"year": 2025, "applicant_type": "municipality", "tryggest_status": "introduced"}
    courses = result("tryggest", **tryggest, costs=costs)["amount"]
    assert courses["eligible_costs"] == courses["excluded_costs"] == 0
    assert courses["unclear_costs"] == 654_321


def test_costs_that_are_not_answered_are_not_zero() -> None:
    amount = team()
    assert amount["eligible_costs"] is amount["excluded_costs"] is amount["unclear_costs"] is None
    assert team(costs={})["eligible_costs"] == 0


def test_the_own_share_needs_the_same_positions_every_year() -> None:
    salary = {"costs": {"salary": 6_000_000}}
    shares = [year["own_share"] for year in team(**salary)["years"]]
    assert shares == [1_000_000, 1_000_000, 3_000_000, 4_000_000]
    listed = team(**salary, positions_percent=[1000, 1000, 1000, 1000])
    assert [year["own_share"] for year in listed["years"]] == [None] * 4


@pytest.mark.parametrize("coverage", ["covered", "not_covered", "unclear", "not_stated"])
def test_only_a_scheme_that_covers_salaries_leaves_a_part_of_them(coverage: str) -> None:
    """D21: TryggEst pays courses, and showed an own share of salaries."""
    tryggest = {"year": 2025, "applicant_type": "municipality", "tryggest_status": "introduced"}
    answers = {**tryggest, "positions_percent": 100, "costs": {"salary": 1_000_000}}
    courses = result("tryggest", **answers)["amount"]
    assert [year["own_share"] for year in courses["years"]] == [None, None]

    def covers(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["costs"]["salary"]["coverage"] = coverage

    amount = result("barn-og-unge", changed(covers), **TEAM, costs={"salary": 6_000_000})["amount"]
    shares = [year["own_share"] for year in amount["years"]]
    covered = [1_000_000, 1_000_000, 3_000_000, 4_000_000]
    assert shares == (covered if coverage == "covered" else [None] * 4)


# What each municipality gets


def test_tryggest_gives_each_municipality_its_ceiling_once() -> None:
    """D9: at most 400 000 per municipality, for up to two years, all of it paid in the first."""
    tryggest = {"year": 2025, "applicant_type": "municipality", "tryggest_status": "introduced"}
    amount = result("tryggest", **tryggest)["amount"]
    first, second = amount["years"]
    assert (first["amount"], second["amount"], amount["total"]) == (400_000, 0, 400_000)
    assert "hver kommune" in first["formula"]
    assert "hele tiltaket" not in str(amount)
    assert "betalt ut tidligere" in second["formula"]
    assert "0 kr" not in second["formula"]
    assert gains(amount) == {}
    one_year = result("tryggest", **tryggest, requested_years=1)["amount"]
    assert [year["amount"] for year in one_year["years"]] == [400_000]


# What waits for an answer


def test_a_year_whose_positions_are_not_told_says_which() -> None:
    """D27: FACT ung with positions for two of four years."""
    amount = team(positions_percent=[1000, 800])
    assert [year["amount"] for year in amount["years"]] == [5_000_000, 4_000_000, None, None]
    assert [year["status"] for year in amount["years"]] == ["ceiling"] * 2 + ["unknown"] * 2
    assert "tilskuddsår 3: Stillinger" in amount["years"][2]["formula"]
    assert "tilskuddsår 4: Stillinger" in amount["years"][3]["formula"]
    assert amount["total"] == 9_000_000
    assert amount["bounds"] == {"lower": 9_000_000, "upper": 14_000_000}


@pytest.mark.parametrize(
    ("received", "amount", "bounds"),
    [
        (None, 330_000, {"lower": 0, "upper": 330_000}),
        (0, 330_000, {"lower": 330_000, "upper": 330_000}),
        (3, 330_000, {"lower": 330_000, "upper": 330_000}),
        (4, None, None),
        (10, None, None),
    ],
)
def test_the_transition_states_no_amount_beyond_its_four_years(
    received: int | None, amount: int | None, bounds: dict[str, int] | None
) -> None:
    """A fifth and even an eleventh year had the full rate."""
    answers = {key: value for key, value in TRANSITION.items() if key != "grant_years_received"}
    if received is not None:
        answers["grant_years_received"] = {"kommunalt-rusarbeid-gammel": received}
    found = result("kommunalt-rusarbeid-overgang", **answers)["amount"]
    assert found["total"] == amount
    assert found["status"] == ("not_stated" if amount is None else "ceiling")
    assert found["bounds"] == bounds


# What would change it


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        (100, {"one-more-position": 1_500_000, "up-to-cap": 13_500_000}),
        (900, {"one-more-position": 1_500_000, "up-to-cap": 1_500_000}),
        (901, {"up-to-cap": 1_485_000}),
        (999, {"up-to-cap": 15_000}),
        (1000, {}),
        (1001, {"over-cap": 0}),
        (1200, {"over-cap": 0}),
        ([100, 100, 100, 100], {}),
        (None, {}),
    ],
)
def test_what_other_positions_would_give(positions: object, expected: dict[str, int]) -> None:
    assert gains(team(positions_percent=positions)) == expected


def test_what_a_pre_project_would_give_while_it_is_open() -> None:
    assert gains(team(pre_project=None)) == {"pre-project": 600_000}
    assert gains(team(pre_project=True)) == {}


def test_without_a_cap_one_more_position_always_gives_more() -> None:
    for positions in (100, 20_000):
        amount = result(
            "voksne-sammensatte-behov",
            **{**TEAM, "measure": "fact", "positions_percent": positions},
        )["amount"]
        assert gains(amount) == {"one-more-position": 1_050_000}


def test_positions_that_are_fixed_give_no_more() -> None:
    """D11: the transition pays specified positions, and no new ones."""
    transition = "kommunalt-rusarbeid-overgang"
    assert gains(result(transition, **TRANSITION)["amount"]) == {}

    def not_fixed(data: dict[str, Any]) -> None:
        del edition_data(data, transition, 2023)["support"]["fixed_positions"]

    amount = result(transition, changed(not_fixed), **TRANSITION)["amount"]
    assert gains(amount) == {"one-more-position": 330_000}


def test_fixed_positions_with_a_cap_still_say_what_is_over_it() -> None:
    def capped(data: dict[str, Any]) -> None:
        support = edition_data(data, "kommunalt-rusarbeid-overgang", 2023)["support"]
        cap = edition_data(data, "barn-og-unge", 2023)["measures"][0]["support"]["max_positions"]
        support["max_positions"] = {**cap, "percent": "200"}

    catalogue = changed(capped)
    for positions, expected in ((100, {}), (200, {}), (300, {"over-cap": 0})):
        answers = {**TRANSITION, "positions_percent": positions}
        amount = result("kommunalt-rusarbeid-overgang", catalogue, **answers)["amount"]
        assert gains(amount) == expected


def test_positions_change_nothing_under_a_ceiling_for_the_measure() -> None:
    assert gains(team(measure="lavterskel", positions_percent=300)) == {}
    assert gains(team(measure="lavterskel", positions_percent=500)) == {}
    assert gains(team(measure="lavterskel", positions_percent=501)) == {"over-cap": 0}


def test_one_year_per_position_is_enough_for_positions_to_matter() -> None:
    """No edition mixes the two today: year 2 is made a ceiling for the measure, to see."""

    def mixed(data: dict[str, Any]) -> None:
        rates = edition_data(data, "barn-og-unge", 2023)["measures"][0]["support"]["rates"]
        rates[1]["basis"] = "measure"

    answers = {**TEAM, "positions_percent": 900}
    amount = result("barn-og-unge", changed(mixed), **answers)["amount"]
    assert gains(amount) == {"one-more-position": 1_000_000, "up-to-cap": 1_000_000}


def test_positions_that_no_year_left_is_paid_by_would_give_nothing() -> None:
    """A change that gains 0 kr is none: the last year is made a ceiling, to see."""

    def mixed(data: dict[str, Any]) -> None:
        rates = edition_data(data, "barn-og-unge", 2023)["measures"][0]["support"]["rates"]
        rates[3]["basis"] = "measure"

    received = {"new_measure": False, "grant_years_received": {"barn-og-unge": 3}}
    answers = {**TEAM, **received, "positions_percent": 900}
    assert gains(result("barn-og-unge", changed(mixed), **answers)["amount"]) == {}

    def not_fixed(data: dict[str, Any]) -> None:
        del edition_data(data, "kommunalt-rusarbeid-overgang", 2023)["support"]["fixed_positions"]

    beyond = {**TRANSITION, "grant_years_received": {"kommunalt-rusarbeid-overgang": 4}}
    one = result("kommunalt-rusarbeid-overgang", changed(not_fixed), **beyond)
    assert gains(one["amount"]) == {}


def test_a_what_if_says_its_figures() -> None:
    (over,) = team(positions_percent=1250)["what_ifs"]
    assert over["message"].startswith("2,5 årsverk er over taket på 10")
    more, cap = team(positions_percent=750)["what_ifs"]
    assert "1\u00a0500\u00a0000 kr" in more["message"]
    assert "10 årsverk" in cap["message"]
    assert "3\u00a0750\u00a0000 kr" in cap["message"]


@given(
    st.sampled_from([1, 50, 99, 100, 101, 333, 900, 901, 999, 1000, 1001]),
    st.sampled_from([None, 0, 1, 2, 3]),
    st.sampled_from([2023, 2024, 2026]),
)
def test_law_a_what_ifs_gain_is_what_the_total_rises_by(
    percent: int, received: int | None, year: int
) -> None:
    """Following a what-if changes the total by just its gain."""
    years = {} if received is None else {"grant_years_received": {"barn-og-unge": received}}
    answers = {"new_measure": False, "year": year, "partners": [], **years}
    now = team(**answers, positions_percent=percent)
    assume(now["total"] is not None)
    assert now["total"] is not None
    after = {"one-more-position": percent + 100, "up-to-cap": 1000}
    for name, gain in gains(now).items():
        if name == "over-cap":
            assert team(**answers, positions_percent=1000)["total"] == now["total"]
        else:
            then = team(**answers, positions_percent=after[name])["total"]
            assert then == now["total"] + gain


def test_bounds_hold_for_every_number_of_years_that_may_be_asked_for() -> None:
    def second_year_pays(data: dict[str, Any]) -> None:
        edition_data(data, "tryggest", 2025)["support"]["rates"][1]["amount"] = "100000"

    catalogue = changed(second_year_pays)
    answers = {"year": 2025, "applicant_type": "municipality", "tryggest_status": "introduced"}
    bounds = result("tryggest", catalogue, **answers)["amount"]["bounds"]
    one_year = result("tryggest", catalogue, **answers, requested_years=1)["amount"]["total"]
    assert bounds is not None
    assert one_year is not None
    assert bounds["lower"] <= one_year


@pytest.mark.parametrize(
    ("measure", "received", "pre_project"),
    list(product(["fact-ung", "lavterskel"], [0, 1, 3], [False, True])),
)
def test_the_total_is_the_known_years_and_the_pre_project(
    measure: str, received: int, *, pre_project: bool
) -> None:
    amount = team(
        measure=measure,
        new_measure=False,
        grant_years_received={"barn-og-unge": received},
        pre_project=pre_project,
    )
    known = [year["amount"] for year in amount["years"] if year["amount"] is not None]
    if known:
        # A pre-project comes before the first grant year only (D21).
        starts = pre_project and received == 0
        assert amount["total"] == sum(known) + (600_000 if starts else 0)
    else:
        assert amount["total"] is None


def test_the_rates_under_test_are_the_data_s() -> None:
    """The figures above are written out by hand: this says where they would change."""
    support = DATA["schemes"]["barn-og-unge"]["editions"]["2023"]["measures"][0]["support"]
    assert [one["amount"] for one in support["rates"]] == ["500000", "500000", "300000", "200000"]
