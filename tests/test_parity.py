"""CPython and Pyodide give the same answer, to the byte, over the very files the site serves."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.situations import Asked, situations

from tilskudd_build.bundle import write_runtime
from tilskudd_build.loader import load
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.model import Catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
NODE: Final = Path(sys.executable).parent / "node"
COUNT: Final = 10_000
SEED: Final = 20230305
PROCESSES: Final = 2
TIME_LIMIT_S: Final = 300
SHOWN: Final = 3


class Pyodide:
    """Node processes with the rules in them, each at work on its share of the situations."""

    def __init__(self, bundle: Path, folder: Path) -> None:
        self._command = [str(NODE), str(ROOT / "tests" / "parity" / "check.mjs"), str(bundle)]
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


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT / "schemes")[1]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    write_runtime(site, load(ROOT / "schemes")[0])
    return site / "checker"


@pytest.fixture(scope="module")
def native(bundle: Path) -> Checker:
    return Checker((bundle / "catalogue.json").read_text(encoding="utf-8"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def differences(
    asked: Sequence[Asked], bundle: Path, native: Checker, tmp_path: Path
) -> tuple[list[str], Counter[str]]:
    """Return each difference with both answers, and how many were checked and refused."""
    pyodide = Pyodide(bundle, tmp_path)
    theirs = pyodide.start(asked)
    kinds: Counter[str] = Counter()
    ours = []
    for one in asked:
        answer = native.check(one.text, one.language)
        kinds["refused" if '"problems":' in answer[:200] else "checked"] += 1
        ours.append(sha256(answer))
    pairs = zip(asked, ours, theirs, strict=True)
    differ = [one for one, our, their in pairs if our != their]
    # Asked once more for the whole answer, which is only shown where there is something to show.
    texts = pyodide.start(differ[:SHOWN], "--text") if differ else iter(())
    shown = [
        f"{one.language}: {one.text}\n  CPython: {native.check(one.text, one.language)}"
        f"\n  Pyodide: {json.loads(text)}"
        for one, text in zip(differ[:SHOWN], texts, strict=True)
    ]
    return [f"{len(differ)} of {len(asked)} differ", *shown] if differ else [], kinds


def test_ten_thousand_situations_get_the_same_answer(
    catalogue: Catalogue, bundle: Path, native: Checker, tmp_path: Path
) -> None:
    asked = list(situations(catalogue, count=COUNT, seed=SEED))
    found, kinds = differences(asked, bundle, native, tmp_path)
    assert not found, "\n\n".join(found)
    assert len(asked) >= COUNT
    # Most are checked, and refusals are tried too.
    assert kinds["checked"] > 0.8 * COUNT
    assert kinds["refused"] > 0.05 * COUNT


# What the generator leaves out, for one answer to it would end the run.
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"year": ' + "[" * 20_000 + "]" * 20_000 + "}", id="nested without end"),
        pytest.param('{"measure": "\U0001cc00"}', id="a character of Unicode 16"),
    ],
)
def test_hostile_text_gets_the_same_answer(
    text: str, bundle: Path, native: Checker, tmp_path: Path
) -> None:
    asked = [Asked(text, "nb")]
    found, _ = differences(asked, bundle, native, tmp_path)
    assert not found, "\n\n".join(found)


def test_the_situations_are_the_same_every_time(catalogue: Catalogue) -> None:
    first, again = (list(situations(catalogue, count=200, seed=SEED)) for _ in range(2))
    other = list(situations(catalogue, count=200, seed=SEED + 1))
    assert first == again
    assert first != other


def test_the_situations_reach_every_verdict(catalogue: Catalogue, native: Checker) -> None:
    """A generator that only ever got one kind of answer would compare little."""
    reached: dict[str, set[object]] = {"eligibility": set(), "amount": set(), "basis": set()}
    outside: set[str] = set()
    for asked in situations(catalogue, count=2000, seed=SEED):
        answer = json.loads(native.check(asked.text, asked.language))
        for scheme in answer.get("schemes", ()):
            reached["eligibility"].add(scheme["eligibility"])
            reached["amount"].add(scheme["amount"]["status"])
            reached["basis"].add(scheme["basis"])
        outside |= {scheme["reason"] for scheme in answer.get("outside", ())}
    assert reached["eligibility"] == {"eligible", "not_eligible", "unknown", "assessment"}
    assert reached["amount"] == {
        *("ceiling", "discretionary", "not_stated", "indicative", "none", "unknown"),
    }
    assert reached["basis"] == {"edition", "latest_edition"}
    assert outside == {"ended", "no_edition"}
