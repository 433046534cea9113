"""Read a YAML file as mappings, lists and text, and nothing else.

PyYAML's parser is used for what it is good at: events with their place in the file. What it would
do with them is left out on purpose. It reads ``no`` as False and ``0301`` as 193, lets a second key
win in silence, and follows aliases and tags; here a scalar stays the text that stands in the file,
and the rest is a mistake with a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml import events

from tilskudd_build.files.diagnostics import Location
from tilskudd_build.files.source_text import HIDDEN, code_point
from tilskudd_build.files.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tilskudd_build.files.diagnostics import Diagnostics
    from tilskudd_build.files.source_text import SourceText
    from tilskudd_rules.problems import Path as DataPath

MAX_DEPTH: Final = 40
"""The deepest real file uses about ten levels; the limit keeps hostile ones from the stack."""

# The parser in C is many times as fast; PyYAML has it wherever it was built with libyaml.
PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# For these the parser names the place where it gave up, often the end of the file; the place where
# the trouble began is the one to look at.
_BEGAN_EARLIER: Final = ("while scanning a simple key", "while scanning a quoted scalar")


# For these it helps to know where the bracket stands that is still open.
_BRACKETS: Final = ("while parsing a flow sequence", "while parsing a flow mapping")


class _GiveUpError(Exception):
    """The file cannot be read further; the reason is already reported."""


def read_yaml(source: SourceText, diagnostics: Diagnostics) -> Tree | None:
    """Read a YAML file; ``None`` where it could not be read to its end.

    Mistakes that leave the rest readable (a key given twice, an anchor) are reported, and the tree
    is returned with the first value.
    """
    try:
        return _Reader(source, diagnostics).document()
    except yaml.YAMLError as error:
        _report_syntax(error, source, diagnostics)
    except _GiveUpError:
        pass
    return None


def load_own(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Return what one of the project's own files holds, without places: fast, and trusted."""
    return yaml.load(text, PARSER)  # noqa: S506 - a safe one


def _report_syntax(error: yaml.YAMLError, source: SourceText, diagnostics: Diagnostics) -> None:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        diagnostics.report("syntax", Location(source.name), reason="", opened="")
        return
    mark, opened = error.problem_mark, ""
    if error.context_mark is not None:
        if error.context in _BEGAN_EARLIER:
            mark = error.context_mark
        elif error.context in _BRACKETS:
            opened = str(error.context_mark.line + 1)
    location = source.location(mark.line + 1, mark.column + 1)
    diagnostics.report("syntax", location, reason=error.problem or "", opened=opened)


class _Reader:
    """Builds a tree from the parser's events."""

    def __init__(self, source: SourceText, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._tree = Tree(source)
        self._events: Iterator[events.Event] = yaml.parse(source.text, Loader=PARSER)

    def document(self) -> Tree | None:
        """Read the one document of the file."""
        next(self._events)  # the stream's start
        start = next(self._events)
        if isinstance(start, events.StreamEndEvent):
            self._diagnostics.report("empty-file", Location(self._tree.source.name))
            return None
        if getattr(start, "version", None) or getattr(start, "tags", None):
            self._diagnostics.report("directive", self._location(start))
        self._tree.data = self._node(next(self._events), ())
        next(self._events)  # the document's end
        after = next(self._events)
        if not isinstance(after, events.StreamEndEvent):
            self._diagnostics.report("several-documents", self._location(after))
            self._tree.broken.add(())
        return self._tree

    def _location(self, event: events.Event) -> Location:
        # The type says that a mark may be missing; the parser always sets both.
        start: Any = event.start_mark
        end: Any = event.end_mark
        one_line = isinstance(event, events.ScalarEvent) and start.line == end.line
        width = end.column - start.column if one_line else 1
        return self._tree.source.location(start.line + 1, start.column + 1, width)

    def _node(self, event: events.Event, path: DataPath) -> object:
        location = self._location(event)
        # The first of two equal keys keeps its place; the second one's value is not used.
        self._tree.values.setdefault(path, location)
        if isinstance(event, events.AliasEvent):
            self._diagnostics.report("alias", location, event.anchor)
            self._tree.broken.add(path)
            return ""
        self._check_plain(event, location, path)
        match event:
            case events.ScalarEvent():
                return self._scalar(event, location)
            case events.SequenceStartEvent():
                self._check_depth(path, location)
                return self._sequence(path)
            case _:
                self._check_depth(path, location)
                return self._mapping(path)

    def _scalar(self, event: events.ScalarEvent, location: Location) -> str:
        text = _text(event)
        # Written as an escape inside double quotes, such a character is in no line of the file.
        if found := HIDDEN.search(text):
            self._diagnostics.report("hidden-character", location, character=code_point(found[0]))
        return text

    def _check_plain(self, event: Any, location: Location, path: DataPath) -> None:  # noqa: ANN401 - any event
        if event.anchor is not None:
            self._diagnostics.report("anchor", location, event.anchor)
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._diagnostics.report("tag", location, written)
            self._tree.broken.add(path)

    def _check_depth(self, path: DataPath, location: Location) -> None:
        if len(path) >= MAX_DEPTH:
            self._diagnostics.report("too-deep", location, limit=str(MAX_DEPTH))
            raise _GiveUpError

    def _sequence(self, path: DataPath) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: DataPath) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            location = self._location(event)
            key = self._key(event, location, path)
            value_path = (*path, key)
            value = self._node(next(self._events), value_path)
            first = self._tree.keys.setdefault(value_path, location)
            if key in entries:
                self._diagnostics.report("duplicate-key", location, key, line=str(first.line))
            elif key:
                entries[key] = value
        return entries

    def _key(self, event: events.Event, location: Location, path: DataPath) -> str:
        """Return a key's text; empty, and reported, where it is no plain text."""
        if isinstance(event, events.ScalarEvent):
            key = _text(event)
            if key == "<<" and not event.style:
                self._diagnostics.report("merge-key", location)
            elif not key:
                self._diagnostics.report("empty-key", location)
            else:
                self._check_plain(event, location, path)
                return key
        else:
            # Read past it, so that the rest of the file is checked too.
            self._diagnostics.report("complex-key", location)
            self._node(event, (*path, ""))
        self._tree.broken.add(path)
        return ""


def _text(event: events.ScalarEvent) -> str:
    """Return a scalar as it stands, whatever YAML would make of it.

    The line break that ends a block of text belongs to the file, not to the text.
    """
    text: str = event.value
    return text.rstrip("\n") if event.style in ("|", ">") else text
