"""Laws about whether there is anything to apply for, how that is told, and schemes that are over.

What a standing ought to be is worked out here from the dates alone: the rules' own way to it is
what is on trial.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from tilskudd_build.verify.cases import Finding
from tilskudd_build.verify.days import around, dates_of, first_day, in_year, last_day
from tilskudd_build.verify.subjects import given, national_senders, own_senders
from tilskudd_rules import questions as questions_
from tilskudd_rules import standing as standing_
from tilskudd_rules.calls import DeadlineKind
from tilskudd_rules.editions import choose_edition
from tilskudd_rules.model import Always
from tilskudd_rules.schema import DayOrMonth
from tilskudd_rules.standing import Standing
from tilskudd_rules.statements import LANGUAGES, Certainty
from tilskudd_rules.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tilskudd_build.verify.cases import Cases
    from tilskudd_build.verify.subjects import Subject, Values
    from tilskudd_build.verify.world import World
    from tilskudd_rules.calls import Deadline
    from tilskudd_rules.check import SchemeCheck
    from tilskudd_rules.model import Closure, Edition, Scheme
    from tilskudd_rules.problems import Path as DataPath
    from tilskudd_rules.result import Evaluation

_SAID: Final[Mapping[str, frozenset[str]]] = {
    "not_announced": frozenset(
        {
            "standing.assumed",
            "standing.no-deadline",
            "standing.not-announced",
            "standing.which-authority",
        }
    ),
    "opens_later": frozenset({"standing.opens-later"}),
    "announced": frozenset({"standing.announced"}),
    "open": frozenset({"standing.open"}),
    "closed": frozenset({"standing.closed"}),
}
"""The sentences that tell each standing of a year that has rules of its own."""
_DAY_AND_TIME: Final = "deadline.at-time"
"""How a date with a time is written; a part of a sentence."""
_MET: Final = {
    "eligible": "verdict.eligible",
    "not_eligible": "verdict.not-eligible",
    "unknown": "verdict.unknown",
    "assessment": "verdict.assessment",
}


def standing_follows_dates(world: World) -> Cases:
    """A scheme stands as the dates of the year's own call say, and is open only where they do.

    Green is a call of one's own county governor, or of the country's, that is announced, not over,
    and known to be open already.
    """
    for stand in _stands(world):
        for day in (None, *stand.days):
            expected, told = stand.expected(day), stand.told(day)
            if told is expected:
                yield None
            else:
                says = "open" if told is Standing.OPEN else ""
                yield stand.finding(day, says=says, told=told, expected=expected)


def standing_periods_agree(world: World) -> Cases:
    """The periods of a standing follow one another without a gap, and tell what the day tells.

    None is empty: no two of them begin on one day.
    """
    for stand in _stands(world):
        found = choose_edition(stand.scheme, stand.year)
        periods = standing_.standing_periods(found, stand.authority)
        starts = [start for start, _ in periods]
        if starts[0] or starts != sorted(set(starts)):
            yield stand.finding(None, says="order")
            continue
        yield None
        for day in stand.days:
            period = [standing for start, standing in periods if start <= day][-1]
            fine = period is standing_.standing_on(periods, day) is stand.told(day)
            yield None if fine else stand.finding(day, says="day")


@dataclass(frozen=True, slots=True)
class _Stand:
    """A scheme in one year, as the applicants of one county governor meet it.

    Attributes:
        days: the days to hold it to.
        imagined: the calls made up for it, if they are.
    """

    scheme: Scheme
    year: int
    authority: str | None
    days: Sequence[str]
    imagined: str = ""

    def told(self, day: str | None) -> Standing:
        """Return how it stands by the rules."""
        return standing_.scheme_standing(self.scheme, self.year, self.authority, day)

    def expected(self, day: str | None) -> Standing:
        """Return how it ought to stand, by the table of the design."""
        closure = self.scheme.closure
        if closure is not None and self.year > closure.after_year:
            return Standing.ENDED
        edition = self.scheme.editions.get(str(self.year))
        if edition is None:
            found = _by_dates(_coming_again(self.scheme, self.year, self.authority), day)
            return Standing.UNKNOWN_YEAR if found is Standing.NOT_ANNOUNCED else found
        own = _announced(edition, own_senders(self.scheme, self.authority))
        return _by_dates(own or _announced(edition, national_senders(self.scheme)), day)

    def finding(self, day: str | None, *, says: str, **values: object) -> Finding:
        """Return what to say where a law does not hold on a day."""
        situation = given({"year": self.year, "authority": self.authority, "as_of": day})
        return Finding(
            at=_path_of(self.scheme, self.year),
            says=says,
            values={"edition": f"{self.scheme.id} {self.year}", "day": day or "–", **values},
            situation=None if self.imagined else situation,
            imagined=self.imagined,
        )


def _stands(world: World) -> Iterator[_Stand]:
    """Yield each scheme in each year with each authority."""
    authorities = (None, *world.authorities)
    for scheme in world.catalogue.schemes.values():
        days = around(day for edition in scheme.editions.values() for day in dates_of(edition))
        for year, authority in product(world.years, authorities):
            yield _Stand(scheme, year, authority, days or [f"{year}-01-01"])
    for subject, authority in world.imagined_applicants:
        days = around(dates_of(subject.edition))
        yield _Stand(subject.scheme, subject.year, authority, days, subject.imagined)


def _path_of(scheme: Scheme, year: int) -> DataPath:
    """Return the place of the year's edition, or of the scheme where there is none."""
    if str(year) in scheme.editions:
        return ("schemes", str(scheme.id), "editions", str(year))
    return ("schemes", str(scheme.id))


def _announced(edition: Edition, senders: set[str]) -> list[tuple[Deadline, str | None]]:
    """Return the announced rounds of some senders, each with the day its call was published."""
    return [
        (deadline, call.announced_on)
        for call in edition.calls
        for deadline in call.deadlines
        if call.authority in senders
        and deadline.kind is DeadlineKind.APPLICATION
        and deadline.certainty is Certainty.ANNOUNCED
        and not deadline.earlier_round
    ]


def _coming_again(
    scheme: Scheme, year: int, authority: str | None
) -> list[tuple[Deadline, str | None]]:
    """Return the announced rounds that the newest edition before a year says come again in it."""
    before = [one for one in scheme.editions.values() if one.year < year]
    if not before:
        return []
    edition = max(before, key=lambda one: one.year)
    own = _announced(edition, own_senders(scheme, authority))
    national = _announced(edition, national_senders(scheme))
    for rounds in (own, national):
        again = [one for one, _ in rounds if year in one.recurs_for]
        if again:
            years = year - edition.year
            moved = [
                replace(
                    one,
                    date=DayOrMonth(in_year(one.date, years)),
                    opens=one.opens and DayOrMonth(in_year(one.opens, years)),
                )
                for one in again
            ]
            return [(one, None) for one in moved]
    return []


def _by_dates(rounds: Sequence[tuple[Deadline, str | None]], day: str | None) -> Standing:
    if not rounds:
        return Standing.NOT_ANNOUNCED
    if day is None:
        return Standing.ANNOUNCED
    ahead = [one for one in rounds if last_day(one[0].date) >= day]
    if not ahead:
        return Standing.CLOSED
    deadline, announced_on = min(ahead, key=lambda one: last_day(one[0].date))
    # Of a month all that is certain is that it has begun, and that it is over.
    if deadline.opens is not None and day < first_day(deadline.opens):
        return Standing.OPENS_LATER
    began = deadline.opens or announced_on
    is_open = began is not None and (day > last_day(began) or day == began)
    return Standing.OPEN if is_open else Standing.ANNOUNCED


def verdict_tells_standing(world: World) -> Cases:
    """A verdict says first how the scheme stands, and then whether the rules are met.

    Where the year has no rules of its own, that is what it says first.
    """
    verdicts = Verdicts(world.catalogue, world.wording)
    for subject, check in _checks(world):
        fine = _tells_standing(world, check, verdicts.verdict(check))
        yield None if fine else _of_check(subject, check)
    for shown in world.gallery:
        check, result = shown.check, shown.result
        fine = result["standing"] == _told_of(check).value
        fine = fine and _tells_standing(world, check, result["verdict"])
        yield None if fine else _of_check(shown.subject, check)
    for year in world.years:
        yield from _before_any_edition(world, year)


def _checks(world: World) -> Iterator[tuple[Subject, SchemeCheck]]:
    """Yield each verdict on each edition, on the days around its dates and in later years."""
    for subject, authority in world.callers:
        days = (None, *around(dates_of(subject.edition)))
        later = [year for year in world.years if year > subject.year and subject.holds_in(year)]
        times = [{"as_of": day} for day in days] + [{"year": year} for year in later]
        for values in {cell.verdict: cell.values for cell in subject.verdicts}.values():
            for time in times:
                answers = given({**values, "authority": authority, **time})
                yield subject, subject.check(answers)
    imagination = world.imagination
    for subject, authority in product(imagination.one_round(), imagination.authorities):
        for day in (None, *around(dates_of(subject.edition))):
            yield subject, subject.check(given({"authority": authority, "as_of": day}))


def _told_of(check: SchemeCheck) -> Standing:
    chosen, answers = check.chosen, check.answers
    return standing_.scheme_standing(
        chosen.scheme, chosen.year, answers.get("authority"), answers.get("as_of")
    )


def _tells_standing(world: World, check: SchemeCheck, verdict: str) -> bool:
    """Tell whether the sentences of a verdict are the right ones, in the right order."""
    scheme, year = check.chosen.scheme, check.chosen.year
    told = _told_of(check)
    if told is Standing.UNKNOWN_YEAR:
        # A source that tells of a later year, or of the last one, knows that there is a scheme.
        known = scheme.closure is not None or any(int(one) > year for one in scheme.editions)
        allowed = frozenset({"standing.no-rules" if known else "standing.unknown-year"})
    else:
        allowed = _SAID[told]
    marks = world.marks.in_order(verdict)
    said = [path[1] for path in marks if path[0] == "texts" and path[1] != _DAY_AND_TIME]
    return len(said) == len(("standing", "met")) and (
        said[0] in allowed and said[1] == _MET[check.eligibility] and str(year) in verdict
    )


def _of_check(subject: Subject, check: SchemeCheck) -> Finding:
    year = check.chosen.year
    return Finding(
        at=subject.path,
        values={"edition": f"{subject.scheme.id} {year}"},
        situation=None if subject.imagined else subject.situation({**check.answers, "year": year}),
        imagined=subject.imagined,
    )


def _before_any_edition(world: World, year: int) -> Cases:
    """Where nothing is known of a scheme so early, that is said of it."""
    for entry in world.evaluate({"year": year})["outside"]:
        if entry["reason"] == "ended":
            continue
        said = world.marks.in_order(entry["message"])
        fine = said[:1] == [("texts", "outside.no-edition")] and str(year) in entry["message"]
        if fine and entry["standing"] == Standing.UNKNOWN_YEAR.value:
            yield None
        else:
            yield Finding(
                at=("schemes", entry["scheme"]),
                values={"edition": entry["scheme"]},
                situation={"year": year},
            )


def ended_stays_out(world: World) -> Cases:
    """A scheme that is over is told of as that, and is in no result, sum, relation or question."""
    for name, scheme in world.catalogue.schemes.items():
        if scheme.closure is None:
            continue
        over = [year for year in world.years if year > scheme.closure.after_year]
        for year in over:
            situations: list[Values] = [{"year": year}]
            if year in (over[0], over[-1]):
                situations += _asking_for(world, name, year)
            for situation in situations:
                says = _is_in(world, name, scheme.closure, situation)
                values = {"scheme": name, "year": year}
                at = ("schemes", name)
                yield (
                    Finding(at=at, says=says, values=values, situation=situation) if says else None
                )


def _asking_for(world: World, ended: str, year: int) -> Iterator[Values]:
    """Yield situations that ask for a scheme that is over, and for another one besides."""
    former = [values for s in world.subjects if s.scheme.id == ended for values in world.bases(s)]
    for subject in world.subjects:
        if subject.scheme.id == ended or not subject.holds_in(year):
            continue
        for values in world.bases(subject):
            for asked in former:
                merged = {**asked, **values, "year": year}
                merged |= {
                    one.key: [ended] for one in world.catalogue.questions if one.kind == "schemes"
                }
                if "measure" not in values:
                    # Named for all schemes it stays on offer, as one the rules of the year lack.
                    merged.pop("measure", None)
                merged["grant_years_received"] = {ended: 1, str(subject.scheme.id): 0}
                if "measure" in asked:
                    merged["measures"] = {ended: asked["measure"]}
                yield merged


def _is_in(world: World, ended: str, closure: Closure, situation: Values) -> str:
    """Return where a scheme that is over is in a result all the same; empty where it is not."""
    result = world.evaluate(situation)
    across = result["across"]
    if ended in {one["scheme"] for one in result["schemes"]}:
        return "schemes"
    told = [one for one in result["outside"] if one["scheme"] == ended]
    source = [one["source"] for one in told]
    said = [world.marks.in_order(one["message"])[:1] for one in told]
    if (
        [one["standing"] for one in told] != [Standing.ENDED]
        or said != [[("schemes", ended, "scheme", "closure", "text")]]
        or [one and one["document"] for one in source] != [closure.source.document]
    ):
        return "untold"
    related = {name for conflict in across["conflicts"] for name in conflict["schemes"]}
    if ended in related.union(across["counted"], across["without_amount"]):
        return "across"
    return "question" if _is_asked_about(world, ended, situation, result) else ""


def _is_asked_about(world: World, ended: str, situation: Values, result: Evaluation) -> bool:
    """Tell whether a question is asked, or a measure offered, that only this scheme could want."""
    asked = questions_.relevant_questions(world.catalogue, world.read(situation), LANGUAGES[0])
    always = {one.key for one in world.catalogue.questions if one.always is Always.ASKED}
    waited_for = always.union(*(one["missing"] for one in result["schemes"]))
    open_now = {one["answer"] for one in asked["questions"] if not one["answered"]}
    groups = [o.get("group", "") for one in asked["questions"] for o in one.get("options", ())]
    offered = world.marks.found_in("".join(groups))
    return not open_now <= waited_for or ("schemes", ended, "scheme", "short_name") in offered
