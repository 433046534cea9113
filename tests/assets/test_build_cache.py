"""What Node has made is kept for the next build, and for one that runs at the same time."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tilskudd_build.assets import build_cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build_cache, "CACHE", tmp_path / "cache")
    return tmp_path / "source"


def made_from(source: Path, text: str, asked: list[str] | None = None) -> Path:
    def make(folder: Path) -> None:
        if asked is not None:
            asked.append(text)
        (folder / "made").write_text(text, encoding="utf-8")

    source.write_text(text, encoding="utf-8")
    return build_cache.cached("thing", [source], make)


def test_the_same_inputs_are_made_into_something_once(source: Path) -> None:
    asked: list[str] = []
    first = made_from(source, "a", asked)
    assert made_from(source, "a", asked) == first
    assert asked == ["a"]


def test_the_same_under_another_name_is_made_anew(source: Path) -> None:
    first = made_from(source, "a")
    assert made_from(source.with_name("renamed"), "a") != first


def test_what_another_build_may_be_about_to_copy_stays(source: Path) -> None:
    theirs = made_from(source, "a")
    ours = made_from(source, "b")
    assert (theirs / "made").read_text(encoding="utf-8") == "a"
    assert (ours / "made").read_text(encoding="utf-8") == "b"


def test_what_nobody_has_asked_for_in_an_hour_is_deleted_when_something_new_is_made(
    source: Path,
) -> None:
    old, used = made_from(source, "a"), made_from(source, "b")
    long_ago = time.time() - 3601
    for folder in (old, used):
        os.utime(folder, (long_ago, long_ago))
    made_from(source, "b")
    made_from(source, "c")
    assert not old.exists()
    assert used.exists()


def test_two_builds_may_make_the_same_at_the_same_time(source: Path) -> None:
    source.write_text("a", encoding="utf-8")

    def while_another_makes_it(folder: Path) -> None:
        (folder / "made").write_text("a", encoding="utf-8")
        made_from(source, "a")

    both = build_cache.cached("thing", [source], while_another_makes_it)
    assert (both / "made").read_text(encoding="utf-8") == "a"
    assert [path.name for path in both.parent.parent.iterdir()] == ["thing"]


def test_what_could_not_be_made_leaves_nothing(source: Path) -> None:
    source.write_text("a", encoding="utf-8")

    def fail(folder: Path) -> None:
        (folder / "half").write_text("a", encoding="utf-8")
        raise build_cache.MakeError

    with pytest.raises(build_cache.MakeError):
        build_cache.cached("thing", [source], fail)
    assert not list((build_cache.CACHE / "thing").iterdir())
    assert [path.name for path in build_cache.CACHE.iterdir()] == ["thing"]


def test_a_program_that_is_stopped_without_a_word_is_named(tmp_path: Path) -> None:
    program = tmp_path / "stopped.mjs"
    program.write_text("process.kill(process.pid, 'SIGKILL');", encoding="utf-8")
    with pytest.raises(build_cache.MakeError, match=r"stopped\.mjs ended with"):
        build_cache.run(program)
