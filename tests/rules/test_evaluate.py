"""Whole evaluations: what each part says, and the laws every result keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.rules.building import (
    CATALOGUE,
    TEAM,
    answers_of,
    by_scheme,
    changed,
    edition_data,
    evaluated,
    result,
    situation,
    statuses,
)
from tests.rules.strategies import SCHEMES, VALUES, candidates, limits, situations

from tilskudd_rules.answers import ANSWERS
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.problems import DataError

if TYPE_CHECKING:
    from random import Random

    from tilskudd_rules.result import CriterionResult, Evaluation, SchemeResult

VERDICTS: Final = {"eligible", "not_eligible", "unknown", "assessment"}
DECIDED: Final = VERDICTS - {"unknown"}


def criterion(one: SchemeResult, name: str) -> CriterionResult:
    (found,) = [c for c in one["criteria"] if c["id"] == name]
    return found


# The whole


def test_without_a_year_nothing_is_checked_and_the_year_is_missing() -> None:
    found = evaluated(applicant_type="municipality")
    assert (found["schemes"], found["outside"]) == ([], [])
    assert found["missing"] == ["year"]
    assert found["across"]["total"] is None
    assert evaluated(year=2023)["missing"] == []


def test_an_evaluation_names_the_rules_and_echoes_the_situation() -> None:
    found = evaluated(**TEAM)
    assert found["rules_version"] == CATALOGUE.version
    assert json.loads(json.dumps(found["situation"])) == TEAM
    # What follows from the answers is not among the answers.
    assert "authority" not in found["situation"]


def test_the_frame_growth_is_shown_for_the_municipalities_of_agder() -> None:
    assert evaluated(year=2023)["frame_growth"] is None
    assert evaluated(municipality="3405")["frame_growth"] is None
    growth = evaluated(municipality="4204")["frame_growth"]
    assert growth is not None
    assert growth["municipality"] == "Kristiansand"
    assert [row["name_2018"] for row in growth["rows"]] == ["Kristiansand", "Songdalen", "Søgne"]
    kristiansand = growth["rows"][0]
    assert kristiansand["forecast_2018"] == 20_150_682
    assert kristiansand["total"] == kristiansand["growth_2016"] + kristiansand["growth_2017"]
    assert growth["total"] == sum(row["total"] for row in growth["rows"])
    assert growth["forecast_2018"] == sum(row["forecast_2018"] for row in growth["rows"])
    assert growth["source"]["document"] == "agder-2018"


# One scheme


def test_a_scheme_has_its_names_and_its_edition() -> None:
    one = result("barn-og-unge", **{**TEAM, "year": 2025, "partners": []})
    assert one["edition"] == 2025
    assert one["short_name"] == "Barn og unge"
    # The edition's own name goes before the scheme's.
    assert one["name"].startswith("Oppfølging av barn og unge")
    assert result("barn-og-unge", **TEAM)["name"].startswith("Tilbud til barn og unge")
    assert one["measure"] == "fact-ung"
    assert result("barn-og-unge", year=2025)["measure"] is None


@pytest.mark.parametrize(
    ("measure", "priority"),
    [("fact-ung", 1), ("samhandlingsmodell", 1), ("lavterskel", 2), ("other", None)],
)
def test_the_priority_is_the_measures_rank(measure: str, priority: int | None) -> None:
    assert result("barn-og-unge", **{**TEAM, "measure": measure})["priority"] == priority
    # A scheme that does not rank its measures gives none.
    assert result("kommunalt-rusarbeid", **{**TEAM, "measure": "utekontakt"})["priority"] is None


def test_a_criterion_explains_each_outcome() -> None:
    met = criterion(result("barn-og-unge", **TEAM), "municipality-leads")
    assert (met["status"], met["message"]) == ("met", "En kommune er hovedsøker.")
    assert met["remedy"] is None
    assert met["given"] == ["Hovedsøker: En kommune"]

    barred = result("barn-og-unge", **{**TEAM, "applicant_type": "health_trust"})
    not_met = criterion(barred, "municipality-leads")
    assert not_met["status"] == "not_met"
    assert not_met["message"].startswith("Bare en kommune kan være hovedsøker.")
    assert not_met["remedy"] is not None
    assert not_met["remedy"].startswith("La en kommune stå som hovedsøker.")
    assert not_met["given"] == ["Hovedsøker: Et helseforetak"]
    assert not_met["source"] == {
        "document": "innlandet-2023",
        "place": "lysbildet «Tilbud til barn og unge», avsnitt 1",
        "certainty": "stated-before-call",
        "reading": None,
    }

    open_ = criterion(result("barn-og-unge", year=2023), "continuing-or-pilot")
    assert open_["status"] == "unknown"
    assert open_["message"].endswith("Vi mangler svar på: Tiltak.")
    assert open_["remedy"] is None
    assert open_["answers"] == ["new_measure", "grant_years_received", "measure"]
    assert open_["given"] == []
    other = result("barn-og-unge", year=2023, measure="lavterskel")
    still_open = criterion(other, "continuing-or-pilot")
    assert still_open["message"].endswith("Vi mangler svar på: Nytt tiltak, År med tilskudd.")


def test_a_criterion_with_no_remedy_has_none_where_it_is_not_met() -> None:
    used_up = {**TEAM, "new_measure": False, "grant_years_received": {"barn-og-unge": 4}}
    one = criterion(result("barn-og-unge", **used_up), "years-left")
    assert (one["status"], one["remedy"]) == ("not_met", None)
    assert one["given"] == ["År med tilskudd: 4"]


def test_an_open_criterion_asks_only_for_what_is_still_open() -> None:
    one = result("voksne-sammensatte-behov", year=2025, partners=["health_trust"])
    agreement = criterion(one, "cooperation-agreement")
    assert agreement["message"].endswith("Samarbeidsavtale.")
    assert agreement["given"] == ["Samarbeidspartnere: Helseforetak"]
    assert agreement["answers"] == ["partners", "cooperation_agreement"]


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        (["health_trust"], ["samarbeidsavtale", "regnskap-excel"]),
        ([], ["regnskap-excel"]),
        (None, ["samarbeidsavtale", "regnskap-excel"]),
    ],
)
def test_evidence_is_listed_unless_it_is_not_asked_for(
    partners: list[str] | None, expected: list[str]
) -> None:
    answers = {} if partners is None else {"partners": partners}
    one = result("voksne-sammensatte-behov", year=2025, **answers)
    assert [item["id"] for item in one["evidence"]] == expected
    assert all(item["text"] and item["source"]["place"] for item in one["evidence"])


def test_evidence_that_is_not_stated_is_an_empty_list() -> None:
    assert result("tryggest", year=2025)["evidence"] == []


def test_discretion_and_reservation_are_shown_with_their_sources() -> None:
    one = result("kommunalt-rusarbeid", year=2025)
    assert one["discretion"] is not None
    assert "skjønn" in one["discretion"]["text"]
    assert one["reservation"] is not None
    assert "Stortinget" in one["reservation"]["text"]
    assert one["reservation"]["source"]["document"] == "nordland-2025"
    assert len(one["considerations"]) == 5
    silent = result("tryggest", year=2025)
    assert silent["discretion"] is silent["reservation"] is None


def test_the_sources_are_the_documents_the_result_rests_on_each_once() -> None:
    one = result("kommunalt-rusarbeid", year=2023, municipality="3405")
    documents = [source["document"] for source in one["sources"]]
    assert documents == ["innlandet-2023", "satser-2023"]
    assert all(source["title"] for source in one["sources"])
    borrowed = result("barn-og-unge", **{**TEAM, "year": 2025, "partners": []})
    documents = [source["document"] for source in borrowed["sources"]]
    assert documents == ["trondelag-2025", "nordland-2025", "satser-2023"]
    # TryggEst's only deadline stands in the same document as its criteria.
    assert len(result("tryggest", year=2025)["sources"]) == 1


def test_a_deadlines_document_is_a_source_even_where_nothing_else_is() -> None:
    def elsewhere(data: dict[str, Any]) -> None:
        edition = edition_data(data, "tryggest", 2025)
        edition["deadlines"][0]["source"]["document"] = "nordland-2025"

    one = result("tryggest", changed(elsewhere), year=2025)
    assert [source["document"] for source in one["sources"]] == ["trondelag-2025", "nordland-2025"]

    def in_a_call(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["calls"][0]["deadlines"][0]["source"]["document"] = "agder-2018"

    one = result("barn-og-unge", changed(in_a_call), year=2023)
    assert one["sources"][-1]["document"] == "agder-2018"


# Laws of every result


def schemes_of(data: dict[str, Any]) -> list[SchemeResult]:
    return evaluated(**data)["schemes"]


@given(situations())
def test_law_every_scheme_ends_in_exactly_one_place_and_one_verdict(data: dict[str, Any]) -> None:
    """Each scheme is either checked, with one of the four verdicts, or outside, with a reason."""
    found = evaluated(**data)
    places = [one["scheme"] for one in found["schemes"]]
    places += [one["scheme"] for one in found["outside"]]
    assert sorted(places) == SCHEMES
    assert {one["eligibility"] for one in found["schemes"]} <= VERDICTS


@given(situations())
def test_law_the_verdict_follows_from_the_criteria_shown(data: dict[str, Any]) -> None:
    """The reader can tell the verdict from the criteria's outcomes alone."""
    for one in schemes_of(data):
        required = {c["status"] for c in one["criteria"] if c["kind"] == "eligibility"}
        judged = {c["status"] for c in one["criteria"] if c["kind"] == "assessment"}
        if "not_met" in required:
            expected = "not_eligible"
        elif "unknown" in required | judged:
            expected = "unknown"
        else:
            expected = "assessment" if "not_met" in judged else "eligible"
        assert one["eligibility"] == expected


@given(situations())
def test_law_a_scheme_that_cannot_be_had_has_no_amount_and_waits_for_nothing(
    data: dict[str, Any],
) -> None:
    """Not eligible means no amount, no open answer and no warning about the money or the dates."""
    for one in schemes_of(data):
        if one["eligibility"] == "not_eligible":
            amount = one["amount"]
            assert one["missing"] == []
            assert amount["status"] == "none"
            assert (amount["years"], amount["what_ifs"]) == ([], [])
            assert (amount["total"], amount["pre_project"], amount["bounds"]) == (None,) * 3


@given(situations())
def test_law_the_total_adds_the_known_years_and_the_pre_project(data: dict[str, Any]) -> None:
    """No other krone is in the total, and none is left out where a year is known."""
    for one in schemes_of(data):
        amount = one["amount"]
        known = [year["amount"] for year in amount["years"] if year["amount"] is not None]
        assert (amount["total"] is None) is (not known)
        if known:
            assert amount["total"] == sum(known) + (amount["pre_project"] or 0)
        assert all(amount >= 0 for amount in known)


@given(situations())
def test_law_the_total_lies_within_its_bounds(data: dict[str, Any]) -> None:
    """What is known of the total is never below or above what it can be."""
    for one in schemes_of(data):
        bounds, total = one["amount"]["bounds"], one["amount"]["total"]
        assert (bounds is None) is (not one["amount"]["years"])
        if bounds is not None:
            assert bounds["lower"] >= 0
            assert bounds["upper"] is None or bounds["lower"] <= bounds["upper"]
            if total is not None:
                assert bounds["lower"] <= total
                assert bounds["upper"] is None or total <= bounds["upper"]


@given(situations(), st.sampled_from(sorted(ANSWERS)))
def test_law_the_total_stays_within_the_bounds_when_an_answer_is_added(
    data: dict[str, Any], answer: str
) -> None:
    """Whatever an open answer turns out to be, the new total lies within the old bounds.

    Where positions are told for some of the years only, the other years are not in the total.
    """
    if answer in data or answer in ("measures", "year"):
        return
    before = by_scheme(evaluated(**data))
    for value in candidates(answer):
        try:
            after = by_scheme(evaluated(**{**data, answer: value}))
        except DataError:
            continue  # the county governor is another's
        for name, one in before.items():
            bounds, total = one["amount"]["bounds"], after[name]["amount"]["total"]
            if answer not in one["missing"] or bounds is None or total is None:
                continue
            assert bounds["lower"] <= total
            assert bounds["upper"] is None or total <= bounds["upper"]


@given(situations())
def test_law_a_year_with_an_amount_has_the_schemes_status_and_others_say_why(
    data: dict[str, Any],
) -> None:
    """Ceilings and indications do not mix in one scheme, and a year without an amount is marked."""
    for one in schemes_of(data):
        amount = one["amount"]
        for year in amount["years"]:
            if year["amount"] is None:
                assert year["status"] in ("not_stated", "unknown")
            else:
                assert year["status"] == amount["status"] in ("ceiling", "indicative")
        own = one["basis"] == "edition" and amount["basis_edition"] == one["edition"]
        assert amount["status"] != ("indicative" if own else "ceiling")


@given(situations())
def test_law_what_is_open_is_missing_and_what_is_given_is_not(data: dict[str, Any]) -> None:
    """An unknown verdict waits for an answer; no answer given is waited for; none stands twice."""
    read = situation(**data)
    for one in schemes_of(data):
        answers = answers_of(read, one)
        if one["eligibility"] == "unknown":
            assert one["missing"]
        assert not set(one["missing"]) & set(answers)
        assert len(one["missing"]) == len(set(one["missing"]))


@given(situations())
def test_law_a_deadline_that_governs_applies_and_each_kind_has_one_at_most(
    data: dict[str, Any],
) -> None:
    """No reader meets two dates that both claim to hold, nor another governor's."""
    for one in schemes_of(data):
        governing = [d for d in one["deadlines"] if d["governing"]]
        assert all(d["applies"] for d in governing)
        kinds = [d["kind"] for d in governing]
        assert len(kinds) == len(set(kinds))
        assert all(d["weekend"] is False for d in one["deadlines"] if d["precision"] == "month")


# Laws between two situations


@given(situations(), st.sampled_from(sorted(ANSWERS)), st.data())
def test_law_adding_an_answer_never_flips_a_verdict(
    data: dict[str, Any], answer: str, draw: st.DataObject
) -> None:
    """An answer to what was unknown can settle a verdict, and changes none that was settled.

    Two answers say nothing new but go before another: a measure named for its scheme, and the
    grant years of a measure that is said to be new. There something known is changed.
    """
    if answer in data:
        return
    fuller = {**data, answer: draw.draw(VALUES[answer])}
    try:
        after = situation(**fuller)
    except DataError:
        return  # the county governor is another's
    before = situation(**data)
    then = by_scheme(evaluated(**fuller))
    for one in schemes_of(data):
        known = answers_of(before, one).items()
        if known <= answers_of(after, one).items() and one["eligibility"] in DECIDED:
            assert then[one["scheme"]]["eligibility"] == one["eligibility"]


@given(situations(), st.data())
def test_law_leaving_answers_out_never_settles_a_verdict_otherwise(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    """With fewer answers each criterion has the outcome it has with more, or is unknown."""
    kept = draw.draw(st.sets(st.sampled_from(sorted(data))))
    fewer = {key: value for key, value in data.items() if key in kept | {"year"}}
    before, after = situation(**fewer), situation(**data)
    then = by_scheme(evaluated(**data))
    for one in schemes_of(fewer):
        known = answers_of(before, one).items()
        if known <= answers_of(after, one).items():
            full = statuses(then[one["scheme"]])
            for name, status in statuses(one).items():
                assert status in ("unknown", full[name])


@given(situations(), st.randoms())
def test_law_the_order_of_keys_does_not_matter(data: dict[str, Any], chance: Random) -> None:
    """The same answers in any order give the same result, byte for byte."""
    keys = list(data)
    chance.shuffle(keys)
    shuffled = {key: data[key] for key in keys}
    one, other = evaluated(**data), evaluated(**shuffled)
    assert json.dumps(one, ensure_ascii=False) == json.dumps(other, ensure_ascii=False)


def telling(one: SchemeResult) -> object:
    """Return what a reader would notice: everything but the list of what is missing."""
    return (
        one["eligibility"],
        one["priority"],
        one["amount"],
        statuses(one),
        one["warnings"],
        [(d["date"], d["applies"], d["governing"]) for d in one["deadlines"]],
        [item["id"] for item in one["evidence"]],
    )


def can_change(data: dict[str, Any], before: SchemeResult, answer: str) -> bool:
    """Return whether some value of ``answer`` changes a scheme's result."""
    results = (
        by_scheme(evaluated(**{**data, answer: value}))[before["scheme"]]
        for value in candidates(answer)
    )
    return any(telling(one) != telling(before) for one in results)


@settings(max_examples=25)
@given(situations())
def test_law_a_missing_answer_can_change_the_result(data: dict[str, Any]) -> None:
    """For each answer listed as missing there is a value that changes the scheme's result."""
    # Costs as large as the largest amount a question takes leave no room for a larger request.
    assume(sum(data.get("costs", {}).values()) < limits("requested_amount")[1])
    for one in schemes_of(data):
        for answer in one["missing"]:
            assert can_change(data, one, answer), f"{answer} changes nothing in {one['scheme']}"


@given(situations(), st.sampled_from(sorted(set(ANSWERS) - {"year", "measures"})))
def test_law_an_answer_neither_missing_nor_given_changes_no_verdict_and_no_amount(
    data: dict[str, Any], answer: str
) -> None:
    """What is not asked for need not be answered: verdict, criteria and years stay as they are."""
    if answer in data:
        return
    before = situation(**data)
    schemes = [
        one
        for one in schemes_of(data)
        if answer not in one["missing"] and answer not in answers_of(before, one)
    ]
    for value in candidates(answer):
        try:
            after = situation(**{**data, answer: value})
        except DataError:
            continue  # the county governor is another's
        then = by_scheme(evaluated(**{**data, answer: value}))
        for one in schemes:
            scheme = one["scheme"]
            if answers_of(before, one).items() <= answers_of(after, one).items():
                assert then[scheme]["eligibility"] == one["eligibility"]
                assert then[scheme]["amount"]["total"] == one["amount"]["total"]
                if one["eligibility"] != "not_eligible":
                    assert statuses(then[scheme]) == statuses(one)


def test_every_edition_has_a_criterion_that_can_bar_or_be_judged() -> None:
    """Otherwise everybody could apply, and the laws above would say little."""
    for scheme in CATALOGUE.schemes.values():
        for edition in scheme.editions.values():
            kinds = {one.kind for one in edition.criteria}
            assert kinds & {CriterionKind.ELIGIBILITY, CriterionKind.ASSESSMENT}


def test_the_situations_under_test_reach_every_verdict_and_every_amount() -> None:
    """The laws are tried on all there is, not only on the unknown."""
    seen: set[str] = set()

    @given(situations())
    def look(data: dict[str, Any]) -> None:
        for one in schemes_of(data):
            seen.add(one["eligibility"])
            seen.add(f"amount {one['amount']['status']}")

    look()
    assert seen >= VERDICTS
    amounts = ("ceiling", "indicative", "discretionary", "not_stated", "none", "unknown")
    assert seen >= {f"amount {status}" for status in amounts}


def test_evaluating_changes_neither_the_rules_nor_the_answers() -> None:
    read = situation(**TEAM)
    given_before = dict(read.given)
    first: Evaluation = evaluated(**TEAM)
    assert evaluated(**TEAM) == first
    assert read.given == given_before
