"""Runs: blocks, dice, certainty, sums over draws, and the two samplers against each other."""

import numpy as np
import pytest

from simulator.domain.scenario import MeasureSetting
from simulator.engine.project import BLOCK, project, simulate
from simulator.engine.sampling import PlainSampler, RankSampler
from simulator.engine.sobol import RANKS
from simulator.engine.statistics import mean, quantiles
from tests.engine.worked import (
    FLOAT32,
    TOWNS,
    VIEWS,
    GivenSampler,
    layers,
    leaking,
    likely,
    pert,
    plan_of,
    saver,
    triangular,
    uniform,
)
from tests.factories import cost as line
from tests.factories import driver, service

PARTS = ("baseline", "gross", "damped", "cost", "net")


def uncertain_measures():
    return (
        saver("a", 300_000, uncertainty=triangular(-100_000, 600_000), costs={"own": line("amount / 5")}),
        saver("b", 500_000, uncertainty=pert(100_000, 900_000)),
        saver("c", 100_000, "youth", uncertainty=uniform(0, 400_000), scope="west"),
        leaking("d", 200_000, 0.3),
        leaking("e", 50_000, 0.5, kind="own_contribution"),
    )


def uncertain_plan(*more, **changes):
    services = {
        "youth": service(1_000_000, overlap=driver(0.3)),
        "household_help": service(2_000_000, overlap=driver(0.4, uncertainty=uniform(0.1, 0.7))),
    }
    changes = {"layers": layers("growth", "spill_over", "delay")} | changes
    delay = driver(6.0, "month", uncertainty=triangular(0, 18))
    programme = {"services": services, "delay": delay}
    return plan_of(*uncertain_measures(), *more, programme=programme, **changes)


def test_draws_do_not_depend_on_how_many_there_are():
    # Across the edges of blocks and of the 65,536 ranks.
    plan, large = uncertain_plan(), RANKS + 3_000
    many = simulate(plan, large, 7).totals["region"]
    for draws in (100, BLOCK, BLOCK + 1, large - 1):
        few = simulate(plan, draws, 7).totals["region"]
        for part in PARTS:
            # The dice are equal; sums may differ in the last bit, as processors add in batches.
            found, expected = getattr(few, part), getattr(many, part)[:, :draws]
            np.testing.assert_allclose(found, expected, rtol=1e-6, atol=0.5)
    # Beyond the ranks come new draws.
    assert not np.array_equal(many.net[:, :3_000], many.net[:, 65_536:])


def test_plain_draws_do_not_depend_on_how_many_there_are_either():
    plan = uncertain_plan()
    many = project(plan, PlainSampler(7), BLOCK + 500).totals["region"].net
    few = project(plan, PlainSampler(7), 500).totals["region"].net
    np.testing.assert_allclose(few, many[:, :500], rtol=1e-12, atol=1e-6)


def test_means_of_parts_are_means_of_all_draws():
    outcome = simulate(uncertain_plan(), BLOCK + 5_000, 7, VIEWS)
    for view in VIEWS:
        totals = outcome.totals[view]
        for parts, total in (
            (outcome.measure_gross(view), totals.gross),
            (outcome.measure_cost(view), totals.cost),
            (outcome.service_damped(view), totals.damped),
            (outcome.service_baseline(view), totals.baseline),
        ):
            np.testing.assert_allclose(parts.sum(axis=0), mean(total), rtol=FLOAT32, atol=0.1)


def test_municipalities_add_up_to_the_region_draw_by_draw():
    outcome = simulate(uncertain_plan(), 2_000, 7, VIEWS)
    for part in PARTS:
        together = sum(getattr(outcome.totals[town], part) for town in TOWNS)
        whole = getattr(outcome.totals["region"], part)
        np.testing.assert_allclose(together, whole, rtol=FLOAT32, atol=1.0)


def test_when_all_is_fixed_every_percentile_is_the_most_likely_case():
    on = layers("growth", "spill_over", "delay", "realisation")
    measures = (saver("a", 300_000), saver("b", 500_000), saver("c", 100_000, scope="west"))
    run = simulate(plan_of(*measures, overlap=0.3, layers=on), 300, 1)
    stated = likely(*measures, overlap=0.3, layers=on)
    for part in PARTS:
        draws = getattr(run.totals["region"], part)
        np.testing.assert_allclose(draws, draws[:, :1].repeat(300, axis=1), rtol=1e-6)
        for percentile in quantiles(draws):
            expected = getattr(stated.totals["region"], part)[:, 0]
            np.testing.assert_allclose(percentile, expected, rtol=FLOAT32, atol=0.1)


def sampled(plan, sampler, names):
    drawn = sampler.block(plan.quantities, 0, 300)
    return {q.name: draws for q, draws in zip(plan.quantities, drawn, strict=True) if q.name in names}


SAMPLERS = pytest.mark.parametrize(
    "make", [lambda plan: RankSampler(5, plan.names), lambda _: PlainSampler(5)]
)


@SAMPLERS
def test_switching_measures_off_or_adding_one_leaves_the_other_dice_as_they_were(make):
    plan = uncertain_plan()
    names = {q.name for q in plan.quantities}
    before = sampled(plan, make(plan), names)
    fewer = uncertain_plan(settings={name: MeasureSetting(on=False) for name in ("a", "d")})
    more = uncertain_plan(saver("new", 100, uncertainty=uniform(0, 900)))
    for other in (fewer, more):
        after = sampled(other, make(other), names)
        assert len(after) > 8
        for name, draws in after.items():
            np.testing.assert_array_equal(draws, before[name], err_msg=name)
    assert "new/amount" in {q.name for q in more.quantities}


def test_layers_do_not_change_the_dice_of_drivers():
    plan, bare = uncertain_plan(), uncertain_plan(layers=layers())
    names = {q.name for q in bare.quantities}
    before, after = (sampled(p, RankSampler(5, p.names), names) for p in (bare, plan))
    for name in names:
        np.testing.assert_array_equal(before[name], after[name], err_msg=name)


def test_the_two_samplers_agree():
    draws, plan = 65_536, uncertain_plan(layers=layers("growth"))
    exact = project(plan, PlainSampler(11), draws).totals["region"]
    fast = simulate(plan, draws, 11).totals["region"]
    for part in ("gross", "damped", "cost", "net"):
        one, other = getattr(exact, part)[3], getattr(fast, part)[3]
        spread = one.std()
        assert mean(other) == pytest.approx(mean(one), abs=4 * spread / np.sqrt(draws))
        for p, a, b in zip((0.1, 0.5, 0.9), quantiles(one), quantiles(other), strict=True):
            # Standard error of a percentile: sqrt(p (1 - p) / N) / density; density from the draws around it.
            near = np.quantile(one, [p - 0.02, p + 0.02])
            error = np.sqrt(p * (1 - p) / draws) * (near[1] - near[0]) / 0.04
            assert b == pytest.approx(a, abs=4 * error + 0.004 * spread)


def test_the_two_samplers_turn_the_same_probabilities_into_the_same_euros():
    # A loss, a union and a cost, with the dice of one written over those of the other.
    plan = plan_of(*uncertain_measures()[:2], overlap=0.4)
    rank = RankSampler(3, plan.names)
    values = dict(zip((q.name for q in plan.quantities), rank.block(plan.quantities, 0, 500), strict=True))
    exact = project(plan, GivenSampler(a__amount=values["a/amount"], b__amount=values["b/amount"]), 500)
    fast = simulate(plan, 500, 3)
    for part in PARTS:
        found, expected = (getattr(outcome.totals["region"], part) for outcome in (fast, exact))
        np.testing.assert_allclose(found, expected, rtol=FLOAT32, atol=2.0)


def test_percentiles_are_of_sums_and_not_sums_of_percentiles():
    # Two measures on two services, each uniform from 0 to 200,000: the sum is triangular to 400,000.
    pair = (
        saver("a", 100_000, uncertainty=uniform(0, 200_000)),
        saver("b", 100_000, "youth", uncertainty=uniform(0, 200_000)),
    )
    p10, p50, p90 = quantiles(simulate(plan_of(*pair), 65_536, 2).totals["region"].damped[0])
    # P10 of a triangle from 0 with its top at 200,000: sqrt(0.1 * 2) * 200,000 = 89,443, not 20,000 + 20,000.
    error = 4 * np.sqrt(0.1 * 0.9 / 65_536) / (89_443 / 200_000**2)
    assert p10 == pytest.approx(0.2**0.5 * 200_000, abs=error)
    assert p90 == pytest.approx(400_000 - 0.2**0.5 * 200_000, abs=error)
    assert p50 == pytest.approx(200_000, abs=1_000)


def test_progress_is_told_block_by_block():
    told = []
    simulate(plan_of(), RANKS + 10, 1, progress=lambda done, todo: told.append((done, todo)))
    assert told == [(done, RANKS + 10) for done in (RANKS // 2, RANKS, RANKS + 10)]


def test_seeds_give_other_draws_and_the_same_seed_the_same():
    plan = uncertain_plan()
    first, again, other = (simulate(plan, 200, seed).totals["region"].net for seed in (1, 1, 0))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


class ChangingBaseline:
    """A baseline that is one number in a whole block, another in the next, and then differs by draw."""

    dtype = np.float64

    def block(self, quantities, start, count):
        """Give stated values, but for the baseline."""
        blocks = {0: 1e6, RANKS // 2: 1e6, RANKS: 2e6}
        baseline = blocks[start] if start in blocks else np.linspace(1e6, 3e6, count)
        return [baseline if q.name.startswith("programme/baseline") else q.most_likely for q in quantities]


def test_a_baseline_without_spread_in_one_block_may_have_some_in_the_next():
    found = project(plan_of(saver("a", 200_000)), ChangingBaseline(), 2 * RANKS)
    services = found.means.baselines.shape[0]
    same = np.repeat([1e6, 1e6, 2e6], RANKS // 2)
    expected = np.concatenate([same, np.linspace(1e6, 3e6, RANKS // 2)]) * services
    for year in found.totals["region"].baseline:
        np.testing.assert_allclose(year, expected)
    np.testing.assert_allclose(found.means.baselines.sum(axis=0), expected.mean())


def test_a_baseline_without_spread_takes_no_memory_by_draw():
    region = simulate(plan_of(saver("a", 200_000)), 2 * BLOCK, 1).totals["region"]
    assert region.baseline.shape == region.gross.shape
    assert region.baseline.strides[-1] == 0
