"""``tilskudd release``: what the built site is called, and which releases are withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE
from tilskudd_build.commands.common import add_schemes, complain_of
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words
from tilskudd_build.site.release import made_in_words, read_release
from tilskudd_build.terminal.console import tell
from tilskudd_rules.statements import LANGUAGES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from tilskudd_build.commands import Commands
    from tilskudd_build.files.withdrawals import Withdrawal


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "release",
        help=format_message("release-help"),
        description=format_message("release-description"),
    )
    parser.arguments.add_argument(
        "site",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=Path("site"),
        help=format_message("release-site"),
    )
    add_schemes(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Say what there is; a site that is not built yet is no mistake."""
    try:
        loaded = load(args.schemes)
    except LoadError as error:
        return complain_of(error)
    language = LANGUAGES[0]
    release = read_release(args.site)
    if release is None:
        tell(format_message("release-not-built", folder=args.site.as_posix()))
    else:
        made = made_in_words(release.made, words(language))
        tell(
            format_message(
                "release-built", folder=args.site.as_posix(), name=release.name, made=made
            )
        )
    formatter = Formatter(words(language), loaded.catalogue, language)
    tell(format_message("release-withdrawn" if loaded.withdrawals else "release-none-withdrawn"))
    for one in loaded.withdrawals:
        tell(
            format_message(
                "release-one", day=one.withdrawn_on, what=" ".join(_what(one, formatter))
            )
        )
        tell(format_message("release-why", text=formatter.text(one.text)))
    return DONE


def _what(withdrawal: Withdrawal, formatter: Formatter) -> Iterable[str]:
    said = formatter.words["releases"]
    if withdrawal.before is not None:
        yield said["before"].format(moment=formatter.moment(withdrawal.before))
    if withdrawal.releases:
        yield said["named"].format(names=formatter.listing(withdrawal.releases))
