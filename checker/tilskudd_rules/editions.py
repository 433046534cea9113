"""Which edition of a scheme a year is checked against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tilskudd_rules.calls import DeadlineKind

if TYPE_CHECKING:
    from tilskudd_rules.calls import Deadline
    from tilskudd_rules.model import Closure, Edition, Scheme


@dataclass(frozen=True, slots=True)
class Chosen:
    """An edition that a planned year can rest on.

    Attributes:
        scheme: the scheme.
        edition: the planned year's own edition, else the newest before it.
        year: the planned calendar year.
    """

    scheme: Scheme
    edition: Edition
    year: int

    @property
    def is_of_the_year(self) -> bool:
        """Whether the edition is the planned year's own."""
        return self.edition.year == self.year

    @property
    def dated(self) -> Edition | None:
        """The edition with the dates of the planned year, where any source gives them."""
        return self.edition if self.is_of_the_year else recurring(self.edition, self.year)


@dataclass(frozen=True, slots=True)
class Ended:
    """A source says that the scheme is over for the planned year."""

    scheme: Scheme
    closure: Closure


@dataclass(frozen=True, slots=True)
class NoEdition:
    """The sources hold nothing about the scheme for the planned year or earlier."""

    scheme: Scheme


def choose_edition(scheme: Scheme, year: int) -> Chosen | Ended | NoEdition:
    """Return what the sources hold of a scheme for a calendar year.

    An edition says nothing of whether its scheme exists in a later year: that is the closure's to
    say, and where no source does, nobody knows.

    >>> choose_edition(scheme, 2024).edition.year
    2023
    >>> type(choose_edition(scheme, 2022)).__name__
    'NoEdition'
    """
    if scheme.closure is not None and scheme.is_over(year):
        return Ended(scheme, scheme.closure)
    for edition in scheme.newest_first:
        if edition.year <= year:
            return Chosen(scheme, edition, year)
    return NoEdition(scheme)


def recurring(edition: Edition, year: int) -> Edition | None:
    """Return an edition as its dates come again in a later year, and with no others.

    ``None`` where no application deadline comes again then. The day that a call was published is
    of its own year alone.

    >>> recurring(edition, 2024) is None
    True
    """

    def again(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
        later = year - edition.year
        return tuple(one.years_later(later) for one in deadlines if year in one.recurs_for)

    own = again(edition.deadlines)
    calls = [
        replace(call, announced_on=None, updated_on=None, deadlines=deadlines)
        for call in edition.calls
        if (deadlines := again(call.deadlines))
    ]
    kinds = {one.kind for call in calls for one in call.deadlines}
    if DeadlineKind.APPLICATION not in kinds:
        return None
    return replace(edition, year=year, deadlines=own, calls=tuple(calls))
