"""The condition language: Kleene's three-valued logic over answers, and how it is read."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers import ANSWERS, READABLE

from tilskudd_rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from tilskudd_rules.problems import dotted
from tilskudd_rules.schema import Reader, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

ATOMS: Final = ("new_measure", "pre_project", "serves_svalbard", "cooperation_agreement")
TRI: Final = (True, False, None)

A: Final = Comparison("new_measure", "is", value=True)
B: Final = Comparison("pre_project", "is", value=True)
SVALBARD: Final = Comparison("serves_svalbard", "is", value=True)

KNOWN: Final = {
    "applicant_type": {"municipality", "health_trust"},
    "partners": {"health_trust", "user_organisation"},
    "measure": {"fact", "fact-ung", "other"},
    "authority": {"innlandet", "nordland"},
    "own_financing_from": {"tryggest", "kommunalt-rusarbeid"},
}


def answers(**given_: object) -> dict[str, Any]:
    """Return the answers given; ``None`` is an answer not given."""
    return {name: value for name, value in given_.items() if value is not None}


def read(data: object) -> tuple[Condition | Unreadable, Reader]:
    reader = Reader(KNOWN, READABLE)
    return Condition.from_data(data, ("when",), reader), reader


def condition(data: object) -> Condition:
    found, reader = read(data)
    assert isinstance(found, Condition), reader.problems
    assert not reader.problems
    return found


def conditions() -> st.SearchStrategy[Condition]:
    atoms: st.SearchStrategy[Condition] = st.builds(
        lambda answer, value: Comparison(answer, "is", value=value),
        st.sampled_from(ATOMS),
        st.booleans(),
    )
    return st.recursive(
        atoms,
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
            | st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
        ),
        max_leaves=8,
    )


def conditions_that_look_once() -> st.SearchStrategy[Condition]:
    """Give conditions in which no two comparisons look at the same answer."""
    return conditions().filter(
        lambda one: len({c.answer for c in one.comparisons()}) == len(list(one.comparisons()))
    )


def some_answers() -> st.SearchStrategy[dict[str, bool]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(ATOMS, st.booleans()))


def completions(given_: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every way to answer what is not given."""
    open_ = [answer for answer in ATOMS if answer not in given_]
    return [
        {**given_, **dict(zip(open_, values, strict=True))}
        for values in product((True, False), repeat=len(open_))
    ]


# Truth tables


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        (True, True, True),
        (True, False, False),
        (True, None, None),
        (False, True, False),
        (False, False, False),
        (False, None, False),
        (None, True, None),
        (None, False, False),
        (None, None, None),
    ],
)
def test_all_is_kleenes_conjunction(*, a: bool | None, b: bool | None, both: bool | None) -> None:
    assert AllOf((A, B)).holds(answers(new_measure=a, pre_project=b)) is both


@pytest.mark.parametrize(
    ("a", "b", "either"),
    [
        (True, True, True),
        (True, False, True),
        (True, None, True),
        (False, True, True),
        (False, False, False),
        (False, None, None),
        (None, True, True),
        (None, False, None),
        (None, None, None),
    ],
)
def test_any_is_kleenes_disjunction(*, a: bool | None, b: bool | None, either: bool | None) -> None:
    assert AnyOf((A, B)).holds(answers(new_measure=a, pre_project=b)) is either


@pytest.mark.parametrize(("a", "negated"), [(True, False), (False, True), (None, None)])
def test_not_leaves_the_unknown_unknown(*, a: bool | None, negated: bool | None) -> None:
    assert Not(A).holds(answers(new_measure=a)) is negated


def test_an_answer_that_is_none_is_not_given() -> None:
    assert A.holds({"new_measure": None}) is None
    assert A.open_answers({"new_measure": None}) == ["new_measure"]


# Comparisons


@pytest.mark.parametrize(
    ("data", "answer", "held"),
    [
        ({"answer": "applicant_type", "is": "municipality"}, "municipality", True),
        ({"answer": "applicant_type", "is": "municipality"}, "health_trust", False),
        ({"answer": "new_measure", "is": "false"}, False, True),
        ({"answer": "new_measure", "is": "false"}, True, False),
        ({"answer": "measure", "in": ["fact", "other"]}, "other", True),
        ({"answer": "measure", "in": ["fact", "other"]}, "fact-ung", False),
        ({"answer": "grant_years_received", "at_most": "3"}, 2, True),
        ({"answer": "grant_years_received", "at_most": "3"}, 3, True),
        ({"answer": "grant_years_received", "at_most": "3"}, 4, False),
        ({"answer": "requested_amount", "at_least": "100"}, 99, False),
        ({"answer": "requested_amount", "at_least": "100"}, 100, True),
        ({"answer": "requested_amount", "at_least": "100"}, 101, True),
        ({"answer": "year", "at_least": "2025"}, 2024, False),
        ({"answer": "year", "at_least": "2025"}, 2025, True),
        ({"answer": "partners", "includes": "health_trust"}, ("health_trust",), True),
        ({"answer": "partners", "includes": "health_trust"}, ("user_organisation",), False),
        ({"answer": "partners", "includes": "health_trust"}, (), False),
        ({"answer": "own_financing_from", "includes": "tryggest"}, ("tryggest",), True),
        ({"answer": "submitted_on", "before": "2023-02-02"}, "2023-02-01", True),
        ({"answer": "submitted_on", "before": "2023-02-02"}, "2023-02-02", False),
        ({"answer": "submitted_on", "before": "2023-02-02"}, "2023-02-03", False),
        ({"answer": "submitted_on", "before": "2023-02-02"}, "2022-12-31", True),
    ],
)
def test_a_comparison_holds_up_to_its_value(
    data: dict[str, Any], answer: object, *, held: bool
) -> None:
    assert condition(data).holds({data["answer"]: answer}) is held
    assert condition(data).holds({}) is None


# Which answers are open


def test_a_decided_condition_has_no_open_answer() -> None:
    assert AnyOf((A, B)).open_answers({"new_measure": True}) == []
    assert AllOf((A, B)).open_answers({"new_measure": False}) == []
    assert A.open_answers({"new_measure": False}) == []


def test_only_parts_still_open_ask_for_answers() -> None:
    decided = AnyOf((A, SVALBARD))
    both = AllOf((decided, B))
    assert both.open_answers({"new_measure": True}) == ["pre_project"]
    assert both.open_answers({"pre_project": True}) == ["new_measure", "serves_svalbard"]
    assert both.open_answers({}) == ["pre_project"]
    assert AnyOf((AllOf((A, SVALBARD)), B)).open_answers({}) == ["pre_project"]
    assert Not(both).open_answers({"new_measure": True}) == ["pre_project"]


def test_an_answer_waits_for_the_one_that_makes_it_matter() -> None:
    """Whether the place is Svalbard decides nothing until a health trust applies."""
    municipality = Comparison("applicant_type", "is", "municipality")
    trust = Comparison("applicant_type", "is", "health_trust")
    may_apply = AnyOf((municipality, AllOf((SVALBARD, trust))))
    for one in (may_apply, Not(may_apply)):
        assert one.open_answers({}) == ["applicant_type"]
        assert one.open_answers({"applicant_type": "municipality"}) == []
        assert one.open_answers({"applicant_type": "health_trust"}) == ["serves_svalbard"]
        assert one.open_answers({"serves_svalbard": True}) == ["applicant_type"]
        assert one.open_answers({"applicant_type": "other"}) == []


def test_where_no_answer_decides_on_its_own_all_that_do_together_are_open() -> None:
    apart = AnyOf((AllOf((A, B)), AllOf((SVALBARD, Comparison(ATOMS[3], "is", value=True)))))
    assert apart.open_answers({}) == list(ATOMS)
    assert apart.open_answers({"new_measure": False}) == ["serves_svalbard", ATOMS[3]]
    assert apart.open_answers({"new_measure": True}) == ["pre_project"]


def test_an_answer_looked_at_twice_is_open_once() -> None:
    assert AllOf((A, Not(AllOf((B, A))))).open_answers({}) == ["new_measure"]
    assert AnyOf((A, B, A)).open_answers({}) == ["new_measure", "pre_project"]


def test_comparisons_come_in_reading_order() -> None:
    whole = AllOf((AnyOf((A, Not(B))), B, A))
    assert list(whole.comparisons()) == [A, B, B, A]


# Laws


@given(conditions(), some_answers())
def test_law_a_decided_outcome_is_the_outcome_of_every_completion(
    whole: Condition, given_: dict[str, bool]
) -> None:
    """What is decided while answers are open stays so whatever they turn out to be."""
    held = whole.holds(given_)
    outcomes = {whole.holds(full) for full in completions(given_)}
    assert None not in outcomes
    if held is not None:
        assert outcomes == {held}


@given(
    whole=conditions(),
    given_=some_answers(),
    answer=st.sampled_from(ATOMS),
    value=st.booleans(),
)
def test_law_adding_an_answer_never_flips_a_decided_outcome(
    whole: Condition, given_: dict[str, bool], answer: str, *, value: bool
) -> None:
    """An answer added to those given can decide an open outcome, and changes no decided one."""
    held = whole.holds(given_)
    if held is not None and answer not in given_:
        assert whole.holds({**given_, answer: value}) is held


@given(st.lists(conditions(), min_size=1, max_size=3), some_answers())
def test_law_de_morgan(parts: list[Condition], given_: dict[str, bool]) -> None:
    """Not all is any not, and not any is all not, unknown outcomes included."""
    negated = tuple(Not(part) for part in parts)
    assert Not(AllOf(tuple(parts))).holds(given_) is AnyOf(negated).holds(given_)
    assert Not(AnyOf(tuple(parts))).holds(given_) is AllOf(negated).holds(given_)


@given(conditions(), some_answers())
def test_law_not_not_is_the_condition_itself(whole: Condition, given_: dict[str, bool]) -> None:
    """Two negations leave outcome and open answers as they are."""
    twice = Not(Not(whole))
    assert twice.holds(given_) is whole.holds(given_)
    assert twice.open_answers(given_) == whole.open_answers(given_)


@given(st.lists(conditions(), min_size=1, max_size=4), some_answers(), st.randoms())
def test_law_the_order_of_parts_does_not_matter(
    parts: list[Condition], given_: dict[str, bool], chance: Random
) -> None:
    """All and any give the same outcome and the same open answers in any order."""
    shuffled = list(parts)
    chance.shuffle(shuffled)
    for kind in (AllOf, AnyOf):
        one, other = kind(tuple(parts)), kind(tuple(shuffled))
        assert one.holds(given_) is other.holds(given_)
        assert set(one.open_answers(given_)) == set(other.open_answers(given_))


@given(conditions(), some_answers())
def test_law_a_condition_is_open_exactly_where_it_names_an_open_answer(
    whole: Condition, given_: dict[str, bool]
) -> None:
    """Unknown and nothing to ask, or decided and something to ask, cannot be."""
    open_ = set(whole.open_answers(given_))
    assert (whole.holds(given_) is None) is bool(open_)
    assert open_.isdisjoint(given_)


@given(conditions(), some_answers())
def test_law_an_answer_that_is_not_open_changes_nothing(
    whole: Condition, given_: dict[str, bool]
) -> None:
    """An answer neither given nor named as open leaves the outcome as it is."""
    open_ = set(whole.open_answers(given_))
    for answer in set(ATOMS) - open_ - set(given_):
        for value in (True, False):
            assert whole.holds({**given_, answer: value}) is whole.holds(given_)


@given(conditions_that_look_once(), some_answers())
def test_law_an_open_answer_can_decide_the_outcome(
    whole: Condition, given_: dict[str, bool]
) -> None:
    """Some value of each open answer decides; or no single answer does, and all are open."""

    def decides(answer: str) -> bool:
        return any(whole.holds({**given_, answer: value}) is not None for value in (True, False))

    open_ = whole.open_answers(given_)
    alone = [answer for answer in open_ if decides(answer)]
    assert alone in (open_, [])
    if not alone:
        assert not any(decides(answer) for answer in ATOMS if answer not in given_ and open_)


# Reading


def test_a_condition_is_read_as_it_is_nested() -> None:
    data = {
        "any": [
            {"answer": "new_measure", "is": "true"},
            {"all": [{"not": {"answer": "pre_project", "is": "true"}}]},
        ]
    }
    assert condition(data) == AnyOf((A, AllOf((Not(B),))))


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ("fact", "wrong-type", "when"),
        (["fact"], "wrong-type", "when"),
        ({}, "not-a-condition", "when"),
        ({"al": []}, "not-a-condition", "when"),
        ({"all": [], "any": []}, "not-a-condition", "when"),
        ({"all": []}, "empty-list", "when.all"),
        ({"any": {}}, "wrong-type", "when.any"),
        ({"any": "x"}, "wrong-type", "when.any"),
        ({"all": [{"answer": "new_measure", "is": "true"}, "x"]}, "wrong-type", "when.all[1]"),
        ({"not": []}, "wrong-type", "when.not"),
        ({"answer": "aplicant_type", "is": "x"}, "unknown-name", "when.answer"),
        ({"answer": ["x"], "is": "x"}, "unknown-name", "when.answer"),
        ({"answer": "new_measure"}, "not-a-comparison", "when"),
        ({"answer": "new_measure", "iz": "true"}, "not-a-comparison", "when"),
        ({"answer": "measure", "is": "fact", "in": ["fact"]}, "not-a-comparison", "when"),
        ({"answer": "new_measure", "at_most": "3"}, "wrong-operator", "when.at_most"),
        ({"answer": "costs", "is": "3"}, "wrong-operator", "when.is"),
        ({"answer": "new_measure", "is": "yes"}, "not-true-or-false", "when.is"),
        ({"answer": "requested_years", "at_most": "three"}, "not-a-number", "when.at_most"),
        ({"answer": "submitted_on", "before": "1.2.2023"}, "not-a-date", "when.before"),
        ({"answer": "measure", "is": "fakt"}, "unknown-name", "when.is"),
        ({"answer": "measure", "in": "fact"}, "wrong-type", "when.in"),
        ({"answer": "measure", "in": []}, "empty-list", "when.in"),
        ({"answer": "measure", "in": ["fact", "fakt"]}, "unknown-name", "when.in[1]"),
        ({"answer": "partners", "includes": "police"}, "unknown-name", "when.includes"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(data: object, code: str, path: str) -> None:
    _, reader = read(data)
    assert [(p.code, dotted(p.path)) for p in reader.problems] == [(code, path)]


@pytest.mark.parametrize(
    ("data", "detail", "value"),
    [
        ({"al": []}, "near", "all"),
        ({"anyy": []}, "near", "any"),
        ({"answr": "x"}, "near", "answer"),
        ({"answer": "aplicant_type", "is": "x"}, "near", "applicant_type"),
        ({"answer": "new_measure", "isz": "x"}, "near", "is"),
        ({"answer": "measure", "is": "fakt"}, "near", "fact"),
        ({"answer": "new_measure", "at_most": "3"}, "expected", "is"),
        ({"answer": "measure", "at_most": "3"}, "expected", "is, in"),
        ({"answer": "measure", "at_most": "3"}, "answer", "measure"),
        ({"answer": "partners", "is": "x"}, "expected", "includes"),
    ],
)
def test_a_mistake_says_what_was_likely_meant(data: object, detail: str, value: str) -> None:
    _, reader = read(data)
    (problem,) = reader.problems
    assert problem.details[detail] == value


OPERATORS_NAMED: Final = "is, in, at_least, at_most, includes, before"


@pytest.mark.parametrize(
    ("data", "found", "details", "at_key"),
    [
        ("fact", "fact", {"expected": "condition"}, False),
        ({"alle": []}, "alle", {"near": "all"}, False),
        ({"all": [], "nott": []}, "nott", {"near": "not"}, False),
        ({"all": [], "any": []}, "", {"near": ""}, False),
        ({"all": {"answer": "x"}}, "{…}", {"expected": "list"}, False),
        (
            {"answer": "new_mesure", "is": "true"},
            "new_mesure",
            {"collection": "answers", "near": "new_measure", "expected": ", ".join(READABLE)},
            False,
        ),
        (
            {"answer": "measure", "is": "fact", "iss": "fact"},
            "iss",
            {"near": "is", "expected": OPERATORS_NAMED},
            False,
        ),
        ({"answer": "measure"}, "", {"near": "", "expected": OPERATORS_NAMED}, False),
        (
            {"answer": "measure", "at_least": "1"},
            "at_least",
            {"answer": "measure", "expected": "is, in"},
            True,
        ),
        (
            {"answer": "measure", "is": "fakt"},
            "fakt",
            {"collection": "measure", "near": "fact", "expected": "fact, fact-ung, other"},
            False,
        ),
        ({"answer": "measure", "in": "fact"}, "fact", {"expected": "list"}, False),
    ],
)
def test_a_mistake_has_all_that_its_message_needs(
    data: object, found: str, details: dict[str, str], *, at_key: bool
) -> None:
    _, reader = read(data)
    (problem,) = reader.problems
    assert (problem.found, problem.details, problem.at_key) == (found, details, at_key)


@pytest.mark.parametrize("words", ["fact", ["fact", "fakt"]])
def test_a_comparison_with_a_mistake_is_not_read_in_part(words: object) -> None:
    found, _ = read({"answer": "measure", "in": words})
    assert isinstance(found, Unreadable)


def test_every_mistake_in_a_condition_is_collected() -> None:
    _, reader = read({"all": [{"any": ["x"]}, {"answer": "x", "is": "y"}, {"not": "z"}]})
    assert [dotted(p.path) for p in reader.problems] == [
        "when.all[0].any[0]",
        "when.all[1].answer",
        "when.all[2].not",
    ]


OPERATORS: Final = {
    "is": {
        "applicant_type",
        "authority",
        "cooperation_agreement",
        "joint_application",
        "measure",
        "new_measure",
        "pre_project",
        "received_old_scheme",
        "serves_svalbard",
        "tryggest_status",
    },
    "in": {"applicant_type", "authority", "measure", "tryggest_status"},
    "at_least": {"grant_years_received", "requested_amount", "requested_years", "year"},
    "at_most": {"grant_years_received", "requested_amount", "requested_years", "year"},
    "includes": {"own_financing_from", "partners"},
    "before": {"as_of", "submitted_on"},
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("operator", OPERATORS)
def test_an_operator_fits_the_answers_it_can_compare(answer: str, operator: str) -> None:
    _, reader = read({"answer": answer, operator: {}})
    refused = any(problem.code == "wrong-operator" for problem in reader.problems)
    assert refused is (answer not in OPERATORS[operator])
