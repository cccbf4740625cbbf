"""The page Zienswijze, run by Streamlit's AppTest: on the small programme, and on the shipped position."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.position import packages
from simulator.analysis.run import run_id
from simulator.errors import SimulatorError
from simulator.files import dump_position, parse_position
from simulator.ui import edits
from simulator.ui.formats import formats_of
from simulator.ui.pages.position import service as position_service
from simulator.ui.pages.position.build import build
from simulator.ui.pages.position.draft import Note
from simulator.ui.pages.position.words import cell, setting_words
from tests.analysis.position.samples import position, shipped, shipped_consequences
from tests.ui.conftest import checked, figures, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.position import page as position
frame.show(st.navigation([st.Page(position.render, url_path="x", default=True)]))
"""
SHIPPED = "position-shipped-zienswijze-hilversum"
NEW = "position-new-1"
FIRST = "vindplaats-naar-werkplaats"
SESSION = "_koers_position"


@pytest.fixture
def small(small_root, monkeypatch):
    """The page on the small programme, which has no positions: measures 1 and 3 are proposed."""
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


@pytest.fixture
def real(monkeypatch):
    """The page on the programme that is shipped, with the position of Hilversum."""
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


def draft_of(test):
    session = test.session_state[SESSION]
    return session.drafts[session.chosen].present


def take(test, measure, stance, start=NEW, language="nl"):
    """Choose a stance on a measure, or (None) none."""
    test.segmented_control(key=f"{start}-stance-{measure}-{language}").set_value(stance)
    return checked(test.run())


def fill(test, **texts):
    for name, text in texts.items():
        key = f"{NEW}-{name}-nl"
        fields = {field.key: field for field in (*test.text_input, *test.text_area)}
        fields[key].set_value(text)
    return checked(test.run())


def unfold(test, name, start):
    test.session_state["position-opened"][f"{start}-fold-{name}"] = True
    return checked(test.run())


def press(test, key):
    test.button(key=key).click()
    return checked(test.run())


def test_the_shipped_position_shows_what_the_analysis_gives(real):
    """One number everywhere: the cards, the table and the run ids are those of the document's figures."""
    found = shipped_consequences()
    last, f = found.years[-1], formats_of("nl")
    told = figures(real)
    for spread in (last.net.proposed, last.net.position):
        assert f.short(spread.p50, spread.width).replace("\u00a0", " ") in told
    table = real.main.table[0].value
    for year, row in zip(found.years, table.to_dict("records"), strict=True):
        assert row["Zoals voorgesteld"] == cell(year.net.proposed, "kost", "nl")
        assert row["Verschil"] == cell(year.net.difference, "minder", "nl")
    line = real.main.caption[-1].value
    assert found.proposed.run_id in line
    assert found.own.run_id in line


def test_the_chance_of_the_task_is_said_in_words_for_both_packages(real):
    f, told = formats_of("nl"), figures(real)
    tasks = [year for year in shipped_consequences().years if year.task]
    for package in ("proposed", "position"):
        said = "; ".join(f"{year.year}: {f.odds(getattr(year.task, package))}" for year in tasks)
        assert said in told


def test_residents_waterbed_and_the_unknown_are_shown(real):
    told = words(real)
    # 100 of 200 children: the position counts the measure for half (see the scenario).
    assert "voorstel 200, zienswijze 100" in told
    assert "25, zienswijze niet in het pakket" in told
    assert "Waterbed" in told
    assert "Minder ritten naar ziekenhuis Tergooi" in told


def test_to_oppose_puts_a_measure_off_and_undo_puts_it_on(small):
    """Measure 3 saves 500,000 in 2024 and costs nothing then; 1 and 3 together 560,000."""
    assert "€ 560.000" in figures(small)
    assert "Geen verschil" in figures(small)
    take(small, "strict-access", "oppose")
    assert "€ 500.000 minder" in figures(small)
    press(small, "position-undo")
    assert "Geen verschil" in figures(small)
    press(small, "position-redo")
    assert "€ 500.000 minder" in figures(small)


def test_support_changes_no_number(small):
    take(small, "strict-access", "support")
    assert "Geen verschil" in figures(small)
    assert draft_of(small).entry("strict-access").stance == "support"


def test_an_addition_that_cannot_be_is_told_and_the_last_numbers_stay(small):
    """Measure 2 excludes measure 3."""
    small.selectbox(key=f"{NEW}-add-nl").set_value("fewer-hours")
    checked(small.run())
    assert any("Dubbel." in warning.value for warning in small.warning)
    assert "Geen verschil" in figures(small)
    assert small.button(key="position-make.docx").disabled
    take(small, "strict-access", "oppose")
    assert not small.warning


def test_a_letter_can_be_made_once_nothing_is_missing(small):
    take(small, "strict-access", "support_if")
    missing = small.info[0].value
    assert "5 dingen" in missing
    assert "Strenge toegang" in missing
    # Beside the measure too: the list of what is missing is far below it.
    wanting = "Toelichting en argumenten: schrijf hier nog de voorwaarden"
    assert wanting in [fold.label for fold in small.expander]
    unfold(small, "about-strict-access", NEW)
    fill(small, title="Zienswijze", author="De raad", addressee="De regio", occasion="Het voorstel")
    fill(small, **{"conditions-strict-access": "Eerst een proef\nDan een evaluatie"})
    assert not small.info
    assert wanting not in [fold.label for fold in small.expander]
    press(small, "position-make.md")
    document = small.session_state[SESSION].documents[".md"]
    text = document.data.decode()
    assert "Dan een evaluatie" in text
    assert not document.fault
    assert [one.label for one in small.get("download_button") if "Markdown" in one.label] == [
        "Markdown downloaden"
    ]
    fill(small, author="De gemeenteraad")
    assert "Markdown maken" in [button.label for button in small.button]


def test_a_pdf_is_offered_only_where_it_can_be_made(small, monkeypatch):
    for found, offered in (("/usr/bin/soffice", True), (None, False)):
        monkeypatch.setattr(position_service, "office", lambda found=found: found)
        checked(small.run())
        assert ("PDF maken" in [button.label for button in small.button]) is offered
        assert ("Een PDF kan deze computer niet maken" in words(small)) is not offered


def test_a_failed_document_says_why_keeps_nothing_and_loses_no_word(small, monkeypatch):
    take(small, "strict-access", "oppose")
    fill(small, title="Zienswijze", author="De raad", addressee="De regio", occasion="Het voorstel")
    before = draft_of(small)

    def fail(*args, **kwargs):
        raise SimulatorError("the office program gave no file")

    monkeypatch.setattr(position_service, "position_file", fail)
    small.button(key="position-make.docx").click().run()
    assert "Word is niet gemaakt" in small.error[0].value
    assert "the office program gave no file" in words(small)
    assert small.session_state[SESSION].documents[".docx"].data == b""
    assert draft_of(small) == before


def test_an_argument_is_accepted_put_aside_and_brought_back(real):
    offered = position_service.offered(shipped()[0], FIRST)
    first, second = offered[0].id, offered[1].id
    unfold(real, f"about-{FIRST}", SHIPPED)
    assert draft_of(real).entry(FIRST).arguments == ()
    press(real, f"position-accept-{FIRST}-{first}")
    press(real, f"position-ignore-{FIRST}-{second}")
    entry = draft_of(real).entry(FIRST)
    assert (entry.arguments, entry.ignored) == ((first,), (second,))
    assert "1 argument overgenomen" in words(real)
    press(real, "position-undo")
    press(real, "position-undo")
    assert draft_of(real).entry(FIRST).arguments == ()
    press(real, "position-redo")
    built = build(draft_of(real), shipped()[0], shipped()[1])
    assert built.position.measures[FIRST].arguments == (first,)
    press(real, f"position-take_back-{FIRST}-{first}")
    assert draft_of(real).entry(FIRST).arguments == ()


def test_words_of_the_author_change_no_number_and_work_nothing_out(real, monkeypatch):
    unfold(real, f"about-{FIRST}", SHIPPED)
    before = figures(real)

    def never(*args, **kwargs):
        raise AssertionError("typing worked something out")

    monkeypatch.setattr(position_service, "consequences", never)
    real.text_area(key=f"{SHIPPED}-explanation-{FIRST}-nl").set_value("Onze eigen woorden.")
    checked(real.run())
    assert figures(real) == before
    assert draft_of(real).entry(FIRST).explanation.nl == "Onze eigen woorden."
    assert draft_of(real).entry(FIRST).explanation.en.startswith("Point 3.")


def test_typed_text_survives_folding_another_position_and_another_language(real):
    unfold(real, f"about-{FIRST}", SHIPPED)
    real.text_area(key=f"{SHIPPED}-explanation-{FIRST}-nl").set_value("Onze eigen woorden.")
    checked(real.run())
    press(real, "position-begin")
    assert draft_of(real).id == "mijn-zienswijze"
    real.selectbox(key="position-open-nl").set_value("shipped/zienswijze-hilversum")
    checked(real.run())
    real.segmented_control(key="lang").set_value("en")
    checked(real.run())
    real.segmented_control(key="lang").set_value("nl")
    checked(real.run())
    assert real.text_area(key=f"{SHIPPED}-explanation-{FIRST}-nl").value == "Onze eigen woorden."


def upload(test, name, text):
    test.file_uploader(key=f"position-upload-{test.session_state[SESSION].count}").upload(
        name, text.encode(), "application/yaml"
    )
    return checked(test.run())


def test_a_file_is_opened_beside_the_others_and_a_bad_one_changes_nothing(small):
    unfold(small, "about-strict-access", NEW)
    take(small, "strict-access", "oppose")
    fill(small, **{"explanation-strict-access": "Te streng."})
    before = draft_of(small)
    text = dump_position(position(departs_from="programma", measures=dict(list(MEASURES.items())[:1])))
    upload(small, "mijn.yaml", text.replace("stance: support", "stance: suport"))
    assert draft_of(small) == before
    assert "suport" in words(small)
    upload(small, "mijn.yaml", text)
    assert draft_of(small).author.nl == "De raad van Noord"
    assert "suport" not in words(small)
    small.selectbox(key="position-open-nl").set_value("new/1")
    checked(small.run())
    assert draft_of(small) == before


MEASURES = position().measures


def test_the_file_that_is_saved_opens_as_the_same_position(real):
    catalogue, scenarios, zienswijze = shipped()
    saved = dump_position(build(draft_of(real), catalogue, scenarios).position)
    assert parse_position(saved, "x.yaml", catalogue, scenarios) == zienswijze


def test_a_file_that_accepts_an_argument_that_is_not_there_is_refused(small):
    measures = {"school-coaches": {"stance": "support", "arguments": ("evidence:9",)}}
    chosen = position(departs_from="programma", measures=measures)
    upload(small, "x.yaml", dump_position(chosen))
    assert "evidence:9" in words(small)
    assert draft_of(small).id == "mijn-zienswijze"


def with_scenario(test, edit):
    session = test.session_state["_koers"]
    session.history = session.history.to(edit(session.history.present))
    return press(test, "position-begin")


def test_a_new_position_takes_the_measures_of_the_scenario(small):
    with_scenario(small, lambda s: edits.set_measure(s, "strict-access", on=False))
    assert {n: e.stance for n, e in draft_of(small).measures.items()} == {"strict-access": "oppose"}
    assert "€ 500.000 minder" in figures(small)
    assert not small.warning


def test_assumptions_that_a_position_cannot_carry_are_told(small):
    with_scenario(small, lambda s: edits.set_layer(s, "growth", True))
    assert "1 aanname uit uw scenario past niet" in small.warning[0].value
    take(small, "strict-access", "support", start="position-new-2")
    assert not small.warning


def test_two_positions_with_one_name_can_be_told_apart(small):
    text = dump_position(position(departs_from="programma", measures=dict(list(MEASURES.items())[:1])))
    for _ in range(2):
        upload(small, "mijn.yaml", text)
    names = small.selectbox(key="position-open-nl").options
    assert names == [
        "Nieuwe zienswijze 1",
        "De raad van Noord, uit mijn.yaml",
        "De raad van Noord, uit mijn.yaml (2)",
    ]


def test_the_rest_is_supported_at_once_when_the_author_asks(small):
    press(small, "position-support-rest")
    assert {entry.stance for entry in draft_of(small).measures.values()} == {"support"}
    press(small, "position-undo")
    assert draft_of(small).measures == {}


def test_remarks_are_added_written_and_taken_away(small):
    press(small, "position-remarks-add")
    small.text_area(key=f"{NEW}-remarks-0-text-nl").set_value("Wij waarderen het plan.")
    checked(small.run())
    assert draft_of(small).remarks[0].text.nl == "Wij waarderen het plan."
    # A heading, a text and one remark more, all in one go.
    small.text_input(key=f"{NEW}-remarks-0-title-nl").set_value("Vooraf")
    small.text_area(key=f"{NEW}-remarks-0-text-nl").set_value("Wij danken u.")
    press(small, "position-remarks-add")
    first, second = draft_of(small).remarks
    assert (first.title.nl, first.text.nl, second) == ("Vooraf", "Wij danken u.", Note())
    press(small, "position-remarks-1-remove")
    press(small, "position-remarks-0-remove")
    assert draft_of(small).remarks == ()
    press(small, "position-undo")
    assert draft_of(small).remarks != (Note(),)


def test_the_view_is_that_of_the_position(small):
    small.selectbox(key=f"{NEW}-view-nl").set_value("noord")
    checked(small.run())
    # noord has half of 560,000
    assert "€ 280.000" in figures(small)


def test_the_page_is_english_on_request(small):
    small.segmented_control(key="lang").set_value("en")
    checked(small.run())
    told = words(small)
    assert "Stance on each measure" in told
    assert not re.search(r"\b(maatregel|zienswijze|voorstel)\b", figures(small))


def test_settings_are_said_in_words():
    both = packages(shipped()[2], shipped()[1]).position.measures
    assert setting_words(both[FIRST], "nl") == "telt mee voor 50% van het plan, met alle kosten"
    assert setting_words(both["gezamenlijke-toegang-verblijf"], "en") == "does not count"
    assert setting_words(both["in-dialoog-verwijzen"], "nl") == "telt mee zoals gepland"


def test_both_packages_have_the_run_ids_that_their_scenarios_have(real):
    catalogue, scenarios, zienswijze = shipped()
    both = packages(zienswijze, scenarios)
    line = real.main.caption[-1].value
    assert run_id(catalogue, both.position) in line
    assert run_id(catalogue, both.proposed) in line
