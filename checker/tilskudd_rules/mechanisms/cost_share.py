"""A share of the costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.mechanisms.amounts import OPEN, Amount
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.problems import nearest
from tilskudd_rules.schema import Identifier
from tilskudd_rules.statements import Statement, Text
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from tilskudd_rules.mechanisms.amounts import Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader
    from tilskudd_rules.wording import Wording

_WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CostShare(Statement):
    """A share of the year's costs, rounded down to the krone.

    Attributes:
        id: the part's own name.
        name: what the part is for.
        percent: whole percent of the costs.
        classes: the classes of costs that count; all that the scheme may pay for where absent.
        cap: the most the part gives, where a source says.
    """

    KIND: ClassVar[str] = "cost_share"

    id: Identifier
    name: Text
    percent: int
    classes: tuple[str, ...] = ()
    cap: Cap | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """A share is of something, each class once, and at most the whole; its cap is a year's."""
        Statement.validate(self, path, reader)
        if not 0 < self.percent <= _WHOLE:
            reader.report("not-a-share", (*path, "percent"), self.percent)
        for index, name in enumerate(self.classes):
            if name not in COST_CLASSES:
                near = nearest(name, COST_CLASSES)
                expected = ", ".join(COST_CLASSES)
                where = (*path, "classes", index)
                reader.report("not-one-of", where, name, near=near, expected=expected)
            elif name in self.classes[:index]:
                reader.report("duplicate-id", (*path, "classes", index), name)
        if self.cap is not None and self.cap.over is not Over.YEAR:
            expected = Over.YEAR.value
            reader.report(
                "not-one-of", (*path, "cap", "over"), self.cap.over, near="", expected=expected
            )

    @property
    def years(self) -> None:
        """Costs are shared in any year."""

    def is_for(self, grant_year: int | None) -> bool:  # noqa: ARG002 - the same in any year
        """Costs are shared in every grant year."""
        return True

    def gives(self, figures: Figures) -> Amount:
        """Return what the part gives in a grant year."""
        costs = self._costs(figures)
        shared = OPEN if costs is None else Amount.exactly(costs * self.percent // _WHOLE)
        return shared if self.cap is None else self.cap.hold(shared, figures)

    def _costs(self, figures: Figures) -> int | None:
        if not self.classes:
            return figures.payable
        found = [(figures.costs or {}).get(name) for name in self.classes]
        known = [one for one in found if one is not None]
        return sum(known) if len(known) == len(found) else None

    def source_in(self, grant_year: int | None) -> Statement:  # noqa: ARG002 - the same in any year
        """Return where it stands what the part gives."""
        return self

    def formula(self, figures: Figures, gives: Amount, wording: Wording) -> str:
        """Say how the amount was worked out."""
        costs = self._costs(figures)
        if gives.value is None or costs is None:
            return ""
        values = {
            "percent": str(self.percent),
            "costs": kroner(costs),
            "amount": kroner(gives.value),
        }
        is_capped = gives.value < costs * self.percent // _WHOLE
        name = "mechanism.cost-share-capped" if is_capped else "mechanism.cost-share"
        return wording.format_message(name, **values)
