"""Change a YAML file and leave everything else in it as it stands, to the byte.

PyYAML says where each key and value begins and ends; the text is changed in those places and
nowhere else. ruamel.yaml can write a file anew and keeps comments too, but lays out a file by its
own rules where the author did otherwise, and loses or moves comments next to what is taken out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tilskudd_build.files.yaml_tree import PARSER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tilskudd_rules.problems import Path as DataPath

_PLAIN: Final = re.compile(r"[A-Za-zÆØÅæøå«0-9][\w .«»()/%§+–-]*")
"""Text that needs no quotes wherever it stands, unless it is a number or a word of YAML's own."""
_NOT_TEXT: Final = re.compile(
    r"[0-9.+–-]*|[0-9]+[xob_e:][0-9a-f_:.]*|true|false|yes|no|on|off|null", re.IGNORECASE
)


def written(text: str) -> str:
    """Write a text as a YAML value on one line, in quotes only where it needs them."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not _NOT_TEXT.fullmatch(text)
    if plain:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class YamlText:
    """A YAML file's text, and the changes to make in it.

    Paths are those of the text as it was read: a change moves nothing for the next one.

    Args:
        text: a file that can be read, with at least one value.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._break = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose(text, PARSER)
        assert root is not None  # noqa: S101 - there is at least one value
        self._root: Node = root
        # (from, to, order of those that begin alike, what goes there)
        self._changes: list[tuple[int, int, int, str]] = []

    # What stands there ------------------------------------------------------------------------

    def __contains__(self, path: DataPath) -> bool:
        """Whether there is something at ``path``."""
        try:
            self._node(path)
        except KeyError:
            return False
        return True

    def scalar(self, path: DataPath) -> str:
        """Return the text of a single value."""
        node = self._node(path)
        assert isinstance(node, ScalarNode)  # noqa: S101 - the model says what is a single value
        return str(node.value)

    def keys(self, path: DataPath) -> list[str]:
        """Return the keys of a mapping, in reading order."""
        return [str(key.value) for key, _ in self._node(path).value]

    def scalars_in(self, path: DataPath) -> list[DataPath]:
        """Return the paths of all single values inside the one at ``path``, in reading order."""
        node = self._node(path)
        if isinstance(node, MappingNode):
            steps: list[str | int] = [key.value for key, _ in node.value]
        elif isinstance(node, SequenceNode):
            steps = list(range(len(node.value)))
        else:
            return [path]
        return [one for step in steps for one in self.scalars_in((*path, step))]

    def source_of(self, path: DataPath) -> str:
        """Return a value as it stands in the file, moved to the left edge."""
        node = self._node(path)
        start = node.start_mark.index
        text = self._text[start : self._end(node)]
        indent = start - self._line_start(start)
        return re.sub(rf"(?m)^ {{1,{indent}}}", "", text) if indent else text

    def comment_of(self, path: DataPath) -> str:
        """Return the comment on the line where :meth:`comment` would add one."""
        at = self._comment_place(self._node(path))
        return self._text[at : self._line_end(at)].strip()

    # Changes ----------------------------------------------------------------------------------

    def replace(self, path: DataPath, value: str, comment: str = "") -> None:
        """Put another value in place of the one at ``path``.

        Args:
            path: where; a block has to be the value of a key.
            value: the new value, written on one line.
            comment: what to say of it at the end of the line.
        """
        node = self._node(path)
        if isinstance(node, ScalarNode) or node.flow_style:
            self._change(node.start_mark.index, self._end(node), 0, value)
            if comment:
                self.comment(path, comment)
            return
        # A block begins on the line below its key; the new value stands beside it.
        start = self._key(path).end_mark.index + 1
        said = f"  # {comment}" if comment else ""
        self._change(start, self._end(node), 0, f" {value}{said}")

    def comment(self, path: DataPath, text: str) -> None:
        """Add a comment at the end of the line that the value at ``path`` ends on, once a line."""
        end = self._line_end(self._comment_place(self._node(path)))
        if any(start == end and order == 1 for start, _, order, _ in self._changes):
            return
        has_comment = "#" in self.comment_of(path)
        self._change(end, end, 1, f"; {text}" if has_comment else f"  # {text}")

    def insert_after(self, path: DataPath, keys: Iterable[tuple[str, str]]) -> None:
        """Add keys after the one at ``path``; values may be blocks, indented from the left edge."""
        value, mapping = self._node(path), self._node(path[:-1])
        if mapping.flow_style:
            at = self._end(value)
            self._change(at, at, 2, "".join(f", {key}: {one}" for key, one in keys))
            return
        at = self._line_end(self._end(value))
        indent = " " * self._key(path).start_mark.column
        for key, one in keys:
            block = f"{key}:{'' if one.startswith('\n') else ' '}{one}"
            self._change(at, at, 2, self._lines([indent + line for line in block.split("\n")]))

    def insert_lines_after(self, path: DataPath, lines: Sequence[str], indent: int) -> None:
        """Add whole lines below the line that the value at ``path`` ends on."""
        at = self._line_end(self._end(self._node(path)))
        self._change(at, at, 2, self._lines([" " * indent + line for line in lines]))

    def comment_out(self, path: DataPath) -> list[str]:
        """Return the lines of a key and its value as comments, at the indent of the key."""
        key, value = self._key(path), self._node(path)
        start = self._line_start(key.start_mark.index)
        lines = re.split(r"\r?\n", self._text[start : self._line_end(self._end(value))])
        indent = key.start_mark.column
        first = lines[0][indent:]
        return [f"# {line}".rstrip() for line in (first, *(line[indent:] for line in lines[1:]))]

    def append(self, path: DataPath, lines: Sequence[str]) -> None:
        """Add an item at the end of a list that is the value of a key, laid out as the others."""
        node = self._node(path)
        if node.flow_style and node.value:
            # What is in brackets stays as it is, as the first items of a list in lines.
            column = self.column(path) + 2
            kept = [self._text[i.start_mark.index : self._end(i)] for i in node.value]
            before = [" " * column + "- " + item for item in kept]
            self._instead_of_brackets(path, [*before, *_item(lines, column)])
        elif not node.value:
            self._instead_of_brackets(path, _item(lines, self.column(path) + 2))
        else:
            column = node.start_mark.column
            at = self._below(self._line_end(self._end(node)), column)
            self._change(at, at, 2, self._lines(_item(lines, column)))

    def _instead_of_brackets(self, path: DataPath, lines: Sequence[str]) -> None:
        """Write a list in lines; a comment behind the brackets stays beside its key."""
        end = self._end(self._node(path))
        self._change(self._key(path).end_mark.index + 1, end, 0, "")
        at = self._line_end(end)
        self._change(at, at, 1, self._lines(lines))

    def line_number(self, path: DataPath) -> int:
        """Return the line a value begins on, counted from 1."""
        return int(self._node(path).start_mark.line) + 1

    def remove(self, path: DataPath) -> None:
        """Take out a key with its value, or an item of a list, by its whole lines.

        The last one left in a list or mapping is not for this: replace that list instead.
        """
        parent, value = self._node(path[:-1]), self._node(path)
        first = value if isinstance(parent, SequenceNode) else self._key(path)
        if parent.flow_style:
            self._remove_from_flow(parent, path[-1], first, value)
            return
        start = self._line_start(first.start_mark.index)
        if isinstance(parent, MappingNode) and self._text[start : first.start_mark.index].strip():
            # The first key of a list's item shares its line with the dash.
            keys = [key for key, _ in parent.value]
            following = keys[keys.index(first) + 1]
            self._change(first.start_mark.index, following.start_mark.index, 0, "")
            return
        end = self._line_end(self._end(value))
        self._change(start, min(end + len(self._break), len(self._text)), 0, "")

    def put_on_top(self, line: str) -> None:
        """Add a line before the first value, below the comments that are there."""
        at = self._line_start(self._root.start_mark.index)
        self._change(at, at, 0, line + self._break)

    def result(self) -> str:
        """Return the text with every change made."""
        text = self._text
        for start, end, _, new in sorted(
            self._changes, key=lambda change: change[:3], reverse=True
        ):
            text = text[:start] + new + text[end:]
        return text

    # Places -----------------------------------------------------------------------------------

    def column(self, path: DataPath) -> int:
        """Return how far a key is indented, counted from 0."""
        return int(self._key(path).start_mark.column)

    def _change(self, start: int, end: int, order: int, new: str) -> None:
        if order == 2:
            # Of several that go in at one place, the first added stands first.
            order += sum(1 for one in self._changes if one[0] == start and one[2] >= 2)
        self._changes.append((start, end, order, new))

    def _lines(self, lines: Iterable[str]) -> str:
        return "".join(self._break + line.rstrip() for line in lines)

    def _remove_from_flow(self, parent: Any, step: str | int, first: Node, value: Node) -> None:  # noqa: ANN401 - PyYAML's nodes
        following = [
            one
            for one in (item[0] if isinstance(item, tuple) else item for item in parent.value)
            if one.start_mark.index > value.start_mark.index
        ]
        start, end = first.start_mark.index, self._end(value)
        if following:
            end = following[0].start_mark.index
        else:
            start = self._text.rindex(",", 0, start)
        del step
        self._change(start, end, 0, "")

    def _node(self, path: DataPath) -> Any:  # noqa: ANN401 - PyYAML's nodes have no common shape
        node: Any = self._root
        for step in path:
            node = self._inside(node, step, value=True)
        return node

    def _key(self, path: DataPath) -> Any:  # noqa: ANN401 - PyYAML's nodes have no common shape
        return self._inside(self._node(path[:-1]), path[-1], value=False)

    @staticmethod
    def _inside(node: Any, step: str | int, *, value: bool) -> Any:  # noqa: ANN401 - PyYAML's nodes
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step]
        if isinstance(node, MappingNode):
            for key, one in node.value:
                if key.value == step:
                    return one if value else key
        raise KeyError(step)

    def _comment_place(self, node: Any) -> int:  # noqa: ANN401 - PyYAML's nodes have no common shape
        """Return where a comment can follow a value: a block of text has room on its first line."""
        while isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self._line_end(int(node.start_mark.index))
        return self._end(node)

    def _end(self, node: Any) -> int:  # noqa: ANN401 - PyYAML's nodes have no common shape
        """Return where a value's own text ends: before the line break, a comment or empty lines."""
        if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return self._end_of_block(node, end)
        return end

    def _end_of_block(self, node: Any, end: int) -> int:  # noqa: ANN401 - PyYAML's nodes
        """Return where the last line of a block of text ends: comments below it are not of it."""
        start = int(node.start_mark.index)
        body = self._text[start:end]
        lines = body.splitlines(keepends=True)
        own = next((_indent(line) for line in lines[1:] if line.strip()), 0)
        while len(lines) > 1 and (not lines[-1].strip() or _indent(lines[-1]) < own):
            lines.pop()
        return start + len("".join(lines).rstrip("\r\n"))

    def _below(self, at: int, column: int) -> int:
        """Return where the comments end that stand further in, right below a list's last item."""
        comments = re.compile(rf"(?:\r?\n {{{column + 1},}}#[^\r\n]*)*").match(self._text, at)
        assert comments is not None  # noqa: S101 - it can be empty
        return comments.end()

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = re.compile(r"\r?\n|\Z").search(self._text, at)
        assert found is not None  # noqa: S101 - every text has an end
        return found.start()


def _item(lines: Sequence[str], column: int) -> list[str]:
    """Lay out lines as an item of a list whose dashes stand in a column."""
    first, *rest = lines
    return [" " * column + "- " + first, *(" " * (column + 2) + line for line in rest)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
