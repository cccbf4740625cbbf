"""Damping by hand and as properties: a union lies between the largest and the sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.damping import Overlap, union

SHARES = st.lists(st.floats(0.0, 0.99), min_size=1, max_size=6)
TAUS = st.sampled_from([-1.0, 1.0]) | st.floats(-1.0, 0.9)


def joined(shares, tau, dtype=np.float64):
    return float(union(np.array(shares, dtype)[:, None], tau)[0])


@pytest.mark.parametrize(
    ("tau", "expected"),
    [
        (-1.0, 0.75),  # 0.10 + 0.25 + 0.40
        (0.0, 0.595),  # 1 - 0.90 * 0.75 * 0.60
        # theta = 2: 1/0.81 + 1/0.5625 + 1/0.36 - 2 = 3.7901235; 1 - 1/sqrt(3.7901235)
        (0.5, 1 - (1 / 0.81 + 1 / 0.5625 + 1 / 0.36 - 2) ** -0.5),
        # theta = 2/3 * 2 = 4/3 at tau = 0.4
        (0.4, 1 - (0.9 ** (-4 / 3) + 0.75 ** (-4 / 3) + 0.6 ** (-4 / 3) - 2) ** (-3 / 4)),
        # theta = -2/3 at tau = -0.5
        (-0.5, 1 - (0.9 ** (2 / 3) + 0.75 ** (2 / 3) + 0.6 ** (2 / 3) - 2) ** (3 / 2)),
        (1.0, 0.4),
    ],
)
def test_three_measures_by_hand(tau, expected):
    assert joined([0.1, 0.25, 0.4], tau) == pytest.approx(expected, rel=1e-12)
    per_draw = union(np.array([[0.1], [0.25], [0.4]]), np.array([min(tau, 0.9)]))
    assert per_draw == pytest.approx(joined([0.1, 0.25, 0.4], min(tau, 0.9)), rel=1e-9)


def test_overlap_of_a_half_by_hand_in_words():
    # 1/3 and 1/2 leave 2/3 and 1/2: 9/4 + 4 - 1 = 21/4, so sqrt(4/21) is left.
    assert joined([1 / 3, 1 / 2], 0.5) == pytest.approx(1 - (4 / 21) ** 0.5)


@pytest.mark.parametrize("tau", [-1.0, -0.5, 0.0, 0.5, 0.9, 1.0])
def test_nobody_saves_more_than_there_is(tau):
    assert joined([1.5, 0.2], tau) == 1.0
    assert joined([1.5], tau) == 1.0
    assert joined([1.0, 1.0], tau) == 1.0
    assert union(np.array([[1.5], [0.2]]), np.array([min(tau, 0.9)])) == 1.0


@pytest.mark.parametrize("tau", [-1.0, -0.5])
def test_what_is_left_after_little_damping_is_not_below_zero(tau):
    # At -1: 0.7 + 0.6 > 1. At -0.5: 0.3^(2/3) + 0.4^(2/3) = 0.448 + 0.543 < 1.
    assert joined([0.7, 0.6], tau) == 1.0
    assert union(np.array([[0.7], [0.6]]), np.array([tau])) == 1.0


@pytest.mark.parametrize("tau", [-1.0, 0.0, 0.6, 1.0])
def test_no_measure_saves_nothing(tau):
    assert joined([0.0, 0.0], tau) == 0.0


@given(SHARES, TAUS)
def test_between_the_largest_and_the_sum(shares, tau):
    found = joined(shares, tau)
    assert max(shares) - 1e-9 <= found <= min(sum(shares), 1.0) + 1e-9


@given(SHARES, TAUS, st.randoms(use_true_random=False))
def test_order_does_not_matter(shares, tau, random):
    mixed = random.sample(shares, len(shares))
    assert joined(mixed, tau) == pytest.approx(joined(shares, tau), abs=1e-9)


@given(SHARES, TAUS, st.integers(0, 5), st.floats(0.0, 0.99))
def test_more_of_one_measure_never_saves_less(shares, tau, place, more):
    place %= len(shares)
    higher = [*shares]
    higher[place] = max(shares[place], more)
    assert joined(higher, tau) >= joined(shares, tau) - 1e-9


@given(SHARES, SHARES, st.floats(-1.0, 0.85) | st.just(1.0))
def test_a_union_of_unions_is_the_union(left, right, tau):
    inner = min(joined(left, tau), 1.0)
    # Where all is saved already nothing is left to compare: infinite logarithms.
    if inner < 1.0 - 1e-6:
        tolerance = 1e-6
        assert joined([inner, *right], tau) == pytest.approx(joined([*left, *right], tau), abs=tolerance)


@given(SHARES, st.floats(-1.0, 0.85), st.floats(0.0, 0.05))
def test_more_overlap_never_saves_more(shares, tau, more):
    assert joined(shares, tau + more) <= joined(shares, tau) + 1e-9


@given(st.lists(st.floats(0.0, 0.7), min_size=2, max_size=4))
def test_no_jumps_on_the_way_to_no_damping_and_to_independence(shares):
    sum_ = min(sum(shares), 1.0)
    # Near -1 the slope is steep only where the sum comes near 1: a root of what is left.
    assert joined(shares, -1 + 1e-9) == pytest.approx(sum_, abs=1e-4)
    independent = 1 - np.prod(1 - np.array(shares))
    for tau in (-1e-3, -1e-4, -4e-5, 4e-5, 1e-4, 1e-3):
        # Two differ by less than theta = 2 tau at most.
        assert joined(shares, tau) == pytest.approx(independent, abs=3 * abs(tau))


@given(st.lists(st.floats(0.0, 0.5), min_size=2, max_size=4))
def test_towards_full_overlap_the_largest_is_left(shares):
    # At most n survive as equals: n^(1/theta) - 1 = n^(1/200) - 1 for tau = 0.99, below 0.01 for n = 4.
    assert joined(shares, 0.99) == pytest.approx(max(shares), abs=0.01)


@given(SHARES, st.floats(-1.0, 0.9))
def test_one_overlap_for_all_draws_is_the_same_as_that_overlap_in_each_draw(shares, tau):
    column = np.array(shares)[:, None]
    np.testing.assert_allclose(union(column, np.array([tau])), union(column, tau), atol=1e-4)


def test_draws_with_their_own_overlap_do_not_mix():
    shares = np.array([[0.1, 0.1, 0.1, 0.1], [0.4, 0.4, 0.4, 0.4]])
    # Sum 0.5; independent 1 - 0.9 * 0.6 = 0.46; tau 1/3 is theta 1: 1 - 1 / (1/0.9 + 1/0.6 - 1).
    expected = [0.5, 0.46, 1 - 1 / (1 / 0.9 + 1 / 0.6 - 1), 0.46]
    found = union(shares, np.array([-1.0, 0.0, 1 / 3, 1e-6]))
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_single_precision_is_close_to_double():
    # Away from 0, where little is divided by little.
    random = np.random.default_rng(3)
    shares, tau = random.uniform(0, 0.5, (4, 1000)), random.uniform(0.05, 0.85, 1000)
    found = union(shares.astype(np.float32), tau.astype(np.float32))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, union(shares, tau), atol=5e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("gap", [2, 4, 8, 16])
def test_a_union_written_to_memory_with_gaps_is_the_same(dtype, gap):
    # NumPy 2.4's negative, in place and with a gap of 64 bytes, gives other numbers.
    shares = np.array([[0.1] * 64, [0.3] * 64], dtype)
    room = np.zeros((1, 64 * gap), dtype)[:, ::gap]
    Overlap(0.5, -shares).join([(0, 1)], room)
    np.testing.assert_allclose(room[0], union(shares, 0.5))


def test_no_shares_at_all_is_no_saving_at_any_overlap():
    # A service on which a shifted or idle measure saves nothing in any year.
    empty = Overlap(0.99, np.empty((0, 4, 3)))
    room = np.empty((0, 4, 3))
    empty.join([], room)
    assert room.size == 0
