"""What is read from one file: plain data, and the place of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tilskudd_build.files.diagnostics import Location

if TYPE_CHECKING:
    from tilskudd_build.files.source_text import SourceText
    from tilskudd_rules.problems import Path as DataPath


@dataclass(slots=True)
class Tree:
    """One file's data.

    Attributes:
        source: the text it was read from.
        data: mappings, lists and text.
        values: the place of each value, by its path inside the file.
        keys: the place of each key, by the path of its value.
        broken: paths with a mistake in the file itself; what the model says of them is no news.
        is_table: the file is a table, and the first step of a path is a row's number.
    """

    source: SourceText
    data: object = None
    values: dict[DataPath, Location] = field(default_factory=dict)
    keys: dict[DataPath, Location] = field(default_factory=dict)
    broken: set[DataPath] = field(default_factory=set)
    is_table: bool = False

    def location(self, path: DataPath, *, at_key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of the nearest thing around it."""
        if at_key and path in self.keys:
            return self.keys[path]
        for length in range(len(path), -1, -1):
            if path[:length] in self.values:
                return self.values[path[:length]]
        return Location(self.source.name)

    def is_broken(self, path: DataPath) -> bool:
        """Tell whether ``path``, or something around it, could not be read."""
        return any(path[:length] in self.broken for length in range(len(path) + 1))
