"""Serve the site on show, and tell the open pages what happens to it."""

from __future__ import annotations

import json
import threading
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final, override

from tilskudd_build.files.messages import format_message
from tilskudd_build.live.http_server import FolderHandler, FolderServer
from tilskudd_build.site.csp import policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OWN: Final = "/@live/"
"""What begins so is the server's own; no page of the site is called that."""
_OWN_FILES: Final = ("live.mjs", "live.css")
_HERE: Final = Path(__file__).parent
_IN_HEAD: Final = (
    f'<link rel="stylesheet" href="{_OWN}live.css">'
    f'<script type="module" src="{_OWN}live.mjs"></script></head>'
)
_SIGN_OF_LIFE_S: Final = 10.0
"""How often a silent connection is tried, so that those nobody listens to come to an end."""


class LiveServer(FolderServer):
    """A web server for one folder and the news of it.

    Args:
        folder: the site on show.
        at: host and port; port 0 takes any that is free.

    Raises:
        OSError: the host or the port cannot be used.
    """

    def __init__(self, folder: Path, at: tuple[str, int]) -> None:
        self._news = threading.Condition()
        self._number = 0
        self._state: Mapping[str, object] = {"version": 0}
        super().__init__(folder, at, _Handler)

    def tell(self, state: Mapping[str, object]) -> None:
        """Tell every open page, and those opened later, how things are.

        Args:
            state: ``version``, a number that changes with the site; ``title``, ``lead`` and
                ``messages`` where something is wrong; ``note`` where something is under way.
        """
        with self._news:
            self._number += 1
            self._state = state
            self._news.notify_all()

    def states(self) -> Iterator[Mapping[str, object] | None]:
        """Yield how things are, and again whenever that changes; nothing as a sign of life."""
        seen = -1
        while True:
            with self._news:
                if seen == self._number:
                    self._news.wait(_SIGN_OF_LIFE_S)
                news = None if seen == self._number else self._state
                seen = self._number
            yield news


class _Handler(FolderHandler):
    server: LiveServer  # type: ignore[mutable-override] # what made it

    @override
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == f"{_OWN}events":
            self._send_events()
        elif path.startswith(_OWN):
            self._send_own(path.removeprefix(_OWN))
        else:
            self._send_site()

    def _send_site(self) -> None:
        """Send a file of the site; pages with the script that keeps them up to date."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                super().do_GET()
                return
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._send_page(path.read_text(encoding="utf-8"), HTTPStatus.OK)
        elif path.is_file():
            super().do_GET()
        else:
            missing = self.server.folder / "404.html"
            if missing.is_file():
                self._send_page(missing.read_text(encoding="utf-8"), HTTPStatus.NOT_FOUND)
            else:
                self._send_page(_no_site(), HTTPStatus.SERVICE_UNAVAILABLE)

    def _send_page(self, html: str, status: HTTPStatus) -> None:
        page = html.replace("</head>", _IN_HEAD, 1).encode()
        self.send_content(page, {"Content-Type": "text/html; charset=utf-8"}, status)

    def _send_own(self, name: str) -> None:
        if name in _OWN_FILES:
            kind = f"{self.guess_type(name)}; charset=utf-8"
            self.send_content((_HERE / name).read_bytes(), {"Content-Type": kind})
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send_events(self) -> None:
        """Send the news for as long as the page is there to hear it."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for state in self.server.states():
            line = ":" if state is None else f"data: {json.dumps(state, ensure_ascii=False)}"
            self.wfile.write(f"{line}\n\n".encode())
            self.wfile.flush()


def _no_site() -> str:
    """Return the page shown while there is no site yet."""
    title = escape(format_message("serve-empty-title"))
    html = (
        '<!doctype html><html lang="nb"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        "<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
    return html.format(
        policy=escape(policy("", runs_python=False)),
        title=title,
        text=escape(format_message("serve-empty-text")),
    )
