"""``tilskudd serve``: show the site, and keep it up with what is saved."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import DONE, WRONG_USAGE
from tilskudd_build.files.messages import format_message
from tilskudd_build.live.builder import Builder
from tilskudd_build.live.http_server import running
from tilskudd_build.live.server import LiveServer
from tilskudd_build.live.watcher import watching
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands
    from tilskudd_build.live.builder import Built

_ADDRESS: Final = "127.0.0.1:8000"
_WATCHED: Final = (
    "schemes",
    "docs",
    "scripts/tilskudd_build",
    "checker",
    "tests/cases",
    "mkdocs.yml",
)
_MOST_PORTS: Final = 65_535


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "serve", help=format_message("serve-help"), description=format_message("serve-description")
    )
    parser.options.add_argument(
        "--address",
        metavar="ADRESSE",
        type=_address,
        default=_ADDRESS,
        help=format_message("serve-address"),
    )
    parser.set_defaults(run=run)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _MOST_PORTS:
        raise argparse.ArgumentTypeError(format_message("serve-wrong-address", found=text))
    return host.strip("[]"), int(port)


def run(args: Namespace) -> int:
    """Serve until Ctrl-C."""
    root = Path.cwd()
    with TemporaryDirectory() as place:
        folder = Path(place) / "site"
        folder.mkdir()
        try:
            with running(LiveServer(folder, args.address)) as server:
                _keep_up(root, folder, server)
        except OSError:
            host, port = args.address
            complain(format_message("serve-taken", address=f"{host}:{port}", near=port + 1))
            return WRONG_USAGE
        except KeyboardInterrupt:
            tell("")
    return DONE


def _keep_up(root: Path, folder: Path, server: LiveServer) -> None:
    """Build, and again whenever something is saved."""
    builder = Builder(root, folder)
    tell(format_message("serve-building"))
    try:
        with watching(root / name for name in _WATCHED) as saved:
            version = _told(builder.build(), server, 0)
            tell(format_message("serve-at", address=server.address))
            while True:
                code = any(path.suffix == ".py" for path in saved())
                server.tell({"version": version, "note": format_message("serve-panel-building")})
                version = _told(builder.build(afresh=code), server, version)
    finally:
        builder.close()


def _told(built: Built, server: LiveServer, version: int) -> int:
    """Tell terminal and browser what came of a build; return the version on show."""
    at = time.strftime("%H:%M:%S")
    if built.errors:
        count = len(built.errors)
        for error in built.errors:
            complain(error.told)
        complain(format_message("serve-kept", time=at, count=count))
        shown = [
            {"place": one.place, "text": one.text, "excerpt": list(one.excerpt), "help": one.help}
            for one in built.errors
        ]
        server.tell(
            {
                "version": version,
                "title": format_message("serve-panel-title"),
                "lead": format_message("serve-panel-lead", count=count),
                "more": format_message("serve-panel-more"),
                "messages": shown,
            }
        )
        return version
    seconds = f"{built.seconds:.1f}".replace(".", ",")
    if built.changed:
        version += 1
        tell(format_message("serve-done", time=at, seconds=seconds, pages=built.pages))
    else:
        tell(format_message("serve-nothing", time=at))
    server.tell({"version": version})
    return version
