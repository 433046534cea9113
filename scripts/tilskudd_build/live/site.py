"""The site on show: what has changed is built aside, looked over, and only then put into it."""

from __future__ import annotations

import filecmp
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.diagnostics import Mistakes, Place
from tilskudd_build.files.loader import LoadError
from tilskudd_build.files.messages import finish
from tilskudd_build.site import search_index
from tilskudd_build.site.internal_links import broken_links, files_of
from tilskudd_build.site.known_pages import KnownPages, frame_of
from tilskudd_build.site.mkdocs_build import EngineError, build_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_build.files.messages import Message

_SEARCH: Final = f"checker/{search_index.FILE}"
_OF_WHOLE_SITES: Final = ("sitemap.xml", "sitemap.xml.gz")
"""They list the pages of a build, and a part of them is no list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build.

    Attributes:
        messages: what is wrong; then nothing on show has changed.
        pages: how many pages are new or other than they were.
        changed: whether anything is.
    """

    messages: Sequence[Message] = ()
    pages: int = 0
    changed: bool = False


class SiteOnShow:
    """The site that is served.

    Args:
        root: the project's folder.
        folder: the site's folder; it is all this object's own.
        known: the pages in it, where another process has built them.
    """

    def __init__(self, root: Path, folder: Path, known: dict[str, str]) -> None:
        self._root = root
        self._folder = folder
        self.known = known

    def update(self) -> Outcome:
        """Build what has changed, and show it where all is in order."""
        known = KnownPages(frame_of(self._root), self.known)
        # On the same disk, so that files can be moved into their places in one step.
        with TemporaryDirectory(dir=self._folder.parent) as aside:
            try:
                warnings = build_changed(self._root, Path(aside), known)
            except LoadError as error:
                return Outcome(error.messages)
            except EngineError as error:
                return Outcome(_finished(_not_built(str(error))))
            return self._show(Path(aside), known, warnings)

    def _show(self, aside: Path, known: KnownPages, warnings: Sequence[str]) -> Outcome:
        built = files_of(aside)
        for name in _OF_WHOLE_SITES:
            built.pop(name, None)
        shown = files_of(self._folder)
        kept = {name: shown[name] for name in known.unchanged & shown.keys()}
        mistakes = broken_links(kept | built, known.sources)
        if not mistakes:
            # What the engine warns of is nearly always a link, and then told better already.
            for warning in warnings:
                mistakes.report("builder-warning", Place(_CONFIGURATION), reason=warning)
        if mistakes:
            return Outcome(_finished(mistakes))
        _complete_search(built, shown, set(kept))
        new = [name for name, path in built.items() if not _is_same(path, shown.get(name))]
        gone = shown.keys() - built.keys() - kept.keys()
        for name in new:
            place = self._folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            built[name].replace(place)
        for name in gone:
            shown[name].unlink()
        self.known = known.now
        pages = sum(1 for name in new if name.endswith(".html"))
        return Outcome(pages=pages, changed=bool(new or gone))


_CONFIGURATION: Final = "mkdocs.yml"


def _not_built(reason: str) -> Mistakes:
    mistakes = Mistakes()
    mistakes.report("not-built", Place(_CONFIGURATION), reason=reason)
    return mistakes


def _finished(mistakes: Mistakes) -> Sequence[Message]:
    return tuple(finish(mistake) for mistake in mistakes)


def _is_same(path: Path, other: Path | None) -> bool:
    return other is not None and filecmp.cmp(path, other, shallow=False)


def _complete_search(built: dict[str, Path], shown: dict[str, Path], kept: set[str]) -> None:
    """Add to what can be found of what was built the rows of the pages that were not."""
    if _SEARCH not in built or _SEARCH not in shown:
        return
    rows = _read(built[_SEARCH])
    rows += [row for row in _read(shown[_SEARCH]) if _page_of(row) in kept]
    rows.sort(key=_page_of)
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    built[_SEARCH].write_text(text, encoding="utf-8")


def _page_of(row: Sequence[Any]) -> str:
    """Return the file of the page that a row of the search is about; its address is first."""
    return f"{row[0].partition('#')[0]}index.html"


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))
