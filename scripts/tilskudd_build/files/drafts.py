"""Part what is published from drafts: validated and proved, but on no page and in no result.

A scheme or an edition with ``draft: true`` is one, and so is a scheme whose editions all are. A
relation goes with a scheme it is about, a source or an authority with the drafts that alone name
it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path

type Kept = dict[Path, Sequence[int]]
"""Which entries are left of the lists that some were taken out of, by the list's path."""


def drafts_in(catalogue: Catalogue) -> list[Path]:
    """Return the paths of the drafts: whole schemes, and single editions of the others."""
    found: list[Path] = []
    for name, scheme in catalogue.schemes.items():
        root: Path = ("schemes", name)
        editions = [year for year, edition in scheme.editions.items() if edition.draft]
        if scheme.draft or len(editions) == len(scheme.editions):
            found.append(root)
        else:
            found += [(*root, "editions", year) for year in editions]
    return found


def without(drafts: Sequence[Path], data: Mapping[str, Any]) -> tuple[dict[str, Any], Kept]:
    """Return the data without the drafts, and what is left of its lists."""
    schemes = {
        name: {
            **entry,
            "editions": {
                year: edition
                for year, edition in entry["editions"].items()
                if ("schemes", name, "editions", year) not in drafts
            },
        }
        for name, entry in data["schemes"].items()
        if ("schemes", name) not in drafts
    }
    left: dict[str, Any] = {**data, "schemes": schemes}
    kept: Kept = {}

    def keep(key: str, belongs: Callable[[Any], bool]) -> None:
        kept[key,] = [index for index, entry in enumerate(left[key]) if belongs(entry)]
        left[key] = [left[key][index] for index in kept[key,]]

    gone = data["schemes"].keys() - schemes
    keep("relations", lambda relation: gone.isdisjoint(relation["schemes"]))
    for key in ("sources", "authorities"):
        others = {key: [{**entry, "id": None} for entry in left[key]]}
        theirs = set(_texts({**data, **others})).difference(_texts({**left, **others}))
        keep(key, partial(_is_not_of, theirs))
    return left, kept


def _is_not_of(names: set[str], entry: Mapping[str, Any]) -> bool:
    return entry["id"] not in names


def _texts(data: object) -> Iterator[str]:
    """Yield every text in the data; of whatever is named somewhere, the id is among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _texts(value)
