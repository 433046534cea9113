"""Which edition a year rests on: its own, else the newest before it, and never an ended one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import CATALOGUE, evaluated, result
from tests.rules.strategies import SCHEMES, limits

from tilskudd_rules.editions import Chosen, Ended, NoEdition, choose_edition

KR, GAMMEL, OVERGANG, LANGVARIG = (
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-gammel",
    "kommunalt-rusarbeid-overgang",
    "langvarige-sammensatte-behov",
)


@pytest.mark.parametrize(
    ("scheme", "year", "edition"),
    [
        (GAMMEL, 2018, 2018),
        (GAMMEL, 2021, 2018),
        (KR, 2023, 2023),
        (KR, 2024, 2023),
        (KR, 2025, 2025),
        (OVERGANG, 2023, 2023),
        (OVERGANG, 2024, 2023),
        (LANGVARIG, 2018, 2018),
        ("barn-og-unge", 2024, 2023),
        ("barn-og-unge", 2026, 2025),
        ("voksne-sammensatte-behov", 2027, 2025),
        ("tryggest", 2025, 2025),
        ("tryggest", 2026, 2025),
    ],
)
def test_a_year_rests_on_its_own_edition_or_the_newest_before_it(
    scheme: str, year: int, edition: int
) -> None:
    found = choose_edition(CATALOGUE.schemes[scheme], year)
    assert isinstance(found, Chosen)
    assert found.edition.year == edition
    assert found.year == year
    assert found.is_of_the_year is (year == edition)


@pytest.mark.parametrize(
    ("scheme", "year"),
    [
        (GAMMEL, 2022),
        (GAMMEL, 2035),
        # D0: in the block grant from 2026; that the edition of 2025 is the newest changes nothing.
        (KR, 2026),
        (KR, 2035),
        (OVERGANG, 2025),
        (OVERGANG, 2035),
        (LANGVARIG, 2019),
    ],
)
def test_a_scheme_that_is_over_rests_on_no_edition(scheme: str, year: int) -> None:
    found = choose_edition(CATALOGUE.schemes[scheme], year)
    assert isinstance(found, Ended)
    assert found.closure is CATALOGUE.schemes[scheme].closure


@pytest.mark.parametrize(
    ("scheme", "year"),
    [
        (GAMMEL, 2017),
        # D3: a year without a file says only that, and not that the scheme was over.
        (KR, 2018),
        (KR, 2022),
        (OVERGANG, 2022),
        ("tryggest", 2024),
        ("barn-og-unge", 2018),
    ],
)
def test_before_the_first_edition_nothing_is_known(scheme: str, year: int) -> None:
    assert isinstance(choose_edition(CATALOGUE.schemes[scheme], year), NoEdition)


def test_an_ended_scheme_names_what_came_instead() -> None:
    outside = {one["scheme"]: one for one in evaluated(year=2025)["outside"]}
    assert set(outside) == {GAMMEL, OVERGANG, LANGVARIG}
    assert {one["reason"] for one in outside.values()} == {"ended"}
    assert outside[OVERGANG]["replaced_by"] == [KR]
    closure = CATALOGUE.schemes[OVERGANG].closure
    assert closure is not None
    assert outside[OVERGANG]["message"] == (
        f"{closure.text.nb} I stedet kom: Tilskudd til kommunalt rusarbeid."
    )
    # D3: the transition is over, too, by now.
    assert outside[GAMMEL]["replaced_by"] == [OVERGANG, KR]
    assert outside[GAMMEL]["message"].endswith(
        "I stedet kom: Tilskudd til kommunalt rusarbeid – overgangsordning (også avsluttet), "
        "Tilskudd til kommunalt rusarbeid."
    )
    assert outside[LANGVARIG]["replaced_by"] == ["voksne-sammensatte-behov", "barn-og-unge"]


def test_a_scheme_nothing_is_known_of_says_so() -> None:
    outside = {one["scheme"]: one for one in evaluated(year=2016)["outside"]}
    assert set(outside) == set(SCHEMES)
    assert {one["reason"] for one in outside.values()} == {"no_edition"}
    assert {tuple(one["replaced_by"]) for one in outside.values()} == {()}
    assert "2016 eller tidligere" in outside["tryggest"]["message"]


def test_the_fall_back_is_loud() -> None:
    one = result("tryggest", year=2027)
    assert (one["basis"], one["edition"]) == ("latest_edition", 2025)
    assert one["warnings"][0]["id"] == "latest-edition"
    assert "2027" in one["warnings"][0]["message"]
    assert "2025" in one["warnings"][0]["message"]
    assert result("tryggest", year=2025)["basis"] == "edition"


@given(st.sampled_from(SCHEMES), st.integers(*limits("year")))
def test_law_no_edition_is_used_for_a_year_before_it_or_after_its_end(
    scheme: str, year: int
) -> None:
    """An edition serves its own year and later ones, up to the year it ended."""
    found = choose_edition(CATALOGUE.schemes[scheme], year)
    own = str(year) in CATALOGUE.schemes[scheme].editions
    if isinstance(found, Chosen):
        assert found.edition.year <= year
        closure = found.scheme.closure
        assert closure is None or year <= closure.after_year
        assert found.is_of_the_year is own
        years = [one.year for one in found.scheme.editions.values() if one.year <= year]
        assert found.edition.year == max(years)
    else:
        assert not own
        over = isinstance(found, Ended)
        assert over is CATALOGUE.schemes[scheme].is_over(year)
