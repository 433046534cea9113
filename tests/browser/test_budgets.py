"""What a page may cost its reader: bytes, requests, what holds back the first sight, and jumps.

A budget is what was measured when it was set and about a quarter more. Bytes are those of the files
packed with gzip, as a host sends them. Times are `make lighthouse`'s affair.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES
from tests.browser.test_pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response, ViewportSize
    from tests.browser.site_server import SiteServer

type WaitUntil = Literal["commit", "load"]

pytestmark = pytest.mark.browser

TO_THE_END: Final = f"(scrollTo(0, document.body.scrollHeight), {TWO_FRAMES})"
HOLDS_BACK: Final = """() =>
  performance.getEntriesByType("resource")
    .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking")
    .map(({ name }) => name.replace(/.*[/]/, ""))"""


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
LATER: Final = ("/checker/python-", "/checker/rules-", "/checker/runtime.json")


def open_page(
    browser: Browser,
    address: str,
    *,
    wait_until: WaitUntil = "load",
    **options: Any,  # noqa: ANN401
) -> tuple[Page, list[Response]]:
    context = browser.new_context(locale="nb-NO", service_workers="block", **options)
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    came: list[Response] = []
    page.on("response", lambda response: came.append(response))  # noqa: PLW0108
    page.goto(address, wait_until=wait_until)
    return page, came


def read_to_the_end(page: Page) -> None:
    if page.locator("#ts-checker").count():
        # Nobody is at the end of so long a page before the rules have said their first word.
        page.locator(".ts-overview__next").wait_for()
    page.evaluate(TO_THE_END)


@pytest.mark.parametrize(
    ("addresses", "budget"),
    [(PAGES, GUIDANCE), (["sjekk/"], CHECKER)],
    ids=["guidance", "checker"],
)
def test_a_page_stays_within_its_budget(
    browser: Browser, server: SiteServer, addresses: list[str], budget: Budget
) -> None:
    for address in addresses:
        page, came = open_page(browser, server.address + address, viewport=PHONE)
        fetched = [one for one in came if one.url.startswith("http")]
        assert {urlsplit(one.url).netloc for one in fetched} == {urlsplit(page.url).netloc}
        own = [one for one in fetched if not any(part in one.url for part in LATER)]
        size = sum(len(gzip.compress(one.body(), mtime=0)) for one in own)
        assert size <= budget.kilobytes * 1000, f"{address}: {size} bytes"
        assert len(own) <= budget.requests, [one.url for one in own]
        assert sorted(page.evaluate(HOLDS_BACK)) == sorted(budget.holds_back), address
        assert page.evaluate("document.querySelectorAll('img:not([width][height])').length") == 0
        read_to_the_end(page)
        assert page.evaluate("shifts") == [], address
        page.context.close()


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
