"""The site on show is, after each save, what a fresh build of the same sources would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.project_copy import copy_project

from tilskudd_build.live.site import update
from tilskudd_build.site.internal_links import files_of
from tilskudd_build.site.mkdocs_build import SiteError

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in files_of(folder).items()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def shown(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live") / "site"
    folder.mkdir()
    (project / "docs" / "mangler-snart.md").write_text("# Borte snart\n", encoding="utf-8")
    assert update(project, folder).changed
    return folder


def test_a_build_of_the_same_sources_changes_nothing(project: Path, shown: Path) -> None:
    done = update(project, shown)
    assert (done.pages, done.changed) == (0, False)


def test_after_saves_it_is_what_a_fresh_build_is(
    project: Path, shown: Path, tmp_path: Path
) -> None:
    scheme = project / "schemes" / "tryggest" / "scheme.yaml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(text.replace("summary:\n  nb: ", "summary:\n  nb: Ny. "), encoding="utf-8")
    (project / "docs" / "mangler-snart.md").unlink()
    assert update(project, shown).pages > 0
    fresh = tmp_path / "site"
    fresh.mkdir()
    update(project, fresh)
    assert contents(shown) == contents(fresh)
    assert "mangler-snart/index.html" not in contents(shown)


def test_a_mistake_is_told_and_changes_nothing(project: Path, shown: Path) -> None:
    before = contents(shown)
    page = project / "docs" / "om.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[Her](finnes-ikke.md)\n\nNytt.\n", encoding="utf-8")
    with pytest.raises(SiteError) as raised:
        update(project, shown)
    page.write_text(text, encoding="utf-8")
    (message,) = raised.value.messages
    assert message.file.endswith("docs/om.md")
    assert "«finnes-ikke.md»" in message.text
    assert contents(shown) == before
