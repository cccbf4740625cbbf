"""PRIM: find a box in the space of the drivers in which something happens much more often than elsewhere.

Starting from all draws, the method peels: again and again it takes a twentieth of the draws away at one end
of one driver, each time where that leaves the largest part of draws in which it happens. The box with the
best balance on that path is kept, its ends are set anew one by one, and ends that add little are dropped, so
that a rule is left that people can read.

References
----------
Friedman and Fisher, Bump hunting in high-dimensional data, Statistics and Computing 9 (1999).
Bryant and Lempert, Thinking inside the box, Technological Forecasting and Social Change 77 (2010), for
coverage and density, and for its use on scenarios.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array

PEELED = 0.05
"""Part of the draws that one step takes away."""

BINS = 200
"""Bins of a column: a peel ends at the end of one."""

SMALLEST = 0.02
"""A box is not made smaller than this part of all draws."""

WORTH_A_LIMIT = 0.1
"""A limit that adds less than this part to the balance is dropped."""

MOST_LIMITS = 3
"""Most limits of a box: a rule with more is not read."""

Happens = NDArray[np.bool_]


@dataclass(frozen=True)
class Limit:
    """One end of a box: draws in which a column lies above it, or below it."""

    column: int
    above: bool
    """True when the value must be at least `value`, False when it must be at most that."""
    value: float

    def holds(self, x: Array) -> Happens:
        """Say in which draws it holds."""
        found: Happens = x[:, self.column] >= self.value if self.above else x[:, self.column] <= self.value
        return found


@dataclass(frozen=True)
class Fit:
    """How well a box tells where something happens.

    Attributes
    ----------
    mass : float
        Part of all draws that lie in it.
    density : float
        Part of the draws in it in which it happens.
    coverage : float
        Part of all draws in which it happens that lie in it.
    """

    mass: float
    density: float
    coverage: float

    @property
    def balance(self) -> float:
        """Harmonic mean of density and coverage: high only when both are.

        >>> Fit(0.5, 1.0, 0.5).balance
        0.6666666666666666
        """
        total = self.density + self.coverage
        return 2.0 * self.density * self.coverage / total if total else 0.0


def fit(inside: Happens, happens: Happens) -> Fit:
    """Say how well a set of draws tells where something happens."""
    in_box, all_of_it = int(inside.sum()), int(happens.sum())
    hit = int((inside & happens).sum())
    return Fit(in_box / len(inside), hit / in_box if in_box else 0.0, hit / all_of_it if all_of_it else 0.0)


def within(limits: tuple[Limit, ...], x: Array) -> Happens:
    """Say which draws lie in a box."""
    found: Happens = np.ones(len(x), bool)
    for limit in limits:
        found &= limit.holds(x)
    return found


def find_box(x: Array, happens: Happens) -> tuple[Limit, ...]:
    """Find the box that tells best where something happens.

    Parameters
    ----------
    x : ndarray, shape (draws, columns)
        The drivers.
    happens : ndarray of bool, shape (draws,)

    Returns
    -------
    tuple of Limit
        At most `MOST_LIMITS`, the one that matters most first; empty when no box tells more than all draws
        together.
    """
    best = max(_peeled(x, happens), key=lambda limits: _balance(limits, x, happens))
    found = _trimmed(_kept(best, x, happens), x, happens)
    return _kept(found, x, happens)


def _balance(limits: tuple[Limit, ...], x: Array, happens: Happens) -> float:
    return fit(within(limits, x), happens).balance


def _peeled(x: Array, happens: Happens) -> Iterator[tuple[Limit, ...]]:
    """Yield the boxes on the path from all draws to the smallest box."""
    left, ends = _Left(x, happens), dict[tuple[int, bool], float]()
    yield ()
    while left.size > max(2, SMALLEST * len(x)):
        peel = left.best_peel()
        if peel is None:
            return
        limit = left.peel(*peel)
        ends[limit.column, limit.above] = limit.value
        yield tuple(Limit(column, above, value) for (column, above), value in ends.items())


class _Left:
    """The draws that are left, counted by column and bin: a step looks at those alone that it peels."""

    def __init__(self, x: Array, happens: Happens) -> None:
        self._x, self._happens = x, happens
        self._inside = np.arange(len(x))
        self._codes = (
            np.stack([_binned(column) for column in x.T], axis=1) if x.size else np.empty_like(x, int)
        )
        self._count, self._hits = self._counted(self._inside)

    @property
    def size(self) -> int:
        """Number of draws that are left."""
        return len(self._inside)

    def best_peel(self) -> tuple[int, bool, int] | None:
        """Find the column, the end, and the last bin to peel there; None when no peel leaves more."""
        total, hits = self.size, int(self._happens[self._inside].sum())
        best, found = hits / total, None
        for above in (True, False):
            step = 1 if above else -1
            away = np.cumsum(self._count[:, ::step], axis=1)
            lost = np.cumsum(self._hits[:, ::step], axis=1)
            last = np.argmax(away >= max(1, PEELED * total), axis=1)[:, None]
            away, lost = np.take_along_axis(away, last, 1), np.take_along_axis(lost, last, 1)
            # Where many draws have one value, a peel may take all of them away.
            density = np.where(away < total, (hits - lost) / np.maximum(total - away, 1), -1.0)[:, 0]
            column = int(np.argmax(density)) if len(density) else 0
            if len(density) and density[column] > best:
                best, place = float(density[column]), int(last[column, 0])
                found = column, above, place if above else BINS - 1 - place
        return found

    def peel(self, column: int, above: bool, last: int) -> Limit:
        """Take draws away, up to a bin or from it; gives the limit that keeps the others."""
        codes = self._codes[self._inside, column]
        stays = codes > last if above else codes < last
        count, hits = self._counted(self._inside[~stays])
        self._count, self._hits = self._count - count, self._hits - hits
        self._inside = self._inside[stays]
        values = self._x[self._inside, column]
        return Limit(column, above, float(values.min() if above else values.max()))

    def _counted(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Count draws, and those in which it happens, by column and bin: shape (columns, bins)."""
        columns = self._codes.shape[1]
        places = self._codes[rows] + np.arange(columns) * BINS
        shape = columns, BINS
        count = np.bincount(places.ravel(), minlength=columns * BINS).reshape(shape)
        hits = np.bincount(places[self._happens[rows]].ravel(), minlength=columns * BINS).reshape(shape)
        return count, hits


def _binned(column: Array) -> NDArray[np.intp]:
    """Divide a column into bins that hold about as many draws each."""
    edges = np.unique(np.quantile(column, np.arange(1, BINS) / BINS))
    return np.searchsorted(edges, column, side="right")


def _kept(limits: tuple[Limit, ...], x: Array, happens: Happens) -> tuple[Limit, ...]:
    """Drop limits one by one, those that add least first; the rest in order of what they add."""
    while limits:
        now = _balance(limits, x, happens)
        without = [tuple(other for other in limits if other is not limit) for limit in limits]
        loss = [now - _balance(others, x, happens) for others in without]
        least = int(np.argmin(loss))
        if loss[least] >= WORTH_A_LIMIT * now and len(limits) <= MOST_LIMITS:
            return tuple(limits[place] for place in np.argsort(loss)[::-1])
        limits = without[least]
    return limits


def _trimmed(limits: tuple[Limit, ...], x: Array, happens: Happens) -> tuple[Limit, ...]:
    """Set each limit anew where the balance is best, the others being as they are; twice."""
    for place in [*range(len(limits))] * 2:
        others = (*limits[:place], *limits[place + 1 :])
        limits = (*limits[:place], _best_end(limits[place], others, x, happens), *limits[place + 1 :])
    return limits


def _best_end(limit: Limit, others: tuple[Limit, ...], x: Array, happens: Happens) -> Limit:
    inside = within(others, x)
    values, hits = x[inside, limit.column], happens[inside]
    order = np.argsort(-values if limit.above else values, kind="stable")
    values, count = values[order], np.arange(1, len(order) + 1)
    hit = np.cumsum(hits[order])
    # Of draws with one value all are in the box, or none.
    last = np.append(values[1:] != values[:-1], True)
    # 2 hit / (count + all) is the harmonic mean of hit / count and hit / all.
    balance = np.where(last & (count >= SMALLEST * len(x)), 2.0 * hit / (count + happens.sum()), -1.0)
    best = int(np.argmax(balance))
    return Limit(limit.column, limit.above, float(values[best])) if balance[best] >= 0 else limit
