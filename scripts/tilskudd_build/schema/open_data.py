"""Publish the JSON Schemas of the situation and the result beside the page that describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tilskudd_build.schema.contract_schema import result_schema, situation_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tilskudd_rules.model import Catalogue

_FOLDER: Final = "data"


def write_schemas(site_dir: Path, catalogue: Catalogue) -> None:
    """Write the schemas into the built site.

    Args:
        site_dir: the built site.
        catalogue: the validated data, whose choices the situation's schema lists.
    """
    folder = site_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {"situation": situation_schema(catalogue), "result": result_schema()}
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (folder / f"{name}.schema.json").write_text(f"{text}\n", encoding="utf-8")
