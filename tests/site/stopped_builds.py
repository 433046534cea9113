"""A program that builds the site, and stops each build in the middle of it.

It reads lines of ``moment way``: at which of the steps that change something on disk, counted from
1, the build is to be stopped, and by what: a signal, or an error of the system that comes back at
each later step, as one does when a disk is full. It answers each with a line of JSON. At moment 0
it builds without stopping, and the answer is how many steps that took. The first answer comes
without being asked for, when it is ready.

Each build is a process forked off, in which everything is loaded: a new one would take seconds.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import tempfile
from typing import Any, Final

from tilskudd_build.commands.main import main

CHANGES: Final = {"os.mkdir", "os.remove", "os.rename", "os.rmdir"}
WRITES: Final = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts what Python does to files, and stops it.

    Attributes:
        count: how many steps there were.
        last: the step that is not taken; none where it is 0.
        way: the name of a signal or of an error.
    """

    def __init__(self, last: int, way: str) -> None:
        self.count = 0
        self.last = last
        self.way = way

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        makes = event == "os.mkdir" or (event == "open" and arguments[2] & WRITES)
        if not makes and event not in CHANGES:
            return
        self.count += 1
        if self.way.startswith("SIG"):
            if self.count == self.last:
                os.kill(os.getpid(), signal.Signals[self.way])
        elif self.last and self.count >= self.last and makes:
            number = getattr(errno, self.way)
            raise OSError(number, os.strerror(number), os.fspath(arguments[0]))


def build(site: str) -> int:
    return main(["build", "--site-dir", site])


def stopped(steps: Steps, site: str) -> dict[str, object]:
    """Build in a process of its own; return its exit code, or minus its signal, and messages."""
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 2)
            sys.addaudithook(steps)
            code = build(site)
            sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "said": said.read()}


def serve(site: str) -> None:
    """Answer line by line. Standard output is for the answers alone."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def answer(found: object) -> None:
        answers.write(f"{json.dumps(found)}\n")
        answers.flush()

    # Whatever a build loads or makes for the first time is there from now on.
    answer(build(site))
    for line in sys.stdin:
        moment, way = line.split()
        steps = Steps(int(moment), way)
        if steps.last:
            answer(stopped(steps, site))
        else:
            sys.addaudithook(steps)
            build(site)
            answer(steps.count)


if __name__ == "__main__":
    serve(sys.argv[1])
