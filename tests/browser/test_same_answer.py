"""The browser's rules and the command line's give the same answer, to the byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.site_server import CLIENT
from tests.rules.building import CATALOGUE

from tilskudd_build.files.cases import read_cases
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.checker_page import CheckerPage

pytestmark = pytest.mark.browser

ROOT: Final = Path(__file__).parents[2]

ASK: Final = """async ({ client, questions }) => {
  const { RulesClient } = await import(client);
  const rules = new RulesClient(() => {});
  const answers = [];
  for (const [method, situation, language] of questions) {
    answers.push(await rules[method](situation, language));
  }
  rules.close();
  return answers;
}"""

WORKED: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"year": 2018},
    {"year": 2030, "as_of": "2030-02-29"},
    {
        "year": 2023,
        "as_of": "2023-01-15",
        "municipality": "3405",
        "applicant_type": "municipality",
        "measure": "fact-ung",
        "positions_percent": [1200, 1000, 333, 1],
        "pre_project": True,
        "grant_years_received": {"barn-og-unge": 2},
        "costs": {"salary": 620000, "investment": 1, "inventory": 40000},
        "requested_amount": 99999999,
    },
    {
        "year": 2025,
        "municipality": "4204",
        "applicant_type": "health_trust",
        "measures": {"barn-og-unge": "fact-ung"},
        "own_financing_from": ["kommunalt-rusarbeid"],
        "tryggest_status": "no",
    },
    {"year": "2023", "unknown": "\u2028<script>", "measure": "fact-ungg", "positions_percent": 0},
)

TEXTS: Final = (
    "",
    "{",
    "[]",
    '{"year": 2023, "year": 2025}',
    '{"year": 1e999}',
    "æøå \ud7ff\U0001f600",
)


def test_python_in_the_browser_answers_as_python_outside(
    open_checker: Callable[..., CheckerPage], site: Path
) -> None:
    checker = open_checker().open_bare()
    cases = read_cases(ROOT / "tests" / "cases", CATALOGUE.questions)
    situations = [json.dumps(dict(c.situation)) for found in cases.values() for c in found]
    situations += [json.dumps(one, ensure_ascii=False) for one in WORKED]
    situations += TEXTS
    questions = [
        [method, situation, language]
        for situation in situations
        for method, language in (("check", "nb"), ("check", "nn"), ("questions", "nb"))
    ]
    client = f"{checker.site}{CLIENT}"
    answers = checker.page.evaluate(ASK, {"client": client, "questions": questions})
    native = Checker((site / "checker" / "catalogue.json").read_text(encoding="utf-8"))
    for (method, situation, language), answer in zip(questions, answers, strict=True):
        assert answer == getattr(native, method)(situation, language), (situation, language)


def test_the_page_asks_what_the_form_says(checker: CheckerPage, site: Path) -> None:
    checker.fact_ung()
    native = Checker((site / "checker" / "catalogue.json").read_text(encoding="utf-8"))
    situation = checker.page.locator("[data-slot=situation]").text_content() or ""
    result = json.loads(native.check(situation))
    for scheme in result["schemes"]:
        checker.expect_verdict(scheme["scheme"], scheme["eligibility"])
    asked = json.loads(native.questions(situation))["questions"]
    # The day that deadlines are counted from is always there to be changed.
    assert set(checker.shown) == {question["answer"] for question in asked} | {"as_of"}


def test_the_questions_shown_first_are_those_the_rules_ask_first(
    checker: CheckerPage, site: Path
) -> None:
    native = Checker((site / "checker" / "catalogue.json").read_text(encoding="utf-8"))
    first = [question["answer"] for question in json.loads(native.questions("{}"))["questions"]]
    later = checker.page.evaluate(
        """async () => {
          const page = await (await fetch(location.href)).text();
          const later = page.matchAll(/data-answer="(\\w+)"[^>]*data-later/g);
          return [...later].map((found) => found[1]);
        }"""
    )
    every = checker.page.locator("[data-answer]").evaluate_all(
        "found => found.map(one => one.dataset.answer)"
    )
    assert [answer for answer in every if answer not in later] == [*first, "as_of"]
