"""Value of information on choices of which it is known."""

from math import erf, exp, pi, sqrt

import numpy as np
import pytest

from simulator.analysis.voi.estimate import NOTHING, basis_of, joined, partial, perfect


def cells(u):
    return (u * 4096).astype(np.uint16)


def expected_maximum(mean: float, sd: float) -> float:
    """E[max(X, 0)] for a normal X: m Phi(m / s) + s phi(m / s)."""
    z = mean / sd
    return mean * 0.5 * (1 + erf(z / sqrt(2))) + sd * exp(-z * z / 2) / sqrt(2 * pi)


def test_two_branches_by_hand():
    """Build for 60: worth 100 in good times, nothing in bad, both as likely.

    Worth of yes: 40 or -60, -10 on average, so unknowing one says no and has 0. Who knows says yes in good
    times: 40 * 1/2 = 20, in half of the cases another choice.
    """
    value = perfect(np.array([40.0, -60.0]))
    assert (value.gain, value.changes) == (20.0, 0.5)


def test_two_branches_found_from_draws():
    good = np.random.default_rng(1).integers(0, 2, 10_000)
    worth = np.where(good, 40.0, -60.0)
    table = np.repeat([0.0, 1.0], 2048)
    found = partial(worth[None], basis_of(good.astype(np.uint16) * 2048, table))[0]
    assert found.gain == pytest.approx(20.0, abs=4 * 20 / 100)  # sd of 40 or nothing is 20
    assert found.changes == pytest.approx(0.5, abs=4 * 0.5 / 100)


@pytest.mark.parametrize("mean", [0.0, -0.5, 1.0])
def test_normal_sum_by_formula(mean):
    """d = mean + X + Y, both normal: E[d | X] = mean + X."""
    from scipy.special import ndtri

    u = np.random.default_rng(2).random((2, 40_000))
    x, y = ndtri(u)
    found = partial((mean + x + y)[None], basis_of(cells(u[0])))[0]
    known = expected_maximum(mean, 1.0) - max(mean, 0.0)
    assert found.gain == pytest.approx(known, abs=4 * found.error)
    assert found.gain <= perfect(mean + x + y).gain


def test_what_has_nothing_to_do_with_it_is_worth_nothing():
    draws = np.random.default_rng(3)
    worth = draws.normal(0.02, 1.0, (1, 10_000))
    found = [partial(worth, basis_of(cells(draws.random(10_000))))[0] for _ in range(60)]
    assert sum(value != NOTHING for value in found) <= 1  # 60 times 1 in 741 is 0.1


def test_a_choice_that_stands_is_worth_nothing_to_look_into():
    u = np.random.default_rng(4).random(5_000)
    assert partial((1.0 + u)[None], basis_of(cells(u)))[0] == NOTHING
    assert perfect(1.0 + u).gain == 0.0


def test_a_product_needs_both_and_the_terms_allow_it():
    """d = X Y with X and Y from -1 to 1: neither alone tells anything, together all: E|XY| / 2 = 1/8."""
    u = np.random.default_rng(5).random((2, 40_000))
    worth = ((2 * u[0] - 1) * (2 * u[1] - 1))[None]
    one, other = (basis_of(cells(part)) for part in u)
    assert partial(worth, one)[0].gain < 0.01
    assert partial(worth, joined([one, other]))[0].gain == pytest.approx(0.125, abs=0.005)


def test_choices_are_valued_one_by_one():
    u = np.random.default_rng(6).random(10_000)
    worths = np.array([u - 0.5, 0.7 - u, np.ones(10_000)])
    basis = basis_of(cells(u))
    together = partial(worths, basis)
    assert together == tuple(partial(worth[None], basis)[0] for worth in worths)
    # E[max(U - 1/2, 0)] = 1/8; unknowing 0, or nearly.
    assert together[0].gain == pytest.approx(0.125, abs=0.004)
