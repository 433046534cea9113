"""The cases in ``tests/invalid/``: how each breaks the valid catalogue, and what it is told.

A case is a YAML file with two keys. ``expect`` holds every message, to the letter. ``edits`` lists
the changes, each to one ``file`` of the catalogue:

    replace, with     put one text in another's place; it must stand in the file
    content           write the whole file anew
    copy              make the file of another one, for what takes two
    rename, delete    move the file, or remove it
    times             repeat ``with`` or ``content`` so many times
    before            what goes before what is repeated
    encoding          write the file in another encoding than UTF-8
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

WAYS: Final = {"replace", "with", "content", "copy", "rename", "delete"}
KEYS: Final = WAYS | {"file", "times", "before", "encoding"}
CASES: Final = Path(__file__).resolve().parent / "invalid"


def read_case(name: str) -> tuple[list[dict[str, str]], str]:
    """Return a case's edits and the messages it expects."""
    case: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert case.keys() == {"edits", "expect"}
    return case["edits"], case["expect"]


def apply(edit: dict[str, str], folder: Path) -> None:
    """Make one edit to the catalogue in ``folder``."""
    assert edit.keys() <= KEYS
    path = folder / edit["file"]
    if "rename" in edit:
        path.rename(folder / edit["rename"])
    elif "delete" in edit:
        path.unlink()
    elif "copy" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((folder / edit["copy"]).read_bytes())
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_changed(edit, path).encode(edit.get("encoding", "utf-8")))


def _changed(edit: dict[str, str], path: Path) -> str:
    written = edit["content"] if "content" in edit else edit["with"]
    written = edit.get("before", "") + written * int(edit.get("times", "1"))
    if "content" in edit:
        return written
    text = path.read_text(encoding="utf-8")
    assert edit["replace"] in text, edit
    return text.replace(edit["replace"], written, 1)
