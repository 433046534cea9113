"""Read the worked cases: what the tests run is what the guidance pages show as examples.

``tests/cases/<scheme>/<year>.yaml`` is a list of cases. Every scalar stands as it was written, so
a situation's numbers and booleans are made from text here, by the kind each answer has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tilskudd_build.files import messages
from tilskudd_build.files.diagnostics import Diagnostic, Diagnostics
from tilskudd_build.files.loader import LoadError
from tilskudd_build.files.source_text import read_source
from tilskudd_build.files.yaml_tree import read_yaml
from tilskudd_rules.problems import DataError, dotted
from tilskudd_rules.schema import Identifier, Reader, readable
from tilskudd_rules.situation import read_situation
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tilskudd_build.files.tree import Tree
    from tilskudd_rules.kinds import Kind
    from tilskudd_rules.model import Catalogue, Question

type CaseKey = tuple[str, int]
"""A scheme's id and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a case's result must hold for the scheme it is about; what is absent is not tested.

    Attributes:
        eligibility: the verdict.
        basis: ``edition`` or ``latest_edition``.
        priority: the measure's rank, or ``null``.
        status: the amount's status.
        years: the amount of each grant year to come, in whole kroner; ``null`` where not known.
        pre_project: whole kroner, or ``null``.
        total: whole kroner, or ``null``.
        eligible_costs: whole kroner.
        excluded_costs: whole kroner.
        criteria: criterion id to met, not_met or unknown.
        warnings: the ids of all warnings, in any order.
        missing: the answers that are missing, most telling first.
        near_misses: the answers to change in each way out.
        deadline: the governing application deadline.
        outside: why the year has no edition: ``ended`` or ``no_edition``.
    """

    eligibility: str | None = None
    basis: str | None = None
    priority: str | None = None
    status: str | None = None
    years: tuple[str, ...] | None = None
    pre_project: str | None = None
    total: str | None = None
    eligible_costs: str | None = None
    excluded_costs: str | None = None
    criteria: dict[str, str] | None = None
    warnings: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    near_misses: tuple[tuple[str, ...], ...] | None = None
    deadline: str | None = None
    outside: str | None = None


class Answers(dict[str, Any]):
    """A case's situation, its numbers and booleans made from text."""

    READS_ITSELF = True

    @classmethod
    def from_data(cls, data: object, path: tuple[str | int, ...], reader: Reader) -> Any:  # noqa: ANN401 - own type
        """Read a situation; what the rules refuse in it is found when the case runs."""
        if not isinstance(data, dict):
            return reader.report("wrong-type", path, data, expected="mapping")
        kinds = {name: kind for name, (_, kind) in reader.answers.items()}
        return cls({key: _value(kinds.get(key), value) for key, value in data.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One worked case.

    Attributes:
        id: unique in its file.
        title: what the case is about, for the reader of a page.
        situation: the applicant's answers, as the rules take them.
        expect: what the result must hold.
        example: the case is shown on the edition's page.
    """

    id: Identifier
    title: Text
    situation: Answers
    expect: Expectation
    example: bool = False


def read_cases(
    folder: Path, questions: Iterable[Question], catalogue: Catalogue | None = None
) -> dict[CaseKey, list[Case]]:
    """Read every case file below ``folder``.

    Args:
        folder: where they stand.
        questions: what can be answered, and how it is written.
        catalogue: the rules that the cases are to be put to, where they are.

    Raises:
        LoadError: with every mistake in every file, and every case that the rules refuse.
    """
    diagnostics = Diagnostics()
    cases: dict[CaseKey, list[Case]] = {}
    answers = {
        name: (one.key, one.kind_of_answer) for one in questions for name in (one.key, one.answer)
    }
    for path in sorted(folder.glob("*/[12][0-9][0-9][0-9].yaml")):
        source = read_source(path, path.as_posix(), diagnostics)
        tree = read_yaml(source, diagnostics) if source else None
        if tree is not None:
            key = path.parent.name, int(path.stem)
            cases[key] = _read(tree, answers, diagnostics)
            # Those of an edition that is not published are shown to nobody.
            if catalogue is not None and _has(catalogue, *key):
                _put(cases[key], tree, catalogue, diagnostics)
    if diagnostics:
        raise LoadError([messages.finish(diagnostic) for diagnostic in diagnostics])
    return cases


def _read(
    tree: Tree, answers: Mapping[str, tuple[str, Kind]], diagnostics: Diagnostics
) -> list[Case]:
    reader = Reader(answers=answers)
    found = reader.read(tuple[Case, ...], tree.data, ())
    for problem in reader.problems:
        location = tree.location(problem.path, at_key=problem.at_key)
        where = dotted(problem.path)
        diagnostics.append(
            Diagnostic(problem.code, location, problem.found, problem.details, where)
        )
    return readable(found, Case)


def _has(catalogue: Catalogue, scheme: str, year: int) -> bool:
    return scheme in catalogue.schemes and str(year) in catalogue.schemes[scheme].editions


def _put(cases: Sequence[Case], tree: Tree, catalogue: Catalogue, diagnostics: Diagnostics) -> None:
    """Report why the rules cannot be put to a case: a name in it is gone, or was never there."""
    for index, case in enumerate(cases):
        try:
            read_situation(case.situation, catalogue)
        except DataError as error:
            for problem in error.problems:
                location = tree.location((index, "situation", *problem.path))
                diagnostics.report("case-refused", location, problem.found, case=case.id)


def _value(kind: Kind | None, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Make a JSON value of text, by the kind of the answer; leave what does not fit as text."""
    if isinstance(value, dict):
        return {name: _value(kind, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_value(kind, item) for item in value]
    return value if kind is None else kind.from_text(value)


def compare(expect: Expectation, result: Mapping[str, Any], scheme: str) -> list[str]:
    """Hold a result against what a case expects; return every difference in words for a test.

    Args:
        expect: what the case expects.
        result: the parsed JSON object of a check.
        scheme: the scheme the case is about.
    """
    outside = next((o for o in result["outside"] if o["scheme"] == scheme), None)
    if expect.outside is not None or outside is not None:
        found = None if outside is None else outside["reason"]
        return [] if found == expect.outside else [f"outside: {found} ≠ {expect.outside}"]
    one = next(s for s in result["schemes"] if s["scheme"] == scheme)
    amount = one["amount"]
    due = [d["date"] for d in one["deadlines"] if d["governing"] and d["kind"] == "application"]
    found = {
        "eligibility": one["eligibility"],
        "basis": one["basis"],
        "priority": one["priority"],
        "status": amount["status"],
        "years": [year["amount"] for year in amount["years"]],
        "pre_project": amount["pre_project"],
        "total": amount["total"],
        "eligible_costs": amount["eligible_costs"],
        "excluded_costs": amount["excluded_costs"],
        "missing": one["missing"],
        "near_misses": [[c["answer"] for c in near["changes"]] for near in one["near_misses"]],
        "deadline": due[0] if due else None,
    }
    differences = [
        f"{name}: {_text(found[name])} ≠ {_text(wanted)}"
        for name in found
        if (wanted := getattr(expect, name)) is not None and _text(found[name]) != _text(wanted)
    ]
    outcomes = {criterion["id"]: criterion["status"] for criterion in one["criteria"]}
    differences += [
        f"criterion {name}: {outcomes.get(name)} ≠ {wanted}"
        for name, wanted in (expect.criteria or {}).items()
        if outcomes.get(name) != wanted
    ]
    warned = sorted({warning["id"] for warning in one["warnings"]})
    if expect.warnings is not None and warned != sorted(expect.warnings):
        differences.append(f"warnings: {warned} ≠ {sorted(expect.warnings)}")
    return differences


def _text(value: object) -> str:
    """Write a JSON value as a case file does."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    return "null" if value is None else str(value)
