"""Every public function of the rules shows what it does, and what it shows is true."""

from __future__ import annotations

import doctest
import inspect
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest
from tests.rules import examples

import tilskudd_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = sorted(
    one.name.removeprefix("tilskudd_rules.")
    for one in walk_packages(tilskudd_rules.__path__, "tilskudd_rules.")
)


@cache
def example_names() -> dict[str, Any]:
    return examples.names()


@pytest.mark.parametrize("name", MODULES)
def test_what_a_docstring_shows_is_what_happens(name: str) -> None:
    module = import_module(f"tilskudd_rules.{name}")
    assert doctest.testmod(module, extraglobs=example_names()).failed == 0


def public_functions() -> Iterator[Any]:
    for name in MODULES:
        module = import_module(f"tilskudd_rules.{name}")
        for public, value in vars(module).items():
            own = inspect.unwrap(value) if callable(value) else None
            is_own = inspect.isfunction(own) and own.__module__ == module.__name__
            if is_own and not public.startswith("_"):
                yield pytest.param(value, id=f"{name}.{public}")


@pytest.mark.parametrize("function", list(public_functions()))
def test_a_public_function_shows_what_it_does(function: Any) -> None:
    assert ">>>" in (function.__doc__ or "")
