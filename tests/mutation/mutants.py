"""Small changes to a module, one at a time, each made on its syntax tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

type Place = tuple[str | int, ...]
"""The way from the top of a tree to a node: fields, and positions in lists."""

_OPERATORS: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_FUNCTIONS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
_NEVER: Final = frozenset({"annotation", "returns", "decorator_list", "type_params", "ctx"})
"""Fields that decide nothing while the program runs."""


class Mutant(NamedTuple):
    """A change.

    Attributes:
        module: the module's name.
        function: the function or method it is in; empty for a lambda at the top of a module.
        statement: the first line of the statement it is in.
        removed: the code it takes away.
        added: the code it puts in its place.
        lines: the lines of the file that must have run for it to matter.
        place: where the changed node stands.
        replacement: the changed node.
    """

    module: str
    function: str
    statement: str
    removed: str
    added: str
    lines: range
    place: Place
    replacement: ast.AST

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What tells it from others, as long as the code around it stays as it is."""
        name = f"{self.module}.{self.function}".rstrip(".")
        return (name, self.statement, self.removed, self.added)


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """Give every change to a module's functions."""
    source = path.read_text(encoding="utf-8")
    finder = _Finder(module, source.splitlines())
    return finder.visit(ast.parse(source), (), (), None)


def mutate(tree: ast.Module, mutant: Mutant) -> ast.Module:
    """Make the change in the module's tree, and return the tree."""
    node: object = tree
    for step in mutant.place[:-1]:
        node = _child(node, step)
    last = mutant.place[-1]
    if isinstance(node, list) and isinstance(last, int):
        node[last] = mutant.replacement
    else:
        setattr(node, str(last), mutant.replacement)
    return ast.fix_missing_locations(tree)


def _child(node: object, step: str | int) -> object:
    return (
        node[step] if isinstance(node, list) and isinstance(step, int) else getattr(node, str(step))
    )


class _Finder:
    def __init__(self, module: str, lines: list[str]) -> None:
        self._module = module
        self._lines = lines

    def visit(
        self,
        node: ast.AST,
        place: Place,
        names: tuple[str, ...],
        statement: ast.stmt | None,
        *,
        inside: bool = False,
    ) -> Iterator[Mutant]:
        """Give the changes to a node and to all below it.

        Args:
            node: the node.
            place: where it stands.
            names: the classes and functions it is in.
            statement: the statement it is in.
            inside: it is in a function; what stands outside has run before any test does.
        """
        if isinstance(node, ast.stmt):
            statement = node
        if inside and statement is not None:
            for replacement in _replacements(node):
                ast.copy_location(replacement, node)
                yield self._mutant(node, replacement, place, names, statement)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names = (*names, node.name)
        inside = inside or isinstance(node, (ast.FunctionDef, ast.Lambda))
        for field, value in ast.iter_fields(node):
            if field in _NEVER or isinstance(node, ast.arguments):
                continue
            if isinstance(value, ast.AST):
                yield from self.visit(value, (*place, field), names, statement, inside=inside)
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, ast.AST) and not _is_docstring(node, field, index):
                        where = (*place, field, index)
                        yield from self.visit(one, where, names, statement, inside=inside)

    def _mutant(
        self,
        node: ast.AST,
        replacement: ast.AST,
        place: Place,
        names: tuple[str, ...],
        statement: ast.stmt,
    ) -> Mutant:
        last = getattr(node, "end_lineno", None) or statement.lineno
        if not hasattr(statement, "body"):
            last = statement.end_lineno or last
        return Mutant(
            module=self._module,
            function=".".join(names),
            statement=self._lines[statement.lineno - 1].strip(),
            removed=_text(node),
            added=_text(replacement),
            lines=range(statement.lineno, last + 1),
            place=place,
            replacement=replacement,
        )


def _is_docstring(node: ast.AST, field: str, index: int) -> bool:
    if field != "body" or not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return False
    match node.body[index]:
        case ast.Expr(ast.Constant(str())):
            return True
        case _:
            return False


def _text(node: ast.AST) -> str:
    """Write a node as code; of a statement with a body, its head."""
    return ast.unparse(node).splitlines()[0]


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, operators, comparators):
            for index, operator in enumerate(operators):
                swapped = [*operators]
                swapped[index] = _swapped(operator)
                yield ast.Compare(left, swapped, comparators)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(_swapped(operator), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            yield ast.BinOp(left, _swapped(operator), right)
        case ast.AugAssign(target, operator, value) if type(operator) in _OPERATORS:
            yield ast.AugAssign(target, _swapped(operator), value)
        case ast.Constant():
            yield from _constants(node)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Call():
            yield from _calls(node)
        case _:
            yield from _statements(node)


def _swapped[T: ast.AST](operator: T) -> T:
    return _OPERATORS[type(operator)]()  # type: ignore[return-value]


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool(value):
            yield ast.Constant(not value)
        case int(value):
            yield ast.Constant(value + 1)
        case str(value):
            yield ast.Constant(f"XX{value}XX")
        case _:
            pass


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    """Leave out an argument, or call the opposite function."""
    function, arguments, keywords = node.func, node.args, node.keywords
    for index in range(len(arguments)):
        yield ast.Call(function, [*arguments[:index], *arguments[index + 1 :]], keywords)
    for index in range(len(keywords)):
        yield ast.Call(function, arguments, [*keywords[:index], *keywords[index + 1 :]])
    if isinstance(function, ast.Name) and function.id in _FUNCTIONS:
        opposite = ast.copy_location(ast.Name(_FUNCTIONS[function.id], ast.Load()), function)
        yield ast.Call(opposite, arguments, keywords)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Leave out a statement, a returned or assigned value, or a condition."""
    match node:
        case ast.Return(ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Assign(targets, value) if not _is_none(value):
            yield ast.Assign(targets, ast.Constant(None), lineno=node.lineno)
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.comprehension(target, iterable, conditions, is_async):
            for index in range(len(conditions)):
                left = [*conditions[:index], *conditions[index + 1 :]]
                yield ast.comprehension(target, iterable, left, is_async)
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case _:
            pass


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
