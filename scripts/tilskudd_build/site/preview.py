"""A site built to be proof-read: shown as on a given day, with a banner, and not to be published.

The pages take the day from ``checker/web/shared/today.mjs``; this is where a build is told of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from tilskudd_build.site.service_worker import WORKER

if TYPE_CHECKING:
    from pathlib import Path

PREVIEW_VARIABLE: Final = "TILSKUDD_PREVIEW"
"""The environment variable that tells a build its day."""


def is_day(text: str) -> bool:
    """Tell whether a text is a day that exists, written ``2027-01-15``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def may_be_replaced(folder: Path) -> bool:
    """Tell whether a build may empty a folder: it holds nothing, or an earlier build."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / WORKER).is_file() or not any(folder.iterdir()))


def build(project: Path, site_dir: Path, day: str) -> str:
    """Build the site of a project as on a day.

    Returns:
        What went wrong, in the words of the site generator; empty where nothing did.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site_dir)]
    settings = {PREVIEW_VARIABLE: day, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(  # noqa: S603 - this very Python, and no shell
        command,
        cwd=project,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return built.stderr.strip() or "mkdocs" if built.returncode else ""
