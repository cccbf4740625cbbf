"""Statistics over draws: means, percentiles and chances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array

P10_P50_P90 = (0.1, 0.5, 0.9)
"""The percentiles that Koers shows; P10 to P90 is the "80% interval"."""


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
    """Percentiles of one row, which only has to be in order around their places."""
    last, values = len(row) - 1, row.copy()
    places = [int(probability * last) for probability in probabilities]
    borders = sorted(set(places))
    _part(values, borders)
    found = []
    for probability, below in zip(probabilities, places, strict=True):
        low = high = float(values[below])
        if part := probability * last - below:
            # The next in order: all between two borders are between their values.
            end = next((border for border in borders if border > below), last)
            high = float(values[below + 1 : end + 1].min())
        found.append(low + (high - low) * part)
    return found


def _part(values: Array, places: Sequence[int]) -> None:
    """Put the values at some places where they are in order, what is lower before them and the rest after."""
    if places:
        middle = len(places) // 2
        at = places[middle]
        values.partition(at)
        _part(values[:at], places[:middle])
        _part(values[at + 1 :], [place - at - 1 for place in places[middle + 1 :]])


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
