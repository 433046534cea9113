"""When the rules cannot be used, the page says so and shows another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import LOADING_MS, STATUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.checker_page import CheckerPage
    from tests.browser.site_server import Fault, SiteServer

pytestmark = pytest.mark.browser


def expect_failure(checker: CheckerPage, words: str) -> None:
    expect(checker.page.locator(STATUS)).to_have_attribute(
        "data-state", "failed", timeout=LOADING_MS
    )
    failure = checker.page.locator("[data-part=failure]")
    expect(failure).to_have_attribute("role", "alert")
    expect(failure).to_contain_text(words)
    expect(failure.locator("a[href='../ordninger/']")).to_be_visible()
    expect(failure.locator("a[href='../kalender/']")).to_be_visible()
    assert checker.foreign == []


def test_a_worker_that_does_not_come_is_told(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["worker.mjs"] = "missing"
    expect_failure(open_checker().open(ready=False), "kom ikke fram")


@pytest.mark.parametrize("fault", ["missing", "cut"])
def test_a_program_that_does_not_come_or_cannot_be_read_is_told(
    open_checker: Callable[..., CheckerPage], server: SiteServer, fault: Fault
) -> None:
    server.faults["checker.mjs"] = fault
    page = open_checker().page
    page.goto(f"{server.address}sjekk/")
    told = page.get_by_role("alert").filter(has_text="Sjekken virker ikke akkurat nå")
    expect(told).to_contain_text("kom ikke fram til nettleseren")
    expect(told.locator("a[href='../ordninger/']")).to_be_visible()
    # What would do nothing is not shown.
    expect(page.get_by_role("button", name="Vis resultatet")).to_be_hidden()
    expect(page.locator("[data-part=overview]")).to_be_hidden()
    server.mend()
    told.get_by_role("link", name="Last siden på nytt").click()
    expect(page.get_by_role("button", name="Vis resultatet")).to_be_enabled()
    expect(told).to_be_hidden()


def test_trying_again_works_and_the_answers_are_there(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["pyodide.asm.wasm"] = "missing"
    checker = open_checker().open(ready=False)
    expect_failure(checker, "kom ikke fram")
    checker.page.select_option("#f-year", "2023")
    server.mend()
    checker.page.click("[data-action=retry]")
    checker.wait_until_ready()
    expect(checker.card("barn-og-unge")).to_be_visible()
    expect(checker.page.locator("[data-part=failure]")).to_be_empty()


def test_a_runtime_that_never_comes_is_given_up(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["pyodide.asm.wasm"] = "hang"
    checker = open_checker()
    checker.page.clock.install()
    checker.open(ready=False)
    expect(checker.announcement).to_contain_text("Reglene lastes")
    checker.page.clock.fast_forward("10:00")
    expect_failure(checker, "for lang tid")


def test_a_browser_without_what_it_takes_is_told(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker(before="delete globalThis.WebAssembly").open(ready=False)
    expect_failure(checker, "nyere nettleser")
    expect(checker.page.locator("#f-year")).to_be_enabled()
