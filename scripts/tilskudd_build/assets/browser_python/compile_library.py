"""Runs inside Pyodide, whose Python the byte code must be for: cut down and compile its library.

Writes `/library.zip` with the modules that are loaded by now and no others, and `/compiled.whl`
with all of the rules. Neither is compressed: whoever sends it does that better as a whole. The same
input gives the same bytes: no times, and nothing that depends on where the source lies.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zipfile
from types import CodeType

_LIBRARY = "/lib/python314.zip"
_UNCHECKED_HASH = (1).to_bytes(4, "little")
"""The flag of byte code that is not compared with its source, which is not there."""


def _byte_code(name: str, source: bytes, *, places: bool, docstrings: bool) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True, optimize=0 if docstrings else 2)
    if not places:
        code = _without_places(code)
    head = importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + importlib.util.source_hash(source)
    return head + marshal.dumps(code)


def _without_places(code: CodeType) -> CodeType:
    """Leave out which line each instruction comes from: a quarter of the bytes."""
    constants = tuple(
        _without_places(one) if isinstance(one, CodeType) else one for one in code.co_consts
    )
    return code.replace(co_linetable=b"", co_consts=constants)


def _used() -> set[str]:
    places = (getattr(module, "__file__", None) or "" for module in sys.modules.values())
    return {
        place.removeprefix(f"{_LIBRARY}/") for place in places if place.startswith(f"{_LIBRARY}/")
    }


def _compile_library(target: str) -> None:
    used = sorted(_used())
    with zipfile.ZipFile(_LIBRARY) as source, zipfile.ZipFile(target, "w") as out:
        for name in used:
            # Pyodide reads the docstrings of its own functions when it starts.
            code = _byte_code(
                name, source.read(name), places=False, docstrings=name.startswith("_pyodide/")
            )
            out.writestr(zipfile.ZipInfo(f"{name}c"), code)


def _compile_rules(target: str) -> None:
    with zipfile.ZipFile("/rules.whl") as source, zipfile.ZipFile(target, "w") as out:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name.endswith(".py"):
                # The rules keep their lines: an error in them must be found.
                code = _byte_code(name, content, places=True, docstrings=False)
                out.writestr(zipfile.ZipInfo(f"{name}c"), code)


_compile_library("/library.zip")
_compile_rules("/compiled.whl")
