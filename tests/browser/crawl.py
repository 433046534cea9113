"""One visit to every type of page: all that tests ask of each of them, asked while it is open.

Loading a page is what takes time, so each is loaded once for a screen, whoever wants to know. Here
nothing is judged: the tests read what was found, each for its own sentence.
"""

from __future__ import annotations

import gzip
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from tests.browser.axe import axe_in_both_colours
from tests.browser.checker_page import REPORT_VIOLATIONS
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        ConsoleMessage,
        Page,
        Response,
        ViewportSize,
    )

type Found = dict[str, Any]
"""What was found on one page, by the names of the questions; JSON, so that processes share it."""

PAGES: Final = [
    "",
    "ordninger/",
    "ordninger/barn-og-unge/",
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
    "kilder/nordland-2025/",
    "kilder/satser-2023/",
    "data/",
    "ordliste/",
    "redaktor/",
    "om/",
    "om/utgaver/",
    "om/lisenser/",
    "tilgjengelighet/",
    "404.html",
]
"""One of each type, and what else has a form of its own."""
CHECKER_PAGE: Final = "sjekk/"
EVERY_TYPE: Final = [*PAGES, CHECKER_PAGE]

QUESTIONS: Final = Path(__file__).with_name("wcag.js")
SHEET: Final = Path(__file__).with_name("sheet.js").read_text(encoding="utf-8")
LATER: Final = ("/checker/python-", "/checker/rules-", "/checker/runtime.json")
"""What comes after the checker's page, and is measured by ``make bench``."""
WIDTHS: Final = (768, 834, 960, 1024, 1280)
"""From a tablet on."""

FORGET: Final = "(localStorage.clear(), sessionStorage.clear())"
TO_THE_END: Final = f"(scrollTo(0, document.body.scrollHeight), {TWO_FRAMES})"
HOLDS_BACK: Final = """() =>
  performance.getEntriesByType("resource")
    .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking")
    .map(({ name }) => name.replace(/.*[/]/, ""))"""
TOO_WIDE: Final = """(tables) => [...document.querySelectorAll(tables)].map(
  (one) => one.scrollWidth - one.clientWidth)"""
HAS_FOCUS: Final = "selector => document.activeElement.matches(selector)"


def crawl(browser: Browser, site: str, viewport: ViewportSize) -> dict[str, Found]:
    """Visit every type of page on a screen of some size; return what is found on each.

    Each is visited as by a reader who comes to it first. A profile for each would do that, too; to
    open one takes as long as half of what is asked.
    """
    # Keeping the whole site takes time, and is tested elsewhere.
    context = browser.new_context(viewport=viewport, locale="nb-NO", service_workers="block")
    for script in (NOTE_SHIFTS, REPORT_VIOLATIONS, QUESTIONS.read_text(encoding="utf-8")):
        context.add_init_script(script)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    watch = _Watch(page)
    found = {}
    for address in EVERY_TYPE:
        found[address] = _visit(page, watch, site + address)
        page.evaluate(FORGET)
        watch.begin()
    context.close()
    return found


def wrong(found: dict[str, Found], question: str) -> dict[str, Any]:
    """Return the pages where a question found anything, and what."""
    return {address: one[question] for address, one in found.items() if one[question]}


def read_to_the_end(page: Page) -> None:
    """Go to the end of a page that has been loaded."""
    if page.locator("#ts-checker").count():
        # Nobody is at the end of so long a page before the rules have said their first word.
        page.locator(".ts-overview__next").wait_for()
    page.evaluate(TO_THE_END)


def theme() -> str:
    """Return the theme's own sheet, whole."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    (sheet,) = (one for one in folder.iterdir() if one.name.endswith(".css") and "main" in one.name)
    return sheet.read_text(encoding="utf-8")


class _Watch:
    """What is asked for, comes and goes wrong while a page is open."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.came: list[Response] = []
        self.trouble: list[str] = []
        self._packed: dict[str, int] = {}
        page.on("request", lambda request: self.asked.append(request.url))
        # Playwright marks what it calls, and a method of a list cannot be marked.
        page.on("response", lambda response: self.came.append(response))  # noqa: PLW0108 - as said
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda m: self.trouble.append(m.text) if is_trouble(m) else None)

    def begin(self) -> None:
        """Begin with the next page; what an address gives stays the same."""
        for seen in (self.asked, self.came, self.trouble):
            seen.clear()

    def bytes_packed(self, response: Response) -> int:
        """Return how many bytes a response has, packed as hosts pack it."""
        if response.url not in self._packed:
            assert response.status == HTTPStatus.OK, response.url
            self._packed[response.url] = len(gzip.compress(response.body(), mtime=0))
        return self._packed[response.url]


def _visit(page: Page, watch: _Watch, address: str) -> Found:
    page.emulate_media(reduced_motion="no-preference")
    # What is asked first changes the page least.
    found = _as_it_comes(page, address, watch)
    page.emulate_media(reduced_motion="reduce")
    found |= _by_keyboard(page)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    found |= _unfolded(page) | {"axe": axe_in_both_colours(page)} | _at_other_widths(page)
    page.evaluate("wcag.space()")
    found["cut_off"] = page.evaluate("wcag.cutOff()")
    page.click("button.tg-scheme")
    hosts = {urlsplit(one).netloc for one in watch.asked if one.startswith("http")}
    other_hosts = sorted(hosts - {urlsplit(address).netloc})
    return found | {"trouble": [*watch.trouble], "other_hosts": other_hosts}


def is_trouble(message: ConsoleMessage) -> bool:
    """Say whether a message on the console tells of something wrong."""
    blocked = message.text.startswith("Service Worker registration blocked")
    return message.type in ("error", "warning") and not blocked


def _as_it_comes(page: Page, address: str, watch: _Watch) -> Found:
    page.goto(address)
    own = [one for one in watch.came if not any(later in one.url for later in LATER)]
    found: Found = {
        "bytes": sum(watch.bytes_packed(one) for one in own),
        "requests": [one.url for one in own],
        "holds_back": page.evaluate(HOLDS_BACK),
        "images_without_size": page.locator("img:not([width][height])").count(),
        "wider_by": page.evaluate("document.documentElement.scrollWidth - innerWidth"),
    }
    read_to_the_end(page)
    return found | {"shifts": page.evaluate("shifts")}


def _by_keyboard(page: Page) -> Found:
    """Say which of the first steps from the keyboard lead elsewhere than past the menu."""
    astray = []
    for key, selector in (
        ("Tab", ".md-skip"),
        ("Enter", "main article"),
        ("Tab", ":is(main, footer) *"),
    ):
        page.keyboard.press(key)
        page.evaluate(TWO_FRAMES)
        if not page.evaluate(HAS_FOCUS, selector):
            astray.append(f"{key} should lead to {selector}")
    return {"astray": astray}


def _unfolded(page: Page) -> Found:
    questions = ("disorder", "moving", "sideways", "unmarked")
    found = {question: page.evaluate(f"wcag.{question}()") for question in questions}
    page.evaluate("document.activeElement.blur()")
    return found | {
        "stacked_wider_by": page.evaluate(TOO_WIDE, ".tg-scroll:has(> .tg-table--stacks)"),
        "sheet": page.evaluate(SHEET, theme()),
    }


def _at_other_widths(page: Page) -> Found:
    """Measure the tables from a tablet on, where the screen is not a phone."""
    size = page.viewport_size
    assert size is not None
    if size["width"] < WIDTHS[0]:
        return {}
    tables = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        tables[str(width)] = page.evaluate(TOO_WIDE, ".tg-scroll")
    page.set_viewport_size(size)
    return {"tables_wider_by": tables}
