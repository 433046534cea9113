"""Laws about the schemes together: what is added, and over which years."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Final

from tilskudd_build.verify.cases import Finding
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.model import Always
from tilskudd_rules.standing import Standing
from tilskudd_rules.support import RateBasis, RateTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject, Values
    from tilskudd_build.verify.world import World
    from tilskudd_rules.result import AcrossResult, Evaluation, PeriodResult, SchemeResult

_POSITIONS: Final = 150
_KINDS: Final = ("ceiling", "indicative")
"""The kinds of amounts that can be added, each with its like."""


def totals_of_one_round(world: World) -> Cases:
    """A total adds what one applicant could get for what was asked about, and nothing else.

    It is over two schemes or more that name the measure, whose rules are met, whose round is not
    over, that have amounts of one kind, at most one of them by positions, none left out for
    another. It is their sum, over the years they pay for. Where there is no such sum, none is
    told. Those of them that have no amount are named beside it, and no others are.
    """
    for situation in _situations(world):
        result = world.evaluate(situation)
        says = _fault(world, situation, result)
        if says:
            values = {"counted": ", ".join(result["across"]["counted"]) or "–"}
            yield Finding(at=("relations",), says=says, values=values, situation=situation)
        else:
            yield None


def _situations(world: World) -> Iterator[Values]:
    """Yield situations that ask for two or three schemes, with money to add."""
    for subjects in chain(*(combinations(world.subjects, size) for size in (2, 3))):
        years = [y for y in world.years if all(subject.holds_in(y) for subject in subjects)]
        for bases in product(*(world.bases(subject) for subject in subjects)):
            # The first and the last such year stand for all: money is of the year or not.
            for year in years[:1] + years[1:][-1:]:
                yield from _asked_for(world, subjects, bases, year)


def _asked_for(
    world: World, subjects: Sequence[Subject], bases: Sequence[Values], year: int
) -> Iterator[Values]:
    """Yield plans with each scheme's own measure; for two schemes with one for both and less."""
    asked = dict(zip((str(subject.scheme.id) for subject in subjects), bases, strict=True))
    measures = {
        scheme: values["measure"] for scheme, values in asked.items() if "measure" in values
    }
    # What one scheme asks for can bar another: each goes last once.
    for order in (bases, bases[::-1]):
        start: Values = {**dict(chain(*(values.items() for values in order))), "year": year}
        start["grant_years_received"] = dict.fromkeys(asked, 0)
        start.pop("measure", None)
        full = {**start, "pre_project": True, "positions_percent": _POSITIONS}
        yield {**full, "measures": measures}
        if len(asked) > 2:
            continue
        yield {**start, "measures": measures}
        for question in world.catalogue.questions:
            if question.always is Always.ASKED:
                for option in question.options:
                    yield {**full, "measures": measures, question.key: str(option.id)}
        for authority in _callers(subjects):
            after = {"authority": authority, "as_of": f"{year + 1}-12-31"}
            yield {**full, "measures": measures, **after}
        for measure in dict.fromkeys(measures.values()):
            yield {**full, "measure": measure}


def _callers(subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield those who call for applications, each once."""
    yield from dict.fromkeys(str(call.authority) for one in subjects for call in one.edition.calls)


def _fault(world: World, situation: Values, result: Evaluation) -> str:
    """Return what is wrong with what a result says of the schemes together, or nothing."""
    across = result["across"]
    totals = {"ceiling": across["total"], "indicative": across["indicative_total"]}
    kinds = [kind for kind, total in totals.items() if total is not None]
    counted = [one for one in result["schemes"] if one["scheme"] in across["counted"]]
    if len(counted) != len(across["counted"]) or not all(
        _may_count(world, situation, across, one) for one in counted
    ):
        return "not-asked"
    if sum(_counts_positions(world, situation, one["scheme"]) for one in counted) > 1:
        return "positions"
    if len(kinds) > 1 or {one["amount"]["status"] for one in counted} != set(kinds):
        return "mixed"
    if len(counted) == 1:
        return "alone"
    if kinds and totals[kinds[0]] != sum(one["amount"]["total"] or 0 for one in counted):
        return "sum"
    if across["period"] != _period(counted):
        return "period"
    beside = [
        one["scheme"]
        for one in result["schemes"]
        if _can_be_had(world, situation, across, one) and one["amount"]["total"] is None
    ]
    if across["without_amount"] != beside:
        return "beside"
    return "" if counted or not _could_be_added(world, situation, result) else "missing"


def _may_count(world: World, situation: Values, across: AcrossResult, result: SchemeResult) -> bool:
    """Tell whether a scheme has a sum, and can be had for what was asked about."""
    has_a_sum = result["amount"]["total"] is not None
    return has_a_sum and _can_be_had(world, situation, across, result)


def _can_be_had(
    world: World, situation: Values, across: AcrossResult, result: SchemeResult
) -> bool:
    """Tell whether a scheme fits the measure asked about, is open to it, and is not left out."""
    scheme = result["scheme"]
    asked = situation.get("measures", {}).get(scheme, situation.get("measure"))
    edition = world.catalogue.schemes[scheme].editions[str(result["edition"])]
    return (
        result["eligibility"] == "eligible"
        and result["standing"] != Standing.CLOSED.value
        and asked in {str(measure.id) for measure in edition.measures}
        and scheme not in _left_out(world, across)
    )


def _left_out(world: World, across: AcrossResult) -> set[str]:
    """Return the schemes that a conflict leaves out for the one it prefers."""
    excluding = {relation.id for relation in world.catalogue.relations if relation.excludes}
    return {
        scheme
        for conflict in across["conflicts"]
        for scheme in conflict["schemes"]
        if conflict["id"] in excluding and conflict["prefer"] not in (None, scheme)
    }


def _counts_positions(world: World, situation: Values, scheme: str) -> bool:
    """Tell whether the rates that apply are per position."""
    chosen = choose_edition(world.catalogue.schemes[scheme], situation["year"])
    if not isinstance(chosen, Chosen):
        return False
    seen = world.read(situation).for_edition(chosen.scheme, chosen.edition)
    table = SchemeCheck(chosen, *seen).support
    return isinstance(table, RateTable) and any(r.basis is RateBasis.POSITION for r in table.rates)


def _period(counted: Collection[SchemeResult]) -> PeriodResult | None:
    """Return the years that the schemes pay for."""
    years = [
        year["calendar_year"]
        for one in counted
        for year in one["amount"]["years"]
        if year["amount"] is not None
    ]
    prepared = [one["amount"]["pre_project_year"] for one in counted]
    years += [year for year in prepared if year is not None]
    return {"first": min(years), "last": max(years)} if years else None


def _could_be_added(world: World, situation: Values, result: Evaluation) -> bool:
    """Tell whether there are amounts of one kind that could be added all the same."""
    possible = [
        one for one in result["schemes"] if _may_count(world, situation, result["across"], one)
    ]
    for kind in _KINDS:
        alike = [one["scheme"] for one in possible if one["amount"]["status"] == kind]
        by_positions = [one for one in alike if _counts_positions(world, situation, one)]
        if len(alike) > 1 and len(by_positions) <= 1:
            return True
    return False
