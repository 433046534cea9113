"""JSON Schemas of the situation and the result, made from the code and the data they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_rules.registers import Asked
from tilskudd_rules.result import Evaluation
from tilskudd_rules.shape import Either, ListOf, MappingOf, OneOf, Record, Scalar, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.kinds import JsonSchema
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.shape import Shape

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[Mapping[type, JsonSchema]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    object: {},
}


def situation_schema(catalogue: Catalogue) -> JsonSchema:
    """Return the schema of a situation; no key is required, for what is absent is unknown."""
    return {
        "$schema": _DIALECT,
        "title": "Situation",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "title": question.label.nb,
                **question.kind_of_answer.schema(Asked(question, catalogue)),
            }
            for question in catalogue.questions
            for name in (question.key, question.answer)
        },
    }


def result_schema() -> JsonSchema:
    """Return the schema of the result of a check."""
    definitions: dict[str, JsonSchema] = {}
    return {
        "$schema": _DIALECT,
        "title": "Result",
        **_of_record(Evaluation, definitions),
        "$defs": definitions,
    }


def _of_shape(shape: Shape, definitions: dict[str, JsonSchema]) -> JsonSchema:
    match shape:
        case Record():
            return _of_record(shape.type, definitions)
        case OneOf():
            return {"enum": list(shape.values)}
        case ListOf():
            return {"type": "array", "items": _of_shape(shape.item, definitions)}
        case MappingOf():
            return {"type": "object"}
        case Either() if not shape.words:
            return {"anyOf": [_of_shape(shape.value, definitions), {"type": "null"}]}
        case Scalar():
            return dict(_PLAIN[shape.type])
        case _:
            raise TypeError(shape)


def _of_record(kind: type, definitions: dict[str, JsonSchema]) -> JsonSchema:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # so that a record inside itself finds its own name
        fields = fields_of(kind)
        definitions[name] = {
            "type": "object",
            "description": " ".join(str(kind.__doc__).split("\n\n")[0].split()),
            "additionalProperties": False,
            "required": [key for key, field in fields.items() if field.required],
            "properties": {
                key: _of_shape(field.shape, definitions) for key, field in fields.items()
            },
        }
    return {"$ref": f"#/$defs/{name}"}
