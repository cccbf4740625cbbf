"""The sums of break-even, for numbers and for draws.

A unit costs `c` a year; an indication that does not come saves `p` a year for the `d` years it would have
lasted; `n` a year are avoided, evenly over the year, from `l` years after the start. Then by time `h` (with
`u = h - l`) the unit has cost `c h` and saved `n p g(u)`, where

    g(u) = u² / 2          as long as u <= d    (every avoided indication would still be running)
    g(u) = d u - d² / 2    from then on         (a constant number of them, n d)

In the long run the costs and delays of the start wear off, and `n = c / (p d)`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
"""One number for each draw."""


def saved_client_years(
    years: Numbers | float, duration: Numbers | float, lag: Numbers | float = 0.0
) -> Numbers:
    """Client-years saved when one indication a year is avoided: g(h - l).

    Parameters
    ----------
    years : float or ndarray
        Time since the cost began, in years.
    duration : float or ndarray
        Years that an avoided indication would have lasted.
    lag : float or ndarray
        Years before the first one is avoided.

    Examples
    --------
    A year of help each: after one year half a client-year, after two that and a full one.

    >>> saved_client_years(np.array([1.0, 2.0, 3.0]), 1.0)
    array([0.5, 1.5, 2.5])
    >>> float(saved_client_years(3.0, 1.0, lag=1.0))
    1.5
    """
    since = np.maximum(np.asarray(years, dtype=np.float64) - lag, 0.0)
    longest = np.asarray(duration, dtype=np.float64)
    return np.asarray(np.where(since <= longest, since**2 / 2, longest * since - longest**2 / 2))


def needed_a_year(cost: Numbers | float, price: Numbers | float, duration: Numbers | float) -> Numbers:
    """Indications to be avoided each year, to pay in the long run: c / (p d).

    Examples
    --------
    80,000 euros a year against 5,000 for a year of help: 16 indications of a year, or 32 of half a year.

    >>> float(needed_a_year(80_000, 5_000, 1.0)), float(needed_a_year(80_000, 5_000, 0.5))
    (16.0, 32.0)
    """
    return np.asarray(cost, dtype=np.float64) / (np.asarray(price, dtype=np.float64) * duration)


def needed_within(
    cost: Numbers | float,
    price: Numbers | float,
    duration: Numbers | float,
    years: float,
    lag: Numbers | float = 0.0,
) -> Numbers:
    """Indications to be avoided each year, to have paid within so many years: c h / (p g(h - l)).

    Infinite when nothing is avoided before those years are over.

    Examples
    --------
    Within two years, each a year of help: 2 × 80,000 = n × 5,000 × 1.5, so 21 1/3 instead of 16.

    >>> round(float(needed_within(80_000, 5_000, 1.0, 2.0)), 2)
    21.33
    """
    saved: Numbers = np.asarray(np.asarray(price) * saved_client_years(years, duration, lag), np.float64)
    spent = np.broadcast_to(np.asarray(cost, dtype=np.float64) * years, np.shape(saved + cost))
    needed: Numbers = np.divide(spent, saved, out=np.full(spent.shape, np.inf), where=saved > 0.0)
    return needed


def years_to_pay(cost: float, price: float, duration: float, avoided: float, lag: float = 0.0) -> float:
    """Years until savings have caught up with costs, when so many indications a year are avoided.

    The first `h` with n p g(h - l) = c h; infinite when n p d <= c, so that it never does.

    Examples
    --------
    32 a year, of a year each and 5,000 euros, against 80,000 a year. Within the first year that would take
    2 × 80,000 / (32 × 5,000) = 1 year: indeed 32 × 5,000 × 0.5 = 80,000.

    >>> years_to_pay(80_000, 5_000, 1.0, 32), years_to_pay(80_000, 5_000, 1.0, 16)
    (1.0, inf)
    """
    rate = avoided * price
    if rate <= 0.0:
        return np.inf
    first = (cost + float(np.sqrt(cost**2 + 2 * rate * cost * lag))) / rate
    if first <= duration:
        return first + lag
    over = rate * duration - cost
    return np.inf if over <= 0.0 else (cost * lag + rate * duration**2 / 2) / over + lag
