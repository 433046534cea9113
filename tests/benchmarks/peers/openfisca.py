"""The amount in OpenFisca-Core, as somebody who writes a country package would model it.

The rates are a parameter, a scale over grant years. A year's ceiling is a variable with a formula,
and the sum over the years is asked for over a period of as many years. A new applicant is a new
simulation, because a simulation keeps what it has worked out. Of the three ways to build one, this
is the fastest for a single applicant.
"""

from __future__ import annotations

from typing import Any

import numpy as np  # type: ignore[import-not-found]
from contest import Total, contest  # type: ignore[import-not-found]
from openfisca_core.entities import build_entity  # type: ignore[import-not-found]
from openfisca_core.parameters import ParameterNode  # type: ignore[import-not-found]
from openfisca_core.periods import DateUnit, period  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

FIRST_YEAR = 2023
APPLICANT = build_entity("applicant", "applicants", "An applicant", is_person=True)


class positions_percent(Variable):  # type: ignore[misc]
    value_type = int
    entity = APPLICANT
    definition_period = DateUnit.ETERNITY


class grant_years_received(Variable):  # type: ignore[misc]
    value_type = int
    entity = APPLICANT
    definition_period = DateUnit.ETERNITY


class grant_year(Variable):  # type: ignore[misc]
    value_type = int
    entity = APPLICANT
    definition_period = DateUnit.YEAR

    def formula(applicant: Any, period: Any) -> Any:
        return applicant("grant_years_received", period) + (period.start.year - FIRST_YEAR + 1)


class ceiling(Variable):  # type: ignore[misc]
    value_type = int
    entity = APPLICANT
    definition_period = DateUnit.YEAR

    def formula(applicant: Any, period: Any, parameters: Any) -> Any:
        fact_ung = parameters(period).fact_ung
        planned = applicant("positions_percent", period)
        rate = fact_ung.rates.calc(applicant("grant_year", period))
        return np.minimum(planned, fact_ung.max_positions) * rate // 100


def build(model: dict[str, Any]) -> Total:
    system = TaxBenefitSystem([APPLICANT])
    for variable in (positions_percent, grant_years_received, grant_year, ceiling):
        system.add_variable(variable)
    # Nothing is given after the last year.
    amounts = enumerate([*model["rates"], 0], start=1)
    system.parameters = ParameterNode(
        "",
        data={
            "fact_ung": {
                "max_positions": {"values": dated(model["cap"])},
                "rates": {
                    "metadata": {"type": "single_amount"},
                    "brackets": [
                        {"threshold": dated(year), "amount": dated(amount)}
                        for year, amount in amounts
                    ],
                },
            }
        },
    )
    years = period(f"year:{FIRST_YEAR}:{len(model['rates'])}")

    def total(positions: int, received: int) -> int:
        simulation = SimulationBuilder().build_default_simulation(system)
        simulation.set_input("positions_percent", DateUnit.ETERNITY, np.array([positions]))
        simulation.set_input("grant_years_received", DateUnit.ETERNITY, np.array([received]))
        return int(simulation.calculate_add("ceiling", years)[0])

    return total


def dated(value: int) -> dict[str, Any]:
    return {f"{FIRST_YEAR}-01-01": {"value": value}}


contest(build)
