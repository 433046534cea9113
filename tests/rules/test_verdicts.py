"""The verdict in words: the standing of the year first, then whether the rules are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from tests.rules.building import (
    CATALOGUE,
    GAMMEL,
    KR,
    LANGVARIG,
    TEAM,
    TRYGGEST,
    UNGE,
    WORDING,
    by_scheme,
    changed,
    edition_data,
    evaluated,
    result,
)
from tests.rules.strategies import situations

from tilskudd_rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tilskudd_rules.model import Catalogue
    from tilskudd_rules.result import OutsideResult


def verdict(scheme: str, catalogue: Catalogue = CATALOGUE, /, **answers: object) -> str:
    return result(scheme, catalogue, **answers)["verdict"]


def outside(catalogue: Catalogue = CATALOGUE, /, **answers: object) -> dict[str, OutsideResult]:
    """Return the schemes that no edition speaks for, by id."""
    return {one["scheme"]: one for one in evaluated(catalogue, **answers)["outside"]}


# Whether the rules are met


@pytest.mark.parametrize(
    ("answers", "eligibility", "says"),
    [
        ({}, "eligible", "Dere oppfyller vilkårene i reglene for 2023."),
        (
            {"applicant_type": "other"},
            "not_eligible",
            "Dere oppfyller ikke vilkårene i reglene for 2023.",
        ),
        (
            {"applicant_type": None},
            "unknown",
            "Vi trenger flere svar for å si om dere oppfyller vilkårene i reglene for 2023.",
        ),
        (
            {"measure": "other"},
            "assessment",
            "Reglene for 2023 avgjør ikke saken. Spør den som behandler søknaden.",
        ),
    ],
)
def test_the_verdict_says_last_whether_the_rules_are_met(
    answers: dict[str, Any], eligibility: str, says: str
) -> None:
    one = result(UNGE, **{**TEAM, **answers})
    assert one["eligibility"] == eligibility
    assert one["verdict"].endswith(f" {says}")


def test_the_rules_that_are_met_are_the_editions_and_not_the_years() -> None:
    """D20: green «Kan søke» for 2027, which nobody had announced."""
    told = verdict(UNGE, **{**TEAM, "year": 2027, "partners": []})
    assert told == (
        "Vi vet ikke om ordningen finnes i 2027: ingen kilde forteller om en utlysning. "
        "Dere oppfyller vilkårene i reglene for 2025."
    )


# How the year stands


def called(*, opens: str | None = None, certainty: str = "announced") -> Catalogue:
    """Return the rules with a call for TryggEst that opens, or is expected."""

    def change(data: dict[str, Any]) -> None:
        (deadline,) = edition_data(data, TRYGGEST, 2025)["calls"][0]["deadlines"]
        deadline["certainty"] = certainty
        if opens is not None:
            deadline["opens"] = opens

    return changed(change)


@pytest.mark.parametrize(
    ("opens", "as_of", "standing", "says"),
    [
        (
            "2025-02-03",
            "2025-02-02",
            Standing.OPENS_LATER,
            "Lyst ut for 2025. Dere kan søke fra 03.02.2025, og fristen er 31.03.2025.",
        ),
        (
            "2025-02",
            "2025-01-31",
            Standing.OPENS_LATER,
            "Lyst ut for 2025. Dere kan søke fra februar 2025, og fristen er 31.03.2025.",
        ),
        (
            "2025-02",
            "2025-02-01",
            Standing.ANNOUNCED,
            "Lyst ut for 2025. Søknadsfristen er 31.03.2025.",
        ),
        (
            "2025-02-03",
            "2025-02-03",
            Standing.OPEN,
            "Åpen for søknader for 2025. Søknadsfristen er 31.03.2025.",
        ),
        (
            "2025-02-03",
            "2025-04-01",
            Standing.CLOSED,
            "Søknadsfristen for 2025 er ute. Den var 31.03.2025.",
        ),
        (
            "2025-02-03",
            None,
            Standing.ANNOUNCED,
            "Lyst ut for 2025. Søknadsfristen er 31.03.2025.",
        ),
        (
            None,
            "2025-02-03",
            Standing.ANNOUNCED,
            "Lyst ut for 2025. Søknadsfristen er 31.03.2025.",
        ),
    ],
)
def test_an_announced_call_says_its_dates(
    opens: str | None, as_of: str | None, standing: Standing, says: str
) -> None:
    one = result(TRYGGEST, called(opens=opens), year=2025, as_of=as_of)
    assert one["standing"] == standing.value
    assert one["verdict"].startswith(f"{says} ")


def test_an_expected_call_says_that_it_is_not_announced() -> None:
    one = result(TRYGGEST, called(certainty="assumed"), year=2025, as_of="2025-02-03")
    assert one["standing"] == Standing.NOT_ANNOUNCED.value
    assert one["verdict"].startswith(
        "Søknadsfristen for 2025 er ikke kunngjort i kildene: 31.03.2025 er bare antatt. "
    )


def test_a_second_round_is_the_one_that_is_told_of_once_the_first_is_over() -> None:
    def twice(data: dict[str, Any]) -> None:
        deadlines = edition_data(data, TRYGGEST, 2025)["calls"][0]["deadlines"]
        deadlines.append({**deadlines[0], "date": "2025-10-15", "opens": "2025-09-01"})

    catalogue = changed(twice)
    for as_of, says in (
        ("2025-03-31", "Lyst ut for 2025. Søknadsfristen er 31.03.2025."),
        ("2025-04-01", "Lyst ut for 2025. Dere kan søke fra 01.09.2025, og fristen er 15.10.2025."),
        ("2025-09-01", "Åpen for søknader for 2025. Søknadsfristen er 15.10.2025."),
        ("2025-10-16", "Søknadsfristen for 2025 er ute. Den var 15.10.2025."),
    ):
        assert verdict(TRYGGEST, catalogue, year=2025, as_of=as_of).startswith(f"{says} ")


@pytest.mark.parametrize(
    ("scheme", "answers", "says"),
    [
        # Somebody's dates are known, and the own county governor's are not.
        (
            KR,
            {"year": 2025, "municipality": "4204"},
            "Vi kjenner ingen kunngjort søknadsfrist for 2025 hos Statsforvalteren i Agder. ",
        ),
        (
            KR,
            {"year": 2025},
            "Velg kommune for å se om søknadsfristen for 2025 er kunngjort hos dere.",
        ),
        # D12: a date of nobody named is nobody's announcement.
        (
            KR,
            {"year": 2023, "municipality": "4601"},
            "Vi kjenner ingen kunngjort søknadsfrist for 2023 hos Statsforvalteren i Vestland.",
        ),
        (
            KR,
            {"year": 2023, "municipality": "3405"},
            "Søknadsfristen for 2023 er ikke kunngjort i kildene: 01.03.2023 er bare antatt.",
        ),
        # A month has its name, and no day.
        (
            UNGE,
            {"year": 2025, "municipality": "5001"},
            "Søknadsfristen for 2025 er ikke kunngjort i kildene: april 2025 er bare antatt.",
        ),
        # Nobody's dates are known at all.
        (
            LANGVARIG,
            {"year": 2018, "municipality": "4204"},
            "Kildene har ingen søknadsfrist for 2018.",
        ),
        # No rules, and a later source, or the source of the end, tells that it was there.
        (KR, {"year": 2024}, "Vi har ingen regler for 2024."),
        (GAMMEL, {"year": 2021}, "Vi har ingen regler for 2021."),
        (TRYGGEST, {"year": 2026}, "Vi vet ikke om ordningen finnes i 2026"),
    ],
)
def test_what_is_not_announced_says_what_is_known(
    scheme: str, answers: dict[str, Any], says: str
) -> None:
    assert verdict(scheme, **answers).startswith(says)


# A scheme that no edition speaks for


@pytest.mark.parametrize("year", [2026, 2027, 2035])
def test_a_scheme_in_the_block_grant_says_what_to_do_instead(year: int) -> None:
    """D0: nothing came instead that could be applied for."""
    closure = CATALOGUE.schemes[KR].closure
    assert closure is not None
    one = outside(year=year)[KR]
    assert one["message"] == closure.text.nb
    assert "I stedet kom" not in one["message"]
    assert one["standing"] == Standing.ENDED.value


def test_a_year_before_the_rules_says_only_that() -> None:
    """D3: «avsluttet eller lagt om før det» for 2019 to 2022."""
    one = outside(year=2022)[KR]
    assert one["message"] == "Vi har ingen regler for Kommunalt rusarbeid i 2022 eller tidligere."
    assert (one["reason"], one["standing"]) == ("no_edition", Standing.UNKNOWN_YEAR.value)
    assert (one["source"], one["replaced_by"]) == (None, [])


def replaced(*names: str) -> Callable[[dict[str, Any]], None]:
    """Return a change: TryggEst is over after 2025, and these came instead."""

    def change(data: dict[str, Any]) -> None:
        data["schemes"][TRYGGEST]["scheme"]["closure"] = {
            "after_year": "2025",
            "text": {"nb": "TryggEst er slutt.", "nn": "TryggEst er over."},
            "replaced_by": list(names),
            "source": {"document": "trondelag-2025", "place": "et sted"},
            "certainty": "announced",
        }

    return change


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ((), "TryggEst er slutt."),
        (
            (LANGVARIG, UNGE),
            "TryggEst er slutt. I stedet kom: {over} (også avsluttet), {young}.",
        ),
        # Not a scheme to apply for, but what came instead may be a share of the frame grant.
        (("rammevekst",), "TryggEst er slutt. I stedet kom: {growth}."),
    ],
)
def test_what_came_instead_is_named_and_whether_it_is_over(
    names: tuple[str, ...], says: str
) -> None:
    schemes = CATALOGUE.schemes
    said = says.format(
        over=schemes[LANGVARIG].name.nb,
        young=schemes[UNGE].name.nb,
        growth=CATALOGUE.frame_growth.name.nb,
    )
    one = outside(changed(replaced(*names)), year=2026)[TRYGGEST]
    assert one["message"] == said
    assert one["replaced_by"] == list(names)
    assert one["source"] == {
        "document": "trondelag-2025",
        "place": "et sted",
        "certainty": "announced",
        "reading": None,
        "only_for": [],
        "disagreements": [],
    }
    # In its last year it is not over.
    assert TRYGGEST not in outside(changed(replaced(*names)), year=2025)


# Laws

_SAYS_OPEN: Final = WORDING.format_message("standing.open", year="", deadline="", opens="").split()[
    0
]


@given(situations())
def test_law_every_verdict_has_both_sentences_in_their_order(data: dict[str, Any]) -> None:
    """The standing comes first whatever the verdict, and only an open call is called open."""
    for one in evaluated(**data)["schemes"]:
        texts = {
            "eligible": "verdict.eligible",
            "not_eligible": "verdict.not-eligible",
            "unknown": "verdict.unknown",
            "assessment": "verdict.assessment",
        }
        met = WORDING.format_message(texts[one["eligibility"]], edition=one["edition"])
        assert one["verdict"].endswith(f" {met}")
        standing = one["verdict"].removesuffix(f" {met}")
        assert str(data["year"]) in standing
        assert standing.startswith(_SAYS_OPEN) is (one["standing"] == Standing.OPEN.value)
        assert "{" not in one["verdict"]


@given(situations())
def test_law_nothing_that_is_over_is_among_what_can_be_had(data: dict[str, Any]) -> None:
    """A scheme is checked or outside, and outside says by a source that it is over, or nothing."""
    found = evaluated(**data)
    for one in found["outside"]:
        over = CATALOGUE.schemes[one["scheme"]].is_over(data["year"])
        assert (one["standing"] == Standing.ENDED.value) is over
        assert (one["reason"] == "ended") is over
        assert (one["source"] is not None) is over
        assert one["message"]
    for name, checked in by_scheme(found).items():
        assert not CATALOGUE.schemes[name].is_over(data["year"])
        assert checked["standing"] != Standing.ENDED.value
        assert (checked["standing"] == Standing.UNKNOWN_YEAR.value) is (
            checked["basis"] == "latest_edition"
        )
