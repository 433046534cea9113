"""What the search knows: the site's pages cut into sections of plain text.

A section is what stands under one heading. Nothing is found of a page that says
``search: {exclude: true}``, nor of a section whose heading has ``data-search-exclude``.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.site import html_reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE: Final = "search.json"
_LIBRARY: Final = Path(__file__).parents[3] / "node_modules" / "minisearch"

_TOP: Final = 2
"""The level of the headings right below a page's own."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_LEFT_OUT: Final = frozenset({"template", "thead", "caption", "svg", "option", "script", "style"})
"""What nobody looks for, or what stands in words beside it."""
_NO_WORDS: Final = frozenset({"tg-ref", "tg-tag", "tg-calls"})
"""References and marks: what follows nearly every value says nothing of what a section is about.
 Nor do the schemes that a county governor has called: they have pages of their own."""
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
        meta: the page's front matter; ``search`` may hold ``exclude``, ``weight``, ``first`` (the
            weight of the page's beginning, where that is another), and ``name``: what to call the
            page beside a section of it, where its title is long.
    """
    wanted: Mapping[str, Any] = meta.get("search", {})
    if wanted.get("exclude"):
        return []
    first, *others = _Reader().parts_of(html)
    weight = float(wanted.get("weight", 1))
    name = str(wanted.get("name", title))
    other_name = "" if name == title else name
    beginning = float(wanted.get("first", weight))
    found = [Section(address, title, other_name, _plain(first.text), beginning)]
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


@dataclass(slots=True)
class _Part:
    level: int
    anchor: str = ""
    left_out: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self._parts = [_Part(level=1)]
        self._open: list[str] = []
        self._left_out_from: int | None = None
        self._in_heading = False

    def parts_of(self, html: str) -> list[_Part]:
        """Cut a page at its headings."""
        for token in html_reader.read(html):
            match token:
                case str():
                    self._add(token)
                case html_reader.Start(tag, attributes):
                    self._begin(tag, attributes)
                case html_reader.End(tag):
                    self._close(tag)
        return self._parts

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _HEADINGS and (tag == "h1" or "id" in attributes):
            self._in_heading = True
            if tag != "h1":
                self._begin_part(int(tag[1]), attributes)
        if tag in _APART:
            self._parts[-1].text.append(_SEPARATOR)
        if tag not in _VOID:
            if self._left_out_from is None and _is_left_out(tag, attributes):
                self._left_out_from = len(self._open)
            self._open.append(tag)

    def _begin_part(self, level: int, attributes: Mapping[str, str]) -> None:
        above = next(part for part in reversed(self._parts) if part.level < level)
        out = "data-search-exclude" in attributes or above.left_out
        self._parts.append(_Part(level, attributes["id"], left_out=out))

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._in_heading = False
        while self._open and self._open.pop() != tag:
            pass
        if self._left_out_from is not None and len(self._open) <= self._left_out_from:
            self._left_out_from = None
        if tag in _APART:
            self._parts[-1].text.append(_SEPARATOR)

    def _add(self, text: str) -> None:
        if self._left_out_from is None:
            part = self._parts[-1]
            (part.title if self._in_heading else part.text).append(text)


def _is_left_out(tag: str, attributes: Mapping[str, str]) -> bool:
    classes = attributes.get("class", "").split()
    return tag in _LEFT_OUT or not _NO_WORDS.isdisjoint(classes) or "hidden" in attributes


def _plain(pieces: Sequence[str]) -> str:
    apart = _SEPARATORS.sub(" · ", "".join(pieces)).strip(" ·\n\t")
    return " ".join(_ENDS_ITSELF.sub(r"\1 ", apart).split())
