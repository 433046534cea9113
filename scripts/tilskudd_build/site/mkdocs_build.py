"""Run MkDocs for whoever edits. With the hook that it calls back, the only module that knows it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from tilskudd_build.files.loader import LoadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tilskudd_build.site.known_pages import KnownPages

KNOWN_PAGES: Final = "known_pages"
"""Under this name the hook finds, in the configuration's ``extra``, the pages already made."""


class EngineError(Exception):
    """The engine could not build the site; the text is what it said."""


def build_changed(root: Path, site: Path, known: KnownPages) -> Sequence[str]:
    """Build the pages that are not known, and all that is no page.

    Args:
        root: the project's folder.
        site: an empty folder for what is built.
        known: the pages that need not be built; it is told of those there are now.

    Returns:
        What the engine warned of; a strict build would end with it.

    Raises:
        LoadError: a scheme file has a mistake.
        EngineError: the engine's own files have one.
    """
    with _warnings() as warnings:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=False)
            config.extra[KNOWN_PAGES] = known
            config.plugins.on_startup(command="serve", dirty=False)
            build(config)
        except Abort as abort:
            if isinstance(abort.__cause__, LoadError):
                raise abort.__cause__ from None
            raise EngineError(abort.message) from None
        except MkDocsException as error:
            raise EngineError(str(error)) from None
    return warnings


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather what the engine says instead of showing it."""
    gathered: list[str] = []

    class Gatherer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            gathered.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Gatherer(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield gathered
    finally:
        logger.removeHandler(handler)
