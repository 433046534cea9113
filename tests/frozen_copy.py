"""The frozen schemes and worked cases: a copy for commands that write, and how they are made anew.

python -m tests.frozen_copy     when the model has changed, or a rule is mended
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from tilskudd_build.files.loader import load

ROOT: Final = Path(__file__).resolve().parent.parent
FROZEN: Final = ROOT / "tests" / "frozen"
SCHEMES: Final = FROZEN / "schemes"


def frozen_copy(folder: Path) -> None:
    """Write ``schemes/`` and ``tests/cases/`` into ``folder``."""
    shutil.copytree(SCHEMES, folder / "schemes")
    shutil.copytree(FROZEN / "cases", folder / "tests" / "cases")


def _freeze() -> None:
    """Copy what is published today, without drafts and what the editors' schemas are."""
    data = load(ROOT / "schemes").data
    published = {*data["schemes"], data["frame_growth"]["id"]}
    for name in ("schemes", "cases"):
        shutil.rmtree(FROZEN / name)
    (FROZEN / "schemes").mkdir()
    for path in (ROOT / "schemes").iterdir():
        if path.is_file():
            shutil.copy(path, SCHEMES)
        elif path.name in published:
            shutil.copytree(path, SCHEMES / path.name)
    for name in ("authorities", "sources"):
        _leave_out(SCHEMES / f"{name}.yaml", {one["id"] for one in data[name]})
    shutil.copytree(ROOT / "tests" / "cases", FROZEN / "cases")


def _leave_out(path: Path, published: set[str]) -> None:
    """Leave out the entries of a list that drafts alone name."""
    head, *entries = re.split(r"(?m)^(?=- id: )", path.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if entry.split()[2] in published]
    path.write_text("".join([head, *kept]), encoding="utf-8")


if __name__ == "__main__":
    _freeze()
