"""The site, made once for all tests that read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.made_once import made_once
from tests.project_copy import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable

type MadeOnce = Callable[[str, Callable[[Path], object]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", type=Path, help="the site to test, when it has just been built")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Make something once for all processes of the run."""
    return lambda name, make: made_once(name, make, tmp_path_factory)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, once: MadeOnce) -> Path:
    """The site: the one that is named, else one built as `make site` does. Not to be changed."""

    def make(folder: Path) -> None:
        built = build(ROOT, folder)
        assert built.returncode == 0, built.stderr
        assert built.stderr == ""

    named: Path | None = request.config.getoption("--site")
    return named.resolve() if named else once("site", make)
