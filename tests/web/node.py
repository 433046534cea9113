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
const answer = await (async (given) => {{ {body} }})(JSON.parse(process.argv[1]));
console.log(JSON.stringify(answer));
"""


def in_node(body: str, given: object) -> Any:  # noqa: ANN401 - JSON
    """Run the body of a function over ``given``, which is JSON, and read what it returns.

    It finds the modules from the folder of the scripts: ``await import("./shared/dates.mjs")``.
    """
    program = _PROGRAM.format(body=body)
    done = subprocess.run(
        [str(_NODE), "--input-type=module", "--eval", program, json.dumps(given)],
        cwd=_WEB,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
