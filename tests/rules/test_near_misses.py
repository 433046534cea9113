"""The smallest changes after which nothing bars the applicant."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers import ANSWERS
from tests.rules.building import (
    CATALOGUE,
    TEAM,
    answers_of,
    by_scheme,
    changeable,
    changed,
    check,
    chosen,
    edition_data,
    evaluated,
    result,
    situation,
)
from tests.rules.strategies import situations

from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.near_misses import Changes, barring

if TYPE_CHECKING:
    from collections.abc import Callable

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import NearMissResult

TOGETHER: dict[str, Any] = {
    "year": 2025,
    "municipality": "5001",
    "applicant_type": "municipality",
    "partners": ["health_trust", "user_organisation", "public_service"],
    "joint_application": True,
    "cooperation_agreement": False,
    "measure": "fact",
    "new_measure": True,
}


def near(scheme: str, **answers: object) -> list[NearMissResult]:
    return result(scheme, **answers)["near_misses"]


def let_bar(scheme: str, year: int, *criteria: str) -> Callable[[dict[str, Any]], None]:
    """Return a change that lets these criteria of an edition bar the applicant.

    No source of today bars by the measure (D5) or by the agreement to be attached (D4).
    """

    def change(data: dict[str, Any]) -> None:
        found = [c for c in edition_data(data, scheme, year)["criteria"] if c["id"] in criteria]
        assert len(found) == len(criteria)
        for criterion in found:
            criterion["kind"] = "eligibility"

    return change


ONLY_NAMED: Final = changed(let_bar("barn-og-unge", 2023, "measure-funded"))
"""The rules with an edition that gives nothing to measures it does not name."""
AGREED: Final = changed(
    let_bar("voksne-sammensatte-behov", 2025, "measure-funded", "cooperation-agreement")
)
"""The rules with an edition that demands an agreement of those who apply together."""
CATALOGUES: Final = {"as-they-are": CATALOGUE, "only-named": ONLY_NAMED, "agreed": AGREED}


def ways(found: list[NearMissResult]) -> list[dict[str, list[Any]]]:
    """Return each way out as the answers to change and what to change them to."""
    return [{one["answer"]: one["to"] for one in miss["changes"]} for miss in found]


def test_a_health_trust_alone_lets_a_municipality_lead() -> None:
    (miss,) = near("barn-og-unge", **{**TEAM, "applicant_type": "health_trust"})
    assert miss == {
        "changes": [
            {
                "answer": "applicant_type",
                "question": "Hovedsøker",
                "given": "Et helseforetak",
                "to": ["municipality"],
                "to_labels": ["En kommune"],
            }
        ],
        "criteria": ["municipality-leads"],
        "message": (
            "La en kommune stå som hovedsøker. Da kan helseforetaket eller virksomheten være "
            "samarbeidspartner."
        ),
        "leads_to": "eligible",
    }


def test_a_way_out_may_lead_to_a_verdict_that_still_waits() -> None:
    answers = {**TEAM, "applicant_type": "health_trust"}
    del answers["new_measure"]
    (miss,) = near("barn-og-unge", **answers)
    assert miss["leads_to"] == "unknown"


def test_any_of_several_values_will_do() -> None:
    (miss,) = result("barn-og-unge", ONLY_NAMED, **{**TEAM, "measure": "other"})["near_misses"]
    (change,) = miss["changes"]
    assert change["to"] == ["fact-ung", "samhandlingsmodell", "lavterskel"]
    assert change["to_labels"] == ["FACT ung", "Annen samhandlingsmodell", "Lavterskeltilbud"]
    assert change["given"] == "Et annet tiltak"


def test_two_criteria_unmet_need_two_changes_and_both_remedies() -> None:
    answers = {**TEAM, "applicant_type": "other", "measure": "other"}
    (miss,) = result("barn-og-unge", ONLY_NAMED, **answers)["near_misses"]
    assert [one["answer"] for one in miss["changes"]] == ["applicant_type", "measure"]
    assert miss["criteria"] == ["municipality-leads", "measure-funded"]
    assert "La en kommune stå som hovedsøker." in miss["message"]
    assert "Spør Statsforvalteren om tiltaket kan få tilskudd" in miss["message"]


def test_there_can_be_more_than_one_way_out_fewest_changes_first() -> None:
    found = result("voksne-sammensatte-behov", AGREED, **TOGETHER)["near_misses"]
    assert ways(found) == [
        {"partners": [("user_organisation", "public_service")]},
        {"joint_application": [False]},
        {"cooperation_agreement": [True]},
    ]


def test_what_is_to_be_attached_and_what_is_only_prioritised_bar_nobody() -> None:
    """D4 and D5: the way out was to leave the health trust, or to have another measure."""
    one = result("voksne-sammensatte-behov", **TOGETHER)
    assert one["eligibility"] == "eligible"
    assert one["near_misses"] == []
    for scheme, year in (("voksne-sammensatte-behov", 2023), ("barn-og-unge", 2025)):
        other = result(scheme, **{**TEAM, "year": year, "partners": [], "measure": "other"})
        assert other["eligibility"] == "assessment"
        assert other["near_misses"] == []


def test_a_partner_can_be_added_as_well_as_left_out() -> None:
    """No edition demands a partner today: one is made to, to see."""

    def partner_needed(data: dict[str, Any]) -> None:
        criteria = edition_data(data, "barn-og-unge", 2023)["criteria"]
        criteria[0]["when"] = {"answer": "partners", "includes": "health_trust"}

    one = result("barn-og-unge", changed(partner_needed), **TEAM, partners=["public_service"])
    assert ways(one["near_misses"]) == [{"partners": [("public_service", "health_trust")]}]
    (change,) = one["near_misses"][0]["changes"]
    assert change["given"] == "Annen offentlig tjeneste"
    assert change["to_labels"] == ["Annen offentlig tjeneste, Helseforetak"]


def test_ways_that_do_not_combine_freely_are_told_apart() -> None:
    """The measure that will do depends on who applies: each pair is a way of its own."""

    def paired(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["criteria"] = edition["criteria"][:1]
        pairs = [("municipality", "fact-ung"), ("state_body", "lavterskel")]
        edition["criteria"][0]["when"] = {
            "any": [
                {"all": [{"answer": "applicant_type", "is": a}, {"answer": "measure", "is": m}]}
                for a, m in pairs
            ]
        }

    answers = {**TEAM, "applicant_type": "other", "measure": "other"}
    one = result("barn-og-unge", changed(paired), **answers)
    assert ways(one["near_misses"]) == [
        {"applicant_type": ["municipality"], "measure": ["fact-ung"]},
        {"applicant_type": ["state_body"], "measure": ["lavterskel"]},
    ]


def test_ways_to_different_verdicts_are_told_apart() -> None:
    def assessed(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["criteria"][1]["kind"] = "eligibility"
        edition["criteria"][3]["kind"] = "assessment"
        edition["criteria"][3]["when"] = {"answer": "measure", "is": "fact-ung"}

    one = result("barn-og-unge", changed(assessed), **{**TEAM, "measure": "other"})
    assert [(w["changes"][0]["to"], w["leads_to"]) for w in one["near_misses"]] == [
        (["fact-ung"], "eligible"),
        (["samhandlingsmodell", "lavterskel"], "assessment"),
    ]


def test_what_has_happened_cannot_be_changed() -> None:
    transition = {"year": 2023, "applicant_type": "municipality"}
    scheme = "kommunalt-rusarbeid-overgang"
    assert near(scheme, **transition, received_old_scheme=False, new_measure=False) == []
    assert near(scheme, **transition, received_old_scheme=True, new_measure=True) == []
    used_up = {**TEAM, "new_measure": False, "grant_years_received": {"barn-og-unge": 4}}
    assert near("barn-og-unge", **used_up) == []
    # Nor does a change help that leaves what cannot be changed.
    assert near("barn-og-unge", **{**used_up, "applicant_type": "other"}) == []


def test_three_changes_are_the_most() -> None:
    three = {**TOGETHER, "applicant_type": "health_trust", "measure": "other"}
    found = ways(result("voksne-sammensatte-behov", AGREED, **three)["near_misses"])
    assert [sorted(way) for way in found] == [
        ["applicant_type", "measure", "partners"],
        ["applicant_type", "joint_application", "measure"],
        ["applicant_type", "cooperation_agreement", "measure"],
    ]

    def one_more(data: dict[str, Any]) -> None:
        let_bar("voksne-sammensatte-behov", 2025, "measure-funded", "cooperation-agreement")(data)
        criteria = edition_data(data, "voksne-sammensatte-behov", 2025)["criteria"]
        criteria[2]["when"] = {"answer": "tryggest_status", "is": "introduced"}

    four = result("voksne-sammensatte-behov", changed(one_more), **three, tryggest_status="no")
    assert len([c for c in four["criteria"] if c["status"] == "not_met"]) == 4
    assert four["near_misses"] == []


def test_two_changes_are_a_way_out_beside_another_change_that_does_alone() -> None:
    def either(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["criteria"] = edition["criteria"][:1]
        edition["criteria"][0]["when"] = {
            "any": [
                {"answer": "applicant_type", "is": "municipality"},
                {
                    "all": [
                        {"answer": "measure", "is": "fact-ung"},
                        {"answer": "cooperation_agreement", "is": "true"},
                    ]
                },
            ]
        }

    answers = {
        **TEAM,
        "applicant_type": "other",
        "measure": "other",
        "cooperation_agreement": False,
    }
    assert ways(result("barn-og-unge", changed(either), **answers)["near_misses"]) == [
        {"applicant_type": ["municipality"]},
        {"measure": ["fact-ung"], "cooperation_agreement": [True]},
    ]


def test_a_criterion_without_a_remedy_adds_no_words() -> None:
    def no_remedy(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"][0]["remedy"] = "none"

    (miss,) = result("barn-og-unge", changed(no_remedy), **{**TEAM, "applicant_type": "other"})[
        "near_misses"
    ]
    assert miss["message"] == ""
    assert miss["changes"]


def test_only_answers_given_that_a_failed_criterion_looks_at_are_tried() -> None:
    one = check("barn-og-unge", **{**TEAM, "applicant_type": "other"})
    assert [str(criterion.id) for criterion in barring(one)] == ["municipality-leads"]
    assert list(Changes(CATALOGUE).of(one)) == ["applicant_type"]


@pytest.mark.parametrize(
    ("scheme", "catalogue", "answers", "tried"),
    [
        (
            "barn-og-unge",
            ONLY_NAMED,
            {**TEAM, "applicant_type": "other", "measure": "other"},
            {
                "applicant_type": [
                    "municipality",
                    "health_trust",
                    "county_municipality",
                    "state_body",
                    "intermunicipal_company",
                    "city_district",
                    "voluntary_organisation",
                    "company",
                ],
                "measure": ["fact-ung", "samhandlingsmodell", "lavterskel"],
            },
        ),
        # What was received, and whether the measure is new, are facts.
        (
            "kommunalt-rusarbeid-overgang",
            CATALOGUE,
            {
                "year": 2023,
                "applicant_type": "municipality",
                "received_old_scheme": False,
                "new_measure": True,
            },
            {},
        ),
    ],
)
def test_every_other_value_of_what_can_be_changed_is_tried(
    scheme: str, catalogue: Catalogue, answers: dict[str, Any], tried: dict[str, list[Any]]
) -> None:
    assert Changes(catalogue).of(check(scheme, catalogue, **answers)) == tried


def test_the_measure_given_is_not_tried_again_where_the_edition_has_it() -> None:
    def narrowed(data: dict[str, Any]) -> None:
        criteria = edition_data(data, "barn-og-unge", 2023)["criteria"]
        criteria[1].update(kind="eligibility", when={"answer": "measure", "is": "fact-ung"})

    catalogue = changed(narrowed)
    one = check("barn-og-unge", catalogue, **{**TEAM, "measure": "lavterskel"})
    assert Changes(catalogue).of(one) == {"measure": ["fact-ung", "samhandlingsmodell"]}


@pytest.mark.parametrize(
    ("scheme", "answers"),
    [
        ("barn-og-unge", TEAM),
        ("barn-og-unge", {"year": 2023}),
        ("langvarige-sammensatte-behov", {"year": 2018, "applicant_type": "other"}),
    ],
)
def test_there_is_no_way_out_of_what_bars_nobody(scheme: str, answers: dict[str, Any]) -> None:
    assert near(scheme, **answers) == []


@given(situations(), st.sampled_from(sorted(CATALOGUES)))
def test_law_following_a_way_out_lifts_the_bar(data: dict[str, Any], which: str) -> None:
    """Every combination of the listed values leads to the verdict that was promised."""
    rules = CATALOGUES[which]
    read = situation(rules, **data)
    for one in by_scheme(evaluated(rules, **data)).values():
        where = chosen(one["scheme"], data["year"], rules)
        for miss in one["near_misses"]:
            for values in product(*(change["to"] for change in miss["changes"])):
                names = [change["answer"] for change in miss["changes"]]
                after = {
                    **answers_of(read, one, rules),
                    **dict(zip(names, values, strict=True)),
                }
                verdict = SchemeCheck(where, after).eligibility
                assert verdict == miss["leads_to"] != "not_eligible"


@given(situations(), st.sampled_from(sorted(CATALOGUES)))
def test_law_a_way_out_is_smallest_and_changes_only_what_can_be_changed(
    data: dict[str, Any], which: str
) -> None:
    """No listed set of answers contains another, and none holds a fact or an open answer."""
    rules = CATALOGUES[which]
    read = situation(rules, **data)
    for one in by_scheme(evaluated(rules, **data)).values():
        found = one["near_misses"]
        if one["eligibility"] != "not_eligible":
            assert found == []
        answers = answers_of(read, one, rules)
        sets = [frozenset(c["answer"] for c in miss["changes"]) for miss in found]
        assert not any(a < b for a in sets for b in sets)
        assert [len(names) for names in sets] == sorted(len(names) for names in sets)
        for miss in found:
            assert 1 <= len(miss["changes"]) <= 3
            assert miss["criteria"] == [
                c["id"]
                for c in one["criteria"]
                if c["kind"] == "eligibility" and c["status"] == "not_met"
            ]
            names = [change["answer"] for change in miss["changes"]]
            assert names == sorted(names, key=list(ANSWERS).index)
            for change in miss["changes"]:
                assert change["answer"] in changeable()
                assert change["answer"] in answers
                assert answers[change["answer"]] not in change["to"]
                assert change["to"]
                assert len(change["to"]) == len(change["to_labels"]) == len(set(change["to"]))


@given(situations(), st.sampled_from(sorted(CATALOGUES)))
def test_law_no_single_change_is_overlooked(data: dict[str, Any], which: str) -> None:
    """An answer whose change alone would lift the bar is among the ways out."""
    rules = CATALOGUES[which]
    read = situation(rules, **data)
    for one in by_scheme(evaluated(rules, **data)).values():
        if one["eligibility"] != "not_eligible":
            continue
        where = chosen(one["scheme"], data["year"], rules)
        answers = answers_of(read, one, rules)
        listed = {m["changes"][0]["answer"] for m in one["near_misses"] if len(m["changes"]) == 1}
        tries: dict[str, list[Any]] = {
            "applicant_type": ["municipality"],
            "measure": [str(measure.id) for measure in where.edition.measures],
            "tryggest_status": ["introduced", "decided", "commits_to_start"],
            "joint_application": [False],
            "cooperation_agreement": [True],
            "partners": [tuple(p for p in answers.get("partners", ()) if p != "health_trust")],
        }
        helps = {
            answer
            for answer, values in tries.items()
            if answer in answers
            for value in values
            if SchemeCheck(where, {**answers, answer: value}).eligibility != "not_eligible"
        }
        assert helps == listed
