"""The built site on a real nginx and a real Apache, at a host's root and below a path."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.programs.web_server import WebServer, running
from tests.project_copy import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.programs.web_server import Kind

pytestmark = pytest.mark.programs

BASES: Final = ("/", "/tilskudd/")
KINDS: Final[tuple[Kind, ...]] = ("nginx", "apache")
PACKED: Final = {"br": "br", "gzip": "gz"}
FOR_EVER: Final = "public, max-age=31536000, immutable"


@pytest.fixture(scope="session", params=BASES, ids=["at-the-root", "below-a-path"])
def published(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """A folder that a host serves, with the site in it, and the site's path there."""
    base: str = request.param
    # Not among pytest's own folders: those are closed to the server's user.
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        site = root / base.strip("/")
        built = build(ROOT, site, SITE_URL=f"https://kommune.example{base}")
        assert built.returncode == 0, built.stderr
        yield root, base


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, published: tuple[Path, str]) -> Iterator[WebServer]:
    own = Path(tempfile.mkdtemp())
    try:
        with running(request.param, *published, own) as server:
            yield server
    finally:
        shutil.rmtree(own)


def packed_files(server: WebServer) -> list[str]:
    """The files that have both compressed forms beside them."""
    found = [path.with_suffix("") for path in server.site.rglob("*.br")]
    assert found
    return sorted(path.relative_to(server.site).as_posix() for path in found)


def never_changing(server: WebServer) -> str:
    return next(path for path in packed_files(server) if path.endswith("pyodide.asm.mjs"))


def test_every_file_comes_whole_and_as_what_it_is(server: WebServer) -> None:
    types = {
        ".html": "text/html",
        ".css": "text/css",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".xml": "application/xml",
        ".txt": "text/plain",
        ".wasm": "application/wasm",
        ".bin": "application/octet-stream",
        ".zip": "application/zip",
        ".whl": "application/zip",
    }
    for path in sorted(server.site.rglob("*")):
        if path.suffix in types:
            name = path.relative_to(server.site).as_posix()
            answer = server.get(name)
            assert (answer.status, answer.content) == (200, path.read_bytes()), name
            assert answer.headers["content-type"].partition(";")[0] == types[path.suffix], name
            assert "content-encoding" not in answer.headers, name


@pytest.mark.parametrize(
    "path", ["", "om/", "checker/catalogue.json", "finnes-ikke", "checker/python-x"]
)
def test_every_answer_carries_the_headers_of_security(server: WebServer, path: str) -> None:
    headers = server.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    # Said twice, a policy could say two things.
    assert ", default-src" not in headers["content-security-policy"]


def test_only_what_never_changes_may_be_kept_unasked(server: WebServer) -> None:
    for path in sorted(server.site.rglob("*")):
        name = path.relative_to(server.site).as_posix()
        if path.is_file() and path.suffix not in {"", ".conf", ".br", ".gz"}:
            never = name.startswith(("checker/python-", "checker/rules-"))
            kept = server.get(name, accepts="gzip, br").headers["cache-control"]
            assert kept == (FOR_EVER if never else "no-cache"), name


@pytest.mark.parametrize(
    "path", ["finnes-ikke", "ordninger/finnes-ikke/", "checker/python-0/borte.mjs"]
)
def test_a_missing_address_shows_the_sites_own_page(server: WebServer, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.content == (server.site / "404.html").read_bytes()
    assert answer.headers["cache-control"] == "no-cache"


def test_an_address_without_its_slash_leads_on(server: WebServer) -> None:
    answer = server.get("om")
    assert answer.status == 301
    assert answer.headers["location"].endswith(f"{server.base}om/")


@pytest.mark.parametrize(
    ("accepts", "may"),
    [
        ("gzip, deflate, br, zstd", {"br", "gzip"}),
        ("gzip", {"gzip"}),
        ("br", {"br", ""}),
        ("BR ; Q=0.5", {"br", ""}),
        ("gzip;q=1.0, br;q=0.001", {"br", "gzip"}),
        ("br;q=0", {""}),
        ("br; q=0.000, gzip", {"gzip"}),
        ("gzip;q=0", {""}),
        ("gzip;q=0, br ; q=0", {""}),
        ("xbr, gzipped, brotli", {""}),
        ("identity", {""}),
        (None, {""}),
    ],
)
def test_compressed_forms_are_sent_to_whoever_takes_them(
    server: WebServer, accepts: str | None, may: set[str]
) -> None:
    for path in packed_files(server):
        plain = server.get(path)
        answer = server.get(path, accepts=accepts)
        sent = answer.headers.get("content-encoding", "")
        assert sent in may, (path, sent)
        form = f"{path}.{PACKED[sent]}" if sent else path
        assert answer.content == (server.site / form).read_bytes(), path
        # A cache on the way must not hand one reader what another one asked for.
        for one in (plain, answer):
            assert "Accept-Encoding" in one.headers["vary"], path
        for header in ("content-type", "cache-control"):
            assert answer.headers[header] == plain.headers[header], path


def test_what_is_compressed_while_it_is_sent_varies_too(server: WebServer) -> None:
    for path in ("", "assets/site.css", "checker/checker.mjs", "checker/search.json"):
        plain = server.get(path)
        small = server.get(path, accepts="gzip")
        assert small.headers["content-encoding"] == "gzip", path
        assert gzip.decompress(small.content) == plain.content, path
        assert small.headers["vary"] == "Accept-Encoding", path


def test_whoever_asks_for_a_compressed_form_itself_unpacks_it_itself(server: WebServer) -> None:
    """As the checker does where something on the way takes ``Accept-Encoding`` away."""
    for path in packed_files(server):
        answer = server.get(f"{path}.gz", accepts="gzip, br")
        assert "content-encoding" not in answer.headers, path
        assert answer.content == (server.site / f"{path}.gz").read_bytes(), path


@pytest.mark.parametrize("path", ["", "release.json", "offline.mjs", "checker/checker.mjs"])
@pytest.mark.parametrize("accepts", [None, "gzip"])
def test_what_is_asked_for_again_is_not_sent_again(
    server: WebServer, path: str, accepts: str | None
) -> None:
    """Every page asks for ``release.json`` anew; where nothing is new, that must cost nothing."""
    tag = server.get(path, accepts=accepts).headers["etag"]
    again = server.get(path, accepts=accepts, If_None_Match=tag)
    assert (again.status, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"


def test_text_in_norwegian_is_read_as_it_is_written(server: WebServer) -> None:
    text = next(path for path in server.site.rglob("*.txt"))
    answer = server.get(text.relative_to(server.site).as_posix())
    assert answer.headers["content-type"].lower() == "text/plain; charset=utf-8"


def test_the_worker_of_the_checker_is_found_by_its_description(server: WebServer) -> None:
    """All that ``runtime.json`` names is where it says."""
    described = json.loads(server.get("checker/runtime.json").content)
    for file in described["files"].values():
        answer = server.get(f"checker/{file['path']}")
        assert (answer.status, len(answer.content)) == (200, file["size"])
