"""A whole check: every scheme with every reason, from JSON text to JSON text."""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.rows import Row, say
from tests.benchmarks.site import bundle, open_page

from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WARM_UP: Final = 50
CHECKS: Final = 200

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
async ([situations, warmUp, checks]) => {
  const { RulesClient } = await import("/checker/client.mjs");
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


class DifferentAnswerError(Exception):
    """The browser answers something else."""


def measure() -> Iterator[Row]:
    """Give the median over the situations, and the slowest of them."""
    texts = [json.dumps(situation) for situation in SITUATIONS.values()]
    checker = Checker((bundle() / "catalogue.json").read_text(encoding="utf-8"))
    yield from _rows("native", [_native(checker, text) for text in texts])
    try:
        with open_page() as page:
            medians, results = page.evaluate(IN_THE_PAGE, [texts, WARM_UP, CHECKS])
    except LookupError as error:
        say(f"check.all: the browser's rows are left out: {error}")
        return
    if results != [checker.check(text) for text in texts]:
        raise DifferentAnswerError
    yield from _rows("browser", [milliseconds / 1000 for milliseconds in medians])


def _native(checker: Checker, text: str) -> float:
    """Return the median seconds of one check."""
    times = []
    for _ in range(WARM_UP + CHECKS):
        start = perf_counter()
        checker.check(text)
        times.append(perf_counter() - start)
    return median(times[WARM_UP:])


def _rows(where: str, seconds: Sequence[float]) -> Iterator[Row]:
    for name, one in zip(SITUATIONS, seconds, strict=True):
        say(f"check.all: {where}: {one * 1000:.2f} ms: {name}")
    yield Row(f"check.all.{where}_ms", round(median(seconds) * 1000, 3), "ms")
    yield Row(f"check.all.{where}_slowest_ms", round(max(seconds) * 1000, 3), "ms")
