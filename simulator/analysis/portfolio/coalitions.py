"""Sums over subsets: each part of a total depends on a few measures, and a package adds the parts up.

The saving on a service depends on the measures that work there and on no others; a pool of costs on those
that draw on it. So a package of sixteen measures needs no run of its own: it is a sum of rows from small
tables, one per part, each with a row for every subset of the measures that the part depends on.

Subsets are numbered: measure ``i`` of a table is in subset ``c`` when bit ``i`` of ``c`` is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array

Subsets = NDArray[np.intp]
"""Numbers of subsets."""

Members = NDArray[np.bool_]
"""Who is in: shape (members, subsets)."""


def members(count: int) -> Members:
    """Say which members each subset has.

    >>> members(2).astype(int)
    array([[0, 1, 0, 1],
           [0, 0, 1, 1]])
    """
    numbers = np.arange(1 << count)
    return np.asarray(numbers >> np.arange(count)[:, None] & 1, dtype=bool)


def within(players: Sequence[int], others: Sequence[int]) -> Subsets:
    """Give the number among `players` of the part of each subset of `others` that is theirs.

    Players that are not among the others are out.

    >>> within((7,), (3, 7))
    array([0, 0, 1, 1])
    """
    numbers = np.arange(1 << len(others))
    place = {player: bit for bit, player in enumerate(others)}
    found = np.zeros(len(numbers), np.intp)
    for bit, player in enumerate(players):
        if player in place:
            found |= (numbers >> place[player] & 1) << bit
    return found


@dataclass(frozen=True)
class Table:
    """One part of the net saving, for every subset of the measures that it depends on.

    Attributes
    ----------
    players : tuple of int
        Numbers of the measures, ascending.
    draws : ndarray, shape (subsets, draws)
        The part in the year and for the view that the task is about, draw by draw, in EUR a year.
    means : ndarray, shape (subsets, years)
        Means over draws in every year, for the view that is shown, in EUR a year.
    """

    players: tuple[int, ...]
    draws: Array
    means: Array

    def over(self, players: Sequence[int]) -> Table:
        """Write the table out for the subsets of more measures."""
        if tuple(players) == self.players:
            return self
        rows = within(self.players, players)
        return Table(tuple(players), self.draws[rows], self.means[rows])


def added(tables: Sequence[Table]) -> Table:
    """Add tables up, over all measures that any of them depends on."""
    players = tuple(sorted({player for table in tables for player in table.players}))
    parts = [table.over(players) for table in tables]
    return Table(
        players,
        reduce(np.add, (part.draws for part in parts)),
        reduce(np.add, (part.means for part in parts)),
    )


def joined(tables: Sequence[Table], most: int) -> list[Table]:
    """Add tables up that depend on the same measures, as long as the result stays small.

    Parameters
    ----------
    tables : sequence of Table
        At least one.
    most : int
        Most measures of a table that is made by adding others; larger ones stay as they are.

    Returns
    -------
    list of Table
        With the same sum for each package; seldom do two of them share a measure.
    """
    found: list[Table] = []
    for table in sorted(tables, key=lambda table: -len(table.players)):
        for place, other in enumerate(found):
            mine, theirs = set(table.players), set(other.players)
            if mine <= theirs or (mine & theirs and len(mine | theirs) <= most):
                found[place] = added([other, table])
                break
        else:
            found.append(table)
    # What was joined may have come to share measures with a third.
    return found if len(found) == len(tables) else joined(found, most)


def sums(amounts: Array) -> Array:
    """Add up an amount of each member, for every subset.

    Parameters
    ----------
    amounts : ndarray, shape (members, ...)

    Returns
    -------
    ndarray, shape (subsets, ...)

    Examples
    --------
    >>> sums(np.array([1.0, 10.0]))
    array([ 0.,  1., 10., 11.])
    """
    total = np.zeros((1, *amounts.shape[1:]))
    for amount in amounts:
        total = np.concatenate([total, total + amount])
    return total
