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

UNLIKELY: Final = frozenset(
    {
        "amount-of-nothing",
        "another-basis",
        "another-number-of-rates",
        "beyond-all-appropriations",
        "cap-below-rate",
        "date-twice",
        "day-unlike-deadlines",
        "decision-before-deadline",
        "directorate-of-nothing",
        "end-far-off",
        "far-from-its-year",
        "languages-unlike",
        "many-years",
        "mark-lost",
        "meeting-after-deadline",
        "more-than-there-is",
        "name-twice",
        "no-postal-code",
        "note-of-another-year",
        "number-lost",
        "rank-missing",
        "rate-rises",
        "replaces-what-goes-on",
        "review-far-off",
        "reviewed-long-before",
        "rounds-overlap",
        "row-of-another-county",
        "said-twice",
        "second-deadline",
        "source-of-nothing",
        "text-unlike-value",
        "text-without-end",
        "unlike-its-like",
        "unusual-amount",
        "unusual-positions",
        "year-out-of-age",
        "years-left-unlike-duration",
    }
)
"""What a source may say all the same. Whoever has seen that it does says so beside the value, under
``plausible``; anything else is a mistake."""


def find_doubts(catalogue: Catalogue) -> list[Problem]:
    """Return everything in the data that cannot be, or is hardly, meant."""
    return [problem for check in _CHECKS for problem in check(catalogue)]
