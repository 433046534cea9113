"""``tilskudd status``: what to confirm, review and translate, and which dates have passed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.valid_catalogue import write_several, write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_build.review.freshness import Overview, has_passed, overviews
from tilskudd_rules.statements import Certainty

EDITION = ("schemes", "nabohjelp", "editions", "2023")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small valid catalogue in the current folder."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    return Path("schemes")


def change(old: str, new: str) -> None:
    path = Path("schemes/nabohjelp/2023.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def overview(today: str = "2023-01-01") -> Overview:
    found = overviews(load(Path("schemes")), date.fromisoformat(today))
    return next(one for one in found if one.root == EDITION)


def status(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["status", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.usefixtures("small")
def test_statements_are_counted_by_certainty() -> None:
    # purpose, measure, two rates, six cost classes, two criteria, one deadline
    assert overview().certainty == {Certainty.ANNOUNCED: 12, Certainty.INTERPRETATION: 1}
    change("certainty: announced", "certainty: assumed")
    assert overview().certainty[Certainty.ASSUMED] == 1


@pytest.mark.usefixtures("small")
def test_what_no_source_says_is_found() -> None:
    inside = [finding.path[len(EDITION) :] for finding in overview().not_stated]
    assert ("target_group",) in inside
    assert ("support", "max_positions") in inside
    # Coverage that is not stated has a source: it says nothing of it.
    assert not [path for path in inside if path[0] == "costs"]


@pytest.mark.usefixtures("small")
def test_what_is_not_translated_is_found() -> None:
    before = len(overview().untranslated)
    change("{nb: Nabolag}", "{nb: Nabolag, nn: Grannelag}")
    assert len(overview().untranslated) == before - 1


@pytest.mark.parametrize(
    ("today", "stale"), [("2027-02-01", False), ("2027-02-02", True), ("2026-01-01", False)]
)
@pytest.mark.usefixtures("small")
def test_a_file_is_stale_the_day_after_it_was_to_be_reviewed(today: str, *, stale: bool) -> None:
    assert overview(today).is_stale is stale


@pytest.mark.parametrize(
    ("due", "today", "passed"),
    [
        ("2025-03-01", "2025-03-01", False),
        ("2025-03-01", "2025-03-02", True),
        ("2025-04", "2025-04-30", False),
        ("2025-04", "2025-05-01", True),
    ],
)
def test_a_date_passes_with_its_day_or_its_month(due: str, today: str, *, passed: bool) -> None:
    assert has_passed(due, date.fromisoformat(today)) is passed


@pytest.mark.parametrize(
    ("today", "over"), [("2023-03-06", False), ("2023-12-31", False), ("2024-01-01", True)]
)
@pytest.mark.usefixtures("small")
def test_an_edition_is_over_with_its_year(
    today: str, capsys: pytest.CaptureFixture[str], *, over: bool
) -> None:
    assert overview(today).is_over is over
    told = "Vi vet ikke om ordningen finnes etter 2023." in status(capsys, "--today", today)
    assert told is over


@pytest.mark.usefixtures("small")
def test_an_edition_with_a_deadline_ahead_or_a_newer_edition_is_not_over() -> None:
    change(
        "calls:\n  - authority: innlandet\n",
        "calls:\n  - authority: innlandet\n    deadlines:\n      - kind: application\n"
        "        date: 2024-03\n        source: {document: rundskriv-2023, place: a}\n"
        "        certainty: announced\n",
    )
    assert not overview("2024-03-31").is_over
    assert overview("2024-04-01").is_over
    assert main(["new-year", "2027", "--today", "2026-11-22"]) == 0
    assert not overview("2026-11-22").is_over


@pytest.mark.usefixtures("small")
def test_dates_that_have_passed_in_the_current_edition_are_found() -> None:
    assert overview("2023-03-05").passed == []
    (finding,) = overview("2023-03-06").passed
    assert finding.path == (*EDITION, "deadlines", 0, "date")


@pytest.mark.usefixtures("small")
def test_a_date_of_an_earlier_round_is_not_shown_as_open() -> None:
    change("date: 2023-03-05", "date: 2023-03-05\n    earlier_round: true")
    assert overview("2024-01-01").passed == []


@pytest.mark.usefixtures("small")
def test_an_edition_that_is_not_the_newest_shows_nothing_as_open() -> None:
    assert main(["new-year", "2027", "--today", "2026-11-22"]) == 0
    assert overview("2026-11-22").passed == []


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes in the current folder, of which one has ended."""
    monkeypatch.chdir(tmp_path)
    return write_several(Path())


@pytest.mark.usefixtures("several")
def test_an_ended_scheme_is_neither_over_nor_open_but_ended(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = status(capsys, "fadder", "--today", "2026-11-22")
    line = next(n for n, one in enumerate(file_of("fadder/scheme.yaml"), 1) if "after_year" in one)
    assert f"  Avsluttet: siste år er 2024 (schemes/fadder/scheme.yaml:{line})." in out
    assert "Vi vet ikke om" not in out
    assert "  Frister som er gått ut" not in out
    assert "0 frister som er gått ut" in out
    assert "Nye årganger lager du" not in out


def file_of(name: str) -> list[str]:
    return (Path("schemes") / name).read_text(encoding="utf-8").split("\n")


@pytest.mark.usefixtures("several")
def test_a_scheme_in_its_last_year_is_still_on(capsys: pytest.CaptureFixture[str]) -> None:
    """A deadline of the last year passes like any other; from the year after there is none."""
    path = Path("schemes/fadder/scheme.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("after_year: 2024", "after_year: 2023"), encoding="utf-8")
    assert "  Frister som er gått ut, men fortsatt vises: 1\n" in status(
        capsys, "fadder", "--today", "2023-12-31"
    )
    assert "  Frister som er gått ut" not in status(capsys, "fadder", "--today", "2024-01-01")


@pytest.mark.usefixtures("several")
def test_of_a_scheme_without_a_newer_edition_nobody_knows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = status(capsys, "leir", "--today", "2026-11-22")
    assert (
        "  Året er over, og det finnes ingen nyere årgang. "
        "Vi vet ikke om ordningen finnes etter 2025.\n"
    ) in out
    assert "Søknadsfrist: 31. mars 2025 (Leirdirektoratet)\n" in out
    assert out.endswith(
        "Nye årganger lager du med «tilskudd new-year 2027». Er en ordning slutt, skriver du "
        "«closure» i scheme.yaml.\n"
    )


@pytest.mark.usefixtures("small")
def test_what_is_to_be_confirmed_is_listed_with_file_and_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    change("target_group: not_stated", "target_group: not_stated  # BEKREFT")
    change("    date: 2023-03-05", "    date: 2023-03-05  # spurt fylket; BEKREFT")
    change("calls:", "# Her står BEKREFT alene\ncalls:")
    out = status(capsys, "--today", "2023-01-01")
    assert "  Å bekrefte: 2\n" in out
    assert "    schemes/nabohjelp/2023.yaml:9  target_group: not_stated\n" in out
    assert "deadlines[0].date: 2023-03-05\n" in out
    assert "I alt: 2 å bekrefte, 0 som skulle vært kontrollert, 0 frister" in out


@pytest.mark.usefixtures("small")
def test_everything_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    line = "    schemes/nabohjelp/2023.yaml:9  target_group: not_stated\n"
    assert line not in status(capsys)
    out = status(capsys, "--all")
    assert line in out
    assert "  purpose[0].text: Flere naboer skal hjelpe hverandre.\n" in out


@pytest.mark.usefixtures("small")
def test_the_whole_of_a_small_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    out = status(capsys, "nabohjelp", "--today", "2027-03-01")
    assert out == (
        "Nabohjelp 2023  schemes/nabohjelp/2023.yaml\n"
        "  Kunngjort: 12. Antatt: 0. Sagt før utlysning: 0. Tolkning: 1.\n"
        "  Skulle vært kontrollert innen 2027-02-01: schemes/nabohjelp/2023.yaml:4\n"
        "  Året er over, og det finnes ingen nyere årgang. "
        "Vi vet ikke om ordningen finnes etter 2023.\n"
        "  Frister som er gått ut, men fortsatt vises: 1\n"
        "    schemes/nabohjelp/2023.yaml:72  deadlines[0].date: Søknadsfrist: 5. mars 2023\n"
        "  Uten kilde (not_stated): 15\n"
        "  Ikke på nynorsk: 8\n"
        "Nabohjelp  schemes/nabohjelp/scheme.yaml\n"
        "  Kunngjort: 1. Antatt: 0. Sagt før utlysning: 0. Tolkning: 0.\n"
        "  Uten kilde (not_stated): 1\n"
        "  Ikke på nynorsk: 4\n"
        "I alt: 0 å bekrefte, 1 som skulle vært kontrollert, 1 frister som er gått ut og fortsatt "
        "vises, 12 tekster som ikke er på nynorsk.\n"
        "Nye årganger lager du med «tilskudd new-year 2028». Er en ordning slutt, skriver du "
        "«closure» i scheme.yaml.\n"
    )


@pytest.mark.usefixtures("small")
def test_the_frame_growth_has_a_state_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "schemes/rammevekst/scheme.yaml" in status(capsys, "rammevekst")


@pytest.mark.usefixtures("small")
def test_a_slip_in_a_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "nabohelp"]) == 2
    assert "Mente du «nabohjelp»?" in capsys.readouterr().err


def test_a_folder_with_mistakes_has_no_state(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "sources.yaml").unlink()
    assert main(["status"]) == 1
    assert "Filen mangler" in capsys.readouterr().err
