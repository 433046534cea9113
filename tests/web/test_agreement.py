"""What Python writes and the browser's scripts read, or both work out, is the same to both."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.web.node import in_node

from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.site.release import Release, write_release
from tilskudd_rules.model import Text
from tilskudd_rules.schema import Day

if TYPE_CHECKING:
    from pathlib import Path


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
        const { readHeard, withdrawalsOf } = await import("./site/heard.mjs");
        const heard = readHeard(given.text);
        return given.releases.map((own) => withdrawalsOf(own, heard).map(({ text }) => text));
        """,
        {"text": (tmp_path / "release.json").read_text(encoding="utf-8"), "releases": releases},
    )
    for one, found in zip(releases, read, strict=True):
        moment = datetime.fromisoformat(one["made"])
        expected = [each.text.nb for each in withdrawals if each.is_of(one["release"], moment)]
        assert sorted(text["nb"] for text in found) == sorted(expected), one
    assert read[0][0]["nn"] == "Feil frist på nynorsk."
