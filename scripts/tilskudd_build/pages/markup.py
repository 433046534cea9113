"""Put text into Markdown without letting it become markup.

What stands in the scheme files is text. On its way into a page it passes :func:`escape`, which
writes every character that HTML or Markdown gives a meaning as a character reference. References
are read back as plain characters by every Markdown engine, in running text, in attributes and
inside blocks of HTML, so one function serves all three.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup

_SPECIAL: Final = {ord(c): f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]|~^$=!#+"}
# These mean something at the start of a line only, and would look odd as references elsewhere.
_LIST_NUMBER: Final = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_BULLET: Final = re.compile(r"^([-:])")

_EMAIL: Final = re.compile(r"[A-Za-z0-9.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s\"'<>\\]*)?")


# A page says much that another has said, and names and years come by the hundred.
@lru_cache(maxsize=16_384)
def escape(text: str) -> Markup:
    """Return ``text`` as one line of Markdown that shows exactly these words."""
    line = " ".join(text.split(" ")) if text.isprintable() else _one_line(text)
    line = line.strip().translate(_SPECIAL)
    line = _LIST_NUMBER.sub(lambda m: f"{m[1]}&#{ord(m[2])};", line)
    line = _BULLET.sub(lambda m: f"&#{ord(m[1])};", line)
    return Markup(line)  # noqa: S704 - every special character has just been replaced


def _one_line(text: str) -> str:
    """Fold line breaks and drop control characters, keeping no-break spaces."""
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029 ]+", " ", text)
    return "".join(c for c in spaced if c.isprintable() or c in "\u00a0\u00ad\u2009\u202f")


def link(address: str) -> Markup:
    """Return an address as a link where it is plainly an e-mail or web address, else as text."""
    shown = escape(address)
    if _EMAIL.fullmatch(address):
        return Markup('<a href="mailto:{}">{}</a>').format(shown, shown)
    if _WEB.fullmatch(address):
        return Markup('<a href="{}">{}</a>').format(shown, shown)
    return shown
