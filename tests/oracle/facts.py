"""What the sources say of the seven systems, as far as verdict and money rest on it.

Written from the inventory of the sources alone (`domain.md`, whose rules are cited by their
number) and from the five source documents (cited by their short ids), without a look at the
scheme files or at the rules that read them. Nothing here is to be mended by looking there: where
the two disagree, one of them has misread the sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TRANSITION: Final = "kommunalt-rusarbeid-overgang"
DRUG_WORK: Final = "kommunalt-rusarbeid"
OLD_DRUG_WORK: Final = "kommunalt-rusarbeid-gammel"
ADULTS: Final = "voksne-sammensatte-behov"
YOUNG: Final = "barn-og-unge"
TRYGGEST: Final = "tryggest"
COMPOUND: Final = "langvarige-sammensatte-behov"

SCHEMES: Final = (TRANSITION, DRUG_WORK, OLD_DRUG_WORK, ADULTS, YOUNG, TRYGGEST, COMPOUND)

# The headings of domain.md's sections 1 to 6; rule 21 makes the old kommunalt rusarbeid of
# `agder-2018` a scheme of its own.
EDITIONS: Final = {
    TRANSITION: (2023,),
    DRUG_WORK: (2023, 2025),
    OLD_DRUG_WORK: (2018,),
    ADULTS: (2023, 2025),
    YOUNG: (2023, 2025),
    TRYGGEST: (2025,),
    COMPOUND: (2018,),
}

LAST_YEAR: Final = {
    TRANSITION: 2024,  # Section 1, "until 2024"; rule 24.
    DRUG_WORK: 2025,  # `grannar-2026`: in the block grant from the budget year 2026; rule 25.
    OLD_DRUG_WORK: 2021,  # Rule 21, "editions to 2021".
    COMPOUND: 2018,  # Rule 24: the 2018 schemes have been replaced.
}
"""The last year a scheme exists for, where a source tells; of the others nobody knows."""

MOST_GRANT_YEARS: Final = 4  # "At most 4 years", "inntil fire (4) år": sections 1 to 4 and 6.

# Measures a source names, by edition. Sections 3, 4 and 6; where two documents tell of one year
# (`innlandet-2023`, `satser-2023`), both lists together (rule 26).
NAMED_MEASURES: Final = {
    (ADULTS, 2023): frozenset(
        {
            "fact",
            "samhandlingsmodell",
            "housing-first",
            "behandlingsforberedende",
            "lavterskel-substitusjon",
            "mo-senter",
            "nye-metoder",
        }
    ),
    (ADULTS, 2025): frozenset({"fact", "housing-first", "andre-modeller", "nye-metoder"}),
    (YOUNG, 2023): frozenset({"fact-ung", "samhandlingsmodell", "lavterskel"}),
    (YOUNG, 2025): frozenset({"fact-ung", "psykisk-helsetjeneste"}),
    # Categories A (establish proven models) and B (try new ones) of `agder-2018`.
    (COMPOUND, 2018): frozenset({"etablering", "utproving"}),
}

OTHER: Final = "other"
"""The measure of an applicant who means none of those named."""


@dataclass(frozen=True, slots=True)
class Call:
    """A day or a month by which to apply, as one sender tells it.

    Attributes:
        scheme: what is applied for.
        year: the year of the grant.
        sender: the county governor or directorate; `None`: nobody is named.
        national: whether the sender speaks for the whole country.
        day: `YYYY-MM-DD`, or `YYYY-MM` where only the month is told.
        announced: whether the date is announced, not assumed ("antatt").
        published: the day the call was published, where it is dated.
    """

    scheme: str
    year: int
    sender: str | None
    day: str
    announced: bool
    national: bool = False
    published: str | None = None


CALLS: Final = (
    # Section 1, `innlandet-2023`: "Søknadsfrist 01.02.2023".
    Call(TRANSITION, 2023, "innlandet", "2023-02-01", announced=True),
    # Section 2: `innlandet-2023` assumes the first of March; `satser-2023` announces the fifth
    # and names no region.
    Call(DRUG_WORK, 2023, "innlandet", "2023-03-01", announced=False),
    Call(DRUG_WORK, 2023, None, "2023-03-05", announced=True),
    # Section 2, `nordland-2025`: "Publisert 07.11.2024", and `trondelag-2025`, undated.
    Call(DRUG_WORK, 2025, "nordland", "2025-03-01", announced=True, published="2024-11-07"),
    Call(DRUG_WORK, 2025, "trondelag", "2025-03-01", announced=True),
    # Sections 3 and 4, `innlandet-2023`: "antatt 01.03.2023".
    Call(ADULTS, 2023, "innlandet", "2023-03-01", announced=False),
    Call(YOUNG, 2023, "innlandet", "2023-03-01", announced=False),
    # Sections 3 and 4, `trondelag-2025`: "antatt i april 2025", a month (rule 2).
    Call(ADULTS, 2025, "trondelag", "2025-04", announced=False),
    Call(YOUNG, 2025, "trondelag", "2025-04", announced=False),
    # Section 5, `trondelag-2025`: "Søknadsfrist til Bufdir"; one national receiver (rule 20).
    Call(TRYGGEST, 2025, "bufdir", "2025-03-31", announced=True, national=True),
)
"""Every application deadline of the five documents. No opening date is told by any of them."""

# The first two figures of a municipality's number are its county's (the register of 2024), and a
# county has one county governor, who may have two counties.
GOVERNOR_OF_COUNTY: Final = {
    "03": "ostfold-buskerud-oslo-akershus",
    "11": "rogaland",
    "15": "more-romsdal",
    "18": "nordland",
    "31": "ostfold-buskerud-oslo-akershus",
    "32": "ostfold-buskerud-oslo-akershus",
    "33": "ostfold-buskerud-oslo-akershus",
    "34": "innlandet",
    "39": "vestfold-telemark",
    "40": "vestfold-telemark",
    "42": "agder",
    "46": "vestland",
    "50": "trondelag",
    "55": "troms-finnmark",
    "56": "troms-finnmark",
}

# Section 6: "allerede utprøvde ... modeller, herunder ... ACT og FACT-team" (A, 002 l. 182-185) and
# "prøving og evaluering av nye metoder" (B, l. 187) take in what later schemes name otherwise.
COVERED: Final = {
    (COMPOUND, "fact"): "etablering",
    (COMPOUND, "nye-metoder"): "utproving",
}
