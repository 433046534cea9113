"""``tilskudd new-year``: make the next edition of schemes from their newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA, WRONG_USAGE
from tilskudd_build.commands.common import (
    add_schemes,
    add_today,
    complain_of,
    complain_of_unknown,
    today,
    year,
)
from tilskudd_build.editing.carry_over import NewEdition, new_editions
from tilskudd_build.editing.transaction import RefusedError, write_checked, write_schemas
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.review.findings import FindingWriter
from tilskudd_build.review.freshness import overviews
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "new-year",
        help=format_message("new-year-help"),
        description=format_message("new-year-description"),
    )
    parser.arguments.add_argument("year", metavar="ÅR", type=year, help=format_message("year-help"))
    parser.arguments.add_argument(
        "names", metavar="ORDNING", nargs="*", help=format_message("new-year-schemes")
    )
    add_schemes(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the new editions and list what is to be confirmed in them."""
    try:
        catalogue = load(args.schemes, drafts=True).catalogue
        if complain_of_unknown(args.names, catalogue.schemes):
            return WRONG_USAGE
        made, left_out = new_editions(args.schemes, catalogue, args.year, args.names, today(args))
        write_schemas(args.schemes, write_checked(args.schemes, {e.path: e.text for e in made}))
    except LoadError as error:
        return complain_of(error)
    except RefusedError as refusal:
        complain(refusal)
        return WRONG_DATA
    for reason in left_out:
        complain(reason)
    if not made:
        complain(format_message("new-year-nothing"))
        return WRONG_DATA
    _list_what_is_left(args, made)
    return DONE


def _list_what_is_left(args: Namespace, made: list[NewEdition]) -> None:
    loaded = load(args.schemes, drafts=True)
    writer = FindingWriter(loaded.catalogue, loaded.positions)
    found = {overview.root: overview for overview in overviews(loaded, today(args))}
    for edition in made:
        overview = found["schemes", edition.scheme, "editions", edition.path.stem]
        tell(format_message("new-year-made", file=edition.path.as_posix(), base=edition.base))
        tell(format_message("to-confirm-count", count=len(overview.to_confirm)))
        for finding in overview.to_confirm:
            tell(writer.line(finding))
    tell(format_message("new-year-next"))
