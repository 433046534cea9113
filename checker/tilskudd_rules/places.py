"""Authorities, and the municipalities that belong to them; both come and go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tilskudd_rules.schema import Day
from tilskudd_rules.statements import AuthorityId, MunicipalityNumber, NotStated, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


class AuthorityKind(StrEnum):
    """What sort of authority it is."""

    COUNTY_GOVERNOR = "county_governor"
    DIRECTORATE = "directorate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A county governor or a directorate.

    Attributes:
        from_: the first day it was there, where that is known and tells anything.
        to: the last day it was there; ``None`` for one of today.
        successor: the authority that its municipalities belong to since.
        municipalities: how many belong to it, so that a row gone from the register is noticed.
    """

    id: AuthorityId
    name: Text
    short_name: Text
    kind: AuthorityKind
    municipalities: int | None = None
    from_: Day | None = None
    to: Day | None = None
    successor: AuthorityId | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """It began before it ended, and only what has ended has a successor."""
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            reader.report("ends-before-it-begins", (*path, "to"), self.to, begins=self.from_)
        if self.successor is not None and self.to is None:
            reader.report("successor-of-one-that-is-there", (*path, "successor"), self.successor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality of 2024."""

    number: str
    name: str
    county: str
    county_governor: AuthorityId


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerMunicipality:
    """A municipality number that is no longer in use.

    Attributes:
        municipality: the municipality of 2024 it became or became part of; ``not_stated`` where
            the register does not tell, as where it was divided.
    """

    number: str
    name: str
    municipality: MunicipalityNumber | NotStated


def is_national(authority: str, authorities: Mapping[str, Authority]) -> bool:
    """Tell whether what an authority announces is for the whole country.

    >>> is_national("innlandet", catalogue.authorities)
    False
    """
    return authorities[authority].kind is AuthorityKind.DIRECTORATE


def authority_today(authority: str, authorities: Mapping[str, Authority]) -> str:
    """Return who has taken an authority's place: itself as long as it is there.

    >>> authority_today("innlandet", catalogue.authorities)
    'innlandet'
    """
    passed = {authority}
    while (successor := authorities[authority].successor) is not None:
        if successor in passed or successor not in authorities:
            # Reading the catalogue reports it.
            break
        passed.add(successor)
        authority = successor
    return authority


def senders(
    authorities: Mapping[str, Authority], municipalities: Iterable[Municipality]
) -> list[str]:
    """Return who can announce a call that holds for anybody.

    A directorate can, and a county governor that municipalities belong to, itself or by whom has
    taken its place.

    >>> senders(catalogue.authorities, catalogue.municipalities.values())
    ['nabodirektoratet', 'innlandet']
    """
    heard = {str(one.county_governor) for one in municipalities}
    return [
        name
        for name in authorities
        if is_national(name, authorities) or authority_today(name, authorities) in heard
    ]
