"""Put the scripts of the pages into the site: each with all that it imports, in one file.

A reader on a slow line waits once, and not again for what each file asks for. The work is done by
esbuild (``join.mjs``).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tilskudd_build.kept import PACKAGES, once, run

_PROGRAM: Final = Path(__file__).with_name("join.mjs")
_BEGINNINGS: Final = ("checker", "preview", "search", "site", "status", "table", "worker")
"""The scripts that a page, a worker or another script on the way asks for by address."""


def write_scripts(web: Path, target: Path, *, for_readers: bool = True) -> None:
    """Write every script that is asked for by its address into a folder of the site.

    Args:
        web: the folder with the scripts as they were written.
        target: the folder in the site.
        for_readers: whether they are made small; whoever edits finds their way in them.
    """
    audience = "readers" if for_readers else "editors"
    joined = once(
        f"scripts-{audience}",
        [*sorted(web.glob("*.mjs")), _PROGRAM, PACKAGES / "esbuild" / "package.json"],
        lambda folder: run(_PROGRAM, folder, audience, *(web / f"{n}.mjs" for n in _BEGINNINGS)),
    )
    for script in sorted(joined.iterdir()):
        shutil.copyfile(script, target / script.name)
