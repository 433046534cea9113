"""Laws about each edition's conditions: none is idle, and together they let somebody through."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.subjects import DECIDING

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


def _reaches(subject: Subject, ruled: Ruled, table: Table, *, outcome: bool) -> Finding | None:
    if any(ruled.when.holds(cell.known) is outcome for cell in table):
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
            outcomes = cell.check.outcomes
            vector = tuple(held for criterion, held in outcomes if criterion.kind in DECIDING)
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
