"""Time, so that a busy machine disturbs it as little as can be."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Ratio:
    """How two things compare, from pairs of runs side by side."""

    ratio: float
    """Median of the ratios of the pairs."""
    low: float
    """Lowest of them."""
    high: float
    """Highest of them."""
    seconds: float
    """Median time of the one, in processor seconds."""
    base: float
    """Median time of the other."""


def ratio_of(one: Callable[[], object], other: Callable[[], object], pairs: int) -> Ratio:
    """Run two things in turn, and compare their processor time.

    The order changes with every pair, so that neither profits from what the other left behind.

    Parameters
    ----------
    one, other : callable
        What is measured, and what it is measured against; both run once beforehand.
    pairs : int
        Number of pairs.
    """
    return ratio_between(lambda: seconds(one), lambda: seconds(other), pairs)


def ratio_between(one: Callable[[], float], other: Callable[[], float], pairs: int) -> Ratio:
    """Compare what takes its own time, as a process does; both run once beforehand.

    Parameters
    ----------
    one, other : callable
        Runs, and gives its processor time in seconds.
    pairs : int
        Number of pairs.
    """
    one(), other()
    times = []
    for number in range(pairs):
        if number % 2:
            late = other()
            times.append((one(), late))
        else:
            times.append((one(), other()))
    ratios = sorted(a / b for a, b in times)
    return Ratio(
        ratio=median(ratios),
        low=ratios[0],
        high=ratios[-1],
        seconds=median(a for a, _ in times),
        base=median(b for _, b in times),
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run, without the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        gc.enable()
