"""``tilskudd links``: say which links to other sites no longer work; it never fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.commands import DONE
from tilskudd_build.files.messages import phrase
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
        "links", help=phrase("links-help"), description=phrase("links-description")
    )
    parser.arguments.add_argument(
        "paths", metavar="FIL", nargs="*", type=Path, help=phrase("links-paths")
    )
    parser.options.add_argument(
        "--timeout", metavar="SEKUNDER", type=float, default=_SECONDS, help=phrase("links-timeout")
    )
    parser.options.add_argument(
        "--format", choices=("text", "github"), default="text", help=phrase("links-format")
    )
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Ask for every address, and tell of those that do not answer as they should."""
    found = find_links(args.paths or _PLACES)
    if not found:
        tell(phrase("links-none"))
        return DONE
    progress(phrase("links-under-way", count=len(found)))
    broken = moved = 0
    for link, answer in zip(found, ask_all(found, args.timeout), strict=True):
        problem = _problem(answer)
        if problem:
            broken += 1
            _tell(link, problem, "warning", args.format)
        elif answer.address.rstrip("/") != link.address.partition("#")[0].rstrip("/"):
            moved += 1
            _tell(link, phrase("links-moved", address=answer.address), "notice", args.format)
    tell(phrase("links-done", count=len(found), broken=broken, moved=moved))
    return DONE


def _problem(answer: Answer) -> str:
    if answer.status is None:
        return phrase("links-unreachable", reason=answer.reason)
    return "" if answer.status in _GOOD else phrase("links-status", status=answer.status)


def _tell(link: Found, problem: str, level: str, shape: str) -> None:
    (file, line), *others = link.places
    place = f"{file}:{line}"
    text = phrase("links-found", place=place, address=link.address, problem=problem)
    if others:
        text += phrase("links-same", places=", ".join(f"{name}:{at}" for name, at in others))
    tell(github(level, file, line, 1, text) if shape == "github" else text)
