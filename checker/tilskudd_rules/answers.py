"""The answers a situation may hold: their keys and kinds are a contract, their words are data.

What a question says, which choices it offers and how large a number may be stands in
``questions.yaml``.
"""

from __future__ import annotations

from typing import Final

from tilskudd_rules.kinds import KINDS

ANSWERS: Final = {
    "year": KINDS["year"],
    "as_of": KINDS["date"],
    "municipality": KINDS["municipality"],
    "authority": KINDS["authority"],
    "applicant_type": KINDS["choice"],
    "partners": KINDS["choices"],
    "measure": KINDS["measure"],
    "measures": KINDS["measures"],
    "new_measure": KINDS["boolean"],
    "serves_svalbard": KINDS["boolean"],
    "positions_percent": KINDS["positions"],
    "pre_project": KINDS["boolean"],
    "grant_years_received": KINDS["years_by_scheme"],
    "received_old_scheme": KINDS["boolean"],
    "costs": KINDS["costs"],
    "requested_amount": KINDS["kroner"],
    "requested_years": KINDS["count"],
    "own_financing_from": KINDS["schemes"],
    "tryggest_status": KINDS["choice"],
    "joint_application": KINDS["boolean"],
    "cooperation_agreement": KINDS["boolean"],
    "submitted_on": KINDS["date"],
}
"""Every key of a situation, in the order of the contract."""

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
