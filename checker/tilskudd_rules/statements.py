"""What a source says: the words, where they stand, and how far they can be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from tilskudd_rules.schema import Identifier, Word, readable_at

if TYPE_CHECKING:
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader

LANGUAGES = ("nb", "nn")
"""The language forms a text may have; the first is always there."""


NotStated = Literal[Word.NOT_STATED]
Unknown = Literal[Word.NOT_STATED, Word.NOT_READ]


class SchemeId(Identifier):
    """Points at a scheme."""

    REFERS_TO = "schemes"


class SourceId(Identifier):
    """Points at a document of the bibliography."""

    REFERS_TO = "sources"


class AuthorityId(Identifier):
    """Points at an authority."""

    REFERS_TO = "authorities"


class CountyGovernorId(AuthorityId):
    """Points at a county governor that applicants belong to, or at one before it."""

    REFERS_TO = "county_governors"


class MunicipalityNumber(Identifier):
    """Points at a municipality of 2024 by its four-digit number."""

    REFERS_TO = "municipalities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words for a reader, in one or both language forms.

    Attributes:
        nb: bokmål.
        nn: nynorsk; bokmål stands in where it is missing.
    """

    nb: str
    nn: str | None = None

    def in_language(self, language: str) -> str:
        """Return the words in ``language``, or in bokmål where they are not translated."""
        return self.nn if language == "nn" and self.nn else self.nb


class Certainty(StrEnum):
    """How far a value can be relied on."""

    ANNOUNCED = "announced"
    """Stated as settled by the authority."""
    ASSUMED = "assumed"
    """The source itself says it is expected, tentative or a forecast."""
    STATED_BEFORE_CALL = "stated-before-call"
    """Stated before the call it is about was published."""
    INTERPRETATION = "interpretation"
    """Read out of the source; the source does not say it in so many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value stands.

    Attributes:
        document: the document's id in the bibliography.
        place: the slide, heading or item inside the document.
    """

    document: SourceId
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What another source says instead of the value it stands beside, which counts.

    Attributes:
        says: what it says, in words.
        source: where it says so.
        certainty: how far that can be relied on.
        why: why the value it stands beside counts, and this does not.
    """

    says: Text
    source: Source
    certainty: Certainty
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something a source says.

    Attributes:
        source: where it says so.
        certainty: how far it can be relied on.
        interpretation: something was read into the source; ``reading`` says what.
        reading: what was read into the source, in a sentence.
        disagreements: what other sources say instead.
    """

    source: Source
    certainty: Certainty
    interpretation: bool = False
    reading: Text | None = None
    disagreements: tuple[Disagreement, ...] = ()

    def validate(self, path: Path, reader: Reader) -> None:
        """An interpretation says what was read into the source, and nothing else does."""
        interpreted = self.interpretation or self.certainty is Certainty.INTERPRETATION
        if interpreted and self.reading is None:
            reader.report("interpretation-without-reading", path)
        if self.reading is not None and not interpreted:
            reader.report("reading-without-interpretation", (*path, "reading"), at_key=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStatement(Statement):
    """Something that may hold for the applicants of some county governors only.

    Attributes:
        for_: the county governors; to others it says nothing. For everybody where absent.
    """

    for_: tuple[CountyGovernorId, ...] | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """It names whom it is for, each once, or is for everybody."""
        Statement.validate(self, path, reader)
        if self.for_ == ():
            reader.report("empty-list", (*path, "for"))
        seen = set()
        for index, name in readable_at(self.for_, CountyGovernorId):
            if name in seen:
                reader.report("duplicate-id", (*path, "for", index), name)
            seen.add(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(LocalStatement):
    """A sentence for the reader, resting on a source."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Statement):
    """An amount in whole kroner.

    Attributes:
        amount: kroner, never negative.
        note: what the amount covers, where that needs saying.
    """

    amount: int
    note: Text | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """Amounts are never negative."""
        Statement.validate(self, path, reader)
        reader.require_not_negative(self.amount, (*path, "amount"))


class DocumentKind(StrEnum):
    """Whose words a document holds."""

    PRIMARY = "primary"
    """Those of the authority itself."""
    SECONDARY = "secondary"
    """Somebody else's about what the authority has said."""


class Extent(StrEnum):
    """How much of a document we have read."""

    WHOLE = "whole"
    PART = "part"
    """What it does not seem to say may stand in the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appropriation(LocalStatement):
    """Money set aside for the scheme.

    Attributes:
        amount: whole kroner.
        text: what it covers (the whole country, a region, several schemes together).
    """

    amount: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An entry of the bibliography.

    Attributes:
        published: when it was published, as far as the document says.
        publisher: who wrote it, as far as the document says.
        about: what it is and what it can be used for.
        address: where it is on the web, if it is there and we know where.
        updated: when it was last changed, where it says so.
        kind: whose words it holds, where it is about grants.
        read: how much of it we have read.
    """

    id: SourceId
    title: Text
    publisher: Text | NotStated
    published: Text | NotStated
    about: Text
    address: str | None = None
    updated: Text | None = None
    kind: DocumentKind | None = None
    read: Extent | None = None
