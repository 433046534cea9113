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
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """As on which days a site would have been built."""
    found: list[str] = []

    def build_site(root: Path, site: Path, *, production: bool, preview: str) -> None:
        del root
        assert production
        (site / "offline.mjs").touch()
        found.append(preview)

    monkeypatch.setattr("tilskudd_build.commands.build.build_site", build_site)
    return found


@pytest.mark.parametrize(
    "found", ["15.01.2027", "2027-02-30", "2027-1-15", "20270115", "2027-W03-5", "2027-01", "", "x"]
)
@pytest.mark.usefixtures("project")
def test_what_is_no_day_is_named_and_nothing_is_built(
    found: str, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--date", found]) == 2
    told = capsys.readouterr().err
    assert f"«{found}»" in told
    assert "2027-01-15" in told
    assert built == []


def test_a_preview_is_built_as_on_the_day_in_a_folder_of_its_own(
    project: Path, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", "--date", "2027-01-15"]) == 0
    assert built == ["2027-01-15"]
    assert (project / "build" / "preview" / "offline.mjs").is_file()
    assert "ikke publiseres" in capsys.readouterr().out


def test_a_folder_with_anything_else_in_it_is_left_alone(
    project: Path, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    mine = project / "mine"
    mine.mkdir()
    (mine / "brev.txt").touch()
    assert main(["preview", "--date", "2027-01-15", "--site-dir", "mine"]) == 2
    assert "mine" in capsys.readouterr().err
    (mine / "offline.mjs").touch()
    assert main(["preview", "--date", "2027-01-15", "--site-dir", "mine"]) == 0
    assert built == ["2027-01-15"]
    assert not (mine / "brev.txt").exists()


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


def test_a_build_that_fails_says_why_and_leaves_what_was_there(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The project is none that can be built."""
    site = project / "build" / "preview"
    site.mkdir(parents=True)
    (site / "offline.mjs").touch()
    assert main(["preview", "--date", "2027-01-15"]) == 1
    told = capsys.readouterr().err
    assert "docs" in told
    assert "Nettstedet ble ikke bygd" in told
    assert [path.name for path in site.iterdir()] == ["offline.mjs"]


def test_a_preview_is_served_with_the_right_types_even_where_its_port_is_taken(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.mjs").write_text("1", encoding="utf-8")
    with preview_server(tmp_path) as first, running(preview_server(tmp_path)) as second:
        assert first.server_port != second.server_port
        with urllib.request.urlopen(f"http://127.0.0.1:{second.server_port}/a.mjs") as answer:
            assert answer.headers["Content-Type"].startswith("text/javascript")
            assert answer.headers["Cache-Control"] == "no-store"
