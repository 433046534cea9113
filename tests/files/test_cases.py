"""The worked cases in ``tests/cases/``: hand-made answers that the rules must give.

The cases marked as examples are shown on the guidance pages, so what a reader sees there is tested
here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from tests.rules.building import DATA, ROOT

from tilskudd_build.files.cases import compare, read_cases
from tilskudd_build.files.loader import load
from tilskudd_rules.api import Checker
from tilskudd_rules.editions import Chosen, choose_edition

if TYPE_CHECKING:
    from tilskudd_build.files.cases import Case, CaseKey

WITH_DRAFTS: Final = load(ROOT / "schemes", drafts=True)
CATALOGUE: Final = WITH_DRAFTS.catalogue
CASES: Final = read_cases(ROOT / "tests" / "cases", CATALOGUE.questions)
CHECKER: Final = Checker(json.dumps(DATA))
# A draft is proved by its own cases; what is published is as it is without any.
CHECKER_WITH_DRAFTS: Final = Checker(json.dumps(WITH_DRAFTS.data))

EDITIONS: Final = sorted(
    (name, edition.year)
    for name, scheme in CATALOGUE.schemes.items()
    for edition in scheme.editions.values()
)
# A draft may have cases; what is published must.
PUBLISHED: Final = sorted(
    (name, edition.year)
    for name, scheme in load(ROOT / "schemes").catalogue.schemes.items()
    for edition in scheme.editions.values()
)

EVERY_CASE: Final = [
    pytest.param(key, case, id=f"{key[0]}/{key[1]}/{case.id}")
    for key, cases in CASES.items()
    for case in cases
]


class Worked(NamedTuple):
    """A worked example of the domain's inventory, with its figures; ``None`` is not stated."""

    scheme: str
    year: int
    case: str
    eligibility: str = "eligible"
    amounts: tuple[int | None, ...] = ()
    pre_project: int | None = None
    total: int | None = None
    status: str = "ceiling"
    warning: str | None = None
    unmet: str | None = None


WORKED: Final = {
    "FACT ung 2023, 10 positions, four years": Worked(
        "barn-og-unge",
        2023,
        "fact-ung-10-arsverk",
        amounts=(5_000_000, 5_000_000, 3_000_000, 2_000_000),
        total=15_000_000,
    ),
    "the same with a pre-project": Worked(
        "barn-og-unge",
        2023,
        "fact-ung-forprosjekt",
        amounts=(5_000_000, 5_000_000, 3_000_000, 2_000_000),
        pre_project=600_000,
        total=15_600_000,
    ),
    "FACT ung 2023, 12 positions": Worked(
        "barn-og-unge",
        2023,
        "fact-ung-12-arsverk",
        amounts=(5_000_000, 5_000_000, 3_000_000, 2_000_000),
        total=15_000_000,
        warning="positions-over-cap",
    ),
    "FACT ung 2023, 10 positions, two years already received": Worked(
        "barn-og-unge",
        2023,
        "fact-ung-to-ar-igjen",
        amounts=(3_000_000, 2_000_000),
        total=5_000_000,
    ),
    "barn og unge 2023 priority 2, 5 positions": Worked(
        "barn-og-unge",
        2023,
        "lavterskel-5-arsverk",
        amounts=(2_500_000, 2_500_000, None, None),
        total=5_000_000,
    ),
    "voksne 2023, one position, four years": Worked(
        "voksne-sammensatte-behov",
        2023,
        "ett-arsverk",
        amounts=(300_000, 300_000, 250_000, 200_000),
        total=1_050_000,
    ),
    "transition 2023, 2.5 positions": Worked(
        "kommunalt-rusarbeid-overgang",
        2023,
        "to-og-et-halvt-arsverk",
        amounts=(825_000,),
        total=825_000,
    ),
    "transition 2023, municipality without an old grant": Worked(
        "kommunalt-rusarbeid-overgang",
        2023,
        "uten-gammelt-tilskudd",
        eligibility="not_eligible",
        status="none",
        unmet="old-grant",
    ),
    "transition 2023, a new measure": Worked(
        "kommunalt-rusarbeid-overgang",
        2023,
        "nytt-tiltak",
        eligibility="not_eligible",
        status="none",
        unmet="existing-measure",
    ),
    "kommunalt rusarbeid 2025, 2 positions": Worked(
        "kommunalt-rusarbeid", 2025, "to-arsverk", status="discretionary"
    ),
    "kommunalt rusarbeid money as own-financing of a FACT team, 2025": Worked(
        "voksne-sammensatte-behov",
        2025,
        "rusarbeid-som-egenandel",
        amounts=(1_200_000, 1_200_000, 1_000_000, 800_000),
        total=4_200_000,
        status="indicative",
        warning="double-funding",
        unmet="double-funding",
    ),
    "TryggEst 2025, 400 000 over two years": Worked(
        "tryggest", 2025, "to-ar", amounts=(400_000, 0), total=400_000
    ),
}


def evaluate(situation: dict[str, Any], key: CaseKey | None = None) -> dict[str, Any]:
    """Return the parsed result of a check that must not be refused."""
    result: dict[str, Any] = json.loads(checked(json.dumps(situation), is_draft(key)))
    assert "problems" not in result, result
    return result


@cache
def checked(situation: str, draft: bool) -> str:  # noqa: FBT001 - a cache knows places
    """Return the result with or without the drafts."""
    return (CHECKER_WITH_DRAFTS if draft else CHECKER).check(situation)


def is_draft(key: CaseKey | None) -> bool:
    """Tell whether a case is about a draft."""
    if key is None:
        return False
    name, year = key
    drafts = WITH_DRAFTS.drafts
    return ("schemes", name) in drafts or ("schemes", name, "editions", str(year)) in drafts


def scheme_result(key: CaseKey, situation: dict[str, Any]) -> dict[str, Any]:
    """Return one scheme's part of the result."""
    scheme, _ = key
    schemes = evaluate(situation, key)["schemes"]
    found: dict[str, Any] = next(one for one in schemes if one["scheme"] == scheme)
    return found


def case_of(key: CaseKey, case_id: str) -> Case:
    """Return the one case with this id."""
    (found,) = [case for case in CASES.get(key, []) if case.id == case_id]
    return found


@pytest.mark.parametrize(("key", "case"), EVERY_CASE)
def test_the_rules_give_what_the_case_expects(key: CaseKey, case: Case) -> None:
    differences = compare(case.expect, evaluate(case.situation, key), key[0])
    assert not differences, "found ≠ expected:\n" + "\n".join(differences)


@pytest.mark.parametrize(("key", "case"), EVERY_CASE)
def test_a_case_expects_something_and_names_only_what_exists(key: CaseKey, case: Case) -> None:
    scheme, year = key
    expected = {name for name in case.expect.__slots__ if getattr(case.expect, name) is not None}
    assert expected, "the case tests nothing"
    edition = CATALOGUE.schemes[scheme].editions[str(year)]
    criteria = {str(criterion.id) for criterion in edition.criteria}
    assert set(case.expect.criteria or {}) <= criteria
    if case.expect.outside is None:
        chosen = choose_edition(CATALOGUE.schemes[scheme], case.situation["year"])
        assert isinstance(chosen, Chosen)
        assert chosen.edition.year == year, "the case stands in the file of another edition"


def test_what_is_published_has_a_case_file_and_every_case_file_an_edition() -> None:
    assert set(PUBLISHED) <= set(CASES) <= set(EDITIONS)


@pytest.mark.parametrize("key", sorted(CASES), ids=lambda key: f"{key[0]}/{key[1]}")
def test_ids_are_unique_in_an_edition(key: CaseKey) -> None:
    ids = [str(case.id) for case in CASES[key]]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("key", PUBLISHED, ids=lambda key: f"{key[0]}/{key[1]}")
def test_every_criterion_is_met_in_one_case_not_met_in_another_and_unknown_in_a_third(
    key: CaseKey,
) -> None:
    """Computed from the results, so that a case that claims too little is not counted on."""
    scheme, year = key
    outcomes: dict[str, set[str]] = defaultdict(set)
    for case in CASES[key]:
        if case.expect.outside is None and case.situation["year"] == year:
            for criterion in scheme_result(key, case.situation)["criteria"]:
                outcomes[criterion["id"]].add(criterion["status"])
    wanted = {"met", "not_met", "unknown"}
    criteria = CATALOGUE.schemes[scheme].editions[str(year)].criteria
    assert {str(one.id): outcomes[one.id] for one in criteria} == {
        str(one.id): wanted for one in criteria
    }


@pytest.mark.parametrize("key", PUBLISHED, ids=lambda key: f"{key[0]}/{key[1]}")
def test_every_criterions_outcomes_are_stated_in_a_case(key: CaseKey) -> None:
    """Stated by hand: a rule that changes its mind makes a case fail, not only a set differ."""
    stated: dict[str, set[str]] = defaultdict(set)
    for case in CASES[key]:
        for criterion, outcome in (case.expect.criteria or {}).items():
            stated[criterion].add(outcome)
    criteria = CATALOGUE.schemes[key[0]].editions[str(key[1])].criteria
    assert {str(one.id) for one in criteria if not {"met", "not_met"} <= stated[one.id]} == set()


@pytest.mark.parametrize("key", PUBLISHED, ids=lambda key: f"{key[0]}/{key[1]}")
def test_every_verdict_that_an_edition_can_give_stands_in_a_case(key: CaseKey) -> None:
    scheme, year = key
    kinds = {one.kind.value for one in CATALOGUE.schemes[scheme].editions[str(year)].criteria}
    possible = {"eligible", "unknown"}
    possible |= {"not_eligible"} if "eligibility" in kinds else set()
    possible |= {"assessment"} if "assessment" in kinds else set()
    assert possible <= {case.expect.eligibility for case in CASES[key]}


@pytest.mark.parametrize("key", PUBLISHED, ids=lambda key: f"{key[0]}/{key[1]}")
def test_an_edition_shows_two_to_five_examples_of_its_own_year(key: CaseKey) -> None:
    examples = [case for case in CASES[key] if case.example]
    assert 2 <= len(examples) <= 5
    for case in examples:
        assert case.situation["year"] == key[1]
        assert len(case.title.nb) <= 70


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_example_of_the_domain_is_an_example_with_its_figures(name: str) -> None:
    worked = WORKED[name]
    case = case_of((worked.scheme, worked.year), worked.case)
    assert case.example
    result = scheme_result((worked.scheme, worked.year), case.situation)
    amount = result["amount"]
    assert result["eligibility"] == worked.eligibility
    assert amount["status"] == worked.status
    assert tuple(year["amount"] for year in amount["years"]) == worked.amounts
    assert amount["pre_project"] == worked.pre_project
    assert amount["total"] == worked.total
    warned = {warning["id"]: warning["message"] for warning in result["warnings"]}
    assert worked.warning is None or warned[worked.warning]
    unmet = {one["id"]: one["message"] for one in result["criteria"] if one["status"] == "not_met"}
    assert worked.unmet is None or unmet[worked.unmet]


def test_fact_ung_with_a_pre_project_covers_five_calendar_years() -> None:
    case = case_of(("barn-og-unge", 2023), "fact-ung-forprosjekt")
    amount = scheme_result(("barn-og-unge", 2023), case.situation)["amount"]
    assert amount["pre_project_year"] == 2023
    assert [year["calendar_year"] for year in amount["years"]] == [2024, 2025, 2026, 2027]


def test_lavterskel_years_three_and_four_are_not_stated() -> None:
    case = case_of(("barn-og-unge", 2023), "lavterskel-5-arsverk")
    amount = scheme_result(("barn-og-unge", 2023), case.situation)["amount"]
    assert [year["status"] for year in amount["years"]] == ["ceiling"] * 2 + ["not_stated"] * 2


def test_kristiansands_frame_growth_forecast_is_2016_and_twice_2017() -> None:
    """8 098 380 + 2 × 6 026 151 = 20 150 682; three municipalities of 2018 are Kristiansand now."""
    growth = evaluate({"municipality": "4204"})["frame_growth"]
    rows = {row["name_2018"]: row for row in growth["rows"]}
    own = rows["Kristiansand"]
    assert own["growth_2016"] == 8_098_380
    assert own["growth_2017"] == 6_026_151
    assert own["total"] == 14_124_531
    assert own["forecast_2018"] == 8_098_380 + 2 * 6_026_151 == 20_150_682
    assert len(rows) == 3
    assert growth["forecast_2018"] == sum(row["forecast_2018"] for row in rows.values())
    assert growth["total"] == sum(row["total"] for row in rows.values())


def test_the_frame_growth_adds_up_to_what_the_document_says() -> None:
    rows = CATALOGUE.frame_growth.rows
    assert len(rows) == 30
    assert sum(row.growth_2016 for row in rows) == 22_761_116
    assert sum(row.growth_2017 for row in rows) == 17_923_587
    assert sum(row.total for row in rows) == 40_684_703
    assert sum(row.forecast_2018 for row in rows) == 58_608_290
    assert round(58_608_290, -5) == CATALOGUE.frame_growth.stated_total.amount == 58_600_000
