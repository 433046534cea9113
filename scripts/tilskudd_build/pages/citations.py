"""What follows the values of a page: where each is from, how far it can be relied on.

The places that a page's values are from are numbered in the order the page uses them. Nearly every
value has such a citation, and most are alike: each is filled in once a page. How they look is said
by ``templates/citations.md.j2``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tilskudd_build.pages.views import is_interpretation
from tilskudd_rules.statements import LocalStatement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tilskudd_rules.statements import Certainty, Document, Fact, Source, Statement


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in one document.

    Attributes:
        number: what the page calls it.
        document: the document, from the bibliography.
        place: the slide, heading or item inside it.
    """

    number: int
    document: Document
    place: str


class References:
    """The numbered references of one page.

    Args:
        documents: the bibliography.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._found: dict[tuple[str, str], Reference] = {}

    def to(self, source: Source) -> Reference:
        """Return the reference to a place, numbered at its first use."""
        key = (source.document, source.place)
        if key not in self._found:
            document = self._documents[source.document]
            self._found[key] = Reference(len(self._found) + 1, document, source.place)
        return self._found[key]

    @property
    def by_document(self) -> Sequence[tuple[Document, Sequence[Reference]]]:
        """The references used so far, gathered under their documents."""
        gathered: dict[str, list[Reference]] = {}
        for reference in self._found.values():
            gathered.setdefault(reference.document.id, []).append(reference)
        return [(self._documents[name], found) for name, found in gathered.items()]


class Citations:
    """The citations of one page.

    Args:
        macros: the macros of ``citations.md.j2``.
        show: turns a value into what a page may show.
        references: numbers the places that the page's values are from.
        unmarked: the certainty that goes without saying on the page.
    """

    def __init__(
        self,
        macros: Any,  # noqa: ANN401 - a template's macros have no type
        show: Callable[[object], Markup],
        references: References,
        unmarked: str,
    ) -> None:
        self._macros = macros
        self._show = show
        self._references = references
        self._unmarked = unmarked
        self._refs: dict[int, Markup] = {}
        self._tags: dict[tuple[Certainty, bool], Markup] = {}
        self._certainties: dict[tuple[Certainty, bool], Markup] = {}

    def ref(self, statement: Statement) -> Markup:
        """Refer to the place a statement is from."""
        found = self._references.to(statement.source)
        if found.number not in self._refs:
            self._refs[found.number] = self._macros.ref(found)
        return self._refs[found.number]

    def tags(self, statement: Statement) -> Markup:
        """Say how far a statement can be relied on, where that does not go without saying."""
        kind = (statement.certainty, is_interpretation(statement))
        if kind not in self._tags:
            self._tags[kind] = self._macros.tags(kind[0].value, kind[1], self._unmarked)
        return self._tags[kind]

    def reading(self, statement: Statement) -> Markup:
        """Say what was read into the source, if anything."""
        return Markup() if statement.reading is None else self._macros.reading(statement.reading)

    def disagreements(self, statement: Statement) -> Markup:
        """Say what other sources say instead, and why that does not count."""
        return _together(
            *(
                self._macros.disagreement(
                    other, self._macros.ref(self._references.to(other.source)), self._unmarked
                )
                for other in statement.disagreements
            )
        )

    def cite(self, statement: Statement) -> Markup:
        """Give all that follows a value."""
        return _together(
            self._whose(statement),
            self.ref(statement),
            self.tags(statement),
            self.reading(statement),
            self.disagreements(statement),
        )

    def _whose(self, statement: Statement) -> Markup:
        """Say whom a statement is for, where it is not for everybody."""
        if not isinstance(statement, LocalStatement) or statement.for_ is None:
            return Markup()
        told: Markup = self._macros.only_for(statement.for_)
        return told

    def fact(self, statement: Fact) -> Markup:
        """Give a sentence with all that follows it."""
        return _together(self._show(statement.text), self.cite(statement))

    def certainty(self, statement: Statement) -> Markup:
        """Say how far a statement can be relied on, and what was read in, in any case."""
        kind = (statement.certainty, statement.interpretation)
        if kind not in self._certainties:
            self._certainties[kind] = self._macros.certainty(kind[0].value, kind[1])
        return _together(self._certainties[kind], self.reading(statement))


def _together(*parts: Markup) -> Markup:
    return Markup("".join(parts))  # noqa: S704 - each part is markup already
