"""Which dates apply to an applicant, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from tests.rules.building import CATALOGUE, WORDING, chosen, deadline, result, text, warned

from tilskudd_rules.deadlines import (
    DatedDeadline,
    deadline_result,
    deadline_warnings,
    deadlines_for,
    weekend,
)
from tilskudd_rules.model import AuthorityId, Call, Certainty, Deadline, DeadlineKind, Edition

ANNOUNCED: Final = Certainty.ANNOUNCED
ASSUMED: Final = Certainty.ASSUMED
BEFORE: Final = Certainty.STATED_BEFORE_CALL


OWNER: Final = "bufdir"
"""The directorate that owns the scheme these editions belong to."""


def edition(unnamed: tuple[Deadline, ...] = (), **calls: tuple[Deadline, ...]) -> Edition:
    """Return an edition with these deadlines, unnamed and by authority."""
    return replace(
        chosen("tryggest", 2025).edition,
        deadlines=unnamed,
        calls=tuple(
            Call(authority=AuthorityId(authority), deadlines=dates)
            for authority, dates in calls.items()
        ),
    )


def met(one: Edition, authority: str | None, as_of: str | None = None) -> list[DatedDeadline]:
    """Return an edition's deadlines as an applicant meets them."""
    return deadlines_for(CATALOGUE.schemes["tryggest"], one, authority, as_of)


def governing(found: list[DatedDeadline]) -> list[str]:
    return [str(one.deadline.date) for one in found if one.governing]


# Which one governs


def test_a_date_from_no_named_authority_is_nobodys() -> None:
    """D12: it stands where nobody knows whom it holds for, and never governs."""
    one = edition((deadline("2025-03-31"),))
    for authority in (None, "agder"):
        (found,) = met(one, authority)
        assert (found.authority, found.applies, found.governing) == (None, False, False)


def test_the_owners_call_holds_for_all() -> None:
    """D13: a directorate that receives the applications itself has one date for the country."""
    one = edition(bufdir=(deadline("2025-03-31"),))
    for authority in (None, "agder"):
        (found,) = met(one, authority)
        assert (found.authority, found.national) == (OWNER, True)
        assert (found.applies, found.governing) == (True, True)


def test_a_call_is_its_own_county_governors_only() -> None:
    one = edition(nordland=(deadline("2025-03-01"),))
    (own,) = met(one, "nordland")
    assert (own.authority, own.applies, own.governing) == ("nordland", True, True)
    assert own.national is False
    for other in ("agder", None):
        (found,) = met(one, other)
        assert (found.applies, found.governing) == (False, False)


@pytest.mark.parametrize("later", ["2025-02-01", "2025-04-01"])
def test_the_own_call_goes_before_the_national_one(later: str) -> None:
    one = edition(bufdir=(deadline("2025-03-01"),), nordland=(deadline(later),))
    assert governing(met(one, "nordland")) == [later]
    assert governing(met(one, "agder")) == ["2025-03-01"]
    assert governing(met(one, None)) == ["2025-03-01"]


def test_an_announced_date_of_nobody_named_beats_no_assumed_one_of_the_own_governor() -> None:
    """D12: Innlandet expected 1 March; 5 March stood on slides without a sender."""
    one = edition((deadline("2023-03-05"),), innlandet=(deadline("2023-03-01", certainty=ASSUMED),))
    assert governing(met(one, "innlandet")) == ["2023-03-01"]
    assert governing(met(one, "vestland")) == []


@pytest.mark.parametrize("weaker", [ASSUMED, BEFORE, Certainty.INTERPRETATION])
def test_announced_goes_before_anything_less_certain_even_in_the_own_call(
    weaker: Certainty,
) -> None:
    one = edition(
        bufdir=(deadline("2025-03-05"),), nordland=(deadline("2025-03-01", certainty=weaker),)
    )
    assert governing(met(one, "nordland")) == ["2025-03-05"]


def test_of_two_that_are_only_assumed_the_own_call_governs() -> None:
    one = edition(
        bufdir=(deadline("2025-03-05", certainty=ASSUMED),),
        nordland=(deadline("2025-03-01", certainty=BEFORE),),
    )
    assert governing(met(one, "nordland")) == ["2025-03-01"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, "2025-03-01"),
        ("2025-03-01", "2025-03-01"),
        ("2025-03-02", "2025-09-15"),
        ("2025-09-15", "2025-09-15"),
        ("2025-09-16", "2025-09-15"),
    ],
)
def test_of_two_rounds_the_next_one_governs(as_of: str | None, expected: str) -> None:
    one = edition(nordland=(deadline("2025-09-15"), deadline("2025-03-01")))
    assert governing(met(one, "nordland", as_of)) == [expected]


def test_an_earlier_round_never_governs() -> None:
    early = deadline("2022-09-15", earlier_round=True)
    assert governing(met(edition(bufdir=(early,)), None)) == []
    both = edition(bufdir=(early, deadline("2023-03-01", certainty=ASSUMED)))
    assert governing(met(both, None)) == ["2023-03-01"]


def test_each_kind_has_its_own_governing_date() -> None:
    report = deadline("2026-03-01", kind=DeadlineKind.REPORTING, certainty=ASSUMED)
    one = edition(bufdir=(deadline("2025-03-01"), report))
    assert sorted(governing(met(one, None))) == ["2025-03-01", "2026-03-01"]


def test_dates_come_with_those_that_govern_first_and_others_governors_last() -> None:
    one = edition(
        (deadline("2025-02-01"),),
        bufdir=(
            deadline("2022-09-15", earlier_round=True),
            deadline("2025-06-01", certainty=ASSUMED),
            deadline("2025-04-01", certainty=ASSUMED),
        ),
        agder=(deadline("2025-01-01"),),
        nordland=(deadline("2025-05-01"),),
    )
    order = [str(found.deadline.date) for found in met(one, "nordland")]
    assert order == [
        "2025-05-01",
        "2025-04-01",
        "2025-06-01",
        "2022-09-15",
        "2025-01-01",
        "2025-02-01",
    ]


# Weekends and precision


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-02-28", None),
        ("2025-03-01", "weekday.saturday"),
        ("2025-03-02", "weekday.sunday"),
        ("2025-03-03", None),
        ("2023-03-05", "weekday.sunday"),
        ("2025-04", None),
    ],
)
def test_only_a_saturday_and_a_sunday_are_a_weekend(date: str, expected: str | None) -> None:
    assert weekend(date) == expected


def test_a_result_says_what_is_known_of_a_date() -> None:
    late = replace(deadline("2025-04", certainty=ASSUMED), note=text("Merknad"))
    dated = DatedDeadline(
        late, "trondelag", national=False, applies=True, governing=False, announced_on=None
    )
    assert deadline_result(dated, WORDING, of_planned_year=True) == {
        "kind": "application",
        "date": "2025-04",
        "precision": "month",
        "certainty": "assumed",
        "authority": "trondelag",
        "national": False,
        "note": "Merknad",
        "applies": True,
        "governing": False,
        "weekend": False,
        "of_planned_year": True,
        "source": {
            "document": "innlandet-2023",
            "place": "et sted",
            "certainty": "assumed",
            "reading": None,
        },
    }


def test_a_weekend_date_is_shown_as_the_source_has_it() -> None:
    dated = DatedDeadline(
        deadline("2025-03-01"),
        OWNER,
        national=True,
        applies=True,
        governing=True,
        announced_on=None,
    )
    shown = deadline_result(dated, WORDING, of_planned_year=False)
    assert (shown["date"], shown["weekend"], shown["precision"]) == ("2025-03-01", True, "day")
    assert shown["note"] is None
    assert shown["of_planned_year"] is False


def test_a_month_never_gets_a_day() -> None:
    dates = result("barn-og-unge", year=2025, municipality="5001")["deadlines"]
    assert {(one["date"], one["precision"], one["weekend"]) for one in dates} == {
        ("2025-04", "month", False)
    }


# What is said of them


def said(
    date: str,
    *,
    as_of: str | None = None,
    submitted_on: str | None = None,
    kind: DeadlineKind = DeadlineKind.APPLICATION,
    certainty: Certainty = ANNOUNCED,
    earlier_round: bool = False,
) -> list[tuple[str, str]]:
    """Return the warnings about one deadline of an edition."""
    due = deadline(date, kind=kind, certainty=certainty, earlier_round=earlier_round)
    found = met(edition(bufdir=(due,)), None)
    return deadline_warnings(found, as_of=as_of, submitted_on=submitted_on, wording=WORDING)


def ids(warnings: list[tuple[str, str]]) -> list[str]:
    return [name for name, _ in warnings]


def test_a_date_for_something_else_before_the_deadline_does_not_hide_that_it_has_passed() -> None:
    other = deadline("2023-01-10", kind=DeadlineKind.REPORTING)
    found = met(edition(bufdir=(deadline("2023-03-01"), other)), None)
    assert [str(one.deadline.date) for one in found] == ["2023-01-10", "2023-03-01"]
    told = deadline_warnings(found, as_of=None, submitted_on="2023-03-02", wording=WORDING)
    assert ids(told) == ["submitted-late"]


@pytest.mark.parametrize(
    ("date", "submitted", "late"),
    [
        ("2023-03-01", "2023-02-28", False),
        ("2023-03-01", "2023-03-01", False),
        ("2023-03-01", "2023-03-02", True),
        ("2023-03-01", "2024-01-01", True),
        ("2025-04", "2025-03-31", False),
        ("2025-04", "2025-04-01", False),
        ("2025-04", "2025-04-30", False),
        ("2025-04", "2025-05-01", True),
        ("2025-04", "2026-01-01", True),
    ],
)
def test_late_is_the_day_or_the_month_after(date: str, submitted: str, *, late: bool) -> None:
    assert ids(said(date, submitted_on=submitted)) == (["submitted-late"] if late else [])
    assert ids(said(date, as_of=submitted)) == (["deadline-passed"] if late else [])


def test_what_is_sent_counts_before_what_day_it_is() -> None:
    both = said("2023-03-01", submitted_on="2023-02-28", as_of="2023-12-31")
    assert both == []
    late = said("2023-03-01", submitted_on="2023-03-02", as_of="2023-12-31")
    assert ids(late) == ["submitted-late"]


def test_a_late_application_is_told_softer_where_the_date_was_only_assumed() -> None:
    ((_, certain),) = said("2023-03-01", submitted_on="2023-03-02")
    assert certain == "Søknaden kommer for sent: 02.03.2023 er etter fristen 01.03.2023."
    for certainty in (ASSUMED, BEFORE):
        ((_, soft),) = said("2023-03-01", submitted_on="2023-03-02", certainty=certainty)
        assert "antatte fristen 01.03.2023" in soft


def test_a_passed_deadline_says_both_days() -> None:
    ((_, message),) = said("2025-04", as_of="2025-05-01")
    assert message == "Fristen 04.2025 er gått ut, regnet fra 01.05.2025."


def test_a_weekend_is_named() -> None:
    ((_, saturday),) = said("2025-03-01")
    assert "01.03.2025 er en lørdag" in saturday
    ((_, sunday),) = said("2023-03-05")
    assert "05.03.2023 er en søndag" in sunday


def test_a_report_is_never_late_before_it_is_due_but_may_fall_on_a_weekend() -> None:
    report = DeadlineKind.REPORTING
    assert ids(said("2023-03-01", submitted_on="2024-01-01", kind=report)) == []
    assert ids(said("2026-03-01", as_of="2027-01-01", kind=report)) == ["weekend-deadline"]


def test_only_a_governing_date_warns() -> None:
    assert said("2022-10-15", submitted_on="2023-01-01", earlier_round=True) == []


# In a whole result


def test_a_date_of_nobody_named_is_shown_beside_the_own_one_and_told() -> None:
    one = result("kommunalt-rusarbeid", year=2023, municipality="3405")
    shown = [
        (d["date"], d["certainty"], d["authority"], d["governing"])
        for d in one["deadlines"]
        if d["kind"] == "application"
    ]
    assert shown == [
        ("2023-03-01", "assumed", "innlandet", True),
        ("2022-09-15", "announced", "innlandet", False),
        ("2023-03-05", "announced", None, False),
    ]
    told = warned(one)["date-of-nobody-named"]
    assert "05.03.2023" in told
    assert "Statsforvalteren i Innlandet" in told
    # Where nothing is known of the own county governor's date, both are said.
    vestland = warned(result("kommunalt-rusarbeid", year=2023, municipality="4601"))
    assert {"own-deadline-unknown", "date-of-nobody-named"} <= set(vestland)


def test_two_dates_of_one_day_warn_once() -> None:
    """D21: Trøndelag wants application and report on the same Saturday."""
    one = result("kommunalt-rusarbeid", year=2025, municipality="5001")
    told = [warning["id"] for warning in one["warnings"]]
    assert told.count("weekend-deadline") == 1


@pytest.mark.parametrize(("as_of", "passed"), [("2025-03-01", False), ("2025-03-02", True)])
def test_the_day_to_count_from_tells_whether_the_deadline_has_passed(
    as_of: str, *, passed: bool
) -> None:
    one = result("kommunalt-rusarbeid", year=2025, municipality="1804", as_of=as_of)
    assert ("deadline-passed" in warned(one)) is passed


def test_dates_of_an_earlier_edition_are_never_the_planned_years() -> None:
    own = result("kommunalt-rusarbeid", year=2025, municipality="1804", submitted_on="2025-12-01")
    assert {d["of_planned_year"] for d in own["deadlines"]} == {True}
    assert {"submitted-late", "weekend-deadline"} <= set(warned(own))
    later = result("kommunalt-rusarbeid", year=2024, municipality="3405", submitted_on="2024-12-01")
    assert {d["of_planned_year"] for d in later["deadlines"]} == {False}
    assert set(warned(later)) == {"latest-edition"}


def test_a_late_application_for_another_year_is_not_late_for_the_last_rounds_date() -> None:
    """D1: the transition, planned for 2024 and sent on 15 January 2024, was «for sent»."""
    overgang = "kommunalt-rusarbeid-overgang"
    one = result(overgang, year=2024, municipality="3405", submitted_on="2024-01-15")
    assert set(warned(one)) == {"latest-edition"}
    assert "2023-02-01" not in str([(c["message"], c["remedy"]) for c in one["criteria"]])
    late = result(overgang, year=2023, municipality="3405", submitted_on="2023-02-02")
    told = [w["message"] for w in late["warnings"] if "for sent" in w["message"]]
    assert len(told) == 1


def test_a_county_governor_with_no_known_date_is_named() -> None:
    answers = {"year": 2025, "applicant_type": "municipality"}
    other = warned(result("kommunalt-rusarbeid", **answers, municipality="4204"))
    assert "Statsforvalteren i Agder" in other["own-deadline-unknown"]
    assert "own-deadline-unknown" not in warned(result("kommunalt-rusarbeid", **answers))
    own = warned(result("kommunalt-rusarbeid", **answers, municipality="5001"))
    assert "own-deadline-unknown" not in own
    # Where no source holds any date, nobody's is missing.
    old = result("kommunalt-rusarbeid-gammel", year=2018, municipality="4204")
    assert not old["deadlines"]
    assert "own-deadline-unknown" not in warned(old)
