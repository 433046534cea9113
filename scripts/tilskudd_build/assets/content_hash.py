"""Say of each file which bytes it holds: by name where it may be kept for ever, by hash elsewhere.

The hashes are written the way browsers write them (``sha256-`` and Base64).
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SHORT: Final = 12


def name_by_content(name: str, files: Iterable[Path]) -> str:
    """Return a folder's name that no other content has, so that caches never need to ask again."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(f"{file.name} {hash_of(file)}\n".encode())
    return f"{name}-{digest.hexdigest()[:_SHORT]}"


def hash_of(file: Path) -> str:
    """Return the hash of a file's bytes."""
    return hash_of_content(file.read_bytes())


def hash_of_content(content: bytes) -> str:
    """Return the hash of some bytes."""
    digest = hashlib.sha256(content).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
