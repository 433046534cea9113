"""`make serve`: what is saved is shown, what is wrong is told, and the last good site stays."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from tests import guide
from tests.browser import screenshots
from tests.browser.live import PATIENCE, Live, running
from tests.project_copy import copy_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EDITION: Final = "schemes/tryggest/2025.yaml"
ADDRESS: Final = "ordninger/tryggest/"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A build takes as long as the machine lets it."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Live]:
    with running(copy_project(tmp_path_factory.mktemp("project")), browser) as live:
        yield live


def test_a_mistake_is_told_beside_the_last_good_page_until_it_is_mended(shown: Live) -> None:
    page = shown.page
    page.goto(shown.url + ADDRESS)
    heading = page.locator("h1").inner_text()
    shown.change(EDITION, "measures:", "mesures:")
    expect(page.locator("#live-panel li")).to_have_count(1)
    assert "Feil: 1." in shown.panel
    assert re.search(rf"{EDITION}:\d+:1\n", shown.panel)
    assert "Mente du «measures»?" in shown.panel
    assert "mesures:" in page.locator("#live-panel pre").first.inner_text()
    assert page.locator("#live-panel a").first.get_attribute("href") == "/redaktor/#feil-felter"
    told = shown.wait_for("Feil: 1.")
    assert "Mente du «measures»?" in told
    assert "Traceback" not in told
    # Another page, too, is the last good one, and says the same.
    page.goto(shown.url + "kalender/")
    expect(page.locator("#live-panel li")).to_have_count(1)
    page.goto(shown.url + ADDRESS)
    assert page.locator("h1").inner_text() == heading
    shown.change(EDITION, "mesures:", "measures:")
    expect(page.locator("#live-panel")).to_have_count(0)
    assert page.locator("h1").inner_text() == heading
    assert shown.troubles == []


def test_saved_words_come_to_the_open_page_by_themselves(shown: Live) -> None:
    page = shown.page
    page.goto(shown.url + ADDRESS)
    shown.change("schemes/tryggest/scheme.yaml", "summary:\n  nb: ", "summary:\n  nb: Nyskrevet. ")
    expect(page.locator(".tg-lead")).to_contain_text("Nyskrevet.")
    # What has not changed is there all the same, in the pages as in the search.
    page.goto(shown.url + "om/")
    expect(page.locator("h1")).to_be_visible()
    found = page.request.get(shown.url + "checker/search.json").json()
    pages = {address.partition("#")[0] for address, *_ in found}
    assert {"om/", ADDRESS, "sjekk/"} <= pages
    assert any("Nyskrevet." in text for _, _, _, text, _ in found)
    assert page.request.get(shown.url + "finnes-ikke/").status == 404


def test_a_saved_template_and_a_saved_frame_come_too(shown: Live) -> None:
    page = shown.page
    page.goto(shown.url + "kalender/")
    template = "scripts/tilskudd_build/pages/templates/calendar.md.j2"
    text = (shown.project / template).read_text(encoding="utf-8")
    shown.change(template, text, text + "\nFra malen.\n")
    expect(page.get_by_text("Fra malen.")).to_be_visible()
    frame = "scripts/tilskudd_build/site/theme/partials/footer.html"
    shown.change(frame, "ts.words.site.name", "ts.words.site.tagline")
    expect(page.locator(".tg-footer__name")).not_to_have_text("Tilskuddssjekken")
    shown.change(frame, "ts.words.site.tagline", "ts.words.site.name")
    expect(page.locator(".tg-footer__name")).to_have_text("Tilskuddssjekken")


def test_a_saved_rule_takes_effect_and_a_mistake_in_it_is_told(shown: Live) -> None:
    page = shown.page
    page.goto(shown.url + "ordninger/barn-og-unge/2023/")
    rule = "checker/tilskudd_rules/wording.py"
    shown.change(rule, "def kroner(", "def kroner(:")
    expect(page.locator("#live-panel")).to_contain_text(f"{rule}:")
    assert "SyntaxError" in shown.panel
    shown.change(rule, "def kroner(:", "def kroner(")
    expect(page.locator("#live-panel")).to_have_count(0)
    text = (shown.project / rule).read_text(encoding="utf-8")
    shown.change(
        rule, text, f"{text}\n_plain = kroner\nkroner = lambda amount: '~' + _plain(amount)\n"
    )
    expect(page.locator("body")).to_contain_text("~500")
    # The checker asks the same rules.
    page.goto(shown.url + "sjekk/")
    expect(page.locator("[data-part=status]")).to_have_attribute("data-state", "ready")


def test_a_link_that_leads_nowhere_is_a_mistake(shown: Live) -> None:
    page = shown.page
    page.goto(shown.url + "om/")
    text = (shown.project / "docs" / "om.md").read_text(encoding="utf-8")
    shown.change("docs/om.md", text, text + "\n[Her](finnes-ikke.md)\n")
    expect(page.locator("#live-panel li")).to_have_count(1)
    line = (text + "\n").count("\n") + 1
    assert f"docs/om.md:{line}:7" in shown.panel
    assert "«finnes-ikke.md»" in shown.panel
    shown.change("docs/om.md", "\n[Her](finnes-ikke.md)\n", "\n[Her](personvern.md)\n")
    expect(page.get_by_role("link", name="Her", exact=True)).to_be_visible()


def test_before_the_first_good_site_the_mistakes_are_the_page(
    tmp_path: Path, browser: Browser
) -> None:
    project = copy_project(tmp_path)
    edition = project / EDITION
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("measures:", "mesures:"), encoding="utf-8")
    with running(project, browser) as live:
        live.page.goto(live.url + ADDRESS)
        expect(live.page.get_by_role("heading", level=1)).to_have_text(
            "Nettstedet er ikke bygget ennå"
        )
        expect(live.page.locator("#live-panel li")).to_have_count(1)
        edition.write_text(text, encoding="utf-8")
        expect(live.page.get_by_role("heading", level=1)).to_contain_text("TryggEst")


def test_the_pictures_on_the_page_for_editors_show_what_there_is(
    tmp_path: Path, browser: Browser
) -> None:
    """`make screenshots` takes them anew."""
    recorded = json.loads(screenshots.READ.read_text(encoding="utf-8"))
    found = {
        name: text for name, text, _ in screenshots.pictures(screenshots.project(tmp_path), browser)
    }
    assert found == recorded
    for name in found:
        assert f"assets/redaktor/{name}.png)" in guide.page()
        assert (screenshots.FOLDER / f"{name}.png").stat().st_size < 100_000
