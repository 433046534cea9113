"""The short form: whether a subject still makes each of its rows. The figures mean nothing."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.rows import Row
    from tests.benchmarks.run import Run, Subject


def troubles(subject: Subject, run: Run) -> list[str]:
    """Run a subject; say which rows are missing, unknown, made twice, or hold no measurement."""
    rows = list(subject.measure(run))
    made = Counter(row.name for row in rows)
    wanted = Counter(name for name in subject.ROWS if name not in run.left_out)
    found = [] if rows else ["no row was made"]
    found += [f"{name}: not made" for name in wanted - made]
    found += [f"{name}: made, and not among those it names" for name in made - wanted]
    found += [f"{row.name}: {row.value!r}" for row in rows if not _is_measured(row)]
    return found


def _is_measured(row: Row) -> bool:
    """Whether it holds a number: above zero, for all but a score takes some time or room."""
    value: object = row.value
    if not isinstance(value, int | float) or not isfinite(value):
        return False
    return value > 0 or (value == 0 and row.unit == "score")
