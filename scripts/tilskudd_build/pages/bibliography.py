"""Find every value that rests on a document, and where the site shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tilskudd_build.pages.formatting import capital
from tilskudd_build.pages.views import FieldPath, statements
from tilskudd_rules.statements import Fact, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilskudd_build.pages.formatting import Formatter
    from tilskudd_rules.model import Catalogue, Scheme
    from tilskudd_rules.statements import Document, Statement

_ANCHORS: Final = {
    "purpose": "formal",
    "target_group": "malgruppe",
    "applicants": "hvem",
    "mentions": "hvem",
    "measures": "tiltak",
    "support": "belop",
    "funded": "dekkes-dette",
    "not_funded": "dekkes-ikke",
    "costs": "utgifter",
    "duration": "varighet",
    "own_share": "egenandel",
    "considerations": "vurdering",
    "discretion": "skjonn",
    "reservation": "forbehold",
    "criteria": "vilkar",
    "appropriations": "bevilgning",
    "deadlines": "frister",
    "calls": "soknad",
    "application": "soknadens-innhold",
    "signature": "underskrift",
    "evidence": "vedlegg",
    "duties": "pliktene",
    "reporting": "rapportering",
    "applications_to": "mottaker",
    "budget": "rammer",
    "announcement": "status",
    "closure": "status",
    "relations": "andre-ordninger",
    "facts": "hva",
    "stated_total": "avrundet",
}
"""Where on its page each field stands."""


class Use(NamedTuple):
    """A value that rests on a document, and where the site shows it."""

    words: str
    section: str
    page: str
    anchor: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class UseGroup:
    """The values of one edition, or of something like it, that rest on a document."""

    title: str
    anchor: str
    uses: Sequence[Use]

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.uses)


def uses_by_document(
    catalogue: Catalogue, formatter: Formatter
) -> Sequence[tuple[Document, Sequence[UseGroup]]]:
    """Return each document with the values that rest on it, edition by edition."""
    found: dict[str, list[UseGroup]] = {name: [] for name in catalogue.sources}
    for group in _Bibliography(catalogue, formatter).groups():
        by_document: dict[str, list[Use]] = {}
        for use in group.uses:
            by_document.setdefault(use.statement.source.document, []).append(use)
        for name, uses in by_document.items():
            found[name].append(UseGroup(group.title, group.anchor, uses))
    return [(document, found[name]) for name, document in catalogue.sources.items()]


class _Bibliography:
    def __init__(self, catalogue: Catalogue, formatter: Formatter) -> None:
        self._catalogue = catalogue
        self._formatter = formatter
        self._words = formatter.words["sources"]

    def groups(self) -> Iterator[UseGroup]:
        """Yield everything on the site that has a source, in the order of the site."""
        for scheme in self._catalogue.schemes.values():
            yield from self._scheme(scheme)
        growth = self._catalogue.frame_growth
        name = self._formatter.text(growth.short_name)
        # The table as a whole rests on the document, besides what is said of it.
        table = self._use(
            FieldPath("frame_growth"), growth, "rammevekst/", "tabell", growth.summary.nb
        )
        of_growth = self._of(growth, name, growth.id, "rammevekst/")
        yield UseGroup(name, growth.id, [table, *of_growth.uses])
        yield self._relations()

    def _scheme(self, scheme: Scheme) -> Iterator[UseGroup]:
        name = self._formatter.text(scheme.short_name)
        page = f"ordninger/{scheme.id}/"
        yield self._of(scheme, self._words["scheme"].format(name=name), scheme.id, page)
        for edition in scheme.newest_first:
            title = self._words["edition"].format(name=name, year=edition.year)
            anchor = f"{scheme.id}-{edition.year}"
            yield self._of(edition, title, anchor, f"{page}{edition.year}/")

    def _relations(self) -> UseGroup:
        """Return what is said of two schemes together, on the newest page that shows it."""
        uses = []
        for relation in self._catalogue.relations:
            first, second = (self._catalogue.schemes[name] for name in relation.schemes)
            shared = set(first.editions) & set(second.editions)
            page = f"ordninger/{first.id}/" + (f"{max(shared)}/" if shared else "")
            uses.append(self._use(FieldPath("relations"), relation, page))
        return UseGroup(self._words["relations"], "relations", uses)

    def _of(self, record: object, title: str, anchor: str, page: str) -> UseGroup:
        found = []
        for path, statement in statements(record):
            found.append(self._use(path, statement, page))
            for other in statement.disagreements:
                # It rests on another document, which says so without counting.
                said = Fact(text=other.says, source=other.source, certainty=other.certainty)
                found.append(self._use(path, said, page))
        return UseGroup(title, anchor, found)

    def _use(
        self, path: FieldPath, statement: Statement, page: str, anchor: str = "", says: str = ""
    ) -> Use:
        within = [
            capital(self._formatter.cost_class(one))
            if isinstance(one, str)
            else self._formatter.text(one.name)
            for one in path.within
        ]
        return Use(
            words=": ".join([*within, says or self._says(path, statement)]),
            section=self._section(path.section),
            page=page,
            anchor=anchor or _ANCHORS[path.section],
            statement=statement,
        )

    def _says(self, path: FieldPath, statement: Statement) -> str:
        if path.field == "pre_project" and isinstance(statement, Money):
            return self._formatter.pre_project(statement)
        return self._formatter.describe(statement)

    def _section(self, field: str) -> str:
        own = self._words["sections"]
        return str(own.get(field) or self._formatter.words["changes"]["sections"][field])
