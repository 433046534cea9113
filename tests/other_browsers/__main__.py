"""The checker's flow in Firefox and WebKit: `make browsers` prints what each of them does."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from tests.browser.site_server import serving
from tests.other_browsers.drivers import DriverError, MissingBrowserError, firefox, webkit
from tests.project_copy import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.browser.site_server import SiteServer
    from tests.other_browsers.drivers import Driver

SITE: Final = ROOT / "build" / "browsers" / "site"
BROWSERS: Final[dict[str, Callable[[], AbstractContextManager[Driver]]]] = {
    "Firefox": firefox,
    "WebKit": webkit,
}
PACKAGES: Final = "apt-get install firefox-esr webkit2gtk-driver xvfb"

STARTED: Final = """
const status = document.querySelector("[data-part=status]");
return status?.dataset.state === "ready" && status.dataset.start;
"""
SETTLED: Final = """
const overview = document.querySelector("[data-part=overview]");
return overview.getAttribute("aria-busy") === "false";
"""
VERDICT: Final = """
return document.querySelector("#resultat-barn-og-unge[data-verdict=eligible]")?.innerText;
"""
MILLIONS: Final = re.compile(r"\d\d\s\d{3}\s\d{3}\skr")
KEPT: Final = """
if (!("serviceWorker" in navigator)) return "cannot";
const registration = await navigator.serviceWorker.getRegistration();
return Boolean(registration?.active);
"""
"""Whether the site is kept. WebKit says of some active workers that they are installing."""


class WrongError(Exception):
    """The checker does something else than it should."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found!r}, expected {expected!r}")


def main() -> int:
    """Try all browsers; return the exit code."""
    build(ROOT, SITE).check_returncode()
    failed = False
    for name, browser in BROWSERS.items():
        for way in ("snapshot", "plain"):
            try:
                with serving(SITE) as server, browser() as driver:
                    told = _flow(driver, server, way)
            except (DriverError, WrongError) as error:
                failed = True
                told = f"FAILED: {error}"
            except MissingBrowserError:
                failed = True
                told = f"FAILED: it is not installed; on Debian: {PACKAGES}"
            sys.stdout.write(f"{name}, {way}: {told}\n")
            sys.stdout.flush()
    return int(failed)


def _flow(driver: Driver, server: SiteServer, way: str) -> str:
    """Answer the questions as in the first worked example, and once more with no network."""
    if way == "plain":
        server.faults["snapshot.bin"] = "missing"
    driver.go(f"{server.address}sjekk/")
    started = driver.wait_for(STARTED)
    if way == "plain" != started:
        raise WrongError(started, way)
    _answer(driver)
    total = _total(driver)
    told = f"started the {started} way; {total}"
    if way == "plain":
        # An edition that is not whole is not kept.
        return told
    if driver.wait_for(KEPT) == "cannot":
        return f"{told}; it keeps no sites for use without a network"
    server.faults[""] = "cut"
    driver.go(f"{server.address}kalender/")
    driver.go(f"{server.address}sjekk/")
    driver.wait_for(STARTED)
    if (again := _total(driver)) != total:
        raise WrongError(again, total)
    return f"{told}; the same without a network"


def _total(driver: Driver) -> str:
    verdict = driver.wait_for(VERDICT)
    found = MILLIONS.search(verdict)
    if found is None:
        raise WrongError(verdict, MILLIONS.pattern)
    return " ".join(found.group().split())


def _answer(driver: Driver) -> None:
    def kept(answer: str) -> None:
        driver.wait_for(SETTLED)
        driver.wait_for(f"return sessionStorage.getItem('tilskuddssjekken').includes('{answer}')")

    driver.click("#f-year option[value='2023']")
    kept("year")
    driver.write("#f-municipality", "Hamar\ue007")
    kept("municipality")
    for answer, choice in (
        ("applicant_type", "municipality"),
        ("measure", "fact-ung"),
        ("new_measure", "true"),
    ):
        driver.click(f"#f-{answer}-{choice}")
        kept(answer)
    driver.write("#f-positions_percent", "1000\ue004")
    kept("1000")
    driver.click("#f-pre_project-false")
    kept("pre_project")


if __name__ == "__main__":
    sys.exit(main())
