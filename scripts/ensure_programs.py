"""See to it that a Chromium is there for the browser tests, and say plainly how to get one if not.

`make test` runs this as a program; the browser tests import `find_browser` to learn which one to
drive. It uses the browser named in CHROMIUM, else one installed on the machine, else Playwright's
own; where none is found it installs one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = """\
No Chromium was found, and none could be installed here. Do one of these, then run make again:
  - on Debian, as root: apt-get install chromium
  - anywhere: .venv/bin/python -m playwright install chromium
  - or say where one is: make test CHROMIUM=/path/to/chromium"""


def find_browser() -> Path | None:
    """Find a Chromium that runs: the one in CHROMIUM, the machine's, or Playwright's own.

    Where CHROMIUM is set, no other is looked for: a wrong path should be noticed, not mended.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return _working(shutil.which(named))
    for name in NAMES:
        found = _working(shutil.which(name))
        if found:
            return found
    return _working(_playwrights_own())


def install_browser() -> bool:
    """Install a Chromium, from Debian where that is possible, else from Playwright.

    Returns:
        Whether an installer reported success; whether the browser runs is `find_browser`'s to say.
    """
    return _install_from_debian() or _run(
        [sys.executable, "-m", "playwright", "install", "chromium"]
    )


def main() -> int:
    """Find or install a browser and say which; return the exit code."""
    browser = find_browser()
    if browser is None and not os.environ.get("CHROMIUM") and install_browser():
        browser = find_browser()
    if browser is None:
        print(HELP, file=sys.stderr)
        return 1
    print(f"Browser: {browser}")
    return 0


def _working(path: str | None) -> Path | None:
    """Return the browser at `path` if it starts; some systems put a stub in its place."""
    if path is None or not Path(path).is_file():
        return None
    try:
        subprocess.run([path, "--version"], check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return Path(path)


def _playwrights_own() -> str | None:
    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except PlaywrightError:
        return None


def _install_from_debian() -> bool:
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    # Another installation may be under way: wait for it rather than fail.
    command = [apt, "-o", "DPkg::Lock::Timeout=300", "-qq"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return _run([*command, "update"], environment) and _run(
        [*command, "install", "--yes", "--no-install-recommends", "chromium"], environment
    )


def _run(command: list[str], environment: dict[str, str] | None = None) -> bool:
    print("Installing a browser:", " ".join(command), flush=True)
    try:
        subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
