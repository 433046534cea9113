"""Senseless changes to the data: which are told, by what message, and which cannot be.

The changes stand in ``changes.yaml``, and are made one at a time to the frozen data.
"""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.plausibility.unlikely import UNLIKELY

if TYPE_CHECKING:
    from tilskudd_build.files.messages import Message

ROOT: Final = Path(__file__).resolve().parents[2]
FROZEN: Final = ROOT / "tests" / "frozen" / "schemes"
CHANGES: Final[list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("changes.yaml").read_text(encoding="utf-8")
)
MOST_UNTOLD: Final = 8
"""Of 98 changes, faults S9 asks that 90 are told."""


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The frozen data in ``schemes/`` below the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(FROZEN, "schemes")
    return Path("schemes")


def changed(text: str, edit: dict[str, Any]) -> str:
    start = text.index(edit["after"]) if "after" in edit else 0
    assert edit["replace"] in text[start:], edit
    times = -1 if edit.get("every") else 1
    return text[:start] + text[start:].replace(edit["replace"], edit["with"], times)


def told_of(schemes: Path) -> tuple[Message, ...]:
    try:
        return load(schemes, drafts=True).warnings
    except LoadError as error:
        return error.messages


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["change"])
def test_a_senseless_change_is_told(change: dict[str, Any], schemes: Path) -> None:
    path = schemes / change["file"]
    for edit in change["edits"]:
        path.write_text(changed(path.read_text(encoding="utf-8"), edit), encoding="utf-8")
    told = told_of(schemes)
    assert sorted({message.code for message in told}) == change.get("tells", [])
    assert {message.is_warning for message in told if message.code in UNLIKELY} <= {True}
    for text in change.get("says", []):
        assert any(message.text.endswith(text) for message in told), text


def test_at_least_ninety_of_ninety_eight_are_told() -> None:
    assert len(CHANGES) >= 98
    untold = [change["change"] for change in CHANGES if "untold" in change]
    assert all(("untold" in change) is not ("tells" in change) for change in CHANGES)
    assert len(untold) <= MOST_UNTOLD


def test_nothing_is_told_of_the_data_as_it_is(schemes: Path) -> None:
    """No false alarm, in the frozen data or in today's."""
    assert told_of(schemes) == ()
    assert told_of(ROOT / "schemes") == ()


def codes_told() -> set[str]:
    """Return every code that a check tells, read off the checks."""
    return {
        node.args[0].value
        for path in (ROOT / "scripts" / "tilskudd_build" / "plausibility").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "doubt"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_doubt_is_told_to_the_letter_of_some_change() -> None:
    assert codes_told() >= UNLIKELY
    first = {
        code: len(change.get("says", []))
        for change in reversed(CHANGES)
        for code in change.get("tells", [])
    }
    assert {code for code in codes_told() if not first.get(code)} == set()
