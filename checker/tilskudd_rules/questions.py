"""Which questions matter for the answers given so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_rules.answers import OTHER_MEASURE
from tilskudd_rules.evaluate import Chosen, SchemeCheck, choose_edition
from tilskudd_rules.situation import Situation
from tilskudd_rules.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import OptionResult, QuestionResult

_ALWAYS_ASKED: Final = ("year", "municipality", "applicant_type")
"""What every check starts from: the edition, the county governor and who applies."""

_ASKED_THROUGH_ANOTHER: Final = {"authority": "municipality", "measures": "measure"}
"""Answers that a form takes through another question."""


def relevant_questions(
    catalogue: Catalogue, situation: Situation, language: str = "nb"
) -> list[QuestionResult]:
    """Return the questions that can change a result, in the order they are asked.

    A question already answered is relevant when it would be missing without its answer.
    """
    wording = Wording(catalogue.texts, language)
    chosen = _chosen_editions(catalogue, situation)
    open_now = _missing(catalogue, chosen, situation)
    relevant: list[QuestionResult] = []
    for question in catalogue.questions:
        answer = question.answer
        if answer in _ASKED_THROUGH_ANOTHER:
            continue
        answered = answer in situation.given
        matters = answer in _ALWAYS_ASKED or answer in open_now
        if not matters and answered:
            matters = answer in _missing(catalogue, chosen, _without(situation, answer))
        if not matters:
            continue
        result: QuestionResult = {"answer": answer, "answered": answered}
        if answer == "measure":
            result["options"] = _measures(chosen, wording)
        relevant.append(result)
    return relevant


def _chosen_editions(catalogue: Catalogue, situation: Situation) -> list[Chosen]:
    year = situation.given.get("year")
    if year is None:
        return []
    found = [choose_edition(scheme, year) for scheme in catalogue.schemes.values()]
    return [one for one in found if isinstance(one, Chosen)]


def _missing(catalogue: Catalogue, chosen: list[Chosen], situation: Situation) -> set[str]:
    missing: set[str] = set()
    for one in chosen:
        answers = situation.for_scheme(one.scheme.id)
        missing.update(SchemeCheck(catalogue, one, answers).missing())
    return missing


def _without(situation: Situation, answer: str) -> Situation:
    def rest(answers: Mapping[str, object]) -> dict[str, object]:
        return {key: value for key, value in answers.items() if key != answer}

    return Situation(rest(situation.given), rest(situation.derived))


def _measures(chosen: list[Chosen], wording: Wording) -> list[OptionResult]:
    """Return the measures of the year's editions, a measure of several schemes once in each."""
    options: list[OptionResult] = [
        {
            "id": str(measure.id),
            "label": wording.text(measure.name),
            "group": wording.text(one.scheme.short_name),
        }
        for one in chosen
        for measure in one.edition.measures
    ]
    return [*options, {"id": OTHER_MEASURE, "label": wording.say("measure.other")}]
