"""The verdict in words: whether there is anything to apply for, then whether the rules are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.deadlines import due_in_words
from tilskudd_rules.editions import Ended
from tilskudd_rules.standing import Standing
from tilskudd_rules.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.deadlines import DatedDeadline
    from tilskudd_rules.editions import NoEdition
    from tilskudd_rules.model import Catalogue, Closure, Scheme
    from tilskudd_rules.result import Eligibility
    from tilskudd_rules.wording import Wording

_ANNOUNCED: Final = {
    Standing.OPENS_LATER: "standing.opens-later",
    Standing.ANNOUNCED: "standing.announced",
    Standing.OPEN: "standing.open",
    Standing.CLOSED: "standing.closed",
}
_ELIGIBILITY: Final[Mapping[Eligibility, str]] = {
    "eligible": "verdict.eligible",
    "not_eligible": "verdict.not-eligible",
    "unknown": "verdict.unknown",
    "assessment": "verdict.assessment",
}


class Verdicts:
    """Says the verdict on one scheme.

    Args:
        catalogue: the rules, for the names of schemes and authorities.
        wording: the sentences, in one language form.
    """

    def __init__(self, catalogue: Catalogue, wording: Wording) -> None:
        self._catalogue = catalogue
        self._wording = wording

    def verdict(self, check: SchemeCheck) -> str:
        """Return the verdict on a scheme that some edition speaks for."""
        met = self._wording.format_message(
            _ELIGIBILITY[check.eligibility], edition=check.edition.year
        )
        return f"{self._standing(check)} {met}"

    def outside(self, reason: Ended | NoEdition, year: int) -> str:
        """Return what there is to say of a scheme that no edition speaks for."""
        wording = self._wording
        if not isinstance(reason, Ended):
            name = wording.text(reason.scheme.short_name)
            return wording.format_message("outside.no-edition", scheme=name, year=year)
        said = [wording.text(reason.closure.text)]
        if reason.closure.replaced_by:
            said.append(self._replacement(reason.closure, year))
        return " ".join(said)

    def _replacement(self, closure: Closure, year: int) -> str:
        """Say what came instead, and where that is over, too."""
        names = [self._name(one, year) for one in closure.replaced_by]
        return self._wording.format_message("outside.replaced", replacement=", ".join(names))

    def _name(self, scheme_id: str, year: int) -> str:
        growth = self._catalogue.frame_growth
        if scheme_id == growth.id:
            return self._wording.text(growth.name)
        scheme = self._catalogue.schemes[scheme_id]
        name = self._wording.text(scheme.name)
        over = scheme.is_over(year)
        return (
            self._wording.format_message("outside.replacement-over", scheme=name) if over else name
        )

    def _standing(self, check: SchemeCheck) -> str:
        year = check.chosen.year
        if check.standing is Standing.UNKNOWN_YEAR:
            known = _is_known_to_exist(check.chosen.scheme, year)
            name = "standing.no-rules" if known else "standing.unknown-year"
            return self._wording.format_message(name, year=year)
        governing = next((one for one in check.deadlines if _is_governing(one)), None)
        if check.standing is not Standing.NOT_ANNOUNCED and governing is not None:
            deadline = governing.deadline
            opens = "" if deadline.opens is None else day(deadline.opens)
            name = _ANNOUNCED[check.standing]
            due = due_in_words(deadline, self._wording)
            return self._wording.format_message(name, year=year, deadline=due, opens=opens)
        return self._not_announced(check, governing)

    def _not_announced(self, check: SchemeCheck, governing: DatedDeadline | None) -> str:
        year = check.chosen.year
        if governing is not None:
            date = due_in_words(governing.deadline, self._wording)
            return self._wording.format_message("standing.assumed", year=year, deadline=date)
        if not check.deadlines:
            return self._wording.format_message("standing.no-deadline", year=year)
        authority = check.answers.get("authority")
        if authority is None:
            return self._wording.format_message("standing.which-authority", year=year)
        name = self._wording.text(self._catalogue.authorities[authority].name)
        return self._wording.format_message("standing.not-announced", year=year, authority=name)


def _is_known_to_exist(scheme: Scheme, year: int) -> bool:
    """Tell whether a source speaks of the scheme in a later year, or up to a year not before."""
    return scheme.closure is not None or scheme.newest_first[0].year > year


def _is_governing(one: DatedDeadline) -> bool:
    return one.governing and one.deadline.kind is DeadlineKind.APPLICATION
