"""The plugin that MkDocs calls back while it builds the site; ``pyproject.toml`` makes it known.

With :mod:`tilskudd_build.site.mkdocs_build`, which runs MkDocs, all that knows it.
"""

from __future__ import annotations

import os
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, cast, override

from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from tilskudd_build.assets import browser_sheets, bundle
from tilskudd_build.assets.build_cache import MakeError
from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.messages import finish, format_message
from tilskudd_build.pages import renderer
from tilskudd_build.pages.site_pages import render_pages
from tilskudd_build.pages.words import DEFAULT_LANGUAGE, words
from tilskudd_build.schema import open_data
from tilskudd_build.site import (
    csp,
    host_files,
    internal_links,
    page_frame,
    release,
    search_index,
    service_worker,
)
from tilskudd_build.site.mkdocs_build import PREVIEW, SiteError
from tilskudd_build.site.notices import notices
from tilskudd_build.terminal.console import complain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from tilskudd_build.files.loader import Loaded
    from tilskudd_build.files.messages import Message
    from tilskudd_build.pages.site_pages import Cases

_CHECKER: Final = "sjekk/"
_SHEET: Final = "assets/site.css"


class NoOptions(Config):  # type: ignore[no-untyped-call] # MkDocs has no types there
    """What can be set of the plugin in ``mkdocs.yml``: nothing."""


class SitePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # as above
    """Makes the site of a catalogue: its methods are MkDocs' events, in the order it runs them.

    MkDocs keeps the plugin from one build of a process to the next, so all attributes but the first
    are set anew where a build begins.

    Attributes:
        production: whether the build is to be published: what is slow to make is made. Not while
            somebody edits.
        loaded: the scheme files.
        cases: the worked cases.
        made: when the build is made.
        build: what the pages are told of it.
        sources: the files of the pages written by hand, by the pages' paths in the site.
        sections: what a search can find, page by page.
    """

    production: bool = True
    loaded: Loaded
    cases: Cases
    made: datetime
    build: page_frame.Build
    sources: dict[str, Path]
    sections: list[search_index.Section]

    @override
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """See who the build is for."""
        self.production = command != "serve"

    @override
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the schemes; a mistake in them ends the build before anything else is done."""
        preview: str = config.extra.get(PREVIEW, "")
        root = Path(config.config_file_path).parent
        # Messages name a file the way its reader would: from here, where it is below here.
        folder = Path(os.path.relpath(root)) if root.is_relative_to(Path.cwd()) else root
        try:
            self.loaded = load(folder / "schemes")
            catalogue = self.loaded.catalogue
            self.cases = read_cases(folder / "tests" / "cases", catalogue.questions, catalogue)
        except LoadError as error:
            _stop(error.messages)
        for warning in self.loaded.warnings:
            complain(warning)
        self.made = release.made_now()
        self.build = page_frame.Build(
            version=self.loaded.catalogue.version,
            is_release=self.production and not preview,
            preview=preview,
        )
        self.sources = {}
        self.sections = []
        if self.build.is_release:
            # By its time alone: its name comes last. Nobody should wait a minute to hear of it.
            self._stop_if_withdrawn(release.Release("", self.made))
        return config

    @override
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the style sheet; leave out what the theme brings."""
        sheet = self._make_sheet(files, config)
        bundled = (f for f in files if _is_of_theme(f.src_uri) or f.src_uri in config.extra_css)
        for file in list(bundled):
            files.remove(file)
        files.append(File.generated(config, _SHEET, abs_src_path=str(sheet)))
        for page in render_pages(
            self.loaded.catalogue, self.cases, withdrawals=self.loaded.withdrawals
        ):
            file = File.generated(config, page.path, content=page.markdown)
            file.inclusion = InclusionLevel.INCLUDED
            files.append(file)
        for path, text in notices().items():
            files.append(File.generated(config, path, content=text))
        self.sources = {
            file.dest_uri: Path(os.path.relpath(file.abs_src_path))
            for file in files.documentation_pages()
            if file.abs_src_path
        }
        return files

    def _make_sheet(self, files: Files, config: MkDocsConfig) -> Path:
        """Make the sheet of all pages of the theme's and of ours."""
        # Its name changes with the theme's version.
        theme = next(f for f in files if f.src_uri.startswith("assets/stylesheets/main."))
        docs = Path(config.docs_dir)
        missing = [path for path in config.extra_css if not (docs / path).is_file()]
        if missing:
            raise Abort(format_message("sheets-missing", paths=", ".join(missing)))
        try:
            return browser_sheets.bundled_sheet(
                Path(str(theme.abs_src_path)),
                [docs / path for path in config.extra_css],
                docs,
                production=self.production,
            )
        except MakeError as error:
            raise Abort(str(error)) from None

    @override
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates compiled."""
        env.bytecode_cache = renderer.bytecode_cache("theme")
        return env

    @override
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note what a search can find."""
        title = unescape(str(page.meta.get("title", page.title)))
        self.sections += search_index.sections(html, page.url, title, page.meta)
        return html

    @override
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand the page's template its words, its navigation and its contents."""
        hidden = page.meta.get("hide", [])
        contents = [] if "toc" in hidden else [i for top in page.toc for i in (top, *top.children)]
        shown = [item for item in contents if item.level > 1]
        return self._with_frame(context, page.url, shown, page.meta.get("above", ""))

    @override
    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand the page for missing addresses the same."""
        return self._with_frame(context, "", [])

    def _with_frame(
        self, context: TemplateContext, url: str, contents: list[Any], above: str = ""
    ) -> TemplateContext:
        # MkDocs describes the keys it puts there itself; a theme may have more.
        ours = cast("dict[str, Any]", context)
        base = str(context["base_url"])
        ours["ts"] = page_frame.frame(url, base, contents, above, self.build)
        return context

    @override
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put in the page's content security policy."""
        return csp.put_policy(output, runs_python=page.url.endswith(_CHECKER))

    @override
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Put in the policy of the page for missing addresses."""
        return csp.put_policy(output_content, runs_python=False)

    @override
    @event_priority(-100)  # Last, for the lists must hold what others write.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put beside the pages what is no page: the checker, the open data, the search.

        Then name the release that the site is, list its files for use without a network, and follow
        every link inside it.
        """
        site = Path(config.site_dir)
        try:
            preview = bool(self.build.preview)
            bundle.write_runtime(site, self.loaded, production=self.production, preview=preview)
        except MakeError as error:
            raise Abort(str(error)) from None
        open_data.write_schemas(site, self.loaded.catalogue)
        search_index.write(site, self.sections)
        if self.build.is_release:
            self._write_release(site)
        service_worker.write_worker(site, is_release=self.build.is_release)
        host_files.write_host_files(site, config.site_url or "")
        self._follow_links(site, config.site_url or "")

    def _write_release(self, site: Path) -> None:
        files = service_worker.release_files(site)
        named = release.finish_pages(site, files, self.made, words(DEFAULT_LANGUAGE))
        self._stop_if_withdrawn(named)
        release.write_release(site, named, self.loaded.withdrawals)

    def _stop_if_withdrawn(self, made: release.Release) -> None:
        found = release.withdrawn_itself(made, self.loaded.withdrawals, self.loaded.positions)
        if found:
            _stop([finish(mistake) for mistake in found])

    def _follow_links(self, site: Path, address: str) -> None:
        files = internal_links.files_of(site)
        found = internal_links.broken_links(files, self.sources, address)
        if found:
            _stop([finish(mistake) for mistake in found])


def _is_of_theme(path: str) -> bool:
    """Return whether a path is a script, a sheet or a picture that the theme brings."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/"))


def _stop(messages: Sequence[Message]) -> NoReturn:
    """End the build; whoever runs it finds the messages one by one in the cause."""
    error = SiteError(messages)
    raise Abort(str(error)) from error
