"""``tilskudd links``: which links to other sites no longer work; a report, never a failure."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, override

import pytest

from tilskudd_build.commands.main import main
from tilskudd_build.review.external_links import Found, find_links

if TYPE_CHECKING:
    from collections.abc import Iterator


class Handler(BaseHTTPRequestHandler):
    """Answers by the address asked for."""

    def do_HEAD(self) -> None:
        self.answer(head=True)

    def do_GET(self) -> None:
        self.answer(head=False)

    def answer(self, *, head: bool) -> None:
        status = {"/god": 200, "/borte": 404, "/feil": 500}.get(self.path, 200)
        if self.path == "/bare-hele" and head:
            status = 405
        if self.path == "/flyttet":
            self.send_response(301)
            self.send_header("Location", "/god")
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    @override
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """A server of our own; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ``docs/`` in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("schemes").mkdir()
    return Path("docs")


def links(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["links", "--timeout", "20", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_links_that_do_not_answer_as_they_should_are_told(
    docs: Path, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "om.md").write_text(
        f"[a]({site}/god) og [b]({site}/borte).\n\n<{site}/feil>, {site}/bare-hele\n"
        f"{site}/flyttet#del\n",
        encoding="utf-8",
    )
    Path("schemes/x.yaml").write_text(f"address: {site}/borte\n", encoding="utf-8")
    out = links(capsys)
    assert (
        f"schemes/x.yaml:1: {site}/borte: svarer med 404 Adressen står også her: docs/om.md:1.\n"
        in out
    )
    assert f"docs/om.md:3: {site}/feil: svarer med 500\n" in out
    assert f"docs/om.md:4: {site}/flyttet#del: flyttet til {site}/god" in out
    assert out.endswith("Lenker prøvd: 5. Virker ikke: 2. Flyttet: 1.\n")
    assert "/god:" not in out
    assert "bare-hele" not in out


def test_github_gets_notes(docs: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "om.md").write_text(f"{site}/borte {site}/flyttet\n", encoding="utf-8")
    out = links(capsys, "--format", "github").splitlines()
    assert out[0].startswith("::warning file=docs/om.md,line=1,col=1::docs/om.md:1: http")
    assert out[1].startswith("::notice file=docs/om.md,line=1,col=1::")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://:80/", "http://x:99999/"])
def test_what_does_not_answer_at_all_is_told(
    address: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "om.md").write_text(f"{address}\n", encoding="utf-8")
    out = links(capsys)
    assert f"{address}: svarer ikke (" in out
    assert "Virker ikke: 1." in out


def test_no_links(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "om.md").write_text("[her](redaktor.md) og ftp://x\n", encoding="utf-8")
    assert links(capsys) == "Ingen lenker til andre nettsteder.\n"


def test_other_files_can_be_named(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "om.md").write_text("http://127.0.0.1:1/\n", encoding="utf-8")
    Path("annet.md").write_text("ingenting\n", encoding="utf-8")
    assert links(capsys, "annet.md") == "Ingen lenker til andre nettsteder.\n"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Se https://a.no/b.", "https://a.no/b"),
        ("(https://a.no/b)", "https://a.no/b"),
        ("[x](https://a.no/b_(c))", "https://a.no/b_(c)"),
        ('<a href="https://a.no/?b=c&d">', "https://a.no/?b=c&d"),
        ("`https://a.no`, og", "https://a.no"),
        ("**https://a.no/b**", "https://a.no/b"),
        ("[x](https://a.no/b)[y](z)", "https://a.no/b"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(
    text: str, address: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"\n{text}\n", encoding="utf-8")
    assert find_links([file]) == [Found(address, [(file.as_posix(), 2)])]
