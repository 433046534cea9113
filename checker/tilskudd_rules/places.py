"""Authorities, and the municipalities that belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tilskudd_rules.statements import AuthorityId, MunicipalityNumber, NotStated, Text


class AuthorityKind(StrEnum):
    """What sort of authority it is."""

    COUNTY_GOVERNOR = "county_governor"
    DIRECTORATE = "directorate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A county governor or a directorate."""

    id: AuthorityId
    name: Text
    short_name: Text
    kind: AuthorityKind


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
