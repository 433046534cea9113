"""Print what Lighthouse says of the built site, as on a middling phone on a slow network.

Run by `make lighthouse`. Lighthouse is no dependency of the project: it is installed into
build/lighthouse/ from a lock file of its own. Performance is a simulation over timings of this
machine, which differ from run to run: the middle one of several is printed, as Lighthouse's makers
advise. It fails where one of the other three is ever below 100, for those say what is on the page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.host import hosting

from ensure_programs import find_program, how_to_get

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
SITE: Final = ROOT / "site"
BUILD: Final = ROOT / "build" / "lighthouse"
BIN: Final = Path(sys.executable).parent
PAGES: Final = (
    "",
    "ordninger/barn-og-unge/",
    "ordninger/barn-og-unge/2023/",
    "kalender/",
    "rammevekst/",
    "sjekk/",
)
RUNS: Final = 5
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Else a window that nobody sees is drawn once a second, and every page looks that late.
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-features=CalculateNativeWinOcclusion,PaintHolding",
)


def install() -> Path:
    """Return Lighthouse's program, installed from its lock file where it is not there already."""
    locked = (HERE / "package-lock.json").read_bytes()
    stamp = BUILD / ".installed"
    if not stamp.is_file() or stamp.read_bytes() != locked:
        BUILD.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, BUILD / name)
        # Its scripts would report to its makers, and fetch what is not used.
        command = [str(BIN / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=BUILD, check=True, stdout=sys.stderr, env=environment())
        stamp.write_bytes(locked)
    return BUILD / "node_modules" / "lighthouse" / "cli" / "index.js"


def environment() -> dict[str, str]:
    """Return an environment in which Node's programs find the locked Node."""
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def measure(lighthouse: Path, browser: Path, address: str) -> dict[str, Any]:
    """Return Lighthouse's report of one page."""
    command = [
        str(BIN / "node"),
        str(lighthouse),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-path={browser}",
        f"--chrome-flags={' '.join(FLAGS)}",
        "--no-enable-error-reporting",
    ]
    done = subprocess.run(
        command,
        cwd=BUILD,
        check=True,
        stdout=subprocess.PIPE,
        env=environment() | {"CHROME_PATH": str(browser)},
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def score(report: dict[str, Any], category: str) -> int:
    """Return a score from 0 to 100."""
    return round(100 * float(report["categories"][category]["score"]))


def shortcomings(report: dict[str, Any]) -> list[str]:
    """List what keeps a page below 100, by category."""
    found = []
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = audit.get("score")
            if reference["weight"] and score is not None and score < 1:
                shown = audit.get("displayValue", "")
                found.append(f"{category['id']}: {audit['title']} {shown}".rstrip())
    return found


def main() -> int:
    """Measure every page, print the table, and say whether the fixed scores are whole."""
    browser = find_program("chromium")
    if browser is None:
        print(how_to_get("chromium"), file=sys.stderr)
        return 1
    lighthouse = install()
    whole = True
    print(f"{'page':32}" + "".join(f"{category:>16}" for category in CATEGORIES))
    with hosting(SITE) as host:
        for page in PAGES:
            reports = [measure(lighthouse, browser, host.address + page) for _ in range(RUNS)]
            report = sorted(reports, key=lambda one: score(one, "performance"))[RUNS // 2]
            scores = "".join(f"{score(report, name):16}" for name in CATEGORIES)
            print(f"/{page:31}{scores}", flush=True)
            for line in shortcomings(report):
                print(f"    {line}")
            whole = whole and all(score(r, name) == 100 for r in reports for name in CATEGORIES[1:])
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
