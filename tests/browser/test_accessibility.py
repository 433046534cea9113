"""axe finds nothing in any state of the checker, wide or narrow, light or dark.

With nothing answered it is one of the types of page in test_pages.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.axe import assert_accessible
from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize
    from tests.browser.checker_page import CheckerPage
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

CHECKER: Final = "#ts-checker"


def open_all(checker: CheckerPage) -> None:
    checker.page.locator("#ts-checker details").evaluate_all(
        "found => found.forEach(one => { one.open = true; })"
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(
    open_checker: Callable[..., CheckerPage], viewport: ViewportSize
) -> None:
    checker = open_checker(viewport).open()
    checker.page.fill("#f-municipality", "kri")
    assert_accessible(checker.page, "searching", CHECKER)
    checker.municipality("4204")
    checker.choose("year", "2026")
    open_all(checker)
    assert_accessible(checker.page, "a year without rules, details open", CHECKER)
    checker.fact_ung()
    checker.tick("positions_percent", "vary")
    open_all(checker)
    assert_accessible(checker.page, "results, details open", CHECKER)
    checker.write("positions_percent-1", "x")
    checker.tick("applicant_type", "health_trust")
    checker.page.click("button[type=submit]")
    open_all(checker)
    assert_accessible(checker.page, "refusals and mistakes", CHECKER)


def test_axe_finds_nothing_where_the_rules_fail(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["runtime.json"] = "missing"
    checker = open_checker().open(ready=False)
    checker.page.locator("[data-action=retry]").wait_for()
    assert_accessible(checker.page, "failed", CHECKER)


def test_axe_finds_nothing_where_the_program_never_came(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["checker.mjs"] = "missing"
    checker = open_checker()
    checker.page.goto(f"{server.address}sjekk/")
    checker.page.get_by_role("link", name="Last siden på nytt").wait_for()
    assert_accessible(checker.page, "without its program", CHECKER)


def test_colours_can_be_forced_and_movement_reduced(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker(forced_colors="active", reduced_motion="reduce").open()
    checker.fact_ung()
    bar = checker.page.locator(".ts-chart__bar").first
    assert bar.evaluate("bar => getComputedStyle(bar).fill") != "none"
    verdict = checker.card("barn-og-unge").locator(".ts-verdict")
    assert "Dere oppfyller vilkårene" in verdict.inner_text()
