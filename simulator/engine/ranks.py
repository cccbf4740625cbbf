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
from typing import NamedTuple

import numpy as np
import scipy

from simulator.engine.axes import Array
from simulator.engine.distributions import CELLS
from simulator.engine.sobol import BITS, RANKS, Ranks, directions, sequence

KEPT_REPLICATES = 2
"""Replicates that are kept of cells that go along with a common factor: 131,072 draws. Other cells need one
replicate for all."""

_CELL_SHIFT = BITS - (CELLS.bit_length() - 1)
_DIAGONAL = 1 << np.arange(BITS)
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
    return np.random.Generator(_bits(seed, name))


def _bits(seed: int, name: str) -> np.random.PCG64:
    # As `SeedSequence(seed, spawn_key=...)` with the words of the digest as the key: it pads a seed to four
    # words too. Given as one array, they take a third of the time.
    words = np.frombuffer(seed.to_bytes(16, "little") + hashlib.sha256(name.encode()).digest(), dtype="<u4")
    return np.random.PCG64(np.random.SeedSequence(words))


def own_part(loadings: Iterable[float]) -> float:
    """Weight of a quantity's own draw once its common factors have had theirs.

    >>> own_part([0.6])
    0.8
    """
    return float(np.sqrt(max(0.0, 1.0 - sum(loading**2 for loading in loadings))))


class Cells(NamedTuple):
    """Table cells of a name for a replicate of 65,536 draws.

    Each replicate is the same sequence under a fresh shift, so that draws go on beyond 65,536.
    """

    first: Ranks
    """Those of the first replicate, shape (65536,), read only; those of this one where common factors
    make each replicate another, without a shift then."""
    shift: int
    """What differs between them and those of this replicate, in all draws alike."""

    def part(self, draws: slice) -> Ranks:
        """Give the cells of some of the draws; not to be written in."""
        found = self.first[draws]
        return found ^ np.uint16(self.shift) if self.shift else found


def cells(seed: int, own: Named, factors: tuple[Loaded, ...], replicate: int) -> Cells:
    """Give the table cells of a quantity for a replicate, with or without common factors."""
    if factors:
        kept = replicate < KEPT_REPLICATES
        return Cells((_kept_correlated if kept else _correlated)(seed, own, factors, replicate), 0)
    name, _ = own
    shift = _cell_shift(seed, name, 0) ^ _cell_shift(seed, name, replicate) if replicate else 0
    return Cells(_first_cells(seed, own), shift)


@lru_cache(maxsize=512)
def _first_cells(seed: int, own: Named) -> Ranks:
    """Cells of a name in the first replicate: the leading bits of its ranks, worked out alone."""
    name, dimension = own
    leading = np.right_shift(_scrambled(seed, name, dimension), _CELL_SHIFT, dtype=np.uint16)
    found = sequence(leading, _cell_shift(seed, name, 0))
    found.setflags(write=False)
    return found


def _correlated(seed: int, own: Named, factors: tuple[Loaded, ...], replicate: int) -> Ranks:
    """Cells of a quantity that goes along with common factors: a Gaussian copula."""
    z = _normals(seed, *own, replicate)
    z *= np.float32(own_part(loading for *_, loading in factors))
    for name, dimension, loading in factors:
        z += np.float32(loading) * _kept_normals(seed, name, dimension, replicate)
    found = np.right_shift(_rank_of_normal(z), _CELL_SHIFT, dtype=np.uint16)
    found.setflags(write=False)
    return found


_kept_correlated = lru_cache(maxsize=256)(_correlated)


def _cell_shift(seed: int, name: str, replicate: int) -> int:
    return _shift(seed, name, replicate) >> _CELL_SHIFT


@lru_cache(maxsize=8192)
def _shift(seed: int, name: str, replicate: int) -> int:
    # What `integers(RANKS, dtype=np.uint16)` takes from a new stream.
    return int(_bits(seed, f"{name}#{replicate}").random_raw()) % RANKS


def _normals(seed: int, name: str, dimension: int, replicate: int) -> Array:
    """Standard normal numbers of a name, shape (65536,)."""
    ranks = sequence(_scrambled(seed, name, dimension), _shift(seed, name, replicate))
    return np.asarray(_normal_of_rank()[ranks])


_kept_normals = lru_cache(maxsize=16)(_normals)
"""Those of a common factor, with which many quantities go along; not to be written in."""


@lru_cache(maxsize=1024)
def _scrambled(seed: int, name: str, dimension: int) -> Ranks:
    """Direction numbers of a name: under a random lower-triangular matrix, with ones on the diagonal.

    The leading bits of a rank decide the leading bits of its image, so that strata stay strata.
    """
    columns = _DIAGONAL.copy()
    columns[1:] |= stream(seed, name).integers(_DIAGONAL[1:])
    has = (directions(dimension)[:, None] >> np.arange(BITS)) & 1
    return np.asarray(np.bitwise_xor.reduce(has * columns, axis=1).astype(np.uint16))


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
