"""What a page may cost its reader: bytes, requests, what holds back the first sight, and jumps.

A budget is what was measured when it was set and about a quarter more. Bytes are those of the files
packed with gzip, as a host sends them. Times are `make lighthouse`'s affair.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

SHIFTS: Final = """
globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
TO_THE_END: Final = """() => {
  scrollTo(0, document.body.scrollHeight);
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
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
LATER: Final = ("/checker/python-", "/checker/rules-", "/checker/runtime.json")


def open_page(browser: Browser, address: str, **options: Any) -> tuple[Page, list[Response]]:  # noqa: ANN401
    context = browser.new_context(locale="nb-NO", service_workers="block", **options)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    came: list[Response] = []
    page.on("response", lambda response: came.append(response))  # noqa: PLW0108
    page.goto(address)
    return page, came


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
        page.evaluate(TO_THE_END)
        assert page.evaluate("shifted") == 0, address
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
