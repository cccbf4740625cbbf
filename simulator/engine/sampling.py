"""Draws: one stream per named quantity, so that scenarios are compared on the same dice.

Two samplers give the same distributions:

`RankSampler` keeps, for each name, a scrambled Sobol sequence as 16-bit ranks and looks values up in
tables. Ranks depend on the seed and the name alone, not on the scenario, so switching a measure on or
off changes no other draw. It is the fast one.

`PlainSampler` draws ordinary pseudo-random numbers and uses exact quantile functions. It is the slow one
that tests the fast one.

References
----------
Owen, Scrambling Sobol' and Niederreiter-Xing points, Journal of Complexity 14 (1998); here the linear
matrix scramble of Matousek (1998) with a digital shift, both drawn per name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import special
from scipy.stats import qmc

from simulator.engine.axes import Array, Scalar
from simulator.engine.distributions import CELLS, Component, mixture_quantile, table

RANKS = 1 << 16
"""Number of ranks: 16 bits."""

_BITS = 16
_CELL_SHIFT = _BITS - (CELLS.bit_length() - 1)
_Z_LIMIT = 5.0

Ranks = NDArray[np.uint16]


@dataclass(frozen=True)
class Quantity:
    """A driver as the engine draws it."""

    name: str
    """Full name, say "normenkader-huishoudelijke-hulp/hours"; names its random stream."""
    components: tuple[Component, ...]
    """Its estimates with their weights."""
    loadings: tuple[tuple[str, float], ...] = ()
    """Correlation with common factors, by the full name of the factor."""

    @property
    def most_likely(self) -> float:
        """Stated value; of a mix of estimates the weighted mean of their stated values."""
        return float(sum(part.weight * part.value for part in self.components))

    @property
    def is_fixed(self) -> bool:
        """Whether every draw has the same value."""
        return len(self.components) == 1 and self.components[0].uncertainty.kind == "fixed"


class Sampler(Protocol):
    """Anything that can give the next block of draws of some quantities."""

    @property
    def dtype(self) -> type[np.floating[Any]]:
        """Precision of the draws."""

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Draws `start` to `start + count` of each quantity: a float if fixed, else shape (draws,)."""
        ...


def stream(seed: int, name: str) -> np.random.Generator:
    """Give the random stream of a name: always the same, whatever else is drawn.

    >>> stream(1, "a").random() == stream(1, "a").random(), stream(1, "a").random() == stream(1, "b").random()
    (True, False)
    """
    key = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4")
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(key.tolist())))


class MostLikelySampler:
    """One draw, with every quantity at its stated value."""

    dtype = np.float64

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Stated values; `start` and `count` do not matter."""
        return [quantity.most_likely for quantity in quantities]


class PlainSampler:
    """Pseudo-random draws and exact quantile functions; blocks must be asked for in order.

    Parameters
    ----------
    seed : int
        Seed of the run.
    """

    dtype = np.float64

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._streams: dict[str, np.random.Generator] = {}

    def _next(self, name: str, count: int) -> Array:
        if name not in self._streams:
            self._streams[name] = stream(self._seed, name)
        return self._streams[name].random(count)

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Draws of each quantity in float64."""
        factors: dict[str, Array] = {}
        result: list[Scalar | Array] = []
        for quantity in quantities:
            if quantity.is_fixed:
                result.append(quantity.components[0].value)
                continue
            u = self._next(quantity.name, count)
            if quantity.loadings:
                z = own_part([loading for _, loading in quantity.loadings]) * special.ndtri(u)
                for name, loading in quantity.loadings:
                    if name not in factors:
                        factors[name] = special.ndtri(self._next(name, count))
                    z += loading * factors[name]
                u = special.ndtr(z)
            result.append(mixture_quantile(quantity.components, u))
        return result


class RankSampler:
    """Scrambled Sobol ranks, kept, and tables of quantile functions.

    Parameters
    ----------
    seed : int
        Seed of the run.
    names : sequence of str
        All names of the catalogue, in its order: the place of a name is its Sobol dimension.
    """

    dtype = np.float32

    def __init__(self, seed: int, names: Sequence[str]) -> None:
        self._seed = seed
        self._dimension = {name: i for i, name in enumerate(names)}
        self._tables: dict[str, Scalar | Array] = {}

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Draws of each quantity in float32."""
        return [self._draw(quantity, start, count) for quantity in quantities]

    def _draw(self, quantity: Quantity, start: int, count: int) -> Scalar | Array:
        known = self._tables.get(quantity.name)
        if known is None:
            # Looked up once a run: hashing a distribution takes longer than drawing from it.
            known = quantity.components[0].value if quantity.is_fixed else table(quantity.components)
            self._tables[quantity.name] = known
        if isinstance(known, float):
            return known
        return known.take(self._cells_of(quantity, start, count), mode="clip")

    def _cells_of(self, quantity: Quantity, start: int, count: int) -> Ranks:
        """Table cell of each draw; beyond 65,536 draws the sequence repeats under a fresh digital shift."""
        own = (quantity.name, self._dimension[quantity.name])
        factors = tuple((name, self._dimension[name], loading) for name, loading in quantity.loadings)
        parts = []
        while count:
            replicate, offset = divmod(start, RANKS)
            part = _cells(self._seed, own, factors, replicate)[offset : offset + count]
            parts.append(part)
            start, count = start + len(part), count - len(part)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


def own_part(loadings: Iterable[float]) -> float:
    """Weight of a quantity's own draw once its common factors have had theirs.

    >>> own_part([0.6])
    0.8
    """
    return float(np.sqrt(max(0.0, 1.0 - sum(loading**2 for loading in loadings))))


@lru_cache(maxsize=4)
def _sobol(dimensions: int) -> NDArray[np.uint16]:
    """Unscrambled Sobol points as ranks, shape (dimensions, 65536)."""
    points = qmc.Sobol(dimensions, scramble=False, bits=_BITS).random(RANKS)
    return np.ascontiguousarray((points * RANKS).astype(np.uint16).T)


@lru_cache(maxsize=512)
def _cells(
    seed: int,
    own: tuple[str, int],
    factors: tuple[tuple[str, int, float], ...],
    replicate: int,
) -> Ranks:
    """Table cells of a quantity for 65,536 draws; kept, as they do not depend on the scenario."""
    ranks = _ranks(seed, *own, replicate)
    if factors:
        z = np.float32(own_part([loading for *_, loading in factors])) * _normal_of_rank()[ranks]
        for name, dimension, loading in factors:
            z += np.float32(loading) * _normal_of_rank()[_ranks(seed, name, dimension, replicate)]
        ranks = _rank_of_normal(z)
    cells: Ranks = (ranks >> _CELL_SHIFT).astype(np.uint16)
    cells.setflags(write=False)
    return cells


def _ranks(seed: int, name: str, dimension: int, replicate: int) -> Ranks:
    """Ranks of a name, shape (65536,): its Sobol dimension under a scramble and shift of its own."""
    dimensions = 1 << max(7, dimension.bit_length())
    scramble = _linear_scramble(stream(seed, name))
    ranks = scramble[_sobol(dimensions)[dimension]]
    shift = stream(seed, f"{name}#{replicate}").integers(RANKS, dtype=np.uint16)
    return np.asarray(ranks ^ shift)


def _linear_scramble(generator: np.random.Generator) -> Ranks:
    """Image of all 65,536 ranks under a random lower-triangular matrix over bits, with ones on the diagonal.

    The leading bits of a rank decide the leading bits of its image, so that strata stay strata.
    """
    image = np.zeros(1, dtype=np.uint16)
    for bit in range(_BITS):
        lower = int(generator.integers(1 << bit)) if bit else 0
        image = np.concatenate([image, image ^ np.uint16((1 << bit) | lower)])
    return image


@lru_cache(maxsize=1)
def _normal_of_rank() -> Array:
    """Standard normal number of each rank, shape (65536,)."""
    return np.asarray(special.ndtri((np.arange(RANKS) + 0.5) / RANKS)).astype(np.float32)


@lru_cache(maxsize=1)
def _rank_of_z_cell() -> Ranks:
    """Rank of each of 65,536 equal cells of z from -5 to 5."""
    z = (np.arange(RANKS) + 0.5) / RANKS * 2 * _Z_LIMIT - _Z_LIMIT
    return np.asarray(special.ndtr(z) * RANKS).astype(np.uint16)


def _rank_of_normal(z: Array) -> Ranks:
    """Rank of standard normal numbers, by table: z is cut into cells of 0.00015."""
    cell = (np.clip(z, -_Z_LIMIT, _Z_LIMIT - 1e-3) + np.float32(_Z_LIMIT)) * np.float32(
        RANKS / (2 * _Z_LIMIT)
    )
    return _rank_of_z_cell()[cell.astype(np.uint16)]
