"""The page Broncontrole, run by Streamlit's AppTest."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.audit import audit
from simulator.analysis.review import review
from simulator.engine.compile import reading_of
from simulator.ui import services
from simulator.ui.formats import formats_of
from simulator.ui.pages.audit.data import net_over_years, with_one_reading, with_reading
from simulator.ui.pages.audit.details import details
from simulator.ui.pages.audit.words import point_label, rough, years_in_words
from tests.ui.conftest import checked, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.audit import page as audit
frame.show(st.navigation([st.Page(audit.render, url_path="x", default=True)]))
"""
NL = formats_of("nl")
ACCESS = "gezamenlijke-toegang-beschermd-wonen"
CHOICE = f"audit-choice-letter-opposite-sign-{ACCESS}-2024-net-nl"


@pytest.fixture
def page(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


@pytest.fixture
def small_page(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


def scenario_of(test):
    return test.session_state["_koers"].history.present


def flat(text):
    return text.replace("\u00a0", " ")


def labels(test):
    return [expander.label for expander in test.main.expander]


def test_three_sentences_say_how_many_what_worth_and_which_matters_most(page):
    points = review(audit(services.catalogue()))
    first, second, third = flat(page.main.markdown[0].value).splitlines()
    assert f"**{len(points)} punten**" in first
    # the letter's list: 10,254,573; the tables: 9,385,773
    assert "**€ 10,3 mln**" in second
    assert "**€ 9,4 mln**" in second
    # measure 13 is 800,000 a year between both readings, more than any other
    assert "13. Gezamenlijke bekostiging" in third


def test_notes_are_hidden_until_asked_for(page):
    before = labels(page)
    assert any("Maatregel 13: de brief en de tabel spreken elkaar tegen" in label for label in before)
    assert not any("Twee bedragen voor een voltijdbaan" in label for label in before)
    page.button_group(key="audit-severity-nl").set_value(["note"])
    after = labels(checked(page.run()))
    assert any("Twee bedragen voor een voltijdbaan" in label for label in after)
    assert not set(before) & set(after)


def test_the_filter_on_a_measure(page):
    checked(page.selectbox(key="audit-measure-nl").set_value("eigen-bijdrage-wmo-vervoer").run())
    assert labels(page)
    assert all("Maatregel 14" in label for label in labels(page))


def test_years_are_folded_into_one_label(page):
    assert any("Maatregel 17, 2021–2024: verkeerd teken in de rij netto" in label for label in labels(page))


def test_a_choice_of_reading_changes_the_scenario_and_is_undone(page):
    catalogue, start = services.catalogue(), scenario_of(page)
    before, after = (services.outcome(s) for s in (start, with_reading(start, catalogue, ACCESS, "letter")))
    more = net_over_years(after).less(net_over_years(before))
    told = flat(NL.short(abs(more.likely), rough(more.likely)))
    assert any(f"**{told} hoger**" in flat(m.value) for m in page.main.markdown)
    checked(page.radio(key=CHOICE).set_value("letter").run())
    assert reading_of(catalogue.measures[ACCESS], scenario_of(page)) == "letter"
    assert any(f"**{told} lager**" in flat(m.value) for m in page.main.markdown)
    assert "Bij 1 maatregel koos u zelf een lezing" in words(page)
    checked(page.button(key="undo").click().run())
    assert scenario_of(page) == start
    assert page.radio(key=CHOICE).value == "reconciled"


def test_the_default_reading_is_no_change(page):
    start = scenario_of(page)
    checked(page.radio(key=CHOICE).set_value("letter").run())
    checked(page.radio(key=CHOICE).set_value("reconciled").run())
    assert scenario_of(page) == start


def test_the_switch_for_the_whole_programme(page):
    start = scenario_of(page)
    checked(page.radio(key=CHOICE).set_value("letter").run())
    checked(page.segmented_control(key="audit-reading-nl").set_value("printed").run())
    shown = scenario_of(page)
    assert shown == with_one_reading(start, "printed")
    assert shown.measures[ACCESS].reading is None
    assert page.segmented_control(key="audit-reading-nl").value == "printed"
    checked(page.segmented_control(key="audit-reading-nl").set_value("reconciled").run())
    assert scenario_of(page) == start


def test_a_measure_that_is_off_says_so(page):
    """Measure 17 is rejected, so off: its readings change nothing."""
    assert any("staat uit in uw scenario" in caption.value for caption in page.main.caption)


def test_the_other_language_leaves_no_dutch(page):
    checked(page.segmented_control(key="lang").set_value("en").run())
    # Quotes stay in the language of the source.
    english = re.sub(r"<blockquote>.*?</blockquote>", "", words(page))
    assert "Source check" in english
    for word in ("Maatregel ", "Broncontrole", "Nagerekend", "Verschil", "lezing", "Voor 20"):
        assert word not in english


def test_a_programme_without_printed_tables_has_a_page_too(small_page):
    assert small_page.title[0].value == "Broncontrole"


def test_text_of_files_is_escaped_in_html():
    from dataclasses import replace

    from simulator.domain.base import Text

    catalogue = services.catalogue()
    point = review(audit(catalogue))[0]
    evil = replace(point.main, explanation=Text(nl="<script>x</script>", en="<b>"), printed="<i>")
    html = details(replace(point, findings=(evil,)), catalogue, "nl")
    assert "<script>" not in html
    assert "<i>" not in html


def test_labels_and_years_in_words():
    catalogue = services.catalogue()
    assert all(point_label(point, catalogue, "en") for point in review(audit(catalogue)))
    assert years_in_words([2022, 2024], "en") == "2022 and 2024"
    assert years_in_words([2022], "nl") == "2022"
    assert years_in_words([], "nl") == ""
