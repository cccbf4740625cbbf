"""The app on every programme that is shipped, and the choice between them."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from simulator.files import programmes
from simulator.ui.link import encode
from tests.catalogue.local import catalogue, scenarios
from tests.catalogue.shipped import ROOT
from tests.ui.conftest import checked, words

NAMES = [folder.name for folder in programmes(ROOT)]
FIRST = "gooi-en-vechtstreek-2021"
AMERSFOORT = "regio-amersfoort-lokale-teams"


def address(test, parameter):
    """A parameter of the address; what a test put there stays as it is, what the app writes is a list."""
    found = test.query_params.get(parameter, "")
    return found if isinstance(found, str) else found[0]


def picker(test):
    return test.selectbox(key="programme-picker-nl")


def test_the_first_programme_is_shown_and_stays_out_of_the_address(real_app):
    test = real_app()
    assert picker(test).value == FIRST
    assert "p" not in test.query_params


@pytest.mark.parametrize("name", NAMES)
def test_a_link_opens_the_programme_that_it_names(real_app, name):
    test = real_app(p=name)
    assert picker(test).value == name
    assert address(test, "p") == ("" if name == FIRST else name)


def test_turning_to_another_programme_opens_its_first_scenario(real_app):
    test = real_app()
    checked(picker(test).select(AMERSFOORT).run())
    assert address(test, "p") == AMERSFOORT
    assert test.selectbox(key="scenario-picker-nl").value == "ambitie-gemeenten"
    assert "Regio Amersfoort" in words(test) or "Amersfoort" in words(test)
    checked(picker(test).select(FIRST).run())
    assert "p" not in test.query_params
    assert test.selectbox(key="scenario-picker-nl").value == "programma"


def test_a_changed_scenario_of_another_programme_is_in_its_link(real_app):
    test = real_app(p=AMERSFOORT)
    test.selectbox(key="scenario-picker-nl").select("ongewijzigd-beleid").run()
    token = address(test, "s")
    again = real_app(p=AMERSFOORT, s=token)
    assert again.selectbox(key="scenario-picker-nl").value == "ongewijzigd-beleid"
    assert picker(again).value == AMERSFOORT


def test_an_unknown_programme_is_told(real_app):
    test = real_app(p="nergens")
    assert picker(test).value == FIRST
    assert "bestaat hier niet" in words(test)


def test_one_programme_is_no_choice(small_app):
    assert not [box for box in small_app().selectbox if box.key.startswith("programme-picker")]


PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.{page} import page as {page}
frame.show(st.navigation([st.Page({page}.render, url_path="x", default=True)]))
"""
PAGES = (
    *("about", "audit", "budget", "compare", "measures", "monitor"),
    *("packages", "position", "sensitivity", "sheet"),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if name != FIRST])
def test_every_page_opens_on_every_programme(real_app, name, page):
    test = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
    test.query_params["p"] = name
    checked(test.run())
    assert test.session_state["_koers"].history.present.programme == name


ALL_TOGETHER = {"nl": "lle gemeenten samen", "en": "ll municipalities together"}
A_REGION = re.compile(r"hele regio|de regio (van|Vijf)|geen regio\)|whole region|no region\)", re.IGNORECASE)


def everything(test):
    return words(test) + " ".join(str(e.proto.body) for e in test.get("html"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", ["explore", *PAGES])
def test_municipalities_that_form_no_region_are_not_called_one(real_app, page, language):
    test = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
    test.query_params["p"], test.query_params["lang"] = "vijf-gemeenten", language
    shown = everything(checked(test.run()))
    assert not A_REGION.search(shown), A_REGION.search(shown)
    if page in {"explore", "budget", "sheet"}:
        assert ALL_TOGETHER[language] in shown
    if page == "explore":
        choice = test.selectbox(key=f"view-{language}")
        assert choice.options[0][1:] == ALL_TOGETHER[language]


def test_a_region_keeps_its_name(real_app):
    assert "hele regio" in everything(real_app())
    assert catalogue(AMERSFOORT).programme.whole.nl == "Regio Amersfoort"
    assert catalogue("vijf-gemeenten").programme.whole.nl == "Alle gemeenten samen"


def test_the_card_tells_when_a_measure_pays_for_itself_and_when_to_stop(real_app):
    test = AppTest.from_string(PAGE.format(page="measures"), default_timeout=60)
    test.query_params["p"] = AMERSFOORT
    checked(test.run())
    checked(test.button(key="open-ambulant-team-leusden").click().run())
    shown = " ".join(e.proto.body for e in test.get("html")).replace("\u00a0", " ")
    # 2.67 fte × 80,000 = 213,600 a year; 2,155,000 / 392 = 5,497 for a client; 213,600 / 5,497 = 39
    for words_shown in ("€ 213.600 per jaar", "€ 5.497 per jaar", "elk jaar 39 (", "bewijsgraad 6"):
        assert words_shown in shown
    checked(test.segmented_control(key="measures-section-nl").set_value("work").run())
    shown = " ".join(e.proto.body for e in test.get("html"))
    assert "Ga door als" in shown
    assert "De formatie wordt verder uitgebreid" in shown


NOTHING_KNOWN = (("vijf-gemeenten", None), ("regio-amersfoort-lokale-teams", "soest"))
"""No source gives a saving: for no measure of the programme, or for none that works in a municipality."""


@pytest.mark.parametrize(("name", "municipality"), NOTHING_KNOWN)
@pytest.mark.parametrize("page", ["budget", "monitor", "packages", "position", "sensitivity", "sheet"])
def test_no_page_turns_what_nobody_knows_into_a_certain_zero(real_app, name, municipality, page):
    test = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
    test.query_params["p"] = name
    if municipality and page != "position":  # which begins with the view of its scenario
        test.query_params["s"] = in_view(name, municipality)
    checked(test.run())
    shown = words(test).replace("\xa0", " ")
    for nonsense in (
        "In alle trekkingen hetzelfde bedrag",
        "bespaart en kost niets",
        "€ 0 – € 0",
        "Beste pakket",
    ):
        assert nonsense not in shown
    if page != "position" or not municipality:
        assert "noemt de bron een besparing" in shown or "PM" in shown


def test_a_comparison_with_savings_that_nobody_knows_gives_no_difference(real_app):
    test = AppTest.from_string(PAGE.format(page="compare"), default_timeout=60)
    test.query_params["p"] = "vijf-gemeenten"
    checked(test.run())
    checked(test.button(key="compare-with-ongewijzigd-beleid").click().run())
    shown = words(test).replace("\xa0", " ")
    assert "onbekend" in shown
    assert "is niet bekend wat het bespaart" in shown
    assert "in elke trekking op hetzelfde" not in shown
    assert "Verschil in netto besparing" not in shown
    assert "Gezinscoaches (Peel en Maas)" in shown  # what is set otherwise is still told


def in_view(name, municipality):
    """Address of the programme's first scenario as a municipality sees it."""
    [start] = [s for s in scenarios(name).values() if s.id in {"alle-aanpakken", "ambitie-gemeenten"}]
    return encode(start.model_copy(update={"municipality": municipality}), start, catalogue(name))


def test_the_question_that_is_left_is_what_verkennen_opens_with(real_app):
    test = real_app(p="vijf-gemeenten")
    choice = test.segmented_control(key="chart-choice-nl")
    assert choice.value == "break_even"
    # Bars of zero, and "no measure is on", would be untrue.
    assert choice.options == ["Terugverdienen", "Netto", "Toeval"]
    shown = words(test).replace("\xa0", " ").replace('"', "")
    # Peel en Maas: 20 coaches × 80,000 = 1,600,000; the price of a user is 11,239: 142.
    assert "Hoeveel moet elke maatregel voorkomen" in shown
    assert "€ 1.600.000 € 11.239" in shown
    assert "Gezinscoaches (Peel en Maas) 142 (" in shown


def test_a_number_outside_its_interval_is_explained_with_the_middle_outcome(real_app):
    """Five nurses see 5 × 358 / 1.3 = 1,377 families; there may be 2.5 of them, and never more than five."""
    test = real_app(p="gooi-en-vechtstreek-2025")
    shown = words(test).replace("\xa0", " ")
    assert "1.377 (" in shown
    outside = "Kan er helpen per jaar: 1.377 ligt buiten het interval"
    assert shown.count(outside) == 1
    middle = int(re.search(rf"{outside}.*?de middelste uitkomst is ([\d.]+)\.", shown)[1].replace(".", ""))
    low, high = re.search(r"1\.377 \(([\d.]+) tot ([\d.]+)\)", shown).groups()
    assert int(low.replace(".", "")) < middle < int(high.replace(".", "")) < 1_377
    assert "ligt buiten het interval" not in words(real_app(p="vijf-gemeenten"))


@pytest.mark.parametrize(
    ("lang", "more"), [("nl", "Meer over deze getallen"), ("en", "More about these numbers")]
)
def test_what_few_look_for_about_terugverdienen_stands_behind_a_click(real_app, lang, more):
    """On a phone the note was a screen long: it tells how to read the chart, and the rest is folded."""
    test = real_app(p="gooi-en-vechtstreek-2025", lang=lang)
    (folded,) = [found for found in test.expander if found.label == more]
    told = [caption.value for caption in folded.caption]
    assert len(told) > 4 and not folded.proto.expanded
    for word in ("P10", "Elders gezien" if lang == "nl" else "Seen elsewhere", "interval"):
        assert any(word in text for text in [*told, *(c.value for c in test.caption)])
    (note,) = [c.value for c in test.caption if "P10" in c.value and "P90" in c.value]
    assert len(note) < 230


def test_the_sheet_tells_what_must_be_avoided_and_no_measure_that_is_on_is_said_to_be_off(real_app):
    test = AppTest.from_string(PAGE.format(page="sheet"), default_timeout=60)
    test.query_params["p"] = "vijf-gemeenten"
    checked(test.run())
    shown = " ".join(e.proto.body for e in test.get("html")).replace("\xa0", " ")
    assert "Hoeveel moet elke maatregel voorkomen" in shown
    assert "142 (" in shown
    # 49 measures are on and 14 fit; one was only suggested.
    assert "En 35 andere maatregelen staan aan" in shown
    assert "En 1 andere maatregel staat uit" in shown


def test_what_a_municipality_cannot_know_is_unknown_there_and_its_own_measures_alone_are_asked(real_app):
    test = real_app(p=AMERSFOORT, s=in_view(AMERSFOORT, "soest"))
    shown = words(test)
    assert test.segmented_control(key="chart-choice-nl").value == "break_even"
    assert shown.count("onbekend") >= 3
    assert "één voltijdbaan in het sociaal team" in shown
    assert "het team van 2,67 fte" not in shown
    test = real_app(p=AMERSFOORT, s=in_view(AMERSFOORT, "leusden"))
    assert test.segmented_control(key="chart-choice-nl").value == "net"
    assert "Netto besparing 2025, Leusden" in words(test)
    checked(test.segmented_control(key="chart-choice-nl").set_value("spending").run())
    assert "taakstelling" not in words(test)  # the programme has none
    checked(test.segmented_control(key="chart-choice-nl").set_value("break_even").run())
    assert "het team van 2,67 fte" in words(test)


def test_what_nobody_knows_is_not_shown_as_zero(real_app):
    """Of no measure of the five municipalities does the source give a saving."""
    test = real_app(p="vijf-gemeenten")
    cards = words(test).replace("\xa0", " ")
    assert "€ 0" not in cards
    assert cards.count("onbekend") >= 3
    assert "Onbekend is niet nul" in cards
    assert "–" in str(test.table[0].value)
