"""One scheme checked: the verdict, the support that applies, and which answers it waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.rules.building import CATALOGUE, TEAM, changed, check, chosen, edition_data, plain

from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.conditions import Comparison
from tilskudd_rules.model import Criterion, CriterionKind
from tilskudd_rules.rates import years_left
from tilskudd_rules.support import Discretionary, NoStatedSupport, RateTable

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue

MET: Final = Comparison("new_measure", "is", value=True)
UNMET: Final = Comparison("new_measure", "is", value=False)
OPEN: Final = Comparison("pre_project", "is", value=True)
WHEN: Final = {"met": MET, "not_met": UNMET, "open": OPEN}


def verdict(*kinds: tuple[str, str]) -> str:
    """Return the verdict on criteria of these kinds and outcomes."""
    where = chosen("barn-og-unge", 2023)
    template: Criterion = where.edition.criteria[0]
    criteria = tuple(
        replace(template, kind=CriterionKind(kind), when=WHEN[outcome]) for kind, outcome in kinds
    )
    edition = replace(where.edition, criteria=criteria)
    return SchemeCheck(replace(where, edition=edition), {"new_measure": True}).eligibility


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ((), "eligible"),
        ((("eligibility", "met"),), "eligible"),
        ((("eligibility", "not_met"),), "not_eligible"),
        ((("eligibility", "open"),), "unknown"),
        ((("eligibility", "not_met"), ("eligibility", "open")), "not_eligible"),
        ((("eligibility", "open"), ("eligibility", "not_met")), "not_eligible"),
        ((("eligibility", "met"), ("assessment", "met")), "eligible"),
        ((("eligibility", "met"), ("assessment", "not_met")), "assessment"),
        ((("eligibility", "met"), ("assessment", "open")), "unknown"),
        ((("eligibility", "open"), ("assessment", "not_met")), "unknown"),
        ((("eligibility", "not_met"), ("assessment", "not_met")), "not_eligible"),
        ((("assessment", "not_met"), ("assessment", "open")), "unknown"),
        ((("priority", "not_met"), ("duty", "not_met")), "eligible"),
        ((("priority", "open"), ("duty", "open")), "eligible"),
    ],
)
def test_the_verdict_follows_from_the_criteria(
    criteria: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert verdict(*criteria) == expected


# Support


def test_a_measures_own_support_goes_before_the_editions() -> None:
    assert isinstance(check("barn-og-unge", **TEAM).support, RateTable)
    other_model = {**TEAM, "measure": "samhandlingsmodell"}
    assert isinstance(check("voksne-sammensatte-behov", **other_model).support, NoStatedSupport)
    fact = {**TEAM, "measure": "fact"}
    assert isinstance(check("voksne-sammensatte-behov", **fact).support, RateTable)
    assert isinstance(
        check("barn-og-unge", **{**TEAM, "measure": "other"}).support, NoStatedSupport
    )


def test_support_waits_for_the_measure_only_where_measures_differ() -> None:
    without = {key: value for key, value in TEAM.items() if key != "measure"}
    waiting = check("barn-og-unge", **without)
    assert (waiting.support, waiting.support_year) == (None, 2023)
    assert isinstance(check("kommunalt-rusarbeid", **without).support, Discretionary)


@pytest.mark.parametrize(
    ("scheme", "measure", "year", "rates"),
    [
        ("barn-og-unge", "fact-ung", 2023, True),
        ("barn-og-unge", "psykisk-helsetjeneste", 2025, False),
        ("voksne-sammensatte-behov", "fact", 2023, True),
        ("voksne-sammensatte-behov", "housing-first", 2023, True),
        ("voksne-sammensatte-behov", "nye-metoder", 2025, False),
    ],
)
def test_an_indication_is_the_earlier_editions_for_the_same_measure(
    scheme: str, measure: str, year: int, *, rates: bool
) -> None:
    found = check(scheme, **{**TEAM, "year": 2025, "measure": measure})
    assert found.support_year == year
    assert isinstance(found.support, RateTable) is rates


def test_an_indication_for_the_whole_edition_takes_the_earlier_editions_own() -> None:
    def indicated(data: dict[str, Any]) -> None:
        edition = edition_data(data, "voksne-sammensatte-behov", 2025)
        edition["support"] = {"kind": "not_stated", "indicative_edition": "2023"}
        for measure in edition["measures"]:
            measure.pop("support")

    catalogue = changed(indicated)
    new = check(
        "voksne-sammensatte-behov", catalogue, **{**TEAM, "year": 2025, "measure": "andre-modeller"}
    )
    # The earlier edition does not name it, and its rates are for the measures it names.
    assert (new.support_year, isinstance(new.support, RateTable)) == (2023, False)
    named = check(
        "voksne-sammensatte-behov", catalogue, **{**TEAM, "year": 2025, "measure": "housing-first"}
    )
    assert (named.support_year, isinstance(named.support, RateTable)) == (2023, True)
    # The earlier edition has nothing of its own for this measure: its own word stands.
    stated = check(
        "voksne-sammensatte-behov", catalogue, **{**TEAM, "year": 2025, "measure": "nye-metoder"}
    )
    assert (stated.support_year, isinstance(stated.support, NoStatedSupport)) == (2023, True)


# What is missing


def missing(scheme: str, catalogue: Catalogue = CATALOGUE, /, **answers: object) -> list[str]:
    return list(check(scheme, catalogue, **answers).missing())


def test_a_scheme_the_applicant_cannot_get_waits_for_nothing() -> None:
    assert missing("barn-og-unge", year=2023, applicant_type="other") == []


def test_what_decides_is_missing_before_what_counts_and_what_is_told() -> None:
    weights = check("voksne-sammensatte-behov", year=2025, measure="fact").missing()
    assert weights == {
        "applicant_type": 0,
        "new_measure": 0,
        "grant_years_received": 0,
        "positions_percent": 2,
        "pre_project": 2,
        # D4: what is to be attached is a duty, and never decides who may apply.
        "partners": 4,
        "own_financing_from": 4,
        "joint_application": 4,
        "cooperation_agreement": 4,
        "municipality": 6,
        "costs": 7,
    }
    # D5: the measures are called prioritised, so that another one is for a person to judge.
    assert check("langvarige-sammensatte-behov", year=2018).missing() == {
        "applicant_type": 1,
        "measure": 1,
        "new_measure": 1,
        "grant_years_received": 1,
    }


def test_a_priority_is_missing_after_the_amount_and_before_a_duty() -> None:
    weights = check("kommunalt-rusarbeid", year=2025, applicant_type="municipality").missing()
    assert weights["measure"] == weights["partners"] == 3
    assert weights["own_financing_from"] == 4
    assert weights["new_measure"] == 0


def test_evidence_is_missing_after_duties_and_before_dates() -> None:
    def only_evidence(data: dict[str, Any]) -> None:
        edition_data(data, "voksne-sammensatte-behov", 2025)["criteria"] = []

    catalogue = changed(only_evidence)
    weights = check("voksne-sammensatte-behov", catalogue, year=2025).missing()
    assert weights["partners"] == weights["joint_application"] == 5
    # Whether it is in hand is asked once it is known that it is asked for (D4).
    assert "cooperation_agreement" not in weights
    together = {"year": 2025, "partners": ["health_trust"], "joint_application": True}
    weights = check("voksne-sammensatte-behov", catalogue, **together).missing()
    assert weights["cooperation_agreement"] == 5
    alone = {**together, "joint_application": False}
    weights = check("voksne-sammensatte-behov", catalogue, **alone).missing()
    assert "cooperation_agreement" not in weights


def test_evidence_that_is_always_asked_for_asks_whether_it_is_in_hand() -> None:
    def always(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["evidence"][0]["confirmed_by"] = (
            "cooperation_agreement"
        )

    assert check("barn-og-unge", changed(always), year=2023).missing()["cooperation_agreement"] == 5
    assert "cooperation_agreement" not in check("barn-og-unge", year=2023).missing()


def test_an_answer_has_the_weight_of_the_most_telling_thing_it_decides() -> None:
    """The measure is for a person to judge and, in the same scheme, decides the priority."""
    assert check("barn-og-unge", year=2023).missing()["measure"] == 1

    def bars(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"][1]["kind"] = "eligibility"

    assert check("barn-og-unge", changed(bars), year=2023).missing()["measure"] == 0


def test_whether_the_measure_is_new_is_asked_where_years_are() -> None:
    assert {"new_measure", "grant_years_received"} <= set(missing("barn-og-unge", year=2023))
    not_new = missing("barn-og-unge", year=2023, new_measure=False)
    assert "grant_years_received" in not_new
    assert "new_measure" not in not_new
    assert "grant_years_received" not in missing("barn-og-unge", year=2023, new_measure=True)


def test_whether_the_measure_is_new_has_the_weight_of_the_most_telling_thing_it_decides() -> None:
    def only_new_measures(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        (criterion,) = [c for c in edition["criteria"] if c["id"] == "municipality-leads"]
        criterion["when"] = {"answer": "new_measure", "is": "true"}
        edition["criteria"] = [criterion]

    catalogue = changed(only_new_measures)
    weights = check("barn-og-unge", catalogue, year=2023, measure="fact-ung").missing()
    assert (weights["new_measure"], weights["grant_years_received"]) == (0, 2)


def test_the_money_waits_for_the_measure_even_where_no_criterion_does() -> None:
    def without_criteria(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"] = []

    assert check("barn-og-unge", changed(without_criteria), year=2023).missing()["measure"] == 2


def test_positions_are_asked_for_where_any_year_is_paid_by_position() -> None:
    def last_year_is_one_sum(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        (measure,) = [one for one in edition["measures"] if one["id"] == "fact-ung"]
        measure["support"]["rates"][3]["basis"] = "measure"
        measure["support"]["max_positions"] = "not_stated"

    found = missing("barn-og-unge", changed(last_year_is_one_sum), year=2023, measure="fact-ung")
    assert "positions_percent" in found


def test_the_municipality_is_asked_for_where_a_date_depends_on_it() -> None:
    assert "municipality" in missing("barn-og-unge", year=2023)
    assert "municipality" not in missing("barn-og-unge", year=2023, authority="agder")
    assert "municipality" not in missing("tryggest", year=2025)
    assert "municipality" not in missing("kommunalt-rusarbeid-gammel", year=2018)

    def own_too(data: dict[str, Any]) -> None:
        calls = edition_data(data, "tryggest", 2025)["calls"]
        calls.append({**calls[0], "authority": "agder"})

    # D13: beside one national call no county governor could change anything; with its own it can.
    assert "municipality" in missing("tryggest", changed(own_too), year=2025)


def test_the_day_of_sending_is_asked_for_where_there_is_a_deadline_of_the_year() -> None:
    assert "submitted_on" in missing("tryggest", year=2025)
    assert "submitted_on" not in missing("tryggest", year=2026)
    assert "submitted_on" in missing("barn-og-unge", year=2023, municipality="3405")
    assert "submitted_on" not in missing("barn-og-unge", year=2023, municipality="4204")
    assert "submitted_on" not in missing("kommunalt-rusarbeid-gammel", year=2018)
    # D12: a date of nobody named governs nothing that could be late.
    assert "submitted_on" not in missing("kommunalt-rusarbeid", year=2023, municipality="4601")

    def only_a_report(data: dict[str, Any]) -> None:
        edition_data(data, "tryggest", 2025)["calls"][0]["deadlines"][0]["kind"] = "reporting"

    assert "submitted_on" not in missing("tryggest", changed(only_a_report), year=2025)


def test_costs_are_asked_for_where_the_sources_say_anything_of_them() -> None:
    assert "costs" in missing("tryggest", year=2025)
    assert "costs" not in missing("kommunalt-rusarbeid-gammel", year=2018)


@pytest.mark.parametrize(
    ("scheme", "answers", "asked", "not_asked"),
    [
        (
            "barn-og-unge",
            {"year": 2023, "measure": "fact-ung"},
            {"positions_percent", "pre_project", "grant_years_received"},
            {"requested_years", "measure"},
        ),
        (
            "barn-og-unge",
            {"year": 2023, "measure": "lavterskel"},
            {"positions_percent", "pre_project", "requested_amount"},
            {"requested_years"},
        ),
        (
            "tryggest",
            {"year": 2025},
            {"requested_years", "requested_amount"},
            {"positions_percent", "pre_project", "grant_years_received", "measure"},
        ),
        (
            "kommunalt-rusarbeid-overgang",
            {"year": 2023},
            {"positions_percent", "new_measure"},
            {"requested_years", "pre_project", "measure"},
        ),
        (
            "kommunalt-rusarbeid",
            {"year": 2023},
            {"measure"},
            {"positions_percent", "requested_amount", "pre_project", "requested_years"},
        ),
    ],
)
def test_what_the_money_waits_for_depends_on_the_support(
    scheme: str, answers: dict[str, Any], asked: set[str], not_asked: set[str]
) -> None:
    found = set(missing(scheme, **answers))
    assert asked <= found
    assert not_asked.isdisjoint(found)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({}, False),
        ({"positions_percent": 100}, True),
        ({"pre_project": False}, False),
        ({"pre_project": True}, True),
        ({"costs": {}}, False),
        ({"costs": {"salary": 0}}, True),
        ({"positions_percent": 100, "grant_years_received": {"barn-og-unge": 4}}, False),
        ({"pre_project": True, "grant_years_received": {"barn-og-unge": 4}}, False),
    ],
)
def test_how_much_is_applied_for_is_asked_where_there_is_an_amount_to_hold_it_against(
    known: dict[str, Any], *, asked: bool
) -> None:
    """What the first year gives, or the costs: before that, no request is too large."""

    def without_criteria(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"] = []

    found = missing(
        "barn-og-unge", changed(without_criteria), year=2023, measure="fact-ung", **known
    )
    assert ("requested_amount" in found) is asked


@pytest.mark.parametrize(
    ("scheme", "answers", "amount"),
    [
        ("barn-og-unge", {"pre_project": False}, 5_000_000),
        ("barn-og-unge", {"pre_project": True}, 600_000),
        ("barn-og-unge", {"positions_percent": [100, 1000]}, 500_000),
        ("barn-og-unge", {"measure": "other"}, None),
        ("tryggest", {"year": 2025}, 400_000),
        ("kommunalt-rusarbeid", {}, None),
        ("kommunalt-rusarbeid-overgang", {"pre_project": True}, 3_300_000),
    ],
)
def test_the_first_amount_is_the_pre_projects_or_the_first_years(
    scheme: str, answers: dict[str, Any], amount: int | None
) -> None:
    assert check(scheme, **{**TEAM, **answers}).first_amount == amount


def test_a_table_of_one_year_does_not_ask_how_many_there_are() -> None:
    def one_year(data: dict[str, Any]) -> None:
        support = edition_data(data, "tryggest", 2025)["support"]
        support["rates"] = support["rates"][:1]

    assert "requested_years" not in missing("tryggest", changed(one_year), year=2025)


@pytest.mark.parametrize(
    ("duration", "answers", "years"),
    [
        # An application covers several years: those asked for, as far as it and the years left go.
        ({"max_years": 4, "years_per_application": 4}, {"requested_years": 4}, 4),
        ({"max_years": 4, "years_per_application": 4}, {"requested_years": 3}, 3),
        ({"max_years": 4, "years_per_application": 2}, {"requested_years": 3}, 2),
        ({"max_years": 4, "years_per_application": 4}, {"requested_years": 4, "received": 2}, 2),
        ({"max_years": 4, "years_per_application": 4}, {"requested_years": 4, "received": 4}, 1),
        ({"max_years": 4, "years_per_application": 3}, {}, 3),
        # It covers one year, whatever is asked for.
        ({"max_years": 4, "years_per_application": 1}, {"requested_years": 4}, 1),
        # No source says how many it covers: all that are left, or those asked for.
        ({"max_years": 4, "years_per_application": "not_stated"}, {"received": 1}, 3),
        ({"max_years": 4, "years_per_application": "not_stated"}, {"requested_years": 1}, 4),
        (
            {"max_years": "not_stated", "years_per_application": "not_stated"},
            {"requested_years": 4},
            4,
        ),
        ({"max_years": "not_stated", "years_per_application": "not_stated"}, {}, 1),
        ({"max_years": "not_stated", "years_per_application": 3}, {"received": 5}, 3),
    ],
)
def test_a_rate_for_any_year_stands_for_the_years_asked_for(
    duration: dict[str, Any], answers: dict[str, int], years: int
) -> None:
    """D18: each year asked for, up to the most there are."""

    def lasts(data: dict[str, Any]) -> None:
        stated = {key: str(value) for key, value in duration.items()}
        edition_data(data, scheme, 2023)["duration"].update(stated)

    scheme = "kommunalt-rusarbeid-overgang"
    asked = {key: one for key, one in answers.items() if key == "requested_years"}
    received = {scheme: answers.get("received", 0)}
    found = check(scheme, changed(lasts), year=2023, grant_years_received=received, **asked)
    assert isinstance(found.support, RateTable)
    assert len(years_left(found.support, found.plan(found.support))) == years


def test_years_received_count_where_a_source_says_how_many_there_are_in_all() -> None:
    def lasts(most: str) -> Catalogue:
        def change(data: dict[str, Any]) -> None:
            edition_data(data, "tryggest", 2025)["duration"]["max_years"] = most

        return changed(change)

    answers = {"year": 2025, "grant_years_received": {"tryggest": 1}}
    for most, first in (("not_stated", 1), ("3", 2)):
        found = check("tryggest", lasts(most), **answers)
        assert isinstance(found.support, RateTable)
        assert years_left(found.support, found.plan(found.support))[0][0] == first


@pytest.mark.parametrize(("years", "chooses"), [("1", False), ("2", True), ("not_stated", False)])
def test_the_applicant_chooses_years_where_an_application_may_cover_several(
    years: str, *, chooses: bool
) -> None:
    def changed_years(data: dict[str, Any]) -> None:
        edition_data(data, "tryggest", 2025)["duration"]["years_per_application"] = years

    assert check("tryggest", changed(changed_years), year=2025).chooses_years is chooses
    assert not check("kommunalt-rusarbeid-gammel", year=2018).chooses_years


def test_a_grant_for_several_years_starts_anew_with_each_application() -> None:
    received = {"grant_years_received": {"tryggest": 3, "barn-og-unge": 3}}
    tryggest = check("tryggest", year=2025, requested_years=1, **received)
    assert isinstance(tryggest.support, RateTable)
    plan = tryggest.plan(tryggest.support)
    assert (plan.received, plan.years, plan.first_year) == (0, 1, 2025)
    team = check("barn-og-unge", **{**TEAM, "new_measure": False}, requested_years=1, **received)
    assert isinstance(team.support, RateTable)
    plan = team.plan(team.support)
    assert (plan.received, plan.years, plan.positions) == (3, None, 1000)


def test_a_pre_project_with_no_stated_amount_is_no_open_answer_of_the_plan() -> None:
    one = check("kommunalt-rusarbeid-overgang", year=2023, pre_project=True)
    assert isinstance(one.support, RateTable)
    assert one.plan(one.support).pre_project is False
    team = {key: value for key, value in TEAM.items() if key != "pre_project"}
    open_ = check("barn-og-unge", **team)
    assert isinstance(open_.support, RateTable)
    assert open_.plan(open_.support).pre_project is None


@pytest.mark.parametrize(
    ("received", "counts"), [({}, True), ({"barn-og-unge": 0}, True), ({"barn-og-unge": 1}, False)]
)
def test_a_pre_project_counts_only_before_the_first_grant_year(
    received: dict[str, int], *, counts: bool
) -> None:
    """D21: it was offered and counted after grant years had been received."""
    one = check(
        "barn-og-unge",
        **{**TEAM, "new_measure": False, "pre_project": True, "grant_years_received": received},
    )
    assert isinstance(one.support, RateTable)
    assert one.plan(one.support).pre_project is counts
    open_ = {key: value for key, value in TEAM.items() if key != "pre_project"}
    found = missing(
        "barn-og-unge", **{**open_, "new_measure": False, "grant_years_received": received}
    )
    assert ("pre_project" in found) is counts


def test_a_rate_is_for_the_measures_the_edition_names() -> None:
    """The edition's own table speaks of the measures it names; for others no source states one."""
    named = check("voksne-sammensatte-behov", **{**TEAM, "measure": "mo-senter"})
    assert isinstance(named.support, RateTable)
    other = check("voksne-sammensatte-behov", **{**TEAM, "measure": "other"})
    assert other.support == NoStatedSupport()
    assert "positions_percent" not in other.missing()
    # Where an edition names none, the table is for whatever is applied for.
    transition = check("kommunalt-rusarbeid-overgang", **{**TEAM, "measure": "other"})
    assert isinstance(transition.support, RateTable)


# Given in part, or for another scheme


@pytest.mark.parametrize(
    ("positions", "received", "waits"),
    [
        ([100, 100, 100, 100], 0, False),
        ([100, 100, 100], 0, True),
        ([100, 100, 100], 3, True),
        ([100, 100, 100], 4, False),
        (100, 0, False),
    ],
)
def test_positions_for_some_years_only_are_given_and_missing(
    positions: object, received: int, *, waits: bool
) -> None:
    """D27: years 3 and 4 waited for an answer that was neither missing nor to be given."""

    def more_years_may_be_had(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"] = []

    answers = {
        **TEAM,
        "new_measure": False,
        "positions_percent": positions,
        "grant_years_received": {"barn-og-unge": received},
    }
    found = missing("barn-og-unge", changed(more_years_may_be_had), **answers)
    assert ("positions_percent" in found) is waits


def test_positions_for_some_years_are_enough_where_no_other_year_is_paid_by_them() -> None:
    assert "positions_percent" not in missing(
        "barn-og-unge", **{**TEAM, "measure": "lavterskel", "positions_percent": [100]}
    )
    listed = {**TEAM, "new_measure": False, "received_old_scheme": True, "positions_percent": [100]}
    transition = "kommunalt-rusarbeid-overgang"
    # One year is applied for: which it is, is what is missing; then, whether the list has it.
    assert "positions_percent" not in missing(transition, **listed)
    assert "grant_years_received" in missing(transition, **listed)
    for received, waits in ((0, False), (1, True), (3, True), (4, False)):
        years = {"grant_years_received": {transition: received}}
        assert ("positions_percent" in missing(transition, **listed, **years)) is waits


def test_positions_are_not_asked_for_where_what_they_give_is_not_stated() -> None:
    """Beyond the four years the transition states no amount: no number of positions gives one."""
    transition = "kommunalt-rusarbeid-overgang"
    answers = {
        "year": 2023,
        "applicant_type": "municipality",
        "received_old_scheme": True,
        "new_measure": False,
    }
    within = missing(transition, **answers, grant_years_received={transition: 3})
    assert "positions_percent" in within
    beyond = missing(transition, **answers, grant_years_received={transition: 4})
    assert "positions_percent" not in beyond


@pytest.mark.parametrize(("received", "asked"), [(0, True), (1, True), (2, False), (3, False)])
def test_positions_under_a_cap_are_asked_for_while_a_year_it_is_for_is_left(
    received: int, *, asked: bool
) -> None:
    """What years 3 and 4 of a low-threshold service give is not stated, nor is a cap on them."""
    answers = {key: value for key, value in TEAM.items() if key != "positions_percent"}
    answers |= {"measure": "lavterskel", "new_measure": False}
    years = {"grant_years_received": {"barn-og-unge": received}}
    assert ("positions_percent" in missing("barn-og-unge", **answers, **years)) is asked


def test_the_years_received_are_asked_for_wherever_they_tell_which_year_it_is() -> None:
    def nothing_bars(data: dict[str, Any]) -> None:
        edition_data(data, "kommunalt-rusarbeid-overgang", 2023)["criteria"] = []

    catalogue = changed(nothing_bars)
    assert "grant_years_received" in missing("kommunalt-rusarbeid-overgang", catalogue, year=2023)
    # Where each application starts anew, they tell nothing.
    assert "grant_years_received" not in missing("tryggest", year=2025)


def test_a_measure_of_another_scheme_leaves_this_schemes_own_to_be_named() -> None:
    """D7: it is unknown here, and asking for the common one again would help nobody."""
    found = missing("voksne-sammensatte-behov", **TEAM)
    assert "measures" in found
    assert "measure" not in found
    named = missing(
        "voksne-sammensatte-behov", **TEAM, measures={"voksne-sammensatte-behov": "fact"}
    )
    assert {"measure", "measures"}.isdisjoint(named)
    without = {key: value for key, value in TEAM.items() if key != "measure"}
    assert "measure" in missing("voksne-sammensatte-behov", **without)


def test_the_plain_data_of_these_tests_is_a_copy() -> None:
    plain()["schemes"].clear()
    assert CATALOGUE.schemes
    assert plain()["schemes"]
