"""What stands around every page: its navigation, the trail that leads to it, its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from tilskudd_build.pages.formatting import date_in_words
from tilskudd_build.pages.words import words
from tilskudd_build.site.csp import PLACEHOLDER
from tilskudd_build.site.release import MADE_IN_WORDS_TO_COME, MADE_TO_COME, NAME_TO_COME
from tilskudd_build.site.service_worker import WORKER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OTHER_LANGUAGES: Final = ("nn",)
_SECTIONS: Final = (
    *("site", "navigation", "footer", "missing_page"),
    *("search", "preview", "on_day", "dates", "release"),
)
"""The parts of ``words.yaml`` that stand around pages."""
_DEEP: Final = 2
"""A page with more steps than this in its address has one above it that is no section's first."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go.

    Attributes:
        current: ``page`` where the reader is already there, ``true`` where they are below it; else
            empty. The words are those of the ``aria-current`` attribute.
    """

    address: str
    name: str
    current: Literal["", "page", "true"]


@dataclass(frozen=True, slots=True)
class Build:
    """What a site is built of and for.

    Attributes:
        version: the version of the rules and the data.
        is_release: it is published under a name, and browsers keep it for use without a network.
        preview: the day it is shown as on, where it is built for proof-reading; else empty.
    """

    version: str = ""
    is_release: bool = True
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a template needs besides the page itself.

    Attributes:
        contents: the page's own headings.
        trail: the pages above this one, as address and name.
        offline: the service worker's address; empty where the site is no release.
        version: as in :class:`Build`.
        preview: as in :class:`Build`.
        preview_day: the same day in words.
        release: stands in for the name of the release until the page is finished; empty where the
            site is none.
        made: stands in for the moment it was made.
        made_in_words: the same in words.
        policy: stands in for the content security policy until the page is finished.
    """

    words: Mapping[str, Any]
    language: str
    home: str
    navigation: Sequence[Link]
    footer: Sequence[Link]
    trail: Sequence[tuple[str, str]]
    contents: Sequence[Any]
    offline: str
    version: str
    preview: str
    preview_day: str
    release: str
    made: str = MADE_TO_COME
    made_in_words: str = MADE_IN_WORDS_TO_COME
    policy: str = PLACEHOLDER


def frame(
    url: str,
    base: str,
    contents: Sequence[Any],
    above: str = "",
    build: Build | None = None,
) -> Frame:
    """Return what stands around a page.

    Args:
        url: the page's address from the site's root.
        base: what leads from the page to the site's root.
        contents: the page's headings.
        above: what the page right above this one is called, where it is not a section's first.
        build: what the site is built of and for; for readers where nothing is said.
    """
    first = url.partition("/")[0]
    language = first if first in _OTHER_LANGUAGES else "nb"
    own = url.removeprefix(f"{language}/")
    root = f"{base.rstrip('/')}/" if base not in (".", "") else "./"
    home = root if language == "nb" else f"{root}{language}/"
    t = _words(language)
    built = build or Build()

    def links(names: Mapping[str, str]) -> list[Link]:
        return [
            Link(f"{home}{section}/", name, _current(own, section))
            for section, name in names.items()
        ]

    section = own.partition("/")[0]
    trail = []
    if own:
        trail.append((home, str(t["site"]["home"])))
        if section in t["navigation"] and own != f"{section}/":
            trail.append((f"{home}{section}/", str(t["navigation"][section])))
        if above and own.count("/") > _DEEP:
            trail.append(("../", above))
    return Frame(
        words=t,
        language=language,
        home=home,
        navigation=links(t["navigation"]),
        footer=links(t["footer"]),
        trail=trail,
        contents=contents,
        offline=f"{root}{WORKER}" if built.is_release else "",
        version=built.version,
        preview=built.preview,
        preview_day=date_in_words(built.preview, t) if built.preview else "",
        release=NAME_TO_COME if built.is_release else "",
    )


def _words(language: str) -> Mapping[str, Any]:
    found = words(language)
    return {section: found[section] for section in _SECTIONS}


def _current(url: str, section: str) -> Literal["", "page", "true"]:
    if url == f"{section}/":
        return "page"
    return "true" if url.startswith(f"{section}/") else ""
