"""Install what we measure against: into build/bench/, from lock files of its own.

No peer is a dependency of the project. One that cannot be installed costs its own rows only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.rows import say

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).parent
LOCKS: Final = HERE.parent
BUILD: Final = HERE.parents[2] / "build" / "bench"
NODE: Final = Path(sys.executable).parent / "node"
NOTE: Final = ".locked"


class UnavailableError(Exception):
    """A peer cannot be installed here and now."""


def publicodes() -> list[str]:
    """Return the command that runs publicodes."""
    names = ("package.json", "package-lock.json")
    locked = _fingerprint("node", names)
    if not _is_there("node_modules", locked):
        npm = [str(NODE.parent / "npm"), "ci", "--no-audit", "--no-fund"]
        _install("node_modules", locked, [npm], beside=names)
    return [str(NODE), str(HERE / "publicodes.mjs"), str(BUILD)]


def openfisca() -> list[str]:
    """Return the command that runs OpenFisca-Core."""
    return [_python(), str(HERE / "openfisca.py")]


def zen() -> list[str]:
    """Return the command that runs ZEN Engine."""
    return [_python(), str(HERE / "zen_engine.py")]


def _python() -> str:
    python = BUILD / "venv" / "bin" / "python"
    # Another Python has no use for the packages of this one.
    locked = _fingerprint(f"{sys.version} {sys.base_prefix}", ("requirements.lock",))
    if not _is_there("venv", locked):
        # Our own pip does it, and no other needs to be put there first.
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
        lock = str(LOCKS / "requirements.lock")
        commands = [
            [sys.executable, "-m", "venv", "--clear", "--without-pip", str(BUILD / "venv")],
            [*pip, "install", "--quiet", "--require-hashes", "--requirement", lock],
        ]
        _install("venv", locked, commands)
    return str(python)


def _is_there(folder: str, locked: str) -> bool:
    """Whether just this was installed; the note of it lies inside, and is gone with it."""
    note = BUILD / folder / NOTE
    return note.is_file() and note.read_text(encoding="utf-8") == locked


def _install(
    folder: str,
    locked: str,
    commands: Sequence[Sequence[str]],
    *,
    beside: Sequence[str] = (),
) -> None:
    say(f"Installing what is measured against into {BUILD / folder}")
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in beside:
        shutil.copyfile(LOCKS / name, BUILD / name)
    path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])
    try:
        for command in commands:
            subprocess.run(
                command,
                cwd=BUILD,
                check=True,
                stdout=sys.stderr,
                env={**os.environ, "PATH": path},
            )
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnavailableError(str(error)) from error
    (BUILD / folder / NOTE).write_text(locked, encoding="utf-8")


def _fingerprint(kind: str, names: Sequence[str]) -> str:
    digest = hashlib.sha256(kind.encode())
    for name in names:
        digest.update((LOCKS / name).read_bytes())
    return digest.hexdigest()
