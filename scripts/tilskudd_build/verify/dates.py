"""Laws about dates: which edition a year rests on, which deadline applies, and what it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.days import around, dates_of, last_day, shifted
from tilskudd_rules import deadlines as deadlines_
from tilskudd_rules import editions as editions_
from tilskudd_rules.editions import Chosen, Ended
from tilskudd_rules.model import Certainty, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject
    from tilskudd_build.verify.world import World
    from tilskudd_rules.deadlines import DatedDeadline
    from tilskudd_rules.problems import Path as DataPath


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
    named, or of an earlier round never governs.
    """
    for subject, authority in (*world.applicants, *world.imagined_applicants):
        for as_of in (None, *around(dates_of(subject.edition))):
            dated = deadlines_.deadlines_for(subject.scheme, subject.edition, authority, as_of)
            for kind in DeadlineKind:
                of_kind = [one for one in dated if one.deadline.kind is kind]
                for says in _faults(subject, of_kind, authority, as_of):
                    values = {"authority": authority, "as_of": as_of}
                    yield _about(subject, values, says=says) if says else None


def _faults(
    subject: Subject, of_kind: Sequence[DatedDeadline], authority: str | None, as_of: str | None
) -> Iterator[str]:
    """Yield what is wrong with the date that governs, or nothing."""
    senders = {authority, subject.scheme.owner} - {None}
    possible = [
        one for one in of_kind if one.authority in senders and not one.deadline.earlier_round
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
            own = [p for p in as_sure if p.authority == authority]
            of_call = own or as_sure
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
    """An application is late after the deadline, and never on it."""
    for subject, authority in (*world.applicants, *world.imagined_applicants):
        dated = deadlines_.deadlines_for(subject.scheme, subject.edition, authority)
        last = _last_application_day(dated)
        if last is None:
            continue
        for days in (-1, 0, 1):
            submitted = shifted(last, days)
            warned = deadlines_.deadline_warnings(
                dated, as_of=None, submitted_on=submitted, wording=world.wording
            )
            late = any(name == "submitted-late" for name, _ in warned)
            if late == (days > 0):
                yield None
            else:
                values = {"submitted_on": submitted, "authority": authority}
                yield _about(subject, values, date=submitted)


def _last_application_day(dated: Sequence[DatedDeadline]) -> str | None:
    """Return the last day of the application deadline that governs, where one does."""
    application = DeadlineKind.APPLICATION
    governing = (d.deadline for d in dated if d.governing and d.deadline.kind is application)
    return next((last_day(deadline.date) for deadline in governing), None)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


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
        situation=None if subject.imagined else subject.situation(_given(values)),
        imagined=subject.imagined,
    )
