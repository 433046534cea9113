"""The rules in Pyodide under Node, as the browser loads them, held against the rules in CPython."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.situations import Asked

ROOT: Final = Path(__file__).resolve().parent.parent
NODE: Final = Path(sys.executable).parent / "node"
PROCESSES: Final = 2
TIME_LIMIT_S: Final = 300
SHOWN: Final = 3


class Pyodide:
    """Node processes with the rules in them, each at work on its share of the situations."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self._command = [
            str(NODE),
            str(ROOT / "tests" / "assets" / "parity" / "check.mjs"),
            str(bundle),
        ]
        self._folder = folder

    def start(self, asked: Sequence[Asked], *arguments: str) -> Iterator[str]:
        """Start to work at once; the answers, a line each, are waited for when they are read."""
        share = -(-len(asked) // PROCESSES)
        parts = [asked[start : start + share] for start in range(0, len(asked), share)]
        with ExitStack() as files:
            processes = []
            for number, part in enumerate(parts):
                question, answer = self._folder / f"{number}.in", self._folder / f"{number}.out"
                lines = [json.dumps([one.text, one.language]) + "\n" for one in part]
                question.write_text("".join(lines), encoding="utf-8")
                process = subprocess.Popen(
                    [*self._command, *arguments],
                    stdin=files.enter_context(question.open("rb")),
                    stdout=files.enter_context(answer.open("wb")),
                    stderr=subprocess.PIPE,
                    encoding="utf-8",
                )
                processes.append((process, answer))
        return self._wait(processes)

    def _wait(self, processes: list[tuple[subprocess.Popen[str], Path]]) -> Iterator[str]:
        for process, answer in processes:
            _, errors = process.communicate(timeout=TIME_LIMIT_S)
            assert process.returncode == 0, errors[-2000:]
            yield from answer.read_text(encoding="utf-8").splitlines()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def differences(
    asked: Sequence[Asked], bundle: Path, check: Callable[[str, str], str], tmp_path: Path
) -> tuple[list[str], Counter[str]]:
    """Return each difference with both answers, and how many were checked and refused.

    Args:
        asked: what is asked.
        bundle: the folder of what the browser loads.
        check: CPython's answer to a situation in a language; each is asked for once, in order,
            and those that differ once more.
        tmp_path: where questions and answers are kept meanwhile.
    """
    pyodide = Pyodide(bundle, tmp_path)
    theirs = pyodide.start(asked)
    kinds: Counter[str] = Counter()
    ours = []
    for one in asked:
        answer = check(one.text, one.language)
        kinds["refused" if '"problems":' in answer[:200] else "checked"] += 1
        ours.append(sha256(answer))
    pairs = zip(asked, ours, theirs, strict=True)
    differ = [one for one, our, their in pairs if our != their]
    # Asked once more for the whole answer, which is only shown where there is something to show.
    texts = pyodide.start(differ[:SHOWN], "--text") if differ else iter(())
    shown = [
        f"{one.language}: {one.text}\n  CPython: {check(one.text, one.language)}"
        f"\n  Pyodide: {json.loads(text)}"
        for one, text in zip(differ[:SHOWN], texts, strict=True)
    ]
    return [f"{len(differ)} of {len(asked)} differ", *shown] if differ else [], kinds
