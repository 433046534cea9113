"""Situations are hostile until read: every mistake names its field, and nothing else happens."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers import ANSWERS
from tests.rules import building
from tests.rules.building import CATALOGUE, DATA, plain, situation
from tests.rules.strategies import VALUES, limits, situations

from tilskudd_rules.api import Checker
from tilskudd_rules.problems import DataError, Problem, dotted, shorten
from tilskudd_rules.schema import OptionId
from tilskudd_rules.situation import (
    MOST_CHARACTERS,
    Follows,
    Situation,
    measure_in,
    parse_situation,
    read_situation,
)
from tilskudd_rules.wording import TEXTS


class Told(NamedTuple):
    """What a scheme sees of a situation."""

    answers: dict[str, Any]
    follows: dict[str, Follows]


def seen(read: Situation, scheme: str, year: int) -> Told:
    """Return a situation as the edition of a year sees it."""
    answers, follows, _ = building.seen(read, scheme, year)
    return Told(answers, follows)


KR, GAMMEL, OVERGANG, VOKSNE, UNGE = (
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-gammel",
    "kommunalt-rusarbeid-overgang",
    "voksne-sammensatte-behov",
    "barn-og-unge",
)
CHECKER: Final = Checker(json.dumps(DATA))


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a situation that must be refused."""
    with pytest.raises(DataError) as caught:
        parse_situation(text, CATALOGUE)
    assert caught.value.problems
    return caught.value.problems


def refused(data: object) -> list[tuple[str, str]]:
    """Return the code and the field of every mistake, in order."""
    return [(p.code, dotted(p.path)) for p in problems(json.dumps(data))]


def message(data: object) -> str:
    """Return the words of a situation's one mistake."""
    (one,) = json.loads(CHECKER.check(json.dumps(data)))["problems"]
    words: str = one["message"]
    return words


# What is read


def test_a_whole_situation_is_read_as_it_stands() -> None:
    data = {
        "year": 2023,
        "as_of": "2023-01-15",
        "municipality": "3405",
        "authority": "innlandet",
        "applicant_type": "municipality",
        "partners": ["municipality", "health_trust"],
        "measure": "fact",
        "measures": {"barn-og-unge": "fact-ung"},
        "new_measure": True,
        "serves_svalbard": False,
        "positions_percent": [800, 100],
        "pre_project": True,
        "grant_years_received": {"barn-og-unge": 2},
        "received_old_scheme": True,
        "costs": {"salary": 620_000, "administration": 0},
        "requested_amount": 450_000,
        "requested_years": 2,
        "own_financing_from": ["kommunalt-rusarbeid"],
        "tryggest_status": "introduced",
        "joint_application": False,
        "cooperation_agreement": True,
        "submitted_on": "2023-03-02",
    }
    assert set(data) == set(ANSWERS)
    found = parse_situation(json.dumps(data), CATALOGUE)
    assert json.loads(json.dumps(found.given)) == data
    assert list(found.given) == list(ANSWERS)
    assert found.given["positions_percent"] == (800, 100)


def test_an_empty_situation_knows_nothing() -> None:
    assert parse_situation("{}", CATALOGUE) == Situation({}, {})


@pytest.mark.parametrize("answer", ANSWERS)
def test_null_is_an_answer_not_given(answer: str) -> None:
    assert read_situation({answer: None}, CATALOGUE) == Situation({}, {})


def test_null_inside_an_answer_is_not_given_either() -> None:
    found = situation(
        costs={"salary": None, "operation": 1}, grant_years_received={"tryggest": None}
    )
    assert found.given == {"costs": {"operation": 1}, "grant_years_received": {}}


def test_a_word_that_is_repeated_counts_once() -> None:
    partners = ["health_trust", "municipality", "health_trust"]
    assert situation(partners=partners).given["partners"] == ("health_trust", "municipality")


def test_a_municipality_gives_its_county_governor() -> None:
    found = situation(municipality="1804")
    assert found.derived == {"municipality": "1804", "authority": "nordland"}
    assert found.given == {"municipality": "1804"}
    agreed = situation(municipality="1804", authority="nordland")
    assert agreed.derived == agreed.given


@pytest.mark.parametrize(
    "answer", [key for key, kind in ANSWERS.items() if kind.name in ("year", "count", "kroner")]
)
def test_a_number_may_lie_on_its_limits_and_not_beyond(answer: str) -> None:
    low, high = limits(answer)
    for inside in (low, high):
        assert situation(**{answer: inside}).given[answer] == inside
    for outside in (low - 1, high + 1):
        assert refused({answer: outside}) == [("out-of-range", answer)]


@pytest.mark.parametrize(
    ("answer", "key"),
    [("grant_years_received", "tryggest"), ("costs", "salary")],
)
def test_a_number_inside_an_object_has_limits_too(answer: str, key: str) -> None:
    low, high = limits(answer)
    for inside in (low, high):
        assert situation(**{answer: {key: inside}}).given[answer] == {key: inside}
    for outside in (low - 1, high + 1):
        assert refused({answer: {key: outside}}) == [("out-of-range", f"{answer}.{key}")]


def test_positions_are_one_number_or_one_for_each_of_four_years() -> None:
    low, high = limits("positions_percent")
    assert situation(positions_percent=[low, high, 1, 2]).given["positions_percent"] == (
        low,
        high,
        1,
        2,
    )
    assert situation(positions_percent=[5]).given["positions_percent"] == (5,)
    assert refused({"positions_percent": [1] * 5}) == [("too-many-entries", "positions_percent")]
    assert refused({"positions_percent": low - 1}) == [("out-of-range", "positions_percent")]
    assert refused({"positions_percent": [1, high + 1, True, None]}) == [
        ("out-of-range", "positions_percent[1]"),
        ("wrong-type", "positions_percent[2]"),
        ("wrong-type", "positions_percent[3]"),
    ]


@pytest.mark.parametrize("date", ["2024-02-29", "2015-01-01", "2036-12-31"])
def test_a_day_that_exists_is_read(date: str) -> None:
    assert situation(submitted_on=date).given["submitted_on"] == date


@pytest.mark.parametrize("date", ["0001-01-01", "0023-03-01", "2014-12-31", "2037-01-01"])
@pytest.mark.parametrize("answer", ["as_of", "submitted_on"])
def test_a_day_of_a_year_that_nobody_plans_for_is_not_read(answer: str, date: str) -> None:
    """With year 0023 nothing would ever be late (D23)."""
    assert refused({answer: date}) == [("day-out-of-range", answer)]


@pytest.mark.parametrize(
    "date",
    [
        "2023-02-29",
        "2023-13-01",
        "2023-1-1",
        "20230101",
        "01.02.2023",
        "2023-01-01T00:00",
        "2023-W01-1",
        " 2023-01-01",
        "2023-01-01\n",
        "0000-01-01",
        "２０２３-01-01",
        "",
    ],
)
def test_a_day_that_does_not_exist_is_not_read(date: str) -> None:
    assert refused({"as_of": date}) == [("not-a-date", "as_of")]


# As one scheme sees it


def test_a_measure_named_for_the_scheme_goes_before_the_common_one() -> None:
    found = situation(measure="fact", measures={UNGE: "fact-ung"})
    assert seen(found, UNGE, 2023) == ({"measure": "fact-ung"}, {})
    assert seen(found, VOKSNE, 2023) == ({"measure": "fact"}, {})
    alone = situation(measures={UNGE: "fact-ung"})
    assert seen(alone, VOKSNE, 2023) == ({}, {})
    # What is named for the scheme is not another scheme's, nor taken in.
    named = situation(measure="fact-ung", measures={VOKSNE: "fact", KR: "utekontakt"})
    assert seen(named, VOKSNE, 2023) == ({"measure": "fact"}, {})
    assert seen(named, KR, 2023) == ({"measure": "utekontakt"}, {})


def test_a_measure_of_another_scheme_is_unknown() -> None:
    """D7: FACT ung says nothing of what the municipality wants for adults."""
    assert seen(situation(measure="fact-ung"), VOKSNE, 2023) == (
        {},
        {"measure": Follows.ELSEWHERE},
    )


@pytest.mark.parametrize("year", [2023, 2025])
@pytest.mark.parametrize("measure", ["fact", "fact-ung"])
def test_a_measure_that_one_of_the_schemes_takes_in_is_that_one(measure: str, year: int) -> None:
    """D7: an outreach team of another scheme is an outreach team here, too."""
    assert seen(situation(measure=measure), "kommunalt-rusarbeid", year) == (
        {"measure": "oppsokende-team"},
        {"measure": Follows.COVERED},
    )


def test_a_model_that_may_be_anything_is_taken_in_by_nothing() -> None:
    """D7: another model of cooperation need not seek anybody out."""
    for year in (2023, 2025):
        assert seen(situation(measure="samhandlingsmodell"), KR, year) == (
            {},
            {"measure": Follows.ELSEWHERE},
        )


@pytest.mark.parametrize(
    ("measure", "taken_for"),
    [("tidlig-innsats", "forebygging-unge"), ("erfaringskonsulenter", "brukermedvirkning")],
)
def test_a_measure_of_another_year_is_the_one_that_takes_it_in(
    measure: str, taken_for: str
) -> None:
    """D26: what the list of 2023 called otherwise is in that of 2025, too."""
    assert seen(situation(measure=measure), KR, 2023) == ({"measure": measure}, {})
    assert seen(situation(measure=measure), KR, 2025) == (
        {"measure": taken_for},
        {"measure": Follows.COVERED},
    )


def test_one_named_for_the_scheme_is_taken_in_like_one_named_for_all() -> None:
    """Which way it was told by makes no difference to what it is."""
    for measure, taken_for in (("tidlig-innsats", "forebygging-unge"), ("utekontakt", None)):
        told = situation(measures={KR: measure}, measure="fact")
        follows = {} if taken_for is None else {"measure": Follows.COVERED}
        assert seen(told, KR, 2025) == ({"measure": taken_for or measure}, follows)
    # One that no measure of the year takes in is kept.
    kept = situation(measures={KR: "boligtjenester"})
    assert seen(kept, KR, 2025) == ({"measure": "boligtjenester"}, {})


def test_a_measure_of_another_year_is_kept() -> None:
    """D26: low-threshold services are not named in 2025, and that is no reason to forget them."""
    assert seen(situation(measure="lavterskel"), UNGE, 2025) == ({"measure": "lavterskel"}, {})
    # Nor is one of a later year, seen from an earlier one.
    later = situation(measure="psykisk-helsetjeneste")
    assert seen(later, UNGE, 2023) == ({"measure": "psykisk-helsetjeneste"}, {})


def test_the_editions_own_measure_goes_before_one_that_takes_it_in() -> None:
    """No file may take in a measure of its own edition; one is made to by hand, to see."""
    scheme = CATALOGUE.schemes[KR]
    edition = scheme.editions["2023"]
    first, *others = edition.measures
    assert first.covers is not None
    covers = replace(first.covers, measures=(OptionId("utekontakt"), *first.covers.measures))
    changed_ = replace(edition, measures=(replace(first, covers=covers), *others))
    assert measure_in(scheme, changed_, "utekontakt") == "utekontakt"
    assert measure_in(scheme, changed_, "fact") == "oppsokende-team"


def test_any_other_measure_is_that_in_every_scheme() -> None:
    assert seen(situation(measure="other"), VOKSNE, 2023) == ({"measure": "other"}, {})


def test_grant_years_are_those_of_the_scheme() -> None:
    found = situation(grant_years_received={UNGE: 2})
    assert seen(found, UNGE, 2023).answers == {"grant_years_received": 2}
    assert seen(found, "tryggest", 2025).answers == {}


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ({GAMMEL: 3}, 3),
        ({OVERGANG: 1}, 1),
        ({GAMMEL: 3, OVERGANG: 1}, 4),
        ({GAMMEL: 0, OVERGANG: 0}, 0),
        ({KR: 2}, None),
        ({}, None),
    ],
)
def test_the_old_scheme_and_its_transition_count_together(
    received: dict[str, int], expected: int | None
) -> None:
    """D2: at most four years over the old scheme, the transition's own years among them."""
    answers = seen(situation(grant_years_received=received), OVERGANG, 2023).answers
    assert answers.get("grant_years_received") == expected


def test_the_old_schemes_years_do_not_count_in_the_new_one() -> None:
    """D2: four years under the old scheme barred the new one."""
    assert seen(situation(grant_years_received={GAMMEL: 4, OVERGANG: 2}), KR, 2023).answers == {}


@pytest.mark.parametrize(("new", "years"), [(True, 0), (False, None)])
def test_a_new_measure_has_received_no_grant_years(*, new: bool, years: int | None) -> None:
    answers, follows = seen(situation(new_measure=new), UNGE, 2023)
    assert answers.get("grant_years_received") == years
    assert follows == ({"grant_years_received": Follows.RULE} if new else {})


def test_years_that_are_told_go_before_what_a_new_measure_says() -> None:
    """The two contradict each other, and the applicant is warned; the count is what is used."""
    told = situation(new_measure=True, grant_years_received={UNGE: 2, GAMMEL: 1})
    assert seen(told, UNGE, 2023) == ({"new_measure": True, "grant_years_received": 2}, {})
    assert seen(told, OVERGANG, 2023).answers["grant_years_received"] == 1
    assert seen(told, VOKSNE, 2023).follows == {"grant_years_received": Follows.RULE}


def test_a_scheme_sees_the_county_governor_too() -> None:
    answers, follows = seen(situation(municipality="3405"), "tryggest", 2025)
    assert answers["authority"] == "innlandet"
    assert follows == {"authority": Follows.MUNICIPALITY}
    assert seen(situation(authority="innlandet"), "tryggest", 2025).follows == {}


# Every mistake names its field


MISTAKES: Final[list[tuple[dict[str, Any], str, str, str]]] = [
    ({"yaer": 2023}, "unknown-key", "yaer", "«year»"),
    ({"xyzzy": 1}, "unknown-key-far", "xyzzy", "tryggest_status"),
    ({"year": "2023"}, "wrong-type", "year", "et helt tall"),
    ({"year": True}, "wrong-type", "year", "true"),
    ({"year": 2023.0}, "wrong-type", "year", "2023.0"),
    ({"year": 2015}, "out-of-range", "year", "fra 2016 til 2035"),
    ({"as_of": "1. mai"}, "not-a-date", "as_of", "ÅÅÅÅ-MM-DD"),
    ({"as_of": 20230101}, "not-a-date", "as_of", "20230101"),
    (
        {"as_of": "0023-03-01"},
        "day-out-of-range",
        "as_of",
        "Feltet «as_of» er 1. mars 0023. Datoen skal ligge i et av årene fra 2015 til 2036.",
    ),
    ({"municipality": "9999"}, "no-such-municipality", "municipality", "9999"),
    ({"municipality": "2100"}, "no-such-municipality", "municipality", "2100"),
    ({"municipality": 3405}, "wrong-type", "municipality", "skal være en tekst"),
    ({"municipality": "340"}, "not-a-municipality-number", "municipality", "fire sifre"),
    ({"municipality": "Hamar"}, "not-a-municipality-number", "municipality", "fire sifre"),
    # D29: the numbers of former municipalities lead to today's.
    ({"municipality": "3001"}, "former-municipality", "municipality", "Halden, med nummer 3101"),
    ({"municipality": "1902"}, "former-municipality", "municipality", "Tromsø, med nummer 5501"),
    ({"municipality": "5401"}, "former-municipality", "municipality", "Tromsø, med nummer 5501"),
    ({"municipality": "1571"}, "divided-municipality", "municipality", "Halsa"),
    ({"authority": "inlandet"}, "unknown-word-near", "authority", "«innlandet»"),
    ({"authority": "x"}, "unknown-word", "authority", "nordland"),
    ({"applicant_type": "kommune"}, "unknown-word", "applicant_type", "municipality"),
    ({"applicant_type": 1}, "wrong-type", "applicant_type", "en tekst"),
    ({"partners": "health_trust"}, "wrong-type", "partners", "en liste"),
    ({"partners": ["helth_trust"]}, "unknown-word-near", "partners[0]", "«health_trust»"),
    ({"partners": ["health_trust", 1]}, "wrong-type", "partners[1]", "en tekst"),
    ({"measure": "fakt"}, "unknown-word-near", "measure", "«fact»"),
    ({"measures": ["fact"]}, "wrong-type", "measures", "et objekt"),
    ({"measures": {"barn": "fact"}}, "unknown-word", "measures.barn", "barn-og-unge"),
    ({"measures": {"barn-og-unge": "fact"}}, "unknown-word-near", "measures.barn-og-unge", "fact-"),
    ({"new_measure": "ja"}, "wrong-type", "new_measure", "ja (true) eller nei (false)"),
    ({"new_measure": 1}, "wrong-type", "new_measure", "«1»"),
    ({"positions_percent": "100"}, "wrong-type", "positions_percent", "hele prosent"),
    (
        {"positions_percent": []},
        "no-entries",
        "positions_percent",
        "Listen i feltet «positions_percent» er tom. Skriv minst ett tall, eller ta bort feltet.",
    ),
    ({"positions_percent": [1, 2, 3, 4, 5]}, "too-many-entries", "positions_percent", "høyst 4"),
    ({"grant_years_received": 2}, "wrong-type", "grant_years_received", "et objekt"),
    ({"grant_years_received": {"x": 2}}, "unknown-word", "grant_years_received.x", "tryggest"),
    ({"costs": {"salry": 1}}, "unknown-word-near", "costs.salry", "«salary»"),
    ({"costs": {"salary": -1}}, "out-of-range", "costs.salary", "fra 0 til"),
    ({"requested_amount": 1.5}, "wrong-type", "requested_amount", "1.5"),
    ({"own_financing_from": ["rammevekst"]}, "unknown-word", "own_financing_from[0]", "tryggest"),
    ({"tryggest_status": False}, "wrong-type", "tryggest_status", "false"),
    (
        {"municipality": "3405", "authority": "nordland"},
        "authority-mismatch",
        "authority",
        "Lillehammer",
    ),
]

SHOWN: Final[list[tuple[dict[str, Any], str]]] = [
    ({"year": 2015}, "2015"),
    ({"requested_amount": -(10**30)}, "-1" + "0" * 30),
    ({"partners": {"a": 1}}, "«{…}»"),
    ({"measures": ["fact"]}, "«[…]»"),
    ({"positions_percent": "mange"}, "«mange»"),
    ({"positions_percent": [1] * 7}, "har 7 verdier"),
    ({"municipality": "3405", "authority": "nordland"}, "«nordland»"),
    ({"municipality": "3405", "authority": "nordland"}, "«innlandet»"),
]


@pytest.mark.parametrize(("data", "code", "field", "words"), MISTAKES)
def test_a_mistake_names_its_field_and_what_to_do(
    data: dict[str, Any], code: str, field: str, words: str
) -> None:
    assert refused(data) == [(code, field)]
    told = message(data)
    assert words in told
    assert field in told or code.endswith("-municipality")


@pytest.mark.parametrize(("data", "shown"), SHOWN)
def test_a_mistake_shows_what_was_found(data: dict[str, Any], shown: str) -> None:
    assert shown in message(data)


@pytest.mark.parametrize(
    ("limit", "value", "told"),
    [("minimum", 20_001, "fra −∞ til 20000"), ("maximum", 0, "fra 1 til ∞")],
)
def test_a_question_with_one_limit_says_that_the_other_has_no_end(
    limit: str, value: int, told: str
) -> None:
    data = plain()
    (positions,) = [q for q in data["questions"] if q["answer"] == "positions_percent"]
    del positions[limit]
    checker = Checker(json.dumps(data))
    (problem,) = json.loads(checker.check(json.dumps({"positions_percent": value})))["problems"]
    assert told in problem["message"]
    assert "problems" not in json.loads(checker.check('{"positions_percent": 1}'))


def test_every_sentence_about_a_mistake_is_tried_here() -> None:
    tried = {code for _, code, _, _ in MISTAKES} | {"not-json", "not-an-object", "duplicate-key"}
    tried |= {"too-large", "more-problems"}
    assert tried == {name.removeprefix("problem.") for name in TEXTS if name.startswith("problem.")}


def test_all_mistakes_come_in_one_answer() -> None:
    wrong = {"nope-at-all": 1, "year": 1, "partners": ["x", 2], "as_of": "x", "new_measure": 0}
    assert [field for _, field in refused(wrong)] == [
        "nope-at-all",
        "year",
        "partners[0]",
        "partners[1]",
        "new_measure",
        "as_of",
    ]


@pytest.mark.parametrize("data", [[], "x", 1, None, True, [{}]])
def test_a_situation_is_an_object(data: object) -> None:
    assert refused(data) == [("not-an-object", "")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("", 1, 1), ("{", 1, 2), ('{\n  "year": 2023,\n}', 2, 15), ("nei", 1, 1), ("{'a': 1}", 1, 2)],
)
def test_text_that_is_no_json_says_where(text: str, line: int, column: int) -> None:
    (one,) = problems(text)
    assert (one.code, one.path) == ("not-json", ())
    assert one.details == {"line": str(line), "column": str(column)}
    assert f"linje {line}, tegn {column}" in CHECKER.check(text)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"year": 2023, "year": 2024}', "year"),
        ('{"year": 2023, "year": 2023}', "year"),
        ('{"costs": {"salary": 1, "salary": 2}}', "costs.salary"),
        ('{"partners": ["police", {"a": 1, "a": 2}]}', "partners[1].a"),
    ],
)
def test_a_key_given_twice_is_a_mistake(text: str, field: str) -> None:
    assert [(p.code, dotted(p.path)) for p in problems(text)] == [("duplicate-key", field)]
    assert f"«{field}» står to ganger" in CHECKER.check(text)


def test_a_key_given_three_times_is_one_mistake() -> None:
    assert len(problems('{"year": 1, "year": 2, "year": 3}')) == 1


def test_a_key_may_stand_once_in_each_of_several_places() -> None:
    text = '{"costs": {"tryggest": 1}, "measures": {"tryggest": "other"}}'
    assert [(p.code, dotted(p.path)) for p in problems(text)] == [
        ("unknown-word", "costs.tryggest")
    ]


def test_every_key_given_twice_is_told() -> None:
    text = '{"costs": {"salary": 1, "salary": 2}, "year": 1, "year": 2, "costs": {}}'
    assert [dotted(p.path) for p in problems(text)] == ["costs.salary", "year", "costs"]


# Hostile input

BIG: Final = int("9" * 4000)
HOSTILE: Final[dict[str, object]] = {
    "true": True,
    "one": 1,
    "minus": -1,
    "huge": BIG,
    "fraction": 1.5,
    "not-a-number": float("nan"),
    "infinity": float("inf"),
    "word": "no-such-word",
    "empty": "",
    "control": "a\x00\x1b[31m\n\u202e",
    "half-a-pair": "\ud800",
    "long": "x" * 100_000,
    "braces": "{found}{0}{}%s",
    "markup": "<script>alert(1)</script>",
    "list": [],
    "list-of-null": [None],
    "list-of-list": [[]],
    "list-of-object": [{}],
    "long-list": [1] * 1000,
    "object": {},
    "object-of-object": {"a": {}},
    "object-of-null": {"a": None},
    "object-with-odd-key": {"\x00\ud800": 1, "": 2, "__class__": 3},
    "object-of-known": {"salary": [], "barn-og-unge": {}, "tryggest": "x"},
}


def harmless(text: str) -> dict[str, Any]:
    """Return the answer to any text at all, which must be JSON that can be shown and sent."""
    answer = CHECKER.check(text)
    answer.encode("utf-8")
    read: dict[str, Any] = json.loads(answer)
    for one in read.get("problems", []):
        assert one["message"].strip()
        assert shorten(one["message"], limit=10_000) == one["message"]
        assert len(one["message"]) < 1000
    return read


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_hostile_value_is_read_or_refused_by_its_field(answer: str) -> None:
    for value in HOSTILE.values():
        text = json.dumps({answer: value})
        read = harmless(text)
        if "problems" in read:
            for one in problems(text):
                is_whole = one.code in ("too-large", "more-problems")
                assert one.path[:1] == (() if is_whole else (answer,))
                assert f"problem.{one.code}" in TEXTS
            assert [one["field"] for one in read["problems"]] == [
                dotted(p.path) for p in problems(text)
            ]
        else:
            assert json.loads(text).keys() >= read["situation"].keys()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"year": ' + "9" * 100_000 + "}",
        '{"year": -' + "9" * 5_000 + "}",
        '{"year": 1e400}',
        '{"year": NaN, "requested_amount": Infinity, "costs": {"salary": -Infinity}}',
        "\ufeff{}",
        "\x00",
        '{"' + "x" * 100_000 + '": 1}',
        '{"\\ud800": 1}',
        '{"\\u0000\\u202e": 1}',
    ],
    ids=[
        "nested lists",
        "nested objects",
        "more digits than an int takes",
        "negative digits",
        "a float without end",
        "NaN and infinity",
        "byte order mark",
        "a null byte",
        "a very long key",
        "half a surrogate pair as a key",
        "control characters as a key",
    ],
)
def test_hostile_text_is_refused_and_nothing_else_happens(text: str) -> None:
    assert problems(text)
    assert "problems" in harmless(text)


def test_text_longer_than_any_situation_is_not_even_parsed() -> None:
    long = json.dumps({"x": "y" * (MOST_CHARACTERS - 9)})
    assert len(long) == MOST_CHARACTERS
    assert [one.code for one in problems(long)] == ["unknown-key-far"]
    assert problems(f"{long} ") == (Problem("too-large", ()),)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({f"x{number}": number for number in range(5000)}),
        json.dumps({"partners": ["x"] * 5000}),
        "{" + ",".join(f'"x{number}": 1, "x{number}": 1' for number in range(2500)) + "}",
    ],
)
def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted(text: str) -> None:
    found = problems(text)
    assert len(found) == 21
    (count,) = found[-1].details.values()
    assert (found[-1].code, 20 + int(count) in (2500, 5000)) == ("more-problems", True)
    assert len(Checker(json.dumps(plain())).check(text)) < 50_000


@pytest.mark.parametrize("bracket", ["[", "{"])
def test_text_with_more_brackets_than_any_situation_is_not_even_parsed(bracket: str) -> None:
    (parsed,) = problems(json.dumps({"measure": bracket * 99}))
    assert parsed.code == "unknown-word"
    (refused_,) = problems(json.dumps({"measure": bracket * 100}))
    assert refused_ == Problem("not-json", (), details={"line": "1", "column": "1"})


def test_a_number_too_long_to_read_is_no_json() -> None:
    (one,) = problems('{"year": ' + "9" * 5_000 + "}")
    assert one == Problem("not-json", (), details={"line": "1", "column": "1"})


@pytest.mark.parametrize("key", ["\\ud800", "\\u0000", "\\u202e", "x" * 2000])
def test_a_hostile_key_given_twice_is_made_harmless_too(key: str) -> None:
    harmless(f'{{"{key}": 1, "{key}": 2}}')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(ANSWERS)) | st.text(max_size=10), json_values))
def test_law_any_object_is_read_or_refused(data: dict[str, object]) -> None:
    """No JSON object makes the rules fail in any other way than by saying what is wrong."""
    read = harmless(json.dumps(data))
    if "problems" in read:
        assert {p["field"].split(".")[0].split("[")[0] for p in read["problems"]}


@given(st.text(max_size=60))
def test_law_any_text_is_read_or_refused(text: str) -> None:
    """No text at all makes the rules fail in any other way."""
    harmless(text)


@given(situations(with_year=False))
def test_law_what_the_questions_allow_is_read_as_it_stands(data: dict[str, Any]) -> None:
    """Every situation made of allowed answers is read, and echoed without a change."""
    found = parse_situation(json.dumps(data), CATALOGUE)
    assert json.loads(json.dumps(found.given)) == data


@given(situations(with_year=False), st.sampled_from(sorted(ANSWERS)), json_values)
def test_law_a_mistake_in_one_answer_is_only_its_own(
    data: dict[str, Any], answer: str, value: object
) -> None:
    """Whatever stands in one answer, no other is blamed for it, but for a governor's mismatch."""
    try:
        read_situation({**data, answer: value}, CATALOGUE)
    except DataError as error:
        blamed = {problem.path[0] for problem in error.problems}
        assert blamed <= {answer} | ({"authority"} if answer == "municipality" else set())


@given(st.sampled_from(sorted(ANSWERS)).flatmap(lambda key: st.tuples(st.just(key), VALUES[key])))
def test_law_each_answer_can_be_given_alone(pair: tuple[str, Any]) -> None:
    """Every allowed value of every answer is read with no other answer given."""
    answer, value = pair
    assert list(read_situation({answer: value}, CATALOGUE).given) == [answer]


@pytest.mark.parametrize("named", ["oslo-viken", "ostfold-buskerud-oslo-akershus"])
def test_a_former_county_governor_is_read_as_its_successor(named: str) -> None:
    """Whoever answers with the name of 2023 is not told that the municipality is another's."""
    read = situation(authority=named, municipality="0301")
    assert read.given["authority"] == named
    assert read.derived["authority"] == "ostfold-buskerud-oslo-akershus"
    assert situation(authority=named).derived["authority"] == "ostfold-buskerud-oslo-akershus"
