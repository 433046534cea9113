"""Situations for property tests, made from the catalogue's own questions.

Whatever a question allows may come up: a new option, measure or scheme is tried with no change
here.
:func:`situations` gives situations that must be read; a scheme's editions come up more often than
years without one, and numbers near the limits of the rules more often than others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st
from tests.answers import ANSWERS
from tests.rules.building import CATALOGUE

from tilskudd_rules.answers import COST_CLASSES, OTHER_MEASURE
from tilskudd_rules.editions import Chosen, choose_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.model import Question

QUESTIONS: Final[dict[str, Question]] = {q.key: q for q in CATALOGUE.questions}

MEASURES: Final[dict[str, list[str]]] = {
    name: [
        *sorted({str(m.id) for e in scheme.editions.values() for m in e.measures}),
        OTHER_MEASURE,
    ]
    for name, scheme in CATALOGUE.schemes.items()
}
SCHEMES: Final = sorted(CATALOGUE.schemes)
EDITION_YEARS: Final = sorted(
    {e.year for scheme in CATALOGUE.schemes.values() for e in scheme.editions.values()}
)
PLANNED_YEARS: Final = (*EDITION_YEARS, 2024, 2026, 2027)
_DEADLINES: Final = sorted(
    {
        str(deadline.date)
        for scheme in CATALOGUE.schemes.values()
        for edition in scheme.editions.values()
        for deadline in (*edition.deadlines, *(d for c in edition.calls for d in c.deadlines))
    }
)
DAYS: Final = sorted(
    {f"{date[:7]}-{day:02d}" for date in _DEADLINES for day in (1, 2, 5, 6, 28)}
    | {date for date in _DEADLINES if len(date) == len("YYYY-MM-DD")}
)
MUNICIPALITIES: Final = ("3405", "1804", "5001", "4204", "0301")
AMOUNTS: Final = (0, 1, 300_000, 330_000, 400_000, 400_001, 600_000, 2_500_000, 5_000_001)
POSITIONS: Final = (1, 33, 50, 100, 250, 500, 501, 999, 1000, 1001, 20_000)


def limits(answer: str) -> tuple[int, int]:
    """Return the smallest and the largest number a question allows."""
    question = QUESTIONS[answer]
    assert question.minimum is not None
    assert question.maximum is not None
    return question.minimum, question.maximum


def _number(answer: str, usual: Sequence[int] = ()) -> st.SearchStrategy[int]:
    low, high = limits(answer)
    near = [one for one in usual if low <= one <= high]
    return st.sampled_from([*near, low, high]) | st.integers(low, high)


def _options(answer: str) -> list[str]:
    return [str(option.id) for option in QUESTIONS[answer].options]


def _several(words: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(words)), unique=True, max_size=len(words))


def _by_key(keys: Sequence[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(list(keys)), values, max_size=len(keys))


def _of_kind(answer: str, kind: str) -> st.SearchStrategy[Any]:  # noqa: PLR0912, C901 - a table
    match kind:
        case "year":
            return st.sampled_from(PLANNED_YEARS) | st.integers(*limits(answer))
        case "date":
            return st.sampled_from(DAYS)
        case "municipality":
            return st.sampled_from(MUNICIPALITIES)
        case "authority":
            return st.sampled_from(sorted(CATALOGUE.authorities))
        case "choice":
            return st.sampled_from(_options(answer))
        case "choices":
            return _several(_options(answer))
        case "boolean":
            return st.booleans()
        case "positions":
            number = _number(answer, POSITIONS)
            return number | st.lists(number, min_size=1, max_size=4)
        case "count":
            return _number(answer, range(5))
        case "kroner":
            return _number(answer, AMOUNTS)
        case "measure":
            return st.sampled_from(sorted({m for one in MEASURES.values() for m in one}))
        case "measures":
            pair = st.sampled_from([(s, m) for s in SCHEMES for m in MEASURES[s]])
            return st.lists(pair, max_size=2).map(dict)
        case "years_by_scheme":
            return _by_key(SCHEMES, _number(answer, range(5)))
        case "costs":
            return _by_key(COST_CLASSES, _number(answer, AMOUNTS))
        case "schemes":
            return _several(SCHEMES)
        case _:
            raise LookupError(kind)


VALUES: Final = {answer: _of_kind(answer, kind.name) for answer, kind in ANSWERS.items()}
"""For each answer, every value its question allows."""

_LIKELY: Final[dict[str, st.SearchStrategy[Any]]] = {
    "year": st.sampled_from(PLANNED_YEARS),
    "applicant_type": st.sampled_from(["municipality"] * 4) | VALUES["applicant_type"],
    "measures": st.fixed_dictionaries(
        {}, optional={scheme: st.sampled_from(MEASURES[scheme]) for scheme in SCHEMES}
    ),
    "received_old_scheme": st.sampled_from([True, True, False]),
    "grant_years_received": st.fixed_dictionaries(
        {}, optional={scheme: st.sampled_from([0, 1, 2, 3, 4, 5]) for scheme in SCHEMES}
    ),
}
"""Answers that come up often enough to get past the first criterion."""


_PROMISING: Final[dict[str, st.SearchStrategy[Any]]] = {
    "applicant_type": st.just("municipality"),
    "received_old_scheme": st.just(value=True),
    "new_measure": st.booleans(),
    "grant_years_received": st.fixed_dictionaries(
        {scheme: st.integers(0, 3) for scheme in SCHEMES}
    ),
    "partners": VALUES["partners"],
    "cooperation_agreement": st.just(value=True),
    "tryggest_status": st.sampled_from(["introduced", "decided"]),
}
"""Answers that bar the applicant from as little as can be."""


@st.composite
def situations(draw: st.DrawFn, *, with_year: bool = True) -> dict[str, Any]:
    """Give a situation that can be read: any answers, any of them left out.

    Every other one answers what decides who may apply, and mostly in the applicant's favour.

    Args:
        draw: given by hypothesis.
        with_year: the planned year is always among the answers.
    """
    optional = {answer: _LIKELY.get(answer, VALUES[answer]) for answer in ANSWERS}
    required = {"year": optional.pop("year")} if with_year else {}
    made: dict[str, Any] = draw(st.fixed_dictionaries(required, optional=optional))
    if draw(st.booleans()):
        made |= draw(st.fixed_dictionaries(_PROMISING))
        made["measures"] = draw(_measures_of(made.get("year", EDITION_YEARS[-1])))
    municipality = CATALOGUE.municipalities.get(made.get("municipality", ""))
    if municipality is not None and "authority" in made:
        made["authority"] = str(municipality.county_governor)
    return made


def _measures_of(year: int) -> st.SearchStrategy[dict[str, str]]:
    """Give each scheme one of the measures of the edition that the year rests on."""
    found = [choose_edition(scheme, year) for scheme in CATALOGUE.schemes.values()]
    return st.fixed_dictionaries(
        {
            str(one.scheme.id): st.sampled_from([str(m.id) for m in one.edition.measures])
            for one in found
            if isinstance(one, Chosen) and one.edition.measures
        }
    )


def candidates(answer: str) -> list[Any]:  # noqa: C901, PLR0912 - a table
    """Return values of an answer that lie on either side of every limit in the rules."""
    match ANSWERS[answer].name:
        case "boolean":
            return [True, False]
        case "choice":
            return list(_options(answer))
        case "choices":
            options = _options(answer)
            return [[], options, *([option] for option in options)]
        case "measure":
            return sorted({m for one in MEASURES.values() for m in one})
        case "municipality":
            return list(MUNICIPALITIES)
        case "authority":
            return sorted(CATALOGUE.authorities)
        case "positions":
            return [*POSITIONS, [100, 200, 300, 400]]
        case "years_by_scheme":
            return [dict.fromkeys(SCHEMES, years) for years in range(6)]
        case "costs":
            return [dict.fromkeys(COST_CLASSES, amount) for amount in (1, 10_000_000)]
        case "schemes":
            return [[], *([scheme] for scheme in SCHEMES)]
        case "kroner":
            return [*AMOUNTS, limits(answer)[1]]
        case "count":
            return [1, 2, 4]
        case "date":
            return ["2016-01-01", *DAYS, "2035-12-31"]
        case "year":
            return list(PLANNED_YEARS)
        case "measures":
            return [{scheme: m} for scheme in SCHEMES for m in MEASURES[scheme]]
        case kind:
            raise LookupError(kind)
