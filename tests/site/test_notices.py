"""Whose work travels with the site is said, with the license's text, to people and to programs."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tilskudd_build.assets.pyodide_snapshot import PYODIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).resolve().parents[2]
SCHEMAS: Final = Path(__file__).with_name("cyclonedx")
ADDRESS: Final = "http://cyclonedx.org/schema/"
FOLDER: Final = "om/lisenser"


@pytest.fixture(scope="session")
def bill(site: Path) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((site / FOLDER / "sbom.json").read_text(encoding="utf-8"))
    return found


def parts(bill: Mapping[str, Any], scope: str) -> dict[str, dict[str, Any]]:
    return {part["name"]: part for part in bill["components"] if part["scope"] == scope}


def test_the_bill_of_materials_is_right_in_form(bill: Mapping[str, Any]) -> None:
    schemas = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")
    }
    registry: Registry[Any] = Registry().with_resources(
        (f"{ADDRESS}{name}", Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    schema = schemas["bom-1.6.SNAPSHOT.schema.json"]
    Draft7Validator.check_schema(schema)
    assert [e.message for e in Draft7Validator(schema, registry=registry).iter_errors(bill)] == []
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(references) == len(set(references))


def test_it_names_every_locked_package(bill: Mapping[str, Any]) -> None:
    named = {(part["name"], part["version"]) for part in bill["components"]}
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, package in npm.items():
        if place:
            assert (place.rpartition("node_modules/")[2], package["version"]) in named
    pypi = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for line in pypi.splitlines():
        if "==" in line and not line.startswith(("#", " ")):
            name, version, *_ = re.split(r"==|[ ;\\]", line)
            assert (name, version) in named


def test_it_says_what_travels_and_under_which_license(bill: Mapping[str, Any]) -> None:
    """As the page for people does; a test of the repository holds what the site may serve."""
    assert {
        name: part["licenses"][0]["expression"] for name, part in parts(bill, "required").items()
    } == {
        "pyodide": "MPL-2.0",
        "minisearch": "MIT",
        "mkdocs-material": "MIT",
        "python": "PSF-2.0",
    }
    assert {"esbuild", "mkdocs", "pytest"} <= parts(bill, "excluded").keys()


def test_the_page_leads_to_every_text(site: Path) -> None:
    page = (site / FOLDER / "index.html").read_text(encoding="utf-8")
    for path in (site / FOLDER).iterdir():
        assert path.name == "index.html" or f'href="{path.name}"' in page, path.name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tilskuddssjekken.txt", "MIT License"),
        ("pyodide.txt", "Mozilla Public License Version 2.0"),
        ("pyodide.txt", "https://github.com/pyodide/pyodide"),
        ("python.txt", "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2"),
        ("minisearch.txt", "Luca Ongaro"),
        ("material.txt", "Martin Donath"),
        ("icons.txt", "Apache 2.0"),
        ("apache-2.0.txt", "Version 2.0, January 2004"),
    ],
)
def test_each_text_is_the_licenses_own(site: Path, name: str, told: str) -> None:
    assert told in (site / FOLDER / name).read_text(encoding="utf-8")


def test_the_libraries_that_are_built_in_are_named(site: Path) -> None:
    """Those that leave their mark in the file."""
    (machine,) = site.glob("checker/python-*/pyodide.asm.wasm")
    content = machine.read_bytes()
    told = (site / FOLDER / "libraries.txt").read_text(encoding="utf-8")
    for mark, name in {
        b"emscripten": "Emscripten",
        b"compiler-rt": "compiler-rt",
        b"libcxxabi": "libc++abi",
        b"Jean-loup Gailly": "zlib",
        b"bzip2/libbzip2": "bzip2",
        b"liblzma": "liblzma",
        b"sqlite_sequence": "SQLite",
        b"expat_": "Expat",
        b"ffi_": "libffi",
        b"libmpdec": "libmpdec",
        b"Hacl_": "HACL*",
    }.items():
        assert mark in content, "no longer there: take its notice away"
        assert name in told


def modules(library: Path) -> set[str]:
    with zipfile.ZipFile(library) as packed:
        return {str(Path(name).with_suffix("")) for name in packed.namelist() if "." in name}


def test_what_others_have_made_is_what_is_told_of(site: Path) -> None:
    """Whoever adds a file of somebody else's to the site adds its notice."""
    (folder,) = site.glob("checker/python-*")
    names = {path.name for path in folder.iterdir() if path.suffix not in {".br", ".gz"}}
    assert names == {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"}
    # A part of what Pyodide brings, which is Python's library and a little of its own.
    assert modules(folder / "python_stdlib.zip") <= modules(PYODIDE / "python_stdlib.zip")
    sheet = (site / "assets" / "site.css").read_text(encoding="utf-8")
    assert "@font-face" not in sheet
