"""A whole check: every scheme with every reason, from JSON text to JSON text."""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.rows import Row, say
from tests.benchmarks.site import CLIENT, open_page, write_checker

from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.run import Run, Size

_NATIVE: Final = ("check.all.native_ms", "check.all.native_slowest_ms")
_BROWSER: Final = ("check.all.browser_ms", "check.all.browser_slowest_ms")
ROWS: Final = (*_NATIVE, *_BROWSER)

TEAM: Final[dict[str, Any]] = {
    "year": 2023,
    "as_of": "2023-01-15",
    "municipality": "3405",
    "applicant_type": "municipality",
    "partners": ["municipality", "health_trust"],
    "measures": {"barn-og-unge": "fact-ung", "voksne-sammensatte-behov": "fact"},
    "new_measure": True,
    "positions_percent": [800, 1000, 1000, 1200],
    "pre_project": True,
    "costs": {"salary": 6_200_000, "operation": 900_000, "investment": 100_000},
    "requested_amount": 4_500_000,
    "cooperation_agreement": True,
    "submitted_on": "2023-03-02",
}
SITUATIONS: Final[dict[str, dict[str, Any]]] = {
    "only the year": {"year": 2023},
    "the first answers": {"year": 2025, "municipality": "0301", "applicant_type": "municipality"},
    "a team, everything answered": TEAM,
    "the same in a year without calls": {**TEAM, "year": 2026},
    "an applicant nothing is open to": {**TEAM, "applicant_type": "voluntary_organisation"},
    "drug work": {
        "year": 2025,
        "municipality": "4601",
        "applicant_type": "municipality",
        "measure": "oppsokende-team",
        "new_measure": False,
        "grant_years_received": {"kommunalt-rusarbeid": 1},
        "received_old_scheme": True,
        "positions_percent": 250,
        "requested_years": 2,
        "own_financing_from": ["kommunalt-rusarbeid"],
        "tryggest_status": "introduced",
    },
}

IN_THE_PAGE: Final = """
async ([address, situations, warmUp, checks]) => {
  const { RulesClient } = await import(address);
  const client = new RulesClient(() => {});
  await client.ready;
  const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const medians = [];
  const results = [];
  for (const situation of situations) {
    const times = [];
    for (let i = 0; i < warmUp + checks; i++) {
      const start = performance.now();
      results[medians.length] = await client.check(situation, "nb");
      if (i >= warmUp) {
        times.push(performance.now() - start);
      }
    }
    medians.push(middle(times));
  }
  client.close();
  return [medians, results];
}
"""
"""Asks the page's own client, which asks the page's own worker: there and back again."""


class RefusedError(Exception):
    """A situation is not one: to refuse it is no check."""


class DifferentAnswerError(Exception):
    """The browser answers something else."""


def measure(run: Run) -> Iterator[Row]:
    """Give the median over the situations, and the slowest of them."""
    size = run.size
    site = run.empty_folder("site")
    texts = [json.dumps(situation) for situation in SITUATIONS.values()]
    checker = Checker((write_checker(site) / "catalogue.json").read_text(encoding="utf-8"))
    answers = [checker.check(text) for text in texts]
    for name, answer in zip(SITUATIONS, answers, strict=True):
        if problems := json.loads(answer).get("problems"):
            raise RefusedError(name, problems)
    yield from _rows("native", _NATIVE, [seconds_of(checker, text, size) for text in texts])
    try:
        with open_page(site) as page:
            asked = [CLIENT, texts, size.check_warm_ups, size.checks]
            medians, results = page.evaluate(IN_THE_PAGE, asked)
    except LookupError as error:
        run.leave_out(_BROWSER, str(error))
        return
    if results != answers:
        raise DifferentAnswerError
    yield from _rows("browser", _BROWSER, [milliseconds / 1000 for milliseconds in medians])


def seconds_of(checker: Checker, text: str, size: Size) -> float:
    """Return the median seconds of one check."""
    times = []
    for _ in range(size.check_warm_ups + size.checks):
        start = perf_counter()
        checker.check(text)
        times.append(perf_counter() - start)
    return median(times[size.check_warm_ups :])


def _rows(where: str, names: tuple[str, str], seconds: Sequence[float]) -> Iterator[Row]:
    for situation, one in zip(SITUATIONS, seconds, strict=True):
        say(f"check.all: {where}: {one * 1000:.2f} ms: {situation}")
    for name, one in zip(names, (median(seconds), max(seconds)), strict=True):
        yield Row(name, round(one * 1000, 3), "ms")
