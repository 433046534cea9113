"""Ways through a catalogue, with the path of everything on the way, and how a doubt is told."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.model import supports
from tilskudd_rules.problems import Problem, shorten
from tilskudd_rules.statements import Text
from tilskudd_rules.support import RateTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_rules.calls import Deadline
    from tilskudd_rules.model import Catalogue, Edition, Measure, Scheme
    from tilskudd_rules.problems import Path


class Dated(NamedTuple):
    """An edition with its scheme and its path."""

    path: Path
    scheme: Scheme
    edition: Edition


class Table(NamedTuple):
    """A table of rates with its path, and the measure it is for; the edition's own has none."""

    path: Path
    rates: RateTable
    measure: Measure | None


def doubt(code: str, path: Path, found: object, **details: object) -> Problem:
    """Return what is wrong with a value, whatever the values it is told with."""
    return Problem(code, path, shorten(found), {key: str(one) for key, one in details.items()})


def editions(catalogue: Catalogue) -> Iterator[Dated]:
    """Yield every edition of every scheme."""
    for name, scheme in catalogue.schemes.items():
        for year, edition in scheme.editions.items():
            yield Dated(("schemes", name, "editions", year), scheme, edition)


def tables(edition: Edition, path: Path) -> Iterator[Table]:
    """Yield the tables of rates of an edition."""
    owners = (*edition.measures, None)
    for (where, support), measure in zip(supports(edition, path), owners, strict=True):
        if isinstance(support, RateTable):
            yield Table(where, support, measure)


def composed(edition: Edition, path: Path) -> Iterator[tuple[Path, Composed]]:
    """Yield the supports of an edition that are composed of parts."""
    for where, support in supports(edition, path):
        if isinstance(support, Composed):
            yield where, support


def deadlines(edition: Edition, path: Path) -> Iterator[tuple[Path, Sequence[Deadline]]]:
    """Yield the dates of an edition, those of each call by themselves."""
    yield (*path, "deadlines"), edition.deadlines
    for index, call in enumerate(edition.calls):
        yield (*path, "calls", index, "deadlines"), call.deadlines


def records(value: Any, path: Path) -> Iterator[tuple[Path, object]]:  # noqa: ANN401 - any record
    """Yield a record and every record inside it, each with its path."""
    if is_dataclass(value):
        yield path, value
        for name in value.__dataclass_fields__:
            inner = getattr(value, name)
            # Most values are no record and hold none.
            if inner is not None and not isinstance(inner, (str, int)):
                yield from records(inner, (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from records(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from records(item, (*path, str(key)))


def everything(catalogue: Catalogue) -> Iterator[tuple[Path, object]]:
    """Yield every record that somebody writes, each with its path; the registers aside."""
    for name in ("sources", "authorities"):
        yield from records(tuple(getattr(catalogue, name).values()), (name,))
    for name in ("questions", "relations", "frame_growth", "schemes"):
        yield from records(getattr(catalogue, name), (name,))


def texts(catalogue: Catalogue) -> Iterator[tuple[Path, str, Text]]:
    """Yield every text for a reader with the path of its bokmål and the key it stands under."""
    for path, record in everything(catalogue):
        if isinstance(record, Text):
            key = next(step for step in reversed(path) if isinstance(step, str))
            yield (*path, "nb"), key, record
