"""What an applicant must know besides the verdict, each with an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.deadlines import deadline_warnings
from tilskudd_rules.funding import payable_costs
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.rates import years_left
from tilskudd_rules.schema import Word
from tilskudd_rules.situation import Follows
from tilskudd_rules.standing import Standing
from tilskudd_rules.support import Coverage, RateBasis, RateTable
from tilskudd_rules.wording import day, kroner, positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Catalogue, Measure
    from tilskudd_rules.result import AmountResult, WarningResult
    from tilskudd_rules.wording import Wording

type Warned = tuple[str, str]
"""A warning's id and its message."""


def warning_results(
    check: SchemeCheck, amount: AmountResult, catalogue: Catalogue, wording: Wording
) -> list[WarningResult]:
    """Return every warning for one scheme, the loudest first.

    A scheme the applicant cannot get warns of nothing that only follows from applying.

    >>> [one["id"] for one in warning_results(later, amount, catalogue, wording)]
    ['latest-edition']

    Args:
        check: the scheme checked against the answers.
        amount: its money.
        catalogue: the rules, for the names of authorities.
        wording: the sentences.
    """
    warned = [*_about_edition(check, wording), *_about_years_received(check, wording)]
    if check.eligibility != "not_eligible":
        warned += _about_unused_answers(check, amount, wording)
        warned += _about_duties(check, wording)
        warned += _about_money(check, amount, wording)
        warned += _about_costs(check, amount, wording)
        warned += _about_dates(check, catalogue, wording)
    return [{"id": name, "message": message} for name, message in warned]


def _about_edition(check: SchemeCheck, wording: Wording) -> Iterator[Warned]:
    chosen, edition = check.chosen, check.edition
    if not chosen.is_of_the_year:
        yield (
            "latest-edition",
            wording.format_message(
                "warning.latest-edition",
                scheme=wording.text(chosen.scheme.short_name),
                year=chosen.year,
                edition=edition.year,
            ),
        )
    if edition.announcement is not None and check.standing is Standing.NOT_ANNOUNCED:
        announcement = wording.text(edition.announcement.text)
        yield (
            "not-announced",
            wording.format_message("warning.not-announced", announcement=announcement),
        )
    for question in check.questions:
        topic = question.topic
        if topic is not None and check.answers.get(question.key) and not edition.mention(question):
            warning = wording.text(topic.warning).replace("{edition}", str(edition.year))
            yield f"{question.name}-not-mentioned", warning


def _about_years_received(check: SchemeCheck, wording: Wording) -> Iterator[Warned]:
    """Two answers that contradict each other: the count is used, also where it bars."""
    received = check.answers.get("grant_years_received")
    if check.answers.get("new_measure") and received and not check.starts_anew:
        message = wording.format_message("warning.new-measure-with-years", received=received)
        yield "new-measure-with-years", message


def _about_unused_answers(
    check: SchemeCheck, amount: AmountResult, wording: Wording
) -> Iterator[Warned]:
    """Answers that the edition leaves no room for: none is passed over without a word."""
    if check.answers.get("pre_project") and _has_begun(check):
        yield "pre-project-too-late", wording.format_message("warning.pre-project-too-late")
    yield from _about_requested_years(check, amount, wording)
    if check.follows.get("measure") is Follows.COVERED and check.measure is not None:
        yield "measure-covered", _read_as(check.measure, wording)


def _read_as(measure: Measure, wording: Wording) -> str:
    """Say what a measure of another scheme is taken as, and what was read into the source."""
    covers = measure.covers
    reading = "" if covers is None or covers.reading is None else wording.text(covers.reading)
    message = wording.format_message("warning.measure-covered", measure=wording.text(measure.name))
    return f"{message} {reading}".strip()


def _has_begun(check: SchemeCheck) -> bool:
    """Tell whether a grant year has been received that counts for this application."""
    return bool(check.answers.get("grant_years_received")) and not check.starts_anew


def _about_requested_years(
    check: SchemeCheck, amount: AmountResult, wording: Wording
) -> Iterator[Warned]:
    requested = check.answers.get("requested_years")
    duration = check.edition.duration
    if requested is None or isinstance(duration, Word):
        return
    most = duration.years_per_application
    if not isinstance(duration.max_years, Word) and requested > duration.max_years:
        values = {"requested": requested, "most": duration.max_years}
        yield (
            "requested-years-unused",
            wording.format_message("warning.requested-years-in-all", **values),
        )
    elif isinstance(most, Word):
        if amount["years"] and requested != len(amount["years"]):
            yield (
                "requested-years-unused",
                wording.format_message("warning.requested-years-not-stated"),
            )
    elif requested > most:
        name = "warning.requested-years-one" if most == 1 else "warning.requested-years-most"
        yield "requested-years-unused", wording.format_message(name, requested=requested, most=most)


def _about_duties(check: SchemeCheck, wording: Wording) -> Iterator[Warned]:
    for criterion, held in check.outcomes:
        if criterion.kind.value == "duty" and held is False:
            yield criterion.id, wording.text(criterion.not_met)


def _about_money(check: SchemeCheck, amount: AmountResult, wording: Wording) -> Iterator[Warned]:
    table = check.support
    if not isinstance(table, (RateTable, Composed)):
        return
    basis = check.support_year
    if amount["status"] == "indicative":
        name = "warning.indicative"
        if check.chosen.is_of_the_year is False and basis == check.edition.year:
            name = "warning.indicative-basis"
        yield "indicative", wording.format_message(name, edition=basis, year=check.chosen.year)
    wants_pre_project = check.answers.get("pre_project") and not _has_begun(check)
    if wants_pre_project and _knows_pre_projects(check) and table.pre_project is Word.NOT_STATED:
        message = wording.format_message("warning.pre-project-not-stated", edition=basis)
        yield "pre-project-not-stated", message
    if isinstance(table, RateTable):
        yield from _about_caps(table, check, wording)
    else:
        yield from _about_payment(amount, wording)
    requested = check.answers.get("requested_amount")
    first = check.first_amount
    if requested is not None and first is not None and requested > first:
        values = {"requested": kroner(requested), "cap": kroner(first), "edition": basis}
        name = "warning.request-over-cap"
        if amount["status"] == "indicative":
            name = "warning.request-over-indication"
        yield "request-over-cap", wording.format_message(name, **values)


def _about_payment(amount: AmountResult, wording: Wording) -> Iterator[Warned]:
    """What must be in place before anything is paid, while it is not."""
    payment = amount["payment"]
    if payment is not None and payment["status"] != "met":
        by = payment["by"]
        name = "warning.paid-when" if by is None else "warning.paid-when-by"
        values = {} if by is None else {"by": day(by)}
        yield "paid-when", wording.format_message(name, text=payment["text"], **values)


def _knows_pre_projects(check: SchemeCheck) -> bool:
    """Tell whether a source speaks of pre-projects in this scheme at all."""
    duration = check.edition.duration
    return not isinstance(duration, Word) and not isinstance(duration.pre_project_year, Word)


def _about_caps(table: RateTable, check: SchemeCheck, wording: Wording) -> Iterator[Warned]:
    cap = table.max_positions
    if cap is Word.NOT_STATED:
        return
    plan = check.plan(table)
    # Years received, and years that nothing is stated for, are under no cap any more.
    stated = [
        (plan.positions_in(grant_year), rate.basis, rate.amount)
        for grant_year, rate in years_left(table, plan)
        if rate.amount is not Word.NOT_STATED
    ]
    most = max((planned for planned, _, _ in stated if planned is not None), default=0)
    if most > cap.percent:
        values = {"positions": positions(most), "cap": positions(cap.percent)}
        yield "positions-over-cap", wording.format_message("warning.positions-over-cap", **values)
    whole = [amount for _, basis, amount in stated if basis is RateBasis.MEASURE]
    if whole:
        message = wording.format_message("warning.whole-measure-ceiling", amount=kroner(whole[0]))
        yield "whole-measure-ceiling", message


def _about_costs(check: SchemeCheck, amount: AmountResult, wording: Wording) -> Iterator[Warned]:
    above = [str(y["calendar_year"]) for y in amount["years"] if y["over_costs"] is not None]
    if above:
        message = wording.format_message("warning.ceiling-over-costs", years=", ".join(above))
        yield "ceiling-over-costs", message
    costs: Mapping[str, int] = check.answers.get("costs", {})
    excluded = [
        name
        for name in COST_CLASSES
        if costs.get(name) and check.edition.costs[name].coverage is Coverage.NOT_COVERED
    ]
    if excluded:
        values = {
            "classes": ", ".join(wording.format_message(f"cost.{name}") for name in excluded),
            "amount": kroner(sum(costs[name] for name in excluded)),
        }
        yield "excluded-costs", wording.format_message("warning.excluded-costs", **values)
    requested = check.answers.get("requested_amount")
    payable = payable_costs(costs, check.edition.costs)
    if requested is not None and payable is not None and requested > payable:
        values = {"requested": kroner(requested), "eligible": kroner(payable)}
        yield "request-over-costs", wording.format_message("warning.request-over-costs", **values)


def _about_dates(check: SchemeCheck, catalogue: Catalogue, wording: Wording) -> Iterator[Warned]:
    """Dates of an earlier edition warn of nothing: they are not the planned year's."""
    if not check.has_dates_of_the_year:
        return
    yield from deadline_warnings(
        check.deadlines,
        as_of=check.answers.get("as_of"),
        submitted_on=check.answers.get("submitted_on"),
        wording=wording,
    )
    authority = check.answers.get("authority")
    if authority is not None:
        name = wording.text(catalogue.authorities[authority].name)
        yield from _about_other_dates(check, name, wording)


def _about_other_dates(check: SchemeCheck, authority: str, wording: Wording) -> Iterator[Warned]:
    """A date that nobody named has announced, beside an own one that is only assumed, or none."""
    applications = [d for d in check.deadlines if d.deadline.kind is DeadlineKind.APPLICATION]
    if any(one.governing and one.is_announced for one in applications):
        return
    for one in applications:
        if one.authority is None and one.is_announced and not one.deadline.earlier_round:
            values = {"date": day(one.deadline.date), "authority": authority}
            yield (
                "date-of-nobody-named",
                wording.format_message("warning.date-of-nobody-named", **values),
            )
