"""The charts of Verkennen: data, sentences, tables, files; and one at a time on the page."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from simulator.analysis.bridge import added_up, bridge, level_of, stages
from simulator.analysis.ramp_up import ramp_up
from simulator.analysis.run import run
from simulator.analysis.spread import spread
from simulator.analysis.summary import per_measure, yearly
from simulator.domain.scenario import MeasureSetting
from simulator.ui import charts
from simulator.ui.charts.base import wrapped
from simulator.ui.outcome import outcome_of
from simulator.ui.pictures import picture, with_data
from tests.ui.conftest import checked, figures, programma, words
from tests.ui.vega import assert_vega_lite

TITLES = {name: name.title() for name in ("school-coaches", "fewer-hours", "strict-access", "follow-up")}
YEARS = (2021, 2022, 2023, 2024)


def result(catalogue, **changes):
    return run(catalogue, programma(**changes))


def bridged(catalogue, scenario):
    path = stages(added_up(scenario), scenario)
    levels = [(stage.name, level_of(yearly(run(catalogue, stage.scenario)))) for stage in path]
    middle = yearly(run(catalogue, scenario)).query("quantity == 'net'")["p50"]
    return bridge(YEARS, levels, middle.tolist())


def credited(worked):
    scenario = worked.scenario
    return per_measure(worked), spread(worked.plan, scenario.draws, scenario.seed, worked.view)


def all_figures(catalogue, language, **changes):
    worked = result(catalogue, **changes)
    outcome = outcome_of(worked)
    owner = "Noord" if outcome.view == "noord" else None
    return [
        charts.net_figure(outcome, owner, language),
        charts.spending_figure(outcome, owner, {"West": 2022}, language),
        charts.bridge_figure(bridged(catalogue, programma(**changes)), 2022, "Brief", 0.0, language),
        charts.credit_figure(*credited(worked), 2024, TITLES, language),
        charts.yearly_figure(outcome, language),
        charts.ramp_up_figure(ramp_up(worked.plan), TITLES, language),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", [None, "noord"])
def test_every_figure_is_whole(small_catalogue, language, view):
    for figure in all_figures(small_catalogue, language, municipality=view):
        assert figure.title
        assert figure.sentence.endswith((".", "!")), figure.sentence
        assert len(figure.table) == len(figure.numbers) > 0
        assert list(figure.table.columns) == list(figure.numbers.columns)
        # The description is valid Vega-Lite once it has data.
        assert_vega_lite(with_data(figure, "run"))
        assert figure.spec["config"]["locale"]["number"]["decimal"] == {"nl": ",", "en": "."}[language]


def test_every_field_that_is_drawn_is_in_the_data(small_catalogue):
    for figure in all_figures(small_catalogue, "nl", municipality="noord"):
        named = set(re.findall(r'"field": "(\w+)"', json.dumps(figure.spec)))
        assert named <= set(figure.data.columns), figure.name


def test_spending_by_hand(small_catalogue):
    """3,000,000 without measures, no growth; 2024 saves 600,000, costs 40,000. Noord: half, task 300,000."""
    region = charts.spending_figure(outcome_of(result(small_catalogue)), None, {}, "nl")
    assert "€ 3,0 mln, met het pakket € 2,44 mln" in region.sentence.replace("\u00a0", " ")
    outcome = outcome_of(result(small_catalogue, municipality="noord"))
    noord = charts.spending_figure(outcome, "Noord", {}, "nl").numbers
    assert noord["Ongewijzigd beleid"].tolist() == pytest.approx([1_500_000] * 4)
    assert noord["Met pakket"].iloc[-1] == pytest.approx(1_220_000)
    assert noord["Ruimte"].tolist()[1:] == pytest.approx([1_300_000, 1_200_000, 1_200_000])
    assert np.isnan(noord["Ruimte"].iloc[0])


def test_the_bars_of_a_bridge_join(small_catalogue):
    """In 2022 the pool of 100,000 is booked twice until it is shared: the bars lead from start to end."""
    both = {name: MeasureSetting() for name in ("fewer-hours", "school-coaches")} | {
        "strict-access": MeasureSetting()
    }
    figure = charts.bridge_figure(bridged(small_catalogue, programma(measures=both)), 2022, None, 0.0, "nl")
    data = figure.data
    assert data["from"].tolist()[1:-1] == pytest.approx(data["to"].tolist()[:-2])
    assert data["to"].iloc[-2] == pytest.approx(data["to"].iloc[-1])
    # 450,000 - 140,000; then overlap - 12,500 and sharing + 50,000
    assert data["text"].str.replace("\u00a0", " ").tolist() == [
        "€ 310.000",
        "− € 13.000",
        "+ € 50.000",
        "€ 348.000",
    ]
    assert figure.numbers.iloc[1:-1, 1].sum() == pytest.approx(37_500, abs=1)


def test_a_net_cost_at_an_end_of_the_bridge_is_signed(small_catalogue):
    none = programma(measures={"school-coaches": MeasureSetting(intensity=0.0, scales_costs=False)})
    figure = charts.bridge_figure(bridged(small_catalogue, none), 2024, None, 0.0, "nl")
    assert figure.data["text"].iloc[-1].replace("\u00a0", " ") == "− € 40.000"


def test_fair_shares_add_up_to_the_package(small_catalogue):
    worked = result(small_catalogue)
    figure = charts.credit_figure(*credited(worked), 2024, TITLES, "nl")
    assert figure.numbers["Eerlijk deel"].sum() == pytest.approx(600_000)
    assert figure.data.groupby("kind")["amount"].sum()["fair"] == pytest.approx(600_000)
    assert figure.numbers["Maatregel"].tolist()[0] == TITLES["strict-access"]


def test_the_least_certain_measure_is_named(small_catalogue):
    """In the small programme nothing is uncertain; by hand: intervals 90,000 and 300,000 wide."""
    credit, certain = credited(result(small_catalogue))
    assert "minst zeker" not in charts.credit_figure(credit, certain, 2024, TITLES, "nl").sentence
    ends = {"school-coaches": (60_000.0, 150_000.0), "strict-access": (200_000.0, 500_000.0)}
    rows = [(2024, name, low, low, high) for name, (low, high) in ends.items()]
    uncertain = pd.DataFrame(rows, columns=["year", "measure", "p10", "p50", "p90"])
    figure = charts.credit_figure(credit, uncertain, 2024, TITLES, "nl")
    assert f"‘{TITLES['strict-access']}’" in figure.sentence
    assert "tussen € 200.000 en € 500.000" in figure.sentence.replace("\u00a0", " ")
    assert figure.table["Hoog (P90)"].tolist() == ["500", "150"]
    drawn = figure.data[figure.data["kind"] == "spread"]
    assert drawn[["amount", "high"]].to_numpy().tolist() == [[200_000, 500_000], [60_000, 150_000]]


def test_an_unknown_saving_is_not_zero(small_catalogue):
    credit, certain = credited(result(small_catalogue))
    credit.loc[credit["measure"] == "school-coaches", ["alone", "last_in", "shapley"]] = np.nan
    figure = charts.credit_figure(credit, certain, 2024, TITLES, "nl")
    unknown = figure.table.set_index("Maatregel").loc[TITLES["school-coaches"]]
    assert unknown.tolist() == ["onbekend", *["–"] * 4, "40"]
    assert TITLES["school-coaches"] not in set(figure.data["label"])


def test_measures_of_which_nobody_knows_the_saving_are_unknown_on_page_and_sheet(real_app):
    """Measures 12, 13 and 16 have no amount in the default reading; 15 books a saving of nothing."""
    page = real_app()
    page.session_state["_chart-choice"] = "credit"
    table = checked(page.run()).table[0].value.set_index("Maatregel")
    told = {name.split("\\.")[0].split(".")[0]: row for name, row in table.iterrows()}
    assert [told[n]["Alleen"] for n in ("12", "13", "15", "16")] == ["onbekend", "onbekend", "0", "onbekend"]
    assert told["12"]["Verlies zonder"] == "–"
    assert told["13"]["Kosten"] == "400"


def test_costs_hang_below_nothing(small_catalogue):
    data = charts.yearly_figure(outcome_of(result(small_catalogue)), "nl").data
    amounts = data[data["year"] == "2023"].set_index("kind")["amount"]
    assert amounts.to_dict() == pytest.approx({"saving": 600_000, "cost": -90_000, "net": 510_000})


def test_ramp_up_by_hand(small_catalogue):
    figure = charts.ramp_up_figure(ramp_up(result(small_catalogue).plan), TITLES, "nl")
    assert figure.table.loc[0].tolist() == [TITLES["school-coaches"], "50%", "100%", "100%", "100%"]
    assert "In 2024 werken 2 van de 2 maatregelen met een bekende besparing volledig." in figure.sentence


def test_without_measures_there_is_nothing_to_draw(small_catalogue):
    worked = result(small_catalogue, measures={})
    assert charts.credit_figure(*credited(worked), 2024, TITLES, "nl").data.empty
    assert charts.ramp_up_figure(ramp_up(worked.plan), TITLES, "nl").data.empty


def test_labels_break_between_words():
    assert wrapped("een twee drie", 8) == "een twee|drie"


def test_pictures_hold_title_numbers_and_run(small_catalogue):
    figure = charts.yearly_figure(outcome_of(result(small_catalogue)), "nl")
    drawing = picture(figure, "svg", "Koers, doorrekening abc").decode()
    assert drawing.startswith("<svg")
    for text in (figure.title, "Koers, doorrekening abc", "2024"):
        assert text in drawing
    # A screen reader hears its title and sentence; not what Vega makes of columns and axes.
    told = re.findall(r'aria-label="([^"]*)"', drawing)
    assert len(told) == 2
    assert figure.title in told[0]
    assert figure.sentence.split()[0] in told[1]
    assert picture(figure, "png", "abc").startswith(b"\x89PNG")


# --- page


def choose(page, name):
    return checked(page.segmented_control(key="chart-choice-nl").set_value(name).run())


def test_one_chart_at_a_time_each_with_its_table_and_files(small_app):
    page = small_app()
    assert len(page.get("vega_lite_chart")) == 1
    for name, title in (
        ("spending", "Uitgaven met en zonder het pakket"),
        ("bridge", "Van opgeteld naar wat er overblijft"),
        ("credit", "Wat elke maatregel waard is"),
        ("yearly", "Kosten en besparing per jaar"),
        ("ramp_up", "Hoe snel de maatregelen ingroeien"),
        ("net", "Netto besparing per jaar"),
    ):
        choose(page, name)
        assert title in [h.value for h in page.header]
        assert len(page.get("vega_lite_chart")) == 1
        assert page.get("vega_lite_chart")[0].proto.alt
        assert len(page.table) == 1
        labels = [b.proto.label for b in page.get("download_button")]
        assert {"Cijfers (CSV)", "Plaatje (SVG)", "Plaatje (PNG)"} <= set(labels)


def test_the_bridge_shows_the_year_that_is_chosen(small_app):
    page = choose(small_app(), "bridge")
    assert "in 2024" in page.get("vega_lite_chart")[0].proto.alt
    checked(page.segmented_control(key="chart-year").set_value(2022).run())
    assert "in 2022" in page.get("vega_lite_chart")[0].proto.alt


def test_a_conflict_keeps_the_chart_of_the_last_good_scenario(small_app):
    page = choose(small_app(), "credit")
    before = page.table[0].value
    checked(page.toggle(key="on-fewer-hours").set_value(True).run())
    assert page.table[0].value.equals(before)


def test_the_card_counts_people_and_says_what_is_missing(real_app):
    text = " ".join(figures(real_app()).split())
    assert (
        "Inwoners die het merken tot 22.000 wie meer merkt, telt dubbel; 2 maatregelen zonder cijfer" in text
    )
    assert "16,2 fte in 2021 2022: 11 · 2023: 6 · 2024: 6 fte; 8 maatregelen zonder volledig cijfer" in text


def test_the_real_bridge_starts_at_the_letter(real_app):
    """The letter's list adds up to 10,405,773 in 2024: see tests/published."""
    page = choose(real_app(), "bridge")
    table = page.table[0].value
    assert table.iloc[0].tolist()[:2] == ["Opgeteld in de brief aan de raad", "10.406"]
    assert "Overlap: hetzelfde geld telt één keer" in table.iloc[:, 0].tolist()
    assert "Opgeteld in de brief" in words(page)
