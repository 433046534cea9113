"""Links inside the site: followed to a file and to a place in it, and told where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tilskudd_build.site.internal_links import broken_links, files_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for page, html in {
        "": '<a href="om/#hvem">Om</a>',
        "om/": '<h2 id="hvem">Hvem</h2><a href="../">Hjem</a><a href="#__skip">Hopp</a>',
        "ord/nytt/": '<a href="../../om/">Om</a><img src="../../bilde.png" alt="">',
    }.items():
        (site / page).mkdir(parents=True, exist_ok=True)
        (site / page / "index.html").write_text(html, encoding="utf-8")
    (site / "bilde.png").write_bytes(b"")
    return site


def broken(site: Path, html: str, address: str = "") -> list[tuple[str, str, str]]:
    """Return what is wrong once ``html`` stands at the end of the page «Om»."""
    page = site / "om" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + html, encoding="utf-8")
    found = broken_links(files_of(site), {}, address)
    return [(mistake.code, mistake.location.file, mistake.found) for mistake in found]


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="../ord/nytt/?dato=2027-01-15">Ord</a>',
        '<a href="https://example.org/finnes-ikke/">Et annet sted</a>',
        '<a href="mailto:noen@example.org">Noen</a>',
        '<a class="x" href="#hvem">Hvem</a>',
        '<a href="#">Opp</a>',
        '<a href="../bilde%2Epng">Bilde</a>',
        "<script>const a = '<a href=\"x/\">';</script>",
        '<code>&lt;a href="x/"&gt;</code>',
    ],
)
def test_what_leads_somewhere_or_away_is_left_alone(site: Path, html: str) -> None:
    assert broken(site, html) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<a href="../ord/gammelt/">Ord</a>', "link-to-no-page"),
        ('<a href="../ord/">En mappe uten side</a>', "link-to-no-page"),
        ('<a href="personvern.md">Markdown</a>', "link-to-no-page"),
        ('<img src="../bilde.jpg" alt="">', "link-to-no-page"),
        ('<a href="#hva">Hva</a>', "link-to-no-place"),
        ('<a href="../ord/nytt/#hvem">En annens sted</a>', "link-to-no-place"),
    ],
)
def test_what_leads_nowhere_is_told_with_its_page(site: Path, html: str, code: str) -> None:
    link = html.split('"')[1]
    assert broken(site, html) == [(code, "/om/", link)]


def test_an_address_from_the_root_must_lie_in_the_site(site: Path) -> None:
    html = '<a href="/under/ord/nytt/">Ord</a><a href="/ord/nytt/">Utenfor</a>'
    address = "https://example.org/under/"
    assert broken(site, html, address) == [("link-to-no-page", "/om/", "/ord/nytt/")]


def test_of_a_hand_written_page_the_line_is_told(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "om.md"
    source.write_text("# Om\n\nSe [her](ord.md#nytt).\n", encoding="utf-8")
    page = site / "om" / "index.html"
    page.write_text('<a href="../ord/nytt/#nytt">her</a>', encoding="utf-8")
    (mistake,) = [
        m for m in broken_links(files_of(site), {"om/index.html": source}) if m.found != "om/#hvem"
    ]
    assert (mistake.location.line, mistake.location.column) == (3, 16)
    assert mistake.location.text == "Se [her](ord.md#nytt)."
