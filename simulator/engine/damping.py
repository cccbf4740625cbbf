"""Damping: savings on one service are shares of the same money, so they add up like a union."""

from __future__ import annotations

import numpy as np

from simulator.engine.axes import Array

SMALL_THETA = 1e-4
"""Below this |theta| the limit theta -> 0 is used; the two differ by less than |theta| then."""

INDEPENDENT, NO_DAMPING, FULL_OVERLAP = 0.0, -1.0, 1.0
"""Overlaps with a name of their own: the bounds of every package."""


def union(shares: Array, tau: float | Array) -> Array:
    """Part of a service's spending that is saved by all measures together.

    With ``L_i = -log(1 - s_i)`` and ``theta = 2 tau / (1 - tau)``::

        U = 1 - exp(-log(1 + sum_i (exp(theta L_i) - 1)) / theta)

    the union under the Clayton (Schweizer-Sklar) family. It does not depend on the order of the
    measures, grows with each of them, and lies between the largest single share and the sum.

    Parameters
    ----------
    shares : ndarray, shape (measures, ..., draws)
        Part of the service's spending that each measure would save alone, 0 to 1. Shares above 1
        count as 1: nobody saves more than there is.
    tau : float or ndarray, shape (draws,)
        Overlap: -1 no damping (the sum, at most 1), 0 independent (``1 - prod(1 - s_i)``),
        1 full overlap (the largest).

    Returns
    -------
    ndarray, shape (..., draws)
        Share saved together, 0 to 1.

    References
    ----------
    Nelsen, An Introduction to Copulas (2nd ed., 2006), family 4.2.1, for survival 1 - s.

    Examples
    --------
    >>> a_third_and_a_half = np.array([[1 / 3], [1 / 2]])
    >>> [union(a_third_and_a_half, tau).round(4).item() for tau in (-1.0, 0.0, 0.5, 1.0)]
    [0.8333, 0.6667, 0.5636, 0.5]
    """
    shares = np.minimum(shares, 1.0)
    if shares.shape[0] == 1:
        return np.asarray(shares[0])
    if np.ndim(tau) == 0:
        return _union_at(shares, float(tau))
    return _union_per_draw(shares, np.asarray(tau))


def _union_at(shares: Array, tau: float) -> Array:
    if tau >= FULL_OVERLAP:
        return np.asarray(shares.max(axis=0))
    if tau <= NO_DAMPING:
        return np.asarray(np.minimum(shares.sum(axis=0), 1.0))
    theta = 2.0 * tau / (1.0 - tau)
    if abs(theta) < SMALL_THETA:
        return np.asarray(1.0 - np.prod(1.0 - shares, axis=0))
    with np.errstate(divide="ignore", over="ignore"):
        excess = np.expm1(-theta * np.log1p(-shares))
    return _from_total(1.0 + excess.sum(axis=0), theta)


def _union_per_draw(shares: Array, tau: Array) -> Array:
    """As `_union_at`, with an overlap of its own in each draw. Writes over `shares`."""
    tau = np.clip(tau, NO_DAMPING, np.nextafter(shares.dtype.type(1), shares.dtype.type(0)))
    theta = 2.0 * tau / (1.0 - tau)
    near_zero = np.abs(theta) < SMALL_THETA
    theta[near_zero] = 1.0
    with np.errstate(divide="ignore", over="ignore"):
        logs = np.log1p(np.negative(shares, out=shares), out=shares)
        if near_zero.any():
            independent = -np.expm1(logs.sum(axis=0))
            return np.where(near_zero, independent, _union_from_logs(logs, theta))
        return _union_from_logs(logs, theta)


def _union_from_logs(logs: Array, theta: Array) -> Array:
    """Union from ``log(1 - s_i)``, which it writes over; theta is not near 0."""
    excess = np.expm1(np.multiply(logs, -theta, out=logs), out=logs)
    return _from_total(1.0 + excess.sum(axis=0), theta)


def _from_total(total: Array, theta: float | Array) -> Array:
    """Turn ``1 + sum(...)`` back into a share, by ``1 - total^(-1 / theta)``. Writes over `total`.

    Only a negative theta can bring the total to 0 or below; then the whole baseline is saved.
    """
    nothing_left = total <= 0.0 if np.min(theta) < 0.0 else None
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logs = np.log(total, out=total)
        logs /= theta
        share = np.expm1(np.negative(logs, out=logs), out=logs)
    np.negative(share, out=share)
    if nothing_left is not None:
        share[nothing_left] = 1.0
    return share
