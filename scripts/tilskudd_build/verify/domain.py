"""The finitely many values that stand for every answer to a question.

A condition compares an answer with values the data names. Two answers that come out alike in every
comparison cannot be told apart by any condition, so one of them stands for both. For a choice every
option is kept all the same; for a list only the options that some condition looks for matter; for a
number or a date it is enough to stand below, on and above every threshold. A measure of another
scheme is a case of its own: it says nothing here, or what a measure that covers it says.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.answers import ANSWERS, OTHER_MEASURE, SCOPED_KINDS, Kind
from tilskudd_rules.situation import measure_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tilskudd_rules.conditions import Comparison
    from tilskudd_rules.model import Catalogue, Edition, Question, Scheme

UNANSWERED: Final = None
"""Stands for an answer that is not given."""

_NUMBERS: Final = (Kind.COUNT, Kind.KRONER, Kind.YEAR)


class Domains:
    """The values of every answer, seen from one edition or from several together.

    Args:
        catalogue: the rules, for the questions and the registers.
        editions: the editions whose measures count.
        comparisons: every comparison that the values must tell apart.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        editions: Sequence[Edition],
        comparisons: Iterable[Comparison],
    ) -> None:
        self._catalogue = catalogue
        self._editions = editions
        self._questions = {question.answer: question for question in catalogue.questions}
        self._comparisons: dict[str, list[Comparison]] = {}
        for comparison in comparisons:
            self._comparisons.setdefault(comparison.answer, []).append(comparison)

    @property
    def answers(self) -> list[str]:
        """The answers that are compared, in the order of the contract."""
        return [answer for answer in ANSWERS if answer in self._comparisons]

    def values(self, answer: str) -> tuple[Any, ...]:
        """Return values that together do all that the answer can do, as one scheme sees them."""
        question = self._questions[answer]
        compared = self._comparisons.get(answer, [])
        kind = SCOPED_KINDS.get(answer, ANSWERS[answer])
        if kind is Kind.BOOLEAN:
            return (True, False)
        if kind is Kind.CHOICE:
            return tuple(str(option.id) for option in question.options)
        if kind is Kind.CHOICES:
            return _lists(compared, [str(option.id) for option in question.options])
        if kind is Kind.SCHEMES:
            return _lists(compared, list(self._catalogue.schemes))
        if kind is Kind.AUTHORITY:
            return _some(compared, list(self._catalogue.authorities))
        if kind is Kind.MEASURE:
            return self._measures()
        if kind is Kind.DATE:
            return _days(compared)
        if kind in _NUMBERS:
            return _numbers(compared, question)
        # No condition can look at an answer of any other kind.
        return ()

    def classes(self, answer: str) -> tuple[Any, ...]:
        """Return one value for each way the answer can come out of all its comparisons."""
        found: dict[tuple[bool | None, ...], Any] = {}
        for value in self.values(answer):
            outcome = tuple(c.holds({answer: value}) for c in self._comparisons.get(answer, []))
            found.setdefault(outcome, value)
        return tuple(found.values())

    def elsewhere(self) -> tuple[str, ...]:
        """Return measures of other schemes: one for each thing that naming it can say here.

        Named by an applicant, it is what one of the editions' own measures covers, or nothing.
        """
        own = self._measures()
        found: dict[tuple[str | None, ...], str] = {}
        for name in _measures_of(self._catalogue.schemes.values()):
            if name not in own:
                found.setdefault(tuple(self._seen(name)), name)
        return tuple(found.values())

    def _seen(self, measure: str) -> Iterator[str | None]:
        for edition in self._editions:
            yield measure_in(self._catalogue.schemes[edition.scheme], edition, measure)

    def _measures(self) -> tuple[str, ...]:
        """Return what the editions name, what the schemes name in other years, and ``other``."""
        schemes = [self._catalogue.schemes[edition.scheme] for edition in self._editions]
        own = [str(measure.id) for edition in self._editions for measure in edition.measures]
        return tuple(dict.fromkeys((*own, *_measures_of(schemes), OTHER_MEASURE)))


def _measures_of(schemes: Iterable[Scheme]) -> Iterator[str]:
    for scheme in schemes:
        for edition in scheme.editions.values():
            yield from (str(measure.id) for measure in edition.measures)


def compared_with(comparisons: Iterable[Comparison]) -> Iterator[Any]:
    """Yield each single value that the comparisons name."""
    for comparison in comparisons:
        if isinstance(comparison.value, tuple):
            yield from comparison.value
        else:
            yield comparison.value


def _lists(compared: Sequence[Comparison], options: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return every way to tick the options that some comparison looks for."""
    looked_for = set(compared_with(compared))
    matter = [option for option in options if option in looked_for]
    return tuple(chosen for size in range(len(matter) + 1) for chosen in combinations(matter, size))


def _some(compared: Sequence[Comparison], known: Sequence[str]) -> tuple[str, ...]:
    """Return the words compared with, and one that stands for all the others."""
    named = set(compared_with(compared))
    others = [word for word in known if word not in named]
    return (*(word for word in known if word in named), *others[:1])


def _numbers(compared: Sequence[Comparison], question: Question) -> tuple[int, ...]:
    """Return the ends of what may be answered, and below, on and above each threshold."""
    low, high = question.minimum, question.maximum
    found = {end for end in (low, high) if end is not None}
    for threshold in compared_with(compared):
        found |= {threshold - 1, threshold, threshold + 1}
    return tuple(
        sorted(
            number
            for number in found
            if (low is None or number >= low) and (high is None or number <= high)
        )
    )


def _days(compared: Sequence[Comparison]) -> tuple[str, ...]:
    """Return the day before, the day itself and the day after each date compared with."""
    found = {
        (date.fromisoformat(day) + timedelta(days=days)).isoformat()
        for day in compared_with(compared)
        for days in (-1, 0, 1)
    }
    return tuple(sorted(found))
