"""What differs between two consecutive editions of a scheme, found by comparing their models.

Two editions rest on different documents, so a difference is one between what the sources say; that
something is no longer mentioned does not mean that it has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tilskudd_build.pages.views import dated_calls, statements
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.schema import Word
from tilskudd_rules.support import Discretionary, RateTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tilskudd_build.pages.formatting import Formatter
    from tilskudd_rules.model import Catalogue, Criterion, Edition, Measure, Scheme
    from tilskudd_rules.statements import Fact, Statement

_SAME_MATTER: Final = 0.6
"""How alike two sentences are when one is taken to have replaced the other (difflib's ratio)."""


class ChangeKind(StrEnum):
    """What happened to something from one edition to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing an edition says.

    Attributes:
        words: the thing itself.
        statement: what it rests on; ``None`` where no single statement says it.
    """

    words: str
    statement: Statement | None = None


type Side = Sequence[Said] | None
"""What an edition says of it: empty where it is not stated, ``None`` where not mentioned."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        section: the part of the edition it is in.
        what: the name of what differs, empty where the sentences speak for themselves.
    """

    section: str
    kind: ChangeKind
    what: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two consecutive editions and all that differs between them."""

    scheme: Scheme
    old: Edition
    new: Edition
    changes: Sequence[Change]

    @property
    def anchor(self) -> str:
        """Where the comparison stands on its page; a scheme's newest has the scheme's own name."""
        newest = self.new is self.scheme.newest_first[0]
        return self.scheme.id if newest else f"{self.scheme.id}-{self.new.year}"

    @property
    def by_section(self) -> Mapping[str, Sequence[Change]]:
        """The changes under the parts of the edition they are in, in reading order."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.section, []).append(change)
        return found


def comparisons(catalogue: Catalogue, formatter: Formatter) -> Sequence[Comparison]:
    """Compare each edition with the one before it, the newest first within a scheme."""
    found = []
    for scheme in catalogue.schemes.values():
        editions = scheme.newest_first
        for new, old in pairwise(editions):
            changes = tuple(compare(scheme, old, new, formatter))
            found.append(Comparison(scheme, old, new, changes))
    return found


def compare(scheme: Scheme, old: Edition, new: Edition, formatter: Formatter) -> Iterator[Change]:
    """Yield every difference between two editions, in the order the edition's page has."""
    pair = _Pair(scheme, old, new, formatter)
    for section in ("purpose", "target_group", "applicants"):
        yield from pair.facts(section)
    yield from pair.facts("mentions")
    yield from pair.measures()
    yield from pair.amounts()
    for section in ("funded", "not_funded"):
        yield from pair.facts(section)
    yield from pair.costs()
    yield from pair.duration()
    yield from pair.facts("own_share")
    yield from pair.facts("considerations")
    yield from pair.fact("discretion")
    yield from pair.fact("reservation")
    yield from pair.criteria()
    yield from pair.facts("appropriations")
    yield from pair.deadlines()
    yield from pair.facts("application")
    yield from pair.fact("signature")
    for section in ("evidence", "duties", "reporting"):
        yield from pair.facts(section)


class _Pair:
    """Two editions of one scheme."""

    def __init__(self, scheme: Scheme, old: Edition, new: Edition, formatter: Formatter) -> None:
        self._scheme = scheme
        self._old = old
        self._new = new
        self._formatter = formatter

    def _said(self, statements: Iterable[Statement]) -> list[Said]:
        return [Said(self._formatter.describe(one), one) for one in statements]

    def facts(self, section: str) -> Iterator[Change]:
        """Compare two lists of sentences; one much like another has taken its place."""
        lists = [getattr(edition, section) for edition in (self._old, self._new)]
        if Word.NOT_READ in lists:
            # Of what nobody has read nobody knows whether it has changed.
            return
        before, after = [self._said(facts) if isinstance(facts, tuple) else [] for facts in lists]
        kept = {said.words for said in before} & {said.words for said in after}
        before = [said for said in before if said.words not in kept]
        after = [said for said in after if said.words not in kept]
        nothing_before, nothing_after = [() if v is Word.NOT_STATED else None for v in lists]
        for said in before:
            match = _most_alike(said, after)
            if match is None:
                yield Change(section, ChangeKind.REMOVED, "", [said], nothing_after)
            else:
                after.remove(match)
                yield Change(section, ChangeKind.CHANGED, "", [said], [match])
        for said in after:
            yield Change(section, ChangeKind.ADDED, "", nothing_before, [said])

    def fact(self, section: str) -> Iterator[Change]:
        """Compare two single sentences."""
        facts: list[Fact | Word] = [getattr(e, section) for e in (self._old, self._new)]
        if Word.NOT_READ in facts:
            return
        before, after = [[] if isinstance(f, Word) else self._said([f]) for f in facts]
        yield from _change(section, "", before, after)

    def measures(self) -> Iterator[Change]:
        """Compare which measures there are, their names and their rank."""
        yield from self._by_id("measures", self._ranked)

    def _ranked(self, measure: Measure) -> tuple[str, Sequence[Said]]:
        words = self._formatter.words["changes"]
        name = self._formatter.text(measure.name)
        rank = (
            words["unranked"]
            if measure.priority is Word.NOT_STATED
            else words["priority"].format(number=measure.priority)
        )
        return "", [Said(words["measure"].format(name=name, priority=rank), measure)]

    def _by_id(
        self, section: str, say: Callable[..., tuple[str, Sequence[Said]]]
    ) -> Iterator[Change]:
        olds, news = [
            {one.id: one for one in getattr(edition, section)} for edition in (self._old, self._new)
        ]
        for name in [*olds, *(name for name in news if name not in olds)]:
            before = say(olds[name]) if name in olds else None
            after = say(news[name]) if name in news else None
            what = (after or before or ("", ()))[0]
            yield from _change(
                section, what, before[1] if before else None, after[1] if after else None
            )

    def amounts(self) -> Iterator[Change]:
        """Compare what each measure gives, and what the editions give where they name none."""
        name = self._formatter.text
        for new in self._new.measures:
            old = self._old.measure(new.id)
            if old is not None:
                before, after = self._support(self._old, old), self._support(self._new, new)
                yield from _change("amounts", name(new.name), before, after)
        if not (self._old.measures and self._new.measures):
            before, after = self._support(self._old, None), self._support(self._new, None)
            yield from _change("amounts", "", before, after)

    def _support(self, edition: Edition, measure: Measure | None) -> Sequence[Said]:
        words = self._formatter.words["changes"]
        support = (measure.support if measure else None) or edition.support
        if isinstance(support, Discretionary):
            return [Said(words["discretionary"], support.basis)]
        if isinstance(support, Composed):
            return self._said([statement for _, statement in statements(support)])
        if not isinstance(support, RateTable):
            return [Said(words["no_amount"])]
        said = self._said(support.rates)
        if support.max_positions is not Word.NOT_STATED:
            said += self._said([support.max_positions])
        if support.pre_project is not Word.NOT_STATED:
            said.append(Said(self._formatter.pre_project(support.pre_project), support.pre_project))
        return said

    def costs(self) -> Iterator[Change]:
        """Compare which classes of costs are covered."""
        for name, old in self._old.costs.items():
            before, after = self._said([old]), self._said([self._new.costs[name]])
            yield from _change("costs", self._formatter.cost_class(name), before, after)

    def duration(self) -> Iterator[Change]:
        """Compare for how long the grant is given."""
        durations = [edition.duration for edition in (self._old, self._new)]
        if Word.NOT_READ in durations:
            return
        before, after = [[] if isinstance(d, Word) else self._said([d]) for d in durations]
        yield from _change("duration", "", before, after)

    def criteria(self) -> Iterator[Change]:
        """Compare the conditions the checker decides."""
        yield from self._by_id("criteria", self._criterion)

    def _criterion(self, criterion: Criterion) -> tuple[str, Sequence[Said]]:
        kinds = self._formatter.words["edition"]["kinds"]
        return kinds[criterion.kind.value], self._said([criterion])

    def deadlines(self) -> Iterator[Change]:
        """Compare the dates; whose they are is said with each, for editions rest on other calls."""
        kinds = self._formatter.words["deadlines"]["kinds"]
        for kind in DeadlineKind:
            before, after = (self._dates(edition, kind) for edition in (self._old, self._new))
            yield from _change("deadlines", kinds[kind.value], before, after)

    def _dates(self, edition: Edition, kind: DeadlineKind) -> Sequence[Said]:
        return [
            Said(
                self._formatter.words["changes"]["date"].format(
                    date=self._formatter.date(dated.deadline.date),
                    authority=self._formatter.authority(dated.authority),
                ),
                dated.deadline,
            )
            for dated in dated_calls(self._scheme, edition)
            if dated.deadline.kind is kind and not dated.deadline.earlier_round
        ]


def _change(section: str, what: str, before: Side, after: Side) -> Iterator[Change]:
    """Yield the change between two sides, or nothing where they say the same."""
    if before is None and after is not None:
        yield Change(section, ChangeKind.ADDED, what, None, after)
    elif after is None and before is not None:
        yield Change(section, ChangeKind.REMOVED, what, before, None)
    elif before is not None and after is not None and _words(before) != _words(after):
        kind = ChangeKind.CHANGED
        if not before or not after:
            kind = ChangeKind.REMOVED if before else ChangeKind.ADDED
        yield Change(section, kind, what, before, after)


def _words(side: Sequence[Said]) -> Sequence[str]:
    return [said.words for said in side]


def _most_alike(said: Said, others: Sequence[Said]) -> Said | None:
    """Return the sentence that deals with the same matter in much the same words, if any."""

    def likeness(other: Said) -> float:
        return _likeness(said.words, other.words)

    best = max(others, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _SAME_MATTER else None


# It takes its time, and what two editions say differently, the next build finds again.
@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
