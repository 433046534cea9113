"""What can be wrong with data or with a situation, as data rather than words.

A problem carries a code and the values a reader needs; the words belong to whoever shows it
(``texts.yaml`` for situations, the build's own messages for scheme files).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNSEEN: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\xa0\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202f\\u205f-\\u206f"
    "\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)
"""What a reader cannot see, or what turns the text around it: controls, marks of direction and lone
surrogates. Spelt out, because what Python calls printable depends on its version of Unicode."""

type Path = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the root of the data."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake.

    Attributes:
        code: what kind of mistake, for example ``unknown-key``.
        path: where it stands.
        found: the offending value as text, shortened.
        details: named values the message needs (``expected``, ``near``, …).
        at_key: the mistake is in the key at ``path``, not in its value.
    """

    code: str
    path: Path
    found: str = ""
    details: dict[str, str] = field(default_factory=dict)
    at_key: bool = False


class DataError(ValueError):
    """The data or the situation breaks its contract; every problem found, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{dotted(p.path)}: {p.code}" for p in self.problems))


def dotted(path: Path) -> str:
    """Write a path the way people read it: ``measures[0].support.rates[1]``.

    >>> dotted(("measures", 0, "support", "rates", 1))
    'measures[0].support.rates[1]'
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, or an empty string where none is near.

    >>> nearest("kommunne", ["fylke", "kommune"]), nearest("by", ["fylke", "kommune"])
    ('kommune', '')
    """
    matches = get_close_matches(word, list(known))
    return matches[0] if matches else ""


def shorten(value: object, limit: int = 60) -> str:
    """Write a found value so that it fits in a message, whatever it is.

    >>> shorten("en lang tekst", 8), shorten({"a": 1}), shorten(None)
    ('en lang…', '{…}', 'null')
    """
    match value:
        case str():
            text = value
        case bool():
            text = "true" if value else "false"
        case None:
            text = "null"
        case dict():
            text = "{…}"
        case list() | tuple():
            text = "[…]"
        case _:
            text = str(value)
    text = _UNSEEN.sub("�", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
