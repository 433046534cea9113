"""Whether anything can be applied for: one table, on every day, for everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import (
    CATALOGUE,
    GAMMEL,
    KR,
    LANGVARIG,
    OVERGANG,
    TRYGGEST,
    UNGE,
    chosen,
    deadline,
    evaluated,
    result,
)
from tests.rules.strategies import SCHEMES, limits

from tilskudd_rules.calls import Call
from tilskudd_rules.deadlines import deadlines_for
from tilskudd_rules.editions import Chosen, choose_edition
from tilskudd_rules.schema import Day, DayOrMonth, Identifier
from tilskudd_rules.standing import (
    Standing,
    call_periods,
    scheme_standing,
    standing_on,
    standing_periods,
)
from tilskudd_rules.statements import AuthorityId, Certainty

if TYPE_CHECKING:
    from tilskudd_rules.calls import Deadline

OPEN, ANNOUNCED, CLOSED = Standing.OPEN, Standing.ANNOUNCED, Standing.CLOSED
NOT_ANNOUNCED, OPENS_LATER = Standing.NOT_ANNOUNCED, Standing.OPENS_LATER


@pytest.mark.parametrize(
    ("scheme", "year", "authority", "as_of", "expected"),
    [
        # D0: in the block grant from 2026, whatever the edition of 2025 says.
        (KR, 2026, "rogaland", "2026-11-26", Standing.ENDED),
        (KR, 2027, None, None, Standing.ENDED),
        (OVERGANG, 2025, "innlandet", "2025-01-01", Standing.ENDED),
        (GAMMEL, 2022, None, None, Standing.ENDED),
        (LANGVARIG, 2023, None, None, Standing.ENDED),
        # Nobody has told of a call, nor of an end.
        (UNGE, 2027, "innlandet", "2026-11-26", Standing.UNKNOWN_YEAR),
        (UNGE, 2026, "innlandet", None, Standing.UNKNOWN_YEAR),
        (TRYGGEST, 2026, None, "2026-01-01", Standing.UNKNOWN_YEAR),
        (KR, 2024, "nordland", "2024-01-01", Standing.UNKNOWN_YEAR),
        (TRYGGEST, 2020, None, None, Standing.UNKNOWN_YEAR),
        # Only assumed, another county governor's, of nobody named, or none at all.
        (UNGE, 2025, "trondelag", "2025-03-01", NOT_ANNOUNCED),
        (KR, 2025, "agder", "2025-01-15", NOT_ANNOUNCED),
        (KR, 2023, "innlandet", "2023-01-15", NOT_ANNOUNCED),
        (KR, 2023, "vestland", "2023-01-15", NOT_ANNOUNCED),
        (KR, 2025, None, "2025-01-15", NOT_ANNOUNCED),
        (GAMMEL, 2018, "agder", "2018-01-15", NOT_ANNOUNCED),
        # Nordland's call is dated 7 November 2024; nobody dates Trøndelag's or Bufdir's.
        (KR, 2025, "nordland", "2024-11-06", ANNOUNCED),
        (KR, 2025, "nordland", "2024-11-07", OPEN),
        (KR, 2025, "nordland", "2025-03-01", OPEN),
        (KR, 2025, "nordland", "2025-03-02", CLOSED),
        (KR, 2025, "trondelag", "2025-03-01", ANNOUNCED),
        (KR, 2025, "trondelag", "2026-11-26", CLOSED),
        (TRYGGEST, 2025, "agder", "2025-03-31", ANNOUNCED),
        (TRYGGEST, 2025, None, "2025-04-01", CLOSED),
        (OVERGANG, 2023, "innlandet", "2023-02-01", ANNOUNCED),
        (OVERGANG, 2023, "innlandet", "2023-02-02", CLOSED),
        # Without a day only what is so on every day is told.
        (KR, 2025, "nordland", None, ANNOUNCED),
        (TRYGGEST, 2025, None, None, ANNOUNCED),
        (UNGE, 2025, "trondelag", None, NOT_ANNOUNCED),
    ],
)
def test_how_the_schemes_stand(
    scheme: str, year: int, authority: str | None, as_of: str | None, expected: Standing
) -> None:
    assert scheme_standing(CATALOGUE.schemes[scheme], year, authority, as_of) is expected


def periods(*dates: Deadline, announced_on: str | None = None) -> list[tuple[str, Standing]]:
    """Return the periods of an edition whose county governor has called these rounds."""
    call = Call(
        authority=AuthorityId("nordland"),
        announced_on=None if announced_on is None else Day(announced_on),
        deadlines=dates,
    )
    edition = replace(chosen("tryggest", 2025).edition, deadlines=(), calls=(call,))
    return list(call_periods(CATALOGUE.schemes["tryggest"], edition, "nordland"))


def opening(date: str, opens: str) -> Deadline:
    return replace(deadline(date), opens=DayOrMonth(opens))


def test_without_an_opening_it_is_announced_until_it_closes() -> None:
    assert periods(deadline("2025-03-01")) == [("", ANNOUNCED), ("2025-03-02", CLOSED)]


def test_a_stated_opening_is_waited_for() -> None:
    assert periods(opening("2025-03-01", "2025-01-15")) == [
        ("", OPENS_LATER),
        ("2025-01-15", OPEN),
        ("2025-03-02", CLOSED),
    ]


def test_an_opening_known_by_month_is_open_when_the_month_is_over() -> None:
    assert periods(opening("2025-03-01", "2025-01")) == [
        ("", OPENS_LATER),
        ("2025-01-01", ANNOUNCED),
        ("2025-02-01", OPEN),
        ("2025-03-02", CLOSED),
    ]
    # It closes before anybody can know that it is open.
    assert periods(opening("2025-03-15", "2025-03")) == [
        ("", OPENS_LATER),
        ("2025-03-01", ANNOUNCED),
        ("2025-03-16", CLOSED),
    ]


def test_a_dated_call_is_open_from_its_day() -> None:
    assert periods(deadline("2025-03-01"), announced_on="2024-11-07") == [
        ("", ANNOUNCED),
        ("2024-11-07", OPEN),
        ("2025-03-02", CLOSED),
    ]


def test_the_stated_opening_goes_before_the_day_of_the_call() -> None:
    assert periods(opening("2025-03-01", "2025-01-15"), announced_on="2024-11-07") == [
        ("", OPENS_LATER),
        ("2025-01-15", OPEN),
        ("2025-03-02", CLOSED),
    ]


def test_a_month_closes_when_it_is_over() -> None:
    assert periods(deadline("2025-12")) == [("", ANNOUNCED), ("2026-01-01", CLOSED)]


def test_a_second_round_follows_the_first() -> None:
    found = periods(opening("2025-10-15", "2025-09-06"), deadline("2025-03-01"))
    assert found == [
        ("", ANNOUNCED),
        ("2025-03-02", OPENS_LATER),
        ("2025-09-06", OPEN),
        ("2025-10-16", CLOSED),
    ]


@pytest.mark.parametrize("opens", ["2025-03-02", "2025-03"])
def test_a_round_that_opens_as_the_one_before_closes_is_told_of_once_a_day(opens: str) -> None:
    """A day has one standing: a period that lasted no day would say another."""
    found = periods(deadline("2025-03-01"), opening("2025-10-15", opens))
    starts = [start for start, _ in found]
    assert starts == sorted(set(starts))
    known = [("2025-03-02", OPEN)]
    if opens == "2025-03":
        known = [("2025-03-02", ANNOUNCED), ("2025-04-01", OPEN)]
    assert found == [("", ANNOUNCED), *known, ("2025-10-16", CLOSED)]


def test_a_month_that_is_over_when_the_round_before_is_leaves_nothing_to_wait_for() -> None:
    found = periods(deadline("2025-08-31"), opening("2025-10-15", "2025-08"))
    assert found == [("", ANNOUNCED), ("2025-09-01", OPEN), ("2025-10-16", CLOSED)]


def test_what_opens_on_its_last_day_is_open_for_that_day() -> None:
    assert periods(opening("2025-03-01", "2025-03-01")) == [
        ("", OPENS_LATER),
        ("2025-03-01", OPEN),
        ("2025-03-02", CLOSED),
    ]


@pytest.mark.parametrize("certainty", [c for c in Certainty if c is not Certainty.ANNOUNCED])
def test_what_is_not_announced_never_opens_and_never_closes(certainty: Certainty) -> None:
    assert periods(deadline("2025-03-01", certainty=certainty), announced_on="2024-11-07") == [
        ("", NOT_ANNOUNCED)
    ]


@given(
    st.sampled_from(SCHEMES),
    st.integers(*limits("year")),
    st.sampled_from([None, *CATALOGUE.authorities]),
    st.dates(),
)
def test_law_the_standing_on_a_day_is_the_last_that_began(
    scheme: str, year: int, authority: str | None, day: object
) -> None:
    """Periods come in order, the first holds from the start, and each lasts until the next."""
    found = standing_periods(choose_edition(CATALOGUE.schemes[scheme], year), authority)
    starts = [start for start, _ in found]
    assert starts[0] == ""
    assert starts == sorted(set(starts))
    iso = str(day)
    assert standing_on(found, iso) is [standing for start, standing in found if start <= iso][-1]


@given(st.sampled_from(SCHEMES), st.integers(*limits("year")))
def test_law_what_is_over_or_unknown_is_so_for_everybody_on_every_day(
    scheme: str, year: int
) -> None:
    """A year without an edition of its own has one standing, whoever asks and whenever."""
    found = choose_edition(CATALOGUE.schemes[scheme], year)
    if isinstance(found, Chosen) and found.is_of_the_year:
        return
    all_periods = {standing_periods(found, one) for one in (None, *CATALOGUE.authorities)}
    ((only,),) = all_periods
    over = CATALOGUE.schemes[scheme].is_over(year)
    assert only == ("", Standing.ENDED if over else Standing.UNKNOWN_YEAR)


# In words, first in every verdict

LILLEHAMMER: Final = {"municipality": "3405", "applicant_type": "municipality", "partners": []}


@pytest.mark.parametrize(
    ("scheme", "answers", "first"),
    [
        (UNGE, {"year": 2027}, "Vi vet ikke om ordningen finnes i 2027"),
        # A later source speaks of it, so that it existed is known; only its rules are not.
        (UNGE, {"year": 2024}, "Vi har ingen regler for 2024."),
        (OVERGANG, {"year": 2024}, "Vi har ingen regler for 2024."),
        (GAMMEL, {"year": 2020}, "Vi har ingen regler for 2020."),
        (UNGE, {"year": 2025}, "Vi kjenner ingen kunngjort søknadsfrist for 2025 hos"),
        (UNGE, {"year": 2025, "municipality": "5001"}, "Søknadsfristen for 2025 er ikke kunngjort"),
        (KR, {"year": 2025, "municipality": None}, "Velg kommune for å se om søknadsfristen"),
        (GAMMEL, {"year": 2018}, "Kildene har ingen søknadsfrist for 2018."),
        (
            KR,
            {"year": 2025, "municipality": "1804", "as_of": "2025-01-15"},
            "Åpen for søknader for 2025. Søknadsfristen er 01.03.2025.",
        ),
        (
            KR,
            {"year": 2025, "municipality": "5001", "as_of": "2025-01-15"},
            "Lyst ut for 2025. Søknadsfristen er 01.03.2025.",
        ),
        (
            KR,
            {"year": 2025, "municipality": "1804", "as_of": "2026-11-26"},
            "Søknadsfristen for 2025 er ute. Den var 01.03.2025.",
        ),
    ],
)
def test_the_verdict_says_first_how_the_year_stands(
    scheme: str, answers: dict[str, object], first: str
) -> None:
    one = result(scheme, **{**LILLEHAMMER, **answers})
    assert one["verdict"].startswith(first)


def test_a_scheme_that_is_over_says_what_happened_and_where_that_stands() -> None:
    """D0: it is closed, with source, and the money is in the block grant."""
    outside = {one["scheme"]: one for one in evaluated(year=2027)["outside"]}
    over = outside[KR]
    assert (over["reason"], over["standing"], over["replaced_by"]) == ("ended", "ended", [])
    assert "rammetilskuddet" in over["message"]
    assert over["source"] is not None
    assert over["source"]["document"] == "grannar-2026"
    assert over["source"]["reading"]


def test_what_came_instead_is_named_and_where_that_is_over_too() -> None:
    """D0's kin: a scheme that is over must not point at another one as if it could be had."""
    by_year = {
        year: {one["scheme"]: one for one in evaluated(year=year)["outside"]}[OVERGANG]
        for year in (2025, 2026)
    }
    assert by_year[2025]["replaced_by"] == by_year[2026]["replaced_by"] == [KR]
    assert "også avsluttet" not in by_year[2025]["message"]
    assert "også avsluttet" in by_year[2026]["message"]


def test_each_round_of_an_authority_has_its_own_call() -> None:
    """D16: what was left over in 2021 was called again, and the first in the file governed."""
    later = Call(
        authority=AuthorityId("nordland"),
        round=Identifier("rest"),
        announced_on=Day("2025-09-01"),
        deadlines=(deadline("2025-10-15"),),
    )
    first = Call(
        authority=AuthorityId("nordland"),
        announced_on=Day("2024-11-07"),
        deadlines=(deadline("2025-03-01"),),
    )
    scheme = CATALOGUE.schemes["tryggest"]
    for calls in ((first, later), (later, first)):
        edition = replace(chosen("tryggest", 2025).edition, deadlines=(), calls=calls)
        assert list(call_periods(scheme, edition, "nordland")) == [
            ("", ANNOUNCED),
            ("2024-11-07", OPEN),
            ("2025-03-02", ANNOUNCED),
            ("2025-09-01", OPEN),
            ("2025-10-16", CLOSED),
        ]
        for day, due in (("2025-03-01", "2025-03-01"), ("2025-03-02", "2025-10-15")):
            dated = deadlines_for(scheme, edition, "nordland", day)
            assert [one.deadline.date for one in dated if one.governing] == [due]
