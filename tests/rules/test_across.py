"""All schemes together: totals apart by how sure they are, conflicts taken out."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from tests.rules.building import CATALOGUE, TEAM, WORDING, changed, evaluated, situation
from tests.rules.strategies import situations

from tilskudd_rules.across import across

KR, OVERGANG, VOKSNE, UNGE, TRYGGEST = (
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-overgang",
    "voksne-sammensatte-behov",
    "barn-og-unge",
    "tryggest",
)

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


def test_ceilings_and_indications_are_never_added_together() -> None:
    total = evaluated(**OPEN_2025)["across"]
    # TryggEst's 400 000 is announced for 2025; the teams' 1 500 000 + 1 050 000 are 2023 rates.
    assert total["total"] == 400_000
    assert total["indicative_total"] == 2_550_000
    assert sorted(total["counted"]) == [UNGE, TRYGGEST, VOKSNE]
    assert total["without_amount"] == [KR]
    assert total["conflicts"] == []


def test_what_is_planned_for_a_later_year_is_all_indications() -> None:
    total = evaluated(**{**OPEN_2025, "year": 2026})["across"]
    assert total["total"] is None
    assert total["indicative_total"] == 2_950_000


def test_schemes_with_no_amount_make_no_total_of_nothing() -> None:
    total = evaluated(year=2018, applicant_type="municipality")["across"]
    assert total["total"] is total["indicative_total"] is None
    assert total["counted"] == []
    assert sorted(total["without_amount"]) == [KR, "langvarige-sammensatte-behov"]


def test_schemes_the_applicant_cannot_get_count_for_nothing() -> None:
    total = evaluated(**{**OPEN_2025, "applicant_type": "other"})["across"]
    assert total["total"] is total["indicative_total"] is None
    assert total["counted"] == total["without_amount"] == []


def test_schemes_that_wait_for_answers_or_judgement_count_with_what_they_could_give() -> None:
    waiting = {**OPEN_2025}
    del waiting["tryggest_status"]
    assert evaluated(**waiting)["across"]["total"] == 400_000
    judged = evaluated(
        year=2023,
        applicant_type="municipality",
        received_old_scheme=True,
        new_measure=False,
        grant_years_received={OVERGANG: 4, KR: 4, UNGE: 4, VOKSNE: 4},
        positions_percent=100,
    )
    assert judged["across"]["total"] == 330_000
    assert judged["across"]["counted"] == [OVERGANG]


def test_a_conflict_takes_the_other_schemes_money_out() -> None:
    """Kommunalt rusarbeid has no amount to take out, so the relation is turned round to see."""
    transition = {
        "year": 2023,
        "applicant_type": "municipality",
        "received_old_scheme": True,
        "new_measure": False,
        "grant_years_received": {OVERGANG: 1, KR: 1},
        "positions_percent": 100,
        "measure": "utekontakt",
    }
    found = evaluated(**transition)["across"]
    assert found["total"] == 330_000
    assert (found["counted"], found["without_amount"]) == ([OVERGANG], [])

    def prefer_the_other(data: dict[str, Any]) -> None:
        data["relations"][0]["prefer"] = KR

    turned = evaluated(changed(prefer_the_other), **transition)["across"]
    assert turned["total"] is None
    assert (turned["counted"], turned["without_amount"]) == ([], [KR])

    def no_longer_excludes(data: dict[str, Any]) -> None:
        data["relations"][0]["excludes"] = "false"

    both = evaluated(changed(no_longer_excludes), **transition)["across"]
    assert (both["counted"], both["without_amount"]) == ([OVERGANG], [KR])
    assert [one["id"] for one in both["conflicts"]] == ["transition-or-new"]


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
        ({"measure": "samhandlingsmodell"}, ["team-for-adults", "team-for-young"]),
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
        (2026, ["own-financing-adults", "own-financing-young"]),
    ],
)
def test_own_financing_is_forbidden_from_2025(year: int, expected: list[str]) -> None:
    found = conflicts(**{**OPEN_2025, "year": year, "own_financing_from": [KR]})
    assert found == expected
    assert conflicts(**{**OPEN_2025, "year": year, "own_financing_from": []}) == []


def test_a_relation_without_a_preference_takes_nothing_out() -> None:
    found = evaluated(**OPEN_2025, own_financing_from=[KR])["across"]
    assert {one["prefer"] for one in found["conflicts"]} == {None}
    assert found["indicative_total"] == 2_550_000
    assert found["without_amount"] == [KR]


def test_a_relation_holds_only_where_both_schemes_see_the_same_plan() -> None:
    """A measure named for one scheme is another application, which takes nothing from the other."""
    team = {**TEAM, "measure": "fact"}
    assert conflicts(**team) == ["team-for-adults"]
    assert conflicts(**team, measures={VOKSNE: "fact"}) == ["team-for-adults"]
    assert conflicts(**team, measures={KR: "utekontakt"}) == []
    assert conflicts(**team, measures={VOKSNE: "housing-first"}) == []
    assert conflicts(**team, measures={UNGE: "fact-ung"}) == ["team-for-adults"]


def test_schemes_that_are_not_there_have_no_relation() -> None:
    nothing = across(CATALOGUE.relations, [], situation(measure="fact"), WORDING)
    assert nothing == {
        "total": None,
        "indicative_total": None,
        "counted": [],
        "without_amount": [],
        "conflicts": [],
    }


@given(situations())
def test_law_the_totals_are_sums_of_what_is_counted_by_status(data: dict[str, Any]) -> None:
    """Each total adds the counted schemes of its own status, and nothing stands in two lists."""
    found = evaluated(**data)
    schemes = {one["scheme"]: one for one in found["schemes"]}
    total = found["across"]
    left_out = {
        scheme
        for conflict in total["conflicts"]
        for relation in CATALOGUE.relations
        if relation.id == conflict["id"] and relation.excludes
        for scheme in conflict["schemes"]
        if scheme != conflict["prefer"]
    }
    for status, key in (("ceiling", total["total"]), ("indicative", total["indicative_total"])):
        amounts = [
            schemes[name]["amount"]["total"]
            for name in total["counted"]
            if schemes[name]["amount"]["status"] == status
        ]
        assert key == (sum(a for a in amounts if a is not None) if amounts else None)
    assert None not in [schemes[name]["amount"]["total"] for name in total["counted"]]
    both = [*total["counted"], *total["without_amount"]]
    assert len(both) == len(set(both))
    assert set(both) == {
        name
        for name, one in schemes.items()
        if one["eligibility"] != "not_eligible" and name not in left_out
    }
