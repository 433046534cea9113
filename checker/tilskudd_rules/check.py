"""One scheme checked against one applicant's answers: what is decided, before any words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.composition import composed_years
from tilskudd_rules.deadlines import deadlines_for
from tilskudd_rules.funding import Funding
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.model import CriterionKind
from tilskudd_rules.rates import Plan, is_paid_by_position, year_amounts, years_left
from tilskudd_rules.schema import Word
from tilskudd_rules.situation import Follows
from tilskudd_rules.standing import standing_on, standing_periods
from tilskudd_rules.support import Coverage, NoStatedSupport, RateTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_rules.conditions import Answers
    from tilskudd_rules.deadlines import DatedDeadline
    from tilskudd_rules.editions import Chosen
    from tilskudd_rules.model import Criterion, Edition, Measure, Question, Scheme
    from tilskudd_rules.result import Eligibility
    from tilskudd_rules.standing import Standing
    from tilskudd_rules.statements import LocalStatement
    from tilskudd_rules.support import Support

# How telling an open answer is: what may be applied for goes before how much, and so on.
_WEIGHT_OF_CRITERION: Final = {
    CriterionKind.ELIGIBILITY: 0,
    CriterionKind.ASSESSMENT: 1,
    CriterionKind.PRIORITY: 3,
    CriterionKind.DUTY: 4,
}
_WEIGHT_OF_AMOUNT: Final = 2
_WEIGHT_OF_EVIDENCE: Final = 5
_WEIGHT_OF_DEADLINES: Final = 6
_WEIGHT_OF_COSTS: Final = 7


type Outcomes = list[tuple[Criterion, bool | None]]
"""Criteria with met, not met or unknown."""


class SchemeCheck:
    """One scheme checked against one applicant's answers.

    Args:
        chosen: the edition and the planned year.
        answers: the answers as this scheme sees them; one not given is no key.
        follows: what an answer follows from, where it is not given as it is seen.

    Attributes:
        outcomes: each criterion with met (true), not met (false) or unknown (``None``).
        eligibility: whether the applicant may apply.
        measure: the edition's measure the applicant named, if it is one of them.
        support: the support that applies; ``None`` while it waits for the measure.
        support_year: the year of the edition that the support stands in.
    """

    def __init__(
        self,
        chosen: Chosen,
        answers: Answers,
        follows: Mapping[str, Follows] | None = None,
        questions: Sequence[Question] = (),
    ) -> None:
        self.chosen = chosen
        self.edition = chosen.edition
        self.answers = answers
        self.follows = follows or {}
        self.questions = questions
        self.outcomes = outcomes(chosen.scheme, chosen.edition, answers)
        self.eligibility = eligibility(self.outcomes)
        self.measure: Measure | None = self.edition.measure(answers.get("measure"))
        self.support, self.support_year = self._choose_support()

    def _choose_support(self) -> tuple[Support | None, int]:
        """Return the support that applies, and the year of the edition it stands in.

        Where the edition states no amount and names an earlier edition as an indication, the
        support is that edition's for the same measure.
        """
        if "measure" not in self.answers and any(m.support for m in self.edition.measures):
            return None, self.edition.year
        return self._support_for(self.measure)

    def _support_for(self, measure: Measure | None) -> tuple[Support, int]:
        own = self._support_in(self.edition, measure)
        if not isinstance(own, NoStatedSupport) or own.indicative_edition is None:
            return own, self.edition.year
        indicated = self.chosen.scheme.editions[str(own.indicative_edition)]
        earlier = None if measure is None else indicated.measure(measure.id)
        return self._support_in(indicated, earlier), indicated.year

    def _support_in(self, edition: Edition, measure: Measure | None) -> Support:
        """Return what an edition states for the measure asked about.

        Args:
            edition: the edition.
            measure: the measure as the edition names it; ``None`` where it does not.
        """
        if measure is not None and measure.support is not None:
            return measure.support
        is_unnamed = measure is None and "measure" in self.answers and bool(edition.measures)
        if is_unnamed and isinstance(edition.support, RateTable):
            # Rates are for the measures the edition names; for another one no source states any.
            return NoStatedSupport()
        return edition.support

    @cached_property
    def possible_supports(self) -> list[tuple[Measure, Support, int]]:
        """Each measure that could be meant while none is chosen, with its support.

        One that the other answers bar the applicant from is not meant, and none of these is where
        one of another scheme is chosen.
        """
        if self.support is not None or "measure" in self.follows:
            return []
        # Most editions bar nobody from one measure and not from another.
        can_bar = any(
            comparison.answer == "measure"
            for criterion in self.edition.criteria
            if criterion.kind is CriterionKind.ELIGIBILITY
            for comparison in criterion.when.comparisons()
        )
        return [
            (measure, *self._support_for(measure))
            for measure in self.edition.measures
            if not can_bar or self.eligibility_with({"measure": measure.id}) != "not_eligible"
        ]

    def eligibility_with(self, changes: Answers) -> Eligibility:
        """Return whether the applicant may apply with some answers changed."""
        answers = {**self.answers, **changes}
        return eligibility(outcomes(self.chosen.scheme, self.edition, answers))

    @cached_property
    def has_dates_of_the_year(self) -> bool:
        """Whether the dates are the planned year's own: its edition's, or such as come again."""
        return self.chosen.dated is not None

    @cached_property
    def dated(self) -> Edition:
        """The edition with the dates that are shown: the planned year's, or its own."""
        return self.chosen.dated or self.edition

    @cached_property
    def deadlines(self) -> list[DatedDeadline]:
        """The deadlines as this applicant meets them.

        They count from the day that the standing counts from: one clock for both. Where that day
        is not known, what is sent after a round is over is for the next one.
        """
        answers = self.answers
        day = answers.get("as_of") or answers.get("submitted_on")
        return deadlines_for(
            self.chosen.scheme,
            self.dated,
            answers.get("authority"),
            day,
            answers.get("grant_years_received"),
        )

    @cached_property
    def standing(self) -> Standing:
        """Whether the planned year has a call that can be answered."""
        periods = standing_periods(self.chosen, self.answers.get("authority"))
        return standing_on(periods, self.answers.get("as_of"))

    @cached_property
    def waiting_for(self) -> dict[str, list[str]]:
        """The answers that each open criterion waits for, by the criterion's id."""
        return {
            criterion.id: [
                *self._whose(criterion),
                *criterion.when.open_answers(self.answers),
            ]
            for criterion, held in self.outcomes
            if held is None
        }

    def speaks(self, statement: LocalStatement) -> bool | None:
        """Tell whether a statement is for this applicant; ``None`` where that is not known."""
        return self.chosen.scheme.speaks_to(statement, self.answers.get("authority"))

    def _whose(self, statement: LocalStatement) -> list[str]:
        """Return the answer that tells whether a statement is for this applicant, if it is open."""
        return ["municipality"] if self.speaks(statement) is None else []

    @property
    def chooses_years(self) -> bool:
        """Whether one application may cover several years, so that the applicant chooses."""
        duration = self.edition.duration
        return (
            not isinstance(duration, Word)
            and not isinstance(duration.years_per_application, Word)
            and duration.years_per_application > 1
        )

    @property
    def starts_anew(self) -> bool:
        """Whether each application's grant years are counted from the first.

        A grant for several years at a time is given anew with each application, unless a source
        says how many years there are in all.
        """
        return self.chooses_years and self._max_years is None

    @property
    def _max_years(self) -> int | None:
        duration = self.edition.duration
        if isinstance(duration, Word) or isinstance(duration.max_years, Word):
            return None
        return duration.max_years

    def plan(self, table: RateTable | Composed) -> Plan:
        """Return what the answers say about the money.

        A pre-project prepares what has not begun: it counts only before the first grant year.
        """
        received = 0 if self.starts_anew else self.answers.get("grant_years_received")
        can_prepare = has_pre_project(table) and not received
        return Plan(
            positions=self.answers.get("positions_percent"),
            received=received,
            pre_project=self.answers.get("pre_project") if can_prepare else False,
            years=self.answers.get("requested_years") if self.chooses_years else None,
            max_years=self._max_years,
            may_ask_for_fewer=self.chooses_years,
            years_alike=self._years_alike(received or 0),
            funding=self.funding(table, received),
            first_year=self.chosen.year,
        )

    def _years_alike(self, received: int) -> int:
        """Return how many years a rate for any year is asked for.

        They are those asked for, as far as one application and the years left in all allow. Where
        no source says how many one application covers, they are all that are left.
        """
        requested: int | None = self.answers.get("requested_years")
        duration = self.edition.duration
        most = Word.NOT_STATED if isinstance(duration, Word) else duration.years_per_application
        limits = [] if isinstance(most, Word) else [most]
        if self._max_years is not None:
            limits.append(self._max_years - received)
        if requested is not None and (self.chooses_years or not limits):
            limits.append(requested)
        return max(1, min(limits, default=1))

    def funding(self, table: RateTable | Composed, received: int | None) -> Funding | None:
        """Return what the years cost; costs of one year are every year's where they are alike."""
        if "costs" not in self.answers:
            return None
        listed = isinstance(self.answers.get("positions_percent"), tuple)
        is_alike = not (listed and counts_positions(table))
        return Funding(self.answers["costs"], self.edition.costs, received, is_alike)

    @cached_property
    def first_amount(self) -> int | None:
        """What the first year gives at most, which is what a request is held against.

        A pre-project takes the first year where there is one. ``None`` where it is not known, or
        where no year is left.
        """
        table = self.support
        if isinstance(table, RateTable):
            plan = self.plan(table)
            amounts = year_amounts(table, plan)
        elif isinstance(table, Composed):
            plan = self.plan(table)
            amounts = [one.amount.value for one in composed_years(table, plan, self.answers)]
        else:
            return None
        if not amounts:
            return None
        if plan.pre_project and table.pre_project is not Word.NOT_STATED:
            return table.pre_project.amount
        return amounts[0]

    def missing(self) -> dict[str, int]:
        """Return the answers that could change this result, each with its weight.

        A lower weight is more telling. Nothing can change a scheme the applicant cannot get, so
        nothing is missing there. What an answer follows from is asked where the answer is: a new
        measure has received no grant years.
        """
        if self.eligibility == "not_eligible":
            return {}
        weights: dict[str, int] = {}
        for weight, answer in self._open():
            if answer not in self.answers or answer in self._partly_given:
                asked = self._asked_as(answer)
                weights[asked] = min(weight, weights.get(asked, weight))
        for question in self.questions:
            if question.follows is not None and question.key in weights:
                weight = weights[question.key]
                for answer in question.follows.when.open_answers(self.answers):
                    weights[answer] = min(weight, weights.get(answer, weight))
        place = {question.key: number for number, question in enumerate(self.questions)}
        in_order = sorted(weights, key=lambda answer: (weights[answer], place.get(answer, 0)))
        return {answer: weights[answer] for answer in in_order}

    def _asked_as(self, answer: str) -> str:
        """Return the answer to ask for: a measure of another scheme leaves this one's own open."""
        return "measures" if self.follows.get(answer) is Follows.ELSEWHERE else answer

    @cached_property
    def _partly_given(self) -> frozenset[str]:
        """Answers given that leave out a part which an amount waits for."""
        table = self.support
        if not isinstance(table, RateTable):
            return frozenset()
        plan = self.plan(table)
        waiting = any(
            grant_year is not None and plan.positions_in(grant_year) is None
            for grant_year, rate in years_left(table, plan)
            if is_paid_by_position(rate)
        )
        return frozenset({"positions_percent"}) if waiting else frozenset()

    def _open(self) -> Iterator[tuple[int, str]]:
        for criterion in self.edition.criteria:
            for answer in self.waiting_for.get(criterion.id, ()):
                yield _WEIGHT_OF_CRITERION[criterion.kind], answer
        for answer in self._open_amount_answers():
            yield _WEIGHT_OF_AMOUNT, answer
        for answer in self._open_evidence_answers():
            yield _WEIGHT_OF_EVIDENCE, answer
        is_national = self.chosen.scheme.is_national
        own_calls = not all(is_national(call) for call in self.edition.calls)
        if own_calls and "authority" not in self.answers:
            yield _WEIGHT_OF_DEADLINES, "municipality"
        said = (*self.edition.considerations, self.edition.discretion, self.edition.reservation)
        for fact in said:
            if not isinstance(fact, Word):
                yield from ((_WEIGHT_OF_EVIDENCE, answer) for answer in self._whose(fact))
        if any(one.applies and one.if_granted for one in self.deadlines):
            yield _WEIGHT_OF_DEADLINES, "grant_years_received"
        if self.has_dates_of_the_year and any(
            one.governing and one.deadline.kind is DeadlineKind.APPLICATION
            for one in self.deadlines
        ):
            yield _WEIGHT_OF_DEADLINES, "submitted_on"
        if any(rule.coverage is not Coverage.NOT_STATED for rule in self.edition.costs.values()):
            yield _WEIGHT_OF_COSTS, "costs"

    def _open_evidence_answers(self) -> Iterator[str]:
        evidence = self.edition.evidence
        for item in evidence if isinstance(evidence, tuple) else ():
            if self.speaks(item) is False:
                continue
            yield from self._whose(item)
            if item.when is not None:
                yield from item.when.open_answers(self.answers)
            asked_for = item.when is None or item.when.holds(self.answers) is True
            if asked_for and item.confirmed_by is not None:
                yield item.confirmed_by

    def _open_amount_answers(self) -> Iterator[str]:
        table = self.support
        if table is None:
            yield "measure"
        if not isinstance(table, (RateTable, Composed)):
            return
        plan = self.plan(table)
        if isinstance(table, Composed):
            yield from self._open_part_answers(table)
            is_of_many_years = True
        else:
            yield from _open_rate_answers(table, plan)
            is_of_many_years = len(table.rates) > 1 or table.rates[0].grant_year is Word.ANY
        if not self.starts_anew:
            yield "grant_years_received"
        if self.chooses_years and is_of_many_years:
            yield "requested_years"
        if has_pre_project(table) and plan.pre_project is None:
            yield "pre_project"
        if self.first_amount is not None or self.answers.get("costs"):
            yield "requested_amount"

    def _open_part_answers(self, support: Composed) -> Iterator[str]:
        yield from support.counted_by
        if support.rests_on_costs:
            yield "costs"
        if support.payment is not None:
            yield from support.payment.when.open_answers(self.answers)


def _open_rate_answers(table: RateTable, plan: Plan) -> Iterator[str]:
    stated = [rate for _, rate in years_left(table, plan) if rate.amount is not Word.NOT_STATED]
    is_capped = table.max_positions is not Word.NOT_STATED
    if any(map(is_paid_by_position, stated)) or (is_capped and stated):
        yield "positions_percent"


def counts_positions(table: RateTable | Composed) -> bool:
    """Whether the number of positions decides what is given.

    >>> counts_positions(table)
    False
    """
    if isinstance(table, RateTable):
        return any(map(is_paid_by_position, table.rates))
    return "positions_percent" in table.counted_by


def has_pre_project(table: RateTable | Composed) -> bool:
    """Whether the support states what a pre-project gives.

    >>> has_pre_project(table)
    False
    """
    return table.pre_project is not Word.NOT_STATED


def outcomes(scheme: Scheme, edition: Edition, answers: Answers) -> Outcomes:
    """Return each criterion that is for the applicant with met (true), not met (false) or unknown.

    One that is for some county governors' applicants says nothing to others, and is unknown as
    long as it is not known whose the applicant is.

    >>> decided = outcomes(scheme, edition, {"applicant_type": "municipality"})
    >>> [(str(criterion.id), held) for criterion, held in decided]
    [('kommune-soker', True), ('nytt-eller-lite', None)]
    """
    authority = answers.get("authority")
    found: Outcomes = []
    for criterion in edition.criteria:
        speaks = scheme.speaks_to(criterion, authority)
        if speaks is not False:
            found.append((criterion, criterion.when.holds(answers) if speaks else None))
    return found


def eligibility(decided: Outcomes) -> Eligibility:
    """Decide whether the applicant may apply.

    One eligibility criterion not met settles it; an open one leaves it unknown; where they are
    all met, an assessment criterion not met leaves the matter to a person.

    >>> eligibility(outcomes(scheme, edition, {"applicant_type": "municipality"}))
    'eligible'
    >>> eligibility(outcomes(scheme, edition, {}))
    'unknown'
    """
    required = {held for one, held in decided if one.kind is CriterionKind.ELIGIBILITY}
    judged = {held for one, held in decided if one.kind is CriterionKind.ASSESSMENT}
    if False in required:
        return "not_eligible"
    if None in required or None in judged:
        return "unknown"
    return "assessment" if False in judged else "eligible"
