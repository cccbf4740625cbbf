"""Indices of sensitivity on functions of which they are known."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from SALib.analyze import rbd_fast, sobol
from SALib.sample import sobol as saltelli
from SALib.test_functions import Ishigami
from scipy.stats import qmc

from simulator.analysis.sensitivity.indices import BINS, first_order, shapley_shares, subsets, total_order

# Ishigami with a = 7 and b = 0.1: Ishigami and Homma (1990), worked out by hand:
# V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2; V1 = (1 + bπ⁴/5)² / 2; V2 = a²/8; V13 = b²π⁸ (1/18 - 1/50).
A, B = 7.0, 0.1
V1, V2, V13 = (1 + B * np.pi**4 / 5) ** 2 / 2, A**2 / 8, B**2 * np.pi**8 * (1 / 18 - 1 / 50)
V = V1 + V2 + V13
FIRST = np.array([V1, V2, 0.0]) / V
TOTAL = np.array([V1 + V13, V2, V13]) / V
PROBLEM = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-np.pi, np.pi]] * 3}


def bins(u):
    return (u * BINS).astype(np.uint16)


def uniform(n, d, seed=0):
    return np.random.default_rng(seed).random((n, d))


def test_the_constants_are_those_of_the_literature():
    # Saltelli et al., Global Sensitivity Analysis: the Primer (2008).
    np.testing.assert_allclose(FIRST, [0.3139, 0.4424, 0.0], atol=1e-4)
    np.testing.assert_allclose(TOTAL, [0.5576, 0.4424, 0.2437], atol=1e-4)


@pytest.mark.parametrize("n", [10_000, 100_000])
def test_first_order_of_ishigami_from_given_draws(n):
    u = uniform(n, 3)
    y = Ishigami.evaluate(np.pi * (2 * u - 1))
    found = first_order(y[None], [bins(u[:, i]) for i in range(3)])[:, 0]
    # The estimate varies by about 2 sqrt(S (1 - S) / n) <= 1 / sqrt(n): four of those.
    np.testing.assert_allclose(found, FIRST, atol=4 / n**0.5)


def test_first_order_agrees_with_another_library_on_the_same_draws():
    u = uniform(10_000, 3)
    x = np.pi * (2 * u - 1)
    y = Ishigami.evaluate(x)
    other = rbd_fast.analyze(PROBLEM, x, y, seed=1)["S1"]
    np.testing.assert_allclose(first_order(y[None], [bins(c) for c in u.T])[:, 0], other, atol=0.02)


def test_total_order_of_ishigami_and_of_another_library():
    u = qmc.Sobol(6, rng=np.random.default_rng(2)).random(4096)
    one, other = np.pi * (2 * u[:, :3] - 1), np.pi * (2 * u[:, 3:] - 1)
    changed = []
    for i in range(3):
        mixed = one.copy()
        mixed[:, i] = other[:, i]
        changed.append(Ishigami.evaluate(mixed)[None])
    found = total_order(Ishigami.evaluate(one)[None], np.array(changed))[:, 0]
    np.testing.assert_allclose(found, TOTAL, atol=0.02)
    theirs = sobol.analyze(
        PROBLEM,
        Ishigami.evaluate(saltelli.sample(PROBLEM, 4096, calc_second_order=False, seed=3)),
        calc_second_order=False,
        seed=3,
    )["ST"]
    np.testing.assert_allclose(found, theirs, atol=0.03)


def test_a_straight_line_by_hand():
    """y = 3 a + 4 b + 0 c: variances 9 and 16 of 25, so 0.36 and 0.64, and nothing together."""
    u = uniform(20_000, 3)
    y = (3 * u[:, 0] + 4 * u[:, 1])[None]
    found = first_order(y, [bins(c) for c in u.T])[:, 0]
    np.testing.assert_allclose(found, [0.36, 0.64, 0.0], atol=4 / 20_000**0.5)
    anew = uniform(20_000, 2, seed=1)
    changed = np.array([y + 3 * (anew[:, 0] - u[:, 0]), y + 4 * (anew[:, 1] - u[:, 1]), y])
    np.testing.assert_allclose(total_order(y, changed)[:, 0], [0.36, 0.64, 0.0], atol=0.02)


def test_what_does_nothing_is_nothing_on_average():
    """Of 200 sources without influence the mean index is 0: chance has been taken off."""
    n, k = 2_000, 200
    u = uniform(n, k, seed=4)
    y = np.random.default_rng(5).normal(size=(1, n))
    found = first_order(y, [bins(c) for c in u.T])[:, 0]
    # With 8 free curves an index varies by sqrt(2 * 8) / n = 0.002.
    assert abs(found.mean()) < 4 * 0.002 / k**0.5
    assert np.abs(found).max() < 5 * 0.002


def test_few_values_have_a_mean_each():
    """Two values, 0 and 1, with as much noise: half of the variance, whatever the curve."""
    draws = np.random.default_rng(1)
    x = draws.integers(0, 2, 20_000)
    y = (x + draws.normal(0, 0.5, 20_000))[None]
    found = first_order(y, [(x * 31).astype(np.uint16)], smooth=False)
    assert found[0, 0] == pytest.approx(0.5, abs=4 / 20_000**0.5)


def test_outcomes_without_variance_have_no_index():
    assert np.isnan(first_order(np.ones((1, 100)), [bins(uniform(100, 1)[:, 0])])).all()
    assert np.isnan(total_order(np.ones((1, 4)), np.ones((2, 1, 4)))).all()


def test_neither_the_order_of_sources_nor_that_of_draws_means_anything():
    u = uniform(4_000, 3)
    y = Ishigami.evaluate(np.pi * (2 * u - 1))[None]
    found = first_order(y, [bins(c) for c in u.T])
    for order in permutations(range(3)):
        again = first_order(y, [bins(u[:, i]) for i in order])
        np.testing.assert_allclose(again, found[list(order)], atol=1e-10)
    mixed = np.random.default_rng(1).permutation(4_000)
    np.testing.assert_allclose(first_order(y[:, mixed], [bins(c[mixed]) for c in u.T]), found, atol=1e-10)


@given(st.lists(st.floats(0, 10), min_size=4, max_size=4), st.permutations("abcd"))
def test_shares_of_groups_that_only_add_up_are_their_own(sizes, order):
    total = sum(sizes)
    own = dict(zip("abcd", sizes, strict=True))
    game = {one: sum(own[name] for name in one) for one in subsets("abcd")}
    shares = shapley_shares(game, order)
    if total < 1e-9:
        return
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares == pytest.approx({name: size / total for name, size in own.items()}, abs=1e-9)


def test_groups_that_only_work_together_share_alike():
    """A product of two: neither does anything alone."""
    game = {one: float(len(one) == 2) for one in subsets("ab")}
    assert shapley_shares(game, "ab") == {"a": 0.5, "b": 0.5}
