"""What a part gives in each grant year, and what it is counted by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from tilskudd_rules.mechanisms.amounts import NOT_STATED, OPEN, Amount
from tilskudd_rules.schema import CountId, Identifier, Word, readable
from tilskudd_rules.statements import NotStated, Statement, Text
from tilskudd_rules.wording import kroner, positions

if TYPE_CHECKING:
    from tilskudd_rules.mechanisms.amounts import Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader
    from tilskudd_rules.wording import Wording

_PERCENT: Final = 100
"""Positions are answered in whole percent of one full-time equivalent."""


class Unit(StrEnum):
    """What an amount is given for each of."""

    POSITION = "position"
    """A 100 % position; part-time counts pro rata."""
    PARTICIPANT = "participant"
    """Somebody who takes part."""
    PLACE = "place"
    """A place in the service."""
    INHABITANT = "inhabitant"
    """An inhabitant of the municipality."""
    APPLICATION = "application"
    """The application, whatever it holds."""
    MEASURE = "measure"
    """The measure, whatever its size."""
    TEAM = "team"
    """A team."""
    MUNICIPALITY = "municipality"
    """A municipality that takes part in the application."""


ONE: Final = (Unit.APPLICATION, Unit.MEASURE)
"""There is one of these in an application."""
GROUPS: Final = (*ONE, Unit.TEAM, Unit.MUNICIPALITY)
"""What a lump sum, a cap and a floor can be for; the rest is what a rate is counted by."""


class Counted:
    """What is given, capped or lifted for each of a unit."""

    __slots__ = ()

    per: Unit
    answer: CountId | None

    @property
    def counted_by(self) -> str | None:
        """The answer that gives the number; ``None`` where there is one."""
        return "positions_percent" if self.per is Unit.POSITION else self.answer

    def check(self, path: Path, reader: Reader, units: tuple[Unit, ...] = tuple(Unit)) -> None:
        """Report a unit that does not fit, and an answer that is missing or says nothing."""
        if self.per not in units:
            reader.report(
                "not-one-of", (*path, "per"), self.per, expected=", ".join(units), near=""
            )
        elif self.per in (*ONE, Unit.POSITION) and self.answer is not None:
            reader.report("answer-not-counted", (*path, "answer"), self.answer, unit=self.per)
        elif self.per not in (*GROUPS, Unit.POSITION) and self.answer is None:
            reader.report("missing-key", path, key="answer")

    def times(self, amount: int, figures: Figures, most: int | None = None) -> Amount:
        """Return an amount for each of the unit, rounded down to the krone.

        Args:
            amount: whole kroner for one.
            figures: the year.
            most: the most that count.
        """
        if self.counted_by is None:
            return Amount.exactly(amount)
        number = figures.number(self.counted_by)
        whole = _PERCENT if self.per is Unit.POSITION else 1
        if number is None:
            upper = None if most is None else most * amount // whole
            return Amount(value=None, lower=0, upper=upper)
        return Amount.exactly((number if most is None else min(number, most)) * amount // whole)

    def number_in_words(self, figures: Figures, wording: Wording) -> str:
        """Return how many there are of the unit, as ``2,5 årsverk``."""
        number = 1 if self.counted_by is None else figures.number(self.counted_by)
        written = positions(number or 0) if self.per is Unit.POSITION else kroner(number or 0)
        return f"{written} {wording.format_message(f'unit.{self.per}')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAmount(Statement):
    """What one of the unit gives in a grant year.

    Attributes:
        grant_year: 1 for the first year with a grant; ``any`` where every year gives the same.
        amount: whole kroner, or ``not_stated``.
    """

    grant_year: int | Literal[Word.ANY]
    amount: int | NotStated

    def validate(self, path: Path, reader: Reader) -> None:
        """Amounts are never negative."""
        Statement.validate(self, path, reader)
        reader.require_not_negative(self.amount, (*path, "amount"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MostOf(Statement):
    """The most that count.

    Attributes:
        number: how many; positions in whole percent of a full-time equivalent.
    """

    number: int

    def validate(self, path: Path, reader: Reader) -> None:
        """Something counts."""
        Statement.validate(self, path, reader)
        if self.number <= 0:
            reader.report("not-positive", (*path, "number"), self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly(Counted):
    """A part with an amount for each grant year, for each of a unit.

    Attributes:
        per: what the amount is for each of.
        answer: the answer that says how many there are of it.
        id: the part's own name.
        name: what the part is for.
        amounts: one a grant year from year 1 without gaps, or a single one for any year.
        most: the most that count.
    """

    per: Unit
    answer: CountId | None = None
    id: Identifier
    name: Text
    amounts: tuple[YearAmount, ...]
    most: MostOf | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Grant years run 1, 2, 3 … with no gap and no overlap."""
        years = [one.grant_year for one in readable(self.amounts, YearAmount)]
        if len(years) == len(self.amounts) and (
            not years or years not in ([Word.ANY], list(range(1, len(years) + 1)))
        ):
            reader.report(
                "grant-years-not-in-order",
                (*path, "amounts"),
                ", ".join(y.value if isinstance(y, Word) else str(y) for y in years),
            )

    @property
    def years(self) -> int | None:
        """How many grant years it states something for; ``None`` for any."""
        return None if self.amounts[0].grant_year is Word.ANY else len(self.amounts)

    def is_for(self, grant_year: int | None) -> bool:
        """Tell whether the part speaks of a grant year at all."""
        return self.years is None or grant_year is None or grant_year <= self.years

    def amount_in(self, grant_year: int | None) -> YearAmount:
        """Return what the part says of a grant year; the first where it is not known which."""
        if self.years is None or grant_year is None:
            return self.amounts[0]
        return self.amounts[min(grant_year, self.years) - 1]

    def gives(self, figures: Figures) -> Amount:
        """Return what the part gives in a grant year."""
        if not self.is_for(figures.grant_year):
            return Amount.exactly(0)
        stated = self.amount_in(figures.grant_year)
        if stated.amount is Word.NOT_STATED:
            return NOT_STATED
        if self.years is not None and figures.grant_year is None:
            return OPEN
        return self.times(stated.amount, figures, None if self.most is None else self.most.number)

    def source_in(self, grant_year: int | None) -> Statement:
        """Return where it stands what the part gives in a grant year."""
        return self.amount_in(grant_year)

    def formula(self, figures: Figures, gives: Amount, wording: Wording) -> str:
        """Say how the amount was worked out."""
        stated = self.amount_in(figures.grant_year).amount
        if gives.value is None or stated is Word.NOT_STATED:
            return ""
        if self.counted_by is None:
            return wording.format_message("mechanism.lump-sum", amount=kroner(gives.value))
        values = {"rate": kroner(stated), "amount": kroner(gives.value)}
        number = self.number_in_words(figures, wording)
        answered = figures.number(self.counted_by) or 0
        if self.most is not None and answered > self.most.number:
            of = self.most.number
            most = positions(of) if self.per is Unit.POSITION else kroner(of)
            return wording.format_message(
                "mechanism.rate-capped", number=number, most=most, **values
            )
        return wording.format_message("mechanism.rate", number=number, **values)
