"""``tilskudd build``: build the site to be published, beside the old one, and swap them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA, WRONG_USAGE
from tilskudd_build.files.messages import format_message
from tilskudd_build.pages.words import DEFAULT_LANGUAGE, words
from tilskudd_build.site.mkdocs_build import CONFIGURATION, SiteError, build_site
from tilskudd_build.site.release import made_in_words, read_release
from tilskudd_build.site.swap import may_be_replaced, replaced
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "build", help=format_message("build-help"), description=format_message("build-description")
    )
    parser.options.add_argument(
        "--site-dir",
        metavar="DIR",
        type=Path,
        default=Path("site"),
        help=format_message("build-site-dir"),
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Build the site, and say which release it is."""
    code = build(args.site_dir)
    if code == DONE and (release := read_release(args.site_dir)):
        made = made_in_words(release.made, words(DEFAULT_LANGUAGE))
        tell(format_message("build-done", folder=args.site_dir, name=release.name, made=made))
    return code


def build(site_dir: Path, preview: str = "") -> int:
    """Build the site of the project one stands in; return the exit code.

    Args:
        site_dir: where it is to be.
        preview: the day that it is shown as on, where it is to be proof-read.
    """
    if not Path(CONFIGURATION).is_file():
        complain(format_message("build-no-project", file=CONFIGURATION))
        return WRONG_DATA
    if not may_be_replaced(site_dir):
        complain(format_message("build-folder", folder=site_dir))
        return WRONG_USAGE
    tell(format_message("build-building"))
    try:
        with replaced(site_dir, lambda builder: _wait(site_dir, builder)) as aside:
            build_site(Path.cwd(), aside, production=True, preview=preview)
    except SiteError as error:
        for message in error.messages:
            complain(message)
        complain(format_message("build-failed", folder=site_dir))
        return WRONG_DATA
    return DONE


def _wait(site_dir: Path, builder: str) -> None:
    complain(format_message("build-waits", folder=site_dir, builder=builder))
