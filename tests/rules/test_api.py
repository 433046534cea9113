"""JSON text in, JSON text out."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

import pytest
from hypothesis import given
from tests.rules.building import CATALOGUE, DATA, ROOT, TEAM, plain
from tests.rules.strategies import situations

from tilskudd_rules.api import Checker
from tilskudd_rules.problems import DataError

CHECKER: Final = Checker(json.dumps(DATA))


def checked(data: object, language: str = "nb") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(CHECKER.check(json.dumps(data), language))
    return read


def test_a_result_is_compact_json_with_its_letters_as_they_are() -> None:
    text = CHECKER.check(json.dumps(TEAM))
    assert '"rules_version":"' in text
    assert "årsverk" in text
    assert "\n" not in text
    assert json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) == text


def test_a_refusal_holds_the_version_and_every_problem() -> None:
    refusal = checked({"year": "x", "nope-nope": 1})
    assert set(refusal) == {"rules_version", "problems"}
    assert refusal["rules_version"] == CATALOGUE.version
    assert [one["field"] for one in refusal["problems"]] == ["nope-nope", "year"]
    assert all(set(one) == {"field", "message"} for one in refusal["problems"])


def test_a_situation_that_is_no_json_is_refused_the_same_way_by_both_doors() -> None:
    for answer in (CHECKER.check("{"), CHECKER.questions("{")):
        (problem,) = json.loads(answer)["problems"]
        assert problem["field"] == ""
        assert "linje 1, tegn 2" in problem["message"]


def test_questions_come_as_json() -> None:
    found = json.loads(CHECKER.questions(json.dumps({"year": 2025})))
    assert found["next"] == "municipality"
    assert found["questions"][0] == {"answer": "year", "answered": True}


def test_a_result_comes_in_the_language_form_asked_for() -> None:
    """Nynorsk stands in for bokmål where the catalogue has it, and changes no figure."""
    saturday = {"year": 2025, "municipality": "1804", "applicant_type": "municipality"}
    bokmal, nynorsk = checked(saturday), checked(saturday, "nn")
    assert "lørdag" in json.dumps(bokmal, ensure_ascii=False)
    assert "laurdag" in json.dumps(nynorsk, ensure_ascii=False)
    assert "laurdag" not in json.dumps(bokmal, ensure_ascii=False)
    assert [one["eligibility"] for one in bokmal["schemes"]] == [
        one["eligibility"] for one in nynorsk["schemes"]
    ]


def test_a_refusal_and_the_questions_come_in_the_language_form_too() -> None:
    data = plain()
    data["texts"]["problem.not-an-object"]["nn"] = "Ikkje {found}"
    data["texts"]["measure.other"]["nn"] = "Eit anna tiltak"
    checker = Checker(json.dumps(data))
    assert "Ikkje […]" in checker.check("[]", "nn")
    assert "Ikkje […]" not in checker.check("[]", "nb")
    assert "Eit anna tiltak" in checker.questions('{"year": 2025}', "nn")
    assert "Eit anna tiltak" not in checker.questions('{"year": 2025}')
    saturday = json.dumps({"year": 2025, "municipality": "1804"})
    assert "laurdag" in checker.check(saturday, "nn")
    assert "laurdag" not in checker.check(saturday)


def test_bokmal_is_what_comes_where_nothing_is_said() -> None:
    text = json.dumps({"year": 2025, "municipality": "1804"})
    assert CHECKER.check(text) == CHECKER.check(text, "nb")
    assert CHECKER.questions(text) == CHECKER.questions(text, "nb")


def test_a_language_form_that_is_not_there_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        CHECKER.check("{}", "en")


def test_a_catalogue_that_breaks_the_model_is_refused() -> None:
    data = plain()
    data["texts"].pop("answer.yes")
    with pytest.raises(DataError):
        Checker(json.dumps(data))


def test_the_bytes_are_the_same_in_another_process() -> None:
    """Sets and hashes differ from process to process; no answer may."""
    program = (
        "import json,sys\n"
        "sys.path[:0] = ['checker', 'scripts']\n"
        "from pathlib import Path\n"
        "from tilskudd_build.files.loader import load\n"
        "from tilskudd_rules.api import Checker\n"
        "checker = Checker(json.dumps(load(Path('schemes')).data))\n"
        "for text in json.load(sys.stdin):\n"
        "    sys.stdout.buffer.write((checker.check(text) + checker.questions(text)).encode())\n"
    )
    texts = [
        json.dumps(TEAM),
        json.dumps({"year": 2025, "measure": "other", "applicant_type": "health_trust"}),
        json.dumps({"measure": "x", "costs": {"y": 1}, "zzz": 1}),
    ]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(texts).encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    expected = "".join(CHECKER.check(text) + CHECKER.questions(text) for text in texts)
    assert outputs == {expected.encode()}


@given(situations(with_year=False))
def test_law_the_same_text_gives_the_same_bytes(data: dict[str, Any]) -> None:
    """A checker remembers nothing from one situation to the next."""
    text = json.dumps(data)
    first = CHECKER.check(text), CHECKER.questions(text)
    CHECKER.check('{"year": 2018}')
    assert (CHECKER.check(text), CHECKER.questions(text)) == first


@given(situations(with_year=False))
def test_law_a_result_can_be_asked_again(data: dict[str, Any]) -> None:
    """The situation in a result is itself a situation with that result."""
    text = CHECKER.check(json.dumps(data))
    assert CHECKER.check(json.dumps(json.loads(text)["situation"])) == text


@given(situations(with_year=False))
def test_law_language_changes_words_and_nothing_else(data: dict[str, Any]) -> None:
    """Verdicts, figures, ids and the order of everything are the same in both forms."""
    one, other = (
        json.loads(CHECKER.check(json.dumps(data), language)) for language in ("nb", "nn")
    )
    assert without_words(one) == without_words(other)


PROSE: Final = {
    "explanation",
    "formula",
    "given",
    "label",
    "message",
    "name",
    "note",
    "place",
    "question",
    "reading",
    "remedy",
    "short_name",
    "text",
    "title",
    "to_labels",
    "verdict",
}


def without_words(value: object) -> object:
    """Return a result with its prose left out, but for whether there is any."""
    if isinstance(value, dict):
        return {
            key: bool(inner) if key in PROSE else without_words(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [without_words(inner) for inner in value]
    return value
