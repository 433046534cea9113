"""No page breaks its own policy, asks another host, or obeys what an address or storage says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

import pytest
from tests.browser.checker_page import REPORT_VIOLATIONS
from tests.browser.conftest import DESKTOP
from tests.browser.crawl import wrong
from tests.browser.test_accessibility import open_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page
    from tests.browser.checker_page import CheckerPage
    from tests.browser.crawl import Found
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

MARKUP: Final = "\"'><img src=x onerror=hostile()><script>hostile()</script><svg onload=hostile()>"
HOSTILE_ADDRESSES: Final = [
    f"?q={quote(MARKUP)}&h={quote(MARKUP)}&dato={quote(MARKUP)}&situation={quote(MARKUP)}",
    f"?q={MARKUP}#{MARKUP}",
    "?__proto__[x]=1&constructor=1#__proto__",
]
# Storage that says what colours to use, and what was answered.
HOSTILE_STORAGE: Final = """
globalThis.hostile = () => { globalThis.obeyed = true; };
const markup = %s;
if (location.protocol !== "about:") {
  localStorage.setItem("ts-scheme", markup);
  sessionStorage.setItem("tilskuddssjekken", markup);
}
"""
OBEYED: Final = """() => ({
  obeyed: globalThis.obeyed ?? false,
  images: document.querySelectorAll("img").length,
  handlers: document.querySelectorAll("[onerror], [onload], [onclick]").length,
  inline: [...document.scripts].filter((one) => one.text.includes("hostile()")).length,
})"""
HARMLESS: Final = {"obeyed": False, "handlers": 0, "inline": 0}


def watched(page: Page, site: str) -> list[str]:
    """Collect errors, violations of the policy and requests to other hosts, in page and worker."""
    trouble: list[str] = []
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)

    def asked(address: str) -> None:
        if address.startswith("http") and urlsplit(address).netloc != urlsplit(site).netloc:
            trouble.append(address)

    page.context.on("request", lambda request: asked(request.url))
    return trouble


def test_no_type_of_page_breaks_its_policy_or_asks_another_host(found: dict[str, Found]) -> None:
    assert wrong(found, "trouble") == {}
    assert wrong(found, "other_hosts") == {}


def test_neither_the_search_nor_the_service_worker_breaks_a_policy(
    browser: Browser, server: SiteServer
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO")
    page = context.new_page()
    trouble = watched(page, server.address)
    for address in ("", "404.html", "sjekk/"):
        page.goto(server.address + address)
        page.click("button.tg-scheme")
        page.click("button[data-module=search]")
        page.locator("#tg-search-field").fill("frist")
        page.locator("#tg-search li").first.wait_for()
        page.click("#tg-search [data-action=close]")
        assert trouble == [], address
    context.close()


def test_what_an_address_or_the_storage_says_is_never_obeyed(
    browser: Browser, server: SiteServer
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    context.add_init_script(HOSTILE_STORAGE % repr(MARKUP))
    page = context.new_page()
    trouble = watched(page, server.address)
    for address in ("", "rammevekst/", "404.html", "sjekk/"):
        images = None
        for hostile in ("", *HOSTILE_ADDRESSES):
            # The same page at another fragment would not be loaded anew.
            page.goto("about:blank")
            page.goto(server.address + address + hostile)
            found = page.evaluate(OBEYED)
            images = found["images"] if images is None else images
            assert found == HARMLESS | {"images": images}, address + hostile
            assert trouble == [], address + hostile
    context.close()


def test_what_is_written_in_a_search_or_a_filter_is_never_obeyed(
    browser: Browser, server: SiteServer
) -> None:
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    context.add_init_script(HOSTILE_STORAGE % repr(MARKUP))
    page = context.new_page()
    trouble = watched(page, server.address)
    page.goto(f"{server.address}rammevekst/")
    page.fill("#tg-filter", MARKUP)
    page.click("button[data-module=search]")
    page.locator("#tg-search-field").fill(MARKUP)
    page.locator("#tg-search [role=status]:not(:empty)").wait_for()
    assert page.evaluate(OBEYED) == HARMLESS | {"images": 0}
    assert trouble == []
    context.close()


def test_the_whole_flow_of_the_checker_breaks_no_policy(
    open_checker: Callable[..., CheckerPage],
) -> None:
    """From nothing answered, over mistakes, to a result, another year, and starting over."""
    checker = open_checker().open()
    checker.fact_ung()
    checker.write("positions_percent", MARKUP)
    checker.page.click("button[type=submit]")
    checker.write("positions_percent", "1000")
    checker.choose("year", "2026")
    open_all(checker)
    checker.page.reload()
    checker.wait_until_ready()
    checker.page.click("[data-action=restart]")
    checker.settle()
    checker.assert_untroubled()
