"""Answers said in the words of their questions."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from tests.answers import ANSWERS
from tests.rules.building import CATALOGUE, WORDING, changed, chosen, edition_data

from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.describe import Describer
from tilskudd_rules.situation import Follows

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


@pytest.mark.parametrize(
    ("scheme", "year", "measure", "words"),
    [
        # D26: an answer that decides is shown, also where the year's rules do not know it.
        ("barn-og-unge", 2025, "lavterskel", "Lavterskeltilbud (finnes ikke i reglene for 2025)"),
        (
            "barn-og-unge",
            2023,
            "psykisk-helsetjeneste",
            "Psykisk helsetjeneste med lav terskel (finnes ikke i reglene for 2023)",
        ),
        (
            "voksne-sammensatte-behov",
            2025,
            "mo-senter",
            "Mottaks- og oppfølgingssenter (MO-senter) (finnes ikke i reglene for 2025)",
        ),
        ("kommunalt-rusarbeid", 2025, "utekontakt", "Utekontakt og annet oppsøkende arbeid"),
    ],
)
def test_a_measure_of_another_edition_keeps_its_name_and_says_so(
    scheme: str, year: int, measure: str, words: str
) -> None:
    assert DESCRIBER.value("measure", measure, chosen(scheme, year).edition) == words


def test_a_measure_is_called_what_the_newest_edition_that_names_it_calls_it() -> None:
    def renamed(data: dict[str, Any]) -> None:
        later = edition_data(data, "barn-og-unge", 2025)
        later["measures"] = [one for one in later["measures"] if one["id"] != "fact-ung"]
        later["criteria"] = later["criteria"][:1]
        earlier = json.loads(json.dumps(edition_data(data, "barn-og-unge", 2023)))
        earlier["year"] = "2021"
        earlier["measures"][0]["name"]["nb"] = "FACT for unge"
        data["schemes"]["barn-og-unge"]["editions"]["2021"] = earlier

    catalogue = changed(renamed)
    describer = Describer(catalogue, WORDING)
    edition = chosen("barn-og-unge", 2025, catalogue).edition
    assert describer.value("measure", "fact-ung", edition) == (
        "FACT ung (finnes ikke i reglene for 2025)"
    )


@pytest.mark.parametrize("follows", sorted(set(Follows) - {Follows.RULE}))
def test_an_answer_says_what_it_follows_from(follows: Follows) -> None:
    """D25; a measure of another scheme is not seen at all, so nothing follows from it."""
    where = chosen("barn-og-unge", 2023)
    answers = {"authority": "innlandet"}
    plain = DESCRIBER.given("authority", SchemeCheck(where, answers))
    assert plain == "Statsforvalter: Statsforvalteren i Innlandet"
    if follows is not Follows.ELSEWHERE:
        said = DESCRIBER.given("authority", SchemeCheck(where, answers, {"authority": follows}))
        reason = WORDING.format_message(f"answer.follows-{follows.value}")
        assert said == f"{plain} ({reason})"


def test_an_answer_that_others_tell_says_so_in_its_questions_words() -> None:
    answers = {"grant_years_received": 0}
    followed = {"grant_years_received": Follows.RULE}
    said = DESCRIBER.given(
        "grant_years_received", SchemeCheck(chosen("barn-og-unge", 2023), answers, followed)
    )
    assert said == "År med tilskudd: 0 (følger av at tiltaket er nytt)"


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_has_a_name(answer: str) -> None:
    assert DESCRIBER.question(answer)
