"""The smallest sets of changed answers after which nothing bars the applicant.

Only answers the applicant can change are searched, never facts such as what it received before;
which they are is data (``changeable`` on the question).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations, product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.model import CriterionKind
from tilskudd_rules.registers import Asked
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.describe import Describer
    from tilskudd_rules.model import Catalogue, Criterion
    from tilskudd_rules.result import ChangeResult, Eligibility, NearMissResult
    from tilskudd_rules.wording import Wording

type _Way = tuple[tuple[str, Any], ...]
"""Answers with what to change them to."""
type _Ways = dict[Eligibility, list[_Way]]

_CHANGES: Final = range(1, 4)
"""How many changes a way out has: more than three is another plan, not a near miss."""


class Changes:
    """Answers that could be other than they are, with the values they could have.

    Args:
        catalogue: the rules, for the questions.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._questions = [q for q in catalogue.questions if q.changeable]

    def of(self, check: SchemeCheck) -> dict[str, list[Any]]:
        """Return the other values of each answer given that a failed criterion looks at."""
        looked_at: dict[str, list[Any]] = defaultdict(list)
        for criterion in barring(check):
            for comparison in criterion.when.comparisons():
                value = comparison.value
                looked_at[comparison.answer] += value if isinstance(value, tuple) else [value]
        own = [str(measure.id) for measure in check.edition.measures]
        return {
            question.key: list(
                question.kind_of_answer.others(
                    check.answers[question.key],
                    Asked(question, self._catalogue, own),
                    looked_at[question.key],
                )
            )
            for question in self._questions
            if question.key in looked_at and question.key in check.answers
        }


def barring(check: SchemeCheck) -> list[Criterion]:
    """Return the eligibility criteria that are not met.

    >>> [str(criterion.id) for criterion in barring(barred)], barring(check)
    (['kommune-soker'], [])
    """
    return [
        criterion
        for criterion, held in check.outcomes
        if criterion.kind is CriterionKind.ELIGIBILITY and held is False
    ]


def near_misses(
    check: SchemeCheck, changes: Changes, describer: Describer, wording: Wording
) -> list[NearMissResult]:
    """Return every smallest way out for a scheme the applicant cannot get, fewest changes first.

    A way out leaves no eligibility criterion unmet; open answers stay open, so it may still lead
    to a verdict that waits for them.

    >>> near_misses(check, Changes(catalogue), describer, wording)
    []
    """
    if check.eligibility != "not_eligible":
        return []
    failed = barring(check)
    values = changes.of(check)
    found: dict[tuple[str, ...], _Ways] = {}
    for size in _CHANGES:
        for answers in combinations(values, size):
            if any(set(answers).issuperset(smaller) for smaller in found):
                continue
            ways = _ways_out(check, {answer: values[answer] for answer in answers})
            if ways:
                found[answers] = ways
    return [
        {
            "changes": changed,
            "criteria": [str(criterion.id) for criterion in failed],
            "message": " ".join(
                wording.text(criterion.remedy)
                for criterion in failed
                if criterion.remedy is not Word.NONE
            ),
            "leads_to": leads_to,
        }
        for ways in found.values()
        for changed, leads_to in _grouped(check, ways, describer)
    ]


def _ways_out(check: SchemeCheck, values: Mapping[str, Sequence[Any]]) -> _Ways:
    """Return the combinations of values that leave nothing unmet, by the verdict they lead to."""
    ways: _Ways = {}
    for way in product(*([(answer, to) for to in others] for answer, others in values.items())):
        verdict = check.eligibility_with(dict(way))
        if verdict != "not_eligible":
            ways.setdefault(verdict, []).append(way)
    return ways


def _grouped(
    check: SchemeCheck, ways: _Ways, describer: Describer
) -> Iterator[tuple[list[ChangeResult], Eligibility]]:
    """Yield the ways out of one set of answers, together where any combination will do.

    A list of values for each answer says that any one goes with any other. So ways are put together
    only where there are as many as the lists have combinations; else each is told alone.
    """
    for leads_to, alike in ways.items():
        whole = _together(alike)
        free = prod(map(len, whole.values())) == len(alike)
        for group in [whole] if free else [_together([way]) for way in alike]:
            changes = group.items()
            yield [_change(check, answer, to, describer) for answer, to in changes], leads_to


def _together(ways: Sequence[_Way]) -> dict[str, list[Any]]:
    """Return what each answer is changed to in some of these ways."""
    values: defaultdict[str, list[Any]] = defaultdict(list)
    for answer, to in chain.from_iterable(ways):
        if to not in values[answer]:
            values[answer].append(to)
    return values


def _change(check: SchemeCheck, answer: str, to: list[Any], describer: Describer) -> ChangeResult:
    return {
        "answer": answer,
        "question": describer.question(answer),
        "given": describer.value(answer, check.answers[answer], check.edition),
        "to": to,
        "to_labels": [describer.value(answer, value, check.edition) for value in to],
    }
