"""What pages make of ``release.json``, asked of the very module they run, without a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.site.release import Release, write_release
from tilskudd_rules.model import Text
from tilskudd_rules.schema import Day

ROOT: Final = Path(__file__).resolve().parents[2]
NODE: Final = Path(sys.executable).with_name("node")
MODULE: Final = (ROOT / "checker" / "web" / "site" / "heard.mjs").as_uri()
ASK: Final = f"""
import {{ counts, readHeard, withdrawalsOf }} from {json.dumps(MODULE)};
const asked = JSON.parse(await new Response(process.stdin).text());
const answers = asked.map(({{ text, own, before, now }}) => {{
  const heard = readHeard(text);
  return {{
    heard: heard ?? null,
    withdrawn: heard && own ? withdrawalsOf(own, heard) : null,
    counts: heard && before ? counts(heard, readHeard(before), now) : null,
  }};
}});
console.log(JSON.stringify(answers));
"""
OWN: Final = {"release": "0000-0000-0001", "made": "2026-01-10T10:00:00Z"}
OTHER: Final = {"release": "0000-0000-0002", "made": "2026-02-20T10:00:00Z"}
REASON: Final = {"on": "2026-02-20", "text": {"nb": "Feil frist."}}


def ask(*asked: dict[str, Any]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", ASK],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def told(*withdrawn: object, **more: object) -> str:
    return json.dumps({**OTHER, "withdrawn": list(withdrawn), **more})


def test_what_the_build_writes_is_what_a_page_reads(tmp_path: Path) -> None:
    """And both find the same releases withdrawn by it."""
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
    text = (tmp_path / "release.json").read_text(encoding="utf-8")
    releases = [
        (f"0000-0000-000{number}", f"2026-01-10T{time}Z")
        for number in (1, 3)
        for time in ("09:59:59", "10:00:00")
    ]
    answers = ask(*({"text": text, "own": {"release": n, "made": m}} for n, m in releases))
    for (name, moment), answer in zip(releases, answers, strict=True):
        expected = {
            one.text.nb for one in withdrawals if one.is_of(name, datetime.fromisoformat(moment))
        }
        assert {one["text"]["nb"] for one in answer["withdrawn"]} == expected, (name, moment)
    assert answers[0]["heard"]["withdrawn"][0]["text"]["nn"] == "Feil frist på nynorsk."


UNREADABLE: Final = [
    "",
    "null",
    "[]",
    "1",
    '"alt"',
    "{",
    "<!doctype html>",
    "[" * 100_000,
    told(release="0.1.0+8c1fab20d7e3"),
    told(release=None),
    told(made="2026-02-20"),
    told(made="2026-13-20T10:00:00Z"),
    told(withdrawn={}),
    told() + " " * 300_000,
]


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_such_file_is_as_if_it_were_not_there(text: str) -> None:
    assert ask({"text": text})[0]["heard"] is None


@pytest.mark.parametrize(
    "other",
    [
        None,
        1,
        "alt",
        [],
        {},
        {"on": "2026-02-20", "before": OTHER["made"]},
        {"on": "2026-02-20", "before": OTHER["made"], "text": "alt"},
        {"on": "2026-02-20", "before": OTHER["made"], "text": {"nb": 1}},
        {"on": "2026-02-20", "before": OTHER["made"], "text": {"nb": "  "}},
        {"on": "i går", "before": OTHER["made"], "text": {"nb": "Feil frist."}},
        REASON,
        {**REASON, "before": "2026-02-20"},
        {**REASON, "before": 1, "releases": OWN["release"]},
        {**REASON, "releases": [1, None, "*", OWN["release"] + " "]},
    ],
)
def test_a_withdrawal_that_is_not_understood_hides_no_other(other: object) -> None:
    known = {**REASON, "before": OTHER["made"], "added_in_a_later_year": {"a": [1]}}
    (answer,) = ask({"text": told(other, known), "own": OWN})
    assert [one["before"] for one in answer["withdrawn"]] == [OTHER["made"]]


def test_no_more_is_shown_than_a_reader_reads() -> None:
    long = {**REASON, "before": OTHER["made"], "text": {"nb": "x" * 2_000, "nn": "y" * 2_000}}
    newer = {**long, "on": "2026-02-21"}
    (answer,) = ask({"text": told(*[long] * 40, newer), "own": OWN})
    found = answer["withdrawn"]
    assert len(found) == 5
    assert found[0]["on"] == "2026-02-21"
    assert all(len(text) < 1_100 for one in found for text in one["text"].values())


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        # An older word, of a host that has kept it, takes nothing back.
        ("2026-02-20T10:00:01Z", False),
        ("2026-02-20T10:00:00Z", True),
        ("2026-02-01T10:00:00Z", True),
        # A time to come, by a clock that was wrong, does not stand for ever.
        ("2026-02-21T20:00:00Z", False),
        ("2099-01-01T10:00:00Z", True),
    ],
)
def test_what_was_heard_is_only_given_up_for_what_was_made_later(
    before: str, *, counts: bool
) -> None:
    now = datetime(2026, 2, 21, tzinfo=UTC).timestamp() * 1000
    (answer,) = ask({"text": told(), "before": told(made=before), "now": now})
    assert answer["counts"] is counts
