"""The checker as its reader uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import ConsoleMessage, Locator, Page, ViewportSize

STATUS: Final = "[data-part=status]"
READY: Final = "[data-part=status][data-state=ready]"
LOADING_MS: Final = 90_000
"""Long enough for any machine; nothing here measures time."""

REPORT_VIOLATIONS: Final = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class CheckerPage:
    """The checker in a browser, and all that goes wrong in it.

    Attributes:
        troubles: errors and policy violations, in the page and in its worker.
        foreign: requests to other hosts than the site's.
    """

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.troubles: list[str] = []
        self.foreign: list[str] = []
        page.set_default_timeout(LOADING_MS / 4)
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "policy" in message.text.lower():
            self.troubles.append(message.text)

    def _request(self, address: str) -> None:
        if urlsplit(address).netloc != urlsplit(self.site).netloc:
            self.foreign.append(address)

    def open(self, *, ready: bool = True) -> CheckerPage:
        """Go to the checker; wait for the rules where ``ready``."""
        self.page.goto(f"{self.site}sjekk/")
        if ready:
            self.wait_until_ready()
        return self

    def open_bare(self) -> CheckerPage:
        """Go to the checker without its program, where parts of that are tried alone."""
        script = "**/checker/checker.mjs"
        self.page.route(script, lambda route: route.fulfill(content_type="text/javascript"))
        return self.open(ready=False)

    def begin(self, viewport: ViewportSize) -> None:
        """Start over, with the reader's own button where the checker is open."""
        self.page.set_viewport_size(viewport)
        if self.page.url == f"{self.site}sjekk/" and self.page.locator(READY).count():
            self.page.click("[data-action=restart]")
            self.settle()
        else:
            self.open()
        self.troubles.clear()
        self.foreign.clear()

    def wait_until_ready(self) -> None:
        expect(self.page.locator(STATUS)).to_have_attribute(
            "data-state", "ready", timeout=LOADING_MS
        )
        self.settle()

    def settle(self) -> None:
        """Wait until the results are those of the answers given."""
        overview = self.page.locator("[data-part=overview]")
        expect(overview).to_have_attribute("aria-busy", "false", timeout=LOADING_MS)

    def question(self, answer: str) -> Locator:
        return self.page.locator(f"#q-{answer}")

    def choose(self, answer: str, value: str) -> None:
        """Choose in a list."""
        self.page.select_option(f"#f-{answer}", value)
        self.settle()

    def tick(self, answer: str, *options: str) -> None:
        """Tick a choice."""
        for option in options:
            self.page.check(f"#f-{answer}-{option}")
        self.settle()

    def write(self, answer: str, text: str) -> None:
        """Write in a field and leave it."""
        self.page.fill(f"#f-{answer}", text)
        self.page.keyboard.press("Tab")
        self.settle()

    def municipality(self, text: str) -> None:
        """Search for a municipality and take the first found."""
        self.page.fill("#f-municipality", text)
        self.page.keyboard.press("Enter")
        self.settle()

    def on_day(self, day: str) -> None:
        """Count the deadlines from another day than today."""
        self.write("as_of", day)

    def fact_ung(self) -> None:
        """Answer as in the first worked example: FACT ung in 2023, ten positions, four years."""
        self.choose("year", "2023")
        self.municipality("Hamar")
        self.tick("applicant_type", "municipality")
        self.tick("measure", "fact-ung")
        self.tick("new_measure", "true")
        self.write("positions_percent", "1000")
        self.tick("pre_project", "false")

    def card(self, scheme: str) -> Locator:
        return self.page.locator(f"#resultat-{scheme}")

    @property
    def announcement(self) -> Locator:
        return self.page.locator("[data-part=announcement]")

    @property
    def shown(self) -> list[str]:
        """The questions shown."""
        answers: Iterable[str] = self.page.locator("[data-answer]:not([hidden])").evaluate_all(
            "found => found.map(one => one.dataset.answer)"
        )
        return list(answers)

    def expect_verdict(self, scheme: str, verdict: str) -> None:
        expect(self.card(scheme)).to_have_attribute("data-verdict", verdict)

    def expect_focus_in(self, selector: str) -> None:
        expect(self.page.locator(f"{selector}:focus, {selector} :focus")).to_have_count(1)

    def assert_untroubled(self) -> None:
        assert self.troubles == []
        assert self.foreign == []


def amounts(text: str) -> list[str]:
    """Return the amounts of kroner in a text, without their separators."""
    return [re.sub(r"\D", "", found) for found in re.findall(r"[\d\s]+(?=\skr)", text)]
