"""Show a folder with a site in it, on this machine only, until it is stopped.

Apart from :mod:`tilskudd_build.site.preview`, for each build reads that and none needs a server.
"""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final, override

if TYPE_CHECKING:
    from pathlib import Path

_PORT: Final = 8001
"""Beside the one of ``make serve``."""


def server(site_dir: Path) -> ThreadingHTTPServer:
    """Return a web server for a folder, on this machine only, at a free port."""
    handler = partial(_Handler, directory=str(site_dir))
    try:
        return ThreadingHTTPServer(("127.0.0.1", _PORT), handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - inherited
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    @override
    def end_headers(self) -> None:
        # The next preview must be seen at once.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    @override
    def log_message(self, *args: object) -> None:
        del args
