"""What an adviser would read, whole, for ten questions: a change of a rule is seen in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.telling.reports import HERE, reports, tellings

if TYPE_CHECKING:
    from tests.telling.reports import Telling

_reports = cache(reports)


@pytest.mark.parametrize("one", tellings(), ids=lambda one: one.name)
def test_an_adviser_reads_what_was_read_and_found_right(one: Telling) -> None:
    expected = one.file.read_text(encoding="utf-8")
    told = "read the difference; if it is meant: python -m tests.telling"
    assert _reports()[one.name] == expected, told


def test_there_are_ten_and_none_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {one.name for one in tellings()}
    assert len(tellings()) == 10


def test_they_ask_of_every_year_and_kind_of_scheme() -> None:
    assert {one.situation["year"] for one in tellings()} == {2023, 2025, 2026, 2027}
    assert all("as_of" in one.situation for one in tellings()), "the day is fixed"
