"""The running `make serve`, and a page it serves."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tests.project_copy import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

RUN: Final = """
import signal, sys
from tilskudd_build.commands.main import main
# What a shell starts in the background ignores Ctrl-C, and so does all that this starts in turn.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""
PATIENCE: Final = 60_000
"""Milliseconds until a test gives up; how fast it is, is for `make bench` to say."""


class Live:
    """The running command, and a page it serves."""

    def __init__(self, project: Path, process: subprocess.Popen[str], page: Page) -> None:
        self.project = project
        self.page = page
        assert process.stdout is not None
        self._lines = process.stdout
        self.url = re.search(r"http://\S+/", self.wait_for("Nettstedet vises på"))[0]  # type: ignore[index]
        self.troubles: list[str] = []
        page.on("console", lambda m: self.troubles.append(m.text) if m.type == "error" else None)
        page.set_default_timeout(PATIENCE)

    def wait_for(self, text: str) -> str:
        """Return all that the terminal shows up to the line that holds ``text``."""
        shown = ""
        for line in self._lines:
            shown += line
            if text in line:
                return shown
        raise AssertionError(shown)

    def change(self, name: str, old: str, new: str) -> None:
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    @property
    def panel(self) -> str:
        return self.page.locator("#live-panel").inner_text()


@contextmanager
def running(project: Path, browser: Browser) -> Iterator[Live]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "serve", "--address", "127.0.0.1:0"],
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    context = browser.new_context(locale="nb-NO")
    try:
        yield Live(project, process, context.new_page())
    finally:
        context.close()
        process.send_signal(2)
        assert process.wait(timeout=20) == 0
        assert process.stdout is not None
        process.stdout.close()
