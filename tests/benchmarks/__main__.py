"""Print the measurements, one JSON object a line; what goes on is told on standard error."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tests.benchmarks import amount, building, hundred, short, startup, whole_check
from tests.benchmarks.rows import say
from tests.benchmarks.run import SHORTEST, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.run import Subject

SUBJECTS: Final[dict[str, Subject]] = {
    "amount": amount,
    "whole_check": whole_check,
    "startup": startup,
    "building": building,
    "hundred": hundred,
}


def main() -> int:
    """Run the subjects named on the command line, or all; return the exit code."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=", ".join(SUBJECTS))
    parser.add_argument(
        "--short", action="store_true", help="only see that every row is made; print no figures"
    )
    parser.add_argument(
        "--site", type=Path, help="a site just built from these sources; only with --short"
    )
    options = parser.parse_args()
    names: list[str] = options.subjects or list(SUBJECTS)
    if unknown := set(names) - SUBJECTS.keys():
        parser.error(f"no subject: {', '.join(sorted(unknown))}")
    if options.site and not options.short:
        parser.error("what is measured is built for it: --site is for --short alone")
    return _see(names, options.site) if options.short else _print(names)


def _print(names: Iterable[str]) -> int:
    for name in names:
        with TemporaryDirectory() as place:
            for row in SUBJECTS[name].measure(Run(Path(place))):
                print(json.dumps(row._asdict(), ensure_ascii=False), flush=True)
    return 0


def _see(names: Iterable[str], site: Path | None) -> int:
    """Say on standard error what is wrong with the rows, and print those left out."""
    found = []
    for name in names:
        with TemporaryDirectory() as place:
            run = Run(Path(place), SHORTEST, site)
            found += [f"{name}: {trouble}" for trouble in short.troubles(SUBJECTS[name], run)]
        for row, reason in run.left_out.items():
            print(f"{row}: {reason}", flush=True)
    for trouble in found:
        say(trouble)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
