"""Fill in the page templates: plain Markdown out, and no value from the data obeyed as markup.

Templates take their words from ``templates/words.yaml``. Whatever else they show passes
:func:`tilskudd_build.pages.markup.escape`; a value that has no words at all is a mistake in the
template.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tilskudd_build.pages import date_data, markup, views
from tilskudd_build.pages.citations import Citations, References
from tilskudd_build.pages.formatting import capital
from tilskudd_build.pages.markup import escape, link
from tilskudd_build.pages.standings import known_until
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.mechanisms.cost_share import CostShare
from tilskudd_rules.model import Section
from tilskudd_rules.schema import Word
from tilskudd_rules.statements import Certainty, Text
from tilskudd_rules.support import Discretionary, NoStatedSupport, RateTable
from tilskudd_rules.wording import kroner, positions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2 import BytecodeCache

    from tilskudd_build.pages.changes import Said
    from tilskudd_build.pages.formatting import Formatter
    from tilskudd_rules.model import Catalogue, Measure, Scheme

_TEMPLATES: Final = Path(__file__).with_name("templates")
_CACHE: Final = Path(__file__).parents[3] / "build" / "templates"

_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    Attributes:
        path: where it stands among the site's Markdown files.
        markdown: the page.
    """

    path: str
    markdown: str

    @property
    def address(self) -> str:
        """The page's address, relative to the site's root; empty for the front page."""
        return address_of(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a page says of itself.

    Attributes:
        above: what the page right above this one is called, where a page stands that deep.
        wide: the page's tables need the width; its contents are not listed beside it.
        dated: the page says on the day it is read how its dates stand.
        searched: a search finds the page.
        name: what a search calls the page, where its title is long.
        weight: how much the page counts in a search, beside others that match as well.
        first: how much its beginning counts, where that is not as much as the rest.
        moved: where, seen from here, the page is found that stood here before; empty where it is
            this one.
    """

    title: str
    description: str
    above: str = ""
    wide: bool = False
    dated: bool = False
    searched: bool = True
    name: str = ""
    weight: float = 1
    first: float | None = None
    moved: str = ""


def address_of(path: str) -> str:
    """Return the address of a page from where it stands among the Markdown files."""
    folder = path.removesuffix(".md").removesuffix("index")
    return folder if folder == "" or folder.endswith("/") else f"{folder}/"


@cache
def bytecode_cache(name: str) -> BytecodeCache:
    """Return a cache in which templates stay compiled from one build to the next.

    What a template compiles to depends on how values are shown, too: ``name`` tells apart what is
    shown in different ways, and code that shows otherwise begins anew.
    """
    code = b"".join(Path(one).read_bytes() for one in (__file__, str(markup.__file__)))
    folder = _CACHE / f"{name}-{hashlib.sha256(code).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def render_checker(catalogue: Catalogue, language: str) -> str:
    """Write the checker's page; its template is one block of HTML with front matter of its own."""
    environment = _environment("checker", None)
    template = environment.get_template("sjekk.md.j2")
    context = {
        "catalogue": catalogue,
        "sections": list(Section),
        "known_until": known_until,
        "former_names": views.former_names(catalogue),
        "language": language,
    }
    return template.render(context).lstrip()


def _environment(name: str, finalize: Callable[[Any], Any] | None) -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        # One is made for each build.
        auto_reload=False,
        bytecode_cache=bytecode_cache(name),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Renderer:
    """The page templates with all that they may use.

    Args:
        catalogue: the validated data.
        formatter: says values in the page's language.
        folder: where this language's pages stand below the site's root; empty or ending in ``/``.
    """

    def __init__(self, catalogue: Catalogue, formatter: Formatter, folder: str) -> None:
        self._catalogue = catalogue
        self._formatter = formatter
        self._folder = folder
        self._standing: dict[str, str] = {}
        self._environment = _environment("pages", self._shown)
        # It would let the parts through with HTML's own escaping only.
        del self._environment.filters["join"]
        self._environment.tests.update(
            not_stated=lambda value: value in (Word.NOT_STATED, Word.NOT_READ),
            not_read=lambda value: value is Word.NOT_READ,
            any_year=lambda value: value is Word.ANY,
            composed=lambda value: isinstance(value, Composed),
            cost_share=lambda value: isinstance(value, CostShare),
            rate_table=lambda value: isinstance(value, RateTable),
            discretionary=lambda value: isinstance(value, Discretionary),
            states_nothing=_states_nothing,
            text=lambda value: isinstance(value, Text),
        )
        self._environment.globals.update(
            t=formatter.words,
            catalogue=catalogue,
            formatter=formatter,
            address=link,
            amount_groups=views.amount_groups,
            application_deadlines=views.application_deadlines,
            by_priority=views.by_priority,
            capital=capital,
            dated_calls=views.dated_calls,
            due_data=date_data.due_data,
            call_data=date_data.call_data,
            format_message=self._format_message,
            heading=self._heading,
            is_interpretation=views.is_interpretation,
            national_note=views.national_note,
            kroner=kroner,
            names=self._names,
            names_of=self._names_of,
            newest=views.newest,
            positions=positions,
            cited_alike=_cited_alike,
            scheme_data=self._scheme_data,
            sum_of=views.sum_of,
            verbatim=_verbatim,
        )
        self._citations = self._macros("citations.md.j2")
        # The same dates come back on page after page, and so does what the tags mean.
        macros = self._citations
        self._environment.globals.update(
            date=cache(macros.date), legend=cache(macros.legend), tag=macros.tag
        )

    def _macros(self, template: str) -> Any:  # noqa: ANN401 - a template's macros have no type
        return self._environment.get_template(template).module

    def page(self, path: str, template: str, matter: FrontMatter, **context: object) -> Page:
        """Fill in a template as the page at ``path``, relative to this language's folder."""
        full = self._folder + path
        up = "../" * address_of(full).count("/")

        def href(*parts: object) -> Markup:
            return escape(up + self._folder + "".join(map(str, parts)) or "./")

        refs = References(self._catalogue.sources)
        unmarked = str(context.get("unmarked", Certainty.ANNOUNCED.value))
        citations = Citations(self._citations, self._shown, refs, unmarked)
        filled = self._environment.get_template(f"{template}.md.j2")
        own = {"refs": refs, "citations": citations, "href": href}
        return Page(full, _front(matter) + _tidy(filled.render(context, **own)))

    def _shown(self, value: object) -> Markup:
        """Turn a value into what a template may show; whatever has no words is a mistake."""
        if isinstance(value, str):
            # Most that is shown is one of these, a thousand times a page.
            return value if isinstance(value, Markup) else escape(value)
        match value:
            case Text():
                return escape(self._formatter.text(value))
            case int() if not isinstance(value, bool):
                return escape(str(value))
            case _:
                raise TypeError(repr(value))

    def _format_message(self, sentence: str, **values: object) -> str:
        plain = {
            name: self._formatter.text(value) if isinstance(value, Text) else value
            for name, value in values.items()
        }
        return sentence.format(**plain)

    def _heading(self, level: int, says: object, anchor: str, *, searched: bool = True) -> Markup:
        attributes = f"#{escape(anchor)}" + ("" if searched else " data-search-exclude=true")
        return Markup(f"{'#' * level} {self._shown(says)} {{{attributes}}}")  # noqa: S704 - escaped

    def _scheme_data(self, scheme: Scheme) -> str:
        """Return how a scheme stands as JSON, worked out once for all the pages that say it."""
        found = self._standing.get(scheme.id)
        if found is None:
            found = date_data.scheme_data(self._catalogue, scheme, self._formatter)
            self._standing[scheme.id] = found
        return found

    def _names_of(self, schemes: Sequence[str]) -> str:
        growth = self._catalogue.frame_growth
        found = (growth if one == growth.id else self._catalogue.schemes[one] for one in schemes)
        return ", ".join(self._formatter.text(one.short_name) for one in found)

    def _names(self, measures: Sequence[Measure]) -> str:
        return " / ".join(self._formatter.text(measure.name) for measure in measures)


def _verbatim(line: str) -> Markup:
    """Let one of the project's own lines stand as it is, in a block of code."""
    if "`" in line:
        raise ValueError(line)
    return Markup(line)  # noqa: S704 - a block of code has no markup but its end


def _cited_alike(said: Sequence[Said]) -> bool:
    """Return whether all of several values carry the same tags, which then are shown once."""
    found = [one.statement for one in said]
    tags = {(s.certainty, views.is_interpretation(s)) for s in found if s is not None}
    return len(tags) == 1 and None not in found


def _front(matter: FrontMatter) -> str:
    """Write the page's front matter, as text that is HTML already: themes put it in as it is."""
    data: dict[str, Any] = {
        "title": str(escape(matter.title)),
        "description": str(escape(matter.description)),
        "hide": ["navigation", *(["toc"] if matter.wide else [])],
    }
    if matter.dated:
        data["dated"] = True
    if matter.moved:
        data["moved"] = str(escape(matter.moved))
    if matter.above:
        data["above"] = str(escape(matter.above))
    search: dict[str, Any] = {}
    if not matter.searched:
        search["exclude"] = True
    if matter.name:
        search["name"] = matter.name
    if matter.weight != 1:
        search["weight"] = matter.weight
    if matter.first is not None:
        search["first"] = matter.first
    if search:
        data["search"] = search
    # JSON is YAML, and is written many times as fast.
    lines = [f"{key}: {_as_json(value)}\n" for key, value in data.items()]
    return f"---\n{''.join(lines)}---\n\n"


def _tidy(markdown: str) -> str:
    """Leave one empty line at most in a row, and no space at a line's end."""
    # Much faster than patterns, which would begin anew at every space and every line's end.
    for many, few in ((" \n", "\n"), ("\n\n\n", "\n\n")):
        while many in markdown:
            markdown = markdown.replace(many, few)
    return markdown.strip() + "\n"


def _states_nothing(support: object) -> bool:
    """Tell whether no amount is stated: a part may be there without one, for its own share."""
    if isinstance(support, Composed):
        return not support.states_an_amount
    return isinstance(support, NoStatedSupport)
