"""Read the whole catalogue from plain data: the one door into the model.

The same function reads what the loader takes from YAML and what the browser takes from
``catalogue.json``; both are the same data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tilskudd_rules.answers import NAMED, OTHER_MEASURE
from tilskudd_rules.calls import Call
from tilskudd_rules.frame_growth import FRAME_GROWTH_ID, FrameGrowth
from tilskudd_rules.kinds import KINDS
from tilskudd_rules.model import (
    Catalogue,
    Edition,
    Measure,
    Mention,
    Question,
    Relation,
    Scheme,
)
from tilskudd_rules.places import (
    Authority,
    FormerMunicipality,
    Municipality,
    authority_today,
    senders,
)
from tilskudd_rules.problems import DataError, nearest
from tilskudd_rules.schema import OptionId, Reader, readable, readable_at
from tilskudd_rules.statements import LANGUAGES, Document, Text
from tilskudd_rules.wording import TEXTS, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_rules.kinds import Kind
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
    answers = _answers(data)
    reader = Reader(_known_names(data, answers), answers)
    texts = reader.read(dict[str, Text], data.get("texts", {}), ("texts",))
    _check_texts(texts, reader)
    sources = _by_key(reader, Document, data.get("sources"), "sources", "id")
    before = len(reader.problems)
    authorities = _by_key(reader, Authority, data.get("authorities"), "authorities", "id")
    municipalities = _by_key(
        reader, Municipality, data.get("municipalities"), "municipalities", "number"
    )
    places_are_whole = len(reader.problems) == before
    former = _by_key(
        reader,
        FormerMunicipality,
        data.get("former_municipalities"),
        "former_municipalities",
        "number",
    )
    questions = reader.read(tuple[Question, ...], data.get("questions", []), ("questions",))
    schemes = {
        name: reader.read(
            Scheme,
            {
                **entry["scheme"],
                "questions": entry.get("questions", []),
                "editions": entry["editions"],
            }
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
    _check_questions(questions, schemes, reader)
    own = (one.questions for one in schemes.values() if isinstance(one, Scheme))
    _check_topics(
        [one for some in (questions, *own) for one in readable(some, Question)], schemes, reader
    )
    if places_are_whole and municipalities:
        _check_authorities(authorities, municipalities, reader)
        _check_calls(schemes, senders(authorities, municipalities.values()), reader)
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
        questions=_in_order(questions, schemes.values()),
        relations=relations,
        schemes={
            name: replace(scheme, authorities=authorities) for name, scheme in schemes.items()
        },
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


def _answers(data: Mapping[str, Any]) -> dict[str, tuple[str, Kind]]:
    """Collect the answers by each name they can be written by, before anything is validated."""
    found: dict[str, tuple[str, Kind]] = {}
    for question in _questions(data):
        name, kind = question.get("answer"), KINDS.get(str(question.get("kind")))
        if isinstance(name, str) and kind is not None:
            alias = question.get("alias")
            key = alias if isinstance(alias, str) else name
            found[key] = found[name] = (key, kind)
    return found


def _questions(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every question, the common ones first, as far as it is one."""
    lists = [data.get("questions"), *(one.get("questions") for one in data["schemes"].values())]
    for listed in lists:
        for question in listed if isinstance(listed, (list, tuple)) else ():
            if isinstance(question, dict):
                yield question


def _known_names(
    data: Mapping[str, Any], answers: Mapping[str, tuple[str, Kind]]
) -> dict[str, set[str]]:
    """Collect the names that others point at, before anything is validated."""
    known = {
        "schemes": {str(name) for name in data.get("schemes", {})} | {FRAME_GROWTH_ID},
        "sources": set(_values(data.get("sources"), "id")),
        "authorities": set(_values(data.get("authorities"), "id")),
        "county_governors": _county_governors(data),
        "municipalities": set(_values(data.get("municipalities"), "number")),
        "measures": {OTHER_MEASURE},
    }
    known["answers"] = {
        name
        for question in _questions(data)
        for name in (question.get("answer"), question.get("alias"))
        if isinstance(name, str)
    }
    known["counts"] = {key for key, kind in answers.values() if kind.counts}
    known["measures"].update(*_measures_by_scheme(data).values())
    for key, kind in answers.values():
        # An answer that names something names what there is of it.
        register = kind.register
        if register is not None and register in known:
            known[key] = known[register]
    for question in _questions(data):
        name = question.get("answer")
        if isinstance(name, str) and name in answers and "options" in question:
            known[answers[name][0]] = set(_values(question["options"], "id"))
    return known


def _county_governors(data: Mapping[str, Any]) -> set[str]:
    """Return the county governors that anybody belongs to, and those whose place they took."""
    records = data.get("authorities")
    followed = {
        name: successor
        for record in (records if isinstance(records, (list, tuple)) else ())
        for name in _values([record], "id")
        for successor in _values([record], "successor")
    }
    found = set(_values(data.get("municipalities"), "county_governor"))
    while more := {name for name, successor in followed.items() if successor in found} - found:
        found |= more
    return found


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


def _check_authorities(
    authorities: Mapping[str, Authority],
    municipalities: Mapping[str, Municipality],
    reader: Reader,
) -> None:
    """Whoever takes an authority's place is another one, and municipalities belong to the last."""
    for index, one in enumerate(authorities.values()):
        last = authorities[authority_today(one.id, authorities)]
        if last.successor is not None:
            where = ("authorities", index, "successor")
            reader.report("successors-in-a-circle", where, one.successor)
    for index, municipality in enumerate(municipalities.values()):
        governor = authorities.get(municipality.county_governor)
        if governor is not None and governor.to is not None:
            reader.report(
                "governor-no-longer-there",
                ("municipalities", index, "county_governor"),
                governor.id,
                successor=authority_today(governor.id, authorities),
            )


def _check_calls(schemes: Mapping[str, object], heard: Sequence[str], reader: Reader) -> None:
    """Every call holds for somebody.

    Args:
        schemes: the schemes as far as they could be read.
        heard: the authorities whose calls do.
        reader: takes the problems.
    """
    for path, _, edition in _editions(schemes):
        for index, call in readable_at(edition.calls, Call):
            if call.authority not in heard:
                where = (*path, "calls", index, "authority")
                reader.report("call-of-nobody", where, call.authority, expected=", ".join(heard))


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


def _check_questions(questions: object, schemes: Mapping[str, object], reader: Reader) -> None:
    """Every answer has one question, and those that code names are of the kind it needs."""
    listed: list[tuple[Path, object]] = [(("questions",), questions)]
    listed += [
        (("schemes", name, "questions"), scheme.questions)
        for name, scheme in schemes.items()
        if isinstance(scheme, Scheme)
    ]
    asked: dict[str, Question] = {}
    for root, some in listed:
        for index, question in readable_at(some, Question):
            for key in ("answer", "alias"):
                name = getattr(question, key)
                if name in asked:
                    reader.report("duplicate-id", (*root, index, key), name)
                elif name is not None:
                    asked[name] = question
            needed = NAMED.get(question.key, question.kind)
            if question.kind != needed:
                where = (*root, index, "kind")
                reader.report("kind-of-named-answer", where, question.kind, expected=needed)
    if isinstance(questions, tuple) and len(readable(questions, Question)) == len(questions):
        for answer in NAMED:
            if answer not in asked:
                reader.report("missing-question", ("questions",), answer)


def _check_topics(
    questions: Iterable[Question], schemes: Mapping[str, object], reader: Reader
) -> None:
    """What an edition's sources say is of a topic that some question is about."""
    topics = {
        str(name) for one in questions if one.topic is not None for name in (one.answer, one.alias)
    }
    for path, _, edition in _editions(schemes):
        for index, mention in readable_at(edition.mentions, Mention):
            if mention.about not in topics:
                reader.report(
                    "not-one-of",
                    (*path, "mentions", index, "about"),
                    mention.about,
                    near=nearest(mention.about, topics),
                    expected=", ".join(sorted(topics - {"None"})),
                )


def _in_order(common: Iterable[Question], schemes: Iterable[Scheme]) -> tuple[Question, ...]:
    """Return all questions in the order they are asked: a scheme's own where they say."""
    ordered = list(common)
    for scheme in schemes:
        for question in scheme.questions:
            place = len(ordered)
            if question.after is not None:
                names = [{one.answer, one.alias, one.after} for one in ordered]
                place = max(i for i, found in enumerate(names, 1) if question.after in found)
            ordered.insert(place, question)
    return tuple(ordered)
