"""Every part of a record of the model with its path, so that it can be found in its file."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_rules.conditions import Condition
from tilskudd_rules.frame_growth import FrameGrowth
from tilskudd_rules.model import Catalogue, Scheme
from tilskudd_rules.shape import attribute, fields_of, records_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_rules.problems import Path as DataPath

FROM_OTHER_FILES: Final = {(Scheme, "editions"), (Scheme, "questions"), (FrameGrowth, "rows")}
"""The fields whose values stand in files of their own."""


def record_types() -> dict[str, type]:
    """Return every record of the model by its name: all that the catalogue is made of.

    What several are made of, as a statement, is one, too.
    """
    found: dict[str, type] = {}

    def add(record: type) -> None:
        if record.__name__ not in found:
            found[record.__name__] = record
            for base in filter(is_dataclass, record.__bases__):
                add(base)
            for field in fields_of(record).values():
                for inner in records_in(field.shape):
                    add(inner)

    add(Catalogue)
    return found


def walk(value: object, path: DataPath = ()) -> Iterator[tuple[DataPath, object]]:
    """Yield a value and everything inside it, outermost first; conditions are not opened.

    Args:
        value: a record of the model, a list or mapping of them, or a single value.
        path: where it stands.
    """
    yield path, value
    if isinstance(value, Condition):
        return
    if is_dataclass(value) and not isinstance(value, type):
        for key in fields_of(type(value)):
            if (type(value), key) not in FROM_OTHER_FILES:
                yield from walk(getattr(value, attribute(key)), (*path, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
