"""The whole flow without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.checker_page import CheckerPage

pytestmark = pytest.mark.browser


def tab_to(checker: CheckerPage, selector: str) -> None:
    for _ in range(120):
        if checker.page.locator(f"{selector}:focus").count():
            return
        checker.page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key")


def test_a_result_is_reached_with_the_keyboard_alone(checker: CheckerPage) -> None:
    keyboard = checker.page.keyboard
    tab_to(checker, "#f-year")
    keyboard.type("2023")
    checker.settle()
    tab_to(checker, "#f-municipality")
    keyboard.type("kristian")
    expect(checker.page.locator("#f-municipality")).to_have_attribute("aria-expanded", "true")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    active = checker.page.locator("#f-municipality").get_attribute("aria-activedescendant")
    chosen = checker.page.locator(f"#{active}").inner_text()
    keyboard.press("Enter")
    checker.settle()
    expect(checker.page.locator("#f-municipality")).to_have_value(chosen)
    expect(checker.page.locator("#f-municipality")).to_have_attribute("aria-expanded", "false")
    tab_to(checker, "#f-applicant_type-municipality")
    keyboard.press("Space")
    checker.settle()
    tab_to(checker, "[name=measure]")
    keyboard.press("Space")
    checker.settle()
    tab_to(checker, "button[type=submit]")
    keyboard.press("Enter")
    checker.expect_focus_in("#ts-results-heading")
    tab_to(checker, "#resultat-barn-og-unge summary")
    keyboard.press("Enter")
    checker.expect_focus_in("#resultat-barn-og-unge")


def test_what_has_focus_is_never_covered(checker: CheckerPage) -> None:
    page = checker.page
    page.set_viewport_size({"width": 320, "height": 640})
    checker.choose("year", "2023")
    for _ in range(60):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const { activeElement: it } = document;
              if (!it.closest("form")) return null;
              const box = it.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              const bar = document.querySelector("[data-part=status]");
              return bar.contains(top) ? it.id : null;
            }"""
        )
        assert covered is None


def test_the_search_field_follows_the_pattern(checker: CheckerPage) -> None:
    page = checker.page
    field = page.locator("#f-municipality")
    listed = page.locator("[role=listbox] [role=option]")
    expect(field).to_have_role("combobox")
    field.press_sequentially("0301")
    expect(listed).to_have_text(["Oslo (0301)"])
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    field.press_sequentially("oslo")
    page.keyboard.press("Tab")
    checker.settle()
    expect(field).to_have_value("Oslo (0301)")
    field.fill("finnes ikke")
    page.keyboard.press("Tab")
    checker.settle()
    expect(checker.question("municipality").locator(".ts-error")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("våler")
    expect(listed).to_have_count(2)
    listed.last.click()
    checker.settle()
    expect(checker.question("municipality").locator(".ts-error")).to_be_hidden()
    expect(field).to_have_value("Våler (3419)")
