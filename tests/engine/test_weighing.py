"""Draws weighed by figures: by hand, against exact answers, and by simulated truth."""

from statistics import NormalDist

import numpy as np
import pytest

from simulator.engine.weighing import (
    Weighing,
    effective_size,
    log_likelihood,
    normalised,
    prior_rank,
    systematic,
    weigh,
)

N = 40_000
GRID = (np.arange(N) + 0.5) / N
"""Probabilities in the middle of equal steps: draws without chance."""


def normal(mean, sd, places=GRID):
    return np.array([NormalDist(mean, sd).inv_cdf(p) for p in places])


def apart(*errors):
    """The covariance of errors that have nothing to do with each other."""
    return np.diag(np.square(errors, dtype=float))


def test_three_draws_by_hand():
    # y = 100, error 10. Draws 90, 100, 110: exponents -1/2, 0, -1/2, so weights e^-0.5 : 1 : e^-0.5
    # = 0.6065 : 1 : 0.6065; their sum is 2.2131, so 0.2741, 0.4519, 0.2741. Effective 1 / (2 * 0.2741² +
    # 0.4519²) = 1 / 0.3544 = 2.82. Weighted mean 100; chance of at least 100: 0.7259.
    draws = np.array([90.0, 100.0, 110.0])
    found = weigh(draws[None], [100.0], apart(10), 0.1)
    np.testing.assert_allclose(found.weights, [0.2741, 0.4519, 0.2741], atol=5e-5)
    assert found.effective == pytest.approx(2.82, abs=0.005)
    assert float(found.mean(draws)) == pytest.approx(100.0)
    assert found.chance(draws >= 100) == pytest.approx(0.7259, abs=5e-5)
    assert not found.resampled


def test_two_figures_add_up_in_the_exponent():
    # Draw one is off by one error twice: -1/2 - 1/2 = -1. Draw two is right: 0.
    draws = np.array([[10.0, 12.0], [30.0, 36.0]])
    found = log_likelihood(draws, [12.0, 36.0], apart(2, 6))
    np.testing.assert_allclose(found, [-1.0, 0.0])


def test_normal_prior_and_normal_error_is_the_conjugate_answer():
    # Prior 100 ± 10, figure 110 ± 10: precisions 1/100 and 1/100, so the mean is (100 + 110) / 2 = 105 and
    # the variance 1 / (1/100 + 1/100) = 50, sd 7.071. A second figure 120 ± 5, precision 4/100:
    # mean (100 + 110 + 4 * 120) / 6 = 115, variance 100 / 6, sd 4.082.
    draws = normal(100, 10)
    for values, errors, mean, sd in [
        ([110], [10], 105, 50**0.5),
        ([110, 120], [10, 5], 115, (100 / 6) ** 0.5),
    ]:
        found = weigh(np.tile(draws, (len(values), 1)), values, apart(*errors), 0.01)
        assert float(found.mean(draws)) == pytest.approx(mean, abs=0.01)
        assert float(found.mean(draws**2) - found.mean(draws) ** 2) ** 0.5 == pytest.approx(sd, abs=0.01)
        exact = [NormalDist(mean, sd).inv_cdf(p) for p in (0.1, 0.5, 0.9)]
        np.testing.assert_allclose(found.quantiles(draws), exact, atol=0.02)
        # Drawn anew they say the same, a little coarser.
        again = Weighing(found.weights, found.effective, systematic(found.weights))
        np.testing.assert_allclose(again.quantiles(draws), exact, atol=0.05)


def test_errors_that_are_shared_do_not_average_out():
    """Two years of one series, each with an error of 6 of its own and 8 from the base year of both.

    Prior 100 ± 10, figures 112 and 108. Σ = [[100, 64], [64, 100]]: the mean of the figures, 110, has
    variance 64 + 36 / 2 = 82, and is all they tell. So precisions 1/100 and 1/82: mean (100 * 82 + 110 * 100)
    / 182 = 105.495, variance 100 * 82 / 182 = 45.055. Taken as independent they would tell as much as a
    variance of 50: mean 106.667, variance 33.333.
    """
    draws = normal(100, 10)
    shared = np.array([[100.0, 64.0], [64.0, 100.0]])
    for covariance, mean, variance in ((shared, 105.495, 45.055), (apart(10, 10), 106.667, 33.333)):
        found = weigh(np.tile(draws, (2, 1)), [112.0, 108.0], covariance, 0.01)
        assert float(found.mean(draws)) == pytest.approx(mean, abs=0.01)
        assert float(found.mean(draws**2) - found.mean(draws) ** 2) == pytest.approx(variance, abs=0.05)


def test_a_difference_between_years_is_surer_than_each_of_them():
    # Growth g ~ N(0, 10): years 100 + g and 100 + 2 g. Σ as above; Σ⁻¹ = [[100, -64], [-64, 100]] / 5904.
    # Towards (1, 2): precision (100 - 4 * 64 + 400) / 5904 = 0.041328 and, for (108, 118), score (100 * 8
    # - 64 * (16 + 18) + 200 * 18) / 5904 = 2224 / 5904 = 0.376694. With 1/100: mean 0.376694 / 0.051328 =
    # 7.339, variance 19.483.
    draws = normal(0, 10)
    found = weigh(
        np.array([100 + draws, 100 + 2 * draws]), [108, 118], np.array([[100, 64], [64, 100]]), 0.01
    )
    assert float(found.mean(draws)) == pytest.approx(7.339, abs=0.01)
    assert float(found.mean(draws**2) - found.mean(draws) ** 2) == pytest.approx(19.483, abs=0.05)


def test_a_later_year_that_goes_along_follows_the_regression_line():
    # x ~ N(100, 10), next year z = 2x + e with e ~ N(0, 5): given y = 110 ± 10, x is N(105, √50), so z has
    # mean 210 and variance 4 * 50 + 25 = 225. Error of a mean of N draws, weights included: below 0.2.
    rng = np.random.default_rng(3)
    x = rng.normal(100, 10, 400_000)
    z = 2 * x + rng.normal(0, 5, x.size)
    found = weigh(x[None], [110.0], apart(10), 0.01)
    low, middle, high = found.quantiles(z)
    assert middle == pytest.approx(210, abs=0.2)
    assert (high - low) / (2 * NormalDist().inv_cdf(0.9)) == pytest.approx(15, abs=0.15)


def test_effective_size_of_the_conjugate_case():
    # E[w]² / E[w²] for prior N(0, 1) and w = exp(-(y - x)² / 2s²), exactly, with y = 0: E[w] = √(s²/(s²+1)),
    # E[w²] = √(s²/(s²+2)). With s = 1: (1/2) / √(1/3) = 0.8660 of the draws.
    found = weigh(normal(0, 1)[None], [0.0], apart(1), 0.01)
    assert found.effective / N == pytest.approx(0.8660, abs=0.001)


def test_far_figures_leave_some_weight_somewhere():
    draws = normal(100, 1)
    found = weigh(draws[None], [1e6], apart(1), 0.5)
    assert np.isfinite(found.weights).all()
    assert found.weights.sum() == pytest.approx(1.0)
    assert found.effective == pytest.approx(1.0, abs=0.01)
    assert found.resampled
    np.testing.assert_allclose(found.quantiles(draws), [draws.max()] * 3)


def test_drawing_anew_keeps_each_draw_as_often_as_its_weight_says():
    weights = normalised(np.random.default_rng(1).normal(0, 2, 5_000))
    counts = np.bincount(systematic(weights), minlength=5_000)
    assert np.abs(counts - 5_000 * weights).max() < 1
    assert counts.sum() == 5_000


def test_equal_weights_change_nothing():
    draws = normal(0, 1)
    found = weigh(draws[None], [0.0], apart(1e9), 0.5)
    assert found.effective == pytest.approx(N)
    np.testing.assert_allclose(found.quantiles(draws), np.quantile(draws, [0.1, 0.5, 0.9]), atol=1e-4)


def test_rank_counts_the_error_of_a_figure():
    # Plan 100 ± 3, figure 105 ± 4: the difference has sd 5, so the figure stands one sd above: 84.13%.
    assert prior_rank(normal(100, 3), 105, 4) == pytest.approx(0.8413, abs=0.0005)


def worlds(rng, n):
    """Spending of three years in n worlds: growth, a measure that succeeds in part, noise."""
    growth = rng.triangular(-0.02, 0.03, 0.08, n)
    success = rng.beta(2, 2, n)
    noise = rng.normal(0, 0.01, (3, n))
    years = np.arange(1, 4)[:, None]
    return 100 * (1 + growth) ** years * (1 - 0.05 * years * success) * (1 + noise)


def coverage(errors, covariance, histories):
    """Part of the histories whose third year the 80% interval holds, and how much narrower it has become.

    Each history draws a truth, figures of two years with errors, and asks for the third year.
    """
    rng = np.random.default_rng(11)
    model, truths = worlds(rng, 8_000), worlds(rng, histories)
    seen = truths[:2] + errors(rng, histories)
    before = np.diff(np.quantile(model[2], [0.1, 0.9]))[0]
    found = [weigh(model[:2], seen[:, at], covariance, 0.001).quantiles(model[2]) for at in range(histories)]
    inside = [low <= truths[2, at] <= high for at, (low, _, high) in enumerate(found)]
    return np.mean(inside), np.mean([high - low for low, _, high in found]) / before


def four_errors(histories):
    """Four standard errors of a share of 0.8 among so many histories: 0.036 for 2,000."""
    return 4 * (0.8 * 0.2 / histories) ** 0.5


def test_coverage_of_the_interval_over_simulated_histories():
    """In a world that is as the model says, the 80% interval holds the truth in 80% of histories."""
    inside, narrower = coverage(lambda rng, n: rng.normal(0, 2.0, (2, n)), apart(2, 2), 2_000)
    assert inside == pytest.approx(0.8, abs=four_errors(2_000))
    assert narrower < 0.7, "the figures must have taught us something"


def test_coverage_where_years_share_the_luck_of_their_base_year():
    """Each year 1 of its own and 3 from the base year: it holds when the weights know what is shared."""

    def errors(rng, n):
        return rng.normal(0, 1.0, (2, n)) + rng.normal(0, 3.0, n)

    inside, _ = coverage(errors, np.array([[10.0, 9.0], [9.0, 10.0]]), 1_000)
    assert inside == pytest.approx(0.8, abs=four_errors(1_000))
    taken_apart, _ = coverage(errors, apart(10**0.5, 10**0.5), 1_000)
    assert taken_apart < 0.8 - four_errors(1_000)


def test_effective_size_of_nothing_but_one():
    assert effective_size(np.array([1.0, 0.0, 0.0])) == 1.0
