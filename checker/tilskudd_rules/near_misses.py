"""The smallest sets of changed answers after which nothing bars the applicant.

Only answers the applicant can change are searched, never facts such as what it received before;
which they are is data (``changeable`` on the question).
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.answers import ANSWERS, Kind
from tilskudd_rules.check import SchemeCheck, eligibility, outcomes
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.describe import Describer
    from tilskudd_rules.model import Catalogue, Criterion
    from tilskudd_rules.result import ChangeResult, Eligibility, NearMissResult
    from tilskudd_rules.wording import Wording

type _Ways = dict[Eligibility, list[tuple[Any, ...]]]

_DECIDING: Final = frozenset({CriterionKind.ELIGIBILITY, CriterionKind.ASSESSMENT})
_MOST_CHANGES: Final = 3
"""More changes than this is another plan, not a near miss."""


class Changes:
    """Answers that could be other than they are, with the values they could have.

    Args:
        catalogue: the rules, for the questions.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._questions = {q.answer: q for q in catalogue.questions if q.changeable}

    def of(self, check: SchemeCheck) -> dict[str, list[Any]]:
        """Return the other values of each answer given that a failed criterion looks at."""
        looked_at = {
            comparison.answer
            for criterion in barring(check)
            for comparison in criterion.when.comparisons()
        }
        return {
            answer: list(self._values(answer, check))
            for answer in ANSWERS
            if answer in looked_at and answer in self._questions and answer in check.answers
        }

    def _values(self, answer: str, check: SchemeCheck) -> Iterator[Any]:
        given = check.answers[answer]
        kind = ANSWERS[answer]
        if kind is Kind.BOOLEAN:
            yield not given
        elif kind is Kind.MEASURE:
            yield from (m.id for m in check.edition.measures if m.id != given)
        elif kind is Kind.CHOICE:
            yield from (o.id for o in self._questions[answer].options if o.id != given)
        elif kind is Kind.CHOICES:
            for option in self._questions[answer].options:
                if option.id in given:
                    yield tuple(one for one in given if one != option.id)
                else:
                    yield (*given, option.id)


def barring(check: SchemeCheck) -> list[Criterion]:
    """Return the eligibility criteria that are not met."""
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
    """
    if check.eligibility != "not_eligible":
        return []
    failed = barring(check)
    values = changes.of(check)
    found: list[tuple[tuple[str, ...], _Ways]] = []
    for size in range(1, _MOST_CHANGES + 1):
        for answers in combinations(values, size):
            if any(set(smaller) <= set(answers) for smaller, _ in found):
                continue
            ways = _ways_out(check, answers, [values[answer] for answer in answers])
            if ways:
                found.append((answers, ways))
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
        for answers, ways in found
        for changed, leads_to in _grouped(check, answers, ways, describer)
    ]


def _ways_out(check: SchemeCheck, answers: Sequence[str], values: Sequence[Sequence[Any]]) -> _Ways:
    """Return the combinations of values that leave nothing unmet, by the verdict they lead to."""
    deciding = [one for one in check.edition.criteria if one.kind in _DECIDING]
    ways: _Ways = {}
    for way in product(*values):
        changed = {**check.answers, **dict(zip(answers, way, strict=True))}
        verdict = eligibility(outcomes(deciding, changed))
        if verdict != "not_eligible":
            ways.setdefault(verdict, []).append(way)
    return ways


def _grouped(
    check: SchemeCheck, answers: Sequence[str], ways: _Ways, describer: Describer
) -> Iterator[tuple[list[ChangeResult], Eligibility]]:
    """Yield the ways out of one set of answers, together where any combination will do."""
    for leads_to, alike in ways.items():
        columns = [list(dict.fromkeys(column)) for column in zip(*alike, strict=True)]
        free = len(list(product(*columns))) == len(alike)
        for group in [columns] if free else [[[value] for value in way] for way in alike]:
            changes = zip(answers, group, strict=True)
            yield [_change(check, answer, to, describer) for answer, to in changes], leads_to


def _change(check: SchemeCheck, answer: str, to: list[Any], describer: Describer) -> ChangeResult:
    return {
        "answer": answer,
        "question": describer.question(answer),
        "given": describer.value(answer, check.answers[answer], check.edition),
        "to": to,
        "to_labels": [describer.value(answer, value, check.edition) for value in to],
    }
