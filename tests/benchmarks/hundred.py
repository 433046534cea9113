"""A catalogue of a hundred schemes of eight editions: what a check, a start and the proofs take."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright
from tests.benchmarks.host import hosting
from tests.benchmarks.rows import Row, say
from tests.benchmarks.startup import Readers, built, empty_profile
from tests.benchmarks.whole_check import SITUATIONS, seconds_of
from tests.project_copy import ROOT

from ensure_programs import find_program
from tilskudd_build.assets.bundle import canonical_json, write_runtime
from tilskudd_build.files.loader import load
from tilskudd_build.verify.runner import verify
from tilskudd_rules.api import Checker
from tilskudd_rules.catalogue import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.run import Run

    from tilskudd_build.files.loader import Loaded

_STARTUP: Final = "startup.hundred.ratio"
ROWS: Final = ("check.hundred.native_ms", _STARTUP, "verify.hundred.seconds")
EDITIONS: Final = 8
_OF_ONE_SCHEME: Final = ("replaces", "counts_years_with", "former_addresses")
"""What names other schemes or addresses, which a copy has not."""


def measure(run: Run) -> Iterator[Row]:
    """Give what a catalogue takes that is fourteen times as large as ours of today."""
    loaded = load(ROOT / "tests" / "frozen" / "schemes")
    data = many(loaded.data, run.size.many_schemes)
    text = canonical_json(data)
    say(f"hundred: {len(data['schemes'])} schemes, {len(text.encode()) / 2**20:.1f} MB of JSON")
    checker = Checker(text)
    times = [seconds_of(checker, json.dumps(one), run.size) for one in SITUATIONS.values()]
    yield Row("check.hundred.native_ms", round(median(times) * 1000, 2), "ms")
    yield from _startup(run, replace(loaded, data=data, catalogue=read_catalogue(data)))
    start = perf_counter()
    laws = sum(1 for _ in verify(data))
    say(f"hundred: {laws} laws")
    yield Row("verify.hundred.seconds", round(perf_counter() - start, 1), "s")


def many(data: dict[str, Any], schemes: int) -> dict[str, Any]:
    """Return a catalogue of so many schemes, copies of those that are not over, beside ours.

    Each has eight editions: those it has, and copies of the newest for the years after.
    """
    kept = {name: one for name, one in data["schemes"].items() if "closure" not in one["scheme"]}
    made = {}
    for number in range(schemes):
        of = deepcopy([*kept.values()][number % len(kept)])
        name = f"ordning-{number}"
        head = {key: value for key, value in of["scheme"].items() if key not in _OF_ONE_SCHEME}
        editions = of["editions"]
        newest = max(editions)
        for later in range(1, EDITIONS + 1 - len(editions)):
            year = str(int(newest) + later)
            editions[year] = {**deepcopy(editions[newest]), "year": year}
        for edition in editions.values():
            edition["scheme"] = name
        made[name] = {**of, "scheme": {**head, "id": name}, "editions": editions}
    return {**data, "schemes": data["schemes"] | made}


def _startup(run: Run, large: Loaded) -> Iterator[Row]:
    """Give a cold start with the large catalogue over one with ours, in turns."""
    program = find_program("chromium")
    if program is None:
        run.leave_out((_STARTUP,), "no Chromium was found")
        return
    ours = run.site or built(run.empty_folder("readers"))
    theirs = _with_catalogue(ours, run.empty_folder("hundred"), large)
    with hosting(ours) as small, hosting(theirs) as big, sync_playwright() as playwright:
        readers = Readers(playwright.chromium, str(program), run.size)
        readers.answer(small)
        ratios = []
        for number in range(1, run.size.starts + 1):
            taken = []
            for host in (small, big):
                with empty_profile() as folder, readers.browser(folder, keeps=False) as browser:
                    taken.append(readers.start(browser, host).verdict)
            say(f"hundred: start {number}: {taken[0]:.0f} ms, and {taken[1]:.0f} ms")
            ratios.append(taken[1] / taken[0])
    yield Row(_STARTUP, round(median(ratios), 3), "ratio")


def _with_catalogue(site: Path, copy: Path, loaded: Loaded) -> Path:
    """Copy the site into an empty folder, with another catalogue in the checker."""
    shutil.copytree(site, copy, dirs_exist_ok=True)
    write_runtime(copy, loaded)
    return copy
