"""The repository carries what it needs, locked, and nothing of the machine it was written on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

import tilskudd_rules

ROOT = Path(__file__).resolve().parents[2]

# Put together here, so that this file does not itself contain what it forbids.
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "npm" + "mirror.com",
    "deb." + "debian.org",
    "security." + "debian.org",
    "proxy." + "golang.org",
]
ROOTS = ["wo" + "rk", "ro" + "ot", "op" + "t"]
# A path from the root of one particular machine; not a part of a longer path or address.
MACHINE_PATH = re.compile(
    rb"(?<![\w./~$})\]-])(?:file://)?/(?:" + "|".join(ROOTS).encode() + rb")/"
)
# Made by make, or by the tools it runs: what .gitignore leaves out.
MADE = {
    ".git",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "node_modules",
    "site",
}


def project_files() -> list[Path]:
    """List every file that is, or would be, committed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        output = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        listed = (ROOT / os.fsdecode(name) for name in output.split(b"\0") if name)
        return sorted(path for path in listed if path.is_file())
    found = []
    for folder, folders, names in ROOT.walk():
        folders[:] = [name for name in folders if name not in MADE]
        found += [folder / name for name in names if not name.endswith(".pyc")]
    return sorted(found)


def read_json(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / name).read_text(encoding="utf-8"))
    return data


def read_project(folder: str) -> dict[str, Any]:
    description = (ROOT / folder / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(description)["project"]
    return project


def requirements() -> dict[str, str]:
    """Map each locked requirement to the whole of its entry, hashes included."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^\s*#.*\n", "", text).replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_file_names_a_package_registry() -> None:
    hosts = re.compile("|".join(map(re.escape, REGISTRY_HOSTS)).encode(), re.IGNORECASE)
    found = {
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in project_files()
        for match in hosts.finditer(path.read_bytes())
    }
    assert found == set()


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in project_files()
        for match in MACHINE_PATH.finditer(path.read_bytes())
    }
    assert found == set()


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("form", ["x = /{}/main", "file:///{}/wheels", "'/{}/.npmrc'"])
def test_a_path_of_the_machine_is_recognised(form: str, root: str) -> None:
    assert MACHINE_PATH.search(form.format(root).encode())


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("form", ["example.no/{}/", "../{}/x", "$(CURDIR)/{}/", "/{}s/", "{}/x"])
def test_an_address_or_a_relative_path_is_not_taken_for_one(form: str, root: str) -> None:
    assert not MACHINE_PATH.search(form.format(root).encode())


def test_every_locked_python_package_has_an_exact_version_and_hashes() -> None:
    locked = requirements()
    assert len(locked) > 20
    for name, entry in locked.items():
        assert re.match(r"[a-z0-9][a-z0-9-]*==[\w.]+ ", entry), name
        assert re.search(r" --hash=sha256:[0-9a-f]{64}(?: |$)", entry), name


def test_the_python_lock_gives_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*--(?!hash=)", text)


def test_everything_asked_for_is_locked() -> None:
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    wanted += read_project(".")["dependencies"]
    names = {normalized(match[0]) for line in wanted if (match := re.match(r"[\w.-]+", line))}
    assert names - {"tilskudd-rules"} <= requirements().keys()


@pytest.mark.parametrize("folder", ["", "tests/benchmarks/", "tests/lighthouse/"])
def test_a_node_lock_gives_no_address_and_a_hash_for_every_package(folder: str) -> None:
    lock = f"{folder}package-lock.json"
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
    for name, package in read_json(lock)["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_node_packages_are_asked_for_by_exact_version() -> None:
    wanted = read_json("package.json")
    locked = read_json("package-lock.json")["packages"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version


def test_the_site_serves_these_two_packages_and_no_other() -> None:
    # The snapshot uses Pyodide's private interface: another version is a decision, not an update.
    assert read_json("package.json")["dependencies"].keys() == {"minisearch", "pyodide"}


def test_the_page_on_accessibility_names_the_tools_that_are_used() -> None:
    page = (ROOT / "docs" / "tilgjengelighet.md").read_text(encoding="utf-8")
    tools = read_json("package.json")["devDependencies"]
    for name in ("axe-core", "html-validate"):
        assert f"{name} {tools[name]}" in page
    lighthouse = read_json("tests/lighthouse/package.json")["dependencies"]["lighthouse"]
    assert f"Versjon {lighthouse}" in page


def test_the_version_is_the_same_wherever_it_stands() -> None:
    build, rules = read_project("."), read_project("checker")
    assert build["version"] == rules["version"] == tilskudd_rules.__version__
    assert f"tilskudd-rules=={rules['version']}" in build["dependencies"]
    assert build["version"] == read_json("package.json")["version"]
    assert build["version"] == read_json("package-lock.json")["version"]


def test_both_distributions_ask_for_the_same_python() -> None:
    assert read_project(".")["requires-python"] == read_project("checker")["requires-python"]


def test_the_rules_need_nothing_but_python() -> None:
    assert read_project("checker")["dependencies"] == []
