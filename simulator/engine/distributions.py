"""Distributions as quantile functions, and as tables of them that turn ranks into values fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy  # its parts load when they are first used: `special` alone takes longer than NumPy

from simulator.domain.quantity import (
    Discrete,
    Fixed,
    Lognormal,
    Pert,
    Triangular,
    Uncertainty,
    Uniform,
)
from simulator.engine.axes import Array

Z90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""

CELLS = 4096
"""Cells in a table: each holds the mean of the quantile function over 1/4096 of the probability."""

_POINTS_PER_CELL = 4


@dataclass(frozen=True)
class Component:
    """One estimate within a quantity, with its weight against rival estimates."""

    weight: float
    """Share of the draws that use it; the weights of a quantity add up to 1."""
    value: float
    """Most likely value."""
    uncertainty: Uncertainty
    """Distribution around it."""


def pert_shapes(low: float, value: float, high: float) -> tuple[float, float]:
    """Shape parameters of the beta distribution of a PERT.

    The mean is ``low + (high - low) a / (a + b) = (low + 4 value + high) / 6`` as ``a + b = 6``.

    References
    ----------
    Malcolm et al., Application of a technique for research and development program evaluation,
    Operations Research 7 (1959).

    Examples
    --------
    >>> pert_shapes(0.0, 0.5, 1.0)
    (3.0, 3.0)
    """
    width = high - low
    return 1.0 + 4.0 * (value - low) / width, 1.0 + 4.0 * (high - value) / width


def _log_scale(p10: float, p90: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of a log-normal number."""
    return (np.log(p10) + np.log(p90)) / 2, (np.log(p90) - np.log(p10)) / (2 * Z90)


def quantile(uncertainty: Uncertainty, value: float, u: Array) -> Array:
    """Value that a share `u` of the draws stays below.

    Parameters
    ----------
    uncertainty : Uncertainty
        Distribution.
    value : float
        Most likely value, which the shapes with a top have there.
    u : ndarray
        Probabilities between 0 and 1, any shape.

    Returns
    -------
    ndarray, shape of `u`
        In the unit of `value`.

    Examples
    --------
    >>> quantile(Triangular(kind="triangular", low=0.0, high=2.0), 1.0, np.array([0.0, 0.125, 0.5, 1.0]))
    array([0. , 0.5, 1. , 2. ])
    """
    match uncertainty:
        case Fixed():
            return np.full(np.shape(u), float(value))
        case Uniform(low=low, high=high):
            return np.asarray(low + (high - low) * u)
        case Triangular(low=low, high=high):
            left, right, width = value - low, high - value, high - low
            rising = low + np.sqrt(u * width * left)
            falling = high - np.sqrt((1.0 - u) * width * right)
            return np.asarray(np.where(u * width < left, rising, falling))
        case Pert(low=low, high=high):
            a, b = pert_shapes(low, value, high)
            return np.asarray(low + (high - low) * scipy.special.betaincinv(a, b, u))
        case Lognormal(p10=p10, p90=p90):
            mu, sigma = _log_scale(p10, p90)
            return np.asarray(np.exp(mu + sigma * scipy.special.ndtri(u)))
        case Discrete(values=values, weights=weights):
            limits = np.cumsum(weights) / sum(weights)
            at = np.searchsorted(limits[:-1], u, side="right")
            return np.asarray(values, dtype=float)[at]


def draw(uncertainty: Uncertainty, value: float, generator: np.random.Generator, count: int) -> Array:
    """Draw from a distribution with NumPy's own generators, which know nothing of `quantile`.

    A PERT takes a twentieth of the time that it takes by its quantile function.

    Parameters
    ----------
    uncertainty : Uncertainty
        Distribution.
    value : float
        Most likely value.
    generator : numpy.random.Generator
        Where chance comes from. Two calls give together what one call for as many gives.
    count : int
        Number of draws.

    Returns
    -------
    ndarray, shape (count,)
        In the unit of `value`.

    Examples
    --------
    >>> draw(Fixed(), 3.0, np.random.default_rng(1), 2)
    array([3., 3.])
    """
    match uncertainty:
        case Triangular(low=low, high=high):
            return generator.triangular(low, value, high, count)
        case Pert(low=low, high=high):
            drawn = generator.beta(*pert_shapes(low, value, high), count)
            drawn *= high - low
            drawn += low
            return drawn
        case Lognormal(p10=p10, p90=p90):
            mu, sigma = _log_scale(p10, p90)
            # Not `generator.lognormal`, which takes the exponents one by one.
            drawn = generator.standard_normal(count)
            drawn *= sigma
            drawn += mu
            return np.asarray(np.exp(drawn, out=drawn))
        case _:
            return quantile(uncertainty, value, generator.random(count))


def mean(uncertainty: Uncertainty, value: float) -> float:
    """Exact mean of a distribution.

    >>> (
    ...     mean(Pert(kind="pert", low=0.0, high=6.0), 3.0),
    ...     mean(Triangular(kind="triangular", low=0.0, high=3.0), 0.0),
    ... )
    (3.0, 1.0)
    """
    match uncertainty:
        case Fixed():
            return float(value)
        case Uniform(low=low, high=high):
            return (low + high) / 2
        case Triangular(low=low, high=high):
            return (low + value + high) / 3
        case Pert(low=low, high=high):
            return (low + 4 * value + high) / 6
        case Lognormal(p10=p10, p90=p90):
            mu, sigma = _log_scale(p10, p90)
            return float(np.exp(mu + sigma**2 / 2))
        case Discrete(values=values, weights=weights):
            return float(np.average(values, weights=weights))


def mixture_quantile(components: Sequence[Component], u: Array) -> Array:
    """Quantile of a mix of estimates, each of which has a part of the probability to itself.

    Within a part the estimate's own quantiles run from low to high; over the parts together the result
    need not rise. As a function of a uniform number it has exactly the mixed distribution.
    """
    if len(components) == 1:
        return quantile(components[0].uncertainty, components[0].value, u)
    result = np.empty(np.shape(u))
    start = 0.0
    for part in components:
        inside = (u >= start) & (u < start + part.weight)
        if part is components[-1]:
            inside = u >= start
        within = np.clip((u[inside] - start) / part.weight, 0.0, 1.0)
        result[inside] = quantile(part.uncertainty, part.value, within)
        start += part.weight
    return result


def mixture_mean(components: Sequence[Component]) -> float:
    """Exact mean of a mix of estimates."""
    return float(sum(part.weight * mean(part.uncertainty, part.value) for part in components))


@lru_cache(maxsize=4096)
def table(components: tuple[Component, ...]) -> Array:
    """Quantile function in 4,096 cells, each with its mean, so that ranks can look values up.

    The mean of a table with a long tail is exactly that of the distribution: what the points in the
    outermost cell miss is given back to that cell. Where the function goes from one separate value to the
    next, the cell holds the one at its middle: a value in between cannot occur.

    Returns
    -------
    ndarray, shape (4096,)
        float32, read only.
    """
    if len(components) == 1:
        points = _table_points(components[0].uncertainty, components[0].value)
    else:
        points = mixture_quantile(components, _midpoints())
    cells = points.reshape(CELLS, _POINTS_PER_CELL).mean(axis=1)
    jumps = [int(edge * CELLS) for edge in _jumps(components) if (edge * CELLS) % 1.0]
    cells[jumps] = mixture_quantile(components, (np.array(jumps) + 0.5) / CELLS)
    if tails := list(_tail_cells(components)):
        cells[tails[-1]] += CELLS * (mixture_mean(components) - cells.mean())
    result: Array = cells.astype(np.float32)
    result.setflags(write=False)
    return result


def _tail_cells(components: tuple[Component, ...]) -> Iterator[int]:
    """The last whole cell of each log-normal."""
    end = 0.0
    for part in components:
        start, end = end, end + part.weight
        last = int(np.floor(end * CELLS + 1e-9)) - 1
        if isinstance(part.uncertainty, Lognormal) and last >= start * CELLS:
            yield last


def _jumps(components: tuple[Component, ...]) -> list[float]:
    """Probabilities at which the function goes from one separate value to the next."""
    edges: list[float] = []
    start, before = 0.0, False
    for part in components:
        separate = isinstance(part.uncertainty, Discrete | Fixed)
        if separate and before:
            edges.append(start)
        if isinstance(part.uncertainty, Discrete):
            limits = np.cumsum(part.uncertainty.weights) / sum(part.uncertainty.weights)
            edges += [start + part.weight * float(limit) for limit in limits[:-1]]
        start, before = start + part.weight, separate
    return edges


def _midpoints() -> Array:
    n = CELLS * _POINTS_PER_CELL
    return np.asarray((np.arange(n) + 0.5) / n)


def _table_points(uncertainty: Uncertainty, value: float) -> Array:
    """Quantiles at the midpoints; for a PERT by inverting its distribution function on a fine grid.

    The inverse of the incomplete beta function takes microseconds a point, which a user would notice
    when a slider changes a range; the function itself is far cheaper, and the grid is dense where the
    distribution has its ends.
    """
    if not isinstance(uncertainty, Pert):
        return quantile(uncertainty, value, _midpoints())
    a, b = pert_shapes(uncertainty.low, value, uncertainty.high)
    grid = np.sin(np.linspace(0.0, np.pi / 2, 2049)) ** 2
    inverse = np.interp(_midpoints(), scipy.special.betainc(a, b, grid), grid)
    return np.asarray(uncertainty.low + (uncertainty.high - uncertainty.low) * inverse)


@lru_cache(maxsize=1)
def normal_of_cells() -> Array:
    """Standard normal number at the middle of each cell, shape (4096,): the value of a common factor.

    >>> normal_of_cells()[[0, 2047, 2048]].round(3).tolist()
    [-3.668, -0.0, 0.0]
    """
    found = scipy.special.ndtri((np.arange(CELLS) + 0.5) / CELLS)
    found.setflags(write=False)
    return np.asarray(found)
