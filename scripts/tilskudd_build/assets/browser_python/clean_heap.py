"""Runs inside Pyodide, last before the snapshot: let go of whatever a check does not need.

All of the memory is sent, so what is left in it costs every reader: modules that Pyodide loads for
other uses, docstrings, text kept for next time, and the remains of what Python has freed.
"""

from __future__ import annotations

import gc
import linecache
import re
import sys
import types
import zipimport

_NOT_NEEDED = (
    *("asyncio", "base64", "binascii", "bisect", "_bisect", "bz2", "_bz2", "compression"),
    *("concurrent", "dis", "_opcode", "_opcode_metadata", "opcode", "fcntl", "locale", "_locale"),
    *("lzma", "_lzma", "random", "_random", "select", "selectors", "shutil", "signal"),
    *("site", "_sitebuiltins", "socket", "_socket", "ssl", "_ssl", "_stat", "struct", "_struct"),
    *("subprocess", "tempfile", "zipfile", "_zstd", "_asyncio"),
)
"""Modules, with all that is below them. Pyodide imports them, and uses none when it starts from a
snapshot. `random` is among them, so no state of chance is shared by those who start from one."""

_SMALL = range(32, 513, 16)
"""The sizes of object that Python has pools of memory for, those with room for content."""
_POOLED = 2**20
_HEADER = sys.getsizeof(b"")


def _forget_what_is_kept() -> None:
    linecache.clearcache()
    re.purge()
    sys.path[:] = [""]
    sys.path_importer_cache.clear()
    vars(zipimport)["_zip_directory_cache"].clear()
    # Known to the Python this runs in, which is newer than the one that is checked for.
    vars(sys)["_clear_internal_caches"]()


def _drop_modules() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in _NOT_NEEDED:
            module = sys.modules.pop(name)
            # What still holds on to a function of it must not hold on to all of it.
            vars(module).clear()


def _drop_docstrings() -> None:
    for found in gc.get_objects():
        if isinstance(found, types.FunctionType):
            # Pyodide copies these to its own functions when it starts.
            if found.__module__ != "_pyodide._core_docs":
                found.__doc__ = None
        elif isinstance(found, (type, types.ModuleType)) and found.__doc__:
            try:
                found.__doc__ = None
            except (AttributeError, TypeError):
                # Built into the interpreter, and so not in the part of memory that is sent.
                continue


def _overwrite_freed() -> None:
    """Fill the free places in Python's pools once, so that zeros are left in them."""
    for size in _SMALL:
        taken = [bytes(size - _HEADER) for _ in range(_POOLED // size)]
        del taken


def _clean() -> None:
    _forget_what_is_kept()
    _drop_modules()
    _drop_docstrings()
    gc.collect()
    gc.collect()
    _overwrite_freed()
    gc.collect()


_clean()
