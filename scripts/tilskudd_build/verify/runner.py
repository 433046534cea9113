"""Which laws there are, and how they are tried."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.verify import (
    alive,
    criteria,
    dates,
    mechanisms,
    money,
    standing,
    totals,
    verdicts,
)
from tilskudd_build.verify.cases import STOPPED, Finding, name_of
from tilskudd_build.verify.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Law

LAWS: Final[Sequence[Law]] = (
    verdicts.always_a_verdict,
    verdicts.verdict_follows_criteria,
    verdicts.only_criteria_decide,
    verdicts.order_of_answers,
    verdicts.decided_stays_decided,
    verdicts.open_verdicts_ask,
    verdicts.form_asks_on,
    verdicts.near_misses_hold,
    criteria.criterion_can_be_met,
    criteria.criterion_can_fail,
    criteria.criterion_decides,
    criteria.no_contradiction,
    criteria.eligibility_reachable,
    criteria.attachments_never_decide,
    criteria.readings_never_bar,
    alive.measures_alive,
    alive.questions_alive,
    alive.messages_alive,
    alive.rates_alive,
    alive.relations_reachable,
    dates.planned_years,
    dates.deadline_choice,
    dates.late_is_late,
    dates.lateness_told_once,
    dates.dates_of_one_round,
    standing.standing_follows_dates,
    standing.standing_periods_agree,
    standing.verdict_tells_standing,
    standing.ended_stays_out,
    money.grant_years,
    money.years_agree,
    money.amounts_never_fall,
    money.amounts_within_cap,
    money.amounts_rounded_down,
    money.amounts_not_negative,
    money.totals_add_up,
    money.unknown_amounts_ask,
    money.bounds_hold,
    money.costs_cover,
    money.range_covers_measures,
    money.request_changes_nothing,
    money.what_ifs_hold,
    money.indications_kept_apart,
    mechanisms.mechanisms_within_caps,
    mechanisms.mechanisms_never_fall,
    mechanisms.mechanisms_bounds_hold,
    mechanisms.mechanisms_covered_by_costs,
    mechanisms.mechanisms_add_up,
    totals.totals_of_one_round,
)
"""In the order they are tried; what several share is counted to the first that asks for it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One place in the data, or one edition, where a law does not hold.

    Attributes:
        finding: the case with the fewest answers.
        count: how many cases break the law there.
    """

    finding: Finding
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of trying one law.

    Attributes:
        law: its name.
        cases: how many cases were gone through.
        seconds: how long that took.
        broken: where it does not hold.
    """

    law: str
    cases: int
    seconds: float
    broken: Sequence[Broken]


def verify(data: Mapping[str, Any]) -> Iterator[Outcome]:
    """Try every law on the scheme files' data, one after the other.

    Args:
        data: what :func:`tilskudd_rules.catalogue.read_catalogue` takes.
    """
    world = World(data)
    for law in LAWS:
        yield _try(law, world)


def _try(law: Law, world: World) -> Outcome:
    started = perf_counter()
    cases = 0
    found: dict[tuple[object, ...], list[Finding]] = {}
    try:
        for finding in law(world):
            cases += 1
            if finding is not None:
                found.setdefault(_place_of(finding), []).append(finding)
    except Exception as error:  # noqa: BLE001 - the other laws are to be tried all the same
        stopped = Finding(at=("questions",), says=STOPPED, values={"error": repr(error)})
        found[_place_of(stopped)] = [stopped]
    broken = [Broken(min(alike, key=_answers), len(alike)) for alike in found.values()]
    return Outcome(name_of(law), cases, perf_counter() - started, broken)


def _place_of(finding: Finding) -> tuple[object, ...]:
    """Return what findings that are told as one have in common."""
    return finding.at, finding.says, bool(finding.imagined)


def _answers(finding: Finding) -> int:
    return len(finding.situation or ())
