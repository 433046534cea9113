"""The examples in the docstrings of the rules are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

import tilskudd_rules

MODULES = sorted(one.name for one in iter_modules(tilskudd_rules.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_what_a_docstring_shows_is_what_happens(name: str) -> None:
    found = doctest.testmod(import_module(f"tilskudd_rules.{name}"))
    assert found.failed == 0


def test_there_are_examples_to_hold() -> None:
    """Were they looked for where they are not, the test above would say nothing."""
    module = import_module("tilskudd_rules.standing")
    assert doctest.testmod(module).attempted >= 4
