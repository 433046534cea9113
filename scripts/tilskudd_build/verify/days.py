"""The days that matter: below, on and above every date of an edition."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tilskudd_rules.model import Edition

_DAY: Final = len("YYYY-MM-DD")


def dates_of(edition: Edition) -> Iterator[str]:
    """Yield every date of an edition and its calls, a day or a month each."""
    for call in edition.calls:
        if call.announced_on is not None:
            yield call.announced_on
    for deadline in (*edition.deadlines, *(d for call in edition.calls for d in call.deadlines)):
        for day in filter(None, (deadline.date, deadline.opens)):
            yield day
            for year in deadline.recurs_for:
                yield in_year(day, year - edition.year)


def in_year(day_or_month: str, years: int) -> str:
    """Return the same day, or month, of another year."""
    return f"{int(day_or_month[:4]) + years}{day_or_month[4:]}"


def around(dates: Iterable[str]) -> list[str]:
    """Return the day before, the first, the last and the day after each date, in order."""
    found = set()
    for one in dates:
        first, last = first_day(one), last_day(one)
        found |= {shifted(first, -1), first, last, shifted(last, 1)}
    return sorted(found)


def first_day(day_or_month: str) -> str:
    """Return the day itself, or the first day of the month."""
    return day_or_month if len(day_or_month) == _DAY else f"{day_or_month}-01"


def last_day(day_or_month: str) -> str:
    """Return the day itself, or the last day of the month."""
    if len(day_or_month) == _DAY:
        return day_or_month
    next_month = date.fromisoformat(f"{day_or_month}-01") + timedelta(days=31)
    return shifted(f"{next_month:%Y-%m}-01", -1)


def shifted(day: str, days: int) -> str:
    """Return a day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
