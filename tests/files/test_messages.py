"""Every mistake that can be reported has words, and every value the words ask for is given."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from tilskudd_build.files import messages, source_text
from tilskudd_build.files.diagnostics import Diagnostic, Location, gathered
from tilskudd_build.files.messages import Message, finish, format_message, problem_message

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
# What these report is about situations; its words stand in texts.yaml.
ABOUT_SITUATIONS: Final = {"situation.py"}
SENTENCES: Final[dict[str, list[Any]]] = messages._words()["problems"]
TABLES: Final[dict[str, dict[str, str]]] = messages._words()["words"]


class Report(NamedTuple):
    """A place in the code that reports a mistake."""

    code: str
    given: frozenset[str]
    where: str


def sources() -> list[Path]:
    found = [*(ROOT / "checker" / "tilskudd_rules").rglob("*.py")]
    found += (ROOT / "scripts" / "tilskudd_build").rglob("*.py")
    return sorted(path for path in found if path.name not in ABOUT_SITUATIONS)


def report_calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "report")
            or (isinstance(node.func, ast.Name) and node.func.id == "doubt")
        ):
            yield node


def reports() -> list[Report]:
    found = []
    for path in sources():
        for call in report_calls(path):
            given = {word.arg for word in call.keywords if word.arg}
            given |= {"found"} if len(call.args) > 2 else set()
            codes = [call.args[0]] if isinstance(call.args[0], ast.Constant) else []
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            found += [Report(str(one.value), frozenset(given), where) for one in codes]
    characters = [code for code, _ in source_text._FORBIDDEN]
    return found + [Report(code, frozenset({"character"}), "_FORBIDDEN") for code in characters]


REPORTS: Final = reports()
# Said of a code without words.
UNUSED: Final = {"other"}
# Made of several mistakes: see mistakes.gathered.
GATHERED: Final = {"missing-key": {"keys"}, "unknown-name": {"lines"}, "alias": {"lines"}}
# Given where a word may stand in place of the value: see Reader.read.
WITH_WORDS: Final = {"not-a-number", "not-an-identifier", "unknown-name", "wrong-type"}


def asked(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def alternatives(code: str) -> list[str]:
    listed = [[one] if isinstance(one, str) else one for one in SENTENCES[code]]
    return [sentence for sentences in listed for sentence in sentences]


def test_only_one_call_reports_a_code_that_is_not_written_out() -> None:
    unknown = [
        path.name
        for path in sources()
        for call in report_calls(path)
        if not isinstance(call.args[0], ast.Constant)
    ]
    assert unknown == ["source_text.py"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.code}-{report.where}")
def test_every_report_has_something_to_say(report: Report) -> None:
    first = SENTENCES[report.code][0]
    sayable = [first] if isinstance(first, str) else first
    assert any(asked(sentence) <= report.given for sentence in sayable)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_value_a_sentence_asks_for_is_given_by_some_report(code: str) -> None:
    given = set().union(*(report.given for report in REPORTS if report.code == code))
    given |= {"code"} if code in UNUSED else set()
    given |= {"words"} if code in WITH_WORDS else set()
    for sentence in alternatives(code):
        assert asked(sentence) <= given | GATHERED.get(code, set()), sentence


def test_every_sentence_is_used() -> None:
    assert SENTENCES.keys() - {report.code for report in REPORTS} == UNUSED


def test_a_code_without_words_is_told_all_the_same() -> None:
    assert problem_message("nobody-thought-of-this", {}).startswith(
        "Her er noe galt (nobody-thought-of-this)."
    )


def test_every_table_a_sentence_names_is_there_and_used() -> None:
    named = {
        table
        for code in SENTENCES
        for sentence in alternatives(code)
        for _, _, table, _ in Formatter().parse(sentence)
        if table
    }
    assert named | {"listing"} == TABLES.keys()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_are_whole_sentences(code: str) -> None:
    for sentence in alternatives(code):
        # A sentence may be one value alone, or end in one that is to be copied.
        assert sentence.endswith((".", "?", "}")), sentence
        assert sentence[0].isupper() or sentence[0] in "«{", sentence


def test_the_messages_of_the_commands_are_there() -> None:
    used = {
        str(call.args[0].value)
        for path in sources()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "format_message"
        and isinstance(call.args[0], ast.Constant)
    }
    assert used <= messages._words()["cli"].keys()


def test_a_sentence_without_its_value_falls_out() -> None:
    assert (
        problem_message("wrong-folder", {"found": "a", "expected": ""})
        == "Rett id-en, eller flytt filen."
    )


def test_a_long_list_is_cut() -> None:
    names = ", ".join(str(number) for number in range(20))
    assert "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 og 8 til." in problem_message(
        "unknown-key", {"found": "x", "expected": names}
    )


def test_a_long_line_is_cut_around_the_mistake() -> None:
    line = "a" * 80 + "FEIL" + "b" * 200
    message = finish(Diagnostic("empty", Location("f.yaml", 1, 81, 4, line)))
    shown, marker = message.excerpt
    assert shown == "…" + "a" * 50 + "FEIL" + "b" * 46 + "…"
    assert shown[marker.index("^") : marker.rindex("^") + 1] == "FEIL"


def test_a_message_is_a_place_and_a_text() -> None:
    assert str(Message("f.yaml", 3, 7, "Feil.", ("a: b", "   ^"))) == (
        "f.yaml:3:7: Feil.\n    a: b\n       ^"
    )
    assert str(Message("f.yaml", 0, 0, "Feil.")) == "f.yaml: Feil."


def test_a_file_name_cannot_hide_anything() -> None:
    assert finish(Diagnostic("empty", Location("a\x1b[2Jb.yaml"))).file == "a�[2Jb.yaml"


def test_mistakes_of_a_kind_are_told_once_with_their_lines() -> None:
    found = [
        Diagnostic("unknown-name", Location("f", line, 1), "x", {"collection": "sources"})
        for line in (9, 4, 9, 6, 4)
    ]
    other = Diagnostic("unknown-name", Location("f", 5, 1), "y", {"collection": "sources"})
    first, second = gathered([*found, other])
    assert (first.location.line, first.details["lines"]) == (4, "6, 9")
    assert second == other


def test_the_phrases_of_the_command_line_are_filled_in() -> None:
    assert format_message("validate-failed", count=2).startswith("Fant 2 feil.")
