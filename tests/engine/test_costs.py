"""Costs by hand: own lines, and pools that are paid once."""

import pytest

from simulator.domain.measure import Unknown
from simulator.domain.scenario import DriverChange, MeasureSetting
from tests.engine.worked import catalogue, cost, equal, layers, likely, plan_of, saver
from tests.factories import cost as line
from tests.factories import driver, fewer_hours, pool_cost, school_coaches, source, strict_access, text


def test_an_own_line_is_amount_times_profile():
    # 0.5 fte * 80,000.
    equal(cost(likely(school_coaches())), [40_000] * 4)


@pytest.mark.parametrize(("scales", "expected"), [(True, 20_000), (False, 40_000)])
def test_costs_scale_with_the_intensity_unless_a_scenario_says_otherwise(scales, expected):
    settings = {"school-coaches": MeasureSetting(intensity=0.5, scales_costs=scales)}
    equal(cost(likely(school_coaches(), settings=settings)), [expected] * 4)


def test_costs_move_with_the_measure_but_do_not_wait_for_a_slow_ramp_up():
    later = {"strict-access": MeasureSetting(shift_months=6, stretch=3.0)}
    # The pool 0, 0.5, 0.5, 0 becomes 0, 0.25, 0.5, 0.25 of 100,000; 10,000 is half in 2022.
    equal(cost(likely(strict_access(), settings=later)), [5_000, 30_000, 50_000, 25_000])


def test_a_structural_cost_goes_on_after_its_last_year_and_an_incidental_one_stops():
    def shifted(nature):
        costs = {"own": line("amount", (0.0, 0.0, 0.5, 1.0), nature=nature)}
        settings = {"a": MeasureSetting(shift_months=-12)}
        return cost(likely(saver("a", 1_000, costs=costs), settings=settings))

    equal(shifted("structural"), [0, 500, 1_000, 1_000])
    equal(shifted("incidental"), [0, 500, 1_000, 0])


def test_a_cost_may_follow_a_baseline():
    costs = {"own": line("baseline.youth / 100")}
    # 1,000,000 * 1.1 ^ years / 100
    outcome = likely(saver("a", 0, costs=costs), layers=layers("growth"))
    equal(cost(outcome), [11_000, 12_100, 13_310, 14_641])


def test_a_pool_is_paid_once_by_all_that_need_it():
    pair = likely(fewer_hours(), strict_access())
    equal(cost(pair), [10_000, 50_000, 50_000, 0])
    alone = likely(fewer_hours())
    equal(cost(alone), [0, 50_000, 50_000, 0])


def test_without_the_layer_each_pays_for_itself():
    outcome = likely(fewer_hours(), strict_access(), layers=layers(off=["shared_costs"]))
    equal(cost(outcome), [10_000, 100_000, 100_000, 0])
    equal(outcome.measure_cost(), [[0, 50_000, 50_000, 0], [10_000, 50_000, 50_000, 0]])


def test_three_users_bear_a_third_each():
    third = saver("third", 0, costs={"reassess": pool_cost()})
    outcome = likely(fewer_hours(), strict_access(), third)
    equal(outcome.measure_cost()[:, 1], [50_000 / 3] * 3)
    equal(cost(outcome)[1], 50_000)


def test_a_pool_is_made_when_the_first_needs_it_and_as_large_as_the_largest():
    settings = {
        "fewer-hours": MeasureSetting(shift_months=12, intensity=0.5),
        "strict-access": MeasureSetting(shift_months=24, intensity=0.8),
    }
    # A year later than planned, 0.8 of 100,000.
    outcome = likely(fewer_hours(), strict_access(), settings=settings)
    # And 10,000 * 0.8 in 2023.
    equal(cost(outcome), [0, 0, 48_000, 40_000])


def test_a_user_that_does_not_scale_its_costs_needs_the_whole_pool():
    settings = {"strict-access": MeasureSetting(intensity=0.5, scales_costs=False)}
    equal(cost(likely(fewer_hours(), strict_access(), settings=settings))[2], 50_000)
    equal(cost(likely(strict_access(), settings=settings))[2], 50_000)


def unbooked(**changes):
    return fewer_hours(costs={"reassess": pool_cost(booked_in_source=False)}, **changes)


def test_alone_a_user_that_books_nothing_has_unknown_costs():
    plan = plan_of(unbooked())
    assert plan.costs == ()
    assert [(item.measure, item.what) for item in plan.unknown] == [("fewer-hours", "cost")]


def test_beside_a_user_that_pays_nothing_is_unknown_and_the_payer_bears_all():
    outcome = likely(unbooked(), strict_access())
    assert outcome.plan.unknown == ()
    equal(outcome.measure_cost(), [[0] * 4, [10_000, 50_000, 50_000, 0]])


def test_a_pool_follows_the_shared_drivers():
    changes = {"consultant_rate": DriverChange(value=75.0, reason="duurder")}
    # 1,000 * 2 * 75 / 2
    outcome = likely(strict_access(), shared_drivers=changes)
    equal(cost(outcome)[1], 75_000)


def test_a_measure_may_state_its_own_key_for_costs():
    shared = {"costs": {"own": line("amount")}, "allocation_key": "age_0_19"}
    towns = catalogue().programme.municipalities
    grey = {"inhabitants": 50_000.0, "age_0_19": 20_000.0}
    changed = towns | {"noord": towns["noord"].model_copy(update={"population": grey})}
    outcome = likely(saver("a", 3_000, **shared), programme={"municipalities": changed})
    # 20,000 of 30,000 young people; the effect stays at 50,000 of 100,000 inhabitants.
    equal(cost(outcome, "noord"), [2_000] * 4)
    equal(outcome.totals["noord"].gross[:, 0], [1_500] * 4)


def test_unknown_costs_and_savings_of_measures_that_are_on_are_listed():
    item = Unknown(title=text("PM-post"), what="effect", source=source())
    plan = plan_of(saver("a", 1, unknown=(item,)), saver("b", 1, drivers={"amount": driver(1)}))
    assert [(i.measure, i.what, i.title_nl) for i in plan.unknown] == [("a", "effect", "PM-post")]


def test_users_of_a_pool_in_different_places_bear_it_where_they_are():
    local = saver("local", 0, scope="west", costs={"reassess": pool_cost()})
    outcome = likely(strict_access(costs={"reassess": pool_cost()}), local)
    # Half by inhabitants (50, 30, 20%) and half in west: 25, 15 and 60% of 50,000.
    equal([cost(outcome, town)[1] for town in ("noord", "zuid", "west")], [12_500, 7_500, 30_000])
