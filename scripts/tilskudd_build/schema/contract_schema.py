"""JSON Schemas of the situation and the result, made from the code and the data they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.answers import ANSWERS, COST_CLASSES, OTHER_MEASURE, Kind
from tilskudd_rules.result import Evaluation
from tilskudd_rules.shape import Either, ListOf, MappingOf, OneOf, Record, Scalar, fields_of
from tilskudd_rules.situation import MOST_GRANT_YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tilskudd_rules.model import Catalogue, Question
    from tilskudd_rules.shape import Shape

type JsonSchema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[Mapping[type, JsonSchema]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    object: {},
}


def situation_schema(catalogue: Catalogue) -> JsonSchema:
    """Return the schema of a situation; no key is required, for what is absent is unknown."""
    questions = {question.answer: question for question in catalogue.questions}
    return {
        "$schema": _DIALECT,
        "title": "Situation",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            answer: {
                "title": questions[answer].label.nb,
                **_OF_KIND[kind](questions[answer], catalogue),
            }
            for answer, kind in ANSWERS.items()
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


# The situation: from the kinds of answers and the questions' own limits --------------------------


def _number(question: Question, _: Catalogue) -> JsonSchema:
    limits = {"minimum": question.minimum, "maximum": question.maximum}
    return {
        "type": "integer",
        **{name: value for name, value in limits.items() if value is not None},
    }


def _one_of(words: Iterable[str]) -> JsonSchema:
    return {"type": "string", "enum": sorted(words)}


def _list_of(words: Iterable[str]) -> JsonSchema:
    return {"type": "array", "items": _one_of(words)}


def _by_word(words: Iterable[str], value: JsonSchema) -> JsonSchema:
    names = sorted(words)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(names, value),
    }


def _options(question: Question) -> list[str]:
    return [str(option.id) for option in question.options]


def _measures(catalogue: Catalogue) -> set[str]:
    editions = (e for scheme in catalogue.schemes.values() for e in scheme.editions.values())
    return {OTHER_MEASURE} | {str(m.id) for edition in editions for m in edition.measures}


def _positions(question: Question, catalogue: Catalogue) -> JsonSchema:
    one = _number(question, catalogue)
    several = {"type": "array", "items": one, "minItems": 1, "maxItems": MOST_GRANT_YEARS}
    return {"anyOf": [one, several]}


_OF_KIND: Final[Mapping[Kind, Callable[[Question, Catalogue], JsonSchema]]] = {
    Kind.YEAR: _number,
    Kind.COUNT: _number,
    Kind.KRONER: _number,
    Kind.BOOLEAN: lambda *_: {"type": "boolean"},
    Kind.DATE: lambda *_: {"type": "string", "format": "date"},
    Kind.MUNICIPALITY: lambda _, catalogue: _one_of(catalogue.municipalities),
    Kind.AUTHORITY: lambda _, catalogue: _one_of(catalogue.authorities),
    Kind.CHOICE: lambda question, _: _one_of(_options(question)),
    Kind.CHOICES: lambda question, _: _list_of(_options(question)),
    Kind.MEASURE: lambda _, catalogue: _one_of(_measures(catalogue)),
    Kind.MEASURES: lambda _, catalogue: _by_word(catalogue.schemes, _one_of(_measures(catalogue))),
    Kind.SCHEMES: lambda _, catalogue: _list_of(catalogue.schemes),
    Kind.POSITIONS: _positions,
    Kind.YEARS_BY_SCHEME: lambda question, catalogue: _by_word(
        catalogue.schemes, _number(question, catalogue)
    ),
    Kind.COSTS: lambda question, catalogue: _by_word(COST_CLASSES, _number(question, catalogue)),
}


# The result: from its own type hints -------------------------------------------------------------


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
