"""Which questions matter, and which one to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers import ANSWERS
from tests.rules.building import CATALOGUE, TEAM, evaluated, situation
from tests.rules.strategies import situations

from tilskudd_rules.questions import relevant_questions

if TYPE_CHECKING:
    from tilskudd_rules.result import OptionResult, QuestionsResult

ALWAYS: Final = ["year", "municipality", "applicant_type"]
FORM: Final = [question.key for question in CATALOGUE.questions]


def asked(**answers: object) -> QuestionsResult:
    return relevant_questions(CATALOGUE, situation(**answers))


def names(result: QuestionsResult) -> list[str]:
    return [one["answer"] for one in result["questions"]]


def test_every_check_starts_from_year_place_and_applicant() -> None:
    first = asked()
    assert names(first) == ALWAYS
    assert {one["answered"] for one in first["questions"]} == {False}
    assert first["next"] == "year"
    assert asked(year=2025)["next"] == "municipality"
    assert asked(municipality="3405")["next"] == "year"
    assert asked(year=2025, municipality="3405")["next"] == "applicant_type"


def test_what_can_bar_the_applicant_from_most_is_asked_next() -> None:
    base = {"year": 2025, "municipality": "5001", "applicant_type": "municipality"}
    order = []
    answers: dict[str, Any] = dict(base)
    values: dict[str, Any] = {
        "measure": "fact-ung",
        "new_measure": True,
        "partners": ["health_trust"],
        "joint_application": True,
        "cooperation_agreement": True,
        "tryggest_status": "introduced",
        "positions_percent": 100,
        "pre_project": False,
        "requested_amount": 1,
        "requested_years": 1,
        "own_financing_from": [],
        "submitted_on": "2025-01-01",
        "costs": {},
    }
    while (question := asked(**answers)["next"]) is not None:
        order.append(question)
        answers[question] = values[question]
    assert order == [
        # What can bar: three schemes wait for the first, one for the second.
        "new_measure",
        "tryggest_status",
        # What a person must judge (D5), and a priority in a third scheme.
        "measure",
        # The money.
        "positions_percent",
        "requested_amount",
        "pre_project",
        "requested_years",
        # A priority, and then the duties; what is to be attached bars nobody (D4).
        "partners",
        "own_financing_from",
        "joint_application",
        "cooperation_agreement",
        # The dates and the costs.
        "submitted_on",
        "costs",
    ]


def test_nothing_is_asked_when_nothing_can_change() -> None:
    barred = asked(year=2023, municipality="3405", applicant_type="other")
    assert names(barred) == ALWAYS
    assert barred["next"] is None


def test_nothing_is_asked_of_a_year_nothing_is_known_of() -> None:
    nothing = asked(year=2016, municipality="3405", applicant_type="municipality")
    assert names(nothing) == ALWAYS
    assert nothing["next"] is None


def test_an_answered_question_stays_while_it_would_be_asked_without_its_answer() -> None:
    base = {"year": 2023, "municipality": "3405", "applicant_type": "municipality"}
    questions = {one["answer"]: one["answered"] for one in asked(**base)["questions"]}
    assert questions["measure"] is False
    for measure in ("fact-ung", "other"):
        found = {one["answer"]: one for one in asked(**base, measure=measure)["questions"]}
        assert found["measure"]["answered"] is True


def test_an_answer_that_cannot_matter_is_not_asked_for() -> None:
    """No scheme of 2023 mentions Svalbard, TryggEst or a cooperation agreement."""
    found = names(asked(year=2023, municipality="3405", applicant_type="municipality"))
    assert {"serves_svalbard", "tryggest_status", "cooperation_agreement"}.isdisjoint(found)
    stray = asked(year=2023, applicant_type="municipality", tryggest_status="no")
    assert "tryggest_status" not in names(stray)


def test_svalbard_is_asked_where_a_health_trust_applies() -> None:
    base = {"year": 2025, "municipality": "1804"}
    assert "serves_svalbard" in names(asked(**base, applicant_type="health_trust"))
    assert "serves_svalbard" not in names(asked(**base, applicant_type="municipality"))
    assert "serves_svalbard" not in names(asked(**base))


def test_years_received_are_asked_unless_the_measure_is_new() -> None:
    base = {"year": 2023, "municipality": "3405", "applicant_type": "municipality"}
    assert "grant_years_received" in names(asked(**base))
    assert "grant_years_received" in names(asked(**base, new_measure=False))
    assert "grant_years_received" not in names(asked(**base, new_measure=True))


def test_a_form_takes_some_answers_through_another_question() -> None:
    """The county governor comes with the municipality, a scheme's measure with the measure."""
    found = names(asked(year=2023, applicant_type="municipality"))
    assert {"authority", "measures"}.isdisjoint(found)
    given_ = names(asked(year=2023, authority="innlandet", measures={"barn-og-unge": "fact-ung"}))
    assert {"authority", "measures"}.isdisjoint(given_)


def test_the_measures_are_those_of_the_years_editions_by_scheme() -> None:
    (measure,) = [q for q in asked(year=2025)["questions"] if q["answer"] == "measure"]
    options = measure["options"]
    assert options[0] == {"id": "fact-ung", "label": "FACT ung", "group": "Barn og unge"}
    assert options[-1] == {"id": "other", "label": "Et annet tiltak"}
    groups = {one["group"] for one in options[:-1]}
    assert groups == {"Barn og unge", "Kommunalt rusarbeid", "Voksne med sammensatte behov"}
    assert "lavterskel" not in [one["id"] for one in options]
    assert [
        q for q in asked(year=2023)["questions"] if "options" in q and q["answer"] != "measure"
    ] == []


def measure_options(**answers: object) -> list[OptionResult]:
    """Return the options of the question for the measure."""
    found = asked(**answers)["questions"]
    (measure,) = [question for question in found if question["answer"] == "measure"]
    return measure["options"]


def test_a_measure_that_the_years_rules_do_not_know_stays_on_offer_and_says_so() -> None:
    """D26: it was hidden, and still decided."""
    options = measure_options(year=2027, measure="lavterskel")
    assert options[-2:] == [
        {
            "id": "lavterskel",
            "label": "Lavterskeltilbud (finnes ikke i reglene for 2025)",
            "group": "Barn og unge",
        },
        {"id": "other", "label": "Et annet tiltak"},
    ]
    assert "lavterskel" not in [one["id"] for one in measure_options(year=2027, measure="fact-ung")]
    assert "lavterskel" not in [one["id"] for one in measure_options(year=2027)]
    # Where the year's own rules name it, there is nothing to say.
    assert [one["label"] for one in measure_options(year=2023, measure="lavterskel")].count(
        "Lavterskeltilbud"
    ) == 1


def test_a_measure_of_a_scheme_that_is_over_stays_on_offer_too() -> None:
    """D26 and D0: Kommunalt rusarbeid is over, and the answer is there all the same."""
    (option,) = [
        o for o in measure_options(year=2027, measure="utekontakt") if "2027" in o["label"]
    ]
    assert option == {
        "id": "utekontakt",
        "label": "Utekontakt og annet oppsøkende arbeid (finnes ikke i reglene for 2027)",
        "group": "Kommunalt rusarbeid",
    }
    # The young and the adults are asked for their own (D7).
    assert "measure" in names(asked(year=2027, measure="utekontakt"))


def test_a_measure_of_two_schemes_is_on_offer_for_both() -> None:
    """Both named it in 2023, and neither does in 2025."""
    options = measure_options(year=2025, measure="samhandlingsmodell")
    assert [one.get("group") for one in options if one["id"] == "samhandlingsmodell"] == [
        "Barn og unge",
        "Voksne med sammensatte behov",
    ]


def test_a_question_answered_for_some_years_only_stays_answered() -> None:
    """D27: it is open still, and says so elsewhere; asking it anew would help nobody."""
    listed = {**TEAM, "positions_percent": [1000]}
    found = {one["answer"]: one["answered"] for one in asked(**listed)["questions"]}
    assert found["positions_percent"] is True
    assert asked(**listed)["next"] != "positions_percent"
    team = {one["scheme"]: one for one in evaluated(**listed)["schemes"]}["barn-og-unge"]
    assert "positions_percent" in team["missing"]


def test_the_order_is_the_forms() -> None:
    found = names(asked(year=2025))
    assert found == [answer for answer in FORM if answer in found]


@pytest.mark.parametrize("answer", sorted(set(TEAM) - set(ALWAYS)))
def test_a_team_s_own_answers_all_matter(answer: str) -> None:
    without = {key: value for key, value in TEAM.items() if key != answer}
    assert answer in names(asked(**without))
    assert answer in names(asked(**TEAM))


IN_PART: Final = {
    answer for answer, kind in ANSWERS.items() if kind.name in ("positions", "years_by_scheme")
}
"""Answers that can be given for some years or schemes, and be missing for others."""


@given(situations(with_year=False))
def test_law_every_open_question_of_a_scheme_is_in_the_form(data: dict[str, Any]) -> None:
    """What a scheme waits for is asked, but for answers that come through another question.

    Where it is given in part (positions of some years, D27; years of some schemes), it stands as
    answered. A measure of another scheme (D7) is asked about through the measure.
    """
    found = asked(**data)
    open_ = {q["answer"] for q in found["questions"] if not q["answered"]}
    waited_for = {answer for one in evaluated(**data)["schemes"] for answer in one["missing"]}
    by_itself = waited_for - {"authority", "measures"}
    assert by_itself <= set(names(found))
    assert by_itself - open_ <= IN_PART & set(data)
    assert open_ <= waited_for | set(ALWAYS)
    if "measures" in waited_for:
        assert "measure" in names(found)


@given(situations(with_year=False))
def test_law_a_measure_that_is_given_is_on_offer(data: dict[str, Any]) -> None:
    """Wherever the measure is asked about, the one chosen can be seen (D26)."""
    for question in asked(**data)["questions"]:
        if question["answer"] == "measure" and "measure" in data:
            assert data["measure"] in [option["id"] for option in question["options"]]


@given(situations(with_year=False))
def test_law_the_next_question_is_an_open_one_of_the_form(data: dict[str, Any]) -> None:
    """There is a next question exactly where one is open, and it is in the list."""
    found = asked(**data)
    open_ = [q["answer"] for q in found["questions"] if not q["answered"]]
    assert (found["next"] is None) is (not open_)
    assert found["next"] is None or found["next"] in open_


@given(situations(with_year=False))
def test_law_the_questions_stand_once_in_the_forms_order(data: dict[str, Any]) -> None:
    """The list never jumps about as answers come in, and tells rightly what is answered."""
    found = asked(**data)
    listed = names(found)
    assert listed == [answer for answer in FORM if answer in listed]
    assert set(ALWAYS) <= set(listed)
    for one in found["questions"]:
        assert one["answered"] is (one["answer"] in data)


@given(situations(), st.data())
def test_law_a_question_just_answered_does_not_vanish(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    """Giving an answer that was asked for keeps its question in the form."""
    answer = draw.draw(st.sampled_from(sorted(set(data) - {"authority", "measures"})))
    before = {key: value for key, value in data.items() if key != answer}
    if answer in names(asked(**before)):
        assert answer in names(asked(**data))


def test_labels_come_in_the_language_asked_for() -> None:
    bokmal = relevant_questions(CATALOGUE, situation(year=2025), "nb")
    nynorsk = relevant_questions(CATALOGUE, situation(year=2025), "nn")
    assert names(bokmal) == names(nynorsk)
