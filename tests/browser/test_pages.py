"""The guidance pages in a real browser: accessible, untroubled by their policy, and usable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import assert_accessible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

# One of each type.
PAGES: Final = [
    "",
    "ordninger/",
    "ordninger/barn-og-unge/2023/",
    "ordninger/kommunalt-rusarbeid/",
    "ordninger/kommunalt-rusarbeid-overgang/",
    "ordninger/tryggest/",
    "kalender/",
    "kommuner/",
    "endringer/",
    "endringer/barn-og-unge/",
    "rammevekst/",
    "kilder/",
    "kilder/satser-2023/",
    "data/",
    "ordliste/",
    "redaktor/",
    "om/utgaver/",
    "404.html",
]
SIZES: Final = [
    pytest.param(DESKTOP, id="desktop"),
    pytest.param(PHONE, id="phone"),
]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> ViewportSize:
    found: ViewportSize = request.param
    return found


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


def is_trouble(message: ConsoleMessage) -> bool:
    blocked = message.text.startswith("Service Worker registration blocked")
    return message.type in ("error", "warning") and not blocked


def test_axe_finds_nothing_on_any_type_of_page(page: Page, server: SiteServer) -> None:
    for address in PAGES:
        page.goto(server.address + address)
        page.evaluate("document.querySelectorAll('article details').forEach(d => d.open = true)")
        assert_accessible(page, address)


def test_no_page_is_wider_than_the_screen(
    page: Page, server: SiteServer, size: ViewportSize
) -> None:
    for address in PAGES:
        page.goto(server.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address


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
