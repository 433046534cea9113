"""A site built as on another day: it says so, can be moved to others, and is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.axe import axe
from tests.browser.checker_page import CheckerPage
from tests.browser.site_server import SiteServer, serving
from tests.html_tree import read_html
from tests.project_copy import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.conftest import MadeOnce

pytestmark = pytest.mark.browser

BUILT: str = "Forhåndsvisning slik nettstedet ser ut 15. februar 2025. Ikke publiser."


@pytest.fixture(scope="module")
def preview_site(once: MadeOnce) -> Path:
    def make(folder: Path) -> None:
        built = run(ROOT, "preview", "--date", "2025-02-15", "--site-dir", str(folder))
        assert built.returncode == 0, built.stderr

    return once("preview", make)


@pytest.fixture(scope="module")
def preview_server(preview_site: Path) -> Iterator[SiteServer]:
    with serving(preview_site) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a tab of its own; nothing may go wrong in it."""
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    yield page
    assert trouble == []
    context.close()


def test_every_page_says_what_it_is_without_scripts_too(preview_site: Path) -> None:
    for path in [*preview_site.rglob("index.html"), preview_site / "404.html"]:
        html = path.read_text(encoding="utf-8").removeprefix("<!doctype html>")
        (banner,) = read_html(html).find("aside", "tg-preview")
        assert BUILT in " ".join(banner.text.split())
        assert '<meta name="robots" content="noindex, nofollow">' in html
        assert 'name="ts-offline"' not in html


def test_a_preview_is_kept_by_no_browser_and_is_otherwise_the_whole_site(
    preview_site: Path, site: Path
) -> None:
    assert "unregister" in (preview_site / "offline.mjs").read_text(encoding="utf-8")

    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

    # And it is no release, and has a script of its own.
    assert files(preview_site) == files(site) - {"release.json"} | {"checker/preview.mjs"}


def test_a_site_for_readers_has_no_banner_and_no_day_but_todays(
    page: Page, server: SiteServer
) -> None:
    page.clock.set_fixed_time("2026-11-22T12:00:00+01:00")
    page.goto(f"{server.address}?dato=2025-02-15")
    expect(page.locator("strong[data-slot=day]")).to_have_text("I dag, 22. november 2026")
    assert page.locator(".tg-preview").count() == 0
    assert page.locator("meta[name=robots]").count() == 0


def test_the_preview_shows_its_own_day_whatever_the_clock_says(
    page: Page, preview_server: SiteServer
) -> None:
    page.clock.set_fixed_time("2030-01-01T12:00:00+01:00")
    page.goto(f"{preview_server.address}ordninger/tryggest/")
    expect(page.locator("[data-scheme]")).to_have_text("2025: Lyst ut, 44 dager til fristen")
    assert axe(page) == []


def test_the_day_can_be_moved_and_stays_moved(page: Page, preview_server: SiteServer) -> None:
    page.goto(preview_server.address)
    page.get_by_label("Vis en annen dag").fill("2025-03-30")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.url.endswith("?dato=2025-03-30")
    banner = page.locator(".tg-preview")
    expect(banner).to_contain_text("slik nettstedet ser ut 30. mars 2025")
    page.locator(".tg-timeline a", has_text="TryggEst").click()
    assert "dato" not in page.url
    expect(banner).to_contain_text("slik nettstedet ser ut 30. mars 2025")
    expect(page.locator("[data-scheme]")).to_have_text("2025: Lyst ut, stenger i morgen")
    page.goto(f"{preview_server.address}?dato=2025-02-15")
    expect(banner).to_contain_text(BUILT)


@pytest.mark.parametrize(
    "found", ["<img src=x onerror=alert(1)>", "28.02.2025", "2025-02-30", "2025-02", "0", ""]
)
def test_what_is_no_day_is_told_and_changes_nothing(
    page: Page, preview_server: SiteServer, found: str
) -> None:
    page.goto(preview_server.address)
    page.evaluate("found => { location.search = new URLSearchParams({ dato: found }) }", found)
    banner = page.locator(".tg-preview")
    expect(banner).to_contain_text(f"«{found}» i adressen er ikke en dato.")
    expect(banner).to_contain_text(BUILT)
    assert banner.locator("img").count() == 0
    assert axe(page) == []


def test_the_checker_counts_from_the_day_of_the_preview(
    browser: Browser, preview_server: SiteServer
) -> None:
    context = browser.new_context(locale="nb-NO", service_workers="block")
    checker = CheckerPage(context.new_page(), preview_server.address).open()
    field = checker.page.locator("#f-as_of")
    expect(field).to_have_value("2025-02-15")
    checker.choose("year", "2025")
    checker.page.goto(f"{preview_server.address}sjekk/?dato=2025-03-02")
    checker.wait_until_ready()
    expect(field).to_have_value("2025-03-02")
    checker.assert_untroubled()
    context.close()
