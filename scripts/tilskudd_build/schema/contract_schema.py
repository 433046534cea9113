"""JSON Schemas of the situation and the result, made from the code and the data they describe."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NotRequired,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from tilskudd_rules.answers import ANSWERS, COST_CLASSES, OTHER_MEASURE, Kind
from tilskudd_rules.result import Evaluation
from tilskudd_rules.situation import MOST_GRANT_YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tilskudd_rules.model import Catalogue, Question

type JsonSchema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[Mapping[object, JsonSchema]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
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
        **_of_type(Evaluation, definitions),
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


def _of_type(kind: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:  # noqa: ANN401
    if isinstance(kind, TypeAliasType):
        return _of_type(kind.__value__, definitions)
    if is_typeddict(kind):
        return _of_record(kind, definitions)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is list:
        return {"type": "array", "items": _of_type(args[0], definitions)}
    if origin is dict:
        return {"type": "object"}
    if origin is NotRequired:
        return _of_type(args[0], definitions)
    if origin in (Union, UnionType):
        return {"anyOf": [_of_type(arg, definitions) for arg in args]}
    return dict(_PLAIN[kind])


def _of_record(kind: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:  # noqa: ANN401
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # so that a record inside itself finds its own name
        hints = get_type_hints(kind, include_extras=True)
        definitions[name] = {
            "type": "object",
            "description": " ".join(kind.__doc__.split("\n\n")[0].split()),
            "additionalProperties": False,
            "required": [key for key in hints if key in kind.__required_keys__],
            "properties": {key: _of_type(hint, definitions) for key, hint in hints.items()},
        }
    return {"$ref": f"#/$defs/{name}"}
