"""Gross and damped savings of the small programme, by hand."""

import datetime as dt

import numpy as np
import pytest

from simulator.domain.measure import Reading
from simulator.domain.scenario import MeasureSetting
from simulator.engine.compile import compile_plan
from simulator.errors import ScenarioError
from tests.engine.worked import (
    catalogue,
    cost,
    damped,
    equal,
    given,
    gross,
    layers,
    likely,
    plan_of,
    saver,
)
from tests.factories import (
    driver,
    effect,
    fewer_hours,
    measure,
    scenario,
    school_coaches,
    service,
    strict_access,
    text,
)


def overlap(tau):
    services = {
        "youth": service(1_000_000, law="jeugdwet"),
        "household_help": service(2_000_000, overlap=driver(tau)),
    }
    return {"services": services}


def test_the_small_programme_by_hand():
    outcome = likely()
    # 100,000 * 0.5; then 100,000 + (200,000 + 500,000) * 0.5; then 100,000 + 700,000.
    equal(gross(outcome), [50_000, 450_000, 800_000, 800_000])
    # 2022: 1 - 0.95 * 0.875 = 0.16875 of 2,000,000 = 337,500. From 2023: 1 - 0.9 * 0.75 = 0.325: 650,000.
    equal(damped(outcome), [50_000, 437_500, 750_000, 750_000])
    # 40,000 every year; 10,000 in 2021; half of 100,000 in 2022 and in 2023.
    equal(cost(outcome), [50_000, 90_000, 90_000, 40_000])
    equal(outcome.totals["region"].net[:, 0], [0, 347_500, 660_000, 710_000])
    equal(outcome.totals["region"].baseline[:, 0], [3_000_000] * 4)


def test_nothing_on_saves_and_costs_nothing():
    outcome = likely(settings={name: MeasureSetting(on=False) for name in catalogue().measures})
    equal(gross(outcome) + damped(outcome) + cost(outcome), np.zeros(4))
    equal(outcome.totals["noord"].baseline[:, 0], [1_500_000] * 4)


def test_each_measure_and_service_has_its_part():
    outcome = likely()
    equal(
        outcome.measure_gross(),
        [
            [50_000, 100_000, 100_000, 100_000],
            [0, 100_000, 200_000, 200_000],
            [0, 250_000, 500_000, 500_000],
        ],
    )
    # The pool of 100,000 falls to its two users in equal parts: 25,000 each in 2022 and in 2023.
    equal(outcome.measure_cost(), [[40_000] * 4, [0, 25_000, 25_000, 0], [10_000, 25_000, 25_000, 0]])
    equal(outcome.service_damped(), [[50_000] + [100_000] * 3, [0, 337_500, 650_000, 650_000]])
    equal(outcome.service_baseline(), [[1_000_000] * 4, [2_000_000] * 4])


@pytest.mark.parametrize(
    ("tau", "expected"),
    [
        (-1.0, 700_000),
        (0.0, 650_000),
        # theta 2: 1/0.81 + 1/0.5625 - 1 = 2.0123457; 1 - 1/sqrt(...) of 2,000,000
        (0.5, 2_000_000 * (1 - (1 / 0.81 + 1 / 0.5625 - 1) ** -0.5)),
    ],
)
def test_the_programme_states_the_overlap_of_a_service(tau, expected):
    equal(damped(likely(fewer_hours(), strict_access(), programme=overlap(tau)))[3], expected)


def test_a_scenario_states_another_overlap_and_a_service_goes_first():
    pair = (fewer_hours(), strict_access())
    equal(damped(likely(*pair, overlap=-1.0, programme=overlap(0.5)))[3], 700_000)
    by_service = {"household_help": 0.0}
    outcome = likely(*pair, overlap=-1.0, overlap_by_service=by_service, programme=overlap(0.5))
    equal(damped(outcome)[3], 650_000)
    equal(damped(likely(*pair, layers=layers(off=["overlap"]), programme=overlap(0.5)))[3], 700_000)


def test_services_do_not_damp_each_other():
    outcome = likely(saver("a", 500_000, "youth"), saver("b", 1_000_000), overlap=0.9)
    equal(damped(outcome), [1_500_000] * 4)


def test_own_contributions_and_execution_are_added_outside_the_union():
    outcome = likely(
        saver("a", 500_000),
        saver("b", 500_000),
        saver("c", 300_000, kind="own_contribution"),
        saver("d", 50_000, kind="execution"),
    )
    # 1 - 0.75 * 0.75 = 0.4375 of 2,000,000 = 875,000, and 350,000.
    equal(damped(outcome), [1_225_000] * 4)
    equal(gross(outcome), [1_350_000] * 4)


def test_a_measure_with_both_kinds_competes_with_one_of_them():
    both = measure(
        "both",
        drivers={"amount": driver(500_000, "EUR/year")},
        effects={
            "less": effect("household_help", "amount", (1.0,) * 4),
            "paid": effect("household_help", "amount", (1.0,) * 4, kind="own_contribution"),
        },
    )
    # 875,000 together with the other one, and 500,000 beside it.
    equal(damped(likely(both, saver("other", 500_000))), [1_375_000] * 4)


def test_a_measure_that_costs_money_is_not_damped():
    outcome = likely(saver("a", 500_000), saver("b", -100_000), overlap=0.9)
    equal(damped(outcome), [400_000] * 4)
    equal(gross(outcome), [400_000] * 4)


def test_the_sign_is_looked_at_draw_by_draw():
    plan = plan_of(saver("a", 500_000), saver("b", 500_000))
    outcome = given(plan, 2, a__amount=[500_000, 500_000], b__amount=[500_000, -100_000])
    # 875,000 by the union; 500,000 - 100,000.
    equal(outcome.totals["region"].damped[0], [875_000, 400_000])
    # Means: (500,000 - 100,000) / 2, and (875,000 + 400,000) / 2.
    equal(outcome.measure_gross()[1], [200_000] * 4)
    equal(outcome.service_damped()[1], [637_500] * 4)


def test_effects_of_one_measure_on_one_service_add_up_before_they_compete():
    two = measure(
        "two",
        drivers={"amount": driver(250_000, "EUR/year")},
        effects={
            "one": effect("household_help", "3 * amount", (1.0,) * 4),
            "other": effect("household_help", "-amount", (1.0,) * 4),
        },
    )
    # 750,000 - 250,000 = 500,000, and as much again: 875,000.
    equal(damped(likely(two, saver("b", 500_000))), [875_000] * 4)


@pytest.mark.parametrize(("intensity", "saved"), [(0.0, 0), (0.5, 250_000), (2.0, 1_000_000)])
def test_intensity_scales_the_effect(intensity, saved):
    settings = {"strict-access": MeasureSetting(intensity=intensity)}
    equal(gross(likely(strict_access(), settings=settings))[3], saved)


def test_more_than_all_is_all():
    outcome = likely(saver("a", 3_000_000), saver("b", 1_000_000))
    equal(damped(outcome), [2_000_000] * 4)
    equal(gross(outcome), [4_000_000] * 4)


def test_what_is_not_cashable_does_not_count():
    assert not likely(saver("a", 500_000, cashable=False)).totals["region"].gross.any()


def test_a_scenario_shifts_and_stretches_a_measure():
    early = {"school-coaches": MeasureSetting(shift_months=-12)}
    equal(gross(likely(school_coaches(), settings=early)), [100_000] * 4)
    # 50,000 for two years; then half a year later.
    slow = {"school-coaches": MeasureSetting(stretch=2.0, shift_months=6)}
    equal(gross(likely(school_coaches(), settings=slow)), [25_000, 50_000, 75_000, 100_000])


def reading(**changes):
    return Reading(title=text(), reason=text(), **changes)


def read_in_two_ways(**changes):
    readings = {"reconciled": reading(), "printed": reading(**changes)}
    return {"readings": readings, "default_reading": "reconciled"}


def test_a_reading_that_starts_later_cuts_the_ramp_up():
    coaches = school_coaches(**read_in_two_ways(start=dt.date(2021, 7, 1)))
    equal(gross(likely(coaches)), [50_000, 100_000, 100_000, 100_000])
    # 50,000 over the second half of 2021.
    equal(gross(likely(coaches, reading="printed")), [25_000, 100_000, 100_000, 100_000])


def test_a_reading_counts_its_own_effects_and_costs():
    lines = {
        name: effect("youth", "saving_per_child * children", (1.0,) * 4, readings=tags)
        for name, tags in {"all": (), "one": ("reconciled",), "two": ("printed", "reconciled")}.items()
    }
    coaches = school_coaches(effects=lines, **read_in_two_ways())
    equal(gross(likely(coaches)), [300_000] * 4)
    equal(gross(likely(coaches, reading="printed")), [200_000] * 4)
    tagged = {"staff": coaches.costs["staff"].model_copy(update={"readings": ("printed",)})}
    coaches = coaches.model_copy(update={"costs": tagged})
    equal(cost(likely(coaches)), [0] * 4)
    equal(cost(likely(coaches, reading="printed")), [40_000] * 4)


def test_a_setting_of_the_measure_goes_before_the_scenarios_reading():
    coaches = school_coaches(**read_in_two_ways(estimates={"saving_per_child": "critics"}))
    equal(gross(likely(coaches, reading="printed"))[3], 50_000)
    settings = {"school-coaches": MeasureSetting(reading="reconciled")}
    equal(gross(likely(coaches, reading="printed", settings=settings))[3], 100_000)
    # A reading that this measure does not have leaves it at its default.
    equal(gross(likely(coaches, reading="letter"))[3], 100_000)


def test_a_scenario_of_another_programme_is_refused():
    with pytest.raises(ScenarioError, match=r"belongs to programme 'large', not to 'small'"):
        compile_plan(catalogue(), scenario(programme="large"))


def test_a_measure_that_does_not_exist_is_refused():
    with pytest.raises(ScenarioError, match=r"names no-such, which the programme does not have"):
        compile_plan(catalogue(), scenario("no-such"))
