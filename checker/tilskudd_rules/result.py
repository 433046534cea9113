"""The result of a check, as the JSON object of the contract.

Keys beyond the first contract are additions; none of the first has changed its meaning.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

type Eligibility = Literal["eligible", "not_eligible", "unknown", "assessment"]
type AmountStatus = Literal[
    "ceiling", "discretionary", "not_stated", "indicative", "none", "unknown"
]
type RangeStatus = Literal["none", "ceiling", "indicative"]
"""What the range over several measures is: none at all, ceilings, or indications."""
type Outcome = Literal["met", "not_met", "unknown"]
type StandingResult = Literal[
    "ended", "unknown_year", "not_announced", "opens_later", "announced", "open", "closed"
]
"""Whether anything can be applied for; the values of :class:`~tilskudd_rules.standing.Standing`."""


class SourceResult(TypedDict):
    """Where a value stands, and how far it can be relied on.

    ``only_for`` holds the authorities whose applicants it is for, and is empty where it is for all.
    """

    document: str
    place: str
    certainty: str
    reading: str | None
    only_for: list[str]
    disagreements: list[DisagreementResult]


class DisagreementResult(TypedDict):
    """What another source says instead, and why the value it stands beside counts."""

    says: str
    document: str
    place: str
    certainty: str
    why: str


class PartResult(TypedDict):
    """A part of a year's amount, before the limits that the whole is held to."""

    id: str
    name: str
    amount: int | None
    bounds: BoundsResult
    formula: str
    source: SourceResult


class PaymentResult(TypedDict):
    """An instalment of what a year can be paid, and when it is."""

    amount: int
    text: str
    source: SourceResult


class PaymentConditionResult(TypedDict):
    """What must be in place before anything is paid, and whether it is."""

    status: Outcome
    text: str
    by: str | None
    source: SourceResult


class YearResult(TypedDict):
    """One grant year. ``amount`` is whole kroner, or null where it is not known.

    ``running_total`` adds the pre-project and the years so far, and is null from the first unknown
    year on. ``own_share`` is what the applicant pays of the salaries it has stated. ``bounds`` is
    what the year cannot be below and above; costs answered are the most that can be paid. Where
    they are below ``amount``, ``over_costs`` says so. ``parts`` is what the year is composed of,
    where it is; ``least_own_share`` is what must be paid beside the amount, and ``payments`` is how
    it is paid.
    """

    grant_year: int | None
    calendar_year: int
    amount: int | None
    status: AmountStatus
    formula: str
    running_total: int | None
    own_share: int | None
    bounds: BoundsResult
    over_costs: str | None
    parts: list[PartResult]
    least_own_share: int | None
    payments: list[PaymentResult]
    source: SourceResult


class BoundsResult(TypedDict):
    """What an amount cannot be below and above, whatever the open answers turn out to be.

    ``upper`` is null where a year's amount is not stated or nothing caps it.
    """

    lower: int
    upper: int | None


class WhatIfResult(TypedDict):
    """A change of plan that would change the money; ``gain`` is whole kroner over the years."""

    id: str
    message: str
    gain: int


class AmountResult(TypedDict):
    """The money. ``total`` adds the years that have an amount, and the pre-project.

    ``range_status`` is other than ``none`` where ``bounds`` is a range over the measures that could
    be meant: ``indicative`` where the rates of any of them are.
    """

    status: AmountStatus
    basis_edition: int
    years: list[YearResult]
    pre_project: int | None
    pre_project_year: int | None
    total: int | None
    bounds: BoundsResult | None
    range_status: RangeStatus
    what_ifs: list[WhatIfResult]
    eligible_costs: int | None
    excluded_costs: int | None
    unclear_costs: int | None
    explanation: str | None
    payment: PaymentConditionResult | None


class CriterionResult(TypedDict):
    """One criterion, decided or open, with the words that explain it."""

    id: str
    kind: str
    status: Outcome
    message: str
    remedy: str | None
    source: SourceResult
    answers: list[str]
    given: list[str]


class ChangeResult(TypedDict):
    """One answer to change; any of the values in ``to`` will do."""

    answer: str
    question: str
    given: str
    to: list[Any]
    to_labels: list[str]


class NearMissResult(TypedDict):
    """A smallest set of changed answers after which nothing bars the applicant."""

    changes: list[ChangeResult]
    criteria: list[str]
    message: str
    leads_to: Eligibility


class WarningResult(TypedDict):
    """Something the applicant must know besides the verdict."""

    id: str
    message: str


class DeadlineResult(TypedDict):
    """A date. ``governing`` marks the one of its kind that applies to the applicant.

    ``national`` marks a directorate's call, which holds for all. ``time`` is the time of day, and
    null where no source gives one. ``grant_year`` is the year of the grant that a report or
    accounts are for; where that is before the edition's own, ``for_granted`` marks that they are
    for those alone who had it.
    """

    kind: str
    date: str
    precision: str
    time: str | None
    grant_year: int | None
    for_granted: bool
    certainty: str
    authority: str | None
    national: bool
    note: str | None
    applies: bool
    governing: bool
    weekend: bool
    of_planned_year: bool
    source: SourceResult


class StatementResult(TypedDict):
    """A sentence with its source."""

    text: str
    source: SourceResult


class EvidenceResult(TypedDict):
    """Something to attach or to confirm; ``in_hand`` is null where no answer tells."""

    id: str
    text: str
    in_hand: bool | None
    source: SourceResult


class DocumentResult(TypedDict):
    """A document the result rests on.

    ``kind`` is ``primary`` or ``secondary``, ``read`` is ``whole`` or ``part``; null where nobody
    has said.
    """

    document: str
    title: str
    kind: str | None
    read: str | None


class SchemeResult(TypedDict):
    """One scheme, checked on its own.

    ``eligibility`` says whether the applicant meets the rules of the edition; whether there is
    anything to apply for is ``standing``. ``verdict`` says both in words, the standing first.
    """

    scheme: str
    name: str
    short_name: str
    edition: int
    basis: Literal["edition", "latest_edition"]
    measure: str | None
    standing: StandingResult
    verdict: str
    eligibility: Eligibility
    priority: int | None
    amount: AmountResult
    criteria: list[CriterionResult]
    near_misses: list[NearMissResult]
    missing: list[str]
    warnings: list[WarningResult]
    deadlines: list[DeadlineResult]
    evidence: list[EvidenceResult]
    considerations: list[StatementResult]
    discretion: StatementResult | None
    reservation: StatementResult | None
    sources: list[DocumentResult]
    not_read: list[str]


class OutsideResult(TypedDict):
    """A scheme that the planned year has no edition for, and why.

    ``source`` is where it stands that the scheme is over, and null where nothing is known.
    """

    scheme: str
    name: str
    reason: Literal["ended", "no_edition"]
    standing: StandingResult
    message: str
    replaced_by: list[str]
    source: SourceResult | None


class FrameGrowthRowResult(TypedDict):
    """One municipality of 2018; whole kroner."""

    name_2018: str
    growth_2016: int
    growth_2017: int
    total: int
    forecast_2018: int


class FrameGrowthResult(TypedDict):
    """The growth in the frame grant for a municipality of today; whole kroner."""

    municipality: str
    rows: list[FrameGrowthRowResult]
    total: int
    forecast_2018: int
    source: SourceResult


class ConflictResult(TypedDict):
    """Two schemes that cannot both be counted on, and which to prefer."""

    id: str
    schemes: list[str]
    prefer: str | None
    message: str
    source: SourceResult


class PeriodResult(TypedDict):
    """The calendar years that a sum is for, first and last."""

    first: int
    last: int


class AcrossResult(TypedDict):
    """All schemes together; whole kroner.

    Attributes:
        total: what the schemes counted can give together, null where fewer than two can.
        indicative_total: the same for amounts that are indications only.
        counted: the schemes in the total.
        period: the calendar years that the total is for, null where there is none.
        without_amount: schemes that name the measure, whose rules are met and whose amount is not
            known.
        conflicts: what must not be counted on at the same time.
    """

    total: int | None
    indicative_total: int | None
    counted: list[str]
    period: PeriodResult | None
    without_amount: list[str]
    conflicts: list[ConflictResult]


class Evaluation(TypedDict):
    """The result of one check."""

    rules_version: str
    situation: dict[str, Any]
    schemes: list[SchemeResult]
    outside: list[OutsideResult]
    across: AcrossResult
    frame_growth: FrameGrowthResult | None
    missing: list[str]


class ProblemResult(TypedDict):
    """Something wrong with the situation itself."""

    field: str
    message: str


class Refusal(TypedDict):
    """The answer to a situation that could not be read."""

    rules_version: str
    problems: list[ProblemResult]


class OptionResult(TypedDict):
    """A choice that is open in this situation."""

    id: str
    label: str
    group: NotRequired[str]


class QuestionResult(TypedDict):
    """A question that matters for the answers given so far."""

    answer: str
    answered: bool
    options: NotRequired[list[OptionResult]]


class QuestionsResult(TypedDict):
    """The questions that matter, and the one that can still change most; null where none can."""

    questions: list[QuestionResult]
    next: str | None
