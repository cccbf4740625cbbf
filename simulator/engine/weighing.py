"""Draws weighed by how well each agrees with what was observed.

A draw is a possible course of events. One that comes close to what happened deserves more weight than one
that does not: its weight is the likelihood of the figures if that draw were true. With normal errors and Σ
their covariances,

    w[n] ~ exp( -1/2 (y - x[n])ᵀ Σ⁻¹ (y - x[n]) )

Independent errors have a diagonal Σ. Figures that share part of their error say less together than apart:
what they share does not average out.

Weighted draws are a sample of what is to be expected given the figures, because the parts of the plan are
drawn together: a draw with the right spending this year has a spending next year, and a net saving, of its
own.

References
----------
Importance sampling: Robert and Casella (2004), Monte Carlo Statistical Methods, chapter 3. Effective sample
size 1 / Σ w²: Kong, Liu and Wong (1994). Systematic resampling: Kitagawa (1996).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from simulator.engine.axes import Array
from simulator.engine.statistics import P10_P50_P90, quantiles

Weights = NDArray[np.float64]


def log_likelihood(draws: Array, values: Sequence[float], covariance: Array) -> Weights:
    """Give the logarithm of the likelihood of figures in each draw, apart from a constant.

    Parameters
    ----------
    draws : ndarray, shape (figures, draws)
        What each draw says that the figures would be without error.
    values : sequence of float
        The figures.
    covariance : ndarray, shape (figures, figures)
        Of their errors: symmetric, and no figure without an error of its own.

    Returns
    -------
    ndarray, shape (draws,)

    Examples
    --------
    Two figures, each one error too high. Independent that is 1² + 1², halved. When half of the variance is
    shared it surprises less: Σ⁻¹ = [[4, -2], [-2, 4]] / 3, so 4 / 3, halved.

    >>> apart, shared = np.eye(2), np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> [round(float(log_likelihood(np.zeros((2, 1)), [1, 1], one)[0]), 4) for one in (apart, shared)]
    [-1.0, -0.6667]
    """
    off = np.asarray(values, float)[:, None] - draws.astype(np.float64)
    lower = np.linalg.cholesky(covariance)
    return np.asarray(-0.5 * np.square(scipy.linalg.solve_triangular(lower, off, lower=True)).sum(axis=0))


def normalised(log_weights: Weights) -> Weights:
    """Give weights that add up to one.

    Examples
    --------
    >>> normalised(np.log(np.array([1.0, 3.0]))).tolist()
    [0.25, 0.75]
    """
    # The largest becomes one first, so that not all of them vanish.
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def effective_size(weights: Weights) -> float:
    """Give the number of draws with equal weights that would be worth as much: 1 / Σ w².

    Examples
    --------
    >>> effective_size(np.full(8, 1 / 8)), effective_size(np.array([0.5, 0.5, 0.0]))
    (8.0, 2.0)
    """
    return float(1.0 / np.square(weights).sum())


def systematic(weights: Weights, offset: float = 0.5) -> NDArray[np.intp]:
    """Draw as many draws anew, each as often as its weight says, give or take one.

    Parameters
    ----------
    weights : ndarray, shape (draws,)
        Adding up to one.
    offset : float
        Where to begin, 0 to 1; a half makes it the same every time.

    Returns
    -------
    ndarray, shape (draws,)
        Numbers of the draws.

    Examples
    --------
    >>> systematic(np.array([0.5, 0.25, 0.25, 0.0])).tolist()
    [0, 0, 1, 2]
    """
    places = (np.arange(len(weights)) + offset) / len(weights)
    return np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1)


def prior_rank(draws: Array, value: float, error: float) -> float:
    """Give the chance that a figure would be lower than this one, if the plan is right.

    The error of observation counts, so that a certain plan does not turn a euro into an alarm.

    Parameters
    ----------
    draws : ndarray, shape (draws,)
        What the plan says about the figure.
    value, error : float
        The figure and its standard deviation.

    Examples
    --------
    >>> round(prior_rank(np.array([100.0]), 101.96, 1.0), 3)
    0.975
    """
    return float(scipy.special.ndtr((value - draws.astype(np.float64)) / error).mean())


@dataclass(frozen=True)
class Weighing:
    """Weights of the draws of a run.

    Attributes
    ----------
    weights : ndarray, shape (draws,)
        Adding up to one.
    effective : float
        Number of equal draws that they are worth.
    drawn : ndarray or None, shape (draws,)
        Numbers of the draws that were drawn anew, where the weights are very uneven.
    """

    weights: Weights
    effective: float
    drawn: NDArray[np.intp] | None

    @property
    def resampled(self) -> bool:
        """Whether draws were drawn anew."""
        return self.drawn is not None

    def mean(self, draws: Array) -> Array:
        """Give the weighted mean over the last axis."""
        return np.asarray(draws.astype(np.float64) @ self.weights)

    def quantiles(self, draws: Array, probabilities: Sequence[float] = P10_P50_P90) -> Array:
        """Give weighted percentiles over the last axis, shape (probabilities, ...).

        Between draws they are interpolated; each draw stands in the middle of its own weight.
        """
        if self.drawn is not None:
            return quantiles(draws[..., self.drawn], probabilities)
        rows = draws.reshape(-1, draws.shape[-1])
        found = np.array([self._quantiles(row, probabilities) for row in rows]).T
        return found.reshape(len(probabilities), *draws.shape[:-1])

    def _quantiles(self, row: Array, probabilities: Sequence[float]) -> Array:
        order = np.argsort(row, kind="stable")
        own = self.weights[order]
        return np.interp(probabilities, np.cumsum(own) - own / 2, row[order].astype(np.float64))

    def chance(self, met: NDArray[np.bool_]) -> float:
        """Give the weight of the draws in which something is so."""
        return float(min(1.0, self.weights[met].sum()))


def weigh(draws: Array, values: Sequence[float], covariance: Array, resample_below: float) -> Weighing:
    """Weigh draws by how well they agree with figures.

    Parameters
    ----------
    draws, values, covariance
        As for `log_likelihood`.
    resample_below : float
        Part of the draws; when fewer are effective, draws are drawn anew.

    Examples
    --------
    Two draws, 90 and 110; a figure of 105 with variance 100: exp(-1.125) against exp(-0.125), so e to one.

    >>> weigh(np.array([[90.0, 110.0]]), [105.0], np.array([[100.0]]), 0.1).weights.round(4).tolist()
    [0.2689, 0.7311]
    """
    weights = normalised(log_likelihood(draws, values, covariance))
    effective = effective_size(weights)
    anew = systematic(weights) if effective < resample_below * len(weights) else None
    return Weighing(weights, effective, anew)
