"""``tilskudd new-call``: one authority's call, and not a byte more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.valid_catalogue import write_several

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_rules.standing import Standing, scheme_standing

EDITION = "nabohjelp/2025.yaml"
IN_BRACKETS = "calls: [{authority: nordland}]\n"


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_several(Path())


def new_call(*arguments: str) -> int:
    return main(["new-call", *arguments])


def without_added(text: str, authority: str) -> tuple[str, list[str], int]:
    """Return a file without a call that was added, the call's own lines, and its line number."""
    lines = text.split("\n")
    line = lines.index(f"  - authority: {authority}  # BEKREFT")
    end = next(i for i in range(line + 1, len(lines)) if not lines[i].startswith("    #"))
    return "\n".join(lines[:line] + lines[end:]), lines[line:end], line + 1


def with_calls(path: Path, calls: str) -> None:
    """Write the calls of an edition otherwise than they stand."""
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("calls:\n")
    path.write_text(f"{head}{calls}{rest[rest.index('\n# Om søknaden') :]}", encoding="utf-8")


@pytest.mark.parametrize(
    ("scheme", "year", "authority"),
    [
        ("nabohjelp", "2025", "innlandet"),
        ("nabohjelp", "2025", "nabodirektoratet"),
        ("nabohjelp", "2023", "nordland"),
        ("leir", "2025", "nordland"),
    ],
)
def test_the_rest_of_the_file_stays_as_it_is(
    scheme: str, year: str, authority: str, schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = schemes / scheme / f"{year}.yaml"
    before = path.read_text(encoding="utf-8")
    assert new_call(scheme, year, authority) == 0
    rest, added, line = without_added(path.read_text(encoding="utf-8"), authority)
    assert rest == before
    assert f"{path.as_posix()}:{line}: " in capsys.readouterr().out
    assert {"announced_on", "deadlines", "channels", "contacts", "status"} <= {
        row.strip("# ").partition(":")[0] for row in added
    }
    assert main(["validate"]) == 0
    calls = load(schemes).catalogue.schemes[scheme].editions[year].calls
    assert calls[-1].authority == authority


@pytest.mark.parametrize("calls", ["calls: []\n", IN_BRACKETS])
def test_it_does_not_matter_how_the_calls_are_written(calls: str, schemes: Path) -> None:
    path = schemes / EDITION
    with_calls(path, calls)
    assert new_call("nabohjelp", "2025", "innlandet") == 0
    names = [
        one.authority for one in load(schemes).catalogue.schemes["nabohjelp"].newest_first[0].calls
    ]
    assert names == (["nordland", "innlandet"] if calls == IN_BRACKETS else ["innlandet"])


@pytest.mark.parametrize("calls", ["calls: []\n", IN_BRACKETS])
def test_a_mark_behind_the_brackets_stays_beside_the_key(calls: str, schemes: Path) -> None:
    path = schemes / EDITION
    with_calls(path, calls.replace("\n", "  # BEKREFT\n"))
    assert new_call("nabohjelp", "2025", "innlandet") == 0
    text = path.read_text(encoding="utf-8")
    assert "calls:  # BEKREFT\n  - " in text
    assert text.count("# BEKREFT") == 2


def test_a_comment_below_the_last_call_stays_below_it(schemes: Path) -> None:
    assert new_call("nabohjelp", "2025", "innlandet") == 0
    after = (schemes / EDITION).read_text(encoding="utf-8")
    assert after.index("authority: innlandet") < after.index("\n\n# Om søknaden\napplication:")


def test_a_second_one_stands_below_all_of_the_first(schemes: Path) -> None:
    assert new_call("nabohjelp", "2025", "innlandet") == 0
    path = schemes / EDITION
    once = path.read_text(encoding="utf-8")
    assert new_call("nabohjelp", "2025", "nabodirektoratet") == 0
    rest, _, _ = without_added(path.read_text(encoding="utf-8"), "nabodirektoratet")
    assert rest == once
    text = path.read_text(encoding="utf-8")
    assert text.index("authority: innlandet  # BEKREFT\n    # Dagen") < text.index(
        "authority: nabodirektoratet  # BEKREFT\n    # Dagen"
    )


def test_what_the_comments_say_can_be_used(schemes: Path) -> None:
    assert new_call("nabohjelp", "2025", "innlandet") == 0
    path = schemes / EDITION
    head, tail = path.read_text(encoding="utf-8").split("  - authority: innlandet  # BEKREFT\n")
    used = tail.replace("    #   ", "    ").replace("nordland-2025", "utlysning-2025")
    path.write_text(f"{head}  - authority: innlandet\n{used}", encoding="utf-8")
    assert main(["validate"]) == 0
    calls = load(schemes).catalogue.schemes["nabohjelp"].editions["2025"].calls
    (call,) = (one for one in calls if one.authority == "innlandet")
    assert call.announced_on == "2026-11-07"
    assert [str(deadline.date) for deadline in call.deadlines] == ["2027-03-01"]
    assert call.status is not None


@pytest.mark.parametrize("directorate", ["nabodirektoratet", "leirdirektoratet"])
def test_a_directorates_call_holds_for_the_whole_country(directorate: str, schemes: Path) -> None:
    """What is filled in is open for every county governor from the day it was published.

    The directorate need not be the one that owns the scheme.
    """
    with_calls(schemes / EDITION, "calls: []\n")
    assert new_call("nabohjelp", "2025", directorate) == 0
    path = schemes / EDITION
    head, tail = path.read_text(encoding="utf-8").split(f"  - authority: {directorate}")
    used = tail.replace("    #   ", "    ").replace("nordland-2025", "utlysning-2025")
    used = used.replace("2026-11-07", "2024-11-07").replace("2027-03-01", "2025-03-01")
    path.write_text(f"{head}  - authority: {directorate}{used}", encoding="utf-8")
    scheme = load(schemes).catalogue.schemes["nabohjelp"]
    for governor in ("innlandet", "nordland", None):
        assert scheme_standing(scheme, 2025, governor, "2024-11-07") is Standing.OPEN
        assert scheme_standing(scheme, 2025, governor, "2025-03-02") is Standing.CLOSED


ANYBODY = "Dette kan du bruke: nabodirektoratet, leirdirektoratet, innlandet, nordland."


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nabohjelp", "2025", "nordland"], 1, "«nordland» står allerede på linje {line}."),
        (
            ["leir", "2025", "leirdirektoratet"],
            1,
            "«leirdirektoratet» står allerede på linje {line}.",
        ),
        (["leir", "2027", "nordland"], 1, "«tilskudd new-year 2027 leir»"),
        (["fadder", "2027", "nordland"], 1, "fadder: Ordningen er avsluttet etter 2024."),
        (["nabohjelp", "2025", "nordlnd"], 1, "Mente du «nordland»?"),
        (["nabohjelp", "2025", "xyz"], 1, f"«xyz» finnes ikke i authorities.yaml. {ANYBODY}"),
        (["nabohjlp", "2025", "nordland"], 2, "Mente du «nabohjelp»?"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    arguments: list[str],
    code: int,
    told: str,
    schemes: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}
    if "{line}" in told:
        text = (schemes / arguments[0] / f"{arguments[1]}.yaml").read_text(encoding="utf-8")
        line = text.split("\n").index(f"  - authority: {arguments[2]}") + 1
        told = told.format(line=line)
    assert new_call(*arguments) == code
    assert told in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in schemes.rglob("*") if path.is_file()}


def test_a_call_of_an_authority_that_nobody_belongs_to_is_refused(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """S4: such a call held for nobody, and nobody was told."""
    with_authority(schemes, "hedmark", "  to: 2018-12-31\n")
    assert new_call("nabohjelp", "2025", "hedmark") == 1
    assert capsys.readouterr().err == (
        "Ingen kommune hører til «hedmark», så utlysningen ville ikke gjelde for noen. Er det en "
        "statsforvalter som har fått nytt navn eller er slått sammen, skriver du «to» og "
        "«successor» i authorities.yaml først. Ellers kan du bruke: nabodirektoratet, "
        "leirdirektoratet, innlandet, nordland.\n"
    )


def test_a_former_county_governor_with_a_successor_has_called(schemes: Path) -> None:
    with_authority(schemes, "hedmark", "  to: 2018-12-31\n  successor: innlandet\n")
    assert new_call("nabohjelp", "2025", "hedmark") == 0
    assert main(["validate"]) == 0


def with_authority(schemes: Path, name: str, rest: str) -> None:
    path = schemes / "authorities.yaml"
    new = f"- id: {name}\n  name: {{nb: X}}\n  short_name: {{nb: X}}\n  kind: county_governor\n"
    path.write_text(path.read_text(encoding="utf-8") + new + rest, encoding="utf-8")


def test_a_further_round_gets_a_name(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """D16: one county governor called twice in a year, and there was no place for the second."""
    assert new_call("nabohjelp", "2025", "nordland") == 1
    assert "gir du den et navn: --round NAVN." in capsys.readouterr().err
    assert new_call("nabohjelp", "2025", "nordland", "--round", "rest") == 0
    calls = load(schemes).catalogue.schemes["nabohjelp"].editions["2025"].calls
    assert [(call.authority, call.round) for call in calls] == [
        ("nordland", None),
        ("nordland", "rest"),
    ]
    assert new_call("nabohjelp", "2025", "nordland", "--round", "rest") == 1
