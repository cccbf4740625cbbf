"""Distributions against exact moments, other people's quantiles and their own tables."""

import numpy as np
import pytest
from scipy import integrate, stats

from simulator.domain.quantity import Fixed, Lognormal
from simulator.engine.distributions import (
    CELLS,
    Component,
    mean,
    mixture_mean,
    mixture_quantile,
    quantile,
    table,
)
from tests.engine.worked import discrete, pert, triangular, uniform

LOGNORMAL = Lognormal(kind="lognormal", p10=50.0, p90=200.0)
SIGMA = np.log(4) / (2 * stats.norm.ppf(0.9))

CASES = {
    "uniform": (uniform(10, 30), 20.0, stats.uniform(10, 20)),
    "triangular": (triangular(10, 40), 20.0, stats.triang(1 / 3, 10, 30)),
    "triangular, top at the left": (triangular(10, 40), 10.0, stats.triang(0, 10, 30)),
    "triangular, top at the right": (triangular(10, 40), 40.0, stats.triang(1, 10, 30)),
    # PERT: a beta with shapes 1 + 4 (20 - 10) / 30 and 1 + 4 (40 - 20) / 30.
    "pert": (pert(10, 40), 20.0, stats.beta(7 / 3, 11 / 3, 10, 30)),
    "pert, top at the left": (pert(10, 40), 10.0, stats.beta(1, 5, 10, 30)),
    "pert, top at the right": (pert(-40, -10), -10.0, stats.beta(5, 1, -40, 30)),
    "lognormal": (LOGNORMAL, 100.0, stats.lognorm(SIGMA, scale=100)),
}
SHAPES = pytest.mark.parametrize(("shape", "value", "exact"), CASES.values(), ids=CASES)


@SHAPES
def test_quantiles_are_those_of_scipy(shape, value, exact):
    u = np.linspace(0.001, 0.999, 999)
    np.testing.assert_allclose(quantile(shape, value, u), exact.ppf(u), rtol=1e-9)


@SHAPES
def test_means_are_those_of_scipy(shape, value, exact):
    assert mean(shape, value) == pytest.approx(exact.mean(), rel=1e-9)


def test_means_by_hand():
    assert mean(pert(10, 40), 20.0) == pytest.approx((10 + 4 * 20 + 40) / 6)
    assert mean(triangular(10, 40), 20.0) == pytest.approx((10 + 20 + 40) / 3)
    assert mean(uniform(10, 40), 11.0) == 25
    assert mean(Fixed(), 7.0) == 7
    # (1 * 100 + 3 * 200) / 4
    assert mean(discrete(100, 200, weights=(1, 3)), 100.0) == 175


def test_a_lognormal_goes_through_its_two_percentiles():
    np.testing.assert_allclose(quantile(LOGNORMAL, 100.0, np.array([0.1, 0.9])), [50, 200])
    # And its median is their geometric mean: sqrt(50 * 200).
    assert quantile(LOGNORMAL, 100.0, np.array([0.5]))[0] == pytest.approx(100)


def test_discrete_values_have_their_weights():
    u = np.array([0.0, 0.249, 0.25, 0.74, 0.75, 0.999])
    shape = discrete(5, 7, 9, weights=(1, 2, 1))
    np.testing.assert_array_equal(quantile(shape, 5.0, u), [5, 5, 7, 7, 9, 9])


@SHAPES
def test_a_table_has_the_exact_mean_and_rises(shape, value, exact):
    found = table((Component(1.0, value, shape),))
    assert found.shape == (CELLS,)
    assert (np.diff(found) >= 0).all()
    # float32 keeps seven digits; the midpoints of the grid miss less than a millionth of the width.
    assert found.mean(dtype=float) == pytest.approx(exact.mean(), abs=2e-6 * exact.std() + 1e-6 * 40)


@SHAPES
def test_a_table_is_within_a_500th_of_a_standard_deviation_between_p1_and_p99(shape, value, exact):
    found = table((Component(1.0, value, shape),))
    middles = (np.arange(CELLS) + 0.5) / CELLS
    inside = (middles > 0.01) & (middles < 0.99)
    error = np.abs(found - exact.ppf(middles))[inside]
    assert error.max() <= 0.002 * exact.std()


@SHAPES
def test_each_cell_of_a_table_has_its_own_mean(shape, value, exact):
    found = table((Component(1.0, value, shape),))
    for cell in (41, 1000, 2048, 4054):
        edges = cell / CELLS, (cell + 1) / CELLS
        exact_mean = integrate.quad(exact.ppf, *edges)[0] * CELLS
        assert found[cell] == pytest.approx(exact_mean, abs=2e-5 * exact.std() + 1e-6 * abs(exact_mean))


def mix(*parts):
    return tuple(Component(weight, value, shape) for weight, value, shape in parts)


def test_a_mix_gives_each_estimate_its_part_of_the_probability():
    parts = mix((0.25, 10.0, Fixed()), (0.75, 150.0, uniform(100, 200)))
    u = np.array([0.0, 0.2, 0.25, 0.625, 1.0])
    np.testing.assert_allclose(mixture_quantile(parts, u), [10, 10, 100, 150, 200])
    # 0.25 * 10 + 0.75 * 150
    assert mixture_mean(parts) == 115
    assert table(parts).mean(dtype=float) == pytest.approx(115, rel=1e-6)


def test_the_mean_of_a_mix_is_exact_for_any_shapes():
    parts = mix((0.2, 20.0, pert(10, 40)), (0.5, 20.0, triangular(10, 40)), (0.3, 100.0, LOGNORMAL))
    exact = 0.2 * 130 / 6 + 0.5 * 70 / 3 + 0.3 * stats.lognorm(SIGMA, scale=100).mean()
    assert mixture_mean(parts) == pytest.approx(exact)
    assert table(parts).mean(dtype=float) == pytest.approx(exact, rel=1e-6)


def test_tables_are_shared_and_cannot_be_changed():
    found = table(mix((1.0, 20.0, uniform(10, 30))))
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1.0
