"""Percentiles and chances: by hand, and against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.engine.statistics import (
    P10_P50_P90,
    expected_shortfall,
    mean,
    probability_of_reaching,
    quantiles,
)

DRAWS = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=1, max_dims=3, max_side=20), elements=st.floats(-1e9, 1e9)
)


@given(DRAWS, st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_percentiles_are_those_of_numpy(draws, probabilities):
    expected = np.quantile(draws, probabilities, axis=-1)
    np.testing.assert_allclose(quantiles(draws, probabilities), expected, rtol=1e-12, atol=1e-6)


@pytest.mark.parametrize("count", [10_000, 65_536, 100_001])
@pytest.mark.parametrize("probabilities", [P10_P50_P90, (0.9, 0.1), (0.0, 0.5, 0.500_001, 1.0), (0.25, 0.25)])
def test_long_rows_have_the_percentiles_of_a_sorted_row(count, probabilities):
    """In single precision, with many draws that are equal: NumPy has its own ways with long rows."""
    row = np.random.default_rng(count).normal(1e6, 300.0, count).astype(np.float32).round(-1)
    ordered = np.sort(row).astype(np.float64)
    places = np.array(probabilities) * (count - 1)
    np.testing.assert_allclose(
        quantiles(row, probabilities), np.interp(places, np.arange(count), ordered), rtol=1e-12
    )


@given(DRAWS)
def test_p10_is_below_p50_is_below_p90(draws):
    p10, p50, p90 = quantiles(draws)
    assert (p10 <= p50).all()
    assert (p50 <= p90).all()


def test_percentiles_by_hand():
    # Eleven draws 0 to 100: P10 is the second, P50 the sixth.
    draws = np.arange(0.0, 101.0, 10.0)[::-1]
    np.testing.assert_allclose(quantiles(draws), [10, 50, 90])
    # Four draws: P10 lies at place 0.3, between 0 and 10.
    np.testing.assert_allclose(quantiles(np.array([10.0, 0.0, 30.0, 20.0])), [3, 15, 27])
    assert quantiles(np.array([5.0])).tolist() == [5, 5, 5]
    assert P10_P50_P90 == (0.1, 0.5, 0.9)


def test_percentiles_do_not_add():
    # One is low when the other is high: each has P10 = 3, their sum is always 30.
    one = np.array([0.0, 10.0, 20.0, 30.0])
    other = one[::-1]
    assert quantiles(one + other)[0] == 30
    assert quantiles(one)[0] + quantiles(other)[0] == pytest.approx(6)


def test_single_precision_is_averaged_in_double():
    # 16,777,217 cannot be told from 16,777,216 in float32.
    draws = np.full((2, 100_001), 16_777_216, np.float32)
    draws[:, 0] = 0
    assert mean(draws).dtype == np.float64
    np.testing.assert_allclose(mean(draws), 16_777_216 * 100_000 / 100_001, rtol=1e-12)


def test_chances_and_shortfalls_by_hand():
    draws = np.array([100.0, 200.0, 300.0, 400.0])
    assert probability_of_reaching(draws, 250) == 0.5
    assert probability_of_reaching(draws, 300) == 0.5  # reaching it exactly is reaching it
    assert probability_of_reaching(draws, 0) == 1
    assert expected_shortfall(draws, 250) == 50  # (150 + 50 + 0 + 0) / 4
    assert expected_shortfall(draws, 100) == 0
