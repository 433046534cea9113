"""The commands of ``tilskudd``, a module each.

A command module has ``add_parser(commands)``, which describes its arguments and makes ``run`` the
parser's default for ``run``, and ``run(args)``, which returns the exit code: 0 done, 1 the data or
the situation is wrong. :mod:`tilskudd_build.commands.main` lists the modules.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, override

from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import complain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

type Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001 - argparse's only name for it

DONE = 0
WRONG_DATA = 1
WRONG_USAGE = 2


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are Norwegian."""

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        # argparse asks with an empty prefix where it needs the usage as a part of a name.
        super().add_usage(
            usage, actions, groups, format_message("usage") if prefix is None else prefix
        )


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Norwegian and knows no abbreviations.

    Args:
        prog: the program's name, with the command.
        description: what its own help says of it.
    """

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.arguments = self.add_argument_group(format_message("arguments"))
        self.options = self.add_argument_group(format_message("options"))
        self.options.add_argument("-h", "--help", action="help", help=format_message("help"))

    @override
    def error(self, message: str) -> NoReturn:
        """End with what to do; argparse's own message is in English and is left out."""
        complain(self.format_usage().rstrip())
        complain(format_message("wrong-usage", program=self.prog))
        raise SystemExit(WRONG_USAGE)
