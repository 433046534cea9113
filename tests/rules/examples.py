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
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.mechanisms.yearly import Unit, YearAmount
from tilskudd_rules.schema import Identifier, Word
from tilskudd_rules.situation import read_situation
from tilskudd_rules.statements import Certainty, Source, SourceId, Text
from tilskudd_rules.support import RateTable
from tilskudd_rules.wording import Wording

SOURCE = Source(document=SourceId("rundskriv-2023"), place="punkt 4")


def composed() -> Composed:
    """Return a rate of 200 000 and 140 000 kr per position, at most 1 000 000 kr in all."""
    amounts = tuple(
        YearAmount(grant_year=year, amount=amount, source=SOURCE, certainty=Certainty.ANNOUNCED)
        for year, amount in ((1, 200_000), (2, 140_000))
    )
    rate = RatePart(
        id=Identifier("stillinger"), name=Text(nb="Stillinger"), per=Unit.POSITION, amounts=amounts
    )
    cap = Cap(
        per=Unit.APPLICATION,
        amount=1_000_000,
        over=Over.ALL_YEARS,
        source=SOURCE,
        certainty=Certainty.ANNOUNCED,
    )
    return Composed(parts=(rate,), limits=(cap,), pre_project=Word.NOT_STATED)


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
        "composed": composed(),
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
