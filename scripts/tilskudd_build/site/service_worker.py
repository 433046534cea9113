"""Write the service worker that keeps the site for use without a network, or one that lets it go.

``checker/web/offline/service-worker.mjs`` is the worker; here it gets the list of the site's files
in front of it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.assets.content_hash import hash_of
from tilskudd_build.site import release

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKER: Final = "offline.mjs"
_SOURCE: Final = Path(__file__).parents[3] / "checker" / "web" / "offline" / "service-worker.mjs"
# The pictures are for those who edit, and they have the project itself.
_NOT_CACHED: Final = {".br", ".gz", ".map", ".png"}
# What is asked for anew must not be cached.
_ASKED_ANEW: Final = {WORKER, release.FILE, "sitemap.xml"}

_LET_GO: Final = """\
// This build is for those who edit: it keeps nothing, and what another build kept is let go of.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const letGo = async () => {
    const names = await caches.keys();
    const ours = `tilskuddssjekken ${self.registration.scope} `;
    await Promise.all(names.filter((n) => n.startsWith(ours)).map((n) => caches.delete(n)));
    await self.registration.unregister();
    for (const client of await self.clients.matchAll()) {
      await client.navigate(client.url);
    }
  };
  event.waitUntil(letGo());
});
"""


def write_worker(site_dir: Path, *, is_release: bool) -> None:
    """Write the service worker of a finished site.

    Args:
        site_dir: the site, with every file it will have; what it says of itself as a release is
            taken into the worker.
        is_release: whether browsers cache the site. An editor must see each change at once, so the
            worker they get takes away itself and whatever an earlier build has cached.
    """
    worker = site_dir / WORKER
    if not is_release:
        worker.write_text(_LET_GO, encoding="utf-8")
        return
    listed = {path.relative_to(site_dir).as_posix(): path for path in release_files(site_dir)}
    files = {name: hash_of(path) for name, path in listed.items()}
    compressed = [name for name in files if (site_dir / f"{name}.gz").exists()]
    about = {
        "version": hashlib.sha256(json.dumps(files, ensure_ascii=False).encode()).hexdigest()[:16],
        "release": release.read_told(site_dir),
        "files": files,
        "compressed": compressed,
    }
    source = _SOURCE.read_text(encoding="utf-8")
    worker.write_text(
        f"self.RELEASE = {json.dumps(about, ensure_ascii=False, indent=0)};\n{source}",
        encoding="utf-8",
    )


def release_files(site_dir: Path) -> Iterator[Path]:
    """Yield the files that a release is, and that browsers cache."""
    for path in sorted(site_dir.rglob("*")):
        # A file for hosts may be there since the last build: MkDocs leaves hidden ones in place.
        is_listed = path.name not in _ASKED_ANEW and not path.name.startswith(".")
        if is_listed and path.is_file() and path.suffix not in _NOT_CACHED:
            yield path
