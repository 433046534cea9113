"""Change the rules in one small way at a time and see whether a test notices.

    make mutation                                 the whole rule module
    make mutation ONLY='tilskudd_rules.money.*'   what is in the functions of that name

A change that neither a test nor the type checker notices is a survivor. Each one is either a
missing test or no change at all (an equivalent mutant): the latter stand in `accepted.toml`, with
the reason. The run fails on any other, and on an entry that no longer survives.

What is changed stands in functions and methods. What stands at the top of a module (a table, a
pattern, a default) has run before any test does, and is left alone. No file is touched.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from tests.mutation.mutants import Mutant, mutants, mutated
from tests.mutation.running import NOT_REACHED, SURVIVED, Runner

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
PACKAGE: Final = "tilskudd_rules"
RULES: Final = ROOT / "checker" / PACKAGE
TESTS: Final = ("tests/rules", "tests/test_cases.py")
ACCEPTED: Final = HERE / "accepted.toml"
TYPED: Final = ROOT / "build" / "mutation"
KEYS: Final = ("function", "statement", "removed", "added")
CAUGHT: Final = "caught by the type checker"

type Identity = tuple[str, str, str, str]


def main(patterns: list[str]) -> int:
    """Run; return the exit code."""
    start = time.monotonic()
    found = {path: _chosen(path, patterns) for path in sorted(RULES.glob("*.py"))}
    total = sum(map(len, found.values()))
    runner = Runner(found, os.cpu_count() or 2, lambda done: _progress(done, total))
    code = _run_tests(runner)
    if len(runner.results) != total:
        say(f"pytest ended with {code}, and not all was tried")
        return 2
    paths = {mutant: path for path, those in found.items() for mutant in those}
    counts = Counter(verdict for _, verdict in runner.results)
    left = [mutant for mutant, verdict in runner.results if verdict in (SURVIVED, NOT_REACHED)]
    caught = _caught_by_the_type_checker(left, paths)
    counts[CAUGHT] = len(caught)
    survivors = {mutant.identity for mutant in left if mutant not in caught}
    unexplained, stale = _held_against_accepted(survivors, partial=bool(patterns))
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common())
    say(f"\n{total} mutants: {told}; in {minutes} min {seconds} s")
    say(f"{len(unexplained)} unexplained, {len(survivors) - len(unexplained)} accepted")
    return 1 if unexplained or stale else 0


def say(text: str) -> None:
    """Tell whoever runs it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _progress(done: int, total: int) -> None:
    if done % 250 == 0 or done == total:
        say(f"{done} of {total}")


def _chosen(path: Path, patterns: list[str]) -> list[Mutant]:
    every = mutants(path, f"{PACKAGE}.{path.stem}")
    return [one for one in every if not patterns or _matches(one, patterns)]


def _matches(mutant: Mutant, patterns: list[str]) -> bool:
    return any(fnmatchcase(mutant.identity[0], pattern) for pattern in patterns)


def _run_tests(runner: Runner) -> int:
    """Let pytest collect the tests and the runner run them."""
    # A counterexample is enough; the smallest one is nobody's question here.
    settings.register_profile(
        "mutation",
        max_examples=60,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.differing_executors),
    )
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    options = ["-q", "-s", "--tb=line", "-p", "no:cacheprovider"]
    # A test that is known to fail notices nothing.
    options += ["-o", "xfail_strict=false"]
    # Hypothesis is here before pytest is, which matters to its own messages only.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return pytest.main([*options, *TESTS], plugins=[runner])


def _caught_by_the_type_checker(
    left: Iterable[Mutant], paths: dict[Mutant, Path]
) -> frozenset[Mutant]:
    """Return the mutants that `make lint` would refuse."""
    copy = TYPED / PACKAGE
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(RULES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    caught = set()
    try:
        if not _type_checks():
            message = "the rules do not type-check as they stand"
            raise RuntimeError(message)
        for mutant in left:
            file = copy / paths[mutant].name
            source = file.read_text(encoding="utf-8")
            code = ast.unparse(mutated(ast.parse(source), mutant))
            file.write_text(code, encoding="utf-8")
            if not _type_checks():
                caught.add(mutant)
            file.write_text(source, encoding="utf-8")
    finally:
        _daemon("stop")
    return frozenset(caught)


def _type_checks() -> bool:
    return _daemon("run", "--", "--config-file", str(ROOT / "pyproject.toml"), PACKAGE) == 0


def _daemon(*arguments: str) -> int:
    program = [sys.executable, "-m", "mypy.dmypy", *arguments]
    return subprocess.run(program, cwd=TYPED, check=False, stdout=subprocess.DEVNULL).returncode


def _held_against_accepted(
    survivors: set[Identity], *, partial: bool
) -> tuple[list[Identity], list[Identity]]:
    """Return the survivors nobody has explained, and the explanations that explain nothing."""
    entries = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))["survivor"]
    for entry in entries:
        if not entry.get("reason"):
            message = f"{ACCEPTED.name}: no reason for {entry}"
            raise ValueError(message)
    accepted: set[Identity] = {
        (e["function"], e["statement"], e["removed"], e["added"]) for e in entries
    }
    unexplained = sorted(survivors - accepted)
    # Where only some were tried, the others' entries say nothing.
    stale = [] if partial else sorted(accepted - survivors)
    for title, found in (("Unexplained", unexplained), ("No longer there", stale)):
        for identity in found:
            say(f"\n# {title}\n[[survivor]]")
            for key, value in zip(KEYS, identity, strict=True):
                say(f"{key} = {json.dumps(value, ensure_ascii=False)}")
            say('reason = ""')
    return unexplained, stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
