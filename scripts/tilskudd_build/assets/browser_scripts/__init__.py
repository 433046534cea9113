"""Put the scripts of the pages into the site: each with all that it imports, in one file.

A reader on a slow line waits cached, and not again for what each file asks for. The work is done by
esbuild (``bundle.mjs``).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.assets.build_cache import PACKAGES, cached, run

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROGRAM: Final = Path(__file__).with_name("bundle.mjs")
_OURS: Final = (Path(__file__), _PROGRAM)
"""What decides how they are bundled, and which."""
_ENTRIES: Final = (
    *("checker/checker", "runtime/worker"),
    *("site/search", "site/site", "site/status", "site/table"),
)
"""The scripts that a page, a worker or another script on the way asks for by address."""
_PREVIEW: Final = "site/preview"
"""What only the pages of a preview ask for."""


def write_scripts(
    web: Path, target: Path, *, production: bool = True, preview: bool = False
) -> None:
    """Write every script that is asked for by its address into a folder of the site.

    Args:
        web: the folder with the scripts as they were written.
        target: the folder in the site.
        production: whether they are minified; whoever edits finds their way in them.
        preview: whether the site is a preview, which has one script more.
    """
    names = (*_ENTRIES, _PREVIEW) if preview else _ENTRIES
    entries = [web / f"{name}.mjs" for name in names]
    bundled = cached(
        f"scripts-{_mode(production=production)}{'-preview' if preview else ''}",
        [*sorted(web.rglob("*.mjs")), *_OURS, PACKAGES / "esbuild" / "package.json"],
        lambda folder: bundle(entries, folder, production=production),
    )
    for script in sorted(bundled.iterdir()):
        shutil.copyfile(script, target / script.name)


def bundle(scripts: Iterable[Path], folder: Path, *, production: bool = True) -> None:
    """Write each of the scripts, with all that it imports, as one file into a folder."""
    run(_PROGRAM, folder, _mode(production=production), *scripts)


def _mode(*, production: bool) -> str:
    return "production" if production else "development"
