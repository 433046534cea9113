"""What several commands share: the folder of schemes, the day, and how a mistake ends a command."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import WRONG_DATA
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.ci_annotations import as_json, github, level
from tilskudd_build.terminal.console import complain, tell_programs
from tilskudd_rules.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tilskudd_build.commands import Parser
    from tilskudd_build.files.loader import LoadError
    from tilskudd_build.files.messages import Message

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2999


def add_schemes(parser: Parser) -> None:
    """Let another folder of schemes be named."""
    parser.options.add_argument(
        "--schemes",
        metavar="DIR",
        type=Path,
        default=Path("schemes"),
        help=format_message("validate-folder"),
    )


def add_today(parser: Parser) -> None:
    """Let another day than today be named; the clock is read here and nowhere else."""
    parser.options.add_argument(
        "--today", metavar="DATO", type=_day, default=None, help=format_message("today-help")
    )


def today(args: argparse.Namespace) -> date:
    """Return the day the command runs as of."""
    named: date | None = args.today
    return named or date.today()  # noqa: DTZ011 - the user's own calendar day


def year(text: str) -> int:
    """Read a year in an argument."""
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def complain_of(error: LoadError, shape: str = "text") -> int:
    """Show every mistake in the files; return the exit code.

    Args:
        error: what holds them.
        shape: as for :func:`show`.
    """
    show(error.messages, shape)
    if shape == "text":
        mistakes = [one for one in error.messages if not one.is_warning]
        complain(format_message("validate-failed", count=len(mistakes)))
    return WRONG_DATA


def show(messages: Sequence[Message], shape: str = "text") -> None:
    """Show what there is to say of the files.

    Args:
        messages: mistakes and warnings.
        shape: ``text``; or ``json`` or ``github`` for other programs, to which it is a result and
            goes to standard output.
    """
    match shape:
        case "json":
            tell_programs(as_json(messages))
        case "github":
            for one in messages:
                text = "\n".join([one.text, *one.excerpt, one.help])
                tell_programs(github(level(one), one.file, one.line, one.column, text))
        case _:
            for message in messages:
                complain(message)


def complain_of_unknown(names: Iterable[str], schemes: Collection[str]) -> bool:
    """Say of each name that it is no scheme's; return whether any was not."""
    unknown = [name for name in names if name not in schemes]
    for name in unknown:
        near = nearest(name, schemes)
        said = "unknown-scheme-near" if near else "unknown-scheme"
        complain(format_message(said, name=name, near=near, expected=", ".join(schemes)))
    return bool(unknown)
