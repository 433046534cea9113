"""What the files of the site are, as web servers say it: no host knows all of these by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "html": "text/html",
    "css": "text/css",
    "mjs": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "xml": "application/xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "bin": "application/octet-stream",
    "zip": "application/zip",
    "whl": "application/zip",
    "gz": "application/gzip",
}
"""The media type of each ending there is in the site."""
