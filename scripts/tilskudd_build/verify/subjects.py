"""One edition, and every situation that its conditions can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from tilskudd_build.verify.domain import UNANSWERED, Domains
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.conditions import Comparison
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.places import AuthorityKind, authority_today
from tilskudd_rules.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_rules.conditions import Condition
    from tilskudd_rules.model import Catalogue, Criterion, Edition, Scheme
    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.result import Eligibility
    from tilskudd_rules.statements import LocalStatement

type Values = dict[str, Any]
"""Answers as one scheme sees them; an answer not given is no key."""

DECIDING = (CriterionKind.ELIGIBILITY, CriterionKind.ASSESSMENT)
"""The kinds of criteria that the verdict rests on."""


def given(answers: Mapping[str, Any]) -> Values:
    """Return the answers without those that are not given."""
    return {name: answer for name, answer in answers.items() if answer is not UNANSWERED}


def own_senders(scheme: Scheme, authority: str | None) -> set[str]:
    """Return whose calls are for a county governor's own: itself, and those before it."""
    found: set[str] = set()
    added = set() if authority is None else {authority}
    while added:
        found |= added
        added = {name for name, one in scheme.authorities.items() if one.successor in added}
    return found


def national_senders(scheme: Scheme) -> set[str]:
    """Return whose calls are for the whole country."""
    kind = AuthorityKind.DIRECTORATE
    return {name for name, one in scheme.authorities.items() if one.kind is kind}


@dataclass(frozen=True, slots=True)
class Cell:
    """One situation of a table, and what the engine makes of it.

    Attributes:
        at: which value each answer of the table has; 0 is not answered.
        values: the answers given.
        check: the engine's own check; ``None`` where it could not make one.
    """

    at: tuple[int, ...]
    values: Values
    check: SchemeCheck | None

    @property
    def verdict(self) -> Eligibility | None:
        """The engine's verdict."""
        return None if self.check is None else self.check.eligibility

    @property
    def known(self) -> Mapping[str, Any]:
        """The answers as the scheme sees them, with what follows from those given."""
        return {} if self.check is None else self.check.answers

    @property
    def is_complete(self) -> bool:
        """Whether every answer of the table is given, and is seen as it is given."""
        known = self.known
        return 0 not in self.at and all(
            answer in known and known[answer] == value for answer, value in self.values.items()
        )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A condition of an edition, with its place.

    Attributes:
        name: the id of the criterion or of the evidence.
        path: where the condition stands.
        whose: whose applicants it is for, where it is not for all.
    """

    name: str
    path: DataPath
    when: Condition
    whose: Condition | None = None

    @property
    def conditions(self) -> list[Condition]:
        """All that its outcome rests on."""
        return [self.when] if self.whose is None else [self.whose, self.when]

    def held(self, known: Mapping[str, Any]) -> bool | None:
        """Tell whether it is met; ``None`` where it is open, or says nothing to the applicant."""
        is_for = self.whose is None or self.whose.holds(known)
        return self.when.holds(known) if is_for else None


class Table:
    """Every combination of some answers' values, not answered included.

    The verdict rests on the outcomes of the deciding criteria alone, and a criterion looks at no
    other answers than those it compares. So a table over those answers holds every situation there
    is, and answers that only other conditions look at are gone through in tables of their own.

    Args:
        subject: the edition.
        answers: the answers, with the values of each.
    """

    def __init__(self, subject: Subject, answers: Mapping[str, Sequence[Any]]) -> None:
        self.answers = tuple(answers)
        # A planned year is what chooses the edition: there is none without it.
        self._values = [
            (subject.year, *values) if answer == "year" else (UNANSWERED, *values)
            for answer, values in answers.items()
        ]
        self.cells = {cell.at: cell for cell in self._cells(subject)}

    def _cells(self, subject: Subject) -> Iterator[Cell]:
        for at in product(*(range(len(values)) for values in self._values)):
            found = {
                answer: values[index]
                for answer, values, index in zip(self.answers, self._values, at, strict=True)
            }
            yield Cell(at, given(found), subject.try_check(given(found)))

    def __iter__(self) -> Iterator[Cell]:
        """Yield every situation that the engine could make something of."""
        return (cell for cell in self.cells.values() if cell.check is not None)

    def complete(self) -> Iterator[Cell]:
        """Yield the situations with no answer left open."""
        return (cell for cell in self if cell.is_complete)

    def refinements(self, cell: Cell) -> Iterator[tuple[str, Cell]]:
        """Yield each answer that is unknown to the scheme, with each situation it leads to."""
        known = cell.known
        for index, answer in enumerate(self.answers):
            if answer in known:
                continue
            for value in range(1, len(self._values[index])):
                refined = self.cells[*cell.at[:index], value, *cell.at[index + 1 :]]
                if refined.check is not None:
                    yield answer, refined


class Subject:
    """One edition, checked in its own planned year.

    Args:
        catalogue: the rules.
        scheme: the scheme.
        edition: one of its editions.
        imagined: what is made up about it, in a few words; empty for one of the catalogue's own.
    """

    def __init__(
        self, catalogue: Catalogue, scheme: Scheme, edition: Edition, *, imagined: str = ""
    ) -> None:
        self._catalogue = catalogue
        self.scheme = scheme
        self.edition = edition
        self.imagined = imagined
        self.year = edition.year
        self.path: DataPath = ("schemes", str(scheme.id), "editions", str(edition.year))

    @property
    def name(self) -> str:
        """What the edition is called in messages."""
        return f"{self.scheme.id} {self.year}"

    # Situations

    def situation(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers as a situation that ``tilskudd check`` takes."""
        given = {"year": self.year, **values}
        received = given.get("grant_years_received")
        if isinstance(received, int):
            given["grant_years_received"] = {str(self.scheme.id): received}
        return given

    def check(self, values: Mapping[str, Any]) -> SchemeCheck:
        """Let the engine check the scheme against the answers."""
        given = self.situation(values)
        chosen = Chosen(self.scheme, self.edition, given["year"])
        situation = Situation(given, given, self._catalogue.questions)
        return SchemeCheck(chosen, *situation.for_edition(self.scheme, self.edition))

    def try_check(self, values: Mapping[str, Any]) -> SchemeCheck | None:
        """Let the engine check; ``None`` where it fails, which a law of its own looks for."""
        try:
            return self.check(values)
        except Exception:  # noqa: BLE001 - whatever it is, it is a hole in the rules
            return None

    def holds_in(self, year: int) -> bool:
        """Tell whether a planned year rests on this edition."""
        chosen = choose_edition(self.scheme, year)
        return isinstance(chosen, Chosen) and chosen.edition is self.edition

    # Conditions

    @property
    def criteria(self) -> Iterator[tuple[DataPath, Criterion]]:
        """The criteria, each with its place."""
        for index, criterion in enumerate(self.edition.criteria):
            yield (*self.path, "criteria", index), criterion

    @cached_property
    def conditions(self) -> list[Ruled]:
        """Every condition of the edition: the criteria's, and those of the evidence."""
        found = [
            Ruled(str(c.id), (*path, "when"), c.when, self._whose(c)) for path, c in self.criteria
        ]
        evidence = self.edition.evidence
        for index, item in enumerate(evidence if isinstance(evidence, tuple) else ()):
            if item.when is not None:
                path = (*self.path, "evidence", index, "when")
                found.append(Ruled(str(item.id), path, item.when, self._whose(item)))
        return found

    def _whose(self, statement: LocalStatement) -> Condition | None:
        """Return whose applicants a statement is for, as a condition on the county governor."""
        if statement.for_ is None:
            return None
        names = (authority_today(one, self.scheme.authorities) for one in statement.for_)
        return Comparison("authority", "in", tuple(names))

    # Tables

    @cached_property
    def verdicts(self) -> Table:
        """Every situation that the verdict can tell apart."""
        return self._table(self._deciding, classes=False)

    @cached_property
    def classes(self) -> Table:
        """The same with one value for each way an answer can come out of its comparisons."""
        return self._table(self._deciding, classes=True)

    @cached_property
    def tables(self) -> list[tuple[Ruled, Table]]:
        """Each condition, with every situation it can tell apart."""
        return [(ruled, self._table(ruled.conditions, classes=False)) for ruled in self.conditions]

    @property
    def _deciding(self) -> list[Condition]:
        deciding = {str(one.id) for _, one in self.criteria if one.kind in DECIDING}
        ruled = (one for one in self.conditions if one.path[-3] == "criteria")
        return [when for one in ruled if one.name in deciding for when in one.conditions]

    def _table(self, conditions: Sequence[Condition], *, classes: bool) -> Table:
        domains = Domains(
            self._catalogue, [self.edition], [c for one in conditions for c in one.comparisons()]
        )
        answers = list(domains.answers)
        for question in self._catalogue.questions:
            if question.follows is not None and question.key in answers:
                # The engine reads the one from the others, as grant years from whether it is new.
                told_by = (one.answer for one in question.follows.when.comparisons())
                answers += [answer for answer in told_by if answer not in answers]
        compared = domains.answers
        found = {
            answer: domains.classes(answer)
            if classes and answer in compared
            else domains.values(answer)
            for answer in answers
        }
        if "measure" in found and not classes:
            # To the scheme they are one of the values above, or no answer at all.
            found["measure"] = (*found["measure"], *domains.elsewhere())
        if "year" in found:
            found["year"] = tuple(year for year in found["year"] if self.holds_in(year))
        return Table(self, found)

    @cached_property
    def eligible(self) -> list[Values]:
        """The complete answers of every situation in which the applicant may apply."""
        return [cell.values for cell in self.verdicts.complete() if cell.verdict == "eligible"]

    @cached_property
    def open_to(self) -> dict[str, Values]:
        """Answers with which the applicant may apply, for each measure that has some.

        Where the edition names no measures, or the answers need none, the key is empty.
        """
        found: dict[str, Values] = {}
        for values in self.eligible:
            found.setdefault(values.get("measure", ""), values)
        if "measure" not in self.verdicts.answers and "" in found:
            for measure in self.edition.measures:
                found[str(measure.id)] = {**found[""], "measure": str(measure.id)}
        return found
