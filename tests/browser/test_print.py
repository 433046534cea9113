"""A page on paper: what it is about, unfolded, with its address, the date and the version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import CheckerPage
from tests.rules.building import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

SCHEME: Final = "ordninger/barn-og-unge/2023/"
CHROME: Final = (
    "header, footer, form, nav, aside, button, .md-search, .tg-toc, .tg-button, .md-skip, "
    ".tg-new-release"
)
AFTER: Final = "link => getComputedStyle(link, '::after').content"


@pytest.fixture
def printed(browser: Browser, server: SiteServer) -> Iterator[Callable[..., Page]]:
    """Open a page as it is printed, by a reader who has chosen dark colours."""
    contexts = []

    def make(address: str, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            locale="nb-NO",
            color_scheme="dark",
            java_script_enabled=scripts,
            service_workers="block",
        )
        contexts.append(context)
        page = context.new_page()
        if scripts:
            page.clock.set_fixed_time("2027-01-15T12:00:00+01:00")
        page.goto(server.address + address)
        page.emulate_media(media="print")
        return page

    yield make
    for context in contexts:
        context.close()


def shown(found: Locator) -> list[str]:
    return [one.evaluate("one => one.outerHTML.slice(0, 80)") for one in found.all() if seen(one)]


def seen(one: Locator) -> bool:
    box = one.bounding_box()
    return one.is_visible() and box is not None and box["height"] > 0


@pytest.mark.parametrize("address", ["", SCHEME, "ordninger/", "kalender/", "om/"])
def test_nothing_is_printed_but_what_the_page_is_about(
    printed: Callable[..., Page], address: str
) -> None:
    page = printed(address)
    assert shown(page.locator(CHROME)) == []
    assert page.locator("h1").is_visible()
    expect(page.locator(".tg-printed")).to_contain_text("15. januar 2027")
    assert page.url in page.locator(".tg-printed").inner_text()
    assert CATALOGUE.version in page.locator(".tg-printed").inner_text()


def test_paper_is_light_whatever_the_reader_has_chosen(printed: Callable[..., Page]) -> None:
    page = printed(SCHEME)
    ink = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(18, 35, 59)"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_is_folded_is_printed(printed: Callable[..., Page], *, scripts: bool) -> None:
    page = printed(SCHEME, scripts=scripts)
    for inside in page.locator("article .tg-example tbody, article .tg-legend dl").all():
        assert seen(inside)


def test_on_the_screen_all_is_as_before_afterwards(printed: Callable[..., Page]) -> None:
    page = printed(SCHEME)
    expect(page.locator("article .tg-example[open]").first).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("article details[open]")).to_have_count(0)
    assert not page.locator(".tg-printed").is_visible()
    link = page.locator(".tg-status a").first
    assert link.evaluate(AFTER) == "none"


def test_links_say_where_they_lead_where_that_is_of_use(
    printed: Callable[..., Page], server: SiteServer
) -> None:
    page = printed(SCHEME)
    newer = page.locator(".tg-status a", has_text="2025")
    expect(newer).to_have_attribute("data-address", f"{server.address}ordninger/barn-og-unge/")
    assert f"{server.address}ordninger/barn-og-unge/" in newer.evaluate(AFTER)
    for useless in ("a.tg-ref", ".tg-toc a", "table a", "a[href^='mailto:']"):
        for link in page.locator(f"article {useless}").all():
            assert link.evaluate(AFTER) in ("none", "normal", '""'), useless


def test_pages_break_between_things_and_not_inside_them(printed: Callable[..., Page]) -> None:
    page = printed(SCHEME)
    for whole in ("tr", "li", ".tg-measure", ".tg-criterion", ".tg-status"):
        one = page.locator(f"article {whole}").first
        assert one.evaluate("one => getComputedStyle(one).breakInside") == "avoid", whole
    for heading in page.locator("article :is(h2, h3)").all():
        assert heading.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"


def test_a_result_is_printed_whole_with_the_version_of_its_rules(
    browser: Browser, server: SiteServer
) -> None:
    context = browser.new_context(locale="nb-NO", service_workers="block")
    checker = CheckerPage(context.new_page(), server.address)
    checker.page.clock.set_fixed_time("2027-01-15T12:00:00+01:00")
    checker.open().fact_ung()
    unfolded = checker.card("barn-og-unge").locator("details[open]")
    before = unfolded.count()
    version = checker.page.locator("[data-slot=version]").text_content() or "?"
    checker.page.emulate_media(media="print")
    line = checker.page.locator(".tg-printed")
    expect(line).to_contain_text("15. januar 2027")
    expect(line).to_contain_text(version)
    assert shown(checker.page.locator(CHROME)) == []
    card = checker.card("barn-og-unge")
    for inside in card.locator(".ts-table tbody, .ts-criteria, .ts-deadlines").all():
        assert seen(inside)
    expect(checker.page.locator("[data-slot=answers]")).to_be_visible()
    assert "innlandet-2023" in card.locator("[data-key=sources] a").first.evaluate(AFTER)
    checker.page.emulate_media(media="screen")
    expect(unfolded).to_have_count(before)
    checker.assert_untroubled()
    context.close()
