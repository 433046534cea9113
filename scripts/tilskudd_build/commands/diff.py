"""``tilskudd diff``: what differs between two editions or folders, and in which cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_USAGE
from tilskudd_build.commands.common import add_schemes, complain_of
from tilskudd_build.editing.transaction import RefusedError
from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.review.edition_diff import case_lines, edition_lines, folder_lines
from tilskudd_build.terminal.console import complain, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands
    from tilskudd_rules.model import Catalogue, Edition


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "diff", help=format_message("diff-help"), description=format_message("diff-description")
    )
    parser.arguments.add_argument("old", metavar="GAMMEL", help=format_message("diff-old"))
    parser.arguments.add_argument("new", metavar="NY", help=format_message("diff-new"))
    parser.options.add_argument(
        "--cases",
        metavar="DIR",
        type=Path,
        default=Path("tests/cases"),
        help=format_message("diff-cases"),
    )
    add_schemes(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the differences."""
    folders = [Path(name).is_dir() for name in (args.old, args.new)]
    try:
        lines = _folders(args) if all(folders) else _editions(args, folders)
    except LoadError as error:
        return complain_of(error)
    except RefusedError as refusal:
        complain(refusal)
        return WRONG_USAGE
    for line in lines:
        tell(line)
    return DONE


def _folders(args: Namespace) -> list[str]:
    old, new = (load(Path(name), drafts=True) for name in (args.old, args.new))
    found = folder_lines(old, new) or [format_message("diff-none")]
    return found + case_lines(old, new, read_cases(args.cases, new.catalogue.questions))


def _editions(args: Namespace, folders: list[bool]) -> list[str]:
    if any(folders):
        raise RefusedError(format_message("diff-mixed"))
    data = load(args.schemes, drafts=True)
    old, new = (_edition(name, data.catalogue) for name in (args.old, args.new))
    if old.scheme != new.scheme:
        raise RefusedError(format_message("diff-two-schemes"))
    found = edition_lines(data, data.catalogue.schemes[old.scheme], old, new)
    cases = read_cases(args.cases, data.catalogue.questions)
    return (found or [format_message("diff-none")]) + case_lines(
        data, data, cases, only=(old.scheme, old.year), year=new.year
    )


def _edition(name: str, catalogue: Catalogue) -> Edition:
    scheme, slash, year = name.rstrip("/").rpartition("/")
    if not slash or scheme not in catalogue.schemes:
        raise RefusedError(format_message("diff-wrong", found=name))
    editions = catalogue.schemes[scheme].editions
    if year not in editions:
        expected = ", ".join(f"{scheme}/{one}" for one in sorted(editions))
        raise RefusedError(format_message("diff-no-edition", found=name, expected=expected))
    return editions[year]
