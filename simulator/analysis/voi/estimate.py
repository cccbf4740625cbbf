"""Value of information from draws as they are: what knowing something first adds to a choice.

A choice is between yes and no. Yes is worth ``d`` more than no, and ``d`` differs from draw to draw. Without
further knowledge one says yes when the mean of ``d`` is above 0. Who knows ``X`` says yes when the mean of
``d`` *given X* is above 0, and gains on average

    E[max(E[d | X], 0)] - max(E[d], 0)

Pure arrays: nothing in here knows what a measure is.

References
----------
Strong, Oakley and Brennan, Estimating multiparameter partial expected value of perfect information from a
probabilistic sensitivity analysis sample: a nonparametric regression approach, Medical Decision Making 34
(2014). There the same draws shape the rule and value it, which flatters what does nothing; here each part of
the draws is valued by the rule that the other parts give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array
from simulator.engine.distributions import CELLS

FOLDS = 4
"""Parts of the draws; each is valued by the rule that the others give."""
DEGREE = 4
"""Degree of the curve along which a mean may follow one source."""
FEW = 16
"""A source with no more separate values than this has a mean for each of them, and no curve."""
STANDARD_ERRORS = 3.0
"""A gain within so many standard errors of nothing is taken for nothing."""


@dataclass(frozen=True)
class Value:
    """What it is worth to know something before a choice is made.

    Attributes
    ----------
    gain : float
        Expected gain, in the unit of the choice; 0 where none can be told from chance.
    error : float
        Standard error of the gain.
    changes : float
        Share of the cases in which one chooses otherwise than without knowing; 0 where there is no gain.
    """

    gain: float
    error: float
    changes: float


NOTHING = Value(0.0, 0.0, 0.0)


def perfect(worth: Array) -> Value:
    """Value of knowing everything.

    Parameters
    ----------
    worth : ndarray, shape (draws,)
        What yes is worth more than no.

    Examples
    --------
    Yes gains 100 or loses 50, as likely. Unknowing one says yes, and gets 25 on average. Who knows says no in
    the bad half, and gets 50.

    >>> value = perfect(np.array([100.0, -50.0]))
    >>> value.gain, value.changes
    (25.0, 0.5)
    """
    return _value(worth, worth > 0)


def partial(worths: Array, basis: Array) -> tuple[Value, ...]:
    """Value of knowing some sources, by a rule that is fitted on one part of the draws and tried on another.

    Parameters
    ----------
    worths : ndarray, shape (choices, draws)
        What yes is worth more than no.
    basis : ndarray, shape (draws, terms)
        What the mean may be made of: see `basis_of` and `joined`.

    Returns
    -------
    tuple of Value
        One for each choice.

    Examples
    --------
    Who sees which of the two it is, as in `perfect`, gains as much:

    >>> knows = np.tile([[1.0, 0.0], [1.0, 1.0]], (500, 1))
    >>> partial(np.tile([100.0, -50.0], (1, 500)), knows)[0].gain
    25.0
    """
    edges = np.linspace(0, len(basis), FOLDS + 1).astype(int).tolist()
    folds = [slice(start, end) for start, end in pairwise(edges)]
    # Products of the folds: leaving one out is then a subtraction.
    grams = np.array([basis[fold].T @ basis[fold] for fold in folds])
    sides = np.array([basis[fold].T @ worths[:, fold].T for fold in folds])
    gram, side = grams.sum(axis=0), sides.sum(axis=0)
    says = np.empty(worths.shape, dtype=bool)
    for at, fold in enumerate(folds):
        rule = np.linalg.lstsq(gram - grams[at], side - sides[at], rcond=None)[0]
        says[:, fold] = (basis[fold] @ rule > 0).T
    return tuple(_if_told_from_chance(_value(*pair)) for pair in zip(worths, says, strict=True))


def _if_told_from_chance(found: Value) -> Value:
    return found if found.gain > STANDARD_ERRORS * found.error else NOTHING


def _value(worth: Array, says: NDArray[np.bool_]) -> Value:
    """Value of a rule that says yes in some draws, against the best choice for all of them at once."""
    usual = bool(worth.mean(dtype=np.float64) > 0)
    gained = worth * (says.astype(np.float64) - usual)
    return Value(
        gain=float(gained.mean(dtype=np.float64)),
        error=float(gained.std(dtype=np.float64) / np.sqrt(len(gained))),
        changes=float(np.mean(says != usual)),
    )


def basis_of(cells: NDArray[np.integer], table: Array | None = None) -> Array:
    """Terms that the mean of a choice may be made of, for one source.

    Parameters
    ----------
    cells : ndarray of int, shape (draws,)
        Cell of the source in each draw, 0 to 4,095 in order of probability.
    table : ndarray, shape (4096,), optional
        Its value by cell. With few separate values each gets a mean of its own; else, or left out, the mean
        follows a curve over the probability.

    Returns
    -------
    ndarray, shape (draws, terms)
        The first term is 1 in all draws.
    """
    return np.asarray(_terms(table)[cells])


def _terms(table: Array | None) -> Array:
    """Terms by cell, shape (4096, terms)."""
    if table is not None:
        values, which = np.unique(table, return_inverse=True)
        if len(values) <= FEW:
            return np.concatenate([np.ones((CELLS, 1)), np.eye(len(values))[which][:, 1:]], axis=1)
    u = (2.0 * np.arange(CELLS) + 1.0) / CELLS - 1.0
    return np.polynomial.legendre.legvander(u, DEGREE)


def joined(bases: Sequence[Array]) -> Array:
    """Terms for several sources together: those of each, and the products of their first ones.

    The products let the mean follow, say, clients times hours, which no sum of two curves does.

    Parameters
    ----------
    bases : sequence of ndarray, shape (draws, terms)
        As of `basis_of`; at least one.

    Returns
    -------
    ndarray, shape (draws, terms)
    """
    first = np.stack([basis[:, 1] for basis in bases], axis=1)
    left, right = np.triu_indices(first.shape[1], k=1)
    own = [basis[:, 1:] for basis in bases]
    return np.concatenate([bases[0][:, :1], *own, first[:, left] * first[:, right]], axis=1)
