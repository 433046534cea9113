"""Whatever is damaged or missing: another way is taken, or the page says so.

One of each kind here: every file with every fault is tried in ``tests/web/runtime.test.mjs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import STATUS
from tests.browser.test_failures import expect_failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route
    from tests.browser.checker_page import CheckerPage
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser


def expect_start(checker: CheckerPage, way: str) -> None:
    """The right verdict, by this way."""
    checker.wait_until_ready()
    expect(checker.page.locator(STATUS)).to_have_attribute("data-start", way)
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")
    assert checker.foreign == []


def test_without_its_snapshot_the_checker_starts_plainly(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["snapshot.bin"] = "missing"
    expect_start(open_checker().open(), "plain")


def change_description(route: Route, change: Callable[[dict[str, Any]], None]) -> None:
    response = route.fetch()
    described = response.json()
    change(described)
    route.fulfill(response=response, json=described)


def test_a_snapshot_this_browser_restores_differently_is_refused(
    open_checker: Callable[..., CheckerPage],
) -> None:
    def another_image(described: dict[str, Any]) -> None:
        described["snapshot"]["initial"]["hash"] = "sha256-another"

    checker = open_checker()
    checker.page.context.route(
        "**/runtime.json", lambda route: change_description(route, another_image)
    )
    expect_start(checker.open(), "plain")


def test_a_snapshot_pyodide_refuses_is_given_up(open_checker: Callable[..., CheckerPage]) -> None:
    def too_short(described: dict[str, Any]) -> None:
        described["snapshot"]["length"] = 4096

    checker = open_checker()
    checker.page.context.route(
        "**/runtime.json", lambda route: change_description(route, too_short)
    )
    expect_start(checker.open(), "plain")


def test_what_only_the_plain_start_needs_is_told_when_it_is_needed(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults[".whl"] = "corrupt"
    expect_start(open_checker().open(), "snapshot")
    server.faults["snapshot.bin"] = "missing"
    expect_failure(open_checker().open(ready=False), "kom ikke fram")


def test_what_both_starts_need_is_told(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["pyodide.asm.wasm"] = "cut"
    expect_failure(open_checker().open(ready=False), "kom ikke fram")


def test_a_damaged_compressed_form_is_done_without(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker()
    checker.page.context.route(
        "**/pyodide.asm.wasm.gz",
        lambda route: route.fulfill(status=200, body="not what was asked for"),
    )
    expect_start(checker.open(), "snapshot")


def test_a_damaged_copy_in_the_browsers_cache_is_replaced(
    open_checker: Callable[..., CheckerPage],
) -> None:
    damaged: list[str] = []

    def damage_once(route: Route) -> None:
        if damaged:
            route.continue_()
        else:
            damaged.append(route.request.url)
            route.fulfill(status=200, body="an old copy")

    checker = open_checker()
    checker.page.context.route("**/pyodide.asm.mjs", damage_once)
    expect_start(checker.open(), "snapshot")
    assert damaged
