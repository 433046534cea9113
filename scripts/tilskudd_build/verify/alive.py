"""Laws about what the data holds: nothing stands there that no applicant can ever meet."""

from __future__ import annotations

import json
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.terminal.interview import Interview
from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.days import around, dates_of
from tilskudd_build.verify.domain import Domains
from tilskudd_build.verify.subjects import DECIDING, given
from tilskudd_rules.answers import OTHER_MEASURE
from tilskudd_rules.api import Checker
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.model import supports
from tilskudd_rules.schema import Word
from tilskudd_rules.situation import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject, Values
    from tilskudd_build.verify.world import Shown, World
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Catalogue, Measure, Relation
    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.result import PartResult, SchemeResult

_UNREADABLE: Final = (
    "{",
    "[]",
    '{"year": 2023, "year": 2024}',
    '{"yaer": 2023}',
    '{"qqqqqqqq": 1}',
    '{"year": "x", "applicant_type": 1, "new_measure": 1, "partners": 1, "costs": 1}',
    '{"positions_percent": "x"}',
    '{"positions_percent": []}',
    '{"positions_percent": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}',
    '{"measure": "qqqqqqqq", "measures": 1, "authority": "innlande"}',
    '{"year": -1}',
    '{"as_of": "i dag"}',
    '{"as_of": "0023-01-01"}',
    '{"municipality": "0000"}',
    '{"municipality": "qqqq"}',
    " " * (MOST_CHARACTERS + 1),
    '{"partners": [' + "1, " * 99 + "1]}",
)
"""Situations with each mistake that can be made; two more are made from the registers."""


def measures_alive(world: World) -> Cases:
    """With every measure somebody may apply, and naming it says more than naming none of them."""
    for subject in world.subjects:
        if not subject.eligible:
            continue
        for index, measure in enumerate(subject.edition.measures):
            path = (*subject.path, "measures", index)
            yield _dead_measure(world, subject, measure, path)


def _dead_measure(
    world: World, subject: Subject, measure: Measure, path: DataPath
) -> Finding | None:
    values = subject.open_to.get(str(measure.id))
    if values is None:
        bare = {**subject.eligible[0], "measure": str(measure.id)}
        return _of_measure(subject, measure, path, bare, "refused")
    # To one sort of applicant it may make no difference, if it opens or closes a door to another.
    cells = [cell.values for cell in subject.verdicts.complete()]
    naming = [one for one in cells if one.get("measure") == measure.id] or [values]
    if any(_makes_a_difference(world, subject, one) for one in naming):
        return None
    return _of_measure(subject, measure, path, values, "alike")


def _makes_a_difference(world: World, subject: Subject, values: Values) -> bool:
    """Tell whether a measure is told of otherwise than one that no scheme names."""
    own = subject.try_check(values)
    other = subject.try_check({**values, "measure": OTHER_MEASURE})
    if own is None or other is None:
        return True
    told = _told(world.evaluator.scheme_result(own))
    return told != _told(world.evaluator.scheme_result(other))


def _of_measure(
    subject: Subject, measure: Measure, path: DataPath, values: Mapping[str, Any], says: str
) -> Finding:
    return Finding(
        at=path, says=says, values={"measure": measure.id}, situation=subject.situation(values)
    )


def questions_alive(world: World) -> Cases:
    """The answer to every question changes a verdict, an amount, a warning, a date or a duty."""
    varied: dict[str, list[Shown]] = {}
    for shown in world.gallery:
        if shown.base is not None:
            varied.setdefault(shown.varied, []).append(shown)
    places = _places(world.catalogue)
    for question in world.catalogue.questions:
        pairs = varied.get(question.key, [])
        if (
            any(_told(one.result) != _told(one.base.result) for one in pairs if one.base)
            or _changes_a_condition(world, question.key)
            or _changes_the_whole(world, question.key)
        ):
            yield None
        else:
            example = pairs[-1] if pairs else None
            yield Finding(
                at=places[question.key],
                values={"answer": question.key},
                situation=None if example is None else example.subject.situation(example.values),
            )


def _places(catalogue: Catalogue) -> dict[str, DataPath]:
    """Return where each question stands: in its scheme's folder, or among the common ones."""
    places: dict[str, DataPath] = {}
    for name, scheme in catalogue.schemes.items():
        for index, question in enumerate(scheme.questions):
            places[question.key] = ("schemes", name, "questions", index)
    common = (one.key for one in catalogue.questions if one.key not in places)
    return {**places, **{key: ("questions", index) for index, key in enumerate(tuple(common))}}


def _changes_a_condition(world: World, answer: str) -> bool:
    """Tell whether two situations that differ in this answer alone differ in a condition."""
    for subject in world.subjects:
        for ruled, table in subject.tables:
            if answer not in table.answers:
                continue
            for cell in table:
                refined = [one for other, one in table.refinements(cell) if other == answer]
                if len({ruled.held(one.known) for one in refined}) > 1:
                    return True
    return False


def _changes_the_whole(world: World, answer: str) -> bool:
    """Tell whether the year or the municipality changes the result over all schemes."""
    if answer == "year":
        values: list[Any] = list(world.years)
        results = [world.evaluate({"year": year})["schemes"] for year in values]
        return any(one != other for one, other in pairwise(results))
    if answer != "municipality":
        return False
    one_of_each = {m.county_governor: m.number for m in world.catalogue.municipalities.values()}
    return any(
        _told(one) != _told(other)
        for subject in world.subjects
        for number in one_of_each.values()
        for one, other in zip(
            world.evaluate({"year": subject.year})["schemes"],
            world.evaluate({"year": subject.year, "municipality": number})["schemes"],
            strict=True,
        )
    )


def _told(result: SchemeResult) -> dict[str, Any]:
    """Return what a result says besides the answers it repeats and those it asks for."""
    told: dict[str, Any] = {**result}
    for repeats in ("measure", "missing", "near_misses"):
        del told[repeats]
    told["criteria"] = [(one["id"], one["status"]) for one in result["criteria"]]
    return told


def messages_alive(world: World) -> Cases:
    """Every sentence is said in some result, refusal or question.

    What is said of dates is tried with calls made up, too: a sentence is not dead because no
    deadline of the data falls on a Sunday this year. So is what is said of a pre-project.
    """
    said = world.marks.found_in("".join(_everything_said(world)))
    for path, name in _sentences(world):
        if path in said:
            yield None
        else:
            yield Finding(at=path, values={"sentence": name})


def _sentences(world: World) -> Iterator[tuple[DataPath, str]]:
    """Yield the sentences that must be said; what another law finds dead is left to it."""
    for name in world.catalogue.texts:
        yield ("texts", name), name
    for subject in world.subjects:
        outcomes = {r.path: {r.held(c.known) for c in t} for r, t in subject.tables}
        for path, criterion in subject.criteria:
            reached = outcomes[*path, "when"]
            if True in reached:
                yield (*path, "met"), f"{criterion.id}: met"
            if False in reached:
                yield (*path, "not_met"), f"{criterion.id}: not_met"
                if criterion.remedy is not Word.NONE:
                    yield (*path, "remedy"), f"{criterion.id}: remedy"
        evidence = subject.edition.evidence
        for index, item in enumerate(evidence if isinstance(evidence, tuple) else ()):
            path = (*subject.path, "evidence", index)
            if outcomes.get((*path, "when")) != {False}:
                yield (*path, "text"), str(item.id)


def _everything_said(world: World) -> Iterator[str]:
    for shown in world.gallery:
        yield _written(shown.result)
    for year in world.years:
        yield _written(world.evaluate({"year": year}))
    yield from map(_written, _results_of_imagined_calls(world))
    checker = Checker(json.dumps(world.data))
    for text in (*_UNREADABLE, *_made_mistakes(world)):
        yield checker.check(text)
    yield from _conversation(world, checker)


def _written(result: object) -> str:
    return json.dumps(result, ensure_ascii=False)


def _results_of_imagined_calls(world: World) -> Iterator[SchemeResult]:
    imagination = world.imagination
    for subject, authority in world.imagined_applicants:
        yield world.evaluator.scheme_result(subject.check(given({"authority": authority})))
    for subject, authority in product(imagination.one_round(), imagination.authorities):
        for day in around(dates_of(subject.edition)):
            for days in ({"as_of": day}, {"as_of": day, "submitted_on": day}):
                check = subject.check(given({"authority": authority, **days}))
                yield world.evaluator.scheme_result(check)
    yield world.evaluator.scheme_result(imagination.follows_the_municipality())
    yield world.evaluator.scheme_result(imagination.speaks_of_a_pre_project())
    yield from map(world.evaluator.scheme_result, world.imagined_support.checks())


def _made_mistakes(world: World) -> Iterator[str]:
    """Yield mistakes with what the registers hold: authorities and municipalities."""
    municipality = next(iter(world.catalogue.municipalities.values()))
    others = [a for a in world.catalogue.authorities if a != municipality.county_governor]
    yield json.dumps({"municipality": municipality.number, "authority": others[0]})
    for number in world.catalogue.former_municipalities:
        yield json.dumps({"municipality": number})


def _conversation(world: World, checker: Checker) -> Iterator[str]:
    """Yield all that is said to somebody who passes every question over, in each year."""
    said: list[str] = []

    def pass_over(prompt: str) -> str:
        said.append(prompt)
        return ""

    for year in sorted({subject.year for subject in world.subjects}):
        interview = Interview(checker, world.catalogue, read=pass_over, tell=said.append)
        interview.run({"year": year})
    yield from said


def rates_alive(world: World) -> Cases:
    """Every rate, and every amount for a pre-project, is shown to somebody."""
    places = (
        year["source"]["place"]
        for shown in world.gallery
        for year in shown.result["amount"]["years"]
    )
    found = world.marks.found_in("".join(places))
    prepared = {
        id(shown.check.support) for shown in world.gallery if shown.result["amount"]["pre_project"]
    }
    for path, table in world.tables:
        if _is_of_dead_measure(world, path):
            continue
        for index in range(len(table.rates)):
            at = (*path, "rates", index)
            yield None if at in found else Finding(at=at, says="rate")
        if table.pre_project is not Word.NOT_STATED:
            fine = id(table) in prepared
            yield None if fine else Finding(at=(*path, "pre_project"), says="pre-project")
    parts = (part["source"] for shown in world.gallery for part in _parts_of(shown.result))
    told = world.marks.found_in("".join(source["place"] for source in parts))
    for path in _composed_amounts(world):
        yield None if path in told else Finding(at=path, says="rate")


def _parts_of(result: SchemeResult) -> Iterator[PartResult]:
    for year in result["amount"]["years"]:
        yield from year["parts"]


def _composed_amounts(world: World) -> Iterator[DataPath]:
    """Yield the place of every yearly amount of the parts that support is composed of."""
    for subject in world.subjects:
        for path, support in supports(subject.edition, subject.path):
            for index, part in enumerate(support.parts if isinstance(support, Composed) else ()):
                for number in range(0 if isinstance(part, CostShare) else len(part.amounts)):
                    yield (*path, "parts", index, "amounts", number)


def _is_of_dead_measure(world: World, path: DataPath) -> bool:
    """Tell whether the rates belong to a measure, or an edition, that nobody can apply for."""
    for subject in world.subjects:
        if path[: len(subject.path)] != subject.path:
            continue
        if not subject.eligible:
            return True
        for index, measure in enumerate(subject.edition.measures):
            if path[: len(subject.path) + 2] == (*subject.path, "measures", index):
                return str(measure.id) not in subject.open_to
    return False


def relations_reachable(world: World) -> Cases:
    """Every relation holds for somebody who may apply for both schemes, and is then told."""
    for index, relation in enumerate(world.catalogue.relations):
        path = ("relations", index)
        witness = _witness(world, relation)
        values = {"relation": relation.id}
        if witness is None:
            yield Finding(at=(*path, "when"), says="unreachable", values=values)
            continue
        conflicts = world.evaluate(witness)["across"]["conflicts"]
        if (*path, "text") in world.marks.found_in(_written(conflicts)):
            yield None
        else:
            yield Finding(at=path, says="untold", values=values, situation=witness)


def _witness(world: World, relation: Relation) -> dict[str, Any] | None:
    """Return a situation in which both schemes may be applied for and each sees the relation."""
    one, other = (
        [s for s in world.subjects if s.scheme.id == scheme] for scheme in relation.schemes
    )
    for first, second in product(one, other):
        years = [y for y in world.years if first.holds_in(y) and second.holds_in(y)]
        for year in years:
            # The year alone may settle that the relation never holds.
            if not relation.holds_in(year) or relation.when.holds({"year": year}) is False:
                continue
            found = _both(world, relation, (first, second), year)
            if found is not None:
                return found
    return None


def _both(
    world: World, relation: Relation, pair: tuple[Subject, Subject], year: int
) -> dict[str, Any] | None:
    deciding = [c.when for s in pair for c in s.edition.criteria if c.kind in DECIDING]
    domains = Domains(
        world.catalogue,
        [subject.edition for subject in pair],
        [c for when in (relation.when, *deciding) for c in when.comparisons()],
    )
    answers = [answer for answer in domains.answers if answer != "year"]
    # Two measures that no condition tells apart can still be different ones to each scheme.
    values = {a: (domains.values if a == "measure" else domains.classes)(a) for a in answers}
    for chosen in product(*values.values()):
        answered = {**dict(zip(answers, chosen, strict=True)), "year": year}
        checks = [(str(subject.scheme.id), subject.try_check(answered)) for subject in pair]
        if all(one is not None and _holds_for(relation, scheme, one) for scheme, one in checks):
            received = answered.pop("grant_years_received", None)
            if received is not None:
                answered["grant_years_received"] = {str(s.scheme.id): received for s in pair}
            return answered
    return None


def _holds_for(relation: Relation, scheme: str, check: SchemeCheck) -> bool:
    """Tell whether the relation holds as a scheme sees the answers, and it may be applied for.

    The one that is preferred may not be one that a person has to judge.
    """
    barred = {"not_eligible", "assessment"} if relation.prefer == scheme else {"not_eligible"}
    return check.eligibility not in barred and relation.when.holds(check.answers) is True
