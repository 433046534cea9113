"""Without a network after one visit; and one edition at a time, whole."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import STATUS
from tests.browser.site_server import SUB_PATH, serving

from tilskudd_build.site.release import FILE
from tilskudd_build.site.service_worker import WORKER, write_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page
    from tests.browser.checker_page import CheckerPage
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

CHANGED: Final = ("index.html", "kalender/index.html", "checker/worker.mjs")
"""What differs between the two editions of these tests: pages, and a part of the checker."""

MADE: Final = 1_700_000_000

KEPT: Final = """async () => {
  const { active, waiting, installing } = await navigator.serviceWorker.ready;
  return active?.state === "activated" && !waiting && !installing;
}"""
CACHES: Final = """async () => {
  const names = await caches.keys();
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.map((requests) => requests.map(({ url }) => url));
}"""
DAMAGE: Final = """async (end) => {
  let damaged = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.endsWith(end)) {
        const { headers } = await cache.match(request);
        await cache.put(request, new Response("not what was kept", { headers }));
        damaged += 1;
      }
    }
  }
  return damaged;
}"""
"""Damage all that is kept whose address ends so, and say how many that were."""
LOOK_FOR_NEW: Final = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = () => registration.installing ?? registration.waiting;
  // A look that was under way already may answer for an earlier state of the server.
  while (!found()) {
    await registration.update();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const worker = found();
  return new Promise((resolve) => {
    const tell = () => {
      if (["installed", "activated", "redundant"].includes(worker.state)) resolve(worker.state);
    };
    worker.addEventListener("statechange", tell);
    tell();
  });
}"""
"""What becomes of the new edition."""


@pytest.fixture
def editions(site: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two editions of the site, which say in some files which they are."""
    made: list[Path] = []
    for name in ("first", "second"):
        folder = tmp_path / name
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br"))
        for path in CHANGED:
            file = folder / path
            text = file.read_text(encoding="utf-8")
            mark = f"<!-- edition: {name} -->\n</body>"
            text = (
                text.replace("</body>", mark)
                if "</body>" in text
                else f"{text}// edition: {name}\n"
            )
            file.write_text(text, encoding="utf-8")
        write_worker(folder, is_release=True)
        # The server tells editions apart by whole seconds.
        for path in (*CHANGED, WORKER):
            os.utime(folder / path, (MADE + len(made), MADE + len(made)))
        made.append(folder)
    return made[0], made[1]


@pytest.fixture
def own_server(editions: tuple[Path, Path]) -> Iterator[SiteServer]:
    with serving(editions[0]) as server:
        yield server


@pytest.fixture
def page(own_server: SiteServer, context: BrowserContext) -> Page:
    """A page that has been read long enough for the first edition to be kept."""
    page = context.new_page()
    visit(page, own_server.address)
    return page


def visit(page: Page, address: str) -> None:
    """Read a page long enough for the site to be kept."""
    page.goto(address)
    page.wait_for_function(KEPT, timeout=120_000)


def expect_edition(page: Page, address: str, name: str) -> None:
    """The page at an address, and all it fetches from then on, are of this edition."""
    page.goto(address)
    assert f"<!-- edition: {name} -->" in page.content()
    found: list[str] = page.evaluate(
        """async ([root, paths]) => {
          const responses = await Promise.all(paths.map((path) => fetch(root + path)));
          const texts = await Promise.all(responses.map((response) => response.text()));
          return texts.map((text) => /edition: (\\w+)/.exec(text)?.[1]);
        }""",
        [address, [path.removesuffix("index.html") for path in CHANGED]],
    )
    assert set(found) == {name}


def show_new_edition(page: Page) -> None:
    """Do as the notice says."""
    with page.expect_navigation():
        page.locator("[data-module=new-release] button").click()


@pytest.mark.parametrize("below", ["", SUB_PATH], ids=["at the root", "below a folder"])
def test_a_check_is_completed_without_a_network_after_one_visit_elsewhere(
    open_checker: Callable[..., CheckerPage], server: SiteServer, below: str
) -> None:
    checker = open_checker(kept_offline=True, site=server.address + below)
    visit(checker.page, checker.site)
    server.requested.clear()
    server.faults[""] = "cut"
    checker.open()
    expect(checker.page.locator(STATUS)).to_have_attribute("data-start", "snapshot")
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")
    for address in ("kalender/", "ordninger/barn-og-unge/2023/", "om"):
        checker.page.goto(checker.site + address)
        expect(checker.page.locator("h1")).to_be_visible()
    # The browser itself looks for a new edition, the pages for word of their own, and find nobody.
    assert {path.rpartition("/")[2] for path in server.requested} <= {WORKER, FILE, ""}
    checker.page.goto(f"{checker.site}finnes-ikke/")
    expect(checker.page.locator("h1")).to_have_text("Vi finner ikke siden")
    assert checker.foreign == []


def test_only_the_sites_own_files_are_kept(
    open_checker: Callable[..., CheckerPage], site: Path
) -> None:
    checker = open_checker(kept_offline=True).open()
    checker.fact_ung()
    checker.page.goto(f"{checker.site}?q=min-kommune")
    visit(checker.page, f"{checker.site}kalender/?q=min-kommune")
    (kept,) = checker.page.evaluate(CACHES)
    for address in kept:
        assert (site / address.removeprefix(checker.site)).is_file(), address
    assert checker.page.evaluate("document.cookie") == ""
    checker.assert_untroubled()


def test_an_update_replaces_everything_at_once(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page
) -> None:
    own_server.folder = editions[1]
    expect_edition(page, own_server.address, "first")
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    expect_edition(page, own_server.address, "first")
    show_new_edition(page)
    expect_edition(page, own_server.address, "second")
    assert len(page.evaluate(CACHES)) == 1


def test_a_new_edition_is_there_when_the_reader_comes_back(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page, context: BrowserContext
) -> None:
    own_server.folder = editions[1]
    assert page.evaluate(LOOK_FOR_NEW) in {"installed", "activated"}
    page.close()
    page = context.new_page()
    page.goto("about:blank")
    expect_edition(page, own_server.address, "second")


def test_all_pages_go_on_with_the_new_edition_when_the_reader_asks_for_it(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page, context: BrowserContext
) -> None:
    page.reload()
    other = context.new_page()
    other.goto(f"{own_server.address}om/")
    own_server.folder = editions[1]
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    expect_edition(page, own_server.address, "first")
    with other.expect_navigation():
        show_new_edition(page)
    expect_edition(page, own_server.address, "second")
    expect_edition(other, own_server.address, "second")


def test_half_an_update_leaves_the_old_edition_whole(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page
) -> None:
    page.reload()
    own_server.folder = editions[1]
    own_server.faults["kalender/index.html"] = "corrupt"
    assert page.evaluate(LOOK_FOR_NEW) == "redundant"
    own_server.faults[""] = "cut"
    expect_edition(page, own_server.address, "first")
    own_server.mend()
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    show_new_edition(page)
    expect_edition(page, own_server.address, "second")


def test_what_is_the_same_in_both_editions_is_not_fetched_again(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page
) -> None:
    page.reload()
    own_server.folder = editions[1]
    own_server.requested.clear()
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    fetched = {path.removeprefix("/") for path in own_server.requested}
    assert fetched - {FILE} == {*CHANGED, WORKER}


def test_whatever_storage_has_damaged_is_mended(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    """What a page needs is whole again when it needs it, and from then on without a network."""
    checker = open_checker(kept_offline=True)
    visit(checker.page, checker.site)
    assert checker.page.evaluate(DAMAGE, "") > len(CHANGED)
    checker.open()
    expect(checker.page.locator(STATUS)).to_have_attribute("data-start", "snapshot")
    server.faults[""] = "cut"
    checker.open()
    expect(checker.page.locator(STATUS)).to_have_attribute("data-start", "snapshot")
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")


def test_what_is_damaged_is_not_carried_over(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page
) -> None:
    page.reload()
    assert page.evaluate(DAMAGE, "om/index.html") == 1
    own_server.folder = editions[1]
    assert page.evaluate(LOOK_FOR_NEW) == "installed"
    show_new_edition(page)
    own_server.faults[""] = "cut"
    page.goto(f"{own_server.address}om/")
    assert page.locator("h1").count() == 1


def test_an_editors_build_is_not_hidden_by_what_a_readers_build_has_kept(
    own_server: SiteServer, editions: tuple[Path, Path], page: Page
) -> None:
    write_worker(editions[1], is_release=False)
    own_server.folder = editions[1]
    page.reload()
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"
    )
    page.wait_for_function("() => navigator.serviceWorker.controller === null")
    assert page.evaluate("caches.keys()") == []
    page.reload()
    assert "<!-- edition: second -->" in page.content()


def test_nothing_is_fetched_ahead_where_the_reader_saves_data(
    open_checker: Callable[..., CheckerPage],
) -> None:
    checker = open_checker(
        kept_offline=True,
        before="""
        Object.defineProperty(navigator, "connection", { value: { saveData: true } });
        requestIdleCallback = (then) => { then(); document.documentElement.dataset.idle = ""; };
        """,
    )
    checker.page.goto(checker.site)
    expect(checker.page.locator("html")).to_have_attribute("data-idle", "")
    assert checker.page.evaluate("navigator.serviceWorker.getRegistrations()") == []
