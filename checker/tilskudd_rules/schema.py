"""Read plain data (mappings, lists, text) into the frozen dataclasses of the model.

The dataclasses are the schema: their fields, type hints and defaults say what a file may hold, and
a method ``validate(path, reader)`` on one of them says how its fields must fit together.
Every problem is collected with its path, so that one run shows all of them. Scalars arrive as text,
because a YAML scalar stays what its author wrote.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Protocol, TypeGuard, cast

from tilskudd_rules.problems import Path, Problem, nearest, shorten
from tilskudd_rules.shape import (
    Either,
    ListOf,
    MappingOf,
    OneOf,
    ReadsItself,
    Record,
    Scalar,
    Tagged,
    attribute,
    fields_of,
    shape_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tilskudd_rules.shape import Shape

_WHOLE_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_GROUPED_NUMBER: Final = re.compile(
    r"([0-9]{1,3}(?:[ .\u00a0\u202f]?[0-9]{3})*) ?(?:kr|kroner|,-)?"
)
"""A whole number as people write amounts: with thousands apart, or with a unit."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


class Word(Enum):
    """Words that stand in place of a value and say why there is none."""

    NOT_STATED = "not_stated"
    """No source states it: neither zero nor absent."""
    NOT_READ = "not_read"
    """It may stand in what we have not read of a source: nobody can say that it is not stated."""
    NONE = "none"
    """There is none, and that is known."""
    ANY = "any"
    """Every value, alike."""


class Identifier(str):
    """A name used to point at something: lower case letters, digits and single hyphens."""

    __slots__ = ()
    PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
    REFERS_TO: ClassVar[str] = ""
    """The collection of known names this one must be found in; empty where it defines one."""


class OptionId(Identifier):
    """The id of a choice in a situation: lower case letters, digits, hyphens and underscores."""

    __slots__ = ()
    PATTERN = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class AnswerId(Identifier):
    """Names an answer; one that only a scheme asks for has the scheme's id and a dot before it."""

    __slots__ = ()
    PATTERN = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)?[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
    REFERS_TO = "answers"


class CountId(AnswerId):
    """Names an answer that says how many there are of something."""

    __slots__ = ()
    REFERS_TO = "counts"


class Day(str):
    """A calendar day, ``YYYY-MM-DD``; sorts as text."""

    __slots__ = ()


class DayOrMonth(str):
    """A calendar day or, where a source gives no day, a month: ``YYYY-MM``."""

    __slots__ = ()

    @property
    def precision(self) -> str:
        """``day`` or ``month``."""
        return "day" if len(self) == len("YYYY-MM-DD") else "month"


class ClockTime(str):
    """A time of day as clocks show it, ``23:59``; sorts as text."""

    __slots__ = ()
    PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class SelfReading(Protocol):
    """A type that reads itself because its shape is not one of plain fields."""

    READS_ITSELF: ClassVar[bool]

    @classmethod
    def from_data(cls, data: object, path: Path, reader: Reader) -> Any:  # noqa: ANN401 - own type
        """Read ``data`` found at ``path``; report problems to ``reader``."""


class Unreadable:
    """Stands in for a value that could not be read; never leaves a failed reading."""


UNREADABLE: Final = Unreadable()


class Reader:
    """Reads values and remembers what was wrong with them.

    Args:
        known: the names there are, by what they are names of.
        answers: by each name that an answer can be written by, its key and its kind.
    """

    def __init__(
        self,
        known: Mapping[str, Collection[str]] | None = None,
        answers: Mapping[str, tuple[str, Any]] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self.known = known or {}
        self.answers = answers or {}

    def report(
        self, code: str, path: Path, found: object = "", *, at_key: bool = False, **details: str
    ) -> Unreadable:
        """Remember a problem; the return value stands in for what could not be read."""
        self.problems.append(Problem(code, path, shorten(found), details, at_key))
        return UNREADABLE

    def require_not_negative(self, amount: int | Literal[Word.NOT_STATED], path: Path) -> None:
        """Report an amount that is negative."""
        if amount is not Word.NOT_STATED and amount < 0:
            self.report("negative", path, amount)

    def require_unique(self, items: Sequence[object], path: Path, key: str) -> None:
        """Report items with the same value of a key, among those that could be read."""
        seen = set()
        for index, item in enumerate(items):
            if not isinstance(item, Unreadable):
                value = getattr(item, key)
                if value in seen:
                    self.report("duplicate-id", (*path, index, key), value)
                seen.add(value)

    def read(self, hint: Any, data: object, path: Path) -> Any:  # noqa: ANN401 - any model type
        """Read ``data`` as what ``hint`` says, a type hint of the model."""
        return self._read(shape_of(hint), data, path)

    def _read(self, shape: Shape, data: object, path: Path) -> Any:  # noqa: ANN401 - any model type
        # The most frequent first: a catalogue has ten thousand values.
        match shape:
            case Scalar():
                return self._scalar(shape.type, data, path)
            case Record():
                return self._record(shape.type, data, path)
            case Either():
                return self._either(shape, data, path)
            case ListOf():
                return self._list(shape.item, data, path)
            case OneOf():
                return self._one_of(shape, data, path)
            case MappingOf():
                return self._mapping(shape, data, path)
            case ReadsItself():
                return cast("SelfReading", shape.type).from_data(data, path, self)
            case Tagged():
                return self._tagged(shape, data, path)

    def _scalar(self, kind: Any, data: object, path: Path) -> Any:  # noqa: ANN401 - a table
        if not isinstance(data, str):
            return self.report("wrong-type", path, data, expected=_expected(kind))
        if kind is str:
            return data if data.strip() else self.report("empty", path)
        if kind is int:
            if _WHOLE_NUMBER.fullmatch(data):
                return int(data)
            grouped = _GROUPED_NUMBER.fullmatch(data)
            digits = "".join(re.findall(r"[0-9]", grouped[1])) if grouped else ""
            return self.report("not-a-number", path, data, suggestion=shorten(digits))
        if kind is bool:
            if data in ("true", "false"):
                return data == "true"
            return self.report("not-true-or-false", path, data)
        if issubclass(kind, Identifier):
            return self._identifier(kind, data, path)
        if kind in (Day, DayOrMonth):
            return self._date(kind, data, path)
        if kind is ClockTime:
            is_time = ClockTime.PATTERN.fullmatch(data)
            return ClockTime(data) if is_time else self.report("not-a-time", path, data)
        raise TypeError(kind)

    def _one_of(self, shape: OneOf, data: object, path: Path) -> Any:  # noqa: ANN401 - any enum's
        if not isinstance(data, str):
            return self.report("wrong-type", path, data, expected="word")
        if data in shape.values:
            return shape.values[data]
        return self._not_one_of(path, data, shape.values)

    def _not_one_of(self, path: Path, found: str, words: Collection[str]) -> Unreadable:
        expected, near = ", ".join(words), nearest(found, words)
        if found == Word.NOT_READ.value and Word.NOT_STATED.value in words:
            # Another word may look more like it, and say another thing.
            near = Word.NOT_STATED.value
        return self.report("not-one-of", path, found, expected=expected, near=near)

    def _identifier(self, kind: type[Identifier], data: str, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        known = self.known.get(kind.REFERS_TO)
        # A name that defines itself is among the known; one that points elsewhere is likelier a
        # slip of a known name than a name of its own.
        is_slip = known is not None and data not in known and bool(nearest(data, known))
        if not kind.PATTERN.fullmatch(data) and not is_slip:
            return self.report("not-an-identifier", path, data, names=kind.REFERS_TO)
        if known is not None and data not in known:
            return self.report(
                "unknown-name",
                path,
                data,
                collection=kind.REFERS_TO,
                near=nearest(data, known),
                expected=", ".join(sorted(known)),
            )
        return kind(data)

    def _date(self, kind: type, data: str, path: Path) -> Any:  # noqa: ANN401 - Day or DayOrMonth
        whole = data + "-01" if kind is DayOrMonth and _MONTH.fullmatch(data) else data
        try:
            if _DAY.fullmatch(whole):
                date.fromisoformat(whole)
                return kind(data)
        except ValueError:
            return self.report("no-such-day", path, data)
        return self.report("not-a-date", path, data, month="yes" if kind is DayOrMonth else "")

    def _list(self, item: Shape, data: object, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        if not isinstance(data, (list, tuple)):
            return self.report("wrong-type", path, data, expected="list")
        return tuple(self._read(item, value, (*path, i)) for i, value in enumerate(data))

    def _mapping(self, shape: MappingOf, data: object, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        if not isinstance(data, dict):
            return self.report("wrong-type", path, data, expected="mapping")
        key = shape.key.type
        result = {}
        for name, item in data.items():
            if key is not str and isinstance(self._scalar(key, name, (*path, name)), Unreadable):
                continue
            result[key(name)] = self._read(shape.value, item, (*path, name))
        return result

    def _either(self, shape: Either, data: object, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        words, value = shape.words, shape.value
        if isinstance(data, str) and data in words:
            return words[data]
        if data is None and shape.optional:
            return None
        if words and isinstance(data, str) and isinstance(value, (Record, ListOf, MappingOf)):
            return self.report(
                "not-one-of",
                path,
                data,
                expected=", ".join(words),
                near=nearest(data, words),
                shape="list" if isinstance(value, ListOf) else "mapping",
            )
        known = len(self.problems)
        found = self._read(value, data, path)
        for problem in self.problems[known:]:
            if words and problem.path == path:
                # What may stand here is not only what was expected, but one of the words, too.
                problem.details["words"] = ", ".join(words)
        return found

    def _tagged(self, shape: Tagged, data: object, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        """Choose among records by their ``kind`` field."""
        if not isinstance(data, dict):
            return self.report("wrong-type", path, data, expected="mapping")
        tag = data.get("kind")
        if tag is None:
            return self.report("missing-key", path, key="kind", expected=", ".join(shape.records))
        if not isinstance(tag, str):
            return self.report("wrong-type", (*path, "kind"), tag, expected="word")
        if tag not in shape.records:
            return self._not_one_of((*path, "kind"), tag, shape.records)
        rest = {key: value for key, value in data.items() if key != "kind"}
        return self._record(shape.records[tag].type, rest, path)

    def _record(self, kind: type, data: object, path: Path) -> Any:  # noqa: ANN401 - or unreadable
        if not isinstance(data, dict):
            return self.report("wrong-type", path, data, expected="mapping")
        known = fields_of(kind)
        for key in data:
            if key not in known:
                self.report(
                    "unknown-key",
                    (*path, key),
                    key,
                    at_key=True,
                    near=nearest(str(key), known),
                    expected=", ".join(known),
                    # Without a value it is most often the rest of a text that a comma has cut off.
                    cut_off="" if data[key] else "yes",
                )
        values = {}
        for name, field in known.items():
            if name in data:
                values[name] = self._read(field.shape, data[name], (*path, name))
            elif field.required:
                values[name] = self.report("missing-key", path, key=name)
        if any(isinstance(value, Unreadable) for value in values.values()):
            return UNREADABLE
        record = kind(**{attribute(name): value for name, value in values.items()})
        validate = getattr(record, "validate", None)
        if validate is not None:
            validate(path, self)
        return record


def readable[T](items: object, kind: type[T]) -> list[T]:
    """Return the items of a tuple or mapping that could be read, for a check of the whole.

    >>> readable(("a", UNREADABLE), str)
    ['a']
    """
    values = items.values() if isinstance(items, dict) else items
    return [item for item in values if isinstance(item, kind)] if _is_iterable(values) else []


def readable_at[T](items: object, kind: type[T]) -> list[tuple[int, T]]:
    """Return the items of a list that could be read with their places in it.

    >>> readable_at(("a", UNREADABLE, "b"), str)
    [(0, 'a'), (2, 'b')]
    """
    listed = enumerate(items if isinstance(items, (list, tuple)) else ())
    return [(index, item) for index, item in listed if isinstance(item, kind)]


def _is_iterable(values: object) -> TypeGuard[Iterable[object]]:
    return hasattr(values, "__iter__")


def _expected(kind: type) -> str:
    if kind is int:
        return "number"
    if kind is bool:
        return "boolean"
    if kind in (Day, DayOrMonth):
        return "date"
    if kind is ClockTime:
        return "time"
    return "word" if issubclass(kind, Identifier) else "text"
