"""Check a situation against every scheme of its year: the verdict, the reasons and the money.

The three verdicts are kept apart: whether the applicant may apply, how the application is
prioritised, and how much it can give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.amounts import Plan, source_result, year_results
from tilskudd_rules.answers import ANSWERS
from tilskudd_rules.deadlines import deadline_result, deadline_warnings, deadlines_for
from tilskudd_rules.model import (
    Coverage,
    CriterionKind,
    Discretionary,
    Measure,
    NoStatedSupport,
    RateBasis,
    RateTable,
)
from tilskudd_rules.schema import Word
from tilskudd_rules.wording import Wording, kroner, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_rules.model import Catalogue, Criterion, Edition, Fact, Scheme, Support
    from tilskudd_rules.result import (
        AmountResult,
        AmountStatus,
        CriterionResult,
        DocumentResult,
        Eligibility,
        Evaluation,
        EvidenceResult,
        FrameGrowthResult,
        Outcome,
        OutsideResult,
        SchemeResult,
        StatementResult,
    )
    from tilskudd_rules.situation import Situation

_OUTCOMES: Final[Mapping[bool | None, Outcome]] = {True: "met", False: "not_met", None: "unknown"}
_ANSWER_ORDER: Final = {answer: index for index, answer in enumerate(ANSWERS)}

# How much an open answer can still change, most telling first.
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The edition a year is checked against.

    Attributes:
        year: the planned year.
        edition: the year's own, else the newest before it.
    """

    scheme: Scheme
    edition: Edition
    year: int

    @property
    def is_of_the_year(self) -> bool:
        """Whether the edition is the planned year's own."""
        return self.edition.year == self.year


def choose_edition(scheme: Scheme, year: int) -> Chosen | Edition | None:
    """Return the edition for a year; the closed edition where the scheme has ended; or nothing.

    A closed edition is never the basis for a year after its end.
    """
    edition = next((e for e in scheme.newest_first if e.year <= year), None)
    if edition is None:
        return None
    if edition.closure is not None and year > edition.closure.after_year:
        return edition
    return Chosen(scheme, edition, year)


def evaluate(catalogue: Catalogue, situation: Situation, language: str = "nb") -> Evaluation:
    """Check a situation against every scheme.

    Args:
        catalogue: the validated rules.
        situation: the applicant's answers; what is not answered is unknown.
        language: ``nb`` or ``nn``.

    Returns:
        The result of the contract; with no planned year it holds no scheme and asks for it.
    """
    wording = Wording(catalogue.texts, language)
    year = situation.given.get("year")
    schemes: list[SchemeResult] = []
    outside: list[OutsideResult] = []
    if year is not None:
        for scheme in catalogue.schemes.values():
            chosen = choose_edition(scheme, year)
            if isinstance(chosen, Chosen):
                check = SchemeCheck(catalogue, chosen, situation.for_scheme(scheme.id))
                schemes.append(check.result(wording))
            else:
                outside.append(_outside(catalogue, scheme, chosen, year, wording))
    return {
        "rules_version": catalogue.version,
        "situation": dict(situation.given),
        "schemes": schemes,
        "outside": outside,
        "frame_growth": _frame_growth(catalogue, situation, wording),
        "missing": [] if year is not None else ["year"],
    }


class SchemeCheck:
    """One scheme checked against one applicant's answers.

    Args:
        catalogue: the validated rules.
        chosen: the edition and the planned year.
        answers: the answers as this scheme sees them.
    """

    def __init__(self, catalogue: Catalogue, chosen: Chosen, answers: dict[str, Any]) -> None:
        self._catalogue = catalogue
        self._chosen = chosen
        self._edition = chosen.edition
        self._answers = answers
        self._outcomes = [(c, c.when.holds(answers)) for c in self._edition.criteria]
        self.eligibility: Eligibility = self._decide()

    def _decide(self) -> Eligibility:
        outcomes = {kind: set[bool | None]() for kind in CriterionKind}
        for criterion, held in self._outcomes:
            outcomes[criterion.kind].add(held)
        required = outcomes[CriterionKind.ELIGIBILITY]
        judged = outcomes[CriterionKind.ASSESSMENT]
        if False in required:
            return "not_eligible"
        if None in required or None in judged:
            return "unknown"
        return "assessment" if False in judged else "eligible"

    # Money ---------------------------------------------------------------------------------

    @property
    def _measure(self) -> Measure | None:
        return self._edition.measure(self._answers.get("measure", ""))

    def _support(self) -> tuple[Support | None, int]:
        """Return the support that applies and the edition it stands in.

        ``None`` while the measure is not answered and measures differ; an indicated edition's
        rates where the edition itself states none.
        """
        measure = self._measure
        if "measure" not in self._answers and any(m.support for m in self._edition.measures):
            return None, self._edition.year
        own = self._edition.support
        if measure is not None and measure.support is not None:
            own = measure.support
        if isinstance(own, NoStatedSupport) and own.indicative_edition is not None:
            indicated = self._chosen.scheme.editions[str(own.indicative_edition)]
            earlier = indicated.measure(measure.id) if measure is not None else None
            support = indicated.support if earlier is None else earlier.support
            return support or indicated.support, indicated.year
        return own, self._edition.year

    def _amount(self, wording: Wording) -> AmountResult:
        support, basis = self._support()
        result: AmountResult = {
            "status": "unknown",
            "basis_edition": basis,
            "years": [],
            "pre_project": None,
            "total": None,
            "eligible_costs": None,
            "excluded_costs": None,
            "unclear_costs": None,
            "explanation": None,
        }
        self._add_cost_sums(result)
        if self.eligibility == "not_eligible":
            result["status"] = "none"
        elif isinstance(support, Discretionary):
            result["status"] = "discretionary"
            result["explanation"] = wording.text(support.basis.text)
        elif isinstance(support, NoStatedSupport):
            result["status"] = "not_stated"
        elif isinstance(support, RateTable):
            self._add_years(result, support, basis, wording)
        return result

    def _add_years(
        self, result: AmountResult, table: RateTable, basis: int, wording: Wording
    ) -> None:
        status: AmountStatus = "ceiling" if basis == self._chosen.year else "indicative"
        plan = self._plan(table)
        label = self._short_label("positions_percent", wording)
        result["years"] = year_results(
            table, plan, status=status, wording=wording, answer_name=label
        )
        if not result["years"]:
            result["status"] = "none"
            return
        if plan.pre_project and table.pre_project is not Word.NOT_STATED:
            result["pre_project"] = table.pre_project.amount
        known = [year["amount"] for year in result["years"] if year["amount"] is not None]
        if known:
            result["status"] = status
            result["total"] = sum(known) + (result["pre_project"] or 0)

    def _plan(self, table: RateTable) -> Plan:
        duration = self._edition.duration
        several = (
            duration is not Word.NOT_STATED
            and duration.years_per_application is not Word.NOT_STATED
            and duration.years_per_application > 1
        )
        # A grant for one year at a time is applied for anew; only where one application may
        # cover several years does the applicant choose how many.
        return Plan(
            positions=self._answers.get("positions_percent"),
            received=self._answers.get("grant_years_received"),
            pre_project=self._answers.get("pre_project") and _has_pre_project(table),
            years=self._answers.get("requested_years") if several else None,
            first_year=self._chosen.year,
        )

    def _add_cost_sums(self, result: AmountResult) -> None:
        costs: Mapping[str, int] | None = self._answers.get("costs")
        if costs is None:
            return
        sums = dict.fromkeys(Coverage, 0)
        for name, amount in costs.items():
            sums[self._edition.costs[name].coverage] += amount
        result["eligible_costs"] = sums[Coverage.COVERED]
        result["excluded_costs"] = sums[Coverage.NOT_COVERED]
        result["unclear_costs"] = sums[Coverage.UNCLEAR] + sums[Coverage.NOT_STATED]

    # What is still open --------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Return the answers that could change this result, most telling first.

        Nothing can change a scheme the applicant cannot get, so nothing is missing there.
        """
        if self.eligibility == "not_eligible":
            return []
        weights: dict[str, int] = {}
        for weight, answer in self._open():
            if answer not in self._answers:
                weights[answer] = min(weight, weights.get(answer, weight))
        # A new measure has received no grant years, so that question comes first and may do.
        if "grant_years_received" in weights and "new_measure" not in self._answers:
            weight = weights["grant_years_received"]
            weights["new_measure"] = min(weight, weights.get("new_measure", weight))
        return sorted(weights, key=lambda answer: (weights[answer], _ANSWER_ORDER[answer]))

    def _open(self) -> Iterator[tuple[int, str]]:
        for criterion, held in self._outcomes:
            if held is None:
                for answer in criterion.when.open_answers(self._answers):
                    yield _WEIGHT_OF_CRITERION[criterion.kind], answer
        for answer in self._open_amount_answers():
            yield _WEIGHT_OF_AMOUNT, answer
        if isinstance(self._edition.evidence, tuple):
            for item in self._edition.evidence:
                if item.when is not None:
                    for answer in item.when.open_answers(self._answers):
                        yield _WEIGHT_OF_EVIDENCE, answer
        if self._edition.calls and "authority" not in self._answers:
            yield _WEIGHT_OF_DEADLINES, "municipality"
        if self._chosen.is_of_the_year and self._has_application_deadline():
            yield _WEIGHT_OF_DEADLINES, "submitted_on"
        coverages = {rule.coverage for rule in self._edition.costs.values()}
        if coverages - {Coverage.NOT_STATED}:
            yield _WEIGHT_OF_COSTS, "costs"

    def _open_amount_answers(self) -> Iterator[str]:
        support, _ = self._support()
        if support is None:
            yield "measure"
        if not isinstance(support, RateTable):
            return
        if any(rate.basis is RateBasis.POSITION for rate in support.rates) or (
            support.max_positions is not Word.NOT_STATED
        ):
            yield "positions_percent"
        if len(support.rates) > 1 and self._edition.duration is not Word.NOT_STATED:
            several = self._edition.duration.years_per_application
            if several is not Word.NOT_STATED and several > 1:
                yield "requested_years"
            else:
                yield "grant_years_received"
        if _has_pre_project(support):
            yield "pre_project"
        yield "requested_amount"

    def _has_application_deadline(self) -> bool:
        dated = deadlines_for(self._edition, self._answers.get("authority"))
        return any(d.governing and d.deadline.kind.value == "application" for d in dated)

    # Words ---------------------------------------------------------------------------------

    def result(self, wording: Wording) -> SchemeResult:
        """Return everything there is to say about this scheme."""
        edition, scheme = self._edition, self._chosen.scheme
        amount = self._amount(wording)
        measure = self._measure
        priority = measure.priority if measure is not None else Word.NOT_STATED
        criteria = [self._criterion(decided, wording) for decided in self._outcomes]
        dated = deadlines_for(edition, self._answers.get("authority"))
        return {
            "scheme": scheme.id,
            "name": wording.text(edition.name or scheme.name),
            "short_name": wording.text(scheme.short_name),
            "edition": edition.year,
            "basis": "edition" if self._chosen.is_of_the_year else "latest_edition",
            "measure": self._answers.get("measure"),
            "eligibility": self.eligibility,
            "priority": None if priority is Word.NOT_STATED else priority,
            "amount": amount,
            "criteria": criteria,
            "missing": self.missing(),
            "warnings": [
                {"id": name, "message": message}
                for name, message in self._warnings(amount, criteria, wording)
            ],
            "deadlines": [deadline_result(one, wording) for one in dated],
            "evidence": self._evidence(wording),
            "considerations": [_statement(fact, wording) for fact in edition.considerations],
            "discretion": _stated(edition.discretion, wording),
            "reservation": _stated(edition.reservation, wording),
            "sources": self._sources(amount, criteria, wording),
        }

    def _criterion(
        self, decided: tuple[Criterion, bool | None], wording: Wording
    ) -> CriterionResult:
        criterion, held = decided
        open_answers = list(dict.fromkeys(criterion.when.open_answers(self._answers)))
        remedy = None
        if held is None:
            names = ", ".join(self._short_label(answer, wording) for answer in open_answers)
            message = wording.say("criterion.unknown", answers=names)
        elif held:
            message = wording.text(criterion.met)
        else:
            message = wording.text(criterion.not_met)
            if criterion.remedy is not Word.NONE:
                remedy = wording.text(criterion.remedy)
        return {
            "id": criterion.id,
            "kind": criterion.kind.value,
            "status": _OUTCOMES[held],
            "message": message,
            "remedy": remedy,
            "source": source_result(criterion, wording),
            "answers": list(dict.fromkeys(c.answer for c in criterion.when.comparisons())),
        }

    def _short_label(self, answer: str, wording: Wording) -> str:
        question = next(q for q in self._catalogue.questions if q.answer == answer)
        return wording.text(question.short_label)

    def _evidence(self, wording: Wording) -> list[EvidenceResult]:
        if not isinstance(self._edition.evidence, tuple):
            return []
        return [
            {"id": item.id, "text": wording.text(item.text), "source": source_result(item, wording)}
            for item in self._edition.evidence
            if item.when is None or item.when.holds(self._answers) is not False
        ]

    def _sources(
        self, amount: AmountResult, criteria: Iterable[CriterionResult], wording: Wording
    ) -> list[DocumentResult]:
        edition = self._edition
        documents = [criterion["source"]["document"] for criterion in criteria]
        documents += [year["source"]["document"] for year in amount["years"]]
        documents += [d.source.document for d in edition.deadlines]
        documents += [d.source.document for call in edition.calls for d in call.deadlines]
        return [
            {"document": name, "title": wording.text(self._catalogue.sources[name].title)}
            for name in dict.fromkeys(documents)
        ]

    # Warnings ------------------------------------------------------------------------------

    def _warnings(
        self, amount: AmountResult, criteria: Sequence[CriterionResult], wording: Wording
    ) -> Iterator[tuple[str, str]]:
        chosen, edition = self._chosen, self._edition
        if not chosen.is_of_the_year:
            yield (
                "latest-edition",
                wording.say(
                    "warning.latest-edition",
                    scheme=wording.text(chosen.scheme.short_name),
                    year=chosen.year,
                    edition=edition.year,
                ),
            )
        if edition.announcement is not None:
            yield (
                "not-announced",
                wording.say(
                    "warning.not-announced", announcement=wording.text(edition.announcement.text)
                ),
            )
        for criterion in criteria:
            if criterion["kind"] == "duty" and criterion["status"] == "not_met":
                yield criterion["id"], criterion["message"]
        if self._answers.get("serves_svalbard") and edition.svalbard is Word.NOT_STATED:
            yield (
                "svalbard-not-mentioned",
                wording.say("warning.svalbard-not-mentioned", edition=edition.year),
            )
        yield from self._amount_warnings(amount, wording)
        yield from self._cost_warnings(amount, wording)
        if chosen.is_of_the_year:
            authority = self._answers.get("authority")
            dated = deadlines_for(edition, authority)
            yield from deadline_warnings(
                dated,
                as_of=self._answers.get("as_of"),
                submitted_on=self._answers.get("submitted_on"),
                wording=wording,
            )
            if authority is not None and dated and not any(d.governing for d in dated):
                name = wording.text(self._catalogue.authorities[authority].name)
                yield (
                    "own-deadline-unknown",
                    wording.say("warning.own-deadline-unknown", authority=name),
                )

    def _amount_warnings(self, amount: AmountResult, wording: Wording) -> Iterator[tuple[str, str]]:
        support, basis = self._support()
        if not isinstance(support, RateTable) or self.eligibility == "not_eligible":
            return
        if amount["status"] == "indicative":
            own = "warning.indicative" if basis < self._edition.year else "warning.indicative-basis"
            yield "indicative", wording.say(own, edition=basis, year=self._chosen.year)
        if amount["status"] == "none":
            yield (
                "years-used-up",
                wording.say(
                    "warning.years-used-up",
                    received=self._answers.get("grant_years_received"),
                    maximum=len(support.rates),
                ),
            )
        cap = support.max_positions
        planned = self._answers.get("positions_percent")
        most = max(planned) if isinstance(planned, tuple) else planned
        if cap is not Word.NOT_STATED and most is not None and most > cap.percent:
            yield (
                "positions-over-cap",
                wording.say(
                    "warning.positions-over-cap",
                    positions=positions(most),
                    cap=positions(cap.percent),
                ),
            )
        ceilings = [rate.amount for rate in support.rates if rate.basis is RateBasis.MEASURE]
        if ceilings and cap is not Word.NOT_STATED and isinstance(ceilings[0], int):
            yield (
                "whole-measure-ceiling",
                wording.say("warning.whole-measure-ceiling", amount=kroner(ceilings[0])),
            )
        if self._answers.get("pre_project") and support.pre_project is Word.NOT_STATED:
            yield (
                "pre-project-not-stated",
                wording.say("warning.pre-project-not-stated", edition=basis),
            )
        requested = self._answers.get("requested_amount")
        first = amount["years"][0]["amount"] if amount["years"] else None
        if requested is not None and first is not None and requested > first:
            yield (
                "request-over-cap",
                wording.say(
                    "warning.request-over-cap", requested=kroner(requested), cap=kroner(first)
                ),
            )

    def _cost_warnings(self, amount: AmountResult, wording: Wording) -> Iterator[tuple[str, str]]:
        costs: Mapping[str, int] = self._answers.get("costs", {})
        excluded = [
            name
            for name, sum_ in costs.items()
            if sum_ and self._edition.costs[name].coverage is Coverage.NOT_COVERED
        ]
        if excluded:
            names = ", ".join(wording.say(f"cost.{name}") for name in excluded)
            total = sum(costs[name] for name in excluded)
            yield (
                "excluded-costs",
                wording.say("warning.excluded-costs", classes=names, amount=kroner(total)),
            )
        requested = self._answers.get("requested_amount")
        fundable = (amount["eligible_costs"] or 0) + (amount["unclear_costs"] or 0)
        if requested is not None and costs and requested > fundable:
            yield (
                "request-over-costs",
                wording.say(
                    "warning.request-over-costs",
                    requested=kroner(requested),
                    eligible=kroner(fundable),
                ),
            )


def _has_pre_project(table: RateTable) -> bool:
    return table.pre_project is not Word.NOT_STATED


def _statement(fact: Fact, wording: Wording) -> StatementResult:
    return {"text": wording.text(fact.text), "source": source_result(fact, wording)}


def _stated(fact: Fact | Word, wording: Wording) -> StatementResult | None:
    return None if isinstance(fact, Word) else _statement(fact, wording)


def _outside(
    catalogue: Catalogue, scheme: Scheme, closed: Edition | None, year: int, wording: Wording
) -> OutsideResult:
    name = wording.text(scheme.short_name)
    if closed is None or closed.closure is None:
        return {
            "scheme": scheme.id,
            "name": wording.text(scheme.name),
            "reason": "no_edition",
            "message": wording.say("outside.no-edition", scheme=name, year=year),
            "replaced_by": [],
        }
    successors = closed.closure.replaced_by
    names = ", ".join(wording.text(catalogue.schemes[s].name) for s in successors)
    return {
        "scheme": scheme.id,
        "name": wording.text(scheme.name),
        "reason": "ended",
        "message": wording.say(
            "outside.ended", scheme=name, year=year, replacement=names
        ),
        "replaced_by": [str(successor) for successor in successors],
    }


def _frame_growth(
    catalogue: Catalogue, situation: Situation, wording: Wording
) -> FrameGrowthResult | None:
    number = situation.given.get("municipality")
    table = catalogue.frame_growth
    rows = [row for row in table.rows if row.municipality == number]
    if not rows:
        return None
    return {
        "municipality": catalogue.municipalities[rows[0].municipality].name,
        "rows": [
            {
                "name_2018": row.name_2018,
                "growth_2016": row.growth_2016,
                "growth_2017": row.growth_2017,
                "total": row.total,
                "forecast_2018": row.forecast_2018,
            }
            for row in rows
        ],
        "total": sum(row.total for row in rows),
        "forecast_2018": sum(row.forecast_2018 for row in rows),
        "source": source_result(table, wording),
    }
