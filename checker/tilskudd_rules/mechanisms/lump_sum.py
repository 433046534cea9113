"""A lump sum: so much for the application, the measure, the team or the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tilskudd_rules.mechanisms.yearly import GROUPS, Yearly

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSum(Yearly):
    """So much whatever the size, by grant year or in every year."""

    KIND: ClassVar[str] = "lump_sum"

    def validate(self, path: Path, reader: Reader) -> None:
        """A lump sum is for what an application has one or a few of."""
        Yearly.validate(self, path, reader)
        self.check(path, reader, GROUPS)
