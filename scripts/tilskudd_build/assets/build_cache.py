"""Have Node make something, and cache it under ``build/`` for each set of inputs.

So a build whose sources are unchanged does none of it. Whoever wants something made again deletes
the folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ROOT: Final = Path(__file__).parents[3]
_NODE: Final = _ROOT / ".venv" / "bin" / "node"
PACKAGES: Final = _ROOT / "node_modules"
CACHE: Final = _ROOT / "build" / "browser"
_UNUSED_S: Final = 3600


class MakeError(Exception):
    """Node could not make it; the text is what it said."""


def cached(name: str, inputs: Iterable[Path], make: Callable[[Path], None]) -> Path:
    """Return the folder made from just these inputs; make it if it is not there yet.

    What the same name holds from other inputs is deleted when nobody has asked for it for an hour:
    else each change of a rule would leave megabytes behind. It is not deleted at once, for another
    build, of other sources, may be about to copy it.

    Args:
        name: what is made.
        inputs: the files it is made from, those of the program that makes it included. What they
            are called counts as well as what they hold.
        make: fills the folder it is given.
    """
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    folder = CACHE / name / digest.hexdigest()[:16]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Made beside its place and moved there when it is whole.
        made = Path(tempfile.mkdtemp(dir=CACHE))
        try:
            make(made)
            try:
                made.rename(folder)
            except OSError:
                # Another build may have made the very same meanwhile.
                if not folder.is_dir():
                    raise
        finally:
            shutil.rmtree(made, ignore_errors=True)
        _delete_unused(folder.parent)
    os.utime(folder)
    return folder


def _delete_unused(place: Path) -> None:
    for folder in place.iterdir():
        # Another build may have deleted it meanwhile.
        with suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > _UNUSED_S:
                shutil.rmtree(folder, ignore_errors=True)


def run(program: Path, *arguments: str | Path) -> None:
    """Run one of our own programs under Node.

    Raises:
        MakeError: it failed, or there is no Node.
    """
    node = str(_NODE) if _NODE.exists() else shutil.which("node")
    if node is None:
        message = "node"
        raise MakeError(message)
    command = [node, str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode != 0:
        # One that is stopped from outside says nothing itself.
        raise MakeError(done.stderr[-2000:] or f"{program.name} ended with {done.returncode}")
