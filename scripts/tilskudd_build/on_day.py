"""What the pages carry so that they can say, on the day they are read, how things stand.

Nothing here knows the day. A deadline and an edition become plain data beside their words; on the
page ``checker/web/standing.mjs`` compares them with today's date, by the same rules as
:mod:`tilskudd_build.freshness`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tilskudd_build.views import active_first, application_deadlines, newest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tilskudd_rules.model import Catalogue, Deadline, Edition, Scheme


_as_json: Final = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Round:
    """An application deadline with everyone who shares it.

    Attributes:
        authorities: whose calls have it; ``None`` where a source names nobody.
    """

    scheme: Scheme
    edition: Edition
    deadline: Deadline
    authorities: Sequence[str | None]


def rounds(catalogue: Catalogue) -> Sequence[Round]:
    """Return the application deadlines of every scheme's newest edition, the earliest first."""
    found: dict[tuple[str, str, str | None, str], list[tuple[Deadline, str | None]]] = {}
    active, _ = active_first(catalogue)
    for scheme in active:
        for dated in application_deadlines(scheme, newest(scheme)):
            deadline = dated.deadline
            key = (deadline.date, scheme.id, deadline.opens, deadline.certainty.value)
            found.setdefault(key, []).append((deadline, dated.authority))
    by_date = sorted(found.items(), key=lambda item: item[0][:2])
    return [
        Round(
            catalogue.schemes[name],
            newest(catalogue.schemes[name]),
            shared[0][0],
            [authority for _, authority in shared],
        )
        for (_, name, _, _), shared in by_date
    ]


def usual_months(catalogue: Catalogue) -> Sequence[int]:
    """Return the months the application deadlines of today's schemes have been in, January 1."""
    active, _ = active_first(catalogue)
    return sorted(
        {
            int(dated.deadline.date[5:7])
            for scheme in active
            for edition in scheme.editions.values()
            for dated in application_deadlines(scheme, edition)
        }
    )


def due_data(deadline: Deadline) -> str:
    """Return a deadline as the JSON that stands beside it on a page."""
    return _as_json(_due(deadline))


def edition_data(scheme: Scheme, edition: Edition) -> str:
    """Return the dates of a scheme's newest edition as JSON."""
    return _as_json(
        {
            "year": edition.year,
            "review_by": str(edition.review_by),
            "deadlines": [_due(one.deadline) for one in application_deadlines(scheme, edition)],
        }
    )


def _due(deadline: Deadline) -> Mapping[str, object]:
    return {
        "kind": deadline.kind.value,
        "date": str(deadline.date),
        "opens": None if deadline.opens is None else str(deadline.opens),
        "certainty": deadline.certainty.value,
    }
