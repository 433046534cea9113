"""Write the guidance pages: a catalogue in, plain Markdown out.

Nothing here knows MkDocs, which makes HTML of it, and nothing here is read or written: the
templates are filled in by :mod:`tilskudd_build.pages.renderer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.messages import help_topics
from tilskudd_build.pages import views
from tilskudd_build.pages.bibliography import uses_by_document
from tilskudd_build.pages.changes import Comparison, comparisons
from tilskudd_build.pages.date_data import rounds, usual_months
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.renderer import FrontMatter, Page, Renderer, render_checker
from tilskudd_build.pages.words import DEFAULT_LANGUAGE, words
from tilskudd_build.pages.worked_mechanisms import worked_mechanisms
from tilskudd_build.schema.key_reference import key_reference
from tilskudd_rules.evaluate import Evaluator
from tilskudd_rules.situation import read_situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.files.cases import Case
    from tilskudd_build.files.withdrawals import Withdrawal
    from tilskudd_rules.model import Catalogue, Edition, Scheme
    from tilskudd_rules.result import SchemeResult
    from tilskudd_rules.statements import Text

type Cases = Mapping[tuple[str, int], Sequence[Case]]
"""Worked cases by scheme and year."""

_MORE: Final = 4.0
_LESS: Final = 0.5
"""The weights in a search of the page that is all about names, and of pages that repeat what others
 say first, or say what no longer holds."""
_OVER: Final = 0.5
_NAMED: Final = 1.0
"""The weights in a search of what a scheme that is over said, and of the place that says it is:
 whoever asks for it by its name finds that first."""
_MATTERS_MOST: Final = ("measures", "amounts", "costs", "deadlines")
"""The parts of a comparison that stand together on one page."""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example with its computed result."""

    id: str
    title: Text
    situation: Sequence[tuple[str, str]]
    result: SchemeResult


def render_pages(
    catalogue: Catalogue,
    cases: Cases,
    language: str = DEFAULT_LANGUAGE,
    withdrawals: Sequence[Withdrawal] = (),
) -> Iterator[Page]:
    """Write every generated page of one language form.

    Args:
        catalogue: the validated data.
        cases: worked cases; those marked as examples are computed and shown.
        language: ``nb``, at the site's root, or ``nn``, under ``nn/``.
        withdrawals: the releases of the site that are withdrawn.

    Yields:
        The pages, each path once, and each written when it is asked for.
    """
    return _Site(catalogue, cases, language, withdrawals).pages()


class _Site:
    """The pages of one language form."""

    def __init__(
        self,
        catalogue: Catalogue,
        cases: Cases,
        language: str,
        withdrawals: Sequence[Withdrawal],
    ) -> None:
        self._catalogue = catalogue
        self._cases = cases
        self._withdrawals = withdrawals
        self._language = language
        self._folder = "" if language == DEFAULT_LANGUAGE else f"{language}/"
        self._words = words(language)
        self._formatter = Formatter(self._words, catalogue, language)
        self._evaluator = Evaluator(catalogue, language)
        self._renderer = Renderer(catalogue, self._formatter, self._folder)

    def pages(self) -> Iterator[Page]:
        """Yield every page."""
        yield from self._overviews()
        yield self._calendar()
        yield from self._changes()
        yield self._growth()
        yield self._municipalities()
        yield from self._sources()
        yield self._releases()
        yield from self._for_editors()
        text = render_checker(self._catalogue, self._language)
        yield Page(f"{self._folder}sjekk/index.md", text)
        for scheme in self._catalogue.schemes.values():
            yield from self._scheme(scheme)
            yield from self._former(scheme)

    def _overviews(self) -> Iterator[Page]:
        active, ended = views.active_first(self._catalogue)
        t = self._words["home"]
        name = self._words["site"]["name"]
        matter = FrontMatter(title=name, description=t["lead"], wide=True, dated=True)
        context = {"active": active, "ended": ended}
        months = [self._words["dates"]["months"][n - 1] for n in usual_months(self._catalogue)]
        yield self._renderer.page(
            "index.md", "home", matter, **context, rounds=rounds(self._catalogue), months=months
        )
        matter = self._matter("schemes", dated=True)
        yield self._renderer.page("ordninger/index.md", "schemes", matter, **context)

    def _calendar(self) -> Page:
        years = views.calendar(self._catalogue)
        earlier = [d for rows in years.values() for d in rows if d.deadline.earlier_round]
        matter = self._matter("calendar", wide=True, dated=True)
        return self._renderer.page(
            "kalender/index.md", "calendar", matter, years=years, earlier=earlier
        )

    def _changes(self) -> Iterator[Page]:
        """Write what matters most of all comparisons, and a page for each scheme with the rest."""
        found = comparisons(self._catalogue, self._formatter)
        context = {"comparisons": found, "first": _MATTERS_MOST}
        matter = self._matter("changes", weight=_LESS)
        yield self._renderer.page("endringer/index.md", "changes", matter, **context)
        t = self._words["changes"]
        by_scheme: dict[str, list[Comparison]] = {}
        for comparison in found:
            by_scheme.setdefault(comparison.scheme.id, []).append(comparison)
        for name, own in by_scheme.items():
            scheme = self._catalogue.schemes[name]
            title = t["scheme_title"].format(name=self._formatter.text(scheme.short_name))
            matter = FrontMatter(title=title, description=t["scheme_lead"], wide=True, weight=_LESS)
            yield self._renderer.page(
                f"endringer/{name}.md", "scheme_changes", matter, scheme=scheme, comparisons=own
            )

    def _growth(self) -> Page:
        growth = self._catalogue.frame_growth
        say = self._formatter.text
        return self._renderer.page(
            "rammevekst/index.md",
            "growth",
            FrontMatter(
                title=say(growth.name),
                description=say(growth.summary),
                name=self._words["navigation"]["rammevekst"],
            ),
            municipalities=views.grown_municipalities(growth, self._catalogue),
            region=[row for row in growth.rows if row.number_2018 in growth.region],
        )

    def _municipalities(self) -> Page:
        governors = views.county_governors(self._catalogue)
        matter = self._matter("municipalities", dated=True, weight=_MORE)
        national = views.national_calls(self._catalogue)
        context = {"governors": governors, "national": national}
        return self._renderer.page("kommuner/index.md", "municipalities", matter, **context)

    def _sources(self) -> Iterator[Page]:
        """Write the bibliography, and a page for each document with all that rests on it."""
        found = uses_by_document(self._catalogue, self._formatter)
        matter = self._matter("sources", weight=_LESS)
        yield self._renderer.page("kilder/index.md", "sources", matter, documents=found)
        say = self._formatter.text
        for document, groups in found:
            about = say(document.about)
            title = say(document.title)
            matter = FrontMatter(title=title, description=about, wide=True, weight=_LESS)
            yield self._renderer.page(
                f"kilder/{document.id}.md", "source", matter, document=document, groups=groups
            )

    def _releases(self) -> Page:
        """Write what a release is, and which are withdrawn, the latest first."""
        found = sorted(self._withdrawals, key=lambda one: one.withdrawn_on, reverse=True)
        matter = self._matter("releases", weight=_LESS)
        return self._renderer.page("om/utgaver.md", "releases", matter, withdrawals=found)

    def _for_editors(self) -> Iterator[Page]:
        """Write the pages for those who keep the data; messages point into the first."""
        matter = self._matter("editor", weight=_LESS)
        yield self._renderer.page("redaktor/index.md", "editor", matter, topics=help_topics())
        t = self._words["key_reference"]
        # Readers search for what the keys are about, not for the keys.
        matter = FrontMatter(title=t["title"], description=t["lead"], searched=False)
        worked = worked_mechanisms(self._formatter.wording, t["worked_words"])
        yield self._renderer.page(
            "redaktor/nokler.md", "key_reference", matter, parts=key_reference(), worked=worked
        )

    def _scheme(self, scheme: Scheme) -> Iterator[Page]:
        """Write a scheme's editions; the newest also stands at the scheme's own address."""
        t = self._words["edition"]
        for edition in scheme.newest_first:
            newest = edition is views.newest(scheme)
            name = self._formatter.text(edition.name or scheme.name)
            title = self._ended(t["title"].format(name=name, year=edition.year), scheme)
            about = self._about(name, scheme, edition)
            context = {
                "scheme": scheme,
                "edition": edition,
                "examples": list(self._examples(edition)),
                "relations": views.relations(self._catalogue, edition),
                "unmarked": views.shared_certainty(edition).value,
            }
            short = self._ended(f"{self._formatter.text(scheme.short_name)} {edition.year}", scheme)
            weight = 1 if scheme.closure is None else _OVER
            if newest:
                matter = FrontMatter(
                    title=title,
                    description=about,
                    name=short,
                    weight=weight,
                    first=None if scheme.closure is None else _NAMED,
                    dated=True,
                )
                path = f"ordninger/{scheme.id}/index.md"
                yield self._renderer.page(path, "edition", matter, **context)
            # A search finds the page once: at the scheme's own address.
            above = self._formatter.text(scheme.short_name)
            matter = FrontMatter(
                title=title,
                description=about,
                above=above,
                dated=True,
                searched=not newest,
                name=short,
                weight=weight * _LESS,
            )
            path = f"ordninger/{scheme.id}/{edition.year}.md"
            yield self._renderer.page(path, "edition", matter, **context)

    def _about(self, name: str, scheme: Scheme, edition: Edition) -> str:
        """Return what a page of an edition is about, in a sentence."""
        t: Mapping[str, str] = self._words["edition"]
        if scheme.closure is None:
            return t["description"].format(name=name, year=edition.year)
        last = scheme.closure.after_year
        return t["description_ended"].format(name=name, year=edition.year, last=last)

    def _ended(self, title: str, scheme: Scheme) -> str:
        """Return a title that says of a scheme with an end which year is its last."""
        if scheme.closure is None:
            return title
        words: str = self._words["status"]["title_ended"]
        return words.format(title=title, year=scheme.closure.after_year)

    def _former(self, scheme: Scheme) -> Iterator[Page]:
        """Write a small page at each former address, which leads on to the edition's own."""
        t = self._words["moved"]
        for address in scheme.former_addresses:
            year = address.rpartition("/")[2]
            named = {"name": self._formatter.text(scheme.short_name), "year": year}
            matter = FrontMatter(
                title=t["title"].format(**named),
                description=t["lead"].format(**named),
                wide=True,
                searched=False,
                moved=f"../../{scheme.id}/{year}/",
            )
            context = {"scheme": scheme, "year": year}
            path = f"ordninger/{address}.md"
            yield self._renderer.page(path, "moved", matter, **context)

    def _examples(self, edition: Edition) -> Iterator[Example]:
        for case in self._cases.get((edition.scheme, edition.year), ()):
            if not case.example:
                continue
            situation = read_situation(dict(case.situation), self._catalogue)
            said = self._formatter.situation(situation, edition)
            for result in self._evaluator.evaluate(situation)["schemes"]:
                if result["scheme"] == edition.scheme:
                    yield Example(case.id, case.title, said, result)

    def _matter(
        self, section: str, *, wide: bool = False, dated: bool = False, weight: float = 1
    ) -> FrontMatter:
        t = self._words[section]
        return FrontMatter(
            title=t["title"], description=t["lead"], wide=wide, dated=dated, weight=weight
        )
