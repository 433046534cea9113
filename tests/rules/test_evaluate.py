"""Whole evaluations: what each part says, and the laws every result keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.answers import ANSWERS
from tests.rules.building import (
    CATALOGUE,
    TEAM,
    answers_of,
    by_scheme,
    changed,
    edition_data,
    evaluated,
    result,
    seen,
    situation,
    statuses,
    warned,
)
from tests.rules.strategies import SCHEMES, VALUES, candidates, limits, situations

from tilskudd_rules.model import CriterionKind
from tilskudd_rules.problems import DataError
from tilskudd_rules.situation import Follows

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
        "only_for": [],
        "disagreements": [],
    }

    open_ = criterion(result("barn-og-unge", year=2023), "continuing-or-pilot")
    assert open_["status"] == "unknown"
    assert open_["message"].endswith("før dere har svart på: År med tilskudd, Tiltak.")
    assert open_["remedy"] is None
    assert open_["answers"] == ["grant_years_received", "measure"]
    assert open_["given"] == []
    other = result("barn-og-unge", year=2023, measure="lavterskel")
    still_open = criterion(other, "continuing-or-pilot")
    assert still_open["message"].endswith("før dere har svart på: År med tilskudd.")


def test_a_criterion_with_no_remedy_has_none_where_it_is_not_met() -> None:
    used_up = {**TEAM, "new_measure": False, "grant_years_received": {"barn-og-unge": 4}}
    one = criterion(result("barn-og-unge", **used_up), "years-left")
    assert (one["status"], one["remedy"]) == ("not_met", None)
    assert one["given"] == ["År med tilskudd: 4"]


def test_an_open_criterion_asks_only_for_what_is_still_open() -> None:
    one = result("voksne-sammensatte-behov", year=2025, partners=["health_trust"])
    agreement = criterion(one, "cooperation-agreement")
    assert agreement["message"].endswith(
        "før dere har svart på: Felles søknad med helseforetaket, Samarbeidsavtale."
    )
    assert agreement["given"] == ["Samarbeidspartnere: Helseforetak"]
    assert agreement["answers"] == ["partners", "joint_application", "cooperation_agreement"]
    # D4: one who only cooperates does not apply together, and is asked for nothing.
    cooperates = {"year": 2025, "partners": ["health_trust"], "joint_application": False}
    settled = criterion(result("voksne-sammensatte-behov", **cooperates), "cooperation-agreement")
    assert settled["status"] == "met"


def test_a_criterion_about_another_schemes_measure_says_why_it_is_open() -> None:
    """D7: the measure is answered, and the reader must be told why that is not enough."""
    open_ = criterion(result("voksne-sammensatte-behov", **TEAM), "measure-funded")
    assert open_["status"] == "unknown"
    assert open_["message"].startswith("Tiltaket dere har valgt, hører til en annen ordning.")
    assert open_["message"].endswith("hva dere vil bruke penger til i denne: Tiltak.")
    assert open_["given"] == []
    without = {key: value for key, value in TEAM.items() if key != "measure"}
    silent = criterion(result("voksne-sammensatte-behov", **without), "measure-funded")
    assert "annen ordning" not in silent["message"]
    # Nor where something else is what is open.
    other = criterion(
        result("voksne-sammensatte-behov", year=2023, measure="fact-ung"), "municipality-leads"
    )
    assert "annen ordning" not in other["message"]


@pytest.mark.parametrize(
    ("scheme", "answers", "name", "given_"),
    [
        # D25: «Dere svarte: År med tilskudd: 0», which nobody had answered.
        (
            "barn-og-unge",
            TEAM,
            "years-left",
            ["År med tilskudd: 0 (følger av at tiltaket er nytt)"],
        ),
        (
            "barn-og-unge",
            {**TEAM, "grant_years_received": {"barn-og-unge": 0}},
            "years-left",
            ["År med tilskudd: 0"],
        ),
        # D7: a team of another scheme, and what it is taken for here.
        (
            "kommunalt-rusarbeid",
            TEAM,
            "outreach",
            [
                (
                    "Tiltak: Oppsøkende team med flere fag"
                    " (slik regnes tiltaket dere har valgt, i denne ordningen)"
                )
            ],
        ),
        (
            "kommunalt-rusarbeid",
            {**TEAM, "measure": "oppsokende-team"},
            "outreach",
            ["Tiltak: Oppsøkende team med flere fag"],
        ),
        # D26: an answer the year's rules do not know is used, so it is shown.
        (
            "barn-og-unge",
            {**TEAM, "year": 2027, "measure": "lavterskel"},
            "measure-funded",
            ["Tiltak: Lavterskeltilbud (finnes ikke i reglene for 2025)"],
        ),
    ],
)
def test_what_was_given_says_what_it_follows_from(
    scheme: str, answers: dict[str, Any], name: str, given_: list[str]
) -> None:
    assert criterion(result(scheme, **answers), name)["given"] == given_


def test_a_county_governor_that_was_not_named_follows_from_the_municipality() -> None:
    """No criterion of today looks at the county governor: one is made to, to see."""

    def only_innlandet(data: dict[str, Any]) -> None:
        edition_data(data, "barn-og-unge", 2023)["criteria"][0]["when"] = {
            "answer": "authority",
            "is": "innlandet",
        }

    catalogue = changed(only_innlandet)
    follows = criterion(result("barn-og-unge", catalogue, **TEAM), "municipality-leads")
    assert follows["given"] == ["Statsforvalter: Statsforvalteren i Innlandet (følger av kommunen)"]
    named = result("barn-og-unge", catalogue, **TEAM, authority="innlandet")
    assert criterion(named, "municipality-leads")["given"] == [
        "Statsforvalter: Statsforvalteren i Innlandet"
    ]


# What the criteria conclude


@pytest.mark.parametrize("scheme", ["barn-og-unge", "voksne-sammensatte-behov"])
@pytest.mark.parametrize("year", [2023, 2025])
def test_a_measure_that_is_not_prioritised_is_for_a_person_to_judge(scheme: str, year: int) -> None:
    """D5 and rule 19: no source says that other measures are barred."""
    one = result(scheme, **{**TEAM, "year": year, "partners": [], "measure": "other"})
    funded = criterion(one, "measure-funded")
    assert (funded["kind"], funded["status"]) == ("assessment", "not_met")
    assert "vurderes" in funded["message"]
    assert one["eligibility"] == "assessment"
    assert one["near_misses"] == []


def test_an_established_measure_of_any_kind_may_go_on_in_2023() -> None:
    """D5: 000 l. 207 favours continuing, whatever the measure is."""
    going_on = {**TEAM, "measure": "other", "new_measure": False}
    one = result("barn-og-unge", **going_on, grant_years_received={"barn-og-unge": 2})
    assert one["eligibility"] == "eligible"
    assert statuses(one)["continuing-or-pilot"] == "met"


@pytest.mark.parametrize("scheme", ["barn-og-unge", "voksne-sammensatte-behov"])
@pytest.mark.parametrize(
    ("answers", "status", "told", "in_hand"),
    [
        ({"joint_application": True, "cooperation_agreement": False}, "not_met", True, False),
        ({"joint_application": True, "cooperation_agreement": True}, "met", False, True),
        ({"joint_application": True}, "unknown", False, None),
        ({"joint_application": False, "cooperation_agreement": False}, "met", False, "none"),
        ({}, "unknown", False, None),
        ({"cooperation_agreement": True}, "met", False, True),
    ],
)
def test_the_agreement_is_to_be_attached_and_bars_nobody(
    scheme: str, answers: dict[str, Any], status: str, *, told: bool, in_hand: object
) -> None:
    """D4: it «skal vedlegges» to what the municipality and the health trust apply for together."""
    measure = {"barn-og-unge": "fact-ung", "voksne-sammensatte-behov": "fact"}[scheme]
    team = {**TEAM, "year": 2025, "partners": ["health_trust"], "measure": measure}
    one = result(scheme, **team, **answers)
    assert one["eligibility"] == "eligible"
    assert criterion(one, "cooperation-agreement")["kind"] == "duty"
    assert statuses(one)["cooperation-agreement"] == status
    assert ("cooperation-agreement" in warned(one)) is told
    attached = {item["id"]: item["in_hand"] for item in one["evidence"]}
    assert attached.get("samarbeidsavtale", "none") == in_hand


@pytest.mark.parametrize("year", [2023, 2025])
def test_a_health_trust_is_a_public_service_to_cooperate_with(year: int) -> None:
    """D6."""
    base = {"year": year, "applicant_type": "municipality"}
    for partners, status in (
        (["health_trust"], "met"),
        (["public_service"], "met"),
        (["municipality"], "not_met"),
        ([], "not_met"),
    ):
        one = result("kommunalt-rusarbeid", **base, partners=partners)
        assert statuses(one)["cooperation"] == status


@pytest.mark.parametrize(
    ("measure", "prioritised", "outreach"),
    [
        ("oppsokende-team", "met", "met"),
        ("utekontakt", "met", "met"),
        ("forebygging-unge", "met", "met"),
        ("skadereduksjon", "met", "not_met"),
        ("other", "not_met", "not_met"),
        # D7: teams of the other schemes are outreach teams here.
        ("fact", "met", "met"),
        ("fact-ung", "met", "met"),
        # Nothing takes these in: unknown, and no «hører ikke til noen av de åtte».
        ("housing-first", "unknown", "unknown"),
        ("samhandlingsmodell", "unknown", "unknown"),
        # D26: a measure of 2023, and what it is in 2025; one that nothing takes in is not named.
        ("tidlig-innsats", "met", "met"),
        ("erfaringskonsulenter", "met", "not_met"),
        ("boligtjenester", "not_met", "not_met"),
    ],
)
def test_outreach_is_a_priority_of_2025(measure: str, prioritised: str, outreach: str) -> None:
    """D8: the edition had none, though both sources give it a section."""
    one = result("kommunalt-rusarbeid", year=2025, measure=measure)
    assert statuses(one)["prioritised-measure"] == prioritised
    assert statuses(one)["outreach"] == outreach


@pytest.mark.parametrize(
    ("received", "four_years", "new_scheme"),
    [
        ({"kommunalt-rusarbeid-gammel": 3}, "met", "unknown"),
        (
            {"kommunalt-rusarbeid-gammel": 3, "kommunalt-rusarbeid-overgang": 1},
            "not_met",
            "unknown",
        ),
        ({"kommunalt-rusarbeid-gammel": 4}, "not_met", "unknown"),
        ({"kommunalt-rusarbeid-overgang": 4, "kommunalt-rusarbeid": 0}, "not_met", "met"),
        ({"kommunalt-rusarbeid": 4}, "unknown", "not_met"),
    ],
)
def test_years_count_within_one_generation_of_a_scheme(
    received: dict[str, int], four_years: str, new_scheme: str
) -> None:
    """D2 and rule 21: the old scheme and its transition together, the new one by itself."""
    schemes = by_scheme(evaluated(year=2023, grant_years_received=received))
    assert statuses(schemes["kommunalt-rusarbeid-overgang"])["four-years"] == four_years
    assert statuses(schemes["kommunalt-rusarbeid"])["years-left"] == new_scheme


# Evidence and the rest


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"partners": ["health_trust"]}, ["samarbeidsavtale", "regnskap-excel"]),
        (
            {"partners": ["health_trust"], "joint_application": True},
            ["samarbeidsavtale", "regnskap-excel"],
        ),
        ({"partners": ["health_trust"], "joint_application": False}, ["regnskap-excel"]),
        ({"partners": []}, ["regnskap-excel"]),
        ({}, ["samarbeidsavtale", "regnskap-excel"]),
    ],
)
def test_evidence_is_listed_unless_it_is_not_asked_for(
    answers: dict[str, Any], expected: list[str]
) -> None:
    one = result("voksne-sammensatte-behov", year=2025, **answers)
    assert [item["id"] for item in one["evidence"]] == expected
    assert all(item["text"] and item["source"]["place"] for item in one["evidence"])


def test_whether_evidence_is_in_hand_is_known_only_where_an_answer_tells() -> None:
    one = result("voksne-sammensatte-behov", year=2025, cooperation_agreement=True)
    assert {item["id"]: item["in_hand"] for item in one["evidence"]} == {
        "samarbeidsavtale": True,
        "regnskap-excel": None,
    }


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
    # That support is discretionary stands in the document of 2025.
    assert documents == ["innlandet-2023", "satser-2023", "nordland-2025"]
    assert all(source["title"] for source in one["sources"])
    borrowed = result("barn-og-unge", **{**TEAM, "year": 2025, "partners": []})
    documents = [source["document"] for source in borrowed["sources"]]
    assert documents == ["trondelag-2025", "nordland-2025", "satser-2023"]
    # TryggEst's only deadline stands in the same document as its criteria.
    assert len(result("tryggest", year=2025)["sources"]) == 1


def test_a_deadlines_document_is_a_source_even_where_nothing_else_is() -> None:
    def elsewhere(data: dict[str, Any]) -> None:
        edition = edition_data(data, "tryggest", 2025)
        edition["calls"][0]["deadlines"][0]["source"]["document"] = "nordland-2025"

    one = result("tryggest", changed(elsewhere), year=2025)
    assert [source["document"] for source in one["sources"]] == ["trondelag-2025", "nordland-2025"]

    def in_a_call(data: dict[str, Any]) -> None:
        edition = edition_data(data, "barn-og-unge", 2023)
        edition["calls"][0]["deadlines"][0]["source"]["document"] = "agder-2018"

    one = result("barn-og-unge", changed(in_a_call), year=2023)
    assert one["sources"][-1]["document"] == "agder-2018"

    def of_nobody_named(data: dict[str, Any]) -> None:
        edition = edition_data(data, "kommunalt-rusarbeid", 2023)
        edition["deadlines"][0]["source"]["document"] = "agder-2018"

    one = result("kommunalt-rusarbeid", changed(of_nobody_named), year=2023)
    assert "agder-2018" in [source["document"] for source in one["sources"]]


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
    """What is known of the total is never below what it can be.

    It is above only where the costs answered leave less to be paid (D15). Where no year's amount is
    stated there is no sum to bound, unless no measure is chosen.
    """
    for one in schemes_of(data):
        bounds, total = one["amount"]["bounds"], one["amount"]["total"]
        stated = any(year["status"] != "not_stated" for year in one["amount"]["years"])
        if one["amount"]["range_status"] == "none":
            assert (bounds is not None) is stated
        if bounds is not None:
            assert bounds["lower"] >= 0
            assert bounds["upper"] is None or bounds["lower"] <= bounds["upper"]
            if total is not None:
                assert bounds["lower"] <= total
                above = bounds["upper"] is not None and total > bounds["upper"]
                assert above is any(year["over_costs"] for year in one["amount"]["years"])


@given(situations(), st.sampled_from(sorted(ANSWERS)))
def test_law_the_total_stays_within_the_bounds_when_an_answer_is_added(
    data: dict[str, Any], answer: str
) -> None:
    """Whatever an open answer turns out to be, what can be paid lies within the old bounds.

    Costs answered are what can bring it below them (D15). Where positions are told for some of the
    years only, the other years are not in the total.
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
            bounds, later = one["amount"]["bounds"], after[name]["amount"]["bounds"]
            if answer not in one["missing"] or bounds is None or later is None:
                continue
            if after[name]["amount"]["total"] is None:
                continue
            assert answer == "costs" or bounds["lower"] <= later["lower"]
            if bounds["upper"] is not None:
                assert later["upper"] is not None
                assert later["upper"] <= bounds["upper"]


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
    """An unknown verdict waits for an answer; no answer given is waited for; none stands twice.

    Positions may be given for some of the years: then they are given and missing (D27), and a year
    says which part is. A measure of another scheme is given, and this scheme's own is missing (D7).
    """
    read = situation(**data)
    for one in schemes_of(data):
        seen_ = seen(read, one["scheme"], one["edition"])
        waiting = [year for year in one["amount"]["years"] if year["status"] == "unknown"]
        if one["eligibility"] == "unknown":
            assert one["missing"]
        in_part = set(one["missing"]) & set(seen_.answers)
        assert in_part <= {"positions_percent"}
        if in_part:
            assert isinstance(seen_.answers["positions_percent"], tuple)
            assert any(f"tilskuddsår {year['grant_year']}:" in year["formula"] for year in waiting)
        assert ("measures" in one["missing"]) <= (seen_.follows.get("measure") is Follows.ELSEWHERE)
        assert len(one["missing"]) == len(set(one["missing"]))
        if waiting:
            assert {"positions_percent", "grant_years_received"} & set(one["missing"])


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
        [(item["id"], item["in_hand"]) for item in one["evidence"]],
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


@given(situations())
def test_law_what_was_asked_about_comes_first(data: dict[str, Any]) -> None:
    """Schemes that name the measure, then the rest, each in the order of the catalogue."""
    read = situation(**data)
    found = schemes_of(data)
    order = list(CATALOGUE.schemes)

    def place(one: SchemeResult) -> tuple[bool, int]:
        seen_ = seen(read, one["scheme"], one["edition"])
        edition = CATALOGUE.schemes[one["scheme"]].editions[str(one["edition"])]
        named = edition.measure(seen_.answers.get("measure")) is not None
        return not (named and "measure" not in seen_.follows), order.index(one["scheme"])

    assert [place(one) for one in found] == sorted(place(one) for one in found)


def test_every_edition_has_a_criterion_that_can_bar_or_be_judged() -> None:
    """Otherwise everybody could apply, and the laws above would say little."""
    for scheme in CATALOGUE.schemes.values():
        for edition in scheme.editions.values():
            kinds = {one.kind for one in edition.criteria}
            assert kinds & {CriterionKind.ELIGIBILITY, CriterionKind.ASSESSMENT}


def test_the_situations_under_test_reach_every_verdict_and_every_amount() -> None:
    """The laws are tried on all there is, not only on the unknown."""
    seen: set[str] = set()

    @settings(max_examples=500)
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
