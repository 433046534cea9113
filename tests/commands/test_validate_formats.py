"""Messages for other programs, where there is more help, and what hostile files may cost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.invalid_cases import apply, read_case
from tests.valid_catalogue import write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files import messages
from tilskudd_build.files.messages import help_address, help_topics
from tilskudd_build.terminal.ci_annotations import github

MEGABYTE = 1 << 20
LIMIT = 200 * MEGABYTE

HOSTILE = [
    "alias-bomb",
    "anchor-and-alias",
    "bracket-not-closed",
    "control-character",
    "control-character-as-escape",
    "folder-in-place-of-file",
    "merge-key",
    "not-utf-8",
    "python-tag",
    "quote-not-closed",
    "tag",
    "too-deep",
    "too-large",
    "two-documents",
    "zero-width-space",
]


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid catalogue in ``schemes/`` below the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    write_valid(Path("schemes"))
    return Path("schemes")


def break_it(schemes: Path, case: str) -> None:
    for edit in read_case(case)[0]:
        apply(edit, schemes)


# For other programs ------------------------------------------------------------------------------


def test_github_gets_a_note_on_the_line(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(schemes, "amount-with-spaces")
    assert main(["validate", "--format", "github"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out == (
        "::error file=schemes/nabohjelp/2023.yaml,line=22,col=15::"
        "support.rates[0].amount: «500 000» er ikke et helt tall. Skriv bare sifre, uten "
        "mellomrom, punktum eller «kr»: 500000.%0A      amount: 500 000%0A              ^^^^^^^"
        "%0A/redaktor/#feil-verdier\n"
    )


def test_a_note_on_a_whole_file_has_no_line(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(schemes, "file-empty")
    assert main(["validate", "--format", "github"]) == 1
    assert ",line=" not in capsys.readouterr().out


def test_what_a_note_says_cannot_be_a_command() -> None:
    note = github("error", "a,b:c.yaml", 1, 0, "50 %\r\n::error::")
    assert note == "::error file=a%2Cb%3Ac.yaml,line=1,col=1::50 %25%0D%0A::error::"
    assert "\n" not in note


def test_json_holds_everything(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(schemes, "amount-with-spaces")
    (schemes / "relations.yaml").unlink()
    assert main(["validate", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert found["ok"] is False
    first, second = found["messages"]
    assert first == {
        "file": "schemes/nabohjelp/2023.yaml",
        "line": 22,
        "column": 15,
        "level": "error",
        "code": "not-a-number",
        "text": first["text"],
        "excerpt": ["      amount: 500 000", "              ^^^^^^^"],
        "help": "/redaktor/#feil-verdier",
    }
    assert (second["file"], second["line"]) == ("schemes/relations.yaml", None)


@pytest.mark.usefixtures("schemes")
def test_json_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "messages": []}


# Where there is more help ------------------------------------------------------------------------


def test_every_mistake_is_explained_in_one_place() -> None:
    explained = [code for topic in help_topics() for code in topic.codes]
    assert sorted(explained) == sorted(messages._words()["problems"])


def test_what_is_explained_has_an_anchor_a_title_and_words() -> None:
    topics = help_topics()
    assert len({topic.anchor for topic in topics}) == len(topics) > 5
    for topic in topics:
        assert topic.anchor.startswith("feil-")
        assert topic.anchor.isascii()
        assert topic.title[0].isupper()
        assert topic.text.endswith(".")


def test_a_site_that_says_where_it_lives_is_named_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.no/tilskudd/")
    assert help_address("tab") == "https://example.no/tilskudd/redaktor/#feil-tegn"
    monkeypatch.delenv("SITE_URL")
    assert help_address("tab") == "/redaktor/#feil-tegn"
    assert help_address("nobody-thought-of-this") == help_address("other")


# What hostile files may cost ---------------------------------------------------------------------

PROGRAM = f"""\
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({LIMIT}, {LIMIT}))
from tilskudd_build.commands.main import main
sys.exit(main(["validate"]))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="the system sets no such limit")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_gets_its_message_within_200_megabytes(case: str, schemes: Path) -> None:
    """Address space is limited, which is more than the memory in use."""
    break_it(schemes, case)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(read_case(case)[1])
    assert "Traceback" not in ended.stderr
