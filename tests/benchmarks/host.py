"""A web server as /redaktor/ asks for one: compressed files, and names that are kept for ever."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TYPES: Final = {".mjs": "text/javascript", ".wasm": "application/wasm"}
_NAMED_BY_CONTENT: Final = re.compile(r"/(python|rules|npm)-\w+/")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


class Host(ThreadingHTTPServer):
    """Serves one folder.

    Attributes:
        compresses: whether it sends compressed what is asked for plain.
        missing: ends of paths that are not found, though they are there.
        sent: how many bytes of content have been sent for each path.
    """

    daemon_threads = True

    def __init__(self, folder: Path, *, compresses: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.compresses = compresses
        self.missing: tuple[str, ...] = ()
        self.sent: dict[str, int] = {}

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - inherited
        """A browser that closes a connection it no longer needs is no error."""
        del request, client_address

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host  # type: ignore[mutable-override]  # what made it

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.folder / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file() or path.endswith(self.server.missing or ("\0",)):
            self._send(HTTPStatus.NOT_FOUND, b"", {})
            return
        headers = {
            "Content-Type": _TYPES.get(file.suffix) or guess_type(file.name)[0] or "text/plain",
            "Cache-Control": _FOR_EVER if _NAMED_BY_CONTENT.search(path) else _ASK_AGAIN,
            "ETag": f'"{file.stat().st_mtime_ns}"',
        }
        if self.headers.get("If-None-Match") == headers["ETag"]:
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
            return
        content = file.read_bytes()
        if self.server.compresses and file.suffix not in {".gz", ".br"}:
            encoding, content = _compressed(file)
            headers["Content-Encoding"] = encoding
        self._send(HTTPStatus.OK, content, headers)

    def _send(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.server.sent[self.path] = self.server.sent.get(self.path, 0) + len(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: only what goes wrong is told, by the browser."""


@cache
def _compressed(file: Path) -> tuple[str, bytes]:
    brotli = file.with_name(f"{file.name}.br")
    if brotli.is_file():
        return "br", brotli.read_bytes()
    return "gzip", gzip.compress(file.read_bytes(), mtime=0)


@contextmanager
def hosting(folder: Path, *, compresses: bool = True) -> Iterator[Host]:
    """Serve a folder while the block runs."""
    with Host(folder, compresses=compresses) as host:
        thread = Thread(target=host.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
