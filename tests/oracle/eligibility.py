"""Whether the applicant meets the rules of an edition: `eligibility`.

Conditions have three values, `None` being "not known yet". Those that bar decide first. Then
everything must be known. Then what needs somebody's judgement decides. Priorities and duties
(rule 19) are no conditions, and so is nothing that is only to be attached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.facts import (
    ADULTS,
    COMPOUND,
    DRUG_WORK,
    MOST_GRANT_YEARS,
    NAMED_MEASURES,
    OLD_DRUG_WORK,
    TRANSITION,
    TRYGGEST,
    YOUNG,
)

if TYPE_CHECKING:
    from tests.oracle.situation import Situation

type Truth = bool | None


def eligibility_of(scheme: str, edition: int, situation: Situation) -> str:
    """Return `not_eligible`, `unknown`, `assessment` or `eligible`."""
    bars, judged = _conditions(scheme, edition, situation)
    if any(condition is False for condition in bars):
        return "not_eligible"
    if any(condition is None for condition in (*bars, *judged)):
        return "unknown"
    return "eligible" if all(judged) else "assessment"


def _conditions(
    scheme: str, edition: int, situation: Situation
) -> tuple[tuple[Truth, ...], tuple[Truth, ...]]:
    """Return what bars, and what is judged."""
    municipality = _applicant_is(situation, "municipality")
    within_four_years = _within_four_years(scheme, situation)
    if scheme == TRANSITION:
        # Section 1: only municipalities with a grant under the old scheme, no new measures. Whether
        # a year more can be given is the county governor's discretion.
        had_old_grant: Truth = situation.get("received_old_scheme")
        existing_measure = _not(situation.get("new_measure"))
        return (municipality, had_old_grant, existing_measure), (within_four_years,)
    if scheme == DRUG_WORK and edition == 2025:
        # Section 2, `nordland-2025`: Helse Nord by UNN may apply for Svalbard.
        health_trust = _applicant_is(situation, "health_trust")
        for_svalbard = _both(health_trust, situation.get("serves_svalbard"))
        return (_either(municipality, for_svalbard), within_four_years), ()
    if scheme == DRUG_WORK:
        return (municipality, within_four_years), ()  # "Bare kommuner kan søke."
    if scheme in (ADULTS, YOUNG):
        # Sections 3 and 4 and rule 7: a municipality leads. Rule 19: a measure that is not among
        # those named is judged, never barred.
        named = _measure_named(scheme, edition, situation)
        if (scheme, edition) == (YOUNG, 2023):
            # Section 4, 000 l. 207: an established measure with years left is favoured, too.
            named = _either(named, _is_established(scheme, situation))
        return (municipality, within_four_years), (named,)
    if scheme == TRYGGEST:
        return (municipality, _has_tryggest(situation)), ()
    if scheme == OLD_DRUG_WORK:
        # Section 6: `agder-2018` speaks of municipalities, under rules still being drafted.
        return (), (municipality,)
    # Section 6: new teams up to four years; a team that exists has a transition of up to two, which
    # nobody can count from what is asked.
    new_team = _both(situation.get("new_measure"), within_four_years)
    return (), (municipality, new_team, _measure_named(COMPOUND, edition, situation))


def _applicant_is(situation: Situation, kind: str) -> Truth:
    """Tell whether the lead applicant is of this kind."""
    applicant: str | None = situation.get("applicant_type")
    return None if applicant is None else applicant == kind


def _within_four_years(scheme: str, situation: Situation) -> Truth:
    """Tell whether at least one of the four grant years is left."""
    received = situation.years_received(scheme)
    return None if received is None else received < MOST_GRANT_YEARS


def _is_established(scheme: str, situation: Situation) -> Truth:
    """Tell whether the measure has had a grant and has years left."""
    received = situation.years_received(scheme)
    return None if received is None else 0 < received < MOST_GRANT_YEARS


def _measure_named(scheme: str, edition: int, situation: Situation) -> Truth:
    """Tell whether the measure is among those the edition names."""
    measure = situation.measure(scheme)
    return None if measure is None else measure in NAMED_MEASURES[scheme, edition]


def _has_tryggest(situation: Situation) -> Truth:
    """Section 5: introduced, or decided, or bound to start within the grant period."""
    status: str | None = situation.get("tryggest_status")
    return None if status is None else status in ("introduced", "decided", "commits_to_start")


def _not(one: Truth) -> Truth:
    return None if one is None else not one


def _both(one: Truth, other: Truth) -> Truth:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _either(one: Truth, other: Truth) -> Truth:
    return _not(_both(_not(one), _not(other)))
