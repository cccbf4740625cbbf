"""The page Begroting, run by Streamlit's AppTest on the small programme; figures are worked out by hand."""

import io
import re
from html import unescape

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.budget.own_figures import read_baseline
from simulator.errors import InputFileError, SimulatorError
from simulator.ui.pages.budget import service as budget_service
from simulator.ui.pages.budget import state as budget_state
from tests.ui.conftest import checked, programma, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.budget import page as budget
frame.show(st.navigation([st.Page(budget.render, url_path="x", default=True)]))
"""
SESSION = "_koers_budget"
# Measures 1 and 3, see `programma`: net cost in 2021 to 2024, and what is saved and spent.
NET = {2021: 0, 2022: -260_000, 2023: -510_000, 2024: -560_000}
SAVED = {2021: 50_000, 2022: 350_000, 2023: 600_000, 2024: 600_000}
SPENT = {2021: 50_000, 2022: 90_000, 2023: 90_000, 2024: 40_000}


@pytest.fixture
def page(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened()


def opened(state=(), **parameters):
    test = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in dict(state).items():
        test.session_state[name] = value
    for name, value in parameters.items():
        test.query_params[name] = value
    return checked(test.run())


def table_of(test):
    """The budget table on the page: rows of text, each under its first cell."""
    html = next(e.proto.body for e in test.get("html") if "budget-table" in e.proto.body)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    cells = [[unescape(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    return cells[0], {row[0]: row[1:] for row in cells[1:]}


def choose(test, name, value, language="nl"):
    """Choose a table or a year."""
    test.segmented_control(key=f"{name}-{language}").set_value(value)
    return checked(test.run())


def select(test, name, value, language="nl"):
    test.selectbox(key=f"budget-{name}-{language}").set_value(value)
    return checked(test.run())


def dutch(amount):
    return f"{amount:,}".replace(",", ".")


def upload(test, kind, name, text):
    turns = test.session_state[SESSION].turns
    field = test.file_uploader(key=f"budget-upload-{kind}-{turns.get(kind, 0)}-nl")
    field.upload(name, text.encode(), "text/csv")
    return checked(test.run())


def test_the_sentence_and_the_overview_say_the_same(page):
    assert "bespaart € 560.000" in words(page).replace("\u00a0", " ")
    heads, rows = table_of(page)
    assert heads == ["Post", "2021", "2022", "2023", "2024"]
    assert rows["Saldo van de maatregelen"] == [dutch(amount) for amount in NET.values()]
    # 1,000,000 youth and 2,000,000 household help.
    assert rows["Ongewijzigd beleid"] == ["3.000.000"] * 4
    assert rows["Met maatregelen"] == [dutch(3_000_000 + amount) for amount in NET.values()]


def test_one_year_in_full_with_the_letter(page):
    choose(page, "budget-year", "2023")
    heads, rows = table_of(page)
    assert heads[-4:] == ["Lasten", "Baten", "Saldo", "V/N"]
    assert rows["Lagere lasten"] == ["-600.000", "0", "-600.000", "V"]
    assert rows["Kosten van de uitvoering"] == ["90.000", "0", "90.000", "N"]


def test_measures_have_nature_payer_and_their_sum(page):
    choose(page, "budget-table", "maatregelen")
    choose(page, "budget-year", "2022")
    heads, rows = table_of(page)
    assert heads[:5] == ["Regel", "I/S", "Wie betaalt", "Voorziening", "Taakveld"]
    # Measure 1: 100,000 saved, 40,000 spent.
    assert rows["1. Schoolcoaches"][:3] == ["-60.000", "0", "-60.000"]
    assert rows["Totaal"][:3] == ["-260.000", "0", "-260.000"]


def test_costs_without_a_taakveld_have_a_row_of_their_own_and_are_explained(page):
    choose(page, "budget-table", "taakvelden")
    _, rows = table_of(page)
    assert rows["nog toe te delen"][1:] == [dutch(amount) for amount in SPENT.values()]
    assert "Geen bron zegt op welk taakveld" in words(page)
    assert "Oude en nieuwe codes" in words(page)


def test_the_amendment_in_the_layout_of_hilversum(page):
    choose(page, "budget-table", "begrotingswijziging")
    heads, rows = table_of(page)
    first = ["Lasten 2021", "Baten 2021", "Saldo 2021"]
    assert heads == ["Omschrijving", *first, "Saldo 2022", "Saldo 2023", "Saldo 2024", "V/N 2021"]
    assert rows["Totaal"] == ["0", "0", "0", "-260.000", "-510.000", "-560.000", "–"]


@pytest.mark.parametrize(
    ("convention", "balance", "legend"),
    [
        ("hilversum", "-560.000", "Lasten +, baten −"),
        ("balance_minus", "560.000", "saldo = baten − lasten"),
        ("minus_is_cost", "560.000", "Lasten −, baten +"),
        ("unsigned", "560.000 V", "Bedragen zonder teken"),
    ],
)
def test_the_legend_goes_with_the_signs(page, convention, balance, legend):
    select(page, "convention", convention)
    _, rows = table_of(page)
    assert rows["Saldo van de maatregelen"][-1] == balance
    assert legend in words(page)


def test_thousands_and_prices_of_each_year(page):
    select(page, "unit", "1000")
    assert table_of(page)[1]["Saldo van de maatregelen"][-1] == "-560"
    assert "Bedragen × € 1.000." in words(page)
    select(page, "prices", "nominal")
    assert "in prijzen van elk jaar zelf" in page.main.caption[-1].value


def test_a_municipality_gets_its_share(page):
    page.selectbox(key="view-nl").set_value("noord")
    checked(page.run())
    assert table_of(page)[1]["Saldo van de maatregelen"][-1] == "-280.000"
    choose(page, "budget-table", "gemeenten")
    _, rows = table_of(page)
    assert rows["Totaal"][-1] == "-560.000"
    assert rows["Noord"][-1] == "-280.000"


def test_percentiles_exist_for_totals_alone_and_the_page_says_so(page):
    select(page, "statistic", "p10")
    assert "percentielen tellen niet op" in page.info[0].value
    heads, rows = table_of(page)
    assert heads[0] == "Jaar"
    # Nothing is uncertain in the small programme.
    assert "-560.000" in rows["2024"]
    options = page.segmented_control(key="budget-table-nl").options
    assert len(options) == 2


def test_delivery_risk_sets_both_layers_and_the_run(page):
    before = page.main.caption[-1].value
    select(page, "risk", "with")
    layers = page.session_state["_koers"].history.present.layers
    assert layers.realisation
    assert layers.delay
    assert page.main.caption[-1].value != before


def test_own_budget_is_put_beside_spending_with_measures(page):
    choose(page, "budget-table", "vergelijking")
    page.text_input(key="budget-own-region-2024").set_value("2.400.000")
    checked(page.run())
    heads, rows = table_of(page)
    # With measures 2,440,000.
    assert dict(zip(heads[1:], rows["2024"], strict=True))["Tegenover eigen begroting"] == "40.000"
    page.text_input(key="budget-own-region-2024").set_value("2,4 miljoen")
    checked(page.run())
    assert "Geen bedrag" in words(page)
    assert "Eigen begroting" not in table_of(page)[0]  # of no year is there one


def test_an_own_key_divides_and_gives_another_run(page):
    before = page.main.caption[-1].value
    upload(
        page, "key", "k.csv", "gemeente;naam;aandeel\r\nnoord;Noord;0,2\r\nzuid;Zuid;0,8\r\nwest;West;0\r\n"
    )
    choose(page, "budget-table", "gemeenten")
    assert table_of(page)[1]["Noord"][-1] == "-112.000"  # a fifth of 560,000
    assert "Eigen cijfers" in words(page)
    assert "eigen cijfers gebruikt" in words(page)
    assert page.main.caption[-1].value != before
    page.button(key="budget-remove-key").click()
    checked(page.run())
    assert table_of(page)[1]["Noord"][-1] == "-280.000"
    assert page.main.caption[-1].value == before


def test_a_key_in_counts_of_clients(page):
    upload(page, "key", "k.csv", "gemeente;naam;aantal\r\nnoord;Noord;30\r\nzuid;Zuid;50\r\nwest;West;20\r\n")
    choose(page, "budget-table", "gemeenten")
    assert table_of(page)[1]["Noord"][-1] == "-168.000"  # 30 of 100


BAD = "voorziening;naam;uitgaven_eur\r\nyuoth;Jeugd;1\r\nyouth;Jeugd;veel\r\n"


def test_what_is_wrong_with_a_file_is_told_by_row_and_column(page):
    upload(page, "baseline", "eigen.csv", BAD)
    told = words(page)
    assert "eigen.csv is niet gebruikt: er zijn 2 dingen mis." in told.replace("\\", "")
    assert "Rij 2, kolom voorziening" in told
    assert "Rij 3, kolom uitgaven_eur" in told
    assert "‘veel’ is geen getal" in told
    assert page.session_state[SESSION].baseline is None


def test_the_same_in_english(small_catalogue, small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    with pytest.raises(InputFileError) as caught:
        read_baseline(BAD.encode(), "own.csv", small_catalogue, None)
    session = budget_state._Session(problems={"baseline": caught.value.problems})
    told = words(opened({SESSION: session}, lang="en"))
    assert "Row 3, column uitgaven_eur" in told
    assert "‘veel’ is no number" in told


def test_own_spending_replaces_the_baseline(page):
    upload(page, "baseline", "u.csv", "voorziening;naam;uitgaven_eur\r\nyouth;Jeugd;1.500.000\r\n")
    assert table_of(page)[1]["Ongewijzigd beleid"][0] == "3.500.000"
    assert "Eigen uitgaven van Hele regio" in words(page)


def test_the_workbook_carries_the_run_of_the_page(page):
    page.button(key="budget-workbook-make").click()
    checked(page.run())
    data = page.session_state[SESSION].workbook.data
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert re.search(r"Doorrekening (\w+)", page.main.caption[-1].value)[1] in book.properties.subject
    assert book["Controles"]["C5"].value == "OK"
    labels = [button.label for button in page.get("download_button")]
    assert "Werkboek downloaden (Excel)" in labels
    # Another unit is another workbook.
    select(page, "unit", "1000")
    assert "Werkboek maken (Excel)" in [button.label for button in page.button]


def test_a_failed_workbook_says_why_and_keeps_nothing(page, monkeypatch):
    def fail(*args, **kwargs):
        raise SimulatorError("no room on the disk")

    monkeypatch.setattr(budget_service, "workbook_bytes", fail)
    page.button(key="budget-workbook-make").click().run()
    assert "er is niets bewaard" in page.error[0].value
    assert "no room on the disk" in words(page)
    assert page.session_state[SESSION].workbook.data == b""


@pytest.mark.parametrize(
    "name", ["meerjarenraming", "maatregelen", "taakvelden", "gemeenten", "vergelijking", "pm-posten"]
)
def test_nothing_dutch_on_the_english_page(small_root, monkeypatch, name):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    told = words(opened({"_budget-table": name}, lang="en"))
    found = re.findall(r"\b(lasten|baten|saldo|jaar|regio|doorrekening|afgerond|uitgaven)\b", told, re.I)
    assert not found


def test_an_empty_scenario_is_explained(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    page = opened()
    page.session_state["_koers"].history = page.session_state["_koers"].history.to(
        programma(id="alles-uit", measures={})
    )
    checked(page.run())
    choose(page, "budget-table", "maatregelen")
    assert "In dit scenario staat hier niets." in words(page)
