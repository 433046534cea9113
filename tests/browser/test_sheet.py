"""The one sheet of the pages has all that they use of the theme's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.crawl import theme

if TYPE_CHECKING:
    from tests.browser.crawl import Found

pytestmark = pytest.mark.browser


def test_a_page_has_every_rule_of_the_theme_that_it_uses(found: dict[str, Found]) -> None:
    """A rule that is left out would change no element of any page, in any of its states."""
    for address, one in found.items():
        assert one["sheet"]["used"] >= 40, address
        assert one["sheet"]["missing"] == [], address


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
