"""Scrambled Sobol ranks: low-discrepancy draws as 16-bit numbers, one dimension per named quantity.

Ranks depend on the seed and the name alone, not on the scenario, so they are made once and kept.

References
----------
Owen, Scrambling Sobol' and Niederreiter-Xing points, Journal of Complexity 14 (1998); here the linear
matrix scramble of Matousek (1998) with a digital shift, both drawn per name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import scipy

from simulator.engine.axes import Array
from simulator.engine.distributions import CELLS
from simulator.engine.sobol import BITS, RANKS, Ranks, directions, sequence

KEPT_REPLICATES = 2
"""Replicates of which the cells are kept: 131,072 draws."""

_CELL_SHIFT = BITS - (CELLS.bit_length() - 1)
_Z_LIMIT = 5.0

Named = tuple[str, int]
"""A name and its Sobol dimension."""

Loaded = tuple[str, int, float]
"""Name and Sobol dimension of a common factor, and the correlation with it."""


def stream(seed: int, name: str) -> np.random.Generator:
    """Give the random stream of a name: always the same, whatever else is drawn.

    >>> stream(1, "a").random() == stream(1, "a").random(), stream(1, "a").random() == stream(1, "b").random()
    (True, False)
    """
    key = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4")
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(key.tolist())))


def own_part(loadings: Iterable[float]) -> float:
    """Weight of a quantity's own draw once its common factors have had theirs.

    >>> own_part([0.6])
    0.8
    """
    return float(np.sqrt(max(0.0, 1.0 - sum(loading**2 for loading in loadings))))


def cells(seed: int, own: Named, factors: tuple[Loaded, ...], replicate: int) -> Ranks:
    """Table cells of a quantity for a replicate of 65,536 draws.

    Each replicate is the same sequence under a fresh shift, so that draws go on beyond 65,536.

    Returns
    -------
    ndarray of uint16, shape (65536,)
        Read only. Kept in memory for the first replicates, which every run uses.
    """
    kept = replicate < KEPT_REPLICATES
    return (_kept_cells if kept else _made_cells)(seed, own, factors, replicate)


def _made_cells(seed: int, own: Named, factors: tuple[Loaded, ...], replicate: int) -> Ranks:
    """Cells of a quantity with or without common factors."""
    if factors:
        return _correlated_cells(seed, own, factors, replicate)
    name, dimension = own
    shift = _shift(seed, name, replicate) >> _CELL_SHIFT
    if replicate:
        # Only the shift is new: taking the first one off and this one on is one step.
        found = _kept_cells(seed, own, (), 0) ^ np.uint16(shift ^ _shift(seed, name, 0) >> _CELL_SHIFT)
    else:
        # The leading bits of the ranks, worked out alone.
        leading = np.right_shift(_scrambled(seed, name, dimension), _CELL_SHIFT, dtype=np.uint16)
        found = sequence(leading, shift)
    found.setflags(write=False)
    return found


_kept_cells = lru_cache(maxsize=768)(_made_cells)


def _correlated_cells(seed: int, own: Named, factors: tuple[Loaded, ...], replicate: int) -> Ranks:
    """Cells of a quantity that goes along with common factors: a Gaussian copula."""
    z = _normals(seed, *own, replicate)
    z *= np.float32(own_part(loading for *_, loading in factors))
    for name, dimension, loading in factors:
        z += np.float32(loading) * _normals(seed, name, dimension, replicate)
    found = np.right_shift(_rank_of_normal(z), _CELL_SHIFT, dtype=np.uint16)
    found.setflags(write=False)
    return found


@lru_cache(maxsize=8192)
def _shift(seed: int, name: str, replicate: int) -> int:
    return int(stream(seed, f"{name}#{replicate}").integers(RANKS, dtype=np.uint16))


def _normals(seed: int, name: str, dimension: int, replicate: int) -> Array:
    """Standard normal numbers of a name, shape (65536,)."""
    ranks = sequence(_scrambled(seed, name, dimension), _shift(seed, name, replicate))
    return np.asarray(_normal_of_rank()[ranks])


@lru_cache(maxsize=1024)
def _scrambled(seed: int, name: str, dimension: int) -> Ranks:
    """Direction numbers of a name: under a random lower-triangular matrix, with ones on the diagonal.

    The leading bits of a rank decide the leading bits of its image, so that strata stay strata.
    """
    generator = stream(seed, name)
    columns = [(1 << bit) | (int(generator.integers(1 << bit)) if bit else 0) for bit in range(BITS)]
    has = (directions(dimension)[:, None] >> np.arange(BITS)) & 1
    return np.asarray(np.bitwise_xor.reduce(has * np.array(columns), axis=1).astype(np.uint16))


@lru_cache(maxsize=1)
def _normal_of_rank() -> Array:
    """Standard normal number of each rank, shape (65536,)."""
    return np.asarray(scipy.special.ndtri((np.arange(RANKS) + 0.5) / RANKS)).astype(np.float32)


@lru_cache(maxsize=1)
def _rank_of_z_cell() -> Ranks:
    """Rank of each of 65,536 equal cells of z from -5 to 5."""
    z = (np.arange(RANKS) + 0.5) / RANKS * 2 * _Z_LIMIT - _Z_LIMIT
    return np.asarray(scipy.special.ndtr(z) * RANKS).astype(np.uint16)


def _rank_of_normal(z: Array) -> Ranks:
    """Rank of standard normal numbers, by table: z is cut into cells of 0.00015. Writes over `z`."""
    np.clip(z, -_Z_LIMIT, _Z_LIMIT - 1e-3, out=z)
    z += np.float32(_Z_LIMIT)
    z *= np.float32(RANKS / (2 * _Z_LIMIT))
    return np.asarray(_rank_of_z_cell()[z.astype(np.uint16)])
