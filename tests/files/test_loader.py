"""The loader: what stands in the files comes out; a mistake is told, never raised raw."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.valid_catalogue import write_valid

import tilskudd_rules
from tilskudd_build.files.diagnostics import Diagnostics, Location
from tilskudd_build.files.loader import (
    LoadError,
    Positions,
    load,
    version_of,
)
from tilskudd_build.files.source_text import source_text
from tilskudd_build.files.yaml_tree import MAX_DEPTH, read_yaml
from tilskudd_rules.catalogue import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_build.files.tree import Tree

EDITION: Final = "nabohjelp/2023.yaml"


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    return Path("schemes")


def read(text: str) -> Tree:
    diagnostics = Diagnostics()
    tree = read_yaml(source_text("f.yaml", text), diagnostics)
    assert not diagnostics
    assert tree is not None
    return tree


# Text stays text


@pytest.mark.parametrize(
    "written",
    ["no", "on", "yes", "0301", "12:30", "2023-03-05", "~", "null", "1e3", "0x10", "1_000", ".5"],
)
def test_a_value_stays_the_text_that_stands_in_the_file(written: str) -> None:
    assert read(f"a: {written}\n").data == {"a": written}
    assert read(f"{written}: a\n").data == {written: "a"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'no'", "no"),
        ('"a\\nb"', "a\nb"),
        ("", ""),
        ('""', ""),
        ("a # kommentar", "a"),
        ("a#b", "a#b"),
        ("|\n  to\n  linjer\n", "to\nlinjer"),
        (">\n  én\n  linje\n", "én linje"),
        (">+\n  én\n\n\n", "én"),
    ],
)
def test_only_what_yaml_itself_takes_away_is_gone(written: str, text: str) -> None:
    assert read(f"a: {written}\n").data == {"a": text}


def test_windows_line_breaks_make_no_difference() -> None:
    tree = read("a: 1\r\nb:\r\n  - x\r\n")
    assert tree.data == {"a": "1", "b": ["x"]}
    assert tree.location(("b", 0)) == Location("f.yaml", 3, 5, 1, "  - x")


def test_as_deep_as_the_limit_is_allowed() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data


# Places


def test_every_value_and_key_has_its_place() -> None:
    tree = read("a:\n  - {nøkkel: verdi, annen: [x]}\n")
    line = "  - {nøkkel: verdi, annen: [x]}"
    assert tree.location(("a", 0, "nøkkel")) == Location("f.yaml", 2, 14, 5, line)
    assert tree.location(("a", 0, "nøkkel"), at_key=True) == Location("f.yaml", 2, 6, 6, line)
    assert tree.location(("a", 0, "annen", 0)) == Location("f.yaml", 2, 29, 1, line)


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    tree = read("a:\n  b: 1\n")
    assert tree.location(("a", "c", 0)) == tree.location(("a",))


def test_places_are_found_in_the_right_file(schemes: Path) -> None:
    positions = load(schemes).positions

    def place(*path: str | int) -> str:
        found = positions.find(path)
        return f"{found.file}:{found.line}:{found.column}"

    assert place("schemes", "nabohjelp", "owner") == "schemes/nabohjelp/scheme.yaml:6:8"
    assert place("schemes", "nabohjelp", "editions", "2023", "year") == f"schemes/{EDITION}:2:7"
    assert place("sources", 0, "id") == "schemes/sources.yaml:1:7"
    assert place("municipalities", 1, "county") == "schemes/municipalities.csv:3:18"
    assert place("municipalities", 1, "county_governor") == "schemes/municipalities.csv:3:36"
    assert place("former_municipalities", 0, "municipality") == (
        "schemes/municipality-history.csv:2:18"
    )
    assert place("frame_growth", "region", 0) == "schemes/rammevekst/scheme.yaml:9:10"
    assert place("frame_growth", "rows", 0, "total") == "schemes/rammevekst/growth.csv:2:31"


def test_a_path_is_told_as_seen_from_inside_its_file(schemes: Path) -> None:
    positions = load(schemes).positions
    assert positions.inside(("schemes", "nabohjelp", "editions", "2023", "year")) == ("year",)
    assert positions.inside(("municipalities", 1, "county")) == ("county",)


def test_a_path_in_no_file_has_no_place() -> None:
    assert Positions().find(("version",)) == Location("")


# The data and its version


def test_the_data_is_what_the_model_takes(schemes: Path) -> None:
    loaded = load(schemes)
    assert read_catalogue(loaded.data) == loaded.catalogue
    assert list(loaded.data["schemes"]) == ["nabohjelp"]
    assert loaded.data["frame_growth"]["rows"][0]["municipality"] == "3405"
    assert loaded.data["municipalities"][1]["county"] == "Innlandet, nord"
    assert loaded.data["former_municipalities"][0]["municipality"] == "3405"


def test_the_data_is_json_and_back_the_same(schemes: Path) -> None:
    data = load(schemes).data
    assert json.loads(json.dumps(data)) == data


def test_the_version_is_the_rule_module_s_and_the_data_s(schemes: Path, tmp_path: Path) -> None:
    version = load(schemes).catalogue.version
    rules, _, data = version.partition("+")
    assert rules == tilskudd_rules.__version__
    assert len(data) == 12
    shutil.copytree(schemes, tmp_path / "kopi")
    assert load(tmp_path / "kopi").catalogue.version == version


def test_the_version_follows_every_value_and_nothing_else(schemes: Path) -> None:
    before = load(schemes).catalogue.version
    edition = schemes / EDITION
    text = edition.read_text(encoding="utf-8")
    edition.write_text("# En merknad\n" + text, encoding="utf-8")
    assert load(schemes).catalogue.version == before
    edition.write_text(text.replace("500000", "500001"), encoding="utf-8")
    assert load(schemes).catalogue.version != before


def test_the_order_of_fields_is_no_part_of_the_version() -> None:
    assert version_of({"a": "1", "b": "2"}) == version_of({"b": "2", "a": "1"})


def test_an_error_holds_finished_messages_in_the_files_order(schemes: Path) -> None:
    for name in ("texts.yaml", EDITION, "authorities.yaml"):
        (schemes / name).write_text("a: [\n", encoding="utf-8")
    with pytest.raises(LoadError) as refused:
        load(schemes)
    messages = refused.value.messages
    assert [message.file for message in messages] == [
        "schemes/authorities.yaml",
        f"schemes/{EDITION}",
        "schemes/texts.yaml",
    ]
    assert str(refused.value) == "\n".join(str(message) for message in messages)


# Whatever the files hold

FILES: Final = [
    "authorities.yaml",
    "municipalities.csv",
    "municipality-history.csv",
    "questions.yaml",
    "relations.yaml",
    "sources.yaml",
    "texts.yaml",
    "nabohjelp/scheme.yaml",
    EDITION,
    "rammevekst/scheme.yaml",
    "rammevekst/growth.csv",
]
TABLES: Final = ["municipalities.csv", "municipality-history.csv", "rammevekst/growth.csv"]
FULL_FILES: Final = [name for name in FILES if name not in ("relations.yaml", *TABLES)]
ANY_FILE: Final = st.sampled_from(FILES)
MARKS: Final = [
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    ",",
    "? ",
    "|",
    ">",
    "'",
    '"',
    "#",
    "\t",
    "\n",
    "\r",
]
WORDS: Final = ["any", "not", "all", "is", "in", "kind", "not_stated", "none", "true", "-1"]
NOT_USED: Final = ["&a ", "*a", "!!int ", "---\n", "%YAML", "<<", "\ufeff", "\0", "9" * 20]
WHOLE: Final = ["[]", "{}", "{a: b}", "[a, b]", '""']
SCRAPS: Final = st.sampled_from([*MARKS, *WORDS, *NOT_USED, *WHOLE]) | st.text(max_size=5)


@pytest.fixture(scope="module")
def changeable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("any") / "schemes"
    write_valid(folder)
    yield folder
    load(folder)


def loads_or_tells(folder: Path, name: str, content: bytes) -> None:
    """Load with one file changed; nothing but a LoadError may come of it."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(content)
    told: tuple[object, ...] = ("nothing",)
    try:
        load(folder)
    except LoadError as error:
        told = tuple(map(str, error.messages))
    finally:
        path.write_bytes(before)
    assert all(told)
    assert told


@given(ANY_FILE, st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_load_or_are_told(changeable: Path, name: str, content: bytes) -> None:
    loads_or_tells(changeable, name, content)


@given(ANY_FILE, st.text(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_loads_or_is_told(changeable: Path, name: str, content: str) -> None:
    loads_or_tells(changeable, name, content.encode("utf-8", "surrogatepass"))


@given(
    ANY_FILE,
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), SCRAPS),
        min_size=1,
        max_size=3,
    ),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_small_change_loads_or_is_told(
    changeable: Path, name: str, changes: list[tuple[float, int, str]]
) -> None:
    text = (changeable / name).read_text(encoding="utf-8")
    for where, removed, scrap in changes:
        start = int(where * len(text))
        text = text[:start] + scrap + text[start + removed :]
    loads_or_tells(changeable, name, text.encode("utf-8", "surrogatepass"))


VALUES: Final = st.recursive(
    st.sampled_from(["", "a", "1", "any", "not_stated", "2023", "true"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["a", "nb", "kind", "id", "answer", "in"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


@given(st.sampled_from(FULL_FILES), st.integers(0), VALUES)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_in_any_place_loads_or_is_told(
    changeable: Path, name: str, number: int, value: object
) -> None:
    tree = read((changeable / name).read_text(encoding="utf-8"))
    paths = [path for path in tree.values if path]
    path = paths[number % len(paths)]
    container = tree.data
    for step in path[:-1]:
        container = container[step]  # type: ignore[index] # a path of the tree itself
    container[path[-1]] = value  # type: ignore[index] # likewise
    # JSON is YAML, too.
    loads_or_tells(changeable, name, json.dumps(tree.data).encode())
