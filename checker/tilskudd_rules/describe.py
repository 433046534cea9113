"""Say an answer in the words of its question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.answers import ANSWERS, OTHER_MEASURE, Kind
from tilskudd_rules.situation import Follows
from tilskudd_rules.wording import day, kroner, positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Catalogue, Edition, Measure
    from tilskudd_rules.wording import Wording

_FOLLOWS: Final[Mapping[Follows, str]] = {
    Follows.NEW_MEASURE: "answer.follows-new-measure",
    Follows.MUNICIPALITY: "answer.follows-municipality",
    Follows.COVERED: "answer.follows-covered",
}
"""What an answer seen follows from, in words; one that is elsewhere is not seen at all."""


class Describer:
    """Names questions and answers for a reader.

    Args:
        catalogue: the rules, for the words of the questions.
        wording: the sentences, in one language form.
    """

    def __init__(self, catalogue: Catalogue, wording: Wording) -> None:
        self._catalogue = catalogue
        self._wording = wording
        self._questions = {q.answer: wording.text(q.short_label) for q in catalogue.questions}
        self._options = {
            q.answer: {str(option.id): wording.text(option.label) for option in q.options}
            for q in catalogue.questions
        }

    def question(self, answer: str) -> str:
        """Return what an answer is called in a summary."""
        return self._questions[answer]

    def given(self, answer: str, check: SchemeCheck) -> str:
        """Return a question with the answer a scheme sees, and what that follows from."""
        said = (
            f"{self.question(answer)}: {self.value(answer, check.answers[answer], check.edition)}"
        )
        follows = check.follows.get(answer)
        if follows is None:
            return said
        return f"{said} ({self._wording.say(_FOLLOWS[follows])})"

    def value(self, answer: str, value: Any, edition: Edition) -> str:  # noqa: ANN401 - any answer
        """Return an answer as the applicant would say it, seen from one edition."""
        kind = ANSWERS[answer]
        if isinstance(value, bool):
            return self._wording.say("answer.yes" if value else "answer.no")
        if kind is Kind.MEASURE:
            return self._measure(value, edition)
        if kind is Kind.SCHEMES:
            names = [self._wording.text(self._catalogue.schemes[s].short_name) for s in value]
            return ", ".join(names) or self._wording.say("answer.none")
        if kind in (Kind.CHOICE, Kind.CHOICES):
            chosen = [value] if isinstance(value, str) else value
            words = ", ".join(self._options[answer][one] for one in chosen)
            return words or self._wording.say("answer.none")
        if kind is Kind.AUTHORITY:
            return self._wording.text(self._catalogue.authorities[value].name)
        return _plain(kind, value)

    def _measure(self, measure_id: str, edition: Edition) -> str:
        """Return a measure's name; one of another scheme keeps the name it has there."""
        if measure_id == OTHER_MEASURE:
            return self._wording.say("measure.other")
        own = edition.measure(measure_id)
        if own is not None:
            return self._wording.text(own.name)
        name = self._wording.text(self._former(measure_id, edition).name)
        return self._wording.say("answer.not-in-edition", measure=name, edition=edition.year)

    def _former(self, measure_id: str, edition: Edition) -> Measure:
        """Return a measure that another edition of the scheme names; the newest that does."""
        measure = self._catalogue.schemes[edition.scheme].measure(measure_id)
        if measure is None:
            # An edition sees no measure that its scheme never named: measure_in leaves it out.
            raise LookupError(measure_id)
        return measure


def _plain(kind: Kind, value: Any) -> str:  # noqa: ANN401 - any answer
    if kind is Kind.KRONER:
        return kroner(value)
    if kind is Kind.DATE:
        return day(value)
    if kind is Kind.POSITIONS:
        return positions(value) if isinstance(value, int) else ", ".join(map(positions, value))
    return str(value)
