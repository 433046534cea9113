"""Calls made up, so that what a later year's files may hold is proved before anybody writes it.

The sources of today hold few calls, and hardly one says when it opens. What the rules make of a
call rests on who sets each date, how certain it is, and in which order the days come. So a few
calls stand for all, in an edition that is otherwise one of the catalogue's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Final

from tilskudd_build.verify.subjects import Subject
from tilskudd_rules.calls import Call, Deadline, DeadlineKind
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.conditions import Comparison
from tilskudd_rules.editions import Chosen
from tilskudd_rules.model import Criterion, CriterionKind, Duration
from tilskudd_rules.places import AuthorityKind
from tilskudd_rules.schema import ClockTime, Day, DayOrMonth, Identifier, Word
from tilskudd_rules.situation import read_situation
from tilskudd_rules.statements import Certainty, Fact
from tilskudd_rules.support import Rate, RateBasis, RateTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_rules.model import Catalogue, Edition
    from tilskudd_rules.places import Authority
    from tilskudd_rules.statements import AuthorityId

_ANNOUNCED: Final = Certainty.ANNOUNCED
_CERTAINTIES: Final = (None, _ANNOUNCED, Certainty.ASSUMED)
"""How certain a sender's date is; ``None`` where it has none."""
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class _Round:
    """The dates of one round; a month where that is all that is known."""

    closes: str
    opens: str | None = None
    certainty: Certainty = _ANNOUNCED
    earlier: bool = False
    kind: DeadlineKind = DeadlineKind.APPLICATION
    grant_year: int | None = None
    time: str | None = None
    again: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Write when it opens and closes, and how certain that is."""
        about = "" if self.grant_year is None else f" {self.kind.value} {self.grant_year}"
        return f"{self.opens or ''}→{self.closes} {self.certainty.value}{about}"


class Imagination:
    """Makes calls up.

    Args:
        catalogue: the rules, for the authorities.
        base: the edition that the calls are put into.
    """

    def __init__(self, catalogue: Catalogue, base: Subject) -> None:
        self._catalogue = catalogue
        self._base = base
        self._owner, self._own, self._other = _senders(catalogue)
        year = base.year
        self._saturday = _first(date(year, 3, 4), _SATURDAY)
        self._sunday = _first(date(year, 9, 4), _SUNDAY)

    @property
    def authorities(self) -> tuple[str | None, ...]:
        """The county governors that the applicant may belong to: a sender, another one, nobody."""
        return (str(self._own), str(self._other), None)

    def one_round(self) -> Iterator[Subject]:
        """Yield an edition for each call in one round: when it opens, closes and was announced."""
        yield self._called(None, _Round(self._saturday, certainty=Certainty.ASSUMED))
        for closes, (opens, announced_on) in product(self._first_closes, self._first_opens):
            yield self._called(announced_on, _Round(closes, opens))
        yield self._called(None, _Round(self._saturday, time="23:59"))
        yield self._called(None, _Round(self._saturday), _Round("2000-01", earlier=True))

    def two_rounds(self) -> Iterator[Subject]:
        """Yield an edition for each call in two rounds, whichever comes first in the file."""
        year = self._base.year
        seconds = [None, f"{year}-06-10", f"{year}-02-20", f"{year}-03"]
        for closes, (opens, announced_on) in product(self._first_closes, self._first_opens):
            for closes_then, opens_then in product((self._sunday, f"{year}-09"), seconds):
                first, second = _Round(closes, opens), _Round(closes_then, opens_then)
                yield self._called(announced_on, second, first)
        for one, other in product((_ANNOUNCED, Certainty.ASSUMED), repeat=2):
            first = _Round(self._saturday, certainty=one)
            yield self._called(None, first, _Round(self._sunday, certainty=other))

    def reports(self) -> Iterator[Subject]:
        """Yield an edition for each way that reports and accounts can stand beside a round."""
        kinds = (DeadlineKind.REPORTING, DeadlineKind.ACCOUNTS)
        for kind, grants in product(kinds, ((-1,), (0,), (-1, 0))):
            due = [self._report(kind, self._base.year + of_year) for of_year in grants]
            yield self._called(None, _Round(self._sunday, time="23:59"), *due)
        again = (self._base.year + 1, self._base.year + 2)
        yield self._called(None, _Round(self._sunday, again=again))
        at_once = [self._report(kind, self._base.year) for kind in kinds]
        yield self._called(None, _Round(at_once[0].closes), *at_once)

    def several_senders(self) -> Iterator[Subject]:
        """Yield an edition for each way the senders can have a date, announced or assumed."""
        days = [f"{self._base.year}-{month}-12" for month in ("02", "03", "04", "05")]
        for certainties in product(_CERTAINTIES, repeat=len(days)):
            rounds = [
                [] if certainty is None else [_Round(day, certainty=certainty)]
                for day, certainty in zip(days, certainties, strict=True)
            ]
            own, national, other, nobody = rounds
            yield self._edition(
                {self._own: own, self._owner: national, self._other: other}, nobody=nobody
            )

    def follows_the_municipality(self) -> SchemeCheck:
        """Return a check of a condition on the county governor, which no file has yet.

        The governor follows from the municipality.
        """
        subject = self._called(None, _Round(self._saturday))
        told = subject.edition.criteria[0]
        asking = Criterion(
            id=Identifier("authority"),
            kind=CriterionKind.PRIORITY,
            when=Comparison("authority", "is", str(self._own)),
            met=told.met,
            not_met=told.not_met,
            remedy=Word.NONE,
            source=told.source,
            certainty=told.certainty,
        )
        edition = replace(subject.edition, criteria=(*subject.edition.criteria, asking))
        number = next(iter(self._catalogue.municipalities))
        situation = read_situation({"municipality": number}, self._catalogue)
        chosen = Chosen(subject.scheme, edition, subject.year)
        return SchemeCheck(chosen, *situation.for_edition(subject.scheme, edition))

    def speaks_of_a_pre_project(self) -> SchemeCheck:
        """Return a check of an edition that knows pre-projects and does not say what one gives.

        Every source of today that knows them says both or neither.
        """
        told = self._base.edition.criteria[0]
        source, certainty = told.source, told.certainty
        rate = Rate(
            grant_year=Word.ANY,
            amount=Word.NOT_STATED,
            basis=RateBasis.MEASURE,
            source=source,
            certainty=certainty,
        )
        duration = Duration(
            max_years=Word.NOT_STATED,
            years_per_application=Word.NOT_STATED,
            last_year=Word.NOT_STATED,
            pre_project_year=Fact(text=told.met, source=source, certainty=certainty),
            text=told.met,
            source=source,
            certainty=certainty,
        )
        support = RateTable(
            rates=(rate,), max_positions=Word.NOT_STATED, pre_project=Word.NOT_STATED
        )
        edition = replace(
            self._base.edition, criteria=(), measures=(), support=support, duration=duration
        )
        return self._subject(edition, "–").check({"pre_project": True})

    def _report(self, kind: DeadlineKind, grant_year: int) -> _Round:
        due = _first(date(grant_year + 1, 2, 1), _SATURDAY)
        return _Round(due, kind=kind, grant_year=grant_year)

    @property
    def _first_closes(self) -> tuple[str, str]:
        return self._saturday, self._saturday[: len("YYYY-MM")]

    @property
    def _first_opens(self) -> list[tuple[str | None, str | None]]:
        """When the first round opens, and where no source says so, when it was announced."""
        year = self._base.year
        stated = [(opens, None) for opens in (f"{year}-02-10", f"{year}-02", f"{year}-03")]
        dated = [(None, day) for day in (None, f"{year}-02-20", f"{year}-06-10")]
        return [*stated, *dated]

    def _called(self, announced_on: str | None, *rounds: _Round) -> Subject:
        return self._edition({self._own: list(rounds)}, announced_on=announced_on)

    def _edition(
        self,
        rounds: dict[AuthorityId, list[_Round]],
        *,
        nobody: list[_Round] | None = None,
        announced_on: str | None = None,
    ) -> Subject:
        calls = tuple(
            Call(
                authority=authority,
                announced_on=None if announced_on is None else Day(announced_on),
                deadlines=tuple(map(self._deadline, of_one)),
            )
            for authority, of_one in rounds.items()
            if of_one
        )
        deadlines = tuple(map(self._deadline, nobody or ()))
        told = [
            f"{authority} {one}"
            for authority, of_one in [*rounds.items(), ("?", nobody or [])]
            for one in of_one
        ]
        announced = [] if announced_on is None else [announced_on]
        edition = replace(self._base.edition, calls=calls, deadlines=deadlines)
        return self._subject(edition, "; ".join([*told, *announced]) or "–")

    def _subject(self, edition: Edition, imagined: str) -> Subject:
        scheme = replace(
            self._base.scheme,
            owner=self._owner,
            closure=None,
            editions={str(edition.year): edition},
        )
        return Subject(self._catalogue, scheme, edition, imagined=imagined)

    def _deadline(self, one: _Round) -> Deadline:
        stated = self._base.edition.costs["salary"].source
        return Deadline(
            kind=one.kind,
            date=DayOrMonth(one.closes),
            time=None if one.time is None else ClockTime(one.time),
            for_grant_year=one.grant_year,
            recurs_for=one.again,
            opens=None if one.opens is None else DayOrMonth(one.opens),
            earlier_round=one.earlier,
            source=stated,
            certainty=one.certainty,
        )


def _senders(catalogue: Catalogue) -> tuple[AuthorityId, AuthorityId, AuthorityId]:
    """Return a directorate and two county governors."""

    def of_kind(kind: AuthorityKind) -> list[Authority]:
        authorities = catalogue.authorities.values()
        return [one for one in authorities if one.kind is kind and one.to is None]

    own, other, *_ = of_kind(AuthorityKind.COUNTY_GOVERNOR)
    return of_kind(AuthorityKind.DIRECTORATE)[0].id, own.id, other.id


def _first(start: date, weekday: int) -> str:
    """Return the first such weekday from a day on."""
    return (start + timedelta(days=(weekday - start.weekday()) % 7)).isoformat()
