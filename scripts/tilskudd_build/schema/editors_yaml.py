"""Read YAML as editors do, for the schemas that they hold the scheme files against."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor


class _DatesAsText(SafeConstructor):
    """Reads a date as the text it is, in the calendar or not."""


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_editors_see(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Read YAML the way editors do (YAML 1.2): numbers and booleans are such, dates are text."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _DatesAsText
    return reader.load(text)
