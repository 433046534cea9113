"""Imports point one way, and the map in CONTRIBUTING.md shows the house as it is."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def known_to(library: str) -> set[str]:
    """Give the rooms of the build that import a library."""
    users = [path for path in modules(BUILD) if library in set(imported(parse(path)))]
    return {path.relative_to(BUILD).parts[0] for path in users}


@pytest.mark.parametrize(
    ("library", "room"), [("mkdocs", "site"), ("yaml", "files"), ("watchdog", "live")]
)
def test_a_library_is_known_to_one_room(library: str, room: str) -> None:
    assert known_to(library) == {room}


# What looks into type hints, or at their parts.
INTO_HINTS = {"get_args", "get_origin", "get_type_hints", "is_typeddict"}


def test_type_hints_are_looked_into_in_one_place() -> None:
    """A new sort of hint is described once, in ``shape``, and whoever reads it learns of it."""
    users = {
        path.stem
        for path in (*modules(RULES), *modules(BUILD))
        if INTO_HINTS & set(named_modules(parse(path), "typing"))
    }
    assert users == {"shape"}


REASON = re.compile(r"# noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - [\w`]")


def test_a_rule_is_left_unheeded_only_with_a_reason_beside_it() -> None:
    bare = [
        f"{name_of(path)}:{number}"
        for path in (*modules(RULES), *modules(BUILD), *modules(ROOT / "tests"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search("# noqa: [A-Z]", line) and not REASON.search(line)
    ]
    assert bare == []


# The map in CONTRIBUTING.md

MAP = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WEB = ROOT / "checker" / "web"


def rows_of(heading: str) -> list[list[str]]:
    """Give the cells of the table under a heading, row by row."""
    _, found, text = MAP.partition(f"\n### {heading}")
    assert found, heading
    table = [line for line in text.partition("\n### ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def rooms_of(heading: str) -> dict[str, list[str]]:
    return {named(room)[0].rstrip("/"): named(listed) for room, listed, _ in rows_of(heading)}


def stems(folder: Path, pattern: str) -> list[str]:
    """Give the modules of a room: its files of a kind, and folders that hold some."""
    found = {path.relative_to(folder).parts[0] for path in folder.rglob(pattern)}
    kept = (name for name in found if name not in {"__init__.py", "__pycache__", "templates"})
    return sorted(name.removesuffix(pattern[1:]) for name in kept)


def test_the_map_names_every_module_of_the_rules() -> None:
    listed = [name for cell, _ in rows_of("The rules") for name in named(cell)]
    assert sorted(listed) == stems(RULES, "*.py")


@pytest.mark.parametrize(
    ("heading", "folder", "pattern"), [("The build", BUILD, "*.py"), ("The browser", WEB, "*.mjs")]
)
def test_the_map_names_every_module_of_every_room(heading: str, folder: Path, pattern: str) -> None:
    rooms = rooms_of(heading)
    in_tree = {path.parent.name for path in folder.glob(f"*/{pattern}")}
    assert rooms.keys() == in_tree
    for room, listed in rooms.items():
        assert sorted(listed) == stems(folder / room, pattern), room


def test_the_walks_pass_only_through_what_is_there() -> None:
    """Each name stands behind the file that it is defined in."""
    roots = {"tilskudd_rules": RULES.parent, "web": WEB.parent}
    steps = re.findall(r"`([\w/-]+\.(?:py|mjs|j2))`\s+`(\w+)`", MAP)
    assert len(steps) > 20
    for path, name in steps:
        text = (roots.get(path.partition("/")[0], BUILD) / path).read_text(encoding="utf-8")
        defined = rf"^\W*(?:export )?(?:async )?(?:def|class|function|macro) {name}\b"
        assert re.search(defined, text, re.MULTILINE), f"{path}: {name}"


def rules_imports() -> Iterator[tuple[str, str]]:
    for path in modules(RULES):
        for name in named_modules(parse(path), "tilskudd_rules"):
            by, of = path.relative_to(RULES).parts[0].removesuffix(".py"), name.partition(".")[0]
            if by != of:
                yield by, of


def build_imports() -> Iterator[tuple[str, str]]:
    for path in modules(BUILD):
        room = path.relative_to(BUILD).parts[0].removesuffix(".py")
        for name in named_modules(parse(path), "tilskudd_build"):
            yield room, name.partition(".")[0]


def named_modules(tree: ast.AST, package: str) -> Iterator[str]:
    """Give what a module imports of a package, without the package's name."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(str(module), names, 0) if module == package:
                yield from (name.name for name in names if not name.name.startswith("__"))
            case ast.ImportFrom(str(module), _, 0) if module.startswith(f"{package}."):
                yield module.removeprefix(f"{package}.")
            case ast.Import(names):
                for name in names:
                    assert not name.name.startswith(package), "import names from it instead"
            case _:
                pass


def web_imports() -> Iterator[tuple[str, str]]:
    """Give the rooms of the browser's scripts that import from each other, types included."""
    for path in sorted(WEB.rglob("*.mjs")):
        for target in re.findall(r"""["'](\.\.?/[\w./-]+\.mjs)["']""", path.read_text("utf-8")):
            other = (path.parent / target).resolve().relative_to(WEB)
            yield path.relative_to(WEB).parts[0], other.parts[0]


def backward(order: list[str], imports: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Give the imports of what stands later in an order by what stands earlier."""
    return {(by, of) for by, of in imports if by in order and order.index(by) < order.index(of)}


def test_rooms_import_only_what_stands_above_them_in_the_map() -> None:
    assert backward(list(rooms_of("The build")), build_imports()) == set()
    assert backward(list(rooms_of("The browser")), web_imports()) == set()
    floors = [named(cell) for cell, _ in rows_of("The rules")]
    assert backward([one for floor in floors for one in floor], rules_imports()) == set()
    beside = {(by, of) for by, of in rules_imports() for floor in floors if {by, of} <= {*floor}}
    assert beside == set()


def test_the_order_is_looked_at() -> None:
    """The test above means something: there are imports to look at, and a wrong one is seen."""
    for imports in (rules_imports, build_imports, web_imports):
        assert len({*imports()}) > 1
    assert backward(["a", "b"], [("b", "a"), ("a", "b"), ("a", "a")]) == {("a", "b")}


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
