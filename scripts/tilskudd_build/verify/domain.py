"""The finitely many values that stand for every answer to a question.

A condition compares an answer with values the data names. Two answers that come out alike in every
comparison cannot be told apart by any condition, so one of them stands for both. For a choice every
option is kept all the same; for a list only the options that some condition looks for matter; for a
number or a date it is enough to stand below, on and above every threshold. A measure of another
scheme is a case of its own: it says nothing here, or what a measure that covers it says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.registers import Asked, measures_of
from tilskudd_rules.situation import measure_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tilskudd_rules.conditions import Comparison
    from tilskudd_rules.model import Catalogue, Edition

UNANSWERED: Final = None
"""Stands for an answer that is not given."""


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
        self._questions = {question.key: question for question in catalogue.questions}
        self._comparisons: dict[str, list[Comparison]] = {}
        for comparison in comparisons:
            self._comparisons.setdefault(comparison.answer, []).append(comparison)

    @property
    def answers(self) -> list[str]:
        """The answers that are compared, in the order they are asked."""
        return [answer for answer in self._questions if answer in self._comparisons]

    def values(self, answer: str) -> tuple[Any, ...]:
        """Return values that together do all that the answer can do, as one scheme sees them."""
        compared = set(compared_with(self._comparisons.get(answer, ())))
        return self._questions[answer].kind_of_answer.in_scheme.values(self.asked(answer), compared)

    def asked(self, answer: str) -> Asked:
        """Return the question with what these editions know that it can name."""
        return Asked(self._questions[answer], self._catalogue, self._measures)

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
        own = self._measures
        found: dict[tuple[str | None, ...], str] = {}
        for name in measures_of(self._catalogue.schemes.values()):
            if name not in own:
                found.setdefault(tuple(self._seen(name)), name)
        return tuple(found.values())

    def _seen(self, measure: str) -> Iterator[str | None]:
        for edition in self._editions:
            yield measure_in(self._catalogue.schemes[edition.scheme], edition, measure)

    @cached_property
    def _measures(self) -> tuple[str, ...]:
        """Return what the editions name, and what their schemes name in other years."""
        schemes = [self._catalogue.schemes[edition.scheme] for edition in self._editions]
        own = [str(measure.id) for edition in self._editions for measure in edition.measures]
        return tuple(dict.fromkeys((*own, *measures_of(schemes))))


def compared_with(comparisons: Iterable[Comparison]) -> Iterator[Any]:
    """Yield each single value that the comparisons name."""
    for comparison in comparisons:
        if isinstance(comparison.value, tuple):
            yield from comparison.value
        else:
            yield comparison.value
