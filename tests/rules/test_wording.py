"""Sentences, numbers and dates the Norwegian way."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from tests.rules.building import CATALOGUE, ROOT, WORDING, changed, situation
from tests.rules.strategies import situations

from tilskudd_rules.evaluate import Evaluator
from tilskudd_rules.questions import relevant_questions
from tilskudd_rules.statements import Text
from tilskudd_rules.wording import TEXTS, Wording, day, kroner, placeholders, positions

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1\u00a0000"),
        (330_000, "330\u00a0000"),
        (5_000_000, "5\u00a0000\u00a0000"),
        (-1_000, "-1\u00a0000"),
    ],
)
def test_thousands_are_kept_together(amount: int, written: str) -> None:
    assert kroner(amount) == written


@pytest.mark.parametrize(
    ("percent", "written"),
    [
        (0, "0"),
        (1, "0,01"),
        (10, "0,1"),
        (50, "0,5"),
        (100, "1"),
        (100_000, "1000"),
        (105, "1,05"),
        (110, "1,1"),
        (250, "2,5"),
        (999, "9,99"),
        (1000, "10"),
        (20_000, "200"),
    ],
)
def test_percent_is_written_as_full_time_equivalents(percent: int, written: str) -> None:
    assert positions(percent) == written


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2023-03-05", "05.03.2023"),
        ("2025-04", "april 2025"),
        ("2025-01", "januar 2025"),
        ("2025-12", "desember 2025"),
    ],
)
def test_a_day_is_written_day_first_and_a_month_by_its_name(iso: str, written: str) -> None:
    assert day(iso) == written


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("ingenting", set()),
        ("{a} og {b} og {a}", {"a", "b"}),
        ("{{ikke}} {a}", {"a"}),
        ("{}", {""}),
        ("{a.b}", {"a.b"}),
    ],
)
def test_placeholders_are_the_names_in_braces(sentence: str, names: set[str]) -> None:
    assert placeholders(sentence) == names


@pytest.mark.parametrize("sentence", ["{a", "a}", "{a:>10}", "{a!r}", "{", "}"])
def test_braces_that_are_more_than_a_name_are_refused(sentence: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's own
        placeholders(sentence)


@pytest.mark.parametrize("sentence", ["i {a:>10} kroner", "i {a!r} kroner"])
def test_a_name_that_wants_more_than_its_value_is_refused_with_the_sentence(sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        placeholders(sentence)


def test_bokmal_stands_in_for_nynorsk_that_is_not_there() -> None:
    texts = {"a": Text(nb="Hei {x}", nn="Hallo {x}"), "b": Text(nb="Bare {x}")}
    bokmal, nynorsk = Wording(texts, "nb"), Wording(texts, "nn")
    assert (bokmal.format_message("a", x=1), nynorsk.format_message("a", x=1)) == (
        "Hei 1",
        "Hallo 1",
    )
    assert (bokmal.format_message("b", x=1), nynorsk.format_message("b", x=1)) == (
        "Bare 1",
        "Bare 1",
    )
    assert nynorsk.text(Text(nb="ja")) == "ja"
    assert nynorsk.text(Text(nb="ikke", nn="ikkje")) == "ikkje"
    assert bokmal.text(Text(nb="ikke", nn="ikkje")) == "ikke"


@pytest.mark.parametrize("name", TEXTS)
def test_a_sentence_can_be_filled_in_with_the_names_it_may_use(name: str) -> None:
    said = WORDING.format_message(name, **dict.fromkeys(TEXTS[name], "«X»"))
    assert said.strip()
    assert not re.search(r"[{}]", said)


@pytest.mark.parametrize("name", TEXTS)
def test_a_sentence_is_said_somewhere_in_the_rules(name: str) -> None:
    """A sentence nobody says would be kept up for nothing.

    Every one stands in the code by its whole name, but for those that are named by a key of a
    situation (cost classes), by what is counted, by the code of a problem or by what was expected
    instead.
    """
    first, _, last = name.partition(".")
    modules = (ROOT / "checker" / "tilskudd_rules").rglob("*.py")
    code = "".join(path.read_text("utf-8") for path in modules if path.name != "wording.py")
    in_part = first in ("cost", "problem", "type", "unit")
    assert f'"{last}"' in code if in_part else f'"{name}"' in code


def wordy() -> Catalogue:
    """Return the rules with sentences that use every name they may."""

    def change(data: dict[str, Any]) -> None:
        data["texts"] = {
            name: {"nb": " ".join([name, *(f"{{{one}}}" for one in sorted(names))])}
            for name, names in TEXTS.items()
        }

    return changed(change)


def test_every_sentence_is_given_every_name_it_may_use() -> None:
    """What the staff may write in a sentence is there whenever the sentence is said."""
    rules = wordy()
    evaluate = Evaluator(rules).evaluate
    told: set[str] = set()

    @given(situations())
    @settings(max_examples=300)
    def look(data: dict[str, Any]) -> None:
        read = situation(rules, **data)
        result = json.dumps([evaluate(read), relevant_questions(rules, read)])
        told.update(name for name in TEXTS if name in result)

    look()
    # Few are said so seldom that chance does not reach them. No scheme is composed as yet.
    usual = [name for name in TEXTS if name.partition(".")[0] not in ("mechanism", "unit")]
    assert len(told) > len(usual) / 2


def test_every_sentence_of_the_catalogue_is_one_of_these() -> None:
    assert set(CATALOGUE.texts) == set(TEXTS)
