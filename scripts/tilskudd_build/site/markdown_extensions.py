"""Put whole blocks of HTML aside before Markdown's own reader takes them apart, tag by tag.

Most of a generated page is HTML: blocks of one element each, between empty lines. Markdown keeps
such a block as it stands either way; here it is seen from its first and last tag. Whatever is not
plainly such a block is left to Markdown's own reader.
"""

from __future__ import annotations

import re
from typing import Final

from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_OPENS: Final = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
_AFTER_CODE_BEFORE_HTML: Final = 22
"""Its place in the order of Markdown's own: 25 puts code aside, 20 reads HTML."""


class HtmlBlocks(Extension):  # type: ignore[misc]
    """The extension; MkDocs finds it by name."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own
        """Add the step to the others."""
        md.preprocessors.register(_PutAside(md), "whole_html_blocks", _AFTER_CODE_BEFORE_HTML)


class _PutAside(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        blocks = "\n".join(lines).split("\n\n")
        return "\n\n".join(map(self._kept, blocks)).split("\n")

    def _kept(self, block: str) -> str:
        """Return what stands for a block of one element; any other block as it is."""
        found = _OPENS.match(block)
        if found and self.md.is_block_level(found[1]) and _is_one_element(block, found[1]):
            return str(self.md.htmlStash.store(f"{block}\n"))
        return block


def _is_one_element(block: str, tag: str) -> bool:
    """Return whether the element that a block begins with ends where the block does."""
    if not block.endswith(f"</{tag}>"):
        return False
    depth = 0
    for found in re.finditer(rf"<(/?){tag}(?:\s[^>]*)?>", block):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end() == len(block)
    return False


def makeExtension(**options: object) -> HtmlBlocks:  # noqa: N802 - Markdown's own
    """Return the extension."""
    return HtmlBlocks(**options)
