"""Part what is published from drafts: validated and proved, but on no page and in no result.

A scheme or an edition with ``draft: true`` is one, and so is a scheme whose editions all are. A
relation goes with a scheme it is about, and a source with the drafts that alone cite it.
"""

from __future__ import annotations

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
    orphaned = set(_cited(data)) - set(_cited(left))
    keep("sources", lambda source: source["id"] not in orphaned)
    return left, kept


def _cited(data: object) -> Iterator[str]:
    """Yield the id of every document that something in the data names as its source."""
    if isinstance(data, dict):
        if isinstance(data.get("document"), str):
            yield data["document"]
        for value in data.values():
            yield from _cited(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _cited(value)
