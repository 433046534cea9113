"""Which dates apply to an applicant, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.rules.building import (
    CATALOGUE,
    WORDING,
    changed,
    chosen,
    deadline,
    edition_data,
    result,
    text,
    warned,
)

from tilskudd_rules.calls import Call, Deadline, DeadlineKind
from tilskudd_rules.deadlines import (
    DatedDeadline,
    deadline_result,
    deadline_warnings,
    deadlines_for,
    due_in_words,
    last_day,
    weekend,
)
from tilskudd_rules.schema import ClockTime
from tilskudd_rules.statements import AuthorityId, Certainty

if TYPE_CHECKING:
    from tilskudd_rules.model import Edition

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


def test_any_directorates_call_holds_for_the_country() -> None:
    """S4: a call of another directorate than the owner was refused, or held for nobody."""
    one = edition(helsedirektoratet=(deadline("2025-03-31"),))
    for authority in (None, "agder"):
        (found,) = met(one, authority)
        assert (found.national, found.applies, found.governing) == (True, True, True)


VIKEN: Final = "ostfold-buskerud-oslo-akershus"


@pytest.mark.parametrize(
    ("sender", "own"),
    [("oslo-viken", VIKEN), ("buskerud", VIKEN), ("hedmark", "innlandet")],
)
def test_what_a_former_governor_announced_holds_for_those_of_its_successor(
    sender: str, own: str
) -> None:
    """Oslo og Viken was renamed in 2024; Buskerud had become part of it in 2019."""
    one = edition(**{sender: (deadline("2023-03-31"),)})
    (found,) = met(one, own)
    assert (found.authority, found.national) == (sender, False)
    assert (found.applies, found.governing) == (True, True)
    for other in ("nordland", None):
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


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-03", "2025-03-31"),
        ("2025-04", "2025-04-30"),
        ("2025-02", "2025-02-28"),
        ("2024-02", "2024-02-29"),
        ("2025-12", "2025-12-31"),
    ],
)
def test_a_month_lasts_to_its_last_day(due: str, last: str) -> None:
    assert last_day(due) == last


def test_a_result_says_what_is_known_of_a_date() -> None:
    late = replace(deadline("2025-04", certainty=ASSUMED), note=text("Merknad"))
    dated = DatedDeadline(
        late, "trondelag", national=False, applies=True, governing=False, announced_on=None
    )
    of_2025 = chosen("barn-og-unge", 2025).edition
    assert deadline_result(dated, of_2025, WORDING, of_planned_year=True) == {
        "kind": "application",
        "date": "2025-04",
        "precision": "month",
        "time": None,
        "grant_year": None,
        "for_granted": False,
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
            "only_for": [],
            "disagreements": [],
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
    shown = deadline_result(dated, chosen("tryggest", 2025).edition, WORDING, of_planned_year=False)
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
    # That an announced one is over is what the standing says; of an assumed one nothing says it.
    assert ids(said(date, as_of=submitted)) == []
    for certainty in (ASSUMED, BEFORE, Certainty.INTERPRETATION):
        told = ids(said(date, as_of=submitted, certainty=certainty))
        assert told == (["deadline-passed"] if late else [])


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


def test_an_assumed_date_that_has_passed_says_both_days_and_that_it_was_assumed() -> None:
    """No source has told that the round is over: it says so, and what to do."""
    ((_, message),) = said("2025-04", as_of="2025-05-01", certainty=ASSUMED)
    assert message == (
        "Den antatte fristen april 2025 har passert, regnet fra 01.05.2025."
        " Sjekk om fristen ble som ventet."
    )


@pytest.mark.parametrize(
    ("due", "submitted", "soft"),
    [
        # A Saturday, and the Monday after it: no source says whether it is moved.
        ("2025-03-01", "2025-03-02", True),
        ("2025-03-01", "2025-03-03", True),
        ("2025-03-01", "2025-03-04", False),
        # A Sunday.
        ("2023-03-05", "2023-03-06", True),
        ("2023-03-05", "2023-03-07", False),
        # Weekdays on either side, the last before Christmas and the last of a year.
        ("2023-03-03", "2023-03-04", False),
        ("2023-03-06", "2023-03-07", False),
        ("2022-12-31", "2023-01-02", True),
        ("2022-12-31", "2023-01-03", False),
        # Of a month no day is known.
        ("2025-05", "2025-06-01", False),
    ],
)
def test_a_monday_after_a_weekend_is_not_simply_late(
    due: str, submitted: str, *, soft: bool
) -> None:
    told = dict(said(due, submitted_on=submitted))
    assert ("Spør den som behandler søknaden" in told["submitted-late"]) is soft
    assert ("kommer for sent" in told["submitted-late"]) is not soft
    assumed = dict(said(due, submitted_on=submitted, certainty=ASSUMED))
    assert "antatte fristen" in assumed["submitted-late"]


def test_a_weekend_is_named_with_what_falls_on_it() -> None:
    ((_, saturday),) = said("2025-03-01")
    assert saturday.startswith("Søknadsfristen 01.03.2025 er en lørdag. ")
    ((_, sunday),) = said("2023-03-05")
    assert sunday.startswith("Søknadsfristen 05.03.2023 er en søndag. ")
    ((_, report),) = said("2026-03-01", kind=DeadlineKind.REPORTING)
    assert report.startswith("Rapporteringsfristen 01.03.2026 er en søndag. ")


def test_two_dates_of_one_weekend_day_are_told_in_one_breath() -> None:
    report = deadline("2025-03-01", kind=DeadlineKind.REPORTING)
    found = met(edition(bufdir=(deadline("2025-03-01"), report)), None)
    ((_, both),) = deadline_warnings(found, as_of=None, submitted_on=None, wording=WORDING)
    assert both.startswith("Fristen for søknad og rapport 01.03.2025 er en lørdag. ")
    # Two days of one weekend are two things to say.
    report = deadline("2025-03-02", kind=DeadlineKind.REPORTING)
    found = met(edition(bufdir=(deadline("2025-03-01"), report)), None)
    told = deadline_warnings(found, as_of=None, submitted_on=None, wording=WORDING)
    assert [message.partition(" ")[0] for _, message in told] == [
        "Søknadsfristen",
        "Rapporteringsfristen",
    ]


HANDED_IN: Final = (DeadlineKind.APPLICATION, DeadlineKind.REPORTING, DeadlineKind.ACCOUNTS)


@pytest.mark.parametrize("kind", [DeadlineKind.DECISION, DeadlineKind.MEETING])
def test_what_the_authority_does_itself_may_be_on_a_weekend(kind: DeadlineKind) -> None:
    """A decision or a meeting is nothing to hand in before the weekend."""
    assert said("2025-03-01", kind=kind) == []
    (dated,) = met(edition(bufdir=(deadline("2025-03-01", kind=kind),)), None)
    of_2025 = chosen("tryggest", 2025).edition
    assert deadline_result(dated, of_2025, WORDING, of_planned_year=True)["weekend"] is False


@pytest.mark.parametrize("kind", HANDED_IN)
@pytest.mark.parametrize(
    ("as_of", "told"),
    [(None, True), ("2025-02-28", True), ("2025-03-01", True), ("2025-03-02", False)],
)
def test_a_weekend_that_is_over_is_nothing_to_be_warned_of(
    kind: DeadlineKind, as_of: str | None, *, told: bool
) -> None:
    assert ids(said("2025-03-01", as_of=as_of, kind=kind)) == (["weekend-deadline"] if told else [])


def test_a_report_is_never_late_before_it_is_due_but_may_fall_on_a_weekend() -> None:
    report = DeadlineKind.REPORTING
    assert ids(said("2023-03-01", submitted_on="2024-01-01", kind=report)) == []
    assert ids(said("2023-03-01", as_of="2024-01-01", kind=report, certainty=ASSUMED)) == []
    assert ids(said("2026-03-01", as_of="2026-02-01", kind=report)) == ["weekend-deadline"]


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
    # Where nothing is known of the own county governor's date, it is told as well.
    vestland = warned(result("kommunalt-rusarbeid", year=2023, municipality="4601"))
    assert set(vestland) == {"date-of-nobody-named"}


def test_two_dates_of_one_day_warn_once() -> None:
    """D21: Trøndelag wants application and report on the same Saturday."""
    answers = {"year": 2025, "municipality": "5001"}
    answers["grant_years_received"] = {"kommunalt-rusarbeid": 1}
    one = result("kommunalt-rusarbeid", **answers)
    told = [
        warning["message"] for warning in one["warnings"] if warning["id"] == "weekend-deadline"
    ]
    assert [message.partition(" 01.03.2025 ")[0] for message in told] == [
        "Fristen for søknad og rapport"
    ]


def test_three_dates_of_one_day_warn_once() -> None:
    due = [deadline("2025-03-01", kind=kind) for kind in HANDED_IN]
    found = met(edition(bufdir=tuple(due)), None)
    (told,) = deadline_warnings(found, as_of=None, submitted_on=None, wording=WORDING)
    assert told[1].startswith("Fristen for søknad, rapport og regnskap 01.03.2025 er en lørdag.")


# Reports, and the grant they are for


def report(date: str, year: int) -> Deadline:
    return replace(deadline(date, kind=DeadlineKind.REPORTING), for_grant_year=year)


LAST: Final = report("2025-02-01", 2024)
OWN: Final = report("2026-02-01", 2025)


@pytest.mark.parametrize(
    ("received", "applies", "if_granted", "governs"),
    [
        (0, ["2026-02-01"], [], ["2026-02-01"]),
        (None, ["2026-02-01", "2025-02-01"], ["2025-02-01"], ["2026-02-01"]),
        (1, ["2025-02-01", "2026-02-01"], [], ["2025-02-01"]),
    ],
)
def test_last_years_report_is_for_those_who_had_a_grant_then(
    received: int | None, applies: list[str], if_granted: list[str], governs: list[str]
) -> None:
    """D17: who came for the first time was told of last year's report as its own."""
    found = deadlines_for(
        CATALOGUE.schemes["tryggest"],
        edition(bufdir=(LAST, OWN)),
        None,
        received=received,
    )
    assert [one.deadline.date for one in found if one.applies] == applies
    assert [one.deadline.date for one in found if one.applies and one.if_granted] == if_granted
    assert governing(found) == governs


def test_who_has_had_a_grant_meets_the_next_report_as_of_the_day() -> None:
    scheme, one = CATALOGUE.schemes["tryggest"], edition(bufdir=(LAST, OWN))
    assert governing(deadlines_for(scheme, one, None, "2025-02-02", 1)) == ["2026-02-01"]


@pytest.mark.parametrize(
    ("answers", "applies", "asked"),
    [
        ({}, True, True),
        ({"new_measure": True}, False, False),
        ({"grant_years_received": {"kommunalt-rusarbeid": 0}}, False, False),
        ({"grant_years_received": {"kommunalt-rusarbeid": 2}}, True, False),
    ],
)
def test_a_report_says_which_grant_it_is_for(
    answers: dict[str, Any], *, applies: bool, asked: bool
) -> None:
    """D17: Trøndelag's report of 1 March 2025 is on what was given for 2024."""
    one = result("kommunalt-rusarbeid", year=2025, municipality="5001", **answers)
    (shown,) = (
        found
        for found in one["deadlines"]
        if found["kind"] == "reporting" and found["authority"] == "trondelag"
    )
    assert (shown["grant_year"], shown["for_granted"]) == (2024, True)
    assert shown["note"] == "Gjelder tilskudd for 2024."
    assert shown["applies"] is applies
    assert ("grant_years_received" in one["missing"]) is asked


def test_a_report_on_the_own_years_grant_is_everybodys() -> None:
    one = result("kommunalt-rusarbeid", year=2025, municipality="1804", new_measure=True)
    (shown,) = (found for found in one["deadlines"] if found["grant_year"] == 2025)
    assert (shown["for_granted"], shown["applies"], shown["governing"]) == (False, True, True)


# The time of day


def test_a_time_is_told_where_a_source_gives_one_and_none_is_assumed() -> None:
    timed = replace(deadline("2025-03-03"), time=ClockTime("23:59"))
    (dated,) = met(edition(bufdir=(timed,)), None)
    of_2025 = chosen("tryggest", 2025).edition
    assert deadline_result(dated, of_2025, WORDING, of_planned_year=True)["time"] == "23:59"
    late = deadline_warnings([dated], as_of=None, submitted_on="2025-03-04", wording=WORDING)
    assert [message for _, message in late] == [
        "Søknaden kommer for sent: 04.03.2025 er etter fristen 03.03.2025 kl. 23.59."
    ]
    (untimed,) = met(edition(bufdir=(deadline("2025-03-03"),)), None)
    assert deadline_result(untimed, of_2025, WORDING, of_planned_year=True)["time"] is None
    assert due_in_words(untimed.deadline, WORDING) == "03.03.2025"


@pytest.mark.parametrize(("as_of", "passed"), [("2023-03-01", False), ("2023-03-02", True)])
def test_the_day_to_count_from_tells_whether_an_assumed_deadline_has_passed(
    as_of: str, *, passed: bool
) -> None:
    one = result("barn-og-unge", year=2023, municipality="3405", as_of=as_of)
    assert ("deadline-passed" in warned(one)) is passed
    assert one["standing"] == "not_announced"


@pytest.mark.parametrize("as_of", ["2025-03-01", "2025-03-02", "2026-01-01"])
def test_that_an_announced_deadline_has_passed_is_said_by_the_standing_alone(as_of: str) -> None:
    """It stood in the verdict, and again as a warning."""
    one = result("kommunalt-rusarbeid", year=2025, municipality="1804", as_of=as_of)
    over = as_of > "2025-03-01"
    assert (one["standing"] == "closed") is over
    assert ("Søknadsfristen for 2025 er ute." in one["verdict"]) is over
    assert "deadline-passed" not in warned(one)


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


def test_a_county_governor_with_no_known_date_is_named_by_the_verdict_alone() -> None:
    """It stood there, and again as a warning of its own."""
    answers = {"year": 2025, "applicant_type": "municipality"}
    other = result("kommunalt-rusarbeid", **answers, municipality="4204")
    said_ = (
        "Vi kjenner ingen kunngjort søknadsfrist for 2025 hos Statsforvalteren i Agder. Spør der."
    )
    assert other["verdict"].startswith(said_)
    assert warned(other) == {}
    own = result("kommunalt-rusarbeid", **answers, municipality="5001")
    assert "Spør der" not in own["verdict"]


# The round that governs


def two_rounds(data: dict[str, Any]) -> None:
    """Give Nordland's call of 2025 another round in the autumn."""
    (call,) = [
        one
        for one in edition_data(data, "kommunalt-rusarbeid", 2025)["calls"]
        if one["authority"] == "nordland"
    ]
    (spring,) = [one for one in call["deadlines"] if one["kind"] == "application"]
    call["deadlines"].append({**spring, "date": "2025-09-15"})


@pytest.mark.parametrize(
    ("answers", "governs", "late"),
    [
        ({}, "2025-03-01", False),
        ({"submitted_on": "2025-03-01"}, "2025-03-01", False),
        # What is sent after a round is over is for the next one.
        ({"submitted_on": "2025-03-04"}, "2025-09-15", False),
        ({"submitted_on": "2025-09-15"}, "2025-09-15", False),
        # The last of them is the one to be late for.
        ({"submitted_on": "2025-09-16"}, "2025-09-15", True),
        # Where the day is known, it decides, as it does for the standing.
        ({"as_of": "2025-02-01", "submitted_on": "2025-03-04"}, "2025-03-01", False),
        ({"as_of": "2025-03-04", "submitted_on": "2025-02-01"}, "2025-09-15", False),
        ({"as_of": "2025-02-01", "submitted_on": "2025-02-01"}, "2025-03-01", False),
        ({"as_of": "2025-03-04"}, "2025-09-15", False),
    ],
)
def test_the_round_that_governs_is_the_next_one_on_the_day(
    answers: dict[str, str], governs: str, *, late: bool
) -> None:
    """An application sent between two rounds was late for the first one."""
    one = result(
        "kommunalt-rusarbeid", changed(two_rounds), year=2025, municipality="1804", **answers
    )
    found = [d["date"] for d in one["deadlines"] if d["governing"] and d["kind"] == "application"]
    assert found == [governs]
    assert ("submitted-late" in warned(one)) is late
