"""Write the result of a check as plain text for a terminal; the words stand in the template."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from tilskudd_rules.describe import Describer
from tilskudd_rules.wording import Wording, day, kroner

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import Evaluation

_WIDTH = 78


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
        loader=PackageLoader("tilskudd_build"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, kroner=kroner, hang=_hang, question=describer.question)
    names = {key: one.name.in_language(language) for key, one in catalogue.authorities.items()}
    template = environment.get_template("report.nb.txt.j2")
    return template.render(result=result, authorities=names).strip()


def _hang(text: str, indent: int) -> str:
    """Wrap a text so that its further lines stand under its first."""
    # The first line is indented by the template: the width counts it all the same.
    lines = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)
