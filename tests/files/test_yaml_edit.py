"""Changing a YAML file leaves everything else in it as it stands, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilskudd_build.files.yaml_core import as_editors_see
from tilskudd_build.files.yaml_edit import YamlText, written

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "schemes").rglob("*.yaml"))

TEXT = """\
# Øverst
a:  1   # en
b:
    - x: 1
      # om y
      y: >-
        brettet
        tekst

    # før den neste
    - {x: 2, y: to}
# før c
c: {d: [1, 2], e: "f"}
g: []
h: [{x: 1}, {x: 2}]
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_that_nothing_is_changed_in_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert YamlText(text).result() == text


def changed(*changes: tuple[object, ...]) -> str:
    text = YamlText(TEXT)
    for name, *arguments in changes:
        getattr(text, str(name))(*arguments)
    return text.result()


def replaced(old: str, new: str) -> str:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("replace", ("a",), "2"), replaced("a:  1   # en", "a:  2   # en")),
        (("replace", ("b", 1, "y"), "tre"), replaced("y: to", "y: tre")),
        (("replace", ("c", "d"), "[]"), replaced("[1, 2]", "[]")),
        (
            ("replace", ("b", 0, "y"), "kort"),
            replaced(">-\n        brettet\n        tekst", "kort"),
        ),
        (
            ("replace", ("b",), "[]", "merk"),
            TEXT[: TEXT.index("b:")] + "b: []  # merk\n" + TEXT[TEXT.index("# før c") :],
        ),
        (("comment", ("a",), "merk"), replaced("# en", "# en; merk")),
        (("comment", ("b", 1, "x"), "merk"), replaced("y: to}", "y: to}  # merk")),
        (("comment", ("b", 0, "y"), "merk"), replaced(">-", ">-  # merk")),
        (("insert_after", ("a",), [("h", "3"), ("i", "4")]), replaced("# en", "# en\nh: 3\ni: 4")),
        (
            ("insert_after", ("b", 0, "y"), [("z", "3")]),
            replaced("        tekst\n", "        tekst\n      z: 3\n"),
        ),
        (("insert_after", ("b", 1, "x"), [("z", "3")]), replaced("x: 2,", "x: 2, z: 3,")),
        (("remove", ("a",)), replaced("a:  1   # en\n", "")),
        (("remove", ("b", 1)), replaced("    - {x: 2, y: to}\n", "")),
        (("remove", ("b", 0, "x")), replaced("x: 1\n      # om y\n      ", "")),
        (("remove", ("c", "d")), replaced("d: [1, 2], ", "")),
        (("remove", ("c", "e")), replaced(', e: "f"', "")),
        (("append", ("g",), ["x: 1", "y: 2"]), replaced("g: []", "g:\n  - x: 1\n    y: 2")),
        (
            ("append", ("b",), ["x: 3"]),
            replaced("    - {x: 2, y: to}\n", "    - {x: 2, y: to}\n    - x: 3\n"),
        ),
        (
            ("append", ("h",), ["x: 3"]),
            replaced("h: [{x: 1}, {x: 2}]", "h:\n  - {x: 1}\n  - {x: 2}\n  - x: 3"),
        ),
        (("put_on_top", "# ny"), replaced("# Øverst\n", "# Øverst\n# ny\n")),
    ],
)
def test_one_change(change: tuple[object, ...], expected: str) -> None:
    assert changed(change) == expected


def test_several_changes_in_one_place_stand_in_order() -> None:
    assert changed(
        ("replace", ("a",), "2"),
        ("comment", ("a",), "merk"),
        ("comment", ("a",), "merk"),
        ("insert_after", ("a",), [("h", "3")]),
        ("insert_lines_after", ("a",), ["# i"], 2),
    ) == replaced("a:  1   # en\n", "a:  2   # en; merk\nh: 3\n  # i\n")


def test_windows_line_breaks_are_kept() -> None:
    text = YamlText("a: 1\r\nb:\r\n- x\r\n")
    text.insert_after(("a",), [("c", "2")])
    text.append(("b",), ["y"])
    assert text.result() == "a: 1\r\nc: 2\r\nb:\r\n- x\r\n- y\r\n"


def test_a_value_can_be_commented_out() -> None:
    assert YamlText(TEXT).comment_out(("b", 0, "y")) == [
        "# y: >-",
        "#   brettet",
        "#   tekst",
    ]


def test_a_value_is_found_as_it_stands() -> None:
    text = YamlText(TEXT)
    assert text.source_of(("b", 0)) == "x: 1\n# om y\ny: >-\n  brettet\n  tekst"
    assert text.scalar(("c", "e")) == "f"
    assert text.scalars_in(("b", 1)) == [("b", 1, "x"), ("b", 1, "y")]
    assert text.line_number(("c",)) == 13
    assert ("b", 2) not in text
    assert ("c", "d", 1) in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" ")))
def test_any_text_can_be_written_inside_braces_and_read_again(text: str) -> None:
    """What is written as a value, alone or inside braces, is read as the same text."""
    for line in (f"nb: {written(text)}", f"a: {{nb: {written(text)}}}"):
        read = as_editors_see(line)
        assert (read.get("a") or read)["nb"] == text
