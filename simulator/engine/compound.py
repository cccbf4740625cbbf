"""What chance alone does to a year's spending: a random number of cases, each of a random cost.

The number of cases N in a year is Poisson, or negative binomial where it varies more. The cost of a case X is
log-normal, so that a few cases cost many times the usual. With mean number λ, variance of the number φλ, mean
cost m and standard deviation of the cost c·m, spending ``S = X₁ + … + X_N`` has

    mean      λ m
    variance  λ m² (φ + c²)

exactly, so its relative spread, √((φ + c²) / λ), falls with the square root of the number of cases. That is
what pooling does. Its distribution comes from its generating function by a fast Fourier transform on a grid,
which is exact but for the grid.

References
----------
Klugman, Panjer and Willmot, Loss Models, 4th edition (2012): compound distributions, sections 9.3-9.6; the
transform, 9.8; log-normal limited expected values, appendix A.5.1. The tests use Panjer's recursion instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy

from simulator.engine.axes import Array

CELLS: int = 2**15
"""Cells of the grid."""

SPAN: float = 24.0
"""Width of the grid in standard deviations of the spending: what lies beyond is less than one in 100,000."""

BELOW: float = 8.0
"""Standard deviations of the grid that lie below the mean."""


@dataclass(frozen=True)
class Cases:
    """The cases of one service in one place in a year.

    Raises
    ------
    ValueError
        If a number cannot be: no cases, no cost, a negative spread, or counts more even than Poisson.

    Examples
    --------
    Sixteen children of € 40,000, with a spread of the cost as large as its mean: 1.41 / 4 is 35%.

    >>> few = Cases(expected=16, mean_cost=40_000, spread=1.0)
    >>> few.mean, round(few.relative, 3)
    (640000, 0.354)
    """

    expected: float
    """Mean number of cases in a year, λ."""
    mean_cost: float
    """Mean cost of a case, EUR a year."""
    spread: float
    """Standard deviation of the cost of a case, as part of its mean."""
    dispersion: float = 1.0
    """Variance of the number of cases, as part of its mean: 1 is Poisson, more is negative binomial."""

    def __post_init__(self) -> None:
        if not (self.expected > 0 and self.mean_cost > 0 and self.spread >= 0 and self.dispersion >= 1):
            raise ValueError(f"found {self}; expected cases, a cost, a spread from 0 and a dispersion from 1")

    @property
    def mean(self) -> float:
        """Mean spending, EUR a year."""
        return self.expected * self.mean_cost

    @property
    def variance(self) -> float:
        """Variance of the spending by chance alone."""
        return self.expected * self.mean_cost**2 * (self.dispersion + self.spread**2)

    @property
    def relative(self) -> float:
        """Standard deviation of the spending, as part of its mean."""
        return float(np.sqrt(self.variance)) / self.mean

    @property
    def one_in_ten(self) -> float:
        """What one case in ten costs more than, EUR a year: P90 of its log-normal cost."""
        sigma = float(np.sqrt(np.log1p(self.spread**2)))
        return self.mean_cost * float(np.exp(scipy.special.ndtri(0.9) * sigma - sigma**2 / 2))

    def scaled(self, part: float) -> Cases:
        """Give the same cases when only a part of their cost is paid."""
        return replace(self, mean_cost=self.mean_cost * part)


def merged(groups: Iterable[Cases]) -> list[Cases]:
    """Put groups whose cases cost alike together: their sum keeps its distribution.

    >>> merged([Cases(2, 100, 1.0), Cases(3, 100, 1.0), Cases(1, 500, 1.0)])[0].expected
    5
    """
    found: dict[tuple[float, float, float], list[Cases]] = {}
    for cases in groups:
        # Costs that come from the same division differ in the last bit.
        key = (round(cases.mean_cost, 2), cases.spread, cases.dispersion)
        found.setdefault(key, []).append(cases)
    return [
        replace(alike[0], expected=count, mean_cost=sum(cases.mean for cases in alike) / count)
        for alike in found.values()
        for count in [sum(cases.expected for cases in alike)]
    ]


def scattered(draws: Array, deviation: float, seed: int) -> Array:
    """Give draws with chance around each of them, spread evenly and dealt out in random order.

    For sums of many cases, which are nearly normal; nothing falls below zero.

    Parameters
    ----------
    draws : ndarray, shape (draws,)
        What is to be expected in each draw.
    deviation : float
        Standard deviation by chance, in the same unit.
    seed : int
        Decides the order.

    Examples
    --------
    >>> found = scattered(np.full(10_000, 100.0), 10.0, seed=1)
    >>> np.quantile(found, [0.1, 0.5, 0.9]).round(1).tolist()
    [87.2, 100.0, 112.8]
    """
    even = (np.arange(len(draws)) + 0.5) / len(draws)
    dealt = np.random.default_rng(seed).permutation(even)
    return np.asarray(np.maximum(draws + deviation * scipy.special.ndtri(dealt), 0.0))


class Spending:
    """Distribution of the spending on independent groups of cases together, by chance alone.

    Parameters
    ----------
    groups : sequence of Cases
        At least one; that they are independent of each other is an assumption.
    """

    def __init__(self, groups: Sequence[Cases]) -> None:
        if not groups:
            raise ValueError("found no cases; expected at least one group of them")
        self.groups = tuple(groups)
        self.mean = float(sum(group.mean for group in groups))
        self.deviation = float(np.sqrt(sum(group.variance for group in groups)))
        self.step = SPAN * self.deviation / CELLS
        self._first = max(0, int((self.mean - BELOW * self.deviation) / self.step))

    @property
    def relative(self) -> float:
        """Standard deviation as part of the mean."""
        return self.deviation / self.mean

    @cached_property
    def _cumulative(self) -> Array:
        """Chance of at most each amount of the grid, shape (cells,)."""
        transform = np.ones(CELLS // 2 + 1, dtype=complex)
        for group in self.groups:
            number = np.fft.rfft(_masses(group, self.step)) - 1.0
            extra = group.dispersion - 1.0
            exponent = group.expected * (number if not extra else -np.log1p(-extra * number) / extra)
            transform = transform * np.exp(exponent)
        # The grid goes round: amounts beyond its end are those from its beginning on.
        chances = np.roll(np.fft.irfft(transform, CELLS), -self._first)
        return np.asarray(np.minimum(np.cumsum(np.maximum(chances, 0.0)), 1.0))

    def chance_of_at_most(self, amount: float) -> float:
        """Chance that the spending is at most an amount in EUR."""
        return float(np.interp(amount, self._amounts, self._cumulative, left=0.0, right=1.0))

    def quantiles(self, probabilities: Sequence[float] | Array) -> Array:
        """Spending in EUR that it stays below with each probability, shape (probabilities,).

        Between two amounts of the grid it is interpolated.
        """
        cumulative = np.maximum.accumulate(self._cumulative)
        found = np.searchsorted(cumulative, probabilities).clip(1, CELLS - 1)
        low, high = cumulative[found - 1], cumulative[found]
        part = np.divide(
            np.asarray(probabilities) - low, high - low, out=np.zeros_like(low), where=high > low
        ).clip(0.0, 1.0)
        return np.asarray(self._amounts[found - 1] + part * self.step)

    @cached_property
    def _amounts(self) -> Array:
        return np.asarray(self.step * (self._first + np.arange(CELLS)))


def _masses(cases: Cases, step: float) -> Array:
    """Divide the cost of a case over the grid so that its mean stays what it is, shape (cells,).

    A cost between two amounts is shared by them in proportion to how near it is. What costs more than the
    grid is long is put at its end.
    """
    limited = _limited_mean(cases, step * np.arange(1, CELLS)) / step
    # Second differences of the limited mean, which begins at 0 with slope 1.
    slopes = np.diff(limited, prepend=0.0)
    masses = -np.diff(slopes, prepend=1.0, append=0.0)
    return np.asarray(np.maximum(masses, 0.0))


def _limited_mean(cases: Cases, limits: Array) -> Array:
    """Mean of the smaller of a case's cost and each limit, shape (limits,)."""
    if cases.spread == 0:
        return np.minimum(limits, cases.mean_cost)
    sigma = float(np.sqrt(np.log1p(cases.spread**2)))
    z = (np.log(limits / cases.mean_cost) + sigma**2 / 2) / sigma
    return np.asarray(cases.mean_cost * scipy.special.ndtr(z - sigma) + limits * scipy.special.ndtr(-z))
