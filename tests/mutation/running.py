"""Try mutants: one collection of the tests, then a forked process a mutant.

A forked process has the tests collected and nothing of them run. It gives the changed functions
their changed code and runs the tests that reach the changed lines, the quick ones first, until one
fails. So a mutant costs what its tests cost and no more. What the quick tests leave goes to the
type checker, which is quick, too, before the slow ones try it.
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
from bisect import bisect
from collections import defaultdict
from functools import cache
from inspect import CO_OPTIMIZED
from itertools import accumulate
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Final

from _pytest.runner import runtestprotocol
from tests.mutation.mutants import Mutant, mutate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    import pytest

NOTICED: Final = "noticed"
SURVIVED: Final = "survived"
NOT_REACHED: Final = "reached by no test"
TOO_SLOW: Final = "too slow"
REFUSED: Final = "refused by the type checker"

_NOTICED_CODE: Final = 11
_SURVIVED_CODE: Final = 12
_BROKEN_CODE: Final = 13
_TOOL: Final = 3
"""The slot of ``sys.monitoring`` that is free for such tools."""
_SLOWER: Final = 10
_PATIENCE_S: Final = 5
_QUICK_S: Final = 2
"""Together the quick tests of a mutant take no longer than this."""
_MEMORY: Final = 4 << 30


type _Where = tuple[str, str, int]
"""A function's file, its name in full and its first line."""
type Results = list[tuple[Mutant, str]]
type _Reached = dict[str, dict[int, list[int]]]
"""Which tests, by number, reach a line of a file."""


class TestsFailError(Exception):
    """The tests fail without any change: they can judge none."""


class Runner:
    """A pytest plugin that runs the tests over and over in place of once.

    Args:
        mutants: the changes to try, by the file they are in.
        processes: how many are tried at a time.
        refused: says which of some mutants of a file the type checker refuses.
        tell: told what became of the mutants of a file when it is done.

    Attributes:
        results: what became of each.
    """

    def __init__(
        self,
        mutants: dict[Path, list[Mutant]],
        processes: int,
        refused: Callable[[Path, Sequence[Mutant]], Collection[Mutant]],
        tell: Callable[[Path, Results], None],
    ) -> None:
        self.results: Results = []
        self._mutants = mutants
        self._processes = processes
        self._refused = refused
        self._tell = tell
        self._reach: _Reached = {}
        self._seconds: list[float] = []
        self._live: dict[_Where, list[FunctionType]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        items = session.items
        self._live = _live()
        # Read at once: what is edited while this runs is for the next run.
        for path in self._mutants:
            _statements(path)
        self._reach, self._seconds = _in_child(lambda: _reach(items, [*self._mutants]))
        quick_first = sorted(range(len(items)), key=lambda index: self._seconds[index])
        if not _in_child(lambda: _pass([items[index] for index in quick_first])):
            message = "a test that runs in another order fails: then nothing follows from a failure"
            raise TestsFailError(message)
        for path, found in self._mutants.items():
            before = len(self.results)
            left = self._try(path, found, items, slow=False)
            refused = self._refused(path, left)
            self.results += [(mutant, REFUSED) for mutant in refused]
            left = [mutant for mutant in left if mutant not in refused]
            for mutant in self._try(path, left, items, slow=True):
                reached = any(self._tests_for(path, mutant))
                self.results.append((mutant, SURVIVED if reached else NOT_REACHED))
            self._tell(path, self.results[before:])
        return True

    def _try(
        self, path: Path, mutants: Sequence[Mutant], items: Sequence[pytest.Item], *, slow: bool
    ) -> list[Mutant]:
        """Run the quick tests of some mutants or their slow ones; return those none noticed."""
        running: dict[int, Mutant] = {}
        left: list[Mutant] = []
        for mutant in mutants:
            order = self._tests_for(path, mutant)[slow]
            while len(running) >= self._processes:
                self._wait(running, left)
            seconds = _PATIENCE_S + _SLOWER * sum(self._seconds[index] for index in order)
            pid = self._start(path, mutant, [items[index] for index in order], round(seconds))
            running[pid] = mutant
        while running:
            self._wait(running, left)
        return left

    def _tests_for(self, path: Path, mutant: Mutant) -> tuple[list[int], list[int]]:
        """Return the quick and the slow tests that reach a mutant, each with the quickest first."""
        reached = self._reach.get(str(path), {})
        found = {index for line in mutant.lines for index in reached.get(line, ())}
        order = sorted(found, key=lambda index: self._seconds[index])
        taken = [*accumulate(self._seconds[index] for index in order)]
        quick = bisect(taken, _QUICK_S)
        return order[:quick], order[quick:]

    def _start(self, path: Path, mutant: Mutant, items: Sequence[pytest.Item], seconds: int) -> int:
        pid = os.fork()
        if pid == 0:
            code = _BROKEN_CODE
            try:
                _be_quiet()
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
                resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                _apply(path, mutant, self._live)
                code = _SURVIVED_CODE if _pass(items) else _NOTICED_CODE
            except Exception:  # noqa: BLE001 - told by the exit code, too
                traceback.print_exc()
            finally:
                os._exit(code)
        return pid

    def _wait(self, running: dict[int, Mutant], left: list[Mutant]) -> None:
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        mutant = running.pop(pid)
        if code == _BROKEN_CODE:
            raise RuntimeError(mutant.identity)
        if code == _SURVIVED_CODE:
            left.append(mutant)
        else:
            # Ended by a signal: it ran for much longer than all the tests together.
            self.results.append((mutant, NOTICED if code == _NOTICED_CODE else TOO_SLOW))


def _pass(items: Sequence[pytest.Item]) -> bool:
    """Run tests until one fails."""
    following = [*items[1:], None][: len(items)]
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

    def start(code: CodeType, _: int) -> object:
        # Of a function that is all in one line, a lambda, no line is told.
        return line(code, code.co_firstlineno)

    events = sys.monitoring.events
    sys.monitoring.use_tool_id(_TOOL, "mutation")
    sys.monitoring.register_callback(_TOOL, events.LINE, line)
    sys.monitoring.register_callback(_TOOL, events.PY_START, start)
    for functions in _live().values():
        code = functions[0].__code__
        if code.co_filename in names:
            for one in _nested(code):
                sys.monitoring.set_local_events(_TOOL, one, events.LINE | events.PY_START)
    seconds = []
    for now, item in enumerate(items):  # noqa: B007 - `line` reads it
        sys.monitoring.restart_events()
        before = time.process_time()
        if not _pass([item]):
            raise TestsFailError(item.nodeid)
        seconds.append(time.process_time() - before)
    return reached, seconds


def _in_child[T](work: Callable[[], T]) -> T:
    """Do work in a forked process, so that nothing it leaves behind is there for the mutants."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(reading)
            _be_quiet()
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


def _be_quiet() -> None:
    """Let what the tests print go nowhere; pytest captures nothing, so that this can be read."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@cache
def _statements(path: Path) -> tuple[ast.Module, list[list[CodeType]]]:
    """Return a module's tree, and the code of the functions in each of its statements."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tree, [_compiled(statement, path) for statement in tree.body]


def _compiled(statement: ast.stmt, path: Path) -> list[CodeType]:
    """Compile one statement of a module; compiling the whole for each mutant takes far longer."""
    module = ast.Module([statement], [])
    flag = annotations.compiler_flag
    return [*_functions(compile(module, str(path), "exec", flag, dont_inherit=True))]


def _apply(path: Path, mutant: Mutant, live: dict[_Where, list[FunctionType]]) -> None:
    """Give the functions that the change is in their changed code."""
    tree, statements = _statements(path)
    _, number, *_ = mutant.place
    assert isinstance(number, int)
    after = _compiled(mutate(tree, mutant).body[number], path)
    before = statements[number]
    replaced = {_where(old): new for old, new in zip(before, after, strict=True) if old != new}
    functions = [(one, new) for where, new in replaced.items() for one in live.get(where, ())]
    with warnings.catch_warnings():
        # A generator that has lost its only `yield` is a plain function.
        warnings.simplefilter("ignore", DeprecationWarning)
        for function, new in functions:
            # A method that has lost its only `super()` still belongs to its class.
            function.__code__ = new.replace(co_freevars=function.__code__.co_freevars)
    # A function that is nowhere to be found would make every change to it a survivor.
    assert functions or not replaced, mutant.identity


def _live() -> dict[_Where, list[FunctionType]]:
    """Find every function there is, wherever it is kept: in a table, under a decorator."""
    found: dict[_Where, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[_where(one.__code__)].append(one)
    return found


def _where(code: CodeType) -> _Where:
    """Say where code stands: compiled alone, it is not equal to that of the whole module."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _nested(constant)


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Give the code of the functions and methods of a module, but not of those inside them."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            # A generic function stands inside the code that makes its type parameters.
            generic = constant.co_name.startswith("<generic parameters of ")
            if constant.co_flags & CO_OPTIMIZED and not generic:
                yield constant
            else:
                yield from _functions(constant)
