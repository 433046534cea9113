"""Sentences that have lost something, or say another number than the value beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tilskudd_build.plausibility.walking import deadlines, doubt, editions, records, tables, texts
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tilskudd_rules.model import Catalogue, Criterion, Edition
    from tilskudd_rules.problems import Path, Problem

_SENTENCES: Final = {
    "text",
    "met",
    "not_met",
    "remedy",
    "reading",
    "summary",
    "description",
    "about",
}
"""The keys whose texts are whole sentences."""
_END: Final = re.compile(r"[.!?:][»)]?\Z")
_LOST_NUMBER: Final = re.compile(
    r"\b(?:inntil|opptil|høyst|minst|maksimalt) (kr|kroner|prosent|%|årsverk|millioner)\b"
    r"|\b(?:på|til|om) (?:kr|kroner|prosent|%|millioner)\b",
    re.IGNORECASE,
)
_UNFINISHED: Final = re.compile(
    r"\b(?:todo|tbd|xxx+|lorem|fyll inn|skriv her)\b|\?\?\?", re.IGNORECASE
)
_PAIRS: Final = ("«»", "()", "[]")
_YEAR: Final = re.compile(
    r"(?<![0-9.,/-])(?<![0-9][ \u00a0])\b([12][0-9]{3})\b"
    r"(?![ \u00a0](?:[0-9]{3}\b|kr|prosent|%|årsverk|stillinger|kommuner|innbyggere|deltakere))"
)
"""A year standing by itself: no part of a date or a name, and nothing counted."""
_AMOUNT: Final = re.compile(
    r"([0-9]{1,3}(?:[ \u00a0][0-9]{3})*|[0-9]+)(,[0-9]+)? (millioner )?(?:kr|kroner)\b"
)
_PERCENT: Final = re.compile(r"([0-9]+) (?:prosent|%)")
_YEARS: Final = re.compile(r"\b(\w+) (?:hele )?(?:tilskudds)?år\b", re.IGNORECASE)
_WORDS: Final = dict(
    zip(
        ("ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"),
        range(1, 11),
        strict=True,
    )
)
_EARLIEST: Final = 1990
_LATEST: Final = 2050
_MILLION: Final = 1_000_000


def whole(catalogue: Catalogue) -> Iterator[Problem]:
    """A sentence has an end, an amount where it speaks of kroner, and both of two marks."""
    for path, key, text in texts(catalogue):
        for language in ("nb", "nn"):
            said = getattr(text, language)
            if said is not None:
                yield from _whole(
                    said.strip(), (*path[:-1], language), is_sentence=key in _SENTENCES
                )


def _whole(said: str, path: Path, *, is_sentence: bool) -> Iterator[Problem]:
    if found := _UNFINISHED.search(said):
        yield doubt("text-unfinished", path, found[0])
    elif found := _LOST_NUMBER.search(said):
        yield doubt("number-lost", path, found[0])
    elif pair := next((p for p in _PAIRS if said.count(p[0]) != said.count(p[1])), None):
        yield doubt("mark-lost", path, pair)
    elif is_sentence and not _END.search(said):
        yield doubt("text-without-end", path, said[-30:])


def languages(catalogue: Catalogue) -> Iterator[Problem]:
    """Both language forms have the same numbers."""
    for path, _, text in texts(catalogue):
        if text.nn is not None:
            ours, theirs = (sorted(re.findall(r"[0-9]+", one)) for one in (text.nb, text.nn))
            if ours != theirs:
                where = (*path[:-1], "nn")
                yield doubt(
                    "languages-unlike", where, ", ".join(theirs) or "–", nb=", ".join(ours) or "–"
                )


def years_in_words(catalogue: Catalogue) -> Iterator[Problem]:
    """A year that a text names is one that somebody living would speak of."""
    for path, _, text in texts(catalogue):
        for found in _YEAR.finditer(text.nb):
            if not _EARLIEST <= int(found[1]) <= _LATEST:
                yield doubt("year-out-of-age", path, found[1])
    for path, _, edition in editions(catalogue):
        for where, listed in deadlines(edition, path):
            for index, one in enumerate(listed):
                due = int(one.date[:4])
                for found in _YEAR.finditer("" if one.note is None else one.note.nb):
                    if not due - 2 <= int(found[1]) <= due + 1:
                        place = (*where, index, "note", "nb")
                        yield doubt("note-of-another-year", place, found[1], date=one.date)


def names(catalogue: Catalogue) -> Iterator[Problem]:
    """What can be chosen between has names of its own."""
    for path, _, edition in editions(catalogue):
        yield from _twice(((one.name for one in edition.measures)), (*path, "measures"))
    seen: dict[str, str] = {}
    for name, scheme in catalogue.schemes.items():
        for key in ("name", "short_name"):
            said = getattr(scheme, key).nb.casefold()
            if seen.get(said, name) != name:
                yield doubt("name-twice", ("schemes", name, key, "nb"), said)
            seen.setdefault(said, name)
    yield from _twice((one.name for one in catalogue.authorities.values()), ("authorities",))


def _twice(named: Iterable[Text], path: Path) -> Iterator[Problem]:
    seen = set()
    for index, name in enumerate(named):
        said = name.nb.casefold()
        if said in seen:
            yield doubt("name-twice", (*path, index, "name", "nb"), name.nb)
        seen.add(said)


def outcomes(catalogue: Catalogue) -> Iterator[Problem]:
    """What is said where a criterion is met is not said where it is not."""
    for path, _, edition in editions(catalogue):
        for index, one in enumerate(edition.criteria):
            if one.met.nb == one.not_met.nb:
                where = (*path, "criteria", index, "not_met", "nb")
                yield doubt("same-either-way", where, one.met.nb)


def repetitions(catalogue: Catalogue) -> Iterator[Problem]:
    """A list says each thing once."""
    for path, _, edition in editions(catalogue):
        for key in (
            "purpose",
            "target_group",
            "applicants",
            "funded",
            "not_funded",
            "own_share",
            "considerations",
            "application",
            "duties",
            "reporting",
        ):
            listed = getattr(edition, key)
            seen = set()
            for index, one in enumerate(() if isinstance(listed, Word) else listed):
                if one.text.nb in seen:
                    where = (*path, key, index, "text", "nb")
                    yield doubt("said-twice", where, one.text.nb)
                seen.add(one.text.nb)


def values(catalogue: Catalogue) -> Iterator[Problem]:
    """A number in a text is that of the value it stands beside."""
    for path, _, edition in editions(catalogue):
        amounts = _amounts(edition)
        for where, record in records(edition, path):
            # What another source says is another number, and no field holds it.
            if isinstance(record, Text) and "disagreements" not in where:
                yield from _of(_said_amounts(record.nb), amounts, (*where, "nb"))
        for where, table, _ in tables(edition, path):
            cap = table.max_positions
            if not isinstance(cap, Word) and cap.reading is not None:
                said = [int(one) for one in _PERCENT.findall(cap.reading.nb)]
                yield from _of(said, {cap.percent}, (*where, "max_positions", "reading", "nb"))
        yield from _years(edition, path)
    growth = catalogue.frame_growth
    sums = {
        sum(getattr(row, column) for row in growth.rows) for column in ("total", "forecast_2018")
    }
    note = growth.stated_total.note
    said = [] if note is None else _said_amounts(note.nb)
    yield from _of(said, sums, ("frame_growth", "stated_total", "note", "nb"))


def _years(edition: Edition, path: Path) -> Iterator[Problem]:
    """Where a text tells of years, the most there are is among them."""
    if isinstance(edition.duration, Word):
        return
    most, each = edition.duration.max_years, edition.duration.years_per_application
    told = [((*path, "duration", "text", "nb"), edition.duration.text.nb, {most, each})]
    for index, one in enumerate(edition.criteria):
        if _counts_years(one):
            where = (*path, "criteria", index, "not_met", "nb")
            told.append((where, f"{one.not_met.nb} {one.met.nb}", {most}))
    for where, text, meant in told:
        said, numbers = (
            _said_years(text),
            {one for one in meant if isinstance(one, int) and one > 0},
        )
        if said and numbers and not numbers & set(said):
            yield from _of(said[:1], numbers, where)


def _of(said: Iterable[int], meant: set[int], path: Path) -> Iterator[Problem]:
    for number in said:
        if number not in meant:
            yield doubt(
                "text-unlike-value",
                path,
                number,
                values=", ".join(str(one) for one in sorted(meant)) or "–",
            )


def _amounts(edition: Edition) -> set[int]:
    found = {0}
    for _, record in records(edition, ()):
        amount = getattr(record, "amount", None)
        if isinstance(amount, int):
            found.add(amount)
    return found


def _said_amounts(text: str) -> list[int]:
    found = []
    for whole_part, part, million in _AMOUNT.findall(text):
        number = float(re.sub(r"\D", "", whole_part) + part.replace(",", "."))
        found.append(round(number * (_MILLION if million else 1)))
    return found


def _said_years(text: str) -> list[int]:
    return [_WORDS[word.lower()] for word in _YEARS.findall(text) if word.lower() in _WORDS]


def _counts_years(criterion: Criterion) -> bool:
    return any(
        one.answer == "grant_years_received" and one.operator == "at_most"
        for one in criterion.when.comparisons()
    )
