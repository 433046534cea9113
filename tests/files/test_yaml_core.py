"""YAML as editors read it: the core schema of YAML 1.2, with dates as text."""

from __future__ import annotations

from math import inf, isnan

import pytest
import yaml

from tilskudd_build.files.yaml_core import as_editors_see


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, word) for word in ("yes", "no", "on", "off", "y", "n", "=", "tRue")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, None) for word in ("~", "null", "Null", "NULL", "")),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("-3", -3),
        ("010", 10),
        ("0301", 301),
        ("08", 8),
        ("0o7", 7),
        ("0o8", "0o8"),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12 000", "12 000"),
        ("1e3", 1000.0),
        ("1.5e-3", 0.0015),
        (".5", 0.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e", "1e"),
        ("e3", "e3"),
        ("1.2.3", "1.2.3"),
        ("1,5", "1,5"),
        (".inf", inf),
        ("-.INF", -inf),
        ("1:30", "1:30"),
        ("1:30:00", "1:30:00"),
        ("2023-01-01", "2023-01-01"),
        ("2023-02-30", "2023-02-30"),
        ("2023-01", "2023-01"),
        ("2023-01-01T00:00:00Z", "2023-01-01T00:00:00Z"),
        ("!!timestamp 2023-01-01", "2023-01-01"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("!!str 1", "1"),
    ],
)
def test_a_plain_scalar_is_what_the_core_schema_says(written: str, value: object) -> None:
    found = as_editors_see(f"a: {written}\n")["a"]
    assert (found, type(found)) == (value, type(value))


def test_what_is_no_number_is_read_as_such() -> None:
    assert isnan(as_editors_see(".nan"))


def test_lists_and_mappings_stay_what_they_are() -> None:
    text = "a: [1, true, 2027-03-01, no]\nb: {<<: c, 1: d}\n"
    assert as_editors_see(text) == {"a": [1, True, "2027-03-01", "no"], "b": {"<<": "c", 1: "d"}}


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [1\n", "a: !!python/name:os.system x\n"])
def test_what_is_no_yaml_to_editors_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        as_editors_see(text)
