"""Firefox and WebKit, driven by what they bring themselves: Marionette and WebDriver.

Both speak the same commands, the one over a socket of its own, the other over HTTP; the few that
are used here do not call for a library.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_S: Final = 90
_IN_THE_MIDDLE: Final = "{ block: 'center', behavior: 'instant' }"
_ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
"""How WebDriver names an element in JSON."""


class DriverError(Exception):
    """The browser could not do it."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")


class MissingBrowserError(Exception):
    """The browser, or what drives it, is not installed."""


class Driver(ABC):
    """A browser with one page."""

    @abstractmethod
    def command(self, name: str, **parameters: object) -> Any:
        """Have the browser do something, named as Marionette names it."""

    def go(self, address: str) -> None:
        self.command("Navigate", url=address)

    def run(self, script: str) -> Any:
        """Run the body of an async function in the page; return what it returns."""
        script = f"return (async () => {{ {script} }})()"
        return self.command("ExecuteScript", script=script, args=[])

    def click(self, selector: str) -> None:
        """Click it, as soon as it stands where it can be clicked."""
        _wait(lambda: self._clicks(selector), f"{selector} could be clicked")

    def _clicks(self, selector: str) -> bool:
        # WebKit's driver takes what stands just below the window's edge for seen, does not scroll
        # to it, and then cannot click it.
        self.run(
            f"document.querySelector({json.dumps(selector)})?.scrollIntoView({_IN_THE_MIDDLE})"
        )
        self.command("ElementClick", id=self._find(selector))
        return True

    def write(self, selector: str, text: str) -> None:
        self.command("ElementSendKeys", id=self._find(selector), text=text)

    def wait_for(self, script: str) -> Any:
        """Run a script until it returns something true."""
        return _wait(lambda: self.run(script), f"the page came to {script!r}")

    def _find(self, selector: str) -> str:
        found = self.command("FindElement", using="css selector", value=selector)
        return str(found[_ELEMENT])


class Marionette(Driver):
    """Firefox's own protocol: JSON with its length before it."""

    def __init__(self, port: int) -> None:
        self._socket = _wait(
            lambda: socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S),
            "Firefox opened its port",
        )
        self._stream = self._socket.makefile("rb")
        self._last = 0
        self._receive()
        self.command("NewSession")

    def command(self, name: str, **parameters: object) -> Any:
        self._last += 1
        message = json.dumps([0, self._last, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error is not None:
            raise DriverError(name, error["message"])
        # What a command gives back alone is wrapped.
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _receive(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) not in {b":", b""}:
            length += one
        return json.loads(self._stream.read(int(length)))


class WebDriver(Driver):
    """The W3C's protocol, over HTTP."""

    _PATHS: Final = {
        "Navigate": "url",
        "ExecuteScript": "execute/sync",
        "FindElement": "element",
        "ElementClick": "element/{id}/click",
        "ElementSendKeys": "element/{id}/value",
    }

    def __init__(self, port: int, capabilities: dict[str, object]) -> None:
        self._address = f"http://127.0.0.1:{port}/session"
        body = {"capabilities": {"alwaysMatch": capabilities}}
        session = _wait(lambda: self._post("", body), "the driver opened its port")
        self._address += f"/{session['sessionId']}/"

    def command(self, name: str, **parameters: object) -> Any:
        return self._post(self._PATHS[name].format(**parameters), parameters)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body).encode()
        request = Request(f"{self._address}{path}", data, {"Content-Type": "application/json"})  # noqa: S310 - this machine's own
        try:
            with urlopen(request, timeout=PATIENCE_S) as response:  # noqa: S310 - this machine's own
                return json.load(response)["value"]
        except HTTPError as error:
            raise DriverError(path, json.load(error)["value"]["error"]) from None


@contextmanager
def firefox() -> Iterator[Driver]:
    """Start Firefox, with a profile of its own."""
    program = _program("firefox-esr", "firefox")
    port = _free_port()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        preferences = Path(profile) / "user.js"
        preferences.write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command):
            yield Marionette(port)


@contextmanager
def webkit() -> Iterator[Driver]:
    """Start WebKit's small browser, on a screen that nobody sees."""
    driver = _program("WebKitWebDriver")
    screen = _program("Xvfb")
    places = Path("/usr/lib").glob("**/webkit2gtk-4*/MiniBrowser")
    browser = next((str(place) for place in sorted(places)), None)
    if browser is None:
        raise MissingBrowserError
    port = _free_port()
    with ExitStack() as stack:
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        reading, writing = os.pipe()
        stack.enter_context(_running([screen, "-displayfd", str(writing)], pass_fds=[writing]))
        os.close(writing)
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        environment = os.environ | {
            "DISPLAY": display,
            "HOME": home,
            "GDK_BACKEND": "x11",
            # There is no graphics card, and no sandbox within a sandbox.
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        stack.enter_context(_running([driver, f"--port={port}"], env=environment))
        options = {"binary": browser, "args": ["--automation"]}
        yield WebDriver(port, {"webkitgtk:browserOptions": options})


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise MissingBrowserError
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _running(command: list[str], **options: Any) -> Iterator[None]:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(attempt: Callable[[], Any], event: str) -> Any:
    """Try until it gives something true; what went wrong the last time is told."""
    until = time.monotonic() + PATIENCE_S
    why = ""
    while time.monotonic() < until:
        try:
            if found := attempt():
                return found
        except (URLError, ConnectionError, DriverError) as error:
            # It has not started, or does not stand there, yet.
            why = f" ({error})"
        time.sleep(0.2)
    raise DriverError(event, f"never, in {PATIENCE_S} seconds{why}")
