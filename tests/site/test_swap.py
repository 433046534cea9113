"""A build harms nothing: until the new site is whole and right, the old one is there as it was."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.project_copy import ROOT, environment, run

from tilskudd_build.site.internal_links import files_of
from tilskudd_build.site.swap import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD: Final = {"offline.mjs": b"// old", "index.html": b"<p>old</p>", "om/index.html": b"<p>om</p>"}
NEW: Final = {"offline.mjs": b"// new", "ny/index.html": b"<p>ny</p>"}
SIGNALS: Final = ("SIGKILL", "SIGTERM", "SIGINT")
SEED: Final = 14


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in files_of(folder).items()}


def nobody(builder: str) -> None:
    pytest.fail(f"{builder} builds")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site."""
    write(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_what_is_built_takes_the_place_of_all_that_was_there(site: Path) -> None:
    with replaced(site, nobody) as aside:
        assert not any(aside.iterdir())
        write(aside, NEW)
        assert read(site) == OLD
    assert read(site) == NEW
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.lock"}


def test_a_build_that_fails_leaves_the_old_site(site: Path) -> None:
    with pytest.raises(IsADirectoryError), replaced(site, nobody) as aside:
        write(aside, {**NEW, ".": b""})
    assert read(site) == OLD
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.lock"}


def test_where_the_new_site_cannot_be_moved_there_the_old_one_comes_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == ".site.new":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError), replaced(site, nobody) as aside:
        write(aside, NEW)
    assert read(site) == OLD


def test_what_a_killed_build_left_is_put_in_order_by_the_next(site: Path) -> None:
    """Also where that one fails, and where the old site had been moved away already."""
    for left in (".site.new", ".site.old"):
        write(site.with_name(left), NEW)
    with pytest.raises(ZeroDivisionError), replaced(site, nobody):
        raise ZeroDivisionError
    assert read(site) == OLD
    site.rename(site.with_name(".site.old"))
    with pytest.raises(ZeroDivisionError), replaced(site, nobody):
        raise ZeroDivisionError
    assert read(site) == OLD
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.lock"}


def test_a_site_that_lies_elsewhere_is_replaced_there(site: Path, tmp_path: Path) -> None:
    link = tmp_path / "www"
    link.symlink_to(site)
    with replaced(link, nobody) as aside:
        write(aside, NEW)
    assert link.is_symlink()
    assert read(site) == NEW


BUILDER: Final = """
import sys
from pathlib import Path
from tilskudd_build.site.swap import replaced

name = sys.argv[2]
with replaced(Path(sys.argv[1]), lambda builder: print("waits", builder, flush=True)) as aside:
    (aside / "offline.mjs").write_text(name)
    print("builds", flush=True)
    sys.stdin.read()
    (aside / "last").write_text(name)
"""


def test_of_two_builds_one_waits_and_says_for_whom(site: Path) -> None:
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(site), name],
            env=environment(ROOT),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    # Which of them comes first is chance.
    said = {builder: builder.stdout.readline() for builder in builders if builder.stdout}
    (one,) = (builder for builder, line in said.items() if line == "builds\n")
    (other,) = (builder for builder in builders if builder is not one)
    assert said[other] == f"waits {one.pid}\n"
    for builder in (one, other):
        builder.communicate("", timeout=60)
        assert builder.returncode == 0
        found = read(site)
        assert found["offline.mjs"] == found["last"]


class Stopped:
    """Builds of the project's own site, each stopped in the middle.

    Attributes:
        site: where they build.
        steps: how many changes of files a build makes.
        new: what a whole build makes.
    """

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("stopped_builds.py")), str(self.site)],
            cwd=ROOT,
            env=environment(ROOT, SOURCE_DATE_EPOCH="2000000000"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == 0
        self.steps: int = self.stop(0, "never")
        self.new = read(self.site)

    def stop(self, moment: int, way: str) -> Any:
        """Build where the old site is; return the exit code, and what was said."""
        with replaced(self.site, nobody) as aside:
            write(aside, OLD)
        assert self._program.stdin is not None
        self._program.stdin.write(f"{moment} {way}\n")
        self._program.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._program.stdout is not None
        return json.loads(self._program.stdout.readline())

    def close(self) -> None:
        self._program.communicate("")


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stopped]:
    stopped = Stopped(tmp_path_factory.mktemp("stopped"))
    yield stopped
    stopped.close()


def moments(stopped: Stopped, count: int) -> list[int]:
    """Moments all over a build, and more of them at its end, where the sites are swapped."""
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    late = range(stopped.steps * 9 // 10, stopped.steps + 1)
    return chance.sample(range(1, stopped.steps), count // 2) + chance.sample(late, count // 2)


def test_killed_at_any_moment_the_old_site_is_whole_or_the_new_one(stopped: Stopped) -> None:
    kept_old = 0
    for number, moment in enumerate(moments(stopped, 20)):
        way = SIGNALS[number % len(SIGNALS)]
        ended = stopped.stop(moment, way)
        assert ended["code"] in ({130} if way == "SIGINT" else {-9, -15}), (moment, way, ended)
        # Between two renames, and only there, the old site is beside its place.
        moved = stopped.site.with_name(".site.old")
        found = read(stopped.site if stopped.site.exists() else moved)
        assert found in (OLD, stopped.new), (moment, way)
        kept_old += found == OLD
    assert kept_old


@pytest.mark.parametrize(
    ("way", "told", "later"),
    [("ENOSPC", "disken er full", 4), ("EROFS", "maskinen gir ikke tilgang", 0)],
)
def test_a_system_that_refuses_is_one_line_and_the_old_site_is_whole(
    stopped: Stopped, way: str, told: str, later: int
) -> None:
    for moment in [1, *moments(stopped, later)]:
        ended = stopped.stop(moment, way)
        if read(stopped.site) == stopped.new:
            # Nothing was to be made any more, and what was in the way could be taken away.
            assert ended == {"code": 0, "said": ""}
            continue
        assert read(stopped.site) == OLD, moment
        assert ended["code"] == 1, (moment, ended)
        (line,) = ended["said"].splitlines()
        assert line.startswith(f"Det gikk ikke: {told} ("), line


@pytest.mark.parametrize(
    ("redirected", "told"),
    [
        (">&-", "Det gikk ikke: det er ikke noe sted å skrive"),
        ("2>&-", ""),
        (">&- 2>&-", ""),
        (">/dev/full", "Det gikk ikke: disken er full."),
    ],
)
def test_without_a_place_to_write_to_nothing_is_done(
    site: Path, redirected: str, told: str
) -> None:
    program = "import sys; from tilskudd_build.commands.main import main; sys.exit(main())"
    command = f'"$0" -c "$1" build --site-dir "$2" {redirected}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, program, str(site)],
        cwd=ROOT,
        env=environment(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == (1 if told else 0)
    assert done.stderr.startswith(told)
    assert read(site) == OLD


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "letters", {"brev.txt": b"mitt"})
    done = run(ROOT, "build", "--site-dir", str(tmp_path / "letters"))
    assert done.returncode == 2
    assert "brev" not in done.stderr
    assert str(tmp_path / "letters") in done.stderr
    assert read(tmp_path / "letters") == {"brev.txt": b"mitt"}
