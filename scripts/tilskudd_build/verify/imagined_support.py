"""Support made up, so that every mechanism is proved before any file uses it.

Between them the editions have all that support can be composed of.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, Final, Literal

from tilskudd_build.verify.subjects import Subject
from tilskudd_rules.answers import COST_CLASSES, NAMED
from tilskudd_rules.conditions import Comparison
from tilskudd_rules.mechanisms.cap import Cap, Over
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.mechanisms.floor import Floor
from tilskudd_rules.mechanisms.instalments import Instalment
from tilskudd_rules.mechanisms.lump_sum import LumpSum
from tilskudd_rules.mechanisms.own_share import OwnShare, ShareOf
from tilskudd_rules.mechanisms.payment_condition import PaymentCondition
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.mechanisms.yearly import MostOf, Unit, YearAmount
from tilskudd_rules.schema import CountId, Day, Identifier, Word
from tilskudd_rules.statements import Certainty, Money, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.statements import NotStated

_NAME: Final = Text(nb="–")
_COUNTED: Final = ("participants", "places", "teams", "inhabitants", "municipalities")
"""Made-up answers: what is counted, but positions, has a question of the scheme's own."""


class ImaginedSupport:
    """Makes support up.

    Args:
        catalogue: the rules.
        base: the edition that the support is put into.
    """

    def __init__(self, catalogue: Catalogue, base: Subject) -> None:
        self._catalogue = catalogue
        self._base = base
        source = base.edition.costs["salary"].source
        # Any yes or no will do that neither dates nor amounts rest on.
        self._confirmed = next(
            one.key
            for one in catalogue.questions
            if one.kind_of_answer.is_yes_or_no and one.key not in NAMED
        )
        self._told: dict[str, Any] = {"source": source, "certainty": Certainty.ANNOUNCED}

    def subjects(self) -> list[Subject]:
        """Return editions whose support is composed, each of other mechanisms."""
        return [
            self._giving(self._by_positions()),
            self._giving(self._by_participants()),
            self._giving(self._by_inhabitants()),
            self._giving(self._silent()),
        ]

    def checks(self) -> Iterator[SchemeCheck]:
        """Yield checks of these editions that between them show all there is to say of them."""
        by_positions, by_participants, by_inhabitants, silent = self.subjects()
        numbers = dict.fromkeys(_COUNTED, 3)
        for percent, costs in product((1, 100, 600), (1_000, 1_000_000)):
            told = dict.fromkeys(COST_CLASSES, costs)
            answers = {"positions_percent": percent, "costs": told, "grant_years_received": 0}
            yield by_positions.check(answers)
        yield by_positions.check({})
        yield by_participants.check({**numbers, "grant_years_received": 0})
        yield by_inhabitants.check(numbers)
        yield silent.check({})

    def _by_positions(self) -> Composed:
        """Rates that fall and end, a start, training with its own cap, and all limits."""
        by_year = tuple(self._in(year, 600_000 // year) for year in (1, 2, 3))
        most = MostOf(**self._told, number=500)
        rate = RatePart(
            id=Identifier("positions"), name=_NAME, per=Unit.POSITION, amounts=by_year, most=most
        )
        once = (self._in(1, 100_000),)
        start = LumpSum(id=Identifier("start"), name=_NAME, per=Unit.APPLICATION, amounts=once)
        training = CostShare(
            **self._told,
            id=Identifier("training"),
            name=_NAME,
            percent=50,
            classes=("operation",),
            cap=Cap(**self._told, per=Unit.POSITION, amount=20_000),
        )
        return Composed(
            parts=(rate, start, training),
            limits=(
                Floor(**self._told, per=Unit.APPLICATION, amount=150_000),
                Cap(**self._told, per=Unit.MUNICIPALITY, amount=1_800_000),
                Cap(**self._told, per=Unit.APPLICATION, amount=3_500_000, over=Over.ALL_YEARS),
            ),
            own_share=OwnShare(**self._told, percent=20, of=ShareOf.GRANT),
            pre_project=Money(**self._told, amount=200_000),
            instalments=(
                Instalment(**self._told, percent=60, text=_NAME),
                Instalment(**self._told, percent=40, text=_NAME),
            ),
            payment=PaymentCondition(
                **self._told,
                when=Comparison(self._confirmed, "is", value=True),
                text=_NAME,
                by=Day(f"{self._base.year}-09-01"),
            ),
        )

    def _by_participants(self) -> Composed:
        """The same in any year, held to a cap per team, with an own share of the costs."""
        counted = ((Unit.PARTICIPANT, "participants"), (Unit.PLACE, "places"))
        parts = [self._counted(RatePart, unit, answer, 30_000) for unit, answer in counted]
        return Composed(
            parts=tuple(parts),
            limits=(Cap(**self._told, per=Unit.TEAM, answer=CountId("teams"), amount=200_000),),
            own_share=OwnShare(**self._told, percent=25, of=ShareOf.COSTS),
            pre_project=Word.NOT_STATED,
            payment=PaymentCondition(
                **self._told, when=Comparison("new_measure", "is", value=True), text=_NAME
            ),
        )

    def _by_inhabitants(self) -> Composed:
        """Without a limit, so that a year is its parts."""
        return Composed(
            parts=(
                self._counted(RatePart, Unit.INHABITANT, "inhabitants", 7),
                self._counted(LumpSum, Unit.TEAM, "teams", 300_000),
                self._counted(LumpSum, Unit.MUNICIPALITY, "municipalities", 200_000),
            ),
            pre_project=Word.NOT_STATED,
        )

    def _silent(self) -> Composed:
        """What it gives, no source states."""
        silent = (self._in(Word.ANY, Word.NOT_STATED),)
        part = LumpSum(id=Identifier("silent"), name=_NAME, per=Unit.MEASURE, amounts=silent)
        return Composed(parts=(part,), pre_project=Word.NOT_STATED)

    def _counted[P: (RatePart, LumpSum)](
        self, kind: type[P], unit: Unit, answer: str, amount: int
    ) -> P:
        return kind(
            id=Identifier(answer),
            name=_NAME,
            per=unit,
            answer=CountId(answer),
            amounts=(self._in(Word.ANY, amount),),
        )

    def _in(self, grant_year: int | Literal[Word.ANY], amount: int | NotStated) -> YearAmount:
        return YearAmount(**self._told, grant_year=grant_year, amount=amount)

    def _giving(self, support: Composed) -> Subject:
        base = self._base
        edition = replace(
            base.edition,
            criteria=(),
            measures=(),
            evidence=Word.NOT_STATED,
            duration=Word.NOT_STATED,
            support=support,
        )
        scheme = replace(base.scheme, closure=None, editions={str(edition.year): edition})
        imagined = ", ".join(str(part.id) for part in support.parts)
        return Subject(self._catalogue, scheme, edition, imagined=imagined)
