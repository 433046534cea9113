"""Instalments: when how much of a year's grant is paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_rules.statements import Statement, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader

WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment(Statement):
    """A part of a year's grant that is paid at one time.

    Attributes:
        percent: whole percent of the year's grant.
        text: when it is paid, and on what.
    """

    percent: int
    text: Text

    def validate(self, path: Path, reader: Reader) -> None:
        """A part is of something, and no more than the whole."""
        Statement.validate(self, path, reader)
        if not 0 < self.percent <= WHOLE:
            reader.report("not-a-share", (*path, "percent"), self.percent)


def split(amount: int, instalments: Sequence[Instalment]) -> list[int]:
    """Return what each instalment pays, rounded down; the last one pays the rest.

    >>> split(1001, [])
    []
    """
    parts = [amount * one.percent // WHOLE for one in instalments[:-1]]
    return [*parts, amount - sum(parts)] if instalments else []
