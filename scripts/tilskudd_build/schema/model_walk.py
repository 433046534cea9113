"""Every part of a record of the model with its path, so that it can be found in its file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_rules.conditions import Condition
from tilskudd_rules.model import FrameGrowth, Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_rules.problems import Path as DataPath

FROM_OTHER_FILES: Final = {(Scheme, "editions"), (FrameGrowth, "rows")}
"""The fields whose values stand in files of their own."""


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
        for field in fields(value):
            if (type(value), field.name) not in FROM_OTHER_FILES:
                yield from walk(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
