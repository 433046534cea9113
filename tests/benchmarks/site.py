"""The checker's files as the site serves them, and a real browser that loads them.

A measurement of the start-up finds here what it needs: `bundle()` for the files and `open_page()`
for a page under a server of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright
from tests.benchmarks.host import hosting
from tests.browser.conftest import ARGUMENTS
from tests.project_copy import ROOT

from ensure_browser import find_browser
from tilskudd_build.bundle import write_runtime
from tilskudd_build.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

SITE: Final = ROOT / "build" / "bench" / "site"
EMPTY_PAGE: Final = "<!doctype html><html lang='nb'><meta charset='utf-8'><title>Måling</title>"


@cache
def bundle() -> Path:
    """Build the checker's files with the builder the site uses; return their folder."""
    loaded, _ = load(ROOT / "schemes")
    write_runtime(SITE, loaded)
    (SITE / "index.html").write_text(EMPTY_PAGE, encoding="utf-8")
    return SITE / "checker"


@contextmanager
def open_page() -> Iterator[Page]:
    """Open an empty page of a site that holds the checker's files, in a real browser.

    Raises:
        LookupError: there is no browser.
    """
    browser_path = find_browser()
    if browser_path is None:
        message = "no Chromium was found"
        raise LookupError(message)
    bundle()
    with hosting(SITE) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=[*ARGUMENTS])
        page = browser.new_page()
        page.goto(host.address)
        yield page
        browser.close()
