"""The page for editors holds: its commands run as written, and its examples are valid."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from tests import guide
from tests.frozen_copy import frozen_copy
from tests.valid_catalogue import write_mechanisms, write_several

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_build.schema.key_reference import key_reference
from tilskudd_build.schema.keys import parts
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.standing import Standing, scheme_standing

ROOT: Final = Path(__file__).resolve().parents[2]
OURS: Final = [
    one for one in guide.commands() if not one.startswith("make ") and " --serve" not in one
]
SERVING: Final = [one for one in guide.commands() if " --serve" in one]
EDITION: Final = Path("schemes/barn-og-unge/2027.yaml")


def run(command: str, folder: Path) -> str:
    done = subprocess.run(
        shlex.split(command), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_commands_run_as_written_one_after_the_other(tmp_path: Path) -> None:
    frozen_copy(tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    shutil.copytree(tmp_path / "schemes", tmp_path / "gamle")
    for command in OURS:
        run(command, tmp_path)
        if " new-year 2027 barn-og-unge" in command:
            guide.add_source(tmp_path / "schemes")
        if " new-call " in command:
            guide.fill_in_call(tmp_path / EDITION)
    call = load(tmp_path / "schemes").catalogue.schemes["barn-og-unge"].editions["2027"].calls[-1]
    assert (call.authority, call.announced_on) == ("nordland", "2026-11-09")
    assert call.deadlines[0].date == "2027-02-15"
    assert "15. februar 2027" in run(
        ".venv/bin/tilskudd diff barn-og-unge/2025 barn-og-unge/2027", tmp_path
    )


def test_the_example_of_an_ended_scheme_ends_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    schemes = write_several(Path())
    with (schemes / "leir" / "scheme.yaml").open("a", encoding="utf-8") as file:
        file.write(guide.example("closure:").replace("grannar-2026", "utlysning-2025"))
    leir = load(schemes).catalogue.schemes["leir"]
    assert not leir.is_over(2025)
    assert leir.is_over(2026)
    assert main(["status", "leir", "--today", "2026-11-22"]) == 0
    assert "Avsluttet: siste år er 2025" in capsys.readouterr().out
    assert main(["new-year", "2027", "leir"]) == 1
    assert "leir: Ordningen er avsluttet etter 2025." in capsys.readouterr().err


def test_the_example_of_a_directorates_call_holds_for_the_whole_country(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    schemes = write_several(Path())
    assert main(["new-year", "2027", "leir", "--today", "2026-11-22"]) == 0
    path = schemes / "leir" / "2027.yaml"
    head, _, rest = path.read_text(encoding="utf-8").partition("calls:\n")
    written = guide.example("- authority: bufdir").replace("bufdir-2027", "utlysning-2025")
    written = written.replace("bufdir", "leirdirektoratet")
    lines = "".join(f"  {line}\n" for line in written.splitlines())
    path.write_text(f"{head}calls:\n{lines}{rest[rest.index('application:') :]}", encoding="utf-8")
    leir = load(schemes).catalogue.schemes["leir"]
    for day, standing in [
        ("2027-01-19", Standing.ANNOUNCED),
        ("2027-01-20", Standing.OPEN),
        ("2027-04-01", Standing.CLOSED),
    ]:
        assert scheme_standing(leir, 2027, "nordland", day) is standing


def test_the_example_of_composed_support_is_read_with_all_its_parts(tmp_path: Path) -> None:
    schemes = tmp_path / "schemes"
    write_mechanisms(schemes)
    path = schemes / "moteplass" / "2023.yaml"
    written = guide.example("support:").replace("nordland-2027", "rundskriv-2023")
    written = written.replace("boligsosialt.", "moteplass.")
    before = path.read_text(encoding="utf-8")
    after = re.sub(r"^support:\n(?:[ #].*\n)+", lambda _: written, before, flags=re.MULTILINE)
    path.write_text(after, encoding="utf-8")
    (edition,) = load(schemes).catalogue.schemes["moteplass"].editions.values()
    assert isinstance(edition.support, Composed)
    assert [part.id for part in edition.support.parts] == ["deltakere", "drift"]
    assert edition.support.own_share is not None
    assert [one.percent for one in edition.support.instalments] == [60, 40]


def test_every_paragraph_the_page_points_to_is_there() -> None:
    named = re.findall(r"\]\(#([a-z-]+)\)", guide.page())
    assert {"utlysninger", "legge-ut", "sporsmal"} <= set(named)
    for anchor in (*named, "slutt", "utlyst-dag"):
        assert f'id="{anchor}"' in guide.page() or f"{{#{anchor}" in guide.page(), anchor


@pytest.mark.parametrize("command", SERVING)
def test_what_goes_on_until_it_is_stopped_is_understood(command: str, tmp_path: Path) -> None:
    """There is nothing to build here: that is found out when the command itself is understood."""
    (tmp_path / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    done = subprocess.run(
        shlex.split(command), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Finner ikke mkdocs.yml.")


def test_releases_are_withdrawn_as_the_page_says(tmp_path: Path) -> None:
    frozen_copy(tmp_path)
    releases = tmp_path / "schemes" / "releases.yaml"
    before = len(load(tmp_path / "schemes").withdrawals)
    examples = guide.withdrawals()
    with releases.open("a", encoding="utf-8") as file:
        file.writelines(examples)
    loaded = load(tmp_path / "schemes")
    assert len(loaded.withdrawals) == before + len(examples) == before + 2


def test_the_page_tells_of_the_whole_way() -> None:
    told = " ".join(OURS)
    assert len(OURS) >= 10
    for name in (
        *("new-year", "new-call", "new-scheme", "status"),
        *("diff", "validate", "verify", "release"),
    ):
        assert f"tilskudd {name}" in told


@pytest.mark.parametrize("command", [one for one in guide.commands() if one.startswith("make ")])
def test_make_knows_what_the_page_asks_of_it(command: str) -> None:
    dry = [*shlex.split(command), "--dry-run", "--no-print-directory"]
    done = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_key_is_in_the_reference_once_with_what_it_can_hold() -> None:
    listed = [(part.name, entry.name) for part in key_reference() for entry in part.entries]
    described = [(name, key) for name, part in parts().items() for key in part.keys]
    assert sorted(listed) == sorted(described)
    anchors = [entry.anchor for part in key_reference() for entry in part.entries]
    assert len(set(anchors)) == len(anchors)
    for part in key_reference():
        for entry in part.entries:
            assert entry.text, entry
            assert entry.forms, entry
            assert entry.example[0].startswith(f"{entry.name}:"), entry
            assert {form.record for form in entry.forms} <= {"", *parts()}, entry
