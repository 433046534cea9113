"""Plain data read into dataclasses: every type, every mistake, and all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

import pytest

from tilskudd_rules.problems import Problem, dotted
from tilskudd_rules.schema import (
    Day,
    DayOrMonth,
    Identifier,
    OptionId,
    Reader,
    Unreadable,
    Word,
    readable,
)

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class ShopId(Identifier):
    REFERS_TO = "shops"


@dataclass(frozen=True)
class Box:
    name: str
    size: int
    note: str | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        if self.size > 9:
            reader.report("too-large", path, self.size)


@dataclass(frozen=True)
class Round:
    KIND: ClassVar[str] = "round"
    radius: int


@dataclass(frozen=True)
class Square:
    KIND: ClassVar[str] = "square"
    side: int


KNOWN: Final = {"shops": {"nord", "sor"}}
NotStated = Literal[Word.NOT_STATED]


def read(kind: object, data: object) -> tuple[Any, list[Problem]]:
    reader = Reader(KNOWN)
    return reader.read(kind, data, ("at",)), reader.problems


def problem(kind: object, data: object) -> Problem:
    """Return the one problem in the data; what is read must be marked unreadable."""
    found, (one,) = read(kind, data)
    assert isinstance(found, Unreadable)
    return one


@pytest.mark.parametrize(
    ("kind", "data", "value"),
    [
        (str, "tekst", "tekst"),
        (str, " a ", " a "),
        (int, "0", 0),
        (int, "7", 7),
        (int, "-3", -3),
        (int, "330000", 330_000),
        (int, "999999999999999", 999_999_999_999_999),
        (bool, "true", True),
        (bool, "false", False),
        (Identifier, "fact-ung", "fact-ung"),
        (Identifier, "2018", "2018"),
        (ShopId, "nord", "nord"),
        (OptionId, "health_trust", "health_trust"),
        (OptionId, "a-b_c", "a-b_c"),
        (Day, "2023-03-05", "2023-03-05"),
        (Day, "2024-02-29", "2024-02-29"),
        (DayOrMonth, "2023-03-05", "2023-03-05"),
        (DayOrMonth, "2025-04", "2025-04"),
        (Colour, "red", Colour.RED),
        (tuple[int, ...], ["1", "2"], (1, 2)),
        (tuple[int, ...], ("1",), (1,)),
        (tuple[int, ...], [], ()),
        (dict[str, int], {"a": "1"}, {"a": 1}),
        (dict[Identifier, int], {"a-b": "1"}, {"a-b": 1}),
        (str | None, None, None),
        (str | None, "a", "a"),
        (int | NotStated, "not_stated", Word.NOT_STATED),
        (int | NotStated, "4", 4),
        (tuple[str, ...] | NotStated, "not_stated", Word.NOT_STATED),
        (tuple[str, ...] | NotStated, ["a"], ("a",)),
        (Box | Literal[Word.NONE], "none", Word.NONE),
        (Round | Square, {"kind": "round", "radius": "2"}, Round(2)),
        (Round | Square, {"kind": "square", "side": "2"}, Square(2)),
        (Round | Square | None, None, None),
        (Round | Square | NotStated, "not_stated", Word.NOT_STATED),
        (Box, {"name": "a", "size": "9"}, Box("a", 9)),
        (Box, {"name": "a", "size": "1", "note": "b"}, Box("a", 1, "b")),
    ],
)
def test_what_is_well_formed_is_read(kind: object, data: object, value: object) -> None:
    found, problems = read(kind, data)
    assert problems == []
    assert found == value
    assert type(found) is type(value) or isinstance(found, str)


@pytest.mark.parametrize(
    ("kind", "data", "code", "details"),
    [
        (str, "", "empty", {}),
        (str, "  ", "empty", {}),
        (str, ["a"], "wrong-type", {"expected": "text"}),
        (str, None, "wrong-type", {"expected": "text"}),
        (int, {}, "wrong-type", {"expected": "number"}),
        (int, 5, "wrong-type", {"expected": "number"}),
        (int, "007", "not-a-number", {"suggestion": "007"}),
        (int, "330 000", "not-a-number", {"suggestion": "330000"}),
        (int, "1 330\u00a0000", "not-a-number", {"suggestion": "1330000"}),
        (int, "330000,-", "not-a-number", {"suggestion": "330000"}),
        (int, "33 00", "not-a-number", {"suggestion": ""}),
        (int, "330000 pr", "not-a-number", {"suggestion": ""}),
        (int, "330.000", "not-a-number", {"suggestion": "330000"}),
        (int, "330000 kr", "not-a-number", {"suggestion": "330000"}),
        (int, "1e3", "not-a-number", {"suggestion": ""}),
        (int, "+1", "not-a-number", {"suggestion": ""}),
        (int, "--1", "not-a-number", {"suggestion": ""}),
        (int, "-0", "not-a-number", {"suggestion": ""}),
        (int, "", "not-a-number", {"suggestion": ""}),
        (int, "\u0661", "not-a-number", {"suggestion": ""}),
        (int, "1\n", "not-a-number", {"suggestion": ""}),
        (int, "1000000000000000", "not-a-number", {"suggestion": "1000000000000000"}),
        (bool, "ja", "not-true-or-false", {}),
        (bool, "True", "not-true-or-false", {}),
        (bool, ["true"], "wrong-type", {"expected": "boolean"}),
        (Identifier, "Fact", "not-an-identifier", {}),
        (Identifier, "a--b", "not-an-identifier", {}),
        (Identifier, "-a", "not-an-identifier", {}),
        (Identifier, "a-", "not-an-identifier", {}),
        (Identifier, "a_b", "not-an-identifier", {}),
        (Identifier, "tjøme", "not-an-identifier", {}),
        (Identifier, [], "wrong-type", {"expected": "word"}),
        (OptionId, "a__b", "not-an-identifier", {}),
        (ShopId, "nort", "unknown-name", {"collection": "shops", "near": "nord"}),
        (ShopId, "nort", "unknown-name", {"expected": "nord, sor"}),
        (ShopId, "Nord", "unknown-name", {"near": "nord"}),
        (ShopId, "Ålesund!", "not-an-identifier", {}),
        (Round | Square, {"kind": ["round"]}, "wrong-type", {"expected": "word"}),
        (Day, "2023-02-29", "no-such-day", {}),
        (Day, "2023-13-01", "no-such-day", {}),
        (Day, "5.3.2023", "not-a-date", {"month": ""}),
        (Day, "2025-04", "not-a-date", {"month": ""}),
        (Day, "2025-4-1", "not-a-date", {"month": ""}),
        (Day, "20250401", "not-a-date", {"month": ""}),
        (Day, [], "wrong-type", {"expected": "date"}),
        (DayOrMonth, "2025-13", "no-such-day", {}),
        (DayOrMonth, "april 2025", "not-a-date", {"month": "yes"}),
        (DayOrMonth, [], "wrong-type", {"expected": "date"}),
        (Colour, "rde", "not-one-of", {"expected": "red, blue", "near": "red"}),
        (Colour, [], "wrong-type", {"expected": "word"}),
        (tuple[int, ...], "1", "wrong-type", {"expected": "list"}),
        (tuple[int, ...], {}, "wrong-type", {"expected": "list"}),
        (dict[str, int], [], "wrong-type", {"expected": "mapping"}),
        (Box, "a", "wrong-type", {"expected": "mapping"}),
        (Box, [], "wrong-type", {"expected": "mapping"}),
        (Box | Literal[Word.NONE], "nome", "not-one-of", {"expected": "none", "near": "none"}),
        (
            Box | Literal[Word.NONE] | NotStated,
            "not-stated",
            "not-one-of",
            {"expected": "none, not_stated", "near": "not_stated"},
        ),
        (tuple[str, ...] | NotStated, "not-stated", "not-one-of", {"near": "not_stated"}),
        (int | NotStated, "unknown", "not-a-number", {}),
        (Round | Square, "round", "wrong-type", {"expected": "mapping"}),
        (Round | Square, {"radius": "2"}, "missing-key", {"key": "kind"}),
        (Round | Square, {"radius": "2"}, "missing-key", {"expected": "round, square"}),
        (
            Round | Square,
            {"kind": "rund"},
            "not-one-of",
            {"near": "round", "expected": "round, square"},
        ),
    ],
)
def test_a_mistake_has_a_code_and_what_its_message_needs(
    kind: object, data: object, code: str, details: dict[str, str]
) -> None:
    one = problem(kind, data)
    assert one.code == code
    assert details.items() <= one.details.items()


@pytest.mark.parametrize(
    ("kind", "data", "found"),
    [
        (int, ["a"], "[…]"),
        (tuple[int, ...], "a", "a"),
        (dict[str, int], "a", "a"),
        (Box, "a", "a"),
        (Round | Square, "a", "a"),
        (Round | Square, {"kind": {"a": "b"}}, "{…}"),
    ],
)
def test_what_stands_where_something_else_belongs_is_shown(
    kind: object, data: object, found: str
) -> None:
    assert problem(kind, data).found == found


def test_a_day_has_day_precision_and_a_month_has_month_precision() -> None:
    assert DayOrMonth("2025-04-01").precision == "day"
    assert DayOrMonth("2025-04").precision == "month"


def test_a_key_nobody_knows_is_named_with_the_nearest_one() -> None:
    _, (one,) = read(Box, {"name": "a", "size": "1", "sise": "2"})
    assert (one.code, dotted(one.path), one.at_key) == ("unknown-key", "at.sise", True)
    assert one.details == {"near": "size", "expected": "name, size, note", "cut_off": ""}


def test_a_key_that_is_missing_is_named_where_it_should_stand() -> None:
    _, (one,) = read(Box, {"name": "a"})
    assert (one.code, dotted(one.path), one.details) == ("missing-key", "at", {"key": "size"})


def test_every_problem_is_collected_with_its_path() -> None:
    data = [{"name": "", "size": "x"}, {"name": "a", "size": "10"}, {"nam": "a", "size": "1"}]
    _, problems = read(tuple[Box, ...], data)
    assert [(p.code, dotted(p.path)) for p in problems] == [
        ("empty", "at[0].name"),
        ("not-a-number", "at[0].size"),
        ("too-large", "at[1]"),
        ("unknown-key", "at[2].nam"),
        ("missing-key", "at[2]"),
    ]


def test_a_record_with_an_unreadable_field_is_not_checked_as_a_whole() -> None:
    found, problems = read(Box, {"name": "", "size": "10"})
    assert isinstance(found, Unreadable)
    assert [p.code for p in problems] == ["empty"]


def test_a_key_of_a_mapping_is_read_too() -> None:
    found, (one,) = read(dict[Identifier, int], {"A": "1", "b": "2"})
    assert (one.code, dotted(one.path)) == ("not-an-identifier", "at.A")
    assert found == {"b": 2}


def test_the_kind_of_a_tagged_record_is_no_field_of_it() -> None:
    _, (one,) = read(Round | Square, {"kind": "round", "side": "1", "radius": "2"})
    assert one.details["expected"] == "radius"


def test_a_tag_is_reported_at_its_own_place() -> None:
    assert dotted(problem(Round | Square, {"kind": "rund"}).path) == "at.kind"


def test_names_without_a_known_collection_are_not_looked_up() -> None:
    assert Reader().read(ShopId, "anywhere", ()) == "anywhere"


def test_a_type_the_reader_does_not_know_is_a_mistake_in_the_model() -> None:
    with pytest.raises(TypeError, match="float"):
        Reader().read(float, "1.5", ())


def test_readable_leaves_out_what_could_not_be_read() -> None:
    box = Box("a", 1)
    found, _ = read(tuple[Box, ...], [{"name": "a", "size": "1"}, {"name": ""}])
    assert readable(found, Box) == [box]
    assert readable({"x": box, "y": Unreadable()}, Box) == [box]
    assert readable(Unreadable(), Box) == []
    assert readable(Word.NOT_STATED, Box) == []


def test_an_edition_or_a_scheme_points_only_at_what_exists() -> None:
    found, problems = read(tuple[ShopId, ...], ["nord", "vest"])
    assert [dotted(p.path) for p in problems] == ["at[1]"]
    assert found[0] == "nord"
