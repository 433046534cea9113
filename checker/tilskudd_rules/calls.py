"""Who announces a scheme, what is due when, and how it reaches the authority."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tilskudd_rules.schema import Day, DayOrMonth, readable
from tilskudd_rules.statements import AuthorityId, Fact, Statement, Text

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader


class DeadlineKind(StrEnum):
    """What is due."""

    APPLICATION = "application"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Statement):
    """A date by which something is due; no clock time is known, and weekends do not move it.

    Attributes:
        date: a day, or a month where the source gives no day.
        opens: the first day, or month, something can be handed in; ``None`` where no source says.
        note: which round or grant the date is for, where that needs saying.
        earlier_round: the date belongs to a round before the edition's own.
    """

    kind: DeadlineKind
    date: DayOrMonth
    opens: DayOrMonth | None = None
    note: Text | None = None
    earlier_round: bool = False

    def validate(self, path: Path, reader: Reader) -> None:
        """Nothing opens after it has closed."""
        Statement.validate(self, path, reader)
        if self.opens is not None:
            known = min(len(self.opens), len(self.date))
            if self.opens[:known] > self.date[:known]:
                reader.report("opens-after-it-closes", (*path, "opens"), self.opens, date=self.date)


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
        announced_on: the day the call was published, where a source gives it.
        status: what the source says about the announcement itself, where it says something.
    """

    authority: AuthorityId
    announced_on: Day | None = None
    deadlines: tuple[Deadline, ...] = ()
    channels: tuple[Channel, ...] = ()
    contacts: tuple[Channel, ...] = ()
    status: Fact | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Nothing is announced after it was due."""
        if self.announced_on is None:
            return
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
