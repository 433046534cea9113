"""``tilskudd status``: what is to be confirmed, reviewed and translated, and which dates passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_build.commands import DONE, WRONG_USAGE
from tilskudd_build.commands.common import (
    add_schemes,
    add_today,
    complain_of,
    complain_of_unknown,
    today,
)
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import format_message
from tilskudd_build.review.findings import FindingWriter
from tilskudd_build.review.freshness import overviews
from tilskudd_build.terminal.console import tell
from tilskudd_rules.statements import Certainty

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from tilskudd_build.commands import Commands
    from tilskudd_build.review.freshness import Finding, Overview


def add_parser(commands: Commands) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser(
        "status",
        help=format_message("status-help"),
        description=format_message("status-description"),
    )
    parser.arguments.add_argument(
        "names", metavar="ORDNING", nargs="*", help=format_message("status-schemes")
    )
    parser.options.add_argument("--all", action="store_true", help=format_message("status-all"))
    add_schemes(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the state of every file; a state is no mistake."""
    try:
        loaded = load(args.schemes, drafts=True)
    except LoadError as error:
        return complain_of(error)
    growth = loaded.catalogue.frame_growth
    names = {name: scheme.short_name.nb for name, scheme in loaded.catalogue.schemes.items()}
    names[growth.id] = growth.short_name.nb
    if complain_of_unknown(args.names, names):
        return WRONG_USAGE
    roots = [_root(name, growth.id) for name in args.names]
    shown = [
        overview
        for overview in overviews(loaded, today(args))
        if not roots or any(overview.root[: len(root)] == root for root in roots)
    ]
    writer = FindingWriter(loaded.catalogue, loaded.positions)
    for overview in shown:
        tell(_title(overview, writer, names))
        if any(overview.root[: len(draft)] == draft for draft in loaded.drafts):
            tell(format_message("status-draft"))
        for line in _lines(overview, writer, everything=args.all):
            tell(line)
    _sum_up(shown, today(args).year + 1)
    return DONE


def _root(name: str, growth: str) -> tuple[str, ...]:
    return ("frame_growth",) if name == growth else ("schemes", name)


def _title(overview: Overview, writer: FindingWriter, names: dict[str, str]) -> str:
    file = writer.file(overview.root)
    match overview.root:
        case ("schemes", name, "editions", year):
            name = format_message("status-edition", name=names[str(name)], year=year)
        case ("schemes", name):
            name = names[str(name)]
        case _:
            return file
    return format_message("status-file", name=name, file=file)


def _lines(overview: Overview, writer: FindingWriter, *, everything: bool) -> Iterable[str]:
    certainty = overview.certainty
    if certainty:
        yield format_message(
            "status-certainty",
            announced=certainty.get(Certainty.ANNOUNCED, 0),
            assumed=certainty.get(Certainty.ASSUMED, 0),
            before=certainty.get(Certainty.STATED_BEFORE_CALL, 0),
            interpretation=certainty.get(Certainty.INTERPRETATION, 0),
        )
    if overview.review_by is not None:
        said = "status-stale" if overview.is_stale else "status-review"
        place = writer.place((*overview.root, "review_by"))
        yield format_message(said, date=overview.review_by, place=place)
    if overview.ended_after is not None:
        place = writer.place((*overview.root, "closure"))
        yield format_message("status-ended", year=overview.ended_after, place=place)
    if overview.is_over:
        yield format_message("status-over", year=overview.root[-1])
    yield from _findings("status-passed", overview.passed, writer, listed=True)
    yield from _findings("to-confirm-count", overview.to_confirm, writer, listed=True)
    yield from _findings("status-not-stated", overview.not_stated, writer, listed=everything)
    yield from _findings("status-untranslated", overview.untranslated, writer, listed=everything)


def _findings(
    said: str, findings: Sequence[Finding], writer: FindingWriter, *, listed: bool
) -> Iterable[str]:
    if not findings:
        return
    yield format_message(said, count=len(findings))
    if listed:
        for finding in findings:
            yield writer.line(finding)


def _sum_up(shown: Sequence[Overview], year: int) -> None:
    passed = sum(len(overview.passed) for overview in shown)
    tell(
        format_message(
            "status-sum",
            to_confirm=sum(len(overview.to_confirm) for overview in shown),
            stale=sum(overview.is_stale for overview in shown),
            passed=passed,
            untranslated=sum(len(overview.untranslated) for overview in shown),
        )
    )
    if passed or any(overview.is_over for overview in shown):
        tell(format_message("status-next", year=year))
