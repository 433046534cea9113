"""The pictures on the page for editors: `make screenshots` takes them, a test holds them true.

A picture cannot be compared across machines, so what is to be read in it is kept beside it, with
every number left out: the lines of a file move, and that makes no picture wrong.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect, sync_playwright
from tests import guide
from tests.browser.conftest import ARGUMENTS
from tests.browser.live import PATIENCE, Live, running
from tests.frozen_copy import frozen_copy
from tests.project_copy import ROOT, copy_project, environment

from ensure_programs import find_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FOLDER: Final = ROOT / "docs" / "assets" / "redaktor"
READ: Final = Path(__file__).with_suffix(".json")
EDITION: Final = "schemes/barn-og-unge/2027.yaml"
SIZE: Final = {"width": 800, "height": 560}
DAY: Final = "2027-01-15T12:00:00+01:00"
"""A page says how many days are left: the pictures are of one day, whenever they are taken."""


def pictures(project: Path, browser: Browser) -> Iterator[tuple[str, str, bytes]]:
    """Go the way the page describes; give each picture's name, what is read in it, and itself."""
    for command in ("new-year 2027 barn-og-unge", "new-call barn-og-unge 2027 nordland"):
        program = [".venv/bin/tilskudd", *command.split()]
        subprocess.run(
            program, cwd=project, env=environment(project), check=True, stdout=sys.stderr
        )
    guide.add_source(project / "schemes")
    guide.fill_in_call(project / EDITION)
    with running(project, browser) as live:
        live.page.set_viewport_size(SIZE)  # type: ignore[arg-type] # a dictionary of two numbers
        live.page.clock.set_fixed_time(DAY)
        yield "feil", *_mistake(live)
        yield "frist", *_deadline(live)


def _mistake(live: Live) -> tuple[str, bytes]:
    live.page.goto(f"{live.url}ordninger/barn-og-unge/2027/")
    path = live.project / EDITION
    text = path.read_text(encoding="utf-8")
    whole, broken = "2026-11-09\n    deadlines:", "2026-11-09\n    deadlins:"
    path.write_text(text.replace(whole, broken), encoding="utf-8")
    expect(live.page.locator("#live-panel li")).to_have_count(1, timeout=PATIENCE)
    taken = _read(live.panel), live.page.screenshot()
    path.write_text(text, encoding="utf-8")
    expect(live.page.locator("#live-panel")).to_have_count(0, timeout=PATIENCE)
    return taken


def _deadline(live: Live) -> tuple[str, bytes]:
    heading = live.page.locator("#frister")
    heading.evaluate("element => element.scrollIntoView()")
    row = live.page.locator("tr", has_text="Nordland").first
    return _read(row.inner_text()), live.page.screenshot()


def _read(text: str) -> str:
    return re.sub(r"[0-9]+", "0", " ".join(text.split()))


def project(folder: Path) -> Path:
    """Make a copy of the project with the frozen schemes."""
    made = copy_project(folder)
    shutil.rmtree(made / "schemes")
    shutil.rmtree(made / "tests")
    frozen_copy(made)
    return made


def main() -> None:
    """Take the pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in re.findall(r"assets/redaktor/([a-z]+\.png)", guide.page()):
        # A page whose pictures are missing is not built.
        (FOLDER / name).touch()
    read = {}
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = find_program("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        for name, text, picture in pictures(project(Path(folder)), browser):
            (FOLDER / f"{name}.png").write_bytes(picture)
            read[name] = text
        browser.close()
    READ.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
