"""Every key of the scheme files, for the page that lists them.

What a key may hold is read off the model; what it is for stands in ``keys.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.plausibility.unlikely import UNLIKELY
from tilskudd_build.schema.keys import WORDS_OF, key_of, parts
from tilskudd_build.schema.model_walk import FROM_OTHER_FILES, record_types
from tilskudd_rules.conditions import Condition
from tilskudd_rules.schema import AnswerId, ClockTime, Day, DayOrMonth, Identifier
from tilskudd_rules.shape import (
    Either,
    ListOf,
    MappingOf,
    OneOf,
    ReadsItself,
    Record,
    Scalar,
    Tagged,
    fields_of,
    words_of,
)
from tilskudd_rules.support import CostRule, Support

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.schema.keys import Key
    from tilskudd_rules.shape import Shape

_FILES: Final = (
    "Edition",
    "Scheme",
    "Document",
    "Authority",
    "Question",
    "Relation",
    "FrameGrowth",
    "Withdrawal",
)
"""The records that files hold; the others stand inside them."""
_NO_RECORDS: Final = ("Support", "Condition", "Reasons", "Costs")
"""What is told of in ``keys.yaml`` and is put together otherwise than by fields."""
_KINDS: Final = {
    str: "words",
    int: "number",
    bool: "truth",
    Day: "day",
    DayOrMonth: "day_or_month",
    ClockTime: "clock_time",
    AnswerId: "answer",
    Moment: "moment",
    ReleaseName: "release",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a value can have.

    Attributes:
        kind: its name in the site's words.
        values: the words it can be, where it is one of some.
        record: the record it is, as the part that describes it.
        listed: whether there may be several.
    """

    kind: str
    values: tuple[str, ...] = ()
    record: str = ""
    listed: bool = False

    @property
    def anchor(self) -> str:
        """Where on the page the record is described."""
        return anchor_of(self.record)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key.

    Attributes:
        name: the key itself.
        anchor: where it stands on the page.
        text: what belongs there.
        forms: what it can hold.
        required: whether it must be there.
        example: what it can look like, in lines.
    """

    name: str
    anchor: str
    text: str
    forms: Sequence[Form]
    required: bool
    example: Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """The keys that stand together.

    Attributes:
        bases: the parts whose keys stand there, too, each with its keys.
    """

    name: str
    anchor: str
    text: str
    entries: Sequence[Entry]
    bases: Mapping[str, Sequence[str]]


def key_reference() -> list[Part]:
    """Return every key there is: first those of whole files, then those inside them."""
    named = [*_FILES, *(name for name in parts() if name not in _FILES)]
    return [
        Part(name, anchor_of(name), parts()[name].text, list(_entries(name)), _bases(name))
        for name in named
    ]


def _bases(name: str) -> Mapping[str, Sequence[str]]:
    """Return what a record has in common with others: where it stands, and its keys."""
    record = object if name in _NO_RECORDS else _record(name)
    bases = [base.__name__ for base in record.__mro__[:0:-1] if base.__name__ in parts()]
    return {anchor_of(base): list(parts()[base].keys) for base in bases}


def _record(name: str) -> type:
    """Return the record; that about releases is none of the rules' own."""
    return Withdrawal if name == Withdrawal.__name__ else record_types()[name]


def anchor_of(record: str) -> str:
    """Return where on the page a record is described."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in record).removeprefix("-")


def _entries(name: str) -> Iterator[Entry]:
    if name in _NO_RECORDS:
        for key_name, key in parts()[name].keys.items():
            yield _entry(name, key_name, key, _forms_of_no_record(name, key_name), name == "Costs")
        return
    record = _record(name)
    # What several have in common is told once.
    told = {key for keys in _bases(name).values() for key in keys}
    for key_name, field in fields_of(record).items():
        if (record, key_name) not in FROM_OTHER_FILES and key_name not in told:
            forms = list(_forms(field.shape))
            if (record, key_name) in WORDS_OF:
                forms = [Form("one_of", WORDS_OF[record, key_name])]
            yield _entry(name, key_name, key_of(record, key_name), forms, field.required)


def _entry(part: str, name: str, key: Key, forms: Sequence[Form], required: bool) -> Entry:  # noqa: FBT001 - a field
    first, *rest = key.example_text.strip("\n").split("\n")
    in_one_line = not rest and not first.startswith("- ")
    below = [f"  {line}" for line in (first, *rest)]
    example = [f"{name}: {first}"] if in_one_line else [f"{name}:", *below]
    return Entry(
        name, f"{anchor_of(part)}-{name.replace('_', '-')}", key.text, forms, required, example
    )


def _forms_of_no_record(part: str, name: str) -> Sequence[Form]:
    match part, name:
        case "Support", _:
            return [Form("one_of", words_of(Support))]
        case "Costs", _:
            return [Form("record", record=CostRule.__name__)]
        case "Reasons", _:
            return [Form("one_of", tuple(sorted(UNLIKELY)))]
        case _, "answer":
            return [Form("answer")]
        case _, "all" | "any":
            return [Form("record", record=part, listed=True)]
        case _, "not":
            return [Form("record", record=part)]
        case _, "at_least" | "at_most":
            return [Form("number")]
        case _, "before":
            return [Form("day")]
        case _:
            return [Form("choice", listed=name == "in")]


def _forms(shape: Shape) -> Iterator[Form]:
    """Yield what a value of the model can be."""
    match shape:
        case Either():
            yield from _forms(shape.value)
            if shape.words:
                yield Form("one_of", tuple(shape.words))
        case ListOf():
            for form in _forms(shape.item):
                yield replace(form, listed=True)
        case OneOf():
            yield Form("one_of", tuple(shape.values))
        case MappingOf(value=Record(kind)) if kind is CostRule:
            yield Form("record", record="Costs")
        case Tagged():
            for record in shape.records.values():
                yield from _forms(record)
        case Record():
            yield Form("record", record=shape.type.__name__)
        case Scalar(kind) | ReadsItself(kind):
            yield _form(kind)
        case _:
            raise TypeError(shape)


def _form(kind: type) -> Form:
    if kind is Condition:
        return Form("record", record=Condition.__name__)
    if kind in _KINDS:
        return Form(_KINDS[kind])
    if issubclass(kind, Identifier):
        return Form(f"id_{kind.REFERS_TO}" if kind.REFERS_TO else "id")
    raise TypeError(kind)
