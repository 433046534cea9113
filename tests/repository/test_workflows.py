"""The ready workflows parse, and do nothing but call make targets that exist."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tilskudd_build.assets.build_cache import CACHE
from tilskudd_build.files.yaml_core import as_editors_see

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-config.yaml"
NOT_JOBS = {"default", "stages"}


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = as_editors_see(path.read_text(encoding="utf-8"))
    return data


def targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"(?m)^\.PHONY: ((?:.*\\\n)*.*)$", text)
    assert phony is not None
    return set(phony[1].replace("\\\n", " ").split())


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def gitlab_jobs() -> dict[str, Any]:
    return {name: job for name, job in read(GITLAB).items() if name not in NOT_JOBS}


def commands() -> list[tuple[str, str]]:
    found = [(path.name, step["run"]) for path in GITHUB for step in steps(path) if "run" in step]
    for name, job in gitlab_jobs().items():
        found += [(f"{GITLAB.name}: {name}", line) for line in job["script"]]
    return found


def test_there_are_workflows_for_checking_publishing_and_links() -> None:
    assert [path.stem for path in GITHUB] == ["links", "publish", "test"]
    assert gitlab_jobs().keys() == {"data", "test", "pages", "links"}


@pytest.mark.parametrize(("where", "line"), commands())
def test_a_workflow_calls_a_make_target_and_nothing_else(where: str, line: str) -> None:
    program, target, *variables = shlex.split(line)
    assert program == "make", where
    assert target in targets(), where
    assert all(re.fullmatch(r"[A-Z]+=\w+", variable) for variable in variables), where


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_must(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_uses_githubs_own_actions_only(path: Path) -> None:
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])


def test_links_are_asked_for_on_a_schedule_and_never_stop_anything() -> None:
    links = read(ROOT / ".github" / "workflows" / "links.yml")
    assert set(links["on"]) == {"schedule", "workflow_dispatch"}
    assert gitlab_jobs()["links"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]


def test_what_is_published_is_the_folder_the_build_makes() -> None:
    made = as_editors_see(re.sub(r"!\w+", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))[
        "site_dir"
    ]
    uploads = [
        step["with"]["path"]
        for step in steps(ROOT / ".github" / "workflows" / "publish.yml")
        if "upload-pages" in step.get("uses", "")
    ]
    pages = gitlab_jobs()["pages"]
    assert uploads == [made]
    assert (pages["pages"]["publish"], pages["artifacts"]["paths"]) == (made, [made])


def test_gitlabs_stages_are_there() -> None:
    stages = read(GITLAB)["stages"]
    assert {job["stage"] for job in gitlab_jobs().values()} == set(stages)


def runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def test_a_change_is_tried_on_every_python_and_once_in_a_browser_and_with_other_programs() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]
    assert runs(jobs["unit"]) == ["make test-unit"]
    assert "strategy" in jobs["unit"]
    assert (
        runs(jobs["test"]) == gitlab_jobs()["test"]["script"] == ["make test", "make test-programs"]
    )
    assert "strategy" not in jobs["test"]
    # And here, where CI runs a script.
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line.startswith("make ")] == runs(jobs["test"])


def test_what_node_makes_is_kept_from_one_run_to_the_next() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]
    (cache,) = (step["with"] for step in jobs["test"]["steps"] if "cache" in step.get("uses", ""))
    assert "hashFiles('package-lock.json')" in cache["key"]
    for kept in (cache["path"].split(), gitlab_jobs()["test"]["cache"]["paths"]):
        assert "build/browser" in kept
    assert CACHE == ROOT / "build" / "browser"


def test_the_oldest_and_the_newest_python_are_tried() -> None:
    strategy = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]["unit"]["strategy"]
    description = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    oldest = re.search(r'requires-python = ">=([\d.]+)"', description)
    assert oldest is not None
    assert strategy["matrix"]["python"][0] == oldest[1]


def test_hooks_before_a_commit_are_the_projects_own() -> None:
    repositories = read(HOOKS)["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    for hook in repositories[0]["hooks"]:
        program, *arguments = shlex.split(hook["entry"])
        assert program.startswith(".venv/bin/")
        assert shutil.which(ROOT / program)
        assert arguments
        assert hook["language"] == "system"


@pytest.mark.parametrize(
    "path",
    [
        "schemes/tryggest/2025.yaml",
        "checker/tilskudd_rules/model.py",
        "scripts/tilskudd_build/schema/keys.yaml",
        "scripts/tilskudd_build/schema/editor_schema.py",
    ],
)
def test_a_change_to_what_the_schemas_are_made_of_runs_the_hook(path: str) -> None:
    (hook,) = (one for one in read(HOOKS)["repos"][0]["hooks"] if one["id"] == "schema")
    assert re.search(hook["files"], path)
    assert (ROOT / path).exists()
