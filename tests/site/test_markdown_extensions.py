"""What we add to Markdown: blocks of HTML as it makes them itself, and tables in regions."""

from __future__ import annotations

from typing import Final

import markdown  # type: ignore[import-untyped]
import pytest
from tests.html_tree import read_html
from tests.project_copy import ROOT

from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import load
from tilskudd_build.pages.site_pages import render_pages

OURS: Final = "tilskudd_build.site.markdown_extensions"
USUAL: Final = ["attr_list", "fenced_code", "tables", "toc"]


def html_of(text: str, *more: str) -> str:
    return str(markdown.markdown(text, extensions=[*USUAL, *more]))


def test_every_page_of_the_site_is_the_same() -> None:
    catalogue = load(ROOT / "schemes").catalogue
    texts = [
        page.markdown
        for page in render_pages(
            catalogue, read_cases(ROOT / "tests" / "cases", catalogue.questions)
        )
    ]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")]
    for text in texts:
        assert html_of(text, f"{OURS}:HtmlBlocks") == html_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "<div>én *linje*</div>",
        "<div>\n<div>inni</div>\n</div>\n\nEtter *blokken*",
        "Før\n\n<p>a</p>\n\n<p>b</p>\n\n- punkt",
        "<p>a</p>\n*midt i*\n<p>b</p>",
        "<div>åpen\n\n*tekst*\n\n</div>",
        "<div>\n</div></div>\n\n*tekst*",
        "<div>a</div> *hale*\n\nmer",
        "<pre><code>&lt;div&gt;</code></pre>\n\n<pre>x</pre>",
        "```html\n\n<div>*kode*</div>\n\n```\n\n*tekst*",
        "    <div>*innrykk*</div>\n\n<span>*i linjen*</span>",
        "- punkt\n\n<div>*a*</div>\n\n- punkt",
        "- punkt\n\n  <div>*a*</div>",
        "<section>\n<sections>*a*</sections></section>",
        "<hr>\n\n<details><summary>a</summary>*b*</details>",
        "<div>a\r\n</div>\r\n\r\n*b*",
        "<div><!-- </div> --></div>\n\n*b*",
        "<script>if (1 < 2) {}</script>\n\n*b*",
    ],
)
def test_what_is_no_whole_block_is_left_to_markdown(text: str) -> None:
    assert html_of(text, f"{OURS}:HtmlBlocks") == html_of(text)


def test_tables_get_a_region_and_names_of_rows_and_columns() -> None:
    text = """## En *"tittel"* {#a}

| Ord | I *koden* |
| --- | --- |
| Årgang | `edition` |
| Sats & mer | `rate` |

Etter.
"""
    html = html_of(text, f"{OURS}:TableRegions")
    assert html.endswith("</section>\n<p>Etter.</p>")
    region = read_html(html).find(css_class="tg-scroll")[0]
    assert region.attributes["aria-label"] == 'En "tittel"'
    (table,) = region.find("table", "tg-table")
    assert table.find("caption")[0].text == 'En "tittel"'
    assert [(one.text, one.attributes["scope"]) for one in table.find("th")] == [
        ("Ord", "col"),
        ("I koden", "col"),
        ("Årgang", "row"),
        ("Sats & mer", "row"),
    ]
    assert [(one.text, one.attributes["data-column"]) for one in table.find("td")] == [
        ("edition", "I koden"),
        ("rate", "I koden"),
    ]


def test_a_table_in_a_quotation_gets_a_region_and_a_table_in_html_is_left_alone() -> None:
    text = "> | a |\n> | --- |\n> | b |\n\n<table><tr><td>c</td></tr></table>"
    page = read_html(html_of(text, f"{OURS}:HtmlBlocks", f"{OURS}:TableRegions"))
    (region,) = page.find("blockquote")[0].find(css_class="tg-scroll")
    assert [one.text for one in region.find("th")] == ["a", "b"]
    assert [one.classes for one in page.find("table")] == [{"tg-table", "tg-table--stacks"}, set()]
