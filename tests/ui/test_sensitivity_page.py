"""The page Gevoeligheid, run by Streamlit's AppTest, and its figures as data."""

import json
import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.run import run
from simulator.analysis.sensitivity import sensitivity
from simulator.analysis.voi import research
from simulator.domain.catalogue import Catalogue
from simulator.domain.quantity import Discrete, Uniform
from simulator.ui.pages.sensitivity.chart_layers import layers_figure
from simulator.ui.pages.sensitivity.chart_research import research_figure
from simulator.ui.pages.sensitivity.chart_switching import switching_figure
from simulator.ui.pages.sensitivity.chart_tornado import tornado_figure
from simulator.ui.pages.sensitivity.page import FIGURES
from simulator.ui.pages.sensitivity.service import Insight
from simulator.ui.pictures import picture
from simulator.ui.sensitivity_words import Words
from simulator.ui.texts import LANGUAGES
from tests.engine.worked import saver
from tests.factories import cost, driver, scenario, small_catalogue, text
from tests.ui.conftest import checked, figures, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.sensitivity import page as sensitivity
frame.show(st.navigation([st.Page(sensitivity.render, url_path="x", default=True)]))
"""


def flat(told: str) -> str:
    return told.replace("\u00a0", " ")


@pytest.fixture
def page(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


@pytest.fixture
def small_page(small_root, monkeypatch):
    """The small programme, of which nothing is uncertain."""
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return checked(AppTest.from_string(PAGE, default_timeout=60).run())


def chosen(test: AppTest, name: str) -> AppTest:
    return checked(test.segmented_control(key="sensitivity-chart-nl").set_value(name).run())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Pilot saves 100,000 or nothing, both as likely, and costs 40,000; care saves 0 to 300,000 on youth."""
    drivers = {
        "amount": driver(
            100_000,
            "EUR/year",
            title=text("Opbrengst per jaar"),
            uncertainty=Discrete(kind="discrete", values=(0.0, 100_000.0), weights=(1.0, 1.0)),
        ),
        "price": driver(
            40_000, "EUR/year", title=text("Prijs"), uncertainty=Uniform(kind="uniform", low=0, high=200_000)
        ),
    }
    pilot = saver("pilot", 0, number=1, title=text("Pilot"), drivers=drivers, costs={"work": cost("price")})
    care = saver("care", 150_000, on="youth", uncertainty=Uniform(kind="uniform", low=0, high=300_000))
    return small_catalogue(pilot, care)


@pytest.fixture(scope="module")
def found(catalogue) -> Insight:
    result = run(catalogue, scenario("pilot", "care"))
    return Insight(sensitivity(result, 2024, whole=True), research(result, 2024, whole=True))


@pytest.fixture(scope="module")
def dutch(catalogue) -> Words:
    return Words(catalogue, "nl")


def test_the_page_says_three_things_in_words(page):
    told = figures(page)
    for label in ("Telt het zwaarst", "Zoek eerst uit", "Slaat het eerst om"):
        assert label in told
    assert re.search(r"verandert de keuze over maatregel \d+ in", told)
    # The third says that this measure saves money at its most likely value: on average it does not.
    assert "Gemiddeld is nu de beste keuze: schrappen" in told
    assert re.search(r"(onder|boven) .+ kost maatregel \d+ in 2024 geld", told)
    # In the most likely case measure 11 saves 61,152, on average it costs 72,557: beside "now: drop".
    because = "Dat is met al het andere op de meest waarschijnlijke waarde"
    assert f"{because}; gemiddeld kost maatregel 11 in 2024 geld." in told


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_or_says_why_not(page, name):
    test = chosen(page, name) if name != "net" else page
    assert test.get("vega_lite_chart") or test.info
    assert "Niet doorgerekend" in words(test)


def test_another_year_is_another_analysis(page):
    before = figures(page)
    after = checked(page.segmented_control(key="sensitivity-year").set_value(2022).run())
    assert "2022" in figures(after)
    assert figures(after) != before


def test_a_measure_can_be_kept_or_dropped_by_all_years_together(page):
    before = figures(page)
    after = figures(checked(page.segmented_control(key="sensitivity-over-nl").set_value("programme").run()))
    assert "over alle jaren samen" in after
    assert "over alle jaren samen" not in before


def test_in_a_year_without_a_task_its_chance_cannot_be_chosen(page):
    """Hilversum has a task from 2022 on."""
    assert "Kans op taakstelling" in page.segmented_control(key="sensitivity-chart-nl").options
    test = checked(page.segmented_control(key="sensitivity-year").set_value(2021).run())
    assert "Kans op taakstelling" not in test.segmented_control(key="sensitivity-chart-nl").options


def test_nothing_uncertain_is_said_and_not_drawn(small_page):
    assert "niets onzekers" in words(small_page)
    assert not small_page.get("vega_lite_chart")


def test_tornado_of_the_net_saving_by_hand(found, dutch):
    """care from 30,000 to 270,000 at its ends: 240,000 of swing; the others move by less."""
    figure = tornado_figure(found.sensitivity, "net", dutch, "hele regio")
    first = figure.data.iloc[:2]
    assert first["label"].str.contains("care").all()
    assert first["amount"].diff().iloc[1] == pytest.approx(240_000, rel=0.01)
    assert "(hele regio)" in figure.sentence
    assert list(figure.table.columns) == ["Aanname", "Bij laag", "Bij hoog", "Alleen", "Samen"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "de netto kosten (hier) gemiddeld tussen € 100.000 en € 180.000"),
        ("en", "the net cost (hier) is on average between €100,000 and €180,000"),
    ],
)
def test_a_package_that_only_costs_is_said_to_cost(language, told):
    """It saves 10,000, and costs 110,000 to 190,000 in four of five cases."""
    drivers = {
        "amount": driver(10_000, "EUR/year"),
        "price": driver(150_000, "EUR/year", uncertainty=Uniform(kind="uniform", low=100_000, high=200_000)),
    }
    dear = small_catalogue(saver("dear", 0, number=1, drivers=drivers, costs={"work": cost("price")}))
    analysed = sensitivity(run(dear, scenario("dear")), 2024)
    sentence = tornado_figure(analysed, "net", Words(dear, language), "hier").sentence
    assert told in flat(sentence)


def test_the_card_of_a_year_that_only_costs(page):
    """Measure 11 alone costs in 2021, whatever turns out: its savings come later."""
    session = page.session_state["_koers"]
    before = session.history.present
    alone = {
        name: s.model_copy(update={"on": name.startswith("arbeid-in")}) for name, s in before.measures.items()
    }
    session.history = session.history.to(before.model_copy(update={"measures": alone}))
    checked(page.run())
    told = flat(figures(checked(page.segmented_control(key="sensitivity-year").set_value(2021).run())))
    assert "dan liggen de netto kosten in 2021 gemiddeld tussen € 330.000 en € 540.000" in told


def test_switching_value_in_a_sentence(found, dutch):
    """100,000 less the price: at a price of 100,000 the pilot begins to cost money; it is 40,000 now."""
    figure = switching_figure(found.sensitivity, dutch)
    assert flat(figure.sentence) in (
        "Opbrengst per jaar (nu € 100.000): bij € 0 kost maatregel 1 over alle jaren samen geld.",
        "Prijs (nu € 40.000): boven € 100.000 kost maatregel 1 over alle jaren samen geld.",
    )
    assert "150% meer" in figure.table.to_csv()


def test_research_in_a_sentence(found, dutch):
    figure = research_figure(found.research, dutch)
    # Saves 50,000 on average and costs 100,000.
    assert figure.sentence.startswith(
        "Zoek eerst uit, voor maatregel 1 (gemiddeld nu het beste: schrappen): "
    )
    assert "hoogstens" in figure.sentence
    assert not figure.data.empty
    assert "taakstelling" not in figure.sentence, "it is missed whatever happens: nothing to find out"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Niets wat u kunt uitzoeken is op zichzelf in 2024 meer dan € 500 waard bij de keuze"),
        ("en", "Nothing that you can find out is by itself worth more than €500 in the year 2024 in"),
    ],
)
def test_what_is_worth_less_than_a_bar_asks_for_is_not_said_to_change_nothing(language, told):
    """Saves 1,000 or nothing, as likely, and costs 400: who knows drops it in the bad half and gains 200."""
    half = Discrete(kind="discrete", values=(0.0, 1_000.0), weights=(1.0, 1.0))
    drivers = {"amount": driver(1_000, "EUR/year", uncertainty=half), "price": driver(400, "EUR/year")}
    small = small_catalogue(saver("a", 0, drivers=drivers, costs={"work": cost("price")}))
    result = run(small, scenario("a"))
    found = Insight(sensitivity(result, 2024), research(result, 2024))
    worth = found.research.information.query("decision == 'keep'")["gain"]
    assert worth.tolist() == pytest.approx([200], abs=2)
    assert flat(research_figure(found.research, Words(small, language)).sentence).startswith(told)


def test_where_every_choice_stands_nothing_changes_it():
    """Saves 100,000 and costs nothing: it is kept, whatever is found out."""
    small = small_catalogue(
        saver("a", 100_000, uncertainty=Uniform(kind="uniform", low=50_000, high=150_000))
    )
    figure = research_figure(research(run(small, scenario("a")), 2024), Words(small, "nl"))
    assert figure.sentence.startswith("Niets wat u kunt uitzoeken verandert de keuze")


def test_what_to_find_out_before_counting_on_the_task_in_a_sentence():
    """Noord gets 350,000 or 250,000, nearly as likely, and must save 300,000: who knows which is right."""
    shape = Discrete(kind="discrete", values=(500_000.0, 700_000.0), weights=(1.0, 1.1))
    amount = driver(700_000, "EUR/year", title=text("Opbrengst"), uncertainty=shape)
    known = small_catalogue(saver("a", 700_000, number=1, drivers={"amount": amount}))
    told = research_figure(research(run(known, scenario("a")), 2024), Words(known, "nl")).sentence
    assert told.startswith("Niets wat u kunt uitzoeken verandert de keuze om een maatregel te houden")
    assert told.endswith(
        "Voor de taakstelling (nu: erop rekenen): zoek eerst uit Opbrengst (maatregel 1). "
        "Dat verandert in 5 op de 10 gevallen of u erop kunt rekenen."
    )


def test_layers_that_are_off_have_words_and_no_bar(found):
    figure = layers_figure(found.sensitivity, "nl")
    assert len(figure.data) == 1
    assert figure.table.iloc[:, 2].tolist().count("staat uit of heeft geen marge") == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_comes_as_table_and_numbers_in_both_languages(found, catalogue, name, language):
    figure = FIGURES[name](found, Words(catalogue, language))
    assert figure.title and figure.sentence.endswith(".")
    assert not [column for column in figure.table.columns if "sensitivity." in column]
    assert not figure.numbers.empty
    assert json.loads(json.dumps(figure.spec)) == figure.spec
    if language == "nl" and name == "net":
        assert picture(figure, "png", "voet").startswith(b"\x89PNG")


def test_unknown_and_fixed_are_listed_by_name(page):
    told = words(page)
    assert "Niemand weet het bedrag" in told
    assert "Extra vraag doordat op school meer problemen worden gesignaleerd" in told


def test_a_chance_above_99_percent_keeps_its_mark_in_the_table_of_decisions(page):
    """Markdown takes ">99%" at the start of a cell for a quotation, and shows 99%."""
    table = next(t.value for t in chosen(page, "research").table if "Achteraf fout" in t.value)
    task = table[table["Keuze"] == "Taakstelling"].iloc[0]
    assert task["Waarde"] == "\\>99%"
    assert table["Keuze"].tolist()[0].startswith("1\\. ")


def test_the_table_of_decisions_says_what_is_missing(page):
    """Nobody knows what 13 saves, and it costs 400,000; 15 costs 80,000 in 2021 and nothing in 2024."""
    table = next(t.value for t in chosen(page, "research").table if "Achteraf fout" in t.value)
    told = {re.match(r"\d*", row["Keuze"])[0]: row["Nu de beste keuze"] for _, row in table.iterrows()}
    assert [told[number] for number in ("12", "13", "16")] == ["besparing onbekend"] * 3
    assert told["15"] == "geen bedragen in 2024"


def test_a_measure_of_which_nothing_has_an_amount_has_no_amounts(monkeypatch):
    monkeypatch.setenv("KOERS_PROGRAMME", "regio-amersfoort-lokale-teams")
    monkeypatch.delenv("KOERS_DATA", raising=False)
    opened = checked(AppTest.from_string(PAGE, default_timeout=60).run())
    table = next(t.value for t in chosen(opened, "research").table if "Achteraf fout" in t.value)
    told = table.set_index("Keuze")["Nu de beste keuze"]
    assert (told == "geen bedragen").sum() == 8
    assert "besparing onbekend" not in told.tolist()


def test_numbers_for_a_spreadsheet_keep_their_digits(found, dutch):
    numbers = tornado_figure(found.sensitivity, "net", dutch, "x").numbers
    assert isinstance(numbers, pd.DataFrame)
    assert len(numbers) == 3
    assert numbers["Naam in de bestanden"].tolist()[0] == "care/amount"
