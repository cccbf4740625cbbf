"""Draws: one stream per named quantity, so that scenarios are compared on the same dice.

Two samplers give the same distributions:

`RankSampler` keeps, for each name, a scrambled Sobol sequence as 16-bit ranks and looks values up in
tables. Ranks depend on the seed and the name alone, not on the scenario, so switching a measure on or
off changes no other draw. It is the fast one.

`PlainSampler` draws ordinary pseudo-random numbers, with NumPy's own generators where it can and by exact
quantile functions where common factors or rival estimates need them. It is the slow one that tests the fast
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import scipy

from simulator.engine.axes import Array, Scalar
from simulator.engine.distributions import Component, draw, mixture_quantile, table
from simulator.engine.ranks import Cells, Loaded, Named, cells, own_part, stream
from simulator.engine.sobol import RANKS


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

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> Sequence[Scalar | Array]:
        """Draws `start` to `start + count` of each quantity: a float if fixed, else shape (draws,)."""
        ...


_NO_CELLS = Cells(np.empty(0, np.uint16), 0)


class MostLikelySampler:
    """One draw, with every quantity at its stated value."""

    dtype = np.float64

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Stated values; `start` and `count` do not matter."""
        return [quantity.most_likely for quantity in quantities]


class PlainSampler:
    """Pseudo-random draws, without tables; blocks must be asked for in order.

    Parameters
    ----------
    seed : int
        Seed of the run.
    dtype : type
        Precision of the draws; float32 shows what drawing anew costs in a run that is like any other.
    """

    def __init__(self, seed: int, dtype: type[np.floating[Any]] = np.float64) -> None:
        self.dtype = dtype
        self._seed = seed
        self._streams: dict[str, np.random.Generator] = {}

    def _stream(self, name: str) -> np.random.Generator:
        if name not in self._streams:
            self._streams[name] = stream(self._seed, name)
        return self._streams[name]

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[Scalar | Array]:
        """Draws of each quantity: a float if fixed, else shape (draws,)."""
        factors = {name for quantity in quantities for name, _ in quantity.loadings}
        normals = {name: self._stream(name).standard_normal(count) for name in sorted(factors)}
        drawn = (self._draws(quantity, count, normals) for quantity in quantities)
        return [x.astype(self.dtype, copy=False) if isinstance(x, np.ndarray) else x for x in drawn]

    def _draws(self, quantity: Quantity, count: int, normals: Mapping[str, Array]) -> Scalar | Array:
        first, *rivals = quantity.components
        if quantity.is_fixed:
            return first.value
        generator = self._stream(quantity.name)
        if quantity.loadings:
            z = own_part([loading for _, loading in quantity.loadings]) * generator.standard_normal(count)
            for name, loading in quantity.loadings:
                z += loading * normals[name]
            return mixture_quantile(quantity.components, scipy.special.ndtr(z))
        if rivals:
            return mixture_quantile(quantity.components, generator.random(count))
        return draw(first.uncertainty, first.value, generator, count)


class RankSampler:
    """Scrambled Sobol ranks, kept, and tables of quantile functions.

    Parameters
    ----------
    seed : int
        Seed of the run.
    names : sequence of str
        All names of the catalogue, in its order: the place of a name is its Sobol dimension.
    dtype : type
        Precision of the draws; float64 shows what rounding does to a run on the same ranks.
    """

    def __init__(self, seed: int, names: Sequence[str], dtype: type[np.floating[Any]] = np.float32) -> None:
        self.dtype = dtype
        self._seed = seed
        self._dimension = {name: i for i, name in enumerate(names)}
        self._quantities: Sequence[Quantity] = ()
        self._tables: list[Scalar | Array] = []
        self._cells: dict[int, list[Cells]] = {}

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> Sequence[Scalar | Array]:
        """Draws of each quantity, looked up whenever one is asked for; those of a fixed one are a float."""
        if quantities is not self._quantities:
            # Once a run: hashing a distribution takes longer than drawing from it.
            self._quantities, self._cells = quantities, {}
            self._tables = [self._table(quantity) for quantity in quantities]
        pieces = list(_pieces(start, count))
        # Cells of replicates that are past may be large: they go before others are made.
        self._cells = {replicate: self._cells.get(replicate, []) for replicate, _ in pieces}
        for replicate, known in self._cells.items():
            self._cells[replicate] = known or self._cells_of(replicate)
        return LookUp(self._tables, [(self._cells[replicate], ranks) for replicate, ranks in pieces])

    def _table(self, quantity: Quantity) -> Scalar | Array:
        if quantity.is_fixed:
            return quantity.components[0].value
        return table(quantity.components).astype(self.dtype, copy=False)

    def _cells_of(self, replicate: int) -> list[Cells]:
        """Cells of each quantity; none for one that is fixed."""
        return [
            cells(self._seed, self._named(quantity.name), self._loaded(quantity), replicate)
            if isinstance(values, np.ndarray)
            else _NO_CELLS
            for quantity, values in zip(self._quantities, self._tables, strict=True)
        ]

    def _named(self, name: str) -> Named:
        return name, self._dimension[name]

    def _loaded(self, quantity: Quantity) -> tuple[Loaded, ...]:
        return tuple((*self._named(name), loading) for name, loading in quantity.loadings)


class LookUp(Sequence[Scalar | Array]):
    """Draws of a block, looked up when asked for: used at once, they are still in the processor's cache."""

    def __init__(
        self,
        tables: Sequence[Scalar | Array],
        pieces: Sequence[tuple[Sequence[Cells], slice]],
    ) -> None:
        self._tables = tables
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, place: int) -> Scalar | Array:  # type: ignore[override] # no slices
        values = self._tables[place]
        return self.look_up(place, values) if isinstance(values, np.ndarray) else values

    def is_fixed(self, place: int) -> bool:
        """Whether a quantity is the same in every draw, so that there is nothing to look up."""
        return not isinstance(self._tables[place], np.ndarray)

    def with_table(self, place: int, values: Scalar | Array) -> LookUp:
        """Give the same draws, but for one quantity: other values by cell, or one value in all draws."""
        tables = list(self._tables)
        tables[place] = values
        return LookUp(tables, self._pieces)

    def look_up(self, place: int, values: Array) -> Array:
        """Look other values up with the draws of a quantity, say those of a function of it.

        Parameters
        ----------
        place : int
            Place of an uncertain quantity.
        values : ndarray, shape (..., 4096)
            Values by cell.

        Returns
        -------
        ndarray, shape (..., draws)
        """
        # Every cell is in the table. Mode "wrap" is the one that checks least.
        parts = [values.take(known[place].part(part), axis=-1, mode="wrap") for known, part in self._pieces]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)

    def look_up_rows(self, place: int, rows: Rows, out: Array) -> None:
        """Look several values up with the draws of one quantity.

        Parameters
        ----------
        place : int
            Place of an uncertain quantity.
        rows : Rows
            Values by cell.
        out : ndarray, shape (rows, draws)
            Written over.
        """
        out[: rows.places.start] = rows.first[: rows.places.start]
        out[rows.places.stop :] = rows.first[rows.places.stop :]
        end = 0
        for known, part in self._pieces:
            start, end = end, end + part.stop - part.start
            # The type that `take` turns cells into: once for all rows.
            at = known[place].part(part).astype(np.intp)
            for values, found in zip(rows.varying, out[rows.places, start:end], strict=True):
                values.take(at, out=found, mode="wrap")


class Rows:
    """Values by cell, say of a function of a quantity in each year.

    Parameters
    ----------
    values : ndarray, shape (rows, 4096)
        Rows that are the same in every cell, such as the years before a measure starts, need no looking up.
    """

    def __init__(self, values: Array) -> None:
        self.first = values[:, :1]
        (differing,) = np.nonzero((values != self.first).any(axis=1))
        self.places = slice(differing[0], differing[-1] + 1) if len(differing) else slice(0, 0)
        self.varying = values[self.places]


def _pieces(start: int, count: int) -> Iterator[tuple[int, slice]]:
    """Parts of a block that lie in one replicate of the ranks: its number, and where in it.

    >>> list(_pieces(65_530, 10))
    [(0, slice(65530, 65536, None)), (1, slice(0, 4, None))]
    """
    while count:
        replicate, offset = divmod(start, RANKS)
        size = min(count, RANKS - offset)
        yield replicate, slice(offset, offset + size)
        start, count = start + size, count - size
