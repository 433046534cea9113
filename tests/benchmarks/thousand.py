"""A thousand editions, as many as a hundred schemes have in ten years: what their pages take."""

from __future__ import annotations

import json
import re
import resource
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.project_copy import ROOT

from tilskudd_build.files.loader import load
from tilskudd_build.pages.site_pages import render_pages
from tilskudd_rules.statements import SchemeId

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue

EDITIONS: Final = 10


def catalogue(schemes: int) -> Catalogue:
    """Return our own catalogue with so many schemes of ten editions in place of its own.

    Each has the editions of a real one under another name, and copies of the newest for the rest.
    """
    real = load(ROOT / "schemes").catalogue
    open_ones = [one for one in real.schemes.values() if one.closure is None]
    made = {}
    for number in range(schemes):
        scheme = open_ones[number % len(open_ones)]
        name = SchemeId(f"ordning-{number}")
        newest = scheme.newest_first[0]
        years = range(newest.year + 1, newest.year + 1 + EDITIONS - len(scheme.editions))
        later = {str(year): replace(newest, year=year) for year in years}
        editions = {
            year: replace(edition, scheme=name)
            for year, edition in (scheme.editions | later).items()
        }
        made[name] = replace(scheme, id=name, editions=editions)
    return replace(real, schemes=real.schemes | made)


def main(schemes: int) -> None:
    """Render the pages in this process; print the seconds and the most memory it has taken."""
    found = catalogue(schemes)
    start = perf_counter()
    pages = sum(1 for _ in render_pages(found, {}))
    taken = {"seconds": perf_counter() - start, "pages": pages}
    print(json.dumps({**taken, "mb": most_memory_kb() / 1024}))


def most_memory_kb() -> int:
    """Return the most memory this process has had."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1])
    # On Linux this begins at the size of the process that started this one, large or small.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(int(sys.argv[1]))
