"""The small condition language: data in, met, not met or unknown out.

Conditions are ``all``, ``any``, ``not`` and comparisons of one answer. They are evaluated in
Kleene's three-valued logic: an answer not yet given is unknown, and stays unknown unless the
rest of the condition decides the matter whatever that answer would be.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from tilskudd_rules.problems import Path, nearest
from tilskudd_rules.schema import UNREADABLE, Reader, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

type Answers = Mapping[str, Any]
"""Answers as one scheme sees them; an answer not given is not a key."""


class Condition(ABC):
    """A condition on the answers; the type hint that scheme files' ``when`` is read as."""

    __slots__ = ()
    READS_ITSELF: ClassVar[bool] = True

    @abstractmethod
    def holds(self, answers: Answers) -> bool | None:
        """Return whether the condition holds; ``None`` while the answers leave it open."""

    @abstractmethod
    def undecided(self, answers: Answers) -> Iterator[str]:
        """Yield the answers not given that undecided parts look at, in reading order."""

    @abstractmethod
    def can_become(self, answers: Answers, alone: str, *, outcome: bool) -> bool:
        """Return whether some value of the one answer ``alone`` could bring about ``outcome``.

        Parts are looked at one by one, so where several look at ``alone`` it may say yes though no
        single value suits them all. That asks one question too many, never one too few.
        """

    @abstractmethod
    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison in the condition, in reading order."""

    def open_answers(self, answers: Answers) -> list[str]:
        """Return the answers that are not given and could decide the outcome, in reading order.

        Those that could decide it on their own; only where none can, those that could together.
        So an answer that matters for some values of another one waits for that one.
        """
        open_ = list(dict.fromkeys(self.undecided(answers)))
        alone = [
            answer
            for answer in open_
            if any(self.can_become(answers, answer, outcome=one) for one in (True, False))
        ]
        return alone or open_

    @classmethod
    def from_data(cls, data: object, path: Path, reader: Reader) -> Condition | Unreadable:
        """Read the condition at ``path``; report every problem in it to ``reader``."""
        if not isinstance(data, dict):
            return reader.report("wrong-type", path, data, expected="condition")
        if "answer" in data:
            return _comparison(data, path, reader)
        if len(data) != 1 or next(iter(data)) not in _COMBINATIONS:
            word = next((key for key in data if key not in _COMBINATIONS), "")
            return reader.report(
                "not-a-condition", path, word, near=nearest(str(word), (*_COMBINATIONS, "answer"))
            )
        combination, inner = next(iter(data.items()))
        if combination == "not":
            part = Condition.from_data(inner, (*path, "not"), reader)
            return part if isinstance(part, Unreadable) else Not(part)
        if not isinstance(inner, (list, tuple)):
            return reader.report("wrong-type", (*path, combination), inner, expected="list")
        if not inner:
            return reader.report("empty-list", (*path, combination))
        parts = [
            Condition.from_data(one, (*path, combination, i), reader) for i, one in enumerate(inner)
        ]
        whole = tuple(part for part in parts if not isinstance(part, Unreadable))
        return AllOf(whole) if combination == "all" else AnyOf(whole)


@dataclass(frozen=True, slots=True)
class Comparison(Condition):
    """One answer compared with a value.

    Attributes:
        answer: the answer's key in the situation.
        operator: ``is``, ``in``, ``at_least``, ``at_most``, ``includes`` or ``before``.
        value: what it is compared with, of the answer's own type.
    """

    answer: str
    operator: str
    value: Any

    def holds(self, answers: Answers) -> bool | None:
        """Return whether the comparison holds; ``None`` while the answer is not given."""
        answer = answers.get(self.answer)
        if answer is None:
            return None
        return _OPERATORS[self.operator](answer, self.value)

    def undecided(self, answers: Answers) -> Iterator[str]:
        """Yield the answers not given that undecided parts look at, in reading order."""
        if answers.get(self.answer) is None:
            yield self.answer

    def can_become(self, answers: Answers, alone: str, *, outcome: bool) -> bool:
        """Return whether some value of the one answer ``alone`` could bring about ``outcome``."""
        held = self.holds(answers)
        return self.answer == alone if held is None else held is outcome

    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison in the condition, in reading order."""
        yield self


@dataclass(frozen=True, slots=True)
class _OfParts(Condition):
    """A condition made of others."""

    parts: tuple[Condition, ...]

    def undecided(self, answers: Answers) -> Iterator[str]:
        """Yield the answers not given that undecided parts look at, in reading order."""
        if self.holds(answers) is None:
            for part in self.parts:
                yield from part.undecided(answers)

    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison in the condition, in reading order."""
        for part in self.parts:
            yield from part.comparisons()


@dataclass(frozen=True, slots=True)
class AllOf(_OfParts):
    """Met when every part is met; not met as soon as one is not."""

    def holds(self, answers: Answers) -> bool | None:
        """Return the Kleene conjunction of the parts."""
        outcome: bool | None = True
        for part in self.parts:
            held = part.holds(answers)
            if held is False:
                return False
            if held is None:
                outcome = None
        return outcome

    def can_become(self, answers: Answers, alone: str, *, outcome: bool) -> bool:
        """Return whether some value of the one answer ``alone`` could bring about ``outcome``."""
        every = all if outcome else any
        return every(part.can_become(answers, alone, outcome=outcome) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf(_OfParts):
    """Met as soon as one part is met; not met when none is."""

    def holds(self, answers: Answers) -> bool | None:
        """Return the Kleene disjunction of the parts."""
        outcome: bool | None = False
        for part in self.parts:
            held = part.holds(answers)
            if held:
                return True
            if held is None:
                outcome = None
        return outcome

    def can_become(self, answers: Answers, alone: str, *, outcome: bool) -> bool:
        """Return whether some value of the one answer ``alone`` could bring about ``outcome``."""
        some = any if outcome else all
        return some(part.can_become(answers, alone, outcome=outcome) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """Met when the part is not; unknown when the part is unknown."""

    part: Condition

    def holds(self, answers: Answers) -> bool | None:
        """Return the Kleene negation of the part."""
        held = self.part.holds(answers)
        return None if held is None else not held

    def undecided(self, answers: Answers) -> Iterator[str]:
        """Yield the answers not given that undecided parts look at, in reading order."""
        return self.part.undecided(answers)

    def can_become(self, answers: Answers, alone: str, *, outcome: bool) -> bool:
        """Return whether some value of the one answer ``alone`` could bring about ``outcome``."""
        return self.part.can_become(answers, alone, outcome=not outcome)

    def comparisons(self) -> Iterator[Comparison]:
        """Yield every comparison in the condition, in reading order."""
        return self.part.comparisons()


_OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "is": operator.eq,
    "in": lambda answer, value: answer in value,
    "at_least": operator.ge,
    "at_most": operator.le,
    "includes": operator.contains,
    "before": operator.lt,
}

_COMBINATIONS: Final = ("all", "any", "not")


def _comparison(data: dict[str, object], path: Path, reader: Reader) -> Comparison | Unreadable:
    written = data["answer"]
    if not isinstance(written, str) or written not in reader.answers:
        return reader.report(
            "unknown-name",
            (*path, "answer"),
            written,
            collection="answers",
            near=nearest(str(written), reader.answers),
            expected=", ".join(reader.answers),
        )
    answer, kind = reader.answers[written]
    operators = [key for key in data if key != "answer"]
    if len(operators) != 1 or operators[0] not in _OPERATORS:
        word = next((key for key in operators if key not in _OPERATORS), "")
        return reader.report(
            "not-a-comparison",
            path,
            word,
            near=nearest(str(word), _OPERATORS),
            expected=", ".join(_OPERATORS),
        )
    name = operators[0]
    operators_of = kind.in_scheme.operators
    if name not in operators_of:
        usable = [other for other in _OPERATORS if other in operators_of]
        return reader.report(
            "wrong-operator",
            (*path, name),
            name,
            at_key=True,
            answer=written,
            expected=", ".join(usable),
        )
    value = _value(answer, name, data[name], (*path, name), reader)
    return value if isinstance(value, Unreadable) else Comparison(answer, name, value)


def _value(answer: str, name: str, data: object, path: Path, reader: Reader) -> Any:  # noqa: ANN401 - the answer's own type
    """Read what an answer is compared with, as the type the answer has."""
    if name == "in":
        words = reader.read(tuple[str, ...], data, path)
        if isinstance(words, Unreadable):
            return words
        if not words:
            return reader.report("empty-list", path)
        known = [_word(answer, word, (*path, i), reader) for i, word in enumerate(words)]
        return UNREADABLE if any(isinstance(word, Unreadable) for word in known) else tuple(known)
    operand = reader.answers[answer][1].in_scheme.operand
    value = reader.read(operand, data, path)
    return _word(answer, value, path, reader) if operand is str else value


def _word(answer: str, word: object, path: Path, reader: Reader) -> object:
    """Check a word against the choices that the answer has."""
    known = reader.known.get(answer)
    if isinstance(word, Unreadable) or known is None or word in known:
        return word
    return reader.report(
        "unknown-name",
        path,
        word,
        collection=answer,
        near=nearest(str(word), known),
        expected=", ".join(sorted(known)),
    )
