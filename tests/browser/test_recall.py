"""A release that is withdrawn says so, without a network too; and the new one takes its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.browser.axe import assert_accessible
from tests.browser.checker_page import REPORT_VIOLATIONS, CheckerPage
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.jumps import NOTE_SHIFTS, TWO_FRAMES
from tests.browser.releases import (
    BY_NAME,
    BY_TIME,
    NEW,
    NEW_MADE,
    OLD,
    OLD_MADE,
    WHY,
    Release,
    make_nameless,
    write_word,
)
from tests.browser.site_server import serving
from tests.browser.test_offline import CACHES, KEPT, LOOK_FOR_NEW, visit

from tilskudd_build.site.release import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize
    from tests.browser.site_server import Fault, SiteServer

pytestmark = pytest.mark.browser

FIRST: Final = Release(OLD, OLD_MADE)
SECOND: Final = Release(NEW, NEW_MADE)
COLOURS: Final = ["light", "dark"]
WITHDRAWN: Final = "Denne utgaven er trukket tilbake"
REPLACED: Final = "Utgaven du hadde fra før, er trukket tilbake"


@pytest.fixture(scope="module")
def first(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return FIRST.write(site, tmp_path_factory.mktemp("releases") / "first")


@pytest.fixture(scope="module")
def second(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SECOND.write(site, tmp_path_factory.mktemp("releases") / "second")


@pytest.fixture
def host(first: Path) -> Iterator[SiteServer]:
    """A host with the first release, which withdraws nothing."""
    FIRST.tell(first)
    with serving(first) as server:
        yield server


@pytest.fixture
def page(host: SiteServer, context: BrowserContext) -> Page:
    """A page of the first release, which is kept."""
    page = context.new_page()
    visit(page, host.address)
    return page


@pytest.fixture
def publish(host: SiteServer, second: Path) -> Callable[..., None]:
    """Put the second release on the host, in place of the first."""

    def do(*withdrawn: dict[str, Any]) -> None:
        SECOND.withdrawing(*withdrawn).tell(second)
        host.folder = second

    return do


def tell_of(host: SiteServer, *withdrawn: dict[str, Any]) -> None:
    """Put the word of the second release on the host, and nothing else of it."""
    SECOND.withdrawing(*withdrawn).tell_alone(host.folder)


def notice(page: Page) -> Locator:
    return page.locator("[data-module=recall]")


def expect_told(page: Page, title: str, why: str = WHY) -> None:
    alert = notice(page).get_by_role("alert")
    expect(alert).to_contain_text(title)
    expect(alert).to_contain_text(why)
    expect(alert).to_contain_text("20. februar 2026")


def expect_silent(page: Page, host: SiteServer) -> None:
    """The page has asked, and says nothing."""
    page.wait_for_function(
        "() => performance.getEntriesByName(`${location.origin}/release.json`)[0]"
    )
    page.evaluate(TWO_FRAMES)
    expect(notice(page).get_by_role("alert")).to_be_empty()
    expect(page.locator("[data-part=recall-bar]")).to_be_hidden()
    assert notice(page).bounding_box()["height"] == 0  # type: ignore[index]
    assert page.evaluate("Object.keys(localStorage)") == []
    assert f"/{FILE}" in host.requested


@pytest.mark.parametrize("withdrawal", [BY_TIME, BY_NAME], ids=["by time", "by name"])
def test_a_withdrawn_release_is_replaced_without_being_asked_and_the_new_one_says_so(
    host: SiteServer, page: Page, publish: Callable[..., None], withdrawal: dict[str, Any]
) -> None:
    publish(withdrawal)
    page.goto(host.address)
    page.wait_for_function(f"() => document.documentElement.outerHTML.includes('release: {NEW}')")
    expect_told(page, REPLACED)
    assert len(page.evaluate(CACHES)) == 1
    # Until it is read, on every page; and then no more.
    page.goto(f"{host.address}om/")
    expect_told(page, REPLACED)
    page.get_by_role("button", name="Jeg har lest det").click()
    expect(notice(page).get_by_role("alert")).to_be_empty()
    expect(page.locator("#innhold")).to_be_focused()
    page.goto(f"{host.address}kalender/")
    expect_silent(page, host)


def test_a_withdrawn_release_says_so_on_every_page_without_a_network_too(
    host: SiteServer, page: Page, publish: Callable[..., None], context: BrowserContext
) -> None:
    publish(BY_TIME)
    # The new release cannot be kept: one of its files does not come as it should.
    host.faults["kalender/index.html"] = "corrupt"
    page.goto(f"{host.address}om/")
    expect_told(page, WITHDRAWN)
    context.set_offline(True)
    host.faults[""] = "cut"
    for address in ("", "ordninger/barn-og-unge/2023/", "finnes-ikke/", "sjekk/"):
        page.goto(host.address + address)
        expect_told(page, WITHDRAWN)
        expect(notice(page).get_by_role("status")).to_contain_text("Koble til")
    expect(page.locator("[data-part=overview] [data-withdrawn]")).to_be_visible()
    page.get_by_role("button", name="Hent den nye utgaven").click()
    expect(notice(page).get_by_role("status")).to_contain_text("Koble til")
    host.mend()
    context.set_offline(False)
    # Being on the network again is enough.
    page.wait_for_function(f"() => document.documentElement.outerHTML.includes('{NEW}')")
    expect_told(page, REPLACED)


def test_the_button_gets_the_new_release_where_it_cannot_be_kept(
    host: SiteServer, page: Page, publish: Callable[..., None]
) -> None:
    publish(BY_TIME)
    host.faults["kalender/index.html"] = "corrupt"
    page.goto(f"{host.address}om/")
    expect_told(page, WITHDRAWN)
    with page.expect_navigation():
        page.get_by_role("button", name="Hent den nye utgaven").click()
    assert notice(page).get_attribute("data-release") == NEW
    expect(notice(page).get_by_role("alert")).to_be_empty()


def test_the_kept_release_stays_while_there_is_no_other_to_be_had(
    host: SiteServer, page: Page
) -> None:
    """The host tells of the new release, and has none of its pages yet."""
    tell_of(host, BY_TIME)
    page.goto(f"{host.address}om/")
    expect_told(page, WITHDRAWN)
    page.get_by_role("button", name="Hent den nye utgaven").click()
    expect(notice(page).get_by_role("status")).to_contain_text("Vi fikk ikke hentet")
    host.faults[""] = "cut"
    page.reload()
    expect_told(page, WITHDRAWN)


def test_a_valid_release_says_nothing_and_waits_for_its_reader(
    host: SiteServer, page: Page, publish: Callable[..., None]
) -> None:
    """Neither withdrawn by its time nor by its name."""
    other = BY_NAME | {"releases": ["0000-0000-0009"]}
    publish(other, BY_TIME | {"before": OLD_MADE})
    page.goto(host.address)
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    expect_silent(page, host)
    assert notice(page).get_attribute("data-release") == OLD
    expect(page.locator("[data-module=new-release] button")).to_be_visible()
    with page.expect_navigation():
        page.locator("[data-module=new-release] button").click()
    assert notice(page).get_attribute("data-release") == NEW
    expect_silent(page, host)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_on_a_page_of_a_valid_release(
    host: SiteServer, browser: Browser, viewport: ViewportSize
) -> None:
    context = browser.new_context(viewport=viewport, service_workers="block")
    context.add_init_script(NOTE_SHIFTS)
    page = context.new_page()
    page.goto(host.address)
    expect_silent(page, host)
    assert page.evaluate("shifts") == []
    context.close()


UNREADABLE: Final = {
    "a page": "<!doctype html><title>Logg inn</title>",
    "huge": json.dumps(SECOND.withdrawing(BY_TIME).told) + " " * 300_000,
    "withdrawals of another kind": json.dumps(
        SECOND.told | {"withdrawn": [None, 1, "alt", {"before": BY_TIME["before"]}, {"text": 1}]}
    ),
}
"""One of each way to be no such file: as text, by its length, and in part."""


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_says_nothing_and_breaks_nothing(
    host: SiteServer, browser: Browser, text: str
) -> None:
    write_word(host.folder, text)
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    page = context.new_page()
    troubles: list[str] = []
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.goto(host.address)
    expect_silent(page, host)
    page.click("button.tg-scheme")
    assert troubles == []
    context.close()


@pytest.mark.parametrize("fault", ["missing", "cut", "hang"])
def test_what_does_not_come_says_nothing_and_breaks_nothing(
    host: SiteServer, browser: Browser, fault: Fault
) -> None:
    host.faults[FILE] = fault
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    with page.expect_request(f"**/{FILE}"):
        page.goto(host.address)
    page.evaluate(TWO_FRAMES)
    expect(notice(page).get_by_role("alert")).to_be_empty()
    assert troubles == []
    context.close()


MARKUP: Final = "<img src=x onerror=hostile()><b>fet</b>"


def test_what_was_wrong_is_shown_as_the_text_it_is(host: SiteServer, browser: Browser) -> None:
    """And no more of it than a reader reads."""
    tell_of(host, *[BY_TIME | {"text": {"nb": f"{MARKUP} {'x' * 5_000}"}}] * 20)
    page = browser.new_page(service_workers="block")
    troubles: list[str] = []
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.goto(f"{host.address}om/")
    alert = notice(page).get_by_role("alert")
    expect(alert).to_contain_text(MARKUP)
    expect(alert.locator("img, b")).to_have_count(0)
    assert len(alert.inner_text()) < 6_000
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert troubles == []
    page.close()


SHUT_OFF: Final = """
const shut = { get() { throw new DOMException("", "SecurityError"); } };
for (const name of ["localStorage", "sessionStorage", "caches"]) {
  Object.defineProperty(globalThis, name, shut);
}
"""


@pytest.mark.parametrize("before", ["", SHUT_OFF], ids=["no worker", "no storage either"])
def test_a_page_that_is_not_kept_says_so_and_gets_the_new_one(
    host: SiteServer, browser: Browser, publish: Callable[..., None], before: str
) -> None:
    """It was open when the new release came."""
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    context.add_init_script(before)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    tell_of(host, BY_NAME)
    page.goto(f"{host.address}om/")
    expect_told(page, WITHDRAWN)
    publish(BY_NAME)
    with page.expect_navigation():
        page.get_by_role("button", name="Hent den nye utgaven").click()
    assert notice(page).get_attribute("data-release") == NEW
    expect(notice(page).get_by_role("alert")).to_be_empty()
    assert troubles == []
    context.close()


def test_a_host_that_sends_an_old_word_for_a_while_does_not_take_it_back(
    host: SiteServer, browser: Browser
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    page = context.new_page()
    tell_of(host, BY_NAME)
    page.goto(host.address)
    expect_told(page, WITHDRAWN)
    FIRST.tell_alone(host.folder)
    with page.expect_response(f"**/{FILE}") as answer:
        page.reload()
    assert answer.value.json()["release"] == OLD
    page.evaluate(TWO_FRAMES)
    expect_told(page, WITHDRAWN)
    # What is taken back in a later release is.
    Release(NEW, "2026-03-01T10:00:00Z").tell_alone(host.folder)
    page.reload()
    expect_silent(page, host)
    context.close()


def test_what_one_page_hears_the_others_say_at_once(host: SiteServer, browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    open_since_yesterday, page = context.new_page(), context.new_page()
    open_since_yesterday.goto(f"{host.address}om/")
    expect_silent(open_since_yesterday, host)
    tell_of(host, BY_NAME)
    page.goto(host.address)
    expect_told(open_since_yesterday, WITHDRAWN)
    context.close()


def test_nothing_that_is_written_is_lost_when_the_new_release_comes(
    host: SiteServer, context: BrowserContext, publish: Callable[..., None]
) -> None:
    checker = CheckerPage(context.new_page(), host.address)
    visit(checker.page, host.address)
    checker.open()
    checker.fact_ung()
    field = checker.page.locator("#f-positions_percent")
    field.focus()
    publish(BY_TIME)
    assert checker.page.evaluate(LOOK_FOR_NEW) in ("installed", "activated")
    checker.page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
        " && (await caches.keys()).length === 1"
    )
    field.fill("25")
    checker.page.wait_for_timeout(2_500)
    expect(field).to_be_focused()
    with checker.page.expect_navigation():
        field.blur()
    expect_told(checker.page, REPLACED)
    checker.wait_until_ready()
    expect(checker.page.locator("#f-positions_percent")).to_have_value("25")
    expect(checker.page.locator("#f-year")).to_have_value("2023")


@pytest.fixture
def nameless(host: SiteServer, first: Path, tmp_path: Path) -> None:
    """What is published is a release from before releases had names."""
    host.folder = FIRST.write(first, tmp_path / "nameless")
    make_nameless(host.folder)


@pytest.mark.usefixtures("nameless")
def test_releases_from_before_they_had_names_are_replaced_on_their_own_pages(
    host: SiteServer, context: BrowserContext, publish: Callable[..., None]
) -> None:
    """Their scripts know nothing of all this. Both of their pages are open, and neither is used."""
    page, other = context.new_page(), context.new_page()
    visit(page, host.address)
    page.reload()
    other.goto(f"{host.address}om/")
    for one in (page, other):
        assert one.evaluate("navigator.serviceWorker.controller !== null")
        expect(notice(one)).to_have_count(0)
    publish(BY_TIME)
    # A browser looks by itself when a page is opened, though not each time.
    page.evaluate("navigator.serviceWorker.ready.then((found) => { found.update(); })")
    for one in (page, other):
        one.wait_for_function(f"() => document.documentElement.outerHTML.includes('{NEW}')")
        expect_told(one, REPLACED)
    page.wait_for_function(KEPT)
    assert len(page.evaluate(CACHES)) == 1


@pytest.mark.usefixtures("nameless")
def test_releases_from_before_they_had_names_wait_where_nothing_older_is_withdrawn(
    host: SiteServer, context: BrowserContext, publish: Callable[..., None]
) -> None:
    page = context.new_page()
    visit(page, host.address)
    publish(BY_NAME)
    page.reload()
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    expect(notice(page)).to_have_count(0)


def test_what_a_reader_has_not_read_is_passed_on_to_the_next_release(
    host: SiteServer, page: Page, publish: Callable[..., None], second: Path, tmp_path: Path
) -> None:
    publish(BY_TIME)
    page.goto(host.address)
    expect_told(page, REPLACED)
    third = Release("0000-0000-0003", "2026-03-01T10:00:00Z", [BY_TIME])
    host.folder = third.write(second, tmp_path / "third")
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    with page.expect_navigation():
        page.locator("[data-module=new-release] button").click()
    assert notice(page).get_attribute("data-release") == third.name
    expect_told(page, REPLACED)


@pytest.fixture
def told(host: SiteServer, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of a release that is withdrawn."""
    tell_of(host, BY_NAME)
    contexts = []

    def make(address: str = "om/", **options: Any) -> Page:
        context = browser.new_context(locale="nb-NO", service_workers="block", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(host.address + address)
        expect_told(page, WITHDRAWN)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_notice_is_there_for_everybody(
    told: Callable[..., Page], viewport: ViewportSize
) -> None:
    page = told(viewport=viewport)
    assert_accessible(page, "withdrawn")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = notice(page).bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, viewport["width"])
    # The first thing after the way past the header.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hent den nye utgaven")).to_be_focused()
    for colours in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=colours)
        line = notice(page).evaluate(
            "one => [getComputedStyle(one).borderTopColor, getComputedStyle(one).backgroundColor]"
        )
        assert line[0] != line[1]


def test_it_is_announced_once(told: Callable[..., Page], host: SiteServer) -> None:
    page = told()
    page.evaluate(
        """() => {
          globalThis.changes = 0;
          new MutationObserver(() => { changes += 1; }).observe(
            document.querySelector("[data-module=recall] [role=alert]"),
            { childList: true, subtree: true, characterData: true },
          );
        }"""
    )
    with page.expect_response(f"**/{FILE}"):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("changes") == 0
    assert host.requested.count(f"/{FILE}") > 1


def test_wherever_the_reader_is_the_notice_is_a_step_away(told: Callable[..., Page]) -> None:
    page = told("redaktor/#feil", viewport=PHONE)
    bar = page.locator("[data-part=recall-bar]")
    expect(bar).to_be_visible()
    bar.click()
    expect(notice(page)).to_be_in_viewport()
    expect(bar).to_be_hidden()


def test_it_is_on_paper_too(told: Callable[..., Page]) -> None:
    page = told()
    page.emulate_media(media="print")
    expect(notice(page).get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="Hent den nye utgaven")).to_be_hidden()
    expect(page.locator(".tg-printed")).to_contain_text(OLD)


def test_a_page_opened_from_a_folder_says_which_release_it_is_and_nothing_else(
    first: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto((first / "om" / "index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("link", name=f"Utgave {OLD}")).to_be_visible()
    expect(notice(page).get_by_role("alert")).to_be_empty()
    page.close()


def test_every_page_says_which_release_it_is(host: SiteServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    link = page.get_by_role("link", name=f"Utgave {OLD}")
    for address in ("", "sjekk/", "om/"):
        page.goto(host.address + address)
        expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_have_text("Utgaver")
    expect(page.locator("#trukket-tilbake + ul li").first).to_contain_text("Trukket tilbake")
    context.close()
