"""Know which pages a build need not make again, for what they are made from is as it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.site.page_frame import frame_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HERE: Final = Path(__file__).parent
_FRAME_CODE: Final = (
    *("page_frame.py", "markdown_extensions.py", "known_pages.py"),
    *("mkdocs_plugin.py", "csp.py"),
)


@dataclass(slots=True)
class KnownPages:
    """The pages of the last build and of this one, by their paths in the site.

    Attributes:
        frame: what all pages share, as a hash; pages in another frame are other pages.
        before: each page's hash in the last build.
        now: each page's hash in this one; filled in as it goes.
        sources: the files of the pages written by hand.
    """

    frame: str
    before: Mapping[str, str]
    now: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Path] = field(default_factory=dict)

    def has(self, path: str, markdown: str) -> bool:
        """Remember a page, and return whether the last build made the very same."""
        digest = hashlib.sha256(f"{self.frame}\0{markdown}".encode()).hexdigest()
        self.now[path] = digest
        return self.before.get(path) == digest

    @property
    def unchanged(self) -> frozenset[str]:
        """The pages that both builds have alike."""
        return frozenset(path for path, hash_ in self.now.items() if self.before.get(path) == hash_)


def frame_of(root: Path) -> str:
    """Return a hash of all that a page is made from besides its own Markdown."""
    digest = hashlib.sha256(repr(frame_words()).encode())
    for path in (root / "mkdocs.yml", *_frame_files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _frame_files() -> Iterator[Path]:
    yield from (_HERE / name for name in _FRAME_CODE)
    yield from sorted(path for path in (_HERE / "theme").rglob("*") if path.is_file())
