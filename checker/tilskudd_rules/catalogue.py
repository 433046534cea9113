"""Read the whole catalogue from plain data: the one door into the model.

The same function reads what the loader takes from YAML and what the browser takes from
``catalogue.json``; both are the same data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tilskudd_rules.answers import ANSWERS, OTHER_MEASURE
from tilskudd_rules.calls import Call
from tilskudd_rules.frame_growth import FRAME_GROWTH_ID, FrameGrowth
from tilskudd_rules.model import Catalogue, Edition, Measure, Question, Relation, Scheme
from tilskudd_rules.places import Authority, AuthorityKind, FormerMunicipality, Municipality
from tilskudd_rules.problems import DataError, nearest
from tilskudd_rules.schema import OptionId, Reader, Word, readable, readable_at
from tilskudd_rules.statements import LANGUAGES, Document, Text
from tilskudd_rules.wording import TEXTS, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tilskudd_rules.problems import Path


def read_catalogue(data: Mapping[str, Any]) -> Catalogue:
    """Read and validate everything the rules rest on.

    >>> list(read_catalogue(data).schemes)
    ['nabohjelp']

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
    _check_covered(schemes, _measures_by_scheme(data), reader)
    _check_addresses(schemes, reader)
    _check_former(data.get("former_municipalities"), municipalities, reader)
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
    known["measure"].update(*_measures_by_scheme(data).values())
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


def _measures_by_scheme(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the ids of every scheme's measures, before anything is validated."""
    return {
        str(name): {
            measure
            for edition in entry.get("editions", {}).values()
            if isinstance(edition, dict)
            for measure in _values(edition.get("measures"), "id")
        }
        for name, entry in data.get("schemes", {}).items()
    }


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
    governors = [
        name for name, one in authorities.items() if one.kind is AuthorityKind.COUNTY_GOVERNOR
    ]
    for path, scheme, edition in _editions(schemes):
        owner = "" if isinstance(scheme.owner, Word) else str(scheme.owner)
        for index, call in readable_at(edition.calls, Call):
            authority = authorities.get(call.authority)
            if (
                authority is not None
                and authority.kind is AuthorityKind.DIRECTORATE
                and authority.id != owner
            ):
                reader.report(
                    "call-of-another-directorate",
                    (*path, "calls", index, "authority"),
                    authority.id,
                    owner=owner,
                    expected=", ".join([owner, *governors] if owner else governors),
                )


def _check_covered(
    schemes: Mapping[str, object], named: Mapping[str, set[str]], reader: Reader
) -> None:
    """What a measure takes in is a measure of another scheme, and nothing is taken in by two.

    Args:
        schemes: the schemes as far as they could be read.
        named: the ids of every scheme's measures, whether the rest could be read or not.
        reader: takes the problems.
    """
    for path, _, edition in _editions(schemes):
        own = {str(one.id) for one in readable(edition.measures, Measure)}
        allowed = {one for ids in named.values() for one in ids} - own
        taken: dict[str, str] = {}
        for index, measure in readable_at(edition.measures, Measure):
            for number, name in readable_at(measure.covers and measure.covers.measures, OptionId):
                where = (*path, "measures", index, "covers", "measures", number)
                if name not in allowed:
                    reader.report(
                        "unknown-name",
                        where,
                        name,
                        collection="other_measure",
                        near=nearest(name, allowed),
                        expected=", ".join(sorted(allowed)),
                    )
                elif name in taken:
                    reader.report("covered-twice", where, name, by=taken[name])
                taken.setdefault(name, str(measure.id))


def _editions(schemes: Mapping[str, object]) -> Iterator[tuple[Path, Scheme, Edition]]:
    """Yield every edition that could be read, with its path and its scheme."""
    for name, scheme in schemes.items():
        if isinstance(scheme, Scheme):
            for edition in readable(scheme.editions, Edition):
                yield ("schemes", name, "editions", str(edition.year)), scheme, edition


def _check_addresses(schemes: Mapping[str, object], reader: Reader) -> None:
    """A former address is no page's of today, and leads to one scheme only."""
    pages = {f"{name}/{year}" for name, scheme in schemes.items() for year in _years(scheme)}
    led: dict[str, str] = {}
    for name, scheme in schemes.items():
        addresses = scheme.former_addresses if isinstance(scheme, Scheme) else ()
        for index, address in readable_at(addresses, str):
            where = ("schemes", name, "former_addresses", index)
            if address in pages:
                reader.report("address-in-use", where, address)
            elif address in led:
                reader.report("address-leads-twice", where, address, scheme=led[address])
            led.setdefault(address, name)


def _years(scheme: object) -> Iterable[str]:
    return scheme.editions if isinstance(scheme, Scheme) else ()


def _check_former(
    former: object, municipalities: Mapping[str, Municipality], reader: Reader
) -> None:
    """A number that has gone out of use is none of today's."""
    for index, row in readable_at(former, dict):
        number = row.get("number")
        if isinstance(number, str) and number in municipalities:
            reader.report(
                "number-still-in-use",
                ("former_municipalities", index, "number"),
                number,
                name=municipalities[number].name,
            )


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
