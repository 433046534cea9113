"""HTML is read as Python's own parser reads it."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING, override

import pytest

from tilskudd_build.site.html_reader import End, Start, read, scripts
from tilskudd_build.site.internal_links import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tilskudd_build.site.html_reader import Token


class Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tokens.append(Start(tag, {name: value or "" for name, value in attrs}))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    @override
    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(End(tag))

    @override
    def handle_data(self, data: str) -> None:
        self.tokens.append(data)


def parsed(html: str) -> list[Token]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return joined(parser.tokens)


def joined(tokens: Iterable[Token]) -> list[Token]:
    """Make one text of those that stand side by side."""
    found: list[Token] = []
    for is_text, group in groupby(tokens, key=lambda token: isinstance(token, str)):
        if is_text:
            text = "".join(str(one) for one in group)
            found += [text] if text else []
        else:
            found += group
    return found


@pytest.mark.parametrize(
    "html",
    [
        "",
        "bare tekst",
        "a &lt; b &amp; c < d",
        '<p id="a" hidden>tekst</p>',
        "<a href='b' title=c class = \"d\">e</a>",
        '<a title="a &gt; b > c" href="?x=1&amp;y=2">d</a>',
        "<br><hr/><img alt='' />",
        "<!doctype html><!-- <p>nei</p> --><p>ja</p>",
        "<P CLASS=A>b</P>",
        "<script>if (a < b && '</p>') { '&amp;' }</script>etter",
        '<style media="print">a > b {}</style>',
        "<script></script>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        "<tg-noe data-a></tg-noe>",
        "<p\n  id='a'\n>b</p\n>",
    ],
)
def test_a_part_of_a_page(html: str) -> None:
    assert joined(read(html)) == parsed(html)


def test_every_page_of_the_site(site: Path) -> None:
    pages = [path for name, path in files_of(site).items() if name.endswith(".html")]
    assert pages
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert joined(read(html)) == parsed(html), page
        code = [text for attributes, text in scripts(html) if "src" not in attributes]
        assert code
        assert all(one in parsed(html) for one in code)
