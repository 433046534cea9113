"""Write the result of a check as plain text for a terminal; the words stand in the template."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from tilskudd_rules.describe import Describer
from tilskudd_rules.wording import Wording, day, kroner

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import AmountResult, Evaluation, SchemeResult

_WIDTH: Final = 78
# As on the checker's page: what is met first, and of that what is open before what is not.
_ELIGIBILITY: Final = ("eligible", "assessment", "unknown", "not_eligible")
_STANDING: Final = (
    *("open", "announced", "opens_later", "not_announced"),
    *("unknown_year", "closed", "ended"),
)


def write_report(result: Evaluation, catalogue: Catalogue, language: str) -> str:
    """Return the report on a check.

    Args:
        result: the parsed result.
        catalogue: for the names of questions and authorities.
        language: the language form of the names; the report's own words are in bokmål.
    """
    describer = Describer(catalogue, Wording(catalogue.texts, language))
    # Plain text for a terminal: there is no markup to escape.
    environment = Environment(
        loader=PackageLoader("tilskudd_build.terminal"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - no markup
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, kroner=kroner, hang=_hang, question=describer.question)
    names = {key: one.name.in_language(language) for key, one in catalogue.authorities.items()}
    template = environment.get_template("report.nb.txt.j2")
    schemes = sorted(result["schemes"], key=_rank)
    context = {"result": result, "schemes": schemes, "authorities": names}
    return template.render(context, years_paid=_years_paid).strip()


def _rank(scheme: SchemeResult) -> tuple[int, int]:
    return _ELIGIBILITY.index(scheme["eligibility"]), _STANDING.index(scheme["standing"])


def _years_paid(amount: AmountResult) -> tuple[int, int]:
    """Return the first and the last calendar year that something is paid in."""
    years = [year["calendar_year"] for year in amount["years"] if year["amount"]]
    if amount["pre_project_year"] is not None:
        years.append(amount["pre_project_year"])
    every = years or [year["calendar_year"] for year in amount["years"]]
    return min(every), max(every)


def _hang(text: str, indent: int) -> str:
    """Wrap a text so that its further lines stand under its first."""
    # The first line is indented by the template: the width counts it all the same.
    lines = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)
