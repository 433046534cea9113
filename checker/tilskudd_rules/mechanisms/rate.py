"""A rate: so much for each position, participant, place or inhabitant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tilskudd_rules.mechanisms.yearly import GROUPS, Unit, Yearly

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePart(Yearly):
    """So much for each of what is counted, by grant year or in every year."""

    KIND: ClassVar[str] = "rate"

    def validate(self, path: Path, reader: Reader) -> None:
        """A rate is for what is counted."""
        Yearly.validate(self, path, reader)
        self.check(path, reader, tuple(unit for unit in Unit if unit not in GROUPS))
