"""Statistics over draws: means, percentiles and chances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array

P10_P50_P90 = (0.1, 0.5, 0.9)
"""The percentiles that Koers shows; P10 to P90 is the "80% interval"."""

_SAMPLE = 4096
"""Most draws in the sample that finds where a percentile lies."""

_DRAWS_PER_SAMPLE = 16
"""Draws for each one in the sample: fewer, and sorting the sample costs more than it saves."""

_FEW = 1024
"""With no more draws than this they are all sorted."""


def quantiles(draws: Array, probabilities: Sequence[float] = P10_P50_P90) -> Array:
    """Percentiles over the last axis, with linear interpolation between neighbours.

    The same numbers as `numpy.quantile`, sooner.

    Parameters
    ----------
    draws : ndarray, shape (..., draws)
        Any totals. Sum over measures, services or years before, never after: percentiles do not add.
    probabilities : sequence of float
        Between 0 and 1.

    Returns
    -------
    ndarray, shape (probabilities, ...)
        In float64.

    Examples
    --------
    >>> quantiles(np.array([4.0, 1.0, 3.0, 2.0, 5.0]), (0.25, 0.5))
    array([2., 3.])
    """
    rows = draws.reshape(-1, draws.shape[-1])
    found = np.array([_quantiles(row, probabilities) for row in rows]).T
    return found.reshape(len(probabilities), *draws.shape[:-1])


def _quantiles(row: Array, probabilities: Sequence[float]) -> list[float]:
    """Percentiles of one row, exactly.

    A sample tells between which two values a percentile must lie. Counting the draws below and ordering
    those between is several times faster than ordering the whole row, and gives the same.
    """
    n = len(row)
    # The first draws of a run are a fair sample; of a row in some order they may not be: see `_around`.
    sample = np.sort(row if n <= _FEW else row[: min(_SAMPLE, n // _DRAWS_PER_SAMPLE)])
    found = []
    for probability in probabilities:
        place = probability * (n - 1)
        low, high = _neighbours(row, sample, probability, int(place))
        found.append(low + (high - low) * (place - int(place)))
    return found


def _neighbours(row: Array, sample: Array, probability: float, place: int) -> tuple[float, float]:
    """The value at a place in the row's order, and the next one."""
    if len(sample) == len(row):
        return float(sample[place]), float(sample[min(place + 1, len(row) - 1)])
    between, below = _around(row, sample, probability)
    first = place - below
    if not 0 <= first < len(between) - 1:  # the sample was wrong, or the place is the last
        between, first = row, place
    ordered = np.partition(between, first)
    low, above = ordered[first], ordered[first + 1 :]
    return float(low), float(above.min() if len(above) else low)


def _around(row: Array, sample: Array, probability: float) -> tuple[Array, int]:
    """The draws within two standard errors of a percentile of the sample, and how many lie below them."""
    margin = 2.0 * np.sqrt(probability * (1.0 - probability) / len(sample)) + 2.0 / len(sample)
    edges = np.clip([probability - margin, probability + margin], 0.0, 1.0) * (len(sample) - 1)
    below = row < sample[int(edges[0])]
    between = row <= sample[int(np.ceil(edges[1]))]
    between ^= below
    return row.compress(between), int(np.count_nonzero(below))


def mean(draws: Array) -> Array:
    """Mean over draws in float64, whatever the precision of the draws."""
    return np.asarray(draws.mean(axis=-1, dtype=np.float64))


def reaches(draws: Array, target: float) -> NDArray[np.bool_]:
    """Whether each draw reaches a target, to the euro.

    Half a euro less counts as reached: a target is in whole euros, and the draws carry rounding.
    """
    return np.asarray(draws >= target - 0.5)


def probability_of_reaching(draws: Array, target: float) -> float:
    """Part of the draws that reach a target.

    >>> probability_of_reaching(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    0.5
    """
    return float(np.count_nonzero(reaches(draws, target)) / draws.shape[-1])


def expected_shortfall(draws: Array, target: float) -> float:
    """Mean of what is missing to a target, counting draws that reach it as nothing.

    >>> expected_shortfall(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    0.75
    """
    return float(np.maximum(target - draws, 0.0).mean(dtype=np.float64))
