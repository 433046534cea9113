"""What axe finds on a page, asked in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

type Colours = Literal["light", "dark"]

ROOT: Final = Path(__file__).parents[2]
AXE: Final = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING: Final = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ between light and dark: nothing but colours does."""


def axe(page: Page, within: str = "html", asked: object = EVERYTHING) -> list[object]:
    """Return what axe finds: its rules' names, and the elements."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)
    found: list[object] = page.evaluate(
        """async ([runOnly, within]) => {
          const rules = runOnly.type === "tag" ? { "target-size": { enabled: true } } : {};
          const { violations } = await axe.run(within, {
            runOnly, rules, resultTypes: ["violations"],
          });
          return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
        }""",
        [asked, within],
    )
    return found


def axe_in_both_colours(page: Page, within: str = "html") -> dict[Colours, list[object]]:
    """Ask axe in light, and of colours in dark; return what it finds in each.

    Nothing moves meanwhile, so that no colour is caught on its way between.
    """
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = axe(page, within, COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return {"light": axe(page, within), "dark": dark}


def assert_accessible(page: Page, state: str, within: str = "html") -> None:
    """See that axe finds nothing in light or in dark."""
    assert axe_in_both_colours(page, within) == {"light": [], "dark": []}, state
