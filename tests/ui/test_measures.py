"""The page Maatregelen, run by Streamlit's AppTest."""

import pytest
from streamlit.testing.v1 import AppTest

from simulator.files import dump_measure
from simulator.ui import services
from simulator.ui.components import own_measures as measure_files
from tests.ui.conftest import checked, words
from tests.ui.test_measures_own import own

MEASURE = "school-coaches"


def scenario_of(test):
    return test.session_state["_koers"].history.present


def flat(test):
    return words(test).replace("\u00a0", " ")


def html(test):
    return " ".join(e.proto.body for e in test.get("html")).replace("\u00a0", " ")


PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.measures import page as measures
frame.show(st.navigation([st.Page(measures.render, url_path="x", default=True)]))
"""


def opened(**parameters):
    """Open the page; keywords are parameters of the address."""
    test = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    return checked(test.run())


@pytest.fixture
def catalogue_page(small_root, monkeypatch):
    """Open the page on the small programme."""
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened


def opened_card(page, measure=MEASURE):
    return checked(page.button(key=f"open-{measure}").click().run())


def section(page, name):
    return checked(page.segmented_control(key="measures-section-nl").set_value(name).run())


def test_all_measures_are_listed_under_their_service(catalogue_page):
    page = catalogue_page()
    assert page.title[0].value == "Maatregelen"
    assert {b.key.removeprefix("open-") for b in page.button if b.key.startswith("open-")} == {
        MEASURE,
        "fewer-hours",
        "strict-access",
        "follow-up",
    }
    assert "4 van de 4 maatregelen" in flat(page)
    # 100,000 less 40,000 in 2024; on, so with its amount.
    row = next(c.value for c in page.caption if "Onderbouwing 2" in c.value)
    assert "bespaart € 60.000 in 2024" in row.replace("\u00a0", " ")


def test_search_and_filters_leave_what_fits(catalogue_page):
    page = catalogue_page()
    checked(page.text_input(key="measures-words").set_value("toegang").run())
    assert [b.key for b in page.button if b.key.startswith("open-")] == ["open-strict-access"]
    checked(page.text_input(key="measures-words").set_value("").run())
    checked(page.selectbox(key="measures-status-nl").set_value("rejected").run())
    assert [b.key for b in page.button if b.key.startswith("open-")] == ["open-follow-up"]


def test_a_card_shows_the_sum_worked_out_by_hand(catalogue_page):
    """100 children times 1,000 is 100,000; half an fte at 80,000 is 40,000; net 60,000."""
    page = opened_card(catalogue_page())
    assert page.title[0].value == "1. Schoolcoaches"
    assert page.query_params["maatregel"] in (MEASURE, [MEASURE])
    text = html(page)
    assert "100 kinderen × € 1.000 = € 100.000" in text
    assert "0,5 fte × € 80.000 = € 40.000" in text
    assert "bespaart € 60.000" in text


def test_another_year_gives_its_own_sum(catalogue_page):
    """Half is reached in 2021: 50,000 less 40,000."""
    page = opened_card(catalogue_page())
    checked(page.segmented_control(key="measures-year").set_value(2021).run())
    text = html(page)
    assert "€ 100.000 × 50% (ingroei) = € 50.000" in text
    assert "bespaart € 10.000" in text


def test_a_measure_that_is_off_is_explained_on_its_own(catalogue_page):
    page = opened_card(catalogue_page(), "fewer-hours")
    assert "Deze maatregel staat uit" in html(page)
    assert "10% × € 2.000.000 = € 200.000" in html(page)


@pytest.mark.parametrize("name", ["drivers", "relations", "people", "work", "sources"])
def test_every_section_of_every_measure_draws(catalogue_page, name):
    page = catalogue_page()
    for measure in (MEASURE, "fewer-hours", "follow-up"):
        section(opened_card(page, measure), name)
        assert page.header
        checked(page.button(key="measures-back").click().run())
    assert page.title[0].value == "Maatregelen"


def test_relations_of_both_sides_are_in_the_graph(catalogue_page):
    page = section(opened_card(catalogue_page(), "strict-access"), "relations")
    text = html(page)
    assert "wordt uitgesloten door" in text
    assert "Minder uren" in text
    assert "deelt kosten met" in text
    checked(page.button(key="related-fewer-hours").click().run())
    assert "Minder uren" in page.title[0].value


def edit(page, driver, **typed):
    for part, text in typed.items():
        page.text_input(key=f"edit-{MEASURE}-{driver}-{part}-nl").set_value(text)
    page.run()
    return checked(page.button(key=f"apply-{driver}").click().run())


def test_a_driver_gets_a_value_of_the_users_own_and_its_old_one_back(catalogue_page):
    page = section(opened_card(catalogue_page()), "drivers")
    edit(page, "children", value="1.200", low="1.000", high="1.500", reason="Nieuwe telling")
    change = scenario_of(page).measures[MEASURE].drivers["children"]
    assert (change.value, change.uncertainty.low, change.uncertainty.high) == (1200, 1000, 1500)
    text = html(page)
    assert "1.200 kinderen" in text
    assert "Aangepast; de bron zegt 100 kinderen" in text
    assert "Reden: Nieuwe telling" in text
    assert "80% kans: tussen" in text
    assert page.text_input(key=f"edit-{MEASURE}-children-value-nl").value == "1.200"
    checked(page.button(key="revert-children").click().run())
    assert scenario_of(page).measures[MEASURE].drivers == {}
    assert "Aangepast" not in html(page)
    assert page.text_input(key=f"edit-{MEASURE}-children-value-nl").value == "100"


def test_the_other_pages_count_with_it(catalogue_page, small_app):
    """1,200 children instead of 100: 1,200,000 is more than the 1,000,000 that is spent."""
    page = section(opened_card(catalogue_page()), "drivers")
    edit(page, "children", value="200", reason="Nieuwe telling")
    explore = small_app(s=page.query_params["s"])
    # 200,000 instead of 100,000: 560,000 becomes 660,000.
    assert "€ 660.000" in html(explore)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "1.53", "reason": "x"}, "geen getal"),
        ({"value": "120"}, "Schrijf op waarom"),
        ({"value": "120", "low": "130", "high": "140", "reason": "x"}, "buiten de marge"),
        ({"value": "120", "low": "110", "reason": "x"}, "allebei"),
    ],
)
def test_a_slip_is_told_and_changes_nothing(catalogue_page, typed, told):
    page = section(opened_card(catalogue_page()), "drivers")
    before = scenario_of(page)
    edit(page, "children", **typed)
    assert told in page.warning[0].value
    assert flat(page).count(told) == 1
    assert scenario_of(page) == before
    assert page.text_input(key=f"edit-{MEASURE}-children-value-nl").value == typed["value"]


def test_a_shared_driver_changes_for_all_measures(catalogue_page):
    page = section(opened_card(catalogue_page()), "drivers")
    assert "Meer maatregelen gebruiken deze waarde" in flat(page)
    edit(page, "fte_cost", value="90.000", reason="Nieuwe cao")
    assert scenario_of(page).shared_drivers["fte_cost"].value == 90_000


def test_rivals_and_the_picture_have_words(catalogue_page):
    page = section(opened_card(catalogue_page()), "drivers")
    assert "◇ Critici: € 500" in html(page)
    edit(page, "children", value="120", low="100", high="150", reason="x")
    assert 'alt="Grootheid: 120 kinderen. 80% kans: tussen' in html(page)


def fill(page, **typed):
    for field, text in typed.items():
        area = page.text_area if field in ("summary", "reason") else page.text_input
        area(key=f"form-{field}-nl").set_value(text)
    page.run()
    return checked(page.button(key="form-add").click().run())


def test_the_form_tells_a_slip_once(catalogue_page):
    """Below the field, before the form is sent and after; full before start too."""
    page = catalogue_page()
    checked(page.button(key="measures-add").click().run())
    page.text_input(key="form-value-nl").set_value("300,000.5")
    page.selectbox(key="form-start-nl").set_value(2024)
    page.selectbox(key="form-full-nl").set_value(2022)
    checked(page.run())
    for _ in range(2):
        assert flat(page).count("Dit is geen getal") == 1
        assert flat(page).count("kan niet voor het eerste jaar") == 1
        checked(page.button(key="form-add").click().run())


def test_the_form_adds_a_measure_that_counts_and_travels(catalogue_page, small_app):
    page = catalogue_page()
    checked(page.button(key="measures-add").click().run())
    fill(page, title="Buurtteams", value="1.000,5", reason="Ervaring", yearly_cost="-3")
    assert "1 veld" in page.warning[-1].value
    assert "Gelezen als € 1.000,50" in flat(page) or "Gelezen als € 1.001" in flat(page)
    fill(page, value="100.000", yearly_cost="20.000")
    assert page.title[0].value == "Buurtteams"
    assert "Toegevoegd: Buurtteams" in page.warning[0].value
    assert "eigen-buurtteams" in scenario_of(page).active()
    assert "bespaart € 80.000" in html(page)
    elsewhere = small_app(s=page.query_params["s"])
    assert not elsewhere.warning
    assert scenario_of(elsewhere) == scenario_of(page)
    # Both services of the small programme have the same name, so the browser's choice is the second one.
    # 5% beside 25% of 2,000,000, independent: (1 - 0.95 * 0.75) * 2,000,000 = 575,000; with 100,000 of the
    # coaches 675,000, less 40,000 and 20,000.
    assert "€ 615.000" in html(elsewhere)


def test_an_own_measure_is_removed_without_a_trace(catalogue_page):
    page = catalogue_page()
    before = scenario_of(page)
    checked(page.button(key="measures-add").click().run())
    fill(page, title="Buurtteams", value="100.000", reason="Ervaring")
    section(page, "sources")
    checked(page.button(key="remove-own").click().run())
    assert page.title[0].value == "Maatregelen"
    assert scenario_of(page) == before
    assert "s" not in page.query_params


def test_switching_an_own_measure_off_gives_the_run_of_everybody(catalogue_page, small_app):
    line = next(c.value for c in small_app().caption if "Doorrekening" in c.value)
    page = catalogue_page()
    checked(page.button(key="measures-add").click().run())
    fill(page, title="Buurtteams", value="100.000", reason="Ervaring")
    checked(page.toggle(key="card-on-eigen-buurtteams").set_value(False).run())
    assert next(c.value for c in page.caption if "Doorrekening" in c.value) == line


class Upload:
    """A file as the field for files gives it."""

    def __init__(self, data, name="mijn.yaml"):
        self.data, self.name = data, name

    def getvalue(self):
        return self.data


def uploaded(monkeypatch, data):
    """Call what the field for files calls, outside a page."""
    session, taken = {"field": Upload(data)}, []
    monkeypatch.setattr(measure_files.st, "session_state", session)
    monkeypatch.setattr(measure_files.state, "own", lambda: ())
    monkeypatch.setattr(measure_files.state, "add_own", taken.append)
    monkeypatch.setattr(measure_files.state, "tell", lambda *_, **__: None)
    monkeypatch.setattr(measure_files, "local", lambda text: text.nl)
    measure_files._uploaded("field", taken.append)
    return session, taken


def test_a_good_file_is_taken_over(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    session, taken = uploaded(monkeypatch, dump_measure(own()).encode())
    assert taken == [own(), "eigen-buurtteams"]
    assert session[measure_files.PROBLEMS] == ()


@pytest.mark.parametrize("data", [b"id: eigen-x\n", b"\xff\xfe", b"- 1\n", b"", b"a: &b [*b]\n"])
def test_a_bad_file_is_listed_and_nothing_is_taken_over(small_root, monkeypatch, data):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    session, taken = uploaded(monkeypatch, data)
    assert taken == []
    assert all(p.found and p.expected and p.repair for p in session[measure_files.PROBLEMS])
    assert session[measure_files.PROBLEMS]


def test_an_unknown_card_in_the_address_shows_the_list(catalogue_page):
    page = catalogue_page(maatregel="bestaat-niet")
    assert page.title[0].value == "Maatregelen"


SECTIONS = ("sum", "drivers", "relations", "people", "work", "sources")


@pytest.mark.slow
def test_every_measure_of_the_real_programme_shows_every_section(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    page = opened()
    for measure in services.catalogue().measures:
        opened_card(page, measure)
        for name in SECTIONS:
            section(page, name)
        checked(page.button(key="measures-back").click().run())


def test_people_that_the_source_does_not_count_are_unknown_and_not_zero(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    test = AppTest.from_string(PAGE, default_timeout=60)
    test.query_params["maatregel"] = "in-dialoog-verwijzen"
    test.session_state["measures-section-nl"] = "work"
    text = html(checked(test.run()))
    # The source pays 240,000 and 210,000 in 2021 and 2022, and names people from 2023 only.
    for cells in ("2021</th><td>onbekend", "2022</th><td>onbekend", "2023</th><td>1 fte"):
        assert cells in text


@pytest.mark.slow
@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_is_in_english_too(monkeypatch, name):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    for measure in ("versoberen-huishoudelijke-hulp", "normenkader-huishoudelijke-hulp", "budgetplafonds"):
        test = AppTest.from_string(PAGE, default_timeout=60)
        test.query_params |= {"lang": "en", "maatregel": measure}
        test.session_state["measures-section-en"] = name
        text = flat(checked(test.run()))
        for word in ("Bron:", "Jaar", "bespaart", "Onderbouwing", "Inwoners", "Aanname"):
            assert word not in text, word
