"""Try mutants: one collection of the tests, then a forked process a mutant.

A forked process has the tests collected and nothing of them run. It gives the changed functions
their changed code and runs the tests that reach the changed lines, the quick ones first, until one
fails. So a mutant costs what its tests cost and no more.
"""

from __future__ import annotations

import ast
import gc
import os
import pickle
import resource
import sys
import time
import traceback
import warnings
from collections import defaultdict
from functools import cache
from inspect import CO_OPTIMIZED
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Final

from _pytest.runner import runtestprotocol
from tests.mutation.mutants import Mutant, mutated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pytest

NOTICED: Final = "noticed"
SURVIVED: Final = "survived"
NOT_REACHED: Final = "reached by no test"
TOO_SLOW: Final = "too slow"

_NOTICED_CODE: Final = 11
_SURVIVED_CODE: Final = 12
_BROKEN_CODE: Final = 13
_TOOL: Final = 3
"""The slot of ``sys.monitoring`` that is free for such tools."""
_SLOWER: Final = 10
_PATIENCE_S: Final = 5
_MEMORY: Final = 4 << 30


type _Reached = dict[str, dict[int, list[int]]]
"""Which tests, by number, reach a line of a file."""


class TestsFailError(Exception):
    """The tests fail without any change: they can judge none."""


class Runner:
    """A pytest plugin that runs the tests over and over in place of once.

    Args:
        mutants: the changes to try, by the file they are in.
        processes: how many are tried at a time.
        progress: told after each how many are done.

    Attributes:
        results: what became of each.
    """

    def __init__(
        self,
        mutants: dict[Path, list[Mutant]],
        processes: int,
        progress: Callable[[int], None],
    ) -> None:
        self.results: list[tuple[Mutant, str]] = []
        self._mutants = mutants
        self._processes = processes
        self._progress = progress
        self._reach: _Reached = {}
        self._seconds: list[float] = []
        self._live: dict[CodeType, list[FunctionType]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        items = session.items
        self._live = _live()
        # Read at once: what is edited while this runs is for the next run.
        for path in self._mutants:
            _parsed(path)
        self._reach, self._seconds = _in_child(lambda: _reach(items, [*self._mutants]))
        quick_first = sorted(range(len(items)), key=lambda index: self._seconds[index])
        if not _in_child(lambda: _pass([items[index] for index in quick_first])):
            message = "a test that runs in another order fails: then nothing follows from a failure"
            raise TestsFailError(message)
        running: dict[int, Mutant] = {}
        for path, mutant in self._every():
            order = self._tests_for(path, mutant)
            if not order:
                self._done(mutant, NOT_REACHED)
                continue
            while len(running) >= self._processes:
                self._wait(running)
            seconds = _PATIENCE_S + _SLOWER * sum(self._seconds[index] for index in order)
            pid = self._start(path, mutant, [items[index] for index in order], round(seconds))
            running[pid] = mutant
        while running:
            self._wait(running)
        return True

    def _every(self) -> Iterator[tuple[Path, Mutant]]:
        return ((path, mutant) for path, found in self._mutants.items() for mutant in found)

    def _tests_for(self, path: Path, mutant: Mutant) -> list[int]:
        reached = self._reach.get(str(path), {})
        found = {index for line in mutant.lines for index in reached.get(line, ())}
        return sorted(found, key=lambda index: self._seconds[index])

    def _start(self, path: Path, mutant: Mutant, items: Sequence[pytest.Item], seconds: int) -> int:
        pid = os.fork()
        if pid == 0:
            code = _BROKEN_CODE
            try:
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
                resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                _apply(path, mutant, self._live)
                code = _SURVIVED_CODE if _pass(items) else _NOTICED_CODE
            except Exception:  # noqa: BLE001 - told by the exit code, too
                traceback.print_exc()
            finally:
                os._exit(code)
        return pid

    def _wait(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        mutant = running.pop(pid)
        if code == _BROKEN_CODE:
            raise RuntimeError(mutant.identity)
        # Ended by a signal: it ran for much longer than all the tests together.
        verdict = {_NOTICED_CODE: NOTICED, _SURVIVED_CODE: SURVIVED}.get(code, TOO_SLOW)
        self._done(mutant, verdict)

    def _done(self, mutant: Mutant, verdict: str) -> None:
        self.results.append((mutant, verdict))
        self._progress(len(self.results))


def _pass(items: Sequence[pytest.Item]) -> bool:
    """Run tests until one fails."""
    following = [*items[1:], None]
    for item, next_item in zip(items, following, strict=True):
        reports = runtestprotocol(item, log=False, nextitem=next_item)
        if any(report.failed for report in reports):
            return False
    return True


def _reach(items: Sequence[pytest.Item], paths: Sequence[Path]) -> tuple[_Reached, list[float]]:
    """Run every test once; return which of them reach each line, and how long each takes."""
    names = {str(path) for path in paths}
    reached: _Reached = {name: {} for name in names}
    now = 0

    def line(code: CodeType, number: int) -> object:
        reached[code.co_filename].setdefault(number, []).append(now)
        # Not told again of this line, until the next test.
        return sys.monitoring.DISABLE

    sys.monitoring.use_tool_id(_TOOL, "mutation")
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.LINE, line)
    for code in _live():
        if code.co_filename in names:
            for one in _nested(code):
                sys.monitoring.set_local_events(_TOOL, one, sys.monitoring.events.LINE)
    seconds = []
    for now, item in enumerate(items):  # noqa: B007 - `line` reads it
        sys.monitoring.restart_events()
        start = time.process_time()
        if not _pass([item]):
            raise TestsFailError(item.nodeid)
        seconds.append(time.process_time() - start)
    return reached, seconds


def _in_child[T](work: Callable[[], T]) -> T:
    """Do work in a forked process, so that nothing it leaves behind is there for the mutants."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe)
            code = 0
        except TestsFailError as error:
            sys.stderr.write(f"This test fails without any change: {error}\n")
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise TestsFailError
    return pickle.loads(told)  # type: ignore[no-any-return]  # noqa: S301 - from our own process


@cache
def _parsed(path: Path) -> tuple[ast.Module, list[CodeType]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tree, [*_functions(compile(tree, str(path), "exec", dont_inherit=True))]


def _apply(path: Path, mutant: Mutant, live: dict[CodeType, list[FunctionType]]) -> None:
    """Give the functions that the change is in their changed code."""
    tree, whole = _parsed(path)
    changed = mutated(tree, mutant)
    after = [*_functions(compile(changed, str(path), "exec", dont_inherit=True))]
    replaced = {old: new for old, new in zip(whole, after, strict=True) if old != new}
    functions = [one for code in replaced for one in live.get(code, ())]
    with warnings.catch_warnings():
        # A generator that has lost its only `yield` is a plain function.
        warnings.simplefilter("ignore", DeprecationWarning)
        for function in functions:
            before = function.__code__
            # A method that has lost its only `super()` still belongs to its class.
            function.__code__ = replaced[before].replace(co_freevars=before.co_freevars)
    # A function that is nowhere to be found would make every change to it a survivor.
    assert functions or not replaced, mutant.identity


def _live() -> dict[CodeType, list[FunctionType]]:
    """Find every function there is, wherever it is kept: in a table, under a decorator."""
    found: dict[CodeType, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[one.__code__].append(one)
    return found


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _nested(constant)


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Give the code of the functions and methods of a module, but not of those inside them."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & CO_OPTIMIZED:
                yield constant
            else:
                yield from _functions(constant)
