"""Numbers that no scheme has, and numbers unlike those around them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.walking import composed, doubt, editions, tables
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.mechanisms.yearly import GROUPS, Unit, Yearly
from tilskudd_rules.schema import Word
from tilskudd_rules.support import RateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_build.plausibility.walking import Table
    from tilskudd_rules.model import Catalogue, Edition
    from tilskudd_rules.problems import Path, Problem

_A_ZERO: Final = 5
"""Two amounts that belong together are seldom further apart; a lost zero makes ten."""
_POSITION: Final = (50_000, 2_000_000)
"""What a grant for a whole position lies between: a share of what one costs."""
_WHOLE: Final = (10_000, 50_000_000)
"""What a grant for a measure or a municipality lies between."""
_MOST_MONEY: Final = 20_000_000_000
"""No grant scheme for municipalities has had so much in a year."""
_POSITIONS: Final = (100, 10_000)
"""One to a hundred whole positions, in percent."""
_MOST_YEARS: Final = 10
_CHAPTERS: Final = (100, 9999)
_POSTS: Final = (1, 99)


def above_zero(catalogue: Catalogue) -> Iterator[Problem]:
    """What is counted from one, or set aside, is never nothing."""
    for path, _, edition in editions(catalogue):
        for index, measure in enumerate(edition.measures):
            yield from _positive(measure.priority, (*path, "measures", index, "priority"))
        if not isinstance(edition.appropriations, Word):
            for index, one in enumerate(edition.appropriations):
                yield from _positive(one.amount, (*path, "appropriations", index, "amount"))
        if not isinstance(edition.duration, Word):
            for key in ("max_years", "years_per_application"):
                yield from _positive(getattr(edition.duration, key), (*path, "duration", key))


def _positive(number: int | Word, path: Path) -> Iterator[Problem]:
    if isinstance(number, int) and number <= 0:
        yield doubt("zero-or-less", path, number)


def budget(catalogue: Catalogue) -> Iterator[Problem]:
    """The national budget has chapters of three and four digits, and posts of one and two."""
    for name, scheme in catalogue.schemes.items():
        if not isinstance(scheme.budget, Word):
            for key, (low, high) in (("chapter", _CHAPTERS), ("post", _POSTS)):
                number = getattr(scheme.budget, key)
                if not low <= number <= high:
                    path = ("schemes", name, "budget", key)
                    yield doubt("not-in-the-budget", path, number, part=key, low=low, high=high)


def ranks(catalogue: Catalogue) -> Iterator[Problem]:
    """Where measures are ranked, the ranks are 1, 2, 3 and so on; several may share one."""
    for path, _, edition in editions(catalogue):
        ranked = {one.priority for one in edition.measures if isinstance(one.priority, int)}
        for index, measure in enumerate(edition.measures):
            rank = measure.priority
            if isinstance(rank, int) and rank > 1 and rank - 1 not in ranked:
                where = (*path, "measures", index, "priority")
                yield doubt("rank-missing", where, rank, missing=rank - 1)


def amounts(catalogue: Catalogue) -> Iterator[Problem]:
    """A rate is not nothing, and about as much as rates are."""
    for path, _, edition in editions(catalogue):
        for where, table, _ in tables(edition, path):
            for index, rate in enumerate(table.rates):
                if isinstance(rate.amount, int):
                    is_each = rate.basis is RateBasis.POSITION
                    place = (*where, "rates", index, "amount")
                    yield from _usual(rate.amount, place, _POSITION if is_each else _WHOLE)
            if not isinstance(table.pre_project, Word):
                place = (*where, "pre_project", "amount")
                yield from _usual(table.pre_project.amount, place, _WHOLE)
        for place, amount, per in _parts(edition, path):
            low, high = _POSITION if per is Unit.POSITION else _WHOLE
            # One participant, place or inhabitant is given for as little as a krone.
            yield from _usual(amount, place, (low if per in (*GROUPS, Unit.POSITION) else 1, high))
        if not isinstance(edition.appropriations, Word):
            for index, one in enumerate(edition.appropriations):
                if one.amount > _MOST_MONEY:
                    place = (*path, "appropriations", index, "amount")
                    yield doubt("beyond-all-appropriations", place, one.amount, high=_MOST_MONEY)


def _parts(edition: Edition, path: Path) -> Iterator[tuple[Path, int, Unit]]:
    """Yield each amount that a part of composed support states, with what it is for each of."""
    for where, support in composed(edition, path):
        for index, part in enumerate(support.parts):
            if not isinstance(part, Yearly):
                continue
            for row, one in enumerate(part.amounts):
                if isinstance(one.amount, int):
                    yield (*where, "parts", index, "amounts", row, "amount"), one.amount, part.per


def _usual(amount: int, path: Path, bounds: tuple[int, int]) -> Iterator[Problem]:
    low, high = bounds
    if amount == 0:
        yield doubt("amount-of-nothing", path, "0")
    elif not low <= amount <= high:
        yield doubt("unusual-amount", path, amount, low=low, high=high)


def rows(catalogue: Catalogue) -> Iterator[Problem]:
    """The years of a table are for the same thing, and what is given falls as years go by."""
    for path, _, edition in editions(catalogue):
        for where, table, _ in tables(edition, path):
            for index, (before, rate) in enumerate(pairwise(table.rates), 1):
                now, last = rate.amount, before.amount
                if rate.basis is not before.basis:
                    place = (*where, "rates", index, "basis")
                    yield doubt("another-basis", place, rate.basis.value, before=before.basis.value)
                elif isinstance(now, int) and isinstance(last, int):
                    place = (*where, "rates", index, "amount")
                    if _is_unlike(now, last):
                        yield _unlike(now, place, last, "row")
                    elif now > last:
                        yield doubt("rate-rises", place, now, before=last)


def siblings(catalogue: Catalogue) -> Iterator[Problem]:
    """A rate is about what it was last, and pre-projects are given about the same everywhere."""
    given = [
        table.pre_project.amount
        for path, _, edition in editions(catalogue)
        for _, table, _ in tables(edition, path)
        if not isinstance(table.pre_project, Word)
    ]
    for path, scheme, edition in editions(catalogue):
        earlier = [one for one in scheme.editions.values() if one.year < edition.year]
        last = max(earlier, key=lambda one: one.year, default=None)
        for one in tables(edition, path):
            if not isinstance(one.rates.pre_project, Word):
                amount, usual = one.rates.pre_project.amount, sorted(given)[len(given) // 2]
                if _is_unlike(amount, usual):
                    place = (*one.path, "pre_project", "amount")
                    yield _unlike(amount, place, usual, "pre_project")
            if last is not None:
                yield from _since_last(one, last)


def _since_last(now: Table, last: Edition) -> Iterator[Problem]:
    own = now.measure and now.measure.id
    for _, table, measure in tables(last, ()):
        if (measure and measure.id) == own:
            for index, (rate, old) in enumerate(zip(now.rates.rates, table.rates, strict=False)):
                if (
                    isinstance(rate.amount, int)
                    and isinstance(old.amount, int)
                    and rate.basis is old.basis
                    and _is_unlike(rate.amount, old.amount)
                ):
                    place = (*now.path, "rates", index, "amount")
                    yield _unlike(rate.amount, place, old.amount, "edition")


def _is_unlike(amount: int, other: int) -> bool:
    low, high = sorted((amount, other))
    return low > 0 and high >= _A_ZERO * low


def _unlike(amount: int, path: Path, other: int, beside: str) -> Problem:
    return doubt("unlike-its-like", path, amount, other=other, beside=beside)


def ceilings(catalogue: Catalogue) -> Iterator[Problem]:
    """One applicant does not get more than there is for all."""
    for path, _, edition in editions(catalogue):
        if isinstance(edition.appropriations, Word) or not edition.appropriations:
            continue
        most = max(one.amount for one in edition.appropriations)
        for where, table, _ in tables(edition, path):
            for index, rate in enumerate(table.rates):
                if isinstance(rate.amount, int) and 0 < most < rate.amount:
                    place = (*where, "rates", index, "amount")
                    yield doubt("more-than-there-is", place, rate.amount, most=most)
        for place, amount, _ in _parts(edition, path):
            if 0 < most < amount:
                yield doubt("more-than-there-is", place, amount, most=most)


def caps(catalogue: Catalogue) -> Iterator[Problem]:
    """A cap is not below what one part alone gives for the same thing in a year."""
    for path, _, edition in editions(catalogue):
        for where, support in composed(edition, path):
            given = [
                (part.per, amount.amount)
                for part in support.parts
                if isinstance(part, Yearly)
                for amount in part.amounts
                if isinstance(amount.amount, int)
            ]
            for index, cap in enumerate(support.limits):
                if isinstance(cap, Cap) and cap.over is Over.YEAR:
                    most = max((one for per, one in given if per is cap.per), default=0)
                    if cap.amount < most:
                        place = (*where, "limits", index, "amount")
                        yield doubt("cap-below-rate", place, cap.amount, rate=most)


def positions(catalogue: Catalogue) -> Iterator[Problem]:
    """Positions are counted in percent: ten are 1000."""
    low, high = _POSITIONS
    for path, _, edition in editions(catalogue):
        for where, table, _ in tables(edition, path):
            if not isinstance(table.max_positions, Word):
                percent = table.max_positions.percent
                if not low <= percent <= high:
                    place = (*where, "max_positions", "percent")
                    whole = f"{percent / 100:g}".replace(".", ",")
                    yield doubt("unusual-positions", place, percent, whole=whole)


def years(catalogue: Catalogue) -> Iterator[Problem]:
    """An application is not for more years than there are, and each year has its rate."""
    for path, _, edition in editions(catalogue):
        if isinstance(edition.duration, Word):
            continue
        most, each = edition.duration.max_years, edition.duration.years_per_application
        if not isinstance(most, int) or most <= 0:
            continue
        if isinstance(each, int) and each > most:
            where = (*path, "duration", "years_per_application")
            yield doubt("more-years-than-in-all", where, each, most=most)
        if most > _MOST_YEARS:
            yield doubt("many-years", (*path, "duration", "max_years"), most)
        for where, table, _ in tables(edition, path):
            count = len(table.rates)
            if isinstance(table.rates[0].grant_year, int) and count != most:
                yield doubt("another-number-of-rates", (*where, "rates"), count, most=most)
        yield from _counted(edition, most, path)


def _counted(edition: Edition, most: int, path: Path) -> Iterator[Problem]:
    """Whoever has years left has had fewer than there are."""
    for index, criterion in enumerate(edition.criteria):
        for comparison in criterion.when.comparisons():
            if comparison.answer == "grant_years_received" and comparison.operator == "at_most":
                had = comparison.value
                if isinstance(had, int) and had != most - 1:
                    where = (*path, "criteria", index, "when")
                    yield doubt(
                        "years-left-unlike-duration", where, had, most=most, expected=most - 1
                    )


def bounds(catalogue: Catalogue) -> Iterator[Problem]:
    """The smallest answer is not larger than the largest."""
    for index, question in enumerate(catalogue.questions):
        low, high = question.minimum, question.maximum
        if low is not None and high is not None and low > high:
            where = ("questions", index, "minimum")
            yield doubt("bounds-upside-down", where, low, high=high)
