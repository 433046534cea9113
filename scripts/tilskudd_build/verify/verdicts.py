"""Laws about the verdict: there always is one, it can be relied on, and it leads somewhere."""

from __future__ import annotations

import json
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.subjects import DECIDING
from tilskudd_rules import near_misses as ways_out
from tilskudd_rules import questions as questions_
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.result import Eligibility
from tilskudd_rules.shape import words_of
from tilskudd_rules.situation import Situation, read_situation
from tilskudd_rules.statements import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Cell, Subject
    from tilskudd_build.verify.world import World
    from tilskudd_rules.result import NearMissResult

_VERDICTS: Final = frozenset(words_of(Eligibility))
_MOST_CHANGES: Final = 3
"""How many changed answers a way out may take."""


def always_a_verdict(world: World) -> Cases:
    """Every situation ends in exactly one verdict a scheme, and a complete one is never open."""
    for subject in world.subjects:
        for cell in subject.verdicts.cells.values():
            fine = cell.verdict in _VERDICTS
            yield None if fine else _about(subject, cell.values, says="none")
            if fine and cell.is_complete:
                still_open = cell.verdict == "unknown"
                yield _about(subject, cell.values, says="open") if still_open else None
    for subject, values in world.crashes:
        yield _about(subject, values, says="none")
    for shown in world.gallery:
        fine = shown.result["eligibility"] in _VERDICTS
        yield None if fine else _about(shown.subject, shown.values, says="none")
    yield from _every_scheme_once(world)


def _every_scheme_once(world: World) -> Cases:
    situations: list[Mapping[str, Any]] = [{"year": year} for year in world.years]
    situations += [
        {**subject.situation(values), "year": year}
        for subject in world.subjects
        for values in list(subject.open_to.values())[:1]
        for year in (subject.year, subject.year + 1)
    ]
    for situation in situations:
        try:
            result = world.evaluate(situation)
        except Exception:  # noqa: BLE001 - whatever it is, it is a hole in the rules
            yield Finding(at=("questions",), says="crash", situation=situation)
            continue
        told = [one["scheme"] for one in (*result["schemes"], *result["outside"])]
        if sorted(told) == sorted(world.catalogue.schemes):
            yield None
        else:
            yield Finding(at=("questions",), says="schemes", situation=situation)


def verdict_follows_criteria(world: World) -> Cases:
    """The verdict is what the criteria say, and nothing else.

    Refused where a condition for applying is not met; open where one is; left to a person where
    only such criteria fail; granted where all are met.
    """
    for subject in world.subjects:
        for cell in subject.verdicts:
            if cell.verdict not in _VERDICTS:
                continue  # told by a law of its own
            held = {kind: _outcomes(cell, kind) for kind in DECIDING}
            required = held[CriterionKind.ELIGIBILITY]
            judged = held[CriterionKind.ASSESSMENT]
            allowed = {
                "not_eligible": False in required,
                "unknown": False not in required and None in required | judged,
                "assessment": required <= {True} and False in judged and None not in judged,
                "eligible": required | judged <= {True},
            }
            fine = allowed[str(cell.verdict)]
            yield None if fine else _about(subject, cell.values, verdict=cell.verdict)


def _outcomes(cell: Cell, kind: CriterionKind) -> set[bool | None]:
    outcomes = [] if cell.check is None else cell.check.outcomes
    return {held for criterion, held in outcomes if criterion.kind is kind}


def only_criteria_decide(world: World) -> Cases:
    """An answer that no deciding criterion looks at never moves the verdict.

    This is what lets the other laws go through the answers of each condition by themselves.
    """
    for shown in world.gallery:
        looked_at = {*shown.subject.verdicts.answers, "measures"}
        if shown.base is None or shown.varied in looked_at:
            continue
        if shown.check.eligibility == shown.base.check.eligibility:
            yield None
        else:
            yield _about(shown.subject, shown.values, answer=shown.varied)


def order_of_answers(world: World) -> Cases:
    """Neither the order of the answers nor the order inside a list changes anything."""
    for subject in world.subjects:
        for cell in subject.verdicts:
            turned = subject.try_check(_turned(cell.values))
            same = turned is not None and turned.outcomes == _held(cell)
            same = same and turned is not None and turned.eligibility == cell.verdict
            yield None if same else _about(subject, _turned(cell.values))
    for shown in world.gallery:
        if shown.base is None:
            yield from _whole_situation(world, shown.subject, shown.values)


def _whole_situation(world: World, subject: Subject, values: Mapping[str, Any]) -> Cases:
    """Read a situation with its keys in every rotation, and with each two neighbours swapped."""
    # As a file would hold it: a tuple is a list there.
    situation: dict[str, Any] = json.loads(json.dumps(subject.situation(values)))
    given = list(situation.items())
    first = read_situation(situation, world.catalogue)
    orders = [given[::-1], *([*given[i:], *given[:i]] for i in range(1, len(given)))]
    orders += [[*given[:i], given[i + 1], given[i], *given[i + 2 :]] for i in range(len(given) - 1)]
    for order in orders:
        # Equal and in the same order: nothing that is computed from it can differ.
        again = read_situation(dict(order), world.catalogue)
        same = list(again.given.items()) == list(first.given.items())
        yield None if same else _about(subject, dict(order))


def _held(cell: Cell) -> object:
    return None if cell.check is None else cell.check.outcomes


def _turned(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value[::-1] if isinstance(value, tuple) else value
        for key, value in reversed(list(values.items()))
    }


def decided_stays_decided(world: World) -> Cases:
    """One more answer to what is unknown never overturns what was decided.

    Unknown is what the scheme does not know: the grant years of a new measure are none, and a
    measure named for one scheme goes before the common one, so that both are corrections.
    """
    for subject in world.subjects:
        for cell in subject.verdicts:
            if cell.verdict in ("unknown", None):
                continue
            for answer, refined in subject.verdicts.refinements(cell):
                same = refined.verdict == cell.verdict
                yield None if same else _about(subject, cell.values, **_added(answer, refined))
        for ruled, table in subject.tables:
            for cell in table:
                held = ruled.held(cell.known)
                if held is None:
                    continue
                for answer, refined in table.refinements(cell):
                    if ruled.held(refined.known) is held:
                        yield None
                    else:
                        yield Finding(
                            at=ruled.path,
                            values=_added(answer, refined),
                            situation=subject.situation(cell.values),
                        )


def _added(answer: str, refined: Cell) -> dict[str, Any]:
    return {"answer": answer, "value": json.dumps(refined.values[answer], ensure_ascii=False)}


def open_verdicts_ask(world: World) -> Cases:
    """An open verdict asks for answers, and for every answer that alone could move it."""
    for subject in world.subjects:
        for cell in subject.verdicts:
            if cell.check is None or cell.verdict != "unknown":
                continue
            asked = cell.check.missing()
            yield None if asked else _about(subject, cell.values, says="nothing")
            moving = {
                # A measure that says nothing here stays: the scheme's own is asked for besides.
                "measures" if answer in cell.values else answer
                for answer, refined in subject.verdicts.refinements(cell)
                if refined.verdict != "unknown"
            }
            for answer in moving:
                # The county governor follows from the municipality, and that is asked for.
                fine = answer in asked or (answer == "authority" and "municipality" in asked)
                yield None if fine else _about(subject, cell.values, says="answer", answer=answer)


def form_asks_on(world: World) -> Cases:
    """While a verdict is open the form has a question to ask, and it is one that it shows."""
    for subject in world.subjects:
        for cell in subject.classes:
            if cell.verdict != "unknown":
                continue
            situation = subject.situation(cell.values)
            asked = questions_.relevant_questions(
                world.catalogue,
                Situation(situation, situation, world.catalogue.questions),
                LANGUAGES[0],
            )
            shown = [one["answer"] for one in asked["questions"] if not one["answered"]]
            if asked["next"] in shown:
                yield None
            elif asked["next"] is None:
                yield _about(subject, cell.values, says="nothing")
            else:
                yield _about(subject, cell.values, says="hidden", answer=asked["next"])


def near_misses_hold(world: World) -> Cases:
    """Every way out that is shown leads out, takes no change too many, and none is missing."""
    changes = ways_out.Changes(world.catalogue)
    changeable = {q.key for q in world.catalogue.questions if q.changeable}
    for subject in world.subjects:
        for cell in subject.classes:
            if cell.check is None or cell.verdict != "not_eligible":
                continue
            found = ways_out.near_misses(cell.check, changes, world.describer, world.wording)
            for way in found:
                for says in _faults(cell.check, way, changeable):
                    yield _about(subject, cell.values, says=says) if says else None
            missed = not found and _could_get_out(subject, cell, changeable)
            yield _about(subject, cell.values, says="missed") if missed else None


def _faults(check: SchemeCheck, way: NearMissResult, changeable: set[str]) -> Iterator[str]:
    """Yield what is wrong with a way out, or nothing, for each of its combinations."""
    answers = [change["answer"] for change in way["changes"]]
    if not changeable.issuperset(answers):
        yield "not-changeable"
    for chosen in product(*(change["to"] for change in way["changes"])):
        changed = dict(zip(answers, chosen, strict=True))
        verdict = _after(check, changed)
        if verdict == "not_eligible" or verdict != way["leads_to"]:
            yield "leads-nowhere"
        elif any(
            _after(check, {key: changed[key] for key in fewer}) != "not_eligible"
            for fewer in combinations(answers, len(answers) - 1)
        ):
            yield "too-many"
        else:
            yield ""


def _after(check: SchemeCheck, changed: Mapping[str, Any]) -> str:
    return SchemeCheck(check.chosen, {**check.answers, **changed}).eligibility


def _could_get_out(subject: Subject, cell: Cell, changeable: set[str]) -> bool:
    """Tell whether other answers to a few of the questions answered would lift the bar."""
    table = subject.classes
    fixed = [
        index
        for index, answer in enumerate(table.answers)
        if cell.at[index] == 0 or answer not in changeable
    ]
    return any(
        other.verdict != "not_eligible"
        for other in table
        if all(other.at[index] == cell.at[index] for index in fixed)
        and all(other.at[index] for index, given in enumerate(cell.at) if given)
        and _changes(cell.at, other.at) <= _MOST_CHANGES
    )


def _changes(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _about(
    subject: Subject, values: Mapping[str, Any], *, says: str = "", **said: object
) -> Finding:
    return Finding(
        at=(*subject.path, "criteria"),
        says=says,
        values={"edition": subject.name, **said},
        situation=subject.situation(values),
    )
