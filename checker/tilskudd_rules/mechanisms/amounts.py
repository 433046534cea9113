"""An amount with its bounds, and the figures of one grant year it is worked out from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Whole kroner, as far as they are known.

    Attributes:
        value: the amount; ``None`` while an answer it needs is open, or where it is not stated.
        lower: what it cannot be below.
        upper: what it cannot be above; ``None`` where nothing caps it.
        is_stated: a source states what it rests on.
    """

    value: int | None
    lower: int
    upper: int | None
    is_stated: bool = True

    @classmethod
    def exactly(cls, kroner: int) -> Self:
        """Return an amount that is known."""
        return cls(value=kroner, lower=kroner, upper=kroner)

    def __add__(self, other: Amount) -> Amount:
        """Add two amounts: a sum is known where both are."""
        return Amount(
            value=_both(int.__add__, self.value, other.value),
            lower=self.lower + other.lower,
            upper=_both(int.__add__, self.upper, other.upper),
            is_stated=self.is_stated and other.is_stated,
        )

    def at_most(self, cap: Amount) -> Amount:
        """Return the lesser of the two."""
        uppers = [one for one in (self.upper, cap.upper) if one is not None]
        return Amount(
            value=_both(min, self.value, cap.value),
            lower=min(self.lower, cap.lower),
            upper=min(uppers, default=None),
            is_stated=self.is_stated and cap.is_stated,
        )

    def at_least(self, floor: Amount) -> Amount:
        """Return the greater of the two."""
        return Amount(
            value=_both(max, self.value, floor.value),
            lower=max(self.lower, floor.lower),
            upper=_both(max, self.upper, floor.upper),
            is_stated=self.is_stated and floor.is_stated,
        )

    def payable(self, room: int | None) -> Amount:
        """Let the bounds fall to what can be paid; the value stays, as a ceiling."""
        if room is None or not self.is_stated:
            return self
        upper = room if self.upper is None else min(self.upper, room)
        return replace(self, lower=min(self.lower, room), upper=upper)


def _both(work: Any, one: int | None, other: int | None) -> int | None:  # noqa: ANN401 - of two numbers
    return None if one is None or other is None else work(one, other)


OPEN = Amount(value=None, lower=0, upper=None)
"""An amount that waits for an answer."""
NOT_STATED = replace(OPEN, is_stated=False)
"""An amount that no source states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one grant year's amount is worked out from.

    Attributes:
        grant_year: which of the grant years it is; ``None`` where the years received are not known.
        answers: the answers as the scheme sees them.
        costs: the costs of the year by class; ``None`` where not answered.
        payable: the costs that the scheme may pay for; ``None`` where one of them is not answered.
    """

    grant_year: int | None
    answers: Mapping[str, Any]
    costs: Mapping[str, int] | None = None
    payable: int | None = None

    def number(self, answer: str) -> int | None:
        """Return a number that was answered, this year's where there is one a grant year."""
        given = self.answers.get(answer)
        if not isinstance(given, tuple):
            return given
        if self.grant_year is None or self.grant_year > len(given):
            return None
        found: int | None = given[self.grant_year - 1]
        return found
