"""The built site: every address is there, every link leads somewhere, all comes from itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin

import pytest
from tests.html_tree import Node, read_html
from tests.project_copy import ROOT, build, copy_project

from tilskudd_build.site.internal_links import files_of
from tilskudd_build.site.service_worker import WORKER, write_worker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MadeOnce

ADDRESSES: Final = [
    "",
    "sjekk/",
    "ordninger/",
    "ordninger/kommunalt-rusarbeid-overgang/2023/",
    "ordninger/kommunalt-rusarbeid/2025/",
    "ordninger/kommunalt-rusarbeid/2018/",
    "ordninger/kommunalt-rusarbeid-gammel/2018/",
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
    "om/utgaver/",
    "om/lisenser/",
    "tilgjengelighet/",
    "personvern/",
]


# Later than what withdraws older releases.
EPOCH: Final = "1800000000"


@pytest.fixture(scope="module")
def site(once: MadeOnce) -> Path:
    def make(folder: Path) -> None:
        built = build(ROOT, folder, SOURCE_DATE_EPOCH=EPOCH)
        assert built.returncode == 0, built.stderr
        assert built.stderr == ""

    return once(f"site-{EPOCH}", make)


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
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"""url\((?!["']?data:)|@import""", text)


def test_every_page_has_a_strict_policy_before_any_script(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        in_order = [n for n in page.walk() if n.tag in ("meta", "script")]
        policies = [
            n for n in in_order if n.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
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


def test_a_former_address_leads_on_wherever_the_site_lives(
    site: Path, pages: dict[str, Node]
) -> None:
    former = "ordninger/kommunalt-rusarbeid/2018/"
    now = "ordninger/kommunalt-rusarbeid-gammel/2018/"
    page = pages[former]
    (refresh,) = [n for n in page.find("meta") if n.attributes.get("http-equiv") == "refresh"]
    wait, _, target = refresh.attributes["content"].partition("; url=")
    assert wait == "0"
    (canonical,) = [n for n in page.find("link") if n.attributes.get("rel") == "canonical"]
    (link,) = [n for n in page.find("main")[0].find("a") if "Gå til" in n.text]
    for root in ("http://site.invalid/", "http://site.invalid/under/en/mappe/"):
        for address in (target, canonical.attributes["href"], link.attributes["href"]):
            assert urljoin(root + former, address) == root + now
    assert now in pages
    assert "noindex" in [n.attributes.get("content") for n in page.find("meta")]
    found = json.loads((site / "checker" / "search.json").read_text(encoding="utf-8"))
    assert not [row for row in found if row[0].startswith(former)]
    # Only what has moved has any of this.
    others = [one for address, one in pages.items() if address != former]
    assert not any(n.attributes.get("http-equiv") == "refresh" for p in others for n in p.walk())


def test_the_list_of_pages_for_search_engines_has_no_former_address(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    address = "https://tilskudd.example.org/"
    built = build(ROOT, folder, SOURCE_DATE_EPOCH=EPOCH, SITE_URL=address)
    assert built.returncode == 0, built.stderr
    listed = (folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{address}ordninger/kommunalt-rusarbeid-gammel/2018/</loc>" in listed
    assert f"{address}ordninger/kommunalt-rusarbeid/2018/" not in listed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a build reads, to be broken; what is slow to make is there already."""
    project = copy_project(tmp_path)
    (project / "build").mkdir()
    (project / "build" / "browser").symlink_to(ROOT / "build" / "browser")
    return project


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


def test_a_row_that_an_example_needs_stops_the_build_with_its_message_and_no_traceback(
    project: Path,
) -> None:
    """The rules refuse the example, and the page has nothing to show (R10)."""
    case = project / "tests" / "cases" / "tryggest" / "2025.yaml"
    text = case.read_text(encoding="utf-8")
    assert "municipality: 5001" in text
    case.write_text(text.replace("municipality: 5001", "municipality: 9998", 1), "utf-8")
    built = build(project, project / "site")
    assert built.returncode != 0
    said = built.stdout + built.stderr
    assert "svarer «9998», og det kan ikke brukes her." in said
    assert "Traceback" not in said


def test_links_that_lead_nowhere_stop_the_build_wherever_they_stand(
    site: Path, project: Path
) -> None:
    del site  # It has made what is shared.
    about = project / "docs" / "om.md"
    text = about.read_text(encoding="utf-8")
    faults = "\n[a](finnes-ikke.md)\n\n[b](personvern.md#ingen-slik-overskrift)\n"
    about.write_text(text + faults, encoding="utf-8")
    template = project / "scripts" / "tilskudd_build" / "pages" / "templates" / "calendar.md.j2"
    faults = (
        """\n<p><a href="{{ href('ordninger/finnes-ikke/') }}">c</a></p>\n"""
        """\n<p><a href="{{ href('rammevekst/') }}#intet-slikt-sted">d</a></p>\n"""
    )
    template.write_text(template.read_text(encoding="utf-8") + faults, encoding="utf-8")
    built = build(project, project / "site")
    assert built.returncode != 0
    said = built.stdout + built.stderr
    line = text.count("\n") + 2
    assert f"docs/om.md:{line}:5: Lenken «finnes-ikke.md» fører til en side" in said
    assert f"docs/om.md:{line + 2}:18: Lenken «../personvern/#ingen-slik-overskrift»" in said
    assert "/kalender/: Lenken «../ordninger/finnes-ikke/» fører til en side" in said
    assert "/kalender/: Lenken «../rammevekst/#intet-slikt-sted» fører til et sted" in said
    assert said.count("Lenken «") == 4
    assert "Traceback" not in said


def test_a_sheet_that_is_named_and_missing_stops_the_build(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("assets/tokens.css", "assets/farger.css"), encoding="utf-8")
    built = build(project, project / "site")
    assert built.returncode != 0
    said = built.stdout + built.stderr
    assert "under extra_css som ikke finnes i docs: assets/farger.css. Rett navnet" in said
    assert "Traceback" not in said


OFFLINE: Final = """
import socket

class NoNetwork(OSError):
    pass

def refuse(self, address, *rest):
    raise NoNetwork(address)

def refuse_name(*rest, **more):
    raise NoNetwork(rest)

socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse_name
"""


def test_another_folder_another_time_and_no_network_give_the_same_bytes(
    site: Path, tmp_path: Path
) -> None:
    """Python's snapshot, too, is made once more; only Pyodide's own files stay compressed."""
    project = copy_project(tmp_path / "et annet sted")
    kept = project / "build" / "browser"
    kept.mkdir(parents=True)
    for packed in (ROOT / "build" / "browser").glob("packed-pyodide*"):
        shutil.copytree(packed, kept / packed.name)
    for path in project.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
    (project / "scripts" / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    other = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    again = tmp_path / "her" / "site"
    built = build(project, again, LC_ALL="C", **other)
    assert built.returncode == 0, built.stderr
    assert files_of(again).keys() == files_of(site).keys()
    differ = [
        n for n, path in files_of(site).items() if path.read_bytes() != (again / n).read_bytes()
    ]
    assert differ == []
    assert {"offline.mjs", "sitemap.xml.gz", "checker/search.json"} <= files_of(site).keys()
    assert [name for name in files_of(site) if name.endswith("snapshot.bin.br")]


def test_a_file_for_hosts_from_an_earlier_build_is_not_kept_by_readers(tmp_path: Path) -> None:
    # MkDocs empties the folder of all but hidden files.
    for name in (".htaccess", "index.html"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_worker(tmp_path, is_release=True)
    text = (tmp_path / WORKER).read_text(encoding="utf-8")
    release, _ = json.JSONDecoder().raw_decode(text.removeprefix("self.RELEASE = "))
    assert release["files"].keys() == {"index.html"}


def test_without_a_network_python_is_refused_one(tmp_path: Path) -> None:
    """The test above means something."""
    (tmp_path / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    asked = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    command = [sys.executable, "-c", asked]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "NoNetwork" in done.stderr
