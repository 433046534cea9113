"""What the build writes for web hosts is read by the programs it is written for."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from ensure_programs import find_program, how_to_get

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.programs

NGINX: Final = """
pid "{place}/pid";
error_log stderr;
events {{}}
http {{ server {{ listen unix:{place}/socket; root "{site}"; include "{site}/nginx.conf"; }} }}
"""


@pytest.fixture(scope="session")
def nginx() -> Path:
    program = find_program("nginx")
    assert program is not None, how_to_get("nginx")
    return program


def test_nginx_reads_the_file_for_it(nginx: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "nginx.conf").write_text(NGINX.format(place=tmp_path, site=site), encoding="utf-8")
    command = [str(nginx), "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
