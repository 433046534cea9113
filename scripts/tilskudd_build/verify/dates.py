"""Laws about dates: which edition a year rests on, which deadline applies, and what it decides."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.days import around, dates_of, last_day, shifted
from tilskudd_build.verify.subjects import given, national_senders, own_senders
from tilskudd_rules import amount_result
from tilskudd_rules import deadlines as deadlines_
from tilskudd_rules import editions as editions_
from tilskudd_rules import warnings as warnings_
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.editions import Chosen, Ended
from tilskudd_rules.statements import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Ruled, Subject, Table
    from tilskudd_build.verify.world import World
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.deadlines import DatedDeadline
    from tilskudd_rules.problems import Path as DataPath

_DAYS: Final = ("submitted_on", "as_of")
"""The answers that tell a day of this round."""
_LATE: Final = ("submitted-late", "deadline-passed")
"""The warnings that tell of a deadline that is over."""


def planned_years(world: World) -> Cases:
    """Every year rests on the newest edition not after it, unless the scheme is over by then."""
    for name, scheme in world.catalogue.schemes.items():
        closure = scheme.closure
        for year in world.years:
            earlier = [e for e in scheme.editions.values() if e.year <= year]
            newest = max(earlier, key=lambda edition: edition.year, default=None)
            chosen = editions_.choose_edition(scheme, year)
            used = chosen.edition if isinstance(chosen, Chosen) else None
            over = closure is not None and closure.after_year < year
            if isinstance(chosen, Ended) == over and (over or used is newest):
                yield None
            else:
                yield Finding(at=("schemes", name), values={"year": year}, situation={"year": year})


def deadline_choice(world: World) -> Cases:
    """One date of a kind governs: one's own or the country's, and the next of the surest.

    An announced date goes before an assumed one, one's own county governor's before the country's,
    and a round ahead before one that is over. A date of a county governor elsewhere, of nobody
    named, or of an earlier round never governs; and a report on an earlier year's grant only those
    who have had one.
    """
    for subject, authority in (*world.applicants, *world.imagined_applicants):
        for as_of in (None, *around(dates_of(subject.edition))):
            for received in (None, 0, 1):
                years = None if received is None else {str(subject.scheme.id): received}
                dated = deadlines_.deadlines_for(
                    subject.scheme, subject.edition, authority, as_of, received
                )
                for kind in DeadlineKind:
                    of_kind = [one for one in dated if one.deadline.kind is kind]
                    for says in _faults(subject, of_kind, authority, as_of, received):
                        values = {
                            "authority": authority,
                            "as_of": as_of,
                            "grant_years_received": years,
                        }
                        yield _about(subject, values, says=says) if says else None


def _faults(
    subject: Subject,
    of_kind: Sequence[DatedDeadline],
    authority: str | None,
    as_of: str | None,
    received: int | None,
) -> Iterator[str]:
    """Yield what is wrong with the date that governs, or nothing."""
    own = own_senders(subject.scheme, authority)
    senders = own | national_senders(subject.scheme)
    possible = [
        one
        for one in of_kind
        if one.authority in senders
        and not one.deadline.earlier_round
        and (received or (one.deadline.for_grant_year or subject.year) >= subject.year)
    ]
    governing = [one for one in of_kind if one.governing]
    yield "" if len(governing) == min(1, len(possible)) else "number"
    for one in governing:
        if one not in possible:
            yield "not-own"
        elif _is_assumed(one) and not all(map(_is_assumed, possible)):
            yield "assumed"
        else:
            as_sure = [p for p in possible if _is_assumed(p) == _is_assumed(one)]
            of_call = [p for p in as_sure if p.authority in own] or as_sure
            yield "" if one in of_call else "national"
            yield "" if one not in of_call or one is _next(of_call, as_of) else "round"


def _is_assumed(one: DatedDeadline) -> bool:
    return one.deadline.certainty is not Certainty.ANNOUNCED


def _next(rounds: Sequence[DatedDeadline], as_of: str | None) -> DatedDeadline:
    """Return the first round that is not over, or the last where all are."""
    in_order = sorted(rounds, key=lambda one: last_day(one.deadline.date))
    ahead = [one for one in in_order if as_of is None or last_day(one.deadline.date) >= as_of]
    return ahead[0] if ahead else in_order[-1]


def late_is_late(world: World) -> Cases:
    """An application is late after the last round that it could be for, and never on its day.

    What is sent after one round is over is for the next one, whatever day it is counted from.
    """
    for subject, authority in (*world.applicants, *world.imagined_applicants):
        rounds = _last_days(subject, authority)
        for last, days in product(rounds, (-1, 0, 1)):
            submitted = shifted(last, days)
            for as_of in (None, rounds[0], shifted(rounds[-1], 1)):
                values = {"authority": authority, "submitted_on": submitted, "as_of": as_of}
                warned = deadlines_.deadline_warnings(
                    _check(subject, values).deadlines,
                    as_of=as_of,
                    submitted_on=submitted,
                    wording=world.wording,
                )
                late = any(name == "submitted-late" for name, _ in warned)
                fine = late == (submitted > rounds[-1])
                yield None if fine else _about(subject, values, date=submitted)


def dates_of_one_round(world: World) -> Cases:
    """Where a year rests on an earlier edition, no day decides anything and none is warned of."""
    for subject in world.subjects:
        for ruled, table in subject.tables:
            if set(_DAYS).intersection(table.answers):
                for year in _later_years(world, subject):
                    yield from _alike_on_every_day(subject, ruled, table, year)
    imagined = product(world.imagination.one_round(), world.imagination.authorities)
    for subject, authority in (*world.callers, *imagined):
        years = _later_years(world, subject)
        # A warning cannot tell one such year from another.
        for year in years[:1] + years[1:][-1:]:
            yield from _warned_of_no_day(world, subject, authority, year)


def _later_years(world: World, subject: Subject) -> list[int]:
    """Return the planned years that rest on an edition that is not their own."""
    return [
        year
        for year in world.years
        if year > subject.year
        and subject.holds_in(year)
        and editions_.recurring(subject.edition, year) is None
    ]


def _alike_on_every_day(subject: Subject, ruled: Ruled, table: Table, year: int) -> Cases:
    """Hold a condition to one outcome for all days, whatever the other answers are."""
    seen: dict[str, bool | None] = {}
    for cell in table:
        answers = {**cell.known, "year": year}
        others = repr(sorted((name, answers[name]) for name in answers if name not in _DAYS))
        held = ruled.held(answers)
        if seen.setdefault(others, held) is held:
            yield None
        else:
            yield Finding(
                at=ruled.path,
                says="condition",
                values={"criterion": ruled.name, "year": year},
                situation=subject.situation({**cell.values, "year": year}),
            )


def _warned_of_no_day(world: World, subject: Subject, authority: str | None, year: int) -> Cases:
    start = {"year": year, "authority": authority}
    before = _warnings(world, _check(subject, start))
    for day in around(dates_of(subject.edition)):
        for answer in _DAYS:
            values = {**start, answer: day}
            if _warnings(world, _check(subject, values)) == before:
                yield None
            else:
                yield _about(subject, values, says="warning", year=year)


def lateness_told_once(world: World) -> Cases:
    """That a deadline is over is told once, by one warning or one criterion."""
    for subject, authority in (*world.callers, *world.imagined_applicants):
        ways = (*combinations(_DAYS, 1), _DAYS)
        for last, days in product(_last_days(subject, authority), ways):
            start = {"year": subject.year, "authority": authority}
            on_time = _check(subject, {**start, **dict.fromkeys(days, last)})
            values = {**start, **dict.fromkeys(days, shifted(last, 1))}
            late = _check(subject, values)
            warned = _warnings(world, late)
            told = [name for name, _ in warned if name in _LATE]
            told += _failed_since(late, on_time)
            if len(told) > 1:
                yield _about(subject, values, says="late", told=", ".join(told))
            elif len(set(warned)) < len(warned):
                yield _about(subject, values, says="twice")
            else:
                yield None


def _failed_since(late: SchemeCheck, on_time: SchemeCheck) -> Iterator[str]:
    """Yield the criteria that are not met by one who is late, and were not yet by another."""
    for (criterion, held), (_, before) in zip(late.outcomes, on_time.outcomes, strict=True):
        looks_at = {comparison.answer for comparison in criterion.when.comparisons()}
        if held is False and before is not False and looks_at.intersection(_DAYS):
            yield str(criterion.id)


def _last_days(subject: Subject, authority: str | None) -> list[str]:
    """Return the last day of each round of the call that governs, the first one first."""
    rounds = [
        one
        for one in _check(subject, {"authority": authority}).deadlines
        if one.deadline.kind is DeadlineKind.APPLICATION
        and one.applies
        and not one.deadline.earlier_round
    ]
    calls = [(one.national, _is_assumed(one)) for one in rounds if one.governing]
    return sorted(
        last_day(one.deadline.date) for one in rounds if (one.national, _is_assumed(one)) in calls
    )


def _warnings(world: World, check: SchemeCheck) -> list[tuple[str, str]]:
    amount = amount_result.amount_result(check, world.wording, "")
    warned = warnings_.warning_results(check, amount, world.catalogue, world.wording)
    return [(one["id"], one["message"]) for one in warned]


def _check(subject: Subject, values: Mapping[str, Any]) -> SchemeCheck:
    return subject.check(given(values))


def _about(
    subject: Subject, values: Mapping[str, Any], *, says: str = "", **said: object
) -> Finding:
    """Return what to say of a call, the applicant's own where it has one."""
    places: dict[str, DataPath] = {
        str(call.authority): (*subject.path, "calls", index)
        for index, call in enumerate(() if subject.imagined else subject.edition.calls)
    }
    return Finding(
        at=places.get(values.get("authority") or "", (*subject.path, "deadlines")),
        says=says,
        values={"edition": subject.name, **said},
        situation=None if subject.imagined else subject.situation(given(values)),
        imagined=subject.imagined,
    )
