"""The published JSON Schemas say what the checker takes and gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.answers import ANSWERS, READABLE
from tests.valid_catalogue import write_several

from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import load
from tilskudd_build.schema.contract_schema import result_schema, situation_schema
from tilskudd_rules.api import Checker
from tilskudd_rules.standing import Standing

LOADED = load(Path("schemes"))
CATALOGUE = LOADED.catalogue
CHECKER = Checker(json.dumps(LOADED.data))
SITUATION = Draft202012Validator(situation_schema(CATALOGUE), format_checker=FormatChecker())
RESULT = Draft202012Validator(result_schema())
CASES = [
    pytest.param(case.situation, id=f"{scheme}/{year}/{case.id}")
    for (scheme, year), cases in read_cases(Path("tests/cases"), LOADED.catalogue.questions).items()
    for case in cases
]


def problems(validator: Draft202012Validator, value: object) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]


@pytest.mark.parametrize("situation", CASES)
def test_every_worked_case_follows_both_schemas(situation: dict[str, Any]) -> None:
    assert problems(SITUATION, dict(situation)) == []
    assert problems(RESULT, json.loads(CHECKER.check(json.dumps(situation)))) == []


def test_the_situation_of_the_contract_follows_its_schema() -> None:
    situation = {
        "year": 2023,
        "as_of": "2023-01-15",
        "municipality": "3405",
        "authority": "innlandet",
        "applicant_type": "municipality",
        "partners": [
            "municipality",
            "health_trust",
            "user_organisation",
            "voluntary_organisation",
            "public_service",
        ],
        "measures": {"barn-og-unge": "fact-ung"},
        "new_measure": True,
        "serves_svalbard": False,
        "positions_percent": 800,
        "pre_project": True,
        "grant_years_received": {"barn-og-unge": 2},
        "received_old_scheme": True,
        "costs": {
            "salary": 620000,
            "operation": 90000,
            "partner_costs": 50000,
            "investment": 0,
            "inventory": 40000,
            "administration": 30000,
        },
        "requested_amount": 450000,
        "requested_years": 2,
        "own_financing_from": ["kommunalt-rusarbeid"],
        "tryggest_status": "introduced",
        "cooperation_agreement": True,
        "submitted_on": "2023-03-02",
    }
    assert situation.keys() <= ANSWERS.keys()
    assert problems(SITUATION, situation) == []
    assert "problems" not in json.loads(CHECKER.check(json.dumps(situation)))


def test_the_situation_takes_every_answer_there_is() -> None:
    assert situation_schema(CATALOGUE)["properties"].keys() == READABLE.keys()
    assert problems(SITUATION, {"joint_application": True}) == []
    assert problems(SITUATION, {"joint_application": "ja"})


def keys_of(record: str) -> dict[str, Any]:
    found: dict[str, Any] = result_schema()["$defs"][record]["properties"]
    return found


def test_the_result_says_whether_anything_can_be_applied_for() -> None:
    """One word and one sentence, and for a scheme that is over the source that says so."""
    for record in ("SchemeResult", "OutsideResult"):
        assert keys_of(record)["standing"] == {"enum": [one.value for one in Standing]}
    assert keys_of("SchemeResult")["verdict"] == {"type": "string"}
    assert keys_of("OutsideResult")["source"] == {
        "anyOf": [{"$ref": "#/$defs/SourceResult"}, {"type": "null"}]
    }
    assert keys_of("DeadlineResult")["national"] == {"type": "boolean"}
    assert keys_of("EvidenceResult")["in_hand"] == {
        "anyOf": [{"type": "boolean"}, {"type": "null"}]
    }
    assert keys_of("AcrossResult")["period"] == {
        "anyOf": [{"$ref": "#/$defs/PeriodResult"}, {"type": "null"}]
    }


def test_every_key_of_the_result_must_be_there() -> None:
    for name, record in result_schema()["$defs"].items():
        assert set(record["required"]) == set(record["properties"]), name


SEVERAL: Final = [
    {},
    {"year": 2023},
    {"year": 2025, "as_of": "2025-01-15", "authority": "nordland", "measure": "nabolag"},
    {"year": 2025, "measure": "barneleir", "cooperation_agreement": True},
    {"year": 2024, "measure": "fadder-i-byen", "grant_years_received": {"fadder": 1}},
    {"year": 2027, "applicant_type": "municipality", "new_measure": True},
]


@pytest.mark.parametrize("situation", SEVERAL)
def test_what_other_schemes_give_follows_the_schema_too(
    situation: dict[str, Any], tmp_path: Path
) -> None:
    """A scheme that is over, a directorate's call and covered measures, whatever ours hold."""
    loaded = load(write_several(tmp_path))
    catalogue = loaded.catalogue
    situations = Draft202012Validator(situation_schema(catalogue), format_checker=FormatChecker())
    assert problems(situations, situation) == []
    assert (
        problems(RESULT, json.loads(Checker(json.dumps(loaded.data)).check(json.dumps(situation))))
        == []
    )


@pytest.mark.parametrize(
    "situation",
    [
        {"yaer": 2023},
        {"year": "2023"},
        {"municipality": "9999"},
        {"positions_percent": 0},
        {"positions_percent": [100, 100, 100, 100, 100]},
        {"costs": {"salry": 1}},
        {"measure": "fakt"},
    ],
)
def test_the_schema_refuses_what_the_checker_refuses(situation: dict[str, Any]) -> None:
    assert problems(SITUATION, situation)
    assert json.loads(CHECKER.check(json.dumps(situation)))["problems"]
