"""Dates in an order that cannot be, and dates far from the year they are for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.walking import deadlines, doubt, editions
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.calls import Deadline
    from tilskudd_rules.model import Catalogue, Closure
    from tilskudd_rules.problems import Path, Problem

_REVIEW_YEARS: Final = 2
"""Whoever confirms a file does not put off the next time for longer."""
_YEARS_AHEAD: Final = 5
"""Nobody announces the end of a scheme for later than this."""


def editions_can_be_asked_for(catalogue: Catalogue) -> Iterator[Problem]:
    """An edition is for a year that can be answered."""
    years = next(one for one in catalogue.questions if one.answer == "year")
    low, high = years.minimum, years.maximum
    for path, _, edition in editions(catalogue):
        if (low is not None and edition.year < low) or (high is not None and edition.year > high):
            yield doubt(
                "year-nobody-can-ask-for", (*path, "year"), edition.year, low=low, high=high
            )


def near_their_year(catalogue: Catalogue) -> Iterator[Problem]:
    """What is due for a year is due in it or the year before; a report also in the two after."""
    for path, _, edition in editions(catalogue):
        for where, listed in deadlines(edition, path):
            for index, one in enumerate(listed):
                first, last = _years_of(one, edition.year)
                yield from _within(one.date, first, last, (*where, index, "date"))
                if one.for_grant_year is not None:
                    place = (*where, index, "for_grant_year")
                    yield from _within(
                        str(one.for_grant_year), edition.year - 2, edition.year, place
                    )
                if one.opens is not None:
                    yield from _within(one.opens, first, last, (*where, index, "opens"))
        for index, call in enumerate(edition.calls):
            if call.announced_on is not None:
                where = (*path, "calls", index, "announced_on")
                yield from _within(call.announced_on, edition.year - 1, edition.year, where)


def _years_of(one: Deadline, year: int) -> tuple[int, int]:
    if not one.kind.is_about_a_grant:
        return (year - 2 if one.earlier_round else year - 1), year
    reported = year if one.for_grant_year is None else one.for_grant_year
    return reported, reported + 2


def _within(day: str, first: int, last: int, path: Path) -> Iterator[Problem]:
    if not first <= int(day[:4]) <= last:
        yield doubt("far-from-its-year", path, day, first=first, last=last)


def rounds(catalogue: Catalogue) -> Iterator[Problem]:
    """An earlier round is over before the edition's own, and one round before the next opens."""
    for path, _, edition in editions(catalogue):
        for where, listed in deadlines(edition, path):
            numbered = [
                (index, one)
                for index, one in enumerate(listed)
                if one.kind is DeadlineKind.APPLICATION
            ]
            own = [(index, one) for index, one in numbered if not one.earlier_round]
            for index, one in numbered:
                first = min((other.date for _, other in own), default="")
                if one.earlier_round and first and one.date >= first:
                    place = (*where, index, "date")
                    yield doubt("earlier-round-is-later", place, one.date, own=first)
            for before, after in combinations(sorted(own, key=lambda item: item[1].date), 2):
                yield from _two_rounds(before[1], after, where)
        for where, listed in deadlines(edition, path):
            yield from _twice(listed, where)


def _two_rounds(before: Deadline, after: tuple[int, Deadline], where: Path) -> Iterator[Problem]:
    index, one = after
    if before.date == one.date:
        return
    if one.opens is not None and one.opens <= before.date:
        yield doubt("rounds-overlap", (*where, index, "opens"), one.opens, before=before.date)
    both = (before.certainty, one.certainty)
    if both == (Certainty.ANNOUNCED, Certainty.ANNOUNCED) and one.note is None:
        yield doubt("second-deadline", (*where, index, "date"), one.date, before=before.date)


def _twice(listed: Sequence[Deadline], where: Path) -> Iterator[Problem]:
    """A date that stands twice is for two things, which their notes tell apart."""
    seen = set()
    for index, one in enumerate(listed):
        what = (one.kind, one.date, one.note, one.for_grant_year)
        if what in seen:
            yield doubt("date-twice", (*where, index, "date"), one.date)
        seen.add(what)


def steps(catalogue: Catalogue) -> Iterator[Problem]:
    """A call is told of before applications are due, and decided afterwards."""
    for path, _, edition in editions(catalogue):
        for where, listed in deadlines(edition, path):
            due = [
                one.date
                for one in listed
                if one.kind is DeadlineKind.APPLICATION and not one.earlier_round
            ]
            for index, one in enumerate(listed):
                place = (*where, index, "date")
                if due and one.kind is DeadlineKind.MEETING and one.date > max(due):
                    yield doubt("meeting-after-deadline", place, one.date, due=max(due))
                if due and one.kind is DeadlineKind.DECISION and one.date < min(due):
                    yield doubt("decision-before-deadline", place, one.date, due=min(due))


def reviews(catalogue: Catalogue) -> Iterator[Problem]:
    """A file is reviewed when its year is near, and again before long."""
    for path, _, edition in editions(catalogue):
        yield from _reviewed(edition.reviewed_on, edition.review_by, path)
        if int(edition.reviewed_on[:4]) < edition.year - 1:
            where = (*path, "reviewed_on")
            yield doubt("reviewed-long-before", where, edition.reviewed_on, year=edition.year)
    growth = catalogue.frame_growth
    yield from _reviewed(growth.reviewed_on, growth.review_by, ("frame_growth",))


def _reviewed(reviewed_on: str, review_by: str, path: Path) -> Iterator[Problem]:
    where = (*path, "review_by")
    if review_by < reviewed_on:
        yield doubt("reviewed-after-review", where, review_by, reviewed=reviewed_on)
    elif int(review_by[:4]) > int(reviewed_on[:4]) + _REVIEW_YEARS:
        yield doubt("review-far-off", where, review_by, reviewed=reviewed_on)


def ends(catalogue: Catalogue) -> Iterator[Problem]:
    """A scheme ends once, after its last edition and not long after."""
    for name, scheme in catalogue.schemes.items():
        path: Path = ("schemes", name)
        closure = scheme.closure
        last = max((one.year for one in scheme.editions.values()), default=None)
        if closure is not None and last is not None and closure.after_year > last + _YEARS_AHEAD:
            where = (*path, "closure", "after_year")
            yield doubt("end-far-off", where, closure.after_year, year=last)
        for year, edition in scheme.editions.items():
            if not isinstance(edition.duration, Word):
                where = (*path, "editions", year, "duration", "last_year")
                yield from _last_year(edition.duration.last_year, edition.year, closure, where)


def _last_year(
    last: int | Word, year: int, closure: Closure | None, where: Path
) -> Iterator[Problem]:
    if isinstance(last, Word):
        return
    if last < year:
        yield doubt("last-year-before-edition", where, last, year=year)
    elif closure is not None and last != closure.after_year:
        yield doubt("last-year-unlike-closure", where, last, closed=closure.after_year)
    elif last > year + _YEARS_AHEAD:
        yield doubt("end-far-off", where, last, year=year)


def relations_start(catalogue: Catalogue) -> Iterator[Problem]:
    """A relation begins in a year that some edition is near."""
    years = [edition.year for _, _, edition in editions(catalogue)]
    first, last = min(years), max(years) + 1
    for index, relation in enumerate(catalogue.relations):
        if relation.from_year is not None and not first <= relation.from_year <= last:
            where = ("relations", index, "from_year")
            yield doubt("far-from-its-year", where, relation.from_year, first=first, last=last)


def conditions_on_dates(catalogue: Catalogue) -> Iterator[Problem]:
    """A condition on a day means a deadline, so the two are the same day or a day apart."""
    for path, _, edition in editions(catalogue):
        due = sorted({one.date for _, listed in deadlines(edition, path) for one in listed})
        for index, criterion in enumerate(edition.criteria):
            for comparison in criterion.when.comparisons():
                if comparison.operator == "before" and str(comparison.value) not in _meant(due):
                    where = (*path, "criteria", index, "when")
                    found = str(comparison.value)
                    yield doubt("day-unlike-deadlines", where, found, due=", ".join(due))


def _meant(due: Sequence[str]) -> set[str]:
    """Return the days that stand for a deadline: the day itself, and the day after."""
    days = [date.fromisoformat(one) for one in due if len(one) == len("YYYY-MM-DD")]
    return {(day + timedelta(more)).isoformat() for day in days for more in (0, 1)}
