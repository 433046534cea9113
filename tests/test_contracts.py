"""The published JSON Schemas say what the checker takes and gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tilskudd_build.cases import read_cases
from tilskudd_build.contracts import result_schema, situation_schema
from tilskudd_build.loader import load
from tilskudd_rules.answers import ANSWERS
from tilskudd_rules.api import Checker

LOADED, CATALOGUE = load(Path("schemes"))
CHECKER = Checker(json.dumps(LOADED.data))
SITUATION = Draft202012Validator(situation_schema(CATALOGUE), format_checker=FormatChecker())
RESULT = Draft202012Validator(result_schema())
CASES = [
    pytest.param(case.situation, id=f"{scheme}/{year}/{case.id}")
    for (scheme, year), cases in read_cases(Path("tests/cases")).items()
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
