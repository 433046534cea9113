"""Every law catches the fault sown for it, and no other law cries along."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.answers import ANSWERS
from tests.frozen_copy import FROZEN, SCHEMES
from tests.valid_catalogue import write_everything, write_mechanisms

from tilskudd_build.commands import verify as command
from tilskudd_build.commands.main import main
from tilskudd_build.files import messages
from tilskudd_build.files.loader import Loaded, load
from tilskudd_build.verify import runner
from tilskudd_build.verify.cases import Finding, name_of
from tilskudd_build.verify.domain import Domains
from tilskudd_build.verify.runner import LAWS, Broken, Outcome, verify
from tilskudd_rules import (
    amount_result,
    check,
    composition,
    conditions,
    deadlines,
    editions,
    evaluate,
    near_misses,
    questions,
    rates,
    standing,
    totals,
    verdicts,
    warnings,
)
from tilskudd_rules.api import Checker
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.conditions import Comparison
from tilskudd_rules.mechanisms import composed
from tilskudd_rules.mechanisms.amounts import Amount
from tilskudd_rules.mechanisms.cap import Cap
from tilskudd_rules.mechanisms.own_share import OwnShare
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.mechanisms.yearly import Unit
from tilskudd_rules.situation import measure_in, read_situation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


type Data = dict[str, Any]
type Patch = pytest.MonkeyPatch


@cache
def loaded() -> Loaded:
    return load(SCHEMES)


def outcomes_of(data: Data) -> list[Outcome]:
    return list(verify(data))


@pytest.fixture(scope="module")
def real() -> list[Outcome]:
    return outcomes_of(loaded().data)


# The real catalogue


def test_the_rules_have_no_holes(real: list[Outcome]) -> None:
    assert {outcome.law: outcome.broken for outcome in real if outcome.broken} == {}


def test_every_law_has_cases_to_hold_in(real: list[Outcome]) -> None:
    assert [outcome.law for outcome in real] == [name_of(law) for law in LAWS]
    assert all(outcome.cases for outcome in real)


# Seeded faults


@dataclass(frozen=True)
class Fault:
    """A fault in the data or in the engine, and what must be said of it.

    Attributes:
        law: the law that must catch it, and no other.
        told: how the message goes on after the line and the column, as a pattern.
        schemes: the schemes to keep, for a catalogue that is quick to go through.
        data: makes the fault in the data.
        engine: makes it in the engine.
    """

    law: str
    told: str
    schemes: tuple[str, ...]
    data: Callable[[Data], None] | None = None
    engine: Callable[[Patch], None] | None = None


BARN, RUS, OVERGANG, TRYGGEST, VOKSNE = (
    "barn-og-unge",
    "kommunalt-rusarbeid",
    "kommunalt-rusarbeid-overgang",
    "tryggest",
    "voksne-sammensatte-behov",
)


MOST_POSITIONS: Final = 2000
"""Whole percent; enough to pass every cap."""


def few(schemes: Sequence[str]) -> Data:
    """Return the real catalogue with these schemes alone, from 2023 on."""
    data = copy.deepcopy(loaded().data)
    kept = {*schemes, RUS}
    data["schemes"] = {name: data["schemes"][name] for name in sorted(kept)}
    data["relations"] = [one for one in data["relations"] if kept.issuperset(one["schemes"])]
    for entry in data["schemes"].values():
        for key in ("replaces", "counts_years_with"):
            entry["scheme"].pop(key, None)
        entry["editions"].pop("2018", None)
    _let_go_of_measures_left_out(data)
    for question in data["questions"]:
        if question["answer"] == "positions_percent":
            question["maximum"] = str(MOST_POSITIONS)
        elif question["answer"] == "year":
            question.update(minimum="2022", maximum="2028")
    return data


def _let_go_of_measures_left_out(data: Data) -> None:
    """Take out of what a measure covers those that no scheme kept has."""
    measures = [
        measure
        for entry in data["schemes"].values()
        for edition in entry["editions"].values()
        for measure in edition["measures"]
    ]
    named = {measure["id"] for measure in measures}
    for measure in measures:
        covered = measure.get("covers", {}).get("measures", [])
        covered[:] = [one for one in covered if one in named]
        if not covered:
            measure.pop("covers", None)


def places(outcomes: Sequence[Outcome]) -> set[tuple[object, ...]]:
    return {
        (outcome.law, broken.finding.at, broken.finding.says)
        for outcome in outcomes
        for broken in outcome.broken
    }


@cache
def sound(schemes: tuple[str, ...]) -> set[tuple[object, ...]]:
    """Return what is broken before any fault is sown: few schemes leave much unsaid."""
    return places(outcomes_of(few(schemes)))


def edition(data: Data, scheme: str, year: int) -> Data:
    found: Data = data["schemes"][scheme]["editions"][str(year)]
    return found


def criterion(data: Data, scheme: str, year: int, name: str) -> Data:
    found = (one for one in edition(data, scheme, year)["criteria"] if one["id"] == name)
    return next(found)


def when(scheme: str, year: int, name: str, condition: Data, **more: str) -> Callable[[Data], None]:
    """Return a fault that gives a criterion another condition."""

    def sow(data: Data) -> None:
        criterion(data, scheme, year, name).update(when=condition, **more)

    return sow


def no_third_way(data: Data) -> None:
    """Three criteria, each two of which can be met, but never all three."""
    pairs = [("municipality", "health_trust"), ("health_trust", "state_body")]
    pairs.append(("municipality", "state_body"))
    for one, pair in zip(edition(data, RUS, 2023)["criteria"], pairs, strict=False):
        one.update(kind="eligibility", when={"answer": "applicant_type", "in": list(pair)})


def nobody_asks_for_the_measure(data: Data) -> None:
    criterion(data, BARN, 2025, "measure-funded")["when"]["in"].remove("psykisk-helsetjeneste")


def the_measure_means_nothing(data: Data) -> None:
    criterion(data, RUS, 2023, "prioritised-measure")["when"]["in"].remove("lavterskel-helse")


def nobody_asks_for_the_agreement(data: Data) -> None:
    found = edition(data, BARN, 2025)
    found["criteria"] = [one for one in found["criteria"] if one["id"] != "cooperation-agreement"]
    for one in found["evidence"]:
        one.pop("confirmed_by", None)


def rates_of_no_measure(data: Data) -> None:
    found = edition(data, BARN, 2023)
    found["support"] = copy.deepcopy(found["measures"][0]["support"])


def one_year_short(data: Data) -> None:
    edition(data, BARN, 2023)["measures"][0]["support"]["rates"].pop()


def relation_that_never_holds(data: Data) -> None:
    for one in data["relations"]:
        if one["id"] == "team-for-young":
            not_the_lead = {"answer": "applicant_type", "is": "health_trust"}
            one["when"] = {"all": [one["when"], not_the_lead]}


def announced_in_innlandet(data: Data) -> None:
    for one in edition(data, BARN, 2023)["calls"][0]["deadlines"]:
        one["certainty"] = "announced"


def barring(name: str) -> Callable[[Data], None]:
    """Return a fault that lets a criterion of barn og unge 2025 bar the applicant."""

    def sow(data: Data) -> None:
        criterion(data, BARN, 2025, name)["kind"] = "eligibility"

    return sow


def a_day_decides(condition: Data) -> Callable[[Data], None]:
    """Return a fault that gives the transition a duty that looks at a day."""

    def sow(data: Data) -> None:
        criteria = edition(data, OVERGANG, 2023)["criteria"]
        duty = {**copy.deepcopy(criteria[0]), "id": "on-time", "kind": "duty", "when": condition}
        criteria.append(duty)

    return sow


def wrapped(
    owner: Any,
    name: str,
    change: Callable[..., Any],
) -> Callable[[Patch], None]:
    """Return a fault that lets ``change`` alter what a function of the engine returns."""
    original = getattr(owner, name)

    def replacement(*args: Any, **kwargs: Any) -> Any:
        return change(original(*args, **kwargs), *args, **kwargs)

    return lambda patch: patch.setattr(owner, name, replacement)


def both(*faults: Callable[[Patch], None]) -> Callable[[Patch], None]:
    def sow(patch: Patch) -> None:
        for fault in faults:
            fault(patch)

    return sow


def crash_on_one_krone(result: Any, check_: Any, *_: object) -> Any:
    if check_.answers.get("requested_amount") == 1:
        raise KeyError
    return result


def lenient(result: str, decided: Any) -> str:
    """Grant what is left to a person, where the transition leaves it."""
    names = {one.id for one, _ in decided}
    return "eligible" if result == "assessment" and "four-years" in names else result


def refuse_pre_projects_for_nothing(_: None, self: Any, *__: object) -> None:
    if self.answers.get("pre_project") and self.answers.get("requested_amount") == 0:
        self.eligibility = "not_eligible"


def first_come(result: Any, _: object, __: object, answers: Any) -> Any:
    """Forget that a municipality applies where the status of TryggEst was said before it."""
    order = [key for key in answers if key in ("tryggest_status", "applicant_type")]
    if order == ["tryggest_status", "applicant_type"]:
        return [(result[0][0], False), *result[1:]]
    return result


def guess(result: bool | None, *_: object) -> bool:  # noqa: FBT001 - an outcome
    return bool(result)


def forget_the_status(result: dict[str, int], _: object) -> dict[str, int]:
    return {key: weight for key, weight in result.items() if key != "tryggest_status"}


def ask_nothing(result: Any, *_: object) -> Any:
    return {**result, "next": None}


def ask_in_secret(result: Any, *_: object) -> Any:
    return {**result, "next": "authority"}


def show_no_way_out(_: object, *__: object) -> list[object]:
    return []


def promise_too_much(result: Any, *_: object) -> Any:
    return [{**way, "leads_to": "assessment"} for way in result]


def ask_too_much(result: Any, check_: Any, *_: object) -> Any:
    """Want one answer that bars nobody changed besides."""
    also = {"answer": "tryggest_status", "to": ["introduced", "decided"]}
    return [
        {**way, "changes": [*way["changes"], also]}
        if [one["answer"] for one in way["changes"]] == ["applicant_type"]
        and "tryggest_status" in check_.answers
        else way
        for way in result
    ]


def change_the_past(result: Any, *_: object) -> Any:
    past = {"answer": "received_old_scheme", "to": [True]}
    return [{**way, "changes": [past]} for way in result]


def no_saturday(result: str | None, *_: object) -> str | None:
    return None if result == "weekday.saturday" else result


def no_2024(result: Any, scheme: Any, year: int) -> Any:
    return editions.NoEdition(scheme) if (scheme.id, year) == (RUS, 2024) else result


def none_governs(result: Any, *_: object) -> Any:
    return [dataclasses.replace(one, governing=False) for one in result]


def the_round_before_governs(result: Any, *_: object) -> Any:
    if not any(one.deadline.earlier_round for one in result):
        return result
    return [dataclasses.replace(one, governing=one.deadline.earlier_round) for one in result]


def a_date_of_nobody_governs(result: Any, *_: object) -> Any:
    """Let a date that nobody named has announced govern where no other does."""
    if any(one.governing for one in result):
        return result
    return [dataclasses.replace(one, governing=one.authority is None) for one in result]


def assumed_before_announced(result: Any, *_: object) -> Any:
    """Let an assumed deadline go before an announced one, where both apply."""
    applying = [one for one in result if one.applies and not one.deadline.earlier_round]
    certain = {one.deadline.certainty.value for one in applying}
    if certain != {"assumed", "announced"}:
        return result
    return [
        dataclasses.replace(
            one, governing=one in applying and one.deadline.certainty.value == "assumed"
        )
        for one in result
    ]


def the_country_first(result: tuple[bool, bool], *_: object) -> tuple[bool, bool]:
    assumed, national = result
    return assumed, national != assumed


def the_last_round_first(result: Any, *_: object) -> Any:
    return result[::-1]


def late_on_the_day(result: Any, *_: object, **given: Any) -> Any:
    return [("submitted-late", "")] if given["submitted_on"] else result


def late_after_the_first_round(result: Any, dated: Any, **given: Any) -> Any:
    """Hold what is sent against the first round, also where it is sent for the next one."""
    rounds = deadlines.governing_rounds(dated, DeadlineKind.APPLICATION)
    sent = given["submitted_on"]
    late = bool(rounds and sent) and sent > deadlines.last_day(rounds[0].deadline.date)
    rest = [one for one in result if one[0] != "submitted-late"]
    return [*rest, ("submitted-late", "")] if late else rest


def weekends_twice(result: Any, *_: object, **__: object) -> Any:
    return [*result, *(one for one in result if one[0] == "weekend-deadline")]


def warn_of_another_round(result: Any, check_: Any, *_: object) -> Any:
    if check_.chosen.is_of_the_year or "submitted_on" not in check_.answers:
        return result
    return [("submitted-late", "")]


def open_in_some_month(result: Any, one: Any, *_: object) -> Any:
    """Call a round open whose opening nobody states, where its deadline is a month."""
    if one.deadline.date.precision == "day" or one.deadline.opens or one.announced_on:
        return result
    return [(start, standing.Standing.OPEN) for start, _ in result]


def over_on_the_day(result: str, due: str) -> str:
    """Let a day in March 2025 be over on the day itself."""
    return "2025-02-28" if due == "2025-03-01" else result


def begin_twice(result: Any, *_: object) -> Any:
    """Let a period be followed by another one of the same day."""
    return (result[0], *result) if len(result) > 1 else result


def from_the_first_year_on(result: Any, *_: object) -> Any:
    return (("0001-01-01", result[0][1]), *result[1:])


def rules_first(result: str, *_: object) -> str:
    standing_, met = result[:-1].rsplit(". ", 1)
    return f"{met}. {standing_}."


def not_announced_in_2027(result: Any, found: Any, *_: object) -> Any:
    """Say of one year without rules that its call is not announced, as if it had rules."""
    if found.scheme.id == TRYGGEST and getattr(found, "year", None) == 2027:
        return (("", standing.Standing.NOT_ANNOUNCED),)
    return result


def forget_the_end(result: Any, scheme: Any, year: int) -> Any:
    if scheme.id == RUS and isinstance(result, editions.Ended):
        return editions.Chosen(scheme, scheme.newest_first[0], year)
    return result


def end_without_a_source(result: Any, *_: object) -> Any:
    return {**result, "source": None}


def prepare_what_has_begun(result: Any, self: Any, *_: object) -> Any:
    if self.chooses_years:
        return result
    return dataclasses.replace(result, pre_project=self.answers.get("pre_project"))


def leak_per(unit: Unit) -> Callable[..., Amount]:
    """Let a krone through the caps that are for each of a unit."""

    def hold(self: Any, amount: Amount, figures: Any) -> Amount:
        leak = Amount.exactly(1 if self.per is unit else 0)
        return amount.at_most(self.most(figures) + leak)

    return hold


def leave_a_krone(result: Any, *_: object) -> Any:
    return result + Amount.exactly(1)


def less_for_many(result: Any, self: Any, figures: Any) -> Any:
    """Let more positions than count give a krone less."""
    number = figures.number("positions_percent") or 0
    is_many = self.most is not None and number > self.most.number
    return Amount.exactly(result.value - 1) if is_many else result


def nothing_while_open(result: Any, _: object, __: object, answers: Any) -> Any:
    return result if "positions_percent" in answers else (0, 0)


def a_krone_more(result: int | None, *_: object) -> int | None:
    return None if result is None else result + 1


def one_krone_more(result: Any, *_: object) -> Any:
    first, *rest = result
    return [{**first, "amount": (first["amount"] or 0) + 1}, *rest]


def lose_a_krone(result: Any, *_: object) -> Any:
    return [*result[:-1], max(0, result[-1] - 1)] if result else result


def twice(result: Any, *_: object) -> Any:
    return None if result is None else 2 * result


def lower_ceilings(result: Any, *_: object, **__: object) -> Any:
    """Let the ceiling itself fall to the costs."""
    return [
        {**year, "amount": min(year["amount"], year["bounds"]["upper"])}
        if year["over_costs"]
        else year
        for year in result
    ]


def always_over(result: str | None, *_: object) -> str:
    return result or "–"


def narrow(_: object, __: object, result: Any, *___: object) -> None:
    """Let a range be what the measure that gives least gives."""
    if result["bounds"] is not None:
        result["bounds"] = {"lower": result["bounds"]["lower"], "upper": result["bounds"]["lower"]}


def offer_a_krone_more(result: Any, *_: object) -> Any:
    return [{**one, "gain": one["gain"] + 1} for one in result]


def no_positions(_: object, *__: object) -> bool:
    return False


def any_measure(_: object, *__: object) -> bool:
    return True


def whatever_is_over(_: bool, check_: Any, *__: object) -> bool:  # noqa: FBT001 - what it stands in for has it
    return bool(check_.eligibility != "not_eligible")


def everything_beside(result: Any, _: object, checked: Any, *__: object) -> Any:
    return {**result, "without_amount": [one["scheme"] for _, one in checked]}


def one_is_a_sum(result: Any, asked: Any, status: str) -> Any:
    alike = [one for one in asked if one[1]["amount"]["status"] == status]
    return alike if len(alike) == 1 and alike[0][1]["amount"]["total"] else result


def the_first_year_alone(result: Any, *_: object) -> Any:
    return list(result)[:1]


def a_krone_in_all(result: int | None, *_: object) -> int | None:
    return None if result is None else result + 1


def no_sum(_: object, *__: object) -> list[object]:
    return []


def skip_a_year(result: Any, _: object, plan: Any) -> Any:
    return result[1:] if plan.received == 2 else result


def fewer_far_above_the_cap(result: int, table: Any, percent: int) -> int:
    cap = getattr(table.max_positions, "percent", percent)
    return result - 1 if percent > cap + 50 else result


def a_krone_too_much(result: Any, table: Any, _: object, percent: int | None) -> Any:
    has_cap = hasattr(table.max_positions, "percent")
    return result + 1 if result and has_cap and percent and percent >= 1900 else result


def a_krone_too_little(result: Any, _: object, rate: Any, percent: int | None) -> Any:
    return result - 1 if result and percent == 37 and rate.basis.value == "position" else result


def owe_a_krone(result: Any, *_: object, **__: object) -> Any:
    return [{**year, "own_share": None if year["own_share"] is None else -1} for year in result]


def run_ahead(result: Any, *_: object, **__: object) -> Any:
    return [{**year, "running_total": (year["running_total"] or 0) + 1} for year in result]


def know_nothing(result: Any, *_: object) -> Any:
    return {**result, "status": "unknown"} if result["status"] == "indicative" else result


def promise_a_krone(result: tuple[int, int | None], *_: object) -> tuple[int, int | None]:
    lower, upper = result
    return lower + 1, upper


def give_what_is_asked(result: Any, check_: Any, *_: object) -> Any:
    requested = check_.answers.get("requested_amount")
    if requested is None or result["total"] is None:
        return result
    return {**result, "total": result["total"] + requested}


def confirm_one_krone(result: Any, check_: Any, *_: object) -> Any:
    if check_.answers.get("requested_amount") == 1 and result["status"] == "indicative":
        return {**result, "status": "ceiling"}
    return result


def in_(*words: str) -> Data:
    return {"answer": "measure", "in": list(words)}


FAULTS: Final = [
    Fault(
        "always-a-verdict",
        r"criteria: kommunalt-rusarbeid 2025: Sjekken klarer ikke å gi noen avgjørelse",
        (RUS,),
        engine=wrapped(evaluate, "warning_results", crash_on_one_krone),
    ),
    Fault(
        "verdict-follows-criteria",
        r"criteria: kommunalt-rusarbeid-overgang 2023: Avgjørelsen «eligible» stemmer ikke",
        (OVERGANG, BARN),
        engine=wrapped(check, "eligibility", lenient),
    ),
    Fault(
        "only-criteria-decide",
        r"criteria: barn-og-unge 2023: Svaret «requested_amount» endrer avgjørelsen",
        (BARN,),
        engine=wrapped(check.SchemeCheck, "__init__", refuse_pre_projects_for_nothing),
    ),
    Fault(
        "order-of-answers",
        r"criteria: tryggest 2025: Med svarene i denne rekkefølgen blir resultatet et annet",
        (TRYGGEST,),
        engine=wrapped(check, "outcomes", first_come),
    ),
    Fault(
        "decided-stays-decided",
        r"criteria: Dette er avgjort i situasjonen nedenfor, .* når «applicant_type»",
        (RUS,),
        engine=wrapped(conditions.AnyOf, "holds", guess),
    ),
    Fault(
        "open-verdicts-ask",
        r"criteria: tryggest 2025: Svaret «tryggest_status» kan avgjøre saken, men blir ikke",
        (TRYGGEST,),
        engine=wrapped(check.SchemeCheck, "missing", forget_the_status),
    ),
    Fault(
        "form-asks-on",
        r"criteria: kommunalt-rusarbeid 2023: Avgjørelsen er åpen, men skjemaet har ikke flere",
        (RUS,),
        engine=wrapped(questions, "relevant_questions", ask_nothing),
    ),
    Fault(
        "form-asks-on",
        r"criteria: kommunalt-rusarbeid 2023: Skjemaet vil spørre om «authority»",
        (RUS,),
        engine=wrapped(questions, "relevant_questions", ask_in_secret),
    ),
    Fault(
        "near-misses-hold",
        r"criteria: tryggest 2025: Søkeren kan endre noe og få søke, men ingen utvei vises",
        (TRYGGEST,),
        engine=wrapped(near_misses, "near_misses", show_no_way_out),
    ),
    Fault(
        "near-misses-hold",
        r"criteria: tryggest 2025: En utvei fører ikke dit den sier",
        (TRYGGEST,),
        engine=wrapped(near_misses, "near_misses", promise_too_much),
    ),
    Fault(
        "near-misses-hold",
        r"criteria: tryggest 2025: En utvei ber om flere endringer enn det trengs",
        (TRYGGEST,),
        engine=wrapped(near_misses, "near_misses", ask_too_much),
    ),
    Fault(
        "near-misses-hold",
        r"criteria: tryggest 2025: En utvei endrer noe som søkeren ikke kan gjøre om",
        (TRYGGEST,),
        engine=wrapped(near_misses, "near_misses", change_the_past),
    ),
    Fault(
        "criterion-can-be-met",
        r"criteria\[3\]\.when: «outreach» kan aldri være oppfylt",
        (RUS,),
        data=when(RUS, 2023, "outreach", {"all": [in_("utekontakt"), in_("oppsokende-team")]}),
    ),
    Fault(
        "criterion-can-fail",
        r"criteria\[1\]\.when: «years-left» er alltid oppfylt",
        (RUS,),
        data=when(RUS, 2025, "years-left", {"answer": "grant_years_received", "at_most": "10"}),
    ),
    Fault(
        "criterion-decides",
        r"criteria\[2\]\.when: «existing-measure» er bare brutt når et annet vilkår også er det",
        (OVERGANG,),
        data=when(
            OVERGANG,
            2023,
            "existing-measure",
            {
                "any": [
                    {"answer": "new_measure", "is": "false"},
                    {"answer": "received_old_scheme", "is": "true"},
                ]
            },
        ),
    ),
    Fault(
        "no-contradiction",
        r"criteria\[1\]\.when: «years-left» og «municipality-applies» kan ikke være oppfylt",
        (RUS, TRYGGEST),
        data=when(RUS, 2023, "years-left", {"answer": "applicant_type", "is": "health_trust"}),
    ),
    Fault(
        "eligibility-reachable",
        r"criteria: kommunalt-rusarbeid 2023: Ingen kan oppfylle alle vilkårene samtidig",
        (RUS, TRYGGEST),
        data=no_third_way,
    ),
    Fault(
        "attachments-never-decide",
        r"criteria\[3\]\.kind: «cooperation-agreement» ser på svaret «cooperation_agreement»",
        (BARN,),
        data=barring("cooperation-agreement"),
    ),
    Fault(
        "readings-never-bar",
        r"criteria\[1\]\.kind: «measure-funded» stenger ute andre tiltak",
        (BARN,),
        data=barring("measure-funded"),
    ),
    Fault(
        "measures-alive",
        r"measures\[1\]: Ingen kan søke med tiltaket «psykisk-helsetjeneste»",
        (BARN,),
        data=nobody_asks_for_the_measure,
    ),
    Fault(
        "measures-alive",
        r"measures\[6\]: Det betyr ingenting om søkeren velger «lavterskel-helse»",
        (RUS,),
        data=the_measure_means_nothing,
    ),
    Fault(
        "questions-alive",
        r"\[\d+\]: Ingen resultater endrer seg med svaret på «cooperation_agreement»",
        (BARN,),
        data=nobody_asks_for_the_agreement,
    ),
    Fault(
        "messages-alive",
        r"weekday\.saturday: Setningen «weekday\.saturday» blir aldri vist",
        (RUS,),
        engine=wrapped(deadlines, "weekend", no_saturday),
    ),
    Fault(
        "rates-alive",
        r"support\.rates\[0\]: Ingen får vist denne satsen",
        (BARN,),
        data=rates_of_no_measure,
    ),
    Fault(
        "relations-reachable",
        r"\[0\]\.when: «team-for-young» kan aldri slå til",
        (BARN,),
        data=relation_that_never_holds,
    ),
    Fault(
        "planned-years",
        r"Året 2024 bygger ikke på den nyeste årgangen",
        (RUS,),
        engine=wrapped(editions, "choose_edition", no_2024),
    ),
    Fault(
        "deadline-choice",
        r"(calls\[0\]|deadlines): kommunalt-rusarbeid 2023: Nøyaktig én frist av hvert slag",
        (RUS,),
        engine=wrapped(deadlines, "deadlines_for", none_governs),
    ),
    Fault(
        "deadline-choice",
        r"(calls\[0\]|deadlines): kommunalt-rusarbeid 2023: Fristen som gjelder, er en annens",
        (RUS,),
        engine=wrapped(deadlines, "deadlines_for", the_round_before_governs),
    ),
    Fault(
        "deadline-choice",
        r"deadlines: kommunalt-rusarbeid 2023: Fristen som gjelder, .* uten avsender",
        (RUS,),
        engine=wrapped(deadlines, "deadlines_for", a_date_of_nobody_governs),
    ),
    Fault(
        "deadline-choice",
        r"deadlines: kommunalt-rusarbeid 2023: En antatt frist gjelder",
        (RUS,),
        engine=wrapped(deadlines, "deadlines_for", assumed_before_announced),
    ),
    Fault(
        "deadline-choice",
        r"deadlines: kommunalt-rusarbeid 2023: Den nasjonale fristen gjelder, selv om",
        (RUS,),
        engine=wrapped(deadlines, "_precedence", the_country_first),
    ),
    Fault(
        "deadline-choice",
        r"deadlines: kommunalt-rusarbeid 2023: Fristen som gjelder, er ikke fra den neste runden",
        (RUS,),
        engine=wrapped(deadlines, "_not_over", the_last_round_first),
    ),
    Fault(
        "late-is-late",
        r"calls\[0\]: kommunalt-rusarbeid 2023: En søknad som sendes 2023-02-28, blir holdt feil",
        (RUS,),
        engine=wrapped(deadlines, "deadline_warnings", late_on_the_day),
    ),
    Fault(
        "late-is-late",
        r"deadlines: kommunalt-rusarbeid 2023: En søknad som sendes 2023-\S+ blir holdt feil",
        (RUS,),
        engine=wrapped(deadlines, "deadline_warnings", late_after_the_first_round),
    ),
    Fault(
        "lateness-told-once",
        r"calls\[0\]: kommunalt-rusarbeid-overgang 2023: Flere enn én .*: submitted-late, on-time",
        (OVERGANG,),
        data=a_day_decides(
            {
                "any": [
                    {"answer": "year", "at_least": "2024"},
                    {"answer": "submitted_on", "before": "2023-02-02"},
                ]
            }
        ),
    ),
    Fault(
        "lateness-told-once",
        r"calls\[0\]: kommunalt-rusarbeid 2025: Det samme varselet kommer to ganger",
        (RUS,),
        engine=wrapped(warnings, "deadline_warnings", weekends_twice),
    ),
    Fault(
        "dates-of-one-round",
        r"criteria\[4\]\.when: «on-time» har en dato .* avgjør også søknader for 2024",
        (OVERGANG,),
        data=a_day_decides({"answer": "submitted_on", "before": "2023-01-15"}),
    ),
    Fault(
        "dates-of-one-round",
        r"calls\[0\]: kommunalt-rusarbeid 2023: En dato herfra gir et varsel også for 2024",
        (RUS,),
        engine=wrapped(warnings, "_about_dates", warn_of_another_round),
    ),
    Fault(
        "standing-follows-dates",
        r"kommunalt-rusarbeid 2023: Dag: .* åpent for søknader, men datoene gir «announced»",
        (RUS,),
        engine=wrapped(standing, "_round_periods", open_in_some_month),
    ),
    Fault(
        "standing-follows-dates",
        r"kommunalt-rusarbeid 2025: Dag: 2025-03-01\. Sjekken sier «closed», men",
        (RUS,),
        engine=wrapped(standing, "last_day", over_on_the_day),
    ),
    Fault(
        "standing-periods-agree",
        r"kommunalt-rusarbeid 2025: Periodene begynner ikke én etter én fra første dag",
        (RUS,),
        engine=wrapped(standing, "call_periods", begin_twice),
    ),
    Fault(
        "standing-periods-agree",
        r"kommunalt-rusarbeid 2025: Periodene begynner ikke én etter én fra første dag",
        (RUS,),
        engine=wrapped(standing, "call_periods", from_the_first_year_on),
    ),
    Fault(
        "verdict-tells-standing",
        r"kommunalt-rusarbeid 2025: Avgjørelsen begynner ikke med hvordan det står til",
        (RUS,),
        engine=wrapped(verdicts.Verdicts, "verdict", rules_first),
    ),
    Fault(
        "verdict-tells-standing",
        r"tryggest 2027: Avgjørelsen begynner ikke med hvordan det står til",
        (TRYGGEST,),
        engine=wrapped(check, "standing_periods", not_announced_in_2027),
    ),
    Fault(
        "ended-stays-out",
        r"«kommunalt-rusarbeid» er avsluttet før 2026, men blir sjekket som om den fantes",
        (RUS, TRYGGEST),
        engine=wrapped(evaluate, "choose_edition", forget_the_end),
    ),
    Fault(
        "ended-stays-out",
        r"«kommunalt-rusarbeid» er avsluttet før 2026, men skjemaet spør om noe bare den trenger",
        (RUS, TRYGGEST),
        engine=wrapped(questions, "choose_edition", forget_the_end),
    ),
    Fault(
        "ended-stays-out",
        r"«kommunalt-rusarbeid» er avsluttet før 2026, men det blir ikke fortalt med kilde",
        (RUS,),
        engine=wrapped(evaluate.Evaluator, "_outside", end_without_a_source),
    ),
    Fault(
        "grant-years",
        r"measures\[0\]\.support: barn-og-unge 2023: Etter 1 mottatte år .* et forprosjekt",
        (BARN,),
        engine=wrapped(check.SchemeCheck, "plan", prepare_what_has_begun),
    ),
    Fault(
        "grant-years",
        r"measures\[0\]\.support: Etter 2 mottatte år er ikke årene som er igjen",
        (BARN,),
        engine=wrapped(rates, "years_left", skip_a_year),
    ),
    Fault(
        "years-agree",
        r"measures\[0\]\.support: barn-og-unge 2023: Tabellen har satser for 3 år, men .* 4 år",
        (BARN,),
        data=one_year_short,
    ),
    Fault(
        "amounts-never-fall",
        r"measures\[0\]\.support\.rates\[0\]: Med 1051 prosent stilling er beløpet mindre",
        (BARN,),
        engine=wrapped(rates, "counted_positions", fewer_far_above_the_cap),
    ),
    Fault(
        "amounts-within-cap",
        r"measures\[0\]\.support\.rates\[0\]: Med 1900 prosent stilling går beløpet over taket",
        (BARN,),
        engine=wrapped(rates, "rate_amount", a_krone_too_much),
    ),
    Fault(
        "amounts-rounded-down",
        r"measures\[0\]\.support\.rates\[0\]: Med 37 prosent stilling er beløpet ikke den riktige",
        (BARN,),
        engine=wrapped(rates, "rate_amount", a_krone_too_little),
    ),
    Fault(
        "amounts-not-negative",
        r"barn-og-unge 2023: Et tall i resultatet er under null",
        (BARN,),
        engine=wrapped(amount_result, "year_results", owe_a_krone),
    ),
    Fault(
        "totals-add-up",
        r"measures\[0\]\.support: barn-og-unge 2023: Summen er ikke forprosjektet og årene",
        (BARN,),
        engine=wrapped(amount_result, "year_results", run_ahead),
    ),
    Fault(
        "unknown-amounts-ask",
        r"measures\[0\]\.support: barn-og-unge 2025: Beløpet er ukjent, men ingen svar mangler",
        (BARN,),
        engine=wrapped(amount_result, "amount_result", know_nothing),
    ),
    Fault(
        "bounds-hold",
        r"support: tryggest 2025: (Alle årene har beløp, men grensene|Med færre svar var grensene)",
        (TRYGGEST,),
        engine=wrapped(amount_result, "total_bounds", promise_a_krone),
    ),
    Fault(
        "costs-cover",
        r"support: tryggest 2025: Utgifter på \d+ kroner i året gir inntil \d+ kroner i alt",
        (TRYGGEST,),
        engine=wrapped(rates.Plan, "payable_from", twice),
    ),
    Fault(
        "costs-cover",
        r"support: tryggest 2025: Taket endrer seg når utgiftene er \d+ kroner",
        (TRYGGEST,),
        engine=wrapped(amount_result, "year_results", lower_ceilings),
    ),
    Fault(
        "costs-cover",
        r"support: tryggest 2025: Et år sier ikke rett om taket er høyere enn utgiftene på \d+",
        (TRYGGEST,),
        engine=wrapped(rates, "over_costs", always_over),
    ),
    Fault(
        "range-covers-measures",
        r"measures\[\d\]\.support: barn-og-unge 2023: Før tiltaket er valgt, er spennet fra \d+",
        (BARN,),
        engine=wrapped(amount_result, "_add_range", narrow),
    ),
    Fault(
        "mechanisms-within-caps",
        r"support: \S+ \d+: I \d+ går beløpet over taket for et år",
        (TRYGGEST,),
        engine=lambda patch: patch.setattr(Cap, "hold", leak_per(Unit.MUNICIPALITY)),
    ),
    Fault(
        "mechanisms-within-caps",
        r"support: \S+ \d+: Årene til sammen går over taket på 3500000",
        (TRYGGEST,),
        engine=wrapped(composed, "_taken", leave_a_krone),
    ),
    Fault(
        "mechanisms-within-caps",
        r"support: \S+ \d+: Delen «training» går over sitt eget tak på \d+",
        (TRYGGEST,),
        engine=lambda patch: patch.setattr(Cap, "hold", leak_per(Unit.POSITION)),
    ),
    Fault(
        "mechanisms-never-fall",
        r"support: \S+ \d+: Et tall øker, men summen blir mindre",
        (TRYGGEST,),
        engine=wrapped(RatePart, "gives", less_for_many),
    ),
    Fault(
        "mechanisms-bounds-hold",
        r"support: \S+ \d+: Uten svar på «positions_percent» var grensene trangere",
        (TRYGGEST,),
        engine=wrapped(amount_result, "composed_bounds", nothing_while_open),
    ),
    Fault(
        "mechanisms-covered-by-costs",
        r"support: \S+ \d+: I \d+ er tilskuddet og egenandelen mer enn utgiftene på \d+",
        (TRYGGEST,),
        engine=wrapped(OwnShare, "room", a_krone_more),
    ),
    Fault(
        "mechanisms-add-up",
        r"support: \S+ \d+: I \d+ er beløpet ikke delene til sammen",
        (TRYGGEST,),
        engine=wrapped(composition, "_part_results", one_krone_more),
    ),
    Fault(
        "mechanisms-add-up",
        r"support: \S+ \d+: Utbetalingene blir ikke det som kan betales ut",
        (TRYGGEST,),
        engine=wrapped(composition, "split", lose_a_krone),
    ),
    Fault(
        "request-changes-nothing",
        r"support: tryggest 2025: Beløpet endrer seg med hvor mye det søkes om",
        (TRYGGEST,),
        engine=wrapped(amount_result, "amount_result", give_what_is_asked),
    ),
    Fault(
        "what-ifs-hold",
        r"measures\[0\]\.support: barn-og-unge 2023: Endringen skal gi \d+ kroner mer, men gir",
        (BARN,),
        engine=wrapped(amount_result, "_what_ifs", offer_a_krone_more),
    ),
    Fault(
        "totals-of-one-round",
        r"Summen teller de samme stillingene flere ganger",
        (BARN, VOKSNE),
        engine=wrapped(totals, "_counts_positions", no_positions),
    ),
    Fault(
        "totals-of-one-round",
        r"Summen tar med en ordning som ikke passer til tiltaket",
        (TRYGGEST, VOKSNE),
        engine=wrapped(totals, "names_the_measure", any_measure),
    ),
    Fault(
        "totals-of-one-round",
        r"Summen tar med en ordning som ikke passer til tiltaket",
        (BARN, VOKSNE),
        data=announced_in_innlandet,
        engine=wrapped(totals, "_can_be_had", whatever_is_over),
    ),
    Fault(
        "totals-of-one-round",
        r"Ved siden av summen står andre ordninger enn de det er spurt om",
        (BARN, VOKSNE),
        engine=wrapped(evaluate, "across_result", everything_beside),
    ),
    Fault(
        "totals-of-one-round",
        r"Én ordning alene er ingen sum",
        (BARN, VOKSNE),
        engine=wrapped(totals, "_together", one_is_a_sum),
    ),
    Fault(
        "totals-of-one-round",
        r"Summen er ikke for de årene ordningene gir penger",
        (BARN, VOKSNE),
        engine=wrapped(totals, "_calendar_years", the_first_year_alone),
    ),
    Fault(
        "totals-of-one-round",
        r"Summen er ikke det ordningene gir til sammen",
        (BARN, VOKSNE),
        engine=wrapped(totals, "_sum", a_krone_in_all),
    ),
    Fault(
        "totals-of-one-round",
        r"Ordninger som kan legges sammen, har ingen sum",
        (BARN, VOKSNE),
        engine=wrapped(totals, "_together", no_sum),
    ),
    Fault(
        "indications-kept-apart",
        r"support: barn-og-unge 2025: En pekepinn blir vist som et tak",
        (BARN,),
        engine=wrapped(evaluate, "amount_result", confirm_one_krone),
    ),
]


def name_of_fault(fault: Fault) -> str:
    return f"{fault.law}: {fault.told.rpartition(': ')[2][:40]}"


@pytest.mark.parametrize("fault", FAULTS, ids=name_of_fault)
def test_a_fault_is_caught_by_its_law_alone(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sound(fault.schemes)
    data = few(fault.schemes)
    if fault.data is not None:
        fault.data(data)
    if fault.engine is not None:
        fault.engine(monkeypatch)
    outcomes = outcomes_of(data)
    monkeypatch.undo()
    new = places(outcomes) - before
    assert {law for law, *_ in new} == {fault.law}, new
    told = all_told(outcomes, fault.law)
    assert [text for text in told if re.search(rf"^\S+:\d+:\d+: {fault.told}", text)], told
    for text in told:
        assert text.splitlines()[0].endswith(f"[{fault.law}]")
        assert can_be_run(text, data)


def test_what_a_source_has_said_outright_bars_in_an_edition_carried_over() -> None:
    data = few((BARN,))
    for year in (2023, 2025):
        asked = criterion(data, BARN, year, "measure-funded")
        asked |= {"kind": "eligibility", "when": {"answer": "measure", "is": "fact-ung"}}
    read = {law for law, *_ in places(outcomes_of(data))}
    said = criterion(data, BARN, 2023, "measure-funded")
    said["certainty"] = "announced"
    for key in ("interpretation", "reading"):
        said.pop(key, None)
    assert "readings-never-bar" in read
    assert "readings-never-bar" not in {law for law, *_ in places(outcomes_of(data))}


def all_told(outcomes: Sequence[Outcome], law: str) -> list[str]:
    return [
        text
        for outcome in outcomes
        if outcome.law == law
        for broken in outcome.broken
        for text in command.told(
            dataclasses.replace(outcome, broken=[broken]), loaded().positions, Path("schemes")
        )
    ]


def can_be_run(text: str, data: Data) -> bool:
    """Tell whether the situation a message names, where it names one, is read by the checker."""
    found = re.search(r"Prøv selv: (echo .*)", text)
    if found is None:
        return True
    echo, situation, *rest = shlex.split(found[1])
    assert echo == "echo"
    assert rest == ["|", "tilskudd", "check", "--situation", "-"]
    return "problems" not in json.loads(Checker(json.dumps(data)).check(situation))


def test_the_laws_hold_for_a_scheme_that_uses_every_mechanism(tmp_path: Path) -> None:
    """It is written as YAML alone, and nothing in the rules knows it."""
    write_mechanisms(tmp_path / "schemes")
    outcomes = list(verify(load(tmp_path / "schemes").data))
    of_mechanisms = [one for one in outcomes if one.law.startswith("mechanisms-")]
    assert len(of_mechanisms) == 5
    for outcome in of_mechanisms:
        assert outcome.cases > 1000, outcome.law
        assert not outcome.broken, outcome


def test_the_laws_hold_for_a_scheme_that_uses_whatever_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own questions, composed support, several rounds: data alone, proved and not doubted."""
    monkeypatch.chdir(tmp_path)
    write_everything(Path("schemes"))
    assert main(["validate"]) == 0
    assert capsys.readouterr().err == ""
    broken = [one.finding for law in verify(load(Path("schemes")).data) for one in law.broken]
    assert [one for one in broken if "festival" in one.at] == []


def test_every_law_has_a_fault_sown_for_it() -> None:
    assert {fault.law for fault in FAULTS} == {name_of(law) for law in LAWS}


def test_a_law_that_cannot_be_tried_to_the_end_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> Iterator[None]:
        yield None
        raise ZeroDivisionError

    monkeypatch.setattr(runner, "LAWS", (fail,))
    (outcome,) = outcomes_of(few(()))
    assert outcome.cases == 1
    (text,) = command.told(outcome, loaded().positions, Path("schemes"))
    assert "Beviset stanset med en feil i programmet: ZeroDivisionError() [fail]" in text


# Values that stand for others


def values(comparisons: Sequence[Comparison], answer: str) -> tuple[Any, ...]:
    catalogue = loaded().catalogue
    edition_ = catalogue.schemes[BARN].editions["2023"]
    return Domains(catalogue, [edition_], comparisons).values(answer)


def test_a_number_stands_below_on_and_above_each_threshold() -> None:
    compared = [Comparison("grant_years_received", "at_most", 3)]
    assert values(compared, "grant_years_received") == (0, 2, 3, 4, 10)


def test_no_number_leaves_what_the_question_allows() -> None:
    compared = [Comparison("grant_years_received", "at_least", 10)]
    assert values(compared, "grant_years_received") == (0, 9, 10)


def test_a_date_stands_before_on_and_after_each_one_compared_with() -> None:
    compared = [Comparison("submitted_on", "before", "2024-03-01")]
    assert values(compared, "submitted_on") == ("2024-02-29", "2024-03-01", "2024-03-02")


def test_a_list_holds_every_choice_of_what_is_looked_for() -> None:
    compared = [
        Comparison("partners", "includes", "health_trust"),
        Comparison("partners", "includes", "municipality"),
    ]
    assert values(compared, "partners") == (
        (),
        ("municipality",),
        ("health_trust",),
        ("municipality", "health_trust"),
    )


def test_a_measure_is_one_the_scheme_names_this_year_or_another_or_none() -> None:
    *own, former, other = values([], "measure")
    assert own == ["fact-ung", "samhandlingsmodell", "lavterskel"]
    assert former == "psykisk-helsetjeneste"
    assert other == "other"


def test_a_measure_of_another_scheme_says_nothing_or_what_covers_it() -> None:
    catalogue = loaded().catalogue
    scheme = catalogue.schemes[RUS]
    edition_ = scheme.editions["2023"]
    elsewhere = Domains(catalogue, [edition_], []).elsewhere()
    seen = {measure_in(scheme, edition_, measure) for measure in elsewhere}
    assert seen == {None, "oppsokende-team"}
    assert len(elsewhere) == len(seen)


def test_an_authority_is_one_compared_with_or_one_that_is_not() -> None:
    found = values([Comparison("authority", "is", "innlandet")], "authority")
    assert found == ("innlandet", "agder")


@pytest.mark.parametrize("answer", [a for a in ANSWERS if ANSWERS[a].in_scheme is ANSWERS[a]])
def test_every_value_can_be_answered(answer: str) -> None:
    catalogue = loaded().catalogue
    samples: dict[str, Any] = {"year": 2025, "date": "2025-03-01", "kroner": 5}
    compared = []
    if ANSWERS[answer].name in samples:
        compared = [Comparison(answer, "before", samples[ANSWERS[answer].name])]
    for value in values(compared, answer):
        read_situation(json.loads(json.dumps({answer: value})), catalogue)


# The command


def outcome(*findings: Finding) -> Outcome:
    return Outcome("criterion-can-fail", 1234, 0.5, [Broken(finding, 7) for finding in findings])


def run(outcomes: Sequence[Outcome], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.chdir(FROZEN)
    monkeypatch.setattr(command, "verify", lambda _: iter(outcomes))
    return main(["verify", *arguments])


def test_a_proof_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([outcome()], monkeypatch) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "bevist      criterion-can-fail            1 234 tilfeller    0,50 s  "
        + messages.format_message("verify-criterion-can-fail-claim"),
        "Alle 1 bevis holder. 1 234 tilfeller på 0,50 s.",
    ]
    assert err == ""


def test_a_fault_is_told_with_its_place_and_a_situation_to_try(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = Finding(
        at=("schemes", RUS, "editions", "2025", "criteria", 1, "when"),
        values={"criterion": "years-left"},
        situation={"year": 2025, "partners": ()},
    )
    assert run([outcome(finding), outcome()], monkeypatch) == 1
    out, err = capsys.readouterr()
    assert out.startswith("IKKE BEVIST criterion-can-fail")
    first, *rest = err.splitlines()
    assert re.fullmatch(
        r"schemes/kommunalt-rusarbeid/2025\.yaml:\d+:5: criteria\[1\]\.when: «years-left» er "
        r"alltid oppfylt, .* \[criterion-can-fail\]",
        first,
    )
    assert rest == [
        "    Det samme gjelder i alt 7 situasjoner.",
        """    Prøv selv: echo '{"year": 2025, "partners": []}' | tilskudd check --situation -""",
        "1 av 2 bevis holder ikke. 2 468 tilfeller på 1,00 s. Rett opp og kjør bevisene på nytt.",
    ]


def test_a_fault_in_a_call_made_up_is_told_as_one_in_the_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = "nordland 2025-02→2025-03-01 announced"
    finding = Finding(at=("questions", 0), values={"criterion": "x"}, imagined=calls)
    assert run([outcome(finding)], monkeypatch) == 1
    err = capsys.readouterr().err
    assert "Feilen ligger i reglene, ikke i filen." in err
    assert calls in err
    assert "Prøv selv" not in err


def test_a_fault_found_everywhere_is_told_of_a_few_places(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = [Finding(at=("questions", i), values={"criterion": "x"}) for i in range(8)]
    assert run([outcome(*findings)], monkeypatch) == 1
    err = capsys.readouterr().err
    assert err.count("er alltid oppfylt") == 5
    assert "… og 3 steder til [criterion-can-fail]" in err


def test_a_situation_for_other_schemes_names_their_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = Finding(at=("questions", 0), values={"criterion": "x"}, situation={})
    assert run([outcome(finding)], monkeypatch, str(SCHEMES)) == 1
    assert f"tilskudd check --schemes {SCHEMES} --situation -" in capsys.readouterr().err


def test_data_with_mistakes_is_not_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 1
    assert "Her ligger det ingen ordninger." in capsys.readouterr().err


def test_every_law_has_words_and_no_words_are_for_a_law_that_is_not() -> None:
    laws = {name_of(law) for law in LAWS}
    phrases = messages._words()["cli"]
    assert all(f"verify-{law}-claim" in phrases for law in laws)
    general = {"help", "description", "proved", "broken", "done", "failed"}
    general |= {"count", "more", "try", "imagined", "stopped", "drafts"}
    for name in phrases:
        if name.startswith("verify-") and name.removeprefix("verify-") not in general:
            assert any(name.startswith(f"verify-{law}") for law in laws), name
