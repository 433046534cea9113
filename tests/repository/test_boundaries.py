"""Imports point one way: build → rules; and MkDocs is known in one place only."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "checker" / "tilskudd_rules"
BUILD = ROOT / "scripts" / "tilskudd_build"

# No input, no output, no clock, no chance: what the rules say depends on what they are given alone.
NOT_FOR_RULES = {
    "asyncio",
    "http",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "platform",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
}
CLOCKS = {"now", "today", "utcnow"}
IO_CALLS = {"input", "open", "print"}


def modules(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Give the top-level name of everything a module imports, wherever in it."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module, _, 0) if module:
                yield module.partition(".")[0]
            case ast.ImportFrom():
                yield "."
            case ast.Call(
                ast.Name("__import__") | ast.Attribute(attr="import_module"),
                [ast.Constant(str(name)), *_],
            ):
                yield name.partition(".")[0]
            case _:
                pass


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_modules_to_look_at() -> None:
    assert modules(RULES)
    assert modules(BUILD)


@pytest.mark.parametrize("path", modules(RULES), ids=name_of)
def test_the_rules_import_the_standard_library_and_themselves_only(path: Path) -> None:
    allowed = (sys.stdlib_module_names | {"tilskudd_rules", "."}) - NOT_FOR_RULES
    assert set(imported(parse(path))) - allowed == set()


@pytest.mark.parametrize("path", modules(RULES), ids=name_of)
def test_the_rules_read_nothing_write_nothing_and_have_no_clock(path: Path) -> None:
    called = [node.func for node in ast.walk(parse(path)) if isinstance(node, ast.Call)]
    names = {function.id for function in called if isinstance(function, ast.Name)}
    methods = {function.attr for function in called if isinstance(function, ast.Attribute)}
    assert names & IO_CALLS == set()
    assert methods & CLOCKS == set()


def test_mkdocs_is_known_to_what_runs_it_and_to_what_it_calls_back() -> None:
    those = {path.name for path in modules(BUILD) if "mkdocs" in set(imported(parse(path)))}
    assert those == {"mkdocs_build.py", "mkdocs_plugin.py"}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import mkdocs.plugins as p", {"mkdocs"}),
        ("def f():\n    from mkdocs.structure import files", {"mkdocs"}),
        ("from . import model", {"."}),
        ("import importlib\nimportlib.import_module('mkdocs.x')", {"importlib", "mkdocs"}),
        ("__import__('os')", {"os"}),
    ],
)
def test_an_import_is_seen_wherever_it_hides(source: str, names: set[str]) -> None:
    assert set(imported(ast.parse(source))) == names
