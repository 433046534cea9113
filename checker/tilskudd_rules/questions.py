"""Which questions matter for the answers given so far, and which one to ask next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tilskudd_rules.answers import OTHER_MEASURE
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.model import Always
from tilskudd_rules.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from tilskudd_rules.model import Catalogue, Scheme
    from tilskudd_rules.result import OptionResult, QuestionResult, QuestionsResult
    from tilskudd_rules.situation import Situation


def relevant_questions(
    catalogue: Catalogue, situation: Situation, language: str = "nb"
) -> QuestionsResult:
    """Return the questions that can change a result, in the order they stand in a form.

    A question already answered is relevant when it would be missing without its answer, and without
    the one its answer follows from: an answer that is used is always shown. The next
    one is the open question that can still change most: the most telling for any scheme, and among
    those the one that most schemes wait for.

    >>> plan = relevant_questions(catalogue, blank)
    >>> plan["next"], [question["answer"] for question in plan["questions"]]
    ('year', ['year', 'municipality', 'applicant_type'])
    """
    wording = Wording(catalogue.texts, language)
    chosen = _chosen_editions(catalogue, situation)
    open_now = _missing(chosen, situation)
    questions = [one for one in catalogue.questions if one.asked_through is None]
    always = [one.key for one in questions if one.always is Always.ASKED]
    relevant: list[QuestionResult] = []
    for question in questions:
        answer = question.key
        answered = answer in situation.given
        matters = answer in always or answer in open_now
        if not matters and answered:
            told_by = () if question.follows is None else question.follows.when.comparisons()
            asked = {answer, *(one.answer for one in told_by)}
            matters = answer in _missing(chosen, _without(situation, asked))
        if matters:
            relevant.append({"answer": answer, "answered": answered})
            if answer == "measure":
                relevant[-1]["options"] = _measures(catalogue, chosen, situation, wording)
    # What is given in part, or for another scheme, is open still; but it is not asked anew.
    own = {one.key for one in questions}
    askable = [*always, *(answer for answer in open_now if answer in own)]
    waiting = (answer for answer in askable if answer not in situation.given)
    return {"questions": relevant, "next": next(waiting, None)}


def _chosen_editions(catalogue: Catalogue, situation: Situation) -> list[Chosen]:
    year = situation.given.get("year")
    if year is None:
        return []
    found = [choose_edition(scheme, year) for scheme in catalogue.schemes.values()]
    return [one for one in found if isinstance(one, Chosen)]


def _missing(chosen: Sequence[Chosen], situation: Situation) -> list[str]:
    """Return the open answers over all schemes, those that can still change most first."""
    weights: defaultdict[str, list[int]] = defaultdict(list)
    for one in chosen:
        check = SchemeCheck(one, *situation.for_edition(one.scheme, one.edition))
        for answer, weight in check.missing().items():
            weights[answer].append(weight)
    return sorted(weights, key=lambda answer: (min(weights[answer]), -len(weights[answer])))


def _without(situation: Situation, left_out: AbstractSet[str]) -> Situation:
    def rest(answers: Mapping[str, object]) -> dict[str, object]:
        return {key: value for key, value in answers.items() if key not in left_out}

    return replace(situation, given=rest(situation.given), derived=rest(situation.derived))


def _measures(
    catalogue: Catalogue, chosen: Sequence[Chosen], situation: Situation, wording: Wording
) -> list[OptionResult]:
    """Return the measures of the year's editions; one that several schemes have, in each.

    One chosen for another year that these editions do not name stays on offer, and says so.
    """
    options: list[OptionResult] = [
        {
            "id": str(measure.id),
            "label": wording.text(measure.name),
            "group": wording.text(one.scheme.short_name),
        }
        for one in chosen
        for measure in one.edition.measures
    ]
    given: str | None = situation.given.get("measure")
    offered = {OTHER_MEASURE, *(option["id"] for option in options)}
    if given is not None and given not in offered:
        rest_on = {one.scheme.id: one.edition.year for one in chosen}
        year: int = situation.given["year"]
        for scheme in catalogue.schemes.values():
            options += _former_measure(scheme, given, rest_on.get(scheme.id, year), wording)
    return [*options, {"id": OTHER_MEASURE, "label": wording.format_message("measure.other")}]


def _former_measure(
    scheme: Scheme, given: str, year: int, wording: Wording
) -> Iterator[OptionResult]:
    """Yield a measure that only other editions of a scheme name, if any does.

    Args:
        scheme: the scheme.
        given: the measure's id.
        year: the edition that the planned year rests on; the planned year where none does, since
            the scheme is over or has no rules yet.
        wording: the sentences.
    """
    measure = scheme.measure(given)
    if measure is not None:
        name = wording.text(measure.name)
        yield {
            "id": given,
            "label": wording.format_message("answer.not-in-edition", measure=name, edition=year),
            "group": wording.text(scheme.short_name),
        }
