"""What the pages say of their dates on the day they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from tests.browser.axe import axe
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES
from tests.rules.building import CATALOGUE

from tilskudd_build.pages import views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser


# Whatever has moved since the page was opened, noted as it happens.
# What is kept from view for a second stays so until it is arranged, however slow the machine.
HOLD_WAITING: Final = """
  addEventListener("animationstart", () => {
    for (const one of document.getAnimations()) one.pause();
  });
"""
NATIONAL: Final = "ordninger/tryggest/"
"""The directorate's call closed on 31 March 2025 for the whole country."""
ASSUMED: Final = "ordninger/barn-og-unge/"
"""Its deadline was assumed to be in April 2025, and was never announced."""
ENDED: Final = "ordninger/kommunalt-rusarbeid/"
"""Over after 2025; Nordland's call was published on 7 November 2024 and closed on 1 March 2025."""
DATED: Final = ["", "ordninger/", NATIONAL, ASSUMED, f"{ENDED}2023/", "kalender/", "kommuner/"]
GREEN: Final = "tg-day-tag--open"
NO_RULES: Final = "Vi vet ikke om ordningen finnes i {}."


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
        ("2024-12-31", "2025: Lyst ut, 90 dager til fristen"),
        ("2025-03-16", "2025: Lyst ut, 15 dager til fristen"),
        ("2025-03-17", "2025: Lyst ut, stenger om 14 dager"),
        ("2025-03-30", "2025: Lyst ut, stenger i morgen"),
        ("2025-03-31", "2025: Lyst ut, siste dag i dag"),
        ("2025-04-01", f"2025: Fristen er ute {NO_RULES.format(2026)}"),
        ("2026-02-01", NO_RULES.format(2026)),
        ("2026-11-26", NO_RULES.format(2027)),
        ("2027-02-02", f"{NO_RULES.format(2027)} Må kontrolleres"),
        ("2027-04-01", f"{NO_RULES.format(2028)} Må kontrolleres"),
    ],
)
def test_a_scheme_says_first_how_the_planned_year_stands(
    open_on: Callable[..., Page], day: str, says: str
) -> None:
    page = open_on(NATIONAL, day)
    box = page.locator("h1 + .tg-status")
    expect(box.locator("[data-scheme]")).to_have_text(says)
    expect(box).to_contain_text("Siste regler vi har, gjelder 2025.")
    # Nobody has said when it opened.
    expect(page.locator(f".{GREEN}")).to_have_count(0)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-03-31", "2025: Ingen kunngjort frist"),
        ("2025-04-30", "2025: Ingen kunngjort frist"),
        ("2025-05-01", "2025: Ingen kunngjort frist Vet ikke om den finnes i 2026"),
        ("2026-11-26", "Vet ikke om den finnes i 2027"),
    ],
)
def test_a_card_says_it_in_short_and_an_assumed_month_is_never_a_day(
    open_on: Callable[..., Page], day: str, says: str
) -> None:
    card = open_on("", day).locator(".tg-card", has_text="Barn og unge")
    expect(card.locator("[data-scheme]")).to_have_text(says)
    expect(card).to_contain_text("Siste regler vi har, gjelder 2025.")


def test_each_county_governors_call_stands_by_itself_and_open_alone_is_green(
    open_on: Callable[..., Page],
) -> None:
    place = ".tg-status [data-scheme]"
    page = open_on(ENDED, "2025-01-15")
    expect(page.locator(place)).to_have_text(
        "2025: Nordland: åpen, 45 dager til fristen Trøndelag: lyst ut, 45 dager til fristen "
        "Andre: ingen kunngjort frist Avsluttet fra 2026"
    )
    expect(page.locator(f"{place} .{GREEN}")).to_have_text("Nordland: åpen, 45 dager til fristen")
    page = open_on(ENDED, "2025-03-02")
    # Those that stand alike are told together.
    expect(page.locator(place)).to_contain_text("Nordland, Trøndelag: fristen er ute")
    expect(page.locator(f".{GREEN}")).to_have_count(0)


def test_of_a_scheme_that_is_over_nothing_is_said_of_today(open_on: Callable[..., Page]) -> None:
    for address in (ENDED, f"{ENDED}2023/"):
        page = open_on(address, "2026-11-26")
        expect(page.locator("h1 + .tg-status")).to_contain_text("Avsluttet etter 2025.")
        expect(page.locator(".tg-status [data-scheme]")).to_be_empty()
        assert set(page.locator("[data-due]").all_inner_texts()) <= {
            *("Fristen er ute", "Datoen er passert")
        }


def test_the_front_page_of_november_2026_recommends_nothing_that_is_over(
    open_on: Callable[..., Page],
) -> None:
    page = open_on("", "2026-11-26")
    names = page.locator(".tg-card__title").all_inner_texts()
    assert names == ["Barn og unge", "TryggEst", "Voksne med sammensatte behov"]
    assert page.locator(".tg-card [data-scheme]").all_inner_texts() == [
        "Vet ikke om den finnes i 2027"
    ] * len(names)
    expect(page.locator("#avsluttet ~ ul li").first).to_contain_text(
        "Kommunalt rusarbeid (siste år: 2025)"
    )
    expect(page.locator(f".{GREEN}")).to_have_count(0)


def test_what_each_county_governor_has_called_says_how_it_stands(
    open_on: Callable[..., Page],
) -> None:
    page = open_on("kommuner/", "2025-01-15")
    nordland = page.locator("#nordland ~ ul li", has_text="Kommunalt rusarbeid 2025").first
    expect(nordland).to_contain_text("Åpen, 45 dager til fristen")
    expect(nordland).to_contain_text("Avsluttet etter 2025")
    page = open_on("kommuner/", "2026-11-26")
    expect(page.locator("[data-periods]", has_text="Åpen")).to_have_count(0)


def test_the_day_is_norways_wherever_the_reader_is(open_on: Callable[..., Page]) -> None:
    just_after_midnight = "2025-03-31T22:30:00Z"
    page = open_on(NATIONAL, just_after_midnight, timezone="America/Los_Angeles")
    expect(page.locator("[data-scheme]")).to_contain_text("Fristen er ute")


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
    today = page.locator("[data-today]")
    expect(today.locator("[data-slot=day]")).to_have_text("I dag, 26. februar 2025")
    expect(today.locator("[data-slot=count]")).to_have_text("5 datoer ligger foran.")
    # A date that nobody named has set is nobody's to keep to.
    unknown = page.locator("tr", has_text="Kilde uten avsender").locator("[data-due]")
    assert set(unknown.all_inner_texts()) == {"Datoen er passert"}


def test_an_older_edition_makes_no_claim_for_its_scheme(open_on: Callable[..., Page]) -> None:
    page = open_on(f"{ASSUMED}2023/", "2026-11-22")
    assert page.locator("[data-scheme]").count() == 0
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
    assert between[0] == "I dag, 15. mars 2025 3 datoer ligger foran."
    assert between[1].startswith("31. mars 2025 TryggEst")
    assert between[2].startswith("april 2025")
    april = rows("2025-04-02")
    assert april[0] == "I dag, 2. april 2025 2 datoer ligger foran."
    assert april[-1].startswith("31. mars 2025")
    assert april[-1].endswith("Fristen er ute")
    after = rows("2026-11-22")
    none = "Ingen nye frister er kjent. Her er de siste vi vet om."
    assert after[0] == f"I dag, 22. november 2026 {none}"
    assert after[1].startswith("april 2025")
    assert after[-1].startswith("31. mars 2025")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("day", "addresses"),
    [
        # A list of what is over has room for more only where it is: not in the last year of one.
        ("2025-03-15", [NATIONAL, ASSUMED, f"{ASSUMED}2023/", "kalender/", "kommuner/"]),
        ("2026-11-26", DATED),
        ("2027-02-02", DATED),
    ],
)
def test_nothing_moves_when_the_day_is_known(
    browser: Browser,
    server: SiteServer,
    day: str,
    addresses: list[str],
    size: ViewportSize,
) -> None:
    for address in addresses:
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
    for address in ("", NATIONAL, ENDED):
        page = open_on(address, day)
        page.locator(".tg-day-tag").first.wait_for(state="attached")
        assert axe(page) == [], address
