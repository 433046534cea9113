"""What is wrong, as data: codes, paths, near words and shortened values."""

from __future__ import annotations

import pytest

from tilskudd_rules.problems import DataError, Path, Problem, dotted, nearest, shorten


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("year",), "year"),
        (("costs", "salary"), "costs.salary"),
        (("partners", 0), "partners[0]"),
        (("measures", 0, "support", "rates", 1), "measures[0].support.rates[1]"),
    ],
)
def test_a_path_is_written_the_way_people_read_it(path: Path, written: str) -> None:
    assert dotted(path) == written


def test_the_nearest_word_is_the_one_most_like_it() -> None:
    assert nearest("municipalty", ["municipality", "measure"]) == "municipality"
    assert nearest("xyz", ["municipality", "measure"]) == ""
    assert nearest("abcde", ["abcxy"]) == "abcxy"  # exactly as like as it must be
    assert nearest("abcde", ["abxyz"]) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("fact", "fact"),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        ({"a": 1}, "{…}"),
        ([1], "[…]"),
        ((), "[…]"),
        (12, "12"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        ("a\nb\x00c", "a�b�c"),
        ("\u202eabc", "�abc"),
        ("\ud800", "�"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_found_value_is_short_and_harmless_in_a_message(value: object, shown: str) -> None:
    assert shorten(value) == shown


def test_the_error_holds_every_problem_in_order() -> None:
    problems = [Problem("empty", ("a",)), Problem("negative", ("b", 1), "-1")]
    error = DataError(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "a: empty, b[1]: negative"
