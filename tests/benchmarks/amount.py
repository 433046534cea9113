"""One amount of one scheme: our rules against three engines that others write rules in."""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.our_amount import OurAmount
from tests.benchmarks.peers import install
from tests.benchmarks.peers.process import Contestant, ContestantError
from tests.benchmarks.rows import Row, in_turns, ratios, say
from tests.benchmarks.site import write_checker
from tests.project_copy import ROOT

from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks import rows
    from tests.benchmarks.run import Run

PEERS: Final = {
    "publicodes": install.publicodes,
    "openfisca": install.openfisca,
    "zen": install.zen,
}
CASES: Final = ((1000, 0), (250, 2), (1500, 1), (55, 3), (100, 4))
"""Positions in whole percent and grant years received; the first one is timed."""
OURS: Final = "ours"
PYODIDE: Final = "pyodide"
ROWS: Final = (
    "check.amount.us",
    "check.amount.pyodide_us",
    *(f"check.amount.{name}_us" for name in PEERS),
    *(f"check.amount.vs_{name}" for name in PEERS),
)


class WrongAnswerError(Exception):
    """Who answers something else is not measured."""


def measure(run: Run) -> Iterator[Row]:
    """Give the times of all in turns, and ours over each other engine's."""
    checker = write_checker(run.empty_folder("site"))
    ours = OurAmount((checker / "catalogue.json").read_text(encoding="utf-8"))
    expected = ours.answers(CASES)
    contestants: dict[str, rows.Contestant] = {OURS: ours}
    with ExitStack() as running:
        for name, command in _commands(run, checker):
            try:
                one = running.enter_context(Contestant(command, _model(ours)))
            except (OSError, ContestantError) as error:
                say(f"check.amount: no {name}: {error}")
                continue
            # Some engines count in floats: their 110000.00000000001 is our 110000.
            if [round(answer, 6) for answer in one.answers] != expected:
                message = f"{name} answers {one.answers}, not {expected}"
                raise WrongAnswerError(message)
            contestants[name] = one
        say(f"check.amount: {', '.join(contestants)} in turns")
        taken = in_turns(contestants, run.size)
    for name, seconds in taken.items():
        subject = "check.amount.us" if name == OURS else f"check.amount.{name}_us"
        yield Row(subject, round(median(seconds) * 1e6, 2), "µs")
    for name, ratio in ratios(taken, OURS):
        if name != PYODIDE:
            yield Row(f"check.amount.vs_{name}", round(ratio, 4), "ratio")


def _commands(run: Run, checker: Path) -> Iterator[tuple[str, list[str]]]:
    program = ROOT / "tests" / "benchmarks" / "pyodide.mjs"
    yield PYODIDE, [str(install.NODE), str(program), str(checker)]
    for name, installed in PEERS.items():
        try:
            yield name, installed()
        except install.UnavailableError as error:
            rows = (f"check.amount.{name}_us", f"check.amount.vs_{name}")
            run.leave_out(rows, f"{name} cannot be installed: {error}")


def _model(ours: OurAmount) -> dict[str, Any]:
    """Return the scheme's own rates: everybody works out the same."""
    cap = ours.table.max_positions
    return {
        "rates": [rate.amount for rate in ours.table.rates],
        "cap": None if cap is Word.NOT_STATED else cap.percent,
        "cases": CASES,
    }
