"""How a scheme stands is one thing: by the rules, on the pages and in ``status``."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.html_tree import read_html
from tests.pages.test_pages import PAGES, as_html
from tests.rules.building import CATALOGUE, EVALUATOR, changed, edition_data, situation

from tilskudd_build.pages import date_data, standings, views
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words
from tilskudd_build.review import freshness
from tilskudd_rules.standing import Standing, call_periods, scheme_standing, standing_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.model import Catalogue, Scheme

PHRASES: Final = Formatter(words("nb"), CATALOGUE, "nb")
GOVERNORS: Final = standings.county_governors(CATALOGUE)
DAYS: Final = sorted(
    {date(2018, 1, 1) + timedelta(days=n) for n in range(0, 11 * 365, 7)}
    # Where something known changes, the day itself and those beside it.
    | {
        date.fromisoformat(period.begins) + timedelta(days=near)
        for scheme in CATALOGUE.schemes.values()
        for groups in standings.by_year(CATALOGUE, scheme).values()
        for group in groups
        for period in group.periods
        if period.begins
        for near in (-1, 0, 1)
    }
)
SCHEMES: Final = [pytest.param(one, id=one.id) for one in CATALOGUE.schemes.values()]


def data_of(scheme: Scheme, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
    """Return what a page carries of a scheme."""
    found: dict[str, Any] = json.loads(date_data.scheme_data(catalogue, scheme, PHRASES))
    return found


def carried(data: dict[str, Any], year: int, authority: str, day: str) -> str:
    """Return the standing that a page's data has: the last period that has begun."""
    groups = next(groups for first, groups, _ in reversed(data["years"]) if first <= year)
    name = PHRASES.authority(authority)
    own = next((periods for names, periods in groups if name in names), None)
    periods = own or next(periods for names, periods in groups if not names)
    found: str = next(standing for begins, standing, _ in reversed(periods) if begins <= day)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_carries_what_the_rules_say_for_every_year_county_and_day(scheme: Scheme) -> None:
    data = data_of(scheme)
    for day in map(date.isoformat, DAYS):
        for year in range(2016, 2031):
            for authority in GOVERNORS:
                said = scheme_standing(scheme, year, authority, day)
                assert carried(data, year, authority, day) == said.value, (year, authority, day)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_place_of_a_scheme_on_every_page_carries_the_same(scheme: Scheme) -> None:
    data = data_of(scheme)
    own = [f"ordninger/{scheme.id}/", f"ordninger/{scheme.id}/{views.newest(scheme).year}/"]
    for address in ("", "ordninger/", *own):
        page = read_html(as_html(PAGES[address]))
        places = [node.attributes.get("data-scheme", "") for node in page.walk()]
        assert data in [json.loads(place) for place in places if place], address


def test_each_county_governors_call_is_told_as_the_rules_have_it() -> None:
    page = read_html(as_html(PAGES["kommuner/"]))
    places = [node.attributes.get("data-periods", "") for node in page.walk()]
    shown = [json.loads(place) for place in places if place]
    national = views.national_calls(CATALOGUE)
    assert [scheme.id for scheme, _ in national] == ["tryggest"]
    expected = [
        *(call_periods(scheme, edition, None) for scheme, edition in national),
        *(
            call_periods(scheme, edition, str(governor.authority.id))
            for governor in views.county_governors(CATALOGUE)
            for scheme, edition in governor.calls
        ),
    ]
    found = [tuple((begins, standing) for begins, standing, _ in periods) for periods in shown]
    assert found == expected


def test_a_deadline_of_the_call_that_governs_stands_as_its_call_does() -> None:
    for scheme in CATALOGUE.schemes.values():
        for edition in scheme.editions.values():
            for dated in views.application_deadlines(scheme, edition):
                if dated.authority is None:
                    continue
                found = json.loads(date_data.due_data(dated))["periods"]
                periods = [(begins, Standing(standing)) for begins, standing, _ in found]
                own = call_periods(scheme, edition, dated.authority)
                for day in map(date.isoformat, DAYS):
                    assert standing_on(periods, day) is standing_on(own, day)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_status_and_the_pages_agree_on_every_day(scheme: Scheme) -> None:
    """What ``tilskudd status`` calls a year with no known call is that for all, by the rules."""
    newest = views.newest(scheme)
    for day in DAYS:
        if not freshness.is_over(newest, CATALOGUE, day):
            continue
        for authority in GOVERNORS:
            said = scheme_standing(scheme, day.year, authority, day.isoformat())
            assert said in (Standing.UNKNOWN_YEAR, Standing.CLOSED), day
    in_2026 = freshness.is_over(newest, CATALOGUE, date(2026, 11, 26))
    assert in_2026 is (scheme.closure is None)
    assert not any(
        freshness.is_over(edition, CATALOGUE, day)
        for edition in scheme.newest_first[1:]
        for day in DAYS
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-01-15", [(2025, "not_announced")]),
        ("2025-04-30", [(2025, "not_announced")]),
        # After the month of the last deadline on record the next year is planned.
        ("2025-05-01", [(2025, "not_announced"), (2026, "unknown_year")]),
        ("2026-02-01", [(2026, "unknown_year")]),
        ("2026-11-26", [(2027, "unknown_year")]),
        ("2027-02-01", [(2027, "unknown_year")]),
        ("2027-05-01", [(2028, "unknown_year")]),
    ],
)
def test_the_year_named_is_the_one_somebody_plans_for_on_that_day(
    day: str, told: Sequence[tuple[int, str]]
) -> None:
    found = standings.told_on(CATALOGUE, CATALOGUE.schemes["barn-og-unge"], date.fromisoformat(day))
    assert [(one.year, one.standing.value) for one in found] == told


def test_a_call_that_is_still_on_when_its_year_is_over_is_told() -> None:
    def change(data: dict[str, Any]) -> None:
        edition_data(data, "tryggest", 2025)["calls"][0]["deadlines"][0]["date"] = "2026-01-20"

    catalogue = changed(change)
    scheme = catalogue.schemes["tryggest"]
    edition = views.newest(scheme)
    for day, on in (("2026-01-20", True), ("2026-01-21", False)):
        today = date.fromisoformat(day)
        years = [one.year for one in standings.told_on(catalogue, scheme, today)]
        assert (2025 in years) is on
        assert freshness.is_over(edition, catalogue, today) is not on


def test_the_pages_and_the_verdict_say_the_same_of_a_year_without_rules() -> None:
    """A scheme that a source knows of in that year is told from one that nobody knows of."""
    for year in range(2016, 2031):
        for result in EVALUATOR.evaluate(situation(year=year))["schemes"]:
            if result["standing"] == "unknown_year":
                known = year <= standings.known_until(CATALOGUE.schemes[result["scheme"]])
                said = f"Vi har ingen regler for {year}." if known else "Vi vet ikke om ordningen"
                assert result["verdict"].startswith(said), (result["scheme"], year)
