"""What holds for the applicants of some county governors only (D19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.rules.building import UNGE, changed, edition_data, result, statuses

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue

KEYS = ("criteria", "evidence", "considerations")


def local(*names: str, kind: str = "eligibility") -> Catalogue:
    """Return the catalogue with a criterion and all that goes with it for some governors only."""

    def change(data: dict[str, Any]) -> None:
        edition = edition_data(data, UNGE, 2023)
        source = {
            "source": {"document": "innlandet-2023", "place": "et sted"},
            "certainty": "announced",
            "for": list(names),
        }
        edition["criteria"].append(
            {
                "id": "egen-regel",
                "kind": kind,
                "when": {"answer": "pre_project", "is": "true"},
                "met": {"nb": "Dere har et forprosjekt."},
                "not_met": {"nb": "Her må dere ha et forprosjekt."},
                "remedy": {"nb": "Legg inn et forprosjekt."},
                **source,
            }
        )
        edition["evidence"].append({"id": "eget-skjema", "text": {"nb": "Eget skjema."}, **source})
        edition["considerations"].append({"text": {"nb": "Små kommuner først."}, **source})
        edition["discretion"] = {"text": {"nb": "Etter skjønn."}, **source}
        edition["reservation"] = {"text": {"nb": "Med forbehold."}, **source}

    return changed(change)


TEAM = {"year": 2023, "applicant_type": "municipality", "measure": "fact-ung", "new_measure": True}
WITHOUT = {**TEAM, "pre_project": False}


def local_parts(one: Any) -> list[str]:
    """Return the parts of a result in which something for some only is shown."""
    listed = [key for key in KEYS for item in one[key] if item["source"]["only_for"]]
    return listed + [key for key in ("discretion", "reservation") if one[key] is not None]


ALL_PARTS = ["criteria", "evidence", "considerations", "discretion", "reservation"]


def test_it_decides_for_its_own() -> None:
    one = result(UNGE, local("innlandet"), **WITHOUT, municipality="3405")
    assert one["eligibility"] == "not_eligible"
    assert statuses(one)["egen-regel"] == "not_met"
    assert local_parts(one) == ALL_PARTS
    (criterion,) = (found for found in one["criteria"] if found["id"] == "egen-regel")
    assert criterion["source"]["only_for"] == ["innlandet"]
    assert criterion["answers"] == ["municipality", "pre_project"]
    (way,) = one["near_misses"]
    assert [change["answer"] for change in way["changes"]] == ["pre_project"]


def test_it_says_nothing_to_others() -> None:
    one = result(UNGE, local("innlandet"), **WITHOUT, municipality="5001")
    assert one["eligibility"] == "eligible"
    assert local_parts(one) == []
    assert "egen-regel" not in statuses(one)


@pytest.mark.parametrize("pre_project", [True, False])
@pytest.mark.parametrize("kind", ["eligibility", "assessment", "priority", "duty"])
def test_as_long_as_the_municipality_is_unknown_so_is_the_criterion(
    kind: str, *, pre_project: bool
) -> None:
    one = result(UNGE, local("innlandet", kind=kind), **TEAM, pre_project=pre_project)
    assert statuses(one)["egen-regel"] == "unknown"
    decides = kind in ("eligibility", "assessment")
    assert one["eligibility"] == ("unknown" if decides else "eligible")
    assert "municipality" in one["missing"]
    assert local_parts(one) == ALL_PARTS
    (criterion,) = (found for found in one["criteria"] if found["id"] == "egen-regel")
    assert criterion["message"] == "Kan ikke avgjøres før dere har svart på: Kommune."


@pytest.mark.parametrize("named", ["oslo-viken", "buskerud", "ostfold-buskerud-oslo-akershus"])
def test_a_rule_of_a_former_governor_is_for_those_of_its_successor(named: str) -> None:
    catalogue = local(named)
    assert result(UNGE, catalogue, **WITHOUT, municipality="0301")["eligibility"] == "not_eligible"
    assert result(UNGE, catalogue, **WITHOUT, municipality="5001")["eligibility"] == "eligible"


def test_what_is_for_several_is_for_each_of_them() -> None:
    catalogue = local("innlandet", "trondelag")
    for municipality, eligibility in (
        ("3405", "not_eligible"),
        ("5001", "not_eligible"),
        ("1804", "eligible"),
    ):
        one = result(UNGE, catalogue, **WITHOUT, municipality=municipality)
        assert one["eligibility"] == eligibility
