"""Write files of the catalogue so that it stays valid: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.files.loader import load
from tilskudd_build.schema.editor_schema import FOLDER, HEADING, heading, schema_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tilskudd_rules.model import Catalogue


class RefusedError(Exception):
    """What was asked for cannot be done; the text says why and what to do instead."""


def read_text(path: Path) -> str:
    """Return a file's text with its own line breaks."""
    return path.read_bytes().decode()


def write_checked(folder: Path, files: Mapping[Path, str]) -> Catalogue:
    """Write the files, and read the whole folder anew; take them back where it has mistakes.

    Args:
        folder: the folder of schemes.
        files: each file's whole text.

    Returns:
        The catalogue with the files in it.

    Raises:
        LoadError: with every mistake; nothing is written then.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    made = [p for path in files for p in path.parents if not p.exists()]
    done = False
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        catalogue = load(folder, drafts=True).catalogue
        done = True
    finally:
        if not done:
            _take_back(before, made)
    return catalogue


def _take_back(before: Mapping[Path, bytes | None], made: list[Path]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)
    # The innermost folder first: the others are empty after it.
    for folder in dict.fromkeys(made):
        if folder.is_dir():
            folder.rmdir()


def outdated(folder: Path, catalogue: Catalogue) -> dict[Path, str]:
    """Return what every file with a schema, and every schema, should hold where it does not."""
    wanted = {folder / FOLDER / name: text for name, text in schema_files(catalogue).items()}
    for path in sorted(folder.glob("**/*.yaml")):
        wanted[path] = _with_heading(read_text(path), heading(path.relative_to(folder).as_posix()))
    return {
        path: text for path, text in wanted.items() if not path.exists() or read_text(path) != text
    }


def _with_heading(text: str, line: str) -> str:
    """Put the line that names the schema on top, in place of another of its kind."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    first, _, rest = text.partition(line_break)
    body = rest if first.startswith(HEADING) else text
    return line + line_break + body


def write_schemas(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Bring the schemas up to date, where the folder has any; return those that were changed."""
    if not (folder / FOLDER).is_dir():
        return []
    changed = {p: t for p, t in outdated(folder, catalogue).items() if p.parent.name == FOLDER}
    for path, text in changed.items():
        path.write_bytes(text.encode())
    return list(changed)
