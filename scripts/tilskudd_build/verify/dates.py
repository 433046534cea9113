"""Laws about dates: which edition a year rests on, and which deadline applies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tilskudd_build.verify.cases import Finding
from tilskudd_rules import deadlines as deadlines_
from tilskudd_rules import editions as editions_
from tilskudd_rules.editions import Chosen, Ended
from tilskudd_rules.model import Certainty, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    """One deadline of a kind applies: announced before assumed, one's own, and of this round."""
    for subject, authority in _applicants(world):
        dated = deadlines_.deadlines_for(subject.scheme, subject.edition, authority)
        situation = {"year": subject.year, "authority": authority}
        if authority is None:
            del situation["authority"]
        for kind in DeadlineKind:
            of_kind = [one for one in dated if one.deadline.kind is kind]
            for says in _faults(of_kind, authority):
                yield (
                    Finding(
                        at=_path_of(subject, authority),
                        says=says,
                        values={"edition": subject.name},
                        situation=situation,
                    )
                    if says
                    else None
                )


def _faults(of_kind: list[DatedDeadline], authority: str | None) -> Iterator[str]:
    """Yield what is wrong with the deadline that governs, or nothing."""
    own = [one for one in of_kind if one.national or one.authority == authority is not None]
    possible = [one for one in own if not one.deadline.earlier_round]
    governing = [one for one in of_kind if one.governing]
    yield "" if len(governing) == min(1, len(possible)) else "number"
    for one in governing:
        yield "" if one in possible else "not-own"
        announced = [p for p in possible if p.deadline.certainty is Certainty.ANNOUNCED]
        yield "" if not announced or one in announced else "assumed"


def late_is_late(world: World) -> Cases:
    """An application is late after the deadline, and never on it."""
    for subject, authority in _applicants(world):
        dated = deadlines_.deadlines_for(subject.scheme, subject.edition, authority)
        deadline = next(
            (d.deadline for d in dated if d.governing and d.deadline.kind is _APPLICATION), None
        )
        if deadline is None:
            continue
        last = _last_day(deadline.date)
        for days in (-1, 0, 1):
            submitted = (last + timedelta(days=days)).isoformat()
            warned = deadlines_.deadline_warnings(
                dated, as_of=None, submitted_on=submitted, wording=world.wording
            )
            late = any(name == "submitted-late" for name, _ in warned)
            if late == (days > 0):
                yield None
                continue
            situation = {"year": subject.year, "submitted_on": submitted}
            if authority is not None:
                situation["authority"] = authority
            yield Finding(
                at=_path_of(subject, authority),
                values={"date": submitted, "edition": subject.name},
                situation=situation,
            )


_APPLICATION = DeadlineKind.APPLICATION


def _applicants(world: World) -> Iterator[tuple[Subject, str | None]]:
    """Yield every edition with every authority, and with none known."""
    for subject in world.subjects:
        yield subject, None
        for authority in world.catalogue.authorities:
            yield subject, str(authority)


def _path_of(subject: Subject, authority: str | None) -> DataPath:
    for index, call in enumerate(subject.edition.calls):
        if call.authority == authority:
            return (*subject.path, "calls", index)
    return (*subject.path, "deadlines")


def _last_day(day_or_month: str) -> date:
    """Return the day itself, or the last day of the month."""
    if len(day_or_month) == len("YYYY-MM-DD"):
        return date.fromisoformat(day_or_month)
    first = date.fromisoformat(f"{day_or_month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
