"""Read the HTML that the build writes: tags, the attributes of each, and the text between them.

Every page is read, for its links, its scripts and what a search can find. Python's own
``html.parser`` gives the very same, as a test shows for every page; it takes five times as long,
and that would be a fifth of the time of a build.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Start(NamedTuple):
    """A start tag; the attributes' values are as they are meant, with no character references."""

    tag: str
    attributes: Mapping[str, str]


class End(NamedTuple):
    """An end tag. Elements that hold nothing, like ``<br>``, have none."""

    tag: str


type Token = Start | End | str
"""A tag, or the text between two tags as it is meant."""

_ATTRIBUTES: Final = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_RAW: Final = rf"<(?P<raw>script|style)\b(?P<raw_attributes>{_ATTRIBUTES})>(?P<code>.*?)</(?P=raw)>"
_RAW_ELEMENT: Final = re.compile(_RAW, re.DOTALL)
_TEXT_AND_TAG: Final = re.compile(
    rf"(?P<text>[^<]*)(?:<!--.*?-->|<![^>]*>|{_RAW}"
    rf"|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})>|(?P<sign><)|\Z)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?"""
)


def read(html: str) -> Iterator[Token]:
    """Yield the tags and the text of a page, or of a part of one, in their order."""
    for found in _TEXT_AND_TAG.findall(html):
        text, raw, raw_attributes, code, end, tag, attributes, sign = found
        if text:
            yield unescape(text) if "&" in text else text
        if tag:
            yield _end(tag) if end else _start(tag, attributes)
        elif raw:
            yield _start(raw, raw_attributes)
            yield code
            yield _end(raw)
        elif sign:
            yield sign


def scripts(html: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield the attributes and the code of every script of a page."""
    for found in _RAW_ELEMENT.finditer(html):
        if found["raw"] == "script":
            yield _start("script", found["raw_attributes"]).attributes, found["code"]


# The same tags come back a thousand times a page.
@lru_cache(maxsize=4096)
def _start(tag: str, attributes: str) -> Start:
    values = {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(attributes)
    }
    return Start(tag.lower(), values)


@lru_cache(maxsize=128)
def _end(tag: str) -> End:
    return End(tag.lower())
