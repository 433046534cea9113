"""What a search can find: sections of plain text, each at its own address."""

from __future__ import annotations

from tilskudd_build.site.search_index import Section, sections


def test_a_page_is_cut_at_its_headings() -> None:
    html = """
      <h1 id="x">Kommunalt rusarbeid</h1><p>Om ordningen.</p>
      <h2 id="mye">Hvor mye</h2><p>Etter skjønn.</p>
      <h3 id="andel">Egenandel</h3><p>Resten.</p>
      <h2 id="frister">Frister</h2><p>1. mars</p>"""
    meta = {"search": {"name": "Rusarbeid 2025", "weight": 0.5}}
    assert sections(html, "r/", "Kommunalt rusarbeid 2025", meta) == [
        Section("r/", "Kommunalt rusarbeid 2025", "Rusarbeid 2025", "Om ordningen.", 0.5),
        Section("r/#mye", "Hvor mye", "Rusarbeid 2025", "Etter skjønn.", 0.5),
        Section("r/#andel", "Egenandel", "Rusarbeid 2025 · Hvor mye", "Resten.", 0.5),
        Section("r/#frister", "Frister", "Rusarbeid 2025", "1. mars", 0.5),
    ]


def test_cells_and_items_are_kept_apart_and_sentences_end_themselves() -> None:
    html = """
      <table><caption>Alle</caption><thead><tr><th>Dato</th></tr></thead>
      <tbody><tr><th>1. mars</th><td>Søknad</td></tr></tbody></table>
      <ul><li>En setning.</li><li>En til</li></ul>"""
    (found,) = sections(html, "", "Forsiden", {})
    assert found.text == "1. mars · Søknad · En setning. En til"


def test_what_says_nothing_of_the_subject_is_left_out() -> None:
    html = """
      <p>Lønn<a class="tg-ref" href="#k">1</a> <span class="tg-tag tg-tag--x">Antatt</span></p>
      <p hidden>Skjult</p><script>alert(1)</script><select><option>Valg</option></select>"""
    (found,) = sections(html, "", "Forsiden", {})
    assert found.text == "Lønn"


def test_a_heading_with_nothing_under_it_is_not_found_by_itself() -> None:
    html = '<h2 id="a">Tiltak</h2><h3 id="b">FACT ung</h3><p>Et team.</p>'
    assert [one.address for one in sections(html, "", "T", {})] == ["", "#b"]


def test_a_section_and_a_page_can_be_left_out() -> None:
    html = """
      <h2 id="kilder" data-search-exclude="true">Kilder</h2><p>Dokumentet</p>
      <h3 id="mer">Mer</h3><p>Om det</p><h2 id="b">Annet</h2><p>Ord</p>"""
    assert [one.address for one in sections(html, "", "T", {})] == ["", "#b"]
    assert sections(html, "", "T", {"search": {"exclude": True}}) == []


def test_the_beginning_of_a_page_may_count_otherwise_than_the_rest() -> None:
    """What is over is found by its name, and not by all that it said."""
    html = "<h1 id='x'>Ordning</h1><p>Avsluttet.</p><h2 id='a'>Frister</h2><p>1. mars</p>"
    found = sections(html, "r/", "Ordning", {"search": {"weight": 0.5, "first": 1.0}})
    assert [one.weight for one in found] == [1.0, 0.5]


def test_what_a_county_governor_has_called_is_found_elsewhere() -> None:
    html = "<p class='tg-calls'>Utlysninger:</p><ul class=\"tg-calls\"><li>Rus</li></ul><p>Bodø</p>"
    (found,) = sections(html.replace("'", '"'), "", "Nordland", {})
    assert found.text == "Bodø"


def test_special_letters_arrive_as_they_are() -> None:
    (found,) = sections("<p>a &lt;b&gt; &amp; c</p>", "", "T", {})
    assert found.text == "a <b> & c"
