"""The checker's files as the site serves them, and a real browser that loads them.

A measurement of the start-up finds here what it needs: `bundle()` for the files and `open_page()`
for a page under a server of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from ensure_browser import find_browser
from tilskudd_build.bundle import write_runtime
from tilskudd_build.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
SITE: Final = ROOT / "build" / "bench" / "site"
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EMPTY_PAGE: Final = "<!doctype html><html lang='nb'><meta charset='utf-8'><title>Måling</title>"


@cache
def bundle() -> Path:
    """Build the checker's files with the builder the site uses; return their folder."""
    loaded, _ = load(ROOT / "schemes")
    write_runtime(SITE, loaded)
    (SITE / "index.html").write_text(EMPTY_PAGE, encoding="utf-8")
    return SITE / "checker"


@contextmanager
def open_page() -> Iterator[Page]:
    """Open an empty page of a site that holds the checker's files, in a real browser.

    Raises:
        LookupError: there is no browser.
    """
    browser_path = find_browser()
    if browser_path is None:
        message = "no Chromium was found"
        raise LookupError(message)
    bundle()
    with _serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=[*ARGUMENTS])
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()


class _Handler(SimpleHTTPRequestHandler):
    extensions_map: dict[str, str] = {  # noqa: RUF012 - as the class it extends has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments, directory=str(SITE))  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: only what goes wrong is told, by the browser."""


@contextmanager
def _serve() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
