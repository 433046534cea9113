"""Put the checker into the built site: its page modules, the rules as a wheel, and Pyodide.

Everything the browser needs lies in one folder of the site and comes from the site itself:

    checker/
      checker.mjs …  checker.css           the page around the rules, copied as they stand
      catalogue.json                       the scheme files as one canonical JSON text
      tilskudd_rules-…-py3-none-any.whl    the rules, the same bytes from the same sources
      pyodide-lock.json                    names that wheel and its hash, and nothing else
      pyodide/                             Python itself, from the npm package
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flit_core.wheel import make_wheel_in  # type: ignore[import-untyped]
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tilskudd_build.loader import Loaded

_ROOT: Final = Path(__file__).parents[2]
_RULES: Final = _ROOT / "checker"
_WEB: Final = _RULES / "web"
_PYODIDE: Final = _ROOT / "node_modules" / "pyodide"
_PYODIDE_FILES: Final = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
)
_FOLDER: Final = "checker"
_WHEEL_TIME: Final = "315532800"
"""1980-01-01, the first moment a zip file can hold: the wheel's bytes must not tell the time."""


def write_runtime(site_dir: Path, loaded: Loaded) -> None:
    """Write everything the checker needs into the built site.

    Args:
        site_dir: the built site.
        loaded: the scheme files as plain data.
    """
    target = site_dir / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for source in sorted(_WEB.iterdir()):
        if source.suffix in {".mjs", ".css"}:
            shutil.copyfile(source, target / source.name)
    (target / "catalogue.json").write_text(canonical_json(loaded.data), encoding="utf-8")
    _write_lock(target, _build_wheel(target))
    python = target / "pyodide"
    python.mkdir(exist_ok=True)
    for name in _PYODIDE_FILES:
        shutil.copyfile(_PYODIDE / name, python / name)


def canonical_json(data: Mapping[str, object]) -> str:
    """Return the data as compact JSON.

    Keys stay in the order the loader gives them: it is the same on every machine, and the order of
    the schemes is the order of the results.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _build_wheel(folder: Path) -> Path:
    """Build the rules' wheel from this checkout; needs no network and leaves nothing behind."""
    for old in folder.glob("*.whl"):
        old.unlink()
    with _environment("SOURCE_DATE_EPOCH", _WHEEL_TIME):
        built = make_wheel_in(_RULES / "pyproject.toml", folder)
    wheel = Path(built.file)
    # Written as a private file; a web server must be able to read it.
    wheel.chmod(0o644)
    return wheel


def _write_lock(folder: Path, wheel: Path) -> None:
    """Write a lock file that holds our wheel alone.

    It begins as Pyodide's own, for the Python and the platform it names, and without Pyodide's
    packages: none is used, and none must ever be looked for on another host.
    """
    lock = PyodideLockSpec.from_json(_PYODIDE / "pyodide-lock.json")
    lock.packages.clear()
    add_wheels_to_spec(lock, [wheel], base_path=folder).to_json(folder / "pyodide-lock.json")


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
