"""Put the scripts of the pages into the site: each with all that it imports, in one file.

A reader on a slow line waits once, and not again for what each file asks for. The work is done by
esbuild (``join.mjs``).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.assets.build_cache import PACKAGES, once, run

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROGRAM: Final = Path(__file__).with_name("join.mjs")
_OURS: Final = (Path(__file__), _PROGRAM)
"""What decides how they are joined, and which."""
_BEGINNINGS: Final = (
    *("checker/checker", "runtime/worker"),
    *("site/search", "site/site", "site/status", "site/table"),
)
"""The scripts that a page, a worker or another script on the way asks for by address."""
_PREVIEW: Final = "site/preview"
"""What only the pages of a preview ask for."""


def write_scripts(
    web: Path, target: Path, *, for_readers: bool = True, preview: bool = False
) -> None:
    """Write every script that is asked for by its address into a folder of the site.

    Args:
        web: the folder with the scripts as they were written.
        target: the folder in the site.
        for_readers: whether they are made small; whoever edits finds their way in them.
        preview: whether the site is a preview, which has one script more.
    """
    names = (*_BEGINNINGS, _PREVIEW) if preview else _BEGINNINGS
    beginnings = [web / f"{name}.mjs" for name in names]
    joined = once(
        f"scripts-{_audience(for_readers=for_readers)}{'-preview' if preview else ''}",
        [*sorted(web.rglob("*.mjs")), *_OURS, PACKAGES / "esbuild" / "package.json"],
        lambda folder: join(beginnings, folder, for_readers=for_readers),
    )
    for script in sorted(joined.iterdir()):
        shutil.copyfile(script, target / script.name)


def join(scripts: Iterable[Path], folder: Path, *, for_readers: bool = True) -> None:
    """Write each of the scripts, with all that it imports, as one file into a folder."""
    run(_PROGRAM, folder, _audience(for_readers=for_readers), *scripts)


def _audience(*, for_readers: bool) -> str:
    return "readers" if for_readers else "editors"
