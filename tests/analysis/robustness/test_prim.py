"""The method that looks for boxes, on cases with a box that is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.robustness.prim import Fit, Limit, find_box, fit, within

DRAWS = 4_000


def noise(columns: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).random((DRAWS, columns))


def test_a_known_box_is_found_to_a_hundredth():
    """It happens where column 1 is at most 0.3 and column 4 at least 0.6, and nowhere else."""
    x = noise(8)
    happens = (x[:, 1] <= 0.3) & (x[:, 4] >= 0.6)
    found = {(limit.column, limit.above): limit.value for limit in find_box(x, happens)}
    assert set(found) == {(1, False), (4, True)}
    assert found[1, False] == pytest.approx(0.3, abs=0.01)
    assert found[4, True] == pytest.approx(0.6, abs=0.01)


def test_a_known_box_is_found_through_noise():
    """In the box it happens nine times in ten, outside once in twenty."""
    x = noise(20)
    inside = (x[:, 0] >= 0.7) & (x[:, 5] <= 0.5) & (x[:, 9] >= 0.2)
    happens = np.random.default_rng(8).random(DRAWS) < np.where(inside, 0.9, 0.05)
    limits = find_box(x, happens)
    # The third end cuts a fifth of the box off: less than a rule needs it for.
    assert {(limit.column, limit.above) for limit in limits} >= {(0, True), (5, False)}
    assert all(limit.column in {0, 5, 9} for limit in limits)
    assert fit(within(limits, x), happens).density > 0.7


def test_the_end_that_matters_most_comes_first():
    x = noise(5)
    happens = (x[:, 2] <= 0.2) & (x[:, 3] >= 0.4)
    assert [limit.column for limit in find_box(x, happens)] == [2, 3]


def test_two_ends_of_one_column():
    x = noise(4)
    happens = (x[:, 2] >= 0.4) & (x[:, 2] <= 0.6)
    found = {(limit.column, limit.above): limit.value for limit in find_box(x, happens)}
    assert found == {(2, True): pytest.approx(0.4, abs=0.01), (2, False): pytest.approx(0.6, abs=0.01)}


def test_columns_with_few_values():
    """A driver that is 0 or 1: whether a second estimate holds, say."""
    x = noise(3)
    x[:, 1] = x[:, 1] > 0.75
    found = find_box(x, x[:, 1] == 1.0)
    assert found == (Limit(1, True, 1.0),)
    x[:, 1] = 2.0
    assert all(limit.column != 1 for limit in find_box(x, x[:, 0] > 0.5))


def test_pure_noise_gives_no_box_worth_telling():
    """The density in what is found is hardly that of all draws when looked at with other draws."""
    x, other = noise(10), noise(10, seed=4)
    rng = np.random.default_rng(9)
    limits = find_box(x, rng.random(DRAWS) < 0.3)
    held = fit(within(limits, other), rng.random(DRAWS) < 0.3)
    assert held.density == pytest.approx(0.3, abs=0.06)


def test_nothing_to_look_at():
    x = noise(2)
    assert find_box(x, np.zeros(DRAWS, bool)) == ()
    assert find_box(x, np.ones(DRAWS, bool)) == ()
    assert find_box(np.empty((DRAWS, 0)), x[:, 0] > 0.5) == ()


def test_fit_by_hand():
    """Four draws in the box, three of them hits, of five in all."""
    inside = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], bool)
    happens = np.array([1, 1, 1, 0, 1, 1, 0, 0, 0, 0], bool)
    found = fit(inside, happens)
    assert found == Fit(mass=0.4, density=0.75, coverage=0.6)
    assert found.balance == pytest.approx(2 * 0.75 * 0.6 / 1.35)


@given(st.integers(0, 2), st.booleans(), st.floats(0.1, 0.4))
def test_any_single_end(column: int, above: bool, part: float):
    x = np.random.default_rng(11).random((600, 3))
    bar = float(np.quantile(x[:, column], 1 - part if above else part))
    happens = x[:, column] >= bar if above else x[:, column] <= bar
    limits = find_box(x, happens)
    assert [(limit.column, limit.above) for limit in limits] == [(column, above)]
    assert (within(limits, x) == happens).all()
