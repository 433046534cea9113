"""Say values in the reader's language: dates, amounts, statements, answers.

The words themselves stand in ``templates/words.yaml``; here they are only put together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.calls import Channel, Deadline, DeadlineKind
from tilskudd_rules.deadlines import note_in_words
from tilskudd_rules.describe import AnswerVoice, Describer
from tilskudd_rules.mechanisms.cap import Cap
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.mechanisms.floor import Floor
from tilskudd_rules.mechanisms.instalments import Instalment
from tilskudd_rules.mechanisms.own_share import OwnShare
from tilskudd_rules.mechanisms.yearly import MostOf, Unit, YearAmount
from tilskudd_rules.model import Covers, Criterion, Duration, Measure
from tilskudd_rules.places import authority_today
from tilskudd_rules.schema import DayOrMonth, Word
from tilskudd_rules.statements import Appropriation, Money, Text
from tilskudd_rules.support import CostRule, PositionsCap, Rate, RateBasis
from tilskudd_rules.wording import Wording, kroner, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tilskudd_build.files.withdrawals import Moment
    from tilskudd_rules.calls import Call
    from tilskudd_rules.mechanisms.yearly import Yearly
    from tilskudd_rules.model import Catalogue, Edition
    from tilskudd_rules.situation import Situation
    from tilskudd_rules.statements import Statement

type Mechanism = YearAmount | MostOf | Cap | Floor | CostShare | OwnShare | Instalment
"""What support is composed of, as far as it has no words of its own."""

_SATURDAY: Final = 5
_PER: Final = {
    RateBasis.POSITION: "per_position",
    RateBasis.MEASURE: "per_measure",
    RateBasis.MUNICIPALITY: "per_municipality",
}


def date_in_words(day: str, words: Mapping[str, Any]) -> str:
    """Write ``2023-03-05`` as a day and ``2025-04`` as a month, in the words of ``words.yaml``."""
    year, month, *rest = day.split("-")
    name = words["dates"]["months"][int(month) - 1]
    pattern = words["dates"]["day" if rest else "month"]
    return str(pattern).format(day=int(rest[0]) if rest else 0, month=name, year=year)


def capital(text: str) -> str:
    """Return a text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


class Formatter:
    """Writes what the catalogue holds, and dates and amounts, in one language form.

    Args:
        words: the words of ``words.yaml`` in this language form.
        catalogue: for the names of schemes, authorities and answers.
        language: ``nb`` or ``nn``.
    """

    def __init__(self, words: Mapping[str, Any], catalogue: Catalogue, language: str) -> None:
        self.words = words
        self.language = language
        self._catalogue = catalogue
        self.wording = Wording(catalogue.texts, language)
        self._describer = Describer(catalogue, self.wording, partial(_PageVoice, formatter=self))

    def text(self, text: Text) -> str:
        """Return a text of the catalogue in this language form."""
        return text.in_language(self.language)

    def date(self, day: str) -> str:
        """Write ``2023-03-05`` as a day and ``2025-04`` as a month, in words."""
        return date_in_words(day, self.words)

    def moment(self, moment: Moment) -> str:
        """Write a day, or a day and a time of it, in words."""
        day = self.date(moment.day)
        time = moment.removeprefix(moment.day).strip().replace(":", ".")
        return str(self.words["dates"]["moment"]).format(day=day, time=time) if time else day

    def due(self, deadline: Deadline) -> str:
        """Write a deadline's day or month, with the time of day where the source gives one."""
        day = self.date(deadline.date)
        if deadline.time is None:
            return day
        time = deadline.time.replace(":", ".")
        return str(self.words["dates"]["moment"]).format(day=day, time=time)

    def note(self, deadline: Deadline) -> str | None:
        """Return which grant or round a deadline is for, where anything is to be said."""
        return note_in_words(deadline, self.wording)

    def weekday(self, day: str) -> str | None:
        """Return the weekday's name, ``None`` where only the month is known."""
        if DayOrMonth(day).precision == "month":
            return None
        return str(self.words["dates"]["weekdays"][date.fromisoformat(day).weekday()])

    def is_weekend(self, day: str) -> bool:
        """Return whether a day is a Saturday or a Sunday."""
        precise = DayOrMonth(day).precision == "day"
        return precise and date.fromisoformat(day).weekday() >= _SATURDAY

    def listing(self, items: Iterable[str]) -> str:
        """Join names as in running text: ``a, b og c``."""
        *most, last = list(items)
        return f"{', '.join(most)} {self.words['dates']['and']} {last}" if most else last

    def authority(self, authority: str | None) -> str:
        """Return who a call belongs to, in words where the sources name nobody.

        Beside one that is no longer there stands who has taken its place.
        """
        if authority is None:
            return str(self.words["calendar"]["no_authority"])
        authorities = self._catalogue.authorities
        name = self.text(authorities[authority].short_name)
        today = authority_today(authority, authorities)
        if today == authority:
            return name
        now = self.text(authorities[today].short_name)
        return str(self.words["deadlines"]["former"]).format(authority=name, today=now)

    def call(self, call: Call) -> str:
        """Return whose call it is, and of several of one authority's which one."""
        name = self.authority(call.authority)
        due = [one.date for one in call.deadlines if one.kind is DeadlineKind.APPLICATION]
        if call.round is None or not due:
            return name
        dates = self.listing(map(self.date, due))
        return str(self.words["application"]["round"]).format(authority=name, dates=dates)

    def authorities(self, authorities: Iterable[str]) -> str:
        """Return several authorities, as in running text."""
        return self.listing(map(self.authority, authorities))

    def cost_class(self, name: str) -> str:
        """Return what a cost class is called."""
        return self.text(self._catalogue.texts[f"cost.{name}"])

    def rate(self, rate: Rate) -> str:
        """Return a rate in one sentence."""
        words = self.words["describe"]
        year = (
            words["any_year"]
            if rate.grant_year is Word.ANY
            else words["grant_year"].format(number=rate.grant_year)
        )
        if rate.amount is Word.NOT_STATED:
            return str(words["rate_not_stated"]).format(year=year)
        if rate.amount == 0:
            return str(words["rate_paid_before"]).format(year=year)
        amount, basis = kroner(rate.amount), self.basis(rate)
        return str(words["rate"]).format(year=year, amount=amount, basis=basis)

    def basis(self, rate: Rate) -> str:
        """Return what a rate is given per."""
        return str(self.words["describe"][_PER[rate.basis]])

    def describe(self, statement: Statement) -> str:
        """Return any statement of the model in one sentence."""
        words = self.words["describe"]
        match statement:
            case Rate():
                return self.rate(statement)
            case Money():
                return self._money(words["money"], statement)
            case Appropriation():
                return f"{kroner(statement.amount)} kr. {self.text(statement.text)}"
            case PositionsCap():
                return str(words["positions_cap"]).format(positions=positions(statement.percent))
            case Deadline():
                kind = self.words["deadlines"]["kinds"][statement.kind.value]
                said = self.note(statement)
                note = f" ({said})" if said else ""
                return f"{kind}: {self.due(statement)}{note}"
            case Measure():
                return self.text(statement.name)
            case Covers():
                names = self.listing(map(self._measure, statement.measures))
                return str(words["covers"]).format(measures=names)
            case Criterion():
                return self.text(statement.met)
            case (
                YearAmount() | MostOf() | Cap() | Floor() | CostShare() | OwnShare() | Instalment()
            ):
                return self._mechanism(statement)
            case CostRule():
                return str(self.words["costs"][statement.coverage.value])
            case Channel() | Duration():
                return self.text(statement.text)
            case _:
                return self._other(statement)

    def unit(self, unit: Unit) -> str:
        """Return what an amount is given for each of."""
        return str(self.words["describe"]["units"][unit.value])

    def most(self, part: Yearly) -> str:
        """Return the most of a part's unit that count."""
        number = 0 if part.most is None else part.most.number
        written = positions(number) if part.per is Unit.POSITION else kroner(number)
        return str(self.words["describe"]["most_of"]).format(
            number=f"{written} {self.text(self._catalogue.texts[f'unit.{part.per}'])}"
        )

    def _mechanism(self, one: Mechanism) -> str:
        words = self.words["describe"]
        match one:
            case YearAmount():
                alike = one.grant_year is Word.ANY
                year = words["any_year" if alike else "grant_year"].format(number=one.grant_year)
                if one.amount is Word.NOT_STATED:
                    return str(words["year_amount_not_stated"]).format(year=year)
                return str(words["year_amount"]).format(year=year, amount=kroner(one.amount))
            case MostOf():
                return str(words["most_of"]).format(number=kroner(one.number))
            case Cap():
                said, unit = words[f"cap_{one.over.value}"], self.unit(one.per)
                return str(said).format(amount=kroner(one.amount), unit=unit)
            case Floor():
                return str(words["floor"]).format(
                    amount=kroner(one.amount), unit=self.unit(one.per)
                )
            case CostShare():
                name = "cost_share_classes" if one.classes else "cost_share"
                classes = self.listing(map(self.cost_class, one.classes)) if one.classes else ""
                return str(words[name]).format(percent=one.percent, classes=classes)
            case OwnShare():
                return str(words[f"own_share_{one.of.value}"]).format(percent=one.percent)
            case Instalment():
                text = self.text(one.text)
                return str(words["instalment"]).format(percent=one.percent, text=text)

    def _measure(self, name: str) -> str:
        """Return what a measure of any scheme is called, in the newest edition that has it."""
        editions = (e for one in self._catalogue.schemes.values() for e in one.newest_first)
        found = next(filter(None, (edition.measure(name) for edition in editions)), None)
        return name if found is None else self.text(found.name)

    def pre_project(self, money: Money) -> str:
        """Return what a pre-project gives, in one sentence or two."""
        return self._money(self.words["describe"]["pre_project"], money)

    def _money(self, sentence: str, money: Money) -> str:
        note = f" {self.text(money.note)}" if money.note else ""
        return sentence.format(amount=kroner(money.amount)) + note

    def _other(self, statement: Statement) -> str:
        text = getattr(statement, "text", None)
        if isinstance(text, Text):
            return self.text(text)
        return str(self.words["describe"]["budget"]).format(
            chapter=getattr(statement, "chapter", ""), post=getattr(statement, "post", "")
        )

    def situation(self, situation: Situation, edition: Edition) -> Sequence[tuple[str, str]]:
        """Return an applicant's answers in words, as one edition sees them, in the asking order."""
        scheme = self._catalogue.schemes[edition.scheme]
        answers = situation.for_edition(scheme, edition).answers
        return [
            (self._describer.question(key), self._describer.value(key, answers[key], edition))
            for key in (question.key for question in self._catalogue.questions)
            if key in answers
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageVoice(AnswerVoice):
    """Writes the single values in an answer as running text does."""

    formatter: Formatter

    def day(self, iso: str) -> str:
        return self.formatter.date(iso)

    def kroner(self, amount: int) -> str:
        return f"{kroner(amount)} kr"

    def positions(self, percent: int | Sequence[int]) -> str:
        words = self.formatter.words["examples"]
        if isinstance(percent, int):
            return str(words["positions"]).format(number=positions(percent))
        numbers = self.listing(positions(one) for one in percent)
        return str(words["positions_each_year"]).format(numbers=numbers)

    def listing(self, items: Iterable[str]) -> str:
        return self.formatter.listing(items)
