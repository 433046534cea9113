"""What the build tells web hosts; every other test here runs under the headers it asks for."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.site_server import SiteServer

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = ("_headers", ".htaccess", "nginx.conf")
META: Final = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def policy_of_the_host(site: Path) -> str:
    with SiteServer(site) as server:
        return dict(server.headers)["Content-Security-Policy"]


def directives(policy: str) -> dict[str, set[str]]:
    return {
        name: set(values) for name, *values in (part.split() for part in policy.split("; ") if part)
    }


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_host_is_told_the_same(site: Path, name: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert policy_of_the_host(site) in text
    for told in ("nosniff", "no-referrer", "immutable", "checker/python-", "checker/rules-"):
        assert told in text, told


def test_the_hosts_policy_lets_each_page_do_what_its_own_does(site: Path) -> None:
    allowed = directives(policy_of_the_host(site))
    assert allowed.pop("frame-ancestors") == {"'none'"}
    for page in site.rglob("*.html"):
        found = META.search(page.read_text(encoding="utf-8"))
        assert found, page
        own = directives(html.unescape(found.group(1)))
        assert own.keys() == allowed.keys(), page
        for name, values in own.items():
            assert values <= allowed[name], (page, name)


def test_only_the_checkers_page_may_compile_webassembly(site: Path) -> None:
    may = {
        page.relative_to(site).as_posix()
        for page in site.rglob("*.html")
        if "wasm-unsafe-eval" in page.read_text(encoding="utf-8")
    }
    assert {path for path in may if not path.startswith("redaktor/")} == {"sjekk/index.html"}


def test_what_is_for_hosts_is_not_kept_by_readers(site: Path) -> None:
    worker = (site / "offline.mjs").read_text(encoding="utf-8")
    release, _ = json.JSONDecoder().raw_decode(worker.removeprefix("self.RELEASE = "))
    assert release["files"]
    assert not set(FILES) & release["files"].keys()


def test_no_host_is_to_keep_what_tells_of_new_releases(site: Path) -> None:
    """The others ask for everything anew but what is named by its content."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    for name in ("release.json", "offline.mjs"):
        assert lines[lines.index(f"/{name}") + 1] == "  Cache-Control: no-cache"
    for name in (".htaccess", "nginx.conf"):
        assert 'Cache-Control "no-cache"' in (site / name).read_text(encoding="utf-8")
