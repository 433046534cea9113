"""The page's description of a result is the rules' own, key for key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, is_typeddict

from tests.answers import ANSWERS

from tilskudd_build.files.loader import load
from tilskudd_build.pages.renderer import render_checker
from tilskudd_rules import result

ROOT: Final = Path(__file__).parents[2]
TYPEDEF: Final = re.compile(r"@typedef \{object\} (\w+)\n((?: \* @property .*\n)+)")
PROPERTY: Final = re.compile(r"@property \{.+?\} \[?(\w+)\]?\n")


def test_the_page_knows_every_key_of_a_result() -> None:
    text = (ROOT / "checker" / "web" / "runtime" / "contract.mjs").read_text(encoding="utf-8")
    page = {name: PROPERTY.findall(keys) for name, keys in TYPEDEF.findall(text)}
    rules = {
        name: list(kind.__annotations__)
        for name, kind in vars(result).items()
        if is_typeddict(kind)
    }
    assert page == rules


def test_the_form_asks_for_every_answer_as_the_kind_it_is() -> None:
    page = render_checker(load(ROOT / "schemes").catalogue, "nb")
    asked = dict(re.findall(r'data-answer="(\w+)" data-kind="(\w+)"', page))
    assert asked == {answer: kind.name for answer, kind in ANSWERS.items()}
