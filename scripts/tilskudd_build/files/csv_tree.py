"""Read a CSV file as a list of rows, every cell text, with the place of every cell."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.diagnostics import Location
from tilskudd_build.files.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_build.files.diagnostics import Diagnostics
    from tilskudd_build.files.source_text import SourceText

# A cell as it stands in the file, quotes included; only for finding its column.
_CELL: Final = re.compile(r'(?:"(?:[^"]|"")*"|[^,"]*)(?:,|$)')


def read_csv(source: SourceText, columns: Sequence[str], diagnostics: Diagnostics) -> Tree | None:
    """Read a table whose first line names exactly ``columns``, in that order.

    Every row stands in one line, so that a line number says which; empty lines are skipped.
    """
    if not source.text.strip():
        diagnostics.report("empty-file", Location(source.name))
        return None
    if not _check_header(source, columns, diagnostics):
        return None
    return _Table(source, columns, diagnostics).read()


def _check_header(source: SourceText, columns: Sequence[str], diagnostics: Diagnostics) -> bool:
    header = source.lines[0]
    expected = ",".join(columns)
    if header == expected:
        return True
    location = source.location(1, 1, len(header))
    if header.replace(";", ",") == expected:
        diagnostics.report("semicolons", location)
    else:
        diagnostics.report("wrong-header", location, header, expected=expected)
    return False


class _Table:
    """Builds a tree from the lines below the header."""

    def __init__(
        self, source: SourceText, columns: Sequence[str], diagnostics: Diagnostics
    ) -> None:
        self._source = source
        self._columns = columns
        self._diagnostics = diagnostics
        self._rows: list[dict[str, str]] = []
        self._tree = Tree(source, self._rows, {(): source.location(1, 1)}, is_table=True)

    def read(self) -> Tree:
        for number, line in enumerate(self._source.lines[1:], 2):
            if line.strip():
                self._line(number, line)
        return self._tree

    def _line(self, number: int, line: str) -> None:
        location = self._source.location(number, 1, len(line))
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error:
            self._diagnostics.report("wrong-quotes", location)
            self._tree.broken.add(())
            return
        if len(cells) != len(self._columns):
            self._diagnostics.report(
                "wrong-number-of-cells", location, len(cells), expected=str(len(self._columns))
            )
            self._tree.broken.add(())
            return
        self._note_locations(number, line)
        self._rows.append(dict(zip(self._columns, cells, strict=True)))
        self._check_spaces()

    def _note_locations(self, number: int, line: str) -> None:
        """Note where the next row and its cells stand."""
        row, source = len(self._rows), self._source
        self._tree.values[row,] = source.location(number, 1)
        for column, cell in zip(self._columns, _CELL.finditer(line), strict=False):
            width = len(cell[0].removesuffix(","))
            self._tree.values[row, column] = source.location(number, cell.start() + 1, width)

    def _check_spaces(self) -> None:
        """Report spaces around a cell of the last row: invisible, and part of the value."""
        for column, cell in self._rows[-1].items():
            if cell != cell.strip():
                path = (len(self._rows) - 1, column)
                self._diagnostics.report("stray-space", self._tree.location(path), cell)
                self._tree.broken.add(path)
