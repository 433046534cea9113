"""What answers can name: a question beside the catalogue, as the kinds of answers look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from tilskudd_rules.answers import COST_CLASSES, OTHER_MEASURE
from tilskudd_rules.schema import Word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tilskudd_rules.kinds import Register
    from tilskudd_rules.model import Catalogue, Question, Scheme


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what its answers can name.

    Attributes:
        question: the question.
        catalogue: the rules.
        measures: the measures that can be named, where those are not all there are.
    """

    question: Question
    catalogue: Catalogue
    measures: Sequence[str] | None = None

    @property
    def minimum(self) -> int | None:
        """The smallest number that makes sense, if there is one."""
        return self.question.minimum

    @property
    def maximum(self) -> int | None:
        """The largest number that makes sense, if there is one."""
        return self.question.maximum

    def ids(self, register: Register) -> Collection[str]:
        """Return the ids in a register; ``other`` is the last of the measures."""
        match register:
            case "options":
                return [str(option.id) for option in self.question.options]
            case "schemes":
                return self.catalogue.schemes
            case "authorities":
                return self.catalogue.authorities
            case "municipalities":
                return self.catalogue.municipalities
            case "cost_classes":
                return COST_CLASSES
            case "measures" if self.measures is not None:
                return (*self.measures, OTHER_MEASURE)
            case "measures":
                return (*measures_of(self.catalogue.schemes.values()), OTHER_MEASURE)
            case _:
                assert_never(register)

    def label(self, register: Register, identifier: str, language: str) -> str:
        """Return what something in a register is called; a measure as its newest edition has it."""
        match register:
            case "options":
                one = next(one for one in self.question.options if one.id == identifier)
                return one.label.in_language(language)
            case "schemes":
                return self.catalogue.schemes[identifier].short_name.in_language(language)
            case "authorities":
                return self.catalogue.authorities[identifier].name.in_language(language)
            case "municipalities":
                return self.catalogue.municipalities[identifier].name
            case "cost_classes":
                return self.catalogue.texts[f"cost.{identifier}"].in_language(language)
            case "measures":
                schemes = self.catalogue.schemes.values()
                named = (scheme.measure(identifier) for scheme in schemes)
                other = self.catalogue.texts["measure.other"]
                names = (measure.name for measure in named if measure is not None)
                return next(names, other).in_language(language)
            case _:
                assert_never(register)

    def measures_of(self, scheme: str) -> Collection[str]:
        """Return the ids of one scheme's measures, and ``other``."""
        return (*measures_of([self.catalogue.schemes[scheme]]), OTHER_MEASURE)

    def why_no_municipality(self, number: str) -> tuple[str, Mapping[str, str]]:
        """Return what is wrong with a number that no municipality has: a code, and its details."""
        former = self.catalogue.former_municipalities.get(number)
        if former is None:
            return "no-such-municipality", {}
        if isinstance(former.municipality, Word):
            return "divided-municipality", {"former": former.name}
        today = self.catalogue.municipalities[former.municipality]
        details = {"former": former.name, "successor": today.name, "number": today.number}
        return "former-municipality", details


def measures_of(schemes: Iterable[Scheme]) -> list[str]:
    """Return the ids of the measures that the schemes name in any year, each once.

    >>> measures_of([scheme])
    ['nabolag']
    """
    found = (
        str(measure.id)
        for scheme in schemes
        for edition in scheme.editions.values()
        for measure in edition.measures
    )
    return list(dict.fromkeys(found))
