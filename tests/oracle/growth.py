"""The growth in the frame grant 2016 to 2018, of Agder's municipalities.

Section 7 of domain.md, the table of `agder-2018`, typed off with a space as thousands separator.
Of its columns only the first two are kept: sum and forecast follow from them.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Row(NamedTuple):
    """A municipality of 2018.

    Attributes:
        name: its name then.
        successor: the number of the municipality it is part of since 2020.
        growth_2016: by the social-assistance key of 2016.
        growth_2017: by that of 2017.
    """

    name: str
    successor: str
    growth_2016: int
    growth_2017: int

    @property
    def total(self) -> int:
        """The sum of both years."""
        return self.growth_2016 + self.growth_2017

    @property
    def forecast_2018(self) -> int:
        """Section 7: 2016 + 2 × 2017, "samlet økning 2018"."""
        return self.growth_2016 + 2 * self.growth_2017


ROWS: Final = (
    Row("Risør", "4201", 472_764, 422_649),
    Row("Grimstad", "4202", 1_578_608, 1_191_189),
    Row("Arendal", "4203", 3_970_208, 2_986_512),
    Row("Gjerstad", "4211", 157_420, 160_149),
    Row("Vegårshei", "4212", 113_832, 102_237),
    Row("Tvedestrand", "4213", 460_176, 369_651),
    Row("Froland", "4214", 386_184, 320_304),
    Row("Lillesand", "4215", 609_544, 508_512),
    Row("Birkenes", "4216", 313_688, 264_000),
    Row("Åmli", "4217", 122_004, 115_029),
    Row("Iveland", "4218", 75_772, 66_747),
    Row("Evje og Hornnes", "4219", 280_500, 225_636),
    Row("Bygland", "4220", 58_724, 61_116),
    Row("Valle", "4221", 62_908, 68_415),
    Row("Bykle", "4222", 45_720, 47_106),
    Row("Kristiansand", "4204", 8_098_380, 6_026_151),
    Row("Mandal", "4205", 1_087_028, 905_418),
    Row("Farsund", "4206", 503_872, 439_203),
    Row("Flekkefjord", "4207", 516_616, 460_464),
    Row("Vennesla", "4223", 979_856, 781_044),
    Row("Songdalen", "4204", 497_744, 411_792),
    Row("Søgne", "4204", 767_416, 592_230),
    Row("Marnardal", "4205", 135_520, 125_574),
    Row("Åseral", "4224", 52_476, 47_760),
    Row("Audnedal", "4225", 78_112, 68_814),
    Row("Lindesnes", "4205", 311_740, 258_981),
    Row("Lyngdal", "4225", 500_828, 434_643),
    Row("Hægebostad", "4226", 77_152, 70_101),
    Row("Kvinesdal", "4227", 372_256, 321_228),
    Row("Sirdal", "4228", 74_068, 70_932),
)
