"""A small tree of HTML, enough to ask what a page holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass(eq=False)
class Node:
    """An element, or the page as a whole."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def walk(self) -> Iterator[Node]:
        """Give this element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, tag: str = "", css_class: str = "") -> list[Node]:
        """List the elements below with this name, this class or both."""
        return [
            node
            for node in self.walk()
            if tag in ("", node.tag) and (not css_class or css_class in node.classes)
        ]

    def above(self) -> Iterator[Node]:
        """Give the elements around this one, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.here = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in _VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Node(tag, dict(attrs), self.here))  # type: ignore[arg-type]

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert tag == self.here.tag, f"</{tag}> closes <{self.here.tag}> ({self.getpos()})"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read_html(text: str) -> Node:
    """Read a page or a part of one; an element that is not closed where it should be fails."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here.tag == "", f"<{reader.here.tag}> is never closed"
    return reader.here
