"""Sentences, settings and charts of a comparison, from data to data."""

import pandas as pd
import pytest

from simulator.analysis.comparison import measure_differences, measures
from simulator.analysis.run import run
from simulator.domain.measure import Reading
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Membership
from simulator.ui.difference_words import Gap, chance, gap_range, gaps, more_or_less, sentence
from simulator.ui.headline import Band
from simulator.ui.link import LinkError
from simulator.ui.pages.compare.charts import (
    COLOURS,
    gap_chart,
    gap_table,
    interval_chart,
    interval_table,
    measure_chart,
    measure_table,
)
from simulator.ui.pages.compare.state import token_in
from simulator.ui.setting_words import different_settings
from tests.factories import fewer_hours, scenario, school_coaches, small_catalogue, text
from tests.ui.vega import assert_vega_lite


def gap(p10: float, p50: float, p90: float, more: float = 1.0, less: float = 0.0) -> Gap:
    return Gap(0, 1, 2024, p10, p50, p90, more, less)


def flat(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("found", "amount", "between"),
    [
        (gap(3_120_000, 3_840_000, 4_510_000), "€ 3,8 mln meer", "tussen € 3,1 mln en € 4,5 mln meer"),
        (gap(-4_510_000, -3_840_000, -3_120_000), "€ 3,8 mln minder", "tussen € 3,1 mln en € 4,5 mln minder"),
        (gap(-240_000, 90_000, 71_000), "€ 90.000 meer", "van € 240.000 minder tot € 70.000 meer"),
        # Certain to the euro, whatever single precision does to the cents.
        (gap(249_999.6, 250_000, 250_000.4), "€ 250.000 meer", "€ 250.000 meer"),
        (gap(0, 0, 0, 0.0), "evenveel", "evenveel"),
        (gap(-3, 1, 4, 0.0), "evenveel", "evenveel"),
    ],
)
def test_more_and_less_in_words(found, amount, between):
    assert flat(more_or_less(found, "nl")) == amount
    assert flat(gap_range(found, "nl")) == between


def test_a_chance_in_words():
    assert chance(gap(-1e5, 5e4, 2e5, 0.78, 0.22), "nl") == (
        "Kans dat A meer oplevert dan B: 8 op de 10 (78%)"
    )
    assert chance(gap(0, 0, 0, 0.0), "en") == "The same in every draw."


def test_one_sentence_for_all_others():
    other = Gap(0, 2, 2024, 0, 0, 0, 0.0, 0.0)
    assert flat(sentence([gap(-3e6, -2e6, -1e6, 0.0, 1.0), other], "nl")) == (
        "A levert in 2024 € 2,0 mln minder op dan B. A en C komen in 2024 in elke trekking op hetzelfde uit."
    )


def test_gaps_are_picked_from_the_table():
    names = ["first", "second", "quantity", "year", "p10", "p50", "p90", "chance_more", "chance_less"]
    rows = [
        (0, 1, "net", 2021, 1, 2, 3, 0.5, 0.5),
        (0, 1, "cost", 2021, *[9] * 5),
        (1, 0, "net", 2021, *[8] * 5),
    ]
    assert gaps(pd.DataFrame(rows, columns=names), 0, 1) == (Gap(0, 1, 2021, 1, 2, 3, 0.5, 0.5),)


def settings(one, other, catalogue=None, language="nl"):
    found = different_settings([one, other], catalogue or small_catalogue(), language)
    return {setting.label: setting.values for setting in found}


def on(**setting):
    return scenario(measures={"school-coaches": MeasureSetting(**setting)})


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({"on": False}, "uit"),
        ({"intensity": 0.5}, "aan, op 50% van de omvang"),
        ({"intensity": 0.5, "scales_costs": False}, "aan, op 50% van de omvang tegen volle kosten"),
        ({"shift_months": 1}, "aan, 1 maand later"),
        ({"shift_months": -6, "stretch": 2.0}, "aan, 6 maanden eerder, aanloop 2 keer zo lang"),
        ({"stretch": 0.5}, "aan, aanloop 2 keer zo snel"),
        ({"drivers": {"saving_per_child": DriverChange(value=800, reason="r")}}, "aan, Grootheid: € 800"),
    ],
)
def test_a_measure_in_words(setting, expected):
    found = settings(on(), on(**setting))
    assert {label: tuple(map(flat, values)) for label, values in found.items()} == {
        "1. school-coaches": ("aan", expected)
    }


def test_what_does_not_change_the_numbers_is_not_listed():
    assert settings(on(), on(note=text("Waarom"))) == {}
    # Off with other settings is off; draws, seed and municipality are made the same.
    assert (
        settings(scenario("fewer-hours"), scenario("fewer-hours", title=text("x"), seed=1, draws=100)) == {}
    )
    assert settings(on(on=False), scenario(measures={})) == {}
    assert settings(scenario(), scenario(municipality="noord")) == {}


@pytest.mark.parametrize(
    ("changes", "label", "expected"),
    [
        ({"layers": Layers(growth=True)}, "Groei van de uitgaven bij ongewijzigd beleid", "telt mee"),
        ({"overlap": 0.25}, "Overlap voor alle voorzieningen (0 is los van elkaar, 1 is geheel)", "0,25"),
        ({"overlap_by_service": {"youth": -1.0}}, "Overlap bij Voorziening", "-1"),
        ({"estimates": {"critics": 2.0}}, "Wiens schatting", "Critici"),
        ({"estimates": {"region": 1.0, "critics": 1.0}}, "Wiens schatting", "50% Regio, 50% Critici"),
        ({"growth_shift": -0.015}, "Groei per jaar", "1,5 procentpunt minder"),
        (
            {"membership": Membership(departures=False)},
            "Gemeenten die de regio verlaten",
            "telt niet mee",
        ),
        ({"allocation_key": "age_0_19"}, "Verdeelsleutel", "Jeugd"),
        ({"price_level": "nominal"}, "Prijspeil", "in prijzen van elk jaar zelf"),
        (
            {"shared_drivers": {"fte_cost": DriverChange(value=90_000, reason="r")}},
            "Grootheid",
            "€ 90.000",
        ),
    ],
)
def test_an_assumption_in_words(changes, label, expected):
    found = settings(scenario(), scenario(**changes))
    assert {name: flat(values[1]) for name, values in found.items()} == {label: expected}


def test_without_overlap_its_size_has_no_use():
    off, set_low = scenario(layers=Layers(overlap=False)), scenario(overlap=0.25)
    found = settings(off, set_low)
    assert [values for label, values in found.items() if label.startswith("Overlap")] == [("–", "0,25")]
    # Where the other has the programme's own, that it is off says it all.
    assert list(settings(off, scenario()).values()) == [("telt niet mee", "telt mee")]


def test_a_reading_has_its_title_of_the_scenario_or_of_the_measure():
    readings = {
        "printed": Reading(title=text("Zoals gedrukt, met kosten"), reason=text()),
        "letter": Reading(title=text("Zonder kosten"), reason=text()),
    }
    made = small_catalogue(school_coaches(readings=readings, default_reading="printed"), fewer_hours())
    base = on()
    assert settings(base, base.model_copy(update={"reading": "letter"}), made) == {
        "Lezing van de bron": ("zoals het programma", "zoals de raadsbrief")
    }
    assert settings(base, on(reading="letter"), made) == {
        "1. school-coaches": ("aan", "aan, gelezen als 'Zonder kosten'")
    }
    assert settings(base, on(reading="printed"), made) == {}


def bands(*p50: float) -> tuple[Band, ...]:
    return tuple(Band(2021 + at, value - 1e6, value, value + 1e6) for at, value in enumerate(p50))


def test_tables_of_the_charts():
    table = interval_table([bands(2e6, 3e6), bands(-4e6, 1e6)], {2022: 2e6}, "nl")
    assert table["scenario"].tolist() == ["A", "A", "B", "B"]
    assert table["year"].tolist() == ["2021", "2022"] * 2
    assert flat(table["interval"][2]) == "kosten tussen € 3,0 mln en € 5,0 mln"
    assert table["target"].isna().tolist() == [True, False, True, False]
    assert interval_table([bands(1e6)], {}, "nl")["target"].isna().all()
    shown = gap_table([gap(1e6, 2e6, 3e6)], "en")
    assert (shown["scenario"][0], flat(shown["middle"][0])) == ("B", "€2.0 million more")


def test_measures_without_a_difference_have_no_bar():
    """Strict access and fewer hours differ (see test_comparison), the coaches do not."""
    made = small_catalogue()
    runs = [run(made, scenario(*names, draws=100)) for names in ((), ("school-coaches", "fewer-hours"))]
    found = measure_differences(measures(runs), 0, 1, 2024)
    table = measure_table(found, {name: name for name in made.measures}, "nl")
    assert table["measure"].tolist() == ["strict-access", "fewer-hours"]
    more, less = map(flat, table["amount"])
    assert more in {"€ 470.000 meer", "€ 480.000 meer"}  # 475,000 but for the last bits
    assert less == "€ 25.000 minder"
    assert table["more"].tolist() == [True, False]


def test_a_large_difference_is_told_as_people_say_it():
    found = pd.DataFrame({"measure": ["a", "b"], "difference": [1_251_000.0, -823_400.0]})
    table = measure_table(found, {"a": "a", "b": "b"}, "nl")
    assert list(map(flat, table["amount"])) == ["€ 1,3 mln meer", "€ 820.000 minder"]


def test_a_small_difference_is_an_amount_and_not_nothing():
    """A small municipality: some hundreds of euros. Less than one euro comes from the order of adding up."""
    names = {name: name for name in ("a", "b", "c", "d")}
    found = pd.DataFrame({"measure": list(names), "difference": [7_430.0, -265.5, 12_345.0, 0.4]})
    table = measure_table(found, names, "nl")
    assert list(map(flat, table["amount"])) == ["€ 7.400 meer", "€ 270 minder", "€ 12.000 meer"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_charts_are_vega_lite_with_letters_and_the_numbers_of_the_language(language, count):
    decimal = "," if language == "nl" else "."
    specs = [
        interval_chart(language, count, True),
        interval_chart(language, count, False),
        gap_chart(language, count),
        measure_chart(language, 3, count - 1),
    ]
    for spec in specs:
        assert_vega_lite(spec)
        assert spec["config"]["locale"]["number"]["decimal"] == decimal
        assert "data" not in spec
        assert all("data" not in layer for layer in spec["layer"])
    scale = specs[0]["layer"][1]["encoding"]["color"]["scale"]
    assert scale == {"domain": list("ABCD"[:count]), "range": list(COLOURS[:count])}
    # The other scenario has the colour here that it has there.
    assert specs[2]["layer"][1]["encoding"]["color"]["scale"]["range"] == list(COLOURS[1:count])
    assert COLOURS[count - 1] in str(specs[3]["layer"][0]["encoding"]["color"])


def test_the_token_in_a_pasted_link():
    assert token_in("https://koers.example/vergelijken?s=Ab-_9&vs=programma#x") == "Ab-_9"
    for pasted in ("https://koers.example/", "?lang=nl"):
        with pytest.raises(LinkError, match="no_scenario_in_link"):
            token_in(pasted)
    with pytest.raises(LinkError, match="other_programme"):
        token_in("https://koers.example/?s=Ab-_9&p=vijf-gemeenten")
