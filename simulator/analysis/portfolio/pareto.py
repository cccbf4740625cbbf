"""The Pareto front: what cannot be bettered in one respect without losing in another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array


def front(burdens: Array) -> NDArray[np.intp]:
    """Find the rows that no other row betters.

    A row betters another when it is nowhere higher and somewhere lower. Equal rows do not better each
    other: all of them are on the front, or none.

    Parameters
    ----------
    burdens : ndarray, shape (rows, respects)
        Less is better in every respect; give the negative of what should be high.

    Returns
    -------
    ndarray, shape (found,)
        Places of the rows on the front, ascending.

    Examples
    --------
    >>> front(np.array([[1.0, 5.0], [2.0, 3.0], [2.0, 4.0], [3.0, 3.0], [2.0, 3.0]]))
    array([0, 1, 4])
    """
    # In order of the first respect, then the others: nothing is bettered by what comes after it.
    order = np.lexsort(burdens.T[::-1])
    rows = burdens[order]
    found: list[NDArray[np.intp]] = []
    while len(rows):
        same = (rows == rows[0]).all(axis=1)
        found.append(order[same])
        left = (rows < rows[0]).any(axis=1)
        rows, order = rows[left], order[left]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.intp)
