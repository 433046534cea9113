"""A web server as /redaktor/ asks for one: compressed files, and names that are kept for ever."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final, override

from tilskudd_build.live.http_server import FolderHandler, FolderServer, running

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED_BY_CONTENT: Final = re.compile(r"/(python|rules|npm)-\w+/")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


class Host(FolderServer):
    """Serves one folder.

    Attributes:
        compresses: whether it sends compressed what is asked for plain.
        missing: ends of paths that are not found, though they are there.
        sent: how many bytes of content have been sent for each path.
    """

    def __init__(self, folder: Path, *, compresses: bool = True) -> None:
        self.compresses = compresses
        self.missing: tuple[str, ...] = ()
        self.sent: dict[str, int] = {}
        super().__init__(folder, handler=_Handler)

    @property
    @override
    def headers(self) -> dict[str, str]:
        return {}


class _Handler(FolderHandler):
    protocol_version = "HTTP/1.1"
    server: Host  # type: ignore[mutable-override]  # what made it

    @override
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file() or path.endswith(self.server.missing or ("\0",)):
            self._send(b"", {}, HTTPStatus.NOT_FOUND)
            return
        headers = {
            "Content-Type": self.guess_type(file.name),
            "Cache-Control": _FOR_EVER if _NAMED_BY_CONTENT.search(path) else _ASK_AGAIN,
            "ETag": f'"{file.stat().st_mtime_ns}"',
        }
        if self.headers.get("If-None-Match") == headers["ETag"]:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return
        content = file.read_bytes()
        if self.server.compresses and file.suffix not in {".gz", ".br"}:
            headers["Content-Encoding"], content = _compressed(file)
        self._send(content, headers)

    def _send(
        self, content: bytes, headers: dict[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        self.send_content(content, headers, status)
        self.server.sent[self.path] = self.server.sent.get(self.path, 0) + len(content)


@cache
def _compressed(file: Path) -> tuple[str, bytes]:
    brotli = file.with_name(f"{file.name}.br")
    if brotli.is_file():
        return "br", brotli.read_bytes()
    return "gzip", gzip.compress(file.read_bytes(), mtime=0)


@contextmanager
def hosting(folder: Path, *, compresses: bool = True) -> Iterator[Host]:
    """Serve a folder while the block runs."""
    with running(Host(folder, compresses=compresses)) as host:
        yield host
