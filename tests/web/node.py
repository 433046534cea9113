"""The browser's scripts, run without a browser: for what they and Python must agree on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

_NODE: Final = Path(sys.executable).with_name("node")
_WEB: Final = Path(__file__).resolve().parents[2] / "checker" / "web"
_PROGRAM: Final = """
const given = JSON.parse(await new Response(process.stdin).text());
const answer = await (async () => {{ {body} }})();
console.log(JSON.stringify(answer));
"""


def in_node(body: str, given: object, *options: str) -> Any:
    """Run the body of a function that sees ``given``, and return what it returns.

    It finds the scripts from their folder: ``await import("./shared/dates.mjs")``.

    Args:
        body: JavaScript; it may wait.
        given: what can be JSON.
        options: Node's own.
    """
    program = _PROGRAM.format(body=body)
    done = subprocess.run(
        [str(_NODE), *options, "--input-type=module", "--eval", program],
        cwd=_WEB,
        # Far from Norway: no script may take the machine's day for the country's.
        env={"TZ": "Pacific/Auckland"},
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
