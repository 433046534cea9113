"""What differs between two editions, found by comparing their models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from tests.rules.building import CATALOGUE, fact, rate_table, text

from tilskudd_build.pages.changes import Change, ChangeKind, compare, comparisons
from tilskudd_build.pages.formatting import Formatter
from tilskudd_build.pages.words import words
from tilskudd_rules.model import Measure
from tilskudd_rules.schema import Identifier, Word
from tilskudd_rules.statements import Certainty, Source, SourceId
from tilskudd_rules.support import Coverage, Discretionary, NoStatedSupport

if TYPE_CHECKING:
    from tilskudd_rules.model import Edition

PHRASES: Final = Formatter(words("nb"), CATALOGUE, "nb")
SCHEME: Final = CATALOGUE.schemes["barn-og-unge"]
OLD: Final = SCHEME.editions["2023"]
LATER: Final = replace(OLD, year=2024)
"""The same edition a year on: nothing but the year differs."""


def changes(new: Edition, old: Edition = OLD) -> list[Change]:
    return list(compare(SCHEME, old, new, PHRASES))


def only(new: Edition, old: Edition = OLD) -> Change:
    found = changes(new, old)
    assert len(found) == 1, found
    return found[0]


def said(side: object) -> list[str]:
    assert isinstance(side, (list, tuple))
    return [one.words for one in side]


def measure(name: str, priority: int) -> Measure:
    return Measure(
        id=Identifier(name),
        name=text(name.capitalize()),
        priority=priority,
        source=Source(document=SourceId("satser-2023"), place="side 1"),
        certainty=Certainty.ANNOUNCED,
    )


def test_two_editions_that_say_the_same_do_not_differ() -> None:
    assert changes(LATER) == []


def test_a_measure_that_is_new_gone_or_ranked_anew_is_found() -> None:
    fact_ung, other, low = OLD.measures
    added = only(replace(LATER, measures=(*OLD.measures, measure("nytt", 3))))
    assert (added.kind, added.before, said(added.after)) == (
        ChangeKind.ADDED,
        None,
        ["Nytt (prioritet 3)"],
    )
    gone = only(replace(LATER, measures=(fact_ung, other)))
    assert (gone.kind, gone.after) == (ChangeKind.REMOVED, None)
    ranked = only(replace(LATER, measures=(fact_ung, other, replace(low, priority=1))))
    assert ranked.kind is ChangeKind.CHANGED
    assert said(ranked.before) == ["Lavterskeltilbud (prioritet 2)"]
    assert said(ranked.after) == ["Lavterskeltilbud (prioritet 1)"]


def test_a_measure_that_loses_its_rank_is_found() -> None:
    fact_ung, *rest = OLD.measures
    unranked = replace(fact_ung, priority=Word.NOT_STATED)
    change = only(replace(LATER, measures=(unranked, *rest)))
    assert said(change.after) == ["FACT ung (uten rangering)"]


def test_rates_are_compared_measure_by_measure() -> None:
    table = rate_table([400_000], cap=500, pre_project=600_000)
    first, *rest = OLD.measures
    change = only(replace(LATER, measures=(replace(first, support=table), *rest)))
    assert (change.section, change.what, change.kind) == (
        "amounts",
        "FACT ung",
        ChangeKind.CHANGED,
    )
    assert said(change.after) == [
        "Inntil 400\u00a0000 kr per årsverk, tilskuddsår 1",
        "Høyst 5 årsverk teller",
        "Forprosjekt: inntil 600\u00a0000 kr.",
    ]
    assert len(said(change.before)) == 6


def test_rates_that_give_way_to_judgement_or_to_silence_are_found() -> None:
    first, *rest = OLD.measures
    for support, after in (
        (Discretionary(basis=fact("Skjønn.")), "Ingen faste satser, skjønn"),
        (NoStatedSupport(), "Beløp er ikke oppgitt"),
    ):
        change = only(replace(LATER, measures=(replace(first, support=support), *rest)))
        assert said(change.after) == [after]


def test_cost_coverage_is_compared_class_by_class() -> None:
    covered = replace(OLD.costs["inventory"], coverage=Coverage.COVERED)
    change = only(replace(LATER, costs={**OLD.costs, "inventory": covered}))
    assert (change.section, change.what) == ("costs", "inventar")
    assert said(change.after) == ["Dekkes"]


def test_criteria_are_compared_by_id() -> None:
    first, *rest = OLD.criteria
    gone = only(replace(LATER, criteria=tuple(rest)))
    assert (gone.section, gone.kind) == ("criteria", ChangeKind.REMOVED)
    reworded = only(replace(LATER, criteria=(replace(first, met=text("Nå oppfylt.")), *rest)))
    assert said(reworded.after) == ["Nå oppfylt."]


def test_deadlines_say_whose_they_are() -> None:
    new = SCHEME.editions["2025"]
    found = [change for change in changes(new) if change.section == "deadlines"]
    application = next(change for change in found if change.what == "Søknadsfrist")
    assert said(application.before) == ["1. mars 2023 (Innlandet)"]
    assert said(application.after) == ["april 2025 (Trøndelag)"]


def test_an_earlier_round_is_no_change() -> None:
    call = OLD.calls[0]
    earlier = replace(call.deadlines[0], earlier_round=True)
    calls = (replace(call, deadlines=(*call.deadlines, earlier)),)
    assert changes(replace(LATER, calls=calls)) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Kommunen søker.", "Kommunen søker alene.", ChangeKind.CHANGED),
        (None, "Kommunen søker.", ChangeKind.ADDED),
        ("Kommunen søker.", None, ChangeKind.REMOVED),
    ],
)
def test_sentences_alike_have_replaced_each_other(
    before: str | None, after: str | None, kind: ChangeKind
) -> None:
    sides = [() if words_ is None else (fact(words_),) for words_ in (before, after)]
    old, new = replace(OLD, duties=sides[0]), replace(LATER, duties=sides[1])
    change = only(new, old)
    assert change.kind is kind


def test_sentences_on_other_matters_come_and_go() -> None:
    old = replace(OLD, duties=(fact("Send en rapport innen fristen."),))
    new = replace(LATER, duties=(fact("Bruk pengene som avtalt."),))
    assert [change.kind for change in changes(new, old)] == [ChangeKind.REMOVED, ChangeKind.ADDED]


def test_not_stated_is_told_from_not_mentioned() -> None:
    silent = replace(OLD, target_group=Word.NOT_STATED)
    change = only(replace(LATER, target_group=(fact("Unge."),)), silent)
    assert (change.kind, change.before) == (ChangeKind.ADDED, ())
    silent = replace(LATER, duties=Word.NOT_STATED)
    gone = only(silent, replace(OLD, duties=(fact("En plikt."),)))
    assert (gone.kind, gone.after) == (ChangeKind.REMOVED, ())


def test_a_single_sentence_that_appears_is_new() -> None:
    change = only(replace(LATER, signature=fact("Kommunedirektøren skriver under.")))
    assert (change.section, change.kind) == ("signature", ChangeKind.ADDED)


def test_consecutive_editions_are_compared_newest_first() -> None:
    found = comparisons(CATALOGUE, PHRASES)
    pairs = [(str(one.scheme.id), one.old.year, one.new.year) for one in found]
    assert ("kommunalt-rusarbeid", 2023, 2025) in pairs
    # What the old scheme said is another scheme's, and has nothing to be compared with.
    assert {name for name, _, _ in pairs} == {
        *("barn-og-unge", "kommunalt-rusarbeid", "voksne-sammensatte-behov")
    }


def test_of_three_editions_the_newest_are_compared_first() -> None:
    editions = {**SCHEME.editions, "2024": LATER}
    schemes = {"barn-og-unge": replace(SCHEME, editions=editions)}
    found = comparisons(replace(CATALOGUE, schemes=schemes), PHRASES)
    assert [(one.old.year, one.new.year) for one in found] == [(2024, 2025), (2023, 2024)]
    assert [one.anchor for one in found] == ["barn-og-unge", "barn-og-unge-2024"]


def test_every_change_stands_in_a_section_with_a_name() -> None:
    names = words("nb")["changes"]["sections"]
    for comparison in comparisons(CATALOGUE, PHRASES):
        assert set(comparison.by_section) <= set(names)
        assert sum(map(len, comparison.by_section.values())) == len(comparison.changes)
