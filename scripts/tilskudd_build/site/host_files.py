"""Write what tells a web host how to serve the site: headers, types, compressed forms.

Three files at the site's root, one for each kind of host: ``_headers`` (hosts of static sites),
``.htaccess`` (Apache) and ``nginx.conf`` (to be included in a server of nginx). The site works
without them, for each page brings its own policy; with them no other site can put it in a frame,
and browsers need not ask again for what never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from tilskudd_build.site import release, service_worker
from tilskudd_build.site.csp import site_policy
from tilskudd_build.site.media_types import MEDIA_TYPES

if TYPE_CHECKING:
    from pathlib import Path

_FILES: Final = {
    "_headers": "headers.j2",
    ".htaccess": "htaccess.j2",
    "nginx.conf": "nginx.conf.j2",
}
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TOLD: Final = {
    "never_changes": ("checker/python-", "checker/rules-"),
    "for_ever": "public, max-age=31536000, immutable",
    "always_anew": (release.FILE, service_worker.WORKER),
    "ask_again": "no-cache",
    "types": MEDIA_TYPES,
    "packed": ("mjs", "wasm", "json", "bin", "zip", "whl"),
    "encodings": {"br": "br", "gz": "gzip"},
    "compressed_as_sent": (
        *("text/css", "text/javascript", "text/plain"),
        *("application/json", "application/xml", "image/svg+xml"),
    ),
}
"""What the templates are told of every site.

Attributes:
    never_changes: how the names begin of folders that are named by what they hold (see
        :mod:`tilskudd_build.assets.bundle`).
    for_ever: how long browsers may keep those.
    always_anew: what pages and browsers ask for to hear of a new release. Some hosts keep what
        nobody forbids.
    ask_again: for what is kept no longer than until it is asked for again.
    types: the media type of each ending.
    packed: the endings of files that may have compressed forms beside them.
    encodings: the endings of those forms, and what HTTP calls them.
    compressed_as_sent: the types, besides HTML, that are worth compressing while they are sent.
"""

_templates: Final = Environment(
    loader=PackageLoader("tilskudd_build.site"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - no HTML
)


def write_host_files(site_dir: Path, site_url: str) -> None:
    """Write the files for hosts.

    They are for the host and not for readers, so the service worker must not list them: some hosts
    do not give them out.

    Args:
        site_dir: the site, with every page it will have.
        site_url: where the site is to stand; empty for the root of whichever host.
    """
    pages = (path.read_text(encoding="utf-8") for path in sorted(site_dir.rglob("*.html")))
    headers = {"Content-Security-Policy": site_policy(pages), **_ALWAYS}
    base = urlsplit(site_url).path.rstrip("/") + "/"
    for name, template in _FILES.items():
        text = _templates.get_template(template).render(_TOLD, headers=headers, base=base)
        (site_dir / name).write_text(text, encoding="utf-8")
