"""All schemes together: a total of what can be had at once, and what must not be counted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import (
    CATALOGUE,
    DATA,
    TEAM,
    WORDING,
    by_scheme,
    changed,
    check,
    edition_data,
    evaluated,
    seen,
    situation,
)
from tests.rules.strategies import VALUES, situations

from tilskudd_rules.schema import Identifier
from tilskudd_rules.totals import across_result

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import AcrossResult, SchemeResult
    from tilskudd_rules.situation import Situation

KR, GAMMEL, OVERGANG, VOKSNE, UNGE, TRYGGEST = (
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-gammel",
    "kommunalt-rusarbeid-overgang",
    "voksne-sammensatte-behov",
    "barn-og-unge",
    "tryggest",
)

TWO_MEASURES: Final[dict[str, Any]] = {
    "year": 2023,
    "municipality": "3405",
    "applicant_type": "municipality",
    "measures": {UNGE: "lavterskel", VOKSNE: "fact"},
    "new_measure": True,
    "positions_percent": 100,
    "pre_project": False,
}
"""A low-threshold service for the young, and a team of one position for adults.

The first has a ceiling for the measure and the second a rate per position: 5 000 000 over two
years and 1 050 000 over four. Both can be had at once, and no position is counted twice.
"""

OPEN_2025: Final[dict[str, Any]] = {
    "year": 2025,
    "municipality": "5001",
    "applicant_type": "municipality",
    "partners": [],
    "measures": {UNGE: "fact-ung", VOKSNE: "housing-first"},
    "new_measure": True,
    "positions_percent": 100,
    "pre_project": False,
    "tryggest_status": "introduced",
}


def conflicts(**answers: object) -> list[str]:
    return [one["id"] for one in evaluated(**answers)["across"]["conflicts"]]


def totals(catalogue: Catalogue = CATALOGUE, /, **answers: object) -> AcrossResult:
    """Return what the schemes can give together."""
    return evaluated(catalogue, **answers)["across"]


def rated_by_measure(data: dict[str, Any]) -> None:
    """Give Kommunalt rusarbeid the ceilings of a low-threshold service."""
    edition = edition_data(data, UNGE, 2023)
    table = next(m for m in edition["measures"] if m["id"] == "lavterskel")["support"]
    edition_data(data, KR, 2023)["support"] = table


def nothing_in(total: AcrossResult) -> bool:
    """Tell whether there is no total at all."""
    return (total["total"], total["indicative_total"], total["counted"], total["period"]) == (
        *(None, None, [], None),
    )


# The total


def test_a_total_adds_what_one_round_could_give_for_what_was_asked_about() -> None:
    found = totals(**TWO_MEASURES)
    assert found["total"] == 5_000_000 + 1_050_000
    assert found["indicative_total"] is None
    assert found["counted"] == [UNGE, VOKSNE]
    assert found["period"] == {"first": 2023, "last": 2026}


def test_a_pre_projects_year_is_in_the_period() -> None:
    """It moves the four years of the team by one."""
    found = totals(**{**TWO_MEASURES, "pre_project": True})
    assert found["period"] == {"first": 2023, "last": 2027}


def test_the_period_is_of_the_years_that_have_an_amount() -> None:
    """What years 3 and 4 of a low-threshold service give is not stated: they are in no sum."""
    received = {UNGE: 0, VOKSNE: 2}
    answers = {**TWO_MEASURES, "new_measure": False, "grant_years_received": received}
    found = totals(**answers)
    assert found["total"] == 5_000_000 + 450_000
    assert found["period"] == {"first": 2023, "last": 2024}


def test_what_is_planned_for_a_later_year_is_all_indications() -> None:
    found = totals(**{**TWO_MEASURES, "year": 2024})
    assert found["total"] is None
    assert found["indicative_total"] == 6_050_000
    assert found["counted"] == [UNGE, VOKSNE]
    assert found["period"] == {"first": 2024, "last": 2027}


def test_the_same_positions_are_not_counted_twice() -> None:
    """D10: one answer gives the positions of both, so there is no total of the two."""
    found = totals(**{**TWO_MEASURES, "measures": {UNGE: "fact-ung", VOKSNE: "fact"}})
    assert nothing_in(found)
    # Kommunalt rusarbeid, which has no amount, was not asked about.
    assert found["without_amount"] == []
    both = by_scheme(evaluated(**{**TWO_MEASURES, "measures": {UNGE: "fact-ung", VOKSNE: "fact"}}))
    assert both[UNGE]["amount"]["total"] == 1_500_000
    assert both[VOKSNE]["amount"]["total"] == 1_050_000


def test_a_table_that_pays_by_position_in_some_year_counts_positions() -> None:
    """No table mixes the two today: the last year of a team is made a ceiling, to see."""

    def mixed(data: dict[str, Any]) -> None:
        rates = edition_data(data, UNGE, 2023)["measures"][0]["support"]["rates"]
        rates[3]["basis"] = "measure"

    answers = {**TWO_MEASURES, "measures": {UNGE: "fact-ung", VOKSNE: "fact"}}
    assert nothing_in(totals(changed(mixed), **answers))


def test_the_transition_and_a_new_team_have_no_total() -> None:
    """D10: two positions under the transition and for adults made 2 760 000."""
    found = totals(
        year=2023,
        applicant_type="municipality",
        received_old_scheme=True,
        new_measure=False,
        grant_years_received={OVERGANG: 1, VOKSNE: 0, UNGE: 0, KR: 0},
        positions_percent=200,
        measure="fact",
    )
    assert nothing_in(found)


def test_one_scheme_is_no_total() -> None:
    """D10: «Til sammen 15 000 000» said the same figure again."""
    assert nothing_in(totals(**TEAM))
    alone = {**TWO_MEASURES, "measures": {UNGE: "lavterskel"}}
    assert nothing_in(totals(**alone))


def test_a_scheme_that_does_not_name_the_measure_is_in_no_total() -> None:
    """D10: «Til sammen 400 000» for a question about FACT ung was TryggEst's."""
    found = totals(**OPEN_2025)
    assert nothing_in(found)
    assert found["conflicts"] == []

    def by_the_measure(data: dict[str, Any]) -> None:
        edition = edition_data(data, UNGE, 2023)
        table = next(m for m in edition["measures"] if m["id"] == "lavterskel")["support"]
        edition_data(data, UNGE, 2025)["measures"][0]["support"] = table

    # Announced for the year, and yet there is no sum with TryggEst, which names no measure.
    rated = evaluated(changed(by_the_measure), **{**OPEN_2025, "measures": {UNGE: "fact-ung"}})
    assert by_scheme(rated)[UNGE]["amount"]["status"] == "ceiling"
    assert by_scheme(rated)[TRYGGEST]["amount"]["status"] == "ceiling"
    assert nothing_in(rated["across"])


def test_a_measure_that_only_follows_is_not_what_was_asked_about() -> None:
    """A team that another scheme takes in is asked about there, and not here."""

    def rated(data: dict[str, Any]) -> None:
        rated_by_measure(data)
        data["relations"].clear()

    catalogue = changed(rated)
    follows = evaluated(catalogue, **{**TWO_MEASURES, "measures": {}, "measure": "fact"})
    assert by_scheme(follows)[KR]["amount"]["total"] == 5_000_000
    assert nothing_in(follows["across"])
    named = {KR: "oppsokende-team", VOKSNE: "fact"}
    found = totals(catalogue, **{**TWO_MEASURES, "measures": named})
    assert found["counted"] == [KR, VOKSNE]
    assert found["total"] == 6_050_000


def test_ceilings_and_indications_are_never_added_together() -> None:
    """Four years of 2023 rates and one of 2025 made one sum (D10)."""

    def rated(data: dict[str, Any]) -> None:
        edition = edition_data(data, UNGE, 2023)
        table = next(m for m in edition["measures"] if m["id"] == "lavterskel")["support"]
        edition_data(data, UNGE, 2025)["measures"][0]["support"] = table

    answers = {**OPEN_2025, "measures": {UNGE: "fact-ung", VOKSNE: "fact"}}
    schemes = by_scheme(evaluated(changed(rated), **answers))
    assert schemes[UNGE]["amount"]["status"] == "ceiling"
    assert schemes[VOKSNE]["amount"]["status"] == "indicative"
    assert nothing_in(totals(changed(rated), **answers))


@pytest.mark.parametrize(
    ("changes", "eligibility"),
    [
        # Barred, waiting for answers, and for a person to judge.
        ({"grant_years_received": {VOKSNE: 4}, "new_measure": False}, "not_eligible"),
        ({"grant_years_received": {UNGE: 0}, "new_measure": False}, "unknown"),
        ({"measures": {UNGE: "lavterskel", VOKSNE: "other"}}, "assessment"),
    ],
)
def test_only_schemes_whose_rules_are_met_are_in_a_total(
    changes: dict[str, Any], eligibility: str
) -> None:
    """D10: schemes that waited for answers, or for judgement, were added all the same."""
    found = evaluated(**{**TWO_MEASURES, **changes})
    assert by_scheme(found)[VOKSNE]["eligibility"] == eligibility
    assert nothing_in(found["across"])


def test_schemes_asked_about_whose_amount_is_not_known_are_named_beside() -> None:
    """Of those that name the measure; what was not asked about has no place beside a total."""
    assert totals(**TWO_MEASURES)["without_amount"] == []
    named = {**TWO_MEASURES["measures"], KR: "utekontakt"}
    found = totals(**{**TWO_MEASURES, "measures": named})
    assert (found["counted"], found["without_amount"]) == ([UNGE, VOKSNE], [KR])
    # A team of another scheme that is taken in is not what was asked about there (D7).
    assert totals(**{**TEAM, "measure": "fact"})["without_amount"] == []
    # A scheme without measures is asked about by nobody's measure, and waits for no other.
    old = {"year": 2018, "applicant_type": "municipality", "new_measure": True}
    assert totals(**old)["without_amount"] == []
    category = totals(**old, measure="etablering")
    assert nothing_in(category)
    assert category["without_amount"] == ["langvarige-sammensatte-behov"]


@pytest.mark.parametrize(("as_of", "possible"), [("2025-03-31", True), ("2025-04-01", False)])
def test_a_round_that_is_over_gives_nothing_any_more(as_of: str, *, possible: bool) -> None:
    """No sum, no advice and no mention of what can be applied for no longer (D20)."""

    def called(data: dict[str, Any]) -> None:
        (deadline,) = edition_data(data, TRYGGEST, 2025)["calls"][0]["deadlines"]
        table = next(
            m for m in edition_data(data, UNGE, 2023)["measures"] if m["id"] == "lavterskel"
        )["support"]
        for scheme in (UNGE, VOKSNE):
            edition = edition_data(data, scheme, 2025)
            edition["calls"][0]["deadlines"] = [deadline]
            edition["measures"][0]["support"] = table

    answers = {**OPEN_2025, "measures": {UNGE: "fact-ung", VOKSNE: "fact"}, "as_of": as_of}
    found = totals(changed(called), **answers)
    assert found["counted"] == ([UNGE, VOKSNE] if possible else [])
    assert found["total"] == (10_000_000 if possible else None)
    barred = totals(changed(called), **answers, own_financing_from=[KR])
    # Kommunalt rusarbeid's own round of 2025 was over on 1 March.
    assert barred["conflicts"] == []


def test_schemes_the_applicant_cannot_get_count_for_nothing() -> None:
    found = totals(**{**TWO_MEASURES, "applicant_type": "other"})
    assert nothing_in(found)
    assert found["without_amount"] == []


def test_a_conflict_takes_the_other_schemes_money_out() -> None:
    """The two of the total are made to exclude each other, to see."""

    def excluding(*, prefer: str | None, excludes: str, third: bool = False) -> Catalogue:
        def change(data: dict[str, Any]) -> None:
            if third:
                rated_by_measure(data)
            relation = data["relations"][0]
            relation.update(schemes=[UNGE, VOKSNE], excludes=excludes)
            relation["when"] = {"answer": "applicant_type", "is": "municipality"}
            relation.pop("prefer")
            if prefer is not None:
                relation["prefer"] = prefer

        return changed(change)

    for prefer in (UNGE, VOKSNE):
        found = totals(excluding(prefer=prefer, excludes="true"), **TWO_MEASURES)
        # One of them is left, and one is no total.
        assert nothing_in(found)
        assert [one["prefer"] for one in found["conflicts"]] == [prefer]
        # With a third one, what is left is that one and the one to go for.
        three = {**TWO_MEASURES["measures"], KR: "utekontakt"}
        left = totals(
            excluding(prefer=prefer, excludes="true", third=True),
            **{**TWO_MEASURES, "measures": three},
        )
        assert sorted(left["counted"]) == sorted([KR, prefer])
    for prefers, excludes in ((None, "true"), (UNGE, "false")):
        both = totals(excluding(prefer=prefers, excludes=excludes), **TWO_MEASURES)
        assert both["counted"] == [UNGE, VOKSNE]
        assert [one["id"] for one in both["conflicts"]] == ["transition-or-new"]


# Conflicts


def test_a_conflict_says_which_to_prefer_and_why() -> None:
    (one,) = evaluated(**{**TEAM, "measure": "fact"})["across"]["conflicts"]
    assert one["id"] == "team-for-adults"
    assert one["schemes"] == [VOKSNE, KR]
    assert one["prefer"] == VOKSNE
    assert "inntil fire år" in one["message"]
    assert one["source"]["certainty"] == "interpretation"
    assert one["source"]["reading"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"measure": "fact"}, ["team-for-adults"]),
        ({"measure": "fact-ung"}, ["team-for-young"]),
        # No source says that the model is outreach work: Kommunalt rusarbeid does not see one.
        ({"measure": "samhandlingsmodell"}, []),
        ({"measure": "housing-first"}, []),
        # One scheme of the pair is barred: nothing to choose between.
        ({"measure": "fact", "applicant_type": "other"}, []),
        ({"measure": "fact", "new_measure": False, "grant_years_received": {KR: 4}}, []),
        # The condition waits for an answer: no conflict is claimed.
        ({"new_measure": False}, ["team-for-young"]),
        ({"new_measure": False, "received_old_scheme": False}, ["team-for-young"]),
        (
            {"new_measure": False, "received_old_scheme": True},
            ["transition-or-new", "team-for-young"],
        ),
        ({"received_old_scheme": True}, ["team-for-young"]),
    ],
)
def test_a_relation_holds_where_its_condition_does(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert conflicts(**{**TEAM, **changes}) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2023, []),
        (2024, []),
        (2025, ["own-financing-adults", "own-financing-young"]),
        # D0: from 2026 there is no grant from Kommunalt rusarbeid to use.
        (2026, []),
    ],
)
def test_own_financing_is_forbidden_from_2025(year: int, expected: list[str]) -> None:
    found = conflicts(**{**OPEN_2025, "year": year, "own_financing_from": [KR]})
    assert found == expected
    assert conflicts(**{**OPEN_2025, "year": year, "own_financing_from": []}) == []


@pytest.mark.parametrize(
    ("from_year", "year", "holds"),
    [(None, 2023, True), ("2023", 2023, True), ("2024", 2023, False), ("2024", 2024, True)],
)
def test_a_relation_says_from_when_it_holds(
    from_year: str | None, year: int, *, holds: bool
) -> None:
    """D14 and rule 23: the planned year decides, whatever edition it rests on."""

    def dated(data: dict[str, Any]) -> None:
        (relation,) = [one for one in data["relations"] if one["id"] == "team-for-adults"]
        if from_year is not None:
            relation["from_year"] = from_year

    found = totals(changed(dated), **{**TEAM, "measure": "fact", "year": year})
    assert ("team-for-adults" in [one["id"] for one in found["conflicts"]]) is holds


def test_a_relation_without_a_preference_takes_nothing_out() -> None:
    asked = {**OPEN_2025, "measures": {**OPEN_2025["measures"], KR: "utekontakt"}}
    found = totals(**asked, own_financing_from=[KR])
    assert {one["prefer"] for one in found["conflicts"]} == {None}
    assert found["without_amount"] == [KR]


def test_a_relation_holds_only_where_both_schemes_see_the_same_plan() -> None:
    """A measure named for one scheme is another application, which takes nothing from the other."""
    team = {**TEAM, "measure": "fact"}
    assert conflicts(**team) == ["team-for-adults"]
    assert conflicts(**team, measures={VOKSNE: "fact"}) == ["team-for-adults"]
    assert conflicts(**team, measures={KR: "utekontakt"}) == []
    assert conflicts(**team, measures={VOKSNE: "housing-first"}) == []
    # A team for the young is an outreach team to Kommunalt rusarbeid as well (D7): it sees one.
    both = conflicts(**team, measures={UNGE: "fact-ung"})
    assert both == ["team-for-adults", "team-for-young"]
    assert conflicts(**team, measures={UNGE: "lavterskel"}) == ["team-for-adults"]


def test_nobody_is_sent_to_a_scheme_that_may_say_no() -> None:
    """The sure scheme was to be given up for one that somebody would have to judge."""
    answers = {
        **TEAM,
        "measure": "oppsokende-team",
        "received_old_scheme": True,
        "new_measure": False,
    }
    for years, verdict, told in (
        (3, "eligible", ["transition-or-new"]),
        # The four years are used up: whether there is one more is for a person to say.
        (4, "assessment", []),
        (None, "unknown", ["transition-or-new"]),
    ):
        received = {} if years is None else {"grant_years_received": {OVERGANG: years, KR: 0}}
        found = evaluated(**answers, **received)
        assert by_scheme(found)[OVERGANG]["eligibility"] == verdict
        assert [one["id"] for one in found["across"]["conflicts"]] == told


def test_one_that_may_say_no_may_stand_beside_the_one_to_prefer() -> None:
    """Only the one that is recommended has to be sure, and where none is, none has."""

    def prefer(scheme: str | None) -> Catalogue:
        def change(data: dict[str, Any]) -> None:
            relation = data["relations"][0]
            relation.pop("prefer")
            if scheme is not None:
                relation["prefer"] = scheme

        return changed(change)

    answers = {
        **TEAM,
        "measure": "utekontakt",
        "received_old_scheme": True,
        "new_measure": False,
        "grant_years_received": {OVERGANG: 4, KR: 0},
    }
    for name, told in ((OVERGANG, 0), (KR, 1), (None, 1)):
        assert len(totals(prefer(name), **answers)["conflicts"]) == told


@pytest.mark.parametrize("closed", [VOKSNE, KR])
def test_there_is_nothing_to_choose_where_one_of_the_two_is_closed(closed: str) -> None:
    def due(data: dict[str, Any]) -> None:
        for call in edition_data(data, closed, 2023)["calls"]:
            for one in call["deadlines"]:
                if one["kind"] == "application":
                    one.update(certainty="announced", date="2023-03-01")
                    one.pop("earlier_round", None)

    team = {**TEAM, "measure": "fact"}
    catalogue = changed(due)
    for as_of, is_over in (("2023-03-01", False), ("2023-03-02", True)):
        found = evaluated(catalogue, **team, as_of=as_of)
        told = [one["id"] for one in found["across"]["conflicts"]]
        assert told == ([] if is_over else ["team-for-adults"])
        assert (by_scheme(found)[closed]["standing"] == "closed") is is_over


def test_two_schemes_are_enough_for_a_relation() -> None:
    answers = {**TEAM, "measure": "fact"}
    found = by_scheme(evaluated(**answers))
    both = [(check(name, **answers), found[name]) for name in (VOKSNE, KR)]
    (conflict,) = across_result(CATALOGUE.relations, both, WORDING)["conflicts"]
    assert conflict["id"] == "team-for-adults"
    assert across_result(CATALOGUE.relations, both[:1], WORDING)["conflicts"] == []


def test_schemes_that_are_not_there_have_no_relation() -> None:
    assert across_result(CATALOGUE.relations, [], WORDING) == {
        "total": None,
        "indicative_total": None,
        "counted": [],
        "period": None,
        "without_amount": [],
        "conflicts": [],
    }


# Laws


@st.composite
def rounds(draw: st.DrawFn) -> dict[str, Any]:
    """Give a situation; every other one asks about a measure each of two schemes, or a team.

    Chance alone hardly ever makes a total, or a choice between two schemes.
    """
    made: dict[str, Any] = draw(situations())
    if draw(st.booleans()):
        made = {key: value for key, value in made.items() if key != "authority"}
        young = st.sampled_from(["lavterskel", "lavterskel", "fact-ung", "samhandlingsmodell"])
        adults = st.sampled_from(["fact", "housing-first", "nye-metoder"])
        made |= {
            **TWO_MEASURES,
            "year": draw(st.sampled_from([2023, 2024, 2025])),
            "measures": {UNGE: draw(young), VOKSNE: draw(adults)},
            "pre_project": draw(st.booleans()),
            "positions_percent": draw(VALUES["positions_percent"]),
            "grant_years_received": {UNGE: draw(st.sampled_from([0, 0, 1, 2, 4])), VOKSNE: 0},
        }
        if draw(st.integers(0, 3)) == 0:
            made |= {"measures": {}, "measure": draw(st.sampled_from(["fact", "fact-ung"]))}
    return made


def by_position(scheme: str, edition: int, measure: str) -> bool:
    """Tell whether positions decide what an edition gives a measure, from its plain data."""
    found = edition_data(DATA, scheme, edition)
    own = [m["support"] for m in found["measures"] if m["id"] == measure and "support" in m]
    support = own[0] if own else found["support"]
    if "indicative_edition" in support:
        return by_position(scheme, int(support["indicative_edition"]), measure)
    return any(rate["basis"] == "position" for rate in support.get("rates", []))


def excluded_in(total: AcrossResult) -> set[str]:
    """Return the schemes that a conflict leaves out for another one."""
    return {
        scheme
        for conflict in total["conflicts"]
        for relation in CATALOGUE.relations
        if relation.id == conflict["id"] and relation.excludes
        for scheme in conflict["schemes"]
        if scheme != conflict["prefer"]
    }


def is_asked_about(read: Situation, one: SchemeResult) -> bool:
    """Tell whether the applicant asked for a measure that the edition itself names."""
    seen_ = seen(read, one["scheme"], one["edition"])
    edition = CATALOGUE.schemes[one["scheme"]].editions[str(one["edition"])]
    named = edition.measure(seen_.answers.get("measure")) is not None
    return named and "measure" not in seen_.follows


@given(rounds())
def test_law_a_total_adds_what_can_be_had_together_and_was_asked_about(
    data: dict[str, Any],
) -> None:
    """Two or more schemes that name the measure, whose rules are met, with amounts of one kind.

    Positions are counted once, no scheme that a conflict takes out is in it, the sum is exact, and
    the period holds its years and no other. Where there is no total there is nothing in it.
    """
    found = evaluated(**data)
    read = situation(**data)
    schemes = by_scheme(found)
    total = found["across"]
    left_out = excluded_in(total)
    could: dict[str, list[str]] = {"ceiling": [], "indicative": []}
    for name, one in schemes.items():
        status, sum_ = one["amount"]["status"], one["amount"]["total"]
        can_be_had = one["eligibility"] == "eligible" and one["standing"] != "closed"
        asked = is_asked_about(read, one) and name not in left_out
        if can_be_had and asked and status in could and sum_ is not None:
            could[status].append(name)
    adds_up = {
        status: len(names) > 1
        and sum(
            by_position(one, schemes[one]["edition"], str(schemes[one]["measure"])) for one in names
        )
        <= 1
        for status, names in could.items()
    }
    for status, key in (("ceiling", total["total"]), ("indicative", total["indicative_total"])):
        amounts = [schemes[name]["amount"]["total"] or 0 for name in could[status]]
        assert key == (sum(amounts) if adds_up[status] else None)
    counted = next((names for status, names in could.items() if adds_up[status]), [])
    assert total["counted"] == counted
    years = [
        year["calendar_year"]
        for name in counted
        for year in schemes[name]["amount"]["years"]
        if year["amount"] is not None
    ]
    starts = [schemes[name]["amount"]["pre_project_year"] for name in counted]
    years += [year for year in starts if year is not None]
    assert total["period"] == ({"first": min(years), "last": max(years)} if years else None)


@given(rounds())
def test_law_schemes_without_an_amount_were_asked_about_and_are_in_no_total(
    data: dict[str, Any],
) -> None:
    """Each names the measure, its rules are met, it is not over, and its sum is not known."""
    found = evaluated(**data)
    schemes = by_scheme(found)
    for name in found["across"]["without_amount"]:
        seen_ = seen(situation(**data), name, schemes[name]["edition"])
        edition = CATALOGUE.schemes[name].editions[str(schemes[name]["edition"])]
        assert edition.measure(seen_.answers["measure"]) is not None
        assert "measure" not in seen_.follows
        assert schemes[name]["eligibility"] == "eligible"
        assert schemes[name]["standing"] != "closed"
        assert schemes[name]["amount"]["total"] is None
        assert name not in found["across"]["counted"]


@given(rounds())
def test_law_a_conflict_is_between_two_schemes_that_may_both_be_had(data: dict[str, Any]) -> None:
    """Neither bars the applicant or is closed, it holds for the year, and the one to prefer is
    sure, or waits for answers.
    """
    found = evaluated(**data)
    schemes = by_scheme(found)
    relations = {relation.id: relation for relation in CATALOGUE.relations}
    for one in found["across"]["conflicts"]:
        relation = relations[Identifier(one["id"])]
        assert "not_eligible" not in {schemes[name]["eligibility"] for name in one["schemes"]}
        assert "closed" not in {schemes[name]["standing"] for name in one["schemes"]}
        prefer = one["prefer"]
        assert prefer is None or schemes[prefer]["eligibility"] in {"eligible", "unknown"}
        assert relation.from_year is None or relation.from_year <= data["year"]
        for name in one["schemes"]:
            answers = seen(situation(**data), name, schemes[name]["edition"]).answers
            assert relation.when.holds(answers) is True


def test_the_situations_under_test_reach_totals_of_both_kinds() -> None:
    """The laws above would say little of totals that never are."""
    reached: set[str] = set()

    @given(rounds())
    @settings(max_examples=400)
    def look(data: dict[str, Any]) -> None:
        found = evaluated(**data)["across"]
        reached.update(key for key in ("total", "indicative_total") if found[key] is not None)
        reached.update(one["id"] for one in found["conflicts"])

    look()
    assert reached >= {"total", "indicative_total", *(str(one.id) for one in CATALOGUE.relations)}
