"""A copy of what a build reads, to be broken, and the commands that run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_PROGRAM: Final = "import sys; from tilskudd_build.commands.main import main; sys.exit(main())"
_READ: Final = ("docs", "schemes", "scripts", "checker", "tests/cases")


def copy_project(folder: Path) -> Path:
    """Copy the project into ``folder``; what is installed is shared with it."""
    skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
    folder.mkdir(parents=True, exist_ok=True)
    for name in _READ:
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("mkdocs.yml", "LICENSE", "package-lock.json", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    for name in ("node_modules", ".venv"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def environment(project: Path, **more: str) -> dict[str, str]:
    """Return an environment in which Python finds the copy's own code first."""
    own = os.pathsep.join([str(project / "scripts"), str(project / "checker")])
    return {**os.environ, "PYTHONPATH": own, **more}


def run(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``tilskudd`` in a project."""
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=project,
        env=environment(project, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def build(project: Path, site: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Build the site the way `make site` does."""
    return run(project, "build", "--site-dir", str(site), **more)
