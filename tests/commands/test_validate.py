"""One broken catalogue per mistake, with everything ``tilskudd validate`` says of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.invalid_cases import CASES, apply, read_case
from tests.valid_catalogue import write_several, write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal import console

NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid catalogue in ``schemes/`` below the current folder."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    return Path("schemes")


def closing_line(expected: str) -> str:
    messages = [line for line in expected.splitlines() if not line.startswith("    ")]
    return format_message("validate-failed", count=len(messages)) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_to_the_letter(
    name: str, schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits, expected = read_case(name)
    for edit in edits:
        apply(edit, schemes)
    assert main(["validate"]) == 1
    out, err = capsys.readouterr()
    assert err == expected + closing_line(expected)
    assert out == ""


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(NAMES) >= 100


@pytest.mark.usefixtures("schemes")
def test_what_is_in_order_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert capsys.readouterr() == (
        "Ingen feil. Ordninger: 1, årganger: 1, kommuner: 2.\n",
        "",
    )


def test_another_folder_can_be_named(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schemes.rename("utkast")
    (Path("utkast") / "nabohjelp" / "2023.yaml").write_text("", encoding="utf-8")
    assert main(["validate", "utkast"]) == 1
    assert capsys.readouterr().err.startswith("utkast/nabohjelp/2023.yaml: Filen er tom.")


def test_an_example_that_names_something_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row deleted from the register ended the build in a traceback (R10)."""
    monkeypatch.chdir(tmp_path)
    schemes = write_several(Path())
    case = Path("tests/cases/nabohjelp/2025.yaml")
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("authority: nordland", 'municipality: "1804"'), encoding="utf-8")
    assert main(["validate"]) == 0
    register = schemes / "municipalities.csv"
    rows = register.read_text(encoding="utf-8")
    register.write_text(
        rows.replace("1804,Bodø,Nordland,nordland", "1806,Narvik,Nordland,nordland"),
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["validate"]) == 1
    assert (
        capsys.readouterr().err
        == f"""\
tests/cases/nabohjelp/2025.yaml:7:19: Eksemplet «kommune» svarer «1804», og det kan ikke brukes \
her. Er noe slettet eller omdøpt i ordningene, henter du det tilbake. Ellers retter du eksemplet.
        municipality: "1804"
                      ^^^^^^
    {format_message("more-help", address="/redaktor/#feil-tvil")}
{format_message("validate-failed", count=1)}
"""
    )


def test_hidden_files_are_left_alone(schemes: Path) -> None:
    (schemes / ".DS_Store").write_bytes(b"\0")
    (schemes / "nabohjelp" / ".2023.yaml.swp").write_bytes(b"\0")
    assert main(["validate"]) == 0


NOT_A_CATALOGUE = (
    "Her ligger det ingen ordninger. "
    "Oppgi mappen der blant annet sources.yaml og texts.yaml ligger."
)


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        (
            "finnes-ikke",
            "Mappen finnes ikke. Kontroller navnet, og at du står i prosjektets mappe.",
        ),
        (
            "schemes/sources.yaml",
            "Dette er en fil. Oppgi mappen der ordningene ligger.",
        ),
        (
            "schemes/nabohjelp",
            NOT_A_CATALOGUE,
        ),
    ],
)
@pytest.mark.usefixtures("schemes")
def test_a_folder_that_will_not_do(
    folder: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate", folder]) == 1
    more = format_message("more-help", address="/redaktor/#feil-filer")
    assert capsys.readouterr().err == f"{folder}: {told}\n    {more}\n{closing_line(told)}"


@pytest.mark.parametrize("kind", ["file", "folder", "scheme"])
def test_what_may_not_be_read_is_told(
    kind: str, schemes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = {"file": "sources.yaml", "folder": "schemes", "scheme": "nabohjelp"}[kind]
    method = "open" if kind == "file" else "iterdir"
    allowed = getattr(Path, method)

    def refuse(self: Path, *args: object) -> object:
        if self.name == refused:
            raise PermissionError(13, "Permission denied", str(self))
        return allowed(self, *args)

    monkeypatch.setattr(Path, method, refuse)
    assert main(["validate", str(schemes)]) == 1
    assert "Du har ikke tilgang til" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Skriv «tilskudd --help»"),
        (["valdate"], "Kommandoen «valdate» finnes ikke. Mente du «validate»?"),
        (["xyz"], "Kommandoen «xyz» finnes ikke.\n"),
        (["--fort"], "Skriv «tilskudd --help»"),
        (["validate", "--fort"], "Dette hører ikke til kommandoen: --fort."),
        (["validate", "a", "b"], "Dette hører ikke til kommandoen: b."),
    ],
)
def test_wrong_usage(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert code == 2
    assert told in err
    assert out == ""


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"]])
def test_help_speaks_norwegian(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert not stop.value.code
    told = capsys.readouterr().out
    assert told.startswith("Bruk: tilskudd ")
    assert told.count("Bruk:") == 1
    for english in ("usage", "options", "arguments", "show this help"):
        assert english not in told


def test_being_interrupted_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tilskudd_build.commands.main._run", interrupt)
    assert main(["validate"]) == 130
    assert capsys.readouterr().err == "Avbrutt.\n"


PROGRAM = "import sys; from tilskudd_build.commands.main import main; sys.exit(main())"


def run(arguments: list[str], folder: Path, encoding: str = "utf-8") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_leaves_is_no_traceback(stream: str, schemes: Path) -> None:
    if stream == "stderr":
        (schemes / "sources.yaml").unlink()
    process = run(["validate"], schemes.resolve().parent)
    assert process.stdout is not None
    assert process.stderr is not None
    left, kept = process.stdout, process.stderr
    if stream == "stderr":
        left, kept = kept, left
    left.close()
    assert process.wait() == 1
    assert kept.read() == b""
    kept.close()


def test_a_terminal_that_lacks_the_letters_is_no_traceback(schemes: Path) -> None:
    process = run(["validate", "mangler-æ"], schemes.resolve().parent, encoding="ascii")
    out, err = process.communicate()
    assert process.returncode == 1
    assert b"Mappen finnes ikke" in err
    assert b"Traceback" not in err
    assert out == b""


def test_streams_that_are_no_terminals_are_left_alone() -> None:
    console.prepare()
