"""What the pages show of the model, worked out once: status, amounts by measure, dates in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.editions import recurring
from tilskudd_rules.model import Edition, Measure, Scheme
from tilskudd_rules.rates import counted_positions, rate_amount
from tilskudd_rules.schema import Word
from tilskudd_rules.shape import attribute, fields_of, records_in
from tilskudd_rules.statements import Certainty, Source, Statement, Text
from tilskudd_rules.support import RateBasis, RateTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tilskudd_rules.calls import Call, Deadline
    from tilskudd_rules.frame_growth import FrameGrowth, FrameGrowthRow
    from tilskudd_rules.model import Catalogue, Relation
    from tilskudd_rules.places import Authority, Municipality
    from tilskudd_rules.support import Rate, Support


@dataclass(frozen=True, slots=True)
class DatedCall:
    """A deadline with the call it belongs to.

    Attributes:
        call: the call, ``None`` where the source names nobody.
    """

    scheme: Scheme
    edition: Edition
    deadline: Deadline
    call: Call | None

    @property
    def authority(self) -> str | None:
        """Whose call it is, ``None`` where the source names nobody."""
        return None if self.call is None else self.call.authority

    @property
    def is_national(self) -> bool:
        """Whether it is for the whole country."""
        return self.call is not None and self.scheme.is_national(self.call)


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate as a row of its table.

    Attributes:
        most: what the rate gives at most with all the positions that count, where that is stated.
        share: the amount in percent of the table's highest, for its bar in the chart.
    """

    rate: Rate
    most: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class AmountGroup:
    """Measures that give the same.

    Attributes:
        measures: the measures; empty where the edition has none.
        lines: the rates, where there are any.
    """

    support: Support
    measures: Sequence[Measure]
    lines: Sequence[RateLine]


@dataclass(frozen=True, slots=True)
class GrownMunicipality:
    """A municipality of today with its parts of 2018, in whole kroner."""

    municipality: Municipality
    parts: Sequence[FrameGrowthRow]

    def total(self, column: str) -> int:
        """Return the sum of one of the amounts over the parts."""
        return sum_of(self.parts, column)


@dataclass(frozen=True, slots=True)
class CountyGovernor:
    """A county governor with its municipalities, by name, and the editions it has called."""

    authority: Authority
    municipalities: Sequence[Municipality]
    calls: Sequence[tuple[Scheme, Edition]]


def county_governors(catalogue: Catalogue) -> Sequence[CountyGovernor]:
    """Return every county governor that has municipalities; the newest call first."""
    schemes = [scheme for scheme in catalogue.schemes.values() if scheme.editions]
    editions = [(scheme, edition) for scheme in schemes for edition in scheme.newest_first]
    found = []
    for authority in catalogue.authorities.values():
        own = [m for m in catalogue.municipalities.values() if m.county_governor == authority.id]
        calls = [
            (s, e) for s, e in editions if any(s.is_own(call, authority.id) for call in e.calls)
        ]
        if own:
            own.sort(key=lambda one: _alphabetical(one.name))
            calls.sort(key=lambda one: -one[1].year)
            found.append(CountyGovernor(authority, own, calls))
    return found


def former_names(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """Return what each municipality of today, by its number, was called and numbered before.

    Where only the number is another one, that stands alone.
    """
    found: dict[str, list[str]] = {}
    for former in catalogue.former_municipalities.values():
        if not isinstance(former.municipality, Word):
            is_same = former.name == catalogue.municipalities[former.municipality].name
            said = former.number if is_same else f"{former.name} ({former.number})"
            found.setdefault(former.municipality, []).append(said)
    return found


def national_calls(catalogue: Catalogue) -> Sequence[tuple[Scheme, Edition]]:
    """Return the editions that a directorate has called for the whole country; the newest first."""
    found = [
        (scheme, edition)
        for scheme in catalogue.schemes.values()
        for edition in scheme.newest_first
        if any(map(scheme.is_national, edition.calls))
    ]
    return sorted(found, key=lambda one: -one[1].year)


def sum_of(rows: Sequence[FrameGrowthRow], column: str) -> int:
    """Return the sum of one of the amounts, in whole kroner."""
    return sum(int(getattr(row, column)) for row in rows)


def newest(scheme: Scheme) -> Edition:
    """Return the newest edition; a scheme always has one."""
    return scheme.newest_first[0]


def active_first(catalogue: Catalogue) -> tuple[Sequence[Scheme], Sequence[Scheme]]:
    """Return the schemes that no source says the end of, and the others; the newest first.

    Of those with an end the page says which year is their last: that is true on any day.
    """
    ordered = sorted(
        (scheme for scheme in catalogue.schemes.values() if scheme.editions),
        key=lambda scheme: (-newest(scheme).year, scheme.short_name.nb),
    )
    active = [scheme for scheme in ordered if scheme.closure is None]
    ended = [scheme for scheme in ordered if scheme.closure is not None]
    return active, ended


def national_note(scheme: Scheme, edition: Edition) -> str:
    """Return the name of the words on where the dates of an edition hold."""
    calls = [call for call in edition.calls if call.deadlines] or edition.calls
    national = [scheme.is_national(call) for call in calls]
    if not any(national):
        return "own_call"
    return "national" if all(national) else "also_national"


def dated_calls(scheme: Scheme, edition: Edition) -> Sequence[DatedCall]:
    """Return every deadline of an edition, as often as it comes, the earliest first."""
    later = (recurring(edition, year) for year in recurring_years(edition))
    found = []
    for one in (edition, *filter(None, later)):
        found += [DatedCall(scheme, edition, deadline, None) for deadline in one.deadlines]
        found += [
            DatedCall(scheme, edition, deadline, call)
            for call in one.calls
            for deadline in call.deadlines
        ]
    return sorted(found, key=_date_order)


def recurring_years(edition: Edition) -> Sequence[int]:
    """Return the later years that dates of an edition come again in."""
    deadlines = (*edition.deadlines, *(one for call in edition.calls for one in call.deadlines))
    return sorted({year for deadline in deadlines for year in deadline.recurs_for})


def calendar(catalogue: Catalogue) -> Mapping[str, Sequence[DatedCall]]:
    """Return the deadlines of every edition by calendar year, the newest year first."""
    found = [
        dated
        for scheme in catalogue.schemes.values()
        for edition in scheme.editions.values()
        for dated in dated_calls(scheme, edition)
    ]
    years: dict[str, list[DatedCall]] = {}
    for dated in sorted(found, key=_date_order):
        years.setdefault(dated.deadline.date[:4], []).append(dated)
    return dict(sorted(years.items(), reverse=True))


def _date_order(dated: DatedCall) -> tuple[str, str, str, str]:
    kind = dated.deadline.kind.value
    return (dated.deadline.date, kind, dated.scheme.short_name.nb, dated.authority or "")


def application_deadlines(scheme: Scheme, edition: Edition) -> Sequence[DatedCall]:
    """Return the application deadlines of an edition's own round, the earliest first."""
    return [
        dated
        for dated in dated_calls(scheme, edition)
        if dated.deadline.kind is DeadlineKind.APPLICATION and not dated.deadline.earlier_round
    ]


def by_priority(edition: Edition) -> Sequence[tuple[int | Word, Sequence[Measure]]]:
    """Return the measures by rank, the unranked ones last."""
    found: dict[int | Word, list[Measure]] = {}
    for measure in edition.measures:
        found.setdefault(measure.priority, []).append(measure)
    return sorted(found.items(), key=lambda item: (isinstance(item[0], Word), str(item[0])))


def is_interpretation(statement: Statement) -> bool:
    """Return whether something was read into the source."""
    return statement.interpretation or statement.certainty is Certainty.INTERPRETATION


def shared_certainty(edition: Edition) -> Certainty:
    """Return the certainty that goes without saying on an edition's page.

    It is that of most of its statements, where most share one, and ``announced`` elsewhere.
    """
    found = Counter(statement.certainty for _, statement in statements(edition))
    most, number = max(found.items(), key=lambda item: item[1], default=(Certainty.ANNOUNCED, 0))
    if most is Certainty.INTERPRETATION or 2 * number <= found.total():
        return Certainty.ANNOUNCED
    return most


def relations(catalogue: Catalogue, edition: Edition) -> Sequence[tuple[Relation, Scheme]]:
    """Return what the edition's scheme has to do with others that have an edition the same year.

    A rule that came with a later year is not shown on an older edition.
    """
    found = []
    for relation in catalogue.relations:
        if edition.scheme in relation.schemes:
            other = next(name for name in relation.schemes if name != edition.scheme)
            if relation.holds_in(edition.year) and (
                str(edition.year) in catalogue.schemes[other].editions
            ):
                found.append((relation, catalogue.schemes[other]))
    return found


def amount_groups(edition: Edition) -> Sequence[AmountGroup]:
    """Return what the measures give, measures that give the same together."""
    gathered: list[tuple[Any, list[Measure]]] = []
    for measure in edition.measures:
        support = measure.support or edition.support
        for known, measures in gathered:
            if known == support:
                measures.append(measure)
                break
        else:
            gathered.append((support, [measure]))
    if not gathered:
        gathered.append((edition.support, []))
    return [AmountGroup(support, found, _lines(support)) for support, found in gathered]


def _lines(support: object) -> Sequence[RateLine]:
    if not isinstance(support, RateTable):
        return ()
    highest = max(
        (rate.amount for rate in support.rates if isinstance(rate.amount, int)), default=0
    )
    return [
        RateLine(
            rate,
            _most(support, rate),
            rate.amount * 100 // highest if isinstance(rate.amount, int) and highest else None,
        )
        for rate in support.rates
    ]


def _most(table: RateTable, rate: Rate) -> int | None:
    if table.max_positions is Word.NOT_STATED or rate.basis is not RateBasis.POSITION:
        return None
    return rate_amount(table, rate, counted_positions(table, table.max_positions.percent))


def grown_municipalities(growth: FrameGrowth, catalogue: Catalogue) -> Sequence[GrownMunicipality]:
    """Return the frame-growth rows gathered under today's municipalities, by name."""
    parts: dict[str, list[FrameGrowthRow]] = {}
    for row in growth.rows:
        parts.setdefault(row.municipality, []).append(row)
    found = [
        GrownMunicipality(catalogue.municipalities[number], rows) for number, rows in parts.items()
    ]
    return sorted(found, key=lambda one: _alphabetical(one.municipality.name))


def _alphabetical(name: str) -> str:
    """Return a key that sorts names as Norwegian does: æ, ø and å last, in that order."""
    # Right behind z, as the three signs that follow it.
    return name.casefold().translate(str.maketrans("æøå", "{|}"))


class FieldPath(NamedTuple):
    """Where in a record a statement stands.

    Attributes:
        section: the field of the record; ``support`` for amounts, whichever field they are in.
        within: the measure or the cost class it is about, outermost first.
        field: the field it is the value of.
    """

    section: str = ""
    within: tuple[Measure | str, ...] = ()
    field: str = ""


def statements(record: object) -> Sequence[tuple[FieldPath, Statement]]:
    """Return every statement in a record of the model, with its path."""
    found: list[tuple[FieldPath, Statement]] = []
    _gather(record, FieldPath(), found)
    return found


def _gather(value: object, here: FieldPath, found: list[tuple[FieldPath, Statement]]) -> None:
    """Add the statements in a value that stands here."""
    if isinstance(value, (tuple, list)):
        for one in value:
            _gather(one, here, found)
        return
    if isinstance(value, dict):
        for key, one in value.items():
            _gather(one, FieldPath(here.section, (*here.within, key)), found)
        return
    if isinstance(value, Statement) and here.section:
        found.append((here, value))
    within = (*here.within, value) if isinstance(value, Measure) else here.within
    kind: type = value.__class__
    for name in _parts(kind):
        section = name if name == "support" else here.section or name
        _gather(getattr(value, name), FieldPath(section, within, name), found)


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a record in which there can be statements.

    A text and a source hold none, and a scheme's editions are records of their own.
    """
    if not _is_record(kind):
        return ()
    return tuple(
        attribute(name)
        for name, field in fields_of(kind).items()
        if (kind, name) != (Scheme, "editions") and any(map(_is_record, records_in(field.shape)))
    )


def _is_record(kind: type) -> bool:
    return is_dataclass(kind) and not issubclass(kind, (Source, Text))
