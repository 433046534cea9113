"""``tilskudd new-scheme``: complete, commented starting files that are valid at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.valid_catalogue import write_several

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_rules.model import Edition, Scheme
from tilskudd_rules.shape import fields_of

TODAY = ["--today", "2026-11-22"]


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes in the current folder, with what editors read."""
    monkeypatch.chdir(tmp_path)
    write_several(Path())
    assert main(["schema"]) == 0
    return Path("schemes")


def new_scheme(*arguments: str) -> int:
    return main(["new-scheme", *arguments, *TODAY])


def test_it_is_valid_at_once(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_scheme("boligsosialt") == 0
    assert main(["validate"]) == 0
    assert main(["schema", "--check"]) == 0
    out = capsys.readouterr().out
    for name in ("boligsosialt/scheme.yaml", "boligsosialt/2027.yaml", "sources.yaml"):
        assert f"Laget: schemes/{name}\n" in out
    edition = load(schemes).catalogue.schemes["boligsosialt"].editions["2027"]
    assert (edition.reviewed_on, edition.review_by) == ("2026-11-22", "2026-12-22")


@pytest.mark.parametrize(("name", "kind"), [("scheme", Scheme), ("2027", Edition)])
def test_every_key_stands_there_once_with_an_explanation(
    name: str, kind: type, schemes: Path
) -> None:
    assert new_scheme("boligsosialt") == 0
    text = (schemes / "boligsosialt" / f"{name}.yaml").read_text(encoding="utf-8")
    blocks = text.split("\n\n")[1:]
    shown = [re.findall(r"(?m)^#   (\w+):", block)[0] for block in blocks]
    assert sorted(shown) == sorted(set(fields_of(kind)) - {"editions", "questions"})
    for block, key in zip(blocks, shown, strict=True):
        assert block.startswith("# ")
        assert re.search(rf"(?m)^{key}:", block) or "# Kan utelates.\n" in block


def test_what_is_to_be_filled_in_is_listed(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_scheme("boligsosialt") == 0
    capsys.readouterr()
    assert main(["status", "boligsosialt"]) == 0
    out = capsys.readouterr().out
    marked = sum(
        path.read_text(encoding="utf-8").count("  # BEKREFT\n")
        for path in (schemes / "boligsosialt").iterdir()
    )
    assert marked > 30
    assert out.count("    schemes/boligsosialt/") == marked
    assert "reviewed_on: 2026-11-22" in out


def test_the_bibliography_gets_a_place_for_its_document(schemes: Path) -> None:
    before = (schemes / "sources.yaml").read_bytes()
    assert new_scheme("boligsosialt", "--year", "2028") == 0
    after = (schemes / "sources.yaml").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].startswith(b"- id: boligsosialt-2028\n")


def test_it_can_rest_on_a_document_that_is_there(schemes: Path) -> None:
    before = (schemes / "sources.yaml").read_bytes()
    assert new_scheme("boligsosialt", "--source", "utlysning-2025") == 0
    assert (schemes / "sources.yaml").read_bytes() == before
    text = (schemes / "boligsosialt" / "2027.yaml").read_text(encoding="utf-8")
    assert "salary: {coverage: not_stated, source: {document: utlysning-2025," in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["leir"], "Ordningen «leir» finnes allerede."),
        (["rammevekst"], "Ordningen «rammevekst» finnes allerede."),
        (["Bolig Sosialt"], "for eksempel «bolig-sosialt»"),
        (["../utenfor"], "for eksempel «utenfor»"),
        (["nærmiljø"], "for eksempel «naermiljo»"),
        (["ny", "--source", "finnes-ikke"], "Kilden «finnes-ikke» finnes ikke i sources.yaml."),
        (["leir-2", "--year", "2027"], "Bruk den med «--source leir-2-2027»."),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    arguments: list[str], told: str, schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "leir-2" in arguments:
        path = schemes / "sources.yaml"
        with path.open("a", encoding="utf-8") as file:
            file.write("- {id: leir-2-2027, title: {nb: Leir}, publisher: not_stated, ")
            file.write("published: not_stated, about: {nb: Om leir.}}\n")
    before = {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}
    assert new_scheme(*arguments) == 1
    assert told in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}


def test_files_that_turn_out_wrong_are_taken_back(
    schemes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tilskudd_build.commands import new_scheme as command  # noqa: PLC0415 - to change it

    monkeypatch.setattr(
        command,
        "new_scheme_files",
        lambda *_: {
            schemes / "ny" / "dypt" / "scheme.yaml": "id: ny\n",
            schemes / "sources.yaml": "[]\n",
        },
    )
    before = {path: path.is_file() and path.read_bytes() for path in schemes.rglob("*")}
    assert new_scheme("ny") == 1
    assert before == {path: path.is_file() and path.read_bytes() for path in schemes.rglob("*")}
