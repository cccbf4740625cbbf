"""The bridge: by hand on the small programme, and as properties of any two scenarios."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.bridge import ORDER, added_up, bridge, level_of, stages
from simulator.analysis.run import run
from simulator.analysis.summary import yearly
from simulator.domain.measure import Reading
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Membership
from tests import strategies as drawn
from tests.factories import (
    YEARS,
    cost,
    driver,
    fewer_hours,
    scenario,
    school_coaches,
    small_catalogue,
    strict_access,
    text,
)


def built(catalogue, start, end):
    path = stages(start, end)
    levels = [(stage.name, level_of(yearly(run(catalogue, stage.scenario)))) for stage in path]
    net = yearly(run(catalogue, end)).query("quantity == 'net'")
    return bridge(YEARS, levels, net["p50"].tolist())


def likely(found):
    return {step.name: step.likely for step in found.steps}


def test_by_hand():
    """All three measures, added up against the default layers, all values certain.

    2022 saves 100,000 + 100,000 + 250,000 = 450,000 and costs 40,000 + 2 * 50,000 = 140,000; 2023 saves
    100,000 + 200,000 + 500,000 = 800,000 and costs the same; 2024 saves that too and costs 40,000.
    Overlap 0 on household help of 2,000,000: 2022 1 - 0.95 * 0.875 = 0.16875, or 337,500 for 350,000;
    2024 1 - 0.9 * 0.75 = 0.325, or 650,000 for 700,000. The pool once instead of twice: 50,000 in 2022.
    """
    found = built(small_catalogue(), added_up(scenario()), scenario())
    assert found.start_likely == pytest.approx((0, 310_000, 660_000, 760_000), abs=1)
    steps = likely(found)
    assert steps["overlap"] == pytest.approx((0, -12_500, -50_000, -50_000), abs=1)
    assert steps["shared_costs"] == pytest.approx((0, 50_000, 50_000, 0), abs=1)
    assert steps["asymmetry"] == pytest.approx((0, 0, 0, 0), abs=1)
    assert found.middle == pytest.approx((0, 347_500, 660_000, 710_000), abs=1)
    assert {name for name, amounts in steps.items() if np.abs(amounts).max() > 1} == {
        "overlap",
        "shared_costs",
    }


def test_a_reading_is_split_into_savings_and_costs_left_out():
    """The letter counts 500 more a child and no staff: 100 * 500 = 50,000 and 40,000."""
    coaches = school_coaches(
        drivers={
            "children": driver(100, "child"),
            "saving_per_child": driver(
                1_000, "EUR/child/year", rivals={"letter": driver(1_500).model_copy()}
            ),
            "coaches": driver(0.5, "fte"),
        },
        costs={"staff": cost("coaches * fte_cost", readings=("printed",))},
        readings={
            "printed": Reading(title=text(), reason=text()),
            "letter": Reading(title=text(), reason=text(), estimates={"saving_per_child": "letter"}),
        },
        default_reading="printed",
    )
    letter = MeasureSetting(reading="letter")
    end = scenario("school-coaches")
    start = added_up(end).model_copy(update={"measures": {"school-coaches": letter}})
    found = likely(built(small_catalogue(coaches), start, end))
    assert found["source"] == pytest.approx((-25_000, -50_000, -50_000, -50_000))
    assert found["left_out_costs"] == pytest.approx((-40_000,) * 4)


def test_choices_come_last_and_by_themselves():
    """Measure 3 added (2024: 500,000 with overlap 0 beside nothing), then measure 1 at half strength."""
    start = added_up(scenario("school-coaches"))
    half = MeasureSetting(intensity=0.5, note=text())
    end = scenario(measures={"school-coaches": half, "strict-access": MeasureSetting()})
    found = likely(built(small_catalogue(), start, end))
    assert found["measures"][3] == pytest.approx(500_000)
    assert found["settings"][3] == pytest.approx(-50_000 + 20_000)
    assert list(found)[-3:] == ["measures", "settings", "asymmetry"]


def test_the_last_step_leads_from_the_most_likely_case_to_the_middle_of_all_draws():
    """Triangular 0 to 1,000 with mode 1,000: its median is 1,000 * sqrt(1/2), so 29.3% of 100,000 is lost."""
    skewed = driver(1_000, "EUR/child/year", uncertainty={"kind": "triangular", "low": 0.0, "high": 1_000.0})
    coaches = school_coaches(
        drivers={"children": driver(100, "child"), "saving_per_child": skewed, "coaches": driver(0.5, "fte")}
    )
    end = scenario("school-coaches")
    found = built(small_catalogue(coaches), added_up(end), end)
    last = found.steps[-1]
    assert last.name == "asymmetry"
    assert last.likely[3] == pytest.approx(-100_000 * (1 - np.sqrt(0.5)), abs=500)
    # The mean of that triangle is 2/3 of 1,000, so from there the step is upwards.
    assert last.mean[3] == pytest.approx(100_000 * (np.sqrt(0.5) - 2 / 3), abs=500)


def test_no_stage_for_what_does_not_differ():
    end = added_up(scenario())
    assert [stage.name for stage in stages(end, end)] == ["start"]
    faster = end.model_copy(update={"growth_shift": 0.01})  # it counts for nothing without growth
    assert [stage.name for stage in stages(end, faster)] == ["start"]


def test_the_view_is_that_of_the_end_from_the_start_on():
    end = scenario(municipality="noord", seed=5, price_level="nominal")
    first = stages(added_up(scenario()), end)[0].scenario
    assert (first.municipality, first.seed, first.price_level) == ("noord", 5, "nominal")


def test_measures_that_are_off_make_no_difference():
    off = scenario(measures={"school-coaches": MeasureSetting(), "fewer-hours": MeasureSetting(on=False)})
    assert stages(added_up(scenario("school-coaches")), off)[-1].scenario.active() == ("school-coaches",)


CATALOGUE = small_catalogue(school_coaches(), fewer_hours(), strict_access())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_stages_lead_to_the_end_and_the_steps_add_up(data):
    start, end = data.draw(drawn.scenarios(CATALOGUE)), data.draw(drawn.scenarios(CATALOGUE))
    path = stages(start, end)
    names = [stage.name for stage in path[1:]]
    assert names == [name for name in ORDER if name in names]
    last, wanted = (run(CATALOGUE, one, draws=False) for one in (path[-1].scenario, end))
    np.testing.assert_allclose(
        last.most_likely.totals[last.view].net, wanted.most_likely.totals[wanted.view].net, atol=1e-6
    )
    net = [run(CATALOGUE, stage.scenario, draws=False) for stage in path]
    levels = [
        (stage.name, level_of(yearly(one).assign(mean=0.0))) for stage, one in zip(path, net, strict=True)
    ]
    middle = [1.0, 2.0, 3.0, 4.0]
    found = bridge(YEARS, levels, middle)
    added = np.sum([step.likely for step in found.steps], axis=0)
    np.testing.assert_allclose(np.add(found.start_likely, added), middle, atol=1e-3)


def test_added_up_has_no_correction():
    plain = added_up(scenario(overlap=0.5, growth_shift=0.1))
    assert plain.layers == Layers(**dict.fromkeys(Layers.model_fields, False))
    assert plain.membership == Membership(exclusions=False, departures=False)
    assert (plain.overlap, plain.growth_shift) == (None, 0.0)


def test_values_of_the_users_own_are_a_choice():
    change = DriverChange(value=2_000, reason="Beter gemeten")
    own = MeasureSetting(drivers={"saving_per_child": change})
    end = scenario(measures={"school-coaches": own})
    found = likely(built(small_catalogue(), added_up(scenario("school-coaches")), end))
    assert found["settings"][3] == pytest.approx(100_000)
