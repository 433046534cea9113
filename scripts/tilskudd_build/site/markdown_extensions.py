"""What we add to Markdown: whole blocks of HTML stay as they are, and tables get room to scroll in.

Most of a generated page is HTML: blocks of one element each, between empty lines. Markdown keeps
such a block as it stands either way, but takes it apart tag by tag to see where it ends. Here it is
seen from its first and last tag. Whatever is not plainly such a block is left to Markdown itself.

A wide table must not widen the page, and on a narrow screen its rows are shown as blocks. Markdown
has no words for either, so the tables it makes are put into regions of their own.
"""

from __future__ import annotations

from itertools import islice
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

from tilskudd_build.site.html_reader import Start, read

_AFTER_CODE_BEFORE_HTML: Final = 22
"""Its place in the order of Markdown's own: 25 puts code aside, 20 reads HTML."""
_LAST: Final = -1
"""Likewise: what is written in a line is read by then, and line breaks are where they belong."""


class HtmlBlocks(Extension):  # type: ignore[misc]
    """Keeps whole blocks of HTML as they are, as Markdown does, but in less time."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own
        """Add the step to the others."""
        md.preprocessors.register(_StoreHtml(md), "html_blocks", _AFTER_CODE_BEFORE_HTML)


class TableRegions(Extension):  # type: ignore[misc]
    """Puts tables into regions of their own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own
        """Add the step to the others."""
        md.treeprocessors.register(_PutInRegions(md), "table_regions", _LAST)


class _StoreHtml(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        blocks = "\n".join(lines).split("\n\n")
        return "\n\n".join(map(self._stored, blocks)).split("\n")

    def _stored(self, block: str) -> str:
        """Return what stands for a block of one element; any other block as it is."""
        tag = _one_element(block)
        if tag and self.md.is_block_level(tag):
            return str(self.md.htmlStash.store(f"{block}\n"))
        return block


def _one_element(block: str) -> str:
    """Return the tag of the element that begins and ends where a block does; else nothing."""
    if not (block.startswith("<") and block.endswith(">")):
        return ""
    tokens = list(read(block))
    if not isinstance(tokens[0], Start):
        return ""
    tag = tokens[0].tag
    depth = 0
    for number, token in enumerate(tokens, start=1):
        if not isinstance(token, str) and token.tag == tag:
            depth += 1 if isinstance(token, Start) else -1
            if depth == 0:
                return tag if number == len(tokens) else ""
    return ""


class _PutInRegions(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        heading = ""
        for element in list(root.iter()):
            if element.tag == "h2":
                heading = "".join(element.itertext())
            elif element.tag == "table":
                parent = parents[element]
                region = _region(element, heading)
                parent[list(parent).index(element)] = region
                region.append(element)


def _region(table: Element, name: str) -> Element:
    """Return a region to scroll in for a table; name both, and the table's rows and columns."""
    region = Element("section", {"class": "tg-scroll", "tabindex": "0", "aria-label": name})
    region.tail, table.tail = table.tail, None
    caption = Element("caption", {"class": "tg-hidden"})
    caption.text, caption.tail, table.text = name, table.text, None
    table.insert(0, caption)
    table.set("class", "tg-table tg-table--stacks")
    columns = []
    for cell in table.iter("th"):
        cell.set("scope", "col")
        columns.append("".join(cell.itertext()))
    for row in islice(table.iter("tr"), 1, None):
        _name_cells(row, columns)
    return region


def _name_cells(row: Element, columns: list[str]) -> None:
    """Make the first cell of a row its header, and name the column on each of the others."""
    first, *others = row
    first.tag = "th"
    first.set("scope", "row")
    for cell, column in zip(others, columns[1:], strict=True):
        cell.set("data-column", column)
    row.text = None
    for cell in row:
        cell.tail = None
