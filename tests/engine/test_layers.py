"""Growth, realisation and delay, by hand."""

import numpy as np
import pytest

from simulator.domain.programme import GrowthPeriod
from simulator.domain.scenario import MeasureSetting
from tests.engine.worked import cost, damped, discrete, equal, given, gross, layers, likely, plan_of, saver
from tests.factories import driver, fewer_hours, school_coaches, service, source, strict_access


def growing(*periods, **programme):
    made = tuple(
        GrowthPeriod(from_year=year, value=rate, provenance="stated", source=source(), grade=3)
        for year, rate in periods
    )
    services = {"youth": service(1_000_000, growth=made), "household_help": service(2_000_000)}
    return {"services": services} | programme


def youth(outcome):
    return outcome.service_baseline()[0]


def test_baselines_grow_and_shares_of_them_too():
    outcome = likely(fewer_hours(), layers=layers("growth"))
    # 2,000,000 * 1.1 = 2,200,000; 2,420,000; 2,662,000; 2,928,200. Ramp-up 0, 0.5, 1, 1 of a tenth.
    equal(outcome.service_baseline()[1], [2_200_000, 2_420_000, 2_662_000, 2_928_200])
    equal(gross(outcome), [0, 121_000, 266_200, 292_820])


def test_amounts_that_do_not_follow_the_baseline_are_a_smaller_share_of_it():
    outcome = likely(saver("a", 484_000), saver("b", 484_000), layers=layers("growth"))
    # 2022: 0.2 and 0.2 of 2,420,000: 0.36.
    equal(damped(outcome)[1], 0.36 * 2_420_000)


def test_without_the_layer_nothing_grows():
    outcome = likely(fewer_hours(), growth_shift=0.05)
    equal(outcome.service_baseline()[1], [2_000_000] * 4)


def test_growth_changes_per_period():
    outcome = likely(layers=layers("growth"), programme=growing((2021, 0.1), (2023, 0.0), (2024, -0.5)))
    equal(youth(outcome), [1_100_000, 1_210_000, 1_210_000, 605_000])


def test_growth_begins_the_year_after_the_base_year():
    outcome = likely(layers=layers("growth"), programme=growing((2020, 0.1), (2022, 0.2), base_year=2019))
    # 2020 and 2021 at 10%, then 20%.
    equal(youth(outcome), [1_210_000, 1_452_000, 1_742_400, 2_090_880])


def test_before_the_first_period_nothing_grows():
    outcome = likely(layers=layers("growth"), programme=growing((2023, 0.1)))
    equal(youth(outcome), [1_000_000, 1_000_000, 1_100_000, 1_210_000])


def test_a_scenario_adds_points_to_every_rate():
    outcome = likely(layers=layers("growth"), growth_shift=0.02, programme=growing((2021, 0.1), (2023, 0)))
    equal(youth(outcome), [1_120_000, 1_120_000 * 1.12, 1_254_400 * 1.02, 1_254_400 * 1.02**2])


def test_one_draw_of_a_rate_counts_for_all_its_years():
    plan = plan_of(layers=layers("growth"), programme=growing((2021, 0.1)))
    outcome = given(plan, 2, programme__growth__youth__2021=[0.0, 0.5])
    # household_help grows 10%.
    equal(outcome.totals["region"].baseline[0] - 2_200_000, [1_000_000, 1_500_000])
    equal(outcome.totals["region"].baseline[1] - 2_420_000, [1_000_000, 2_250_000])
    equal(youth(outcome)[1], 1_625_000)


def test_realisation_by_evidence_grade_lowers_savings_and_not_costs():
    outcome = likely(layers=layers("realisation"))
    # Grades 2, 3, 4: 0.9, 0.8, 0.7 of 100,000, 200,000 and 500,000.
    equal(outcome.measure_gross()[:, 3], [90_000, 160_000, 350_000])
    equal(cost(outcome), [50_000, 90_000, 90_000, 40_000])
    # 0.08 and 0.175 of 2,000,000.
    equal(damped(outcome)[3], 90_000 + 2_000_000 * (1 - 0.92 * 0.825))


def test_realisation_is_drawn_per_measure():
    plan = plan_of(saver("a", 1_000), saver("b", 1_000, "youth"), layers=layers("realisation"))
    outcome = given(plan, 2, **{"a/@realisation": [0.5, 1.0]}, **{"b/@realisation": [0.25, 0.0]})
    equal(outcome.totals["region"].gross[2], [750, 1_000])


def test_a_delay_of_half_a_year():
    outcome = likely(layers=layers("delay"))
    # 2021: half a year 0, half 0.5. 2022: half 0.5, half 1 (and, of the others, half 0, half 0.5).
    equal(
        outcome.measure_gross(),
        [
            [25_000, 75_000, 100_000, 100_000],
            [0, 50_000, 150_000, 200_000],
            [0, 125_000, 375_000, 500_000],
        ],
    )
    # Costs do not wait.
    equal(cost(outcome), [50_000, 90_000, 90_000, 40_000])


def test_a_measure_may_have_a_delay_of_its_own():
    outcome = likely(school_coaches(delay=driver(12.0, "month")), strict_access(), layers=layers("delay"))
    equal(outcome.measure_gross()[0], [0, 50_000, 100_000, 100_000])
    equal(outcome.measure_gross()[1], [0, 125_000, 375_000, 500_000])


@pytest.mark.parametrize(
    ("months", "share"), [(0, 1.0), (-3, 1.0), (4.5, 7.5 / 12), (12, 0.0), (0.25, 11.75 / 12)]
)
def test_an_uncertain_delay_moves_the_start_in_each_draw(months, share):
    plan = plan_of(saver("a", 1_000), layers=layers("delay"))
    outcome = given(plan, 2, **{"a/@delay": [months, 18.0]})
    # 18 months late: nothing in 2021, half of 2022.
    equal(outcome.totals["region"].gross[:, 0], [1_000 * share, 1_000, 1_000, 1_000])
    equal(outcome.totals["region"].gross[:, 1], [0, 500, 1_000, 1_000])


def test_a_delay_beyond_the_horizon_leaves_next_to_nothing():
    plan = plan_of(saver("a", 1_000), layers=layers("delay"))
    outcome = given(plan, 1, **{"a/@delay": [60.0]})
    np.testing.assert_allclose(outcome.totals["region"].gross, 0, atol=0.1)


def test_delay_comes_on_top_of_the_shift_of_a_scenario():
    settings = {"school-coaches": MeasureSetting(shift_months=6)}
    outcome = likely(school_coaches(), settings=settings, layers=layers("delay"))
    equal(gross(outcome), [0, 50_000, 100_000, 100_000])


def test_without_the_layers_their_quantities_are_not_drawn():
    names = {q.name for q in plan_of().quantities}
    assert not [name for name in names if name.endswith(("/@delay", "/@realisation"))]


def test_delays_of_measures_are_drawn_apart():
    uncertain = driver(6.0, "month", uncertainty=discrete(0.0, 6.0, 12.0))
    plan = plan_of(
        saver("a", 1_000), saver("b", 1_000), layers=layers("delay"), programme={"delay": uncertain}
    )
    outcome = given(plan, 1, **{"a/@delay": [0.0]}, **{"b/@delay": [12.0]})
    equal(outcome.measure_gross()[:, 0], [1_000, 0])
