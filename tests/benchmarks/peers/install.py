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
    from collections.abc import Mapping, Sequence

HERE: Final = Path(__file__).parent
LOCKS: Final = HERE.parent
BUILD: Final = HERE.parents[2] / "build" / "bench"
NODE: Final = Path(sys.executable).parent / "node"


class UnavailableError(Exception):
    """A peer cannot be installed here and now."""


def publicodes() -> list[str]:
    """Return the command that runs publicodes."""
    names = ("package.json", "package-lock.json")
    if not _up_to_date("node", names):
        for name in names:
            shutil.copyfile(LOCKS / name, BUILD / name)
        path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])
        npm = [str(NODE.parent / "npm"), "ci", "--no-audit", "--no-fund"]
        _install("node", names, [npm], {"PATH": path})
    return [str(NODE), str(HERE / "publicodes.mjs"), str(BUILD)]


def openfisca() -> list[str]:
    """Return the command that runs OpenFisca-Core."""
    return [_python(), str(HERE / "openfisca.py")]


def zen() -> list[str]:
    """Return the command that runs ZEN Engine."""
    return [_python(), str(HERE / "zen_engine.py")]


def _python() -> str:
    names = ("requirements.lock",)
    python = BUILD / "venv" / "bin" / "python"
    if not _up_to_date("python", names):
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        lock = str(LOCKS / "requirements.lock")
        commands = [
            [sys.executable, "-m", "venv", "--clear", str(BUILD / "venv")],
            [*pip, "--require-hashes", "--requirement", lock],
        ]
        _install("python", names, commands, {})
    return str(python)


def _up_to_date(kind: str, names: Sequence[str]) -> bool:
    BUILD.mkdir(parents=True, exist_ok=True)
    stamp = BUILD / f".{kind}"
    return stamp.is_file() and stamp.read_text() == _fingerprint(names)


def _install(
    kind: str,
    names: Sequence[str],
    commands: Sequence[Sequence[str]],
    environment: Mapping[str, str],
) -> None:
    say(f"Installing the {kind} peers into {BUILD.relative_to(Path.cwd())}")
    try:
        for command in commands:
            subprocess.run(
                command,
                cwd=BUILD,
                check=True,
                stdout=sys.stderr,
                env={**os.environ, **environment},
            )
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnavailableError(str(error)) from error
    (BUILD / f".{kind}").write_text(_fingerprint(names))


def _fingerprint(names: Sequence[str]) -> str:
    return hashlib.sha256(b"".join((LOCKS / name).read_bytes() for name in names)).hexdigest()
