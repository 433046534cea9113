"""Situations made by chance, yet always the same ones: all shapes the questions allow, and others.

What may be answered is read from the catalogue's own questions, so that a new option, scheme or
measure is tried without a change here.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tests.answers import ANSWERS

from tilskudd_rules.answers import COST_CLASSES, OTHER_MEASURE
from tilskudd_rules.statements import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tilskudd_rules.model import Catalogue, Question

MOST_GRANT_YEARS: Final = 4
INVALID: Final = 0.12
"""The share of situations that cannot be read."""
DENSITIES: Final = (0.15, 0.4, 0.7, 0.95)
"""How many of the questions are answered: hardly any, up to nearly all."""
DAYS_IN_MONTH: Final = 28


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules are asked.

    Attributes:
        text: the situation as JSON text, or as text that should have been JSON.
        language: the language form of the answer.
    """

    text: str
    language: str


def situations(catalogue: Catalogue, *, count: int, seed: int) -> Iterator[Asked]:
    """Give `count` situations; the same catalogue and seed give the same ones."""
    maker = _Maker(catalogue, random.Random(seed))  # noqa: S311 - chance, not secrecy
    for index in range(count):
        yield Asked(maker.text(), LANGUAGES[index % len(LANGUAGES)])


class _Maker:
    """Makes one situation after another."""

    def __init__(self, catalogue: Catalogue, chance: random.Random) -> None:
        self.catalogue = catalogue
        self.chance = chance
        self.questions: dict[str, Question] = {q.key: q for q in catalogue.questions}

    def text(self) -> str:
        situation = self.situation()
        if self.chance.random() < INVALID:
            return self.chance.choice(_SPOILERS)(self, situation)
        return json.dumps(situation, ensure_ascii=self.chance.random() < 0.5)

    def situation(self) -> dict[str, Any]:
        """Make a situation the rules can read."""
        density = self.chance.choice(DENSITIES)
        answered = [answer for answer in ANSWERS if self.chance.random() < density]
        if self.chance.random() < 0.9 and "year" not in answered:
            answered.append("year")
        self.chance.shuffle(answered)
        made = {answer: self.value(answer) for answer in answered}
        if made.get("authority") is not None and made.get("municipality") is not None:
            self._agree(made)
        return made

    def _agree(self, made: dict[str, Any]) -> None:
        """Let the county governor be the municipality's own."""
        municipality = self.catalogue.municipalities[made["municipality"]]
        made["authority"] = str(municipality.county_governor)

    def value(self, answer: str) -> Any:
        """Make an answer the question allows; now and then null, which is no answer."""
        if self.chance.random() < 0.03:
            return None
        return _MAKERS[ANSWERS[answer].name](self, self.questions[answer])

    # What there is to choose from

    @cached_property
    def years(self) -> list[int]:
        """Every year of an edition and the one after, over and over; the rest now and then."""
        editions = {e.year for s in self.catalogue.schemes.values() for e in s.editions.values()}
        near = sorted(editions | {year + 1 for year in editions})
        question = self.questions["year"]
        assert question.minimum is not None
        assert question.maximum is not None
        return near * 5 + list(range(question.minimum, question.maximum + 1))

    @cached_property
    def measures(self) -> dict[str, list[str]]:
        return {
            name: [
                OTHER_MEASURE,
                *sorted({str(m.id) for e in scheme.editions.values() for m in e.measures}),
            ]
            for name, scheme in self.catalogue.schemes.items()
        }

    @cached_property
    def days(self) -> list[str]:
        """Every deadline that is a day, with the days around it."""
        deadlines = [
            str(deadline.date)
            for scheme in self.catalogue.schemes.values()
            for edition in scheme.editions.values()
            for deadline in (*edition.deadlines, *(d for c in edition.calls for d in c.deadlines))
        ]
        full = {day for day in deadlines if len(day) == len("YYYY-MM-DD")}
        months = {day[:7] for day in deadlines}
        return sorted(full | {f"{month}-{day:02d}" for month in months for day in (1, 15, 28)})

    # The kinds of answers

    def number(self, question: Question) -> int:
        """Make a number inside the limits: small ones and the limits themselves more often."""
        low, high = question.minimum or 0, question.maximum or 10**9
        return self.chance.choice(
            (
                low,
                high,
                self.chance.randint(low, high),
                self.chance.randint(low, min(high, low + 10)),
                min(high, max(low, 50_000 * self.chance.randint(0, 120))),
            )
        )

    def positions(self, question: Question) -> int | list[int]:
        def one() -> int:
            usual = self.chance.choice((50, 100, 250, 400, 500, 501, 999, 1000, 1001, 1500))
            return usual if self.chance.random() < 0.8 else self.number(question)

        if self.chance.random() < 0.7:
            return one()
        return [one() for _ in range(self.chance.randint(1, MOST_GRANT_YEARS))]

    def day(self, _: Question) -> str:
        if self.chance.random() < 0.6:
            return self.chance.choice(self.days)
        year = self.chance.choice(self.years)
        month, day = self.chance.randint(1, 12), self.chance.randint(1, DAYS_IN_MONTH)
        return f"{year}-{month:02d}-{day:02d}"

    def some(self, known: list[str]) -> list[str]:
        """Choose any number of words, none included; a word may come twice."""
        chosen = self.chance.sample(known, self.chance.randint(0, len(known)))
        return chosen + chosen[:1] if self.chance.random() < 0.05 else chosen

    def options(self, question: Question) -> list[str]:
        return [str(option.id) for option in question.options]

    def measure(self, _: Question) -> str:
        return self.chance.choice(self.measures[self.chance.choice(list(self.measures))])

    def measures_by_scheme(self, _: Question) -> dict[str, str]:
        schemes = self.some(list(self.measures))
        return {scheme: self.chance.choice(self.measures[scheme]) for scheme in schemes}

    def years_by_scheme(self, question: Question) -> dict[str, int | None]:
        return {
            scheme: self.chance.choice((0, 1, 2, 3, 4, question.maximum, None))
            for scheme in self.some(list(self.catalogue.schemes))
        }

    def costs(self, question: Question) -> dict[str, int]:
        return {name: self.number(question) for name in self.some(list(COST_CLASSES))}

    # What cannot be read

    def wrong_value(self, situation: dict[str, Any]) -> str:
        answer = self.chance.choice(list(ANSWERS))
        situation[answer] = self.chance.choice(_WRONG)
        return json.dumps(situation, ensure_ascii=False)

    def wrong_inside(self, situation: dict[str, Any]) -> str:
        """Put something wrong into a list or an object."""
        wrong = self.chance.choice(_WRONG)
        answer, value = self.chance.choice(
            (
                ("positions_percent", [100, wrong]),
                ("positions_percent", [100] * (MOST_GRANT_YEARS + 1)),
                ("partners", ["municipality", wrong]),
                ("own_financing_from", [wrong]),
                ("measures", {next(iter(self.measures)): wrong}),
                ("measures", {"tryggst": "other"}),
                ("grant_years_received", {next(iter(self.measures)): wrong}),
                ("costs", {"salary": wrong}),
                ("costs", {"salery": 1}),
            )
        )
        situation[answer] = value
        return json.dumps(situation, ensure_ascii=False)

    def near_word(self, situation: dict[str, Any]) -> str:
        """Misspell a word by one letter."""
        answer = self.chance.choice(("applicant_type", "measure", "authority", "tryggest_status"))
        letters = list(str(_MAKERS[ANSWERS[answer].name](self, self.questions[answer])))
        letters[self.chance.randrange(len(letters))] = self.chance.choice("aeiouxyz-_æøå")
        situation[answer] = "".join(letters)
        return json.dumps(situation, ensure_ascii=False)

    def unknown_key(self, situation: dict[str, Any]) -> str:
        key = self.chance.choice(
            (*ANSWERS, "aar", "poststed", "x" * 80, "", "ÆØÅ", "\u0007", "a.b")
        )
        situation[key if key not in ANSWERS else key[1:] + key[0]] = 1
        return json.dumps(situation, ensure_ascii=False)

    def another_governor(self, situation: dict[str, Any]) -> str:
        situation["municipality"] = self.chance.choice(list(self.catalogue.municipalities))
        situation["authority"] = self.chance.choice(list(self.catalogue.authorities))
        return json.dumps(situation, ensure_ascii=False)

    def repeated_key(self, situation: dict[str, Any]) -> str:
        key = self.chance.choice(list(ANSWERS))
        inner = json.dumps(situation, ensure_ascii=False)[1:-1]
        return f'{{"{key}": 1, {inner}{", " if inner else ""}"{key}": 2}}'

    def broken(self, situation: dict[str, Any]) -> str:
        """Cut the text, or change one character of it: sometimes it still is JSON."""
        text = json.dumps(situation, ensure_ascii=False, indent=self.chance.choice((None, 1)))
        at = self.chance.randrange(len(text))
        if self.chance.random() < 0.5:
            return text[:at]
        return text[:at] + self.chance.choice('{}[]",:x0-.e\\/\n\t\ufeff ') + text[at + 1 :]

    def not_an_object(self, _: dict[str, Any]) -> str:
        return self.chance.choice(_NO_OBJECTS)


_MAKERS: Final[dict[str, Callable[[_Maker, Question], Any]]] = {
    "year": lambda maker, _: maker.chance.choice(maker.years),
    "date": _Maker.day,
    "municipality": lambda maker, _: maker.chance.choice(list(maker.catalogue.municipalities)),
    "authority": lambda maker, _: maker.chance.choice(list(maker.catalogue.authorities)),
    "choice": lambda maker, question: maker.chance.choice(maker.options(question)),
    "choices": lambda maker, question: maker.some(maker.options(question)),
    "boolean": lambda maker, _: maker.chance.random() < 0.5,
    "positions": _Maker.positions,
    "count": _Maker.number,
    "kroner": _Maker.number,
    "measure": _Maker.measure,
    "measures": _Maker.measures_by_scheme,
    "years_by_scheme": _Maker.years_by_scheme,
    "costs": _Maker.costs,
    "schemes": lambda maker, _: maker.some(list(maker.catalogue.schemes)),
}

_SPOILERS: Final = (
    _Maker.wrong_value,
    _Maker.wrong_inside,
    _Maker.near_word,
    _Maker.unknown_key,
    _Maker.another_governor,
    _Maker.repeated_key,
    _Maker.broken,
    _Maker.not_an_object,
)

_WRONG: Final[tuple[Any, ...]] = (
    True,
    0,
    -1,
    10**12,
    10**15,
    -(10**40),
    0.1,
    1e22,
    1e-7,
    100.0,
    float("nan"),
    float("inf"),
    "",
    "ukjent",
    "0301 ",
    "2023-02-30",
    "2023-2-1",
    "0000-01-01",
    "２０２３-01-01",
    "a\u0000b\u001b[31m\u202e\u00ad\u200b",
    "blåbærsyltetøy " * 10,
    "😀" * 61,
    [],
    [[]],
    {},
    {"nb": None},
    ["municipality", None],
)
"""Values that at least some question does not take."""

_NO_OBJECTS: Final = (
    "",
    " ",
    "null",
    "true",
    "17",
    "1" * 5000,
    '"tekst"',
    "[]",
    '[{"year": 2023}]',
    "{}{}",
    "NaN",
    "\ufeff{}",
    "{'year': 2023}",
    '{"year": 2023,}',
    '{"year": 2023} // merknad',
    '{"year": 02023}',
    '{"year": ' + "9" * 5000 + "}",
    '{"measure": "\\ud800"}',
    '{"measure": "\\u00"}',
    '{"measure": "\n"}',
    "[" * 100 + "]" * 100,
    "<html></html>",
)
