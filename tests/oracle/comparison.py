"""Hold the project's answers against the second reading, and show where they part."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.oracle.facts import SCHEMES
from tests.oracle.money import Year
from tests.oracle.reading import Answer, FrameGrowth, GrowthRow, answers, frame_growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

type Situation = dict[str, Any]

FRAME_GROWTH: Final = "rammevekst"
REFUSED: Final = ("situation", "refused")
SHOWN: Final = 12


class Difference(NamedTuple):
    """What the two say of one field of one scheme."""

    scheme: str
    field: str
    project: object
    oracle: object


def differences_in(situation: Situation, result: str) -> Iterator[Difference]:
    """Give each field in which the project's result, as JSON text, says something else."""
    told = json.loads(result)
    if "problems" in told:
        yield Difference(*REFUSED, [problem["message"] for problem in told["problems"]], None)
        return
    project = _answers_of(told)
    for scheme, oracle in answers(situation).items():
        theirs = asdict(project.get(scheme, Answer()))
        for field, value in asdict(oracle).items():
            if theirs[field] != value:
                yield Difference(scheme, field, theirs[field], value)
    growth, own_growth = _growth_of(told["frame_growth"]), frame_growth(situation)
    if growth != own_growth:
        yield Difference(FRAME_GROWTH, "growth", growth, own_growth)


class Comparison:
    """How often the two part, and the shortest situation in which they do, by scheme and field."""

    def __init__(self) -> None:
        self._compared = 0
        self._parted = 0
        self._times: Counter[tuple[str, str]] = Counter()
        self._shortest: dict[tuple[str, str], Situation] = {}

    def add(self, situation: Situation, result: str) -> None:
        """Compare the project's result, as JSON text, with the second reading."""
        found = list(differences_in(situation, result))
        self._compared += 1
        self._parted += bool(found)
        for one in found:
            place = one.scheme, one.field
            self._times[place] += 1
            if place not in self._shortest or len(situation) < len(self._shortest[place]):
                self._shortest[place] = situation

    def report(self, check: Callable[[str], str]) -> str:
        """Return nothing where all agree; else how often they part, and an example of each.

        Args:
            check: the project's answer to a situation, both as JSON text.
        """
        if not self._parted:
            return ""
        often = self._times.most_common()
        lines = [f"{self._parted} of {self._compared} situations are answered differently:"]
        lines += [f"{count:7} × {scheme}, {field}" for (scheme, field), count in often]
        lines += [_example(place, self._shortest[place], check) for place, _ in often[:SHOWN]]
        return "\n".join(lines)


def _answers_of(told: dict[str, Any]) -> dict[str, Answer]:
    """Read from a result what the second reading tells, too."""
    read = {one["scheme"]: Answer(standing=one.get("standing")) for one in told["outside"]}
    for one in told["schemes"]:
        amount = one["amount"]
        read[one["scheme"]] = Answer(
            standing=one.get("standing"),
            edition=one["edition"],
            eligibility=one["eligibility"],
            status=amount["status"],
            years=tuple(
                Year(year["grant_year"], year["calendar_year"], year["amount"])
                for year in amount["years"]
            ),
            pre_project=amount["pre_project"],
            total=amount["total"],
        )
    return {scheme: answer for scheme, answer in read.items() if scheme in SCHEMES}


def _growth_of(told: dict[str, Any] | None) -> FrameGrowth | None:
    if told is None:
        return None
    rows = tuple(
        GrowthRow(row["name_2018"], row["total"], row["forecast_2018"]) for row in told["rows"]
    )
    return FrameGrowth(rows, told["total"], told["forecast_2018"])


def _example(place: tuple[str, str], situation: Situation, check: Callable[[str], str]) -> str:
    """Show the difference in a situation from which nothing more can be left out."""

    def found(tried: Situation) -> Difference | None:
        all_found = differences_in(tried, check(json.dumps(tried)))
        return next((one for one in all_found if (one.scheme, one.field) == place), None)

    for smaller in _without_one(situation):
        if found(smaller) is not None:
            return _example(place, smaller, check)
    one = found(situation)
    assert one is not None
    return (
        f"\n{one.scheme}, {one.field}\n  situation: {json.dumps(situation, ensure_ascii=False)}"
        f"\n  project:   {one.project}\n  oracle:    {one.oracle}"
    )


def _without_one(situation: Situation) -> Iterator[Situation]:
    """Give the situation without each of its answers, and without each part of one."""
    for key, value in situation.items():
        yield {name: told for name, told in situation.items() if name != key}
        if isinstance(value, dict) and len(value) > 1:
            for part in value:
                fewer = {name: told for name, told in value.items() if name != part}
                yield {**situation, key: fewer}
