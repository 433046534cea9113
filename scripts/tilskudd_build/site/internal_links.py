"""Follow every link inside the built site: to a file that is there, and to a place in it.

MkDocs follows the links it knows from Markdown. Most of ours are HTML in generated pages, so the
finished pages are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tilskudd_build.files.diagnostics import Diagnostics, Location
from tilskudd_build.site import html_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LINKS: Final = ("href", "src")
_PAGE: Final = "index.html"
_HOST: Final = "https://site.invalid"


def files_of(site: Path) -> dict[str, Path]:
    """Return every file of a built site by its path inside it."""
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


def broken_links(
    files: Mapping[str, Path], sources: Mapping[str, Path], address: str = ""
) -> Diagnostics:
    """Return every link that leads nowhere.

    Args:
        files: the site's files by their paths inside it.
        sources: the hand-written Markdown file that a page is made from, by the page's path.
        address: where the site will live, where that is known; only the page for missing addresses
            names it.
    """
    root = f"{urlsplit(address).path.rstrip('/')}/"
    pages = {name: _Page(path) for name, path in files.items() if name.endswith(".html")}
    diagnostics = Diagnostics()
    for name, page in sorted(pages.items()):
        base = _HOST + root + name.removesuffix(_PAGE)
        for link in page.links:
            target, place = urldefrag(urljoin(base, link))
            if not target.startswith(_HOST):
                continue
            inside = unquote(urlsplit(target).path)
            found = _file_at(inside.removeprefix(root)) if inside.startswith(root) else ""
            where = _where(name, (link, f"#{place}" if place else link), sources)
            if found not in files:
                diagnostics.report("link-to-no-page", where, link)
            elif found in pages and not pages[found].has(unquote(place)):
                diagnostics.report("link-to-no-place", where, link, anchor=unquote(place))
    return diagnostics


class _Page:
    """The links and the places of one page, each once."""

    def __init__(self, path: Path) -> None:
        self.links: dict[str, None] = {}
        self._places = {""}
        for token in html_reader.read(path.read_text(encoding="utf-8")):
            if isinstance(token, html_reader.Start):
                for name, value in token.attributes.items():
                    if name in _LINKS:
                        self.links[value] = None
                    elif name == "id":
                        self._places.add(value)

    def has(self, place: str) -> bool:
        """Return whether the page has a place of this name; the top of the page has none."""
        # What begins with two underlines is the theme's own, and made by its script.
        return place in self._places or place.startswith("__")


def _file_at(address: str) -> str:
    return f"{address}{_PAGE}" if not address or address.endswith("/") else address


def _where(page: str, written: Iterable[str], sources: Mapping[str, Path]) -> Location:
    """Return where a hand-written page holds the link; of a generated one, its address.

    Args:
        page: the page's path in the site.
        written: how the link may be written in Markdown.
        sources: as for :func:`broken_links`.
    """
    source = sources.get(page)
    if source is None:
        return Location(f"/{page.removesuffix(_PAGE)}")
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1):
        for one in written:
            column = line.find(one)
            if column >= 0:
                return Location(source.as_posix(), number, column + 1, len(one), line)
    return Location(source.as_posix())
