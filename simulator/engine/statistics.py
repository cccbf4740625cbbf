"""Statistics over draws: means, percentiles and chances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array

P10_P50_P90 = (0.1, 0.5, 0.9)
"""The percentiles that Koers shows; P10 to P90 is the "80% interval"."""


def quantiles(draws: Array, probabilities: Sequence[float] = P10_P50_P90) -> Array:
    """Percentiles over the last axis, with linear interpolation between neighbours.

    The same numbers as `numpy.quantile`, from one partial sort per row.

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
    last = draws.shape[-1] - 1
    places = np.asarray(probabilities) * last
    below = np.floor(places).astype(np.intp)
    above = np.minimum(below + 1, last)
    ordered = np.partition(draws, np.unique(np.concatenate([below, above])), axis=-1)
    low, high = (np.moveaxis(ordered[..., at].astype(np.float64), -1, 0) for at in (below, above))
    part = (places - below).reshape(-1, *([1] * (draws.ndim - 1)))
    return np.asarray(low + (high - low) * part)


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
