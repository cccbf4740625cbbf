"""Damping: savings on one service are shares of the same money, so they add up like a union."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from simulator.engine.axes import Array

SMALL_THETA = 1e-12
"""Nearest to 0 that theta is taken: at 0 itself the formula is 0/0. The difference is below this number."""

STEEP = 0.9
"""From this overlap on theta is kept low enough for exponents to stay finite."""

_MINUS = -1
"""In place of `np.negative`, which in NumPy 2.4 writes wrong numbers over an array with gaps (stride 64)."""

INDEPENDENT, NO_DAMPING, FULL_OVERLAP = 0.0, -1.0, 1.0
"""Overlaps with a name of their own: the bounds of every package. Each has a formula without logarithms."""


def union(shares: Array, tau: float | Array) -> Array:
    """Part of a service's spending that is saved by all measures together.

    With ``L_i = -log(1 - s_i)`` and ``theta = 2 tau / (1 - tau)``::

        U = 1 - exp(-log(1 + sum_i (exp(theta L_i) - 1)) / theta)

    the union under the Clayton (Schweizer-Sklar) family. It does not depend on the order of the
    measures, grows with each of them, and lies between the largest single share and the sum.

    Parameters
    ----------
    shares : ndarray, shape (measures, ..., draws)
        Part of the service's spending that each measure would save alone. Shares above 1 count as 1:
        nobody saves more than there is; shares below 0 count as 0.
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
    shares = np.clip(shares, 0.0, 1.0)
    if len(shares) == 1:
        return np.asarray(shares[0])
    together = np.empty_like(shares[:1])
    Overlap(tau, -shares).join([range(len(shares))], together)
    return np.asarray(together[0])


@dataclass(frozen=True)
class Theta:
    """The family's parameter, and what the formula must know of the overlaps it stands for."""

    minus: float | Array
    """Theta with a minus sign: one number, one per draw, or one per cell of a table of overlaps."""
    named: float | None
    """The overlap with a name that it stands for, if any; then theta is of no use."""
    below_zero: bool = False
    """Whether it is below 0 in any draw."""
    steep: bool = False
    """Whether any overlap is above `STEEP`."""

    @classmethod
    def of(cls, tau: float | Array, dtype: DTypeLike) -> Theta:
        """Give the theta of an overlap, or of many, in a precision."""
        lowest, highest = float(np.min(tau)), float(np.max(tau))
        named = _named(lowest) if np.ndim(tau) == 0 else None
        if named is not None:
            return cls(0.0, named)
        minus = _minus_theta(np.asarray(tau, dtype), lowest, highest)
        return cls(minus, None, below_zero=lowest < 0.0, steep=highest > STEEP)


class Overlap:
    """A union in two steps: each share on a scale on which shares add up, and their sum back again.

    The first step is the same for all municipalities, whichever measures count there, so it is taken once.
    At an overlap with a name shares add up as they are. See `union` for the formula.

    Parameters
    ----------
    tau : float, ndarray of shape (draws,) or Theta
        Overlap, or the theta that stands for it.
    minus_shares : ndarray, shape (measures, ..., draws)
        Shares from 0 to 1 with a minus sign, as ``log(1 - s)`` takes them: changing the sign of so many
        numbers takes as long as adding them up. Written over.
    """

    def __init__(self, tau: float | Array | Theta, minus_shares: Array) -> None:
        self._terms = minus_shares
        self._theta = tau if isinstance(tau, Theta) else Theta.of(tau, minus_shares.dtype)
        self._minus_theta = self._theta.minus
        if self._theta.named is None:
            self._lift()

    def join(self, groups: Sequence[Sequence[int]], out: Array) -> None:
        """Write what the members of each group save together to `out`, shape (groups, ..., draws).

        Members are places among the shares.
        """
        add = _ADD_UP[self._theta.named]
        for members, total in zip(groups, out, strict=True):
            first, *others = (self._terms[member] for member in members)
            if not others:
                np.copyto(total, first)
            for other in others:
                first = add(first, other, out=total)
        if self._theta.named is None:
            self._lower(out)
            return
        if self._theta.named == NO_DAMPING:
            np.maximum(out, -1.0, out=out)  # nobody saves more than there is
        np.multiply(out, _MINUS, out=out)

    def _lift(self) -> None:
        """Turn each share, with its minus sign, into ``exp(theta L) - 1``."""
        terms = self._terms
        with np.errstate(divide="ignore", over="ignore"):
            np.log1p(terms, out=terms)
            if self._theta.steep and len(terms):  # no shares, when nobody saves on the service
                self._minus_theta = np.maximum(self._minus_theta, -_steepest(-terms.min(axis=0)))
            np.expm1(np.multiply(terms, self._minus_theta, out=terms), out=terms)

    def _lower(self, total: Array) -> None:
        """Turn a sum of terms back into a share, in place."""
        if self._theta.below_zero:
            # A theta below 0 can bring the sum below -1; then the whole baseline is saved.
            np.maximum(total, -1.0, out=total)
        with np.errstate(divide="ignore"):
            np.divide(np.log1p(total, out=total), self._minus_theta, out=total)
            np.multiply(np.expm1(total, out=total), _MINUS, out=total)


def _add_independent(first: Array, second: Array, out: Array) -> Array:
    """``(1 - s)(1 - t) - 1`` for two shares with a minus sign, exact for small ones too."""
    both = first * second
    np.add(first, second, out=out)
    return np.add(out, both, out=out)


_ADD_UP: dict[float | None, Callable[..., Array]] = {
    None: np.add,  # on a scale on which shares add up
    NO_DAMPING: np.add,
    INDEPENDENT: _add_independent,
    FULL_OVERLAP: np.minimum,  # the largest share has the lowest minus
}
"""How two shares with a minus sign add up at an overlap that has a name, and at any other."""


def _named(tau: float) -> float | None:
    """The overlap with a name that a number stands for, if any; beyond the ends counts as the end."""
    if abs(tau) < SMALL_THETA:
        return INDEPENDENT
    if NO_DAMPING < tau < FULL_OVERLAP:
        return None
    return min(max(tau, NO_DAMPING), FULL_OVERLAP)


def _minus_theta(tau: Array, lowest: float, highest: float) -> Array:
    """The family's parameter with a minus sign, away from 0 and from infinity, from tau and its range."""
    if lowest < NO_DAMPING or highest >= FULL_OVERLAP:
        one = tau.dtype.type(1)
        tau = np.clip(tau, NO_DAMPING, np.nextafter(one, 0 * one))
    minus_theta = 2 * tau / (tau - 1)
    if lowest < SMALL_THETA and highest > -SMALL_THETA:
        near_zero = np.abs(minus_theta) < SMALL_THETA
        minus_theta = np.where(near_zero, tau.dtype.type(-SMALL_THETA), minus_theta)
    return np.asarray(minus_theta)


def _steepest(largest: Array) -> Array:
    """Theta for which ``exp(theta L)`` is still a number, a hundred times over, for the largest L."""
    limits = np.finfo(largest.dtype)
    # A share of 1 has an infinite L, whatever theta is.
    return np.asarray((np.log(limits.max) - 5) / np.clip(largest, limits.tiny, 40))
