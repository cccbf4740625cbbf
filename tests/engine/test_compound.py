"""Compound distributions: exact moments, Panjer's recursion, and cases drawn one by one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from simulator.engine.compound import Cases, Spending, merged

PROBABILITIES = (0.1, 0.5, 0.9, 0.99)


def panjer(cases, step, cells):
    """Chances of 0, step, 2 step, ... by Panjer's recursion; the cost is rounded to whole steps.

    Loss Models, 4th edition, theorem 6.13 and equation 9.22: p_k = (a + b/k) p_(k-1) gives
    g_x = Σ_y (a + b y/x) f_y g_(x-y) / (1 - a f_0).
    """
    sigma = math.sqrt(math.log1p(cases.spread**2))
    cost = stats.lognorm(sigma, scale=cases.mean_cost * math.exp(-(sigma**2) / 2))
    f = np.diff(np.concatenate([[0.0], cost.cdf(step * (np.arange(cells) + 0.5))]))
    if cases.dispersion == 1:
        a, b = 0.0, cases.expected
        nothing = math.exp(-cases.expected * (1 - f[0]))
    else:
        beta = cases.dispersion - 1
        r = cases.expected / beta
        a, b = beta / (1 + beta), (r - 1) * beta / (1 + beta)
        nothing = (1 + beta * (1 - f[0])) ** -r
    g = np.zeros(cells)
    g[0] = nothing
    y = np.arange(cells)
    for x in range(1, cells):
        weights = (a + b * y[1 : x + 1] / x) * f[1 : x + 1]
        g[x] = weights @ g[x - 1 :: -1][:x] / (1 - a * f[0])
    return np.cumsum(g)


def drawn(cases, draws, seed=1):
    """Spending in many years, case by case."""
    dice = np.random.default_rng(seed)
    extra = cases.dispersion - 1
    if extra:
        counts = dice.negative_binomial(cases.expected / extra, 1 / cases.dispersion, draws)
    else:
        counts = dice.poisson(cases.expected, draws)
    sigma = math.sqrt(math.log1p(cases.spread**2))
    costs = dice.lognormal(math.log(cases.mean_cost) - sigma**2 / 2, sigma, counts.sum())
    return np.bincount(np.repeat(np.arange(draws), counts), costs, minlength=draws)


def test_moments_by_hand():
    # Var S = 16 × 40,000² × (1 + 1²) = 5.12e10, so a deviation of 226,274 on 640,000: 35.4%.
    cases = Cases(expected=16, mean_cost=40_000, spread=1.0)
    assert cases.variance == pytest.approx(5.12e10)
    assert Spending([cases]).deviation == pytest.approx(226_274.17, abs=0.01)
    assert cases.relative == pytest.approx(math.sqrt(2 / 16))
    # Counts that vary three times as much as Poisson: √((3 + 1) / 16) = 50%.
    assert Cases(16, 40_000, 1.0, 3.0).relative == pytest.approx(0.5)


def test_one_case_in_ten():
    # Log-normal, mean 41,571, spread 1: sigma² = ln 2, so P90 = 41,571 × exp(1.2816 × 0.83255 − 0.34657)
    # = 41,571 × 2.0552 = 85,438.
    assert Cases(1, 41_571, 1.0).one_in_ten == pytest.approx(85_438, abs=5)
    assert Cases(1, 41_571, 0.0).one_in_ten == pytest.approx(41_571)


@pytest.mark.parametrize("dispersion", [1.0, 2.5])
@pytest.mark.parametrize("expected", [0.8, 7.5, 30.0])
def test_distribution_is_that_of_panjers_recursion(expected, dispersion):
    cases = Cases(expected, 41_571, 1.0, dispersion)
    spending = Spending([cases])
    cells = 3_000
    step = (spending.mean + 12 * spending.deviation) / cells
    known = panjer(cases, step, cells)
    for at in np.linspace(0.02, 0.7, 20):
        x = int(at * cells)
        # Between two amounts of its own grid the recursion says nothing: half a step on either side.
        assert known[x - 1] - 1e-3 <= spending.chance_of_at_most(x * step) <= known[x + 1] + 1e-3


def test_certain_costs_give_the_counts_themselves():
    # Spending is 1,000 times a Poisson number of mean 9: at most 12 cases with chance 0.8758.
    spending = Spending([Cases(9, 1_000, 0.0)])
    assert spending.chance_of_at_most(12_500) == pytest.approx(stats.poisson.cdf(12, 9), abs=1e-6)
    assert spending.chance_of_at_most(500) == pytest.approx(math.exp(-9), abs=1e-6)
    assert spending.quantiles([0.5])[0] == pytest.approx(9_000, abs=2 * spending.step)


@pytest.mark.parametrize(
    "cases",
    [Cases(0.5, 80_000, 1.0), Cases(11, 41_571, 1.5), Cases(60, 5_000, 1.0, 2.0), Cases(400, 3_634, 1.0)],
)
def test_cases_drawn_one_by_one_agree(cases):
    draws = 40_000
    years, spending = drawn(cases, draws), Spending([cases])
    for probability, amount in zip(PROBABILITIES, spending.quantiles(PROBABILITIES), strict=True):
        found = np.mean(years <= amount)
        # P50 of half a case is 0 EUR: more than half of the years have none.
        expected = max(probability, spending.chance_of_at_most(amount))
        error = math.sqrt(expected * (1 - expected) / draws)
        assert abs(found - expected) < 4 * error + 0.002
    assert years.mean() == pytest.approx(spending.mean, abs=4 * spending.deviation / math.sqrt(draws))


@given(
    expected=st.floats(0.3, 6_000),
    spread=st.floats(0.0, 2.0),
    dispersion=st.floats(1.0, 4.0),
    pooled=st.integers(2, 50),
)
def test_pooling_n_times_as_many_cases_divides_the_relative_spread_by_the_root_of_n(
    expected, spread, dispersion, pooled
):
    one = Cases(expected, 3_634, spread, dispersion)
    together = Spending([one] * pooled)
    assert together.relative == pytest.approx(one.relative / math.sqrt(pooled))
    assert merged([one] * pooled)[0].relative == pytest.approx(together.relative)


@pytest.mark.parametrize("expected", [0.5, 20.0, 6_000.0])
def test_the_grid_keeps_mean_and_variance(expected):
    spending = Spending([Cases(expected, 2_471, 1.0), Cases(2.0, 90_000, 0.5)])
    points = (np.arange(20_000) + 0.5) / 20_000
    amounts = spending.quantiles(points)
    assert amounts.mean() == pytest.approx(spending.mean, rel=2e-3)
    assert amounts.std() == pytest.approx(spending.deviation, rel=2e-2)
    assert np.all(np.diff(amounts) >= 0)


def test_groups_that_cost_alike_are_one():
    groups = [Cases(3, 2_471.4, 1.0), Cases(5, 2_471.4, 1.0), Cases(2, 100.0, 1.0)]
    apart, together = Spending(groups), Spending(merged(groups))
    assert len(together.groups) == 2
    np.testing.assert_allclose(
        together.quantiles(PROBABILITIES), apart.quantiles(PROBABILITIES), rtol=0, atol=apart.step
    )


def test_paying_a_part_scales_everything():
    cases = Cases(40, 5_000, 1.0)
    whole, tenth = Spending([cases]), Spending([cases.scaled(0.1)])
    np.testing.assert_allclose(tenth.quantiles(PROBABILITIES), whole.quantiles(PROBABILITIES) / 10)


@pytest.mark.parametrize("wrong", [{"expected": 0}, {"mean_cost": 0}, {"spread": -1}, {"dispersion": 0.5}])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="expected cases"):
        Cases(**{"expected": 1, "mean_cost": 1, "spread": 1} | wrong)
    with pytest.raises(ValueError, match="no cases"):
        Spending([])
