"""The search finds what an adviser looks for, from the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from tests.browser.axe import axe
from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

FIELD: Final = "#tg-search-field"
STATUS: Final = "#tg-search [role=status]"
HITS: Final = "#tg-search li"
HOSTILE: Final = "<img src=x onerror=alert(1)>"
# What is asked, where the first hit leads, and what its title or its text says.
QUESTIONS: Final = [
    ("FACT ung", "ordninger/barn-og-unge/", "FACT ung"),
    ("fact UNG", "ordninger/barn-og-unge/", "FACT ung"),
    ("frist tryggest", "ordninger/tryggest/", "TryggEst"),
    # What is over is found by its name, and says so.
    ("kommunalt rusarbeid", "ordninger/kommunalt-rusarbeid/", "(avsluttet etter 2025)"),
    ("egenandel", "ordninger/barn-og-unge/#egenandel", "trappes ned"),
    ("egenadel", "ordninger/barn-og-unge/#egenandel", "Egenandel"),
    ("Lillehammer", "kommuner/#innlandet", "Lillehammer"),
    ("lillehamer", "kommuner/#innlandet", "Lillehammer"),
    ("Tromsø", "kommuner/#troms-finnmark", "Tromsø"),
    ("TROMSO", "kommuner/#troms-finnmark", "Tromsø"),
    ("forprosjekt", "ordninger/barn-og-unge/#varighet", "forprosjekt"),
    ("forprosjket", "ordninger/barn-og-unge/#varighet", "forprosjekt"),
    ("hvem kan søke tryggest", "ordninger/tryggest/#hvem", "Kommuner som har innført TryggEst"),
    ("rammevekst kristiansand", "rammevekst/#tabell", "Kristiansand"),
]


@pytest.fixture
def page(browser: Browser, server: SiteServer) -> Iterator[Page]:
    """A page to search from; nothing may go wrong in it."""
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.goto(f"{server.address}om/")
    yield page
    context.close()
    assert trouble == []


def open_search(page: Page) -> None:
    """Reach the search with the keyboard, and open it."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("button[data-module=search]:focus").count():
            page.keyboard.press("Enter")
            expect(page.locator(FIELD)).to_be_focused()
            return
    pytest.fail("the search is not reached by the Tab key")


def ask(page: Page, query: str) -> None:
    page.locator(FIELD).press("Control+a")
    page.keyboard.type(query)
    expect(page.locator(STATUS)).to_contain_text(f"«{query}»")


def test_the_first_hit_answers_the_question(page: Page, server: SiteServer) -> None:
    assert not [path for path in server.requested if "search.json" in path]
    open_search(page)
    for query, address, says in QUESTIONS:
        ask(page, query)
        first = page.locator(HITS).first
        where = urljoin(page.url, first.locator("a").get_attribute("href"))
        assert where.removeprefix(server.address).startswith(address), query
        assert says.lower() in first.inner_text().lower(), query


def test_the_words_asked_for_are_marked_where_they_stand(page: Page) -> None:
    open_search(page)
    ask(page, "Tromsø")
    first = page.locator(HITS).first
    expect(first.locator("mark")).to_have_text("Tromsø")
    assert first.locator("p").inner_text().startswith("… ")


def test_a_hit_is_chosen_with_the_keyboard(page: Page, server: SiteServer) -> None:
    open_search(page)
    ask(page, "egenandel")
    page.keyboard.press("Enter")
    expect(page.locator(HITS).first.locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.address}ordninger/barn-og-unge/#egenandel")


def test_leaving_the_search_gives_back_the_place(page: Page) -> None:
    open_search(page)
    page.keyboard.press("Escape")
    expect(page.locator("#tg-search")).to_be_hidden()
    expect(page.locator("button[data-module=search]")).to_be_focused()


def test_a_search_without_a_hit_and_a_hostile_one_are_told_as_text(page: Page) -> None:
    open_search(page)
    ask(page, "xqzw")
    expect(page.locator(STATUS)).to_contain_text("Ingen treff")
    expect(page.locator(HITS)).to_have_count(0)
    ask(page, HOSTILE)
    expect(page.locator(STATUS)).to_contain_text(HOSTILE)
    assert page.locator("#tg-search img").count() == 0


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_the_search(
    browser: Browser, server: SiteServer, viewport: dict[str, int]
) -> None:
    for colours in ("light", "dark"):
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme=colours,
            service_workers="block",
        )
        page = context.new_page()
        page.goto(f"{server.address}404.html")
        open_search(page)
        ask(page, "FACT ung")
        assert axe(page) == [], colours
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        context.close()


def test_a_search_that_does_not_come_says_so_and_can_be_tried_again(
    browser: Browser, server: SiteServer
) -> None:
    server.faults["search.json"] = "missing"
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    page = context.new_page()
    page.goto(f"{server.address}om/")
    open_search(page)
    page.keyboard.type("egen")
    expect(page.locator(STATUS)).to_contain_text("kunne ikke hentes")
    server.mend()
    ask(page, "egenandel")
    expect(page.locator(HITS).first).to_be_visible()
    context.close()
