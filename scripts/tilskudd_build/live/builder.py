"""Build in a process of its own, so that changed code takes effect as changed data does.

A module once imported stays what it was. So when code has been saved the process ends and another
one begins; it finds the libraries loaded already where the system can fork them off.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.live.error_report import ErrorReport

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

_LIBRARIES: Final = (
    "flit_core.wheel",
    "jinja2.ext",
    "markdown.extensions.attr_list",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "mkdocs.commands.build",
    "yaml",
)
"""What takes time to load and is nobody's to edit here."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build, as it crosses from the process that made it.

    Attributes:
        errors: what is wrong; then the site on show is what it was.
        pages: how many pages are new or other than they were.
        changed: whether anything is.
        seconds: how long it took.
    """

    errors: Sequence[ErrorReport] = ()
    pages: int = 0
    changed: bool = False
    seconds: float = 0.0


class Builder:
    """Builds the site on show, again and again.

    Args:
        root: the project's folder.
        folder: the folder of the site on show.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder
        can_fork = "forkserver" in multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if can_fork else "spawn")
        if can_fork:
            self._context.set_forkserver_preload(list(_LIBRARIES))
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    def build(self, *, afresh: bool = False) -> Built:
        """Build the site, and show what differs.

        Args:
            afresh: whether code has changed since the last time.
        """
        start = time.monotonic()
        if afresh:
            self.close()
        return replace(self._ask(), seconds=time.monotonic() - start)

    def _ask(self) -> Built:
        pipe = self._pipe or self._begin()
        try:
            pipe.send("build")
            built: Built = pipe.recv()
        except (EOFError, OSError):
            self.close()
            return Built([ErrorReport.unknown()])
        if built.errors:
            # Half-loaded code stays half-loaded, and what is mended is loaded anew.
            self.close()
        return built

    def _begin(self) -> Connection[Any, Any]:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(  # type: ignore[attr-defined] # both have it
            target=_work, args=(theirs, self._root, self._folder), daemon=True
        )
        self._process.start()
        theirs.close()
        return self._pipe

    def close(self) -> None:
        """End the process."""
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            self._process.join()
        self._pipe = self._process = None


def _work(pipe: Connection[Any, Any], root: Path, folder: Path) -> None:
    """Build each time it is asked for, until the other end of the pipe is closed."""
    # Ctrl-C reaches both processes, and the other one sees to the end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError):
        while pipe.recv() == "build":
            pipe.send(_built(root, folder))


def _built(root: Path, folder: Path) -> Built:
    try:
        # Here, so that a mistake in the code itself is told like any other.
        from tilskudd_build.live.site import update  # noqa: PLC0415 - see above
        from tilskudd_build.site.mkdocs_build import SiteError  # noqa: PLC0415 - see above

        try:
            done = update(root, folder)
        except SiteError as error:
            return Built([ErrorReport.of_message(message) for message in error.messages])
    except Exception as error:  # noqa: BLE001 - whatever the code being edited raises
        return Built([ErrorReport.of_exception(error, root)])
    return Built(pages=done.pages, changed=done.changed)
