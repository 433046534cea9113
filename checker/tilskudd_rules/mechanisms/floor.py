"""A floor: never less than this in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tilskudd_rules.mechanisms.yearly import GROUPS, Counted, Unit
from tilskudd_rules.schema import CountId
from tilskudd_rules.statements import Statement
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from tilskudd_rules.mechanisms.amounts import Amount, Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader
    from tilskudd_rules.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor(Counted, Statement):
    """Never less than an amount for each of a unit, though never more than the costs.

    Attributes:
        per: what the amount is for each of.
        answer: the answer that says how many there are of it; one where absent.
        amount: whole kroner for one.
    """

    KIND: ClassVar[str] = "floor"

    per: Unit
    answer: CountId | None = None
    amount: int

    def validate(self, path: Path, reader: Reader) -> None:
        """A floor is of what an application has one or a few of, and lifts something."""
        Statement.validate(self, path, reader)
        self.check(path, reader, GROUPS)
        if self.amount <= 0:
            reader.report("not-an-amount", (*path, "amount"), self.amount)

    def hold(self, amount: Amount, figures: Figures) -> Amount:
        """Return an amount lifted to the floor."""
        return amount.at_least(self.times(self.amount, figures))

    def in_words(self, figures: Figures, wording: Wording) -> str:
        """Say what the floor is."""
        least = self.times(self.amount, figures).value
        shown = self.amount if least is None else least
        return wording.format_message("mechanism.floor", amount=kroner(shown))
