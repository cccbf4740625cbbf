"""What a change leaves as it is, is kept; the rest is as in a run of its own."""

import numpy as np
import pytest

from benchmarks.cases import case
from simulator.engine.kept import Change, Kept
from simulator.engine.net import net_draws
from simulator.engine.project import BLOCK, project
from simulator.engine.sampling import MostLikelySampler, PlainSampler, RankSampler
from simulator.engine.touched import touched_by
from tests.engine.test_project import uncertain_plan
from tests.engine.worked import VIEWS, likely, saver

DRAWS = 40


def exactly(plan, values, views):
    """In double precision, so that a difference is a mistake and no rounding."""
    return Kept(plan, values, DRAWS, np.float64, views)


def values_of(plan):
    return list(PlainSampler(3).block(plan.quantities, 0, DRAWS))


def moved(values, places):
    return [x * 1.1 + 0.01 if place in places else x for place, x in enumerate(values)]


@pytest.mark.parametrize("name", ["programma", "voorzichtig", "zoals-gedrukt"])
def test_a_change_of_any_one_quantity_is_that_of_a_whole_run(name):
    plan, views = case(name).plan, case(name).views
    values = values_of(plan)
    kept = exactly(plan, values, views)
    smaller = 0
    for place, quantity in enumerate(plan.quantities):
        change = Change(kept, [place])
        whole = exactly(plan, moved(values, {place}), views).net
        found = change.net(moved(values, {place}))
        np.testing.assert_allclose(found, whole, rtol=1e-9, atol=1e-4, err_msg=quantity.name)
        # And back again: nothing of the first call is left.
        np.testing.assert_allclose(change.net(values), kept.net, rtol=1e-9, atol=1e-4)
        smaller += len(touched_by(plan, {place}).flows) < len(plan.layout.flows) / 2
    assert smaller > len(plan.quantities) / 2


def test_several_quantities_change_together():
    plan = uncertain_plan()
    values = values_of(plan)
    kept = exactly(plan, values, VIEWS)
    places = range(len(plan.quantities))
    for some in (set(places), set(places[::2]), set(places[1::3]), set()):
        found = Change(kept, some).net(moved(values, some))
        whole = exactly(plan, moved(values, some), VIEWS).net
        np.testing.assert_allclose(found, whole, rtol=1e-9, atol=1e-4)


def test_what_a_change_does_not_touch_is_the_same_to_the_last_bit():
    """Measure c works on youth, and a on household help: c's amount changes west alone."""
    plan = uncertain_plan()
    values = [np.asarray(x, np.float32) if np.ndim(x) else x for x in values_of(plan)]
    kept = Kept(plan, values, DRAWS, np.float32, VIEWS)
    place = [quantity.name for quantity in plan.quantities].index("c/amount")
    found = Change(kept, [place]).net(moved(values, {place}))
    differs = {view: not np.array_equal(found[:, at], kept.net[:, at]) for at, view in enumerate(VIEWS)}
    assert differs == {"region": True, "noord": False, "zuid": False, "west": True}


def test_what_counts_nowhere_touches_nothing():
    plan = uncertain_plan()
    assert touched_by(plan, ()).layout.flows == ()
    names = [quantity.name for quantity in plan.quantities]
    of_a = touched_by(plan, {names.index("a/amount")})
    # a, b and d compete on household help; its own cost goes along with its amount.
    slots = {plan.measures[plan.slots[flow.slot].measure] for flow in of_a.layout.flows}
    assert slots == {"a", "b", "d"}
    assert len(of_a.amounts) == 1


@pytest.mark.parametrize("draws", [1, 500, BLOCK + 500])
def test_the_net_saving_alone_is_that_of_a_run(draws):
    plan = uncertain_plan()
    alone = net_draws(plan, RankSampler(7, plan.names), draws, VIEWS)
    whole = project(plan, RankSampler(7, plan.names), draws, VIEWS).totals
    assert alone.keys() == whole.keys()
    for view in VIEWS:
        np.testing.assert_allclose(alone[view], whole[view].net, rtol=1e-5, atol=0.5)


def test_the_net_saving_of_the_most_likely_case_is_exact():
    """300,000 saved on 1,000,000 in each of four years, at no cost."""
    plan = likely(saver("a", 300_000)).plan
    net = net_draws(plan, MostLikelySampler(), 1)["region"]
    np.testing.assert_allclose(net, 300_000, rtol=1e-12)


def test_progress_is_told_after_each_block():
    told = []
    plan = uncertain_plan()
    net_draws(
        plan, RankSampler(7, plan.names), BLOCK + 1, progress=lambda done, all_: told.append((done, all_))
    )
    assert told[-1] == (BLOCK + 1, BLOCK + 1) and len(told) == 2
