"""What Python writes and the browser's scripts read, or both work out, is the same to both."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from tests.rules.building import CATALOGUE
from tests.web.node import in_node

from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.pages import date_data, standings, views
from tilskudd_build.pages.formatting import Formatter, date_in_words
from tilskudd_build.pages.words import words
from tilskudd_build.review import freshness
from tilskudd_build.site.release import Release, write_release
from tilskudd_rules.kinds import KINDS
from tilskudd_rules.schema import Day
from tilskudd_rules.standing import scheme_standing
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from pathlib import Path

NORWAY: Final = ZoneInfo("Europe/Oslo")
WORDS: Final = words("nb")


def test_the_form_knows_every_kind_of_answer_and_no_other() -> None:
    kinds = in_node(
        "return [...(await import('./checker/questions/index.mjs')).KINDS.keys()];", None
    )
    assert sorted(kinds) == sorted(KINDS)


def test_the_same_releases_are_withdrawn_by_what_the_build_writes(tmp_path: Path) -> None:
    withdrawals = [
        Withdrawal(
            withdrawn_on=Day("2026-02-20"),
            before=Moment("2026-01-10 11:00"),
            text=Text(nb="Feil frist.", nn="Feil frist på nynorsk."),
        ),
        Withdrawal(
            withdrawn_on=Day("2026-02-21"),
            releases=(ReleaseName("0000-0000-0003"),),
            text=Text(nb="Feil sats."),
        ),
    ]
    made = Release("0000-0000-0009", datetime(2026, 3, 1, tzinfo=UTC))
    write_release(tmp_path, made, withdrawals)
    releases = [
        {"release": f"0000-0000-000{number}", "made": f"2026-01-10T{time}Z"}
        for number in (1, 3)
        for time in ("09:59:59", "10:00:00")
    ]
    read = in_node(
        """
        const { readReleaseFile, withdrawalsOf } = await import("./site/withdrawals.mjs");
        const file = readReleaseFile(given.text);
        return given.releases.map((own) => withdrawalsOf(own, file).map(({ text }) => text));
        """,
        {"text": (tmp_path / "release.json").read_text(encoding="utf-8"), "releases": releases},
    )
    for one, found in zip(releases, read, strict=True):
        moment = datetime.fromisoformat(one["made"])
        expected = [each.text.nb for each in withdrawals if each.is_of(one["release"], moment)]
        assert sorted(text["nb"] for text in found) == sorted(expected), one
    assert read[0][0]["nn"] == "Feil frist på nynorsk."


@pytest.mark.parametrize("option", ["--harmony-temporal", "--no-harmony-temporal"])
def test_it_is_the_same_day_in_norway_and_written_alike(option: str) -> None:
    """By Temporal and by the tables of older browsers, around every midnight of two years."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    # Midnight in Norway is at 22 or 23 here.
    moments = [start + timedelta(days=n, hours=at) for n in range(2 * 365) for at in (21, 22, 23)]
    has_temporal, shown = in_node(
        """
        const { dateInWords, dayInNorway } = await import("./shared/dates.mjs");
        return [typeof Temporal === "object", given.moments.map((moment) => {
          const day = dayInNorway(new Date(moment));
          return [day, dateInWords(day, given.words), dateInWords(day.slice(0, 7), given.words)];
        })];
        """,
        {"moments": [moment.timestamp() * 1000 for moment in moments], "words": WORDS["dates"]},
        option,
    )
    assert has_temporal is (option == "--harmony-temporal")
    for moment, said in zip(moments, shown, strict=True):
        day = moment.astimezone(NORWAY).date().isoformat()
        assert said == [day, date_in_words(day, WORDS), date_in_words(day[:7], WORDS)]


DAYS: Final = [
    *(date(2022, 11, 1) + timedelta(days=n) for n in range(0, 1700, 7)),
    *(date(2024, 11, 6), date(2024, 11, 7), date(2025, 3, 1), date(2025, 3, 2)),
    *(date(2025, 12, 31), date(2026, 1, 1), date(2027, 2, 1), date(2027, 2, 2)),
]


def test_the_pages_the_rules_and_the_command_status_agree_on_every_day() -> None:
    """The page only picks: for every scheme, year and county it shows what the rules say."""
    formatter = Formatter(WORDS, CATALOGUE, "nb")
    schemes = list(CATALOGUE.schemes.values())
    said = in_node(
        """
        const { hasPassed, toldOn } = await import("./site/deadline-status.mjs");
        return given.schemes.map((scheme) => given.days.map((day) => [
          hasPassed(scheme.review_by, day),
          toldOn(scheme, day).map(({ year, authorities, standing, due }) =>
            [year, authorities, standing, due]),
        ]));
        """,
        {
            "schemes": [
                json.loads(date_data.scheme_data(CATALOGUE, scheme, formatter))
                for scheme in schemes
            ],
            "days": [day.isoformat() for day in DAYS],
        },
    )
    for scheme, on_days in zip(schemes, said, strict=True):
        newest = views.newest(scheme)
        for day, (stale, found) in zip(DAYS, on_days, strict=True):
            told = standings.told_on(CATALOGUE, scheme, day)
            assert found == [
                [one.year, list(map(formatter.authority, one.authorities)), one.standing, one.due]
                for one in told
            ]
            for one in told:
                for authority in one.authorities or [None]:
                    by_the_rules = scheme_standing(scheme, one.year, authority, day.isoformat())
                    assert one.standing is by_the_rules
            assert stale == freshness.has_passed(newest.review_by, day)
            unknown = bool(found) and all(one[2] == "unknown_year" for one in found)
            assert freshness.is_over(newest, CATALOGUE, day) == unknown, (scheme.id, day)
