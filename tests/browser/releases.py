"""Releases of the site, older and newer ones, made of the one that is built."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from tilskudd_build.site.release import FILE
from tilskudd_build.site.service_worker import WORKER, write_worker

OLD: Final = "0000-0000-0001"
NEW: Final = "0000-0000-0002"
OLD_MADE: Final = "2026-01-10T10:00:00Z"
NEW_MADE: Final = "2026-02-20T10:00:00Z"
BETWEEN: Final = "2026-02-01T00:00:00Z"
WHY: Final = "Utgaven viste feil frist."
BY_TIME: Final = {"on": "2026-02-20", "before": BETWEEN, "releases": [], "text": {"nb": WHY}}
BY_NAME: Final = {"on": "2026-02-20", "before": None, "releases": [OLD], "text": {"nb": WHY}}

NAMELESS: Final = Path(__file__).with_name("nameless")
"""The last scripts that were published before releases had names. They are out there as they are,
so they are not to be changed."""

_CHANGED: Final = ("index.html", "kalender/index.html")
_seconds = count(1_700_000_000)
"""The server tells versions of a file apart by whole seconds, and later ones by later seconds."""
_RECALL: Final = re.compile(r'<div class="tg-recall".*?</script>', re.DOTALL)


@dataclass(frozen=True)
class Release:
    """A release to be published."""

    name: str
    made: str
    withdrawn: list[dict[str, Any]] = field(default_factory=list)

    def withdrawing(self, *withdrawn: dict[str, Any]) -> Release:
        return replace(self, withdrawn=list(withdrawn))

    @property
    def told(self) -> dict[str, Any]:
        return {"release": self.name, "made": self.made, "withdrawn": self.withdrawn}

    def write(self, site: Path, folder: Path) -> Path:
        """Write the release into a folder, as if the built site were that one."""
        own = json.loads((site / FILE).read_text(encoding="utf-8"))
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br"))
        for page in folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            text = text.replace(own["release"], self.name).replace(own["made"], self.made)
            if page.relative_to(folder).as_posix() in _CHANGED:
                text = text.replace("</body>", f"<!-- release: {self.name} -->\n</body>")
            page.write_text(text, encoding="utf-8")
        self.tell(folder)
        return folder

    def tell(self, folder: Path) -> None:
        """Write what the release says of itself, also into its service worker."""
        (folder / FILE).write_text(json.dumps(self.told), encoding="utf-8")
        write_worker(folder, is_release=True)
        _put_on(folder)

    def tell_alone(self, folder: Path) -> None:
        """Put the word of the release on a host, and nothing else of it."""
        write_word(folder, json.dumps(self.told))


def write_word(folder: Path, text: str) -> None:
    """Write what stands where the word of a release should be."""
    word = folder / FILE
    word.write_text(text, encoding="utf-8")
    at = next(_seconds)
    os.utime(word, (at, at))


def _put_on(folder: Path) -> None:
    at = next(_seconds)
    for path in (*folder.rglob("*.html"), *folder.rglob("*.mjs"), folder / FILE):
        if path.exists():
            os.utime(path, (at, at))


def make_nameless(folder: Path) -> None:
    """Make a release one from before releases had names: their pages, and their scripts."""
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        text = _RECALL.sub("", text).replace("new-release", "new-edition")
        page.write_text(text, encoding="utf-8")
    shutil.copy(NAMELESS / "site.mjs", folder / "checker" / "site.mjs")
    (folder / FILE).unlink()
    write_worker(folder, is_release=True)
    worker = folder / WORKER
    listed, _, _ = worker.read_text(encoding="utf-8").partition(";\n")
    listed = listed.replace("self.RELEASE", "self.EDITION")  # as they called it
    source = (NAMELESS / WORKER).read_text(encoding="utf-8")
    worker.write_text(f"{listed};\n{source}", encoding="utf-8")
    _put_on(folder)
