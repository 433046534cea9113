"""Every subject of `make bench` at its smallest: each of its rows is made. No time is looked at."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.benchmarks.__main__ import SUBJECTS
from tests.project_copy import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


def see(*arguments: str) -> None:
    """See that the rows are made, in a process of its own, as `make bench` makes them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--short", *arguments],
        cwd=ROOT,
        env=environment(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if done.stdout:
        # An engine of somebody else's that this machine cannot get.
        pytest.skip(f"not made here: {done.stdout}")


@pytest.mark.parametrize("subject", sorted(SUBJECTS.keys() - {"startup"}))
def test_each_row_of_a_subject_is_made(subject: str) -> None:
    see(subject)


def test_each_row_of_the_start_is_made_of_the_site_as_it_is_now(site: Path) -> None:
    see("startup", "--site", str(site))
