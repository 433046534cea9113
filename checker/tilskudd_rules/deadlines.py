"""Which dates apply to an applicant, and what there is to say about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.rates import source_result
from tilskudd_rules.statements import Certainty
from tilskudd_rules.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.calls import Deadline
    from tilskudd_rules.model import Edition, Scheme
    from tilskudd_rules.result import DeadlineResult
    from tilskudd_rules.wording import Wording

_WEEKEND: Final = {5: "weekday.saturday", 6: "weekday.sunday"}
_MONDAY: Final = 7
_HANDED_IN: Final = {
    DeadlineKind.APPLICATION: ("deadline.application", "deadline.for-application"),
    DeadlineKind.REPORTING: ("deadline.reporting", "deadline.for-reporting"),
    DeadlineKind.ACCOUNTS: ("deadline.accounts", "deadline.for-accounts"),
}
"""What a deadline is called, and what it is for where it is for several things."""


@dataclass(frozen=True, slots=True)
class DatedDeadline:
    """A deadline as one applicant meets it.

    Attributes:
        authority: whose call it is, ``None`` where the source names nobody.
        national: it is a directorate's call, and holds for all.
        applies: it is the applicant's own county governor's, or the national one, and not about a
            grant that the applicant never had.
        if_granted: it is about an earlier year's grant, and whether the applicant had one is not
            known.
        governing: the one of its kind to keep to; see :func:`deadlines_for`.
        announced_on: the day its call was published, where a source gives it.
    """

    deadline: Deadline
    authority: str | None = None
    national: bool = False
    applies: bool = False
    if_granted: bool = False
    governing: bool = False
    announced_on: str | None = None

    @property
    def is_announced(self) -> bool:
        """Whether the authority has settled it."""
        return self.deadline.certainty is Certainty.ANNOUNCED


def deadlines_for(
    scheme: Scheme,
    edition: Edition,
    authority: str | None,
    as_of: str | None = None,
    received: int | None = None,
) -> list[DatedDeadline]:
    """Return every deadline of an edition as an applicant under ``authority`` meets it.

    The one that governs is the own county governor's announced one, then the announced national
    one, then the own assumed, then the national assumed. Where that call has several rounds, it is
    the next one that is not over. A date of another county governor's, or of a source that names
    nobody, never governs. What is about an earlier year's grant applies to those who have had one,
    and governs only where that is known.

    >>> [one.deadline.date for one in deadlines_for(scheme, edition, "innlandet")]
    ['2023-03-05']

    Args:
        scheme: the scheme.
        edition: one of its editions.
        authority: the applicant's county governor, where it is known.
        as_of: the day to count from; without it the first round governs.
        received: how many grant years the applicant has had, where that is known.
    """
    dated = list(dated_deadlines(scheme, edition, authority, received))
    governing = {
        id(rounds[0].deadline)
        for kind in {one.deadline.kind for one in dated}
        if (rounds := _not_over(governing_rounds(dated, kind), as_of))
    }
    marked = [
        replace(one, governing=True) if id(one.deadline) in governing else one for one in dated
    ]
    return sorted(
        marked,
        key=lambda d: (not d.governing, not d.applies, d.deadline.earlier_round, d.deadline.date),
    )


def governing_rounds(dated: Sequence[DatedDeadline], kind: DeadlineKind) -> list[DatedDeadline]:
    """Return the rounds of the call that governs, the earliest first; none where none does.

    >>> dated = deadlines_for(scheme, edition, "innlandet")
    >>> governing_rounds(dated, DeadlineKind.REPORTING)
    []
    """
    possible = [
        one
        for one in dated
        if one.applies
        and not one.if_granted
        and one.deadline.kind is kind
        and not one.deadline.earlier_round
    ]
    first = min(map(_precedence, possible), default=None)
    rounds = [one for one in possible if _precedence(one) == first]
    return sorted(rounds, key=lambda one: last_day(one.deadline.date))


def _precedence(one: DatedDeadline) -> tuple[bool, bool]:
    return (not one.is_announced, one.national)


def _not_over(rounds: Sequence[DatedDeadline], as_of: str | None) -> Sequence[DatedDeadline]:
    """Return the rounds that are not over, or the last one where all are."""
    ahead = [one for one in rounds if as_of is None or not is_over(one.deadline.date, as_of)]
    return ahead or rounds[-1:]


def dated_deadlines(
    scheme: Scheme, edition: Edition, authority: str | None, received: int | None = None
) -> Iterator[DatedDeadline]:
    """Yield every deadline of an edition with whose it is, in the file's order; none governs yet.

    >>> [one.governing for one in dated_deadlines(scheme, edition, "innlandet")]
    [False]
    """
    for deadline in edition.deadlines:
        yield DatedDeadline(deadline)
    for call in edition.calls:
        national = scheme.is_national(call)
        for deadline in call.deadlines:
            is_own = national or scheme.is_own(call, authority)
            for_granted = is_of_earlier_grant(deadline, edition)
            yield DatedDeadline(
                deadline,
                authority=call.authority,
                national=national,
                applies=is_own and not (for_granted and received == 0),
                if_granted=for_granted and received is None,
                announced_on=call.announced_on,
            )


def is_of_earlier_grant(deadline: Deadline, edition: Edition) -> bool:
    """Tell whether a date is about a grant of a year before the edition's own.

    >>> is_of_earlier_grant(edition.deadlines[0], edition)
    False
    """
    return deadline.for_grant_year is not None and deadline.for_grant_year < edition.year


def is_over(due: str, as_of: str) -> bool:
    """Tell whether all of a day, or of a month, lies before a day.

    >>> is_over("2025-03-01", "2025-03-01"), is_over("2025-03", "2025-04-01")
    (False, True)
    """
    return due < as_of[: len(due)]


@cache
def last_day(due: str) -> str:
    """Return a day itself, or the last day of a month.

    >>> last_day("2024-02"), last_day("2024-02-01")
    ('2024-02-29', '2024-02-01')
    """
    if len(due) == len("YYYY-MM-DD"):
        return due
    first = date.fromisoformat(f"{due}-01")
    next_month = (first + timedelta(days=31)).replace(day=1)
    return (next_month - timedelta(days=1)).isoformat()


@cache
def weekend(iso: str) -> str | None:
    """Return the text id of the weekday where a day falls on a weekend; a month never does.

    >>> weekend("2023-03-05"), weekend("2023-03-06"), weekend("2023-03")
    ('weekday.sunday', None, None)
    """
    if len(iso) != len("YYYY-MM-DD"):
        return None
    return _WEEKEND.get(date.fromisoformat(iso).weekday())


def deadline_result(
    dated: DatedDeadline, edition: Edition, wording: Wording, *, of_planned_year: bool
) -> DeadlineResult:
    """Return a deadline as the result shows it.

    >>> dated, *_ = deadlines_for(scheme, edition, "innlandet")
    >>> deadline_result(dated, edition, wording, of_planned_year=True)["weekend"]
    True

    Args:
        dated: the deadline as the applicant meets it.
        edition: the edition it is one of.
        wording: the sentences.
        of_planned_year: whether the edition is the planned year's own; a date of an earlier
            edition is never a date of the planned year.
    """
    deadline = dated.deadline
    return {
        "kind": deadline.kind.value,
        "date": str(deadline.date),
        "precision": deadline.date.precision,
        "time": deadline.time,
        "certainty": deadline.certainty.value,
        "authority": dated.authority,
        "national": dated.national,
        "grant_year": deadline.for_grant_year,
        "for_granted": is_of_earlier_grant(deadline, edition),
        "note": note_in_words(deadline, wording),
        "applies": dated.applies,
        "governing": dated.governing,
        "weekend": deadline.kind in _HANDED_IN and weekend(deadline.date) is not None,
        "of_planned_year": of_planned_year,
        "source": source_result(deadline, wording),
    }


def note_in_words(deadline: Deadline, wording: Wording) -> str | None:
    """Return which grant or round a date is for, in words; ``None`` where nothing is to be said.

    >>> note_in_words(edition.deadlines[0], wording) is None
    True
    """
    said = []
    if deadline.for_grant_year is not None:
        said.append(wording.format_message("deadline.grant-year", year=deadline.for_grant_year))
    if deadline.recurs_for:
        last = deadline.recurs_for[-1]
        said.append(wording.format_message("deadline.recurs", year=last))
    if deadline.note is not None:
        said.append(wording.text(deadline.note))
    return " ".join(said) or None


def due_in_words(deadline: Deadline, wording: Wording) -> str:
    """Return the day, with the time of day where the source gives one.

    >>> due_in_words(edition.deadlines[0], wording)
    '05.03.2023'
    """
    if deadline.time is None:
        return day(deadline.date)
    time = deadline.time.replace(":", ".")
    return wording.format_message("deadline.at-time", date=day(deadline.date), time=time)


def deadline_warnings(
    dated: Sequence[DatedDeadline],
    *,
    as_of: str | None,
    submitted_on: str | None,
    wording: Wording,
) -> list[tuple[str, str]]:
    """Return what the applicant must know about the dates of the planned year.

    Dates of less than day precision are compared by month: late means a later month. What two
    deadlines of one date have in common is said once.

    >>> dated = deadlines_for(scheme, edition, "innlandet")
    >>> warned = deadline_warnings(dated, as_of="2023-03-07", submitted_on=None, wording=wording)
    >>> [name for name, _ in warned]
    []
    """
    governing = [one.deadline for one in dated if one.governing]
    warnings = list(_about_weekends(governing, as_of, wording))
    for deadline in governing:
        if deadline.kind is DeadlineKind.APPLICATION:
            # What is sent after a round is over is for the next one, and late for the last alone.
            last = governing_rounds(dated, deadline.kind)[-1].deadline
            counted = deadline if submitted_on is None else last
            warnings += _about_lateness(counted, as_of, submitted_on, wording)
    return warnings


def _about_weekends(
    deadlines: Sequence[Deadline], as_of: str | None, wording: Wording
) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of each weekend date that is not over, once a date."""
    kinds: dict[tuple[str, str], list[DeadlineKind]] = {}
    for deadline in deadlines:
        weekday = weekend(deadline.date) if deadline.kind in _HANDED_IN else None
        if weekday is not None and not (as_of is not None and is_over(deadline.date, as_of)):
            kinds.setdefault((deadline.date, weekday), []).append(deadline.kind)
    for (iso, weekday), names in kinds.items():
        values = {"date": day(iso), "weekday": wording.format_message(weekday)}
        message = wording.format_message(
            "warning.weekend-deadline", kind=_due_together(names, wording), **values
        )
        yield "weekend-deadline", message


def _due_together(kinds: Sequence[DeadlineKind], wording: Wording) -> str:
    """Return what a deadline is called that is for one thing, or for several at once."""
    if len(kinds) == 1:
        return wording.format_message(_HANDED_IN[kinds[0]][0])
    *most, last = (wording.format_message(_HANDED_IN[kind][1]) for kind in kinds)
    return wording.format_message("deadline.for-several", most=", ".join(most), last=last)


def _about_lateness(
    deadline: Deadline, as_of: str | None, submitted_on: str | None, wording: Wording
) -> Iterator[tuple[str, str]]:
    assumed = deadline.certainty is not Certainty.ANNOUNCED
    if submitted_on is not None and is_over(deadline.date, submitted_on):
        name = "warning.submitted-late"
        if assumed:
            name = "warning.submitted-late-assumed"
        elif _is_next_weekday(deadline.date, submitted_on):
            name = "warning.submitted-late-weekend"
        values = {"submitted": day(submitted_on), "deadline": due_in_words(deadline, wording)}
        yield "submitted-late", wording.format_message(name, **values)
    elif submitted_on is None and as_of is not None and assumed and is_over(deadline.date, as_of):
        # Of an announced one the standing says that it is over.
        values = {"deadline": due_in_words(deadline, wording), "as_of": day(as_of)}
        yield "deadline-passed", wording.format_message("warning.deadline-passed", **values)


def _is_next_weekday(due: str, submitted_on: str) -> bool:
    """Tell whether a weekend deadline would have been met, were it moved to the Monday after it."""
    if weekend(due) is None:
        return False
    last = date.fromisoformat(due)
    monday = last + timedelta(days=_MONDAY - last.weekday())
    return submitted_on <= monday.isoformat()
