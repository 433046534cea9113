"""``tilskudd preview``: build the site as on another day, to be proof-read before publishing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import DONE, WRONG_USAGE
from tilskudd_build.commands.build import build
from tilskudd_build.files.messages import format_message
from tilskudd_build.live.http_server import FolderServer
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands

_PORT: Final = 8001
"""Beside the one of ``make serve``."""


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "preview",
        help=format_message("preview-help"),
        description=format_message("preview-description"),
    )
    parser.options.add_argument(
        "--date", metavar="DATO", required=True, help=format_message("preview-date-help")
    )
    parser.options.add_argument(
        "--site-dir",
        metavar="DIR",
        type=Path,
        default=Path("build/preview"),
        help=format_message("preview-site-dir"),
    )
    parser.options.add_argument(
        "--serve", action="store_true", help=format_message("preview-serve")
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Build the site as on the day; show it until interrupted where that is asked for."""
    if not _is_day(args.date):
        complain(format_message("preview-date", found=args.date))
        return WRONG_USAGE
    site_dir: Path = args.site_dir
    code = build(site_dir, preview=args.date)
    if code != DONE:
        return code
    tell(format_message("preview-done", folder=site_dir))
    if args.serve:
        _serve(site_dir)
    return DONE


def _is_day(text: str) -> bool:
    """Tell whether a text is a day that exists, written ``2027-01-15``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _serve(site_dir: Path) -> None:
    with preview_server(site_dir) as server:
        tell(format_message("preview-address", address=server.address))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            # How one leaves it: nothing was interrupted.
            return


def preview_server(site_dir: Path) -> FolderServer:
    """Return a web server for a preview, on this machine only, at a port that is free."""
    try:
        return FolderServer(site_dir, ("127.0.0.1", _PORT))
    except OSError:
        return FolderServer(site_dir)
