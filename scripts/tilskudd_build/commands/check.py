"""``tilskudd check``: check a situation against every scheme."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_DATA, WRONG_USAGE
from tilskudd_build.commands.common import add_today, today
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.terminal.console import complain, tell, tell_programs
from tilskudd_build.terminal.interview import Interview
from tilskudd_build.terminal.report import write_report
from tilskudd_rules.api import Checker
from tilskudd_rules.situation import MOST_CHARACTERS
from tilskudd_rules.statements import LANGUAGES

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands
    from tilskudd_rules.model import Catalogue

_STANDARD_INPUT = "-"


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "check", help=format_message("check-help"), description=format_message("check-description")
    )
    options = parser.options
    options.add_argument("--situation", metavar="FIL", help=format_message("check-situation"))
    options.add_argument(
        "--interactive", action="store_true", help=format_message("check-interactive")
    )
    options.add_argument(
        "--format", choices=("text", "json"), default="text", help=format_message("check-format")
    )
    options.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help=format_message("check-language")
    )
    options.add_argument(
        "--schemes",
        metavar="DIR",
        type=Path,
        default=Path("schemes"),
        help=format_message("validate-folder"),
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Check the situation and print the result; what is wrong goes to standard error."""
    if args.situation is None and not args.interactive:
        complain(format_message("check-no-situation"))
        return WRONG_USAGE
    try:
        loaded = load(args.schemes)
    except LoadError as error:
        for message in error.messages:
            complain(message)
        return WRONG_DATA
    situation = "{}" if args.situation is None else _read(args.situation)
    if situation is None:
        return WRONG_DATA
    checker = Checker(json.dumps(loaded.data))
    if args.interactive or args.format == "text":
        if _complained(checker.check(situation, args.language)):
            return WRONG_DATA
        # A person who reads asks how things stand today, as on the page; a program says which day.
        answers = json.loads(situation)
        if answers.get("as_of") is None:
            answers["as_of"] = today(args).isoformat()
        if args.interactive:
            answers = Interview(checker, loaded.catalogue, read=_prompt, tell=complain).run(answers)
        situation = json.dumps(answers)
    result = checker.check(situation, args.language)
    if _complained(result):
        return WRONG_DATA
    if args.format == "json":
        tell_programs(result)
    else:
        tell(_report(result, loaded.catalogue, args.language))
    return DONE


def _read(name: str) -> str | None:
    """Return the text of a situation file; ``None``, and complained, where it cannot be read."""
    try:
        # One byte more than there may be shows that there are more: some files have no end.
        if name == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(MOST_CHARACTERS + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_CHARACTERS + 1)
        if len(data) <= MOST_CHARACTERS:
            return data.decode("utf-8-sig")
        complain(format_message("check-too-large", file=name))
    except UnicodeDecodeError:
        complain(format_message("check-not-utf-8", file=name))
    except OSError:
        complain(format_message("check-cannot-read", file=name))
    return None


def _prompt(text: str) -> str:
    """Ask on standard error, so that standard output holds the result alone."""
    sys.stderr.write(text)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _complained(result: str) -> bool:
    """Show what is wrong with a situation, field by field; return whether anything was."""
    problems = json.loads(result).get("problems", [])
    for problem in problems:
        complain(
            f"{problem['field']}: {problem['message']}" if problem["field"] else problem["message"]
        )
    return bool(problems)


def _report(result: str, catalogue: Catalogue, language: str) -> str:
    return write_report(json.loads(result), catalogue, language)
