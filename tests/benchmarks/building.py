"""The build: beside plain MkDocs with Material, of a thousand editions, and of one saved file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

import yaml
from tests.benchmarks.rows import Row, say
from tests.project_copy import ROOT, build, copy_project, environment

from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import load
from tilskudd_build.live.builder import Builder
from tilskudd_build.pages.site_pages import render_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.run import Run, Size

ROWS: Final = (
    "build.seconds",
    "build.vs_mkdocs.ratio",
    "build.page.kb",
    "build.page_largest.kb",
    "build.thousand.seconds",
    "build.thousand.memory_mb",
    "rebuild.one.seconds",
)
SAVED: Final = (
    "schemes/tryggest/scheme.yaml",
    "scripts/tilskudd_build/pages/templates/calendar.md.j2",
    "checker/tilskudd_rules/wording.py",
)

_KEPT_COMPILED: Final = {"PYTHONDONTWRITEBYTECODE": ""}
"""As on any machine that builds a site twice: what is installed is compiled, so ours is, too."""


def measure(run: Run) -> Iterator[Row]:
    """Give every row on the build."""
    yield from _beside_mkdocs(run)
    yield from _of_a_thousand(run.size)
    yield _of_one_file(run.empty_folder("rebuild"), run.size)


def _beside_mkdocs(run: Run) -> Iterator[Row]:
    """Build the same Markdown with us and with the theme as it comes, in turns."""
    plain = _plain_project(run.empty_folder("plain"))
    ours, theirs = run.empty_folder("ours"), run.empty_folder("theirs")
    for _ in range(run.size.build_warm_ups):
        _timed(ROOT, ours)  # What is made once for all builds is there from now on.
    pairs = [(_timed(ROOT, ours), _timed(plain, theirs)) for _ in range(run.size.builds)]
    for our, their in pairs:
        say(f"build: {our:.2f} s, MkDocs with Material on the same Markdown: {their:.2f} s")
    yield Row("build.seconds", round(median(our for our, _ in pairs), 2), "s")
    ratio = median(our / their for our, their in pairs)
    yield Row("build.vs_mkdocs.ratio", round(ratio, 3), "ratio")
    sizes = sorted(path.stat().st_size for path in ours.rglob("index.html"))
    say(f"build: {len(sizes)} pages; the largest is {sizes[-1] / 1024:.1f} KB")
    yield Row("build.page.kb", round(sum(sizes) / len(sizes) / 1024, 1), "KB")
    yield Row("build.page_largest.kb", round(sizes[-1] / 1024, 1), "KB")


def _plain_project(folder: Path) -> Path:
    """Write a project of Markdown files: ours, and the pages we generate."""
    docs = folder / "docs"
    catalogue = load(ROOT / "schemes").catalogue
    cases = read_cases(ROOT / "tests" / "cases", catalogue.questions)
    pages = {page.path: page.markdown for page in render_pages(catalogue, cases)}
    pages |= {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
    for name, markdown in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(markdown, encoding="utf-8")
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    kept = ("site_name", "markdown_extensions", "use_directory_urls")
    theme = {"name": "material", "language": "nb", "font": False}
    plain = {name: own[name] for name in kept} | {"theme": theme, "plugins": []}
    plain["markdown_extensions"] = [
        one for one in plain["markdown_extensions"] if "tilskudd_build" not in one
    ]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(plain), encoding="utf-8")
    return folder


def _timed(project: Path, site: Path) -> float:
    """Return the seconds of a build in a process of its own, as `make site` runs it."""
    start = perf_counter()
    if project == ROOT:
        built = build(ROOT, site, **_KEPT_COMPILED)
    else:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        built = subprocess.run(
            command, cwd=project, env=_environment(), capture_output=True, text=True, check=False
        )
    if built.returncode:
        raise RuntimeError(built.stderr)
    return perf_counter() - start


@cache
def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **_KEPT_COMPILED}


def _of_a_thousand(size: Size) -> Iterator[Row]:
    """Render the pages of a thousand editions and of none, each in a process of its own."""
    none, many = _rendered(0), _rendered(size.schemes)
    own = f"our own {none['pages']:.0f} took {none['seconds']:.2f} s"
    say(f"build.thousand: {many['pages']:.0f} pages; {own}")
    yield Row("build.thousand.seconds", round(many["seconds"] - none["seconds"], 2), "s")
    yield Row("build.thousand.memory_mb", round(many["mb"] - none["mb"], 1), "MB")


def _rendered(schemes: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.thousand", str(schemes)]
    own = os.pathsep.join([str(ROOT), environment(ROOT)["PYTHONPATH"]])
    more = {**os.environ, "PYTHONPATH": own}
    done = subprocess.run(command, cwd=ROOT, env=more, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _of_one_file(place: Path, size: Size) -> Row:
    """Save one file again and again; count from then until the site on show has changed."""
    project = copy_project(place / "project")
    folder = place / "live" / "site"
    folder.mkdir(parents=True)
    number = count()
    medians = []
    here = Path.cwd()
    os.chdir(project)
    builder = Builder(project, folder)
    try:
        builder.build()
        for name in SAVED:
            path = project / name
            text = path.read_text(encoding="utf-8")
            taken = []
            for _ in range(size.saves):
                path.write_text(_changed(name, text, next(number)), encoding="utf-8")
                built = builder.build(afresh=name.endswith(".py"))
                if built.errors:
                    raise RuntimeError(built.errors)
                taken.append(built.seconds)
            medians.append(median(taken))
            say(f"rebuild.one: {medians[-1]:.2f} s: {name}")
    finally:
        builder.close()
        os.chdir(here)
    return Row("rebuild.one.seconds", round(max(medians), 2), "s")


def _changed(name: str, text: str, number: int) -> str:
    match Path(name).suffix:
        case ".yaml":
            return text.replace("summary:\n  nb: ", f"summary:\n  nb: Endring {number}. ", 1)
        case ".j2":
            return f"{text}\nEndring {number}.\n"
        case _:
            return f"{text}\n# {number}\n"
