"""A worked example of each mechanism, for the page of keys: the figures are the rules' own.

Nothing here is worked out twice: the rules say what a mechanism gives, and how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tilskudd_rules.conditions import Comparison
from tilskudd_rules.mechanisms.amounts import Amount, Figures
from tilskudd_rules.mechanisms.cap import Cap
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.mechanisms.floor import Floor
from tilskudd_rules.mechanisms.instalments import Instalment, split
from tilskudd_rules.mechanisms.lump_sum import LumpSum
from tilskudd_rules.mechanisms.own_share import OwnShare, ShareOf
from tilskudd_rules.mechanisms.payment_condition import PaymentCondition
from tilskudd_rules.mechanisms.rate import RatePart
from tilskudd_rules.mechanisms.yearly import MostOf, Unit, YearAmount
from tilskudd_rules.schema import Identifier, Word
from tilskudd_rules.statements import Certainty, Source, SourceId, Text
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.wording import Wording

_TOLD: Final[dict[str, Any]] = {
    "source": Source(document=SourceId("none"), place=""),
    "certainty": Certainty.ANNOUNCED,
}
_NAME: Final = Text(nb="")
_COSTS: Final = 1_000_000
_YEAR: Final = Figures(
    grant_year=1,
    answers={"positions_percent": 250},
    costs={"operation": 300_000},
    payable=_COSTS,
)
"""A first year with two and a half positions, and costs of a million."""
_CAP: Final = Cap(**_TOLD, per=Unit.APPLICATION, amount=700_000)
_OWN: Final = OwnShare(**_TOLD, percent=20, of=ShareOf.GRANT)


def _rate(most: int | None = None) -> RatePart:
    amount = YearAmount(**_TOLD, grant_year=1, amount=300_000)
    held = None if most is None else MostOf(**_TOLD, number=most)
    return RatePart(
        id=Identifier("rate"), name=_NAME, per=Unit.POSITION, amounts=(amount,), most=held
    )


def worked_mechanisms(wording: Wording, words: Mapping[str, str]) -> Mapping[str, str]:
    """Return an example in words for each record that a mechanism is, by the record's name.

    Args:
        wording: the rules' sentences, which say how an amount is worked out.
        words: the patterns of ``words.yaml`` for what the rules have no sentence for.
    """
    rate, capped_rate = _rate(), _rate(most=200)
    gives = rate.gives(_YEAR)
    amounts = (YearAmount(**_TOLD, grant_year=Word.ANY, amount=400_000),)
    start = LumpSum(id=Identifier("start"), name=_NAME, per=Unit.APPLICATION, amounts=amounts)
    per_position = Cap(**_TOLD, per=Unit.POSITION, amount=20_000)
    training = CostShare(
        **_TOLD,
        id=Identifier("training"),
        name=_NAME,
        percent=50,
        classes=("operation",),
        cap=per_position,
    )
    floor = Floor(**_TOLD, per=Unit.APPLICATION, amount=800_000)
    both = Composed(parts=(rate, start), limits=(_CAP,), pre_project=Word.NOT_STATED)
    (year,) = both.give([_YEAR])
    upon = PaymentCondition(**_TOLD, when=Comparison("new_measure", "is", value=True), text=_NAME)
    (open_year,) = Composed(parts=(rate,), pre_project=Word.NOT_STATED, payment=upon).give([_YEAR])
    room = _OWN.room(_YEAR) or 0
    halves = [Instalment(**_TOLD, percent=percent, text=_NAME) for percent in (60, 40)]
    return {
        "RatePart": rate.formula(_YEAR, gives, wording),
        "MostOf": capped_rate.formula(_YEAR, capped_rate.gives(_YEAR), wording),
        "LumpSum": start.formula(_YEAR, start.gives(_YEAR), wording),
        "CostShare": training.formula(_YEAR, training.gives(_YEAR), wording),
        "Cap": _held(_CAP, gives, wording, words),
        "Floor": _held(floor, gives, wording, words),
        "OwnShare": words["own_share"].format(
            costs=kroner(_COSTS), room=kroner(room), least=kroner(_OWN.least(_YEAR, room) or 0)
        ),
        "Instalment": words["instalments"].format(
            amount=kroner(gives.value or 0),
            parts=" + ".join(f"{kroner(one)} kr" for one in split(gives.value or 0, halves)),
        ),
        "PaymentCondition": words["payment"].format(
            upper=kroner(open_year.amount.upper or 0), lower=kroner(open_year.amount.lower)
        ),
        "Composed": " ".join(
            [
                rate.formula(_YEAR, year.parts[0], wording),
                start.formula(_YEAR, year.parts[1], wording),
                *(limit.in_words(_YEAR, wording) for limit in year.limits),
            ]
        ),
    }


def _held(limit: Cap | Floor, amount: Amount, wording: Wording, words: Mapping[str, str]) -> str:
    held = limit.hold(amount, _YEAR)
    values = {"before": kroner(amount.value or 0), "after": kroner(held.value or 0)}
    return f"{limit.in_words(_YEAR, wording)} {words['held'].format(**values)}"
