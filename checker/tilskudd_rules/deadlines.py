"""Which dates apply to an applicant, and what there is to say about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from tilskudd_rules.amounts import source_result
from tilskudd_rules.model import Certainty, DeadlineKind
from tilskudd_rules.wording import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.model import Deadline, Edition
    from tilskudd_rules.result import DeadlineResult
    from tilskudd_rules.wording import Wording

_WEEKEND: Final = {5: "weekday.saturday", 6: "weekday.sunday"}


@dataclass(frozen=True, slots=True)
class DatedDeadline:
    """A deadline as one applicant meets it.

    Attributes:
        authority: the county governor whose call it is, ``None`` where the source names none.
        applies: it is the applicant's own county governor's, or of no named one.
        governing: the one of its kind that applies: announced wins over assumed, and the
            applicant's own call over one that names no authority.
    """

    deadline: Deadline
    authority: str | None
    applies: bool
    governing: bool


def deadlines_for(edition: Edition, authority: str | None) -> list[DatedDeadline]:
    """Return every deadline of an edition as an applicant under ``authority`` meets it."""
    found: list[tuple[Deadline, str | None]] = [(d, None) for d in edition.deadlines]
    found += [(deadline, call.authority) for call in edition.calls for deadline in call.deadlines]
    governing: dict[DeadlineKind, Deadline] = {}
    for deadline, _ in sorted(
        (f for f in found if not f[0].earlier_round and f[1] in (None, authority)),
        key=lambda f: (f[0].certainty is not Certainty.ANNOUNCED, f[1] is None),
    ):
        governing.setdefault(deadline.kind, deadline)
    dated = [
        DatedDeadline(
            deadline,
            owner,
            applies=owner is None or owner == authority,
            governing=governing.get(deadline.kind) is deadline,
        )
        for deadline, owner in found
    ]
    return sorted(
        dated,
        key=lambda d: (not d.governing, not d.applies, d.deadline.earlier_round, d.deadline.date),
    )


@cache
def weekend(iso: str) -> str | None:
    """Return the text id of the weekday where a day falls on a weekend; a month never does."""
    if len(iso) != len("YYYY-MM-DD"):
        return None
    return _WEEKEND.get(date.fromisoformat(iso).weekday())


def deadline_result(
    dated: DatedDeadline, wording: Wording, *, of_planned_year: bool
) -> DeadlineResult:
    """Return a deadline as the result shows it.

    Args:
        dated: the deadline as the applicant meets it.
        wording: the sentences.
        of_planned_year: whether the edition is the planned year's own; a date of an earlier
            edition is never a date of the planned year.
    """
    deadline = dated.deadline
    return {
        "kind": deadline.kind.value,
        "date": str(deadline.date),
        "precision": deadline.date.precision,
        "certainty": deadline.certainty.value,
        "authority": dated.authority,
        "note": None if deadline.note is None else wording.text(deadline.note),
        "applies": dated.applies,
        "governing": dated.governing,
        "weekend": weekend(deadline.date) is not None,
        "of_planned_year": of_planned_year,
        "source": source_result(deadline, wording),
    }


def deadline_warnings(
    dated: Sequence[DatedDeadline],
    *,
    as_of: str | None,
    submitted_on: str | None,
    wording: Wording,
) -> list[tuple[str, str]]:
    """Return what the applicant must know about the dates of the planned year.

    Dates of less than day precision are compared by month: late means a later month.
    """
    warnings = []
    for deadline in (one.deadline for one in dated if one.governing):
        weekday = weekend(deadline.date)
        if weekday is not None:
            values = {"date": day(deadline.date), "weekday": wording.say(weekday)}
            warnings.append(("weekend-deadline", wording.say("warning.weekend-deadline", **values)))
        if deadline.kind is not DeadlineKind.APPLICATION:
            continue
        precision = len(deadline.date)
        if submitted_on is not None and submitted_on[:precision] > deadline.date:
            assumed = deadline.certainty is not Certainty.ANNOUNCED
            name = "warning.submitted-late-assumed" if assumed else "warning.submitted-late"
            values = {"submitted": day(submitted_on), "deadline": day(deadline.date)}
            warnings.append(("submitted-late", wording.say(name, **values)))
        elif submitted_on is None and as_of is not None and as_of[:precision] > deadline.date:
            values = {"deadline": day(deadline.date), "as_of": day(as_of)}
            warnings.append(("deadline-passed", wording.say("warning.deadline-passed", **values)))
    return warnings
