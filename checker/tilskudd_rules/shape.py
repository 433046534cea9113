"""What a type hint of the model says, worked out once for all who read it.

Reading data, JSON Schemas, the list of keys and new files all ask the same of a hint: is it a
single value, one of some words, a list, a record? Nothing else looks into type hints.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from keyword import iskeyword
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NotRequired,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: text, a number, a truth value, a day, a name; ``object`` for any at all."""

    type: type


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a closed set of values, each written as a word of its own.

    Attributes:
        values: the values by the words they are written as.
    """

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of values of one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class MappingOf:
    """Values of one shape by name."""

    key: Scalar
    value: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A value with fields of its own: a dataclass or a typed dictionary. See :func:`fields_of`."""

    type: type


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of several records, told apart by what stands under the key ``kind``.

    Attributes:
        records: the records by that word, their ``KIND``.
    """

    records: Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class ReadsItself:
    """A type that reads itself because its shape is not one of plain fields, as a condition."""

    type: type


@dataclass(frozen=True, slots=True)
class Either:
    """A value, or what may stand in place of it.

    Attributes:
        value: the value.
        words: the words that may stand there instead, with what each means.
        optional: whether there may be nothing.
    """

    value: Shape
    words: Mapping[str, Enum]
    optional: bool


type Shape = Scalar | OneOf | ListOf | MappingOf | Record | Tagged | ReadsItself | Either


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    shape: Shape
    required: bool


@cache
def shape_of(hint: Any) -> Shape:  # noqa: ANN401 - type hints have no type of their own
    """Return the shape that a type hint describes.

    >>> shape_of(tuple[int, ...])
    ListOf(item=Scalar(type=<class 'int'>))
    >>> shape_of(str | None)
    Either(value=Scalar(type=<class 'str'>), words={}, optional=True)

    Raises:
        TypeError: a union of anything but records and words.
    """
    if isinstance(hint, TypeAliasType):
        return shape_of(hint.__value__)
    origin, args = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return shape_of(args[0])
    if origin in (Union, UnionType):
        return _union(args)
    if origin is Literal:
        return OneOf({one.value if isinstance(one, Enum) else one: one for one in args})
    if origin in (tuple, list):
        return ListOf(shape_of(args[0]))
    if origin is dict:
        return MappingOf(Scalar(args[0]), shape_of(args[1]))
    if hint is Any:
        return Scalar(object)
    return _of_class(hint)


def _of_class(kind: type) -> Shape:
    if getattr(kind, "READS_ITSELF", False):
        return ReadsItself(kind)
    if is_dataclass(kind) or is_typeddict(kind):
        return Record(kind)
    if issubclass(kind, Enum):
        return OneOf({one.value: one for one in kind})
    return Scalar(kind)


def _union(hints: tuple[Any, ...]) -> Shape:
    """Sort the parts of a union: words that stand for a value, nothing, and the value itself."""
    words: dict[str, Enum] = {}
    values = []
    for hint in hints:
        if get_origin(hint) is Literal:
            words |= {one.value: one for one in get_args(hint)}
        elif hint is not NoneType:
            values.append(shape_of(hint))
    value = values[0] if len(values) == 1 else _tagged(values)
    optional = NoneType in hints
    return Either(value, words, optional) if words or optional else value


def _tagged(shapes: list[Shape]) -> Tagged:
    records = [shape for shape in shapes if isinstance(shape, Record)]
    if not shapes or len(records) < len(shapes):
        raise TypeError(shapes)
    return Tagged({record.type.KIND: record for record in records})  # type: ignore[attr-defined] # each has one


@cache
def fields_of(record: type) -> dict[str, Field]:
    """Return the fields of a dataclass or a typed dictionary, inherited ones first.

    A field of a dataclass is required where it has no default. One that Python keeps the name of
    for itself has an underscore behind it there, and one marked as no key is given otherwise.

    >>> from tilskudd_rules.statements import Text
    >>> {name: field.required for name, field in fields_of(Text).items()}
    {'nb': True, 'nn': False}
    """
    hints = get_type_hints(record, include_extras=True)
    if is_typeddict(record):
        required = {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}
    else:
        keys = [field for field in fields(record) if field.metadata.get("is_key", True)]
        required = {field.name for field in keys if field.default is MISSING}
        hints = {field.name: hints[field.name] for field in keys}
    return {
        name.removesuffix("_"): Field(shape_of(hint), name in required)
        for name, hint in hints.items()
    }


def attribute(key: str) -> str:
    """Return what a key is called in Python, which keeps some words for itself.

    >>> attribute("from"), attribute("to")
    ('from_', 'to')
    """
    return f"{key}_" if iskeyword(key) else key


def records_in(shape: Shape) -> Iterator[type]:
    """Yield the records that a value of a shape is, or holds without another one between.

    >>> from tilskudd_rules.statements import Text
    >>> [one.__name__ for one in records_in(shape_of(dict[str, Text] | None))]
    ['Text']
    """
    match shape:
        case Record():
            yield shape.type
        case Tagged():
            for record in shape.records.values():
                yield record.type
        case ListOf():
            yield from records_in(shape.item)
        case MappingOf() | Either():
            yield from records_in(shape.value)
        case Scalar() | OneOf() | ReadsItself():
            pass


def words_of(hint: Any) -> tuple[str, ...]:  # noqa: ANN401 - type hints have no type of their own
    """Return the words that a value can be; of records told apart by a word, those.

    >>> from tilskudd_rules.result import Eligibility
    >>> words_of(Eligibility)
    ('eligible', 'not_eligible', 'unknown', 'assessment')

    Raises:
        TypeError: the hint stands for something else than one of some words.
    """
    match shape_of(hint):
        case OneOf(words) | Tagged(words):
            return tuple(words)
        case shape:
            raise TypeError(shape)
