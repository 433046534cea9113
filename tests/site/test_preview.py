"""``tilskudd preview``: what it says of mistakes, and where it refuses to build."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from tests.valid_catalogue import write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.commands.preview import preview_server
from tilskudd_build.live.http_server import running


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with schemes that are right, and nothing that could be built."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    Path("mkdocs.yml").write_text("site_name: Prøve\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """What would have been built, and as on which day."""
    found: list[tuple[Path, str]] = []

    def build(project: Path, site_dir: Path, day: str) -> str:
        del project
        found.append((site_dir, day))
        return ""

    monkeypatch.setattr("tilskudd_build.commands.preview.build", build)
    return found


@pytest.mark.parametrize(
    "found", ["15.01.2027", "2027-02-30", "2027-1-15", "20270115", "2027-W03-5", "2027-01", "", "x"]
)
@pytest.mark.usefixtures("project")
def test_what_is_no_day_is_named_and_nothing_is_built(
    found: str, built: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--date", found]) == 2
    told = capsys.readouterr().err
    assert f"«{found}»" in told
    assert "2027-01-15" in told
    assert built == []


def test_a_preview_is_built_as_on_the_day_in_a_folder_of_its_own(
    project: Path, built: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--date", "2027-01-15"]) == 0
    assert built == [(project / "build" / "preview", "2027-01-15")]
    assert "ikke publiseres" in capsys.readouterr().out


def test_a_folder_with_anything_else_in_it_is_left_alone(
    project: Path, built: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    mine = project / "mine"
    mine.mkdir()
    (mine / "brev.txt").touch()
    assert main(["preview", "--date", "2027-01-15", "--site-dir", "mine"]) == 2
    assert "mine" in capsys.readouterr().err
    (mine / "offline.mjs").touch()
    assert main(["preview", "--date", "2027-01-15", "--site-dir", "mine"]) == 0
    assert built == [(mine, "2027-01-15")]


def test_a_mistake_in_the_schemes_is_told_as_everywhere(
    project: Path, built: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "schemes" / "nabohjelp" / "2023.yaml").write_text("scheme: [", encoding="utf-8")
    assert main(["preview", "--date", "2027-01-15"]) == 1
    assert "schemes/nabohjelp/2023.yaml:" in capsys.readouterr().err
    assert built == []


def test_elsewhere_than_in_the_project_it_says_where_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["preview", "--date", "2027-01-15"]) == 1
    assert "mkdocs.yml" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_without_a_day_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["preview"])
    assert "--date DATO" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_build_that_fails_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tilskudd_build.commands.preview.build", lambda *_: "fant ikke Node")
    assert main(["preview", "--date", "2027-01-15"]) == 1
    told = capsys.readouterr().err
    assert "fant ikke Node" in told
    assert "Nettstedet ble ikke bygd" in told


def test_a_preview_is_served_with_the_right_types_even_where_its_port_is_taken(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.mjs").write_text("1", encoding="utf-8")
    with preview_server(tmp_path) as first, running(preview_server(tmp_path)) as second:
        assert first.server_port != second.server_port
        with urllib.request.urlopen(f"http://127.0.0.1:{second.server_port}/a.mjs") as answer:
            assert answer.headers["Content-Type"].startswith("text/javascript")
            assert answer.headers["Cache-Control"] == "no-store"
