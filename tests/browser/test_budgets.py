"""What a page may cost its reader: bytes, requests, what holds back the first sight, and jumps.

A budget is what was measured when it was set and about a quarter more. Bytes are those of the files
packed with gzip, as a host sends them. Times are `make lighthouse`'s affair.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.crawl import CHECKER_PAGE, TO_THE_END, read_to_the_end, wrong
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Response, ViewportSize
    from tests.browser.crawl import Found
    from tests.browser.site_server import SiteServer

type WaitUntil = Literal["commit", "load"]

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Budget:
    """What a type of page may cost."""

    kilobytes: int
    requests: int
    holds_back: tuple[str, ...]


GUIDANCE: Final = Budget(33, 7, ("site.css",))
# Its own scripts and words; the rules and Python come after, and are measured by `make bench`.
CHECKER: Final = Budget(60, 8, ("site.css",))
# One of each way a page is laid out.
SLOW_PAGES: Final = [
    "",
    "ordninger/",
    "ordninger/barn-og-unge/2023/",
    "kalender/",
    "kommuner/",
    "endringer/barn-og-unge/",
    "rammevekst/",
    "kilder/satser-2023/",
    "404.html",
    "sjekk/",
]


def open_page(
    browser: Browser,
    address: str,
    *,
    wait_until: WaitUntil = "load",
    **options: Any,
) -> tuple[Page, list[Response]]:
    context = browser.new_context(locale="nb-NO", service_workers="block", **options)
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    came: list[Response] = []
    # Playwright marks what it calls, and a method of a list cannot be marked.
    page.on("response", lambda response: came.append(response))  # noqa: PLW0108 - as said
    page.goto(address, wait_until=wait_until)
    return page, came


def test_a_page_stays_within_its_budget(crawled: Callable[[str], dict[str, Found]]) -> None:
    """On a phone: what lies further down is fetched when it is needed."""
    for address, one in crawled("phone").items():
        budget = CHECKER if address == CHECKER_PAGE else GUIDANCE
        assert one["bytes"] <= budget.kilobytes * 1000, address
        assert len(one["requests"]) <= budget.requests, (address, one["requests"])
        assert sorted(one["holds_back"]) == sorted(budget.holds_back), address


def test_nothing_moves_when_a_page_is_read_to_the_end(found: dict[str, Found]) -> None:
    assert wrong(found, "shifts") == {}
    assert wrong(found, "images_without_size") == {}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_page_comes_slowly(
    browser: Browser, server: SiteServer, viewport: ViewportSize
) -> None:
    """Whatever part is drawn before the rest has come stays where it is."""
    server.faults |= {"/": "slow", "404.html": "slow"}
    for address in SLOW_PAGES:
        page, _ = open_page(browser, server.address + address, viewport=viewport)
        read_to_the_end(page)
        assert page.evaluate("shifts") == [], address
        page.context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("reader_at", ["the start", "the end"])
def test_nothing_moves_when_the_scripts_come(
    browser: Browser, server: SiteServer, viewport: ViewportSize, reader_at: str
) -> None:
    """What scripts put on a page has its room there from the start, wherever the reader is."""
    for address in ["", "ordninger/", "ordninger/barn-og-unge/2023/", "kalender/"]:
        server.faults |= {"site.mjs": "hang", "status.mjs": "hang"}
        page, _ = open_page(
            browser, server.address + address, wait_until="commit", viewport=viewport
        )
        page.locator(".tg-footer").wait_for()
        page.evaluate(TO_THE_END if reader_at == "the end" else "scrollTo(0, 0)")
        server.mend()
        page.locator(".tg-scheme:not(:empty)").wait_for()
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("shifts") == [], address
        page.context.close()


def test_what_moves_is_seen(browser: Browser, server: SiteServer) -> None:
    """The watching watches: what is put in above the text moves it."""
    page, _ = open_page(browser, f"{server.address}om/", viewport=DESKTOP)
    page.evaluate(
        "document.querySelector('h1').before(document.querySelector('.tg-footer').cloneNode(true))"
    )
    page.evaluate(TO_THE_END)
    assert page.evaluate("shifts") != []
    page.context.close()


def test_a_page_twice_its_budget_would_be_seen(browser: Browser, server: SiteServer) -> None:
    """The counting counts: a page with the search open costs more than one may."""
    page, came = open_page(browser, f"{server.address}om/", viewport=DESKTOP)
    before = len(came)
    page.click("button[data-module=search]")
    page.locator("#tg-search input").fill("frist")
    page.locator("#tg-search li").first.wait_for()
    assert len(came) > before
    size = sum(len(gzip.compress(one.body(), mtime=0)) for one in came)
    assert size > GUIDANCE.kilobytes * 1000
    page.context.close()
