"""What differs between two editions or two folders, as lines for a terminal.

The differences and their words are those of ``/endringer/`` (:mod:`tilskudd_build.pages.changes`),
and below them whatever else a reader would see (:mod:`tilskudd_build.pages.particulars`). Here they
are laid out as plain text, and the worked cases are checked on both sides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.files.messages import format_message
from tilskudd_build.pages import particulars
from tilskudd_build.pages.changes import Change, compare
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words
from tilskudd_rules.api import Checker
from tilskudd_rules.statements import LANGUAGES
from tilskudd_rules.wording import kroner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tilskudd_build.files.cases import Case, CaseKey
    from tilskudd_build.files.loader import Loaded
    from tilskudd_build.pages.changes import Side
    from tilskudd_build.pages.particulars import Particulars
    from tilskudd_rules.model import Catalogue, Edition, Scheme

_LANGUAGE: Final = LANGUAGES[0]
_DATES: Final = ("as_of", "submitted_on")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a case comes to, for one scheme."""

    summary: str
    years: Mapping[str, str]
    criteria: Mapping[str, str]


def edition_lines(data: Loaded, scheme: Scheme, old: Edition, new: Edition) -> list[str]:
    """Return what differs between two editions of a scheme; nothing where they say the same."""
    return list(_edition(data.catalogue, scheme, old, new))


def folder_lines(old: Loaded, new: Loaded) -> list[str]:
    """Return what differs between two folders, edition by edition.

    An edition that is new is compared with the one before it, as on the site.
    """
    # What is named in the old one only has a name all the same.
    both = replace(
        new.catalogue,
        authorities={**old.catalogue.authorities, **new.catalogue.authorities},
        texts={**old.catalogue.texts, **new.catalogue.texts},
        schemes={**old.catalogue.schemes, **new.catalogue.schemes},
    )
    found: list[str] = []
    for name in {**old.catalogue.schemes, **new.catalogue.schemes}:
        before, after = (data.catalogue.schemes.get(name) for data in (old, new))
        found += _scheme(both, before, after)
    return [*found, *_relations(both, old.catalogue, new.catalogue)]


def _relations(both: Catalogue, old: Catalogue, new: Catalogue) -> Iterator[str]:
    formatter = Formatter(words(_LANGUAGE), both, _LANGUAGE)
    sides = [particulars.of_relations(one.relations, both, formatter) for one in (old, new)]
    found = list(_particulars(*sides))
    if found:
        yield format_message("diff-heading-relations")
        yield from found


def _scheme(both: Catalogue, before: Scheme | None, after: Scheme | None) -> Iterator[str]:
    olds = {} if before is None else before.editions
    news = {} if after is None else after.editions
    if before is not None and after is not None:
        yield from _scheme_file(both, before, after)
    for year in sorted({*olds, *news}, reverse=True):
        old, new = olds.get(year), news.get(year)
        if after is not None and old is not None and new is not None:
            yield from _edition(both, after, old, new)
        elif after is not None and new is not None:
            yield format_message("diff-new-edition", name=after.short_name.nb, year=year)
            earlier = [edition for edition in after.newest_first if edition.year < new.year]
            if earlier:
                yield from _edition(both, after, earlier[0], new)
        elif before is not None:
            yield format_message("diff-no-longer", name=before.short_name.nb, year=year)


def _scheme_file(both: Catalogue, before: Scheme, after: Scheme) -> Iterator[str]:
    formatter = Formatter(words(_LANGUAGE), both, _LANGUAGE)
    sides = [particulars.of_scheme(one, both, formatter) for one in (before, after)]
    sure = [particulars.certainties(one, formatter) for one in (before, after)]
    found = [*_particulars(*sides), *_changed(*sure)]
    if found:
        yield format_message("diff-heading-scheme", name=after.short_name.nb)
        yield from found


def _edition(catalogue: Catalogue, scheme: Scheme, old: Edition, new: Edition) -> Iterator[str]:
    formatter = Formatter(words(_LANGUAGE), catalogue, _LANGUAGE)
    found = list(_compared(compare(scheme, old, new, formatter)))
    rest = list(_rest(catalogue, old, new, formatter))
    if rest:
        found += [format_message("diff-section", section=format_message("diff-rest")), *rest]
    if found:
        said_of = "diff-heading-same" if old.year == new.year else "diff-heading"
        yield format_message(said_of, name=scheme.short_name.nb, old=old.year, new=new.year)
        yield from found


def _compared(changes: Iterable[Change]) -> Iterator[str]:
    said = words(_LANGUAGE)["changes"]
    section = None
    for change in changes:
        if change.section != section:
            section = change.section
            yield format_message("diff-section", section=said["sections"][section])
        yield from _change(change, said)


def _rest(catalogue: Catalogue, old: Edition, new: Edition, formatter: Formatter) -> Iterator[str]:
    yield from _particulars(
        particulars.of_edition(old, new, catalogue, formatter),
        particulars.of_edition(new, old, catalogue, formatter),
    )
    yield from _changed(*(particulars.certainties(one, formatter) for one in (old, new)))


def _particulars(before: Particulars, after: Particulars) -> Iterator[str]:
    """Yield what is new, gone or told otherwise, in the order of the files."""
    said = words(_LANGUAGE)["changes"]
    for what in {**before, **after}:
        if what not in after:
            yield from _told(said["removed"], what, before[what], [said["nothing"]])
        elif what not in before:
            yield from _told(said["added"], what, [said["nothing"]], after[what])
    yield from _changed(before, after)


def _changed(before: Particulars, after: Particulars) -> Iterator[str]:
    """Yield what both tell, and tell otherwise."""
    kind = words(_LANGUAGE)["changes"]["changed"]
    for what, said in before.items():
        if what in after and list(said) != list(after[what]):
            yield from _told(kind, what, said, after[what])


def _told(kind: str, what: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    yield format_message("diff-change", kind=kind, what=what)
    for name, side in (("diff-before", before), ("diff-after", after)):
        for one in side:
            yield format_message(name, words=one)


def _change(change: Change, said: Mapping[str, Any]) -> Iterator[str]:
    kind = said[change.kind.value]
    alone = "diff-change" if change.what else "diff-change-alone"
    yield format_message(alone, kind=kind, what=change.what)
    for name, side in (("diff-before", change.before), ("diff-after", change.after)):
        for one in _side(side, said):
            yield format_message(name, words=one)


def _side(side: Side, said: Mapping[str, Any]) -> Sequence[str]:
    if side is None:
        return [said["nothing"]]
    return [one.words for one in side] or [said["not_stated"]]


# The worked cases ------------------------------------------------------------------------------


def case_lines(
    old: Loaded,
    new: Loaded,
    cases: Mapping[CaseKey, Sequence[Case]],
    *,
    only: tuple[str, int] | None = None,
    year: int | None = None,
) -> list[str]:
    """Return the worked cases whose outcome differs, and how.

    Args:
        old: where each case is checked first.
        new: where it is checked then.
        cases: the cases by scheme and year.
        only: the scheme and year whose cases are checked; all where it is ``None``.
        year: the year that the cases are moved to when they are checked the second time.
    """
    checkers = [Checker(json.dumps(data.data)) for data in (old, new)]
    lines: list[str] = []
    number = changed = 0
    for (scheme, case_year), listed in cases.items():
        if only is not None and (scheme, case_year) != only:
            continue
        for case in listed:
            if year is not None and case.situation.get("year") != case_year:
                continue  # it is about another year than its edition's
            number += 1
            situations = [case.situation, _moved(case.situation, year)]
            before, after = (
                _outcome(checker.check(json.dumps(situation)), scheme)
                for checker, situation in zip(checkers, situations, strict=True)
            )
            found = list(_outcome_lines(before, after))
            if found:
                changed += 1
                title = format_message(
                    "diff-case", scheme=scheme, year=case_year, title=case.title.nb
                )
                lines += [title, *found]
    return [format_message("diff-cases-heading", count=changed, all=number), *lines]


def _moved(situation: Mapping[str, Any], year: int | None) -> Mapping[str, Any]:
    """Return a situation a number of years later, its dates too."""
    if year is None or not isinstance(situation.get("year"), int):
        return situation
    gap = year - situation["year"]
    dates = {
        name: f"{int(situation[name][:4]) + gap}{situation[name][4:]}"
        for name in _DATES
        if name in situation
    }
    return {**situation, "year": year, **dates}


def _outcome(result_json: str, scheme: str) -> _Outcome:
    result = json.loads(result_json)
    if "problems" in result:
        return _Outcome(format_message("diff-refused"), {}, {})
    found = next((one for one in result["schemes"] if one["scheme"] == scheme), None)
    if found is None:
        outside = (one for one in result["outside"] if one["scheme"] == scheme)
        standing = next((one["standing"] for one in outside), "no_scheme")
        return _Outcome(format_message(f"diff-standing-{standing}"), {}, {})
    amount = found["amount"]
    status = format_message(f"diff-status-{amount['status']}")
    if amount["total"] is not None:
        status = format_message("diff-amount", status=status, total=kroner(amount["total"]))
    said = "diff-outcome" if found["priority"] is None else "diff-outcome-priority"
    eligibility = words(_LANGUAGE)["examples"][found["eligibility"]]
    return _Outcome(
        format_message(
            said,
            standing=format_message(f"diff-standing-{found['standing']}"),
            eligibility=eligibility[0].lower() + eligibility[1:],
            amount=status,
            priority=found["priority"],
        ),
        {str(one["grant_year"]): _kroner(one["amount"]) for one in amount["years"]},
        {one["id"]: format_message(f"diff-{one['status']}") for one in found["criteria"]},
    )


def _kroner(amount: int | None) -> str:
    return format_message("diff-unknown-amount") if amount is None else kroner(amount)


def _outcome_lines(before: _Outcome, after: _Outcome) -> Iterator[str]:
    if before.summary != after.summary:
        yield format_message("diff-before", words=before.summary)
        yield format_message("diff-after", words=after.summary)
    for name, old, new in _differing(before.years, after.years):
        yield format_message("diff-year", year=name, before=old, after=new)
    for name, old, new in _differing(before.criteria, after.criteria):
        yield format_message("diff-criterion", id=name, before=old, after=new)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Yield what both have and differs; what is new or gone is told of the editions themselves."""
    for name, before in old.items():
        after = new.get(name, before)
        if before != after:
            yield name, before, after
