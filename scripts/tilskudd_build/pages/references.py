"""Number the places in the documents that a page rests on, in the order the page uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tilskudd_rules.model import Document, Source


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
