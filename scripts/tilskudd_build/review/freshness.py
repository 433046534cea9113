"""How far the scheme files can be relied on today: what to confirm, to review and to translate.

Nothing here reads the clock; the day is an argument.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tilskudd_build.files.messages import format_message
from tilskudd_build.pages.standings import told_on
from tilskudd_build.pages.views import newest
from tilskudd_build.schema.model_walk import walk
from tilskudd_rules import deadlines
from tilskudd_rules.calls import Deadline
from tilskudd_rules.frame_growth import FrameGrowth
from tilskudd_rules.model import Edition, Scheme
from tilskudd_rules.schema import Word
from tilskudd_rules.standing import Standing
from tilskudd_rules.statements import Certainty, Statement, Text
from tilskudd_rules.support import NoStatedSupport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from tilskudd_build.files.loader import Loaded
    from tilskudd_build.files.tree import Tree
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path as DataPath


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.

    Attributes:
        path: where it stands in the data.
        value: what stands there, as the model has it.
        authority: whose call it belongs to, where it is a deadline of one.
    """

    path: DataPath
    value: object
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of one file.

    Attributes:
        root: the path of the file's data.
        certainty: how many statements there are of each certainty; an interpretation counts as one
            whatever its certainty.
        to_confirm: what is marked as to be confirmed, in the file's order.
        not_stated: what no source says.
        untranslated: texts in bokmål only.
        passed: dates that have passed in an edition that is still shown as the current one.
        review_by: the day the file must be reviewed, where it has one.
        is_stale: that day has passed.
        is_over: an edition is the newest, its year is over, and nothing is known of the next.
        ended_after: the last year of a scheme that a source says the end of.
    """

    root: DataPath
    certainty: Mapping[Certainty, int]
    to_confirm: Sequence[Finding]
    not_stated: Sequence[Finding]
    untranslated: Sequence[Finding]
    passed: Sequence[Finding] = ()
    review_by: str | None = None
    is_stale: bool = False
    is_over: bool = False
    ended_after: int | None = None


@dataclass(slots=True)
class _Record:
    """A file's data as the model has it, and where it stands."""

    root: DataPath
    value: object
    found: list[tuple[DataPath, object]] = field(init=False)

    def __post_init__(self) -> None:
        self.found = list(walk(self.value, self.root))


def overviews(loaded: Loaded, today: date) -> list[Overview]:
    """Return the state of every file, scheme by scheme, the newest edition first."""
    return [
        _overview(record, loaded.positions.files[record.root], loaded.catalogue, today)
        for record in _records(loaded)
    ]


def _records(loaded: Loaded) -> Iterator[_Record]:
    catalogue = loaded.catalogue
    for scheme in catalogue.schemes.values():
        root: DataPath = ("schemes", scheme.id)
        for edition in scheme.newest_first:
            yield _Record((*root, "editions", str(edition.year)), edition)
        yield _Record(root, scheme)
        if scheme.questions:
            yield _Record((*root, "questions"), scheme.questions)
    yield _Record(("frame_growth",), catalogue.frame_growth)
    # Lists in the files, mappings in the catalogue: as lists their paths are those of the files.
    yield _Record(("sources",), tuple(catalogue.sources.values()))
    yield _Record(("authorities",), tuple(catalogue.authorities.values()))
    own = {id(one) for scheme in catalogue.schemes.values() for one in scheme.questions}
    common = tuple(one for one in catalogue.questions if id(one) not in own)
    yield _Record(("questions",), common)
    yield _Record(("relations",), catalogue.relations)
    yield _Record(("texts",), catalogue.texts)
    yield _Record(("releases",), loaded.withdrawals)


def _overview(record: _Record, tree: Tree, catalogue: Catalogue, today: date) -> Overview:
    review_by = getattr(record.value, "review_by", None)
    return Overview(
        root=record.root,
        certainty=_certainties(value for _, value in record.found),
        to_confirm=[
            Finding((*record.root, *path), _at(record.value, path)) for path in to_confirm(tree)
        ],
        not_stated=[Finding(path, value) for path, value in record.found if _is_not_stated(value)],
        untranslated=[
            Finding(path, value)
            for path, value in record.found
            if isinstance(value, Text) and value.nn is None
        ],
        passed=list(_passed(record, catalogue, today)),
        review_by=review_by,
        is_stale=review_by is not None and has_passed(review_by, today),
        is_over=isinstance(record.value, Edition) and is_over(record.value, catalogue, today),
        ended_after=_ended_after(record.value),
    )


def _ended_after(record: object) -> int | None:
    closure = record.closure if isinstance(record, Scheme) else None
    return None if closure is None else closure.after_year


def _certainties(values: Iterable[object]) -> Mapping[Certainty, int]:
    return Counter(
        Certainty.INTERPRETATION if value.interpretation else value.certainty
        for value in values
        if isinstance(value, Statement) and not isinstance(value, FrameGrowth)
    )


def _is_not_stated(value: object) -> bool:
    return value in (Word.NOT_STATED, Word.NOT_READ) or isinstance(value, NoStatedSupport)


def _passed(record: _Record, catalogue: Catalogue, today: date) -> Iterator[Finding]:
    edition = record.value
    if not isinstance(edition, Edition) or not _is_current(
        catalogue.schemes[edition.scheme], edition, today
    ):
        return
    for path, value in record.found:
        if (
            isinstance(value, Deadline)
            and not value.earlier_round
            and has_passed(value.date, today)
        ):
            inside = path[len(record.root) :]
            call = edition.calls[inside[1]] if inside[0] == "calls" else None  # type: ignore[index]
            yield Finding((*path, "date"), value, None if call is None else call.authority)


def is_over(edition: Edition, catalogue: Catalogue, today: date) -> bool:
    """Tell whether an edition is the newest, and nothing is known of the years that are planned.

    It is what the pages tell on the day (:mod:`tilskudd_build.pages.standings`): no rules, no end,
    and no call that is still on.
    """
    scheme = catalogue.schemes[edition.scheme]
    return _is_current(scheme, edition, today) and all(
        told.standing is Standing.UNKNOWN_YEAR for told in told_on(catalogue, scheme, today)
    )


def _is_current(scheme: Scheme, edition: Edition, today: date) -> bool:
    return edition is newest(scheme) and not scheme.is_over(today.year)


def has_passed(due: str, today: date) -> bool:
    """Tell whether a day, or a month, lies before today."""
    return deadlines.is_over(due, today.isoformat())


def to_confirm(tree: Tree) -> list[DataPath]:
    """Return what is marked as to be confirmed in a file, in the order of its lines.

    The mark is a comment on the line of the value itself; on a statement's certainty it is about
    the whole statement.
    """
    mark = re.compile(rf"#.*\b{re.escape(format_message('confirm-mark'))}\b")
    marked = {number for number, line in enumerate(tree.source.lines, 1) if mark.search(line)}
    first: dict[int, DataPath] = {}
    for path, place in tree.values.items():
        if path and place.line in marked and not _is_below(first.get(place.line), path):
            first.setdefault(place.line, path)
    return [_whole(path) for _, path in sorted(first.items())]


def _is_below(path: DataPath | None, other: DataPath) -> bool:
    return path is not None and other[: len(path)] == path


def _whole(path: DataPath) -> DataPath:
    return path[:-1] if path[-1] == "certainty" else path


def _at(value: Any, path: DataPath) -> object:  # noqa: ANN401 - any part of the model
    """Return what stands at a path, or the innermost record around it."""
    for step in path:
        if isinstance(value, (dict, tuple)):
            value = value[step]  # type: ignore[index]
        elif hasattr(value, str(step)):
            value = getattr(value, str(step))
        else:
            return value
    return value
