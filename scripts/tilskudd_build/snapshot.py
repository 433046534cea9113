"""Make what the browser's Python starts from, once for each set of inputs.

The work is done by Node (``browser_python/make.mjs``) and kept under ``build/``, so that a build
whose rules and data are unchanged does none of it. The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT: Final = Path(__file__).parents[2]
_SCRIPTS: Final = Path(__file__).parent / "browser_python"
_NODE: Final = _ROOT / ".venv" / "bin" / "node"
PYODIDE: Final = _ROOT / "node_modules" / "pyodide"
KEPT: Final = _ROOT / "build" / "browser"
"""What is made stays here; whoever wants it made again deletes the folder."""


class MakeError(Exception):
    """Node could not make it; the text is what it said."""


def make_library(wheel: Path) -> tuple[Path, Path]:
    """Return Python's library, cut down to what is used, and the rules' wheel.

    Both hold byte code and lie in one folder. This is what the plain start loads and the snapshot
    is made from.
    """
    folder = _once(
        "library",
        [wheel, PYODIDE / "package.json", *_scripts()],
        lambda folder: _make("library", PYODIDE, wheel, folder),
    )
    (compiled,) = folder.glob("*.whl")
    return folder / "python_stdlib.zip", compiled


def make_snapshot(library: Path, catalogue: Path) -> Path:
    """Return a folder with ``snapshot.bin`` and what there is to know of it in ``snapshot.json``.

    Args:
        library: the folder that holds what :func:`make_library` returned.
        catalogue: the catalogue as JSON text.
    """
    return _once(
        "snapshot",
        [*sorted(library.iterdir()), catalogue, PYODIDE / "package.json", *_scripts()],
        lambda folder: _make("snapshot", PYODIDE, library, catalogue, folder),
    )


def compressed(file: Path) -> Path:
    """Return a folder with the file's compressed forms, ``packed.br`` and ``packed.gz``."""
    return _once(
        f"packed-{file.name}",
        [file, _SCRIPTS / "make.mjs"],
        lambda folder: _make("compress", file, folder / "packed"),
    )


def _once(name: str, inputs: list[Path], make: Callable[[Path], None]) -> Path:
    """Return the folder made from just these inputs; make it if it is not there yet.

    What the same name held before, made from other inputs, is deleted: else each change of a rule
    would leave megabytes behind.
    """
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    folder = KEPT / name / digest.hexdigest()[:16]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Made beside its place and moved there when it is whole.
        made = Path(tempfile.mkdtemp(dir=KEPT))
        try:
            make(made)
            for old in folder.parent.iterdir():
                shutil.rmtree(old, ignore_errors=True)
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def _scripts() -> list[Path]:
    return sorted(path for path in _SCRIPTS.iterdir() if path.is_file())


def _make(*arguments: str | Path) -> None:
    node = str(_NODE) if _NODE.exists() else shutil.which("node")
    if node is None:
        message = "node"
        raise MakeError(message)
    command = [node, str(_SCRIPTS / "make.mjs"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode != 0:
        raise MakeError(done.stderr[-2000:])
