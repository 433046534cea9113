"""The guidance pages in a real browser: accessible, untroubled by their policy, and usable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import PHONE, SCREENS
from tests.browser.crawl import is_trouble, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
    from tests.browser.crawl import Found
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser


@pytest.fixture(params=SCREENS)
def size(request: pytest.FixtureRequest) -> ViewportSize:
    return SCREENS[request.param]


@pytest.fixture
def context(browser: Browser, size: ViewportSize) -> Iterator[BrowserContext]:
    # Keeping the whole site takes time, and is tested elsewhere.
    context = browser.new_context(viewport=size, locale="nb-NO", service_workers="block")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; nothing may go wrong in it, a breach of its policy included."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if is_trouble(m) else None)
    yield page
    assert trouble == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_any_type_of_page(found: dict[str, Found], colours: str) -> None:
    assert {address: seen for address, one in found.items() if (seen := one["axe"][colours])} == {}


def test_no_page_is_wider_than_the_screen(found: dict[str, Found]) -> None:
    assert wrong(found, "wider_by") == {}


def test_a_letter_by_itself_does_nothing(page: Page, server: SiteServer) -> None:
    page.goto(f"{server.address}om/")
    for letter in "sfpn/,.":
        page.keyboard.press(letter)
    assert page.url.endswith("/om/")
    assert page.evaluate("document.activeElement === document.body")


def test_the_menu_and_the_way_past_it_work_from_the_keyboard(
    page: Page, server: SiteServer, size: ViewportSize
) -> None:
    page.goto(server.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    if size == PHONE:
        page.locator(".tg-menu > summary").focus()
        page.keyboard.press("Enter")
        page.locator(".tg-menu a", has_text="Frister").click()
        assert page.url.endswith("/kalender/")


def test_the_choice_of_colours_is_kept(page: Page, server: SiteServer) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(server.address)

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    button = page.locator("button.tg-scheme")
    button.click()
    assert ground() == light
    button.click()
    dark = ground()
    assert dark != light
    page.goto(f"{server.address}om/")
    assert ground() == dark
    page.locator("button.tg-scheme").click()
    assert ground() == light


def test_the_frame_growth_table_can_be_searched_and_sorted(page: Page, server: SiteServer) -> None:
    page.goto(f"{server.address}rammevekst/")
    bodies = page.locator("table tbody")
    page.get_by_label("Finn kommune").fill("søgne")
    assert [body.is_visible() for body in bodies.all()].count(True) == 1
    assert page.locator("tbody:visible th").first.inner_text() == "Kristiansand"
    assert "1 av" in page.locator(".tg-filter [role=status]").inner_text()
    page.get_by_label("Finn kommune").fill("")
    header = page.get_by_role("button", name="Prognose, samlet til og med 2018")
    header.click()
    assert bodies.first.locator("th").first.inner_text() == "Bykle"
    assert page.locator("th[aria-sort=ascending]").count() == 1
    header.click()
    assert bodies.first.locator("th").first.inner_text() == "Kristiansand"


def test_the_pages_work_without_scripts(
    browser: Browser, server: SiteServer, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}rammevekst/")
    assert page.locator("table").is_visible()
    assert not page.locator("button.tg-scheme").is_visible()
    if size == PHONE:
        page.click(".tg-menu > summary")
    page.locator("header a:visible", has_text="Ordninger").click()
    assert page.url.endswith("/ordninger/")
    context.close()
