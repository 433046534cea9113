"""The one door into the model: what the catalogue as a whole must hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.rules.building import CATALOGUE, DATA, edition_data, plain

from tilskudd_rules.answers import NAMED
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.problems import DataError, Problem, dotted
from tilskudd_rules.wording import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

type Data = dict[str, Any]


def problems(change: Callable[[Data], object]) -> tuple[Problem, ...]:
    """Return what is wrong with the catalogue after a change; nothing is a failure."""
    data = plain()
    change(data)
    with pytest.raises(DataError) as caught:
        read_catalogue(data)
    return caught.value.problems


def found(change: Callable[[Data], object]) -> list[tuple[str, str]]:
    return [(p.code, dotted(p.path)) for p in problems(change)]


def test_the_projects_own_catalogue_is_read() -> None:
    assert read_catalogue(DATA) == CATALOGUE
    # The old kommunalt rusarbeid is a scheme of its own (rule 21).
    assert len(CATALOGUE.schemes) == 7
    assert sum(len(scheme.editions) for scheme in CATALOGUE.schemes.values()) == 10
    assert len(CATALOGUE.municipalities) == 357
    assert CATALOGUE.version == DATA["version"]


def test_the_catalogue_is_the_same_after_a_journey_as_json() -> None:
    assert read_catalogue(json.loads(json.dumps(DATA))) == CATALOGUE


# Texts


def test_a_sentence_that_is_missing_is_named() -> None:
    (one,) = problems(lambda data: data["texts"].pop("answer.yes"))
    assert (one.code, dotted(one.path), one.details) == (
        "missing-key",
        "texts",
        {"key": "answer.yes"},
    )


def test_a_sentence_nobody_needs_is_named_with_the_nearest() -> None:
    (one,) = problems(lambda data: data["texts"].update({"answer.yess": {"nb": "Ja"}}))
    assert (one.code, one.path, one.at_key) == ("unknown-key", ("texts", "answer.yess"), True)
    assert one.details["near"] == "answer.yes"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_name_a_sentence_is_not_given_is_refused_in_both_forms(language: str) -> None:
    def change(data: Data) -> None:
        data["texts"]["warning.latest-edition"][language] = "{sheme} i {year}"

    (one,) = problems(change)
    assert (one.code, one.path) == (
        "unknown-placeholder",
        ("texts", "warning.latest-edition", language),
    )
    assert one.found == "sheme"
    assert one.details == {"near": "scheme", "expected": "edition, scheme, year"}


def test_a_sentence_may_leave_a_name_out() -> None:
    data = plain()
    data["texts"]["warning.latest-edition"]["nb"] = "Nyeste årgang."
    assert read_catalogue(data).texts["warning.latest-edition"].nb == "Nyeste årgang."


@pytest.mark.parametrize("sentence", ["{year", "year}", "{year:>4}", "{year!r}"])
def test_braces_that_do_not_match_are_refused(sentence: str) -> None:
    def change(data: Data) -> None:
        data["texts"]["warning.latest-edition"]["nb"] = sentence

    assert found(change) == [("bad-braces", "texts.warning.latest-edition.nb")]


def test_an_empty_sentence_is_one_problem_and_not_two() -> None:
    def change(data: Data) -> None:
        data["texts"]["answer.yes"]["nb"] = " "

    assert found(change) == [("empty", "texts.answer.yes.nb")]


def test_texts_that_are_no_mapping_are_one_problem() -> None:
    assert found(lambda data: data.update(texts=[])) == [("wrong-type", "texts")]
    assert len(problems(lambda data: data.pop("texts"))) == len(TEXTS)


# Questions


def test_every_answer_has_a_question() -> None:
    missing = [
        (dotted(p.path), p.found)
        for p in problems(lambda data: data["questions"].clear())
        if p.code == "missing-question"
    ]
    assert missing == [("questions", answer) for answer in NAMED]


def test_an_answer_has_one_question_only() -> None:
    def change(data: Data) -> None:
        data["questions"].append(dict(data["questions"][0]))

    last = len(plain()["questions"])
    assert found(change) == [("duplicate-id", f"questions[{last}].answer")]


def test_two_schemes_cannot_ask_for_one_answer() -> None:
    """Neither by its name nor by the one it had before."""

    def change(data: Data) -> None:
        own = {**data["questions"][7], "answer": "tryggest.new", "alias": "new_measure"}
        data["schemes"]["tryggest"]["questions"].append(own)

    assert found(change) == [("duplicate-id", "schemes.tryggest.questions[1].alias")]


def test_a_schemes_own_question_is_named_by_the_scheme() -> None:
    def change(data: Data) -> None:
        data["schemes"]["tryggest"]["questions"].append(
            {**data["questions"][7], "answer": "barn-og-unge.noe"}
        )

    (one,) = problems(change)
    where = "schemes.tryggest.questions[1].answer"
    assert (one.code, dotted(one.path), one.details) == (
        "answer-of-another",
        where,
        {"expected": "tryggest"},
    )


def test_a_topic_that_no_question_is_about_is_told_with_those_there_are() -> None:
    def change(data: Data) -> None:
        mention = edition_data(data, "kommunalt-rusarbeid", 2025)["mentions"][0]
        mention["about"] = "new_measure"

    (one,) = problems(change)
    where = "schemes.kommunalt-rusarbeid.editions.2025.mentions[0].about"
    assert (one.code, dotted(one.path)) == ("not-one-of", where)
    assert one.details["expected"] == "kommunalt-rusarbeid.svalbard, serves_svalbard"


def test_a_topics_warning_fills_in_the_year_only() -> None:
    def change(data: Data) -> None:
        topic = data["schemes"]["kommunalt-rusarbeid"]["questions"][0]["topic"]
        topic["warning"]["nb"] = "Ikke nevnt i {year}."

    (one,) = problems(change)
    assert (one.code, one.found) == ("unknown-placeholder", "year")


def test_what_code_reckons_with_is_of_the_kind_it_needs() -> None:
    def change(data: Data) -> None:
        data["questions"][0]["kind"] = "count"

    (one,) = problems(change)
    assert (one.code, dotted(one.path)) == ("kind-of-named-answer", "questions[0].kind")
    assert (one.found, one.details) == ("count", {"expected": "year"})


def test_a_kind_that_there_is_not_is_told_with_the_nearest() -> None:
    def change(data: Data) -> None:
        data["questions"][0]["kind"] = "yaer"

    told = {p.code: p for p in problems(change)}
    assert told["not-one-of"].details["near"] == "year"


def test_an_unreadable_question_is_not_called_missing_too() -> None:
    def change(data: Data) -> None:
        data["questions"][0]["label"] = "x"

    assert found(change) == [("wrong-type", "questions[0].label")]
    assert found(lambda data: data.update(questions="x"))[0] == ("wrong-type", "questions")


def test_a_choice_needs_options_and_each_once() -> None:
    def none(data: Data) -> None:
        question = next(q for q in data["questions"] if q["answer"] == "applicant_type")
        question["options"] = []

    missing = [p for p in problems(none) if p.code == "missing-key"]
    assert [(dotted(p.path), p.details) for p in missing] == [("questions[3]", {"key": "options"})]

    def twice(data: Data) -> None:
        question = next(q for q in data["questions"] if q["answer"] == "partners")
        question["options"].append(question["options"][0])

    assert found(twice) == [("duplicate-id", "questions[4].options[5].id")]


# Names that others point at


@pytest.mark.parametrize(
    ("collection", "key"),
    [
        ("sources", "id"),
        ("authorities", "id"),
        ("municipalities", "number"),
        ("former_municipalities", "number"),
    ],
)
def test_a_record_stands_once(collection: str, key: str) -> None:
    def change(data: Data) -> None:
        data[collection].append(dict(data[collection][0]))

    last = len(plain()[collection])
    assert found(change) == [("duplicate-id", f"{collection}[{last}].{key}")]


def test_a_number_of_today_is_no_former_one() -> None:
    """D29: it would lead from itself to another municipality."""

    def change(data: Data) -> None:
        data["former_municipalities"].append({**data["former_municipalities"][0], "number": "3405"})

    last = len(plain()["former_municipalities"])
    assert found(change) == [("number-still-in-use", f"former_municipalities[{last}].number")]


def test_a_scheme_stands_in_the_folder_of_its_name() -> None:
    def change(data: Data) -> None:
        data["schemes"]["tryggest"]["scheme"]["id"] = "barn-og-unge"

    codes = dict.fromkeys(found(change))
    assert ("wrong-folder", "schemes.tryggest.id") in codes
    assert ("wrong-folder", "schemes.tryggest.editions.2025.scheme") in codes


def _edition(data: Data) -> Data:
    return edition_data(data, "barn-og-unge", 2023)


@pytest.mark.parametrize(
    ("change", "path", "near"),
    [
        (
            lambda data: _edition(data)["purpose"][0]["source"].update(document="inlandet-2023"),
            "schemes.barn-og-unge.editions.2023.purpose[0].source.document",
            "innlandet-2023",
        ),
        (
            lambda data: _edition(data)["calls"][0].update(authority="inlandet"),
            "schemes.barn-og-unge.editions.2023.calls[0].authority",
            "innlandet",
        ),
        (
            lambda data: data["former_municipalities"][0].update(municipality="31011"),
            "former_municipalities[0].municipality",
            "3101",
        ),
        (
            lambda data: data["municipalities"][0].update(county_governor="rogalan"),
            "municipalities[0].county_governor",
            "rogaland",
        ),
        (
            lambda data: data["frame_growth"]["rows"][0].update(municipality="42044"),
            "frame_growth.rows[0].municipality",
            "4204",
        ),
        (
            lambda data: data["relations"][3]["schemes"].__setitem__(0, "trygest"),
            "relations[3].schemes[0]",
            "tryggest",
        ),
        (
            lambda data: data["schemes"]["tryggest"]["scheme"].update(owner="bufdirr"),
            "schemes.tryggest.owner",
            "bufdir",
        ),
        (
            lambda data: data["schemes"]["barn-og-unge"]["scheme"]["replaces"].append("trygest"),
            "schemes.barn-og-unge.replaces[1]",
            "tryggest",
        ),
        (
            lambda data: _edition(data)["criteria"][0]["when"].update({"is": "municipalty"}),
            "schemes.barn-og-unge.editions.2023.criteria[0].when.is",
            "municipality",
        ),
        (
            lambda data: _edition(data)["criteria"][1]["when"]["any"][0]["in"].append("fact-unge"),
            "schemes.barn-og-unge.editions.2023.criteria[1].when.any[0].in[3]",
            "fact-ung",
        ),
        (
            lambda data: data["relations"][3]["when"]["all"][1].update(includes="trygest"),
            "relations[3].when.all[1].includes",
            "tryggest",
        ),
    ],
)
def test_a_name_nobody_has_is_refused_with_the_nearest(
    change: Callable[[Data], object], path: str, near: str
) -> None:
    (one,) = problems(change)
    assert (one.code, dotted(one.path)) == ("unknown-name", path)
    assert one.details["near"] == near


def test_the_frame_growth_is_no_scheme_but_may_be_pointed_at() -> None:
    assert CATALOGUE.frame_growth.id == "rammevekst"
    assert "rammevekst" not in CATALOGUE.schemes


def test_all_problems_of_all_parts_come_at_once() -> None:
    def change(data: Data) -> None:
        data["texts"].pop("answer.yes")
        data["sources"][0].pop("title")
        data["questions"][0]["minimum"] = "x"
        data["relations"][0].pop("id")
        data["frame_growth"]["rows"][0]["total"] = "1"
        edition_data(data, "tryggest", 2025).pop("costs")

    assert [path.split(".")[0].split("[")[0] for _, path in found(change)] == [
        "texts",
        "sources",
        "questions",
        "schemes",
        "relations",
        "frame_growth",
    ]
