"""Whether there is a scheme, and a call, to apply to: `standing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.facts import CALLS, EDITIONS, LAST_YEAR, Call

if TYPE_CHECKING:
    from tests.oracle.situation import Situation


def has_ended(scheme: str, year: int) -> bool:
    """Rules 24 and 25: a scheme is over for every year after the last one a source tells."""
    return scheme in LAST_YEAR and year > LAST_YEAR[scheme]


def rules_for(scheme: str, year: int) -> int | None:
    """Return the year of the rules that hold.

    Rule 6: a year with no edition of its own is planned on the newest earlier one. An ended
    scheme is never the basis for a later year (rule 24).
    """
    if has_ended(scheme, year):
        return None
    return max((edition for edition in EDITIONS[scheme] if edition <= year), default=None)


def standing_of(scheme: str, year: int, situation: Situation) -> str:
    """Return the standing of a scheme in the planned year, on the day of `as_of`."""
    if has_ended(scheme, year):
        return "ended"
    if year not in EDITIONS[scheme]:
        return "unknown_year"
    call = _governing(scheme, year, situation.governor)
    if call is None or not call.announced:
        return "not_announced"
    today: str | None = situation.get("as_of")
    if today is None:
        return "announced"
    # A month is over when the next one has begun; ISO dates sort as text.
    if today[: len(call.day)] > call.day:
        return "closed"
    # No source states when applications open. A call that is dated stands open from that day on.
    return "open" if call.published is not None and call.published <= today else "announced"


def _governing(scheme: str, year: int, governor: str | None) -> Call | None:
    """Rule 20: own announced, then national announced, then own assumed, then national assumed.

    A date of nobody named, or of another county governor, never governs.
    """
    heard = [
        call
        for call in CALLS
        if (call.scheme, call.year) == (scheme, year)
        and call.sender is not None
        and (call.national or call.sender == governor)
    ]
    return min(heard, key=lambda call: (not call.announced, call.national), default=None)
