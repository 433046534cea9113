"""Serve the site the way a well-kept host does: compressed, and with its cache times."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED_BY_CONTENT: Final = re.compile(r"/checker/(python|rules)-[0-9a-f]+/")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_FOR_A_WHILE: Final = "public, max-age=600"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - inherited
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript; charset=utf-8",
        ".wasm": "application/wasm",
    }

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        content, encoding = _packed(path)
        kept = _FOR_EVER if _NAMED_BY_CONTENT.search(self.path) else _FOR_A_WHILE
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", kept)
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        del args


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - inherited
        """A browser that closes a connection it no longer needs is no error."""
        del request, client_address


@cache
def _packed(path: Path) -> tuple[bytes, str]:
    """Return a file's smallest form and what it is packed with; browsers of today take both."""
    beside = path.with_name(f"{path.name}.br")
    if beside.is_file():
        return beside.read_bytes(), "br"
    return gzip.compress(path.read_bytes(), mtime=0), "gzip"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives its address."""

    def handler(*arguments: Any) -> _Handler:  # noqa: ANN401 - the server's own
        return _Handler(*arguments, directory=str(folder))

    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
