"""Everything that cannot be meant, and what can be meant all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility import dates, numbers, references, registers, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Problem

_CHECKS: Final[tuple[Callable[[Catalogue], Iterator[Problem]], ...]] = (
    numbers.above_zero,
    numbers.budget,
    numbers.ranks,
    numbers.amounts,
    numbers.rows,
    numbers.siblings,
    numbers.ceilings,
    numbers.caps,
    numbers.positions,
    numbers.years,
    numbers.bounds,
    dates.editions_can_be_asked_for,
    dates.near_their_year,
    dates.rounds,
    dates.steps,
    dates.reviews,
    dates.ends,
    dates.relations_start,
    dates.conditions_on_dates,
    references.authorities,
    references.owners,
    references.successors,
    references.sources,
    references.readings,
    references.addresses,
    registers.municipalities,
    registers.counted,
    registers.frame_growth,
    sentences.whole,
    sentences.languages,
    sentences.years_in_words,
    sentences.names,
    sentences.outcomes,
    sentences.repetitions,
    sentences.values,
)


def find_doubts(catalogue: Catalogue) -> list[Problem]:
    """Return everything in the data that cannot be, or is hardly, meant."""
    return [problem for check in _CHECKS for problem in check(catalogue)]
