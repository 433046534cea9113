"""How the fields of the model must fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.answers import READABLE
from tests.rules.building import CATALOGUE, edition_data, plain

from tilskudd_rules.answers import COST_CLASSES
from tilskudd_rules.calls import Deadline
from tilskudd_rules.catalogue import read_catalogue
from tilskudd_rules.model import conditions
from tilskudd_rules.places import senders
from tilskudd_rules.problems import DataError, Problem, dotted
from tilskudd_rules.schema import Reader
from tilskudd_rules.statements import Text

if TYPE_CHECKING:
    from collections.abc import Callable

type Data = dict[str, Any]

UNGE = "schemes.barn-og-unge.editions.2023"
TRYGGEST = "schemes.tryggest.editions.2025"
OVERGANG, LANGVARIG = "kommunalt-rusarbeid-overgang", "langvarige-sammensatte-behov"
BOOLEANS = [name for name, (_, kind) in READABLE.items() if kind.name == "boolean"]

HEARD = senders(
    CATALOGUE.authorities,
    [CATALOGUE.municipalities[one["number"]] for one in plain()["municipalities"]],
)
"""Who can announce a call that holds for somebody, in the small catalogue that is changed here."""

CLOSURE: Data = {
    "after_year": "2023",
    "text": {"nb": "Slutt."},
    "source": {"document": "innlandet-2023", "place": "et sted"},
    "certainty": "announced",
}
"""A scheme that is over, and nothing came instead."""


def unge(data: Data) -> Data:
    return edition_data(data, "barn-og-unge", 2023)


def tryggest(data: Data) -> Data:
    return edition_data(data, "tryggest", 2025)


def scheme(data: Data, name: str) -> Data:
    """Return what a scheme is from year to year."""
    found: Data = data["schemes"][name]["scheme"]
    return found


def support_of(data: Data, name: str) -> Data:
    """Return what an edition of 2023 gives a measure without support of its own."""
    found: Data = edition_data(data, name, 2023)["support"]
    return found


def outreach(data: Data) -> Data:
    """Return the measure that takes in measures of other schemes."""
    found: Data = edition_data(data, "kommunalt-rusarbeid", 2023)["measures"][0]
    return found


def named_measure(data: Data) -> Data:
    """Return the part of a condition that names measures."""
    found: Data = unge(data)["criteria"][1]["when"]["any"][0]
    return found


def rates(data: Data) -> list[Data]:
    found: list[Data] = unge(data)["measures"][0]["support"]["rates"]
    return found


def problems(change: Callable[[Data], object]) -> tuple[Problem, ...]:
    """Return what is wrong with the catalogue after a change; nothing is a failure."""
    data = plain()
    change(data)
    with pytest.raises(DataError) as caught:
        read_catalogue(data)
    return caught.value.problems


def read(change: Callable[[Data], object]) -> None:
    """Read the catalogue after a change that must do no harm."""
    data = plain()
    change(data)
    read_catalogue(data)


def support(**changes: object) -> Callable[[Data], object]:
    """Return a change of the FACT ung team's support."""
    return lambda data: unge(data)["measures"][0]["support"].update(changes)


def amounts(*years: str) -> Callable[[Data], object]:
    """Return a change of the FACT ung team's grant years."""

    def change(data: Data) -> None:
        template = rates(data)[0]
        unge(data)["measures"][0]["support"]["rates"] = [
            {**template, "grant_year": year} for year in years
        ]

    return change


def pre_project(data: Data) -> Data:
    found: Data = unge(data)["measures"][0]["support"]["pre_project"]
    return found


def max_positions(data: Data) -> Data:
    found: Data = unge(data)["measures"][0]["support"]["max_positions"]
    return found


def per_position(*bases: str) -> Callable[[Data], object]:
    """Return a change: nothing is said of part-time positions, and the years rest on these.

    A single one holds for any year.
    """

    def change(data: Data) -> None:
        years = ["any"] if len(bases) == 1 else [str(year) for year, _ in enumerate(bases, 1)]
        template = rates(data)[0]
        table = unge(data)["measures"][0]["support"]
        table["rates"] = [
            {**template, "grant_year": year, "basis": basis}
            for year, basis in zip(years, bases, strict=True)
        ]
        del table["part_time"]

    return change


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        # Statements
        (
            lambda data: unge(data)["criteria"][0].update(interpretation="true"),
            "interpretation-without-reading",
            f"{UNGE}.criteria[0]",
        ),
        (
            lambda data: unge(data)["criteria"][0].update(certainty="interpretation"),
            "interpretation-without-reading",
            f"{UNGE}.criteria[0]",
        ),
        (
            lambda data: unge(data)["criteria"][0].update(reading={"nb": "Lest slik."}),
            "reading-without-interpretation",
            f"{UNGE}.criteria[0].reading",
        ),
        (
            lambda data: data["relations"][0].pop("reading"),
            "interpretation-without-reading",
            "relations[0]",
        ),
        (
            lambda data: unge(data)["applicants"][0].update(interpretation="true"),
            "interpretation-without-reading",
            f"{UNGE}.applicants[0]",
        ),
        (
            lambda data: rates(data)[0].update(interpretation="true"),
            "interpretation-without-reading",
            f"{UNGE}.measures[0].support.rates[0]",
        ),
        (
            lambda data: pre_project(data).pop("reading"),
            "interpretation-without-reading",
            f"{UNGE}.measures[0].support.pre_project",
        ),
        (
            lambda data: max_positions(data).pop("reading"),
            "interpretation-without-reading",
            f"{UNGE}.measures[0].support.max_positions",
        ),
        (
            lambda data: unge(data)["calls"][0]["deadlines"][0].update(interpretation="true"),
            "interpretation-without-reading",
            f"{UNGE}.calls[0].deadlines[0]",
        ),
        (
            lambda data: data["frame_growth"].update(reading={"nb": "Lest slik."}),
            "reading-without-interpretation",
            "frame_growth.reading",
        ),
        # Amounts
        (
            lambda data: rates(data)[0].update(amount="-1"),
            "negative",
            f"{UNGE}.measures[0].support.rates[0].amount",
        ),
        (
            lambda data: pre_project(data).update(amount="-1"),
            "negative",
            f"{UNGE}.measures[0].support.pre_project.amount",
        ),
        (
            lambda data: max_positions(data).update(percent="0"),
            "not-positive",
            f"{UNGE}.measures[0].support.max_positions.percent",
        ),
        # Grant years
        (amounts("2", "3"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (amounts("1", "3"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (amounts("1", "1"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (amounts("2", "1"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (amounts("any", "2"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (amounts("any", "any"), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (support(rates=[]), "grant-years-not-in-order", f"{UNGE}.measures[0].support.rates"),
        (
            lambda data: unge(data)["measures"][0]["support"].pop("part_time"),
            "missing-key",
            f"{UNGE}.measures[0].support",
        ),
        (
            per_position("measure", "position", "measure"),
            "missing-key",
            f"{UNGE}.measures[0].support",
        ),
        (per_position("position"), "missing-key", f"{UNGE}.measures[0].support"),
        # Ids and costs
        (
            lambda data: unge(data)["measures"][1].update(id="lavterskel"),
            "duplicate-id",
            f"{UNGE}.measures[2].id",
        ),
        (
            lambda data: unge(data)["criteria"][1].update(id="municipality-leads"),
            "duplicate-id",
            f"{UNGE}.criteria[1].id",
        ),
        (
            lambda data: unge(data)["evidence"].append(unge(data)["evidence"][0]),
            "duplicate-id",
            f"{UNGE}.evidence[1].id",
        ),
        (
            lambda data: unge(data)["calls"].append(unge(data)["calls"][0]),
            "call-twice",
            f"{UNGE}.calls[1].authority",
        ),
        (lambda data: unge(data)["costs"].pop("salary"), "missing-key", f"{UNGE}.costs"),
        (
            lambda data: unge(data)["costs"].update(travel=unge(data)["costs"]["salary"]),
            "unknown-key",
            f"{UNGE}.costs.travel",
        ),
        # Measures in conditions
        (
            lambda data: named_measure(data).update({"in": ["fact"]}),
            "measure-not-in-edition",
            f"{UNGE}.criteria[1].when",
        ),
        (
            lambda data: unge(data)["evidence"][0].update(when={"answer": "measure", "is": "fact"}),
            "measure-not-in-edition",
            f"{UNGE}.evidence[0].when",
        ),
        # Editions
        (
            lambda data: unge(data).update(year="2024"),
            "wrong-file-name",
            f"{UNGE}.year",
        ),
        (
            lambda data: unge(data).update(scheme="tryggest"),
            "wrong-folder",
            f"{UNGE}.scheme",
        ),
        # A scheme is over after its last edition, never before (D0)
        (
            lambda data: scheme(data, LANGVARIG)["closure"].update(after_year="2017"),
            "closed-before-its-last-edition",
            f"schemes.{LANGVARIG}.closure.after_year",
        ),
        (
            lambda data: scheme(data, "barn-og-unge").update(
                closure={**CLOSURE, "after_year": "2024"}
            ),
            "closed-before-its-last-edition",
            "schemes.barn-og-unge.closure.after_year",
        ),
        (
            lambda data: unge(data).update(closure=CLOSURE),
            "unknown-key",
            f"{UNGE}.closure",
        ),
        (
            lambda data: scheme(data, LANGVARIG)["closure"].pop("reading"),
            "interpretation-without-reading",
            f"schemes.{LANGVARIG}.closure",
        ),
        (
            lambda data: scheme(data, LANGVARIG)["closure"].update(replaced_by=["tryggestt"]),
            "unknown-name",
            f"schemes.{LANGVARIG}.closure.replaced_by[0]",
        ),
        # Schemes that count together, and former addresses
        (
            lambda data: scheme(data, "tryggest").update(counts_years_with=["tryggestt"]),
            "unknown-name",
            "schemes.tryggest.counts_years_with[0]",
        ),
        *(
            (
                lambda data, address=address: scheme(data, "tryggest").update(
                    former_addresses=["tryggest-gammel/2025", address]
                ),
                "not-an-address",
                "schemes.tryggest.former_addresses[1]",
            )
            for address in ("tryggest", "/tryggest/2018", "tryggest/2018/", "../2018", "a/20188")
        ),
        (
            lambda data: scheme(data, "tryggest").update(former_addresses=["trygg/2018"]),
            "address-without-edition",
            "schemes.tryggest.former_addresses[0]",
        ),
        (
            lambda data: scheme(data, "tryggest").update(former_addresses=["barn-og-unge/2025"]),
            "address-in-use",
            "schemes.tryggest.former_addresses[0]",
        ),
        (
            lambda data: [
                scheme(data, name).update(former_addresses=["trygg/2025"])
                for name in ("barn-og-unge", "tryggest")
            ],
            "address-leads-twice",
            "schemes.tryggest.former_addresses[0]",
        ),
        *(
            (
                lambda data, key=key: scheme(data, "tryggest").update({key: ["tryggest"]}),
                "names-itself",
                f"schemes.tryggest.{key}[0]",
            )
            for key in ("replaces", "counts_years_with")
        ),
        (
            lambda data: scheme(data, OVERGANG)["counts_years_with"].append(
                "kommunalt-rusarbeid-gammel"
            ),
            "duplicate-id",
            f"schemes.{OVERGANG}.counts_years_with[1]",
        ),
        # Whose call it is
        (
            lambda data: unge(data)["calls"][0].update(authority="rogaland"),
            "call-of-nobody",
            f"{UNGE}.calls[0].authority",
        ),
        (
            lambda data: tryggest(data)["calls"][0].update(announced_on="2025-02"),
            "not-a-date",
            f"{TRYGGEST}.calls[0].announced_on",
        ),
        # What confirms an attachment (D4)
        (
            lambda data: unge(data)["evidence"][0].update(confirmed_by="cooperation_agrement"),
            "unknown-name",
            f"{UNGE}.evidence[0].confirmed_by",
        ),
        (
            lambda data: unge(data)["evidence"][0].update(confirmed_by="requested_amount"),
            "not-one-of",
            f"{UNGE}.evidence[0].confirmed_by",
        ),
        # What a measure takes in (D7)
        (
            lambda data: outreach(data)["covers"]["measures"].append("fakt"),
            "unknown-name",
            "schemes.kommunalt-rusarbeid.editions.2023.measures[0].covers.measures[2]",
        ),
        (
            lambda data: outreach(data)["covers"]["measures"].append("utekontakt"),
            "unknown-name",
            "schemes.kommunalt-rusarbeid.editions.2023.measures[0].covers.measures[2]",
        ),
        (
            lambda data: edition_data(data, "kommunalt-rusarbeid", 2023)["measures"][1].update(
                covers=outreach(data)["covers"] | {"measures": ["mo-senter", "fact"]}
            ),
            "covered-twice",
            "schemes.kommunalt-rusarbeid.editions.2023.measures[1].covers.measures[1]",
        ),
        (
            lambda data: outreach(data)["covers"].pop("reading"),
            "interpretation-without-reading",
            "schemes.kommunalt-rusarbeid.editions.2023.measures[0].covers",
        ),
        # Positions that are fixed (D11)
        (
            lambda data: support_of(data, OVERGANG)["fixed_positions"].pop("reading"),
            "interpretation-without-reading",
            f"schemes.{OVERGANG}.editions.2023.support.fixed_positions",
        ),
        (
            lambda data: tryggest(data).update(
                support={"kind": "not_stated", "indicative_edition": "2025"}
            ),
            "no-such-edition",
            f"{TRYGGEST}.support.indicative_edition",
        ),
        (
            lambda data: unge(data)["measures"][1].update(
                support={"kind": "not_stated", "indicative_edition": "2025"}
            ),
            "no-such-edition",
            f"{UNGE}.measures[1].support.indicative_edition",
        ),
        # Relations
        (
            lambda data: data["relations"][3].update(schemes=["tryggest"]),
            "not-a-pair",
            "relations[3].schemes",
        ),
        (
            lambda data: data["relations"][3].update(schemes=["tryggest", "tryggest"]),
            "not-a-pair",
            "relations[3].schemes",
        ),
        (
            lambda data: data["relations"][3]["schemes"].append("tryggest"),
            "not-a-pair",
            "relations[3].schemes",
        ),
        (
            lambda data: data["relations"][3].update(prefer="tryggest"),
            "not-one-of",
            "relations[3].prefer",
        ),
        # Frame growth
        (
            lambda data: data["frame_growth"]["rows"][3].update(total="1"),
            "wrong-sum",
            "frame_growth.rows[3].total",
        ),
        (
            lambda data: data["frame_growth"]["rows"][3].update(forecast_2018="1"),
            "wrong-sum",
            "frame_growth.rows[3].forecast_2018",
        ),
        (
            lambda data: data["frame_growth"].update(id="tryggest"),
            "wrong-folder",
            "frame_growth.id",
        ),
    ],
)
def test_what_does_not_fit_together_is_reported_where_it_stands(
    change: Callable[[Data], object], code: str, path: str
) -> None:
    (one,) = problems(change)
    assert (one.code, dotted(one.path)) == (code, path)


@pytest.mark.parametrize(
    "change",
    [
        amounts("1"),
        amounts("any"),
        amounts("1", "2", "3", "4", "5"),
        lambda data: rates(data)[0].update(amount="0"),
        lambda data: rates(data)[0].update(amount="not_stated"),
        support(pre_project="not_stated", max_positions="not_stated"),
        lambda data: max_positions(data).update(percent="1"),
        # A ceiling for the measure needs no word on part-time positions.
        per_position("measure", "measure"),
        lambda data: unge(data)["criteria"][0].update(
            interpretation="true", reading={"nb": "Lest slik."}
        ),
        lambda data: unge(data)["criteria"][0].update(
            certainty="interpretation", reading={"nb": "Lest slik."}
        ),
        lambda data: named_measure(data).update({"in": ["fact-ung", "other"]}),
        # The last edition may be the last year; nothing need have come instead.
        lambda data: scheme(data, "barn-og-unge").update(closure={**CLOSURE, "after_year": "2025"}),
        lambda data: scheme(data, "tryggest").update(former_addresses=["tryggest-gammel/2025"]),
        lambda data: tryggest(data)["calls"][0].update(announced_on="2025-02-03"),
        lambda data: unge(data)["evidence"][0].update(confirmed_by="joint_application"),
        lambda data: outreach(data)["covers"].update(measures=["mo-senter"]),
        # A measure of another year of the same scheme may be taken in, too (D26).
        lambda data: outreach(data)["covers"].update(measures=["alkohol-legemidler"]),
        lambda data: data["relations"][0].update(from_year="2022"),
    ],
)
def test_what_fits_together_is_read(change: Callable[[Data], object]) -> None:
    read(change)


@pytest.mark.parametrize(
    ("change", "found", "details"),
    [
        (
            lambda data: unge(data)["costs"].update(salery=unge(data)["costs"]["salary"]),
            "salery",
            {"near": "salary", "expected": ", ".join(COST_CLASSES)},
        ),
        (lambda data: unge(data)["costs"].pop("salary"), "", {"key": "salary"}),
        (
            lambda data: unge(data)["measures"][0]["support"].pop("part_time"),
            "",
            {"key": "part_time"},
        ),
        (
            lambda data: named_measure(data).update({"in": ["other", "fact"]}),
            "fact",
            {
                "near": "fact-ung",
                "expected": "fact-ung, lavterskel, other, samhandlingsmodell",
            },
        ),
        (
            lambda data: edition_data(data, "kommunalt-rusarbeid", 2025).update(
                support={"kind": "not_stated", "indicative_edition": "2025"}
            ),
            "2025",
            {"expected": "2023"},
        ),
        (
            lambda data: scheme(data, LANGVARIG)["closure"].update(after_year="2017"),
            "2017",
            {"year": "2018"},
        ),
        (
            lambda data: unge(data)["calls"][0].update(authority="rogaland"),
            "rogaland",
            {"expected": ", ".join(HEARD)},
        ),
        (lambda data: data["relations"][3]["schemes"].append("tryggest"), "3", {}),
        (
            lambda data: data["relations"][2].update(
                schemes=["barn-og-unge", "kommunalt-rusarbeid"],
                prefer="kommunalt-rusarbeid-overgang",
            ),
            "kommunalt-rusarbeid-overgang",
            {"near": "kommunalt-rusarbeid", "expected": "barn-og-unge, kommunalt-rusarbeid"},
        ),
    ],
)
def test_a_mistake_has_all_that_its_message_needs(
    change: Callable[[Data], object], found: str, details: dict[str, str]
) -> None:
    (one,) = problems(change)
    assert (one.found, one.details) == (found, details)


def test_what_confirms_an_attachment_is_a_yes_or_a_no() -> None:
    (one,) = problems(
        lambda data: unge(data)["evidence"][0].update(confirmed_by="requested_amount")
    )
    assert sorted(one.details["expected"].split(", ")) == sorted(BOOLEANS)


def test_what_code_reckons_with_must_be_asked_for() -> None:
    """A question may be about anything else, too."""

    def change(data: Data) -> None:
        (years,) = [q for q in data["questions"] if q["answer"] == "requested_years"]
        years["answer"] = "requested_yeers"

    (missing,) = problems(change)
    assert (missing.code, missing.found) == ("missing-question", "requested_years")


def test_what_is_offered_number_by_number_has_an_end() -> None:
    def change(data: Data) -> None:
        (years,) = [q for q in data["questions"] if q["answer"] == "requested_years"]
        del years["maximum"]

    (missing,) = problems(change)
    assert (missing.code, missing.details) == ("missing-key", {"key": "maximum"})


def test_a_measure_nobody_has_is_found_anywhere_in_a_condition() -> None:
    def change(data: Data) -> None:
        unge(data)["criteria"][0]["when"] = {
            "any": [
                {"answer": "applicant_type", "is": "municipality"},
                {"answer": "measure", "is": "fact"},
            ]
        }

    (one,) = problems(change)
    assert (one.code, one.found) == ("measure-not-in-edition", "fact")


@pytest.mark.parametrize(
    ("opens", "closes", "fits"),
    [
        ("2023-02-28", "2023-03-01", True),
        ("2023-03-01", "2023-03-01", True),
        ("2023-03-02", "2023-03-01", False),
        # Of a month no more is known than that it is not over before it has begun.
        ("2023-03-15", "2023-03", True),
        ("2023-04-01", "2023-03", False),
        ("2023-03", "2023-03-01", True),
        ("2023-04", "2023-03-31", False),
        ("2023-03", "2023-03", True),
    ],
)
def test_nothing_opens_after_it_has_closed(opens: str, closes: str, *, fits: bool) -> None:
    reader = Reader()
    source = {"document": "innlandet-2023", "place": "et sted"}
    data = {"kind": "application", "source": source, "certainty": "announced"}
    reader.read(Deadline, {**data, "date": closes, "opens": opens}, ("deadline",))
    assert [(p.code, dotted(p.path), p.found, p.details) for p in reader.problems] == (
        [] if fits else [("opens-after-it-closes", "deadline.opens", opens, {"date": closes})]
    )


def test_a_sum_that_is_wrong_says_what_it_should_be() -> None:
    row = plain()["frame_growth"]["rows"][0]
    both = int(row["growth_2016"]) + int(row["growth_2017"])

    def change(data: Data) -> None:
        data["frame_growth"]["rows"][0].update(total=str(both + 1), forecast_2018="1")

    total, forecast = problems(change)
    assert total.details == {"expected": str(both)}
    assert forecast.details == {"expected": str(both + int(row["growth_2017"]))}


def test_the_grant_years_found_are_written_as_in_the_file() -> None:
    (one,) = problems(amounts("any", "2"))
    assert one.found == "any, 2"


def test_an_unreadable_part_hides_no_other_mistake_and_makes_none() -> None:
    """What cannot be read is left out of the checks of the whole, which must not stumble on it."""

    def change(data: Data) -> None:
        edition = unge(data)
        edition["measures"][1]["name"] = "x"
        edition["criteria"][2]["when"] = {"answer": "measure", "in": ["fakt"]}
        edition["calls"][0]["authority"] = "X Y"
        edition["costs"]["salary"] = "x"
        edition["evidence"][0]["text"] = []
        rates(data)[0]["amount"] = "x"

    codes = [p.code for p in problems(change)]
    assert sorted(codes) == [
        "not-a-number",
        "not-an-identifier",
        "unknown-name",
        "wrong-type",
        "wrong-type",
        "wrong-type",
    ]


@pytest.mark.parametrize("where", ["measures", "options"])
def test_an_id_used_twice_is_found_beside_an_item_that_cannot_be_read(where: str) -> None:
    def change(data: Data) -> None:
        question = next(q for q in data["questions"] if q["answer"] == "applicant_type")
        items = {"measures": unge(data)["measures"], "options": question["options"]}[where]
        items[1:1] = ["x"]
        items.append(items[0])

    assert [p.code for p in problems(change)] == ["wrong-type", "duplicate-id"]


def test_a_relation_with_a_scheme_nobody_knows_is_reported_and_nothing_else_happens() -> None:
    def change(data: Data) -> None:
        assert data["relations"][0]["prefer"] == "kommunalt-rusarbeid-overgang"
        data["relations"][0]["schemes"][0] = "kommunalt-rusarbeid-overgangg"

    (one,) = problems(change)
    assert (one.code, dotted(one.path)) == ("unknown-name", "relations[0].schemes[0]")


@pytest.mark.parametrize("record", [None, "x", [], {}])
def test_a_scheme_or_a_record_of_the_wrong_shape_is_reported(record: object) -> None:
    def scheme(data: Data) -> None:
        data["schemes"]["tryggest"]["scheme"] = record

    def edition(data: Data) -> None:
        data["schemes"]["tryggest"]["editions"]["2025"] = record

    def relation(data: Data) -> None:
        data["relations"][0] = record

    def source(data: Data) -> None:
        data["sources"][0] = record

    for change in (scheme, edition, relation, source):
        assert problems(change)


def test_a_text_may_have_both_language_forms() -> None:
    assert Text(nb="a", nn="b").in_language("nn") == "b"
    assert Text(nb="a", nn="b").in_language("nb") == "a"
    assert Text(nb="a").in_language("nn") == "a"


def test_an_edition_finds_its_measures() -> None:
    edition = CATALOGUE.schemes["barn-og-unge"].editions["2023"]
    measure = edition.measure("lavterskel")
    assert measure is not None
    assert measure.id == "lavterskel"
    assert edition.measure("fact") is None


def test_editions_come_newest_first() -> None:
    editions = CATALOGUE.schemes["kommunalt-rusarbeid"].newest_first
    assert [edition.year for edition in editions] == [2025, 2023]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        # Rule 25 and D0: from 2026 in the block grant.
        ("kommunalt-rusarbeid", 2025),
        ("kommunalt-rusarbeid-gammel", 2021),
        (OVERGANG, 2024),
        (LANGVARIG, 2018),
        ("tryggest", None),
        ("barn-og-unge", None),
        ("voksne-sammensatte-behov", None),
    ],
)
def test_a_scheme_is_over_after_the_last_year_a_source_gives_it(
    name: str, last: int | None
) -> None:
    found = CATALOGUE.schemes[name]
    over = [year for year in range(2016, 2036) if found.is_over(year)]
    assert over == ([] if last is None else list(range(last + 1, 2036)))


def test_conditions_are_found_in_criteria_and_evidence_with_their_paths() -> None:
    edition = CATALOGUE.schemes["barn-og-unge"].editions["2025"]
    paths = [dotted(path) for path, _ in conditions(edition, ("her",))]
    assert paths == [*(f"her.criteria[{i}].when" for i in range(5)), "her.evidence[0].when"]
    silent = CATALOGUE.schemes["tryggest"].editions["2025"]
    assert [dotted(path) for path, _ in conditions(silent)] == [
        f"criteria[{i}].when" for i in range(3)
    ]
