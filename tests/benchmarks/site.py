"""The checker's files as the site serves them, and a real browser that loads them.

A measurement that needs no page of the site finds here what it needs: `write_checker()` for the
files and `open_page()` for an empty page under a server of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright
from tests.benchmarks.host import hosting
from tests.browser.conftest import ARGUMENTS
from tests.project_copy import ROOT

from ensure_programs import find_program
from tilskudd_build.assets.browser_scripts import bundle
from tilskudd_build.assets.bundle import write_runtime
from tilskudd_build.files.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

CLIENT: Final = "/checker/rules_client.mjs"
"""The address of a script with the page's own `RulesClient`."""
_CLIENT: Final = Path(__file__).with_name("rules_client.mjs")
_EMPTY_PAGE: Final = "<!doctype html><html lang='nb'><meta charset='utf-8'><title>Måling</title>"


def write_checker(site: Path) -> Path:
    """Write the checker's files into an empty folder, as the site's build does.

    Returns:
        The folder in it that holds them.
    """
    loaded = load(ROOT / "schemes")
    write_runtime(site, loaded)
    return site / "checker"


@contextmanager
def open_page(site: Path) -> Iterator[Page]:
    """Open an empty page of a site that holds the checker's files and its client, in a browser.

    Args:
        site: the folder that :func:`write_checker` has written into.

    Raises:
        LookupError: there is no browser.
    """
    browser_path = find_program("chromium")
    if browser_path is None:
        message = "no Chromium was found"
        raise LookupError(message)
    bundle([_CLIENT], site / "checker")
    (site / "index.html").write_text(_EMPTY_PAGE, encoding="utf-8")
    with hosting(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=[*ARGUMENTS])
        page = browser.new_page()
        page.goto(host.address)
        yield page
        browser.close()
