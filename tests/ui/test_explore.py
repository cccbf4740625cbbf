"""The page Verkennen, run by Streamlit's AppTest."""

import json

import pytest

from simulator.analysis.robustness import wide
from simulator.analysis.run import run
from simulator.analysis.summary import target_outcome, yearly
from simulator.ui import edits, services, state
from simulator.ui.formats import formats_of
from simulator.ui.link import encode
from tests.ui.conftest import checked, figures, programma, words

NL = formats_of("nl")


def scenario_of(test):
    """The scenario in the session of a test."""
    return test.session_state["_koers"].history.present


def toggle(test, measure):
    return test.toggle(key=f"on-{measure}")


def flip(test, measure, on):
    return checked(toggle(test, measure).set_value(on).run())


def flat(text):
    return text.replace("\u00a0", " ")


def run_line(test):
    return next(c.value for c in test.caption if "10.000" in c.value or "10,000" in c.value)


def test_the_headline_is_the_sum_worked_out_by_hand(small_app):
    """See `programma`: 560,000 in 2024, noord half of it, 280,000 where 300,000 is asked; 0 in 2021."""
    page = small_app()
    assert page.title[0].value == "Klein plan"
    text = figures(page)
    assert "Netto besparing 2024, hele regio € 560.000" in " ".join(text.split())
    assert "Haalt Noord de taakstelling?" in text
    # 2022: 200,000 - 130,000; 2023: 300,000 - 255,000; 2024: 300,000 - 280,000
    assert all(missing in text for missing in ("€ 70.000", "€ 45.000", "€ 20.000"))
    assert text.count("vrijwel uitgesloten") == 3
    assert "In geen enkel jaar kost het per saldo geld." in text


def test_the_table_is_the_sum_worked_out_by_hand(small_app):
    table = small_app().table[0].value
    assert table["Jaar"].tolist() == ["2021", "2022", "2023", "2024"]
    assert table["Besparing"].tolist() == ["50", "350", "600", "600"]
    assert table["Kosten"].tolist() == ["50", "90", "90", "40"]
    assert table["Netto"].tolist() == ["0", "260", "510", "560"]


def test_beside_the_headline_stands_what_is_not_counted_and_one_click_counts_it(real_app):
    page = real_app()
    told = "Nog niet meegeteld: tegenslag bij de uitvoering, groei van de zorg en waterbedeffect."
    assert told in words(page)
    before = scenario_of(page)
    checked(page.button(key="count-all").click().run())
    assert "Alle soorten onzekerheid tellen mee." in words(page)
    # The same as the future with all uncertainties, so that the chances on both pages are the same.
    assert scenario_of(page) == wide(before).scenario
    assert not [button for button in page.button if button.key == "count-all"]
    checked(page.button(key="undo").click().run())
    assert scenario_of(page) == before


def test_what_counts_with_one_click_stops_counting_with_another_and_other_changes_stay(small_app):
    page = flip(small_app(), "school-coaches", False)
    before = scenario_of(page)
    assert not [button for button in page.button if button.key == "count-as-before"]
    checked(page.button(key="count-all").click().run())
    assert scenario_of(page) != before
    checked(page.button(key="count-as-before").click().run())
    assert scenario_of(page) == before


def test_what_is_not_counted_names_only_what_would_change_something(small_app):
    """Nothing in the small programme spills over; with no measure on there is nothing to count."""
    page = small_app()
    assert "Nog niet meegeteld: tegenslag bij de uitvoering en groei van de zorg." in words(page)
    for name in ("school-coaches", "strict-access"):
        page = flip(page, name, False)
    assert "meegeteld" not in words(page)


def test_a_switch_gives_the_numbers_of_analysis_for_that_scenario(real_app):
    page = flip(real_app(), "versoberen-huishoudelijke-hulp", False)
    shown = scenario_of(page)
    assert "versoberen-huishoudelijke-hulp" not in shown.active()
    result = run(services.catalogue(), shown)
    net = yearly(result).query("quantity == 'net' and year == 2024").iloc[0]
    width = net["p90"] - net["p10"]
    text = flat(figures(page))
    assert flat(NL.short(net["p50"], width)) in text
    assert flat(NL.range(net["p10"], net["p90"])) in text
    for chance in target_outcome(result)["probability"]:
        assert NL.odds(chance) in text
    assert result.run_id in run_line(page)


def test_undo_redo_and_reset(small_app):
    page = small_app()
    before = figures(page)
    assert page.button(key="undo").disabled
    assert page.button(key="reset").disabled
    after = figures(flip(page, "strict-access", False))
    assert after != before
    assert figures(checked(page.button(key="undo").click().run())) == before
    assert toggle(page, "strict-access").value is True
    assert figures(checked(page.button(key="redo").click().run())) == after
    assert toggle(page, "strict-access").value is False
    assert figures(checked(page.button(key="reset").click().run())) == before
    assert figures(checked(page.button(key="undo").click().run())) == after


def test_a_shipped_scenario_is_picked_and_undone(small_app):
    page = small_app()
    checked(page.selectbox(key="scenario-picker-nl").set_value("alles-uit").run())
    assert page.title[0].value == "Alles uit"
    assert "bespaart en kost niets" in flat(words(page))
    checked(page.button(key="undo").click().run())
    assert page.selectbox(key="scenario-picker-nl").value == "programma"


def test_the_number_of_changes_is_told(small_app):
    page = small_app()
    assert "ten opzichte van" not in words(page)
    # What the summary says is true of the scenario as it was.
    told = f"1 wijziging ten opzichte van:** {scenario_of(page).summary.nl}"
    assert told in words(flip(page, "school-coaches", False))


def test_what_was_changed_is_listed_with_how_it_was(small_app):
    page = small_app()
    assert not any(expander.label == "Wat u hebt veranderd" for expander in page.expander)
    flip(page, "school-coaches", False)
    page.session_state["changes"] = True
    checked(page.selectbox(key="view-nl").set_value("noord").run())
    listed = next(m.value for m in page.sidebar.markdown if "→" in m.value)
    assert listed.splitlines() == ["- **1. Schoolcoaches**: aan → uit", "- **Voor wie**: Noord"]
    checked(page.button(key="reset").click().run())
    assert not any("→" in m.value for m in page.sidebar.markdown)


def test_what_a_change_costs_is_told_against_the_start(small_app):
    """Without school coaches 100,000 less is saved and 40,000 less is spent; half of that is Noord's."""
    page = small_app()
    assert "dan in" not in figures(page)
    assert "€ 60.000 minder dan in ‘Klein plan’, gemiddeld" in figures(flip(page, "school-coaches", False))
    checked(page.selectbox(key="view-nl").set_value("noord").run())
    assert "€ 30.000 minder dan in ‘Klein plan’, gemiddeld" in figures(page)
    flip(page, "school-coaches", True)
    assert "dan in" not in figures(page), "another view is no other package"


def test_another_view_shows_its_share_and_the_task_in_the_chart(small_app):
    page = small_app()
    assert '"target"' not in page.get("vega_lite_chart")[0].proto.spec
    checked(page.selectbox(key="view-nl").set_value("noord").run())
    assert "Netto besparing 2024, Noord € 280.000" in " ".join(figures(page).split())
    assert '"target"' in page.get("vega_lite_chart")[0].proto.spec
    assert page.table[0].value["Taakstelling"].tolist() == ["–", "200", "300", "300"]
    assert "Aangepast" not in words(page)
    checked(page.selectbox(key="view-nl").set_value("zuid").run())
    assert "Taakstelling" not in page.table[0].value
    assert "de taakstelling?" not in figures(page)


def test_the_chart_says_what_it_shows_and_counts_in_dutch(small_app):
    chart = small_app().get("vega_lite_chart")[0].proto
    assert "bespaart € 560.000 in 2024" in flat(chart.alt)
    assert json.loads(chart.spec)["config"]["locale"]["number"]["decimal"] == ","


def test_measures_that_exclude_each_other_are_told_at_once_and_mended(small_app):
    page = small_app()
    before = figures(page)
    flip(page, "fewer-hours", True)
    assert "**Minder uren** en **Strenge toegang** kunnen niet samen. Dubbel." in page.warning[0].value
    assert figures(page) == before
    assert "laatste combinatie die wel kan" in page.info[0].value
    checked(page.button(key="mend-other-fewer-hours-strict-access").click().run())
    assert not page.warning
    assert scenario_of(page).active() == ("school-coaches", "fewer-hours")
    assert figures(page) != before


def test_a_measure_that_requires_another_is_told_at_once_and_mended(small_app):
    page = flip(small_app(), "school-coaches", False)
    page.session_state["group-rejected-"] = True
    flip(checked(page.run()), "follow-up", True)
    assert "**Vervolg** kan niet zonder **Schoolcoaches**." in page.warning[0].value
    checked(page.button(key="mend-other-follow-up-school-coaches").click().run())
    assert not page.warning
    assert set(scenario_of(page).active()) == {"school-coaches", "strict-access", "follow-up"}


def test_unknown_amounts_are_listed_and_never_zero(real_app):
    page = real_app()
    result = run(services.catalogue(), scenario_of(page), draws=False)
    count = len(result.plan.unknown)
    assert count > 10
    assert f"{count} bedragen zijn onbekend en tellen niet mee" in [e.label for e in page.expander]
    listed = next(m.value for m in page.markdown if m.value.startswith("- "))
    assert len(listed.splitlines()) == count


def test_the_other_language_translates_all_and_keeps_the_settings(real_app):
    page = flip(real_app(), "grip-op-uitgaven", False)
    shown, dutch = scenario_of(page), words(page)
    checked(page.segmented_control(key="lang").set_value("en").run())
    assert scenario_of(page) == shown
    english = words(page)
    for word in ("Maatregelen", "Netto", "besparing", "Jaar", "kosten", "Doorrekening", "Hele regio"):
        assert word in dutch
        assert word not in english
    for word in ("Measures", "Net saving", "Whole region", "Run "):
        assert word in english
        assert word not in dutch
    same = set(dutch.splitlines()) & set(english.splitlines())
    names = {
        'content: "nl"',
        'content: "en"',
        *(m.title for m in services.catalogue().programme.municipalities.values()),
    }
    assert {line for line in same if any(c.isalpha() for c in line)} <= names


def test_the_language_stands_in_the_address(small_app):
    assert "Measures" in words(small_app(lang="en"))
    assert "Maatregelen" in words(small_app(lang="xx"))


def test_the_address_holds_the_scenario(small_app, small_catalogue, shipped):
    page = small_app()
    assert "s" not in page.query_params
    flip(page, "strict-access", False)
    token = page.query_params["s"]
    elsewhere = small_app(s=token)
    assert scenario_of(elsewhere) == scenario_of(page)
    assert figures(elsewhere) == figures(page)
    assert run_line(elsewhere) == run_line(page)
    assert token == encode(scenario_of(page), shipped["programma"], small_catalogue)
    flip(page, "strict-access", True)
    assert "s" not in page.query_params


@pytest.mark.parametrize(
    ("token", "words_in_message"),
    [("kapot", "beschadigd of onvolledig"), ("x" * 20_000, "te lang"), ("%00\n<script>", "beschadigd")],
)
def test_a_broken_address_is_told_and_leaves_the_start(small_app, token, words_in_message):
    page = small_app(s=token)
    assert words_in_message in page.warning[0].value
    assert page.title[0].value == "Klein plan"
    assert "s" not in page.query_params
    assert not flip(page, "strict-access", False).warning


def test_an_impossible_combination_in_the_address_shows_the_start_and_how_to_mend_it(
    small_app, small_catalogue, shipped
):
    sent = edits.set_measure(programma(), "fewer-hours", on=True)
    page = small_app(s=encode(sent, shipped["programma"], small_catalogue))
    assert "kunnen niet samen" in page.warning[0].value
    assert "€ 560.000" in figures(page)


def test_files_that_are_refused_are_listed(small_app, small_root, tmp_path, monkeypatch):
    folder = tmp_path / "measures" / "small"
    folder.mkdir(parents=True)
    (folder / "programme.yaml").write_text("id: small\n", encoding="utf-8")
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    page = _unchecked()
    assert "geweigerd" in page.error[0].value
    assert "programme.yaml" in figures(page)
    monkeypatch.setenv("KOERS_DATA", str(tmp_path / "empty"))
    assert "geweigerd" in _unchecked().error[0].value


def test_a_defect_is_a_sentence_and_no_traceback(small_app, monkeypatch):
    def fail(*_):
        raise RuntimeError("a defect")

    monkeypatch.setattr(state, "prepare", fail)
    page = _unchecked()
    assert not page.exception
    assert "ging iets mis" in page.error[0].value


def _unchecked():
    from streamlit.testing.v1 import AppTest

    from tests.ui.conftest import APP

    return AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.mark.slow
def test_every_shipped_scenario_shows_its_own_numbers(real_app):
    page = real_app()
    for name, scenario in services.shelf().scenarios.items():
        checked(page.selectbox(key="scenario-picker-nl").set_value(name).run())
        assert not page.warning
        assert run(services.catalogue(), scenario, draws=True).run_id in run_line(page)
    assert services.shelf().problems == ()
