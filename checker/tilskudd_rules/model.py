"""What the scheme files hold: schemes, editions, calls, measures, support, criteria and sources.

Every dataclass here is frozen and read by :mod:`tilskudd_rules.schema`; the fields are the keys of
the YAML files. Money is whole kroner, positions are whole percent of a full-time equivalent. A
value that no source states is ``Word.NOT_STATED``: neither zero nor absent. One that may stand in
what nobody has read is ``Word.NOT_READ``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from tilskudd_rules.answers import COST_CLASSES, OTHER_MEASURE
from tilskudd_rules.calls import Call, Deadline
from tilskudd_rules.conditions import Condition
from tilskudd_rules.frame_growth import FrameGrowth
from tilskudd_rules.kinds import KINDS
from tilskudd_rules.mechanisms.composed import Composed
from tilskudd_rules.places import (
    Authority,
    FormerMunicipality,
    Municipality,
    authority_today,
    is_national,
)
from tilskudd_rules.problems import nearest
from tilskudd_rules.schema import AnswerId, Day, Identifier, OptionId, Word, readable, readable_at
from tilskudd_rules.statements import (
    LANGUAGES,
    Appropriation,
    AuthorityId,
    Document,
    Fact,
    LocalStatement,
    NotStated,
    SchemeId,
    Statement,
    Text,
    Unknown,
)
from tilskudd_rules.support import CostRule, Discretionary, NoStatedSupport, RateTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_rules.kinds import Kind
    from tilskudd_rules.problems import Path
    from tilskudd_rules.schema import Reader
    from tilskudd_rules.support import Support

_FORMER_ADDRESS = re.compile(r"[a-z0-9-]+/[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers(Statement):
    """Measures of other schemes, or of other years, that a measure takes in.

    Attributes:
        measures: their ids; an applicant who named one of them is read as having named this one.
    """

    measures: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Statement):
    """Something the scheme gives money to.

    Attributes:
        id: the same from edition to edition as long as it is the same measure.
        priority: 1 goes first; ``not_stated`` where the source does not rank.
        support: what this measure gives; the edition's own support where absent.
        advice: what the source recommends or expects of this measure.
        covers: the measures of other schemes that it takes in, where a source bears that out.
    """

    id: Identifier
    name: Text
    priority: int | NotStated
    description: Text | None = None
    support: RateTable | Composed | Discretionary | NoStatedSupport | None = None
    advice: tuple[Fact, ...] = ()
    covers: Covers | None = None


class CriterionKind(StrEnum):
    """What a criterion decides."""

    ELIGIBILITY = "eligibility"
    """Not met: the applicant cannot get the grant."""
    ASSESSMENT = "assessment"
    """Not met: only a person can decide."""
    PRIORITY = "priority"
    """Met: the application stands stronger."""
    DUTY = "duty"
    """Not met: the applicant is warned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(LocalStatement):
    """A condition on the applicant's answers, with the words that explain each outcome.

    Attributes:
        when: the condition under which the criterion is met.
        met: what the reader is told where it is met.
        not_met: what the reader is told where it is not.
        remedy: what the applicant can do about it, or ``none``.
    """

    id: Identifier
    kind: CriterionKind
    when: Condition
    met: Text
    not_met: Text
    remedy: Text | Literal[Word.NONE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Statement):
    """For how long an applicant can have the grant.

    Attributes:
        max_years: the most grant years in all.
        years_per_application: how many years one application may cover, or ``not_stated``.
        last_year: the last calendar year of the scheme, or ``not_stated``.
        pre_project_year: whether a pre-project year is one of ``max_years``, in words.
        text: the duration in words.
    """

    max_years: int | Unknown
    years_per_application: int | Unknown
    last_year: int | Unknown
    pre_project_year: Fact | Unknown
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(LocalStatement):
    """Something to attach or to confirm.

    Attributes:
        when: the condition under which it is asked for; always where absent.
        confirmed_by: the answer that tells whether the applicant has it, where there is one.
    """

    id: Identifier
    text: Text
    when: Condition | None = None
    confirmed_by: AnswerId | None = None

    def validate(self, path: Path, reader: Reader) -> None:
        """What confirms it is a yes or a no."""
        LocalStatement.validate(self, path, reader)
        answers = [name for name, (_, kind) in reader.answers.items() if kind.is_yes_or_no]
        if self.confirmed_by is not None and self.confirmed_by not in answers:
            reader.report(
                "not-one-of",
                (*path, "confirmed_by"),
                self.confirmed_by,
                expected=", ".join(answers),
                near=nearest(self.confirmed_by, answers),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """What a source says of a matter that a question is about.

    Attributes:
        about: the answer to the question.
    """

    about: AnswerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A scheme in one year. An edition is never edited into the next: a new file is added.

    Attributes:
        year: the calendar year the money is for.
        name: the scheme's name in this year, where it differs.
        reviewed_on: the day somebody last held the file against its sources.
        review_by: the day it must be held against them again.
        announcement: whether the call had been published when the sources were written.
        purpose: what the money is for.
        target_group: whom it is meant to help.
        applicants: who can apply, and together with whom.
        mentions: what the sources say of matters that a question is about.
        measures: what money is given to, with rank and rates.
        support: what a measure without support of its own gives.
        funded: what is paid for.
        not_funded: what is not paid for.
        costs: each class of costs, for the sums in the checker.
        duration: for how long.
        own_share: what the applicant must pay itself.
        considerations: what is given weight where applications compete; argued, never computed.
        discretion: what is left to judgement.
        reservation: what the money depends on.
        criteria: the conditions the checker decides.
        appropriations: money set aside.
        deadlines: dates from sources that name no authority.
        calls: each authority's own call.
        application: how to apply and what the application holds.
        signature: who signs.
        evidence: what to attach.
        duties: what follows with the grant.
        reporting: how to report.
        draft: the edition is in the making: published nowhere.
    """

    scheme: SchemeId
    year: int
    reviewed_on: Day
    review_by: Day
    purpose: tuple[Fact, ...]
    target_group: tuple[Fact, ...] | Unknown
    applicants: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    support: RateTable | Composed | Discretionary | NoStatedSupport
    funded: tuple[Fact, ...] | Unknown
    not_funded: tuple[Fact, ...] | Unknown
    costs: dict[str, CostRule]
    duration: Duration | Unknown
    own_share: tuple[Fact, ...] | Unknown
    considerations: tuple[Fact, ...]
    discretion: Fact | Unknown
    reservation: Fact | Unknown
    criteria: tuple[Criterion, ...]
    appropriations: tuple[Appropriation, ...] | Unknown
    deadlines: tuple[Deadline, ...]
    calls: tuple[Call, ...]
    application: tuple[Fact, ...] | Unknown
    signature: Fact | Unknown
    evidence: tuple[Evidence, ...] | Unknown
    duties: tuple[Fact, ...] | Unknown
    reporting: tuple[Fact, ...] | Unknown
    name: Text | None = None
    announcement: Fact | None = None
    mentions: tuple[Mention, ...] = ()
    draft: bool = False

    def validate(self, path: Path, reader: Reader) -> None:
        """Ids are unique, calls can be told apart, and every cost class is dealt with."""
        for key in ("measures", "criteria", "evidence"):
            items = getattr(self, key)
            if not isinstance(items, Word):
                reader.require_unique(items, (*path, key), "id")
        _check_rounds(self, path, reader)
        _check_recurring(self, path, reader)
        for name in self.costs:
            if name not in COST_CLASSES:
                reader.report(
                    "unknown-key",
                    (*path, "costs", name),
                    name,
                    at_key=True,
                    near=nearest(name, COST_CLASSES),
                    expected=", ".join(COST_CLASSES),
                )
        for name in COST_CLASSES:
            if name not in self.costs:
                reader.report("missing-key", (*path, "costs"), key=name)
        _check_measures(self, path, reader)

    def mention(self, question: Question) -> Mention | None:
        """Return what the sources say of a question's topic, or ``None`` where they are silent."""
        names = (question.answer, question.alias)
        return next((one for one in self.mentions if one.about in names), None)

    @property
    def not_read(self) -> list[str]:
        """The keys of which a source may tell in a part that nobody has read."""
        return [one.name for one in fields(self) if getattr(self, one.name) is Word.NOT_READ]

    def measure(self, measure_id: str | None) -> Measure | None:
        """Return the measure with this id, or ``None``."""
        return next((m for m in self.measures if m.id == measure_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Statement):
    """The scheme is over: nobody can apply for a later year, whatever its editions say.

    Attributes:
        after_year: the last calendar year that could be applied for.
        text: what happened to the scheme, and what the applicant can do instead.
        replaced_by: the schemes that came instead, if any did.
    """

    after_year: int
    text: Text
    replaced_by: tuple[SchemeId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Statement):
    """Where the money stands in the national budget."""

    chapter: int
    post: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What does not change from year to year.

    Attributes:
        id: the scheme's id; its folder has the same name.
        name: its full name.
        short_name: its name where space is scarce.
        summary: what it is, in one sentence of our own.
        budget: chapter and post, or ``not_stated``.
        owner: the directorate the scheme belongs to.
        applications_to: who receives applications, in words.
        replaces: the schemes it came instead of.
        closure: why no year after a certain one can be applied for.
        counts_years_with: the schemes whose grant years count here too, since they were for the
            same thing (an old scheme and its transition).
        authorities: the authorities there are, of the register: they say whom a call is for.
        former_addresses: addresses below ``/ordninger/`` that its pages had before.
        draft: the scheme is in the making: published nowhere, whatever its editions say.
        questions: those that only this scheme asks.
    """

    id: SchemeId
    name: Text
    short_name: Text
    summary: Text
    budget: Budget | NotStated
    owner: AuthorityId | NotStated
    applications_to: Fact
    replaces: tuple[SchemeId, ...] = ()
    closure: Closure | None = None
    counts_years_with: tuple[SchemeId, ...] = ()
    former_addresses: tuple[str, ...] = ()
    authorities: dict[str, Authority] = field(default_factory=dict, metadata={"is_key": False})
    draft: bool = False
    questions: tuple[Question, ...] = ()
    editions: dict[str, Edition]

    def validate(self, path: Path, reader: Reader) -> None:
        """Each edition stands in its own scheme and year, and points at editions that exist."""
        self._check_closure(path, reader)
        self._check_others(path, reader)
        self._check_addresses(path, reader)
        self._check_questions(path, reader)
        for edition in readable(self.editions, Edition):
            name = next(key for key, value in self.editions.items() if value is edition)
            where = (*path, "editions", name)
            if edition.scheme != self.id:
                reader.report("wrong-folder", (*where, "scheme"), edition.scheme, expected=self.id)
            if str(edition.year) != name:
                reader.report("wrong-file-name", (*where, "year"), edition.year, expected=name)
            _check_indications(self, edition, where, reader)

    def _check_closure(self, path: Path, reader: Reader) -> None:
        """No edition is for a year after the scheme's last."""
        if self.closure is None:
            return
        last = max((edition.year for edition in readable(self.editions, Edition)), default=None)
        if last is not None and self.closure.after_year < last:
            reader.report(
                "closed-before-its-last-edition",
                (*path, "closure", "after_year"),
                self.closure.after_year,
                year=str(last),
            )

    def _check_others(self, path: Path, reader: Reader) -> None:
        """A scheme counts its own years once, and neither follows itself nor is followed by it."""
        lists: dict[Path, object] = {
            ("replaces",): self.replaces,
            ("counts_years_with",): self.counts_years_with,
            ("closure", "replaced_by"): self.closure and self.closure.replaced_by,
        }
        for key, names in lists.items():
            seen = set()
            for index, name in readable_at(names, SchemeId):
                if name == self.id:
                    reader.report("names-itself", (*path, *key, index), name)
                elif name in seen:
                    reader.report("duplicate-id", (*path, *key, index), name)
                seen.add(name)

    def _check_addresses(self, path: Path, reader: Reader) -> None:
        """A former address leads to an edition that there is."""
        for index, address in readable_at(self.former_addresses, str):
            where = (*path, "former_addresses", index)
            if not _FORMER_ADDRESS.fullmatch(address):
                reader.report("not-an-address", where, address)
            elif address.rpartition("/")[2] not in self.editions:
                reader.report(
                    "address-without-edition",
                    where,
                    address,
                    year=address.rpartition("/")[2],
                    expected=", ".join(sorted(self.editions)),
                )

    def _check_questions(self, path: Path, reader: Reader) -> None:
        """A scheme's own questions are named by it, so that two schemes' never collide."""
        for index, question in readable_at(self.questions, Question):
            if question.answer.partition(".")[0] != self.id:
                where = (*path, "questions", index, "answer")
                reader.report("answer-of-another", where, question.answer, expected=self.id)

    def is_over(self, year: int) -> bool:
        """Tell whether a source says that nobody can apply for this calendar year any more."""
        return self.closure is not None and year > self.closure.after_year

    def is_national(self, call: Call) -> bool:
        """Tell whether a call is for the whole country."""
        return is_national(call.authority, self.authorities)

    def is_own(self, call: Call, authority: str | None) -> bool:
        """Tell whether a call is for those who belong to a county governor.

        What an authority announced that is no longer there holds for those of its successor.
        """
        return authority is not None and self._is_today(call.authority, authority)

    def speaks_to(self, statement: LocalStatement, authority: str | None) -> bool | None:
        """Tell whether a statement is for those of a county governor; ``None``: not known."""
        if statement.for_ is None:
            return True
        if authority is None:
            return None
        return any(self._is_today(one, authority) for one in statement.for_)

    def _is_today(self, one: str, other: str) -> bool:
        return one == other or authority_today(one, self.authorities) == authority_today(
            other, self.authorities
        )

    def measure(self, measure_id: str) -> Measure | None:
        """Return the measure as the newest edition that names it has it, or ``None``."""
        named = (edition.measure(measure_id) for edition in self.newest_first)
        return next((measure for measure in named if measure is not None), None)

    @property
    def newest_first(self) -> Sequence[Edition]:
        """The editions, newest first."""
        return sorted(self.editions.values(), key=lambda e: -e.year)


def _check_indications(scheme: Scheme, edition: Edition, path: Path, reader: Reader) -> None:
    """An indication is an earlier edition of the same scheme."""
    earlier = [name for name in scheme.editions if int(name) < edition.year]
    for where, support in supports(edition, path):
        if not isinstance(support, NoStatedSupport) or support.indicative_edition is None:
            continue
        if str(support.indicative_edition) not in earlier:
            reader.report(
                "no-such-edition",
                (*where, "indicative_edition"),
                support.indicative_edition,
                expected=", ".join(earlier),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice a question offers."""

    id: OptionId
    label: Text
    help: Text | None = None


class Section(StrEnum):
    """Where in the form a question stands, in the form's order."""

    APPLICANT = "applicant"
    MEASURE = "measure"
    HISTORY = "history"
    MONEY = "money"
    DATES = "dates"


class Always(StrEnum):
    """What becomes of a question whatever else has been answered."""

    ASKED = "asked"
    """Every check starts from it."""
    SHOWN = "shown"
    """It changes no verdict, so it is never asked for; but it can always be answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsFrom:
    """What an answer is, where others tell, for as long as it is not given.

    Attributes:
        when: the condition on the other answers.
        value: what the answer then is, as one scheme sees it.
        why: what it follows from, in words.
    """

    when: Condition
    value: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A matter that a question is about, and that the sources of an edition may be silent on.

    Attributes:
        heading: what it is called.
        silent: what a page says where they are.
        warning: what who answers yes is told then; ``{edition}`` is the year.
    """

    heading: Text
    silent: Text
    warning: Text

    def validate(self, path: Path, reader: Reader) -> None:
        """The warning fills in the year and nothing else."""
        for language in LANGUAGES:
            said = getattr(self.warning, language, None)
            for name in re.findall(r"\{(.*?)\}", said) if isinstance(said, str) else ():
                if name != "edition":
                    where = (*path, "warning", language)
                    reader.report(
                        "unknown-placeholder", where, name, near="edition", expected="edition"
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What can be answered: of what kind it is, and the words around it.

    Attributes:
        answer: the answer's name; a scheme's own begins with the scheme's id and a dot.
        alias: the name a scheme's own answer had before it was the scheme's own. Situations may
            use either, and results go on using this one.
        kind: what sort of answer it is, a word of :data:`tilskudd_rules.kinds.KINDS`.
        section: where in the form it stands.
        label: the question itself.
        short_label: the answer's name in a summary or a message.
        help: what the reader needs to know to answer.
        options: the choices, where there are any.
        minimum: the smallest number that makes sense.
        maximum: the largest number that makes sense.
        unit: what a number counts.
        changeable: the applicant can choose to answer otherwise; a fact about the past is not.
        always: whether it is asked, or shown, whatever else has been answered.
        asked_through: the question whose answer this one is given with.
        follows: what the answer is where other answers tell.
        after: the question that a scheme's own one stands after; the last one where absent.
        topic: the matter it is about, where every edition's page is to say what is known of it.
    """

    answer: AnswerId
    kind: str
    section: Section
    label: Text
    short_label: Text
    alias: AnswerId | None = None
    help: Text | None = None
    options: tuple[Option, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: Text | None = None
    changeable: bool = False
    always: Always | None = None
    asked_through: AnswerId | None = None
    follows: FollowsFrom | None = None
    after: AnswerId | None = None
    topic: Topic | None = None

    @property
    def name(self) -> str:
        """The answer's name without the scheme's."""
        return self.answer.rpartition(".")[2]

    @property
    def key(self) -> str:
        """What situations and results call the answer."""
        return self.alias or self.answer

    @property
    def names(self) -> tuple[str, ...]:
        """What a situation may call the answer, the key first."""
        return (self.answer,) if self.alias is None else (self.alias, self.answer)

    @property
    def kind_of_answer(self) -> Kind:
        """The kind."""
        return KINDS[self.kind]

    def validate(self, path: Path, reader: Reader) -> None:
        """The kind is one there is, and what is offered to choose from is known."""
        kind = KINDS.get(self.kind)
        if kind is None:
            near = nearest(self.kind, KINDS)
            where, words = (*path, "kind"), ", ".join(KINDS)
            reader.report("not-one-of", where, self.kind, near=near, expected=words)
        else:
            needed = {"options": kind.choices == "options", "minimum": kind.is_bounded}
            needed["maximum"] = kind.is_bounded
            for key, is_needed in needed.items():
                if is_needed and getattr(self, key) in (None, ()):
                    reader.report("missing-key", path, key=key)
        reader.require_unique(self.options, (*path, "options"), "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Statement):
    """What two schemes have to do with each other when the same applicant could have both.

    Attributes:
        schemes: the two schemes.
        when: the condition on the answers, to be met as each of the two sees them; a scheme barred
            to the applicant has no relation.
        prefer: the scheme to go for first, where the sources give a reason.
        from_year: the first calendar year it holds for; every year where absent.
        excludes: the money of the other one is not counted in a total over all schemes.
        text: the relation and its reason, in words.
    """

    id: Identifier
    schemes: tuple[SchemeId, ...]
    when: Condition
    text: Text
    prefer: SchemeId | None = None
    from_year: int | None = None
    excludes: bool = False

    def holds_in(self, year: int) -> bool:
        """Tell whether it holds for a calendar year."""
        return self.from_year is None or year >= self.from_year

    def validate(self, path: Path, reader: Reader) -> None:
        """A relation is between two schemes, and prefers one of them."""
        Statement.validate(self, path, reader)
        named = readable(self.schemes, SchemeId)
        if len(named) != len(self.schemes):
            return
        if len(named) != 2 or len(set(named)) != 2:
            reader.report("not-a-pair", (*path, "schemes"), len(named))
        elif self.prefer is not None and self.prefer not in named:
            reader.report(
                "not-one-of",
                (*path, "prefer"),
                self.prefer,
                expected=", ".join(named),
                near=nearest(self.prefer, named),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything the rules rest on, validated.

    Attributes:
        version: what identifies these rules; part of every result.
        texts: the sentences the evaluator fills in, by id.
    """

    version: str
    texts: dict[str, Text]
    sources: dict[str, Document]
    authorities: dict[str, Authority]
    municipalities: dict[str, Municipality]
    former_municipalities: dict[str, FormerMunicipality]
    questions: tuple[Question, ...]
    relations: tuple[Relation, ...]
    schemes: dict[str, Scheme]
    frame_growth: FrameGrowth


def _check_rounds(edition: Edition, path: Path, reader: Reader) -> None:
    """The calls of one authority are told apart by their rounds."""
    seen = set()
    for index, call in readable_at(edition.calls, Call):
        if (call.authority, call.round) in seen:
            key = "authority" if call.round is None else "round"
            where = (*path, "calls", index, key)
            reader.report("call-twice", where, call.round or call.authority)
        seen.add((call.authority, call.round))


def _check_recurring(edition: Edition, path: Path, reader: Reader) -> None:
    """What comes again comes later, each year once, on a day that there is."""
    found: list[tuple[Path, tuple[Deadline, ...]]] = [(("deadlines",), edition.deadlines)]
    found += [
        (("calls", index, "deadlines"), call.deadlines)
        for index, call in readable_at(edition.calls, Call)
    ]
    for within, deadlines in found:
        for index, deadline in readable_at(deadlines, Deadline):
            before = edition.year
            for number, year in enumerate(deadline.recurs_for):
                where = (*path, *within, index, "recurs_for", number)
                moved = deadline.years_later(year - edition.year).date
                if year <= before:
                    reader.report("recurs-before", where, year, before=str(before))
                elif not _is_in_calendar(moved):
                    reader.report("no-such-day", where, moved)
                before = max(before, year)


def _is_in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day if len(day) == len("YYYY-MM-DD") else f"{day}-01")
    except ValueError:
        return False
    return True


def _check_measures(edition: Edition, path: Path, reader: Reader) -> None:
    """A condition names measures of its own edition; tested only where all could be read."""
    own = {str(measure.id) for measure in readable(edition.measures, Measure)}
    if len(own) != len(edition.measures):
        return
    own.add(OTHER_MEASURE)
    for where, condition in conditions(edition, path):
        for comparison in condition.comparisons():
            if comparison.answer != "measure":
                continue
            named = comparison.value
            for word in [named] if isinstance(named, str) else named:
                if word not in own:
                    reader.report(
                        "measure-not-in-edition",
                        where,
                        word,
                        expected=", ".join(sorted(own)),
                        near=nearest(word, own),
                    )


def supports(edition: Edition, path: Path = ()) -> list[tuple[Path, Support | None]]:
    """Return what each measure gives, and last what the edition gives the others, with its path.

    >>> [path for path, _ in supports(edition)][-1]
    ('support',)
    """
    # One that could not be read gives nothing.
    given = [getattr(measure, "support", None) for measure in edition.measures]
    own = [((*path, "measures", index, "support"), support) for index, support in enumerate(given)]
    return [*own, ((*path, "support"), edition.support)]


def conditions(edition: Edition, path: Path = ()) -> list[tuple[Path, Condition]]:
    """Return every condition of the edition with its path, criteria first.

    >>> [path for path, _ in conditions(edition)]
    [('criteria', 0, 'when'), ('criteria', 1, 'when')]
    """
    found: list[tuple[Path, Condition]] = []
    parts: list[tuple[str, object]] = [
        ("criteria", edition.criteria),
        ("evidence", edition.evidence),
    ]
    for key, items in parts:
        for index, item in enumerate(items if isinstance(items, tuple) else ()):
            condition = getattr(item, "when", None)
            if isinstance(condition, Condition):
                found.append(((*path, key, index, "when"), condition))
    return found
