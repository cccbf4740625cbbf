"""The six scenarios that come with Koers: what is on in them, and that they run."""

import numpy as np
import pytest

from simulator.analysis.run import run
from simulator.analysis.summary import target_outcome, yearly
from simulator.export.run_json import run_as_dict
from tests.catalogue.shipped import catalogue, most_likely_run, numbered, scenarios

IDS = {
    "ongewijzigd-beleid",
    "programma",
    "raadsbrief",
    "voorzichtig",
    "zienswijze-hilversum",
    "zoals-gedrukt",
}
SIXTEEN = {numbered(number).id for number in range(1, 17)}
ON = {
    "ongewijzigd-beleid": set(),
    "programma": SIXTEEN,
    "raadsbrief": {numbered(number).id for number in range(1, 15)},
    "voorzichtig": SIXTEEN,
    "zienswijze-hilversum": SIXTEEN - {numbered(4).id} | {"minder-ritten-tergooi"},
    "zoals-gedrukt": SIXTEEN,
}
LAYERS = {
    "ongewijzigd-beleid": {"overlap", "shared_costs", "supersedes", "already_implemented", "growth"},
    "programma": {"overlap", "shared_costs", "supersedes", "already_implemented"},
    "raadsbrief": set(),
    "voorzichtig": {
        "overlap",
        "shared_costs",
        "supersedes",
        "already_implemented",
        "spill_over",
        "growth",
        "realisation",
        "delay",
    },
    "zienswijze-hilversum": {"overlap", "shared_costs", "supersedes", "already_implemented", "growth"},
    "zoals-gedrukt": set(),
}
DRAWS = 2_000


def test_the_six_are_there():
    assert set(scenarios()) == IDS


@pytest.mark.parametrize("name", sorted(IDS))
def test_measures_and_layers_that_are_on(name):
    scenario = scenarios()[name]
    assert set(scenario.active()) == ON[name]
    assert {layer for layer, on in scenario.layers.model_dump().items() if on} == LAYERS[name]


@pytest.mark.parametrize("name", sorted(IDS))
def test_draws_and_seed_are_the_same_so_that_scenarios_can_be_compared(name):
    assert (scenarios()[name].draws, scenarios()[name].seed) == (10_000, 2021)


@pytest.mark.parametrize("name", sorted(IDS))
def test_scenario_runs_with_draws(name):
    scenario = scenarios()[name].model_copy(update={"draws": DRAWS})
    drawn = run(catalogue(), scenario)
    table = yearly(drawn)
    assert np.isfinite(table.drop(columns=["quantity"]).to_numpy(dtype=float)).all()
    assert (table["p10"] <= table["p50"]).all() and (table["p50"] <= table["p90"]).all()
    chances = target_outcome(drawn)
    assert list(chances["year"]) == [2022, 2023, 2024]
    assert chances["probability"].between(0, 1).all()
    exported = run_as_dict(drawn)
    assert (exported["draws"], exported["seed"]) == (DRAWS, 2021)


@pytest.mark.parametrize("name", sorted(IDS))
def test_unknowns_are_listed_for_every_measure_that_has_them(name):
    told = {(u.measure, u.title_nl) for u in most_likely_run(name).plan.unknown}
    expected = {(m, item.title.nl) for m in ON[name] for item in catalogue().measures[m].unknown}
    if name == "raadsbrief":
        # 9 and 11 join the re-assessment of 5 and 6, whose costs the letter leaves out: nobody books it.
        joining = (numbered(9), numbered(11))
        expected |= {(measure.id, measure.costs["reassessment"].title.nl) for measure in joining}
    assert told == expected


def test_unchanged_policy_has_growth_and_no_measures():
    region = most_likely_run("ongewijzigd-beleid").most_likely.totals["region"]
    assert not region.gross.any() and not region.cost.any()
    in_2021 = (
        18_349_650 * 1.03**2  # ambulatory youth care: +3% a year
        + 6_568_139  # residential youth care: no growth
        + 14_457_628 * 1.08 * 1.03  # household help: +8%, +3%
        + 11_612_185 * 1.03**2  # guidance: +3% a year
        + 3_812_597 * 1.01**2  # day activities: +1% a year
        + 13_789_281  # sheltered living: a ceiling
        + 3_304_000 * 0.7  # transport: -30% in 2020, no recovery yet
    )
    assert region.baseline[0, 0] == pytest.approx(in_2021)


def test_programme_saves_less_than_its_tables_and_cautious_less_again():
    def net(name):
        return most_likely_run(name).most_likely.totals["region"].net[-1, 0]

    assert net("voorzichtig") < net("programma") < net("zoals-gedrukt") < net("raadsbrief")


def test_the_letter_counts_5_6_and_8_without_costs_and_13_as_a_saving():
    readings = {
        catalogue().measures[name].number: setting.reading
        for name, setting in scenarios()["raadsbrief"].measures.items()
        if setting.reading
    }
    assert readings == dict.fromkeys([5, 6, 8, 13], "letter")
    assert scenarios()["raadsbrief"].reading == scenarios()["zoals-gedrukt"].reading == "printed"


def test_cautious_takes_the_view_of_aef():
    assert scenarios()["voorzichtig"].estimates == {"aef": 1}


def test_the_position_of_hilversum_halves_1_and_8_and_leaves_4_out():
    position = scenarios()["zienswijze-hilversum"]
    assert position.municipality == "hilversum"
    changed = {
        catalogue().measures[name].number: (setting.on, setting.intensity)
        for name, setting in position.measures.items()
        if setting.note and catalogue().measures[name].number
    }
    assert changed == {1: (True, 0.5), 8: (True, 0.5), 4: (False, 1.0)}
    assert all(position.measures[numbered(number).id].note for number in (1, 4, 8))


def test_a_scenario_with_a_setting_of_its_own_says_why():
    for scenario in scenarios().values():
        for name, setting in scenario.measures.items():
            if setting.intensity != 1 or setting.shift_months or setting.stretch != 1 or not setting.on:
                assert setting.note is not None, (scenario.id, name)


def test_readings_that_scenarios_ask_for_exist():
    asked = {s.reading for s in scenarios().values() if s.reading}
    offered = {reading for m in catalogue().measures.values() for reading in m.readings}
    assert asked <= offered
