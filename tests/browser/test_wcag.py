"""What WCAG asks of every type of page, and axe cannot see: measured in a real browser.

A failure names the page and the element. The questions themselves are in wcag.js; most are asked
while every type of page is visited once (crawl.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.crawl import EVERY_TYPE, QUESTIONS, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page
    from tests.browser.crawl import Found
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

type Visit = Callable[..., Iterator[tuple[str, Page]]]


@pytest.fixture
def visit(browser: Browser, server: SiteServer) -> Iterator[Visit]:
    """Go through pages in one profile, with everything that folds unfolded."""
    contexts = []

    def go(pages: list[str], **options: Any) -> Iterator[tuple[str, Page]]:
        context = browser.new_context(locale="nb-NO", service_workers="block", **options)
        contexts.append(context)
        context.add_init_script(path=QUESTIONS)
        page = context.new_page()
        for address in pages:
            page.goto(server.address + address)
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            yield address or "/", page

    yield go
    for context in contexts:
        context.close()


def test_the_first_key_leads_past_the_menu(found: dict[str, Found]) -> None:
    assert found.keys() == {*EVERY_TYPE}
    assert wrong(found, "astray") == {}


def test_only_tables_and_code_scroll_sideways(found: dict[str, Found]) -> None:
    """Also at 320 px, which is 1280 px at 400 %."""
    assert wrong(found, "sideways") == {}


def test_nothing_moves_for_a_reader_who_wants_stillness(found: dict[str, Found]) -> None:
    assert wrong(found, "moving") == {}


def test_what_has_the_focus_is_marked(found: dict[str, Found]) -> None:
    assert wrong(found, "unmarked") == {}


def test_no_text_is_cut_off_where_a_reader_sets_it_wider(found: dict[str, Found]) -> None:
    assert wrong(found, "cut_off") == {}


def test_landmarks_headings_tables_and_images_are_in_order(found: dict[str, Found]) -> None:
    assert wrong(found, "disorder") == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_controls_bars_and_signs_are_seen_in_forced_colours(visit: Visit, colours: str) -> None:
    drawn = 0
    pages = ["", "ordninger/barn-og-unge/2023/", "sjekk/"]
    for address, page in visit(
        pages, viewport=DESKTOP, forced_colors="active", color_scheme=colours
    ):
        faint = page.evaluate("wcag.faint()")
        assert faint == [], address
        drawn += page.locator(".tg-chart__bar").count()
        page.keyboard.press("Tab")
        assert page.evaluate("wcag.unmarked()") == [], address
    assert drawn


@pytest.mark.parametrize(
    ("viewport", "pages"),
    [(DESKTOP, ["", "rammevekst/", "404.html"]), (PHONE, ["kalender/", "ordninger/tryggest/"])],
    ids=["desktop", "phone"],
)
def test_a_walk_with_the_tab_key_passes_everything_and_ends(
    visit: Visit, viewport: dict[str, int], pages: list[str]
) -> None:
    for address, page in visit(pages, viewport=viewport):
        wanted = page.evaluate("wcag.focusable().length")
        seen = []
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            here = page.evaluate("wcag.here()")
            if here["at"] < 0 or here["at"] in seen:
                break
            assert here["seen"], (address, here)
            seen.append(here["at"])
        # In reading order, none left out, and out at the end.
        assert seen == list(range(wanted)), address


def test_menu_details_colours_and_wide_tables_answer_to_the_keyboard(
    visit: Visit,
) -> None:
    for address, page in visit(["ordninger/barn-og-unge/2023/"], viewport=PHONE):
        for summary in (".tg-menu > summary", ".tg-legend > summary"):
            page.locator(summary).focus()
            before = page.locator(summary).evaluate("one => one.parentElement.open")
            page.keyboard.press("Enter")
            assert page.locator(summary).evaluate("one => one.parentElement.open") != before, (
                address
            )
        button = page.locator("button.tg-scheme")
        said = button.inner_text()
        button.focus()
        page.keyboard.press("Space")
        expect(button).not_to_have_text(said)
        region = page.locator(".tg-amounts .tg-scroll").first
        region.focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("wcag.scrolls()")


def test_on_a_phone_a_row_of_words_is_read_without_scrolling_sideways(
    crawled: Callable[[str], dict[str, Found]],
) -> None:
    over = {address: one["stacked_wider_by"] for address, one in crawled("phone").items()}
    assert {address for address, tables in over.items() if any(tables)} == set()
    assert {
        "kalender/",
        "endringer/",
        "ordninger/",
        "ordninger/barn-og-unge/",
        "kilder/satser-2023/",
        "ordliste/",
        "redaktor/",
        "tilgjengelighet/",
    } <= {address for address, tables in over.items() if tables}


def test_from_a_tablet_on_no_table_has_to_be_scrolled_sideways(
    crawled: Callable[[str], dict[str, Found]],
) -> None:
    measured = [
        (address, width, over)
        for address, one in crawled("desktop").items()
        for width, tables in one["tables_wider_by"].items()
        for over in tables
    ]
    assert [one for one in measured if one[2]] == []
    assert len(measured) > 100


def test_each_question_finds_its_fault(browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    context.add_init_script(path=QUESTIONS)
    page = context.new_page()
    page.goto("about:blank")
    page.set_content(
        """<!doctype html><html lang="en"><style>
          .wide { width: 300px; overflow-x: auto } .wide p { width: 900px }
          .tight { height: 1.2em; overflow: hidden; line-height: 1.2 }
          button { transition: color 1s } a:focus { outline: none }
          summary { color: #eee; border: 0 }
        </style><body style="background: white"><h1>En</h1><h3>Tre</h3>
        <div class="wide"><p>Bredt</p></div><div class="tight">Trangt og langt, så langt</div>
        <nav></nav><table><tr><td>Uten</td></tr></table><img src="data:,">
        <button>Knapp</button><a href="#x">Lenke</a><details><summary>Blekt</summary></details>"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("wcag.sideways()")[0].startswith("div.wide")
    assert page.evaluate("wcag.moving()")[0].startswith("button")
    assert "a «Lenke»" in page.evaluate("wcag.unmarked()")
    assert page.evaluate("wcag.faint()") == ["summary «Blekt»"]
    said = " ".join(page.evaluate("wcag.disorder()"))
    for fault in ("main", "language", "level", "name", "caption", "headers", "alternative"):
        assert fault in said, fault
    page.evaluate("wcag.space()")
    assert any("div.tight" in found for found in page.evaluate("wcag.cutOff()"))
    context.close()
