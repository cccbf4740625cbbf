"""From a sweep to combinations and parts."""

import pytest
from pydantic import ValidationError

from simulator.domain.scenario import MeasureSetting
from simulator.domain.sweep import REGION
from simulator.sweep.parts import parts_of, sweep_id
from tests.sweep.samples import CATALOGUE, SCENARIOS, future, package, sweep


def made(**changes):
    found = sweep(**changes).combinations(SCENARIOS)
    return {(c.package, c.future): c.made for c in found if c.package}


def test_every_package_is_in_every_future_and_scenarios_come_last():
    found = sweep().combinations(SCENARIOS)
    assert [(c.package, c.future, c.scenario) for c in found] == [
        ("all", "damped", None),
        ("all", "added", None),
        ("less", "damped", None),
        ("less", "added", None),
        (None, None, "added-up"),
    ]


def test_a_package_gives_the_measures_and_a_future_all_else():
    found = made()
    assert set(found["less", "added"].active()) == {"school-coaches", "fewer-hours"}
    assert not found["less", "added"].layers.overlap
    assert found["less", "damped"].layers.overlap


def test_draws_and_seed_are_the_sweeps_and_nobody_has_a_municipality_of_its_own():
    for combination in sweep(seed=5).combinations(SCENARIOS):
        scenario = combination.made
        assert (scenario.draws, scenario.seed, scenario.municipality) == (100, 5, None)


def test_a_package_can_set_a_measure_in_another_way():
    setting = MeasureSetting(intensity=0.5)
    found = made(packages={"half": package(measures={"fewer-hours": setting})})
    assert found["half", "damped"].measures["fewer-hours"] == setting
    assert found["half", "damped"].measures["strict-access"] == MeasureSetting()


def test_a_future_changes_what_it_names_and_leaves_the_rest():
    grown = future(layers={"growth": True}, growth_shift=0.01, overlap=0.5, price_level="nominal")
    scenario = made(futures={"grown": grown})["all", "grown"]
    assert (scenario.layers.growth, scenario.layers.overlap, scenario.layers.delay) == (True, True, False)
    assert (scenario.growth_shift, scenario.overlap, scenario.price_level) == (0.01, 0.5, "nominal")


def test_one_overlap_goes_before_those_that_the_scenario_states_for_single_services():
    stated = SCENARIOS["all-on"].model_copy(update={"overlap_by_service": {"youth": 0.3}})
    scenarios = SCENARIOS | {"all-on": stated}
    kept, one, off = (
        sweep(futures={"f": it}).combination("all", "f", scenarios).made.overlap_by_service
        for it in (future(), future(overlap=0.9), future(layers={"overlap": False}))
    )
    assert (kept, one, off) == ({"youth": 0.3}, {}, {})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"futures": {}}, "there are packages but no futures"),
        ({"packages": {}}, "there are futures but no packages"),
        ({"packages": {}, "futures": {}, "scenarios": ()}, "nothing to work out"),
        ({"scenarios": ("all-on", "all-on")}, "stands there twice"),
        ({"draws": 99}, "greater than or equal to 100"),
    ],
)
def test_a_sweep_that_makes_no_sense_is_refused(changes, told):
    with pytest.raises(ValidationError, match=told):
        sweep(**changes)


def test_an_overlap_without_its_layer_is_refused():
    with pytest.raises(ValidationError, match=r"layers\.overlap is off"):
        future(layers={"overlap": False}, overlap=0.2)


def test_left_out_municipalities_are_the_region_and_all_of_them():
    found = parts_of(sweep(), CATALOGUE, SCENARIOS)
    assert found.municipalities == (REGION, "noord", "zuid", "west")
    assert found.runs == 5 * 4


def test_parts_hold_everything_once_and_in_order():
    futures = {f"f{number}": future(growth_shift=number / 1000) for number in range(40)}
    many = sweep(futures=futures)
    found = parts_of(many, CATALOGUE, SCENARIOS).combinations
    assert [c for part in found for c in part] == many.combinations(SCENARIOS)
    # 81 combinations in at least 16 parts: ceil(81 / 16) = 6 to a part, so 14 parts.
    assert [len(part) for part in found] == [6] * 13 + [3]


def test_with_many_draws_a_part_is_one_combination():
    assert len(parts_of(sweep(draws=1_000_000), CATALOGUE, SCENARIOS).combinations) == 5


def test_the_id_follows_all_that_decides_the_results_and_no_words():
    def id_of(scenarios=SCENARIOS, **changes):
        return sweep_id(sweep(**changes), CATALOGUE, scenarios)

    other = SCENARIOS["all-on"].model_copy(update={"overlap": 0.4})
    reversed_packages = dict(reversed(sweep().packages.items()))
    same = {id_of(), id_of(title=sweep().packages["all"].title)}
    different = {
        id_of(seed=1),
        id_of(draws=200),
        id_of(municipalities=("noord",)),
        id_of(packages=reversed_packages),
        id_of(SCENARIOS | {"all-on": other}),
    }
    assert len(same) == 1
    assert len(different | same) == 6
