"""What the search knows: the site's pages cut into sections of plain text.

A section is what stands under one heading. Nothing is found of a page that says
``search: {exclude: true}``, nor of a section whose heading has ``data-search-exclude``.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE: Final = "search.json"
_LIBRARY: Final = Path(__file__).parents[2] / "node_modules" / "minisearch"

_TOP: Final = 2
"""The level of the headings right below a page's own."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_LEFT_OUT: Final = frozenset({"script", "style", "template", "thead", "caption", "svg", "option"})
"""What nobody looks for, or what stands in words beside it."""
_NO_WORDS: Final = frozenset({"tg-ref", "tg-tag"})
"""References and marks: what follows nearly every value says nothing of what a section is about."""
_APART: Final = frozenset(
    {"caption", "dd", "div", "dt", "fieldset", "label", "legend", "li", "p", "summary", "td", "th"}
)
"""Each of these is a thought of its own, and is kept apart from the next."""
_SEPARATOR: Final = "\0"
_SEPARATORS: Final = re.compile(r"\s*\0[\s\0]*")
_ENDS_ITSELF: Final = re.compile(r"([.:!?…;,]) · ")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    Attributes:
        address: where it is, from the site's root.
        title: its heading.
        page: the page it is on and the heading above its own; of a page's beginning, the page's
            other name.
        text: its words, with a middle dot between cells and lists' items.
        weight: how much it counts beside others that match as well, 1 being as usual.
    """

    address: str
    title: str
    page: str
    text: str
    weight: float = 1


def sections(html: str, address: str, title: str, meta: Mapping[str, Any]) -> list[Section]:
    """Cut a page into the sections a search can find.

    Args:
        html: the page's content, without what stands around it.
        address: the page's address, from the site's root.
        title: the page's title.
        meta: the page's front matter; ``search`` may hold ``exclude``, ``weight``, and ``name``:
            what to call the page beside a section of it, where its title is long.
    """
    wanted: Mapping[str, Any] = meta.get("search", {})
    if wanted.get("exclude"):
        return []
    reader = _Reader()
    reader.feed(html)
    reader.close()
    first, *others = reader.parts
    weight = float(wanted.get("weight", 1))
    name = str(wanted.get("name", title))
    other_name = "" if name == title else name
    found = [Section(address, title, other_name, _plain(first.text), weight)]
    above = ""
    for part in others:
        own, text = _plain(part.title), _plain(part.text)
        where = name
        if part.level == _TOP:
            above = own
        elif above:
            where = f"{name} · {above}"
        if text and not part.left_out:
            found.append(Section(f"{address}#{part.anchor}", own, where, text, weight))
    return found


def write(site_dir: Path, found: Sequence[Section]) -> None:
    """Put what a search can find, and the library that searches, beside the checker's scripts."""
    folder = site_dir / "checker"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[one.address, one.title, one.page, one.text, one.weight] for one in found]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text, encoding="utf-8")
    shutil.copyfile(_LIBRARY / "dist" / "es" / "index.js", folder / "minisearch.mjs")
    # Its licence asks to go where it goes.
    shutil.copyfile(_LIBRARY / "LICENSE.txt", folder / "minisearch.LICENSE.txt")


@dataclass
class _Part:
    level: int
    anchor: str = ""
    left_out: bool = False
    title: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [_Part(level=1)]
        self._open: list[tuple[str, bool]] = []
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _HEADINGS and (tag == "h1" or attributes.get("id")):
            self._begin(int(tag[1]), attributes)
        if tag in _APART:
            self.parts[-1].text += _SEPARATOR
        if tag not in _VOID:
            self._open.append((tag, _is_left_out(tag, attributes)))

    def _begin(self, level: int, attributes: Mapping[str, str | None]) -> None:
        self._in_heading = True
        if level == 1:
            return
        above = next(part for part in reversed(self.parts) if part.level < level)
        out = "data-search-exclude" in attributes or above.left_out
        self.parts.append(_Part(level, attributes["id"] or "", left_out=out))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._in_heading = False
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in _APART:
            self.parts[-1].text += _SEPARATOR

    def handle_data(self, data: str) -> None:
        if any(left_out for _, left_out in self._open):
            return
        if self._in_heading:
            self.parts[-1].title += data
        else:
            self.parts[-1].text += data


def _is_left_out(tag: str, attributes: Mapping[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").split()
    return tag in _LEFT_OUT or not _NO_WORDS.isdisjoint(classes) or "hidden" in attributes


def _plain(text: str) -> str:
    apart = _SEPARATORS.sub(" · ", text).strip(" ·\n\t")
    return " ".join(_ENDS_ITSELF.sub(r"\1 ", apart).split())
