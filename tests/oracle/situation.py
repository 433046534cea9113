"""What an applicant has told. What is not told is unknown: there are no defaults here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.oracle.facts import (
    COVERED,
    GOVERNOR_OF_COUNTY,
    NAMED_MEASURES,
    OLD_DRUG_WORK,
    OTHER,
    TRANSITION,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation as the JSON says it; a key that is missing or null is not answered."""

    told: Mapping[str, Any]

    def get(self, key: str) -> Any:
        """Return the answer as it stands."""
        return self.told.get(key)

    @property
    def governor(self) -> str | None:
        """The county governor, told or by the municipality."""
        number = self.get("municipality")
        if number is not None:
            return GOVERNOR_OF_COUNTY[number[:2]]
        authority: str | None = self.get("authority")
        return authority

    def measure(self, scheme: str) -> str | None:
        """Return the measure as this scheme understands it.

        What was told of the scheme goes before what was told of all. A common measure that no
        edition of the scheme names says nothing to it. Only for schemes that decide by it.
        """
        own: str | None = (self.get("measures") or {}).get(scheme)
        if own is not None:
            return own
        common: str | None = self.get("measure")
        known = {
            measure
            for (name, _), measures in NAMED_MEASURES.items()
            if name == scheme
            for measure in measures
        }
        if common == OTHER or common in known:
            return common
        return COVERED.get((scheme, common)) if common is not None else None

    def years_received(self, scheme: str) -> int | None:
        """Count the grant years received so far, within the scheme's own generation.

        Rule 21: old kommunalt rusarbeid and its transition are one generation; every other scheme
        is alone in its own. A new measure has received nothing, unless told otherwise.
        """
        generation = (OLD_DRUG_WORK, TRANSITION) if scheme == TRANSITION else (scheme,)
        received = self.get("grant_years_received") or {}
        told: list[int] = [n for name in generation if (n := received.get(name)) is not None]
        if told:
            return sum(told)
        return 0 if self.get("new_measure") is True else None

    def positions(self, grant_year: int | None) -> int | None:
        """Return the positions of a grant year, in percent of one.

        One number holds for every year; of a list, the first is the first grant year's.
        """
        told: int | list[int] | None = self.get("positions_percent")
        if not isinstance(told, list):
            return told
        if grant_year is None or grant_year > len(told):
            return None
        return told[grant_year - 1]
