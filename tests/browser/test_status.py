"""What the pages say of their dates on the day they are read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES
from tests.browser.test_accessibility import axe
from tests.rules.building import CATALOGUE

from tilskudd_build import freshness, views
from tilskudd_build.phrases import date_in_words
from tilskudd_build.templating import words
from tilskudd_rules.model import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

NORWAY: Final = ZoneInfo("Europe/Oslo")

# Whatever has moved since the page was opened, noted as it happens.
# What is kept from view for a second stays so until it is arranged, however slow the machine.
HOLD_WAITING: Final = """
  addEventListener("animationstart", () => {
    for (const one of document.getAnimations()) one.pause();
  });
"""
SCHEME: Final = "ordninger/kommunalt-rusarbeid/"
"""Announced to close on 1 March 2025, with two county governors."""
ASSUMED: Final = "ordninger/barn-og-unge/"
"""Its deadline is assumed to be in April 2025."""
DATED: Final = ["", "ordninger/", SCHEME, f"{SCHEME}2023/", "kalender/"]


@pytest.fixture
def open_on(browser: Browser, server: SiteServer) -> Iterator[Callable[..., Page]]:
    """Open pages at noon of a day in Norway, or at a given moment."""
    contexts = []

    def make(
        address: str, moment: str, size: ViewportSize = DESKTOP, timezone: str = "Europe/Oslo"
    ) -> Page:
        context = browser.new_context(
            viewport=size, locale="nb-NO", timezone_id=timezone, service_workers="block"
        )
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(moment if "T" in moment else f"{moment}T12:00:00+01:00")
        page.goto(server.address + address)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-12-01", "90 dager til fristen"),
        ("2025-02-14", "15 dager til fristen"),
        ("2025-02-15", "Stenger om 14 dager"),
        ("2025-02-26", "Stenger om 3 dager"),
        ("2025-02-28", "Stenger i morgen"),
        ("2025-03-01", "Siste dag i dag"),
        ("2025-03-02", "Fristen er ute"),
        ("2025-12-31", "Fristen er ute"),
        ("2026-01-01", "Ny utlysning ikke kjent"),
        ("2027-02-01", "Ny utlysning ikke kjent"),
        ("2027-02-02", "Ny utlysning ikke kjent Ikke kontrollert i tide"),
    ],
)
def test_a_scheme_says_how_it_stands(open_on: Callable[..., Page], day: str, says: str) -> None:
    page = open_on(SCHEME, day)
    expect(page.locator(".tg-today")).to_have_text(says)
    page.goto(page.url.replace(SCHEME, ""))
    card = page.locator(".tg-card", has_text="Kommunalt rusarbeid")
    expect(card.locator(".tg-day--edition")).to_have_text(says)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-03-31", "Frist antatt, ikke kunngjort"),
        ("2025-04-30", "Frist antatt, ikke kunngjort"),
        ("2025-05-01", "Antatt frist er ute"),
        ("2026-01-01", "Ny utlysning ikke kjent"),
    ],
)
def test_an_assumed_month_is_never_a_day(open_on: Callable[..., Page], day: str, says: str) -> None:
    expect(open_on(ASSUMED, day).locator(".tg-today")).to_have_text(says)


def test_the_day_is_norways_wherever_the_reader_is(open_on: Callable[..., Page]) -> None:
    just_after_midnight = "2025-03-01T23:30:00Z"
    page = open_on(SCHEME, just_after_midnight, timezone="America/Los_Angeles")
    expect(page.locator(".tg-today")).to_have_text("Fristen er ute")


def test_every_date_in_the_calendar_says_how_it_stands(open_on: Callable[..., Page]) -> None:
    page = open_on("kalender/", "2025-02-26")
    said = page.locator("[data-due]").all_inner_texts()
    every = [
        dated
        for scheme in CATALOGUE.schemes.values()
        for edition in scheme.editions.values()
        for dated in views.dated_calls(scheme, edition)
    ]
    assert len(said) == len(every)
    assert "" not in said
    reports = page.locator("tr", has_text="Rapporteringsfrist").locator("[data-due]")
    assert {"Frist om 3 dager", "Fristen er ute"} < set(reports.all_inner_texts())


def test_an_older_edition_makes_no_claim_for_its_scheme(open_on: Callable[..., Page]) -> None:
    page = open_on(f"{SCHEME}2023/", "2026-11-22")
    assert page.locator("[data-edition]").count() == 0
    assert set(page.locator("[data-due]").all_inner_texts()) == {
        "Fristen er ute",
        "Datoen er passert",
    }


def test_the_timeline_has_what_is_ahead_first(open_on: Callable[..., Page]) -> None:
    def rows(day: str) -> list[str]:
        page = open_on("", day)
        expect(page.locator(".tg-timeline[data-arranged]")).to_be_visible()
        return [" ".join(row.split()) for row in page.locator(".tg-timeline li").all_inner_texts()]

    between = rows("2025-03-15")
    assert between[0] == "I dag, 15. mars 2025 3 frister er ikke ute ennå."
    assert between[1].startswith("31. mars 2025 TryggEst")
    assert between[2].startswith("april 2025")
    assert between[-1].startswith("1. mars 2025")
    assert between[-1].endswith("Fristen er ute")
    after = rows("2026-11-22")
    assert after[0] == "I dag, 22. november 2026 Ingen nye frister er kjent."
    assert after[1].startswith("april 2025")
    assert after[-1].startswith("1. mars 2025")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("day", ["2025-03-15", "2027-02-02"])
def test_nothing_moves_when_the_day_is_known(
    browser: Browser, server: SiteServer, day: str, size: ViewportSize
) -> None:
    for address in DATED:
        context = browser.new_context(viewport=size, locale="nb-NO", service_workers="block")
        context.add_init_script(NOTE_SHIFTS + HOLD_WAITING)
        page = context.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00+01:00")
        server.faults["status.mjs"] = "hang"
        page.goto(server.address + address, wait_until="commit")
        page.locator("footer").wait_for()
        # The page has been shown before it knows the day.
        page.evaluate(TWO_FRAMES)
        before = page.evaluate("shifts.length")
        assert page.locator(".tg-day-tag").count() == 0
        server.mend()
        page.locator(".tg-day-tag").first.wait_for(state="attached")
        page.evaluate(TWO_FRAMES)
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("shifts")[before:] == [], address
        context.close()


def test_without_scripts_the_dates_stand_in_order_and_nothing_is_said_of_today(
    browser: Browser, server: SiteServer
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(server.address)
    shown = page.locator(".tg-timeline li:visible time")
    dates = [one.get_attribute("datetime") or "" for one in shown.all()]
    assert dates
    assert dates == sorted(dates)
    for address in DATED:
        page.goto(server.address + address)
        for place in page.locator(".tg-day, .tg-timeline__today").all():
            assert not place.is_visible()
    context.close()


@pytest.mark.parametrize("day", ["2025-03-15", "2027-02-02"])
def test_axe_finds_nothing_whatever_the_day(open_on: Callable[..., Page], day: str) -> None:
    for address in ("", SCHEME):
        page = open_on(address, day)
        page.locator(".tg-day-tag").first.wait_for(state="attached")
        assert axe(page) == [], address


# The day itself

ON_DAYS: Final = """async (moments) => {
  const { dayInNorway, inWords } = await import("/checker/today.mjs");
  return moments.map((moment) => {
    const day = dayInNorway(new Date(moment));
    return [day, inWords(day), inWords(day.slice(0, 7))];
  });
}"""


@pytest.mark.parametrize("has", ["Temporal", "Intl alone"])
def test_every_browser_knows_the_day_in_norway_and_writes_it_as_the_pages_do(
    browser: Browser, server: SiteServer, has: str
) -> None:
    """With Temporal and without, it is the day Python has, around every midnight of two years."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    # Midnight in Norway is at 22 or 23 here.
    moments = [start + timedelta(days=n, hours=at) for n in range(2 * 365) for at in (21, 22, 23)]
    page = browser.new_page(timezone_id="Pacific/Auckland", service_workers="block")
    if has != "Temporal":
        page.add_init_script("delete globalThis.Temporal;")
    page.goto(f"{server.address}om/")
    assert page.evaluate("typeof Temporal === 'object'") == (has == "Temporal")
    in_words = words("nb")
    shown = page.evaluate(ON_DAYS, [moment.timestamp() * 1000 for moment in moments])
    for moment, said in zip(moments, shown, strict=True):
        day = moment.astimezone(NORWAY).date().isoformat()
        assert said == [day, date_in_words(day, in_words), date_in_words(day[:7], in_words)]
    page.close()


# The comparison itself


def ask(page: Page, function: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
    return page.evaluate(
        "async ([name, given]) => (await import('/checker/standing.mjs'))[name](...given)",
        [function, list(arguments)],
    )


def due(day: str, opens: str | None = None, certainty: str = "announced") -> dict[str, object]:
    return {"kind": "application", "date": day, "opens": opens, "certainty": certainty}


@pytest.mark.parametrize(
    ("deadline", "day", "state"),
    [
        (due("2027-03-01", "2027-01-15"), "2027-01-14", "not_open"),
        (due("2027-03-01", "2027-01-15"), "2027-01-15", "open"),
        (due("2027-03-01", "2027-01-15"), "2027-02-14", "open"),
        (due("2027-03-01", "2027-01-15"), "2027-02-15", "closing"),
        # It opens some day in January: whether it has, nobody knows before February.
        (due("2027-03-01", "2027-01"), "2026-12-31", "not_open"),
        (due("2027-03-01", "2027-01"), "2027-01-31", "ahead"),
        (due("2027-03-01", "2027-01"), "2027-02-01", "open"),
        # It closes some day in April.
        (due("2027-04"), "2027-03-31", "later_month"),
        (due("2027-04"), "2027-04-01", "this_month"),
        (due("2027-04"), "2027-04-30", "this_month"),
        (due("2027-04"), "2027-05-01", "passed"),
        (due("2027-03-01", certainty="stated-before-call"), "2027-02-28", "assumed"),
        (due("2027-03-01", certainty="interpretation"), "2027-03-02", "assumed_passed"),
    ],
)
def test_a_deadline_is_known_as_far_as_its_source_says(
    open_on: Callable[..., Page], deadline: dict[str, object], day: str, state: str
) -> None:
    page = open_on("om/", day)
    assert ask(page, "standing", deadline, day)["state"] == state


@pytest.mark.parametrize(
    ("deadlines", "day", "state"),
    [
        ([due("2027-03-01"), due("2027-04-01")], "2027-03-02", "ahead"),
        ([due("2027-02-20", certainty="assumed"), due("2027-03-05")], "2027-02-01", "ahead"),
        ([due("2027-02-01"), due("2027-04", certainty="assumed")], "2027-02-02", "assumed"),
        ([due("2027-02-01"), due("2027-01", certainty="assumed")], "2027-02-02", "passed"),
        ([], "2027-06-01", "unknown"),
        ([], "2028-01-01", "over"),
        ([due("2028-01-20")], "2028-01-10", "closing"),
    ],
)
def test_of_several_deadlines_the_next_announced_one_counts(
    open_on: Callable[..., Page], deadlines: list[dict[str, object]], day: str, state: str
) -> None:
    page = open_on("om/", day)
    edition = {"year": 2027, "review_by": "2029-01-01", "deadlines": deadlines}
    assert ask(page, "editionStanding", edition, day)["state"] == state


def test_the_pages_and_the_command_status_agree_on_every_day(open_on: Callable[..., Page]) -> None:
    """What has passed, what is over and what is stale is one thing in JavaScript and in Python."""
    page = open_on("ordninger/", "2026-11-22")
    days = [date(2024, 12, 1) + timedelta(days=n) for n in range(0, 800, 7)]
    days += [date(2025, 3, 1), date(2025, 3, 2), date(2025, 12, 31), date(2026, 1, 1)]
    days += [date(2027, 2, 1), date(2027, 2, 2)]
    active, _ = views.active_first(CATALOGUE)
    shown = page.locator(".tg-card [data-edition]").evaluate_all(
        "found => found.map((one) => JSON.parse(one.dataset.edition))"
    )
    assert len(shown) == len(active)
    for scheme, data in zip(active, shown, strict=True):
        edition = views.newest(scheme)
        assert [d["date"] for d in data["deadlines"]] == [
            one.deadline.date
            for one in views.dated_calls(scheme, edition)
            if one.deadline.kind is DeadlineKind.APPLICATION
        ]
        said = page.evaluate(
            """async ([edition, days]) => {
              const { editionStanding, hasPassed } = await import("/checker/standing.mjs");
              return days.map((day) => {
                const { state, stale } = editionStanding(edition, day);
                const passed = edition.deadlines.map(({ date }) => hasPassed(date, day));
                return [state === "over", stale, passed];
              });
            }""",
            [data, [day.isoformat() for day in days]],
        )
        for day, found in zip(days, said, strict=True):
            passed = [freshness.has_passed(d["date"], day) for d in data["deadlines"]]
            over = freshness.is_over(edition, CATALOGUE, day)
            assert found == [over, freshness.has_passed(edition.review_by, day), passed], day
