"""Which estimate a driver takes, and which names are drawn."""

import numpy as np
import pytest

from simulator.domain.measure import Reading
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.engine.quantities import names
from simulator.engine.sampling import PlainSampler
from tests.engine.worked import catalogue, cost, equal, gross, likely, plan_of, saver, uniform
from tests.factories import driver, estimate, school_coaches, text


def quantity(plan, name):
    return next(q for q in plan.quantities if q.name == name)


PER_CHILD = "school-coaches/saving_per_child"


@pytest.mark.parametrize(
    ("weights", "per_child"),
    [
        ({}, 1_000),
        ({"region": 1.0}, 1_000),
        ({"critics": 1.0}, 500),
        ({"region": 1.0, "critics": 3.0}, 625),  # (1,000 + 3 * 500) / 4
        ({"region": 0.5, "critics": 0.5}, 750),
    ],
)
def test_a_scenario_picks_or_mixes_rival_estimates(weights, per_child):
    assert gross(likely(school_coaches(), estimates=weights))[3] == pytest.approx(100 * per_child)
    # A driver without the view keeps its own.
    equal(cost(likely(school_coaches(), estimates=weights)), [40_000] * 4)


def test_views_that_nobody_holds_leave_the_own_value():
    measure = saver("a", 1_000, rivals={"critics": estimate(10)})
    plan = plan_of(measure, estimates={"unknown": 1.0})
    assert quantity(plan, "a/amount").most_likely == 1_000


def test_a_mix_has_the_views_as_often_as_their_weights_say():
    measure = saver("a", 1_000, rivals={"critics": estimate(10)})
    plan = plan_of(measure, estimates={"region": 1.0, "critics": 3.0})
    drawn = PlainSampler(1).block([quantity(plan, "a/amount")], 0, 40_000)[0]
    assert set(np.unique(drawn)) == {10.0, 1_000.0}
    # Four standard errors: sqrt(0.25 * 0.75 / 40,000) = 0.0022.
    assert (drawn == 10).mean() == pytest.approx(0.75, abs=4 * (0.25 * 0.75 / 40_000) ** 0.5)


def test_a_user_changes_a_driver_of_a_measure():
    change = DriverChange(value=50.0, reason="minder kinderen")
    settings = {"school-coaches": MeasureSetting(drivers={"children": change})}
    equal(gross(likely(school_coaches(), settings=settings))[3], 50_000)
    # It goes before the views too.
    per_child = DriverChange(value=2_000.0, uncertainty=uniform(0, 4_000), reason="eigen schatting")
    settings = {"school-coaches": MeasureSetting(drivers={"saving_per_child": per_child})}
    plan = plan_of(school_coaches(), settings=settings, estimates={"critics": 1.0})
    assert quantity(plan, PER_CHILD).components[0].uncertainty == uniform(0, 4_000)
    assert quantity(plan, PER_CHILD).most_likely == 2_000


def test_a_user_changes_a_shared_driver_for_all_measures():
    changes = {"fte_cost": DriverChange(value=100_000.0, reason="cao")}
    staff = school_coaches().costs
    pair = (
        school_coaches(),
        school_coaches().model_copy(update={"id": "other", "number": 9, "costs": staff}),
    )
    equal(cost(likely(*pair, shared_drivers=changes)), [100_000] * 4)


def test_a_change_keeps_the_common_factors_of_its_driver():
    change = DriverChange(value=5.0, uncertainty=uniform(0, 10), reason="anders")
    measure = saver("a", 1_000, loadings={"labour": 0.5})
    plan = plan_of(measure, settings={"a": MeasureSetting(drivers={"amount": change})})
    assert quantity(plan, "a/amount").loadings == (("factor/labour", 0.5),)


def with_reading():
    view = {"saving_per_child": "critics"}
    readings = {
        "reconciled": Reading(title=text(), reason=text()),
        "printed": Reading(title=text(), reason=text(), estimates=view),
    }
    return school_coaches(readings=readings, default_reading="reconciled")


def test_a_reading_puts_another_estimate_in_the_place_of_the_own_value():
    assert quantity(plan_of(with_reading()), PER_CHILD).most_likely == 1_000
    assert quantity(plan_of(with_reading(), reading="printed"), PER_CHILD).most_likely == 500
    mixed = plan_of(with_reading(), reading="printed", estimates={"region": 1.0, "critics": 1.0})
    assert quantity(mixed, PER_CHILD).most_likely == 500


def test_a_shared_driver_is_one_quantity():
    plan = plan_of()
    assert [q.name for q in plan.quantities].count("programme/fte_cost") == 1
    assert len({q.name for q in plan.quantities}) == len(plan.quantities)


def test_all_that_can_be_drawn_has_a_name_once_and_new_measures_come_last():
    before = names(catalogue())
    after = names(catalogue(*catalogue().measures.values(), saver("new", 1)))
    assert after[: len(before)] == before
    assert after[len(before) :] == ("new/@delay", "new/@realisation", "new/amount")
    assert len(set(after)) == len(after)
    plan = plan_of(programme={"delay": driver(3.0, "month")})
    assert {q.name for q in plan.quantities} <= set(before)


def test_the_most_likely_value_of_a_driver_is_its_stated_value_and_not_its_mean():
    plan = plan_of(saver("a", 1_000, uncertainty=uniform(0, 10_000)))
    assert quantity(plan, "a/amount").most_likely == 1_000
    assert not quantity(plan, "a/amount").is_fixed
