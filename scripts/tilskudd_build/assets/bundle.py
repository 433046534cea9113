"""Put the checker into the built site: its page modules, the rules, and Python itself.

Everything the browser needs lies in one folder of the site and comes from the site itself:

    checker/
      checker.mjs …                 the page around the rules, and the other pages' scripts
      catalogue.json                the scheme files as one canonical JSON text
      runtime.json                  where the rest lies, how large it is, and its hashes
      python-<hash>/                Pyodide from npm, its library cut down to what is used
      rules-<hash>/                 the rules' wheel, the catalogue, and a snapshot of Python with
                                    both loaded

The two folders are named by what they hold, so that a browser may keep them for ever. Beside what
is large lie its compressed forms, `.br` and `.gz`.
"""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from flit_core.wheel import make_wheel_in  # type: ignore[import-untyped]

from tilskudd_build.assets.browser_scripts import write_scripts
from tilskudd_build.assets.content_hash import hash_of, name_by_content
from tilskudd_build.assets.pyodide_snapshot import PYODIDE, compressed, make_library, make_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from tilskudd_build.files.loader import Loaded

_RULES: Final = Path(__file__).parents[3] / "checker"
_WEB: Final = _RULES / "web"
_FOLDER: Final = "checker"
_COMPRESSED_FROM: Final = 50_000
"""Smaller files are not worth two more."""
_WHEEL_TIME: Final = "315532800"
"""1980-01-01, the first moment a zip file can hold: the wheel's bytes must not tell the time."""


def write_runtime(
    site_dir: Path, loaded: Loaded, *, production: bool = True, preview: bool = False
) -> None:
    """Write everything the checker needs into the built site.

    Args:
        site_dir: the built site.
        loaded: the scheme files as plain data.
        production: whether the scripts are minified, and what makes it start fast and travel light
            is added. It takes its time to make, and an editor who looks at each change would only
            wait for it.
        preview: whether the site is a preview.
    """
    target = site_dir / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for old in (*target.glob("python-*"), *target.glob("rules-*")):
        shutil.rmtree(old)
    write_scripts(_WEB, target, production=production, preview=preview)
    catalogue = target / "catalogue.json"
    catalogue.write_text(canonical_json(loaded.data), encoding="utf-8")
    machine = PYODIDE / "pyodide.asm.wasm"
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        wheel = _build_wheel(Path(folder))
        library = PYODIDE / "python_stdlib.zip"
        # To compress this one takes half of a first build; meanwhile all else is made.
        packed = {"machine": pool.submit(compressed, machine)} if production else {}
        if production:
            # As byte code both start faster, and of the library only what is used is sent.
            library, wheel = make_library(wheel)
        python = {
            "loader": PYODIDE / "pyodide.mjs",
            "program": PYODIDE / "pyodide.asm.mjs",
            "machine": machine,
            "library": library,
        }
        rules = {"wheel": wheel, "catalogue": catalogue}
        snapshot: dict[str, Any] = {}
        if production:
            made = make_snapshot(library.parent, catalogue)
            rules["snapshot"] = made / "snapshot.bin"
            snapshot = json.loads((made / "snapshot.json").read_text(encoding="utf-8"))
            packed |= {
                role: pool.submit(compressed, path)
                for role, path in (python | rules).items()
                if role not in packed and path.stat().st_size >= _COMPRESSED_FROM
            }
        files = {
            role: _entry(path, target, packed.get(role))
            for name, sources in (("python", python), ("rules", rules))
            for role, path in _place(target, name, sources).items()
        }
    runtime = {"files": files, "snapshot": snapshot or None, "lock": _lock()}
    (target / "runtime.json").write_text(json.dumps(runtime, indent=1), encoding="utf-8")


def _place(target: Path, folder: str, sources: Mapping[str, Path]) -> dict[str, Path]:
    """Copy the files into a folder named by what they hold."""
    place = target / name_by_content(folder, sources.values())
    place.mkdir()
    for source in sources.values():
        shutil.copyfile(source, place / source.name)
    return {role: place / source.name for role, source in sources.items()}


def _entry(file: Path, target: Path, packed: Future[Path] | None) -> dict[str, object]:
    """Say where a file lies and what it holds; put its compressed forms, if any, beside it."""
    if packed is not None:
        for form in packed.result().iterdir():
            shutil.copyfile(form, file.with_name(f"{file.name}{form.suffix}"))
    return {
        "path": file.relative_to(target).as_posix(),
        "size": file.stat().st_size,
        "hash": hash_of(file),
        "compressed": packed is not None,
    }


def canonical_json(data: Mapping[str, object]) -> str:
    """Return the data as compact JSON.

    Keys stay in the order the loader gives them: it is the same on every machine, and the order of
    the schemes is the order of the results.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _build_wheel(folder: Path) -> Path:
    """Build the rules' wheel from this checkout; needs no network and leaves nothing behind."""
    with _environment("SOURCE_DATE_EPOCH", _WHEEL_TIME):
        return Path(make_wheel_in(_RULES / "pyproject.toml", folder).file)


def _lock() -> dict[str, Any]:
    """Return what Pyodide wants to know of the packages there are: none.

    The rules are loaded without it, and nothing else must ever be looked for on another host.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


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
