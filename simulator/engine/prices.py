"""Prices that turn out otherwise than expected.

An index says what prices are expected to do. Each year brings a surprise η in the rate, and a surprise lasts:
the rates of later years are off by as much, until the next one. With S the sum of what rates are off by,

    e[t] = e[t-1] + η[t]        η ~ N(0, σ²)        price[t] = expected[t] · exp(S[t] - Var(S[t]) / 2)

so that the mean is what was expected. After n years Var(S) = σ² (1² + 2² + … + n²): uncertainty grows faster
than with surprises that pass, which is how a few years of high inflation put prices a tenth above plan.

References
----------
A rate that goes on as it is forecasts inflation about as well as anything: Atkeson and Ohanian, Are Phillips
curves useful for forecasting inflation? (2001). A lasting part in its surprises: Stock and Watson, Why has
U.S. inflation become harder to forecast? (2007).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy

from simulator.engine.axes import Array

SEED_OFFSET = 104_729
"""Keeps the surprises apart from other streams of the same seed."""


def price_factors(years: Sequence[int], known_to: int, surprise: float, draws: int, seed: int) -> Array:
    """Give the price of each year in each draw against what was expected, shape (years, draws).

    Parameters
    ----------
    years : sequence of int
        Years of the plan, in order.
    known_to : int
        Last year of which prices are known: until then the factor is one.
    surprise : float
        Standard deviation of the surprise in a year's rate, σ: 0.013 is 1.3 points.
    draws, seed : int
        Number of draws, and the seed of the run.

    Examples
    --------
    >>> found = price_factors([2021, 2022, 2023], 2021, 0.013, 100_000, seed=1)
    >>> np.log(found).std(axis=1).round(3).tolist()  # 0, σ, σ √(1 + 4)
    [0.0, 0.013, 0.029]
    """
    even = scipy.special.ndtri((np.arange(draws) + 0.5) / draws)
    off = level = np.zeros(draws)
    factors = {year: np.ones(draws) for year in years if year <= known_to}
    for ahead, year in enumerate(range(known_to + 1, years[-1] + 1), start=1):
        dealt = np.random.default_rng([seed + SEED_OFFSET, year]).permutation(even)
        off = off + surprise * dealt
        level = level + off
        variance = surprise**2 * ahead * (ahead + 1) * (2 * ahead + 1) / 6
        factors[year] = np.exp(level - variance / 2)
    return np.array([factors[year] for year in years])
