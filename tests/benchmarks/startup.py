"""How long a reader waits for the checker, and what is sent: beside npm's Pyodide as it is shipped.

Both are the whole site as readers get it, and the same page with the same answers; only what loads
Python differs (`npm_runtime.mjs`), and that npm's keeps nothing for the next visit but what the
browser keeps by itself.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from flit_core.wheel import make_wheel_in  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright
from tests.benchmarks.host import hosting
from tests.benchmarks.rows import Row, say
from tests.browser.checker_page import CheckerPage
from tests.browser.conftest import ARGUMENTS
from tests.project_copy import ROOT, build

from ensure_programs import find_program
from tilskudd_build.assets.browser_scripts import write_scripts
from tilskudd_build.assets.pyodide_snapshot import PYODIDE, compressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, BrowserType, Page
    from tests.benchmarks.host import Host
    from tests.benchmarks.run import Run, Size

ROWS: Final = (
    "startup.cold.ms",
    "startup.cold.npm_ms",
    "startup.cold.ratio",
    "startup.warm.ms",
    "startup.warm.npm_ms",
    "startup.warm.ratio",
    "startup.warm_vs_cold.ratio",
    "first_question.ms",
    "form_ready.ms",
    "wire.snapshot.bytes",
    "wire.plain.bytes",
    "wire.npm.bytes",
    "wire.snapshot.simple_host_bytes",
    "longest_task.ms",
    "layout_shift.score",
)
NPM_FILES: Final = ("pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PATIENCE_MS: Final = 120_000

WATCH: Final = """
sessionStorage.setItem("tilskuddssjekken", ANSWERS);
globalThis.seen = {};
globalThis.jumped = 0;
let firstShown;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) jumped += value;
}).observe({ type: "layout-shift", buffered: true });
const look = () => {
  const first = document.querySelector("#f-year");
  // What is there is shown in the frame to come; after that it is there for the reader, too.
  if (first) firstShown ??= requestAnimationFrame(() => setTimeout(() => {
    seen.answerable = performance.now();
  }));
  const ready = document.querySelector("[data-module=checker] button[type=submit]:enabled");
  const verdict = document.querySelector("[data-slot=overview] [data-verdict=eligible]");
  if (ready) seen.ready ??= performance.now();
  if (verdict) seen.verdict ??= performance.now();
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
"""
"""Takes the time from when the reader asked for the page."""

KEPT: Final = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"


class Start(NamedTuple):
    """One start of the checker, its times in milliseconds from when the page was asked for."""

    answerable: float
    """The first question is shown, and an answer to it counts."""
    ready: float
    """The form's own program is there."""
    verdict: float
    sent: int
    """How many bytes the host has sent until then, the page included."""


def measure(run: Run) -> Iterator[Row]:
    """Give the times of cold and warm starts, what is sent, and how busy the page itself is."""
    browser_path = find_program("chromium")
    if browser_path is None:
        run.leave_out(ROWS, "no Chromium was found")
        return
    site = run.site or built(run.empty_folder("readers"))
    with (
        hosting(site) as ours,
        hosting(_with_npm(site, run.empty_folder("npm"))) as npm,
        sync_playwright() as playwright,
    ):
        readers = Readers(playwright.chromium, str(browser_path), run.size)
        readers.answer(ours)
        yield from _times(readers, {"ours": ours, "npm": npm}, run.size)
        yield from _busy(readers, ours)
        yield from _wire(readers, ours)


def _times(readers: Readers, hosts: dict[str, Host], size: Size) -> Iterator[Row]:
    cold: dict[str, list[Start]] = {name: [] for name in hosts}
    warm: dict[str, list[Start]] = {name: [] for name in hosts}
    for number in range(1, size.starts + 1):
        for name, host in hosts.items():
            with empty_profile() as profile:
                with readers.browser(profile) as browser:
                    cold[name].append(readers.start(browser, host))
                    _settle(browser.pages[-1], kept=name == "ours", ms=size.settling_ms)
                with readers.browser(profile) as browser:
                    warm[name].append(readers.start(browser, host))
            say(
                f"startup: run {number} of {size.starts}: {name}: "
                f"cold {cold[name][-1].verdict:.0f} ms, warm {warm[name][-1].verdict:.0f} ms"
            )
    for state, taken in (("cold", cold), ("warm", warm)):
        for name, starts in taken.items():
            suffix = "ms" if name == "ours" else f"{name}_ms"
            yield Row(
                f"startup.{state}.{suffix}", round(median(one.verdict for one in starts)), "ms"
            )
        pairs = zip(taken["ours"], taken["npm"], strict=True)
        ratio = median(our.verdict / their.verdict for our, their in pairs)
        yield Row(f"startup.{state}.ratio", round(ratio, 3), "ratio")
    visits = zip(warm["ours"], cold["ours"], strict=True)
    ratio = median(second.verdict / first.verdict for second, first in visits)
    yield Row("startup.warm_vs_cold.ratio", round(ratio, 3), "ratio")
    # It keeps nothing for the next visit, which ours would be sent meanwhile.
    yield Row("wire.npm.bytes", round(median(one.sent for one in cold["npm"])), "bytes")
    yield Row("first_question.ms", round(median(one.answerable for one in cold["ours"])), "ms")
    yield Row("form_ready.ms", round(median(one.ready for one in cold["ours"])), "ms")


def _wire(readers: Readers, ours: Host) -> Iterator[Row]:
    """Give what is sent without the snapshot, and by a host that compresses nothing."""
    ours.missing = ("snapshot.bin", "snapshot.bin.gz")
    yield Row("wire.plain.bytes", _sent(readers, ours), "bytes")
    ours.missing = ()
    with hosting(ours.folder, compresses=False) as simple:
        yield Row("wire.snapshot.simple_host_bytes", _sent(readers, simple), "bytes")


def _sent(readers: Readers, host: Host) -> int:
    with empty_profile() as profile, readers.browser(profile, keeps=False) as browser:
        return readers.start(browser, host).sent


def _busy(readers: Readers, host: Host) -> Iterator[Row]:
    """Give the longest task on the page's own thread, how much moved, and what was sent."""
    with empty_profile() as profile, readers.browser(profile, keeps=False) as browser:
        page = browser.new_page()
        session = browser.new_cdp_session(page)
        events: list[dict[str, Any]] = []
        complete = Event()
        session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
        session.on("Tracing.tracingComplete", lambda _: complete.set())
        session.send("Tracing.start", {"categories": "toplevel,__metadata"})
        start = readers.start(browser, host, page)
        session.send("Tracing.end")
        while not complete.is_set():
            page.wait_for_timeout(100)
        yield Row("longest_task.ms", round(_longest_task(events), 1), "ms")
        yield Row("layout_shift.score", round(page.evaluate("jumped"), 4), "score")
        yield Row("wire.snapshot.bytes", start.sent, "bytes")


def _longest_task(events: list[dict[str, Any]]) -> float:
    """Return the milliseconds of the longest task of any page's own thread."""
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event["dur"]
        for event in events
        if event["name"].endswith("RunTask")
        and event["ph"] == "X"
        and (event["pid"], event["tid"]) in pages
    ]
    return float(max(tasks)) / 1000


class Readers:
    """Readers of the site, each with a browser and a profile of their own."""

    def __init__(self, chromium: BrowserType, program: str, size: Size) -> None:
        self._chromium = chromium
        self._program = program
        self._opening_ms = size.opening_ms
        self._answers = ""

    @contextmanager
    def browser(self, profile: str, *, keeps: bool = True) -> Iterator[BrowserContext]:
        """Open a browser.

        Args:
            profile: the folder where it keeps what it keeps.
            keeps: whether the site may be kept for use without a network.
        """
        context = self._chromium.launch_persistent_context(
            profile,
            executable_path=self._program,
            args=[*ARGUMENTS],
            service_workers="allow" if keeps else "block",
        )
        yield context
        context.close()

    def answer(self, host: Host) -> None:
        """Answer the checker's questions once, for all starts to come."""
        with empty_profile() as profile, self.browser(profile, keeps=False) as browser:
            page = browser.new_page()
            CheckerPage(page, host.address).open().fact_ung()
            self._answers = page.evaluate("sessionStorage.getItem('tilskuddssjekken')")

    def start(self, browser: BrowserContext, host: Host, page: Page | None = None) -> Start:
        """Come back to the checker, with all answers given, and wait for the verdict."""
        page = page or browser.new_page()
        page.add_init_script(WATCH.replace("ANSWERS", json.dumps(self._answers)))
        page.wait_for_timeout(self._opening_ms)
        host.sent.clear()
        page.goto(f"{host.address}sjekk/", wait_until="commit")
        page.wait_for_function("() => globalThis.seen?.verdict", polling=100, timeout=PATIENCE_MS)
        return Start(**page.evaluate("seen"), sent=sum(host.sent.values()))


@contextmanager
def empty_profile() -> Iterator[str]:
    # A browser may write its last words when it has been closed already.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield folder


def _settle(page: Page, *, kept: bool, ms: int) -> None:
    if kept:
        page.wait_for_function(KEPT, timeout=PATIENCE_MS)
    page.wait_for_timeout(ms)


def built(folder: Path) -> Path:
    """Build the site into an empty folder, as `make site` does."""
    built = build(ROOT, folder)
    if built.returncode:
        raise RuntimeError(built.stderr)
    return folder


def _with_npm(site: Path, copy: Path) -> Path:
    """Copy the site into an empty folder, with npm's Pyodide in place of ours."""
    ignored = shutil.ignore_patterns("python-*", "rules-*", "offline.mjs")
    shutil.copytree(site, copy, ignore=ignored, dirs_exist_ok=True)
    checker = copy / "checker"
    with TemporaryDirectory() as place:
        web = Path(place) / "web"
        shutil.copytree(ROOT / "checker" / "web", web)
        (web / "offline" / "register-service-worker.mjs").write_text("", encoding="utf-8")
        npm = ROOT / "tests" / "benchmarks" / "npm_runtime.mjs"
        shutil.copyfile(npm, web / "runtime" / "runtime.mjs")
        write_scripts(web, checker)
    folder = checker / "npm-0"
    folder.mkdir()
    for name in NPM_FILES:
        _copy_compressed(PYODIDE / name, folder)
    shutil.copyfile(PYODIDE / "pyodide.mjs", folder / "pyodide.mjs")
    _copy_compressed(checker / "catalogue.json", folder)
    make_wheel_in(ROOT / "checker" / "pyproject.toml", folder)
    return copy


def _copy_compressed(file: Path, folder: Path) -> None:
    shutil.copyfile(file, folder / file.name)
    shutil.copyfile(compressed(file) / "packed.br", folder / f"{file.name}.br")
