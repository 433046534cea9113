"""What a type hint says, and the hints that say nothing that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, NotRequired, TypedDict

import pytest

from tilskudd_rules.conditions import Condition
from tilskudd_rules.schema import Day, Word
from tilskudd_rules.shape import (
    Either,
    Field,
    ListOf,
    MappingOf,
    OneOf,
    ReadsItself,
    Record,
    Scalar,
    Tagged,
    fields_of,
    records_in,
    shape_of,
    words_of,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Round:
    KIND: ClassVar[str] = "round"
    radius: int
    colour: Colour | None = None


@dataclass(frozen=True)
class Square:
    KIND: ClassVar[str] = "square"
    side: int


class Row(TypedDict):
    name: str
    note: NotRequired[str]


type Figure = Round | Square
COLOURS = {"red": Colour.RED, "blue": Colour.BLUE}
NOT_STATED = {"not_stated": Word.NOT_STATED}
FIGURE = Tagged({"round": Record(Round), "square": Record(Square)})


@pytest.mark.parametrize(
    ("hint", "shape"),
    [
        (str, Scalar(str)),
        (Day, Scalar(Day)),
        (Any, Scalar(object)),
        (Colour, OneOf(COLOURS)),
        (Literal["a", "b"], OneOf({"a": "a", "b": "b"})),
        (tuple[int, ...], ListOf(Scalar(int))),
        (list[str], ListOf(Scalar(str))),
        (dict[str, Round], MappingOf(Scalar(str), Record(Round))),
        (Round, Record(Round)),
        (Row, Record(Row)),
        (Figure, FIGURE),
        (Condition, ReadsItself(Condition)),
        (int | None, Either(Scalar(int), {}, optional=True)),
        (int | Literal[Word.NOT_STATED], Either(Scalar(int), NOT_STATED, optional=False)),
        (
            Round | Square | Literal[Word.NOT_STATED] | None,
            Either(FIGURE, NOT_STATED, optional=True),
        ),
    ],
)
def test_a_hint_has_a_shape(hint: object, shape: object) -> None:
    assert shape_of(hint) == shape


@pytest.mark.parametrize("hint", [int | str, Round | int, Literal[Word.NOT_STATED] | None])
def test_a_union_is_of_one_value_or_of_records(hint: object) -> None:
    with pytest.raises(TypeError):
        shape_of(hint)


def test_a_field_is_required_where_it_has_no_default() -> None:
    assert fields_of(Round) == {
        "radius": Field(Scalar(int), required=True),
        "colour": Field(Either(OneOf(COLOURS), {}, optional=True), required=False),
    }
    assert fields_of(Row) == {
        "name": Field(Scalar(str), required=True),
        "note": Field(Scalar(str), required=False),
    }


@pytest.mark.parametrize(
    ("hint", "records"),
    [
        (tuple[Figure, ...] | None, [Round, Square]),
        (dict[str, Round], [Round]),
        (Condition, []),
        (Colour, []),
    ],
)
def test_records_are_found_inside_a_shape(hint: object, records: list[type]) -> None:
    assert list(records_in(shape_of(hint))) == records


def test_words_tell_values_and_records_apart() -> None:
    assert words_of(Colour) == ("red", "blue")
    assert words_of(Figure) == ("round", "square")
    with pytest.raises(TypeError):
        words_of(str)
