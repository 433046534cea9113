"""``tilskudd new-call``: one county governor's call, and not a byte more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.own_copy import own_copy

from tilskudd_build import cli
from tilskudd_build.loader import load_catalogue


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's own schemes in the current folder."""
    monkeypatch.chdir(tmp_path)
    own_copy(tmp_path)
    return Path("schemes")


@pytest.mark.parametrize("name", ["barn-og-unge", "kommunalt-rusarbeid", "tryggest"])
def test_the_rest_of_the_file_stays_as_it_is(
    name: str, schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = schemes / name / "2025.yaml"
    before = path.read_text(encoding="utf-8").replace("calls: []\n", "calls:\n")
    assert cli.main(["new-call", name, "2025", "rogaland"]) == 0
    after = path.read_text(encoding="utf-8")
    line = after.split("\n").index("  - authority: rogaland  # BEKREFT")
    assert f"{path.as_posix()}:{line + 1}: " in capsys.readouterr().out
    added = [row for row in after.split("\n")[line + 1 :] if row.startswith("    #")]
    lines = after.split("\n")
    first = next(i for i in range(line + 1, len(lines)) if not lines[i].startswith("    #"))
    assert "\n".join(lines[:line] + lines[first:]) == before
    assert {"deadlines", "channels", "contacts", "status"} <= {
        row.strip("# ").partition(":")[0] for row in added
    }
    assert cli.main(["validate"]) == 0
    calls = load_catalogue(schemes).schemes[name].editions["2025"].calls
    assert calls[-1].authority == "rogaland"


def test_a_comment_below_the_last_call_stays_below_it(schemes: Path) -> None:
    path = schemes / "barn-og-unge" / "2025.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\napplication:", "\n\n# Om søknaden\napplication:"), "utf-8")
    assert cli.main(["new-call", "barn-og-unge", "2025", "rogaland"]) == 0
    after = path.read_text(encoding="utf-8")
    assert after.index("authority: rogaland") < after.index("\n\n# Om søknaden\napplication:")


def test_what_the_comments_say_can_be_used(schemes: Path) -> None:
    assert cli.main(["new-call", "barn-og-unge", "2025", "rogaland"]) == 0
    path = schemes / "barn-og-unge" / "2025.yaml"
    head, tail = path.read_text(encoding="utf-8").split("  - authority: rogaland  # BEKREFT\n")
    used = tail.replace("    #   ", "    ")
    path.write_text(f"{head}  - authority: rogaland\n{used}", encoding="utf-8")
    assert cli.main(["validate"]) == 0
    call = load_catalogue(schemes).schemes["barn-og-unge"].editions["2025"].call("rogaland")
    assert call is not None
    assert [str(deadline.date) for deadline in call.deadlines] == ["2027-03-01"]
    assert call.status is not None


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["barn-og-unge", "2025", "trondelag"], 1, "står alt på linje 218."),
        (["barn-og-unge", "2027", "nordland"], 1, "«tilskudd new-year 2027 barn-og-unge»"),
        (["barn-og-unge", "2025", "trondelg"], 1, "Mente du «trondelag»?"),
        (["barn-og-unge", "2025", "bufdir"], 1, "Dette kan du bruke: agder, innlandet,"),
        (["barn-unge", "2025", "nordland"], 2, "Mente du «barn-og-unge»?"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    arguments: list[str],
    code: int,
    told: str,
    schemes: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}
    if "linje" in told:
        text = (schemes / "barn-og-unge" / "2025.yaml").read_text(encoding="utf-8")
        line = text.split("\n").index("  - authority: trondelag") + 1
        told = told.replace("218", str(line))
    assert cli.main(["new-call", *arguments]) == code
    assert told in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}
