"""Serve the built site the way a plain web server does, and fail on request."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from http import HTTPStatus
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, override

from tilskudd_build.assets.browser_scripts import bundle
from tilskudd_build.assets.build_cache import cached
from tilskudd_build.live.http_server import FolderHandler, FolderServer, running

if TYPE_CHECKING:
    from collections.abc import Iterator

type Fault = Literal["missing", "cut", "corrupt", "hang", "slow"]

WEB: Final = Path(__file__).parents[2] / "checker" / "web"
CLIENT: Final = "checker/client.mjs"
"""The page's side of the worker, by itself, beside the worker that it starts."""

PIECES: Final = re.compile(rb".{1,3000}?</(?:button|nav)>|.{3000,}?</(?:tr|li|p)>|.+", re.DOTALL)
"""What a slow connection brings at a time: cut where parts end, so that each may be seen alone."""
BETWEEN_PIECES: Final = 0.04
"""Seconds: two frames and a little, so that a browser can draw what it has."""

SUB_PATH: Final = "tilskudd/"
"""The site is served at the root and below this folder, as a project's pages often are."""


class SiteServer(FolderServer):
    """A web server for one folder.

    It sends the headers the build asks of hosts: a page's own policy does not reach its worker.

    Attributes:
        faults: the end of a path to what goes wrong with it, and with its compressed form.
        requested: the paths asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.faults: dict[str, Fault] = {}
        self.requested: list[str] = []
        self.released = threading.Event()
        super().__init__(folder, handler=_Handler)

    @property
    @override
    def headers(self) -> dict[str, str]:
        """What ``_headers`` says of every path."""
        path = self.folder / "_headers"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        own = takewhile(lambda line: line.startswith(" "), lines[1:])
        return {name: value for name, _, value in (line.strip().partition(": ") for line in own)}

    def mend(self) -> None:
        """Let everything work again, and what hangs go on."""
        self.faults.clear()
        self.released.set()
        self.released = threading.Event()


class _Handler(FolderHandler):
    server: SiteServer  # type: ignore[mutable-override]  # what made it

    @override
    def do_GET(self) -> None:
        self.server.requested.append(self.path)
        self.path = self.path.replace(f"/{SUB_PATH}", "/", 1)
        path = self.path.partition("?")[0]
        plain = path.removesuffix(".gz")
        fault = next((f for end, f in self.server.faults.items() if plain.endswith(end)), None)
        match fault:
            case "missing":
                self.send_error(HTTPStatus.NOT_FOUND)
            case "cut":
                self.close_connection = True
            case "corrupt":
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", self.guess_type(path))
                self.end_headers()
                self.wfile.write(b"not what was asked for")
            case "hang":
                self.server.released.wait(timeout=60)
                super().do_GET()
            case "slow":
                self.send_in_pieces()
            case None:
                super().do_GET()

    def send_in_pieces(self) -> None:
        """Send the file the way a slow connection brings it."""
        file = self.send_head()
        if file is None:
            return
        with file:
            for piece in PIECES.findall(file.read()):
                self.wfile.write(piece)
                time.sleep(BETWEEN_PIECES)

    @override
    def translate_path(self, path: str) -> str:
        return str(client_alone()) if path == f"/{CLIENT}" else super().translate_path(path)


def client_alone() -> Path:
    """Join the client with what it imports, as the site has it joined with the checker."""
    client = WEB / "runtime" / "client.mjs"
    sources = sorted(client.parent.glob("*.mjs"))
    return cached("client", sources, lambda folder: bundle([client], folder)) / "client.mjs"


@contextmanager
def serving(folder: Path) -> Iterator[SiteServer]:
    """Serve a folder while the block runs."""
    with running(SiteServer(folder)) as server:
        try:
            yield server
        finally:
            server.mend()
