"""What a scheme gives: rates and their caps, judgement, or nothing stated; and what it pays for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.schema import Word, readable
from tilskudd_rules.statements import Fact, Money, NotStated, Statement

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsCap(Statement):
    """The most positions that count.

    Attributes:
        percent: whole percent of a full-time equivalent; 1000 is ten.
    """

    percent: int

    def validate(self, path: Path, reader: Reader) -> None:
        """A cap lets something through."""
        Statement.validate(self, path, reader)
        if self.percent <= 0:
            reader.report("not-positive", (*path, "percent"), self.percent)


class RateBasis(StrEnum):
    """What a rate is given per."""

    POSITION = "position"
    """Kroner per 100 % position, pro rata for part-time."""
    MEASURE = "measure"
    """A ceiling for the whole measure, whatever the number of positions."""
    MUNICIPALITY = "municipality"
    """A ceiling for each municipality that applies, whatever the number of positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Statement):
    """What one grant year gives at most.

    Attributes:
        grant_year: 1 for the first year with a grant; ``any`` where every year gives the same.
        amount: whole kroner, or ``not_stated``.
        basis: per 100 % position, for the whole measure, or for each municipality.
    """

    grant_year: int | Literal[Word.ANY]
    amount: int | NotStated
    basis: RateBasis

    def validate(self, path: Path, reader: Reader) -> None:
        """Amounts are never negative."""
        Statement.validate(self, path, reader)
        reader.require_not_negative(self.amount, (*path, "amount"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTable:
    """Support with a stated amount for each grant year.

    Attributes:
        rates: one a grant year from year 1 without gaps, or a single one for any year.
        max_positions: the most positions that count, or ``not_stated``.
        part_time: how a part-time position counts, where the rates are per position.
        pre_project: what a pre-project gives besides, or ``not_stated``.
        fixed_positions: why there can be no more positions than those granted before.
    """

    KIND: ClassVar[str] = "rates"

    rates: tuple[Rate, ...]
    max_positions: PositionsCap | NotStated
    pre_project: Money | NotStated
    part_time: Fact | None = None
    fixed_positions: Fact | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Grant years run 1, 2, 3 … with no gap and no overlap."""
        years = [rate.grant_year for rate in readable(self.rates, Rate)]
        if len(years) != len(self.rates):
            return
        if not years or years not in ([Word.ANY], list(range(1, len(years) + 1))):
            reader.report(
                "grant-years-not-in-order",
                (*path, "rates"),
                ", ".join(y.value if isinstance(y, Word) else str(y) for y in years),
            )
        per_position = any(rate.basis is RateBasis.POSITION for rate in self.rates)
        if per_position and self.part_time is None:
            reader.report("missing-key", path, key="part_time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretionary:
    """Support with no rate: the authority decides how much.

    Attributes:
        basis: what the decision rests on.
    """

    KIND: ClassVar[str] = "discretionary"

    basis: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoStatedSupport:
    """Support for which the edition states no amount.

    Attributes:
        indicative_edition: an earlier edition of the scheme whose rates may be shown as an
            indication, apart from any estimate.
    """

    KIND: ClassVar[str] = "not_stated"

    indicative_edition: int | None = None


type Support = RateTable | Composed | Discretionary | NoStatedSupport


class Coverage(StrEnum):
    """Whether a scheme pays for a class of costs."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    UNCLEAR = "unclear"
    """The source opens for it without saying how far."""
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRule(Statement):
    """Whether the scheme pays for one class of costs."""

    coverage: Coverage
