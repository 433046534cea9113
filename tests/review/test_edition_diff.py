"""``tilskudd diff``: what differs, in the words of ``/endringer/``, and which cases it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.valid_catalogue import write_several

from tilskudd_build.commands.main import main
from tilskudd_build.files.loader import load
from tilskudd_build.pages.changes import compare
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words

SAID = words("nb")["changes"]
MEETS = words("nb")["examples"]["eligible"]
MEETS_IN_LINE = MEETS[0].lower() + MEETS[1:]


@pytest.fixture(autouse=True)
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several schemes, and their cases, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_several(Path())


def diff(capsys: pytest.CaptureFixture[str], old: str, new: str) -> str:
    assert main(["diff", old, new]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return plain(out)


def plain(text: str) -> str:
    """Amounts are written with spaces that do not break."""
    return text.replace("\u00a0", " ")


def changed_copy(*changes: tuple[str, str, str]) -> str:
    """Return the name of a copy of the folder with one text after the other put in place."""
    shutil.copytree("schemes", "nye")
    for file, old, new in changes:
        path = Path("nye") / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return "nye"


def differences(capsys: pytest.CaptureFixture[str], *changes: tuple[str, str, str]) -> str:
    """Return what is told of a changed copy, but for the cases."""
    return diff(capsys, "schemes", changed_copy(*changes)).partition("Eksempler som")[0]


# Two editions ------------------------------------------------------------------------------------


def test_two_editions(capsys: pytest.CaptureFixture[str]) -> None:
    out = diff(capsys, "nabohjelp/2023", "nabohjelp/2025")
    assert out.startswith("Nabohjelp, 2023 og 2025\n")
    assert "    Endret: Nabolag\n      før: Inntil 500 000 kr for hele tiltaket" in out
    assert (
        "  nabohjelp 2023, En kommune med ett nabolag\n"
        f"      før: Ikke lyst ut; {MEETS_IN_LINE}; prioritet 1; tak, 800 000 kr\n"
        f"      nå:  Ikke lyst ut; {MEETS_IN_LINE}; prioritet 1; beløpet kan ikke regnes ut ennå\n"
        "      tilskuddsår 1: 500 000 → ikke kjent\n"
    ) in out


def test_the_words_are_those_of_the_page(schemes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the page leaves out stands below, under a heading of its own."""
    catalogue = load(schemes).catalogue
    scheme = catalogue.schemes["nabohjelp"]
    editions = (scheme.editions["2023"], scheme.editions["2025"])
    out = diff(capsys, "nabohjelp/2023", "nabohjelp/2025").partition("\n  Annet\n")[0]
    told = [line[11:] for line in out.splitlines() if line[6:11] in ("før: ", "nå:  ")]
    wanted = []
    for change in compare(scheme, *editions, Formatter(words("nb"), catalogue, "nb")):
        for side in (change.before, change.after):
            if side is None:
                wanted.append(SAID["nothing"])
            else:
                wanted += [one.words for one in side] or [SAID["not_stated"]]
    assert told == [plain(one) for one in wanted]


def test_what_only_the_call_says_is_told_under_the_one_who_sent_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = diff(capsys, "nabohjelp/2023", "nabohjelp/2025").partition("\n  Annet\n")[2]
    assert f"    {SAID['added']}: Nordland: utlysningen publisert\n" in out
    assert "      nå:  7. november 2024\n" in out
    assert f"    {SAID['added']}: Leir ute, tiltak fra andre ordninger\n" in out
    assert "      nå:  Bare stillingene fra i fjor kan få penger.\n" in out


def test_an_edition_and_itself(capsys: pytest.CaptureFixture[str]) -> None:
    out = diff(capsys, "leir/2025", "leir/2025")
    assert out == "Ingen forskjeller.\nEksempler som får et annet svar: 0 av 1\n"


# Two folders -------------------------------------------------------------------------------------


def test_two_folders_alike(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "nye")
    out = diff(capsys, "schemes", "nye")
    assert out == "Ingen forskjeller.\nEksempler som får et annet svar: 0 av 4\n"


def test_an_amount_changed_between_two_folders(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy(("nabohjelp/2023.yaml", "amount: 500000", "amount: 600000"))
    out = diff(capsys, "schemes", new)
    assert out.startswith(
        "Nabohjelp 2023\n"
        "  Beløp\n"
        "    Endret: Nabolag\n"
        "      før: Inntil 500 000 kr for hele tiltaket, tilskuddsår 1\n"
    )
    assert (
        "  nabohjelp 2023, En kommune med ett nabolag\n"
        f"      før: Ikke lyst ut; {MEETS_IN_LINE}; prioritet 1; tak, 800 000 kr\n"
        f"      nå:  Ikke lyst ut; {MEETS_IN_LINE}; prioritet 1; tak, 900 000 kr\n"
        "      tilskuddsår 1: 500 000 → 600 000\n"
    ) in out


def test_a_condition_changed_between_two_folders(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy(("leir/2025.yaml", "type, is: municipality", "type, is: health_trust"))
    out = diff(capsys, "schemes", new)
    assert "vilkår kommune-soker: oppfylt → ikke oppfylt" in out
    refused = words("nb")["examples"]["not_eligible"]
    assert f"nå:  Lyst ut; {refused[0].lower()}{refused[1:]}" in out


def test_the_end_of_a_scheme_is_told_and_what_it_does_to_the_cases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    closure = (
        "owner: leirdirektoratet\nclosure:\n  after_year: 2025\n"
        "  text: {nb: Pengene er i rammen.}\n"
        "  replaced_by: [nabohjelp, rammevekst]\n"
        "  source: {document: utlysning-2025, place: a}\n  certainty: announced\n"
    )
    out = differences(capsys, ("leir/scheme.yaml", "owner: leirdirektoratet\n", closure))
    assert out == (
        "Leir, det som gjelder alle år\n"
        f"    {SAID['added']}: Avslutning\n"
        f"      før: {SAID['nothing']}\n"
        "      nå:  Siste år er 2025. Pengene er i rammen. I stedet kom: Nabohjelp, Rammevekst.\n"
    )


def test_an_end_that_comes_earlier_is_told_and_changes_cases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    new = changed_copy(("fadder/scheme.yaml", "after_year: 2024", "after_year: 2023"))
    out = diff(capsys, "schemes", new)
    assert out.startswith(
        "Fadder, det som gjelder alle år\n"
        "    Endret: Avslutning\n"
        "      før: Siste år er 2024. Fadder er slått sammen med Nabohjelp. "
        "I stedet kom: Nabohjelp.\n"
        "      nå:  Siste år er 2023. Fadder er slått sammen med Nabohjelp. "
        "I stedet kom: Nabohjelp.\n"
    )
    assert (
        "  fadder 2023, Året etter\n"
        f"      før: Ukjent om den finnes; {MEETS_IN_LINE}; prioritet 1; bare en pekepinn, "
        "800 000 kr\n"
        "      nå:  Avsluttet\n"
    ) in out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("nabohjelp/2025.yaml", "announced_on: 2024-11-07", "announced_on: 2024-11-08"),
            (
                "Endret: Nordland: utlysningen publisert\n"
                "      før: 7. november 2024\n"
                "      nå:  8. november 2024\n"
            ),
        ),
        (
            ("nabohjelp/2025.yaml", "measures: [barneleir]", "measures: [fadder-i-byen]"),
            (
                "Endret: Leir ute, tiltak fra andre ordninger\n"
                "      før: Tiltak fra andre ordninger som regnes hit: Leir for barn.\n"
                "      nå:  Tiltak fra andre ordninger som regnes hit: Fadder i byen.\n"
            ),
        ),
        (
            ("nabohjelp/2025.yaml", "{nb: Bare stillingene fra i fjor", "{nb: Bare de fra i fjor"),
            (
                "Endret: Ikke flere stillinger enn før\n"
                "      før: Bare stillingene fra i fjor kan få penger.\n"
                "      nå:  Bare de fra i fjor kan få penger.\n"
            ),
        ),
        (
            ("nabohjelp/2025.yaml", "    confirmed_by: cooperation_agreement\n", ""),
            (
                "Ikke nevnt lenger: Avtale mellom naboene. Bekreftes av svaret\n"
                "      før: Svar\n"
                "      nå:  Ikke nevnt\n"
            ),
        ),
        (
            ("nabohjelp/2025.yaml", "{nb: Søk i skjemaet.}", "{nb: Søk på papir.}"),
            (
                "Endret: Nordland: hvor søknaden sendes\n"
                "      før: Søk i skjemaet.\n"
                "      nå:  Søk på papir.\n"
            ),
        ),
        (
            ("nabohjelp/2025.yaml", "{nb: Ordningen er lyst ut.}", "{nb: Lyst ut i går.}"),
            (
                "Endret: Nordland: om utlysningen\n"
                "      før: Ordningen er lyst ut.\n"
                "      nå:  Lyst ut i går.\n"
            ),
        ),
        (
            (
                "leir/2025.yaml",
                "place: punkt 25}\n        certainty: announced",
                "place: punkt 25}\n        certainty: assumed",
            ),
            (
                "Endret: Leirdirektoratet: Sikkerhet, «Søknadsfrist: 31. mars 2025»\n"
                "      før: Kunngjort\n"
                "      nå:  Antatt\n"
            ),
        ),
        (
            (
                "leir/2025.yaml",
                "place: punkt 25}\n        certainty: announced",
                (
                    "place: punkt 25}\n        certainty: announced\n        interpretation: true\n"
                    "        reading: {nb: Året står ikke i kilden.}"
                ),
            ),
            (
                "Endret: Leirdirektoratet: Sikkerhet, «Søknadsfrist: 31. mars 2025»\n"
                "      før: Kunngjort\n"
                "      nå:  Kunngjort, tolkning. Året står ikke i kilden.\n"
            ),
        ),
        (
            (
                "leir/2025.yaml",
                "    deadlines:\n      - kind: application\n",
                "    deadlines:\n      - kind: application\n        opens: 2025-01\n",
            ),
            (
                "Nytt: Leirdirektoratet: åpner (Søknadsfrist: 31. mars 2025)\n"
                "      før: Ikke nevnt\n"
                "      nå:  januar 2025\n"
            ),
        ),
        (
            (
                "leir/scheme.yaml",
                "owner: leirdirektoratet\n",
                (
                    "owner: leirdirektoratet\ncounts_years_with: [fadder]\n"
                    "former_addresses: [sommerleir/2025]\n"
                ),
            ),
            "Nytt: Eldre adresse\n      før: Ikke nevnt\n      nå:  /ordninger/sommerleir/2025/\n",
        ),
        (
            (
                "relations.yaml",
                "[]",
                (
                    "- id: leir-og-nabo\n  schemes: [leir, nabohjelp]\n  prefer: leir\n"
                    "  when: {answer: new_measure, is: true}\n  text: {nb: Søk bare den ene.}\n"
                    "  from_year: 2025\n  source: {document: utlysning-2025, place: a}\n"
                    "  certainty: announced\n"
                ),
            ),
            (
                "Nytt: Leir og Nabohjelp (leir-og-nabo)\n      før: Ikke nevnt\n"
                "      nå:  Søk bare den ene.\n      nå:  Gjelder fra 2025.\n"
                "      nå:  Søk først: Leir.\n"
            ),
        ),
    ],
)
def test_whatever_a_reader_would_see_is_told(
    change: tuple[str, str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"    {told}" in differences(capsys, change)


def test_a_measure_that_only_the_old_folder_has_keeps_its_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = differences(
        capsys,
        ("nabohjelp/2025.yaml", "measures: [barneleir]", "measures: [storleir]"),
        ("leir/2025.yaml", "id: barneleir", "id: storleir"),
    )
    assert "før: Tiltak fra andre ordninger som regnes hit: barneleir.\n" in out


def test_an_edition_that_is_new_or_gone(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "gamle")
    assert main(["new-year", "2027", "leir", "--today", "2026-11-22"]) == 0
    capsys.readouterr()
    out = diff(capsys, "gamle", "schemes")
    assert out.startswith("Leir 2027: ny årgang\nLeir, 2025 og 2027\n")
    assert "Leir 2027: ikke lenger med\n" in diff(capsys, "schemes", "gamle")


def test_a_scheme_that_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("schemes", "gamle")
    assert main(["new-scheme", "boligsosialt", "--today", "2026-11-22"]) == 0
    capsys.readouterr()
    assert "Kort navn 2027: ny årgang\n" in diff(capsys, "gamle", "schemes")
    assert "Kort navn 2027: ikke lenger med\n" in diff(capsys, "schemes", "gamle")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("leir", "leir/2025", "verken en mappe eller en årgang"),
        ("leir/2023", "leir/2025", "Dette er årgangene: leir/2025."),
        ("schemes", "leir/2025", "ikke én av hver"),
        ("nabohjelp/2025", "leir/2025", "to årganger av samme ordning"),
    ],
)
def test_wrong_usage(old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", old, new]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_with_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    new = changed_copy(("leir/2025.yaml", "amount: 400000", "amount: mye"))
    assert main(["diff", "schemes", new]) == 1
    assert "nye/leir/2025.yaml" in capsys.readouterr().err
