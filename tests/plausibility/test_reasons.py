"""A warning is visible and stops nothing; whoever knows that it is right says why, in the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.valid_catalogue import write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load

LOST = """\
schemes/nabohjelp/2023.yaml:27:15: Advarsel: support.rates[1].amount: Her står 30000, men året før \
står det 500000. Tell nullene. Stemmer det, skriver du hvorfor, i samme felt eller lenger ut: \
«plausible: {unlike-its-like: …}».
          amount: 30000
                  ^^^^^
    Mer om dette: /redaktor/#feil-tvil
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition in which a rate has lost its zero."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    write_valid(Path("schemes"))
    path = Path("schemes/nabohjelp/2023.yaml")
    replace(path, "amount: 300000", "amount: 30000")
    return path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("edition")
def test_a_warning_is_shown_and_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    out, err = capsys.readouterr()
    assert err == LOST
    assert out == "Ingen feil, men advarsler: 1. Ordninger: 1, årganger: 1, kommuner: 2.\n"


@pytest.mark.usefixtures("edition")
def test_other_programs_are_told_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is True
    (message,) = found["messages"]
    assert (message["level"], message["code"]) == ("warning", "unlike-its-like")
    assert main(["validate", "--format", "github"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::warning file=schemes/nabohjelp/2023.yaml,line=27,col=15::")


def test_a_mistake_beside_it_is_counted_alone(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(edition, "review_by: 2027-02-01", "review_by: 2017-02-01")
    assert main(["validate"]) == 1
    err = capsys.readouterr().err
    assert LOST in err
    assert err.endswith("Fant 1 feil. Rett opp og kjør kontrollen på nytt.\n")


@pytest.mark.parametrize(
    ("before", "indent"),
    [("      amount: 30000\n", "      "), ("  kind: rates\n", "  "), ("year: 2023\n", "")],
    ids=["beside", "around", "for the whole file"],
)
def test_a_reason_takes_the_warning_away(
    before: str, indent: str, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(
        edition, before, f"{before}{indent}plausible: {{unlike-its-like: Kilden skriver det.}}\n"
    )
    assert main(["validate"]) == 0
    assert capsys.readouterr().err == ""


def test_a_reason_is_no_part_of_the_rules(edition: Path) -> None:
    """It changes neither the data that travels nor what identifies the rules."""
    plain = load(Path("schemes"))
    replace(
        edition, "amount: 30000\n", "amount: 30000\n      plausible: {unlike-its-like: Sant.}\n"
    )
    reasoned = load(Path("schemes"))
    assert reasoned.data == plain.data
    assert reasoned.catalogue == plain.catalogue


def test_a_reason_for_something_else_takes_nothing_away(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(edition, "year: 2023\n", "year: 2023\nplausible: {rate-rises: Kilden skriver det.}\n")
    assert main(["validate"]) == 0
    out, err = capsys.readouterr()
    assert "Advarsel: Her står det hvorfor «rate-rises» stemmer, men det er ikke noe slikt" in err
    assert "unlike-its-like" in err
    assert out.startswith("Ingen feil, men advarsler: 2.")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "{unlike-its-lik: Sant.}",
            "plausible.unlike-its-lik: «unlike-its-lik» er ikke navnet på noe som kan begrunnes.",
        ),
        (
            "Sant.",
            "plausible: Her står «Sant.», men det skal være felter med navn, som «navn: verdi».",
        ),
        (
            "{unlike-its-like: }",
            "plausible.unlike-its-like: Her står det ingenting. Skriv teksten som mangler.",
        ),
    ],
)
def test_a_reason_that_cannot_be_read_is_a_mistake(
    reason: str, told: str, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(edition, "year: 2023\n", f"year: 2023\nplausible: {reason}\n")
    assert main(["validate"]) == 1
    place, _, said = capsys.readouterr().err.splitlines()[0].partition(": ")
    assert place.startswith("schemes/nabohjelp/2023.yaml:3:")
    assert said.startswith(told)


def test_of_a_mistake_nobody_can_say_that_it_is_right(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(edition, "year: 2023\n", "year: 2023\nplausible: {zero-or-less: Kilden skriver det.}\n")
    assert main(["validate"]) == 1
    assert "«zero-or-less» er ikke navnet på noe som kan begrunnes." in capsys.readouterr().err


def test_what_another_source_says_may_be_another_number(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disagreement = """\
      amount: 300000
      disagreements:
        - says: {nb: 200 000 kroner.}
          source: {document: rundskriv-2023, place: punkt 4}
          certainty: announced
          why: {nb: Den andre kilden er nyere.}
"""
    replace(edition, "      amount: 30000\n", disagreement)
    assert main(["validate"]) == 0
    assert capsys.readouterr().err == ""
