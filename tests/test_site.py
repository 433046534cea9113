"""The built site: every address is there, every link leads somewhere, all comes from itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urldefrag, urljoin

import pytest
from tests.html_tree import Node, read_html

ROOT: Final = Path(__file__).resolve().parent.parent
ADDRESSES: Final = [
    "",
    "sjekk/",
    "ordninger/",
    "ordninger/kommunalt-rusarbeid-overgang/2023/",
    "ordninger/kommunalt-rusarbeid/2025/",
    "ordninger/voksne-sammensatte-behov/",
    "ordninger/barn-og-unge/",
    "ordninger/tryggest/",
    "ordninger/langvarige-sammensatte-behov/",
    "kalender/",
    "kommuner/",
    "endringer/",
    "rammevekst/",
    "kilder/",
    "data/",
    "redaktor/",
    "ordliste/",
    "om/",
    "tilgjengelighet/",
    "personvern/",
]


def build(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    built = build(ROOT, folder)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    """Every page by its address."""
    return {
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        if path.parent != site
        else "": read_html(path.read_text(encoding="utf-8").removeprefix("<!doctype html>"))
        for path in site.rglob("index.html")
    }


def test_every_address_of_the_design_is_there(site: Path) -> None:
    for address in ADDRESSES:
        assert (site / address / "index.html").is_file(), address
    for file in ("404.html", "checker/catalogue.json", "data/situation.schema.json"):
        assert (site / file).is_file(), file


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path, pages: dict[str, Node]) -> None:
    ids = {
        address: {node.attributes.get("id") for node in page.walk()}
        for address, page in pages.items()
    }
    host = "http://site.invalid/folder/"
    for address, page in pages.items():
        for node in page.walk():
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            if not target or target.startswith(("mailto:", "data:", "https:", "http:")):
                continue
            assert not target.startswith("/"), f"{address}: {target}"
            whole, place = urldefrag(urljoin(host + address, target))
            whole = whole.partition("?")[0]
            assert whole.startswith(host), f"{address}: {target}"
            inside = whole.removeprefix(host)
            file = site / inside / "index.html" if inside in pages else site / inside
            assert file.is_file(), f"{address}: {target}"
            if place and inside in pages and not place.startswith("__"):
                assert place in ids[inside], f"{address}: {target}"


def test_nothing_is_fetched_from_another_host(site: Path, pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        for node in page.walk():
            fetched = node.attributes.get("src", "") + (
                node.attributes.get("href", "") if node.tag == "link" else ""
            )
            assert "//" not in fetched, address
    for sheet in (site / "assets").glob("*.css"):
        assert not re.search(r"url\(|@import", sheet.read_text(encoding="utf-8"))


def test_every_page_has_a_strict_policy_before_any_script(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        in_order = [n for n in page.walk() if n.tag in ("meta", "script")]
        policies = [n for n in in_order if "http-equiv" in n.attributes]
        assert len(policies) == 1, address
        before = in_order[: in_order.index(policies[0])]
        assert "script" not in {node.tag for node in before}
        policy = policies[0].attributes["content"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        assert ("wasm-unsafe-eval" in policy) == (address == "sjekk/")


def test_no_page_has_inline_styles_or_handlers(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        for node in page.walk():
            assert node.tag != "style", address
            assert "style" not in node.attributes, address
            assert not [name for name in node.attributes if name.startswith("on")], address


def test_every_page_names_itself_in_norwegian(pages: dict[str, Node]) -> None:
    titles = [page.find("title")[0].text for page in pages.values()]
    assert all("Tilskuddssjekken" in title for title in titles)
    assert {page.find("html")[0].attributes["lang"] for page in pages.values()} == {"nb"}
    for address, page in pages.items():
        described = [n for n in page.find("meta") if n.attributes.get("name") == "description"]
        assert described, address
        assert described[0].attributes["content"], address


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a build reads, to be broken."""
    for name in ("docs", "schemes", "scripts", "checker", "tests/cases"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_a_mistake_in_a_scheme_stops_the_build_with_its_message_and_no_traceback(
    project: Path,
) -> None:
    edition = project / "schemes" / "tryggest" / "2025.yaml"
    broken = edition.read_text(encoding="utf-8").replace("measures:", "mesures:")
    edition.write_text(broken, encoding="utf-8")
    built = build(project, project / "site")
    assert built.returncode != 0
    said = built.stdout + built.stderr
    assert "\nschemes/tryggest/2025.yaml:" in f"\n{said}"
    assert "Mente du «measures»?" in said
    assert "Traceback" not in said


def test_the_same_sources_give_the_same_pages(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert build(ROOT, again).returncode == 0
    for path in site.rglob("*.html"):
        other = again / path.relative_to(site)
        assert other.read_bytes() == path.read_bytes(), path.name
