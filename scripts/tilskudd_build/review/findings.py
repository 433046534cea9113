"""Say where something stands and what it is, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.files.messages import format_message
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words
from tilskudd_rules.problems import dotted, shorten
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import LANGUAGES, Statement, Text

if TYPE_CHECKING:
    from tilskudd_build.files.loader import Positions
    from tilskudd_build.review.freshness import Finding
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path as DataPath

_LANGUAGE = LANGUAGES[0]
_WIDTH = 90


class FindingWriter:
    """Writes lines about findings in the files.

    Args:
        catalogue: for the names of authorities.
        positions: where everything stands.
    """

    def __init__(self, catalogue: Catalogue, positions: Positions) -> None:
        self._formatter = Formatter(words(_LANGUAGE), catalogue, _LANGUAGE)
        self._positions = positions

    def file(self, root: DataPath) -> str:
        """Return the name of the file whose data is at ``root``."""
        return self._positions.files[root].source.name

    def place(self, path: DataPath) -> str:
        """Return ``file:line``."""
        place = self._positions.find(path)
        return f"{place.file}:{place.line}"

    def line(self, finding: Finding) -> str:
        """Return the line about a finding."""
        where = dotted(self._positions.inside(finding.path))
        said = self._said(finding)
        if not said:
            return format_message("finding-alone", place=self.place(finding.path), where=where)
        return format_message("finding", place=self.place(finding.path), where=where, words=said)

    def _said(self, finding: Finding) -> str:
        match finding.value:
            case Statement():
                said = self._formatter.describe(finding.value)
            case Text():
                said = self._formatter.text(finding.value)
            case Word():
                said = finding.value.value
            case str() | int():
                said = str(finding.value)
            case _:
                said = ""
        said = shorten(said, _WIDTH)
        if finding.authority is None:
            return said
        authority = self._formatter.authority(finding.authority)
        return format_message("status-authority", words=said, authority=authority)
