"""What a plan works out once: sums that are alike, and nothing that differs."""

import numpy as np

from simulator.domain.scenario import MeasureSetting
from simulator.engine.project import most_likely
from tests.engine.worked import already, damped, equal, gross, layers, leaking, likely, plan_of, saver
from tests.factories import cost as line


def unions(plan):
    """Year numbers of each union, in order."""
    return [union.years for union in plan.layout.unions]


def test_years_with_the_same_shares_are_one_union():
    # Two measures reach their full effect in the third year; in the first, one of them does nothing.
    plan = plan_of(saver("a", 200_000, shares=(0, 0.5, 1, 1)), saver("b", 400_000, shares=(0.5, 0.5, 1, 1)))
    assert unions(plan) == [(0,), (1,), (2, 3)]
    # b alone in the first year: two measures, and the shares 0.5 a, a, 0.5 b, b.
    assert [len(union.shares) for union in plan.layout.unions] == [1, 2, 2]
    assert len(plan.layout.services[0].shares) == 4


def test_with_growth_or_delay_every_year_is_its_own():
    for layer in ("growth", "delay"):
        plan = plan_of(saver("a", 200_000), saver("b", 400_000), layers=layers(layer))
        assert unions(plan) == [(0,), (1,), (2,), (3,)]
        assert plan.layout.yearly


def test_years_without_savings_have_no_union():
    plan = plan_of(saver("a", 200_000, shares=(0, 0, 0, 1)))
    assert unions(plan) == [(3,)]
    equal(damped(most_likely(plan)), [0, 0, 0, 200_000])


def test_nothing_at_full_overlap_is_still_nothing():
    # All measures on, none with any effect.
    off = {"a": MeasureSetting(intensity=0.0)}
    plan = plan_of(saver("a", 200_000), settings=off, overlap=0.95)
    assert unions(plan) == []
    equal(gross(most_likely(plan)), [0] * 4)


def test_municipalities_that_have_a_measure_already_share_what_they_have_in_common():
    plan = plan_of(saver("a", 200_000), saver("b", 400_000, relations=(already("noord", 0.5),)))
    # Shares: a, b and half of b; unions: noord and the other two.
    assert len(plan.layout.services[0].shares) == 3
    assert len(plan.layout.unions) == 2


def test_effects_that_ramp_up_alike_are_one_flow_unless_one_leaks():
    twice = saver("a", 200_000)
    effects = {"less": twice.effects["less"], "fewer": twice.effects["less"]}
    both = twice.model_copy(update={"effects": effects})
    assert [flow.effects for flow in plan_of(both).layout.flows] == [(0, 1)]
    equal(gross(likely(both)), [400_000] * 4)

    drip = leaking("a", 200_000, 0.2)
    effects = {"less": drip.effects["less"], "fewer": drip.effects["less"]}
    both = drip.model_copy(update={"effects": effects})
    assert [flow.effects for flow in plan_of(both, layers=layers("spill_over")).layout.flows] == [(0,), (1,)]


def test_an_amount_behind_two_costs_is_worked_out_once():
    costs = {"one": line("amount / 5"), "other": line("amount / 5"), "third": line("amount / 4")}
    plan = plan_of(saver("a", 200_000, costs=costs))
    assert len(plan.layout.amounts) == 2
    assert plan.layout.amount_of_cost == (0, 0, 1)
    np.testing.assert_allclose(most_likely(plan).means.costs.sum(axis=0).max(), 40_000 + 40_000 + 50_000)
