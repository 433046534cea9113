"""Begin new files: every key with what it is for, what it can look like, and something valid.

What stands in them comes from ``keys.yaml`` and the model, so a new key is in the next new file.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final, NamedTuple

from tilskudd_build.editing.transaction import RefusedError, read_text
from tilskudd_build.files.messages import format_message
from tilskudd_build.files.yaml_edit import YamlText
from tilskudd_build.schema.editor_schema import heading
from tilskudd_build.schema.keys import keys_of, parts
from tilskudd_build.schema.model_walk import FROM_OTHER_FILES
from tilskudd_rules.calls import Call
from tilskudd_rules.model import Edition, Scheme
from tilskudd_rules.places import senders
from tilskudd_rules.problems import nearest
from tilskudd_rules.schema import Identifier, Word
from tilskudd_rules.shape import Either, ListOf, fields_of
from tilskudd_rules.statements import Document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tilskudd_build.schema.keys import Key
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.shape import Field, Shape

_WIDTH: Final = 100
_INDENT: Final = "  "
_SETTLED: Final = ("{id}", "{year}", "{document}", "{review_by}")
"""What is filled in once and for all; every other starting value is to be confirmed."""


def new_scheme_files(
    folder: Path, catalogue: Catalogue, name: str, values: Mapping[str, object], source: str | None
) -> dict[Path, str]:
    """Return the files of a new scheme, by their path.

    Args:
        folder: the folder of schemes.
        catalogue: what there is already.
        name: the new scheme's id.
        values: what the starting values are filled in with: ``year``, ``today``, ``review_by``.
        source: a document of the bibliography to rest on; a new one is begun where it is ``None``.

    Raises:
        RefusedError: the name cannot be used.
    """
    _check_name(name, catalogue)
    if source is not None and source not in catalogue.sources:
        expected = ", ".join(catalogue.sources)
        raise RefusedError(format_message("new-scheme-no-source", name=source, expected=expected))
    document = source or f"{name}-{values['year']}"
    filled = {**values, "id": name, "document": document}
    files = {
        folder / name / "scheme.yaml": _file(f"{name}/scheme.yaml", Scheme, filled),
        folder / name / f"{values['year']}.yaml": _file(f"{name}/x.yaml", Edition, filled),
    }
    if source is None:
        if document in catalogue.sources:
            raise RefusedError(format_message("new-scheme-source-exists", name=document))
        path = folder / "sources.yaml"
        files[path] = _with_document(read_text(path), filled)
    return files


def _check_name(name: str, catalogue: Catalogue) -> None:
    if name in catalogue.schemes or name == catalogue.frame_growth.id:
        raise RefusedError(format_message("new-scheme-exists", name=name))
    if not Identifier.PATTERN.fullmatch(name):
        letters = name.lower().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
        words = "".join(c if c.isascii() and c.isalnum() else " " for c in letters).split()
        near = "-".join(words) or parts()["Scheme"].keys["id"].example_text
        raise RefusedError(format_message("new-scheme-wrong-id", name=name, near=near))


def _file(path: str, kind: type, values: Mapping[str, object]) -> str:
    lines = [heading(path), f"# {format_message('new-scheme-heading')}"]
    for name, key, field in _fields(kind):
        lines += ["", *_comment(key.text)]
        if not field.required:
            lines += _comment(format_message("new-scheme-optional"))
        lines += _example(name, key)
        if field.required:
            lines += _start(name, key, field.shape, values)
    return "\n".join(lines) + "\n"


def _fields(kind: type) -> list[tuple[str, Key, Field]]:
    """Return each key of a file with its words, its type and whether it must be there."""
    fields = fields_of(kind)
    return [
        (name, key, fields[name])
        for name, key in keys_of(kind).items()
        if (kind, name) not in FROM_OTHER_FILES
    ]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _example(name: str, key: Key) -> list[str]:
    return [
        f"# {format_message('new-scheme-example')}",
        *(f"#   {line}" for line in _written(name, key.example_text)),
    ]


def _written(name: str, value: str) -> list[str]:
    """Write a key and its value, a block below it."""
    if "\n" not in value and not value.startswith("- "):
        return [f"{name}: {value}"]
    return [f"{name}:", *(_INDENT + line for line in value.strip("\n").split("\n"))]


def _start(name: str, key: Key, shape: Shape, values: Mapping[str, object]) -> list[str]:
    if key.start:
        value = key.start.format(**values)
    elif isinstance(shape, Either) and Word.NOT_STATED.value in shape.words:
        value = Word.NOT_STATED.value
    elif isinstance(shape, ListOf):
        value = "[]"
    else:
        raise TypeError(name)
    mark = "" if key.start in _SETTLED else f"  # {format_message('confirm-mark')}"
    first, *below = _written(name, value)
    return [first, *(line + mark for line in below)] if below else [first + mark]


def _with_document(text: str, values: Mapping[str, object]) -> str:
    """Add a document to the bibliography, in the way its list is indented."""
    lines: list[str] = []
    for name, key, field in _fields(Document):
        if field.required:
            lines += _start(name, key, field.shape, values)
    indent = " " * YamlText(text).column((0, "id"))
    dash = indent[:-2] + "- "
    body = [(indent if number else dash) + line for number, line in enumerate(lines)]
    separator = "" if text.endswith("\n") else "\n"
    return text + separator + "\n".join(body) + "\n"


class NewCall(NamedTuple):
    """A call to add.

    Attributes:
        authority: who announces it.
        round: which of its rounds it is, where it has several in one year.
    """

    authority: str
    round: str | None


def with_call(
    path: Path, edition: Edition, text: str, new: NewCall, catalogue: Catalogue
) -> tuple[str, int]:
    """Add one authority's call to an edition; the rest of the file stays as it is.

    Returns:
        The file's new text, and the line the call stands on.

    Raises:
        RefusedError: the authority cannot announce this scheme, or its call is there already.
    """
    _check_authority(new.authority, catalogue)
    editor = YamlText(text)
    for index, call in enumerate(edition.calls):
        if (call.authority, call.round) == (new.authority, new.round):
            line, file = editor.line_number(("calls", index)), path.as_posix()
            message = format_message("new-call-exists", file=file, name=new.authority, line=line)
            raise RefusedError(message)
    editor.append(("calls",), _call(new))
    changed = editor.result()
    return changed, YamlText(changed).line_number(("calls", len(edition.calls)))


def _check_authority(name: str, catalogue: Catalogue) -> None:
    """A directorate announces for the country, a county governor for who belongs to it."""
    known = senders(catalogue.authorities, catalogue.municipalities.values())
    if name in known:
        return
    expected = ", ".join(known)
    if name in catalogue.authorities:
        message = format_message("new-call-of-nobody", name=name, expected=expected)
    else:
        near = nearest(name, known)
        said = "new-call-no-authority-near" if near else "new-call-no-authority"
        message = format_message(said, name=name, near=near, expected=expected)
    raise RefusedError(message)


def _call(new: NewCall) -> list[str]:
    """Return a call's lines: its authority and round, and the rest as examples to fill in."""
    lines = [f"authority: {new.authority}  # {format_message('confirm-mark')}"]
    if new.round is not None:
        lines.append(f"round: {new.round}")
    for key_name, key in keys_of(Call).items():
        if key_name not in ("authority", "round"):
            lines += [*_comment(key.text), *_example(key_name, key)]
    return lines
