"""JSON text in, JSON text out: the only door that the browser and the command line use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.evaluate import Evaluator
from tilskudd_rules.problems import DataError, Problem, dotted
from tilskudd_rules.questions import relevant_questions
from tilskudd_rules.situation import parse_situation
from tilskudd_rules.statements import LANGUAGES
from tilskudd_rules.wording import Wording, day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tilskudd_rules.result import Refusal
    from tilskudd_rules.situation import Situation

# A result holds nothing that holds the result: there is no circle to look for.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class Checker:
    """The rules with one catalogue loaded.

    Args:
        catalogue_json: the catalogue as JSON text.

    Raises:
        DataError: where the catalogue breaks the model.
    """

    def __init__(self, catalogue_json: str) -> None:
        self._catalogue = read_catalogue(json.loads(catalogue_json))
        self._evaluators = {
            language: Evaluator(self._catalogue, language) for language in LANGUAGES
        }

    def check(self, situation_json: str, language: str = "nb") -> str:
        """Check a situation against every scheme.

        Returns:
            JSON text of a :class:`~tilskudd_rules.result.Evaluation`, or of a
            :class:`~tilskudd_rules.result.Refusal` where the situation cannot be read.
        """
        return self._answer(situation_json, language, self._evaluators[language].evaluate)

    def questions(self, situation_json: str, language: str = "nb") -> str:
        """Return the questions that matter for the answers given so far.

        Returns:
            JSON text of a :class:`~tilskudd_rules.result.QuestionsResult`, or of a refusal.
        """
        return self._answer(
            situation_json,
            language,
            lambda situation: relevant_questions(self._catalogue, situation, language),
        )

    def _answer(
        self, situation_json: str, language: str, result_of: Callable[[Situation], object]
    ) -> str:
        try:
            situation = parse_situation(situation_json, self._catalogue)
        except DataError as error:
            return _write(self._refusal(error, language))
        return _write(result_of(situation))

    def _refusal(self, error: DataError, language: str) -> Refusal:
        wording = Wording(self._catalogue.texts, language)
        return {
            "rules_version": self._catalogue.version,
            "problems": [
                {"field": dotted(problem.path), "message": _message(problem, wording)}
                for problem in error.problems
            ],
        }


def _message(problem: Problem, wording: Wording) -> str:
    values = {"field": dotted(problem.path), "found": problem.found, **problem.details}
    if problem.code == "wrong-type":
        values["expected"] = wording.format_message(f"type.{values['expected']}")
    if problem.code == "day-out-of-range":
        values["found"] = day_in_words(problem.found)
    return wording.format_message(f"problem.{problem.code}", **values)


def _write(result: object) -> str:
    return _ENCODER.encode(result)
