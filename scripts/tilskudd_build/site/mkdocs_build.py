"""Run MkDocs. With the plugin that it calls back, all that knows it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from tilskudd_build.files.diagnostics import Diagnostics, Location
from tilskudd_build.files.messages import finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tilskudd_build.files.messages import Message

CONFIGURATION: Final = "mkdocs.yml"
PREVIEW: Final = "preview"
"""Under this name the plugin finds, in the configuration's ``extra``, the day that a build for
proof-reading is shown as on."""


class SiteError(Exception):
    """The site cannot be built.

    Attributes:
        messages: everything that is wrong, finished for the reader.
    """

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(map(str, messages)))


def build_site(root: Path, site: Path, *, production: bool = False, preview: str = "") -> None:
    """Build the whole site.

    Args:
        root: the project's folder.
        site: an empty folder for what is built.
        production: whether to make what is slow to make: all that makes the site small and fast.
        preview: the day that the site is shown as on, ``2027-01-15``, where it is not to be
            published but proof-read.

    Raises:
        SiteError: something is wrong; whatever MkDocs warns of is.
    """
    with _warnings() as warnings:
        try:
            config = load_config(str(root / CONFIGURATION), site_dir=str(site), strict=False)
            config.extra[PREVIEW] = preview
            config.plugins.on_startup(command="build" if production else "serve", dirty=False)
            build(config)
        except Abort as abort:
            if isinstance(abort.__cause__, SiteError):
                raise abort.__cause__ from None
            # Of its own configuration MkDocs only warns what is wrong, and then gives up.
            raise _not_built(warnings or [abort.message]) from None
        except MkDocsException as error:
            raise _not_built([str(error)]) from None
    if warnings:
        raise _warned_of(warnings)


def _not_built(reasons: Iterable[str]) -> SiteError:
    diagnostics = Diagnostics()
    for reason in reasons:
        diagnostics.report("not-built", Location(CONFIGURATION), reason=reason)
    return SiteError([finish(diagnostic) for diagnostic in diagnostics])


def _warned_of(reasons: Iterable[str]) -> SiteError:
    diagnostics = Diagnostics()
    for reason in reasons:
        diagnostics.report("builder-warning", Location(CONFIGURATION), reason=reason)
    return SiteError([finish(diagnostic) for diagnostic in diagnostics])


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather what MkDocs says instead of showing it."""
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
