"""What a scheme and an edition say besides what ``/endringer/`` compares, each thing with its name.

``tilskudd diff`` tells staff of all that a reader would see, so also of the end of a scheme, whose
call was published when, where to send an application, and how sure a sentence is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tilskudd_build.files.messages import format_message
from tilskudd_build.pages.views import is_interpretation, statements
from tilskudd_rules.model import Edition, Measure
from tilskudd_rules.problems import shorten
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Certainty
from tilskudd_rules.support import CostRule, RateTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_build.pages.formatting import Formatter
    from tilskudd_build.pages.views import FieldPath
    from tilskudd_rules.calls import Call, Deadline
    from tilskudd_rules.model import Catalogue, Closure, Relation, Scheme
    from tilskudd_rules.statements import Statement, Text

type Particulars = Mapping[str, Sequence[str]]
"""What is said, by what it is about; what is not said is no key."""

_WIDTH = 70


def of_scheme(scheme: Scheme, catalogue: Catalogue, formatter: Formatter) -> Particulars:
    """Return what a scheme's own file says: what is the same in every year."""
    return _gathered(_scheme(scheme, _Names(catalogue, formatter)))


def of_edition(
    edition: Edition, other: Edition, catalogue: Catalogue, formatter: Formatter
) -> Particulars:
    """Return what an edition says that :func:`tilskudd_build.pages.changes.compare` leaves out.

    What a measure is, is told where the other edition has it, too.
    """
    return _gathered(_edition(edition, other, _Names(catalogue, formatter), formatter))


def of_relations(
    relations: Iterable[Relation], catalogue: Catalogue, formatter: Formatter
) -> Particulars:
    """Return what schemes have to do with each other."""
    return _gathered(_relations(relations, _Names(catalogue, formatter), formatter))


def certainties(record: Scheme | Edition, formatter: Formatter) -> Particulars:
    """Return how sure everything is that a record says, and what was read into its source."""
    calls = record.calls if isinstance(record, Edition) else ()
    rest = replace(record, calls=()) if isinstance(record, Edition) else record
    found = list(_certainties(rest, formatter))
    for call in calls:
        whose = formatter.call(call)
        found += [(_of(whose, what), said) for what, said in _certainties(call, formatter)]
    return _gathered(found)


def _gathered(said: Iterable[tuple[str, str]]) -> Particulars:
    found: dict[str, list[str]] = {}
    for name, words in said:
        found.setdefault(name, []).append(words)
    return found


class _Names:
    """What schemes and answers are called."""

    def __init__(self, catalogue: Catalogue, formatter: Formatter) -> None:
        self._catalogue = catalogue
        self._say = formatter.text

    def schemes(self, ids: Sequence[str]) -> Iterator[str]:
        growth = self._catalogue.frame_growth
        for one in ids:
            named = growth if one == growth.id else self._catalogue.schemes[one]
            yield self._say(named.short_name)

    def answer(self, name: str) -> str:
        found = (one for one in self._catalogue.questions if name in (one.key, one.answer))
        return self._say(next(found).short_label)

    def authority(self, name: str) -> str:
        return self._say(self._catalogue.authorities[name].name)


def _scheme(scheme: Scheme, names: _Names) -> Iterator[tuple[str, str]]:
    texts = {"name": scheme.name, "short_name": scheme.short_name, "summary": scheme.summary}
    for key, text in texts.items():
        yield format_message(f"diff-part-{key}"), text.nb
    if not isinstance(scheme.budget, Word):
        chapter, post = scheme.budget.chapter, scheme.budget.post
        yield (
            format_message("diff-part-budget"),
            format_message("diff-budget", chapter=chapter, post=post),
        )
    if not isinstance(scheme.owner, Word):
        yield format_message("diff-part-owner"), names.authority(scheme.owner)
    yield format_message("diff-part-applications_to"), scheme.applications_to.text.nb
    if scheme.closure is not None:
        yield format_message("diff-part-closure"), _closure(scheme.closure, names)
    lists = {"replaces": scheme.replaces, "counts_years_with": scheme.counts_years_with}
    for key, listed in lists.items():
        for name in names.schemes(listed):
            yield format_message(f"diff-part-{key}"), name
    for address in scheme.former_addresses:
        yield format_message("diff-part-former_addresses"), f"/ordninger/{address}/"


def _closure(closure: Closure, names: _Names) -> str:
    said = format_message("diff-closure", year=closure.after_year, text=closure.text.nb)
    if not closure.replaced_by:
        return said
    instead = ", ".join(names.schemes(closure.replaced_by))
    return f"{said} {format_message('diff-closure-instead', names=instead)}"


def _relations(
    relations: Iterable[Relation], names: _Names, formatter: Formatter
) -> Iterator[tuple[str, str]]:
    for one in relations:
        both = formatter.listing(names.schemes(one.schemes))
        label = format_message("diff-part-relation", names=both, id=one.id)
        yield label, formatter.text(one.text)
        if one.from_year is not None:
            yield label, format_message("diff-relation-from", year=one.from_year)
        if one.prefer is not None:
            yield (
                label,
                format_message("diff-relation-prefer", name=next(names.schemes([one.prefer]))),
            )
        if one.excludes:
            yield label, format_message("diff-relation-excludes")


def _edition(
    edition: Edition, other: Edition, names: _Names, formatter: Formatter
) -> Iterator[tuple[str, str]]:
    if edition.name is not None:
        yield format_message("diff-part-name"), formatter.text(edition.name)
    if edition.announcement is not None:
        yield format_message("diff-part-announcement"), formatter.describe(edition.announcement)
    for measure in edition.measures:
        yield from _measure(measure, formatter, is_shared=other.measure(measure.id) is not None)
    yield from _support(edition.support, "", formatter)
    for one in () if isinstance(edition.evidence, Word) else edition.evidence:
        if one.confirmed_by is not None:
            label = format_message("diff-part-confirmed_by", name=formatter.describe(one))
            yield label, names.answer(one.confirmed_by)
    for call in edition.calls:
        yield from _call(call, formatter.call(call), formatter)


def _measure(
    measure: Measure, formatter: Formatter, *, is_shared: bool
) -> Iterator[tuple[str, str]]:
    name = formatter.text(measure.name)
    if measure.covers is not None:
        yield format_message("diff-part-covers", name=name), formatter.describe(measure.covers)
    if not is_shared:
        return
    if measure.description is not None:
        label = format_message("diff-part-description", name=name)
        yield label, formatter.text(measure.description)
    for one in measure.advice:
        yield format_message("diff-part-advice", name=name), formatter.describe(one)
    yield from _support(measure.support, name, formatter)


def _support(support: object, name: str, formatter: Formatter) -> Iterator[tuple[str, str]]:
    if isinstance(support, RateTable):
        for key in ("part_time", "fixed_positions"):
            fact = getattr(support, key)
            if fact is not None:
                yield _of(name, format_message(f"diff-part-{key}")), formatter.describe(fact)


def _call(call: Call, whose: str, formatter: Formatter) -> Iterator[tuple[str, str]]:
    for key in ("announced_on", "updated_on"):
        day = getattr(call, key)
        if day is not None:
            yield _of(whose, format_message(f"diff-part-{key}")), formatter.date(day)
    if call.appropriation is not None:
        label = _of(whose, format_message("diff-part-appropriation"))
        yield label, formatter.describe(call.appropriation)
    for deadline in call.deadlines:
        yield from _opens(deadline, whose, formatter)
    for key in ("channels", "contacts"):
        for channel in getattr(call, key):
            address = "" if channel.address is None else f" {channel.address}"
            yield (
                _of(whose, format_message(f"diff-part-{key}")),
                formatter.text(channel.text) + address,
            )
    if call.status is not None:
        yield _of(whose, format_message("diff-part-status")), formatter.describe(call.status)


def _opens(deadline: Deadline, whose: str, formatter: Formatter) -> Iterator[tuple[str, str]]:
    if deadline.opens is not None:
        label = format_message("diff-part-opens", deadline=formatter.describe(deadline))
        yield _of(whose, label), formatter.date(deadline.opens)


def _of(whose: str, what: str) -> str:
    return format_message("diff-part-of", whose=whose, what=what) if whose else what


def _certainties(record: object, formatter: Formatter) -> Iterator[tuple[str, str]]:
    for path, statement in statements(record):
        what = shorten(_what(path, statement, formatter), _WIDTH)
        yield format_message("diff-part-certainty", what=what), _certainty(statement, formatter)


def _what(path: FieldPath, statement: Statement, formatter: Formatter) -> str:
    """Return what a statement is told by: its words, and the measure or the cost it is about."""
    if isinstance(statement, CostRule):
        return formatter.cost_class(str(path.within[-1]))
    about = [formatter.text(one.name) for one in path.within if isinstance(one, Measure)]
    own = [formatter.describe(statement)]
    return ", ".join(own if about == own else about + own)


def _certainty(statement: Statement, formatter: Formatter) -> str:
    words = formatter.words["common"]["certainty"]
    named = [statement.certainty]
    if is_interpretation(statement) and Certainty.INTERPRETATION not in named:
        named.append(Certainty.INTERPRETATION)
    said = ", ".join(words[one.value] for one in named).capitalize()
    reading: Text | None = statement.reading
    return said if reading is None else f"{said}. {formatter.text(reading)}"
