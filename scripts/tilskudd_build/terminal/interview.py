"""Ask the questions of a check one at a time, the one that can still change most first."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.messages import phrase
from tilskudd_rules.answers import ANSWERS, COST_CLASSES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tilskudd_rules.api import Checker
    from tilskudd_rules.model import Catalogue, Question

_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,15}")
"""What Python can be asked to read as a number, whatever is typed."""

type Choices = Sequence[tuple[str, str]]
"""Ids and what the reader is shown, in order."""


class Interview:
    """One conversation.

    Args:
        checker: decides what to ask next and whether an answer can be used.
        catalogue: the words of the questions.
        read: shows a prompt and returns what was typed.
        tell: shows a line.
    """

    def __init__(
        self,
        checker: Checker,
        catalogue: Catalogue,
        *,
        read: Callable[[str], str],
        tell: Callable[[str], None],
    ) -> None:
        self._checker = checker
        self._catalogue = catalogue
        self._questions = {question.answer: question for question in catalogue.questions}
        self._read = read
        self._tell = tell

    def run(self, situation: Mapping[str, Any]) -> dict[str, Any]:
        """Ask until nothing more can change a result; an empty answer passes a question over.

        Args:
            situation: what is known already.

        Returns:
            The situation with the answers given.
        """
        answers = dict(situation)
        passed: set[str] = set()
        self._tell(phrase("interview-start"))
        while (asked := self._next(answers, passed)) is not None:
            answer, options = asked
            try:
                given = self._ask(answer, options, answers)
            except EOFError:
                break
            if given is None:
                passed.add(answer)
            else:
                answers[answer] = given
        return answers

    def _next(self, answers: Mapping[str, Any], passed: set[str]) -> tuple[str, Choices] | None:
        """Return the question to ask, with the choices open in this situation."""
        plan = json.loads(self._checker.questions(json.dumps(answers)))
        open_ = {q["answer"]: q for q in plan["questions"] if not q["answered"]}
        candidates = [answer for answer in (plan["next"], *open_) if answer in open_]
        for answer in candidates:
            if answer not in passed:
                options = [(o["id"], o["label"]) for o in open_[answer].get("options", [])]
                return answer, list(dict(options).items())
        return None

    def _ask(self, answer: str, options: Choices, answers: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """Ask until the answer can be used; ``None`` for an empty one."""
        question = self._questions[answer]
        kind = ANSWERS[answer]
        choices = options or self._choices(question)
        self._tell("")
        self._tell(question.label.nb)
        if question.help is not None:
            self._tell(f"  {question.help.nb}")
        for number, (_, label) in enumerate(choices, 1):
            self._tell(f"  {number}. {label}")
        if kind is Kind.COSTS:
            return self._ask_costs(answers)
        if kind is Kind.YEARS_BY_SCHEME:
            return self._ask_years(answer, answers)
        while True:
            typed = self._read(phrase(f"interview-{_form(kind)}")).strip()
            if not typed:
                return None
            given = self._parse(answer, typed, choices)
            complaint = self._complaint(answers, answer, given)
            if complaint is None:
                return given
            self._tell(complaint)

    def _ask_costs(self, answers: Mapping[str, Any]) -> dict[str, int] | None:
        costs: dict[str, int] = {}
        for name in COST_CLASSES:
            label = self._catalogue.texts[f"cost.{name}"].nb
            while typed := self._read(phrase("interview-cost", label=label)).strip():
                given = _number(typed)
                complaint = self._complaint(answers, "costs", {name: given})
                if complaint is None:
                    costs[name] = given
                    break
                self._tell(complaint)
        return costs or None

    def _ask_years(self, answer: str, answers: Mapping[str, Any]) -> dict[str, int] | None:
        """Ask for the years of each scheme that waits for them: one's are not another's."""
        result = json.loads(self._checker.check(json.dumps(answers)))
        years: dict[str, int] = {}
        for scheme in result["schemes"]:
            if answer not in scheme["missing"]:
                continue
            self._tell(f"  {scheme['short_name']}")
            while typed := self._read(phrase("interview-years_by_scheme")).strip():
                given = _number(typed)
                complaint = self._complaint(answers, answer, {scheme["scheme"]: given})
                if complaint is None:
                    years[scheme["scheme"]] = given
                    break
                self._tell(complaint)
        return years or None

    def _choices(self, question: Question) -> Choices:
        if ANSWERS[question.answer] is Kind.SCHEMES:
            schemes = self._catalogue.schemes.values()
            return [(str(scheme.id), scheme.short_name.nb) for scheme in schemes]
        return [(str(option.id), option.label.nb) for option in question.options]

    def _parse(self, answer: str, typed: str, choices: Choices) -> Any:  # noqa: ANN401
        """Make an answer of what was typed; what does not fit is left for the rules to refuse."""
        kind = ANSWERS[answer]
        if kind is Kind.BOOLEAN:
            words = {phrase("interview-yes"): True, phrase("interview-no"): False}
            return words.get(typed.lower()[:1], typed)
        if kind in (Kind.CHOICES, Kind.SCHEMES):
            parts = [part.strip() for part in typed.split(",")]
            return [] if parts == ["0"] else [_chosen(part, choices) for part in parts]
        if kind in (Kind.CHOICE, Kind.MEASURE):
            return _chosen(typed, choices)
        if kind is Kind.MUNICIPALITY:
            return self._municipality(typed)
        if kind is Kind.POSITIONS:
            return _percent(typed)
        return typed if kind is Kind.DATE else _number(typed)

    def _municipality(self, typed: str) -> str:
        """Return the number of a municipality typed by number or by name."""
        named = [
            municipality.number
            for municipality in self._catalogue.municipalities.values()
            if municipality.name.casefold() == typed.casefold()
        ]
        return named[0] if len(named) == 1 else typed

    def _complaint(self, answers: Mapping[str, Any], answer: str, given: object) -> str | None:
        result = json.loads(self._checker.check(json.dumps({**answers, answer: given})))
        problems = result.get("problems", [])
        return " ".join(problem["message"] for problem in problems) or None


def _form(kind: Kind) -> str:
    """Return which way an answer is typed."""
    if kind in (Kind.CHOICE, Kind.MEASURE):
        return "choice"
    if kind in (Kind.CHOICES, Kind.SCHEMES):
        return "choices"
    return kind.value


def _chosen(typed: str, choices: Choices) -> str:
    """Return the id of the choice with the number typed, or what was typed."""
    if _WHOLE_NUMBER.fullmatch(typed) and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1][0]
    return typed


def _number(typed: str) -> Any:  # noqa: ANN401 - a number, or the text the rules will refuse
    digits = "".join(typed.split())
    return int(digits) if _WHOLE_NUMBER.fullmatch(digits) else typed


def _percent(typed: str) -> Any:  # noqa: ANN401 - whole percent, or the text the rules will refuse
    """Make whole percent of full-time equivalents typed with a comma: ``2,5`` is 250."""
    whole, _, part = typed.replace(".", ",").partition(",")
    if _WHOLE_NUMBER.fullmatch(whole) and (part == "" or (part.isdecimal() and len(part) <= 2)):
        return int(whole) * 100 + int(part.ljust(2, "0"))
    return typed
