"""``tilskudd schema``: write the JSON Schemas that editors read, and name them in every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA
from tilskudd_build.commands.common import add_schemes, complain_of
from tilskudd_build.editing.transaction import outdated
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "schema",
        help=format_message("schema-help"),
        description=format_message("schema-description"),
    )
    parser.options.add_argument("--check", action="store_true", help=format_message("schema-check"))
    add_schemes(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write what is out of date, or only say so."""
    try:
        found = outdated(args.schemes, load(args.schemes, drafts=True).catalogue)
    except LoadError as error:
        return complain_of(error)
    for path, text in found.items():
        if args.check:
            complain(format_message("schema-outdated", file=path.as_posix()))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
            tell(format_message("schema-written", file=path.as_posix()))
    if args.check and found:
        complain(format_message("schema-run"))
        return WRONG_DATA
    tell(format_message("schema-done"))
    return DONE
