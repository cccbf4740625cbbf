"""The chance of every package: how many of its draws reach the task.

All packages times all draws are too many numbers to keep. Packages are dealt with some at a time: those that
differ in a few measures (the low ones) while the others (the high ones) stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from simulator.analysis.portfolio.coalitions import Subsets, Table, joined, within
from simulator.engine.axes import Array

AT_ONCE = 1 << 18
"""Sums made at a time: as many as a processor's cache has room for."""

_JOINED = 8
"""Most measures of a table that is made by adding others."""


def chances(tables: Sequence[Table], measures: int, target: float) -> Iterator[tuple[Subsets, Array]]:
    """Work out the chance that each package reaches a target, some packages at a time.

    Parameters
    ----------
    tables : sequence of Table
        The parts of the net saving.
    measures : int
        Number of measures to choose from.
    target : float
        What must be reached, in EUR.

    Yields
    ------
    tuple of ndarray
        Numbers of packages, and their chances.
    """
    parts = joined(tables, _JOINED)
    draws = parts[0].draws.shape[1]
    low, high = _divided(parts, measures, max(0, (AT_ONCE // draws).bit_length() - 1))
    chosen_low, chosen_high = set(low), set(high)
    base = np.zeros((1 << len(low), draws), parts[0].draws.dtype)
    apart: list[tuple[Array, Subsets]] = []
    across: list[tuple[Array, Subsets, Subsets]] = []
    for part in parts:
        by_low, by_high = within(part.players, low), within(part.players, high)
        if chosen_low.issuperset(part.players):
            base += part.draws[by_low]
        elif chosen_high.issuperset(part.players):
            apart.append((part.draws, by_high))
        else:
            across.append((part.draws, by_low, by_high))
    room, reached = np.empty_like(base), np.empty(base.shape, bool)
    # NumPy adds small integers up several times as fast as it counts trues along an axis.
    small = np.min_scalar_type(draws)
    numbers_low, numbers_high = _numbers(low), _numbers(high)
    # Reached to half a euro, as in a run.
    bar = base.dtype.type(target - 0.5)
    for choice, number in enumerate(numbers_high):
        total, still = base, np.full(draws, bar)
        for rows, by_high in apart:
            still -= rows[by_high[choice]]
        for rows, by_low, by_high in across:
            total = np.add(total, rows[by_low | by_high[choice]], out=room)
        np.greater_equal(total, still, out=reached)
        yield numbers_low + number, np.divide(reached.sum(axis=1, dtype=small), draws, dtype=float)


def _divided(parts: Sequence[Table], measures: int, most: int) -> tuple[list[int], list[int]]:
    """Choose the low measures: whole tables as far as they fit, so that few lie across."""
    low: list[int] = []
    for part in sorted(parts, key=lambda part: -len(part.players)):
        new = [player for player in part.players if player not in low]
        if len(low) + len(new) <= most:
            low += new
    for player in range(measures):
        if len(low) < min(most, measures) and player not in low:
            low.append(player)
    return sorted(low), [player for player in range(measures) if player not in set(low)]


def _numbers(players: Sequence[int]) -> Subsets:
    """Give the number among all packages of each subset of some measures, the others being out.

    >>> _numbers([1, 3])
    array([ 0,  2,  8, 10])
    """
    found = np.zeros(1 << len(players), np.intp)
    subsets = np.arange(len(found))
    for bit, player in enumerate(players):
        found |= (subsets >> bit & 1) << player
    return found
