"""Real web servers with the site on them, as whoever publishes it would set them up.

Each is a process of its own on a free port, with its own configuration and folder: nothing that is
installed or running on the machine is touched.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ensure_programs import find_program, how_to_get

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

type Kind = Literal["nginx", "apache"]

_APACHE_MODULES: Final = (
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/usr/lib/httpd/modules",
    "/usr/libexec/apache2",
)
_LOADED: Final = (
    *("mpm_event", "unixd", "authz_core", "mime", "dir", "alias"),
    *("headers", "rewrite", "filter", "deflate"),
)
"""Those that Apache has on after being installed, and those that the site's file makes use of."""
_NOBODY: Final = 65534
_PATIENCE_S: Final = 20

_NGINX: Final = """\
daemon off;
master_process off;
pid {own}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    uwsgi_temp_path {own}/uwsgi;
    scgi_temp_path {own}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {root}{base}nginx.conf;
    }}
}}
"""
_APACHE: Final = """\
{modules}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {own}/pid
DefaultRuntimeDir {own}
ErrorLog {own}/apache.log
TypesConfig /dev/null
DocumentRoot {own}
Alias {base} {root}{base}
<Directory {root}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers.

    Attributes:
        headers: with lower-case names; what is sent twice is here twice, with a comma between.
        content: as it was sent, compressed or not.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class WebServer:
    """A server that runs, and the site on it.

    Attributes:
        base: the path of the site's root.
        site: the folder that it serves.
    """

    port: int
    base: str
    site: Path

    def get(self, path: str, accepts: str | None = None, **headers: str) -> Answer:
        """Ask for a file of the site, naming the encodings that are accepted."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)
        try:
            connection.putrequest("GET", self.base + path, skip_accept_encoding=True)
            for name, value in (
                *sent.items(),
                *([("Accept-Encoding", accepts)] if accepts else []),
            ):
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            named: dict[str, str] = {}
            for name, value in response.getheaders():
                key = name.lower()
                named[key] = f"{named[key]}, {value}" if key in named else value
            return Answer(response.status, named, response.read())
        finally:
            connection.close()


@contextmanager
def running(kind: Kind, root: Path, base: str, own: Path) -> Iterator[WebServer]:
    """Run a server while the block runs.

    Args:
        kind: which.
        root: what it serves; the site lies in it, in the folder that ``base`` names.
        base: the path of the site's root, as ``SITE_URL`` told the build.
        own: an empty folder for what the server itself writes.
    """
    program = find_program(kind)
    assert program is not None, how_to_get(kind)
    # Apache serves nothing as root; and no server should.
    as_nobody = os.geteuid() == 0
    if as_nobody:
        os.chown(own, _NOBODY, _NOBODY)
    port = _free_port()
    config = own / "server.conf"
    settings = {"own": own, "port": port, "root": root, "base": base}
    if kind == "nginx":
        config.write_text(_NGINX.format(**settings), encoding="utf-8")
        arguments = ["-p", str(own), "-c", str(config), "-e", "stderr"]
    else:
        config.write_text(_APACHE.format(**settings, modules=_modules()), encoding="utf-8")
        arguments = ["-f", str(config), "-DFOREGROUND"]
    with (own / "server.log").open("w") as said:
        server = subprocess.Popen(
            [program, *arguments],
            stdout=said,
            stderr=said,
            user=_NOBODY if as_nobody else None,
            group=_NOBODY if as_nobody else None,
            extra_groups=[] if as_nobody else None,
        )
        try:
            _wait_for(server, port, own)
            yield WebServer(port, base, root / base.strip("/"))
        finally:
            server.terminate()
            server.wait(_PATIENCE_S)


def _modules() -> str:
    folder = next(path for path in map(Path, _APACHE_MODULES) if path.is_dir())
    # Some systems build a module in; then there is no file of it.
    files = [(name, folder / f"mod_{name}.so") for name in _LOADED]
    return "\n".join(f"LoadModule {name}_module {file}" for name, file in files if file.exists())


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, own: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("".join(log.read_text(encoding="utf-8") for log in own.glob("*.log")))
