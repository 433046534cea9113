"""A web server for one folder on this machine, which others give something to do besides."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, override

from tilskudd_build.site.media_types import MEDIA_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ANY_PORT: Final = ("127.0.0.1", 0)
"""On this machine only, at a port that is free."""


class FolderHandler(SimpleHTTPRequestHandler):
    """Answers with the files of the server's folder, each as what it is."""

    extensions_map = {  # noqa: RUF012 - inherited
        **SimpleHTTPRequestHandler.extensions_map,
        **{f".{ending}": kind for ending, kind in MEDIA_TYPES.items()},
    }
    server: FolderServer  # type: ignore[mutable-override] # what made it

    def __init__(self, request: Any, client_address: Any, server: FolderServer) -> None:  # noqa: ANN401 - inherited
        super().__init__(request, client_address, server, directory=str(server.folder))

    def send_content(
        self, content: bytes, headers: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        """Answer with something that is no file of the folder as it stands."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    @override
    def end_headers(self) -> None:
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        super().end_headers()

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal for what went wrong."""


class FolderServer(ThreadingHTTPServer):
    """A web server for one folder.

    Args:
        folder: what it serves; another may take its place while it runs.
        at: host and port.
        handler: what answers.

    Raises:
        OSError: the host or the port cannot be used.
    """

    daemon_threads = True

    def __init__(
        self,
        folder: Path,
        at: tuple[str, int] = ANY_PORT,
        handler: type[FolderHandler] = FolderHandler,
    ) -> None:
        self.folder = folder
        super().__init__(at, handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    @property
    def headers(self) -> Mapping[str, str]:
        """What goes with every answer; by itself, that what was saved must be seen, always."""
        return {"Cache-Control": "no-store"}

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection it no longer needs is no error."""


@contextmanager
def running[Server: FolderServer](server: Server) -> Iterator[Server]:
    """Let a server answer while the block runs."""
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
