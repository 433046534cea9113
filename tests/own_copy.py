"""A copy of the project's own schemes and worked cases, for commands that write."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


NEWEST: Final = "2025"


def own_copy(folder: Path) -> None:
    """Write ``schemes/`` and ``tests/cases/`` into ``folder``, as they stood for 2025.

    Editions of later years are left out, and schemes that have no others, so that adding one breaks
    no test.
    """
    shutil.copytree(ROOT / "schemes", folder / "schemes")
    shutil.copytree(ROOT / "tests" / "cases", folder / "tests" / "cases")
    for path in list(folder.rglob("[12][0-9][0-9][0-9].yaml")):
        if path.stem > NEWEST:
            path.unlink()
            if not any(path.parent.glob("[12][0-9][0-9][0-9].yaml")):
                shutil.rmtree(path.parent)
