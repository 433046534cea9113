"""JSON Schemas of the scheme files, so that editors complete and check them as one types.

They are made from the model's type hints, with the words of ``keys.yaml``. A schema is more lenient
than the model: it knows what each key may hold, not how keys must fit together. What it accepts is
what a YAML-aware editor sees (numbers, booleans), where the loader sees text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.loader import REASONS
from tilskudd_build.files.messages import format_message
from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.files.yaml_core import as_editors_see
from tilskudd_build.plausibility.unlikely import UNLIKELY
from tilskudd_build.schema.keys import WORDS_OF, key_of, parts
from tilskudd_build.schema.model_walk import FROM_OTHER_FILES
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.conditions import Condition
from tilskudd_rules.frame_growth import FrameGrowth
from tilskudd_rules.model import Edition, Question, Relation, Scheme
from tilskudd_rules.places import Authority, is_national
from tilskudd_rules.schema import AnswerId, ClockTime, CountId, Day, DayOrMonth, Identifier
from tilskudd_rules.shape import (
    Either,
    ListOf,
    MappingOf,
    OneOf,
    ReadsItself,
    Record,
    Scalar,
    Tagged,
    fields_of,
    shape_of,
)
from tilskudd_rules.statements import AuthorityId, Document, SchemeId, SourceId, Text
from tilskudd_rules.support import CostRule
from tilskudd_rules.wording import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.shape import Shape

type JsonSchema = dict[str, Any]

FOLDER: Final = ".schema"
"""Where the schemas stand, below the folder of schemes; the loader leaves hidden folders alone."""
NAMES_FILE: Final = "names.json"
"""The one schema that is made from the data: the names that others point at."""

HEADING: Final = "# yaml-language-server: $schema="
"""How the comment begins that names a file's schema."""

# yaml-language-server knows this dialect best.
_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_LISTS: Final[Mapping[str, type]] = {
    "authorities": Authority,
    "questions": Question,
    "relations": Relation,
    "releases": Withdrawal,
    "sources": Document,
}
_NAMED: Final[Mapping[str, type[Identifier]]] = {
    "schemes": SchemeId,
    "sources": SourceId,
    "authorities": AuthorityId,
    "county_governors": AuthorityId,
    "answers": AnswerId,
    "counts": CountId,
}
_NEW_NAMES: Final = frozenset({(Question, "answer"), (Question, "alias")})
"""The fields that give an answer its name; all others point at one."""


def schema_of(path: str) -> str:
    """Return the name of the schema for a file, by its path inside the folder of schemes.

    Raises:
        KeyError: there is none, for the file is no YAML file of the catalogue.
    """
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if not dot or ending != "yaml" or (not folder and stem not in (*_LISTS, "texts")):
        raise KeyError(path)
    if not folder:
        return f"{stem}.json"
    if stem == "questions":
        return "questions.json"
    if stem != "scheme":
        return "edition.json"
    return "frame-growth.json" if folder == "rammevekst" else "scheme.json"


def heading(path: str) -> str:
    """Return the comment on a file's first line that names its schema to editors."""
    up = "../" * path.count("/")
    return f"{HEADING}{up}{FOLDER}/{schema_of(path)}"


def schema_files(catalogue: Catalogue) -> dict[str, str]:
    """Return every schema's text by its file's name."""
    made = {f"{name}.json": _list_of(kind) for name, kind in _LISTS.items()}
    made["edition.json"] = _document(Edition)
    made["scheme.json"] = _document(Scheme)
    made["frame-growth.json"] = _document(FrameGrowth)
    made["texts.json"] = _texts()
    made[NAMES_FILE] = _names(catalogue)
    return {name: _text(schema) for name, schema in made.items()}


def _text(schema: JsonSchema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _document(kind: type) -> JsonSchema:
    maker = _Maker()
    body = maker.record(kind)
    return {"$schema": _DIALECT, **body, "definitions": maker.definitions}


def _list_of(kind: type) -> JsonSchema:
    maker = _Maker()
    item = maker.of(shape_of(kind))
    return {
        "$schema": _DIALECT,
        "type": "array",
        "items": item,
        "definitions": maker.definitions,
    }


def _texts() -> JsonSchema:
    maker = _Maker()
    text = maker.of(shape_of(Text))
    return {
        "$schema": _DIALECT,
        "type": "object",
        "additionalProperties": False,
        "required": list(TEXTS),
        "properties": {name: _sentence(text, names) for name, names in TEXTS.items()},
        "definitions": maker.definitions,
    }


def _sentence(text: JsonSchema, names: frozenset[str]) -> JsonSchema:
    if not names:
        return text
    filled = ", ".join(f"{{{name}}}" for name in sorted(names))
    return {"description": format_message("schema-sentence", names=filled), "allOf": [text]}


def _names(catalogue: Catalogue) -> JsonSchema:
    """Return the names of the data as what editors suggest; another may be written all the same."""
    known = {
        "schemes": [*catalogue.schemes, catalogue.frame_growth.id],
        "sources": list(catalogue.sources),
        "authorities": list(catalogue.authorities),
        "county_governors": [
            name for name in catalogue.authorities if not is_national(name, catalogue.authorities)
        ],
        "answers": [
            name for one in catalogue.questions for name in dict.fromkeys((one.answer, one.key))
        ],
    }
    known["counts"] = [one.key for one in catalogue.questions if one.kind_of_answer.counts]
    definitions: JsonSchema = {
        name: {"anyOf": [{"enum": known[name]}, {"type": "string", "pattern": _pattern(kind)}]}
        for name, kind in _NAMED.items()
    }
    # What points at an answer that no question is about is a slip.
    definitions["answers"] = {"enum": known["answers"]}
    definitions["counts"] = {"enum": known["counts"]}
    return {"$schema": _DIALECT, "definitions": definitions}


def _pattern(kind: type[Identifier]) -> str:
    return f"^(?:{kind.PATTERN.pattern})$"


class _Maker:
    """Makes the schemas of one file; a record used in several places is defined once."""

    def __init__(self) -> None:
        self.definitions: dict[str, JsonSchema] = {}

    def of(self, shape: Shape) -> JsonSchema:
        """Return the schema of a value of the model."""
        match shape:
            case Record():
                return self._define(shape.type.__name__, lambda: self.record(shape.type))
            case Tagged():
                return {"anyOf": self._alternatives(shape)}
            case Either():
                return self._either(shape)
            case ListOf():
                return {"type": "array", "items": self.of(shape.item)}
            case MappingOf(value=Record(kind)) if kind is CostRule:
                return self._costs()
            case OneOf():
                return {"enum": list(shape.values)}
            case ReadsItself(kind) if kind is Condition:
                return self._define("Condition", self._condition)
            case Scalar(kind) | ReadsItself(kind):
                return _scalar(kind)
            case _:
                raise TypeError(shape)

    def _alternatives(self, shape: Shape) -> list[JsonSchema]:
        records = shape.records.values() if isinstance(shape, Tagged) else (shape,)
        return [self.of(one) for one in records]

    def _either(self, shape: Either) -> JsonSchema:
        # A key without a value is no way to leave it out: nothing stands for what is optional.
        forms = self._alternatives(shape.value)
        forms += [{"enum": [word]} for word in shape.words]
        return forms[0] if len(forms) == 1 else {"anyOf": forms}

    def record(self, kind: type) -> JsonSchema:
        """Return the schema of a mapping with the fields of a dataclass."""
        properties: dict[str, JsonSchema] = {}
        required = []
        tag = getattr(kind, "KIND", None)
        if tag is not None:
            properties["kind"] = _described("Support", "kind", {"const": tag})
            required.append("kind")
        for name, field in fields_of(kind).items():
            if (kind, name) in FROM_OTHER_FILES:
                continue
            key = key_of(kind, name)
            inner = self.of(field.shape)
            if (kind, name) in _NEW_NAMES:
                inner = {"type": "string", "pattern": _pattern(AnswerId)}
            elif (kind, name) in WORDS_OF:
                inner = {"enum": list(WORDS_OF[kind, name])}
            properties[name] = _with_words(inner, key.text, as_editors_see(key.example_text))
            if field.required:
                required.append(name)
        if kind is not Text:
            properties[REASONS] = self._define(
                "Reasons", lambda: _described("Reasons", REASONS, _reasons())
            )
        return {
            "type": "object",
            "description": parts()[kind.__name__].text,
            "additionalProperties": False,
            "required": required,
            "properties": properties,
        }

    def _define(self, name: str, make: Any) -> JsonSchema:  # noqa: ANN401 - makes the schema
        if name not in self.definitions:
            self.definitions[name] = {}  # so that a record inside itself finds its own name
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def _costs(self) -> JsonSchema:
        rule = self.of(shape_of(CostRule))
        return {
            "type": "object",
            "additionalProperties": False,
            "required": list(COST_CLASSES),
            "properties": {name: _described("Costs", name, rule) for name in COST_CLASSES},
        }

    def _condition(self) -> JsonSchema:
        itself = {"$ref": "#/definitions/Condition"}
        several = {"type": "array", "minItems": 1, "items": itself}
        number = _scalar(int)
        word = {"type": ["string", "boolean", "integer"]}
        values: JsonSchema = {
            "is": word,
            "in": {"type": "array", "minItems": 1, "items": word},
            "at_least": number,
            "at_most": number,
            "includes": word,
            "before": _scalar(Day),
        }
        answer = _described("Condition", "answer", _scalar(AnswerId))
        forms = [
            {"answer": answer, name: _described("Condition", name, value)}
            for name, value in values.items()
        ]
        combined: JsonSchema = {"all": several, "any": several, "not": itself}
        forms += [{name: _described("Condition", name, one)} for name, one in combined.items()]
        return {
            "description": parts()["Condition"].text,
            "anyOf": [
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": list(form),
                    "properties": form,
                }
                for form in forms
            ],
        }


def _described(part: str, name: str, schema: JsonSchema) -> JsonSchema:
    key = parts()[part].keys[name]
    return _with_words(schema, key.text, as_editors_see(key.example_text))


def _with_words(schema: JsonSchema, text: str, example: object) -> JsonSchema:
    # What stands beside a reference is not read in this dialect.
    body = {"allOf": [schema]} if "$ref" in schema else schema
    return {"description": text, "examples": [example], **body}


def _reasons() -> JsonSchema:
    return {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {doubt: _scalar(str) for doubt in sorted(UNLIKELY)},
    }


def _scalar(kind: type) -> JsonSchema:
    """Return the schema of a single value, as an editor sees what the loader reads as text."""
    if kind is str:
        return {"type": ["string", "number", "boolean"], "minLength": 1}
    if kind is int:
        return {"type": ["integer", "string"], "pattern": "^(0|-?[1-9][0-9]*)$"}
    if kind is bool:
        return {"enum": [True, False, "true", "false"]}
    if kind is Day:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if kind is DayOrMonth:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}
    if kind in (ClockTime, Moment, ReleaseName):
        return {"type": "string", "pattern": f"^(?:{kind.PATTERN.pattern})$"}
    if issubclass(kind, Identifier):
        if kind.REFERS_TO in _NAMED:
            return {"$ref": f"{NAMES_FILE}#/definitions/{kind.REFERS_TO}"}
        return {"type": ["string", "integer"], "pattern": _pattern(kind)}
    raise TypeError(kind)
