"""``tilskudd links``: say which links to other sites no longer work; it never fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import DONE
from tilskudd_build.files.messages import format_message
from tilskudd_build.review.external_links import Answer, Found, ask_all, find_links
from tilskudd_build.terminal.ci_annotations import github
from tilskudd_build.terminal.console import progress, tell

if TYPE_CHECKING:
    from argparse import Namespace

    from tilskudd_build.commands import Commands

_PLACES: Final = (Path("schemes"), Path("docs"))
_SECONDS: Final = 20.0
_GOOD: Final = range(200, 400)


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "links", help=format_message("links-help"), description=format_message("links-description")
    )
    parser.arguments.add_argument(
        "paths", metavar="FIL", nargs="*", type=Path, help=format_message("links-paths")
    )
    parser.options.add_argument(
        "--timeout",
        metavar="SEKUNDER",
        type=float,
        default=_SECONDS,
        help=format_message("links-timeout"),
    )
    parser.options.add_argument(
        "--format", choices=("text", "github"), default="text", help=format_message("links-format")
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Ask for every address, and tell of those that do not answer as they should."""
    found = find_links(args.paths or _PLACES)
    if not found:
        tell(format_message("links-none"))
        return DONE
    progress(format_message("links-under-way", count=len(found)))
    broken = moved = 0
    for link, answer in zip(found, ask_all(found, args.timeout), strict=True):
        problem = _problem(answer)
        if problem:
            broken += 1
            _tell(link, problem, "warning", args.format)
        elif answer.address.rstrip("/") != link.address.partition("#")[0].rstrip("/"):
            moved += 1
            _tell(
                link, format_message("links-moved", address=answer.address), "notice", args.format
            )
    tell(format_message("links-done", count=len(found), broken=broken, moved=moved))
    return DONE


def _problem(answer: Answer) -> str:
    if answer.status is None:
        return format_message("links-unreachable", reason=answer.reason)
    return "" if answer.status in _GOOD else format_message("links-status", status=answer.status)


def _tell(link: Found, problem: str, level: str, shape: str) -> None:
    (file, line), *others = link.places
    place = f"{file}:{line}"
    text = format_message("links-found", place=place, address=link.address, problem=problem)
    if others:
        text += format_message(
            "links-same", places=", ".join(f"{name}:{at}" for name, at in others)
        )
    tell(github(level, file, line, 1, text) if shape == "github" else text)
