"""MkDocs' side of the site: what the engine calls back.

With :mod:`tilskudd_build.site.mkdocs_build`, which runs it for whoever edits, all that knows it.

The events used, in the order MkDocs runs them:

* ``on_startup``: see whether the build is for readers or for whoever edits.
* ``on_config``: read the schemes, so that a mistake in them stops the build before anything else.
* ``on_files``: add the generated pages and their sheet; leave out what the theme brings.
* ``on_env``: keep the theme's templates compiled.
* ``on_page_content``: give the tables of hand-written pages room to scroll in, and note what a
  search can find.
* ``on_page_context`` and ``on_template_context``: hand the templates their words and addresses.
* ``on_post_page`` and ``on_post_template``: put in the page's content security policy.
* ``on_post_build``: put the checker and the open data beside the pages, name the release that it
  is, list it all for use without a network, and follow every link inside the site.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, cast

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from tilskudd_build.site import page_frame
from tilskudd_build.site import host_files
from tilskudd_build.site import internal_links
from tilskudd_build.site import service_worker
from tilskudd_build.site import csp
from tilskudd_build.site import release
from tilskudd_build.site import search_index
from tilskudd_build.assets import browser_sheets, bundle
from tilskudd_build.assets.build_cache import MakeError
from tilskudd_build.site.mkdocs_build import SiteError
from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import Loaded, LoadError, load
from tilskudd_build.files.messages import finish, phrase
from tilskudd_build.pages import renderer
from tilskudd_build.pages.site_pages import render_pages
from tilskudd_build.site.preview import PREVIEW_VARIABLE, is_day
from tilskudd_build.schema import open_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from tilskudd_build.files.messages import Message
    from tilskudd_build.pages.site_pages import Cases
    from tilskudd_rules.model import Catalogue

_CHECKER = "sjekk/"
_SHEET: Final = "assets/site.css"
_log = logging.getLogger("mkdocs.tilskudd")


@dataclass(slots=True)
class _Build:
    """What a build rests on, and what it has found so far.

    Attributes:
        made: when it is made.
        searched: what a search can find.
    """

    loaded: Loaded
    catalogue: Catalogue
    cases: Cases
    made: datetime
    searched: list[search_index.Section] = field(default_factory=list)


_read: dict[str, _Build] = {}
"""The build under way: MkDocs calls the events one by one and keeps nothing between them."""


_written: dict[str, Path] = {}
"""The files of the pages that people wrote, by the pages' paths in the site."""


_for_readers = {"build": True}
"""Whether what is slow to make is made, and kept by browsers: not while somebody edits."""


def _preview() -> str:
    """Return the day a build for proof-reading is shown as on; empty in every other build."""
    return os.environ.get(PREVIEW_VARIABLE, "")


def _kept() -> bool:
    return _for_readers["build"] and not _preview()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: FBT001 - MkDocs' own
    """See who the build is for."""
    del dirty
    _for_readers["build"] = command != "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the schemes; a mistake in them ends the build with its message and nothing else."""
    if _preview() and not is_day(_preview()):
        raise Abort(phrase("preview-date", found=_preview()))
    root = Path(config.config_file_path).parent
    # Messages name a file the way its reader would: from here, where it is below here.
    folder = Path(os.path.relpath(root)) if root.is_relative_to(Path.cwd()) else root
    try:
        loaded, catalogue = load(folder / "schemes")
    except LoadError as error:
        _stop(error.messages)
    cases = read_cases(folder / "tests" / "cases")
    _read["build"] = _Build(loaded, catalogue, cases, release.made_now())
    if _kept():
        # By its time alone: its name comes last. Nobody should wait a minute to hear of it.
        _stop_if_withdrawn(release.Release("", _read["build"].made))
    return config


def _stop(messages: Sequence[Message]) -> NoReturn:
    """End the build; whoever runs it finds the messages one by one in the cause."""
    error = SiteError(messages)
    raise Abort(str(error)) from error


def _stop_if_withdrawn(made: release.Release) -> None:
    loaded = _read["build"].loaded
    found = release.withdrawn_itself(made, loaded.withdrawals, loaded.positions)
    if found:
        _stop([finish(mistake) for mistake in found])


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and their sheet; leave out what the theme brings."""
    build = _read["build"]
    sheet = _joined_sheet(files, config)
    for joined in [f for f in files if _is_theirs(f.src_uri) or f.src_uri in config.extra_css]:
        files.remove(joined)
    files.append(File.generated(config, _SHEET, abs_src_path=str(sheet)))
    for page in render_pages(build.catalogue, build.cases, withdrawals=build.loaded.withdrawals):
        file = File.generated(config, page.path, content=page.markdown)
        file.inclusion = InclusionLevel.INCLUDED
        files.append(file)
    pages = files.documentation_pages()
    _written.clear()
    _written.update(
        (file.dest_uri, Path(os.path.relpath(file.abs_src_path)))
        for file in pages
        if file.abs_src_path
    )
    return files


def _joined_sheet(files: Files, config: MkDocsConfig) -> Path:
    """Make the sheet of all pages of the theme's and of ours."""
    # Its name changes with the theme's version.
    theme = next(f for f in files if f.src_uri.startswith("assets/stylesheets/main."))
    docs = Path(config.docs_dir)
    missing = [path for path in config.extra_css if not (docs / path).is_file()]
    if missing:
        raise Abort(phrase("sheets-missing", paths=", ".join(missing)))
    try:
        return browser_sheets.joined_sheet(
            Path(str(theme.abs_src_path)),
            [docs / path for path in config.extra_css],
            docs,
            for_readers=_for_readers["build"],
        )
    except MakeError as error:
        raise Abort(str(error)) from None


def _is_theirs(path: str) -> bool:
    """The theme's scripts, sheets and pictures."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/"))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the theme's templates compiled."""
    del config, files
    env.bytecode_cache = renderer.kept_compiled("theme")
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the tables of hand-written pages room to scroll in; note what a search can find."""
    del config, files
    title = str(page.meta.get("title", page.title))
    _read["build"].searched += search_index.sections(html, page.url, unescape(title), page.meta)
    return page_frame.put_tables_in_regions(html)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Hand the page's template its words, its navigation and its contents."""
    del config, nav
    hidden = page.meta.get("hide", [])
    contents = [] if "toc" in hidden else [i for top in page.toc for i in (top, *top.children)]
    shown = [item for item in contents if item.level > 1]
    return _with_frame(context, page.url, shown, page.meta.get("above", ""))


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Hand the page for missing addresses the same."""
    del template_name, config
    return _with_frame(context, "", [])


def _with_frame(
    context: TemplateContext, url: str, contents: list[Any], above: str = ""
) -> TemplateContext:
    base = str(context["base_url"])
    # MkDocs describes the keys it puts there itself; a theme may have more.
    ours = cast("dict[str, Any]", context)
    read = _read["build"]
    built = page_frame.Build(read.catalogue.version, _kept(), _preview())
    ours["ts"] = page_frame.frame(url, base, contents, above, built)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put in the page's policy."""
    del config
    return csp.put_policy(output, runs_python=page.url.endswith(_CHECKER))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Put in the policy of the page for missing addresses."""
    del template_name, config
    return csp.put_policy(output_content, runs_python=False)


@event_priority(-100)  # Last, for the list must hold what others write.
def on_post_build(config: MkDocsConfig) -> None:
    """Put the checker, and the schemas of what goes in and out of it, into the finished site."""
    build = _read["build"]
    site = Path(config.site_dir)
    _log.info(phrase("site-checker"))
    try:
        bundle.write_runtime(site, build.loaded, for_readers=_for_readers["build"])
    except MakeError as error:
        raise Abort(str(error)) from None
    open_data.write_schemas(site, build.catalogue)
    search_index.write(site, build.searched)
    if _kept():
        _write_release(site, build)
    service_worker.write_worker(site, for_readers=_kept())
    host_files.write_host_files(site, config.site_url or "")
    _follow_links(site, config)


def _write_release(site: Path, build: _Build) -> None:
    words = renderer.words(renderer.DEFAULT_LANGUAGE)
    made = release.finish_pages(site, service_worker.kept(site), build.made, words)
    _stop_if_withdrawn(made)
    release.write_release(site, made, build.loaded.withdrawals)
    _log.info(phrase("site-release", name=made.name, made=release.made_in_words(made.made, words)))


def _follow_links(site: Path, config: MkDocsConfig) -> None:
    files = internal_links.files_of(site)
    found = internal_links.broken_links(files, _written, config.site_url or "")
    if found:
        _stop([finish(mistake) for mistake in found])
