"""Make what the browser's Python starts from.

The work is done by Node (``browser_python/make.mjs``). The same inputs give the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tilskudd_build.assets.build_cache import PACKAGES, cached, run

_SCRIPTS: Final = Path(__file__).parent / "browser_python"
_PROGRAM: Final = _SCRIPTS / "make.mjs"
PYODIDE: Final = PACKAGES / "pyodide"


def make_library(wheel: Path) -> tuple[Path, Path]:
    """Return Python's library, cut down to what is used, and the rules' wheel.

    Both hold byte code and lie in one folder. This is what the plain start loads and the snapshot
    is made from.
    """
    folder = cached(
        "library",
        [wheel, PYODIDE / "package.json", *_scripts()],
        lambda folder: run(_PROGRAM, "library", PYODIDE, wheel, folder),
    )
    (compiled,) = folder.glob("*.whl")
    return folder / "python_stdlib.zip", compiled


def make_snapshot(library: Path, catalogue: Path) -> Path:
    """Return a folder with ``snapshot.bin`` and what there is to know of it in ``snapshot.json``.

    Args:
        library: the folder that holds what :func:`make_library` returned.
        catalogue: the catalogue as JSON text.
    """
    return cached(
        "snapshot",
        [*sorted(library.iterdir()), catalogue, PYODIDE / "package.json", *_scripts()],
        lambda folder: run(_PROGRAM, "snapshot", PYODIDE, library, catalogue, folder),
    )


def compressed(file: Path) -> Path:
    """Return a folder with the file's compressed forms, ``packed.br`` and ``packed.gz``."""
    return cached(
        f"packed-{file.name}",
        [file, _PROGRAM],
        lambda folder: run(_PROGRAM, "compress", file, folder / "packed"),
    )


def _scripts() -> list[Path]:
    return sorted(path for path in _SCRIPTS.iterdir() if path.is_file())
