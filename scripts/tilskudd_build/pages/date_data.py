"""What the pages carry so that they can say, on the day they are read, how things stand.

Nothing here knows the day. What the rules say of every day becomes plain data beside the words; on
the page ``checker/web/site/deadline-status.mjs`` picks what is true today, and decides nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_build.pages.standings import (
    by_year,
    known_until,
    last_month,
    months,
    periods_of_call,
    periods_of_deadline,
)
from tilskudd_build.pages.views import (
    DatedCall,
    active_first,
    application_deadlines,
    newest,
)
from tilskudd_rules.calls import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tilskudd_build.pages.formatting import Formatter
    from tilskudd_build.pages.standings import Group
    from tilskudd_rules.model import Catalogue, Edition, Scheme


_as_json: Final = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Round:
    """An application deadline with everyone who shares it.

    Attributes:
        dated: the deadline, as one of them has it.
        authorities: whose calls have it; ``None`` where a source names nobody.
    """

    dated: DatedCall
    authorities: Sequence[str | None]


def rounds(catalogue: Catalogue) -> Sequence[Round]:
    """Return the application deadlines of every scheme's newest edition, the earliest first."""
    found: dict[tuple[str, str, str | None, str], list[DatedCall]] = {}
    active, _ = active_first(catalogue)
    for scheme in active:
        for dated in application_deadlines(scheme, newest(scheme)):
            key = (dated.deadline.date, scheme.id, dated.deadline.opens, due_data(dated))
            found.setdefault(key, []).append(dated)
    by_date = sorted(
        found.values(), key=lambda shared: (shared[0].deadline.date, shared[0].scheme.id)
    )
    return [Round(shared[0], [one.authority for one in shared]) for shared in by_date]


def usual_months(catalogue: Catalogue) -> Sequence[int]:
    """Return the months the application deadlines of today's schemes have been in, January 1."""
    active, _ = active_first(catalogue)
    return sorted({month for scheme in active for month in months(scheme)})


def scheme_data(catalogue: Catalogue, scheme: Scheme, formatter: Formatter) -> str:
    """Return how a scheme stands in every year as JSON, and when it was to be reviewed."""
    known = known_until(scheme)
    return _as_json(
        {
            "years": [
                [year, [_group(group, formatter) for group in groups], int(year <= known)]
                for year, groups in by_year(catalogue, scheme).items()
            ],
            "last_month": last_month(scheme),
            "review_by": str(newest(scheme).review_by),
        }
    )


def call_data(scheme: Scheme, edition: Edition, authority: str | None) -> str:
    """Return how an edition stands for those of one county governor, or for all, as JSON."""
    return _as_json(periods_of_call(scheme, edition, authority))


def due_data(dated: DatedCall) -> str:
    """Return a deadline as the JSON that stands beside it on a page.

    An application deadline of a call has the periods that the rules give it. A date that nobody
    named has announced, or of an earlier round, says nothing of whether anything can be applied
    for.
    """
    deadline = dated.deadline
    data: dict[str, object] = {"kind": deadline.kind.value, "date": str(deadline.date)}
    if deadline.kind is DeadlineKind.APPLICATION and not deadline.earlier_round:
        data["sender"] = dated.call is not None
        if dated.call is not None:
            data["periods"] = periods_of_deadline(dated.scheme, dated.edition, deadline, dated.call)
    return _as_json(data)


def _group(group: Group, formatter: Formatter) -> object:
    return [[formatter.authority(one) for one in group.authorities], group.periods]
