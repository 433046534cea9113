"""Ask the questions of a check one at a time, the one that can still change most first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tilskudd_build.files.messages import format_message
from tilskudd_rules.kinds import Date, Prompt
from tilskudd_rules.registers import Asked
from tilskudd_rules.wording import day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tilskudd_rules.api import Checker
    from tilskudd_rules.kinds import Register
    from tilskudd_rules.model import Catalogue, Question

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
        self._questions = {question.key: question for question in catalogue.questions}
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
        self._tell(format_message("interview-start"))
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

    def _ask(self, answer: str, options: Choices, answers: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any answer
        """Ask until the answer can be used; ``None`` for an empty one."""
        question = self._questions[answer]
        kind = question.kind_of_answer
        choices = options or self._listed(question, kind.choices)
        self._tell("")
        self._tell(question.label.nb)
        if question.help is not None:
            self._tell(f"  {question.help.nb}")
        for number, (_, label) in enumerate(choices, 1):
            self._tell(f"  {number}. {label}")
        if kind.keyed_by is not None:
            return self._ask_each(question, kind.keyed_by, answers) or None
        prompt = self._prompt([identifier for identifier, _ in choices])
        sentence = format_message(f"interview-{kind.prompt}")
        while typed := self._read(sentence).strip():
            given = kind.typed(typed, prompt)
            complaint = self._complaint(answers, answer, given)
            if complaint is None:
                if isinstance(kind, Date):
                    self._tell(f"  {day_in_words(str(given))}")
                return given
            self._tell(complaint)
        return None

    def _ask_each(
        self, question: Question, register: Register, answers: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Ask for the value of each of several: one's is not another's."""
        answer, kind = question.key, question.kind_of_answer
        is_by_scheme = register == "schemes"
        named = self._waiting(answer, answers) if is_by_scheme else self._listed(question, register)
        values: dict[str, Any] = {}
        for identifier, label in named:
            if is_by_scheme:
                self._tell(f"  {label}")
            sentence = format_message(f"interview-{kind.prompt}", label=label)
            while typed := self._read(sentence).strip():
                given = kind.typed(typed, self._prompt([]))
                complaint = self._complaint(answers, answer, {identifier: given})
                if complaint is None:
                    values[identifier] = given
                    break
                self._tell(complaint)
        return values

    def _prompt(self, choices: Sequence[str]) -> Prompt:
        yes, no = format_message("interview-yes"), format_message("interview-no")
        return Prompt(choices, yes, no, self._municipality)

    def _waiting(self, answer: str, answers: Mapping[str, Any]) -> Choices:
        """Return the schemes that wait for an answer of their own."""
        result = json.loads(self._checker.check(json.dumps(answers)))
        schemes = [one for one in result["schemes"] if answer in one["missing"]]
        return [(one["scheme"], one["short_name"]) for one in schemes]

    def _listed(self, question: Question, register: Register | None) -> Choices:
        """Return what stands in a register with what each is called."""
        if register is None:
            return []
        asked = Asked(question, self._catalogue)
        return [(one, asked.label(register, one, "nb")) for one in asked.ids(register)]

    def _municipality(self, name: str) -> str | None:
        """Return the number of the one municipality that has a name, or had it, if it is one.

        By a former number the rules say what the municipality is today.
        """
        catalogue = self._catalogue
        for register in (catalogue.municipalities, catalogue.former_municipalities):
            named = [
                number for number, one in register.items() if one.name.casefold() == name.casefold()
            ]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _complaint(self, answers: Mapping[str, Any], answer: str, given: object) -> str | None:
        result = json.loads(self._checker.check(json.dumps({**answers, answer: given})))
        problems = result.get("problems", [])
        return " ".join(problem["message"] for problem in problems) or None
