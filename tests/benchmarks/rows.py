"""What a subject gives back, and how times are taken."""

from __future__ import annotations

import sys
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmarks.run import Size


class Row(NamedTuple):
    """One line of the output."""

    name: str
    value: float
    unit: str


class Contestant(Protocol):
    """Somebody who does the same thing over and over, and takes the time of it."""

    def time(self, calls: int) -> float:
        """Do it `calls` times; return the seconds it took."""


def say(text: str) -> None:
    """Tell whoever waits how far it has come."""
    print(text, file=sys.stderr, flush=True)


def in_turns(contestants: Mapping[str, Contestant], size: Size) -> dict[str, list[float]]:
    """Return the seconds a call, round by round: A B C A B C …, so that all meet the same weather.

    What is compared is compared within a round; a machine that others use at the same time slows
    all of them alike.
    """
    calls = {name: _calls_in_a_turn(one, size) for name, one in contestants.items()}
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(size.turns):
        for name, one in contestants.items():
            taken[name].append(one.time(calls[name]) / calls[name])
    return taken


def _calls_in_a_turn(contestant: Contestant, size: Size) -> int:
    """Warm up, and find out how many calls fill a turn."""
    calls = 1
    for _ in range(size.turn_warm_ups):
        while (seconds := contestant.time(calls)) < size.turn_s / 2:
            calls *= 2
        calls = max(1, round(calls * size.turn_s / seconds))
    return calls


def ratios(taken: Mapping[str, list[float]], ours: str) -> Iterator[tuple[str, float]]:
    """Give each other contestant with our time over theirs, the median over the rounds."""
    for name, theirs in taken.items():
        if name != ours:
            pairs = zip(taken[ours], theirs, strict=True)
            yield name, median(our / their for our, their in pairs)
