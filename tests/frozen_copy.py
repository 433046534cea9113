"""A copy of the frozen schemes and worked cases, for commands that write and tests of code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

FROZEN: Final = Path(__file__).resolve().parent / "frozen"
SCHEMES: Final = FROZEN / "schemes"


def frozen_copy(folder: Path) -> None:
    """Write ``schemes/`` and ``tests/cases/`` into ``folder``."""
    shutil.copytree(SCHEMES, folder / "schemes")
    shutil.copytree(FROZEN / "cases", folder / "tests" / "cases")
