"""Say whose work travels with the site: license texts, and a bill of materials for programs.

``docs/om/lisenser.md`` is the page for people. A text comes from the package itself where that has
it, else from the folder ``licenses`` beside this file: Pyodide's package has none, and the Python
in it has no package.
"""

from __future__ import annotations

import base64
import json
import re
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.assets.build_cache import PACKAGES
from tilskudd_build.assets.pyodide_snapshot import PYODIDE
from tilskudd_rules import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOT: Final = Path(__file__).parents[3]
_OWN: Final = Path(__file__).with_name("licenses")
_FOLDER: Final = "om/lisenser"
_THEME: Final = "mkdocs-material"
_TRAVELLING: Final = frozenset({"pyodide", "minisearch", _THEME})
"""The locked packages of which something is in the site; the others only make it."""
_LOCKED: Final = re.compile(r"(?m)^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")
_SPEC: Final = "1.6"


def notices() -> Mapping[str, str]:
    """Return the license texts and the bill of materials, by their paths in the site."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(_OWN.iterdir())}
    texts |= {
        "tilskuddssjekken.txt": (_ROOT / "LICENSE").read_text(encoding="utf-8"),
        "minisearch.txt": (PACKAGES / "minisearch" / "LICENSE.txt").read_text(encoding="utf-8"),
        "material.txt": str(distribution(_THEME).read_text("licenses/LICENSE")),
        "icons.txt": (files("material") / "templates/.icons/material/LICENSE").read_text("utf-8"),
        "sbom.json": f"{json.dumps(bill_of_materials(), ensure_ascii=False, indent=1)}\n",
    }
    return {f"{_FOLDER}/{name}": text for name, text in texts.items()}


def bill_of_materials() -> Mapping[str, Any]:
    """Return, in the form of CycloneDX, what the lock files name and what is in Pyodide.

    Of a package that travels the scope is ``required``, of one that only takes part in making the
    site ``excluded``. There is no time in it and no number drawn by chance: the same locks give the
    same bytes.
    """
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{_SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": _SPEC,
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "tilskuddssjekken",
                "name": "tilskuddssjekken",
                "version": __version__,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": [*_from_npm(), *_from_pypi(), _python()],
    }


def _from_npm() -> Iterator[Mapping[str, Any]]:
    lock = json.loads((_ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for place, package in lock["packages"].items():
        name = place.rpartition("node_modules/")[2]
        if name:
            purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
            algorithm, _, digest = package["integrity"].partition("-")
            yield {
                **_component(name, package["version"], purl),
                # The same version may lie in several places.
                "bom-ref": f"{purl}#{place}",
                "licenses": [{"expression": package["license"]}],
                "hashes": [
                    {
                        "alg": algorithm.upper().replace("SHA", "SHA-"),
                        "content": base64.b64decode(digest).hex(),
                    }
                ],
            }


def _from_pypi() -> Iterator[Mapping[str, Any]]:
    """The lock names each package with the hashes of all its files, which a component is not."""
    lock = (_ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in _LOCKED.findall(lock):
        component = _component(name, version, f"pkg:pypi/{name}@{version}")
        yield {**component, "licenses": [{"expression": "MIT"}]} if name == _THEME else component


def _python() -> Mapping[str, Any]:
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    version: str = lock["info"]["python"]
    return {
        **_component("python", version, f"pkg:generic/python@{version}"),
        "scope": "required",
        "licenses": [{"expression": "PSF-2.0"}],
    }


def _component(name: str, version: str, purl: str) -> Mapping[str, Any]:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "scope": "required" if name in _TRAVELLING else "excluded",
    }
