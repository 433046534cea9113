"""The second reading gives the worked examples of domain.md, so that it can be a measure at all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.oracle.facts import SCHEMES
from tests.oracle.growth import ROWS
from tests.oracle.reading import Answer, answers, frame_growth

NEW: dict[str, Any] = {"year": 2023, "applicant_type": "municipality", "new_measure": True}
OLD: dict[str, Any] = {**NEW, "new_measure": False}
FACT_YOUNG = NEW | {"measure": "fact-ung", "positions_percent": 1000}


def amounts(answer: Answer) -> list[int | None]:
    return [year.amount for year in answer.years]


def test_fact_young() -> None:
    answer = answers(FACT_YOUNG)["barn-og-unge"]
    assert (answer.eligibility, answer.status) == ("eligible", "ceiling")
    assert amounts(answer) == [5_000_000, 5_000_000, 3_000_000, 2_000_000]
    assert answer.total == 15_000_000


def test_fact_young_with_a_pre_project() -> None:
    answer = answers(FACT_YOUNG | {"pre_project": True})["barn-og-unge"]
    assert (answer.pre_project, answer.total) == (600_000, 15_600_000)
    assert [year.calendar_year for year in answer.years] == [2024, 2025, 2026, 2027]


def test_fact_young_over_the_cap() -> None:
    answer = answers(FACT_YOUNG | {"positions_percent": 1200})["barn-og-unge"]
    assert amounts(answer)[0] == 5_000_000


def test_fact_young_with_two_years_received() -> None:
    answer = answers(FACT_YOUNG | {"grant_years_received": {"barn-og-unge": 2}})["barn-og-unge"]
    assert amounts(answer) == [3_000_000, 2_000_000]
    assert [year[:2] for year in answer.years] == [(3, 2023), (4, 2024)]


def test_low_threshold() -> None:
    answer = answers(FACT_YOUNG | {"measure": "lavterskel"})["barn-og-unge"]
    assert amounts(answer) == [2_500_000, 2_500_000, None, None]


def test_adults() -> None:
    answer = answers(NEW | {"measure": "fact", "positions_percent": 100})[
        "voksne-sammensatte-behov"
    ]
    assert amounts(answer) == [300_000, 300_000, 250_000, 200_000]
    assert answer.total == 1_050_000


def test_transition() -> None:
    told = OLD | {"received_old_scheme": True, "positions_percent": 250}
    answer = answers(told | {"grant_years_received": {"kommunalt-rusarbeid-gammel": 1}})
    assert answer["kommunalt-rusarbeid-overgang"].eligibility == "eligible"
    assert answer["kommunalt-rusarbeid-overgang"].total == 825_000


@pytest.mark.parametrize("told", [{"received_old_scheme": False}, {"new_measure": True}])
def test_transition_for_others(told: dict[str, Any]) -> None:
    answer = answers(OLD | {"received_old_scheme": True} | told)["kommunalt-rusarbeid-overgang"]
    assert (answer.eligibility, answer.status) == ("not_eligible", "none")


def test_drug_work() -> None:
    answer = answers(NEW | {"year": 2025, "positions_percent": 200})["kommunalt-rusarbeid"]
    assert (answer.eligibility, answer.status) == ("eligible", "discretionary")
    assert answer.total is None


def test_tryggest() -> None:
    told = {"year": 2025, "requested_amount": 400_000, "requested_years": 2}
    assert amounts(answers(told)["tryggest"]) == [400_000, 0]


def test_kristiansand() -> None:
    growth = frame_growth({"municipality": "4204"})
    assert growth is not None
    assert growth.rows[0] == ("Kristiansand", 14_124_531, 20_150_682)


def test_column_totals_of_the_frame_growth() -> None:
    assert len(ROWS) == 30
    assert sum(row.growth_2016 for row in ROWS) == 22_761_116
    assert sum(row.growth_2017 for row in ROWS) == 17_923_587
    assert sum(row.total for row in ROWS) == 40_684_703
    assert sum(row.forecast_2018 for row in ROWS) == 58_608_290


def test_an_empty_situation_is_answered_with_nothing() -> None:
    assert answers({}) == dict.fromkeys(SCHEMES, Answer())
    assert frame_growth({}) is None
