"""Payment upon a condition: what must be in place before anything is paid."""

from __future__ import annotations

from dataclasses import dataclass

from tilskudd_rules.conditions import Condition
from tilskudd_rules.schema import Day
from tilskudd_rules.statements import Statement, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCondition(Statement):
    """The grant can be given, and is paid once something is in place.

    Attributes:
        when: the condition under which it is paid.
        text: what must be in place, and to whom it is to be shown.
        by: the day it must be in place, where a source says.
    """

    when: Condition
    text: Text
    by: Day | None = None
