"""A contestant in a process of its own.

It is told the model in one JSON line and answers with the total of each case. After that each line
it reads is a number of calls, and it answers with the seconds they took.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ContestantError(Exception):
    """A contestant broke off."""


class Contestant:
    """A program that works the amount out.

    Args:
        command: the program.
        model: what it is to work out.

    Attributes:
        answers: the total of each of the model's cases.
    """

    def __init__(self, command: Sequence[str], model: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.answers: list[float] = self._ask(model)

    def time(self, calls: int) -> float:
        """Work the first case out `calls` times; return the seconds it took."""
        return float(self._ask(calls))

    def _ask(self, question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            message = f"{self._process.args!r} ended with {self._process.wait()}"
            raise ContestantError(message)
        return json.loads(answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
