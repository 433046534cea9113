"""What is slow to make and read by many tests: made by the first that asks, for all processes."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def made_once(name: str, make: Callable[[Path], object], factory: pytest.TempPathFactory) -> Path:
    """Return what the run of tests has made under a name; make it if nobody has yet.

    Args:
        name: what is made.
        make: makes it, a file or a folder, at the path it is given. Where that fails the next who
            asks tries again.
        factory: knows where the run of tests keeps what it makes.
    """
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Each process has a folder of its own in the run's.
        place = place.parent
    whole, part = place / name, place / f"{name}.part"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            make(part)
            part.rename(whole)
    return whole
