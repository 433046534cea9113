"""Say an answer in the words of its question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.answers import OTHER_MEASURE
from tilskudd_rules.registers import Asked
from tilskudd_rules.situation import Follows
from tilskudd_rules.wording import day, kroner, percent, positions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.kinds import Register
    from tilskudd_rules.model import Catalogue, Edition, Measure
    from tilskudd_rules.wording import Wording

_FOLLOWS: Final[Mapping[Follows, str]] = {
    Follows.MUNICIPALITY: "answer.follows-municipality",
    Follows.COVERED: "answer.follows-covered",
}
"""What an answer seen follows from, in words; what a question says of itself stands with it, and
one that is elsewhere is not seen at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerVoice:
    """Writes the single values in an answer as the sentences of the result do.

    Attributes:
        asked: the question, for the names of what the answer names.
        wording: the sentences, in one language form.
        edition: the edition that the answer is seen from.
    """

    asked: Asked
    wording: Wording
    edition: Edition

    def name(self, register: Register, identifier: str) -> str:
        """Return what something in a register is called."""
        if register == "measures":
            return self._measure(identifier)
        return self.asked.label(register, identifier, self.wording.language)

    def truth(self, value: bool) -> str:  # noqa: FBT001 - an answer
        """Write a yes or a no."""
        return self.wording.format_message("answer.yes" if value else "answer.no")

    def none(self) -> str:
        """Write that a list is empty."""
        return self.wording.format_message("answer.none")

    def day(self, iso: str) -> str:
        """Write a day."""
        return day(iso)

    def kroner(self, amount: int) -> str:
        """Write whole kroner."""
        return kroner(amount)

    def percent(self, share: int) -> str:
        """Write whole percent."""
        return percent(share)

    def positions(self, percent: int | Sequence[int]) -> str:
        """Write whole percent as full-time equivalents, one number or one a grant year."""
        return ", ".join(map(positions, [percent] if isinstance(percent, int) else percent))

    def listing(self, items: Iterable[str]) -> str:
        """Join what is said of several."""
        return ", ".join(items)

    def _measure(self, measure_id: str) -> str:
        """Return a measure's name; one of another edition keeps the name it has there."""
        if measure_id == OTHER_MEASURE:
            return self.wording.format_message("measure.other")
        own = self.edition.measure(measure_id)
        if own is not None:
            return self.wording.text(own.name)
        name = self.wording.text(self._former(measure_id).name)
        return self.wording.format_message(
            "answer.not-in-edition", measure=name, edition=self.edition.year
        )

    def _former(self, measure_id: str) -> Measure:
        """Return a measure that another edition of the scheme names; the newest that does."""
        measure = self.asked.catalogue.schemes[self.edition.scheme].measure(measure_id)
        if measure is None:
            # An edition sees no measure that its scheme never named: measure_in leaves it out.
            raise LookupError(measure_id)
        return measure


class Describer:
    """Names questions and answers for a reader.

    Args:
        catalogue: the rules, for the words of the questions.
        wording: the sentences, in one language form.
        voice: makes what writes the single values in an answer.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        wording: Wording,
        voice: Callable[..., AnswerVoice] = AnswerVoice,
    ) -> None:
        self._wording = wording
        self._voice = voice
        self._asked = {q.key: Asked(q, catalogue) for q in catalogue.questions}

    def question(self, answer: str) -> str:
        """Return what an answer is called in a summary."""
        return self._wording.text(self._asked[answer].question.short_label)

    def given(self, answer: str, check: SchemeCheck) -> str:
        """Return a question with the answer a scheme sees, and what that follows from."""
        said = (
            f"{self.question(answer)}: {self.value(answer, check.answers[answer], check.edition)}"
        )
        follows = check.follows.get(answer)
        if follows is None:
            return said
        rule = self._asked[answer].question.follows
        if follows is Follows.RULE and rule is not None:
            return f"{said} ({self._wording.text(rule.why)})"
        return f"{said} ({self._wording.format_message(_FOLLOWS[follows])})"

    def value(self, answer: str, value: Any, edition: Edition) -> str:  # noqa: ANN401 - any answer
        """Return an answer as the applicant would say it, seen from one edition."""
        asked = self._asked[answer]
        voice = self._voice(asked=asked, wording=self._wording, edition=edition)
        return asked.question.kind_of_answer.in_scheme.describe(value, voice)
