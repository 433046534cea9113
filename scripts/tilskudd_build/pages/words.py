"""The site's own words, from ``templates/words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.yaml_tree import load_own

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LANGUAGE: Final = "nb"
_FILE: Final = Path(__file__).parent / "templates" / "words.yaml"


class Words(dict[str, Any]):
    """Words by name; a template that asks for one as an attribute finds it at the first try."""

    def __init__(self, named: Mapping[str, Any]) -> None:
        super().__init__(named)
        self.__dict__ = self


def words(language: str) -> Words:
    """Return the site's own words; a word missing in ``language`` is taken from bokmål."""
    found = _all_words()
    return _merged(found[DEFAULT_LANGUAGE], found.get(language, {}))


@cache
def _all_words() -> dict[str, Any]:
    found: dict[str, Any] = load_own(_FILE.read_text(encoding="utf-8"))
    return found


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> Words:
    return Words(
        {
            key: _merged(value, over.get(key, {}))
            if isinstance(value, dict)
            else over.get(key, value)
            for key, value in base.items()
        }
    )
