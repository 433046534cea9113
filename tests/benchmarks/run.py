"""How much a run does, and where: enough for figures, or just enough to see that all works."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from tests.benchmarks.rows import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.benchmarks.rows import Row


class Size(NamedTuple):
    """How often everything is done, and how long is waited for quiet."""

    turn_warm_ups: int
    turns: int
    turn_s: float
    """How long one contestant's turn lasts, about."""
    check_warm_ups: int
    checks: int
    starts: int
    opening_ms: int
    """A browser that has just been opened is busy with itself; readers have theirs open already."""
    settling_ms: int
    """Chromium keeps compiled code when it has found time to make it fast."""
    build_warm_ups: int
    builds: int
    saves: int
    schemes: int
    """Of ten editions each: a hundred are the thousand editions of the rows' names."""
    many_schemes: int
    """Of eight editions each, for the rows with a hundred in their names."""


FULL: Final = Size(
    turn_warm_ups=3,
    turns=21,
    turn_s=0.04,
    check_warm_ups=50,
    checks=200,
    starts=7,
    opening_ms=2000,
    settling_ms=4000,
    build_warm_ups=1,
    builds=5,
    saves=5,
    schemes=100,
    many_schemes=100,
)
SHORTEST: Final = Size(
    turn_warm_ups=1,
    turns=1,
    turn_s=0.001,
    check_warm_ups=0,
    checks=1,
    starts=1,
    opening_ms=0,
    settling_ms=0,
    build_warm_ups=0,
    builds=1,
    saves=1,
    # Of fewer, the time and the memory less our own could be below zero by chance.
    schemes=20,
    many_schemes=1,
)


@dataclass(frozen=True, slots=True)
class Run:
    """One subject's run.

    Attributes:
        place: a folder with nothing in it. All that the subject serves or builds is made there, so
            that nothing an older build has left can be measured in its place.
        size: how much is done.
        site: the site as readers get it, where it has just been built from these sources; where
            not, it is built.
        left_out: the rows that cannot be made here, each with the reason.
    """

    place: Path
    size: Size = FULL
    site: Path | None = None
    left_out: dict[str, str] = field(default_factory=dict)

    def empty_folder(self, name: str) -> Path:
        """Make a folder of the run's own.

        Raises:
            FileExistsError: there is one, and who knows what is in it.
        """
        folder = self.place / name
        folder.mkdir()
        return folder

    def leave_out(self, rows: Iterable[str], reason: str) -> None:
        """Note, and tell, that some rows cannot be made on this machine."""
        names = list(rows)
        say(f"left out: {', '.join(names)}: {reason}")
        self.left_out.update(dict.fromkeys(names, reason))


class Subject(Protocol):
    """A module that measures something."""

    @property
    def ROWS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """The names of all rows it makes."""

    def measure(self, run: Run) -> Iterator[Row]:
        """Give the rows, each as soon as it is known."""
