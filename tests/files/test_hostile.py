"""Hostile files: told in words, with little memory and little work, however they are made."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from tests.invalid_cases import apply, read_case
from tests.valid_catalogue import write_valid

from tilskudd_build.files.source_text import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

MEMORY: Final = 200 * 1024**2
CPU_S: Final = 20
"""Whoever needs more does something in the square of the file's size; the system then ends it."""
FILE: Final = "schemes/nabohjelp/2023.yaml"
FULL: Final = MAX_BYTES - 1000
PROGRAM: Final = "import sys; from tilskudd_build.commands.main import main; sys.exit(main())"

CASES: Final = [
    "alias-bomb",
    "byte-order-mark",
    "control-character",
    "id-like-a-path",
    "not-utf-8",
    "tab-in-indentation",
    "too-deep",
    "too-large",
]
FILLED: Final = {
    "brackets": b"[" * FULL,
    "closed brackets": b"[" * (FULL // 2) + b"]" * (FULL // 2),
    "braces": b"{a: " * (FULL // 4),
    "blocks": b"".join(b" " * n + b"a:\n" for n in range(600)),
    "one long line": b"a: " + b"x" * FULL,
    "one long key": b"x" * FULL + b": a",
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(FULL // 12)),
    "the same key": b"a: 1\n" * (FULL // 5),
    "many items": b"- a\n" * (FULL // 4),
    "many aliases": b"a: &a [x]\nb: [" + b"*a, " * (FULL // 5) + b"]",
    "many anchors": b"".join(b"- &a%d x\n" % n for n in range(FULL // 12)),
    "quotes": b'"' * FULL,
    "escapes": b'a: "' + b"\\x41" * (FULL // 4) + b'"',
    "zeros": b"\0" * FULL,
    "half letters": b"a: " + b"\xc3" * FULL,
    "digits": b"year: " + b"9" * FULL,
    "huge": b"a: b\n" * (60 * 1024**2 // 5),
}


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "validate"],
        cwd=folder,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_told(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, (done.returncode, done.stderr[-2000:])
    assert done.stderr.startswith("schemes/")
    assert "Traceback" not in done.stderr
    assert "MemoryError" not in done.stderr
    # A message is for a reader: of a file that is wrong throughout, not each place.
    assert len(done.stderr) < 20_000


@pytest.mark.parametrize("name", CASES)
def test_each_hostile_kind_is_told_in_little_memory(name: str, tmp_path: Path) -> None:
    write_valid(tmp_path / "schemes")
    edits, _ = read_case(name)
    for edit in edits:
        apply(edit, tmp_path / "schemes")
    assert_told(validate(tmp_path))


@pytest.mark.parametrize("content", FILLED.values(), ids=FILLED.keys())
def test_a_file_filled_with_one_thing_is_told_in_little_memory(
    content: bytes, tmp_path: Path
) -> None:
    write_valid(tmp_path / "schemes")
    (tmp_path / FILE).write_bytes(content)
    assert_told(validate(tmp_path))


def test_the_limit_holds(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "bytearray(300 * 1024**2)"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "MemoryError" in done.stderr
