"""The command ``tilskudd``: finds the command asked for, and runs it.

Exit codes: 0 done, 1 the data or the situation is wrong, or the system refuses, 2 wrong usage.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import WRONG_DATA, WRONG_USAGE, Parser
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal import console
from tilskudd_rules.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS: Final = (
    "check",
    "validate",
    "verify",
    "new-year",
    "new-call",
    "new-scheme",
    "status",
    "diff",
    "build",
    "preview",
    "release",
    "schema",
    "links",
    "serve",
)
"""In the order the help lists them; a new command is a module of :mod:`tilskudd_build.commands`
named here."""

_REASONS: Final = {
    errno.ENOSPC: "refused-full",
    errno.EDQUOT: "refused-full",
    errno.EACCES: "refused-access",
    errno.EPERM: "refused-access",
    errno.EROFS: "refused-access",
    errno.EBADF: "refused-closed",
}
_INTERRUPTED: Final = 130
"""What shells give for a program ended with Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv``, or in the program's own arguments; return the exit code."""
    try:
        console.prepare()
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        # The reader of our output has left.
        _give_up_streams()
        return WRONG_DATA
    except OSError as error:
        with suppress(OSError):
            console.complain(_refusal(error))
        _give_up_streams()
        return WRONG_DATA
    except KeyboardInterrupt:
        console.complain(format_message("interrupted"))
        return _INTERRUPTED
    return code


def _run(argv: Sequence[str]) -> int:
    asked = argv[0] if argv else ""
    # Only the command asked for is imported: the others take time and are not used.
    parser = _parser([asked] if asked in _COMMANDS else _COMMANDS)
    if asked and not asked.startswith("-") and asked not in _COMMANDS:
        return _unknown_command(parser, asked)
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        console.complain(
            format_message(
                "unknown-arguments", found=" ".join(unknown), program=f"{parser.prog} {argv[0]}"
            )
        )
        return WRONG_USAGE
    code: int = args.run(args)
    return code


def _parser(names: Sequence[str]) -> Parser:
    parser = Parser("tilskudd", format_message("program"))
    commands = parser.add_subparsers(
        title=format_message("commands"), metavar="KOMMANDO", required=True, parser_class=Parser
    )
    for name in names:
        module = import_module(f"tilskudd_build.commands.{name.replace('-', '_')}")
        module.add_parser(commands)
    return parser


def _unknown_command(parser: Parser, found: str) -> int:
    console.complain(parser.format_usage().rstrip())
    near = nearest(found, _COMMANDS)
    said = "unknown-command-near" if near else "unknown-command"
    console.complain(format_message(said, found=found, near=near))
    return WRONG_USAGE


def _refusal(error: OSError) -> str:
    """Say in one line what the system refuses: the disk is full, a folder not to be written in."""
    code = _REASONS.get(error.errno or 0)
    reason = format_message(code) if code else error.strerror or type(error).__name__
    if error.filename is None:
        return format_message("refused", reason=reason)
    return format_message("refused-file", reason=reason, file=error.filename)


def _give_up_streams() -> None:
    """Let Python's own last flush of what cannot be written go nowhere."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            os.fstat(number)
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
