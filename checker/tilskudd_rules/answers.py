"""The answers that code names; all others are known by their questions alone.

Dates and arithmetic need some answers by name: they are a contract between the code and the
questions. Whatever else can be answered stands in the files of questions, and conditions are all
that look at it.
"""

from __future__ import annotations

from typing import Final

NAMED: Final = {
    "year": "year",
    "as_of": "date",
    "municipality": "municipality",
    "authority": "authority",
    "measure": "measure",
    "measures": "measures",
    "new_measure": "boolean",
    "positions_percent": "positions",
    "pre_project": "boolean",
    "grant_years_received": "years_by_scheme",
    "costs": "costs",
    "requested_amount": "kroner",
    "requested_years": "count",
    "submitted_on": "date",
}
"""The answers that code names, and the kind that it needs each to be of."""

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
