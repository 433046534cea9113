"""Laws about support that is composed of mechanisms.

Every mechanism is piecewise linear and never falls when a number it rests on rises. So between two
neighbouring corners nothing can happen that does not show at a corner or just beside it: the laws
go through the corners and their neighbours, and not through every number (decision 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from tilskudd_build.verify.cases import Finding
from tilskudd_rules.amount_result import amount_result
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject, Values
    from tilskudd_build.verify.world import World
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.result import AmountResult

type Corners = Mapping[str, Sequence[Any]]
"""For each answer that the money rests on, the values to try, in rising order."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One situation, and what the engine makes of its money."""

    subject: Subject
    support: Composed
    values: Values
    check: SchemeCheck
    amount: AmountResult

    def finding(self, says: str = "", **values: object) -> Finding:
        """Return what to say where this situation breaks a law."""
        return Finding(
            at=(*self.subject.path, "support"),
            says=says,
            values={"edition": self.subject.name, **values},
            # No file has what is made up, so no situation shows it.
            situation=None if self.subject.imagined else self.subject.situation(self.values),
            imagined=self.subject.imagined,
        )


def mechanisms_within_caps(world: World) -> Cases:
    """No year, and no sum of years, is above a cap that it is held to; no part is above its own."""
    for worked in world.once(_all_worked):
        years = worked.amount["years"]
        for year in years:
            most = _year_caps(worked, year["grant_year"])
            fine = year["amount"] is None or all(year["amount"] <= cap for cap in most)
            yield None if fine else worked.finding("year", year=year["calendar_year"])
            yield from _parts_within(worked, year)
        total = sum(year["amount"] or 0 for year in years)
        for cap in _caps(worked.support, Over.ALL_YEARS):
            most_of_all = cap.amount * _number(worked, cap, None)
            bounds = worked.amount["bounds"]
            fine = total <= most_of_all
            yield None if fine else worked.finding("total", cap=most_of_all)
            prepared = _prepared(worked)
            fine = bounds is None or (
                bounds["upper"] is not None and bounds["upper"] <= most_of_all + prepared
            )
            yield None if fine else worked.finding("total", cap=most_of_all)


def mechanisms_never_fall(world: World) -> Cases:
    """A number that rises never lowers what is given, or can be paid, up to any year."""
    for line in world.once(_lines):
        for fewer, more in pairwise(line):
            for before, after in zip(_running(fewer), _running(more), strict=True):
                yield None if before <= after else more.finding()


def mechanisms_bounds_hold(world: World) -> Cases:
    """What can be paid lies within the bounds that were shown while an answer was missing."""
    for worked in world.once(_all_worked):
        bounds = worked.amount["bounds"]
        if bounds is None:
            continue
        for answer in ("positions_percent", *worked.support.counted_by, "grant_years_received"):
            rest = {key: one for key, one in worked.values.items() if key != answer}
            before = None if answer not in worked.values else _work(world, worked.subject, rest)
            if before is None or before.check.answers.get(answer) is not None:
                # A new measure has received no years: what follows from an answer is not open.
                continue
            wider = before.amount["bounds"]
            if wider is not None:
                upper = wider["upper"]
                fine = wider["lower"] <= bounds["lower"] and (
                    upper is None or (bounds["upper"] is not None and bounds["upper"] <= upper)
                )
                yield None if fine else worked.finding(answer=answer)


def mechanisms_covered_by_costs(world: World) -> Cases:
    """What can be paid, with the least own share, is never more than the costs it may pay."""
    for worked in world.once(_all_worked):
        plan = worked.check.plan(worked.support)
        for year in worked.amount["years"]:
            funding, upper = plan.funding, year["bounds"]["upper"]
            payable = None if funding is None else funding.payable(year["grant_year"])
            if payable is None or upper is None:
                continue
            least = year["least_own_share"] or 0
            fine = upper + least <= payable
            yield None if fine else worked.finding(year=year["calendar_year"], costs=payable)


def mechanisms_add_up(world: World) -> Cases:
    """Where no limit holds the sum, a year is its parts; the instalments are what can be paid."""
    for worked in world.once(_all_worked):
        for year in worked.amount["years"]:
            parts = [part["amount"] or 0 for part in year["parts"]]
            fine = bool(worked.support.limits) or year["amount"] in (None, sum(parts))
            yield None if fine else worked.finding("parts", year=year["calendar_year"])
            paid = sum(payment["amount"] for payment in year["payments"])
            upper = year["bounds"]["upper"]
            known = [one for one in (year["amount"], upper) if one is not None]
            fine = not year["payments"] or paid == min(known)
            yield None if fine else worked.finding("paid")


# What the laws go through


def _all_worked(world: World) -> list[Worked]:
    return [worked for line in world.once(_lines) for worked in line]


def _lines(world: World) -> list[list[Worked]]:
    """Return situations that differ in one number alone, which rises from corner to corner."""
    return [line for subject, values in _composed(world) for line in _of(world, subject, values)]


def _composed(world: World) -> Iterator[tuple[Subject, Values]]:
    for subject in world.subjects:
        seen = set()
        for values in subject.open_to.values():
            support = subject.check(values).support
            if isinstance(support, Composed) and id(support) not in seen:
                seen.add(id(support))
                yield subject, values
    for subject in world.imagined_support.subjects():
        yield subject, {}


def _of(world: World, subject: Subject, values: Values) -> Iterator[list[Worked]]:
    support = subject.check(values).support
    assert isinstance(support, Composed)  # noqa: S101 - that is what they were chosen for
    corners = _corners(support)
    for received, pre_project in product((0, 1), (False, True)):
        base = {**values, "grant_years_received": received, "pre_project": pre_project}
        for answer, rising in corners.items():
            others = {key: _few(one) for key, one in corners.items() if key != answer}
            for chosen in product(*others.values()):
                fixed = dict(zip(others, chosen, strict=True))
                line = [_work(world, subject, {**base, **fixed, answer: value}) for value in rising]
                yield [worked for worked in line if worked is not None]


def _few(rising: Sequence[Any]) -> Sequence[Any]:
    """Return the ends: enough for what stays as it is while another rises."""
    return [rising[0], rising[-1]]


def _corners(support: Composed) -> Corners:
    """Return each corner that a number has, with its neighbours."""
    amounts = [
        one.amount
        for part in support.parts
        if not isinstance(part, CostShare)
        for one in part.amounts
        if one.amount is not Word.NOT_STATED
    ]
    caps = [one.amount for one in support.limits]
    mosts = [p.most.number for p in support.parts if not isinstance(p, CostShare) and p.most]
    found: dict[str, Sequence[Any]] = {}
    for answer in support.counted_by:
        whole = 100 if answer == "positions_percent" else 1
        bends = {cap * whole // amount for cap in caps for amount in amounts if amount}
        found[answer] = _around({1, whole, *mosts, *bends}, least=1)
    shares = [part for part in support.parts if isinstance(part, CostShare)]
    own = [part.cap.amount * 100 // part.percent for part in shares if part.cap is not None]
    costs = _around({0, *own, *amounts, *caps, *(2 * cap for cap in caps)}, least=0)
    found["costs"] = [{"salary": one, "operation": one, **_NOTHING_ELSE} for one in costs]
    return found


_NOTHING_ELSE = dict.fromkeys(("partner_costs", "investment", "inventory", "administration"), 0)


def _around(bends: Iterable[int], *, least: int) -> list[int]:
    return sorted({max(least, bend + by) for bend in bends for by in (-1, 0, 1)})


def _work(world: World, subject: Subject, values: Values) -> Worked | None:
    check = subject.try_check(values)
    if check is None or not isinstance(check.support, Composed):
        return None
    amount = amount_result(check, world.wording, "")
    return Worked(subject, check.support, values, check, amount)


def _running(worked: Worked) -> Iterator[int]:
    """Yield what is given up to each year, and what can be paid up to it."""
    given = paid = 0
    for year in worked.amount["years"]:
        given += year["amount"] or 0
        paid += year["bounds"]["upper"] or 0
        yield from (given, paid)


def _caps(support: Composed, over: Over) -> list[Cap]:
    return [one for one in support.limits if isinstance(one, Cap) and one.over is over]


def _year_caps(worked: Worked, grant_year: int | None) -> list[int]:
    caps = _caps(worked.support, Over.YEAR)
    return [cap.amount * _number(worked, cap, grant_year) for cap in caps]


def _number(worked: Worked, counted: Cap, grant_year: int | None) -> int:
    """Return how many there are of what a cap is for."""
    answer = counted.counted_by
    given = 1 if answer is None else worked.check.answers.get(answer, 0)
    number = given if isinstance(given, int) else given[(grant_year or 1) - 1]
    return -(-number // 100) if answer == "positions_percent" else number


def _parts_within(worked: Worked, year: Any) -> Cases:  # noqa: ANN401 - a year of the result
    shown = {part["id"]: part for part in year["parts"]}
    for part in worked.support.parts:
        if isinstance(part, CostShare) and part.cap is not None and part.id in shown:
            most = part.cap.amount * _number(worked, part.cap, year["grant_year"])
            fine = (shown[part.id]["amount"] or 0) <= most
            yield None if fine else worked.finding("part", part=part.id, cap=most)


def _prepared(worked: Worked) -> int:
    pre_project = worked.support.pre_project
    return 0 if isinstance(pre_project, Word) else pre_project.amount
