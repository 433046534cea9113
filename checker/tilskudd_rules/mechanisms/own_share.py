"""The least that the applicant must pay itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from tilskudd_rules.statements import Statement

if TYPE_CHECKING:
    from tilskudd_rules.mechanisms.amounts import Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader

_WHOLE: Final = 100


class ShareOf(StrEnum):
    """What an own share is reckoned of."""

    GRANT = "grant"
    """The grant: 20 % is 20 kr beside every 100 kr."""
    COSTS = "costs"
    """The costs that the scheme may pay for: 20 % leaves 80 % of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnShare(Statement):
    """The least own share, which leaves the rest of the costs for the grant.

    Attributes:
        percent: whole percent.
        of: of the grant, or of the costs.
    """

    percent: int
    of: ShareOf

    def validate(self, path: Path, reader: Reader) -> None:
        """A share is of something, and leaves something of the costs."""
        Statement.validate(self, path, reader)
        most = _WHOLE if self.of is ShareOf.GRANT else _WHOLE - 1
        if not 0 < self.percent <= most:
            reader.report("not-a-share", (*path, "percent"), self.percent)

    def room(self, figures: Figures) -> int | None:
        """Return the most a grant can be when the own share is paid; ``None`` where not known."""
        costs = figures.payable
        if costs is None:
            return None
        if self.of is ShareOf.GRANT:
            return costs * _WHOLE // (_WHOLE + self.percent)
        return costs - self._share(costs)

    def least(self, figures: Figures, grant: int | None) -> int | None:
        """Return what must be paid beside a grant, rounded up; ``None`` where not known."""
        whole = grant if self.of is ShareOf.GRANT else figures.payable
        return None if whole is None else self._share(whole)

    def _share(self, whole: int) -> int:
        return -(-whole * self.percent // _WHOLE)
