"""``tilskudd new-call``: add the call of a county governor or a directorate to an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA, WRONG_USAGE
from tilskudd_build.commands.common import add_schemes, complain_of, complain_of_unknown, year
from tilskudd_build.editing.carry_over import why_ended
from tilskudd_build.editing.scaffold import NewCall, with_call
from tilskudd_build.editing.transaction import RefusedError, read_text, write_checked
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "new-call",
        help=format_message("new-call-help"),
        description=format_message("new-call-description"),
    )
    arguments = parser.arguments
    arguments.add_argument("scheme", metavar="ORDNING", help=format_message("scheme-help"))
    arguments.add_argument("year", metavar="ÅR", type=year, help=format_message("year-help"))
    arguments.add_argument(
        "authority", metavar="MYNDIGHET", help=format_message("new-call-authority")
    )
    arguments.add_argument("--round", metavar="NAVN", help=format_message("new-call-round"))
    add_schemes(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Add the call, and say where it stands."""
    try:
        catalogue = load(args.schemes, drafts=True).catalogue
        if complain_of_unknown([args.scheme], catalogue.schemes):
            return WRONG_USAGE
        scheme = catalogue.schemes[args.scheme]
        edition = scheme.editions.get(str(args.year))
        if edition is None and scheme.is_over(args.year):
            complain(why_ended(scheme, args.schemes))
            return WRONG_DATA
        if edition is None:
            complain(format_message("new-call-no-edition", scheme=args.scheme, year=args.year))
            return WRONG_DATA
        path = args.schemes / args.scheme / f"{args.year}.yaml"
        new = NewCall(args.authority, args.round)
        text, line = with_call(path, edition, read_text(path), new, catalogue)
        write_checked(args.schemes, {path: text})
    except LoadError as error:
        return complain_of(error)
    except RefusedError as refusal:
        complain(refusal)
        return WRONG_DATA
    tell(format_message("new-call-made", file=path.as_posix(), line=line, name=args.authority))
    return DONE
