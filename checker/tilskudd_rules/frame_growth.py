"""Growth in the frame grant: what a municipality has had without applying for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tilskudd_rules.schema import Day
from tilskudd_rules.statements import Fact, Money, MunicipalityNumber, SchemeId, Statement, Text

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader

FRAME_GROWTH_ID = "rammevekst"
"""The one id that is no grant scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameGrowthRow:
    """One municipality of 2018 in the frame-growth table, in whole kroner.

    Attributes:
        municipality: the municipality of 2024 it is part of.
        total: 2016 and 2017 together, as the document states it.
        forecast_2018: the growth in all by 2018, as the document states it.
    """

    number_2018: str
    name_2018: str
    municipality: MunicipalityNumber
    growth_2016: int
    growth_2017: int
    total: int
    forecast_2018: int

    def validate(self, path: Path, reader: Reader) -> None:
        """The total is 2016 + 2017, and the forecast is 2016 + 2 × 2017."""
        total = self.growth_2016 + self.growth_2017
        if self.total != total:
            reader.report("wrong-sum", (*path, "total"), self.total, expected=str(total))
        forecast = total + self.growth_2017
        if self.forecast_2018 != forecast:
            reader.report(
                "wrong-sum", (*path, "forecast_2018"), self.forecast_2018, expected=str(forecast)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameGrowth(Statement):
    """Growth in the frame grant: no scheme to apply for.

    Attributes:
        facts: what the table is, how it came about and what is expected of the municipality.
        region: the municipalities that the document sums up under a name of its own.
        region_name: that name.
        stated_total: what the document says the growth adds up to.
    """

    id: SchemeId
    name: Text
    short_name: Text
    summary: Text
    reviewed_on: Day
    review_by: Day
    facts: tuple[Fact, ...]
    region_name: str
    region: tuple[str, ...]
    stated_total: Money
    rows: tuple[FrameGrowthRow, ...]

    def validate(self, path: Path, reader: Reader) -> None:
        """The table has the one id that is no grant scheme."""
        Statement.validate(self, path, reader)
        if self.id != FRAME_GROWTH_ID:
            reader.report("wrong-folder", (*path, "id"), self.id, expected=FRAME_GROWTH_ID)
