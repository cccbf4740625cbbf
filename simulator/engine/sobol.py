"""Sobol sequences as 16-bit ranks, one dimension at a time.

A dimension is 16 direction numbers: each point is the exclusive or of some of them. Those of the first
dimensions lie in a file, because SciPy, which knows them, takes a second of processor time and 50 MB to load
the part of it that does. `python -m simulator.engine.sobol` writes that file.

References
----------
Joe and Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM Journal on Scientific
Computing 30 (2008); the direction numbers are theirs, by way of SciPy.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import scipy
from numpy.typing import NDArray

Ranks = NDArray[np.uint16]

BITS = 16
"""Bits of a rank."""

RANKS = 1 << BITS
"""Number of points of a sequence."""

IN_FILE = 1024
"""Dimensions in the file, some five times as many as the largest programme has names."""

FILE = Path(__file__).with_name("sobol.npy")


def directions(dimension: int) -> Ranks:
    """Give the direction numbers of a dimension, shape (16,).

    Parameters
    ----------
    dimension : int
        From 0. Those beyond the file come from SciPy.
    """
    if dimension < IN_FILE:
        return np.asarray(_of_file()[dimension])
    # By powers of two, so that not every dimension asks anew.
    return np.asarray(computed(1 << dimension.bit_length())[dimension])


def sequence(numbers: Ranks, shift: int = 0) -> Ranks:
    """Give the points that direction numbers stand for, in the order of the Gray code.

    Parameters
    ----------
    numbers : ndarray of uint16, shape (bits,)
        Direction numbers, scrambled or not.
    shift : int
        Digital shift: the first point, and part of every other.

    Returns
    -------
    ndarray of uint16, shape (2 ** bits,)

    Examples
    --------
    Halves, then quarters: the first four points of the first dimension are 0, 1/2, 3/4 and 1/4.

    >>> (sequence(directions(0)[:2]) / RANKS).tolist()
    [0.0, 0.5, 0.75, 0.25]
    """
    points = np.empty(1 << len(numbers), np.uint16)
    points[0] = shift
    # A bit of n is in two bits of its Gray code, n ^ (n >> 1): its own, and the one below.
    steps = numbers.copy()
    steps[1:] ^= numbers[:-1]
    for bit, step in enumerate(steps):
        known = 1 << bit
        np.bitwise_xor(points[:known], step, out=points[known : 2 * known])
    return points


@lru_cache(maxsize=2)
def computed(dimensions: int) -> Ranks:
    """Ask SciPy for direction numbers: number k is point 2^(k + 1) - 1, of which the Gray code is bit k.

    Returns
    -------
    ndarray of uint16, shape (dimensions, 16)
    """
    points = scipy.stats.qmc.Sobol(dimensions, scramble=False, bits=BITS)
    numbers = np.empty((dimensions, BITS), np.uint16)
    for bit in range(BITS):
        points.fast_forward((2 << bit) - 1 - points.num_generated)
        numbers[:, bit] = points.random(1)[0] * RANKS
    return numbers


@lru_cache(maxsize=1)
def _of_file() -> Ranks:
    return np.asarray(np.load(FILE, allow_pickle=False))


if __name__ == "__main__":
    np.save(FILE, computed(IN_FILE))
