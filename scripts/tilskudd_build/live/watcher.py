"""Wait for files to be saved."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, override

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_CHANGES: Final = {
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
}
_QUIET_S: Final = 0.05
"""Editors write a file in several steps, and some save several files at once."""
_BESIDE: Final = ("~", ".swp", ".swx", ".tmp", ".pyc")
"""The endings of what editors and Python put beside a file for themselves."""


@contextmanager
def watching(paths: Iterable[Path]) -> Iterator[Callable[[], frozenset[Path]]]:
    """Watch files and folders while the block runs.

    Yields:
        A function that waits until something has been saved, and returns all that was.
    """
    saved: SimpleQueue[Path] = SimpleQueue()
    handler = _Handler(saved)
    observer = Observer()
    for path in paths:
        # A file is watched through its folder: editors put a new one in its place.
        observer.schedule(
            handler, str(path if path.is_dir() else path.parent), recursive=path.is_dir()
        )
        handler.files |= {path} if path.is_file() else set()
        handler.folders |= {path} if path.is_dir() else set()
    observer.start()
    try:
        yield lambda: _gather(saved)
    finally:
        observer.stop()
        observer.join()


def _gather(saved: SimpleQueue[Path]) -> frozenset[Path]:
    found = {saved.get()}
    while True:
        try:
            found.add(saved.get(timeout=_QUIET_S))
        except Empty:
            return frozenset(found)


class _Handler(FileSystemEventHandler):
    def __init__(self, saved: SimpleQueue[Path]) -> None:
        self._saved = saved
        self.files: set[Path] = set()
        self.folders: set[Path] = set()

    @override
    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in _CHANGES:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name))
            if name and self._concerns(path):
                self._saved.put(path)

    def _concerns(self, path: Path) -> bool:
        if path in self.files:
            return True
        if path.name.endswith(_BESIDE):
            return False
        inside = (path.relative_to(f) for f in self.folders if path.is_relative_to(f))
        return any(
            not any(part.startswith((".", "__pycache__")) for part in one.parts) for one in inside
        )
