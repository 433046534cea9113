"""``tilskudd new-year``: a new edition that is valid at once, and surer of nothing than it can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.frozen_copy import SCHEMES, frozen_copy
from tests.valid_catalogue import write_several, write_valid

from tilskudd_build.commands.main import main
from tilskudd_build.files.cases import read_cases
from tilskudd_build.files.loader import load
from tilskudd_build.files.messages import format_message
from tilskudd_build.files.yaml_core import as_editors_see
from tilskudd_build.files.yaml_edit import YamlText
from tilskudd_build.pages.site_pages import render_pages
from tilskudd_build.schema.model_walk import walk
from tilskudd_rules.api import Checker
from tilskudd_rules.calls import Deadline
from tilskudd_rules.statements import Certainty, Statement
from tilskudd_rules.support import RateTable

if TYPE_CHECKING:
    from tilskudd_rules.model import Catalogue, Edition

YEAR = 2027
TODAY = ["--today", "2026-11-22"]
MARK = format_message("confirm-mark")


def carried_over() -> dict[str, int]:
    """Return the project's schemes that can have an edition of the new year, and of which year."""
    found = {}
    for name, scheme in load(SCHEMES).catalogue.schemes.items():
        years = [edition.year for edition in scheme.newest_first]
        if years and not scheme.is_over(YEAR):
            found[str(name)] = years[0]
    return found


BASES = carried_over()
OPEN = list(BASES)


@pytest.fixture
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes in the current folder: with a directorate's call, and one that has ended."""
    monkeypatch.chdir(tmp_path)
    return write_several(Path())


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small valid catalogue in the current folder."""
    monkeypatch.chdir(tmp_path)
    write_valid(Path("schemes"))
    return Path("schemes")


def new_year(*arguments: str) -> int:
    return main(["new-year", *arguments, *TODAY])


def edition(schemes: Path, name: str, year: int = YEAR) -> Edition:
    return load(schemes).catalogue.schemes[name].editions[str(year)]


class Carried(NamedTuple):
    """The project's schemes with an edition of 2027 each, where they can have one."""

    folder: Path
    catalogue: Catalogue

    def edition(self, name: str, year: int = YEAR) -> Edition:
        return self.catalogue.schemes[name].editions[str(year)]


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    """Made once, for tests that only look."""
    folder = tmp_path_factory.mktemp("carried")
    frozen_copy(folder)
    assert new_year("2027", "--schemes", str(folder / "schemes")) == 0
    return Carried(folder, load(folder / "schemes").catalogue)


def test_every_scheme_that_has_not_ended_gets_an_edition(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_year("2027") == 0
    out, err = capsys.readouterr()
    made = sorted(path.parent.name for path in schemes.glob("*/2027.yaml"))
    assert made == ["leir", "nabohjelp"]
    assert err == (
        "fadder: Ordningen er avsluttet etter 2024. I stedet kom nabohjelp. Stemmer det ikke, "
        "retter du «closure» i schemes/fadder/scheme.yaml.\n"
    )
    assert all(f"schemes/{name}/2027.yaml: laget fra 2025" in out for name in made)
    assert main(["validate"]) == 0


@pytest.mark.parametrize("name", OPEN)
def test_nothing_in_it_is_surer_than_an_assumption(name: str, carried: Carried) -> None:
    made = carried.edition(name)
    statements = [(path, one) for path, one in walk(made) if isinstance(one, Statement)]
    assert len(statements) > 20
    for path, one in statements:
        if path[0] == "announcement":
            assert one.certainty is Certainty.INTERPRETATION
        else:
            assert one.certainty is Certainty.ASSUMED, path
            assert one.interpretation, path
        assert one.reading is not None
        assert one.reading.nb.startswith(f"Kilden gjelder {BASES[name]}."), path


@pytest.mark.parametrize("name", OPEN)
def test_its_dates_are_months_of_the_new_year(name: str, carried: Carried) -> None:
    base = BASES[name]
    old = [one for _, one in walk(carried.edition(name, base)) if isinstance(one, Deadline)]
    new = [one for _, one in walk(carried.edition(name)) if isinstance(one, Deadline)]
    assert [str(one.date) for one in new] == [
        f"{int(one.date[:4]) + YEAR - base}{one.date[4:7]}" for one in old if not one.earlier_round
    ]


@pytest.mark.parametrize("name", OPEN)
def test_its_rates_are_no_rates_of_the_new_year(name: str, carried: Carried) -> None:
    made = carried.edition(name)
    assert not any(isinstance(one, RateTable) for _, one in walk(made))
    assert not isinstance(made.appropriations, tuple)


@pytest.mark.parametrize("name", OPEN)
def test_its_keys_stand_in_the_same_order_and_every_comment_is_kept(
    name: str, carried: Carried
) -> None:
    files = carried.folder / "schemes" / name
    years = (BASES[name], YEAR)
    old, new = ((files / f"{year}.yaml").read_text(encoding="utf-8") for year in years)
    keys = [key for key in as_editors_see(new) if key != "announcement"]
    assert keys == [key for key in as_editors_see(old) if key != "announcement"]
    comments = iter(re.findall(r"(?m)^ *(#.*)$", new))
    for comment in re.findall(r"(?m)^ *(#.*)$", old):
        assert comment in comments, comment


def test_a_small_edition_to_the_letter(small: Path) -> None:
    path = small / "nabohjelp" / "2023.yaml"
    old = path.read_text(encoding="utf-8")
    old = old.replace("deadlines:\n", "# Om fristene\ndeadlines:  # bare én\n")
    old = old.replace(
        "    date: 2023-03-05\n",
        "    date: 2023-03-05\n    opens: 2023-01-15\n    note: {nb: For 2022.}\n",
    )
    path.write_text(old, encoding="utf-8")
    assert new_year("2027", "nabohjelp") == 0
    new = (small / "nabohjelp" / "2027.yaml").read_text(encoding="utf-8")
    reading = "{nb: Kilden gjelder 2023. Vi antar at det samme gjelder i 2027.}"
    assert new.startswith(
        f"# {format_message('new-year-heading', old=2023, new=2027)}\n"
        "scheme: nabohjelp\n"
        "year: 2027\n"
        "reviewed_on: 2026-11-22  # BEKREFT\n"
        "review_by: 2026-12-22\n"
        "announcement:\n"
        "  text: {nb: Opplysningene er ført videre fra 2023 og er ikke bekreftet for 2027.}\n"
        "  source: {document: rundskriv-2023, place: hele dokumentet}\n"
        "  certainty: interpretation  # BEKREFT\n"
        f"  reading: {reading}\n"
        "purpose:\n"
        "  - text: {nb: Flere naboer skal hjelpe hverandre.}\n"
        "    source: {document: rundskriv-2023, place: punkt 2}\n"
        "    certainty: assumed  # BEKREFT\n"
        "    interpretation: true\n"
        f"    reading: {reading}\n"
        "target_group: not_stated  # BEKREFT\n"
        "applicants: []  # BEKREFT\n"
    )
    assert (
        "support: {kind: not_stated, indicative_edition: 2023}  # BEKREFT\n"
        f"# {format_message('new-year-rates', old=2023, new=2027)}\n"
        "# support:\n"
        "#   kind: rates\n"
        "#   rates:\n"
        "#     - grant_year: 1\n"
        "#       amount: 500000\n"
    ) in new
    assert (
        "  salary: {coverage: not_stated, source: {document: rundskriv-2023, place: punkt 5}, "
        f"certainty: assumed, interpretation: true, reading: {reading}}}  # BEKREFT\n"
    ) in new
    assert (
        "# Om fristene\n"
        "deadlines:  # bare én\n"
        "  - kind: application\n"
        "    date: 2027-03\n"
        "    opens: 2027-01\n"
        "    note: {nb: For 2026.}\n"
        "    source: {document: rundskriv-2023, place: punkt 8}\n"
        "    certainty: assumed  # BEKREFT\n"
        "    interpretation: true\n"
        "    reading: {nb: Kilden gjelder 2023. Vi antar samme måned for 2027.}\n"
        "calls:\n"
        "  - authority: innlandet\n"
    ) in new


def test_what_can_only_be_about_the_old_year_is_left_out(small: Path) -> None:
    path = small / "nabohjelp" / "2023.yaml"
    statement = "source: {document: rundskriv-2023, place: a}, certainty: announced"
    old = path.read_text(encoding="utf-8")
    old = old.replace(
        "calls:\n  - authority: innlandet\n",
        "  - kind: application\n    date: 2022-09-15\n    earlier_round: true\n"
        "    source: {document: rundskriv-2023, place: a}\n    certainty: announced\n"
        "calls:\n  - authority: innlandet\n    announced_on: 2022-11-07\n"
        "    updated_on: 2022-11-08\n"
        f"    appropriation: {{amount: 5, text: {{nb: Til fylket.}}, {statement}}}\n"
        "    status:\n      text: {nb: Lyst ut i 2022.}\n"
        "      source: {document: rundskriv-2023, place: a}\n      certainty: announced\n"
        "    # Om kanalene\n    channels: []\n",
    )
    old = old.replace(
        "appropriations: not_stated",
        f"appropriations:\n  - {{amount: 5, text: {{nb: Til alle.}}, {statement}}}",
    )
    path.write_text(old, encoding="utf-8")
    assert new_year("2027", "nabohjelp") == 0
    new = (small / "nabohjelp" / "2027.yaml").read_text(encoding="utf-8")
    made = edition(small, "nabohjelp")
    assert [str(one.date) for one in made.deadlines] == ["2027-03"]
    assert made.calls[0].status is None
    assert made.calls[0].announced_on is None
    assert made.calls[0].updated_on is None
    assert made.calls[0].appropriation is None
    assert "appropriations: not_stated  # BEKREFT\n" in new
    assert "    # Om kanalene\n    channels: []  # BEKREFT\n" in new


def test_a_report_moves_to_the_next_grant_and_a_time_needs_a_day(small: Path) -> None:
    """D17: last year's report is on the grant before it; its time of day is nobody's now."""
    path = small / "nabohjelp" / "2023.yaml"
    old = path.read_text(encoding="utf-8")
    old = old.replace(
        "calls:\n",
        '  - kind: reporting\n    date: 2023-02-01\n    time: "23:59"\n    for_grant_year: 2022\n'
        "    recurs_for: [2024, 2025]\n"
        "    source: {document: rundskriv-2023, place: a}\n    certainty: announced\ncalls:\n",
    )
    path.write_text(old, encoding="utf-8")
    assert new_year("2027", "nabohjelp") == 0
    report = edition(small, "nabohjelp").deadlines[-1]
    assert (report.date, report.time, report.for_grant_year) == ("2027-02", None, 2026)
    assert report.recurs_for == ()


def test_days_in_conditions_move_and_are_marked(small: Path) -> None:
    path = small / "nabohjelp" / "2023.yaml"
    old = path.read_text(encoding="utf-8")
    condition = "{answer: submitted_on, before: 2020-02-29}"
    old = old.replace("{answer: new_measure, is: true}", condition)
    path.write_text(old, encoding="utf-8")
    assert new_year("2027", "nabohjelp") == 0
    new = (small / "nabohjelp" / "2027.yaml").read_text(encoding="utf-8")
    assert "- {answer: submitted_on, before: 2024-02-28}  # BEKREFT\n" in new


def test_a_reading_that_is_there_is_kept_behind_what_was_carried_over(small: Path) -> None:
    path = small / "nabohjelp" / "2023.yaml"
    old = path.read_text(encoding="utf-8")
    old = old.replace(
        "place: punkt 2}\n    certainty: announced",
        "place: punkt 2}\n    certainty: interpretation\n"
        "    reading:\n      nb: >-\n        Kilden sier\n        «naboer»: alle.\n"
        "      nn: Kjelda seier «naboar».\n    # etter",
    )
    path.write_text(old, encoding="utf-8")
    assert new_year("2027", "nabohjelp") == 0
    text = (small / "nabohjelp" / "2027.yaml").read_text(encoding="utf-8")
    reading = edition(small, "nabohjelp").purpose[0].reading
    assert reading is not None
    assert reading.nb == (
        "Kilden gjelder 2023. Vi antar at det samme gjelder i 2027. Kilden sier «naboer»: alle."
    )
    assert reading.nn == (
        "Kjelda gjeld 2023. Vi går ut frå at det same gjeld i 2027. Kjelda seier «naboar»."
    )
    assert "    # etter\n" in text


def test_year_after_year_the_source_keeps_its_year(schemes: Path) -> None:
    assert new_year("2027", "nabohjelp") == 0
    assert new_year("2028", "nabohjelp") == 0
    text = (schemes / "nabohjelp" / "2028.yaml").read_text(encoding="utf-8")
    assert text.count("Ført videre fra") == 1
    assert not re.search(rf"# {MARK}.*{MARK}", text)
    made = edition(schemes, "nabohjelp", 2028)
    reading = made.purpose[0].reading
    assert reading is not None
    assert reading.nb == "Kilden gjelder 2025. Vi antar at det samme gjelder i 2028."
    assert [str(one.date) for one in made.calls[0].deadlines] == ["2028-03"]
    assert "indicative_edition: 2025" in text


def test_a_directorates_call_is_carried_over_like_any_other(schemes: Path) -> None:
    assert new_year("2027", "leir") == 0
    (call,) = edition(schemes, "leir").calls
    assert (call.authority, call.announced_on) == ("leirdirektoratet", None)
    assert [(str(one.date), one.certainty.value) for one in call.deadlines] == [
        ("2027-03", "assumed")
    ]


def test_the_measures_of_others_that_it_takes_in_are_an_assumption_too(schemes: Path) -> None:
    assert new_year("2027", "nabohjelp") == 0
    measure = edition(schemes, "nabohjelp").measure("uteleir")
    assert measure is not None
    covers = measure.covers
    assert covers is not None
    assert covers.measures == ("barneleir",)
    assert covers.certainty is Certainty.ASSUMED
    assert covers.reading is not None
    assert covers.reading.nb == (
        "Kilden gjelder 2025. Vi antar at det samme gjelder i 2027. "
        "Kilden nevner leir. Vi leser det slik at en leir for barn er med."
    )
    text = (schemes / "nabohjelp" / "2027.yaml").read_text(encoding="utf-8")
    assert "      certainty: assumed  # BEKREFT\n" in text.partition("covers:")[2]


def test_the_checker_is_no_surer_of_an_amount_than_before(carried: Carried) -> None:
    """A plan for the new year gets an indication at most, as with no edition of that year."""
    cases = read_cases(carried.folder / "tests" / "cases", carried.catalogue.questions)
    situations = [
        {**case.situation, "year": YEAR}
        for (name, _), listed in cases.items()
        if name in OPEN
        for case in listed
        if isinstance(case.situation.get("year"), int)
    ]
    checker = Checker(json.dumps(load(carried.folder / "schemes").data))
    seen = set()
    for situation in situations:
        result = json.loads(checker.check(json.dumps(situation)))
        for one in result["schemes"]:
            seen.add(one["amount"]["status"])
            assert one["basis"] == "edition"
            assert "not-announced" in {warning["id"] for warning in one["warnings"]}
    assert "indicative" in seen
    assert "ceiling" not in seen


def test_the_pages_can_be_made_of_it(carried: Carried) -> None:
    pages = {page.address: page for page in render_pages(carried.catalogue, {})}
    for name in OPEN:
        assert "er ikke bekreftet for 2027" in pages[f"ordninger/{name}/2027/"].markdown


def test_everything_marked_is_listed_with_its_line(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_year("2027", "leir") == 0
    text = (schemes / "leir" / "2027.yaml").read_text(encoding="utf-8")
    marked = len(re.findall(rf"(?m)^(?!#).*# {MARK}$", text))
    out = capsys.readouterr().out
    listed = re.findall(r"(?m)^    schemes/leir/2027\.yaml:(\d+)  ", out)
    assert len(listed) == marked > 20
    assert "calls[0].deadlines[0]: Søknadsfrist: mars 2027" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2025", "leir"], "leir: Årgangen 2025 finnes allerede."),
        (["2024", "leir"], "leir: Den nyeste årgangen er 2025."),
        (
            ["2027", "leir", "fadder"],
            "fadder: Ordningen er avsluttet etter 2024. I stedet kom nabohjelp.",
        ),
        (["2023"], "Ingen årganger ble laget."),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    arguments: list[str], told: str, schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(schemes.rglob("*"))
    assert new_year(*arguments) == 1
    assert told in capsys.readouterr().err
    assert sorted(schemes.rglob("*")) == before


def test_a_scheme_without_a_follower_says_only_that_it_has_ended(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = schemes / "fadder" / "scheme.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  replaced_by: [nabohjelp]\n", ""), encoding="utf-8")
    assert new_year("2027", "fadder") == 1
    assert capsys.readouterr().err == (
        "fadder: Ordningen er avsluttet etter 2024. Stemmer det ikke, retter du «closure» i "
        "schemes/fadder/scheme.yaml.\n"
    )


def test_an_ended_scheme_has_editions_as_long_as_it_holds(schemes: Path) -> None:
    assert new_year("2024", "fadder") == 0
    assert main(["validate"]) == 0
    assert edition(schemes, "fadder", 2024).year == 2024
    assert "closure" not in (schemes / "fadder" / "2024.yaml").read_text(encoding="utf-8")
    assert new_year("2025", "fadder") == 1


@pytest.mark.usefixtures("schemes")
def test_a_slip_in_a_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert new_year("2027", "lier") == 2
    assert "Mente du «leir»?" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["neste"], ["27"], ["2027", "--today", "i går"]])
@pytest.mark.usefixtures("schemes")
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["new-year", *arguments])
    assert stop.value.code == 2


def test_a_folder_with_mistakes_is_left_alone(
    schemes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (schemes / "sources.yaml").write_text("[]\n", encoding="utf-8")
    assert new_year("2027") == 1
    assert "er ikke en kilde i sources.yaml" in capsys.readouterr().err
    assert not list(schemes.glob("*/2027.yaml"))


def test_the_old_edition_is_not_touched(schemes: Path) -> None:
    before = {path: path.read_bytes() for path in schemes.rglob("*.yaml")}
    assert new_year("2027") == 0
    assert all(path.read_bytes() == data for path, data in before.items())


def test_the_new_file_names_its_schema(schemes: Path) -> None:
    assert main(["schema"]) == 0
    assert new_year("2027", "leir") == 0
    text = (schemes / "leir" / "2027.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/edition.json\n")
    assert YamlText(text).scalar(("year",)) == "2027"
