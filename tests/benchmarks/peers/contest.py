"""The contestants' side of the protocol in process.py, for those that run in Python."""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

type Total = Callable[[int, int], int]


def contest(build: Callable[[dict[str, Any]], Total]) -> None:
    """Build an engine with the model in it, say what it answers, then take times till the end."""
    model = json.loads(sys.stdin.readline())
    total = build(model)
    _reply([total(positions, received) for positions, received in model["cases"]])
    positions, received = model["cases"][0]
    for line in sys.stdin:
        start = perf_counter()
        for _ in range(int(line)):
            total(positions, received)
        _reply(perf_counter() - start)


def _reply(value: object) -> None:
    print(json.dumps(value), flush=True)
