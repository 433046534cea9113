"""The keys of the scheme files in words: what each is for, and what it can look like.

The words stand in ``keys.yaml``. Editors show them as one types
(:mod:`tilskudd_build.schema.editor_schema`), and new files begin with them as comments
(:mod:`tilskudd_build.editing.scaffold`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.yaml_edit import YamlText
from tilskudd_rules.kinds import KINDS
from tilskudd_rules.model import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.problems import Path as DataPath

FILE: Final = Path(__file__).with_suffix(".yaml")

WORDS_OF: Final[Mapping[tuple[type, str], tuple[str, ...]]] = {(Question, "kind"): tuple(KINDS)}
"""The fields that hold one of a few words, where no type says which."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        text: what belongs there.
        example_text: what it can look like, as it stands in ``keys.yaml``.
        start: what a new file begins with, a pattern; empty where the type says it.
    """

    text: str
    example_text: str
    start: str


@dataclass(frozen=True, slots=True)
class Part:
    """A record of the model, or another sort of mapping.

    Attributes:
        keys: its own keys, in the order a new file has them; inherited ones stand elsewhere.
    """

    text: str
    keys: Mapping[str, Key]


@cache
def parts() -> Mapping[str, Part]:
    """Return what ``keys.yaml`` holds, by the names the program has for it."""
    file = YamlText(FILE.read_text(encoding="utf-8"))
    return {
        name: Part(
            file.scalar((name, "text")),
            {key: _key(file, (name, "keys", key)) for key in file.keys((name, "keys"))},
        )
        for name in file.keys(())
    }


def _key(file: YamlText, path: DataPath) -> Key:
    start = (*path, "start")
    return Key(
        file.scalar((*path, "text")),
        file.source_of((*path, "example")),
        file.scalar(start) if start in file else "",
    )


def key_of(kind: type, name: str) -> Key:
    """Return the words for a field of a dataclass, its own or inherited."""
    for one in kind.__mro__:
        part = parts().get(one.__name__)
        if part is not None and name in part.keys:
            return part.keys[name]
    raise KeyError(kind.__name__, name)


def keys_of(kind: type) -> Mapping[str, Key]:
    """Return the words for every field of a dataclass, in the order a new file has them.

    What all statements have stands last, as in the files.
    """
    own = {field.name for field in fields(kind)}
    found: dict[str, Key] = {}
    for one in kind.__mro__:
        part = parts().get(one.__name__)
        found |= {} if part is None else {n: k for n, k in part.keys.items() if n not in found}
    return {name: key for name, key in found.items() if name in own}
