"""Every page of the built site is valid HTML, by html-validate's recommended and a11y rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parents[2]
NODE: Final = Path(sys.executable).with_name("node")
PROGRAM: Final = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
CONFIG: Final = Path(__file__).with_name("htmlvalidate.mjs")

SEEDED: Final = """<!doctype html>
<html>
  <head><title>Feil</title></head>
  <body>
    <h1>Tittel</h1>
    <p><div>En blokk i et avsnitt</div></p>
    <img src="a.png">
    <input id="a"><span id="a"></span>
    <nav></nav><nav></nav>
    <button role="button">Knapp</button>
  </body>
</html>
"""


def validate(pages: Sequence[Path]) -> dict[str, set[str]]:
    """List the rules each page breaks, with the place and what is said about it."""
    options = ["--config", str(CONFIG), "--formatter", "json"]
    command = [str(NODE), str(PROGRAM), *options, *map(str, pages)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return {
        report["filePath"]: {
            f"{message['ruleId']}: {message['line']}:{message['column']} {message['message']}"
            for message in report["messages"]
        }
        for report in json.loads(done.stdout)
    }


def test_every_page_is_valid(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(SEEDED, encoding="utf-8")
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    found = validate([*pages, broken])
    # The same run must see what is wrong with a page made wrong on purpose.
    seen = {message.partition(":")[0] for message in found.pop(str(broken))}
    assert seen >= {
        "close-order",
        "element-required-attributes",
        "no-dup-id",
        "no-redundant-role",
        "unique-landmark",
        "wcag/h37",
    }
    assert found == {}
