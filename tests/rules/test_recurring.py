"""Dates that come again every year, as far as a source says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.rules.building import changed, edition_data, result, warned

from tilskudd_build.pages.standings import year_groups
from tilskudd_build.pages.views import application_deadlines

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue


def recurring(authority: str = "bufdir", *, years: tuple[int, ...] = (2026, 2027)) -> Catalogue:
    """Return the catalogue with TryggEst's application on 1 December of the year before, always.

    The report is due on 1 April of the year after, always. Its year is 2025, and no other edition.
    """

    def change(data: dict[str, Any]) -> None:
        (call,) = edition_data(data, "tryggest", 2025)["calls"]
        (due,) = call["deadlines"]
        again = {**due, "recurs_for": [str(year) for year in years]}
        call |= {"authority": authority, "announced_on": "2024-10-01"}
        call["deadlines"] = [
            {**again, "date": "2024-12-01"},
            {**again, "kind": "reporting", "date": "2026-04-01", "for_grant_year": "2025"},
        ]

    return changed(change)


def dates(one: Any) -> list[tuple[str, str, bool]]:
    return [(d["kind"], d["date"], d["of_planned_year"]) for d in one["deadlines"]]


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        ("2024-12-02", "announced"),
        ("2025-12-01", "announced"),
        ("2025-12-02", "closed"),
        (None, "announced"),
    ],
)
def test_it_is_announced_for_each_year_that_the_source_covers(
    as_of: str | None, standing: str
) -> None:
    """The day the call of 2025 was published opens no later year."""
    days = {} if as_of is None else {"as_of": as_of}
    one = result("tryggest", recurring(), year=2026, **days)
    assert one["standing"] == standing
    assert (one["edition"], one["basis"]) == (2025, "latest_edition")
    assert dates(one) == [("application", "2025-12-01", True), ("reporting", "2027-04-01", True)]
    report = one["deadlines"][1]
    assert (report["grant_year"], report["for_granted"]) == (2026, False)
    assert str(report["note"]).startswith(
        "Gjelder tilskudd for 2026. "
        "Samme dato hvert år, så langt kilden sier noe: til og med for 2027."
    )


def test_its_own_year_has_its_own_dates_alone() -> None:
    one = result("tryggest", recurring(), year=2025, as_of="2024-11-01")
    assert one["standing"] == "open"
    assert dates(one) == [("application", "2024-12-01", True), ("reporting", "2026-04-01", True)]


def test_of_a_year_that_the_source_does_not_cover_nothing_is_known() -> None:
    one = result("tryggest", recurring(), year=2028, as_of="2026-12-02")
    assert one["standing"] == "unknown_year"
    assert {planned for _, _, planned in dates(one)} == {False}


def test_a_county_governors_date_comes_again_for_its_own() -> None:
    catalogue = recurring("innlandet")
    own, other = (
        result("tryggest", catalogue, year=2026, municipality=one) for one in ("3405", "5001")
    )
    assert (own["standing"], other["standing"]) == ("announced", "unknown_year")


def test_who_is_late_for_a_date_that_comes_again_is_told() -> None:
    one = result("tryggest", recurring(), year=2026, submitted_on="2025-12-02")
    assert "01.12.2025" in warned(one)["submitted-late"]


def test_the_pages_have_every_date_and_the_standing_of_every_year() -> None:
    catalogue = recurring()
    scheme = catalogue.schemes["tryggest"]
    due = application_deadlines(scheme, scheme.editions["2025"])
    assert [one.deadline.date for one in due] == ["2024-12-01", "2025-12-01", "2026-12-01"]
    for year, last in ((2026, "2025-12-01"), (2027, "2026-12-01")):
        (group,) = year_groups(catalogue, scheme, year)
        assert [(one.standing.value, one.due) for one in group.periods] == [
            ("announced", last),
            ("closed", last),
        ]
    (unknown,) = year_groups(catalogue, scheme, 2028)
    assert [one.standing.value for one in unknown.periods] == ["unknown_year"]
