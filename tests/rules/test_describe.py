"""Answers said in the words of their questions."""

from __future__ import annotations

from typing import Final

import pytest
from tests.rules.building import CATALOGUE, WORDING, chosen

from tilskudd_rules.answers import ANSWERS
from tilskudd_rules.describe import Describer

DESCRIBER: Final = Describer(CATALOGUE, WORDING)
EDITION: Final = chosen("barn-og-unge", 2023).edition


@pytest.mark.parametrize(
    ("answer", "value", "words"),
    [
        ("year", 2023, "2023"),
        ("as_of", "2023-01-15", "15.01.2023"),
        ("authority", "innlandet", "Statsforvalteren i Innlandet"),
        ("applicant_type", "health_trust", "Et helseforetak"),
        ("partners", ("health_trust", "public_service"), "Helseforetak, Annen offentlig tjeneste"),
        ("partners", (), "Ingen"),
        ("measure", "fact-ung", "FACT ung"),
        ("measure", "other", "Et annet tiltak"),
        ("measure", "housing-first", "Housing First (bolig først)"),
        ("new_measure", True, "Ja"),
        ("new_measure", False, "Nei"),
        ("positions_percent", 250, "2,5"),
        ("positions_percent", (250, 1000), "2,5, 10"),
        ("grant_years_received", 2, "2"),
        ("requested_amount", 450_000, "450\u00a0000"),
        (
            "own_financing_from",
            ("kommunalt-rusarbeid", "tryggest"),
            "Kommunalt rusarbeid, TryggEst",
        ),
        ("own_financing_from", (), "Ingen"),
    ],
)
def test_an_answer_is_said_as_the_applicant_would(answer: str, value: object, words: str) -> None:
    assert DESCRIBER.value(answer, value, EDITION) == words


def test_a_measure_has_the_name_its_own_edition_gives_it() -> None:
    """Ids go on from edition to edition; the name seen is the one of the edition asked about."""
    for year in (2023, 2025):
        edition = chosen("voksne-sammensatte-behov", year).edition
        own = edition.measure("nye-metoder")
        assert own is not None
        assert DESCRIBER.value("measure", "nye-metoder", edition) == own.name.nb


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_has_a_name(answer: str) -> None:
    assert DESCRIBER.question(answer)
