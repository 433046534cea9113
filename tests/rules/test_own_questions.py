"""A scheme's own questions, of several kinds: written in YAML, and known everywhere."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.answers import ANSWERS
from tests.rules.building import CATALOGUE, ROOT
from tests.valid_catalogue import write_asking

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import Loaded, load
from tilskudd_build.pages.renderer import render_checker
from tilskudd_build.schema.contract_schema import situation_schema
from tilskudd_build.terminal.interview import Interview
from tilskudd_build.verify.runner import verify
from tilskudd_rules.answers import NAMED
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN: Final = {
    "verksted.har_lokale": True,
    "verksted.vedtak": "foreslatt",
    "verksted.kvelder": 3,
    "verksted.deltakere": 40,
    "verksted.andel_egen": 20,
    "verksted.leie": 200_000,
}
"""Answers that meet every criterion, each on the border."""
START: Final = {"year": 2023, "municipality": "3405", "applicant_type": "municipality"}


@cache
def asking() -> Loaded:
    with TemporaryDirectory() as folder:
        return load(write_asking(Path(folder)))


@cache
def checker() -> Checker:
    return Checker(json.dumps(asking().data))


def checked(**answers: object) -> dict[str, Any]:
    """Return what the scheme says of the answers."""
    result = json.loads(checker().check(json.dumps({**START, **answers})))
    return next(one for one in result["schemes"] if one["scheme"] == "verksted")


def statuses(**answers: object) -> dict[str, str]:
    return {one["id"]: one["status"] for one in checked(**answers)["criteria"]}


def test_conditions_look_at_them() -> None:
    assert set(statuses().values()) == {"unknown"}
    assert set(statuses(**OWN).values()) == {"met"}
    short = {"verksted.leie": 200_001, "verksted.kvelder": 2, "verksted.andel_egen": 19}
    assert statuses(**{**OWN, **short}) == {
        "lokale": "met",
        "vedtak": "met",
        "plass": "met",
        "leie": "not_met",
        "mange": "not_met",
        "egen-del": "not_met",
    }


def test_they_are_missing_until_they_are_answered_the_most_telling_first() -> None:
    barring = ["verksted.har_lokale", "verksted.vedtak", "verksted.deltakere"]
    assert checked()["missing"][:4] == [*barring, "verksted.leie"]
    assert not set(checked(**OWN)["missing"]) & OWN.keys()


def test_they_are_said_in_the_words_of_their_kind() -> None:
    given = {one["id"]: one["given"] for one in checked(**OWN)["criteria"]}
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for one in given.values() for text in one] == [
        "Lokale: Setning.",
        "Vedtak: Det er foreslått",
        "Deltakere: 40",
        "Husleie: 200 000",
        "Åpne kvelder: 3",
        "Deltakere: 40",
        "Egen del: 20 %",
    ]


def test_what_can_be_changed_is_a_way_out() -> None:
    barred = checked(**{**OWN, "verksted.har_lokale": False, "verksted.vedtak": "ingenting"})
    (way,) = barred["near_misses"]
    changes = {one["answer"]: one["to"] for one in way["changes"]}
    assert changes == {
        "verksted.har_lokale": [True],
        "verksted.vedtak": ["vedtatt", "foreslatt"],
    }


def test_a_number_that_is_too_high_can_be_lowered_to_what_is_allowed() -> None:
    barred = checked(**{**OWN, "verksted.deltakere": 4500})
    (way,) = barred["near_misses"]
    assert [(one["answer"], one["to"]) for one in way["changes"]] == [
        ("verksted.deltakere", [4000])
    ]
    assert way["leads_to"] == "eligible"


def test_they_stand_in_the_contract() -> None:
    properties = situation_schema(asking().catalogue)["properties"]
    assert properties["verksted.vedtak"]["enum"] == ["foreslatt", "ingenting", "vedtatt"]
    assert properties["verksted.andel_egen"]["maximum"] == 100
    assert properties["verksted.har_lokale"]["type"] == "boolean"


@pytest.mark.parametrize(
    ("answer", "value"), [("verksted.andel_egen", 101), ("verksted.deltakere", 0)]
)
def test_their_bounds_hold(answer: str, value: int) -> None:
    refused = json.loads(checker().check(json.dumps({answer: value})))
    assert [one["field"] for one in refused["problems"]] == [answer]


def test_they_stand_in_their_section_of_the_form_where_they_say() -> None:
    page = render_checker(asking().catalogue, "nb")
    sections = page.split("<section")
    at = {
        answer: index
        for index, section in enumerate(sections)
        for answer in re.findall(r'data-answer="([^"]+)"', section)
    }
    assert at["verksted.har_lokale"] == at["new_measure"]
    assert at["verksted.leie"] == at["costs"]
    order = re.findall(r'data-answer="([^"]+)"', page)
    after = order.index("new_measure")
    assert order[after + 1 : after + 3] == ["verksted.har_lokale", "verksted.kvelder"]
    kinds = dict(re.findall(r'data-answer="(verksted[^"]+)" data-kind="([^"]+)"', page))
    assert sorted(kinds.values()) == sorted(
        ["boolean", "choice", "count", "number", "percent", "kroner"]
    )


def test_the_interview_asks_them_and_takes_percent_with_its_sign() -> None:
    typed = {
        "Har dere et lokale til verkstedet?": "s",
        "Hvor langt er dere kommet?": "2",
        "Hva er husleien i året?": "200 000",
        "Hvor mange deltakere venter dere?": "40",
        "Hvor mange kvelder i uken er det åpent?": "3",
        "Hvor stor del betaler dere selv?": "20 %",
    }
    told: list[str] = []

    def read(_: str) -> str:
        asked = [line for line in told if line in typed]
        return typed.pop(asked[-1]) if asked else ""

    interview = Interview(checker(), asking().catalogue, read=read, tell=told.append)
    found = interview.run(START)
    assert {key: value for key, value in found.items() if key in OWN} | {
        "verksted.har_lokale": True
    } == OWN


def test_the_proofs_go_through_them() -> None:
    """No hole in the scheme that asks, and every one of its questions can change something."""
    broken = [one.finding for outcome in verify(asking().data) for one in outcome.broken]
    assert [one for one in broken if "verksted" in one.at] == []


def test_an_edition_that_is_silent_on_the_topic_of_a_question_warns_who_answers_yes() -> None:
    """Not mentioned is not no."""
    result = json.loads(checker().check(json.dumps({**START, "verksted.har_lokale": True})))
    warned = {
        one["scheme"]: {w["id"]: w["message"] for w in one["warnings"]} for one in result["schemes"]
    }
    silent = "har_lokale-not-mentioned"
    assert warned["nabohjelp"][silent] == "Kildene for 2023 nevner ikke lokale."
    assert silent not in warned["verksted"]


def test_an_answer_has_its_old_name_too_and_results_go_on_using_it() -> None:
    """No situation and no result of before a question was a scheme's own changes."""
    old, new = (
        json.loads(Checker(json.dumps(REAL.data)).check(json.dumps({"year": 2025, name: "no"})))
        for name in ("tryggest_status", "tryggest.status")
    )
    assert old == new
    assert new["situation"]["tryggest_status"] == "no"


def test_an_answer_by_both_its_names_is_given_twice() -> None:
    both = {"tryggest_status": "no", "tryggest.status": "introduced"}
    refused = json.loads(Checker(json.dumps(REAL.data)).check(json.dumps(both)))
    assert [one["field"] for one in refused["problems"]] == ["tryggest.status"]


REAL: Final = load(ROOT / "schemes")
CODE: Final = {
    path: path.read_text(encoding="utf-8")
    for folder, ending in [("checker", "py"), ("scripts", "py"), ("checker/web", "mjs")]
    for path in (ROOT / folder).rglob(f"*.{ending}")
}
TEMPLATES: Final = {
    path: path.read_text(encoding="utf-8")
    for path in (ROOT / "scripts").rglob("*.j2")
    if path.stem not in ("editor.md", "sjekk.nb")
}


def words_of_code() -> Iterator[tuple[Path, str]]:
    """Yield every text that code or a template names something by, docstrings left out."""
    for path, text in CODE.items():
        if path.suffix != ".py":
            yield from ((path, word) for word in re.findall(r"[\"'`]([\w.-]+)[\"'`]", text))
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value
            elif isinstance(node, ast.Attribute):
                yield path, node.attr
    for path, text in TEMPLATES.items():
        inside = " ".join(re.findall(r"\{[{%].*?[}%]\}", text, re.DOTALL))
        yield from ((path, word) for word in re.findall(r"[\w.-]+", inside))


def test_code_names_only_the_answers_that_dates_and_arithmetic_need() -> None:
    """A new question is data: whatever is not in the list is known by its question alone."""
    others = {one.key for one in CATALOGUE.questions} | {one.answer for one in CATALOGUE.questions}
    others -= NAMED.keys()
    topics = {one.name for one in CATALOGUE.questions if one.topic is not None}
    assert {(path.name, word) for path, word in words_of_code() if word in others | topics} == set()
    assert ANSWERS.keys() >= NAMED.keys()


def test_no_scheme_is_named_in_code_or_templates() -> None:
    """The page about the growth in the frame grant aside: it is a page of its own."""
    named = {(path.name, word) for path, word in words_of_code() if word in CATALOGUE.schemes}
    assert named == set()


def test_a_scheme_of_its_own_questions_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", str(write_asking(tmp_path))]) == 0
    assert capsys.readouterr().out.startswith("Ingen feil. Ordninger: 2,")
