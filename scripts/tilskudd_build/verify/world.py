"""The whole catalogue under proof, and situations that show all it can say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.verify.domain import Domains
from tilskudd_build.verify.imagined import Imagination
from tilskudd_build.verify.imagined_support import ImaginedSupport
from tilskudd_build.verify.subjects import Subject
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.describe import Describer
from tilskudd_rules.evaluate import Evaluator
from tilskudd_rules.model import supports
from tilskudd_rules.schema import Word
from tilskudd_rules.situation import read_situation
from tilskudd_rules.statements import LANGUAGES
from tilskudd_rules.support import RateTable
from tilskudd_rules.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tilskudd_build.verify.subjects import Values
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Catalogue, Question
    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.result import Evaluation, SchemeResult
    from tilskudd_rules.situation import Situation
    from tilskudd_rules.support import Support

_LANGUAGE: Final = LANGUAGES[0]
_MARK: Final = re.compile("\u2983([0-9]+)\u2984")
_MANY_POSITIONS: Final = 400
"""Whole percent, for a table without a cap."""


class Marks:
    """Numbers put in front of texts, so that a text is known again wherever it is shown."""

    def __init__(self) -> None:
        self._paths: list[DataPath] = []

    def mark(self, text: str, path: DataPath) -> str:
        """Return the text with a mark that stands for its path."""
        self._paths.append(path)
        return f"\u2983{len(self._paths) - 1}\u2984{text}"

    def found_in(self, text: str) -> set[DataPath]:
        """Return the paths of all texts that are shown in ``text``."""
        return set(self.in_order(text))

    def in_order(self, text: str) -> list[DataPath]:
        """Return the paths of the texts that are shown in ``text``, the first one first."""
        return [self._paths[int(number)] for number in _MARK.findall(text)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A situation of the gallery, and all that the engine says of one scheme in it.

    Attributes:
        values: the answers.
        varied: the one answer that differs from ``base``; empty for a situation of its own.
        base: the situation it was made from.
        check: the engine's check.
        result: what the engine says.
    """

    subject: Subject
    values: Values
    varied: str
    base: Shown | None
    check: SchemeCheck
    result: SchemeResult


class World:
    """Everything a law may look at.

    The texts are marked, which no rule can notice: the rules fill texts in and never read them.

    Args:
        data: the scheme files as plain data.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._crashes: list[tuple[Subject, Values]] = []
        self.marks = Marks()
        self.data = _marked(data, self.marks)
        self.catalogue: Catalogue = read_catalogue(self.data)
        self.wording = Wording(self.catalogue.texts, _LANGUAGE)
        self.describer = Describer(self.catalogue, self.wording)
        self.evaluator = Evaluator(self.catalogue, _LANGUAGE)
        self._shared: dict[Callable[[World], Any], Any] = {}
        self.questions = {question.key: question for question in self.catalogue.questions}
        self.subjects = [
            Subject(self.catalogue, scheme, edition)
            for scheme in self.catalogue.schemes.values()
            for edition in scheme.editions.values()
        ]

    def once[T](self, work: Callable[[World], T]) -> T:
        """Return what several laws go through, worked out by the first of them that asks."""
        if work not in self._shared:
            self._shared[work] = work(self)
        found: T = self._shared[work]
        return found

    @property
    def years(self) -> range:
        """The calendar years that may be planned for."""
        question = self.questions["year"]
        editions = [subject.year for subject in self.subjects]
        low = min(editions) if question.minimum is None else question.minimum
        high = max(editions) + 1 if question.maximum is None else question.maximum
        return range(low, high + 1)

    @cached_property
    def authorities(self) -> list[str]:
        """The authorities of today; one that is no longer there is read as its successor."""
        return [name for name, one in self.catalogue.authorities.items() if one.successor is None]

    @cached_property
    def applicants(self) -> list[tuple[Subject, str | None]]:
        """Every edition with every authority, and with none known."""
        return list(product(self.subjects, (None, *self.authorities)))

    @property
    def callers(self) -> Iterator[tuple[Subject, str | None]]:
        """Every edition with each authority that calls for it, with one that does not, and none."""
        for subject in self.subjects:
            called = [str(call.authority) for call in subject.edition.calls]
            others = [str(one) for one in self.catalogue.authorities if one not in called]
            yield from ((subject, authority) for authority in (None, *called, *others[:1]))

    @cached_property
    def imagination(self) -> Imagination:
        """Makes up calls that no file has."""
        return Imagination(self.catalogue, self.subjects[0])

    @cached_property
    def imagined_support(self) -> ImaginedSupport:
        """Makes up support that no file has."""
        return ImaginedSupport(self.catalogue, self.subjects[0])

    @cached_property
    def imagined_applicants(self) -> list[tuple[Subject, str | None]]:
        """Editions with made-up calls, with the county governors that can be told apart."""
        own, *_ = everyone = self.imagination.authorities
        return [
            *product(self.imagination.one_round(), everyone),
            *product(self.imagination.several_senders(), everyone),
            *((subject, own) for subject in self.imagination.two_rounds()),
            *((subject, own) for subject in self.imagination.reports()),
        ]

    @property
    def tables(self) -> Iterator[tuple[DataPath, RateTable]]:
        """Every rate table, with its place."""
        for subject in self.subjects:
            for path, support in supports(subject.edition, subject.path):
                if isinstance(support, RateTable):
                    yield path, support

    def evaluate(self, situation: Mapping[str, Any]) -> Evaluation:
        """Let the engine check a situation against every scheme."""
        return self.evaluator.evaluate(self.read(situation))

    def read(self, situation: Mapping[str, Any]) -> Situation:
        """Let the engine read a situation as a file would hold it: a tuple is a list there."""
        return read_situation(json.loads(json.dumps(situation)), self.catalogue)

    # The gallery

    @cached_property
    def gallery(self) -> list[Shown]:
        """Situations that between them show everything the engine can say of each scheme.

        From answers with which the applicant may apply, once bare and once with all the rest
        answered, each single answer is changed in turn. That is not every situation: it is where
        something that *can* be shown is found, and laws that need every situation take a table.
        """
        return [shown for subject in self.subjects for shown in self._shown_of(subject)]

    def _shown_of(self, subject: Subject) -> Iterator[Shown]:
        for values in [{}, *_one_of_each_outcome(subject)]:
            yield from self._show(subject, values)
        for values in self.bases(subject):
            full = self._filled_in(subject, values)
            for start in (values, full):
                for base in self._show(subject, start):
                    yield base
                    yield from self._varied(base)
            # Which grant year a list of positions starts in is open until the years are known.
            years = ("grant_years_received", "new_measure")
            unsure = {key: given for key, given in full.items() if key not in years}
            yield from self._show(subject, {**unsure, "positions_percent": (100, 50)})
            # A later year says the same, with more reservations.
            if subject.holds_in(subject.year + 1):
                yield from self._show(subject, {**full, "year": subject.year + 1})

    def _varied(self, base: Shown) -> Iterator[Shown]:
        for answer, value in self._variations(base.subject, base.check):
            changed = {key: given for key, given in base.values.items() if key != answer}
            if value is not None:
                changed[answer] = value
            if changed != base.values:
                yield from self._show(base.subject, changed, answer, base)

    def _show(
        self, subject: Subject, values: Values, varied: str = "", base: Shown | None = None
    ) -> Iterator[Shown]:
        """Yield what the engine says, or remember that it could not say anything."""
        try:
            check = subject.check(values)
            result = self.evaluator.scheme_result(check)
        except Exception:  # noqa: BLE001 - whatever it is, it is a hole in the rules
            self._crashes.append((subject, values))
        else:
            yield Shown(subject, values, varied, base, check, result)

    @property
    def crashes(self) -> list[tuple[Subject, Values]]:
        """Situations of the gallery that the engine could say nothing of."""
        return self._crashes if self.gallery else []

    @staticmethod
    def bases(subject: Subject) -> list[Values]:
        """Return answers with which the applicant may apply, for each support it may get."""
        found: dict[int, Values] = {}
        for values in subject.open_to.values():
            found.setdefault(id(subject.check(values).support), values)
        return list(found.values())

    def _filled_in(self, subject: Subject, values: Values) -> Values:
        """Return the answers with the rest answered in a way that gives most to say."""
        called = [str(call.authority) for call in subject.edition.calls]
        rest: Values = {
            "as_of": f"{subject.year + 2}-12-31",
            "authority": next(iter(called or self.catalogue.authorities)),
            "positions_percent": 250,
            "pre_project": True,
            "costs": dict.fromkeys(COST_CLASSES, 1000),
            "requested_amount": self.questions["requested_amount"].maximum or 10**9,
        }
        return {**rest, **values}

    def _variations(self, subject: Subject, check: SchemeCheck) -> Iterator[tuple[str, Any]]:
        """Yield other answers, one at a time; ``None`` takes one away."""
        for answer, question in self.questions.items():
            if answer not in ("year", "municipality"):
                yield answer, None
                for value in self._samples(question, subject, check):
                    yield answer, value

    def _samples(self, question: Question, subject: Subject, check: SchemeCheck) -> Iterable[Any]:
        """Return answers to try: those of the kind, and what only the rules of the scheme tell."""
        domains = Domains(self.catalogue, [subject.edition], [])
        answer = question.key
        match answer:
            case "positions_percent":
                return positions_around(check.support)
            case "authority":
                called = dict.fromkeys(str(call.authority) for call in subject.edition.calls)
                others = [name for name in self.catalogue.authorities if name not in called]
                return [*called, *others[:1]]
            case "measure":
                return [*domains.values(answer), *domains.elsewhere()]
            case _:
                asked, scheme = domains.asked(answer), str(subject.scheme.id)
                return question.kind_of_answer.samples(asked, scheme, subject.year)


def positions_around(support: Support | None) -> list[int | tuple[int, ...]]:
    """Return positions below, on and above the cap of a support, and a list of them."""
    cap = _MANY_POSITIONS
    if isinstance(support, RateTable) and support.max_positions is not Word.NOT_STATED:
        cap = support.max_positions.percent
    return [1, 50, 99, 100, 101, cap - 1, cap, cap + 1, cap + 200, (100, cap, cap + 1, 50), (100,)]


def _one_of_each_outcome(subject: Subject) -> Iterator[Values]:
    """Yield answers with which each condition is met, is not met, and is open."""
    for ruled, table in subject.tables:
        seen = set()
        for cell in table:
            outcome = ruled.held(cell.known)
            if outcome not in seen:
                seen.add(outcome)
                yield cell.values


def _marked(data: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    """Return the data with a mark in every text, and in the place of every rate's source."""

    def walk(node: Any, path: DataPath) -> Any:  # noqa: ANN401 - plain data
        if isinstance(node, list):
            return [walk(item, (*path, index)) for index, item in enumerate(node)]
        if not isinstance(node, dict):
            return node
        copy = {key: walk(item, (*path, key)) for key, item in node.items()}
        if isinstance(copy.get(_LANGUAGE), str):
            copy[_LANGUAGE] = marks.mark(copy[_LANGUAGE], path)
        elif "grant_year" in copy:
            source = dict(copy["source"])
            source["place"] = marks.mark(source["place"], path)
            copy["source"] = source
        return copy

    marked: dict[str, Any] = walk(data, ())
    return marked
