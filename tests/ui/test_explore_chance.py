"""Verkennen: what chance does to spending, and the observed changes in volume and price."""

import json
import math
import re

import pytest

from simulator.analysis.chance import chance
from simulator.analysis.volume_price import added_up, not_divided, observed_changes
from simulator.ui import charts, details
from simulator.ui.headline import Band
from simulator.ui.pictures import with_data
from tests import factories as make
from tests.analysis.test_chance import still
from tests.analysis.test_volume_price import observed, series
from tests.ui.conftest import checked
from tests.ui.vega import assert_vega_lite

TOWNS = {"noord": "Noord", "zuid": "Zuid", "west": "West"}
NAMES = charts.Names({"youth": "Jeugdhulp", "household_help": "Huishoudelijke hulp"}, TOWNS, "Regio")
TITLES = {"youth": "Jeugdhulp", "household_help": "Huishoudelijke hulp"}
SAVING = Band(2024, 10_000, 20_000, 30_000)


def luck(made, **changes):
    return charts.Luck.of(chance(made, make.scenario(**changes)))


def town_figure(language="nl", made=None, saving=SAVING):
    return charts.chance_figure(luck(made or still(), municipality="west"), NAMES, saving, language)


def region_figure(language="nl"):
    return charts.chance_figure(luck(still()), NAMES, SAVING, language)


def changes():
    """Noord: 100 clients of € 5,000 become 90 of € 6,000. Zuid: 10 become 20, still of € 5,000."""
    return observed(
        series("clients", {2021: 100, 2022: 90}),
        series("cost", {2021: 500_000, 2022: 540_000}),
        series("clients", {2021: 10, 2022: 20}, "zuid"),
        series("cost", {2021: 50_000, 2022: 100_000}, "zuid"),
        series("clients", {2021: 5, 2022: 4}, "west"),
    )


def divided(language="nl", town="noord"):
    table = observed_changes(changes())
    return charts.volume_price_figure(
        table[table["municipality"] == town], ["Jeugdhulp, West"], TITLES, language
    )


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_figure_is_whole(language):
    together = added_up(observed_changes(changes()))
    for figure in (
        town_figure(language),
        region_figure(language),
        divided(language),
        charts.volume_price_figure(together, [], TITLES, language),
    ):
        assert figure.sentence.endswith(".")
        assert len(figure.table) == len(figure.numbers) > 0
        assert list(figure.table.columns) == list(figure.numbers.columns)
        assert_vega_lite(with_data(figure, "run"))
        named = set(re.findall(r'"field": "(\w+)"', json.dumps(figure.spec)))
        assert named <= set(figure.data.columns)


def test_a_town_sees_its_services_and_what_is_left_when_all_pay_together():
    figure = town_figure()
    # 200 clients of € 2,000: 400,000, alone √(2 / 200) = 10%, together √(2 / 1,000) = 4.5%.
    rows = figure.data.set_index("series")
    alone, together = rows.loc["Toeval: West alleen"], rows.loc["Toeval: alle deelnemers samen"]
    assert (alone["high"] - alone["low"]) / 2 == pytest.approx(1.2816 * 0.1, rel=0.02)
    assert (together["high"] - together["low"]) / 2 == pytest.approx(1.2816 * math.sqrt(0.002), rel=0.02)
    assert rows.loc["Geen toeval: onzekere raming"]["low"] == pytest.approx(0)
    assert plain(alone["half"]) == "± 13%"


def test_a_saving_within_chance_is_said_to_be_so():
    # Chance moves West by some 51,000; the package saves 20,000.
    assert "aan één jaarrekening is dus niet te zien" in town_figure().sentence
    assert "aan één jaarrekening" not in town_figure(saving=Band(2024, 1e5, 2e5, 3e5)).sentence


def test_what_is_left_out_and_how_clients_are_known_stand_below():
    note = plain(town_figure().note)
    assert "aantal cliënten is onbekend: Jeugdhulp." in note
    assert "verdeeld met de sleutel" in note
    # P90 of a log-normal cost of € 2,000 with a spread of 1: 2,000 × 2.055.
    assert "Huishoudelijke hulp, met verwacht 200 cliënten van gemiddeld € 2.000 per jaar" in note
    assert "kost meer dan € 4.000" in note


def test_the_region_sees_its_members_with_the_smallest_first():
    figure = region_figure()
    assert figure.table["Gemeente"].tolist() == ["West", "Zuid", "Noord", "Regio"]
    # 1.2816 × √(2 / 200) = 13% and × √(2 / 1,000) = 6%.
    assert "in West wijken" in figure.sentence
    assert "zo’n 13% af" in figure.sentence
    assert "in alle gemeenten samen 6%" in figure.sentence


def test_without_clients_the_figure_says_so():
    figure = town_figure(made=still(volumes=(), budget_ceiling=make.source()))
    assert figure.data.empty
    assert "Zonder dat aantal" in figure.empty
    assert "budgetplafond: Huishoudelijke hulp" in figure.note


def test_volume_and_price_in_words():
    words = plain(divided().sentence)
    # -10 × 5,500 and 1,000 × 95, together 40,000 more.
    assert "Jeugdhulp, 2021–2022: de uitgaven € 40.000 omhoog." in words
    assert "Minder cliënten (100 → 90): € 55.000 omlaag." in words
    assert "Hogere kosten per cliënt: € 95.000 omhoog." in words
    assert "In 1 van de 1 vergelijkingen" in words
    assert "ontbreekt een aantal of een bedrag: Jeugdhulp, West." in divided().note


def test_members_are_counted_where_they_are_added_up():
    figure = charts.volume_price_figure(added_up(observed_changes(changes())), [], TITLES, "nl")
    assert figure.numbers["Jaren"].tolist() == ["2021–2022, 2 gemeenten"]
    assert figure.numbers["Door aantal"].tolist() == [-5_000]


def test_without_two_years_nothing_is_estimated():
    figure = charts.volume_price_figure(observed_changes(make.small_catalogue()), [], TITLES, "en")
    assert figure.data.empty
    assert figure.sentence == figure.empty
    assert "Nothing is estimated" in figure.empty


def test_what_a_view_sees_of_the_changes():
    made = changes()
    found = details.Changes(observed_changes(made), not_divided(made))
    assert found.of("noord")["volume"].tolist() == [-55_000]
    assert found.of(None)["volume"].tolist() == [-5_000]
    assert found.missing("west") == [("youth", None, "west")]
    assert found.missing("noord") == []
    assert found.missing(None) == [("youth", None, "west")]


def test_the_page_offers_chance_and_no_division_without_observed_figures(small_app):
    test = small_app()
    choice = next(
        one for one in test.get("button_group") if "Toeval" in [o.content for o in one.proto.options]
    )
    words = [option.content for option in choice.proto.options]
    assert "Aantal en prijs" not in words
    test.session_state["_chart-choice"] = "chance"
    shown = checked(test.run())
    assert "Toeval: wat uitgaven vanzelf schommelen" in [head.value for head in shown.header]
