"""Drafts: held against the model like all else, and published nowhere."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.valid_catalogue import write_several

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.verify.runner import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).resolve().parents[2]

DRAFT_ONLY: Final = """\
- id: bare-i-utkast
  title: {nb: Brev om leir}
  publisher: not_stated
  published: not_stated
  about: {nb: Bare utkastet bygger på det.}
"""
DRAFT_OWNER: Final = """\
- id: utkastdirektoratet
  name: {nb: Utkastdirektoratet}
  short_name: {nb: Utkastdirektoratet}
  kind: directorate
"""
RELATION: Final = """\
- id: {id}
  schemes: [{first}, {second}]
  when: {{answer: applicant_type, is: municipality}}
  text: {{nb: De to henger sammen.}}
  source: {{document: {document}, place: punkt 1}}
  certainty: announced
"""


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three schemes; between two of them, a relation each that comes before and after another."""
    monkeypatch.chdir(tmp_path)
    write_several(tmp_path)
    return Path("schemes")


def mark(path: Path) -> None:
    path.write_text(f"draft: true\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def add(path: Path, text: str) -> None:
    was = path.read_text(encoding="utf-8")
    path.write_text(("" if was.endswith("[]\n") else was) + text, encoding="utf-8")


def relate(schemes: Path, first: str, second: str, document: str = "rundskriv-2023") -> None:
    name = f"{first}-og-{second}"
    relation = RELATION.format(id=name, first=first, second=second, document=document)
    add(schemes / "relations.yaml", relation)


def draft_scheme(schemes: Path) -> None:
    add(schemes / "sources.yaml", DRAFT_ONLY)
    add(schemes / "authorities.yaml", DRAFT_OWNER)
    scheme = schemes / "fadder" / "scheme.yaml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(re.sub("owner: .*", "owner: utkastdirektoratet", text), encoding="utf-8")
    relate(schemes, "fadder", "leir", "bare-i-utkast")
    mark(schemes / "fadder" / "scheme.yaml")


def draft_edition(schemes: Path) -> None:
    mark(schemes / "nabohjelp" / "2025.yaml")


def only_draft_editions(schemes: Path) -> None:
    mark(schemes / "fadder" / "2023.yaml")


@pytest.mark.parametrize(
    ("drafted", "files"),
    [
        (draft_scheme, "fadder"),
        (only_draft_editions, "fadder"),
        (draft_edition, "nabohjelp/2025.yaml"),
    ],
)
def test_what_is_published_is_what_there_would_be_without_the_drafts(
    drafted: Callable[[Path], None], files: str, schemes: Path
) -> None:
    """Data, version and catalogue are those of a folder in which the drafts never were."""
    if files == "fadder":
        shutil.copytree(schemes, "uten")
        shutil.rmtree(Path("uten") / files)
    drafted(schemes)
    if files != "fadder":
        shutil.copytree(schemes, "uten")
        (Path("uten") / files).unlink()
    published = load(schemes)
    never = load(Path("uten"))
    # A source, or an authority, that only drafts or nothing names is nobody's: it goes with them.
    cited = {one["id"] for one in published.data["sources"]}
    assert "bare-i-utkast" not in cited
    assert published.data["schemes"] == never.data["schemes"]
    assert published.data["relations"] == never.data["relations"]
    assert published.catalogue.schemes == never.catalogue.schemes
    assert not any(name in json.dumps(published.data) for name in ("draft", "-i-utkast", "utkastd"))
    assert load(schemes, drafts=True).catalogue.schemes.keys() == {"fadder", "leir", "nabohjelp"}


def test_a_mistake_in_a_draft_is_told(schemes: Path) -> None:
    draft_edition(schemes)
    edition = schemes / "nabohjelp" / "2025.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("year: 2025", "year: 2026", 1), encoding="utf-8")
    with pytest.raises(LoadError, match="2026"):
        load(schemes)


def test_what_is_published_cannot_rest_on_a_draft(schemes: Path) -> None:
    scheme = schemes / "leir" / "scheme.yaml"
    add(scheme, "replaces: [fadder]\n")
    mark(schemes / "fadder" / "scheme.yaml")
    with pytest.raises(LoadError) as caught:
        load(schemes)
    (message,) = [one for one in caught.value.messages if not one.is_warning]
    line = scheme.read_text(encoding="utf-8").splitlines().index("replaces: [fadder]") + 1
    assert (message.file, message.line) == (scheme.as_posix(), line)
    assert message.text == (
        "Dette viser til noe som bare står i et utkast («fadder»). Det som er publisert, kan ikke "
        "bygge på det. Ta det bort, la dette også være et utkast, eller publiser utkastet."
    )


def test_a_place_is_that_of_the_file_where_drafts_have_been_left_out(schemes: Path) -> None:
    relate(schemes, "fadder", "leir")
    relate(schemes, "nabohjelp", "leir")
    mark(schemes / "fadder" / "scheme.yaml")
    published = load(schemes)
    (relation,) = published.data["relations"]
    assert relation["id"] == "nabohjelp-og-leir"
    place = published.positions.find(("relations", 0, "id"))
    assert place.text.strip() == "- id: nabohjelp-og-leir"


def test_a_draft_is_named_where_staff_look(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft_scheme(schemes)
    draft_edition(schemes)
    assert main(["validate"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1] == "Utkast, som ikke er publisert: Fadder, Nabohjelp 2025."
    main(["status"])
    told = capsys.readouterr().out
    drafts = [line for line in told.splitlines() if line == "  Utkast: ikke publisert."]
    # The scheme, its one edition, and the one of another.
    assert len(drafts) == 3


def test_a_draft_is_in_no_result(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft_edition(schemes)
    Path("svar.json").write_text('{"year": 2025}', encoding="utf-8")
    assert main(["check", "--situation", "svar.json", "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    (one,) = [one for one in result["schemes"] if one["scheme"] == "nabohjelp"]
    assert (one["basis"], one["edition"]) == ("latest_edition", 2023)


def test_what_is_published_is_proved_and_then_the_drafts_too(
    schemes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proved: list[list[str]] = []

    def verify(data: dict[str, Any]) -> Iterator[Outcome]:
        proved.append(list(data["schemes"]))
        yield Outcome("always-a-verdict", 1, 0.0, ())

    monkeypatch.setattr("tilskudd_build.commands.verify.verify", verify)
    main(["verify", "schemes"])
    draft_scheme(schemes)
    assert "utkastene" not in capsys.readouterr().out
    main(["verify", "schemes"])
    whole = ["fadder", "leir", "nabohjelp"]
    assert proved == [whole, whole[1:], whole]
    assert "Det samme med utkastene" in capsys.readouterr().out


def test_only_those_who_edit_review_or_prove_are_shown_drafts() -> None:
    """Whoever makes pages, results or open data asks for what is published."""
    asking = {
        path.stem
        for path in (ROOT / "scripts").rglob("*.py")
        if re.search(r"\bload\([^\n]*drafts=True", path.read_text(encoding="utf-8"))
    }
    editing = {"new_call", "new_scheme", "new_year", "transaction"}
    assert asking == editing | {"diff", "schema", "status", "validate", "verify"}
