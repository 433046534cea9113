"""Laws about each edition's conditions: none is idle, and together they let somebody through."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.subjects import DECIDING
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.statements import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Ruled, Subject, Table, Values
    from tilskudd_build.verify.world import World
    from tilskudd_rules.model import Criterion
    from tilskudd_rules.problems import Path as DataPath

type _Vectors = dict[tuple[bool | None, ...], Values]
"""Each combination of the deciding criteria's outcomes, with answers that give it."""


def criterion_can_be_met(world: World) -> Cases:
    """Every condition of a criterion or of evidence is met in some situation."""
    for subject in world.subjects:
        for ruled, table in subject.tables:
            yield _reaches(subject, ruled, table, outcome=True)


def criterion_can_fail(world: World) -> Cases:
    """Every condition of a criterion or of evidence is not met in some situation."""
    for subject in world.subjects:
        for ruled, table in subject.tables:
            yield _reaches(subject, ruled, table, outcome=False)


def no_contradiction(world: World) -> Cases:
    """No two criteria that the verdict rests on exclude each other."""
    for subject in world.subjects:
        vectors = _vectors(subject)
        criteria = list(_deciding(subject, vectors))
        for (first, (_, one)), (second, (path, other)) in combinations(criteria, 2):
            if any(vector[first] and vector[second] for vector in vectors):
                yield None
                continue
            meets_one = next(values for vector, values in vectors.items() if vector[first])
            yield Finding(
                at=(*path, "when"),
                values={"criterion": other.id, "other": one.id},
                situation=subject.situation(meets_one),
            )


def eligibility_reachable(world: World) -> Cases:
    """In every edition some applicant may apply.

    A criterion that nobody meets, and two that exclude each other, are told by their own laws;
    what is left is three or more that cannot all be met.
    """
    for subject in world.subjects:
        if subject.eligible:
            yield None
        elif not _is_told_otherwise(subject):
            vectors = _vectors(subject)
            nearest = max(vectors, key=lambda vector: sum(held is True for held in vector))
            yield Finding(
                at=(*subject.path, "criteria"),
                values={"edition": subject.name},
                situation=subject.situation(vectors[nearest]),
            )


def criterion_decides(world: World) -> Cases:
    """Every criterion that the verdict rests on settles it alone in some situation.

    One that fails only where another fails too says nothing of its own.
    """
    for subject in world.subjects:
        if not subject.eligible:
            continue
        vectors = _vectors(subject)
        for index, (path, criterion) in _deciding(subject, vectors):
            failing = {v: values for v, values in vectors.items() if v[index] is False}
            if not failing or any(vector.count(True) == len(vector) - 1 for vector in failing):
                yield None
                continue
            closest = max(failing, key=lambda vector: sum(held is True for held in vector))
            yield Finding(
                at=(*path, "when"),
                values={"criterion": criterion.id},
                situation=subject.situation(failing[closest]),
            )


def attachments_never_decide(world: World) -> Cases:
    """Nothing that the verdict rests on looks at whether an attachment is in hand.

    What is to be attached is a duty: one who has it not yet may apply all the same.
    """
    for subject in world.subjects:
        evidence = subject.edition.evidence
        items = evidence if isinstance(evidence, tuple) else ()
        confirming = {item.confirmed_by: item.id for item in items if item.confirmed_by}
        for answer, attachment in confirming.items():
            for path, criterion in subject.criteria:
                if criterion.kind not in DECIDING or answer not in _looked_at(criterion):
                    yield None
                    continue
                yield Finding(
                    at=(*path, "kind"),
                    values={"criterion": criterion.id, "answer": answer, "attachment": attachment},
                    situation=_failing(subject, criterion),
                )


def readings_never_bar(world: World) -> Cases:
    """No measure bars an applicant unless a source says outright that others get nothing.

    What a source calls prioritised is a priority; whether another measure can get money is for a
    person to assess. In an edition that is carried over all is read; there the edition counts in
    which a source says it.
    """
    for subject in world.subjects:
        for path, criterion in subject.criteria:
            if criterion.kind is not CriterionKind.ELIGIBILITY:
                continue
            is_barred = "measure" in _looked_at(criterion)
            if is_barred and _is_read(criterion) and not _was_said(subject, criterion):
                yield Finding(
                    at=(*path, "kind"),
                    values={"criterion": criterion.id},
                    situation=_failing(subject, criterion),
                )
            else:
                yield None


def _is_read(criterion: Criterion) -> bool:
    return criterion.interpretation or criterion.certainty is Certainty.INTERPRETATION


def _was_said(subject: Subject, criterion: Criterion) -> bool:
    """Tell whether a source of an earlier edition says outright what a criterion asks for."""
    return any(
        one.id == criterion.id and one.when == criterion.when and not _is_read(one)
        for edition in subject.scheme.editions.values()
        if edition.year < subject.year
        for one in edition.criteria
    )


def _looked_at(criterion: Criterion) -> set[str]:
    return {comparison.answer for comparison in criterion.when.comparisons()}


def _failing(subject: Subject, criterion: Criterion) -> dict[str, Any] | None:
    """Return a situation in which this criterion alone is not met, if there is one."""
    failing = (
        cell.values
        for cell in subject.verdicts.complete()
        if cell.check is not None
        and [one for one, held in cell.check.outcomes if not held and one.kind in DECIDING]
        == [criterion]
    )
    values = next(failing, None)
    return None if values is None else subject.situation(values)


def _reaches(subject: Subject, ruled: Ruled, table: Table, *, outcome: bool) -> Finding | None:
    if any(ruled.held(cell.known) is outcome for cell in table):
        return None
    example = next(table.complete(), None)
    return Finding(
        at=ruled.path,
        values={"criterion": ruled.name},
        situation=subject.situation({} if example is None else example.values),
    )


def _vectors(subject: Subject) -> _Vectors:
    found: _Vectors = {}
    for cell in subject.verdicts.complete():
        if cell.check is not None:
            held = {criterion.id: met for criterion, met in cell.check.outcomes}
            # One that says nothing to the applicant stands in nobody's way.
            deciding = (one.id for _, one in subject.criteria if one.kind in DECIDING)
            vector = tuple(held.get(one, True) for one in deciding)
            found.setdefault(vector, cell.values)
    return found


def _deciding(
    subject: Subject, vectors: _Vectors
) -> Iterator[tuple[int, tuple[DataPath, Criterion]]]:
    """Yield the criteria that the verdict rests on and that can be met, with their number."""
    deciding = [found for found in subject.criteria if found[1].kind in DECIDING]
    for index, found in enumerate(deciding):
        if any(vector[index] for vector in vectors):
            yield index, found


def _is_told_otherwise(subject: Subject) -> bool:
    vectors = _vectors(subject)
    numbers = [index for index, _ in _deciding(subject, vectors)]
    some_never_met = len(numbers) < len(next(iter(vectors)))
    return some_never_met or any(
        not any(vector[one] and vector[other] for vector in vectors)
        for one, other in combinations(numbers, 2)
    )
