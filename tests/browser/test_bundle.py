"""What the browser loads is what the site was built from, and nothing else."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.browser.conftest import ROOT

import tilskudd_rules
from tilskudd_build.bundle import write_runtime
from tilskudd_build.loader import load_data

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_runtime(tmp_path, load_data(ROOT / "schemes"))
    once, again = (
        {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (folder / "checker").rglob("*")
            if path.is_file()
        }
        for folder in (site, tmp_path)
    )
    assert once == again


def test_the_lock_file_names_our_wheel_alone_and_its_hash(site: Path) -> None:
    lock = json.loads((site / "checker" / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"].keys() == {"tilskudd-rules"}
    package = lock["packages"]["tilskudd-rules"]
    assert package["depends"] == []
    assert package["version"] == tilskudd_rules.__version__
    wheel = (site / "checker" / package["file_name"]).read_bytes()
    assert package["sha256"] == hashlib.sha256(wheel).hexdigest()


def test_the_wheel_holds_the_rules_as_they_stand(site: Path) -> None:
    (wheel,) = (site / "checker").glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }
    rules = ROOT / "checker" / "tilskudd_rules"
    assert packed == {
        f"tilskudd_rules/{path.name}": path.read_bytes()
        for path in rules.iterdir()
        if path.is_file()
    }


def test_nothing_the_browser_runs_names_a_place_to_fetch_from(site: Path) -> None:
    for path in (site / "checker").glob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        assert "innerHTML" not in text, path.name
        assert "eval(" not in text, path.name
        assert not [
            word for word in text.split() if "://" in word and "www.w3.org/2000/svg" not in word
        ], path.name
