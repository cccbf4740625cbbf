"""Spending under unchanged policy: that of the base year, grown year by year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array, Scalar


def grown(start: Scalar | Array, factors: Sequence[Sequence[Scalar | Array]], room: Array) -> Array:
    """Give an amount in each projected year.

    Parameters
    ----------
    start : float or ndarray, shape (draws,)
        The amount in the base year.
    factors : sequence of sequence of float or ndarray, shape (draws,)
        By year after the base year: what it is times the year before. The last years are those projected.
    room : ndarray, shape (years, draws)
        Where it is written, if anything in it is uncertain.

    Returns
    -------
    ndarray, shape (years, draws), or (years, 1) when it is the same in every draw
        In the precision of `room`.

    Examples
    --------
    Two years, of which the second is projected: 3% more, then 10% less.

    >>> grown(100.0, [[1.03], [0.9]], np.empty((1, 4))).round(2)
    array([[92.7]])
    >>> grown(np.array([100.0, 200.0]), [[1.03], [0.9]], np.empty((1, 2))).round(2)
    array([[ 92.7, 185.4]])
    """
    certain = not any(map(np.ndim, (start, *(factor for year in factors for factor in year))))
    out = np.empty((len(room), 1)) if certain else room
    first = len(factors) - len(room)
    level = start
    for year, own in enumerate(factors):
        row = out[year - first] if year >= first else None
        for factor in own:
            level = _times(level, factor, row)
        if row is not None and level is not row:
            row[:] = level
    return out.astype(room.dtype, copy=False)


def _times(first: Scalar | Array, second: Scalar | Array, out: Array | None) -> Scalar | Array:
    """Multiply; into `out` where draws differ."""
    return np.multiply(first, second, out=out) if np.ndim(first) or np.ndim(second) else first * second
