"""Support composed of mechanisms: parts added, held by limits, and paid as the source says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tilskudd_rules.mechanisms.amounts import Amount
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.mechanisms.floor import Floor
from tilskudd_rules.mechanisms.instalments import WHOLE, Instalment
from tilskudd_rules.mechanisms.lump_sum import LumpSum
from tilskudd_rules.mechanisms.own_share import OwnShare
from tilskudd_rules.mechanisms.payment_condition import PaymentCondition
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.schema import Word, readable
from tilskudd_rules.statements import Money, NotStated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.mechanisms.amounts import Figures
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader

type Part = RatePart | LumpSum | CostShare
type Limit = Cap | Floor


class YearGiven(NamedTuple):
    """What a grant year gives.

    Attributes:
        figures: what it was worked out from.
        parts: what each part gives, in the order of the file.
        limits: the limits that changed the sum.
        amount: the year's amount; its bounds are what can be paid.
    """

    figures: Figures
    parts: tuple[Amount, ...]
    limits: tuple[Limit, ...]
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """Support put together of parts.

    Attributes:
        parts: what is given, added together.
        limits: what the sum of a year is held to, in this order.
        own_share: the least the applicant must pay itself.
        pre_project: what a pre-project gives besides, or ``not_stated``.
        instalments: when how much of a year's grant is paid; all of it at once where absent.
        payment: what must be in place before anything is paid.
    """

    KIND: ClassVar[str] = "composed"

    parts: tuple[Part, ...]
    limits: tuple[Limit, ...] = ()
    own_share: OwnShare | None = None
    pre_project: Money | NotStated
    instalments: tuple[Instalment, ...] = ()
    payment: PaymentCondition | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Something is given, each part has its own name, and the instalments are the whole."""
        if not self.parts:
            reader.report("no-parts", (*path, "parts"))
        reader.require_unique(self.parts, (*path, "parts"), "id")
        shares = [one.percent for one in readable(self.instalments, Instalment)]
        if len(shares) == len(self.instalments) and shares and sum(shares) != WHOLE:
            reader.report("shares-not-whole", (*path, "instalments"), sum(shares))

    @property
    def years(self) -> int | None:
        """How many grant years something is stated for; ``None`` where every year is alike."""
        stated = [part.years for part in self.parts if part.years is not None]
        return max(stated, default=None)

    @property
    def states_an_amount(self) -> bool:
        """Whether a source says how much any part gives, in some year."""
        return any(
            isinstance(part, CostShare)
            or any(year.amount is not Word.NOT_STATED for year in part.amounts)
            for part in self.parts
        )

    @property
    def goes_on(self) -> bool:
        """Whether some part gives the same in any year, however many are stated for another."""
        return any(part.years is None for part in self.parts)

    @property
    def counted_by(self) -> list[str]:
        """The answers that say how many there are of what is paid, capped or lifted."""
        caps = [one.cap for one in self.parts if isinstance(one, CostShare) and one.cap is not None]
        counted = [one for one in self.parts if not isinstance(one, CostShare)]
        found = [one.counted_by for one in (*counted, *caps, *self.limits)]
        return list(dict.fromkeys(one for one in found if one is not None))

    @property
    def rests_on_costs(self) -> bool:
        """Whether the costs decide how much is given."""
        shared = any(isinstance(part, CostShare) for part in self.parts)
        return shared or self.own_share is not None

    def give(self, years: Sequence[Figures]) -> list[YearGiven]:
        """Return what the grant years to come give, in their order.

        A cap over all the years leaves to each what the years before it have not taken. Where costs
        let a year be paid less than its ceiling, the bounds let more of the cap be paid later.
        """
        given = self.give_each(years)
        for cap in self.caps_in_all:
            given = _in_all(cap, given)
        return given

    def give_each(self, years: Sequence[Figures]) -> list[YearGiven]:
        """Return what each year would give by itself, before what holds for all of them."""
        return [self._payable(self._year(figures)) for figures in years]

    @property
    def caps_in_all(self) -> list[Cap]:
        """The caps over all the years together."""
        return [one for one in self.limits if isinstance(one, Cap) and one.over is Over.ALL_YEARS]

    def _year(self, figures: Figures) -> YearGiven:
        parts = tuple(part.gives(figures) for part in self.parts)
        amount = reduce(Amount.__add__, parts, Amount.exactly(0))
        limits: list[Limit] = []
        for limit in self.limits:
            if isinstance(limit, Cap) and limit.over is Over.ALL_YEARS:
                continue
            held = limit.hold(amount, figures)
            if held.value is not None and held.value != amount.value:
                limits.append(limit)
            amount = held
        return YearGiven(figures, parts, tuple(limits), amount)

    def _payable(self, year: YearGiven) -> YearGiven:
        """Return a year with bounds that are what can be paid of it."""
        amount = year.amount.payable(year.figures.payable)
        if self.own_share is not None:
            amount = amount.payable(self.own_share.room(year.figures))
        if self.payment is not None and self.payment.when.holds(year.figures.answers) is not True:
            amount = replace(amount, lower=0)
        return year._replace(amount=amount)


def _in_all(cap: Cap, given: Sequence[YearGiven]) -> list[YearGiven]:
    """Hold the years together to a cap: what is left of it falls from year to year."""
    left = cap.most(given[0].figures) if given else Amount.exactly(0)
    held = []
    for year in given:
        amount = year.amount.at_most(left)
        is_changed = amount.value is not None and amount.value != year.amount.value
        limits = (*year.limits, cap) if is_changed else year.limits
        held.append(year._replace(amount=amount, limits=limits))
        left = _taken(left, amount)
    return held


def _taken(left: Amount, amount: Amount) -> Amount:
    """Return what is left of a cap when an amount has been taken."""
    known = None if left.value is None or amount.value is None else left.value - amount.value
    return replace(
        left,
        value=known,
        lower=0 if amount.upper is None else max(0, left.lower - amount.upper),
        upper=None if left.upper is None else left.upper - amount.lower,
    )
