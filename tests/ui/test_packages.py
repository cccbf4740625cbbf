"""The page Pakketten, run by Streamlit's AppTest on the small programme and on the real one."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.portfolio import GOALS, Wishes, candidates, choose, searched
from simulator.analysis.robustness import Future, FutureOutcome, wide
from simulator.domain.scenario import MeasureSetting
from simulator.ui import services
from simulator.ui.formats import formats_of
from simulator.ui.pages.packages import service as packages_service
from simulator.ui.pages.packages import state as packages_state
from simulator.ui.pages.packages.chart_futures import futures_figure
from simulator.ui.pages.packages.chart_packages import Marked, packages_figure
from simulator.ui.pages.packages.wishes import CHANCES
from simulator.ui.sensitivity_words import Words
from tests.ui.conftest import checked, figures, programma, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.packages import page as packages
frame.show(st.navigation([st.Page(packages.render, url_path="x", default=True)]))
"""


@pytest.fixture
def small_page(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened


@pytest.fixture
def real_page(monkeypatch):
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened


def opened(**parameters: str | list[str]) -> AppTest:
    test = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    return checked(test.run())


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def said(test: AppTest) -> str:
    return flat(words(test))


OPTIONS = {"goal": GOALS, "chance": CHANCES, "year": (2022, 2023, 2024)}


def pick(test: AppTest, name: str, value: object) -> AppTest:
    """Choose from a list; those of the wishes hold places."""
    chosen = OPTIONS[name].index(value) if name in OPTIONS else value
    return checked(test.selectbox(key=f"packages-{name}-nl").set_value(chosen).run())


def robust(test: AppTest) -> AppTest:
    return checked(test.segmented_control(key="packages-part-nl").set_value("robust").run())


def test_the_best_package_of_the_small_programme(small_page):
    """Measures 1 and 3: 4 packages. In 2024 3 saves 500,000, with 1 560,000; noord's task is 300,000.

    Noord has half, so measure 3 alone (250,000) and with measure 1 (280,000) both miss it.
    """
    page = small_page()
    assert "Geen van de 4 pakketten voldoet aan al uw eisen" in said(page)
    assert "Zonder de eis ‘Kans op halen van de taakstelling’ blijven er 4 pakketten over" in said(page)
    assert "Geen enkel pakket laat Noord de taakstelling van 2024 halen" in said(page)
    page = pick(page, "chance", None)
    assert "Van de 4 pakketten voldoen er 4 aan uw eisen" in said(page)
    best = flat(figures(page))
    assert "Beste pakket: 2 maatregelen" in best
    assert "bespaart € 560.000" in best
    # Their sources name neither staff nor residents: unknown, not nothing.
    assert "raakt tot een onbekend aantal inwoners" in best
    assert "De bron noemt geen personeel voor: 1. Schoolcoaches; 3. Strenge toegang" in said(page)
    page = pick(page, "goal", "measures")
    assert "Beste pakket: 0 maatregelen bespaart en kost niets" in flat(figures(page))
    assert "Geen ander pakket is bijna even goed." in said(page)
    assert "Kies ‘Zo veel mogelijk netto besparing’" in page.info[0].value


def test_a_package_opens_as_the_scenario_and_can_be_undone(small_page):
    page = pick(small_page(), "chance", None)
    before = page.session_state["_koers"].history.present
    page = pick(page, "goal", "measures")
    checked(page.button(key="packages-open-A").click().run())
    assert page.session_state["_koers"].history.present.active() == ()
    assert "Pakket A staat nu aan" in page.warning[0].value
    assert "Pakket A staat nu aan" in page.toast[0].value  # the button is far below the top of the page
    # The measures that are off stay among those to choose from.
    assert "Van de 4 pakketten" in said(page)
    checked(page.button(key="undo").click().run())
    assert page.session_state["_koers"].history.present == before


def test_any_package_of_the_line_can_be_picked_opened_and_kept(small_page):
    """On the line: nothing, measure 3 (500,000) and both (560,000). Measure 1 alone is bettered by 3."""
    page = pick(small_page(), "chance", None)
    offered = page.selectbox(key="packages-picked-nl")
    assert offered.value is None
    assert [flat(option) for option in offered.options] == [
        "pakket A: bespaart € 560.000 bij 2 maatregelen: 1, 3",
        "bespaart € 500.000 bij 1 maatregel: 3",
        "bespaart en kost niets bij 0 maatregelen: geen maatregel",
    ]
    catalogue, scenario = services.catalogue(), services.shelf().first
    third = candidates(catalogue, scenario, scenario.measures).number({"strict-access"})
    page = pick(page, "picked", third)
    assert "Gekozen pakket: 1 maatregel" in flat(figures(page))
    assert "In dit pakket:** 3\\. Strenge toegang" in said(page)
    checked(page.button(key="packages-keep").click().run())
    assert "Op Vergelijken staat dit pakket naast wat nu aanstaat" in said(page)
    assert page.button(key="packages-keep").disabled
    (kept,) = page.session_state["_koers_beside"]
    assert kept.scenario.active() == ("strict-access",)
    assert (kept.scenario.title.nl, kept.scenario.title.en) == ("Pakket 3", "Package 3")
    assert page.session_state["_koers"].history.present.active() == ("school-coaches", "strict-access")
    checked(page.button(key="packages-explore").click().run())
    assert page.session_state["_koers"].history.present.active() == ("strict-access",)
    # What was picked stays picked, also when it is what is on now.
    assert "Gekozen pakket: 1 maatregel" in flat(figures(page))


def test_numbers_are_those_of_the_search_and_of_full_runs(real_page):
    page = real_page()
    catalogue, scenario = services.catalogue(), services.shelf().first
    found = searched(catalogue, scenario, candidates(catalogue, scenario, scenario.measures), 2024)
    choice = choose(found, Wishes(chance=packages_state.LIKELY))
    left = f"{len(choice.meeting):,}".replace(",", ".")
    assert f"Van de 65.536 pakketten voldoen er {left} aan uw eisen" in said(page)
    assert "bespaart € 5,6 mln" in flat(figures(page))
    assert len(page.get("vega_lite_chart")) == 1
    near = next(table.value for table in page.table if "A" in table.value.columns)
    assert [*near.columns][1:] == ["A", "B", "C", "D"]
    for row in near.set_index("Verschil").loc[["Netto", "80% kans"]].to_numpy().tolist():
        assert len(set(decimals(" ".join(row)))) == 1, row
    assert "5. Huishoudelijke hulp" in said(page)


def decimals(text):
    """How many decimals each amount in millions has."""
    return [len(found) for found in re.findall(r"\d+(?:,(\d+))?\xa0mln", text)]


def test_amounts_under_each_other_have_the_same_decimals(real_page):
    page = real_page()
    line = next(table.value for table in page.table if "Pakket" in table.value.columns)
    assert len(line) == 12
    assert set(decimals(" ".join(line["Netto"]))) == {2}


def test_intervals_of_futures_are_rounded_alike(small_catalogue):
    """Intervals 300,000 and 2,000,000 wide: the widest one knows tenths of millions only."""
    ends = {"own": (1.11e6, 1.26e6, 1.41e6), "late": (1e6, 2e6, 3e6)}
    found = [
        FutureOutcome(
            Future(name, programma()), "run", middle, low, middle, high, 1e7, None, None, True, True
        )
        for name, (low, middle, high) in ends.items()
    ]
    table = futures_figure(found, 2024, None, 0.8, Words(small_catalogue, "nl"), where="hier").table
    assert [flat(cell) for cell in table["Netto"]] == ["bespaart € 1,3 mln", "bespaart € 2,0 mln"]
    assert flat(table["80% kans"][0]) == "tussen € 1,1 mln en € 1,4 mln"


def test_where_no_package_has_the_chance_that_is_asked_the_likeliest_is_shown(real_page):
    """With every uncertainty counted the task of 2024 is out of reach of every package."""
    page = real_page()
    counting = wide(services.shelf().first).scenario
    checked(page.button(key="count-all").click().run())
    assert "Geen van de 65.536 pakketten voldoet aan al uw eisen" in said(page)
    catalogue = services.catalogue()
    found = searched(catalogue, counting, candidates(catalogue, counting, counting.measures), 2024)
    most = float(np.nanmax(found.chance))  # nobody knows the chance of a package of unknown savings
    assert 0.0 < most < packages_state.LIKELY
    told = flat(figures(page))
    assert "Grootste kans op halen van de taakstelling" in told
    assert f"({formats_of('nl').chance(most)})" in told
    assert "Alle soorten onzekerheid tellen mee." in said(page)
    checked(page.button(key="packages-open-likeliest").click().run())
    active = page.session_state["_koers"].history.present.active()
    assert found.chance[found.candidates.number(active)] == most
    assert "grip-op-uitgaven" not in active  # of which nobody knows what it saves


def test_what_no_package_reaches_is_said_of_what_was_asked(real_page):
    """Without staff nothing can be done and the task is missed; that is not so of packages with staff."""
    page = real_page()
    page.session_state["_koers_packages"] = packages_state.Asked(most_fte=0)
    told = said(checked(page.run()))
    assert "Geen enkel pakket dat aan uw andere eisen voldoet, laat Hilversum de taakstelling" in told
    # With staff there is more, of which is known how much; most measures have none that is known.
    page.session_state["_koers_packages"] = packages_state.Asked(goal="fte")
    told = flat(figures(checked(page.run())))
    assert "Grootste kans op halen van de taakstelling met uw andere eisen: 6 maatregelen" in told


def test_a_chance_that_nobody_knows_is_not_none(real_page):
    """The source gives no saving for measure 12, so nobody knows what it does for the task."""
    known = set(services.shelf().first.measures) - {"heronderzoek-wachtlijst-beschermd-wonen"}
    page = real_page()
    page.session_state["_koers_packages"] = packages_state.Asked(
        required=frozenset({"heronderzoek-wachtlijst-beschermd-wonen"}), barred=frozenset(known)
    )
    told = said(checked(page.run()))
    assert "is niet bekend of Hilversum er de taakstelling van 2024 mee haalt" in told
    assert "in alle trekkingen schiet het tekort" not in told


def test_what_is_asked_stands_in_the_address(real_page):
    page = real_page()
    assert "kans" not in page.query_params
    page = pick(pick(page, "chance", None), "goal", "measures")
    assert (page.query_params["kans"], page.query_params["doel"]) == ("geen", "measures")
    again = real_page(**page.query_params)
    assert again.session_state["_koers_packages"] == page.session_state["_koers_packages"]
    assert "Beste pakket: 0 maatregelen" in flat(figures(again))


def test_an_address_asks_nothing_that_cannot_be_asked(real_page):
    page = real_page(
        kans="2", doel="winst", fte="-4", erin=["=1+1", "grip-op-uitgaven"], jaar="1999", onbekend="mee"
    )
    asked = page.session_state["_koers_packages"]
    assert asked == packages_state.Asked(required=frozenset({"grip-op-uitgaven"}), complete=False)
    assert page.query_params.keys() == {"erin", "onbekend"}


def test_demands_narrow_the_choice(real_page):
    page = real_page()
    page = pick(page, "goal", "measures")
    assert "Beste pakket: 5 maatregelen" in flat(figures(page))
    assert "Er zijn 15 pakketten bijna even goed als het beste" in said(page)
    page = pick(page, "goal", "residents")  # one more, which has a measure that only costs
    assert "Geen ander pakket is bijna even goed. Een pakket met een maatregel erbij" in said(page)
    assert "Zit in dit pakket:" in said(page)
    page = pick(page, "year", 2022)
    assert "netto in 2022" in flat(figures(page)) or "Geen van de 65.536" in said(page)


def test_measures_in_and_out(real_page):
    page = real_page()
    page.session_state["_koers_packages"] = packages_state.Asked(
        required=frozenset({"grip-op-uitgaven"}), barred=frozenset({"versoberen-huishoudelijke-hulp"})
    )
    page = checked(page.run())
    near = next(table.value for table in page.table if "A" in table.value.columns)
    assert "Maatregelen die erin of eruit moeten: 2 gekozen" in said(page)
    assert not near["Verschil"].str.startswith("5\\.").any()
    assert "15. Grip op uitgaven" in said(page).split("Zit in al deze pakketten")[1].split("Verschil")[0]


def test_the_part_with_measures_stays_open_and_the_last_word_counts(small_page):
    """Its title counts what was picked. A measure that must be in and then out must be out."""
    page = small_page()
    page.session_state["packages-fixed"] = True
    checked(page.run())
    checked(page.pills(key="packages-required-nl").select("strict-access").run())
    assert "Maatregelen die erin of eruit moeten: 1 gekozen" in said(page)
    checked(page.pills(key="packages-barred-nl").select("strict-access").run())  # it is still there
    assert "Maatregelen die erin of eruit moeten: 1 gekozen" in said(page)
    assert page.pills(key="packages-required-nl").value == []
    assert page.pills(key="packages-barred-nl").value == ["strict-access"]
    checked(page.pills(key="packages-required-nl").select("strict-access").run())
    assert page.pills(key="packages-barred-nl").value == []


def test_a_measure_that_cannot_be_chosen_any_more_is_asked_no_more(small_page):
    """Measure 2 was put on, said to be in, and put off again: no pill shows it, so nobody could let it go."""
    page = small_page()
    page.session_state["_koers_packages"] = packages_state.Asked(
        chance=None, required=frozenset({"fewer-hours"})
    )
    checked(page.run())
    assert "Van de 4 pakketten voldoen er 4 aan uw eisen" in said(page)
    assert "gekozen" not in said(page)


def test_futures_and_rules(real_page):
    page = robust(real_page())
    told = said(page)
    assert "In 3 van de 7 toekomsten is de kans om de taakstelling van Hilversum in 2024 te halen" in told
    assert "schattingen van anderen: Onderzoek van AEF" in told
    # The net saving is the region's, the task Hilversum's.
    assert "Hetzelfde pakket in andere toekomsten: netto in 2024, hele regio" in told
    assert "Wat moet er samenkomen?" in told
    assert "Als **" in told
    assert "Deze regel verklaart" in told  # there is one
    page = pick(page, "future", "own")
    assert "zo zelden of zo vaak" in said(page)
    assert page.button(key="packages-open-future").disabled
    page = pick(page, "future", "wide")
    assert "Als **Uitvoeringskracht bij de hoogste" in said(page)
    assert "2. Als **" in said(page)
    assert "Samen verklaren deze regels" in said(page)
    page = pick(page, "future", "overlap")
    checked(page.button(key="packages-open-future").click().run())
    assert page.session_state["_koers"].history.present.overlap == pytest.approx(0.99)


def test_the_page_in_english(real_page):
    page = real_page(lang="en")
    assert "Best package" in flat(figures(page))
    assert "pakket" not in said(page).replace("Pakketten", "").lower()


def test_a_stopped_search_says_so_and_can_be_taken_up(small_page):
    page = small_page()
    catalogue, scenario = services.catalogue(), services.shelf().first
    names = packages_state.choosable(scenario, scenario, catalogue)
    looked_for = packages_service.quest(catalogue, packages_state.settings(scenario, scenario), names, 2024)
    looked_for.kept.packages = None
    page.session_state["_koers_packages"] = packages_state.Asked(chance=None, stopped=looked_for.key)
    checked(page.run())
    assert "Het zoeken is gestopt" in page.info[0].value
    checked(page.button(key="packages-search").click().run())
    assert "Beste pakket" in flat(figures(page))


def test_of_too_many_measures_some_can_be_said_to_be_in_or_out(real_page):
    """19 measures make more packages than are worked out; with one in and one out it is 17."""
    page = real_page()
    more = ("hilversum-handhaving", "hilversum-poh-jeugd", "minder-ritten-tergooi")
    session = page.session_state["_koers"]
    before = session.history.present
    settings = dict(before.measures) | dict.fromkeys(more, MeasureSetting())
    session.history = session.history.to(before.model_copy(update={"measures": settings}))
    page = checked(page.run())
    assert "Er zijn 19 maatregelen om uit te kiezen" in page.warning[0].value
    page.session_state["_koers_packages"] = packages_state.Asked(
        required=frozenset({"grip-op-uitgaven"}), barred=frozenset({"hilversum-handhaving"})
    )
    page = checked(page.run())
    assert "Van de 131.072 pakketten" in said(page)
    checked(page.button(key="packages-open-A").click().run())
    on = page.session_state["_koers"].history.present.active()
    assert "grip-op-uitgaven" in on
    assert "hilversum-handhaving" not in on


def test_the_chart_draws_front_chosen_and_present(small_root, small_catalogue, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    asked = programma()
    found = searched(small_catalogue, asked, candidates(small_catalogue, asked, asked.measures))
    choice = choose(found, Wishes(complete=False))
    marked = Marked([("A", 3), ("B", 2)], own=3)
    figure = packages_figure(found, choice, "measures", marked, Words(small_catalogue, "nl"))
    kinds = figure.data.groupby("kind")["net"].count().to_dict()
    # Nothing (0), one measure (500,000) and two (560,000) are on the front; measure 1 alone is not.
    assert kinds == {"front": 3, "others": 4, "own": 1, "shown": 2}
    front = figure.data[figure.data["kind"] == "front"]
    assert front["net"].round().tolist() == [0, 500_000, 560_000]
    assert front["x"].tolist() == [0, 1, 2]
    assert figure.data["letter"].tolist().count("A") == 1
    nothing = choose(found, Wishes(required=frozenset({"fewer-hours"})))
    empty = packages_figure(found, nothing, "measures", marked, Words(small_catalogue, "nl"))
    assert empty.data.empty
    assert empty.table.empty


def test_a_chart_without_points_says_why_and_what_helps(real_page):
    """No package that makes the task has measures of which all the staff is known."""
    page = real_page()
    checked(page.segmented_control(key="packages-against-nl").set_value("fte").run())
    told = said(page)
    assert "Van geen pakket dat voldoet is dit aantal helemaal bekend" in told
    assert "Zet onder ‘Meer eisen’ uit dat zulke pakketten worden overgeslagen" in told
    assert "Er staat geen maatregel aan" not in told
    assert [table for table in page.table if table.value.empty] == []  # Streamlit draws that in English
    page.session_state["_koers_packages"] = packages_state.Asked(complete=False)
    assert len(checked(page.run()).get("vega_lite_chart")) == 1


def test_a_line_of_what_is_known_says_that_others_stand_above_it(real_page):
    """Staff is known of one measure alone: the best package stands far above the line."""
    page = real_page(p="regio-amersfoort-lokale-teams")
    told = said(page)
    assert "Op de lijn staan alleen pakketten waarvan dit aantal helemaal bekend is" in told
    # As in the table below it.
    assert "tot 2,7 fte (bespaart € 330.000)" in told


def test_where_nothing_is_known_of_one_place_it_is_said_of_that_place(real_page):
    """Of Woudenberg no saving is known; of the region there is."""
    page = real_page(p="regio-amersfoort-lokale-teams")
    session = page.session_state["_koers"]
    session.history = session.history.to(
        session.history.present.model_copy(update={"municipality": "woudenberg"})
    )
    checked(page.run())
    assert "noemt de bron een besparing voor Woudenberg, dus hier valt niets te vergelijken" in said(page)


def test_a_municipality_without_a_task(small_page):
    """Zuid has no savings task: no chance to ask for, and nothing to miss."""
    page = small_page()
    checked(page.selectbox(key="view-nl").set_value("zuid").run())
    told = said(page)
    assert "Kans op halen" not in told
    # Zuid has 30% of 560,000.
    assert "bespaart € 168.000" in flat(figures(page))
    page = robust(page)
    assert "Het minst levert het op bij" in said(page)
    assert "gemist" not in said(page)
    assert "Wat moet er samenkomen?" not in said(page)


def test_measures_of_which_nobody_knows_what_they_save_are_named(real_page):
    """They are in no best package as far as is known; that is not to say that they save nothing."""
    told = said(real_page()).split("De bron noemt geen besparing voor: ")[1].split(" Of die in een pakket")[0]
    assert [name.split(".")[0] for name in told.split("; ")] == ["12", "13", "16"]


def test_numbers_that_no_source_gives_are_not_zero(real_page):
    """The Amersfoort region tells nothing about residents, and staff of one measure alone."""
    page = real_page(p="regio-amersfoort-lokale-teams")
    told = flat(figures(page))
    assert "een onbekend aantal inwoners" in told
    assert "tot 0 inwoners" not in told
    assert page.segmented_control(key="packages-against-nl").options == ["personeel", "aantal maatregelen"]
    first = page.selectbox(key="packages-picked-nl").options[0]
    assert "2,7 fte (van 4 maatregelen onbekend)" in flat(first)
    line = page.table[-1].value
    named = line["Pakket"].str.contains("Leusden")
    assert line["Inwoners"][named].tolist() == ["?"] * named.sum()
    assert line["Inwoners"][~named].tolist() == ["0"]  # no measure at all
