"""The page Vergelijken, run by Streamlit's AppTest on the small programme and on the real one."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from simulator.analysis.run import run, run_id
from simulator.ui import beside, edits, services
from simulator.ui.link import encode
from simulator.ui.pages.compare import state as compare_state
from simulator.ui.pages.compare.service import aligned, key_of, side_by_side
from tests.ui.conftest import checked, programma, words

PAGE = """
import streamlit as st
from simulator.ui import frame
from simulator.ui.pages.compare import page as compare
frame.show(st.navigation([st.Page(compare.render, url_path="x", default=True)]))
"""
BOTH = ("programma", "alles-uit")


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


def opened(*keys: str, **parameters: str) -> AppTest:
    test = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    if keys:
        test.query_params["vs"] = list(keys)
    return checked(test.run())


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def cards(test: AppTest) -> str:
    """The cards of the scenarios, without markup."""
    found = [e.proto.body for e in test.get("html") if "koers-letter" in e.proto.body]
    return flat(re.sub(r"<[^>]+>", " ", " ".join(found)))


def headers(test: AppTest) -> list[str]:
    return [header.value for header in test.main.header]


def test_what_another_page_put_aside_stands_beside_the_present_scenario(small_page):
    """Once, under its own name, and in the address."""
    page = small_page()
    first = services.shelf().first
    named = {"title": programma(title=first.title.model_copy(update={"nl": "Pakket 3"})).title}
    kept = beside.Brought(edits.set_measure(first, "school-coaches", on=False).model_copy(update=named))
    for _ in range(2):
        page.session_state["_koers_beside"] = (kept,)
        page = checked(page.run())
    assert re.findall(r"\b[A-D] (?=Klein plan|Pakket 3)", cards(page)) == ["A ", "B "]
    assert "B Pakket 3" in cards(page)
    assert len(page.query_params["vs"]) == 2
    assert "_koers_beside" not in page.session_state


def table(test: AppTest, column: str):
    """The table with this first column."""
    return next(found.value for found in test.table if found.value.columns[0] == column)


def chosen(test: AppTest) -> list[str]:
    return list(test.session_state["_koers_compare"].chosen or ())


def choose(test: AppTest, place: int, key: str) -> AppTest:
    return checked(test.selectbox(key=f"compare-place-{place}-nl").set_value(key).run())


def paste(test: AppTest, text: str) -> AppTest:
    field = next(item for item in test.text_input if item.key.startswith("compare-link"))
    return checked(field.set_value(text).run())


def upload(test: AppTest, text: str, name: str = "mijn.yaml") -> AppTest:
    field = next(item for item in test.file_uploader if item.key.startswith("compare-file"))
    return checked(field.set_value((name, text.encode(), "application/yaml")).run())


def test_the_empty_page_explains_and_one_click_compares(small_page):
    page = small_page()
    assert "twee tot vier scenario's" in words(page)
    assert headers(page) == []
    # The scenario of the session is `programma`: putting that beside itself shows nothing.
    assert [b.label for b in page.button] == ["Vergelijk met Alles uit"]
    checked(page.button(key="compare-with-alles-uit").click().run())
    assert chosen(page) == [compare_state.CURRENT, "alles-uit"]
    assert page.query_params["vs"] == [compare_state.CURRENT, "alles-uit"]
    assert "Netto besparing per jaar" in headers(page)


def test_the_difference_with_nothing_is_the_sum_worked_out_by_hand(small_page):
    """See `programma`: net 0, 260,000, 510,000 and 560,000; without measures nothing in any year."""
    page = small_page(*BOTH)
    assert "A Klein plan Netto besparing 2024, hele regio € 560.000" in cards(page)
    assert "B Alles uit Netto besparing 2024, hele regio € 0" in cards(page)
    assert "€ 560.000 minder dan A Kans dat A meer oplevert dan B: bijna zeker (&gt;99%)" in cards(page)
    assert "A levert in 2024 € 560.000 meer op dan B." in flat(words(page))
    outcomes = table(page, "Vraag").set_index("Vraag")
    assert flat(outcomes.loc["Netto 2021 tot en met 2024 samen", "A Klein plan"]) == "bespaart € 1,33 mln"
    assert outcomes.loc["Levert per saldo geld op vanaf", "A Klein plan"] == "2022"
    assert outcomes.loc["Levert per saldo geld op vanaf", "B Alles uit"] == "na 2024"
    gaps = next(t.value for t in page.table if "Kans op meer" in t.value.columns)
    assert gaps["Midden (P50)"].tolist() == ["0", "260", "510", "560"]
    assert gaps["Kans op meer"].tolist() == ["–", "\\>99%", "\\>99%", "\\>99%"]


def test_what_is_set_differently_is_listed_and_nothing_else(small_page):
    page = small_page(*BOTH)
    settings = table(page, "Instelling")
    assert settings["Instelling"].tolist() == ["1\\. Schoolcoaches", "3\\. Strenge toegang"]
    assert settings["A Klein plan"].tolist() == ["aan", "aan"]
    assert settings["B Alles uit"].tolist() == ["uit", "uit"]
    choose(page, 1, "programma")
    assert "de scenario's zijn gelijk" in words(page)
    assert "In elke trekking evenveel als A" in cards(page)
    assert "A en B komen in 2024 in elke trekking op hetzelfde uit." in words(page)


def test_staff_that_no_source_gives_is_unknown_and_nothing_on_needs_none(small_page):
    page = small_page(*BOTH)
    found = table(page, "Vraag").set_index("Vraag").loc["Meeste personeel nodig, volgens de bron"]
    assert [flat(cell) for cell in found] == ["onbekend", "0 fte"]


def test_measures_of_a_year_by_hand(small_page):
    """2022: coaches 100,000 - 40,000; strict access 250,000 less the pool's 50,000."""
    page = small_page(*BOTH)
    checked(page.segmented_control(key="compare-year-nl").set_value(2022).run())
    found = table(page, "Maatregel")
    assert found["Maatregel"].tolist() == ["3\\. Strenge toegang", "1\\. Schoolcoaches"]
    assert found["A"].tolist() == ["200", "60"]
    assert found["B"].tolist() == ["uit", "uit"]
    assert found["Verschil"].tolist() == ["200", "60"]
    assert "'3. Strenge toegang': in 2022 € 200.000 meer in A dan in B" in flat(words(page)).replace("\\", "")


def test_shipped_scenarios_give_the_numbers_of_analysis(real_page):
    page = real_page("programma", "voorzichtig", "raadsbrief")
    shelf = services.shelf().scenarios
    found = side_by_side([shelf[k] for k in ("programma", "voorzichtig", "raadsbrief")], services.catalogue())
    # The same runs as elsewhere in the app.
    for place, name in enumerate(("programma", "voorzichtig", "raadsbrief")):
        assert found.outcomes[place].run_id == run_id(services.catalogue(), shelf[name])
        assert found.outcomes[place].run_id in page.caption[-1].value
    runs = [run(services.catalogue(), shelf[name]) for name in ("programma", "voorzichtig")]
    net = [one.simulated.totals["region"].net.astype(float)[3] for one in runs]
    assert (net[0] > net[1]).all()  # in every draw, and yet not certain
    assert "bijna zeker (&gt;99%)" in cards(page)
    assert len(page.get("vega_lite_chart")) == 3
    assert table(page, "Vraag").shape[1] == 4
    checked(page.segmented_control(key="compare-other-nl-3").set_value(2).run())
    assert "in A dan in C" in words(page)


def test_other_views_are_refused_until_one_is_chosen(real_page):
    page = real_page("programma", "zienswijze-hilversum")
    assert "A: hele regio, B: Hilversum" in page.warning[0].value
    assert headers(page) == []
    checked(page.button(key="compare-for-hilversum").click().run())
    assert not page.warning
    assert cards(page).count("Netto besparing 2024, Hilversum") == 2
    assert page.query_params["view"] == "hilversum"
    assert "De zwarte streep is de taakstelling van Hilversum." in words(page)


def test_other_dice_are_told_and_made_the_same(small_page, small_catalogue, shipped):
    other = edits.set_fields(programma(), seed=7, draws=500)
    page = paste(small_page("programma"), encode(other, shipped["programma"], small_catalogue))
    assert "Scenario B is bewaard met andere trekkingen" in page.info[0].value
    assert "10.000 trekkingen, startgetal 2021" in page.info[0].value
    assert "In elke trekking evenveel als A" in cards(page)


def test_a_pasted_link_is_put_beside_and_stays_in_the_address(small_page, small_catalogue, shipped):
    sent = edits.set_measure(programma(), "strict-access", intensity=0.5, shift_months=6)
    token = encode(sent, shipped["programma"], small_catalogue)
    page = paste(small_page("programma"), f"http://127.0.0.1:8501/?lang=nl&s={token}")
    assert chosen(page) == ["programma", f"~{token}"]
    assert table(page, "Instelling").iloc[0, 2] == "aan, op 50% van de omvang, 6 maanden later"
    # Somebody else who opens the address sees the same.
    elsewhere = small_page(*page.query_params["vs"])
    assert cards(elsewhere) == cards(page)


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("kapot", "beschadigd of onvolledig"),
        ("http://127.0.0.1:8501/uitleg", "In deze link staat geen scenario"),
        ("http://[", "In deze link staat geen scenario"),
        ("x" * 20_000, "te lang"),
    ],
)
def test_a_broken_link_is_told_and_changes_nothing(small_page, pasted, told):
    page = small_page(*BOTH)
    before = cards(page)
    paste(page, pasted)
    assert told in page.warning[0].value
    assert (cards(page), chosen(page)) == (before, list(BOTH))
    # What was typed is still there, to be mended.
    assert [f.value for f in page.text_input if f.key.startswith("compare-link")] == [pasted]
    assert not choose(page, 1, "programma").warning


def test_a_chance_above_99_percent_keeps_its_mark_in_the_table_of_differences(real_page):
    """Markdown takes ">99%" at the start of a cell for a quotation, and shows 99%."""
    page = real_page("programma", "ongewijzigd-beleid")
    gaps = next(t.value for t in page.table if "Kans op meer" in t.value.columns)
    told = gaps["Kans op meer"].tolist()
    assert any(chance.startswith("\\") for chance in told)
    assert not any(chance.startswith((">", "<")) for chance in told)


def test_a_file_is_put_beside(small_page):
    other = edits.set_measure(programma(), "school-coaches", on=False)
    text = json.dumps(other.model_dump(mode="json", exclude_defaults=True))
    page = upload(small_page("alles-uit"), text.replace("Klein plan", "Uit een *bestand*"))
    assert len(chosen(page)) == 2
    assert "B Uit een *bestand*" in cards(page)
    # Strict access alone: 500,000 in 2024; against nothing it is all difference.
    assert "€ 500.000 meer dan A Kans dat B meer oplevert dan A: bijna zeker (&gt;99%)" in cards(page)
    assert "B Uit een \\*bestand\\*" in table(page, "Vraag").columns


@pytest.mark.parametrize(
    "text",
    ["", "id: [", "id: kapot\n", "measures: {nergens: {}}", "\x00", json.dumps({"draws": 10**9})],
)
def test_a_broken_file_is_told_and_changes_nothing(small_page, text):
    page = small_page(*BOTH)
    before = cards(page)
    upload(page, text, "kapot.yaml")
    assert "kapot.yaml" in page.warning[0].value
    assert chosen(page) == list(BOTH)
    assert before in cards(page)


def test_an_impossible_scenario_keeps_the_last_comparison(small_page, small_catalogue, shipped):
    clash = edits.set_measure(programma(), "fewer-hours", on=True)
    page = small_page(*BOTH)
    before = cards(page)
    paste(page, encode(clash, shipped["programma"], small_catalogue))
    assert "Scenario C: **Minder uren** en **Strenge toegang** kunnen niet samen." in page.warning[0].value
    assert "laatste vergelijking die wel kon" in page.info[0].value
    assert cards(page) == before
    choose(page, 2, compare_state.NONE)
    assert not page.warning
    assert not page.info


def test_a_place_is_emptied_and_the_others_move_up(small_page):
    page = small_page("programma", "alles-uit", "programma", "alles-uit")
    assert len(page.selectbox) == 5
    choose(page, 1, compare_state.NONE)
    assert chosen(page) == ["programma", "programma", "alles-uit"]
    assert cards(page).count("Netto besparing 2024") == 3


def test_what_the_user_changed_is_compared_at_once(small_page, small_catalogue, shipped):
    sent = edits.set_measure(programma(), "strict-access", on=False)
    page = small_page(s=encode(sent, shipped["programma"], small_catalogue))
    assert "B Klein plan, 1 wijziging" in cards(page)
    assert "€ 500.000 minder dan A" in cards(page)


def test_the_address_may_say_anything(small_page):
    page = small_page("programma", "bestaat-niet", "~kapot", "../x", "alles-uit", view="nergens")
    assert "beschadigd of onvolledig" in page.warning[0].value
    assert chosen(page) == ["programma"]  # the first four of the address, of which one exists
    assert "view" not in page.query_params


def test_the_other_language_translates_all(real_page):
    page = real_page("programma", "voorzichtig", "zienswijze-hilversum", view="region")
    dutch = words(page)
    checked(page.segmented_control(key="lang").set_value("en").run())
    english = words(page)
    assert "Which measure makes the difference?" in english
    names = {m.title for m in services.catalogue().programme.municipalities.values()}
    same = {
        line for line in set(dutch.splitlines()) & set(english.splitlines()) if re.search("[a-z]{3}", line)
    }
    same -= names | {"Scenario A", "Scenario B", "Scenario C", "Scenario D"}
    assert {line for line in same if "content:" not in line} == set()
    assert cards(page).count("Net saving 2024") == 3


def test_scenarios_are_kept_under_all_that_decides_their_numbers(small_catalogue):
    plan, other = programma(), edits.set_measure(programma(), "strict-access", on=False)
    keys = {
        key_of([plan, other], small_catalogue),
        key_of([other, plan], small_catalogue),
        key_of([plan, plan], small_catalogue),
        key_of([plan, edits.set_fields(other, seed=1)], small_catalogue),
        key_of([plan, edits.set_fields(other, municipality="noord")], small_catalogue),
    }
    assert len(keys) == 5
    renamed = plan.model_copy(update={"id": "x"})
    assert key_of([renamed, other], small_catalogue) == key_of([plan, other], small_catalogue)


def test_the_kept_tables_hold_no_draws(small_catalogue):
    found = side_by_side([programma(), programma()], small_catalogue)
    tables = [value for value in vars(found.comparison).values() if hasattr(value, "columns")]
    assert max(len(one) for one in tables) < 100
    # What comes out of the cache can be changed without harm.
    found.comparison.differences["p50"] = 1.0
    again = side_by_side([programma(), programma()], small_catalogue)
    assert (again.comparison.differences["p50"] == 0).all()


def test_too_many_draws_are_cut_for_all(small_catalogue):
    made = aligned([edits.set_fields(programma(), draws=1_000_000), programma()], "noord")
    assert {(s.draws, s.municipality) for s in made.scenarios} == {(100_000, "noord")}
    assert made.other_dice == (1,)


def test_a_measure_of_which_nobody_knows_the_saving_is_not_a_zero(real_page):
    """12 and 16 cost nothing in 2024 and save nobody knows what; 13 costs 400,000; 15 saves nothing.

    In the letter to the council 13 saves 400,000, and nobody knows what 5 and 6 cost.
    """
    test = real_page("programma", "raadsbrief")
    tables = [found.value for found in test.table if "Maatregel" in found.value.columns]
    rows = {
        re.match(r"\d+", name)[0]: row
        for table in tables
        for name, row in table.set_index("Maatregel").iterrows()
    }
    told = ["onbekend", "onbekend (kost 400)", "0", "onbekend"]
    assert [flat(rows[number]["A"]) for number in ("12", "13", "15", "16")] == told
    assert [rows[number]["Verschil"] for number in ("12", "13", "16")] == ["–"] * 3
    assert rows["13"]["B"] == "400"
    assert all(rows[number]["B"].endswith(" (kosten onbekend)") for number in ("5", "6"))


def test_a_measure_of_which_nobody_knows_the_saving_has_no_bar_and_is_named_below(real_page):
    """Nothing is on in B, so what 13 costs is all that is known of the difference: no saving of zero."""
    page = real_page("programma", "ongewijzigd-beleid")
    told, alt = flat(words(page)).replace("\\", ""), flat(page.get("vega_lite_chart")[-1].proto.alt)
    for said in (told, alt):
        assert "Voor zover bekend scheelt '" in said
        listed = re.search("Zonder balk, omdat in A of B onbekend is wat ze opleveren: (.*?)[.](?= |$)", said)
        assert re.findall(r"(\d+)\. ", said[listed.start() :].split("Download")[0])[:3] == ["12", "13", "16"]
        assert "(alleen de kosten zijn bekend: in A € 400.000); 16. " in said


def test_costs_that_nobody_knows_are_left_out_of_a_bar_by_name(real_page):
    """The letter to the council gives no costs of 5 and 6."""
    page = real_page("programma", "raadsbrief")
    alt = flat(page.get("vega_lite_chart")[-1].proto.alt)
    named = alt.partition("Waar de kosten onbekend zijn, telt de balk ze niet mee: ")[2]
    assert sorted(re.findall(r"(\d+)\. ", named)) == ["5", "6"]


def test_a_measure_of_which_only_costs_are_there_and_unknown_has_a_word(real_page, monkeypatch):
    """More staff for the local teams: the source gives no costs and claims no saving."""
    monkeypatch.setenv("KOERS_PROGRAMME", "regio-amersfoort-lokale-teams")
    rows = table(real_page("ambitie-gemeenten", "ambitie-met-tegenslag"), "Maatregel").set_index("Maatregel")
    told = rows.loc["Uitbreiding van de formatie van de lokale teams"]
    assert told.tolist() == ["kosten onbekend", "kosten onbekend", "–"]
    assert rows.loc["Sociale basis en collectief aanbod versterken"].tolist() == ["onbekend", "onbekend", "–"]


def test_every_chart_comes_along_as_a_picture(small_page):
    test = small_page(*BOTH)
    offered = " ".join(e.proto.id for e in test.get("download_button"))
    for chart in ("intervals", "gaps", "measures"):
        for kind in ("svg", "png"):
            assert f"{kind}-compare-{chart}" in offered
