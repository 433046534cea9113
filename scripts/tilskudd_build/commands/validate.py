"""``tilskudd validate``: hold every scheme file against the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE
from tilskudd_build.commands.common import complain_of, show
from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands
    from tilskudd_build.files.loader import Loaded
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path as DataPath


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "validate",
        help=format_message("validate-help"),
        description=format_message("validate-description"),
    )
    parser.arguments.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=Path("schemes"),
        help=format_message("validate-folder"),
    )
    parser.options.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help=format_message("validate-format"),
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Show every mistake and every doubt, or what was found to be in order."""
    try:
        loaded = load(args.folder, drafts=True)
        read_cases(
            args.folder.parent / "tests" / "cases", loaded.catalogue.questions, loaded.catalogue
        )
    except LoadError as error:
        return complain_of(error, args.format)
    show(loaded.warnings, args.format)
    if args.format != "json":
        tell(_summary(loaded))
    return DONE


def _summary(loaded: Loaded) -> str:
    catalogue = loaded.catalogue
    done = format_message(
        "validate-done-with-warnings" if loaded.warnings else "validate-done",
        warnings=len(loaded.warnings),
        schemes=len(catalogue.schemes),
        editions=sum(len(scheme.editions) for scheme in catalogue.schemes.values()),
        municipalities=len(catalogue.municipalities),
    )
    if not loaded.drafts:
        return done
    names = ", ".join(_name(draft, catalogue) for draft in loaded.drafts)
    return f"{done}\n{format_message('validate-drafts', names=names)}"


def _name(draft: DataPath, catalogue: Catalogue) -> str:
    """Return what a draft is called: a scheme, or an edition of one."""
    name = catalogue.schemes[str(draft[1])].short_name.nb
    is_edition = len(draft) > 2
    return format_message("status-edition", name=name, year=draft[-1]) if is_edition else name
