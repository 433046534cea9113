"""Read the folder of scheme files into plain data, and into the validated catalogue.

    schemes/
      authorities.yaml  questions.yaml  relations.yaml  sources.yaml  texts.yaml  releases.yaml
      municipalities.csv  municipality-history.csv
      <scheme-id>/scheme.yaml  <scheme-id>/<year>.yaml  <scheme-id>/questions.yaml
      rammevekst/scheme.yaml   rammevekst/growth.csv

Every mistake in every file is found in one run. What the model says of something that could not be
read in the first place is left out: it is no mistake of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files import messages
from tilskudd_build.files.csv_tree import read_csv
from tilskudd_build.files.diagnostics import Diagnostic, Diagnostics, Location, gathered
from tilskudd_build.files.drafts import drafts_in, without
from tilskudd_build.files.source_text import SourceText, read_source
from tilskudd_build.files.tree import Tree
from tilskudd_build.files.withdrawals import FILE as RELEASES_FILE
from tilskudd_build.files.withdrawals import read_withdrawals
from tilskudd_build.files.yaml_tree import read_yaml
from tilskudd_build.plausibility.doubts import find_doubts
from tilskudd_build.plausibility.unlikely import UNLIKELY
from tilskudd_rules import __version__
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.frame_growth import FRAME_GROWTH_ID, FrameGrowthRow
from tilskudd_rules.places import FormerMunicipality, Municipality
from tilskudd_rules.problems import DataError, Problem, dotted, nearest
from tilskudd_rules.schema import Reader
from tilskudd_rules.statements import SchemeId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tilskudd_build.files.drafts import Kept
    from tilskudd_build.files.messages import Message
    from tilskudd_build.files.withdrawals import Withdrawal
    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.problems import Path as DataPath

_LISTS: Final = ("authorities", "questions", "relations", "sources")
_TABLES: Final = {
    "municipalities": ("municipalities.csv", Municipality),
    "former_municipalities": ("municipality-history.csv", FormerMunicipality),
}
_SHARED_FILES: Final = (
    *(f"{name}.yaml" for name in _LISTS),
    *(name for name, _ in _TABLES.values()),
    "texts.yaml",
    RELEASES_FILE,
)
_SCHEME_FILE: Final = "scheme.yaml"
_QUESTIONS_FILE: Final = "questions.yaml"
_GROWTH_FILE: Final = "growth.csv"
_RELEASES: Final = ("releases",)
REASONS: Final = "plausible"
"""The key of why something unlikely is meant; it may stand in any record."""
_EDITION_FILE: Final = re.compile(r"([12][0-9]{3})\.yaml")

_NAMES_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "authorities": ("authorities", "authority"),
    "measure": ("measure", "other_measure"),
    "municipalities": ("municipalities",),
    "questions": ("answers",),
    "sources": ("sources",),
}
"""The collections that a part of the data gives names to."""


class LoadError(Exception):
    """The scheme files cannot be used.

    Attributes:
        messages: everything that is wrong, finished for the reader, file by file from the top.
    """

    def __init__(self, found: Sequence[Message]) -> None:
        self.messages = tuple(found)
        super().__init__("\n".join(str(message) for message in found))


@dataclass(frozen=True, slots=True)
class Positions:
    """Where everything in the data stands.

    Attributes:
        files: each file's tree by the path of its data.
        kept: where drafts were left out, which entries of a file's list the data holds.
    """

    files: Mapping[DataPath, Tree] = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)

    def root(self, path: DataPath) -> DataPath:
        """Return the path of the file's own data that ``path`` lies in; empty for none."""
        roots = (path[:length] for length in range(len(path), 0, -1))
        return next((root for root in roots if root in self.files), ())

    def find(self, path: DataPath, *, at_key: bool = False) -> Location:
        """Return the place of the value, or of the key, at ``path``."""
        root = self.root(path)
        if root not in self.files:
            return Location("")
        inner = path[len(root) :]
        if root in self.kept and inner:
            inner = (self.kept[root][int(inner[0])], *inner[1:])
        return self.files[root].location(inner, at_key=at_key)

    def inside(self, path: DataPath) -> DataPath:
        """Return the path as seen from inside its file; a table's row is told by its line."""
        root = self.root(path)
        is_table = root in self.files and self.files[root].is_table
        return path[len(root) + is_table :]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder of scheme files, read and validated.

    Attributes:
        data: the files as plain data, every scalar text; what the browser is sent, and what
            :func:`tilskudd_rules.catalogue.read_catalogue` takes.
        positions: where each part of it stands.
        catalogue: the same as the rules know it.
        withdrawals: the releases of the site that are withdrawn; no part of the data, for the rules
            are the same with and without them.
        drafts: the paths of the schemes and editions that are drafts, in the data or left out.
        warnings: what is hardly meant, finished for the reader, file by file from the top.
    """

    data: dict[str, Any]
    positions: Positions
    catalogue: Catalogue
    withdrawals: tuple[Withdrawal, ...] = ()
    drafts: tuple[DataPath, ...] = ()
    warnings: tuple[Message, ...] = ()


def load(folder: Path, *, drafts: bool = False) -> Loaded:
    """Read and validate the files: all of them, and what is published alone.

    Args:
        folder: the folder.
        drafts: whether drafts are part of what is returned, as for those who edit or prove them.

    Raises:
        LoadError: with every mistake in every file.
    """
    reader = _FolderReader(folder)
    data = reader.read()
    if not data:
        raise reader.error()
    withdrawals, problems = read_withdrawals(reader.releases, _RELEASES)
    reader.add(problems)
    try:
        catalogue = read_catalogue(data)
    except DataError as error:
        reader.add(error.problems)
        raise reader.error() from None
    if not reader.diagnostics:
        reader.doubt(find_doubts(catalogue))
    if any(not diagnostic.is_warning for diagnostic in reader.diagnostics):
        raise reader.error()
    named = tuple(drafts_in(catalogue))
    warnings = reader.error().messages
    whole = Loaded(data, reader.positions, catalogue, withdrawals, named, warnings)
    if not named:
        return whole
    published = _published(whole, reader)
    return whole if drafts else published


def _published(whole: Loaded, reader: _FolderReader) -> Loaded:
    """Return what is left without the drafts; it must stand by itself.

    Raises:
        LoadError: where something published names what only a draft has.
    """
    data, kept = without(whole.drafts, whole.data)
    data["version"] = version_of({key: data[key] for key in data if key != "version"})
    reader.positions = Positions(whole.positions.files, kept)
    try:
        catalogue = read_catalogue(data)
    except DataError as error:
        reader.add_needing_drafts(error.problems)
        raise reader.error() from None
    return replace(whole, data=data, positions=reader.positions, catalogue=catalogue)


def version_of(data: Mapping[str, Any]) -> str:
    """Return what identifies these rules: the rule module's version and the data's own."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{__version__}+{hashlib.sha256(canonical.encode()).hexdigest()[:12]}"


class _FolderReader:
    """Reads a folder once, and remembers what was wrong in it.

    Attributes:
        diagnostics: all that is wrong so far.
        positions: where each part of the data stands.
        releases: what stands in the file about releases.
        reasons: why something unlikely is meant, by the path of what it is said of, and the doubt.
    """

    def __init__(self, folder: Path) -> None:
        self.diagnostics = Diagnostics()
        self.releases: object = []
        self.reasons: dict[DataPath, dict[str, str]] = {}
        self._folder = folder
        self._trees: dict[DataPath, Tree] = {}
        self.positions = Positions(self._trees)

    def read(self) -> dict[str, Any]:
        """Read everything; what cannot be read is left out of the data."""
        data: dict[str, Any] = {}
        folders = self._scheme_folders()
        if folders is not None:
            data = self._shared_data()
            self.releases = self._yaml(self._folder / RELEASES_FILE, _RELEASES, list)
            data["schemes"] = {folder.name: self._scheme(folder) for folder in folders}
            data["frame_growth"] = self._frame_growth(self._folder / FRAME_GROWTH_ID)
            data["version"] = version_of(data)
            self.add(self._unreadable_reasons())
        return data

    def _unreadable_reasons(self) -> Sequence[Problem]:
        """Leave out the reasons that cannot be read; return why."""
        reader = Reader()
        for path, reasons in list(self.reasons.items()):
            where = (*path, REASONS)
            known = len(reader.problems)
            read = reader.read(dict[str, str], reasons, where)
            for code in read if isinstance(read, dict) else ():
                if code not in UNLIKELY:
                    reader.report(
                        "unknown-doubt",
                        (*where, code),
                        code,
                        at_key=True,
                        near=nearest(code, UNLIKELY),
                        expected=", ".join(sorted(UNLIKELY)),
                    )
            if len(reader.problems) > known:
                del self.reasons[path]
        return reader.problems

    def add(self, problems: Sequence[Problem]) -> None:
        """Take over what the model found, but for what follows from a mistake already known."""
        misspelt = {(*p.path[:-1], p.details["near"]) for p in problems if p.code == "unknown-key"}
        own = [
            p
            for p in problems
            if not self._follows(p)
            and not (p.code == "missing-key" and (*p.path, p.details["key"]) in misspelt)
        ]
        self.diagnostics.extend(self._located(p) for p in own)

    def add_needing_drafts(self, problems: Sequence[Problem]) -> None:
        """Take over what is wrong without the drafts only: whatever is missing, they have it."""
        for problem in problems:
            location = self.positions.find(problem.path, at_key=problem.at_key)
            self.diagnostics.report("needs-draft", location, problem.found)

    def doubt(self, problems: Sequence[Problem]) -> None:
        """Take over what is not meant, or hardly; the latter but for what somebody says why it is.

        A reason stands beside the value it is for, or further out, for all that is inside.
        """
        needed: set[tuple[DataPath, str]] = set()
        for problem in problems:
            around = [problem.path[:length] for length in range(len(problem.path))]
            given = [(p, problem.code) for p in around if problem.code in self.reasons.get(p, ())]
            needed.update(given)
            if not given or problem.code not in UNLIKELY:
                self.diagnostics.append(self._located(problem))
        for path, reasons in self.reasons.items():
            for code in reasons:
                if (path, code) not in needed:
                    location = self.positions.find((*path, REASONS, code), at_key=True)
                    self.diagnostics.report("reason-for-nothing", location, code)

    def error(self) -> LoadError:
        """Return the error that says all that was wrong, in the files' order."""
        return LoadError([messages.finish(diagnostic) for diagnostic in gathered(self.diagnostics)])

    # Folders

    def _scheme_folders(self) -> list[Path] | None:
        """Return the schemes' folders; ``None``, and reported, where this is no scheme folder."""
        try:
            entries = _visible(self._folder)
            others = [entry for entry in entries if entry.name not in _SHARED_FILES]
            folders = [entry for entry in others if entry.is_dir()]
        except OSError as error:
            location = Location(_name(self._folder))
            self.diagnostics.report("no-folder", location, reason=type(error).__name__)
            return None
        if len(others) == len(entries):
            self.diagnostics.report("not-a-catalogue", Location(_name(self._folder)))
            return None
        for entry in others:
            if entry not in folders:
                self._unknown_file(entry, "schemes", _SHARED_FILES)
        named = [folder for folder in folders if self._is_well_named(folder)]
        return [folder for folder in named if folder.name != FRAME_GROWTH_ID]

    def _is_well_named(self, folder: Path) -> bool:
        name = folder.name
        if SchemeId.PATTERN.fullmatch(name):
            return True
        near = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
        self.diagnostics.report("unknown-folder", Location(_name(folder)), name, near=near)
        return False

    def _files(self, folder: Path) -> list[Path]:
        """List a scheme's folder; empty, and reported, where that cannot be done."""
        try:
            return _visible(folder)
        except FileNotFoundError:
            return []  # each file that should be there is reported as missing
        except OSError as error:
            location = Location(_name(folder))
            self.diagnostics.report("no-folder", location, reason=type(error).__name__)
            return []

    def _unknown_file(self, path: Path, folder: str, known: Iterable[str]) -> None:
        stem = path.name.removesuffix(".yml")
        near = f"{stem}.yaml" if stem != path.name else nearest(path.name, known)
        location = Location(_name(path))
        self.diagnostics.report("unknown-file", location, path.name, near=near, folder=folder)

    # Files

    def _yaml(self, path: Path, root: DataPath, kind: type) -> Any:  # noqa: ANN401 - plain data
        """Read a YAML file that holds a ``kind``; an empty one where that cannot be done."""
        source = read_source(path, _name(path), self.diagnostics)
        tree = read_yaml(source, self.diagnostics) if source else None
        if tree is not None and not isinstance(tree.data, kind):
            expected = "list" if kind is list else "mapping"
            self.diagnostics.report("wrong-type", tree.location(()), tree.data, expected=expected)
            tree = None
        if tree is not None:
            self._take_out_reasons(tree.data, root)
        return self._keep(tree or _unread(path, kind()), root)

    def _take_out_reasons(self, data: object, path: DataPath) -> None:
        """Keep why something unlikely is meant to oneself: it is no part of the rules."""
        if isinstance(data, dict):
            if REASONS in data:
                self.reasons[path] = data.pop(REASONS)
            for key, value in data.items():
                self._take_out_reasons(value, (*path, key))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                self._take_out_reasons(value, (*path, index))

    def _csv(self, path: Path, root: DataPath, kind: type) -> Any:  # noqa: ANN401 - plain data
        """Read a CSV file whose columns are the fields of the dataclass ``kind``."""
        source = read_source(path, _name(path), self.diagnostics)
        columns = [column.name for column in fields(kind)]
        tree = read_csv(source, columns, self.diagnostics) if source else None
        return self._keep(tree or _unread(path, []), root)

    def _keep(self, tree: Tree, root: DataPath) -> object:
        self._trees[root] = tree
        return tree.data

    # Parts of the data

    def _shared_data(self) -> dict[str, Any]:
        data = {name: self._yaml(self._folder / f"{name}.yaml", (name,), list) for name in _LISTS}
        data["texts"] = self._yaml(self._folder / "texts.yaml", ("texts",), dict)
        for key, (name, kind) in _TABLES.items():
            data[key] = self._csv(self._folder / name, (key,), kind)
        return data

    def _scheme(self, folder: Path) -> dict[str, Any]:
        root: DataPath = ("schemes", folder.name)
        scheme = self._yaml(folder / _SCHEME_FILE, root, dict)
        for key in ("editions", "questions"):
            self._take_out(scheme, key, root)
        entry: dict[str, Any] = {"scheme": scheme}
        editions = {}
        others = [path for path in self._files(folder) if path.name != _SCHEME_FILE]
        for path in others:
            if path.name == _QUESTIONS_FILE:
                entry["questions"] = self._yaml(path, (*root, "questions"), list)
            elif match := _EDITION_FILE.fullmatch(path.name):
                editions[match[1]] = self._yaml(path, (*root, "editions", match[1]), dict)
            else:
                self._unknown_file(path, "scheme", [_SCHEME_FILE, _QUESTIONS_FILE])
        if all(path.name == _QUESTIONS_FILE for path in others):
            self.diagnostics.report("no-editions", Location(_name(folder)))
        return {**entry, "editions": editions}

    def _frame_growth(self, folder: Path) -> dict[str, Any]:
        root: DataPath = ("frame_growth",)
        growth = self._yaml(folder / _SCHEME_FILE, root, dict)
        self._take_out(growth, "rows", root)
        rows = self._csv(folder / _GROWTH_FILE, (*root, "rows"), FrameGrowthRow)
        for path in self._files(folder):
            if path.name not in (_SCHEME_FILE, _GROWTH_FILE):
                self._unknown_file(path, "frame-growth", [_SCHEME_FILE, _GROWTH_FILE])
        return {**growth, "rows": rows}

    def _take_out(self, data: dict[str, Any], key: str, root: DataPath) -> None:
        """Report a key whose value comes from files of its own."""
        if key in data:
            del data[key]
            location = self._trees[root].location((key,), at_key=True)
            self.diagnostics.report("stands-in-own-file", location, key)

    # What the model found

    def _located(self, problem: Problem) -> Diagnostic:
        location = self.positions.find(problem.path, at_key=problem.at_key)
        where = dotted(self.positions.inside(problem.path))
        return Diagnostic(problem.code, location, problem.found, problem.details, where)

    def _follows(self, problem: Problem) -> bool:
        """Tell whether a problem only follows from something that could not be read."""
        root = self.positions.root(problem.path)
        tree = self._trees.get(root)
        if tree is not None and tree.is_broken(problem.path[len(root) :]):
            return True
        return problem.details.get("collection") in self._unsure_collections()

    def _unsure_collections(self) -> set[str]:
        """Return the collections that may hold more names than could be read."""
        return {
            collection
            for root, tree in self._trees.items()
            if tree.broken
            for collection in _NAMES_FROM.get(_part_of(root), ())
        }


def _part_of(root: DataPath) -> str:
    """Return what a file holds, by the path of its data."""
    if "editions" in root:
        return "measure"
    return str(root[-1 if root[-1] == "questions" else 0])


def _unread(path: Path, data: object) -> Tree:
    """Return what stands in for a file that could not be read."""
    return Tree(SourceText(_name(path), "", ()), data, broken={()})


def _name(path: Path) -> str:
    """Return what to call a file in messages: the name that leads to it from here."""
    return path.as_posix()


def _visible(folder: Path) -> list[Path]:
    """List a folder in a fixed order, without what editors and desktops hide in it."""
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
