"""Indices of sensitivity: which part of the variance of an outcome each source of uncertainty has.

Pure arrays: nothing in here knows what a measure is. The sources must be independent of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array

BINS = 32
"""Parts of equal probability that the draws of a source are cut into."""

DEGREE = 8
"""Degree of the curve through the means of the bins: enough for one that turns seven times."""

Binning = NDArray[np.integer]
"""Number of the bin of each draw, shape (draws,)."""


def first_order(outcomes: Array, binnings: Iterable[Binning], *, smooth: bool = True) -> Array:
    """Part of the variance of each outcome that would go if a source were known.

    The **first-order index** ``Var(E[Y | X]) / Var(Y)`` from draws as they are: the draws are put into bins
    by the source, a smooth curve is laid through the means of the bins, and its variance is held against the
    variance of all. A curve varies a little by chance alone; what chance would give on average among
    pseudo-random draws is taken off, so that the index of a source that does nothing lies around 0 and at
    times just below.

    Parameters
    ----------
    outcomes : ndarray, shape (outcomes, draws)
        Outcomes of one run.
    binnings : iterable of ndarray of int, shape (draws,)
        For each source the bin of each draw, from 0 to below `BINS`, in order of the source.
    smooth : bool
        False takes the means of the bins as they are, as where a source has only a few values.

    Returns
    -------
    ndarray, shape (sources, outcomes)
        Not a number for an outcome that is the same in all draws.

    References
    ----------
    Plischke, Borgonovo and Smith, Global sensitivity measures from given data, European Journal of
    Operational Research 226 (2013); the correction is that of epsilon squared, Kelley, PNAS 21 (1935).

    Examples
    --------
    The first outcome follows the source, the second does not:

    >>> outcomes = np.array([[1.0, 1.0, 5.0, 5.0], [1.0, 5.0, 1.0, 5.0]])
    >>> first_order(outcomes, [np.array([0, 0, 1, 1])]).round(6).tolist()
    [[1.0, -0.5]]
    """
    # Around the mean: squares of amounts in millions would lose the digits that count.
    centred = outcomes - outcomes.mean(axis=1, dtype=np.float64, keepdims=True)
    total = np.square(centred).sum(axis=1)
    tables = [_tables(centred, pair) for pair in _pairs(binnings)]
    if not tables:
        return np.empty((0, len(outcomes)))
    counts = np.concatenate([found[0] for found in tables])
    sums = np.concatenate([found[1] for found in tables])
    weights = np.sqrt(counts)
    scaled = sums / np.where(counts > 0, weights, 1.0)[:, None]
    filled = np.count_nonzero(counts, axis=1)
    free = np.minimum(filled - 1, DEGREE if smooth else BINS)
    if smooth and (filled > DEGREE + 1).all():
        scaled = scaled @ np.linalg.qr(_CURVES * weights[:, :, None])[0]
    between = np.square(scaled).sum(axis=2)
    left = np.maximum(outcomes.shape[1] - 1 - free, 1)
    return _ratio(between - (free / left)[:, None] * (total - between), total)


_CURVES = np.polynomial.legendre.legvander((2.0 * np.arange(BINS) + 1.0) / BINS - 1.0, DEGREE)
"""Curves of rising degree at the middles of the bins, shape (bins, DEGREE + 1)."""


def _pairs(binnings: Iterable[Binning]) -> Iterator[tuple[Binning, ...]]:
    """Sources two by two: what they are counted by costs the same for two as for one."""
    waiting: Binning | None = None
    for bins in binnings:
        if waiting is None:
            waiting = bins
        else:
            yield waiting, bins
            waiting = None
    if waiting is not None:
        yield (waiting,)


def _tables(centred: Array, pair: tuple[Binning, ...]) -> tuple[Array, Array]:
    """Number of draws, and sum of each outcome, by bin: shapes (1 or 2, bins), (1 or 2, outcomes, bins)."""
    first, last = pair[0], pair[-1]
    places = (first.astype(np.uint16) * np.uint16(BINS) + last).astype(np.intp)
    square = (BINS, BINS)
    counts = np.bincount(places, minlength=BINS * BINS).reshape(square)
    sums = np.array([np.bincount(places, weights=y, minlength=BINS * BINS) for y in centred])
    sums = sums.reshape(-1, *square)
    axes = (1, 0)[: len(pair)]
    return (
        np.array([counts.sum(axis=axis) for axis in axes], dtype=float),
        np.array([sums.sum(axis=1 + axis) for axis in axes]),
    )


def total_order(base: Array, changed: Array) -> Array:
    """Part of the variance that a source has a hand in, alone or together with others.

    The **total index** ``E[Var(Y | all but X)] / Var(Y)`` by Jansen's estimator: half the mean square of what
    changes when the source alone is drawn anew. Together the indices of all sources are at least 1, and above
    it as far as sources work together.

    Parameters
    ----------
    base : ndarray, shape (outcomes, draws)
        Outcomes of the first set of draws.
    changed : ndarray, shape (sources, outcomes, draws)
        The same draws, with one source at a time drawn anew.

    Returns
    -------
    ndarray, shape (sources, outcomes)
        Not a number for an outcome that is the same in all draws.

    References
    ----------
    Jansen, Analysis of variance designs for model output, Computer Physics Communications 117 (1999).

    Examples
    --------
    >>> base = np.array([[0.0, 2.0, 0.0, 2.0]])
    >>> total_order(base, np.array([base, 2.0 - base])).tolist()
    [[0.0], [2.0]]
    """
    first = base.astype(np.float64)
    variance = first.var(axis=-1)
    return np.array([_ratio(((one - first) ** 2).mean(axis=-1) / 2, variance) for one in changed]).reshape(
        len(changed), len(base)
    )


def shapley_shares(variances: Mapping[frozenset[str], float], players: Sequence[str]) -> dict[str, float]:
    """Divide a variance fairly over groups of sources that partly work together.

    Each group gets the mean of what it adds over all orders in which groups could be taken: the order of the
    groups means nothing, and the shares add up to 1.

    Parameters
    ----------
    variances : mapping of frozenset of str to float
        For each set of groups: the variance that it has a hand in, or that it explains alone. Both give the
        same shares.
    players : sequence of str
        The groups.

    Returns
    -------
    dict of str to float
        Not a number where there is no variance at all.

    References
    ----------
    Song, Nelson and Staum, Shapley effects for global sensitivity analysis, SIAM/ASA Journal on Uncertainty
    Quantification 4 (2016).

    Examples
    --------
    a explains 1 alone, b nothing, together they explain 4: what they only do together is halved.

    >>> alone = {frozenset(): 0.0, frozenset("a"): 1.0, frozenset("b"): 0.0, frozenset("ab"): 4.0}
    >>> shapley_shares(alone, ["a", "b"])
    {'a': 0.625, 'b': 0.375}
    """
    n, total = len(players), variances[frozenset(players)]
    shares = {}
    for player in players:
        others = [one for one in players if one != player]
        share = 0.0
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for chosen in combinations(others, size):
                without = frozenset(chosen)
                share += weight * (variances[without | {player}] - variances[without])
        shares[player] = share / total if total else float("nan")
    return shares


def subsets(players: Sequence[str]) -> list[frozenset[str]]:
    """Give all sets of groups, the empty one first.

    >>> [sorted(one) for one in subsets(["a", "b"])]
    [[], ['a'], ['b'], ['a', 'b']]
    """
    return [frozenset(one) for size in range(len(players) + 1) for one in combinations(players, size)]


def _ratio(part: Array, whole: Array) -> Array:
    safe = np.where(whole > 0, whole, 1.0)
    return np.asarray(np.where(whole > 0, part / safe, np.nan))
