"""Read YAML as editors do, for the schemas that they hold the scheme files against.

Editors read the core schema of YAML 1.2, PyYAML the older YAML 1.1: there ``no`` is False, ``010``
is eight, ``1:30`` is ninety and a date is a date. Its scanner and parser read both; what a plain
scalar stands for is told here.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

import yaml

from tilskudd_build.files.yaml_tree import PARSER

_TAG: Final = "tag:yaml.org,2002:"
_CORE: Final = (
    ("null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    ("int", re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"), list("-+0123456789")),
    (
        "float",
        re.compile(
            r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
        list("-+.0123456789"),
    ),
)
"""Each plain scalar that is no text: its tag, how it is written, and how it can begin."""


class _CoreLoader(PARSER):  # type: ignore[misc] # which of PyYAML's it is depends on how it was built
    """Reads the core schema; a key that stands twice is a mistake, as it is to editors."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's own
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"found the key {key!r} twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _integer(text: str) -> int:
    bases = {"0o": 8, "0x": 16}
    return int(text[2:], bases[text[:2]]) if text[:2] in bases else int(text)


def _float(text: str) -> float:
    # Python writes the two that are no numbers without the dot.
    return float(text.replace(".", "") if text.strip("+-")[1:].isalpha() else text)


for _tag, _written, _begins in _CORE:
    # PyYAML holds a pattern against the beginning alone.
    _whole = re.compile(rf"(?:{_written.pattern})\Z")
    _CoreLoader.add_implicit_resolver(_TAG + _tag, _whole, _begins)
for _tag, _make in (("int", _integer), ("float", _float), ("timestamp", str)):
    _CoreLoader.add_constructor(
        _TAG + _tag, lambda loader, node, make=_make: make(loader.construct_scalar(node))
    )


def as_editors_see(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Read YAML the way editors do (YAML 1.2): numbers and booleans are such, dates are text.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.load(text, _CoreLoader)  # noqa: S506 - it makes plain data only
