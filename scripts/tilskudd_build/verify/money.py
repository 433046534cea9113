"""Laws about the money: over the grant years, under the caps, and never more than is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.world import positions_around
from tilskudd_rules import amount_result, rates
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.rates import FULL_POSITION, Plan
from tilskudd_rules.schema import Word
from tilskudd_rules.support import Coverage, Rate, RateBasis, RateTable
from tilskudd_rules.warnings import warning_results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject, Values
    from tilskudd_build.verify.world import World
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.result import AmountResult, BoundsResult, YearResult

_UNBOUNDED: Final = 20000
"""Whole percent to go through where the question sets no maximum: two hundred positions."""

_MAY_BE_PAID: Final = frozenset(Coverage) - {Coverage.NOT_COVERED}

_PRE_PROJECT: Final = "pre-project"
_OFFERS: Final = (_PRE_PROJECT, "one-more-position", "up-to-cap")
"""What can be changed to get more."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One situation with money in it.

    Attributes:
        table: the rates that apply, and ``path`` where they stand.
        plan: the answers the money rests on, in the order of ``_PLANNED``.
        values: all the answers.
    """

    subject: Subject
    table: RateTable
    path: DataPath
    plan: tuple[Any, ...]
    values: Values
    check: SchemeCheck
    amount: AmountResult

    def finding(self, says: str = "", **values: object) -> Finding:
        """Return what to say where this situation breaks a law."""
        return Finding(
            at=self.path,
            says=says,
            values={
                "edition": self.subject.name,
                **{name: "–" if value is None else value for name, value in values.items()},
            },
            situation=self.subject.situation(self.values),
        )


_PLANNED: Final = ("positions_percent", "grant_years_received", "pre_project", "requested_years")


def grant_years(world: World) -> Cases:
    """Whatever has been received, the years left follow on with no gap and no overlap.

    A pre-project comes before the first of them, or not at all.
    """
    for path, table in world.tables:
        last = len(table.rates)
        question = world.questions["grant_years_received"]
        top = last + 1 if question.maximum is None else max(question.maximum, last + 1)
        for received, pre_project in product(range(top + 1), (False, True)):
            plan = Plan(
                positions=FULL_POSITION,
                received=received,
                pre_project=pre_project,
                years=None,
                first_year=2000,
            )
            anytime = table.rates[0].grant_year is Word.ANY
            expected = [received + 1] if anytime else list(range(received + 1, last + 1))
            left = [year for year, _ in rates.years_left(table, plan)]
            values = {"received": received}
            fine = left == expected
            yield None if fine else _about_table(world, path, values, says="gap")
            shown = rates.year_results(
                table,
                plan,
                status="ceiling",
                salary=None,
                wording=world.wording,
                answer_name="",
            )
            calendar = [year["calendar_year"] for year in shown]
            fine = calendar == [2000 + pre_project + index for index in range(len(expected))]
            yield None if fine else _about_table(world, path, values, says="calendar")
    for priced in world.once(_priced):
        years = priced.check.answers.get("grant_years_received")
        fine = not years or priced.amount["pre_project"] is None
        yield None if fine else priced.finding("pre-project", received=years)


def years_agree(world: World) -> Cases:
    """A rate table has a row a year of the grant, and nobody eligible is left without one."""
    for priced in _bare(world):
        duration = priced.subject.edition.duration
        rates = priced.table.rates
        if not isinstance(duration, Word) and not isinstance(duration.max_years, Word):
            fine = rates[0].grant_year is Word.ANY or len(rates) == duration.max_years
            values = {"rows": len(rates), "years": duration.max_years}
            yield None if fine else priced.finding("rows", **values)
    for priced in world.once(_priced):
        empty = priced.check.eligibility == "eligible" and not priced.amount["years"]
        yield priced.finding("none-left") if empty else None


def amounts_never_fall(world: World) -> Cases:
    """More positions never give less, in any year or in all."""
    for path, table, rate in _stated_rates(world):
        steps = ((p, rates.rate_amount(table, rate, p)) for p in _every_percent(world))
        for (_, less), (percent, more) in pairwise(steps):
            fine = less is not None and more is not None and less <= more
            yield None if fine else _about_table(world, path, {"percent": percent}, percent=percent)
    for alike in _by_all_but_positions(world):
        for fewer, further in pairwise(alike):
            before, after = fewer.amount["total"] or 0, further.amount["total"] or 0
            yield None if before <= after else further.finding(percent=further.plan[0])


def _by_all_but_positions(world: World) -> Iterable[Sequence[Priced]]:
    """Return the situations that differ in positions alone, the fewest positions first."""
    found: dict[tuple[Any, ...], list[Priced]] = {}
    for priced in world.once(_priced):
        positions, *rest = priced.plan
        if isinstance(positions, int):
            found.setdefault((priced.subject, priced.path, *rest), []).append(priced)
    return [sorted(alike, key=lambda priced: priced.plan[0]) for alike in found.values()]


def amounts_within_cap(world: World) -> Cases:
    """No year gives more than its rate for the most positions that count."""
    for path, table, rate in _stated_rates(world):
        ceiling = _ceiling(table, rate)
        for percent in _every_percent(world):
            amount = rates.rate_amount(table, rate, percent)
            fine = amount is not None and (ceiling is None or amount <= ceiling)
            yield None if fine else _about_table(world, path, {"percent": percent}, percent=percent)


def amounts_rounded_down(world: World) -> Cases:
    """A part-time position gives its exact part of the rate, rounded down to the krone."""
    for path, table, rate in _stated_rates(world):
        if rate.basis is not RateBasis.POSITION or rate.amount is Word.NOT_STATED:
            continue
        cap = table.max_positions
        for percent in _every_percent(world):
            if cap is not Word.NOT_STATED and percent > cap.percent:
                break
            amount = rates.rate_amount(table, rate, percent)
            exact = percent * rate.amount
            fine = amount is not None and 0 <= exact - amount * FULL_POSITION < FULL_POSITION
            yield None if fine else _about_table(world, path, {"percent": percent}, percent=percent)


def amounts_not_negative(world: World) -> Cases:
    """No figure in any result is below zero."""
    for priced in world.once(_priced):
        fine = all(number >= 0 for number in _numbers(priced.amount))
        yield None if fine else priced.finding()
    for shown in world.gallery:
        if all(number >= 0 for number in _numbers(shown.result["amount"])):
            yield None
        else:
            yield Finding(
                at=shown.subject.path,
                values={"edition": shown.subject.name},
                situation=shown.subject.situation(shown.values),
            )


def totals_add_up(world: World) -> Cases:
    """The total is the pre-project and the years that have an amount, as is every running total."""
    for priced in world.once(_priced):
        years, pre_project = priced.amount["years"], priced.amount["pre_project"] or 0
        known = [year["amount"] for year in years if year["amount"] is not None]
        total = pre_project + sum(known) if known else None
        running: int | None = pre_project
        fine = priced.amount["total"] == total
        for year in years:
            added = year["amount"]
            running = None if running is None or added is None else running + added
            fine = fine and year["running_total"] == running
        yield None if fine else priced.finding()


def unknown_amounts_ask(world: World) -> Cases:
    """An amount is called unknown only while an answer is missing that it waits for.

    Where the sources are silent it is not stated, and no answer could help.
    """
    for priced in world.once(_priced):
        waiting = any(year["status"] == "unknown" for year in priced.amount["years"])
        fine = priced.amount["status"] != "unknown" or waiting
        yield None if fine else priced.finding()


def bounds_hold(world: World) -> Cases:
    """Whatever the open answers turn out to be, the total lies inside the bounds shown before.

    Where every year has its amount nothing is open, and the bounds are the total.
    """
    for priced in world.once(_priced):
        bounds, years = priced.amount["bounds"], priced.amount["years"]
        known = _is_whole(priced) and years and all(year["amount"] is not None for year in years)
        if known and bounds is not None:
            total = priced.amount["total"]
            fine = bounds["lower"] == bounds["upper"] == total
            yield None if fine else priced.finding("open", **bounds, total=total)
    found: dict[tuple[Any, ...], list[Priced]] = {}
    for priced in world.once(_priced):
        found.setdefault((priced.subject, priced.path), []).append(priced)
    for alike in found.values():
        whole = [one for one in alike if one.amount["total"] is not None and _is_whole(one)]
        for priced in alike:
            bounds = priced.amount["bounds"]
            if bounds is None or _is_whole(priced):
                continue
            for other in whole:
                if _agrees(priced.plan, other.plan):
                    total = other.amount["total"] or 0
                    upper = bounds["upper"]
                    fine = bounds["lower"] <= total and (upper is None or total <= upper)
                    yield None if fine else other.finding(**bounds)


def costs_cover(world: World) -> Cases:
    """What can be paid is never above the costs, and never falls when they rise.

    The ceiling itself stays, and each year says whether it is above the costs.
    """
    for bare in _bare(world):
        rules = bare.subject.edition.costs
        paid_for = next((n for n, r in rules.items() if r.coverage in _MAY_BE_PAID), None)
        if paid_for is None:
            continue
        for percent in positions_around(bare.table):
            values = {**bare.values, "positions_percent": percent}
            free = _price(world, bare.subject, values)
            amounts = {year["amount"] or 0 for year in free.amount["years"]} if free else set()
            before = 0
            for costs in sorted({max(0, one + by) for one in amounts for by in (-1, 0, 1)}):
                told: dict[str, int] = {**dict.fromkeys(COST_CLASSES, 0), paid_for: costs}
                priced = _price(world, bare.subject, {**values, "costs": told})
                if free is None or priced is None:
                    continue
                fine = _ceilings(priced) == _ceilings(free)
                yield None if fine else priced.finding("ceiling", costs=costs)
                upper = _paid_at_most(priced)
                fine = upper is None or before <= upper <= costs * len(_with_costs(priced))
                yield None if fine else priced.finding(costs=costs, upper=upper)
                before = upper or 0
                fine = all(map(_tells_costs, priced.amount["years"]))
                yield None if fine else priced.finding("told", costs=costs)


def _ceilings(priced: Priced) -> list[int | None]:
    return [year["amount"] for year in priced.amount["years"]]


def _tells_costs(year: YearResult) -> bool:
    """Tell whether a year says that its ceiling is above the costs where it is, and only there."""
    amount, upper = year["amount"], year["bounds"]["upper"]
    is_above = amount is not None and upper is not None and upper < amount
    return is_above == (year["over_costs"] is not None)


def _with_costs(priced: Priced) -> list[YearResult]:
    """Return the years whose costs are known."""
    plan = priced.check.plan(priced.table)
    years = priced.amount["years"]
    return [year for year in years if plan.payable_from(year["grant_year"], 1) is not None]


def _paid_at_most(priced: Priced) -> int | None:
    """Return the most that the years whose costs are known can pay."""
    uppers = [year["bounds"]["upper"] for year in _with_costs(priced)]
    known = [upper for upper in uppers if upper is not None]
    return sum(known) if len(known) == len(uppers) else None


def range_covers_measures(world: World) -> Cases:
    """While no measure is chosen, the range holds what each of them can give."""
    for bare in _bare(world):
        measure = bare.values.get("measure")
        open_values = {key: one for key, one in bare.values.items() if key != "measure"}
        if measure is None or bare.subject.check(open_values).support is not None:
            continue
        for percent in (None, *positions_around(bare.table)):
            planned = {} if percent is None else {"positions_percent": percent}
            chosen = _price(world, bare.subject, {**bare.values, **planned})
            check = bare.subject.check({**open_values, **planned})
            found = amount_result.amount_result(check, world.wording, "")["bounds"]
            own = None if chosen is None else chosen.amount["bounds"]
            if chosen is not None and own is not None:
                fine = found is not None and _is_within(own, found)
                values = found or {"lower": None, "upper": None}
                yield None if fine else chosen.finding(measure=measure, **values)


def _is_within(one: BoundsResult, other: BoundsResult) -> bool:
    if one["lower"] < other["lower"]:
        return False
    upper = other["upper"]
    return upper is None or (one["upper"] is not None and one["upper"] <= upper)


def _is_whole(priced: Priced) -> bool:
    """Tell whether every answer that the money rests on is given."""
    asked = priced.plan if priced.check.chooses_years else priced.plan[:3]
    return None not in asked


def _agrees(plan: Sequence[Any], later: Sequence[Any]) -> bool:
    return all(one is None or one == other for one, other in zip(plan, later, strict=True))


def request_changes_nothing(world: World) -> Cases:
    """A request never changes what the scheme gives, and one over the first year's cap is told."""
    for priced in _bare(world):
        for percent in positions_around(priced.table):
            values = {**priced.values, "positions_percent": percent}
            first = _price(world, priced.subject, values)
            if first is None or not first.amount["years"]:
                continue
            cap = first.amount["years"][0]["amount"] or 0
            for requested in (max(0, cap - 1), cap, cap + 1):
                asked = _price(world, priced.subject, {**values, "requested_amount": requested})
                if asked is None:
                    continue
                same = asked.amount == first.amount
                yield None if same else asked.finding("amount")
                warnings = warning_results(
                    asked.check, asked.amount, world.catalogue, world.wording
                )
                told = any(warning["id"] == "request-over-cap" for warning in warnings)
                yield None if told == (requested > cap) else asked.finding("warning")


def what_ifs_hold(world: World) -> Cases:
    """What is said to give more gives just that, and no position is offered where none can come.

    That positions over the cap give nothing more, the laws about the cap tell.
    """
    for priced in world.once(_priced):
        offers = [one for one in priced.amount["what_ifs"] if one["id"] in _OFFERS]
        for offer in offers:
            if offer["id"] != _PRE_PROJECT and priced.table.fixed_positions is not None:
                yield priced.finding("fixed")
                continue
            values = {**priced.values, **_taken(priced, offer["id"])}
            then = _price(world, priced.subject, values)
            if then is not None:
                gain = (then.amount["total"] or 0) - (priced.amount["total"] or 0)
                fine = gain == offer["gain"]
                yield None if fine else priced.finding(gain=offer["gain"], real=gain)


def _taken(priced: Priced, offer: str) -> Values:
    """Return the answers that change where an offer is taken."""
    if offer == _PRE_PROJECT:
        return {"pre_project": True}
    cap = priced.table.max_positions
    if offer == "one-more-position" or cap is Word.NOT_STATED:
        return {"positions_percent": priced.plan[0] + FULL_POSITION}
    return {"positions_percent": cap.percent}


def indications_kept_apart(world: World) -> Cases:
    """Only rates of the planned year's own edition are ceilings; all others are indications."""
    for shown in world.gallery:
        amount, check = shown.result["amount"], shown.check
        is_own = check.support_year == check.chosen.year
        own = is_own and isinstance(check.support, RateTable | Composed)
        statuses = {amount["status"], *(year["status"] for year in amount["years"])}
        fine = ("ceiling" not in statuses) if not own else ("indicative" not in statuses)
        fine = fine and (amount["total"] is None or amount["status"] in ("ceiling", "indicative"))
        if fine:
            yield None
        else:
            yield Finding(
                at=(*shown.subject.path, "support"),
                values={"edition": shown.subject.name},
                situation=shown.subject.situation(shown.values),
            )


# What the laws go through


def _every_percent(world: World) -> range:
    """Return every whole percent of positions that can be answered."""
    question = world.questions["positions_percent"]
    low = 1 if question.minimum is None else question.minimum
    high = _UNBOUNDED if question.maximum is None else question.maximum
    return range(low, high + 1)


def _stated_rates(world: World) -> Iterator[tuple[DataPath, RateTable, Rate]]:
    for path, table in world.tables:
        for index, rate in enumerate(table.rates):
            if rate.amount is not Word.NOT_STATED:
                yield (*path, "rates", index), table, rate


def _ceiling(table: RateTable, rate: Rate) -> int | None:
    """Return the most a rate may give, or ``None`` where nothing caps it."""
    if rate.amount is Word.NOT_STATED:
        return None
    if rate.basis is not RateBasis.POSITION:
        return rate.amount
    cap = table.max_positions
    return None if cap is Word.NOT_STATED else cap.percent * rate.amount // FULL_POSITION


def _numbers(node: object) -> Iterator[int]:
    """Yield every number in a result, whatever it stands under."""
    if isinstance(node, dict):
        for item in node.values():
            yield from _numbers(item)
    elif isinstance(node, list):
        for item in node:
            yield from _numbers(item)
    elif isinstance(node, int):
        yield node


def _bare(world: World) -> Iterator[Priced]:
    """Yield, for every edition and every rate table it uses, answers with which one may apply."""
    for subject in world.subjects:
        seen = set()
        for values in subject.open_to.values():
            priced = _price(world, subject, values)
            if priced is not None and id(priced.table) not in seen:
                seen.add(id(priced.table))
                yield priced


def _priced(world: World) -> list[Priced]:
    """Return every edition and rate table with every plan around the thresholds."""
    return [priced for bare in _bare(world) for priced in _plans(world, bare)]


def _plans(world: World, bare: Priced) -> Iterator[Priced]:
    choices: Mapping[str, Sequence[Any]] = {
        "positions_percent": (None, *positions_around(bare.table)),
        "grant_years_received": (None, *range(len(bare.table.rates) + 2)),
        "pre_project": (None, False, True),
        "requested_years": (None, 1, 2, 3) if bare.check.chooses_years else (None,),
    }
    rest = {key: value for key, value in bare.values.items() if key not in choices}
    # Whether the measure is new would answer how many years have been received.
    known_new = rest.pop("new_measure", None)
    for plan in product(*(choices[answer] for answer in _PLANNED)):
        given = {a: value for a, value in zip(_PLANNED, plan, strict=True) if value is not None}
        if known_new is False:
            given["new_measure"] = False
        priced = _price(world, bare.subject, {**rest, **given}, plan)
        if priced is not None:
            yield priced


def _price(
    world: World, subject: Subject, values: Values, plan: tuple[Any, ...] = ()
) -> Priced | None:
    """Let the engine work out the money; ``None`` where no rates apply."""
    check = subject.try_check(values)
    if check is None or not isinstance(check.support, RateTable):
        return None
    amount = amount_result.amount_result(check, world.wording, "")
    table = check.support
    path = next(path for path, one in world.tables if one is table)
    return Priced(subject, table, path, plan, values, check, amount)


def _about_table(
    world: World, path: DataPath, changed: Mapping[str, int], **values: object
) -> Finding:
    """Return what to say of a rate table, with a situation in which its rates apply."""
    says = str(values.pop("says", ""))
    for priced in _bare(world):
        if path[: len(priced.path)] == priced.path:
            answers: dict[str, Any] = {**priced.values}
            if "percent" in changed:
                answers["positions_percent"] = changed["percent"]
            if "received" in changed:
                answers["grant_years_received"] = changed["received"]
            return Finding(
                at=path,
                says=says,
                values={**changed, **values},
                situation=priced.subject.situation(answers),
            )
    return Finding(at=path, says=says, values={**changed, **values})
