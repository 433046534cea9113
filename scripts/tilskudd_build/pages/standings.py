"""How the schemes stand, year by year and county governor by county governor.

What the rules decide is the standing and the day it begins; here that is gathered for the pages,
which carry it as data, and for ``tilskudd status``. Nothing here reads the clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from tilskudd_build.pages.views import application_deadlines, newest, recurring_years
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.deadlines import dated_deadlines, governing_rounds, last_day
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.places import AuthorityKind
from tilskudd_rules.standing import Standing, call_periods, standing_on, standing_periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tilskudd_rules.calls import Call, Deadline
    from tilskudd_rules.model import Catalogue, Edition, Scheme

ON: Final = frozenset({Standing.OPENS_LATER, Standing.ANNOUNCED, Standing.OPEN})
"""A call that is known and not over."""

_LAST_MONTH: Final = 12


class Period(NamedTuple):
    """A standing, from the day it begins until the next one does.

    Attributes:
        begins: the first day; empty where it has always been so.
        due: the application deadline that it runs up to, or that is behind; ``None`` where none is.
    """

    begins: str
    standing: Standing
    due: str | None


class Group(NamedTuple):
    """Those for whom a year stands the same on every day.

    Attributes:
        authorities: the county governors; empty where it is everybody whom no other group names.
    """

    authorities: tuple[str, ...]
    periods: tuple[Period, ...]


class Told(NamedTuple):
    """How a planned year stands on a day, for some of the applicants.

    Attributes:
        authorities: as in :class:`Group`.
    """

    year: int
    authorities: tuple[str, ...]
    standing: Standing
    due: str | None


def year_groups(catalogue: Catalogue, scheme: Scheme, year: int) -> tuple[Group, ...]:
    """Return how a scheme stands for a planned year, those with a call of their own first."""
    rest = _periods_of_year(scheme, year, None)
    found: dict[tuple[Period, ...], list[str]] = {}
    for authority in county_governors(catalogue):
        periods = _periods_of_year(scheme, year, authority)
        if periods != rest:
            found.setdefault(periods, []).append(authority)
    groups = [Group(tuple(names), periods) for periods, names in found.items()]
    if sum(map(len, found.values())) < len(county_governors(catalogue)):
        groups.append(Group((), rest))
    return tuple(groups)


def county_governors(catalogue: Catalogue) -> Sequence[str]:
    """Return the county governors that an applicant can belong to, those of today."""
    kind = AuthorityKind.COUNTY_GOVERNOR
    governors = [one for one in catalogue.authorities.values() if one.kind is kind]
    return [str(one.id) for one in governors if one.to is None]


def by_year(catalogue: Catalogue, scheme: Scheme) -> Mapping[int, tuple[Group, ...]]:
    """Return how a scheme stands for every year there is: each holds until the next one named."""
    years = {0}
    for edition in scheme.editions.values():
        for year in (edition.year, *recurring_years(edition)):
            years |= {year, year + 1}
    if scheme.closure is not None:
        years.add(scheme.closure.after_year + 1)
    found: dict[int, tuple[Group, ...]] = {}
    before: tuple[Group, ...] = ()
    for year in sorted(years):
        groups = year_groups(catalogue, scheme, year)
        if groups != before:
            found[year] = before = groups
    return found


def known_until(scheme: Scheme) -> int:
    """Return the last year of which a source tells that the scheme is there, rules or no rules."""
    if scheme.closure is not None:
        return scheme.closure.after_year
    return max(newest(scheme).year, *recurring_years(newest(scheme)), 0)


def last_month(scheme: Scheme) -> int:
    """Return the last month of a year in which the scheme has had an application deadline.

    Up to it somebody who plans has that same year in mind, and after it the next.
    """
    return max(months(scheme), default=_LAST_MONTH)


def months(scheme: Scheme) -> frozenset[int]:
    """Return the months in which the scheme has had application deadlines; January is 1."""
    return frozenset(
        int(dated.deadline.date[len("YYYY-") : len("YYYY-MM")])
        for edition in scheme.editions.values()
        for dated in application_deadlines(scheme, edition)
    )


def told_on(catalogue: Catalogue, scheme: Scheme, today: date) -> Sequence[Told]:
    """Return what there is to tell of a scheme on a day: of this year, and of the next.

    Of a year that nothing is known of it is told only while it is the one that is planned, and of
    the year before only while a call for it is still on.
    """
    planned = today.year + (today.month > last_month(scheme))
    told: list[Told] = []
    for year in (today.year - 1, today.year, today.year + 1):
        for group in year_groups(catalogue, scheme, year):
            periods = [(period.begins, period.standing) for period in group.periods]
            standing = standing_on(periods, today.isoformat())
            due = next(s.due for s in reversed(group.periods) if s.begins <= today.isoformat())
            if _is_told(standing, year, today.year, planned):
                told.append(Told(year, group.authorities, standing, due))
    return told


def _is_told(standing: Standing, year: int, this_year: int, planned: int) -> bool:
    if year < this_year:
        return standing in ON
    return standing is not Standing.UNKNOWN_YEAR or year == planned


def periods_of_call(scheme: Scheme, edition: Edition, authority: str | None) -> tuple[Period, ...]:
    """Return the periods of a year with rules, each with the deadline it is about."""
    dated = list(dated_deadlines(scheme, edition, authority))
    rounds = [one.deadline.date for one in governing_rounds(dated, DeadlineKind.APPLICATION)]
    periods = []
    for begins, standing in call_periods(scheme, edition, authority):
        ahead = (due for due in rounds if last_day(due) >= begins)
        due = None if standing is Standing.NOT_ANNOUNCED else next(ahead, rounds[-1])
        periods.append(Period(begins, standing, due))
    return tuple(periods)


def periods_of_deadline(
    scheme: Scheme, edition: Edition, deadline: Deadline, call: Call
) -> tuple[Period, ...]:
    """Return how one application deadline of a call stands, taken for itself."""
    alone = replace(edition, deadlines=(), calls=(replace(call, deadlines=(deadline,)),))
    return periods_of_call(scheme, alone, call.authority)


def _periods_of_year(scheme: Scheme, year: int, authority: str | None) -> tuple[Period, ...]:
    chosen = choose_edition(scheme, year)
    periods = standing_periods(chosen, authority)
    dated = chosen.dated if isinstance(chosen, Chosen) else None
    if dated is None or periods[0][1] is Standing.UNKNOWN_YEAR:
        return tuple(Period(*period, due=None) for period in periods)
    return periods_of_call(scheme, dated, authority)
