"""The result in a terminal: first whether anything can be applied for, as on the page."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess, run
from typing import Any

import pytest
from tests.rules.building import CATALOGUE, LOADED
from tests.valid_catalogue import write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.terminal.interview import Interview
from tilskudd_build.terminal.report import write_report
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.api import Checker
from tilskudd_rules.model import Edition
from tilskudd_rules.schema import Word
from tilskudd_rules.shape import fields_of

CHECKER = Checker(json.dumps(LOADED.data))
LILLEHAMMER: dict[str, Any] = {
    "year": 2027,
    "as_of": "2026-11-26",
    "municipality": "3405",
    "applicant_type": "municipality",
    "measure": "fact-ung",
    "new_measure": True,
    "positions_percent": 600,
}
BODO: dict[str, Any] = {
    "year": 2025,
    "municipality": "1804",
    "applicant_type": "municipality",
    "measure": "oppsokende-team",
    "new_measure": True,
}


def report(**answers: object) -> str:
    result = json.loads(CHECKER.check(json.dumps(answers), "nb"))
    return write_report(result, CATALOGUE, "nb")


def parts(text: str) -> list[str]:
    """Return the text of each scheme, and of what comes after, on one line each."""
    return [" ".join(part.split()) for part in text.split("=" * 78)]


def test_the_first_thing_said_of_a_scheme_is_whether_anything_is_known_of_the_year() -> None:
    _, first, *_ = parts(report(**LILLEHAMMER))
    assert "(Barn og unge) Vi vet ikke om ordningen finnes i 2027" in first
    assert "Dere oppfyller vilkårene i reglene for 2025." in first
    assert "inntil 9 000 000 kr i 2027–2030" in first.replace("\u00a0", " ")


def test_what_is_over_is_told_with_its_source_and_how_it_was_read() -> None:
    last = parts(report(**LILLEHAMMER))[-1]
    assert last.startswith("Avsluttede ordninger")
    assert "* Tilskudd til kommunalt rusarbeid: Kommunalt rusarbeid kan ikke søkes" in last
    assert "[grannar-2026," in last
    assert "Tolkning: Vi har dette bare fra én avis" in last


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2025-01-15", "Åpen for søknader for 2025."),
        ("2026-11-26", "Søknadsfristen for 2025 er ute."),
    ],
)
def test_a_call_is_open_only_on_the_days_it_is(day: str, says: str) -> None:
    _, first, *_ = parts(report(**BODO, as_of=day))
    assert f"Tilskudd til kommunalt rusarbeid (Kommunalt rusarbeid) {says}" in first


def test_a_date_says_whose_it_is() -> None:
    text = " ".join(report(**BODO, tryggest_status="introduced").split())
    assert "31.03.2025, kunngjort – gjelder hele landet" in text
    assert (
        "april 2025 (bare måneden er kjent), antatt – gjelder Statsforvalteren i Trøndelag" in text
    )
    assert "01.03.2025, kunngjort – gjelder dere (Statsforvalteren i Nordland)" in text
    in_2023 = " ".join(report(year=2023, municipality="4601").split())
    assert "en kilde uten avsender; gjelder kanskje ikke dere" in in_2023


def test_a_year_paid_for_before_has_no_ceiling_of_nothing() -> None:
    text = report(**{**BODO, "measure": None}, tryggest_status="introduced", requested_years=2)
    assert "Hele beløpet blir betalt ut tidligere." in " ".join(text.split())
    assert "inntil 0 kr" not in text.lower().replace("\u00a0", " ")


def test_a_ceiling_above_the_costs_is_said_of_its_year_and_in_all() -> None:
    """D15: ten positions at costs of 3 000 000 kr a year; the last year's ceiling is below them."""
    costs = {**dict.fromkeys(COST_CLASSES, 0), "salary": 3_000_000}
    team = {**LILLEHAMMER, "year": 2023, "positions_percent": 1000, "pre_project": False}
    text = report(**team, costs=costs).replace("\u00a0", " ")
    found = next(part for part in parts(text) if "10 årsverk × 500 000" in part)
    assert found.count("gir rom for høyst 3 000 000 kr dette året") == 2
    assert "Til sammen inntil 15 000 000 kr" in found
    assert "Ut fra utgiftene kan dere få høyst 11 000 000 kr." in found


def test_while_no_measure_is_chosen_the_range_over_them_is_told() -> None:
    """D22: 8 × (300 000 + 300 000 + 250 000 + 200 000), whichever of five measures it is."""
    open_ = {"year": 2023, "applicant_type": "municipality", "new_measure": True}
    text = report(**open_, positions_percent=800, pre_project=False).replace("\u00a0", " ")
    adults = next(part for part in parts(text) if "ACT- eller FACT-team" in part)
    assert "Beløpet avhenger av tiltaket." in adults
    assert "ligger taket på 8 400 000 kr." in adults
    assert "Kan ikke regnes ut" not in adults


def test_a_reader_gets_the_standing_of_today_and_a_program_that_of_the_day_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "situation.json"
    file.write_text(json.dumps(BODO), encoding="utf-8")
    assert main(["check", "--situation", str(file), "--today", "2025-01-15"]) == 0
    assert "Åpen for søknader" in capsys.readouterr().out
    assert main(["check", "--situation", str(file), "--format", "json"]) == 0
    assert "as_of" not in json.loads(capsys.readouterr().out)["situation"]


def test_grant_years_are_asked_for_scheme_by_scheme() -> None:
    """One scheme's years are not another's, and would count twice where two count together."""
    answers = {**BODO, "year": 2023, "new_measure": False, "received_old_scheme": True}
    told: list[str] = []

    def read(prompt: str) -> str:
        return "2" if prompt.startswith("Antall år") and "overgang" in told[-1] else ""

    given = Interview(CHECKER, CATALOGUE, read=read, tell=told.append).run(answers)
    assert given["grant_years_received"] == {"kommunalt-rusarbeid-overgang": 2}
    assert not any("gammel ordning" in line for line in told)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("100", 100),
        ("1 000", 1000),
        ("800; 800;600", [800, 800, 600]),
        ("6,5", None),
        ("200; 2,5", None),
    ],
)
def test_positions_are_percent_as_in_the_form_one_number_or_one_a_year(
    typed: str, given: int | list[int] | None
) -> None:
    """100 is one position; what could be meant as decimals is asked for again (D24)."""
    told: list[str] = []
    answers = [typed]

    def read(prompt: str) -> str:
        return answers.pop() if prompt.startswith("Prosent") and answers else ""

    asked = {"year": 2023, "municipality": "3405", "applicant_type": "municipality"}
    asked |= {"measure": "fact-ung", "new_measure": True}
    found = Interview(CHECKER, CATALOGUE, read=read, tell=told.append).run(asked)
    assert not answers
    assert found.get("positions_percent") == given
    assert any("hele prosent" in line or "et helt tall" in line for line in told) is (given is None)


def run_in(locale: str, *argv: str, given: bytes) -> CompletedProcess[bytes]:
    """Run the command as a program of its own, with another encoding than UTF-8 around it."""
    environment = {**os.environ, "PYTHONIOENCODING": locale, "PYTHONUTF8": "0"}
    command = [str(Path(sys.executable).with_name("tilskudd")), *argv]
    return run(command, input=given, capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-16"])
def test_json_is_utf_8_whatever_the_terminal_shows(encoding: str) -> None:
    asked = json.dumps({"year": 2025, "municipality": "1804"}).encode()
    done = run_in(encoding, "check", "--situation", "-", "--format", "json", given=asked)
    assert done.returncode == 0
    names = [one["name"] for one in json.loads(done.stdout.decode("utf-8"))["schemes"]]
    assert any("ø" in name or "å" in name or "æ" in name for name in names)


def test_a_program_that_reads_validates_messages_gets_utf_8(tmp_path: Path) -> None:
    write_valid(tmp_path / "schemes")
    (tmp_path / "schemes" / "sources.yaml").write_text("[", encoding="utf-8")
    for shape in ("json", "github"):
        folder = str(tmp_path / "schemes")
        done = run_in("latin-1", "validate", folder, "--format", shape, given=b"")
        assert done.returncode == 1
        assert "å" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file without end here")
def test_a_file_without_end_is_refused_as_soon_as_it_is_too_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--situation", "/dev/zero"]) == 1
    assert "/dev/zero: Filen er for stor til å være svar" in capsys.readouterr().err


def test_standard_input_longer_than_any_situation_is_refused() -> None:
    done = run_in("utf-8", "check", "--situation", "-", given=b"0" * 200_000)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith("-: Filen er for stor til å være svar")


def test_a_date_is_echoed_in_words_and_one_of_another_age_is_refused() -> None:
    """Whoever slips sees the month as a word; with year 23 nothing would be late (D23)."""
    told: list[str] = []
    typed = ["0023-03-01", "2023-03-01"]

    def read(prompt: str) -> str:
        return typed.pop(0) if prompt.startswith("Dato") and typed else ""

    answers = {"municipality": "3405", "year": 2023, "as_of": "2023-01-15"}
    given = Interview(CHECKER, CATALOGUE, read=read, tell=told.append).run(answers)
    assert given["submitted_on"] == "2023-03-01"
    assert any("1. mars 0023" in line and "2015 til 2036" in line for line in told)
    assert "  1. mars 2023" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Skedsmo", "Kommunen er i dag Lillestrøm, med nummer 3205."),
        ("3030", "Kommunenummer 3030 (Lillestrøm) er ikke i bruk lenger."),
    ],
)
def test_a_former_municipality_is_met_with_todays(typed: str, told: str) -> None:
    said: list[str] = []
    answers = [typed, "Lillestrøm"]

    def read(prompt: str) -> str:
        return answers.pop(0) if prompt.startswith("Navn eller nummer") and answers else ""

    given = Interview(CHECKER, CATALOGUE, read=read, tell=said.append).run({"year": 2023})
    assert given["municipality"] == "3205"
    assert any(told in line for line in said), said


def test_what_another_source_says_is_told_below_what_counts() -> None:
    """Whoever reads in a terminal hears of it, too, and of documents not read to the end."""
    situation = {"year": 2023, "municipality": "3405", "applicant_type": "health_trust"}
    result = json.loads(CHECKER.check(json.dumps(situation)))
    scheme = next(one for one in result["schemes"] if one["scheme"] == "barn-og-unge")
    other = {
        "says": "Et helseforetak kan også søke.",
        "document": "satser-2023",
        "place": "lysbilde 1",
        "certainty": "assumed",
        "why": "Statsforvalterens egne ord teller.",
    }
    scheme["criteria"][0]["source"]["disagreements"] = [other]
    scheme["sources"][0] |= {"kind": "secondary", "read": "part"}
    text = " ".join(write_report(result, CATALOGUE, "nb").split())
    assert (
        "Kildene er uenige: Et helseforetak kan også søke. [satser-2023, lysbilde 1; antatt] "
        "Statsforvalterens egne ord teller."
    ) in text
    assert f"Om kildene {scheme['sources'][0]['title']}: gjengir andre, bare lest delvis." in text


def test_what_nobody_has_read_is_not_said_to_be_missing_from_the_sources() -> None:
    text = " ".join(report(year=2025, measure="fact", applicant_type="municipality").split())
    assert (
        "Vi har bare lest en del av en kilde, og vet ikke om den sier noe om hva som ikke dekkes "
        "eller underskriften."
    ) in text


def test_there_are_words_for_all_that_nobody_may_have_read() -> None:
    result = json.loads(CHECKER.check(json.dumps({"year": 2025}), "nb"))
    unread = [
        name
        for name, field in fields_of(Edition).items()
        if Word.NOT_READ.value in getattr(field.shape, "words", ())
    ]
    for scheme in result["schemes"]:
        scheme["not_read"] = unread
    text = write_report(result, CATALOGUE, "nb")
    assert "målgruppen, hva som dekkes" in " ".join(text.split())
