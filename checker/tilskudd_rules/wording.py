"""Fill in the sentences of ``texts.yaml``: the rules decide, the words are data."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tilskudd_rules.statements import Text

NO_BREAK_SPACE: Final = "\u00a0"
MONTHS: Final = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
"""The months' names, the same in bokmål and nynorsk."""

TEXTS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(names.split())
    for name, names in {
        # Criteria and editions
        "criterion.unknown": "answers",
        "criterion.measure-elsewhere": "answers",
        "outside.replaced": "replacement",
        "outside.replacement-over": "scheme",
        "outside.no-edition": "scheme year",
        "standing.unknown-year": "year",
        "standing.no-rules": "year",
        "standing.no-deadline": "year",
        "standing.which-authority": "year",
        "standing.not-announced": "year authority",
        "standing.assumed": "year deadline",
        "standing.opens-later": "year deadline opens",
        "standing.announced": "year deadline opens",
        "standing.open": "year deadline opens",
        "standing.closed": "year deadline opens",
        "verdict.eligible": "edition",
        "verdict.not-eligible": "edition",
        "verdict.unknown": "edition",
        "verdict.assessment": "edition",
        "warning.latest-edition": "scheme year edition",
        "warning.not-announced": "announcement",
        "warning.new-measure-with-years": "received",
        "warning.pre-project-too-late": "",
        "warning.measure-covered": "measure",
        "warning.requested-years-one": "requested most",
        "warning.requested-years-most": "requested most",
        "warning.requested-years-in-all": "requested most",
        "warning.requested-years-not-stated": "",
        "measure.other": "",
        "answer.yes": "",
        "answer.no": "",
        "answer.none": "",
        "answer.not-in-edition": "measure edition",
        "answer.follows-municipality": "",
        "answer.follows-covered": "",
        # Money
        "formula.per-position": "positions rate amount",
        "formula.per-position-capped": "positions cap rate amount",
        "formula.whole-measure": "amount",
        "formula.per-municipality": "amount",
        "formula.paid-before": "",
        "formula.not-stated": "grant_year",
        "formula.unknown": "answer",
        "formula.unknown-year": "answer grant_year",
        "formula.unknown-grant-year": "",
        "formula.over-costs": "amount",
        "unit.position": "",
        "unit.participant": "",
        "unit.place": "",
        "unit.inhabitant": "",
        "unit.team": "",
        "unit.municipality": "",
        "mechanism.part": "part formula",
        "mechanism.rate": "number rate amount",
        "mechanism.rate-capped": "number most rate amount",
        "mechanism.lump-sum": "amount",
        "mechanism.cost-share": "percent costs amount",
        "mechanism.cost-share-capped": "percent costs amount",
        "mechanism.cap": "amount",
        "mechanism.cap-in-all": "amount",
        "mechanism.floor": "amount",
        "mechanism.open": "",
        "mechanism.not-stated": "",
        "warning.paid-when": "text",
        "warning.paid-when-by": "text by",
        "range.measures": "measures",
        "range.without": "measures",
        "warning.indicative": "edition year",
        "warning.indicative-basis": "edition year",
        "warning.positions-over-cap": "positions cap",
        "warning.request-over-cap": "requested cap edition",
        "warning.request-over-indication": "requested cap edition",
        "warning.ceiling-over-costs": "years",
        "warning.request-over-costs": "requested eligible",
        "warning.excluded-costs": "classes amount",
        "warning.pre-project-not-stated": "edition",
        "warning.whole-measure-ceiling": "amount",
        "what-if.over-cap": "excess cap",
        "what-if.one-more-position": "gain",
        "what-if.up-to-cap": "cap gain",
        "what-if.pre-project": "gain",
        # Dates
        "warning.weekend-deadline": "kind date weekday",
        "deadline.application": "",
        "deadline.reporting": "",
        "deadline.accounts": "",
        "deadline.for-application": "",
        "deadline.for-reporting": "",
        "deadline.for-accounts": "",
        "deadline.for-several": "most last",
        "deadline.grant-year": "year",
        "deadline.recurs": "year",
        "deadline.at-time": "date time",
        "warning.submitted-late": "submitted deadline",
        "warning.submitted-late-assumed": "submitted deadline",
        "warning.submitted-late-weekend": "submitted deadline",
        "warning.deadline-passed": "deadline as_of",
        "warning.date-of-nobody-named": "date authority",
        "weekday.saturday": "",
        "weekday.sunday": "",
        # Cost classes
        "cost.salary": "",
        "cost.operation": "",
        "cost.partner_costs": "",
        "cost.investment": "",
        "cost.inventory": "",
        "cost.administration": "",
        # Situations that cannot be read
        "problem.not-json": "line column",
        "problem.not-an-object": "found",
        "problem.too-large": "",
        "problem.more-problems": "count",
        "problem.duplicate-key": "field",
        "problem.unknown-key": "field near",
        "problem.unknown-key-far": "field expected",
        "problem.wrong-type": "field found expected",
        "problem.unknown-word": "field found expected",
        "problem.unknown-word-near": "field found near",
        "problem.out-of-range": "field found minimum maximum",
        "problem.not-a-date": "field found",
        "problem.day-out-of-range": "field found minimum maximum",
        "problem.no-such-municipality": "field found",
        "problem.not-a-municipality-number": "field found",
        "problem.former-municipality": "field found former successor number",
        "problem.divided-municipality": "field found former",
        "problem.authority-mismatch": "field found expected municipality",
        "problem.no-entries": "field",
        "problem.too-many-entries": "field found maximum",
        "type.number": "",
        "type.text": "",
        "type.boolean": "",
        "type.list": "",
        "type.mapping": "",
        "type.positions": "",
    }.items()
}
"""The sentences the rules need, with the names each may use in braces."""


class Wording:
    """Sentences in one language form.

    Args:
        texts: the catalogue's sentences by id.
        language: ``nb`` or ``nn``.
    """

    def __init__(self, texts: Mapping[str, Text], language: str) -> None:
        self._texts = texts
        self.language = language

    def format_message(self, name: str, **values: object) -> str:
        """Return the sentence ``name`` with its names filled in."""
        return self._texts[name].in_language(self.language).format(**values)

    def text(self, text: Text) -> str:
        """Return a text of the catalogue in this language form."""
        return text.in_language(self.language)


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names a sentence wants filled in; raise ``ValueError`` where it is malformed.

    >>> sorted(placeholders("{year}: inntil {amount} kr"))
    ['amount', 'year']
    """
    parts = list(Formatter().parse(sentence))
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError(sentence)
    return frozenset(name for _, name, _, _ in parts if name is not None)


def kroner(amount: int) -> str:
    """Write whole kroner with Norwegian thousands separators: ``5 000 000``.

    >>> kroner(5_000_000).split(NO_BREAK_SPACE)
    ['5', '000', '000']
    """
    return f"{amount:,}".replace(",", NO_BREAK_SPACE)


def percent(share: int) -> str:
    """Write whole percent with the space that Norwegian has before the sign.

    >>> percent(25).split(NO_BREAK_SPACE)
    ['25', '%']
    """
    return f"{share}{NO_BREAK_SPACE}%"


def positions(percent: int) -> str:
    """Write whole percent as full-time equivalents: 250 is ``2,5``.

    >>> positions(250), positions(1000), positions(25)
    ('2,5', '10', '0,25')
    """
    whole, rest = divmod(percent, 100)
    return f"{whole},{rest:02d}".removesuffix("0") if rest else str(whole)


def day(iso: str) -> str:
    """Write a day or a month the Norwegian way: ``05.03.2023`` or ``april 2025``.

    >>> day("2023-03-05"), day("2025-04")
    ('05.03.2023', 'april 2025')
    """
    year, month, *days = iso.split("-")
    return ".".join([*days, month, year]) if days else f"{MONTHS[int(month) - 1]} {year}"


def day_in_words(iso: str) -> str:
    """Write a day with its month in words, so that a slip in it is seen.

    >>> day_in_words("2023-03-05"), day_in_words("0023-03-05")
    ('5. mars 2023', '5. mars 0023')
    """
    year, month, number = iso.split("-")
    return f"{int(number)}. {MONTHS[int(month) - 1]} {year}"
