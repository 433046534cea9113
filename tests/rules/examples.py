"""What the examples in the docstrings of the rules are about: a small catalogue."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.valid_catalogue import write_valid

from tilskudd_build.files.loader import load
from tilskudd_rules.amount_result import amount_result
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.describe import Describer
from tilskudd_rules.editions import Chosen
from tilskudd_rules.situation import read_situation
from tilskudd_rules.support import RateTable
from tilskudd_rules.wording import Wording


def names() -> dict[str, Any]:
    """Return the names that examples use besides those of their module."""
    with TemporaryDirectory() as folder:
        schemes = Path(folder) / "schemes"
        write_valid(schemes)
        loaded = load(schemes)
    catalogue = loaded.catalogue
    scheme = catalogue.schemes["nabohjelp"]
    edition = scheme.editions["2023"]
    chosen = Chosen(scheme, edition, 2023)
    answers = {"applicant_type": "municipality", "measure": "nabolag", "grant_years_received": 0}
    check = SchemeCheck(chosen, answers)
    wording = Wording(catalogue.texts, "nb")
    table = edition.support
    assert isinstance(table, RateTable)
    return {
        "amount": amount_result(check, wording, "Årsverk"),
        "blank": read_situation({}, catalogue),
        "barred": SchemeCheck(chosen, {**answers, "applicant_type": "company"}),
        "catalogue": catalogue,
        "check": check,
        "data": loaded.data,
        "describer": Describer(catalogue, wording),
        "edition": edition,
        "later": SchemeCheck(Chosen(scheme, edition, 2024), answers),
        "plan": check.plan(table),
        "scheme": scheme,
        "table": table,
        "wording": wording,
    }
