"""The answers a situation may hold: their keys and kinds are a contract, their words are data.

What a question says, which choices it offers and how large a number may be stands in
``questions.yaml``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What sort of answer a key holds, as JSON and as a form field."""

    YEAR = "year"
    """A calendar year, a whole number."""
    DATE = "date"
    """A day, ``YYYY-MM-DD``."""
    MUNICIPALITY = "municipality"
    """A municipality number, four digits as text."""
    AUTHORITY = "authority"
    """The id of an authority."""
    CHOICE = "choice"
    """One of the question's options."""
    CHOICES = "choices"
    """Any number of the question's options, none included."""
    BOOLEAN = "boolean"
    """True or false."""
    POSITIONS = "positions"
    """Whole percent of a full-time equivalent; one number, or a list with one a grant year."""
    COUNT = "count"
    """A small whole number."""
    KRONER = "kroner"
    """Whole kroner."""
    MEASURE = "measure"
    """The id of a measure, or ``other``."""
    MEASURES = "measures"
    """Scheme id to measure id; goes before ``measure`` for that scheme."""
    YEARS_BY_SCHEME = "years_by_scheme"
    """Scheme id to a number of years."""
    COSTS = "costs"
    """Cost class to whole kroner."""
    SCHEMES = "schemes"
    """A list of scheme ids, none included."""


ANSWERS: Final = {
    "year": Kind.YEAR,
    "as_of": Kind.DATE,
    "municipality": Kind.MUNICIPALITY,
    "authority": Kind.AUTHORITY,
    "applicant_type": Kind.CHOICE,
    "partners": Kind.CHOICES,
    "measure": Kind.MEASURE,
    "measures": Kind.MEASURES,
    "new_measure": Kind.BOOLEAN,
    "serves_svalbard": Kind.BOOLEAN,
    "positions_percent": Kind.POSITIONS,
    "pre_project": Kind.BOOLEAN,
    "grant_years_received": Kind.YEARS_BY_SCHEME,
    "received_old_scheme": Kind.BOOLEAN,
    "costs": Kind.COSTS,
    "requested_amount": Kind.KRONER,
    "requested_years": Kind.COUNT,
    "own_financing_from": Kind.SCHEMES,
    "tryggest_status": Kind.CHOICE,
    "joint_application": Kind.BOOLEAN,
    "cooperation_agreement": Kind.BOOLEAN,
    "submitted_on": Kind.DATE,
}
"""Every key of a situation, in the order of the contract."""

SCOPED_KINDS: Final = {"grant_years_received": Kind.COUNT}
"""Answers that hold one value a scheme: the kind a single scheme sees."""

COST_CLASSES: Final = (
    "salary",
    "operation",
    "partner_costs",
    "investment",
    "inventory",
    "administration",
)
"""The cost classes that a situation's ``costs`` may hold."""

OTHER_MEASURE: Final = "other"
"""The measure of an applicant whose plan is none of those a scheme names."""
