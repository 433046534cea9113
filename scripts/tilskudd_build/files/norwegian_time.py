"""The time in Norway: what its clocks show at a moment, and the moment at which they show it.

Python's own tables of time zones are not on every machine. Norway has had one rule since 1996.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_WINTER: Final = timezone(timedelta(hours=1))
_SUMMER: Final = timezone(timedelta(hours=2))
_SUNDAY: Final = 6
_CHANGES: Final = (3, 10)
"""Summer time begins and ends in these months: on the last Sunday, at one o'clock UTC."""


def in_norway(moment: datetime) -> datetime:
    """Return a moment as clocks in Norway show it."""
    begins, ends = (_change(moment.astimezone(UTC).year, month) for month in _CHANGES)
    return moment.astimezone(_SUMMER if begins <= moment < ends else _WINTER)


def from_norway(shown: datetime) -> datetime:
    """Return the moment, in UTC, at which clocks in Norway show ``shown``.

    In autumn an hour is shown twice: then it is the first. In spring one is never shown: then it is
    the moment an hour later.
    """
    moment = shown.replace(tzinfo=_SUMMER)
    summer = in_norway(moment).tzinfo is _SUMMER
    return (moment if summer else shown.replace(tzinfo=_WINTER)).astimezone(UTC)


def _change(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)
