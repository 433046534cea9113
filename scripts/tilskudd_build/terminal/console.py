"""What the commands write: results to standard output, messages to standard error."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def prepare() -> None:
    """Let a terminal that cannot show a character show its code instead of failing.

    Raises:
        OSError: standard output or standard error is closed. What is opened next would take its
            number, and be written into.
    """
    for number in (1, 2):
        os.fstat(number)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)


def tell(text: object) -> None:
    """Write a line of result."""
    sys.stdout.write(f"{text}\n")


def tell_programs(text: object) -> None:
    """Write a line of result for other programs: UTF-8, whatever the terminal shows."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    tell(text)


def complain(text: object) -> None:
    """Write a line about what is wrong."""
    sys.stderr.write(f"{text}\n")


def progress(text: object) -> None:
    """Write what is under way, for whoever waits at a terminal."""
    if sys.stderr.isatty():
        complain(text)
