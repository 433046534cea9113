"""Change the rules in one small way at a time and see whether a test notices.

    make mutation                                 the whole rule module
    make mutation ONLY='tilskudd_rules.rates*'    the module, class or function of that name

A change that neither a test nor the type checker notices is a survivor. Each one is either a
missing test or no change at all (an equivalent mutant): the latter stand in `accepted.toml`, with
the reason. The run fails on any other, and on an entry that no longer survives.

The tests that run quickest come first, then the type checker, then the slow tests: most mutants
cost a fraction of a second, a survivor all the tests that reach it. A line a module says how it
went; survivors are told when their module is done, as entries to copy. A run uses all cores and may
be made gentler on them: `nice -n 15 env PYTHON_CPU_COUNT=1 make mutation`.

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
from tests.mutation.mutants import Mutant, mutants, mutate
from tests.mutation.running import NOT_REACHED, NOTICED, REFUSED, SURVIVED, TOO_SLOW, Runner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.mutation.running import Results

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
PACKAGE: Final = "tilskudd_rules"
RULES: Final = ROOT / "checker" / PACKAGE
TESTS: Final = ("tests/rules", "tests/files/test_cases.py", "tests/commands/test_validate.py")
ACCEPTED: Final = HERE / "accepted.toml"
TYPED: Final = ROOT / "build" / "mutation"
KEYS: Final = ("function", "statement", "removed", "added")

type Identity = tuple[str, str, str, str]


def main(patterns: list[str]) -> int:
    """Run; return the exit code."""
    start = time.monotonic()
    found = {path: _chosen(path, patterns) for path in sorted(RULES.rglob("*.py"))}
    total = sum(map(len, found.values()))
    accepted = _accepted()
    runner = Runner(
        found,
        os.cpu_count() or 2,
        _refused_by_the_type_checker,
        lambda path, results: _tell(path, results, accepted),
    )
    code = _run_tests(runner)
    if len(runner.results) != total:
        say(f"pytest ended with {code}, and not all was tried")
        return 2
    survivors = _survivors(runner.results)
    # Where only some were tried, the others' entries say nothing.
    stale = set() if patterns else accepted - survivors
    _list("No longer there", stale)
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    say(f"{_row('all', runner.results, accepted)}; in {minutes} min {seconds} s")
    return 1 if stale or not survivors <= accepted else 0


def say(text: str) -> None:
    """Tell whoever runs it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _tell(path: Path, results: Results, accepted: set[Identity]) -> None:
    if results:
        _list("Unexplained", _survivors(results) - accepted)
        say(_row(path.stem, results, accepted))


def _row(name: str, results: Results, accepted: set[Identity]) -> str:
    survivors = _survivors(results)
    counts = Counter(verdict for _, verdict in results)
    told = [f"{counts[verdict]} {verdict}" for verdict in (NOTICED, TOO_SLOW, REFUSED)]
    told += [f"{len(survivors & accepted)} accepted", f"{len(survivors - accepted)} unexplained"]
    return f"{name}: {len(results)} mutants: {', '.join(told)}"


def _list(title: str, those: Iterable[Identity]) -> None:
    """Write survivors the way they stand in the file of those accepted."""
    for identity in sorted(those):
        say(f"\n# {title}\n[[survivor]]")
        for key, value in zip(KEYS, identity, strict=True):
            say(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        say('reason = ""\n')


def _survivors(results: Results) -> set[Identity]:
    return {mutant.identity for mutant, verdict in results if verdict in (SURVIVED, NOT_REACHED)}


def _chosen(path: Path, patterns: list[str]) -> list[Mutant]:
    every = mutants(path, _module(path))
    return [one for one in every if not patterns or _matches(one, patterns)]


def _module(path: Path) -> str:
    """Return what a module is imported as."""
    return ".".join(path.relative_to(RULES.parent).with_suffix("").parts)


def _matches(mutant: Mutant, patterns: list[str]) -> bool:
    return any(fnmatchcase(mutant.identity[0], pattern) for pattern in patterns)


def _run_tests(runner: Runner) -> int:
    """Let pytest collect the tests and the runner run them."""
    # A counterexample is enough; the smallest one is nobody's question here.
    settings.register_profile(
        "mutation",
        max_examples=30,
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


def _refused_by_the_type_checker(path: Path, left: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that `make lint` would refuse."""
    if not left:
        return []
    copy = TYPED / PACKAGE
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(RULES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    refused = []
    try:
        if not _type_checks():
            message = "the rules do not type-check as they stand"
            raise RuntimeError(message)
        file = copy / path.relative_to(RULES)
        source = file.read_text(encoding="utf-8")
        for mutant in left:
            code = ast.unparse(mutate(ast.parse(source), mutant))
            file.write_text(code, encoding="utf-8")
            if not _type_checks():
                refused.append(mutant)
    finally:
        _daemon("stop")
    return refused


def _type_checks() -> bool:
    return _daemon("run", "--", "--config-file", str(ROOT / "pyproject.toml"), PACKAGE) == 0


def _daemon(*arguments: str) -> int:
    program = [sys.executable, "-m", "mypy.dmypy", *arguments]
    return subprocess.run(program, cwd=TYPED, check=False, stdout=subprocess.DEVNULL).returncode


def _accepted() -> set[Identity]:
    entries = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))["survivor"]
    for entry in entries:
        if not entry.get("reason"):
            message = f"{ACCEPTED.name}: no reason for {entry}"
            raise ValueError(message)
    return {(e["function"], e["statement"], e["removed"], e["added"]) for e in entries}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
