"""``tilskudd new-scheme``: begin a new scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA
from tilskudd_build.commands.common import add_schemes, add_today, complain_of, today, year
from tilskudd_build.editing.carry_over import REVIEW_WITHIN
from tilskudd_build.editing.scaffold import new_scheme_files
from tilskudd_build.editing.transaction import RefusedError, write_checked, write_schemas
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "new-scheme",
        help=format_message("new-scheme-help"),
        description=format_message("new-scheme-description"),
    )
    parser.arguments.add_argument("name", metavar="ID", help=format_message("new-scheme-id"))
    parser.options.add_argument(
        "--year", metavar="ÅR", type=year, help=format_message("new-scheme-year")
    )
    parser.options.add_argument(
        "--source", metavar="KILDE", help=format_message("new-scheme-source")
    )
    add_schemes(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the new scheme's files."""
    day = today(args)
    values = {
        "year": args.year or day.year + 1,
        "today": day.isoformat(),
        "review_by": (day + REVIEW_WITHIN).isoformat(),
    }
    try:
        catalogue = load(args.schemes, drafts=True).catalogue
        files = new_scheme_files(args.schemes, catalogue, args.name, values, args.source)
        changed = write_schemas(args.schemes, write_checked(args.schemes, files))
    except LoadError as error:
        return complain_of(error)
    except RefusedError as refusal:
        complain(refusal)
        return WRONG_DATA
    for path in [*files, *changed]:
        tell(format_message("new-scheme-made", file=path.as_posix()))
    tell(format_message("new-scheme-next"))
    return DONE
