"""Make the one sheet of all pages: the theme's, without what no page uses of it, and our own.

No page is shown before its sheets have come, so there is one, and it is small. The theme's would be
the largest file of most pages, and most of it is for what we do not use. Which rules that is, is
found by PurgeCSS (``bundle.mjs``): it keeps a rule where all the names in it stand in what the
pages are made from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.assets.build_cache import PACKAGES, cached, run

if TYPE_CHECKING:
    from collections.abc import Iterable

_HERE: Final = Path(__file__).parent
_PROGRAM: Final = _HERE / "bundle.mjs"
_BUILD: Final = _HERE.parents[1]
_WEB: Final = _BUILD.parents[1] / "checker" / "web"
_NAME: Final = "sheet.css"


def bundled_sheet(
    theme: Path, ours: Iterable[Path], docs: Path, *, production: bool = True
) -> Path:
    """Return the file with the bundled sheet; made again only when what it rests on has changed.

    Args:
        theme: the theme's sheet.
        ours: our own, in the order they are to follow it; the checker's comes last.
        docs: the folder of the hand-written pages.
        production: whether it is minified; whoever edits finds their way in it.
    """
    mode = "production" if production else "development"
    sheets = [theme, *ours, _WEB / "checker" / "checker.css"]
    sources = list(_sources(docs))
    packages = [PACKAGES / name / "package.json" for name in ("esbuild", "purgecss")]
    return (
        cached(
            f"sheet-{mode}",
            [*sheets, *sources, _PROGRAM, *packages],
            lambda folder: run(_PROGRAM, folder / _NAME, mode, *sheets, "--", *sources),
        )
        / _NAME
    )


def _sources(docs: Path) -> Iterable[Path]:
    """All that writes HTML: templates, the modules that put tags around it, scripts and prose."""
    for folder, pattern in (
        (_BUILD / "site" / "theme", "*.html"),
        (_BUILD / "pages" / "templates", "*.j2"),
        (_BUILD / "site", "markdown_extensions.py"),
        (_WEB, "*.mjs"),
        (docs, "*.md"),
    ):
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file())
