"""Put a finished site in the place of the old one: the old one is whole until the new one is.

Beside the folder ``site`` lie, while it is built, ``.site.new`` and, for the moment of the swap,
``.site.old``; and from then on ``.site.lock``, which holds the number of the process that builds.
They are beside it, and not among temporary files, so that a rename is all it takes.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tilskudd_build.site.service_worker import WORKER

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

_LOOK_AGAIN_S: Final = 0.2


def may_be_replaced(folder: Path) -> bool:
    """Tell whether a build may replace a folder: it holds nothing, or an earlier build."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / WORKER).is_file() or not any(folder.iterdir()))


@contextmanager
def replaced(folder: Path, wait: Callable[[str], None]) -> Iterator[Path]:
    """Give an empty folder to build in; what it holds then replaces the old site.

    Whatever ends the block otherwise, an exception or the process' own end, leaves the old site as
    it was. Of a process that was killed, the next build puts in order what it left.

    Args:
        folder: where the site is to be.
        wait: called, with the number of the process that builds there, where another one does.

    Raises:
        OSError: the system refuses; the old site is as it was.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old, lock = (folder.with_name(f".{folder.name}.{end}") for end in ("new", "old", "lock"))
    with _held(lock, wait):
        _put_in_order(folder, new, old)
        new.mkdir()
        try:
            yield new
            _swap(folder, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _put_in_order(folder: Path, new: Path, old: Path) -> None:
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            # Killed between the two renames.
            old.rename(folder)
    if new.exists():
        shutil.rmtree(new)


def _swap(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old)


@contextmanager
def _held(lock: Path, wait: Callable[[str], None]) -> Iterator[None]:
    """Hold a lock, which the system lets go of however the process ends."""
    with lock.open("a+", encoding="ascii") as file:
        told = False
        while not _is_locked(file):
            file.seek(0)
            builder = file.read()
            if builder and not told:
                wait(builder)
                told = True
            time.sleep(_LOOK_AGAIN_S)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _is_locked(file: TextIO) -> bool:
    """Lock a file where nobody else has; return whether it is ours."""
    try:
        if sys.platform == "win32":
            # Far behind what is written: a locked part cannot be read by others.
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
