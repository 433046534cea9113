"""What the browser loads is what the site was built from, and nothing else."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from tests.project_copy import ROOT

import tilskudd_rules
from tilskudd_build.assets.bundle import write_runtime
from tilskudd_build.files.loader import load

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_runtime(tmp_path, load(ROOT / "schemes"))
    built, again = (
        {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (folder / "checker").rglob("*")
            if path.is_file()
        }
        for folder in (site, tmp_path)
    )
    # The search lies there too; what it finds is made of the pages.
    search = {"checker/search.json", "checker/minisearch.mjs", "checker/minisearch.LICENSE.txt"}
    assert built.keys() - again.keys() == search
    assert {path: built[path] for path in again} == again


def runtime(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "checker" / "runtime.json").read_text("utf-8"))
    return read


def test_every_file_is_described_as_it_is(site: Path) -> None:
    for role, file in runtime(site)["files"].items():
        content = (site / "checker" / file["path"]).read_bytes()
        assert file["size"] == len(content), role
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        assert file["hash"] == f"sha256-{digest}", role


def test_what_is_large_has_a_smaller_form_with_the_same_content(site: Path) -> None:
    large = {role: file for role, file in runtime(site)["files"].items() if file["size"] >= 50_000}
    assert {"machine", "program", "library", "wheel", "catalogue", "snapshot"} == large.keys()
    for role, file in large.items():
        assert file["compressed"], role
        path = site / "checker" / file["path"]
        packed = path.with_name(f"{path.name}.gz")
        assert gzip.decompress(packed.read_bytes()) == path.read_bytes(), role
        brotli = path.with_name(f"{path.name}.br")
        assert brotli.stat().st_size < packed.stat().st_size, role


def test_no_other_package_can_be_looked_for(site: Path) -> None:
    assert runtime(site)["lock"]["packages"] == {}


def test_the_wheel_holds_the_rules_and_nothing_else(site: Path) -> None:
    wheel = site / "checker" / runtime(site)["files"]["wheel"]["path"]
    assert tilskudd_rules.__version__ in wheel.name
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    rules = ROOT / "checker" / "tilskudd_rules"
    written = {path.relative_to(rules.parent) for path in rules.rglob("*.py")}
    assert packed == {f"{path.as_posix()}c" for path in written}


def test_an_editor_gets_the_plain_start_and_waits_for_nothing(tmp_path: Path) -> None:
    write_runtime(tmp_path, load(ROOT / "schemes"), production=False)
    described = runtime(tmp_path)
    assert described["snapshot"] is None
    assert "snapshot" not in described["files"]
    assert not [*tmp_path.rglob("*.gz"), *tmp_path.rglob("*.br")]


def test_nothing_the_browser_runs_names_a_place_to_fetch_from(site: Path) -> None:
    # The library's comments name what they build on; that nothing is asked elsewhere is tested too.
    ours = [path for path in (site / "checker").glob("*.mjs") if path.name != "minisearch.mjs"]
    for path in ours:
        text = path.read_text(encoding="utf-8")
        assert "innerHTML" not in text, path.name
        assert "eval(" not in text, path.name
        assert not [
            word for word in text.split() if "://" in word and "www.w3.org/2000/svg" not in word
        ], path.name


def test_every_script_comes_whole(site: Path) -> None:
    for path in (site / "checker").glob("*.mjs"):
        imported = re.findall(r"""\bimport(?:\s+\w|\s*[{*"'])""", path.read_text(encoding="utf-8"))
        assert imported == [], path.name


def test_every_script_is_asked_for_by_somebody(site: Path) -> None:
    asked_by = [*site.rglob("*.html"), *(site / "checker").glob("*.mjs")]
    texts = [path.read_text(encoding="utf-8") for path in asked_by]
    for path in (site / "checker").glob("*.mjs"):
        assert any(path.name in text for text in texts), path.name


def test_whoever_edits_finds_their_way_in_the_scripts(tmp_path: Path) -> None:
    write_runtime(tmp_path, load(ROOT / "schemes"), production=False)
    assert "AnswerForm" in (tmp_path / "checker" / "checker.mjs").read_text(encoding="utf-8")
