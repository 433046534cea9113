"""Read the whole catalogue from plain data: the one door into the model.

The same function reads what the loader takes from YAML and what the browser takes from
``catalogue.json``; both are the same data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tilskudd_rules.answers import ANSWERS, OTHER_MEASURE
from tilskudd_rules.model import (
    FRAME_GROWTH_ID,
    LANGUAGES,
    Authority,
    AuthorityKind,
    Call,
    Catalogue,
    Document,
    Edition,
    FormerMunicipality,
    FrameGrowth,
    Municipality,
    Question,
    Relation,
    Scheme,
    Text,
)
from tilskudd_rules.problems import DataError, nearest
from tilskudd_rules.schema import Reader, Word
from tilskudd_rules.wording import TEXTS, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tilskudd_rules.problems import Path


def read_catalogue(data: Mapping[str, Any]) -> Catalogue:
    """Read and validate everything the rules rest on.

    Args:
        data: plain data with the keys ``version``, ``texts``, ``sources``, ``authorities``,
            ``municipalities``, ``former_municipalities``, ``questions``, ``relations``,
            ``schemes`` and ``frame_growth``; every scalar is text.

    Raises:
        DataError: with every problem found.
    """
    reader = Reader(_known_names(data))
    texts = reader.read(dict[str, Text], data.get("texts", {}), ("texts",))
    _check_texts(texts, reader)
    sources = _by_key(reader, Document, data.get("sources"), "sources", "id")
    authorities = _by_key(reader, Authority, data.get("authorities"), "authorities", "id")
    municipalities = _by_key(
        reader, Municipality, data.get("municipalities"), "municipalities", "number"
    )
    former = _by_key(
        reader,
        FormerMunicipality,
        data.get("former_municipalities"),
        "former_municipalities",
        "number",
    )
    questions = reader.read(tuple[Question, ...], data.get("questions", []), ("questions",))
    _check_questions(questions, reader)
    schemes = {
        name: reader.read(
            Scheme,
            {**entry["scheme"], "editions": entry["editions"]}
            if isinstance(entry.get("scheme"), dict)
            else entry.get("scheme"),
            ("schemes", name),
        )
        for name, entry in data.get("schemes", {}).items()
    }
    for name, scheme in schemes.items():
        if isinstance(scheme, Scheme) and scheme.id != name:
            reader.report("wrong-folder", ("schemes", name, "id"), scheme.id, expected=name)
    relations = reader.read(tuple[Relation, ...], data.get("relations", []), ("relations",))
    frame_growth = reader.read(FrameGrowth, data.get("frame_growth"), ("frame_growth",))
    _check_calls(schemes, authorities, reader)
    if reader.problems:
        raise DataError(reader.problems)
    return Catalogue(
        version=data["version"],
        texts=texts,
        sources=sources,
        authorities=authorities,
        municipalities=municipalities,
        former_municipalities=former,
        questions=questions,
        relations=relations,
        schemes=schemes,
        frame_growth=frame_growth,
    )


def _by_key(reader: Reader, kind: type, data: object, name: str, key: str) -> dict[str, Any]:
    """Read a list of records into a mapping by one of their fields; a second one is reported."""
    found: dict[str, Any] = {}
    records = reader.read(tuple[kind, ...], data, (name,))  # type: ignore[valid-type]
    for index, record in enumerate(records if isinstance(records, tuple) else ()):
        if isinstance(record, kind):
            value = getattr(record, key)
            if value in found:
                reader.report("duplicate-id", (name, index, key), value)
            found[value] = record
    return found


def _known_names(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Collect the names that others point at, before anything is validated."""
    known = {
        "schemes": {str(name) for name in data.get("schemes", {})} | {FRAME_GROWTH_ID},
        "sources": set(_values(data.get("sources"), "id")),
        "authorities": set(_values(data.get("authorities"), "id")),
        "municipalities": set(_values(data.get("municipalities"), "number")),
        "measure": {OTHER_MEASURE},
    }
    for entry in data.get("schemes", {}).values():
        for edition in entry.get("editions", {}).values():
            if isinstance(edition, dict):
                known["measure"].update(_values(edition.get("measures"), "id"))
    questions = data.get("questions")
    for question in questions if isinstance(questions, list) else ():
        if not isinstance(question, dict) or "options" not in question:
            continue
        answer = question.get("answer")
        if isinstance(answer, str) and answer in ANSWERS:
            known[answer] = set(_values(question["options"], "id"))
    known["own_financing_from"] = known["schemes"]
    known["authority"] = known["authorities"]
    return known


def _values(records: object, key: str) -> Iterable[str]:
    for record in records if isinstance(records, (list, tuple)) else ():
        if isinstance(record, dict) and isinstance(record.get(key), str):
            yield record[key]


def _check_texts(texts: object, reader: Reader) -> None:
    """Every sentence the rules need is there, and uses no name it is not given."""
    if not isinstance(texts, dict):
        return
    for name in texts:
        if name not in TEXTS:
            reader.report(
                "unknown-key",
                ("texts", name),
                name,
                at_key=True,
                near=nearest(name, TEXTS),
                expected="",
            )
    for name, allowed in TEXTS.items():
        if name not in texts:
            reader.report("missing-key", ("texts",), key=name)
        elif isinstance(texts[name], Text):
            for language in LANGUAGES:
                _check_sentence(
                    getattr(texts[name], language), allowed, ("texts", name, language), reader
                )


def _check_sentence(
    sentence: str | None, allowed: frozenset[str], path: tuple[str, ...], reader: Reader
) -> None:
    if not isinstance(sentence, str):
        return
    try:
        unknown = placeholders(sentence) - allowed
    except ValueError:
        reader.report("bad-braces", path, sentence)
        return
    for name in sorted(unknown):
        reader.report(
            "unknown-placeholder",
            path,
            name,
            near=nearest(name, allowed),
            expected=", ".join(sorted(allowed)),
        )


def _check_calls(
    schemes: Mapping[str, object], authorities: Mapping[str, Authority], reader: Reader
) -> None:
    """A directorate announces only the schemes it owns: its call holds for the whole country."""
    for scheme, path, call in _readable_calls(schemes):
        authority = authorities.get(call.authority)
        if (
            authority is not None
            and authority.kind is AuthorityKind.DIRECTORATE
            and call.authority != scheme.owner
        ):
            reader.report(
                "call-of-another-directorate",
                (*path, "authority"),
                call.authority,
                owner="" if isinstance(scheme.owner, Word) else str(scheme.owner),
            )


def _readable_calls(schemes: Mapping[str, object]) -> Iterable[tuple[Scheme, Path, Call]]:
    """Yield the calls that could be read, each with its scheme and where it stands."""
    for name, scheme in schemes.items():
        if not isinstance(scheme, Scheme):
            continue
        editions: Mapping[str, object] = scheme.editions
        for year, edition in editions.items():
            calls: Sequence[object] = edition.calls if isinstance(edition, Edition) else ()
            for index, call in enumerate(calls):
                if isinstance(call, Call):
                    yield scheme, ("schemes", name, "editions", year, "calls", index), call


def _check_questions(questions: object, reader: Reader) -> None:
    """Every answer has exactly one question."""
    if not isinstance(questions, tuple):
        return
    asked: set[str] = set()
    for index, question in enumerate(questions):
        if isinstance(question, Question) and isinstance(question.answer, str):
            if question.answer in asked:
                reader.report("duplicate-id", ("questions", index, "answer"), question.answer)
            asked.add(question.answer)
    if all(isinstance(question, Question) for question in questions):
        for answer in ANSWERS:
            if answer not in asked:
                reader.report("missing-question", ("questions",), answer)
