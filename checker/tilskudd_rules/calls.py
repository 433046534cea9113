"""Who announces a scheme, what is due when, and how it reaches the authority."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tilskudd_rules.schema import ClockTime, Day, DayOrMonth, Identifier, readable
from tilskudd_rules.statements import Appropriation, AuthorityId, Fact, Statement, Text

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


class DeadlineKind(StrEnum):
    """What a date is for."""

    APPLICATION = "application"
    REPORTING = "reporting"
    ACCOUNTS = "accounts"
    """When the accounts are due, where that is not when the report is."""
    DECISION = "decision"
    """When the authority decides."""
    MEETING = "meeting"
    """When the authority tells of the call."""

    @property
    def is_about_a_grant(self) -> bool:
        """Whether it is about a grant that has been given."""
        return self in (DeadlineKind.REPORTING, DeadlineKind.ACCOUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Statement):
    """A date by which something is due, or on which something is done; weekends do not move it.

    Attributes:
        date: a day, or a month where the source gives no day.
        time: the time of day; ``None`` where no source says, and then none is assumed.
        for_grant_year: the grant year that a report or accounts are for.
        recurs_for: the later years that the source covers, too, with the same day of the year; none
            where it says nothing of them.
        opens: the first day, or month, something can be handed in; ``None`` where no source says.
        note: which round or grant the date is for, where that needs saying.
        earlier_round: the date belongs to a round before the edition's own.
    """

    kind: DeadlineKind
    date: DayOrMonth
    time: ClockTime | None = None
    for_grant_year: int | None = None
    recurs_for: tuple[int, ...] = ()
    opens: DayOrMonth | None = None
    note: Text | None = None
    earlier_round: bool = False

    def years_later(self, years: int) -> Deadline:
        """Return the same deadline some years on."""
        grant_year = None if self.for_grant_year is None else self.for_grant_year + years
        opens = None if self.opens is None else _years_later(self.opens, years)
        moved = _years_later(self.date, years)
        return replace(self, date=moved, opens=opens, for_grant_year=grant_year)

    def validate(self, path: Path, reader: Reader) -> None:
        """Nothing opens after it has closed, and only a day has a time."""
        Statement.validate(self, path, reader)
        if self.time is not None and self.date.precision == "month":
            reader.report("time-without-day", (*path, "time"), self.time, date=self.date)
        if self.for_grant_year is not None and not self.kind.is_about_a_grant:
            where = (*path, "for_grant_year")
            reader.report("grant-year-of-no-report", where, self.for_grant_year, at_key=True)
        if self.opens is not None:
            known = min(len(self.opens), len(self.date))
            if self.opens[:known] > self.date[:known]:
                reader.report("opens-after-it-closes", (*path, "opens"), self.opens, date=self.date)


def _years_later(day: DayOrMonth, years: int) -> DayOrMonth:
    return DayOrMonth(f"{int(day[:4]) + years}{day[4:]}")


class ChannelKind(StrEnum):
    """How something reaches the authority."""

    FORM = "form"
    EMAIL = "email"
    POST = "post"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Statement):
    """A way to apply or to get help.

    Attributes:
        address: an e-mail address, a postal address or a web address; absent for a form whose
            address the source does not give.
        text: what the channel is for.
    """

    kind: ChannelKind
    text: Text
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One authority's call for one edition: its own deadlines, channels and contacts.

    Attributes:
        authority: who announces; a county governor to its own municipalities, a directorate to all.
        round: what tells it from the other calls of the authority in the same edition.
        announced_on: the day the call was published, where a source gives it.
        updated_on: the day it was last changed, where a source gives it.
        appropriation: the money set aside for this call alone.
        status: what the source says about the announcement itself, where it says something.
    """

    authority: AuthorityId
    round: Identifier | None = None
    announced_on: Day | None = None
    updated_on: Day | None = None
    appropriation: Appropriation | None = None
    deadlines: tuple[Deadline, ...] = ()
    channels: tuple[Channel, ...] = ()
    contacts: tuple[Channel, ...] = ()
    status: Fact | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Nothing is announced after it was due, or changed before it was there."""
        if self.announced_on is None:
            return
        if self.updated_on is not None and self.updated_on < self.announced_on:
            where = (*path, "updated_on")
            reader.report(
                "updated-before-announced", where, self.updated_on, announced=self.announced_on
            )
        for deadline in readable(self.deadlines, Deadline):
            is_own = deadline.kind is DeadlineKind.APPLICATION and not deadline.earlier_round
            if is_own and self.announced_on[: len(deadline.date)] > deadline.date:
                reader.report(
                    "announced-after-it-closed",
                    (*path, "announced_on"),
                    self.announced_on,
                    date=deadline.date,
                )
                return
