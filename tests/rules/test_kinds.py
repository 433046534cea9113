"""A kind of answer is one class: a sample of one not in use does all that a kind has to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, Final, override

import pytest
from tests.answers import ANSWERS
from tests.rules.building import UNGE, edition_data, plain
from tests.valid_catalogue import write_asking

from tilskudd_build.files.cases import Answers
from tilskudd_build.files.loader import load
from tilskudd_build.schema.contract_schema import situation_schema
from tilskudd_build.terminal.interview import Interview
from tilskudd_build.verify.domain import Domains
from tilskudd_rules.api import Checker
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.kinds import KINDS, Kind
from tilskudd_rules.problems import DataError
from tilskudd_rules.schema import Reader
from tilskudd_rules.situation import read_situation

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path as FilePath

    from tilskudd_rules.kinds import JsonSchema, Operator, Prompt, Question, Report, Voice
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path

SHARE: Final = "own_share"
BORDER: Final = 20


class Share(Kind):
    """Whole percent of a sum."""

    name = "share"
    operand: ClassVar[type] = int
    operators: ClassVar[tuple[Operator, ...]] = ("at_least", "at_most")

    @property
    @override
    def prompt(self) -> str:
        return "count"

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> int | None:
        if isinstance(value, int) and 0 <= value <= 100:
            return value
        report("out-of-range", path, value, minimum="0", maximum="100")
        return None

    @override
    def schema(self, question: Question) -> JsonSchema:
        return {"type": "integer", "minimum": 0, "maximum": 100}

    @override
    def describe(self, value: int, voice: Voice) -> str:
        return f"{value} %"

    @override
    def from_text(self, text: str) -> object:
        return int(text) if text.isdecimal() else text

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return self.from_text(text.removesuffix("%").strip())

    @override
    def values(self, question: Question, compared: Collection[int]) -> tuple[int, ...]:
        return tuple(sorted({0, 100, *compared, *(one - 1 for one in compared)}))


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return data in which one scheme asks for a percentage."""
    monkeypatch.setitem(KINDS, Share.name, Share())
    data = plain()
    words = {"label": {"nb": "Hvor stor er egenandelen?"}, "short_label": {"nb": "Egenandel"}}
    data["questions"].append({"answer": SHARE, "kind": Share.name, "section": "money", **words})
    edition = edition_data(data, UNGE, 2023)
    asked = {"answer": SHARE, "at_least": str(BORDER)}
    edition["criteria"].insert(0, {**edition["criteria"][0], "id": "own-share", "when": asked})
    return data


@pytest.fixture
def catalogue(data: dict[str, Any]) -> Catalogue:
    return read_catalogue(data)


def test_it_is_read(catalogue: Catalogue) -> None:
    assert read_situation({SHARE: 25}, catalogue).given == {SHARE: 25}
    with pytest.raises(DataError, match="own_share: out-of-range"):
        read_situation({SHARE: 101}, catalogue)


def test_it_is_compared_and_said(data: dict[str, Any]) -> None:
    checker = Checker(json.dumps(data))

    def criterion(**answers: object) -> dict[str, Any]:
        result = json.loads(checker.check(json.dumps({"year": 2023, **answers})))
        one = next(one for one in result["schemes"] if one["scheme"] == UNGE)
        found: dict[str, Any] = one["criteria"][0]
        return found

    assert criterion()["status"] == "unknown"
    assert criterion(own_share=BORDER)["status"] == "met"
    short = criterion(own_share=BORDER - 1)
    assert (short["status"], short["given"]) == ("not_met", ["Egenandel: 19 %"])


def test_it_is_in_the_contract(catalogue: Catalogue) -> None:
    assert situation_schema(catalogue)["properties"][SHARE] == {
        "title": "Hvor stor er egenandelen?",
        "type": "integer",
        "minimum": 0,
        "maximum": 100,
    }


def test_it_is_asked_for_and_asked_again(data: dict[str, Any], catalogue: Catalogue) -> None:
    told: list[str] = []
    typed = ["120 %", "25 %"]

    def read(_: str) -> str:
        is_asked = "Hvor stor er egenandelen?" in told
        return typed.pop(0) if is_asked and typed else ""

    interview = Interview(Checker(json.dumps(data)), catalogue, read=read, tell=told.append)
    assert interview.run({"year": 2023})[SHARE] == 25
    assert any("120" in line for line in told)


@pytest.mark.usefixtures("catalogue")
def test_it_stands_in_worked_cases() -> None:
    reader = Reader(answers={SHARE: (SHARE, KINDS[Share.name])})
    assert Answers.from_data({SHARE: "25"}, (), reader) == {SHARE: 25}


def test_finitely_many_values_stand_for_all_in_the_proofs(catalogue: Catalogue) -> None:
    edition = catalogue.schemes[UNGE].editions["2023"]
    compared = [one for c in edition.criteria for one in c.when.comparisons()]
    assert Domains(catalogue, [edition], compared).values(SHARE) == (0, 19, 20, 100)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_in_use_has_an_answer(kind: Kind, tmp_path: FilePath) -> None:
    """No kind is kept for a question that nobody asks, here or in the small catalogues."""
    asked = load(write_asking(tmp_path)).catalogue.questions
    assert kind in {*ANSWERS.values(), *(one.kind_of_answer for one in asked)}
