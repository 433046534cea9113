"""From the first question to the results, the way a caseworker goes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.checker_page import CheckerPage, amounts
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.site_server import SUB_PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize
    from tests.browser.site_server import SiteServer

pytestmark = pytest.mark.browser

HOSTILE = '"><img src=x onerror="console.error(`ran`)"><script>console.error(`ran`)</script>{{7*7}}'


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_fact_ung_gives_fifteen_million_over_four_years(
    open_checker: Callable[..., CheckerPage], viewport: ViewportSize
) -> None:
    checker = open_checker(viewport).open()
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")
    card = checker.card("barn-og-unge")
    expect(card.locator("[data-slot=priority]")).to_have_text("1")
    rows = card.locator("[data-slot=rows] [data-slot=amount]").all_inner_texts()
    assert [amounts(row) for row in rows] == [["5000000"], ["5000000"], ["3000000"], ["2000000"]]
    assert amounts(card.locator("[data-slot=total]").inner_text()) == ["15000000"]
    drawn = card.locator(".ts-chart__value").all_text_contents()
    assert [amounts(bar) for bar in drawn] == [amounts(row) for row in rows]
    width = checker.page.evaluate("document.documentElement.scrollWidth")
    assert width <= viewport["width"], "the page scrolls sideways"
    checker.assert_untroubled()


def test_the_best_result_comes_first_and_is_told_in_one_sentence(checker: CheckerPage) -> None:
    checker.fact_ung()
    checker.on_day("2026-11-26")
    verdicts = checker.page.locator("[data-slot=cards] > [data-verdict]").evaluate_all(
        "cards => cards.map(card => card.dataset.verdict)"
    )
    order = ["eligible", "assessment", "unknown", "not_eligible"]
    assert verdicts == sorted(verdicts, key=order.index)
    # Every call of 2023 is long over.
    expect(checker.announcement).to_contain_text(
        re.compile(r"^Ingen åpne nå. Vilkår: \d oppfylt, ")
    )
    expect(checker.announcement).to_be_visible()


def test_the_announcement_does_not_move_focus(checker: CheckerPage) -> None:
    checker.choose("year", "2023")
    checker.page.focus("#f-year")
    checker.page.keyboard.press("ArrowDown")
    checker.settle()
    checker.expect_focus_in("#f-year")


def test_a_refusal_says_why_and_what_would_help(checker: CheckerPage) -> None:
    checker.fact_ung()
    checker.tick("applicant_type", "health_trust")
    card = checker.card("barn-og-unge")
    checker.expect_verdict("barn-og-unge", "not_eligible")
    expect(card.locator("[data-part=why_not]")).to_contain_text("Kilde:")
    way = card.locator("[data-part=near_misses] a[data-to=applicant_type]")
    way.click()
    checker.expect_focus_in("#q-applicant_type")


def test_a_missing_answer_leads_to_its_question(checker: CheckerPage) -> None:
    checker.choose("year", "2023")
    link = checker.card("barn-og-unge").locator("[data-slot=missing] a[data-to=measure]")
    link.click()
    checker.expect_focus_in("#q-measure")


def test_every_amount_stands_beside_a_word_about_what_it_is(checker: CheckerPage) -> None:
    checker.fact_ung()
    card = checker.card("barn-og-unge")
    expect(card.locator(".ts-facts [data-slot=note]")).not_to_be_empty()
    expect(card.locator(".ts-ceiling")).to_be_visible()
    expect(checker.page.locator("[data-part=overview-standing]")).to_be_visible()
    expect(checker.page.locator(".ts-standing")).to_be_visible()


def test_indications_are_kept_apart_and_say_what_they_are(checker: CheckerPage) -> None:
    checker.choose("year", "2025")
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "fact-ung")
    checker.write("positions_percent", "100")
    card = checker.card("barn-og-unge")
    expect(card.locator("[data-slot=amount]").first).to_contain_text("Veiledende")
    card.locator("details[data-key=money] > summary").click()
    expect(card.locator(".ts-money--indicative [data-part=indicative]")).to_contain_text("2023")


def test_a_year_without_rules_says_so_before_anything_else(checker: CheckerPage) -> None:
    checker.choose("year", "2027")
    cards = checker.page.locator("[data-slot=cards] > [data-verdict]")
    said = cards.locator(".ts-verdict")
    assert said.count() == cards.count() == 3
    for one in said.all():
        expect(one).to_contain_text("Vi vet ikke om ordningen finnes i 2027")
        expect(one).to_contain_text("reglene for 2025")
    overview = checker.page.locator("[data-slot=overview] .ts-verdict")
    assert overview.all_inner_texts() == said.all_inner_texts()
    tag = cards.first.locator("[data-slot=standing]")
    expect(tag).to_have_text("Vet ikke om den finnes i 2027")
    # Green is for what is open alone (D20).
    assert checker.page.locator("[data-tone=good]").count() == 0


def test_a_year_between_two_with_rules_is_not_said_to_be_unknown(checker: CheckerPage) -> None:
    checker.choose("year", "2024")
    card = checker.card("barn-og-unge")
    expect(card.locator("[data-slot=standing]")).to_have_text("Ingen regler for 2024")
    expect(card.locator(".ts-verdict")).to_contain_text("Vi har ingen regler for 2024.")


def test_what_is_over_is_no_result_and_says_where_it_stands(checker: CheckerPage) -> None:
    """D0."""
    checker.choose("year", "2027")
    expect(checker.card("kommunalt-rusarbeid")).to_have_count(0)
    over = checker.page.locator("[data-slot=ended] li", has_text="rammetilskuddet")
    expect(checker.page.locator("[data-part=ended] h3")).to_have_text("Avsluttede ordninger")
    expect(checker.page.locator("[data-part=unknown]")).to_be_hidden()
    expect(over).to_contain_text("Kilde: Grannars omtale")
    expect(over).to_contain_text("Vår tolkning: Vi har dette bare fra én avis")
    ended = checker.page.locator("[data-part=overview-ended]")
    expect(ended).to_contain_text("Tilskudd til kommunalt rusarbeid")
    link = checker.page.locator("[data-slot=ended] a", has_text="Tilskudd til kommunalt").first
    expect(link).to_have_attribute("href", "../ordninger/kommunalt-rusarbeid/")


@pytest.mark.parametrize(
    ("day", "tone", "standing", "says"),
    [
        ("2025-01-15", "good", "Åpen", "Åpen for søknader for 2025."),
        ("2024-11-06", "info", "Lyst ut", "Lyst ut for 2025."),
        ("2026-11-26", "neutral", "Fristen er ute", "Søknadsfristen for 2025 er ute."),
    ],
)
def test_a_result_is_green_only_while_the_call_is_open(
    checker: CheckerPage, day: str, tone: str, standing: str, says: str
) -> None:
    checker.choose("year", "2025")
    checker.municipality("1804")
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "oppsokende-team")
    checker.tick("new_measure", "true")
    checker.on_day(day)
    card = checker.card("kommunalt-rusarbeid")
    expect(card).to_have_attribute("data-tone", tone)
    expect(card.locator("[data-slot=standing]")).to_have_text(standing)
    expect(card.locator("[data-slot=eligibility]")).to_have_text("Oppfyller 2025‑vilkårene")
    expect(card.locator(".ts-verdict")).to_contain_text(says)
    assert checker.page.locator("[data-tone=good]").count() == 2 * (tone == "good")


def test_a_total_has_its_period_and_there_is_none_for_one_scheme(checker: CheckerPage) -> None:
    """D10: the first number shown is never another scheme's."""
    checker.fact_ung()
    expect(checker.page.locator("[data-slot=across] [data-part=total]")).to_have_count(0)
    amount = checker.card("barn-og-unge").locator("[data-slot=amount]").first
    expect(amount).to_have_text(re.compile(r"^Inntil 15\s000\s000\skr i 2023–2026$"))


def test_every_date_says_whose_it_is(checker: CheckerPage) -> None:
    """D12, D13."""

    def whose(scheme: str) -> list[str]:
        return checker.card(scheme).locator("[data-slot=whose]").all_text_contents()

    checker.choose("year", "2025")
    checker.municipality("1804")
    assert whose("tryggest") == ["Gjelder hele landet"]
    assert set(whose("barn-og-unge")) == {"Gjelder Statsforvalteren i Trøndelag"}
    assert whose("kommunalt-rusarbeid")[0] == "Gjelder dere"
    checker.choose("year", "2023")
    unknown = "En kilde uten avsender; gjelder kanskje ikke dere"
    assert unknown in whose("kommunalt-rusarbeid")
    short = checker.card("kommunalt-rusarbeid").locator("[data-slot=deadline]")
    expect(short).to_have_text("Ikke kjent for dere")
    checker.choose("year", "2027")
    expect(checker.card("tryggest").locator("[data-slot=deadline]")).to_have_text(
        "Ikke kjent for 2027"
    )
    expect(checker.card("tryggest").locator("[data-slot=certainty]").first).to_have_text(
        "I 2025: 31. mars 2025 (kunngjort)"
    )


def test_a_year_paid_for_before_is_no_ceiling_of_nothing(checker: CheckerPage) -> None:
    """D9."""
    checker.choose("year", "2025")
    checker.municipality("1804")
    checker.tick("applicant_type", "municipality")
    checker.tick("tryggest_status", "introduced")
    card = checker.card("tryggest")
    rows = card.locator("[data-slot=rows] [data-slot=amount]").all_inner_texts()
    assert amounts(rows[0]) == ["400000"]
    assert rows[1] == "Ingen ny utbetaling"
    expect(card.locator("[data-slot=rows]")).to_contain_text("Tak for hver kommune")
    assert card.locator(".ts-chart").count() == 0


def test_what_is_attached_says_whether_it_is_there(checker: CheckerPage) -> None:
    """D4: it never bars."""
    checker.choose("year", "2025")
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "fact-ung")
    checker.tick("new_measure", "true")
    checker.tick("partners", "health_trust")
    checker.tick("joint_application", "true")
    order = [answer for answer in checker.shown if answer in ("partners", "joint_application")]
    assert order == ["partners", "joint_application"]
    item = checker.card("barn-og-unge").locator("[data-slot=evidence] li").first
    for answer, says in (("true", "Dere har den"), ("false", "Mangler: legg den ved")):
        checker.tick("cooperation_agreement", answer)
        expect(item.locator("[data-slot=in_hand]")).to_have_text(says)
        checker.expect_verdict("barn-og-unge", "eligible")


def test_a_municipality_in_agder_sees_its_growth_in_the_frame_grant(checker: CheckerPage) -> None:
    checker.choose("year", "2023")
    checker.municipality("4204")
    frame = checker.page.locator("[data-slot=frame]")
    expect(frame).to_contain_text("Kristiansand")
    forecast = frame.locator("[data-slot=forecast_2018]").first
    expect(forecast).to_have_text(re.compile(r"^20\s150\s682$"))
    checker.municipality("Hamar")
    expect(frame).to_be_empty()


def test_answers_are_kept_while_their_question_is_away(checker: CheckerPage) -> None:
    checker.fact_ung()
    before = checker.card("barn-og-unge").inner_text()
    checker.tick("measure", "other")
    expect(checker.question("positions_percent")).to_be_hidden()
    checker.tick("measure", "fact-ung")
    expect(checker.question("positions_percent")).to_be_visible()
    expect(checker.page.locator("#f-positions_percent")).to_have_value("1000")
    assert checker.card("barn-og-unge").inner_text() == before


def test_a_measure_the_year_does_not_know_stays_and_says_so(checker: CheckerPage) -> None:
    """D26: it still decides, so it is seen."""
    checker.choose("year", "2023")
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "lavterskel")
    checker.choose("year", "2025")
    kept = checker.page.locator("#f-measure-lavterskel")
    expect(kept).to_be_checked()
    label = checker.page.locator("label[for=f-measure-lavterskel]")
    expect(label).to_have_text("Lavterskeltilbud (finnes ikke i reglene for 2025)")
    checker.choose("year", "2023")
    expect(kept).to_be_checked()
    expect(label).to_have_text("Lavterskeltilbud")


def test_a_measure_of_a_scheme_that_is_over_stays_and_says_so(checker: CheckerPage) -> None:
    checker.choose("year", "2025")
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "utekontakt")
    name = checker.page.locator("label[for=f-measure-utekontakt]").inner_text()
    checker.choose("year", "2027")
    label = checker.page.locator("label[for=f-measure-utekontakt]")
    expect(checker.page.locator("#f-measure-utekontakt")).to_be_checked()
    expect(label).to_have_text(f"{name} (finnes ikke i reglene for 2027)")
    checker.page.reload()
    checker.wait_until_ready()
    expect(label).to_have_text(f"{name} (finnes ikke i reglene for 2027)")
    # Another choice takes its place for good.
    checker.tick("measure", "fact-ung")
    checker.choose("year", "2026")
    expect(checker.page.locator("#f-measure-utekontakt")).to_have_count(0)


def test_answers_survive_a_reload_and_a_visit_to_another_page(checker: CheckerPage) -> None:
    checker.fact_ung()
    before = checker.page.locator("[data-slot=cards]").inner_text()
    shown = checker.shown
    checker.page.reload()
    assert checker.shown == shown, "the questions shown before the rules are back are the same"
    checker.wait_until_ready()
    expect(checker.page.locator("#f-municipality")).to_have_value("Hamar (3403)")
    assert checker.page.locator("[data-slot=cards]").inner_text() == before
    checker.card("barn-og-unge").locator("a[data-slot=page]").click()
    checker.page.wait_for_url("**/ordninger/barn-og-unge/2023/")
    checker.page.go_back()
    checker.wait_until_ready()
    assert checker.page.locator("[data-slot=cards]").inner_text() == before


def test_starting_over_forgets_everything(checker: CheckerPage) -> None:
    first = checker.shown
    checker.fact_ung()
    checker.page.click("[data-action=restart]")
    checker.settle()
    assert checker.shown == first
    checker.expect_focus_in("#q-year")
    kept = json.loads(checker.page.evaluate("sessionStorage.getItem('tilskuddssjekken')"))
    answers = {name: values for name, values in kept["state"].items() if any(values)}
    assert answers.keys() == {"as_of"}
    expect(checker.page.locator("[data-part=results]")).to_be_hidden()


def test_nothing_is_kept_beyond_the_tab(checker: CheckerPage) -> None:
    checker.fact_ung()
    assert checker.page.evaluate("Object.keys(localStorage)") == []
    assert checker.page.context.cookies() == []
    assert "?" not in checker.page.url


def test_answers_given_while_the_rules_load_are_used_when_they_are_ready(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    server.faults["pyodide.asm.wasm"] = "hang"
    checker = open_checker().open(ready=False)
    expect(checker.announcement).to_contain_text("Reglene lastes")
    checker.page.select_option("#f-year", "2023")
    checker.page.check("#f-applicant_type-municipality")
    server.mend()
    checker.wait_until_ready()
    expect(checker.card("barn-og-unge")).to_be_visible()
    expect(checker.page.locator("[data-slot=situation]")).to_contain_text('"municipality"')


def test_an_answer_is_kept_the_moment_it_is_given(checker: CheckerPage) -> None:
    checker.page.check("#f-applicant_type-municipality")
    checker.page.reload()
    expect(checker.page.locator("#f-applicant_type-municipality")).to_be_checked()
    checker.wait_until_ready()


def test_the_site_works_below_a_folder(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    checker = open_checker(site=server.address + SUB_PATH)
    asked: list[str] = []
    checker.page.context.on("request", lambda request: asked.append(request.url))
    checker.open()
    checker.fact_ung()
    checker.expect_verdict("barn-og-unge", "eligible")
    assert asked
    assert [address for address in asked if not address.startswith(checker.site)] == []
    for link in checker.page.locator("[data-part=results] a[href*='/']").all():
        address = link.evaluate("link => link.href")
        assert address.startswith(checker.site), address
    checker.card("barn-og-unge").locator("a[data-slot=page]").click()
    expect(checker.page.locator("h1")).to_contain_text("2023")
    checker.assert_untroubled()


def test_a_number_that_cannot_be_read_is_told_and_left_out(checker: CheckerPage) -> None:
    checker.fact_ung()
    checker.write("positions_percent", "to")
    field = checker.question("positions_percent")
    expect(field.locator(".ts-error")).to_contain_text("helt tall")
    expect(checker.card("barn-og-unge").locator("[data-slot=missing]")).to_contain_text(
        "Stillinger"
    )
    checker.page.click("button[type=submit]")
    checker.expect_focus_in("[data-part=errors]")
    checker.page.locator("[data-slot=errors] a").click()
    checker.expect_focus_in("#q-positions_percent")
    checker.write("positions_percent", "1 000")
    expect(field.locator(".ts-error")).to_be_hidden()
    expect(checker.page.locator("[data-part=errors]")).to_be_hidden()


def test_positions_may_differ_from_year_to_year(checker: CheckerPage) -> None:
    checker.fact_ung()
    checker.tick("positions_percent", "vary")
    for year, percent in enumerate(["200", "300", "300", "100"], start=1):
        checker.write(f"positions_percent-{year}", percent)
    totals = checker.card("barn-og-unge").locator("[data-slot=total]").inner_text()
    assert amounts(totals) == [str(2 * 500_000 + 3 * 500_000 + 3 * 300_000 + 200_000)]


def test_none_of_these_is_an_answer_and_shuts_out_the_others(checker: CheckerPage) -> None:
    checker.choose("year", "2025")
    checker.tick("partners", "municipality")
    checker.tick("partners", "none")
    expect(checker.page.locator("#f-partners-municipality")).not_to_be_checked()
    expect(checker.page.locator("[data-slot=situation]")).to_contain_text('"partners": []')
    checker.tick("partners", "user_organisation")
    expect(checker.page.locator("#f-partners-none")).not_to_be_checked()


def test_the_answers_are_summed_up_and_can_be_changed(checker: CheckerPage) -> None:
    checker.fact_ung()
    answers = checker.page.locator("[data-slot=answers]")
    expect(answers).to_contain_text("Hamar (3403)")
    expect(answers).to_contain_text("FACT ung")
    answers.locator("a[data-to=municipality]").click()
    checker.expect_focus_in("#q-municipality")


def test_details_a_reader_has_opened_stay_open(checker: CheckerPage) -> None:
    checker.fact_ung()
    details = checker.card("barn-og-unge").locator("details[data-key=criteria]")
    details.locator("summary").click()
    checker.write("positions_percent", "500")
    expect(details).to_have_attribute("open", "")


HOSTILE_ANSWERS = json.dumps(
    {
        "shown": ["year", "positions_percent"],
        "state": {
            "year": ["2023"],
            "municipality": [HOSTILE],
            "measure": [HOSTILE],
            "positions_percent": [HOSTILE],
            "__proto__": ["x"],
        },
    }
)


def test_storage_that_holds_no_answers_is_no_answers(
    open_checker: Callable[..., CheckerPage],
) -> None:
    state = {"shown": [HOSTILE], "state": {"year": [HOSTILE], "positions_percent": [7]}}
    stored = f"sessionStorage.setItem('tilskuddssjekken', {json.dumps(json.dumps(state))})"
    checker = open_checker(before=stored).open(ready=False)
    expect(checker.announcement).not_to_be_empty()
    expect(checker.page.locator("#f-year")).to_have_value("")
    checker.assert_untroubled()


def test_hostile_answers_in_storage_are_only_text(open_checker: Callable[..., CheckerPage]) -> None:
    stored = f"sessionStorage.setItem('tilskuddssjekken', {json.dumps(HOSTILE_ANSWERS)})"
    checker = open_checker(before=stored).open()
    expect(checker.page.locator("#f-positions_percent")).to_have_value(HOSTILE)
    expect(checker.page.locator("[data-slot=errors] li")).to_have_count(1)
    expect(checker.card("barn-og-unge")).to_be_visible()
    assert checker.page.locator("#ts-checker img, #ts-checker form script").count() == 0
    checker.assert_untroubled()


def test_hostile_text_in_a_field_stays_text(checker: CheckerPage) -> None:
    checker.choose("year", "2023")
    checker.write("municipality", HOSTILE)
    checker.tick("applicant_type", "municipality")
    checker.tick("measure", "fact-ung")
    checker.write("positions_percent", HOSTILE)
    assert checker.page.locator("#ts-checker img").count() == 0
    expect(checker.page.locator("[data-slot=errors] li")).to_have_count(2)


def test_without_scripts_the_form_and_the_tables_are_there(
    open_checker: Callable[..., CheckerPage], server: SiteServer
) -> None:
    checker = open_checker(java_script_enabled=False)
    checker.page.goto(f"{checker.site}sjekk/")
    expect(checker.page.locator("[data-answer]").first).to_be_visible()
    hidden = checker.page.locator("[data-answer]:visible").count()
    assert hidden == checker.page.locator("[data-answer]").count()
    expect(checker.page.locator("noscript a[href='../ordninger/']")).to_be_visible()
    checker.page.fill("#f-requested_amount", "450000")
    checker.page.keyboard.press("Enter")
    assert not any("?" in path for path in server.requested), "answers were sent"


def test_while_no_measure_is_chosen_the_range_over_them_is_shown(checker: CheckerPage) -> None:
    """D22: the card says what it depends on, and for which measures nothing is stated."""
    checker.choose("year", "2023")
    checker.tick("applicant_type", "municipality")
    checker.tick("new_measure", "true")
    checker.settle()
    card = checker.card("voksne-sammensatte-behov")
    expect(card.locator("[data-slot=explanation]")).to_contain_text("Beløpet avhenger av tiltaket.")
    expect(card).not_to_contain_text("Kan ikke regnes ut")
    checker.assert_untroubled()


def test_a_ceiling_above_the_costs_is_said_beside_its_year_and_its_sum(
    checker: CheckerPage,
) -> None:
    """D15: costs of 3 000 000 kr leave 3 + 3 + 3 + 2 million of ceilings of 5 + 5 + 3 + 2."""
    checker.fact_ung()
    checker.write("costs-salary", "3000000")
    for name in ("operation", "partner_costs", "investment", "inventory", "administration"):
        checker.write(f"costs-{name}", "0")
    card = checker.card("barn-og-unge")
    expect(card.locator("[data-slot=over_costs]")).to_have_count(2)
    assert amounts(card.locator("[data-slot=total]").inner_text()) == ["15000000"]
    assert amounts(card.locator("[data-slot=payable]").inner_text()) == ["11000000"]
    checker.assert_untroubled()
