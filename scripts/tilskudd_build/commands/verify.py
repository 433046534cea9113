"""``tilskudd verify``: prove that the rules have no holes."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import DONE, WRONG_DATA
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import Message, format_message
from tilskudd_build.terminal.console import complain, tell
from tilskudd_build.verify.cases import STOPPED
from tilskudd_build.verify.runner import verify
from tilskudd_rules.problems import dotted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
    from typing import Any

    from tilskudd_build.commands import Commands
    from tilskudd_build.files.loader import Positions
    from tilskudd_build.verify.runner import Broken, Outcome

_FOLDER: Final = Path("schemes")
_MOST_SHOWN: Final = 5
"""How many places a law is told of; one fault in the rules can break it everywhere."""


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "verify",
        help=format_message("verify-help"),
        description=format_message("verify-description"),
    )
    parser.arguments.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        default=_FOLDER,
        help=format_message("validate-folder"),
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Prove every law, a line each; of one that does not hold, say where and in what situation."""
    try:
        rules = [load(args.folder)]
        if rules[0].drafts:
            rules.append(load(args.folder, drafts=True))
    except LoadError as error:
        for message in error.messages:
            complain(message)
        complain(format_message("validate-failed", count=len(error.messages)))
        return WRONG_DATA
    outcomes = []
    for number, loaded in enumerate(rules):
        if number:
            tell(format_message("verify-drafts"))
        for outcome in verify(loaded.data):
            tell(_line(outcome))
            for text in told(outcome, loaded.positions, args.folder):
                complain(text)
            outcomes.append(outcome)
    total = {
        "laws": len(outcomes),
        "cases": _thousands(sum(outcome.cases for outcome in outcomes)),
        "seconds": _seconds(sum(outcome.seconds for outcome in outcomes)),
    }
    failed = sum(1 for outcome in outcomes if outcome.broken)
    if failed:
        complain(format_message("verify-failed", failed=failed, **total))
        return WRONG_DATA
    tell(format_message("verify-done", **total))
    return DONE


def told(outcome: Outcome, positions: Positions, folder: Path) -> list[str]:
    """Return what to say of each place where a law does not hold."""
    shown = [_told(outcome.law, broken, positions, folder) for broken in outcome.broken]
    left = len(shown) - _MOST_SHOWN
    if left > 0:
        shown[_MOST_SHOWN:] = [format_message("verify-more", count=left, law=outcome.law)]
    return shown


def _told(law: str, broken: Broken, positions: Positions, folder: Path) -> str:
    finding = broken.finding
    names = [finding.says] if finding.says == STOPPED else [law, finding.says]
    said = format_message("-".join(["verify", *filter(None, names)]), **finding.values)
    place = positions.find(finding.at, at_key=True)
    where = dotted(positions.inside(finding.at))
    text = f"{where}: {said}" if where else said
    lines = [str(Message(place.file, place.line, place.column, f"{text} [{law}]"))]
    if broken.count > 1:
        lines.append(format_message("verify-count", count=_thousands(broken.count)))
    if finding.imagined:
        lines.append(format_message("verify-imagined", calls=finding.imagined))
    if finding.situation is not None:
        lines.append(format_message("verify-try", command=_command(finding.situation, folder)))
    return "\n    ".join(lines)


def _command(situation: Mapping[str, Any], folder: Path) -> str:
    """Return a command line that shows the situation."""
    answers = shlex.quote(json.dumps(situation, ensure_ascii=False))
    other = "" if folder == _FOLDER else f" --schemes {shlex.quote(str(folder))}"
    return f"echo {answers} | tilskudd check{other} --situation -"


def _line(outcome: Outcome) -> str:
    return format_message(
        "verify-broken" if outcome.broken else "verify-proved",
        law=outcome.law,
        cases=_thousands(outcome.cases),
        seconds=_seconds(outcome.seconds),
        claim=format_message(f"verify-{outcome.law}-claim"),
    )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}".replace(".", ",")
