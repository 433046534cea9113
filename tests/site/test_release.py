"""A release has a name and a time; some are withdrawn, never the one that is being made."""

from __future__ import annotations

import json
import re
import zoneinfo
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.project_copy import ROOT, build, copy_project
from tests.valid_catalogue import write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_build.files.messages import finish as put_words
from tilskudd_build.files.norwegian_time import from_norway, in_norway
from tilskudd_build.files.withdrawals import Moment, ReleaseName, Withdrawal
from tilskudd_build.pages.words import words
from tilskudd_build.site import release
from tilskudd_build.site.release import Release, finish_pages, made_now, read_release, write_release
from tilskudd_build.site.service_worker import release_files
from tilskudd_rules.schema import Day
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "3f9c-2a7b-61d0"
MADE: Final = datetime(2026, 11, 26, 16, 40, 5, tzinfo=UTC)
PAGE: Final = (
    f"<p>Utgave {release.NAME_TO_COME}, laget {release.MADE_IN_WORDS_TO_COME}</p>"
    f'<div data-made="{release.MADE_TO_COME}"></div>'
)


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    return Path("schemes")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "om").mkdir(parents=True)
    for path in ("index.html", "om/index.html"):
        (folder / path).write_text(PAGE, encoding="utf-8")
    (folder / "a.json").write_text("{}", encoding="utf-8")
    return folder


def finish(site: Path, made: datetime = MADE) -> Release:
    return finish_pages(site, release_files(site), made, words("nb"))


def withdrawal(before: str | None = None, *names: str) -> Withdrawal:
    return Withdrawal(
        withdrawn_on=Day("2026-11-26"),
        before=None if before is None else Moment(before),
        releases=tuple(map(ReleaseName, names)) or None,
        text=Text(nb="Feil frist."),
    )


# The clocks of Norway ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def oslo() -> Iterator[zoneinfo.ZoneInfo]:
    try:
        yield zoneinfo.ZoneInfo("Europe/Oslo")
    except zoneinfo.ZoneInfoNotFoundError:
        pytest.skip("this machine has no tables of time zones to ask")


@given(minutes=st.integers(0, 60 * 24 * 365 * 60))
def test_clocks_show_what_the_tables_say(oslo: zoneinfo.ZoneInfo, minutes: int) -> None:
    """At every moment of sixty years."""
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    shown = moment.astimezone(oslo).replace(tzinfo=None)
    assert in_norway(moment).replace(tzinfo=None) == shown
    # An hour in autumn is shown twice, and stands for its first time.
    assert from_norway(shown) in (moment, moment - timedelta(hours=1))


def test_an_hour_that_is_never_shown_is_the_one_after() -> None:
    assert in_norway(from_norway(datetime(2026, 3, 29, 2, 30))).hour == 3  # noqa: DTZ001 - a clock's


# The name and the time ---------------------------------------------------------------------------


def test_a_release_is_named_by_what_it_holds_and_not_by_when_it_was_made(site: Path) -> None:
    first = finish(site)
    assert ReleaseName.PATTERN.fullmatch(first.name)
    for path in ("index.html", "om/index.html"):
        (site / path).write_text(PAGE, encoding="utf-8")
    assert finish(site, MADE + timedelta(days=9)).name == first.name
    for path in ("index.html", "om/index.html"):
        (site / path).write_text(PAGE, encoding="utf-8")
    (site / "a.json").write_text("[]", encoding="utf-8")
    assert finish(site).name != first.name


def test_every_page_says_which_release_it_is_of(site: Path) -> None:
    made = finish(site)
    for path in site.rglob("*.html"):
        assert path.read_text(encoding="utf-8") == (
            f"<p>Utgave {made.name}, laget 26. november 2026 kl. 17.40</p>"
            '<div data-made="2026-11-26T16:40:05Z"></div>'
        )


def test_what_is_asked_for_anew_is_no_part_of_what_is_kept(site: Path) -> None:
    made = finish(site)
    write_release(site, made, [withdrawal("2026-11-26 10:30", NAME)])
    assert site / release.FILE not in list(release_files(site))
    told = json.loads((site / release.FILE).read_text(encoding="utf-8"))
    assert told == {
        "release": made.name,
        "made": "2026-11-26T16:40:05Z",
        "withdrawn": [
            {
                "on": "2026-11-26",
                "before": "2026-11-26T09:30:00Z",
                "releases": [NAME],
                "text": {"nb": "Feil frist."},
            }
        ],
    }
    assert read_release(site) == made


@pytest.mark.parametrize("text", ["", "[]", "null", '{"made": 1}', '{"made": "i går"}'])
def test_a_site_that_is_no_release_is_told_from_one(tmp_path: Path, text: str) -> None:
    assert read_release(tmp_path) is None
    (tmp_path / release.FILE).write_text(text, encoding="utf-8")
    assert read_release(tmp_path) is None


def test_the_time_is_that_of_the_last_change_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert made_now() == datetime(2027, 1, 15, 8, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(made_now() - datetime.now(UTC)) < timedelta(minutes=5)


# Which are withdrawn -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "made", "withdrawn"),
    [
        # Midnight in Norway, in winter.
        (withdrawal("2026-11-26"), "2026-11-25T22:59:59+00:00", True),
        (withdrawal("2026-11-26"), "2026-11-25T23:00:00+00:00", False),
        (withdrawal("2026-07-01 10:30"), "2026-07-01T08:29:59+00:00", True),
        (withdrawal("2026-07-01 10:30"), "2026-07-01T08:30:00+00:00", False),
        (withdrawal(None, "0000-0000-0000", NAME), "2026-11-26T16:40:05+00:00", True),
        (withdrawal(None, "0000-0000-0000"), "2020-11-26T16:40:05+00:00", False),
        (withdrawal("2026-11-26", NAME), "2026-11-27T16:40:05+00:00", True),
    ],
)
def test_a_release_is_withdrawn_by_its_time_or_by_its_name(
    one: Withdrawal, made: str, *, withdrawn: bool
) -> None:
    assert one.is_of(NAME, datetime.fromisoformat(made)) is withdrawn


def test_what_stands_in_the_file_is_read_and_is_no_part_of_the_rules(schemes: Path) -> None:
    loaded = load(schemes)
    (one,) = loaded.withdrawals
    assert (one.before, one.releases) == ("2026-11-26 10:30", (NAME,))
    assert "releases" not in loaded.data
    (schemes / "releases.yaml").write_text("[]", encoding="utf-8")
    assert load(schemes).withdrawals == ()
    # Withdrawing an old release makes no new rules.
    assert load(schemes).catalogue.version == loaded.catalogue.version


def test_this_release_withdraws_all_that_were_published_without_a_name() -> None:
    """They recommend a scheme that is over."""
    loaded = load(ROOT / "schemes")
    found = [one for one in loaded.withdrawals if "Kommunalt rusarbeid" in one.text.nb]
    assert [one for one in found if one.before is not None and one.text.nn]


# A release does not withdraw itself --------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "where"),
    [
        ("2026-11-26T09:29:59+00:00", "schemes/releases.yaml:2:11: Utgaven som bygges nå"),
        ("2026-11-26T09:30:00+00:00", ""),
    ],
)
def test_a_release_older_than_what_it_withdraws_is_a_mistake(
    schemes: Path, made: str, where: str
) -> None:
    loaded = load(schemes)
    moment = datetime.fromisoformat(made)
    found = release.withdrawn_itself(Release("", moment), loaded.withdrawals, loaded.positions)
    assert bool(found) == bool(where)
    for mistake in found:
        assert str(put_words(mistake)).startswith(where)


def test_a_release_that_names_itself_is_a_mistake(schemes: Path) -> None:
    loaded = load(schemes)
    (found,) = release.withdrawn_itself(Release(NAME, MADE), loaded.withdrawals, loaded.positions)
    assert (found.location.file, found.location.line) == ("schemes/releases.yaml", 3)


def test_it_stops_the_build_before_anything_else(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    built = build(project, project / "site", SOURCE_DATE_EPOCH="1700000000")
    assert built.returncode != 0
    said = built.stdout + built.stderr
    told = "Utgaven som bygges nå, er laget 2023-11-14 23:13, og dette trekker den selv tilbake."
    assert re.search(rf"schemes/releases\.yaml:\d+:\d+: {told}", said)
    assert "Traceback" not in said
    assert not (project / "site").exists()


# The command -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("schemes")
def test_the_command_says_what_is_built_and_what_is_withdrawn(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release"]) == 0
    assert capsys.readouterr().out.startswith("I site ligger det ingen utgave.")
    made = finish(site)
    write_release(site, made, [])
    assert main(["release"]) == 0
    assert capsys.readouterr().out == (
        f"Utgaven i site: {made.name}, laget 26. november 2026 kl. 17.40.\n"
        "Trukket tilbake:\n"
        "  2026-11-26  Alle utgaver laget før 26. november 2026 kl. 10.30. Utgave 3f9c-2a7b-61d0.\n"
        "              Utgaven viste feil frist.\n"
    )


def test_the_command_says_so_when_nothing_is_withdrawn(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (schemes / "releases.yaml").write_text("[]", encoding="utf-8")
    assert main(["release"]) == 0
    assert "Ingen utgaver er trukket tilbake.\n" in capsys.readouterr().out
