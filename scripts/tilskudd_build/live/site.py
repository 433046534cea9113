"""The site on show: the whole site is built aside, looked over, and what differs is put into it."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tilskudd_build.site.internal_links import files_of
from tilskudd_build.site.mkdocs_build import build_site


@dataclass(frozen=True, slots=True)
class Update:
    """What a build has changed in the site on show.

    Attributes:
        pages: how many pages are new or other than they were.
        changed: whether any file is, or is gone.
    """

    pages: int
    changed: bool


def update(root: Path, folder: Path) -> Update:
    """Build the site, and show what differs.

    Args:
        root: the project's folder.
        folder: the folder of the site on show, which holds nothing else.

    Raises:
        SiteError: something is wrong; then nothing on show has changed.
    """
    # On the same disk, so that files can be moved into their places in one step.
    with TemporaryDirectory(dir=folder.parent) as aside:
        build_site(root, Path(aside))
        built, shown = files_of(Path(aside)), files_of(folder)
        new = [
            name
            for name, path in built.items()
            if name not in shown or not filecmp.cmp(path, shown[name], shallow=False)
        ]
        gone = shown.keys() - built.keys()
        for name in new:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            built[name].replace(place)
        for name in gone:
            shown[name].unlink()
    return Update(sum(name.endswith(".html") for name in new), bool(new or gone))
