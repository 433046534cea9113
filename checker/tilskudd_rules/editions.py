"""Which edition of a scheme a year is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
