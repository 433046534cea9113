"""What the measurements promise: rows of known names, nothing left over, and a broken one told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import short
from tests.benchmarks.rows import Row
from tests.benchmarks.run import SHORTEST, Run
from tests.project_copy import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.run import Subject

GOOD = (Row("a.ms", 1.5, "ms"), Row("b.score", 0, "score"))


def subject(*rows: Row, left_out: tuple[str, ...] = ()) -> Subject:
    """A subject that promises the good rows and makes others."""

    def measure(run: Run) -> Iterator[Row]:
        run.leave_out(left_out, "not here")
        yield from rows

    made = SimpleNamespace(ROWS=tuple(row.name for row in GOOD), measure=measure)
    return cast("Subject", made)


def documented() -> list[str]:
    """Read the names of the rows out of the table in README.md, where they stand shortened."""
    text = (ROOT / "tests" / "benchmarks" / "README.md").read_text(encoding="utf-8")
    names: list[str] = []
    for cell in re.findall(r"(?m)^\| (`.*?) \|", text):
        for name in re.findall(r"`([^`]+)`", cell):
            stem = names[-1].rpartition(".")[0] if names else ""
            names.append(name.replace("…", f"{stem}."))
    return names


def test_every_row_is_documented_and_every_documented_row_is_made() -> None:
    named = [name for one in benchmarks.SUBJECTS.values() for name in one.ROWS]
    assert sorted(documented()) == sorted(named)
    assert len(named) == len(set(named))


def test_a_subject_that_makes_all_its_rows_is_in_order(tmp_path: Path) -> None:
    assert short.troubles(subject(*GOOD), Run(tmp_path)) == []


@pytest.mark.parametrize(
    ("rows", "trouble"),
    [
        ((), "no row was made"),
        (GOOD[:1], "b.score: not made"),
        ((*GOOD, Row("c.ms", 1, "ms")), "c.ms: made, and not among those it names"),
        ((*GOOD, GOOD[0]), "a.ms: made, and not among those it names"),
        ((Row("a.ms", 0.0, "ms"), GOOD[1]), "a.ms: 0.0"),
        ((GOOD[0], Row("b.score", -1, "score")), "b.score: -1"),
        ((GOOD[0], Row("b.score", float("nan"), "score")), "b.score: nan"),
        ((GOOD[0], Row("b.score", cast("Any", None), "score")), "b.score: None"),
    ],
)
def test_a_subject_that_no_longer_measures_is_noticed(
    rows: tuple[Row, ...], trouble: str, tmp_path: Path
) -> None:
    assert trouble in short.troubles(subject(*rows), Run(tmp_path))


def test_a_row_that_cannot_be_made_on_this_machine_is_not_missed(tmp_path: Path) -> None:
    made = subject(GOOD[0], left_out=("b.score",))
    assert short.troubles(made, Run(tmp_path)) == []


def test_a_subject_with_nothing_left_is_noticed(tmp_path: Path) -> None:
    nothing = subject(left_out=("a.ms", "b.score"))
    assert short.troubles(nothing, Run(tmp_path)) == ["no row was made"]


def run_short(monkeypatch: pytest.MonkeyPatch, one: Subject) -> int:
    monkeypatch.setattr(benchmarks, "SUBJECTS", {"one": one})
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--short"])
    return benchmarks.main()


def test_the_short_form_fails_where_a_row_is_not_made_and_prints_no_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_short(monkeypatch, subject(*GOOD)) == 0
    assert capsys.readouterr().out == ""
    assert run_short(monkeypatch, subject(GOOD[0])) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "one: b.score: not made" in told.err


def test_the_short_form_fails_where_a_subject_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(run: Run) -> Iterator[Row]:
        yield GOOD[0]
        raise OSError(run)

    broken = SimpleNamespace(ROWS=tuple(row.name for row in GOOD), measure=measure)
    with pytest.raises(OSError, match="place="):
        run_short(monkeypatch, cast("Subject", broken))


def test_the_short_form_prints_what_was_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_short(monkeypatch, subject(GOOD[0], left_out=("b.score",))) == 0
    assert capsys.readouterr().out == "b.score: not here\n"


def test_the_measurements_are_printed_one_json_object_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarks, "SUBJECTS", {"one": subject(*GOOD)})
    monkeypatch.setattr(sys, "argv", ["benchmarks", "one"])
    assert benchmarks.main() == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [row._asdict() for row in GOOD]


def test_figures_are_not_taken_of_a_site_that_somebody_else_has_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--site", "site"])
    with pytest.raises(SystemExit):
        benchmarks.main()


def test_each_subject_gets_a_folder_with_nothing_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    places = []

    def measure(run: Run) -> Iterator[Row]:
        assert run.size == SHORTEST
        assert list(run.place.iterdir()) == []
        places.append(run.empty_folder("site"))
        yield from GOOD

    one = SimpleNamespace(ROWS=tuple(row.name for row in GOOD), measure=measure)
    run_short(monkeypatch, cast("Subject", one))
    run_short(monkeypatch, cast("Subject", one))
    assert len(set(places)) == 2
    assert not [place for place in places if place.exists()]


def test_memory_is_a_processs_own_and_not_that_of_who_started_it() -> None:
    here = bytearray(100 * 2**20)
    command = "from tests.benchmarks import thousand; print(thousand.most_memory_kb())"
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env=environment(ROOT),
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < int(done.stdout) < len(here) / 1024


def test_a_folder_with_something_of_before_is_refused(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.empty_folder("site")
    with pytest.raises(FileExistsError):
        run.empty_folder("site")
