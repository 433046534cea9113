"""The kinds of answers: how one is read, said, compared, typed and tried out, a class a kind.

Nothing else in Python asks which kind an answer is of; it asks the kind. So a new kind is a class
here and an entry in :data:`KINDS`, a module of its own among the browser's ``questions``, and a
macro of its own in the template of the checker's form.

What answers can name (options, schemes, measures …) is looked up in *registers*: see
:class:`Question`.
"""

# mypy: disable-error-code="mutable-override"
# What a kind says of itself is written once, in its class.

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, NamedTuple, Protocol, override

from tilskudd_rules.problems import nearest, shorten
from tilskudd_rules.schema import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from tilskudd_rules.problems import Path

type Operator = Literal["is", "in", "at_least", "at_most", "includes", "before"]
type Register = Literal[
    "options", "schemes", "measures", "authorities", "municipalities", "cost_classes"
]
type JsonSchema = dict[str, Any]

MOST_GRANT_YEARS: Final = 4
"""No scheme in the sources gives more grant years than this; a longer list is a mistake."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MUNICIPALITY_NUMBER: Final = re.compile(r"[0-9]{4}")
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,15}")
"""What Python can be asked to read as a number, whatever is typed."""


class Question(Protocol):
    """What a kind must know of the question asked, and of the catalogue around it."""

    @property
    def minimum(self) -> int | None:
        """The smallest number that makes sense, if there is one."""

    @property
    def maximum(self) -> int | None:
        """The largest number that makes sense, if there is one."""

    def ids(self, register: Register) -> Collection[str]:
        """Return the ids in a register; ``other`` is the last of the measures."""

    def measures_of(self, scheme: str) -> Collection[str]:
        """Return the ids of one scheme's measures, and ``other``."""

    def why_no_municipality(self, number: str) -> tuple[str, Mapping[str, str]]:
        """Return what is wrong with a number that no municipality has: a code, and its details."""


class Report(Protocol):
    """Takes what is wrong with an answer."""

    def __call__(self, code: str, path: Path, found: object = "", **details: str) -> None:
        """Take one problem."""


class Voice(Protocol):
    """How single values are written; it differs between the result's sentences and pages."""

    def name(self, register: Register, identifier: str) -> str:
        """Return what something in a register is called."""

    def truth(self, value: bool) -> str:  # noqa: FBT001 - an answer
        """Write a yes or a no."""

    def none(self) -> str:
        """Write that a list is empty."""

    def day(self, iso: str) -> str:
        """Write a day."""

    def kroner(self, amount: int) -> str:
        """Write whole kroner."""

    def percent(self, share: int) -> str:
        """Write whole percent."""

    def positions(self, percent: int | Sequence[int]) -> str:
        """Write whole percent as full-time equivalents, one number or one a grant year."""

    def listing(self, items: Iterable[str]) -> str:
        """Join what is said of several."""


class Prompt(NamedTuple):
    """What somebody who types an answer at a prompt has in view.

    Attributes:
        choices: the ids of the numbered choices, in order.
        yes: how a yes begins, in small letters.
        no: how a no begins.
        municipality: gives the number of a municipality by its name, ``None`` for no single one.
    """

    choices: Sequence[str]
    yes: str
    no: str
    municipality: Callable[[str], str | None]


class Kind(ABC):
    """What sort of answer a key of a situation holds.

    Attributes:
        name: what files, forms and prompts call it.
        prompt: which of the prompts' sentences asks for it.
        operand: the type of what a condition compares it with.
        operators: the comparisons there are for it.
        choices: the register whose entries are offered to choose from, for the interview.
        keyed_by: the register whose ids each hold a value of their own.
        register: the register that what it names stands in.
        is_yes_or_no: it can confirm something.
        is_bounded: every number there may be is offered, so there is a smallest and a largest.
        counts: it says how many there are of something.
    """

    name: ClassVar[str]
    operand: ClassVar[type] = str
    operators: ClassVar[tuple[Operator, ...]] = ()
    choices: ClassVar[Register | None] = None
    keyed_by: ClassVar[Register | None] = None
    register: ClassVar[Register | None] = None
    is_yes_or_no: ClassVar[bool] = False
    is_bounded: ClassVar[bool] = False
    counts: ClassVar[bool] = False

    @property
    def prompt(self) -> str:
        """Which of the prompts' sentences asks for it."""
        return self.name

    @property
    def in_scheme(self) -> Kind:
        """What a single scheme sees of it."""
        return self

    @abstractmethod
    def read(self, value: object, path: Path, question: Question, report: Report) -> Any:  # noqa: ANN401 - the kind's own
        """Read JSON data; return ``None``, and report why, where it is no such answer."""

    @abstractmethod
    def schema(self, question: Question) -> JsonSchema:
        """Return the JSON Schema of an answer."""

    def describe(self, value: Any, voice: Voice) -> str:  # noqa: ANN401, ARG002 - the kind's own
        """Return an answer as the applicant would say it."""
        return str(value)

    def from_text(self, text: str) -> object:
        """Make a JSON value of what stands in a file of plain text; what does not fit stays."""
        return text

    def typed(self, text: str, prompt: Prompt) -> object:  # noqa: ARG002 - others look at it
        """Make a JSON value of what was typed; what does not fit is left for :meth:`read`."""
        return self.from_text(text)

    def values(self, question: Question, compared: Collection[Any]) -> tuple[Any, ...]:  # noqa: ARG002 - others look at them
        """Return finitely many answers that stand for all in every comparison, for the proofs.

        Two answers that come out alike of every comparison cannot be told apart by any condition.

        Args:
            question: the question.
            compared: every single value that some condition compares the answer with.

        Returns:
            None for a kind that no condition can look at.
        """
        return ()

    def samples(self, question: Question, scheme: str, year: int) -> Iterable[Any]:  # noqa: ARG002 - others look at them
        """Return answers to try one scheme's rules for a year with, where no proof goes by cases.

        They are as a situation holds them, not as the scheme sees them.
        """
        return self.values(question, ())

    def others(self, given: Any, question: Question, compared: Collection[Any]) -> Iterable[Any]:  # noqa: ANN401, ARG002 - the kind's own
        """Return what an applicant could answer instead, where those are few.

        Args:
            given: the answer.
            question: the question.
            compared: every single value that the conditions in the way compare it with.
        """
        return ()


# Numbers -----------------------------------------------------------------------------------------


class _TypedNumber(Kind):
    """Typed as a whole number; where an answer has several, each is asked for alone."""

    @override
    def from_text(self, text: str) -> object:
        return _number_or_text(text)

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return _number_or_text("".join(text.split()))


class _Number(_TypedNumber):
    """A whole number within the question's bounds."""

    operand = int
    operators = ("at_least", "at_most")

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> int | None:
        return _read_number(value, path, question, report)

    @override
    def schema(self, question: Question) -> JsonSchema:
        return _number_schema(question)

    @override
    def values(self, question: Question, compared: Collection[int]) -> tuple[int, ...]:
        """The ends of what may be answered, and below, on and above each threshold."""
        low, high = question.minimum, question.maximum
        found = {end for end in (low, high) if end is not None}
        for threshold in compared:
            found |= {threshold - 1, threshold, threshold + 1}
        return tuple(
            sorted(
                number
                for number in found
                if (low is None or number >= low) and (high is None or number <= high)
            )
        )

    @override
    def others(self, given: int, question: Question, compared: Collection[int]) -> Iterable[int]:
        """The thresholds: no answer that meets a condition is nearer to the one given."""
        return (one for one in sorted(set(compared)) if one != given)


class Year(_Number):
    """A calendar year."""

    name = "year"
    is_bounded = True

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[int]:
        return ()


class Count(_Number):
    """A small whole number."""

    name = "count"
    is_bounded = True
    counts = True

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[int]:
        few = range(max(1, question.minimum or 0), 4)
        return few if question.maximum is None else (*few, question.maximum)


class Number(_Number):
    """A whole number of any size: participants, places, inhabitants."""

    name = "number"
    counts = True

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[int]:
        return self.values(question, ())


class Percent(_Number):
    """Whole percent of a whole."""

    name = "percent"

    @override
    def describe(self, value: int, voice: Voice) -> str:
        return voice.percent(value)

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return super().typed(text.strip().removesuffix("%"), prompt)

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[int]:
        return self.values(question, ())


class Kroner(_Number):
    """Whole kroner."""

    name = "kroner"

    @override
    def describe(self, value: int, voice: Voice) -> str:
        return voice.kroner(value)

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[int]:
        return (0, 1)


class Positions(Kind):
    """Whole percent of a full-time equivalent; one number, or a list with one a grant year."""

    name = "positions"

    @override
    def read(
        self, value: object, path: Path, question: Question, report: Report
    ) -> int | tuple[int | None, ...] | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return _read_number(value, path, question, report)
        if not isinstance(value, list):
            report("wrong-type", path, value, expected="positions")
        elif not value:
            report("no-entries", path)
        elif len(value) > MOST_GRANT_YEARS:
            report("too-many-entries", path, len(value), maximum=str(MOST_GRANT_YEARS))
        else:
            years = enumerate(value)
            return tuple(_read_number(one, (*path, i), question, report) for i, one in years)
        return None

    @override
    def schema(self, question: Question) -> JsonSchema:
        one = _number_schema(question)
        several = {"type": "array", "items": one, "minItems": 1, "maxItems": MOST_GRANT_YEARS}
        return {"anyOf": [one, several]}

    @override
    def describe(self, value: int | Sequence[int], voice: Voice) -> str:
        return voice.positions(value)

    @override
    def from_text(self, text: str) -> object:
        return _number_or_text(text)

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        """Percent, as in the form: ``250``, or ``200; 250`` with one a grant year.

        A comma is what parts a number from its decimals, and there are none.
        """
        years = [_number_or_text("".join(year.split())) for year in text.split(";")]
        return years if len(years) > 1 else years[0]


# Words -------------------------------------------------------------------------------------------


class Boolean(Kind):
    """True or false."""

    name = "boolean"
    operand = bool
    operators = ("is",)
    is_yes_or_no = True

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> bool | None:
        if isinstance(value, bool):
            return value
        report("wrong-type", path, value, expected="boolean")
        return None

    @override
    def schema(self, question: Question) -> JsonSchema:
        return {"type": "boolean"}

    @override
    def describe(self, value: bool, voice: Voice) -> str:
        return voice.truth(value)

    @override
    def from_text(self, text: str) -> object:
        return {"true": True, "false": False}.get(text, text)

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return {prompt.yes: True, prompt.no: False}.get(text.lower()[:1], text)

    @override
    def values(self, question: Question, compared: Collection[bool]) -> tuple[bool, ...]:
        return (True, False)

    @override
    def others(self, given: bool, question: Question, compared: Collection[bool]) -> Iterable[bool]:
        return (not given,)


class _Word(Kind):
    """The id of something in a register."""

    operators: ClassVar[tuple[Operator, ...]] = ("is", "in")
    register: ClassVar[Register]

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> str | None:
        return _read_word(value, path, question.ids(self.register), report)

    @override
    def schema(self, question: Question) -> JsonSchema:
        return _word_schema(question.ids(self.register))

    @override
    def describe(self, value: str, voice: Voice) -> str:
        return voice.name(self.register, value)


class Authority(_Word):
    """The id of an authority."""

    name = "authority"
    register = "authorities"

    @override
    def values(self, question: Question, compared: Collection[str]) -> tuple[str, ...]:
        """The ids compared with, and one that stands for all the others."""
        known = question.ids(self.register)
        others = [word for word in known if word not in compared]
        return (*(word for word in known if word in compared), *others[:1])


class Choice(_Word):
    """One of the question's options."""

    name = "choice"
    register: ClassVar[Register] = "options"
    choices: ClassVar[Register | None] = "options"

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return _chosen(text, prompt)

    @override
    def values(self, question: Question, compared: Collection[str]) -> tuple[str, ...]:
        return tuple(question.ids(self.register))

    @override
    def others(self, given: str, question: Question, compared: Collection[str]) -> Iterable[str]:
        return (one for one in question.ids(self.register) if one != given)


class Measure(Choice):
    """The id of a measure, or ``other``."""

    name = "measure"
    prompt = "choice"
    register = "measures"
    choices = None  # they depend on the year: the rules offer them with the question

    @override
    def others(self, given: str, question: Question, compared: Collection[str]) -> Iterable[str]:
        """The measures that have a name: another plan altogether is no way out."""
        *named, _ = question.ids(self.register)
        return (one for one in named if one != given)


class Municipality(_Word):
    """A municipality number, four digits as text."""

    name = "municipality"
    register = "municipalities"
    operators = ()

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> str | None:
        if isinstance(value, str) and value in question.ids(self.register):
            return value
        if not isinstance(value, str):
            report("wrong-type", path, value, expected="text")
        elif not _MUNICIPALITY_NUMBER.fullmatch(value):
            report("not-a-municipality-number", path, value)
        else:
            code, details = question.why_no_municipality(value)
            report(code, path, value, **details)
        return None

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        return prompt.municipality(text) or text


class Date(Kind):
    """A day, ``YYYY-MM-DD``, within the years that the question's bounds name."""

    name = "date"
    operand = Day
    operators = ("before",)

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> str | None:
        if not isinstance(value, str) or not _is_day(value):
            report("not-a-date", path, value)
            return None
        if not _is_within(date.fromisoformat(value).year, question):
            report("day-out-of-range", path, value, **_bounds(question))
            return None
        return value

    @override
    def schema(self, question: Question) -> JsonSchema:
        low, high = question.minimum, question.maximum
        if low is None or high is None:
            return {"type": "string", "format": "date"}
        years = "|".join(str(year) for year in range(low, high + 1))
        return {"type": "string", "format": "date", "pattern": f"^(?:{years})-"}

    @override
    def describe(self, value: str, voice: Voice) -> str:
        return voice.day(value)

    @override
    def values(self, question: Question, compared: Collection[str]) -> tuple[str, ...]:
        """The day before, the day itself and the day after each one compared with."""
        around = (
            date.fromisoformat(day) + timedelta(days) for day in compared for days in (-1, 0, 1)
        )
        return tuple(sorted({day.isoformat() for day in around}))

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[str]:
        return (f"{year - 1}-01-01", f"{year + 1}-12-31")


# Lists -------------------------------------------------------------------------------------------


class _Words(Kind):
    """Ids of things in a register, none included."""

    prompt = "choices"
    operators = ("includes",)
    register: ClassVar[Register]

    @override
    def read(
        self, value: object, path: Path, question: Question, report: Report
    ) -> tuple[str, ...]:
        """Read a list; what stands there twice counts once."""
        if not isinstance(value, list):
            report("wrong-type", path, value, expected="list")
            return ()
        known = question.ids(self.register)
        found = [_read_word(one, (*path, i), known, report) for i, one in enumerate(value)]
        return tuple(dict.fromkeys(word for word in found if word is not None))

    @override
    def schema(self, question: Question) -> JsonSchema:
        return {"type": "array", "items": _word_schema(question.ids(self.register))}

    @override
    def describe(self, value: Sequence[str], voice: Voice) -> str:
        return ", ".join(voice.name(self.register, one) for one in value) or voice.none()

    @override
    def typed(self, text: str, prompt: Prompt) -> object:
        parts = [part.strip() for part in text.split(",")]
        return [] if parts == ["0"] else [_chosen(part, prompt) for part in parts]

    @override
    def values(self, question: Question, compared: Collection[str]) -> tuple[tuple[str, ...], ...]:
        """Every way to tick the ones that some comparison looks for."""
        matter = [one for one in question.ids(self.register) if one in compared]
        sizes = range(len(matter) + 1)
        return tuple(chosen for size in sizes for chosen in combinations(matter, size))

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[tuple[str, ...]]:
        return [(), *((one,) for one in question.ids(self.register))]


class Choices(_Words):
    """Any number of the question's options."""

    name = "choices"
    register = "options"
    choices = "options"

    @override
    def others(
        self, given: Sequence[str], question: Question, compared: Collection[str]
    ) -> Iterator[tuple[str, ...]]:
        """One option more, or one less."""
        for option in question.ids(self.register):
            if option in given:
                yield tuple(one for one in given if one != option)
            else:
                yield (*given, option)


class Schemes(_Words):
    """A list of scheme ids."""

    name = "schemes"
    register = "schemes"
    choices = "schemes"


# One value a name --------------------------------------------------------------------------------


class _NumberByName(_TypedNumber):
    """A number for each of the ids in a register; one without is not known."""

    keyed_by: ClassVar[Register]

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> dict[str, int]:
        numbers = {
            name: _read_number(one, (*path, name), question, report)
            for name, one in _read_mapping(value, path, question.ids(self.keyed_by), report)
        }
        return {name: number for name, number in numbers.items() if number is not None}

    @override
    def schema(self, question: Question) -> JsonSchema:
        return _mapping_schema(question.ids(self.keyed_by), _number_schema(question))


class YearsByScheme(_NumberByName):
    """Scheme id to a number of years."""

    name = "years_by_scheme"
    is_bounded = True
    keyed_by = "schemes"

    @property
    @override
    def in_scheme(self) -> Kind:
        """A single scheme sees a number."""
        return KINDS[Count.name]

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[dict[str, int]]:
        return [{scheme: years} for years in range(min(question.maximum or 10, 5) + 1)]


class Costs(_NumberByName):
    """Cost class to whole kroner."""

    name = "costs"
    keyed_by = "cost_classes"

    @override
    def describe(self, value: Mapping[str, int], voice: Voice) -> str:
        return voice.listing(
            f"{voice.name(self.keyed_by, name)} {voice.kroner(amount)}"
            for name, amount in value.items()
        )

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[dict[str, int]]:
        return [{name: 1000} for name in question.ids(self.keyed_by)]


class Measures(Kind):
    """Scheme id to measure id; goes before ``measure`` for that scheme."""

    name = "measures"
    keyed_by = "schemes"

    @override
    def read(self, value: object, path: Path, question: Question, report: Report) -> dict[str, str]:
        words = {
            scheme: _read_word(one, (*path, scheme), question.measures_of(scheme), report)
            for scheme, one in _read_mapping(value, path, question.ids("schemes"), report)
        }
        return {scheme: word for scheme, word in words.items() if word is not None}

    @override
    def schema(self, question: Question) -> JsonSchema:
        return _mapping_schema(question.ids("schemes"), _word_schema(question.ids("measures")))

    @override
    def samples(self, question: Question, scheme: str, year: int) -> Iterable[dict[str, str]]:
        *_, other = question.ids("measures")
        return [{scheme: other}]


# What several kinds do ---------------------------------------------------------------------------


def _read_number(value: object, path: Path, question: Question, report: Report) -> int | None:
    """Read a whole number inside the limits of the question."""
    if not isinstance(value, int) or isinstance(value, bool):
        report("wrong-type", path, value, expected="number")
        return None
    if not _is_within(value, question):
        report("out-of-range", path, value, **_bounds(question))
        return None
    return value


def _is_within(number: int, question: Question) -> bool:
    low, high = question.minimum, question.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def _bounds(question: Question) -> dict[str, str]:
    """Return the limits of the question, for a message."""
    low, high = question.minimum, question.maximum
    return {
        "minimum": "−∞" if low is None else str(low),
        "maximum": "∞" if high is None else str(high),
    }


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _read_word(value: object, path: Path, known: Collection[str], report: Report) -> str | None:
    """Read one of the known words."""
    if not isinstance(value, str):
        report("wrong-type", path, value, expected="text")
        return None
    if value in known:
        return value
    near = nearest(value, known)
    code = "unknown-word-near" if near else "unknown-word"
    report(code, path, value, near=near, expected=", ".join(sorted(known)))
    return None


def _read_mapping(
    value: object, path: Path, known: Collection[str], report: Report
) -> Iterator[tuple[str, object]]:
    """Read an object whose keys are known words; yield what they hold, still to be read."""
    if not isinstance(value, dict):
        report("wrong-type", path, value, expected="mapping")
        return
    for name, one in value.items():
        if _read_word(name, (*path, shorten(name)), known, report) is not None and one is not None:
            yield name, one


def _number_schema(question: Question) -> JsonSchema:
    limits = {"minimum": question.minimum, "maximum": question.maximum}
    stated = {name: value for name, value in limits.items() if value is not None}
    return {"type": "integer", **stated}


def _word_schema(words: Iterable[str]) -> JsonSchema:
    return {"type": "string", "enum": sorted(words)}


def _mapping_schema(names: Iterable[str], value: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(sorted(names), value),
    }


def _number_or_text(text: str) -> object:
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _chosen(text: str, prompt: Prompt) -> str:
    """Return the id of the choice with the number typed, or what was typed."""
    if _WHOLE_NUMBER.fullmatch(text) and 1 <= int(text) <= len(prompt.choices):
        return prompt.choices[int(text) - 1]
    return text


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Year(),
        Date(),
        Municipality(),
        Authority(),
        Choice(),
        Choices(),
        Boolean(),
        Positions(),
        Count(),
        Number(),
        Percent(),
        Kroner(),
        Measure(),
        Measures(),
        YearsByScheme(),
        Costs(),
        Schemes(),
    )
}
"""Every kind there is, by its name."""
