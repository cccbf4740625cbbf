"""Statistics over draws: means, percentiles and chances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array

P10_P50_P90 = (0.1, 0.5, 0.9)
"""The percentiles that Koers shows; P10 to P90 is the "80% interval"."""

_SAMPLE, _FEW = 2048, 4
"""Size of the sample that finds where a percentile lies, and the draws per sample that pay for it."""


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
    found = np.array([[_quantile(row, p) for row in rows] for p in probabilities])
    return found.reshape(len(probabilities), *draws.shape[:-1])


def _quantile(row: Array, probability: float) -> float:
    """One percentile of one row, exactly; sorts only the draws near it.

    A sample tells between which two values the percentile must lie. Counting what lies below and sorting
    what lies between is several times faster than a partial sort of the whole row, and gives the same.
    """
    place = probability * (len(row) - 1)
    below = int(place)
    between, skipped = _neighbourhood(row, probability)
    if not 0 <= below - skipped < len(between) - 1:
        between, skipped = row, 0
    first = below - skipped
    after = min(first + 1, len(between) - 1)
    ordered = np.partition(between, (first, after))
    low, high = float(ordered[first]), float(ordered[after])
    return low + (high - low) * (place - below)


def _neighbourhood(row: Array, probability: float) -> tuple[Array, int]:
    """The draws around a percentile, and how many lie below them; all draws when there are few."""
    step = len(row) // _SAMPLE
    if step < _FEW:
        return row, 0
    sample = np.sort(row[::step])
    margin = 4.0 * np.sqrt(probability * (1.0 - probability) / len(sample)) + 2.0 / len(sample)
    edges = np.clip([probability - margin, probability + margin], 0.0, 1.0) * (len(sample) - 1)
    low, high = sample[int(edges[0])], sample[int(np.ceil(edges[1]))]
    return row[(row >= low) & (row <= high)], int(np.count_nonzero(row < low))


def mean(draws: Array) -> Array:
    """Mean over draws in float64, whatever the precision of the draws."""
    return np.asarray(draws.mean(axis=-1, dtype=np.float64))


def probability_of_reaching(draws: Array, target: float) -> float:
    """Part of the draws that reach a target.

    >>> probability_of_reaching(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    0.5
    """
    return float(np.count_nonzero(draws >= target) / draws.shape[-1])


def expected_shortfall(draws: Array, target: float) -> float:
    """Mean of what is missing to a target, counting draws that reach it as nothing.

    >>> expected_shortfall(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    0.75
    """
    return float(np.maximum(target - draws, 0.0).mean(dtype=np.float64))
