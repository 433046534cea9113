"""A real browser, and the real site served to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import sync_playwright
from tests.browser.checker_page import CheckerPage
from tests.browser.crawl import crawl
from tests.browser.site_server import SiteServer, serving

from ensure_programs import find_program, how_to_get

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ViewportSize
    from tests.browser.crawl import Found
    from tests.conftest import MadeOnce

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever the page might ask of another host comes to nothing, and is seen.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 320, "height": 640}
SCREENS: Final = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="session")
def session_server(site: Path) -> Iterator[SiteServer]:
    with serving(site) as server:
        yield server


@pytest.fixture
def server(session_server: SiteServer) -> Iterator[SiteServer]:
    """The site's server, in working order."""
    session_server.requested.clear()
    yield session_server
    session_server.mend()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_program("chromium")
    assert program is not None, how_to_get("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def crawled(
    browser: Browser, session_server: SiteServer, once: MadeOnce
) -> Callable[[str], dict[str, Found]]:
    """Give what is found on every type of page, on a screen of one of the `SCREENS`."""

    def visit(screen: str) -> dict[str, Found]:
        def make(path: Path) -> None:
            path.write_text(json.dumps(crawl(browser, session_server.address, SCREENS[screen])))

        found: dict[str, Found] = json.loads(once(f"crawl-{screen}.json", make).read_text())
        return found

    return visit


@pytest.fixture(params=SCREENS)
def found(
    request: pytest.FixtureRequest, crawled: Callable[[str], dict[str, Found]]
) -> dict[str, Found]:
    """What is found on every type of page, by its address."""
    return crawled(request.param)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of its own, in which service workers keep what they keep."""
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def open_checker(browser: Browser, server: SiteServer) -> Iterator[Callable[..., CheckerPage]]:
    """Make checkers, each in a profile of its own with nothing kept from before."""
    contexts = []

    def make(
        viewport: ViewportSize = DESKTOP,
        *,
        site: str | None = None,
        before: str | None = None,
        kept_offline: bool = False,
        **options: object,
    ) -> CheckerPage:
        # A service worker's own requests would come in between those a test looks at.
        options["service_workers"] = "allow" if kept_offline else "block"
        context = browser.new_context(viewport=viewport, locale="nb-NO", **options)  # type: ignore[arg-type]
        contexts.append(context)
        if before is not None:
            context.add_init_script(before)
        return CheckerPage(context.new_page(), server.address if site is None else site)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shared_checker(browser: Browser, session_server: SiteServer) -> Iterator[CheckerPage]:
    """One checker for all the tests that need no other: loading it is what takes time."""
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO", service_workers="block")
    yield CheckerPage(context.new_page(), session_server.address)
    context.close()


@pytest.fixture
def checker(shared_checker: CheckerPage, server: SiteServer) -> Iterator[CheckerPage]:
    """The checker with its rules loaded and no answers; nothing may go wrong in it."""
    del server
    shared_checker.begin(DESKTOP)
    yield shared_checker
    shared_checker.assert_untroubled()
