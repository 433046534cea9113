"""How the checker starts: at once, the fast way, with no more than it takes."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import STATUS
from tests.browser.jumps import NOTE_SHIFTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.checker_page import CheckerPage
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

MOST_WITH_SNAPSHOT: Final = 5_500_000
MOST_WITHOUT: Final = 3_900_000


def files_asked_for(page: Page) -> Counter[str]:
    """Count the requests for each of the runtime's files, by name."""
    asked: Counter[str] = Counter()
    page.context.on("request", lambda request: asked.update([request.url.rpartition("/")[2]]))
    return asked


def test_the_snapshot_is_used_and_nothing_it_replaces_is_fetched(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker()
    asked = files_asked_for(checker.page)
    checker.open()
    expect(checker.page.locator(STATUS)).to_have_attribute("data-start", "snapshot")
    assert asked["snapshot.bin.gz"] == 1
    assert asked["pyodide.asm.wasm.gz"] == 1
    replaced = ("python_stdlib.zip", "catalogue.json", ".whl")
    assert not [name for name in asked if name.removesuffix(".gz").endswith(replaced)]
    checker.assert_untroubled()


@pytest.mark.parametrize(
    ("roles", "most"),
    [
        (("loader", "program", "machine", "snapshot"), MOST_WITH_SNAPSHOT),
        (("loader", "program", "machine", "library", "wheel", "catalogue"), MOST_WITHOUT),
    ],
    ids=["with the snapshot", "without"],
)
def test_what_is_sent_is_small(site: Path, roles: tuple[str, ...], most: int) -> None:
    folder = site / "checker"
    files: dict[str, Any] = json.loads((folder / "runtime.json").read_text("utf-8"))["files"]
    sent = 0
    for role in roles:
        path = folder / files[role]["path"]
        small = path.with_name(f"{path.name}.br")
        sent += (small if small.exists() else path).stat().st_size
    assert sent <= most


def test_the_form_takes_answers_while_the_runtime_is_on_its_way(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["pyodide.asm.wasm"] = "hang"
    checker = open_checker(before=NOTE_SHIFTS).open(ready=False)
    checker.page.select_option("#f-year", "2023")
    expect(checker.page.locator("[data-slot=answers]")).to_contain_text("2023")
    assert checker.page.locator(STATUS).get_attribute("data-start") is None
    server.mend()
    checker.wait_until_ready()
    expect(checker.card("barn-og-unge")).to_be_visible()


def test_an_answer_given_before_the_forms_own_program_is_there_counts(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["checker.mjs"] = "hang"
    checker = open_checker()
    checker.page.goto(f"{checker.site}sjekk/", wait_until="commit")
    checker.page.select_option("#f-year", "2023")
    server.mend()
    checker.wait_until_ready()
    expect(checker.page.locator("[data-slot=situation]")).to_contain_text('"year": 2023')


def test_a_municipality_written_before_the_forms_own_program_is_there_is_searched_for(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    for leaves_the_field in (True, False):
        server.faults["checker.mjs"] = "hang"
        checker = open_checker()
        field = checker.page.locator("#f-municipality")
        checker.page.goto(f"{checker.site}sjekk/", wait_until="commit")
        field.fill("Hamar")
        if leaves_the_field:
            field.press("Tab")
        server.mend()
        checker.wait_until_ready()
        if not leaves_the_field:
            # It is still being written, and offered as if it had just been.
            expect(field).to_have_attribute("aria-expanded", "true")
            field.press("Enter")
        expect(field).to_have_value("Hamar (3403)")
        expect(checker.page.locator("[data-slot=situation]")).to_contain_text('"3403"')


def test_without_scripts_the_municipalities_are_a_list(
    open_checker: Callable[..., CheckerPage],
) -> None:
    page = open_checker(java_script_enabled=False).open(ready=False).page
    expect(page.locator("#f-municipality")).to_be_hidden()
    listed = page.get_by_role("combobox", name="Hvilken kommune gjelder det?")
    expect(listed).to_have_count(1)
    expect(listed.locator("option")).to_have_count(358)


def test_nothing_jumps_while_the_rules_load(open_checker: Callable[..., CheckerPage]) -> None:
    checker = open_checker(before=NOTE_SHIFTS).open()
    assert checker.page.evaluate("shifts") == []


def test_the_page_itself_runs_no_python(open_checker: Callable[..., CheckerPage]) -> None:
    watch = """
    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
      WebAssembly[name] = () => { throw new Error("WebAssembly on the page's own thread"); };
    }
    """
    checker = open_checker(before=watch).open()
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")
    checker.assert_untroubled()
