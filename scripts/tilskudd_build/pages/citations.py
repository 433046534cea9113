"""What follows the values of a page: where each is from, how far it can be relied on.

Nearly every value has such marks, and most of them are alike: each is filled in once a page. How
they look is said by ``templates/marks.md.j2``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tilskudd_build.pages.views import is_interpretation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tilskudd_build.pages.references import References
    from tilskudd_rules.model import Certainty, Fact, Statement


class Marks:
    """The marks of one page.

    Args:
        looks: the macros of ``marks.md.j2``.
        show: turns a value into what a page may show.
        references: numbers the places that the page's values are from.
        unmarked: the certainty that goes without saying on the page.
    """

    def __init__(
        self,
        looks: Any,  # noqa: ANN401 - a template's macros have no type
        show: Callable[[object], Markup],
        references: References,
        unmarked: str,
    ) -> None:
        self._looks = looks
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
            self._refs[found.number] = self._looks.ref(found)
        return self._refs[found.number]

    def tags(self, statement: Statement) -> Markup:
        """Say how far a statement can be relied on, where that does not go without saying."""
        kind = (statement.certainty, is_interpretation(statement))
        if kind not in self._tags:
            self._tags[kind] = self._looks.tags(kind[0].value, kind[1], self._unmarked)
        return self._tags[kind]

    def reading(self, statement: Statement) -> Markup:
        """Say what was read into the source, if anything."""
        return Markup() if statement.reading is None else self._looks.reading(statement.reading)

    def marks(self, statement: Statement) -> Markup:
        """Give all that follows a value."""
        return _together(self.ref(statement), self.tags(statement), self.reading(statement))

    def fact(self, statement: Fact) -> Markup:
        """Give a sentence with all that follows it."""
        return _together(self._show(statement.text), self.marks(statement))

    def certainty(self, statement: Statement) -> Markup:
        """Say how far a statement can be relied on, and what was read in, in any case."""
        kind = (statement.certainty, statement.interpretation)
        if kind not in self._certainties:
            self._certainties[kind] = self._looks.certainty(kind[0].value, kind[1])
        return _together(self._certainties[kind], self.reading(statement))


def _together(*parts: Markup) -> Markup:
    return Markup("".join(parts))  # noqa: S704 - each part is markup already
