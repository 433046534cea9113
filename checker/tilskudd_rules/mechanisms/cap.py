"""A cap: never more than this, in a year or in all the years together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from tilskudd_rules.mechanisms.yearly import Counted, Unit
from tilskudd_rules.schema import CountId
from tilskudd_rules.statements import Statement
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from tilskudd_rules.mechanisms.amounts import Amount, Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader
    from tilskudd_rules.wording import Wording


class Over(StrEnum):
    """What a cap holds for."""

    YEAR = "year"
    """Each grant year by itself."""
    ALL_YEARS = "all_years"
    """All the grant years together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Counted, Statement):
    """Never more than an amount for each of a unit.

    Attributes:
        per: what the amount is for each of.
        answer: the answer that says how many there are of it; one where absent.
        amount: whole kroner for one.
        over: each grant year, or all of them together.
    """

    KIND: ClassVar[str] = "cap"

    per: Unit
    answer: CountId | None = None
    amount: int
    over: Over = Over.YEAR

    def validate(self, path: Path, reader: Reader) -> None:
        """A cap lets something through."""
        Statement.validate(self, path, reader)
        self.check(path, reader)
        if self.amount <= 0:
            reader.report("not-an-amount", (*path, "amount"), self.amount)

    def most(self, figures: Figures) -> Amount:
        """Return the most there can be."""
        return self.times(self.amount, figures)

    def hold(self, amount: Amount, figures: Figures) -> Amount:
        """Return an amount held to the cap of a year."""
        return amount.at_most(self.most(figures))

    def in_words(self, figures: Figures, wording: Wording) -> str:
        """Say what the cap is."""
        most = self.most(figures).value
        name = "mechanism.cap" if self.over is Over.YEAR else "mechanism.cap-in-all"
        return wording.format_message(name, amount=kroner(self.amount if most is None else most))
