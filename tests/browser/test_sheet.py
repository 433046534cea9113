"""The one sheet of the pages has all that they use of the theme's."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.test_pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

# Every selector of the theme's sheet that finds something on the page or in what its scripts draw
# from, whatever state the reader brings it in, and that the page's own sheets do not have.
MISSING: Final = """(theme) => {
  const EACH = /,(?![^(]*[)])/;
  const selectors = (sheet) => {
    const found = new Set();
    const walk = (rules, around) => {
      for (const rule of rules) {
        if (rule.selectorText !== undefined) {
          if ([...rule.style].every((name) => name.startsWith("--"))) continue;
          for (const one of rule.selectorText.split(EACH)) found.add(`${around}{${one.trim()}`);
        } else if (rule.cssRules) {
          walk(rule.cssRules, `${around}${rule.media?.mediaText ?? ""} `);
        }
      }
    };
    walk(sheet.cssRules, "");
    return found;
  };
  const whole = new CSSStyleSheet();
  whole.replaceSync(theme);
  const there = new Set([...document.styleSheets].flatMap((sheet) => [...selectors(sheet)]));
  const roots = [document, ...[...document.querySelectorAll("template")].map((t) => t.content)];
  const finds = (selector) => {
    const still = selector.replace(/^[^{]*{/, "")
      .replace(/::?(?!not|is|where|has|root)[a-z-]+([(][^()]*[)])?/g, "") || "*";
    try {
      return roots.some((root) => root.querySelector(still) !== null);
    } catch {
      return false;
    }
  };
  const used = [...selectors(whole)].filter(finds);
  return { used: used.length, missing: used.filter((selector) => !there.has(selector)) };
}"""


def theme() -> str:
    folder = files("material") / "templates" / "assets" / "stylesheets"
    (sheet,) = (one for one in folder.iterdir() if one.name.endswith(".css") and "main" in one.name)
    return sheet.read_text(encoding="utf-8")


def test_a_page_has_every_rule_of_the_theme_that_it_uses(
    browser: Browser, server: SiteServer
) -> None:
    """A rule that is left out would change no element of any page, in any of its states."""
    page = browser.new_page(service_workers="block", bypass_csp=True)
    for address in [*PAGES, "sjekk/"]:
        page.goto(server.address + address)
        found: dict[str, Any] = page.evaluate(MISSING, theme())
        assert found["used"] >= 40, address
        assert found["missing"] == [], address
    page.close()


def test_every_value_that_is_named_is_there(site: Path) -> None:
    text = (site / "assets" / "site.css").read_text(encoding="utf-8")
    named = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert named - set(re.findall(r"(--[\w-]+):", text)) == set()


def test_the_theme_s_own_files_are_not_sent(site: Path) -> None:
    assert [path.relative_to(site) for path in site.rglob("*.css")] == [Path("assets/site.css")]
    assert not list((site / "assets").rglob("*.js"))
    joined = (site / "assets" / "site.css").read_text(encoding="utf-8")
    assert "md-nav" not in joined
    # Ours begins with the tokens; before it stands what is left of the theme's.
    assert joined.index("--ts-ink:") < len(theme()) / 6
