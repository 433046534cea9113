"""The project and a second, independent reading of the sources answer twenty thousand alike.

The data is a frozen copy of the scheme files, so that next year's editions change nothing here:
what the sources said of 2018 to 2025 does not change. Where a rule is corrected, `schemes/` beside
this file is corrected with it.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Final

import pytest
from tests.frozen_copy import FROZEN
from tests.in_pyodide import differences
from tests.oracle.comparison import Comparison
from tests.oracle.facts import GOVERNOR_OF_COUNTY, SCHEMES
from tests.oracle.random_situations import COUNT, Situation, random_situations
from tests.oracle.reading import answers
from tests.situations import Asked

from tilskudd_build.assets.bundle import canonical_json, write_runtime
from tilskudd_build.files.loader import load
from tilskudd_rules.api import Checker

if TYPE_CHECKING:
    from pathlib import Path

    from tilskudd_build.files.loader import Loaded

DATA: Final = FROZEN / "schemes"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(DATA)


@pytest.fixture(scope="module")
def native(loaded: Loaded) -> Checker:
    return Checker(canonical_json(loaded.data))


@pytest.fixture(scope="module")
def governors() -> dict[str, str]:
    """Give the register's county governor of each municipality."""
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as register:
        return {row["number"]: row["county_governor"] for row in csv.DictReader(register)}


@pytest.fixture(scope="module")
def situations(governors: dict[str, str]) -> list[Situation]:
    return list(random_situations(list(governors)))


def test_the_project_answers_as_the_second_reading(
    situations: list[Situation], native: Checker
) -> None:
    comparison = Comparison()
    for situation in situations:
        comparison.add(situation, native.check(json.dumps(situation), "nb"))
    told = comparison.report(lambda text: native.check(text, "nb"))
    assert not told, told


def test_the_project_in_pyodide_answers_as_the_project_here(
    situations: list[Situation], loaded: Loaded, native: Checker, tmp_path: Path
) -> None:
    """Every tenth, for `test_parity` has ten thousand more of today's catalogue."""
    write_runtime(tmp_path, loaded, production=False)
    asked = [Asked(json.dumps(situation), "nb") for situation in situations[::10]]
    found, kinds = differences(asked, tmp_path / "checker", native.check, tmp_path)
    assert not found, "\n\n".join(found)
    assert kinds == {"checked": COUNT // 10}


def test_the_second_reading_knows_every_county_governor(governors: dict[str, str]) -> None:
    assert {number: GOVERNOR_OF_COUNTY[number[:2]] for number in governors} == governors


def test_the_situations_are_the_same_every_time(governors: dict[str, str]) -> None:
    first, again = (list(random_situations(list(governors), 200)) for _ in range(2))
    assert first == again
    assert first != list(random_situations(list(governors), 200, seed=1))


def test_the_situations_reach_every_answer(situations: list[Situation]) -> None:
    """Situations that only ever got one kind of answer would compare little."""
    reached: dict[str, dict[str, set[object]]] = {
        scheme: {"standing": set(), "eligibility": set(), "status": set()} for scheme in SCHEMES
    }
    for situation in situations:
        for scheme, answer in answers(situation).items():
            for field, values in reached[scheme].items():
                values.add(getattr(answer, field))
    verdicts = {None, "eligible", "not_eligible", "unknown", "assessment"}
    rated = {None, "none", "unknown", "not_stated", "ceiling", "indicative"}
    for scheme in ("voksne-sammensatte-behov", "barn-og-unge"):
        assert reached[scheme] == {
            "standing": {None, "unknown_year", "not_announced"},
            "eligibility": verdicts,
            "status": rated,
        }
    assert reached["kommunalt-rusarbeid-overgang"] == {
        "standing": {None, "ended", "unknown_year", "not_announced", "announced", "closed"},
        "eligibility": verdicts,
        "status": rated,
    }
    assert reached["kommunalt-rusarbeid"] == {
        "standing": {
            *(None, "ended", "unknown_year", "not_announced", "announced", "open", "closed"),
        },
        "eligibility": verdicts - {"assessment"},
        "status": {None, "none", "discretionary"},
    }
    assert reached["tryggest"] == {
        "standing": {None, "unknown_year", "announced", "closed"},
        "eligibility": verdicts - {"assessment"},
        "status": {None, "none", "ceiling", "indicative"},
    }
    for scheme in ("kommunalt-rusarbeid-gammel", "langvarige-sammensatte-behov"):
        assert reached[scheme] == {
            "standing": {None, "ended", "unknown_year", "not_announced"},
            "eligibility": verdicts - {"not_eligible"},
            "status": {None, "not_stated"},
        }
