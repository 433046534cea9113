"""Check a situation against every scheme of its year: the verdict, the reasons and the money.

The three verdicts are kept apart: whether the applicant may apply, how the application is
prioritised, and how much it can give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tilskudd_rules.amount_result import amount_result
from tilskudd_rules.check import SchemeCheck
from tilskudd_rules.deadlines import deadline_result
from tilskudd_rules.describe import Describer
from tilskudd_rules.editions import Chosen, Ended, choose_edition
from tilskudd_rules.near_misses import Changes, near_misses
from tilskudd_rules.rates import source_result
from tilskudd_rules.schema import Word
from tilskudd_rules.situation import Follows
from tilskudd_rules.standing import standing_on, standing_periods
from tilskudd_rules.support import Discretionary
from tilskudd_rules.totals import across_result, names_the_measure
from tilskudd_rules.verdicts import Verdicts
from tilskudd_rules.warnings import warning_results
from tilskudd_rules.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tilskudd_rules.editions import NoEdition
    from tilskudd_rules.model import Catalogue, Criterion
    from tilskudd_rules.result import (
        AmountResult,
        CriterionResult,
        DocumentResult,
        Evaluation,
        EvidenceResult,
        FrameGrowthResult,
        Outcome,
        OutsideResult,
        SchemeResult,
        StatementResult,
    )
    from tilskudd_rules.situation import Situation
    from tilskudd_rules.statements import Fact
    from tilskudd_rules.totals import Checked

_OUTCOMES: Final[Mapping[bool | None, Outcome]] = {True: "met", False: "not_met", None: "unknown"}


class Evaluator:
    """The rules in one language form, ready to check situations.

    Args:
        catalogue: the validated rules.
        language: ``nb`` or ``nn``.
    """

    def __init__(self, catalogue: Catalogue, language: str = "nb") -> None:
        self._catalogue = catalogue
        self._wording = Wording(catalogue.texts, language)
        self._describer = Describer(catalogue, self._wording)
        self._verdicts = Verdicts(catalogue, self._wording)
        self._changes = Changes(catalogue)

    def evaluate(self, situation: Situation) -> Evaluation:
        """Check a situation against every scheme.

        Args:
            situation: the applicant's answers; what is not answered is unknown.

        Returns:
            The result of the contract; with no planned year it holds no scheme and asks for it.
        """
        year: int | None = situation.given.get("year")
        checked: list[Checked] = []
        outside: list[OutsideResult] = []
        if year is not None:
            for scheme in self._catalogue.schemes.values():
                chosen = choose_edition(scheme, year)
                if isinstance(chosen, Chosen):
                    check = SchemeCheck(chosen, *situation.for_edition(scheme, chosen.edition))
                    checked.append((check, self.scheme_result(check)))
                else:
                    outside.append(self._outside(chosen, year))
        # What was asked about comes first; a sort keeps the order of the rest.
        checked.sort(key=lambda one: not names_the_measure(one[0]))
        return {
            "rules_version": self._catalogue.version,
            "situation": dict(situation.given),
            "schemes": [result for _, result in checked],
            "outside": outside,
            "across": across_result(self._catalogue.relations, checked, self._wording),
            "frame_growth": self._frame_growth(situation),
            "missing": [] if year is not None else ["year"],
        }

    def scheme_result(self, check: SchemeCheck) -> SchemeResult:
        """Return everything there is to say about one scheme."""
        wording = self._wording
        edition, scheme = check.edition, check.chosen.scheme
        amount = amount_result(check, wording, self._describer.question("positions_percent"))
        criteria = [self._criterion(check, decided) for decided in check.outcomes]
        of_the_year = check.chosen.is_of_the_year
        priority = Word.NOT_STATED if check.measure is None else check.measure.priority
        return {
            "scheme": scheme.id,
            "name": wording.text(edition.name or scheme.name),
            "short_name": wording.text(scheme.short_name),
            "edition": edition.year,
            "basis": "edition" if of_the_year else "latest_edition",
            "measure": check.answers.get("measure"),
            "standing": check.standing.value,
            "verdict": self._verdicts.verdict(check),
            "eligibility": check.eligibility,
            "priority": None if priority is Word.NOT_STATED else priority,
            "amount": amount,
            "criteria": criteria,
            "near_misses": near_misses(check, self._changes, self._describer, wording),
            "missing": list(check.missing()),
            "warnings": warning_results(check, amount, self._catalogue, wording),
            "deadlines": [
                deadline_result(
                    one, check.dated, wording, of_planned_year=check.has_dates_of_the_year
                )
                for one in check.deadlines
            ],
            "evidence": self._evidence(check),
            "considerations": [
                self._statement(fact)
                for fact in edition.considerations
                if check.speaks(fact) is not False
            ],
            "discretion": self._stated(check, edition.discretion),
            "reservation": self._stated(check, edition.reservation),
            "sources": self._sources(check, amount, criteria),
            "not_read": edition.not_read,
        }

    def _criterion(
        self, check: SchemeCheck, decided: tuple[Criterion, bool | None]
    ) -> CriterionResult:
        criterion, held = decided
        compared = [comparison.answer for comparison in criterion.when.comparisons()]
        whose = [] if criterion.for_ is None else ["municipality"]
        answers = dict.fromkeys([*whose, *compared])
        remedy = None
        if held is None:
            message = self._waiting(check, check.waiting_for[criterion.id])
        elif held:
            message = self._wording.text(criterion.met)
        else:
            message = self._wording.text(criterion.not_met)
            if criterion.remedy is not Word.NONE:
                remedy = self._wording.text(criterion.remedy)
        return {
            "id": criterion.id,
            "kind": criterion.kind.value,
            "status": _OUTCOMES[held],
            "message": message,
            "remedy": remedy,
            "source": source_result(criterion, self._wording),
            "answers": list(answers),
            "given": [
                self._describer.given(answer, check)
                for answer in answers
                if answer in check.answers
            ],
        }

    def _waiting(self, check: SchemeCheck, answers: Sequence[str]) -> str:
        names = ", ".join(map(self._describer.question, answers))
        elsewhere = any(check.follows.get(answer) is Follows.ELSEWHERE for answer in answers)
        said = "criterion.measure-elsewhere" if elsewhere else "criterion.unknown"
        return self._wording.format_message(said, answers=names)

    def _evidence(self, check: SchemeCheck) -> list[EvidenceResult]:
        evidence = check.edition.evidence
        return [
            {
                "id": item.id,
                "text": self._wording.text(item.text),
                "in_hand": None if (by := item.confirmed_by) is None else check.answers.get(by),
                "source": source_result(item, self._wording),
            }
            for item in (evidence if isinstance(evidence, tuple) else ())
            if check.speaks(item) is not False
            and (item.when is None or item.when.holds(check.answers) is not False)
        ]

    def _statement(self, fact: Fact) -> StatementResult:
        return {
            "text": self._wording.text(fact.text),
            "source": source_result(fact, self._wording),
        }

    def _stated(self, check: SchemeCheck, fact: Fact | Word) -> StatementResult | None:
        if isinstance(fact, Word) or check.speaks(fact) is False:
            return None
        return self._statement(fact)

    def _sources(
        self, check: SchemeCheck, amount: AmountResult, criteria: Iterable[CriterionResult]
    ) -> list[DocumentResult]:
        edition = check.edition
        documents = [criterion["source"]["document"] for criterion in criteria]
        stated = [edition.discretion, edition.reservation, *edition.considerations]
        if isinstance(check.support, Discretionary):
            stated.append(check.support.basis)
        if isinstance(edition.evidence, tuple):
            documents += [item.source.document for item in edition.evidence]
        documents += [one.source.document for one in stated if not isinstance(one, Word)]
        documents += [year["source"]["document"] for year in amount["years"]]
        documents += [deadline.source.document for deadline in edition.deadlines]
        documents += [d.source.document for call in edition.calls for d in call.deadlines]
        return [self._document(name) for name in dict.fromkeys(documents)]

    def _document(self, name: str) -> DocumentResult:
        document = self._catalogue.sources[name]
        return {
            "document": name,
            "title": self._wording.text(document.title),
            "kind": document.kind and document.kind.value,
            "read": document.read and document.read.value,
        }

    def _outside(self, reason: Ended | NoEdition, year: int) -> OutsideResult:
        scheme, wording = reason.scheme, self._wording
        closure = reason.closure if isinstance(reason, Ended) else None
        return {
            "scheme": scheme.id,
            "name": wording.text(scheme.name),
            "reason": "no_edition" if closure is None else "ended",
            "standing": standing_on(standing_periods(reason, None), None).value,
            "message": self._verdicts.outside(reason, year),
            "replaced_by": [] if closure is None else [str(one) for one in closure.replaced_by],
            "source": None if closure is None else source_result(closure, wording),
        }

    def _frame_growth(self, situation: Situation) -> FrameGrowthResult | None:
        number: str | None = situation.given.get("municipality")
        table = self._catalogue.frame_growth
        rows = [row for row in table.rows if row.municipality == number]
        if number is None or not rows:
            return None
        return {
            "municipality": self._catalogue.municipalities[number].name,
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
            "source": source_result(table, self._wording),
        }
