"""See to it that programs no lock file brings are there for the tests, or say how to get them.

`make` runs this as a program, with the names of those it needs; tests import `find_program` to
learn which one to drive. It uses the program named in a variable (CHROMIUM, NGINX …), else one
installed on the machine, else Playwright's own; what is nowhere it installs, from Debian where that
is possible.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Program:
    """A program that tests drive.

    Attributes:
        commands: what it may be called, the likeliest first.
        package: Debian's package of it.
        version: the argument by which it tells its version; one that does not, does not run.
        playwright: what Playwright calls the one it can bring, if it can.
    """

    commands: tuple[str, ...]
    package: str
    version: str = "--version"
    playwright: str | None = None


PROGRAMS: Final = {
    "chromium": Program(
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        package="chromium",
        playwright="chromium",
    ),
    "nginx": Program(("nginx",), package="nginx", version="-v"),
    # Debian's apache2 would also start a server; the program and its modules are in this one.
    "apache": Program(("apache2", "httpd"), package="apache2-bin", version="-v"),
}
# Servers stand where only root looks.
_PATH: Final = os.pathsep.join(
    [os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"]
)


def find_program(name: str) -> Path | None:
    """Find a program that runs: the one its variable names, the machine's, or Playwright's.

    Where the variable is set, no other is looked for: a wrong path should be noticed, not mended.

    Args:
        name: one of `PROGRAMS`.
    """
    program = PROGRAMS[name]
    named = _named(name)
    if named:
        return _working(named, program)
    for command in program.commands:
        found = _working(command, program)
        if found:
            return found
    return _working(_playwrights_own(program.playwright), program) if program.playwright else None


def how_to_get(name: str) -> str:
    """Say how to get a program that was not found."""
    program = PROGRAMS[name]
    command = program.commands[0]
    ways = [f"on Debian, as root: apt-get install {program.package}"]
    if program.playwright:
        ways.append(f"anywhere: .venv/bin/python -m playwright install {program.playwright}")
    ways.append(f"or say to make where one is: {name.upper()}=/path/to/{command}")
    listed = "".join(f"\n  - {way}" for way in ways)
    return (
        f"No {name} was found, and none could be installed here. "
        f"Do one of these, then run make again:{listed}"
    )


def install_programs(names: Iterable[str]) -> None:
    """Install programs, from Debian where that is possible, else from Playwright what it has.

    Whether they run afterwards is `find_program`'s to say.
    """
    programs = [PROGRAMS[name] for name in names]
    if _install_from_debian([program.package for program in programs]):
        return
    for program in programs:
        if program.playwright:
            _run([sys.executable, "-m", "playwright", "install", program.playwright])


def main(names: list[str]) -> int:
    """Find or install programs and say which; return the exit code."""
    found = {name: find_program(name) for name in names}
    missing = [name for name, path in found.items() if path is None]
    wanted = [name for name in missing if not _named(name)]
    if wanted:
        install_programs(wanted)
        found |= {name: find_program(name) for name in wanted}
    for name, path in found.items():
        if path is None:
            print(how_to_get(name), file=sys.stderr)
        else:
            print(f"{name}: {path}")
    return 1 if None in found.values() else 0


def _named(name: str) -> str | None:
    """Return what the program's variable says, nothing where it says nothing."""
    return os.environ.get(name.upper()) or None


def _working(command: str | None, program: Program) -> Path | None:
    """Return the program called so if it starts; some systems put a stub in its place."""
    path = shutil.which(command, path=_PATH) if command else None
    if path is None:
        return None
    try:
        subprocess.run([path, program.version], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return Path(path)


def _playwrights_own(browser: str) -> str | None:
    try:
        with sync_playwright() as playwright:
            path: str = getattr(playwright, browser).executable_path
            return path
    except PlaywrightError:
        return None


def _install_from_debian(packages: list[str]) -> bool:
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    # Another installation may be under way: wait for it rather than fail.
    command = [apt, "-o", "DPkg::Lock::Timeout=300", "-qq"]
    # Run level 1 keeps a server's package from starting the server.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    return _run([*command, "update"], environment) and _run(
        [*command, "install", "--yes", "--no-install-recommends", *packages], environment
    )


def _run(command: list[str], environment: dict[str, str] | None = None) -> bool:
    print("Installing what the tests drive:", " ".join(command), flush=True)
    try:
        subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
