"""``tilskudd diff``: what differs, in the words of ``/endringer/``, and which cases it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.own_copy import own_copy

from tilskudd_build import cli
from tilskudd_build.changes import compare
from tilskudd_build.loader import load_catalogue
from tilskudd_build.phrases import Phrases
from tilskudd_build.templating import words


@pytest.fixture(autouse=True)
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's own schemes and cases in the current folder."""
    monkeypatch.chdir(tmp_path)
    own_copy(tmp_path)
    return Path("schemes")


def diff(capsys: pytest.CaptureFixture[str], old: str, new: str) -> str:
    assert cli.main(["diff", old, new]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return plain(out)


def plain(text: str) -> str:
    """Amounts are written with spaces that do not break."""
    return text.replace("\u00a0", " ")


def changed_copy(file: str, old: str, new: str) -> str:
    shutil.copytree("schemes", "nye")
    path = Path("nye") / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return "nye"


def test_two_editions(capsys: pytest.CaptureFixture[str]) -> None:
    out = diff(capsys, "barn-og-unge/2023", "barn-og-unge/2025")
    assert out.startswith("Barn og unge, 2023 og 2025\n")
    assert "    Endret: FACT ung\n      før: Inntil 500 000 kr per årsverk, tilskuddsår 1" in out
    assert (
        "  barn-og-unge 2023, Lavterskeltilbud med 5 årsverk\n"
        "      før: Oppfyller vilkårene; prioritet 2; tak, 5 000 000 kr\n"
        "      nå:  Må vurderes; beløp er ikke oppgitt\n"
        "      vilkår measure-funded: oppfylt → ikke oppfylt\n"
    ) in out


def test_the_words_are_those_of_the_page(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = load_catalogue(schemes)
    scheme = catalogue.schemes["barn-og-unge"]
    editions = (scheme.editions["2023"], scheme.editions["2025"])
    out = diff(capsys, "barn-og-unge/2023", "barn-og-unge/2025").partition("Eksempler")[0]
    told = [line[11:] for line in out.splitlines() if line[6:11] in ("før: ", "nå:  ")]
    said = words("nb")["changes"]
    wanted = []
    for change in compare(scheme, *editions, Phrases(words("nb"), catalogue, "nb")):
        for side in (change.before, change.after):
            if side is None:
                wanted.append(said["nothing"])
            else:
                wanted += [one.words for one in side] or [said["not_stated"]]
    assert told == [plain(one) for one in wanted]


def test_an_edition_and_itself(capsys: pytest.CaptureFixture[str]) -> None:
    out = diff(capsys, "tryggest/2025", "tryggest/2025")
    assert out.startswith("Ingen forskjeller.\nEksempler som får et annet svar: 0 av ")


def test_two_folders_alike(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "nye")
    out = diff(capsys, "schemes", "nye")
    assert out.startswith("Ingen forskjeller.\nEksempler som får et annet svar: 0 av ")


def test_an_amount_changed_between_two_folders(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy("tryggest/2025.yaml", "amount: 400000", "amount: 500000")
    out = diff(capsys, "schemes", new)
    assert out.startswith(
        "TryggEst 2025\n"
        "  Beløp\n"
        "    Endret\n"
        "      før: Inntil 400 000 kr per kommune, tilskuddsår 1\n"
    )
    assert (
        "  tryggest 2025, TryggEst over to år\n"
        "      før: Oppfyller vilkårene; tak, 400 000 kr\n"
        "      nå:  Oppfyller vilkårene; tak, 500 000 kr\n"
        "      tilskuddsår 1: 400 000 → 500 000\n"
    ) in out


def test_a_condition_changed_between_two_folders(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy("tryggest/2025.yaml", "[introduced, decided,", "[introduced,")
    out = diff(capsys, "schemes", new)
    assert "vilkår tryggest-status: oppfylt → ikke oppfylt" in out
    assert "nå:  Oppfyller ikke vilkårene" in out


def test_an_edition_that_is_new_or_gone(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "gamle")
    assert cli.main(["new-year", "2027", "tryggest", "--today", "2026-11-22"]) == 0
    capsys.readouterr()
    out = diff(capsys, "gamle", "schemes")
    assert out.startswith("TryggEst 2027: ny årgang\nTryggEst, 2025 og 2027\n")
    assert "TryggEst 2027: ikke lenger med\n" in diff(capsys, "schemes", "gamle")


def test_a_scheme_that_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "gamle")
    assert cli.main(["new-scheme", "boligsosialt", "--today", "2026-11-22"]) == 0
    capsys.readouterr()
    assert "Kort navn 2027: ny årgang\n" in diff(capsys, "gamle", "schemes")
    assert "Kort navn 2027: ikke lenger med\n" in diff(capsys, "schemes", "gamle")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("tryggest", "tryggest/2025", "verken en mappe eller en årgang"),
        ("tryggest/2023", "tryggest/2025", "Dette er årgangene: tryggest/2025."),
        ("schemes", "tryggest/2025", "ikke én av hver"),
        ("barn-og-unge/2025", "tryggest/2025", "to årganger av samme ordning"),
    ],
)
def test_wrong_usage(old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", old, new]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_with_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy("tryggest/2025.yaml", "amount: 400000", "amount: mye")
    assert cli.main(["diff", "schemes", new]) == 1
    assert "nye/tryggest/2025.yaml" in capsys.readouterr().err
