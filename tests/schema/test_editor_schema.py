"""Editors complete and check as one types: the schemas are true, complete and up to date."""

from __future__ import annotations

import json
import shutil
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from tests.answers import READABLE
from tests.invalid_cases import CASES, apply, read_case
from tests.project_copy import ROOT
from tests.valid_catalogue import write_several, write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.diagnostics import Diagnostics
from tilskudd_build.files.loader import LoadError, load
from tilskudd_build.files.source_text import source_text
from tilskudd_build.files.withdrawals import Withdrawal
from tilskudd_build.files.yaml_core import as_editors_see
from tilskudd_build.files.yaml_tree import read_yaml
from tilskudd_build.schema import editor_schema
from tilskudd_build.schema.editor_schema import FOLDER, NAMES_FILE, heading, schema_files, schema_of
from tilskudd_build.schema.keys import FILE, key_of, keys_of, parts
from tilskudd_build.schema.model_walk import FROM_OTHER_FILES, record_types
from tilskudd_rules import model, places, statements, support
from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.conditions import _COMBINATIONS, _OPERATORS, Condition
from tilskudd_rules.frame_growth import FrameGrowthRow
from tilskudd_rules.schema import Reader
from tilskudd_rules.shape import attribute, fields_of

SCHEMES = ROOT / "schemes"
FILES = sorted(path.relative_to(SCHEMES).as_posix() for path in SCHEMES.rglob("*.yaml"))
# Read from tables, or put together by the program.
NOT_IN_YAML = {
    model.Catalogue,
    places.FormerMunicipality,
    FrameGrowthRow,
    places.Municipality,
}
RECORDS = sorted(record_types().values(), key=lambda one: one.__name__)
# No matter of the rules, so it is not in their model.
IN_YAML = [*(one for one in RECORDS if one not in NOT_IN_YAML), Withdrawal]


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """Every schema by its name, made anew."""
    made = schema_files(load(SCHEMES, drafts=True).catalogue)
    return {name: json.loads(text) for name, text in made.items()}


def errors(schemas: dict[str, Any], name: str, data: object) -> list[str]:
    registry: Registry[Any] = Registry().with_resources(
        (one, Resource.from_contents(schema)) for one, schema in schemas.items()
    )
    validator = Draft7Validator(schemas[name], registry=registry)
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(data)]


# The words ---------------------------------------------------------------------------------------


def own_fields(kind: type) -> set[str]:
    return {name for name in fields_of(kind) if attribute(name) in kind.__annotations__}


@pytest.mark.parametrize("kind", IN_YAML, ids=lambda kind: kind.__name__)
def test_every_key_has_words(kind: type) -> None:
    expected = own_fields(kind) - {name for one, name in FROM_OTHER_FILES if one is kind}
    assert set(parts()[kind.__name__].keys) == expected


def test_no_words_are_left_over() -> None:
    names = {kind.__name__ for kind in IN_YAML}
    assert set(parts()) - names == {"Support", "Condition", "Costs", "Reasons"}
    assert set(parts()["Support"].keys) == {"kind"}
    assert set(parts()["Reasons"].keys) == {"plausible"}
    assert set(parts()["Condition"].keys) == {"answer", *_OPERATORS, *_COMBINATIONS}
    assert set(parts()["Costs"].keys) == set(COST_CLASSES)


@pytest.mark.parametrize("name", sorted(parts()))
def test_words_are_sentences(name: str) -> None:
    part = parts()[name]
    for text in (part.text, *(key.text for key in part.keys.values())):
        assert text.endswith(".")
        assert text[0].isupper() or text.partition(":")[0].replace("_", "").isalnum()


def test_nothing_else_stands_among_the_words() -> None:
    """A comma outside quotes ends a text inside braces, and begins a key."""
    for part in as_editors_see(FILE.read_text(encoding="utf-8")).values():
        assert part.keys() == {"text", "keys"}
        for words in part["keys"].values():
            assert {"text", "example"} <= words.keys() <= {"text", "example", "start"}


EXAMPLES = [
    pytest.param(kind, name, id=f"{kind.__name__}-{name}")
    for kind in IN_YAML
    for name in fields_of(kind)
    if (kind, name) not in FROM_OTHER_FILES
]


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_every_example_is_what_the_model_takes(kind: type, name: str) -> None:
    diagnostics = Diagnostics()
    tree = read_yaml(
        source_text(FILE.name, f"x: {as_block(key_of(kind, name).example_text)}"), diagnostics
    )
    assert tree is not None
    assert isinstance(tree.data, dict)
    reader = Reader(answers=READABLE)
    reader.read(get_type_hints(kind)[attribute(name)], tree.data["x"], ())
    assert (diagnostics, reader.problems) == ([], [])


def as_block(text: str) -> str:
    """Put a block on lines of its own."""
    if "\n" not in text and not text.startswith("- "):
        return text
    return "".join(f"\n  {line}" for line in text.split("\n"))


@pytest.mark.parametrize("part", ["Condition", "Costs"])
def test_examples_of_other_mappings_are_what_the_model_takes(part: str) -> None:
    for name, key in parts()[part].keys.items():
        example = as_editors_see(key.example_text)
        if name in _OPERATORS:
            continue  # half a comparison; the whole ones stand with the combinations
        reader = Reader(answers=READABLE)
        if name in _COMBINATIONS:
            reader.read(Condition, {name: as_text(example)}, ())
        elif part == "Costs":
            reader.read(support.CostRule, as_text(example), ())
        assert reader.problems == [], name


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


# The schemas -------------------------------------------------------------------------------------


def test_the_schemas_are_schemas(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)


def test_the_committed_schemas_are_up_to_date(schemas: dict[str, Any]) -> None:
    """Run ``tilskudd schema`` where this fails."""
    committed = {path.name: path for path in (SCHEMES / FOLDER).iterdir()}
    assert committed.keys() == schemas.keys()
    for name, path in committed.items():
        found = json.loads(path.read_text(encoding="utf-8"))
        if name == NAMES_FILE:
            # Only suggestions: a new source must not stop anybody until they are made anew.
            assert found["definitions"].keys() == schemas[name]["definitions"].keys()
        else:
            assert found == schemas[name]


@pytest.mark.parametrize("name", FILES)
def test_every_file_names_its_schema_and_passes_it(name: str, schemas: dict[str, Any]) -> None:
    text = (SCHEMES / name).read_text(encoding="utf-8")
    assert text.startswith(heading(name) + "\n")
    named = heading(name).partition("=")[2]
    assert ((SCHEMES / name).parent / named).resolve() == SCHEMES / FOLDER / schema_of(name)
    assert errors(schemas, schema_of(name), as_editors_see(text)) == []


def test_every_file_of_the_small_catalogues_passes(tmp_path: Path, schemas: dict[str, Any]) -> None:
    write_several(tmp_path)
    for path in (tmp_path / "schemes").rglob("*.yaml"):
        name = path.relative_to(tmp_path / "schemes").as_posix()
        data = as_editors_see(path.read_text(encoding="utf-8"))
        assert errors(schemas, schema_of(name), data) == [], name


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_every_invalid_file_fails_its_schema_or_is_caught_by_the_model(
    case: str, tmp_path: Path, schemas: dict[str, Any]
) -> None:
    assert fails_its_schema(case, tmp_path, schemas) or caught_by_the_model(tmp_path / "schemes")


def fails_its_schema(case: str, folder: Path, schemas: dict[str, Any]) -> bool:
    write_valid(folder / "schemes")
    edits, _ = read_case(case)
    for edit in edits:
        apply(edit, folder / "schemes")
    found: list[str] = []
    for name in {edit["file"] for edit in edits}:
        path = folder / "schemes" / name
        try:
            schema = schema_of(name)
            data = as_editors_see(path.read_bytes().decode())
        except (KeyError, OSError, UnicodeDecodeError, yaml.YAMLError):
            continue  # what an editor shows then is no matter of the schema
        found += errors(schemas, schema, data)
    return bool(found)


def caught_by_the_model(folder: Path) -> bool:
    try:
        load(folder)
    except LoadError:
        return True
    return False


# What a schema alone must show while one types: it may catch more, never less.
AS_ONE_TYPES = [
    "amount-with-spaces",
    "amount-with-unit",
    "condition-misspelt-word",
    "condition-unknown-answer",
    "condition-unknown-operator",
    "cost-class-unknown",
    "date-norwegian-order",
    "deadline-in-words",
    "fields-for-list",
    "fields-where-list-belongs",
    "id-with-capitals",
    "list-for-fields",
    "list-where-text-belongs",
    "missing-field",
    "missing-source",
    "missing-top-field",
    "not-stated-misspelt",
    "release-name-without-groups",
    "releases-moment-in-words",
    "support-of-unknown-kind",
    "support-without-kind",
    "text-where-fields-belong",
    "text-where-list-belongs",
    "true-false-in-norwegian",
    "unknown-field-far",
    "unknown-field-near",
    "word-nearly-right",
    "word-unknown",
    "year-with-decimals",
]


@pytest.mark.parametrize("case", AS_ONE_TYPES)
def test_an_editor_shows_it_as_one_types(
    case: str, tmp_path: Path, schemas: dict[str, Any]
) -> None:
    assert fails_its_schema(case, tmp_path, schemas)


def test_names_are_suggested_and_new_ones_are_allowed(schemas: dict[str, Any]) -> None:
    sources = schemas[NAMES_FILE]["definitions"]["sources"]["anyOf"]
    assert sources[0]["enum"] == list(load(SCHEMES, drafts=True).catalogue.sources)
    document = [
        {
            "id": "ny-kilde",
            "title": {"nb": "Ny"},
            "publisher": "not_stated",
            "published": "not_stated",
            "about": {"nb": "Ny."},
        }
    ]
    assert errors(schemas, "sources.json", document) == []


@pytest.mark.parametrize("kind", IN_YAML, ids=lambda kind: kind.__name__)
def test_every_key_of_a_record_is_explained_with_an_example(kind: type) -> None:
    schema = editor_schema._Maker().record(kind)
    for name, key in keys_of(kind).items():
        if (kind, name) not in FROM_OTHER_FILES:
            assert schema["properties"][name]["description"] == key.text
            assert schema["properties"][name]["examples"] == [as_editors_see(key.example_text)]


def test_words_in_place_of_values_are_those_of_the_model(schemas: dict[str, Any]) -> None:
    certainty = schemas["edition.json"]["definitions"]["Fact"]["properties"]["certainty"]
    assert certainty["enum"] == [one.value for one in statements.Certainty]
    assert issubclass(statements.Certainty, Enum)
    word = get_args(statements.NotStated)[0]
    assert schemas["edition.json"]["properties"]["discretion"]["anyOf"][1] == {"enum": [word.value]}


# The command -------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes in the current folder, with what editors read."""
    monkeypatch.chdir(tmp_path)
    write_several(Path())
    assert main(["schema"]) == 0
    return Path("schemes")


def test_what_is_up_to_date_is_left_alone(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["schema", "--check"]) == 0
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == "Skjemaene er oppdatert.\n" * 2
    assert before == {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}


def test_what_is_out_of_date_is_told_and_written(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    shutil.rmtree(copied / FOLDER)
    edition = copied / "leir" / "2025.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    sources = copied / "sources.yaml"
    text = sources.read_text(encoding="utf-8").partition("\n")[2]
    sources.write_text("# yaml-language-server: $schema=feil.json\n" + text, encoding="utf-8")
    assert main(["schema", "--check"]) == 1
    err = capsys.readouterr().err
    assert "Ikke oppdatert: schemes/leir/2025.yaml\n" in err
    assert "Ikke oppdatert: schemes/.schema/edition.json\n" in err
    assert not (copied / FOLDER).exists()
    assert main(["schema"]) == 0
    assert wanted == {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}


def test_hidden_folders_are_no_schemes(copied: Path) -> None:
    (copied / FOLDER / "scheme.yaml").write_text("tull: [\n", encoding="utf-8")
    assert set(load(copied).catalogue.schemes) == {"fadder", "leir", "nabohjelp"}


@pytest.mark.parametrize("name", ["notat.md", "growth.csv", "annet.yaml", "tryggest/growth.csv"])
def test_a_file_that_is_none_of_ours_has_no_schema(name: str) -> None:
    with pytest.raises(KeyError):
        schema_of(name)
