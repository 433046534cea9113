"""A release of the site: what it is called, when it was made, and which earlier ones it withdraws.

A release is named by what it holds. Its pages carry the name, so they are named after they are
written: what stands in for the name is replaced once it is known. When a release was made is the
time of the last change in its sources (``SOURCE_DATE_EPOCH``, which ``make`` sets), else now; so
releases have an order, which names alone would not give them.

``release.json`` lies at the site's root and is always asked for anew. **Pages that were published
long ago read it**, so its keys stay what they are:

    release    the name
    made       when it was made, in UTC: moments in order are texts in order
    withdrawn  what it withdraws: the day (on), all that was made before a moment (before, or null),
               releases by name (releases), and what was wrong in each language form (text)
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from tilskudd_build.assets.content_hash import hash_of
from tilskudd_build.files.diagnostics import Diagnostics
from tilskudd_build.files.norwegian_time import in_norway
from tilskudd_build.pages.formatting import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tilskudd_build.files.loader import Positions
    from tilskudd_build.files.withdrawals import Withdrawal

FILE: Final = "release.json"
NAME_TO_COME: Final = "name-of-this-release"
MADE_TO_COME: Final = "moment-of-this-release"
MADE_IN_WORDS_TO_COME: Final = "moment-in-words-of-this-release"
"""What stands in pages until they are finished. The time stands in for itself, too, so that the
name is that of the content alone: whoever builds the same sources again gets the same name."""

_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
_EPOCH: Final = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Release:
    """A release.

    Attributes:
        name: as :class:`tilskudd_build.files.withdrawals.ReleaseName` has it.
        made: when it was made.
    """

    name: str
    made: datetime


def made_now() -> datetime:
    """Return when what is built now was made. The one place of a build that looks at the clock."""
    stated = os.environ.get(_EPOCH, "")
    return datetime.fromtimestamp(int(stated) if stated.isdecimal() else int(time.time()), UTC)


def made_in_words(made: datetime, words: Mapping[str, Any]) -> str:
    """Write the moment as clocks in Norway show it, in the words of ``words.yaml``."""
    shown = in_norway(made)
    day = date_in_words(shown.date().isoformat(), words)
    return str(words["dates"]["moment"]).format(day=day, time=shown.strftime("%H.%M"))


def withdrawn_itself(
    release: Release, withdrawals: Sequence[Withdrawal], positions: Positions
) -> Diagnostics:
    """Return the withdrawals that would withdraw the very release they come with."""
    diagnostics = Diagnostics()
    for index, withdrawal in enumerate(withdrawals):
        if withdrawal.is_of(release.name, release.made):
            is_named = release.name in (withdrawal.releases or ())
            place = positions.find(("releases", index, "releases" if is_named else "before"))
            shown = f"{in_norway(release.made):%Y-%m-%d %H:%M}"
            diagnostics.report("withdraws-itself", place, made=shown)
    return diagnostics


def finish_pages(
    site: Path, files: Iterable[Path], made: datetime, words: Mapping[str, Any]
) -> Release:
    """Name the release, and put its name and its time into its pages.

    Args:
        site: the site, with all that the release is but what is written from its name.
        files: those of its files that make the release.
        made: when it was made.
        words: those of ``words.yaml``.
    """
    listed = [f"{file.relative_to(site).as_posix()} {hash_of(file)}\n" for file in sorted(files)]
    digest = hashlib.sha256("".join(listed).encode()).hexdigest()
    name = "-".join(digest[at : at + 4] for at in (0, 4, 8))
    values = {
        NAME_TO_COME: name,
        MADE_TO_COME: made.strftime(_MOMENT),
        MADE_IN_WORDS_TO_COME: made_in_words(made, words),
    }
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for stands_in, value in values.items():
            text = text.replace(stands_in, value)
        page.write_text(text, encoding="utf-8")
    return Release(name, made)


def write_release(site: Path, release: Release, withdrawals: Iterable[Withdrawal]) -> None:
    """Write what every page asks for anew."""
    told = {
        "release": release.name,
        "made": release.made.strftime(_MOMENT),
        "withdrawn": [_told(one) for one in withdrawals],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (site / FILE).write_text(f"{text}\n", encoding="utf-8")


def _told(withdrawal: Withdrawal) -> Mapping[str, object]:
    before = withdrawal.before
    text = withdrawal.text
    return {
        "on": withdrawal.withdrawn_on,
        "before": None if before is None else before.in_utc.strftime(_MOMENT),
        "releases": list(withdrawal.releases or ()),
        "text": {"nb": text.nb} | ({} if text.nn is None else {"nn": text.nn}),
    }


def read_told(site: Path) -> Any:  # noqa: ANN401 - JSON
    """Return what a built site says of itself as a release; ``None`` where it is none."""
    try:
        return json.loads((site / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def read_release(site: Path) -> Release | None:
    """Return the release that a built site is; ``None`` where it is none."""
    told = read_told(site)
    try:
        made = datetime.strptime(told["made"], _MOMENT).replace(tzinfo=UTC)
        return Release(str(told["release"]), made)
    except (ValueError, KeyError, TypeError):
        return None
