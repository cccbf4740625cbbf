"""Pages are drawn a few at a time.

Python computes on one core at a time. Fifty pages drawn at once hinder each other: with every element that
a page sends it gives the core away, and must wait to get it back. Drawn in turn, each takes the time that it
takes alone, and nobody waits longer than for those before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

AT_ONCE: Final = 2
"""Pages drawn at once: while one waits for the network or for NumPy, the other goes on."""
PATIENCE: Final = 3.0
"""Seconds after which a page no longer waits for its turn: what takes so long must not stop everybody."""

_TURNS = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[bool]:
    """Wait for a turn to draw a page; gives whether it came in time.

    Examples
    --------
    >>> with turn() as mine:
    ...     mine
    True
    """
    mine = _TURNS.acquire(timeout=PATIENCE)
    try:
        yield mine
    finally:
        if mine:
            _TURNS.release()
