"""Whether anything can be applied for: one definition for pages, checker, terminal and status.

The verdict says whether the applicant meets the rules of an edition; the standing says whether the
planned year has a call that can be answered. Only :attr:`Standing.OPEN` is a green light.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.deadlines import dated_deadlines, governing_rounds, last_day
from tilskudd_rules.editions import Chosen, Ended, choose_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.deadlines import DatedDeadline
    from tilskudd_rules.editions import NoEdition
    from tilskudd_rules.model import Edition, Scheme

type Period = tuple[str, Standing]
"""The first day of a standing, ``YYYY-MM-DD``, and the standing; it lasts until the next begins.

The first period's day is the empty text, which sorts before every day.
"""


class Standing(StrEnum):
    """What is known of applying for a scheme in a planned year."""

    ENDED = "ended"
    """A source says that the scheme is over."""
    UNKNOWN_YEAR = "unknown_year"
    """The year has no edition, and no source tells of an end."""
    NOT_ANNOUNCED = "not_announced"
    """There is an edition, but no announced application deadline governs."""
    OPENS_LATER = "opens_later"
    """Announced, and the stated opening is ahead."""
    ANNOUNCED = "announced"
    """Announced and not over; no source says when it opens."""
    OPEN = "open"
    """Announced, not over, and known to be open."""
    CLOSED = "closed"
    """Announced, and the last round that governs is over."""


def standing_periods(
    found: Chosen | Ended | NoEdition, authority: str | None
) -> tuple[Period, ...]:
    """Return how a scheme stands for one planned year, from which day on.

    The day is never read here, so that a page can carry the periods and be right on any day.

    Args:
        found: what the sources hold of the scheme for the planned year.
        authority: the applicant's county governor, where it is known.

    >>> ended = Ended(scheme=None, closure=None)
    >>> standing_periods(ended, "innlandet")
    (('', <Standing.ENDED: 'ended'>),)
    """
    if isinstance(found, Ended):
        return (("", Standing.ENDED),)
    if not isinstance(found, Chosen) or found.dated is None:
        return (("", Standing.UNKNOWN_YEAR),)
    periods = call_periods(found.scheme, found.dated, authority)
    if not found.is_of_the_year and periods[0][1] is Standing.NOT_ANNOUNCED:
        # Some call comes again, but none that is for these applicants.
        return (("", Standing.UNKNOWN_YEAR),)
    return periods


def call_periods(scheme: Scheme, edition: Edition, authority: str | None) -> tuple[Period, ...]:
    """Return how an edition's own year stands for the applicants of one county governor.

    >>> [day for day, _ in call_periods(scheme, edition, "innlandet")]
    ['']
    """
    dated = list(dated_deadlines(scheme, edition, authority))
    rounds = governing_rounds(dated, DeadlineKind.APPLICATION)
    if not rounds or not rounds[0].is_announced:
        return (("", Standing.NOT_ANNOUNCED),)
    periods: list[Period] = []
    begins = ""
    for one in rounds:
        ends = last_day(one.deadline.date)
        periods += [period for period in _round_periods(one, begins) if period[0] <= ends]
        begins = _day_after(ends)
    return (*periods, (begins, Standing.CLOSED))


def _round_periods(one: DatedDeadline, begins: str) -> Iterator[Period]:
    """Yield the periods of one round, from the day the round before it is over."""
    opens = one.deadline.opens
    first = opens or one.announced_on
    if first is None:
        yield begins, Standing.ANNOUNCED
        return
    known = first if len(first) == len("YYYY-MM-DD") else f"{first}-01"
    if known > begins:
        yield begins, Standing.ANNOUNCED if opens is None else Standing.OPENS_LATER
    if known != first:
        # In a month of which only that much is known, it may not be open yet.
        starts, known = max(known, begins), _day_after(last_day(first))
        if starts < known:
            yield starts, Standing.ANNOUNCED
    yield max(known, begins), Standing.OPEN


def standing_on(periods: Sequence[Period], as_of: str | None) -> Standing:
    """Return the standing on a day; without a day, only what is true on every day is told.

    >>> periods = (("", Standing.ANNOUNCED), ("2025-03-02", Standing.CLOSED))
    >>> standing_on(periods, "2025-03-01"), standing_on(periods, "2025-03-02")
    (<Standing.ANNOUNCED: 'announced'>, <Standing.CLOSED: 'closed'>)
    """
    if as_of is None:
        return periods[0][1] if len(periods) == 1 else Standing.ANNOUNCED
    return periods[bisect_right(periods, as_of, key=lambda period: period[0]) - 1][1]


def scheme_standing(
    scheme: Scheme, year: int, authority: str | None, as_of: str | None
) -> Standing:
    """Return how a scheme stands for a planned year on a day.

    >>> scheme_standing(scheme, 2023, "innlandet", "2023-03-06").value
    'not_announced'
    >>> scheme_standing(scheme, 2024, "innlandet", "2023-03-06").value
    'unknown_year'
    """
    return standing_on(standing_periods(choose_edition(scheme, year), authority), as_of)


def _day_after(iso: str) -> str:
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()
