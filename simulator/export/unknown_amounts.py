"""Amounts that leave out something without an amount (PM), as cells of budget tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

PM: Final = "PM"
"""What a cell says when nothing of its amount is known. Unknown is never zero."""


@dataclass(frozen=True)
class Partly:
    """What is known of an amount, in whole units of its table; something without an amount comes with it."""

    known: int


Cell = str | int | float | Partly | None
"""A cell: text, an amount, what is known of one, or nothing."""


def told(known: int, *, unknown: bool) -> int | str | Partly:
    """Give the cell of an amount.

    Parameters
    ----------
    known : int
        What is known of it; zero where that is nothing.
    unknown : bool
        Whether it leaves something out.

    Examples
    --------
    >>> told(80, unknown=False), told(80, unknown=True), told(0, unknown=True)
    (80, Partly(known=80), 'PM')
    """
    if not unknown:
        return known
    return Partly(known) if known else PM


def known_of(cell: Cell) -> int:
    """Give what is known of the amount in a cell; zero where that is nothing."""
    if isinstance(cell, Partly):
        return cell.known
    return 0 if cell is None or isinstance(cell, str) else int(cell)


def leaves_out(cell: Cell) -> bool:
    """Say whether a cell is an amount that leaves something out."""
    return cell == PM or isinstance(cell, Partly)


def added(cells: Iterable[Cell]) -> int | str | Partly:
    """Add amounts up; the sum leaves out what any of them leaves out.

    >>> added([80, 20]), added([80, "PM"]), added([0, "PM"])
    (100, Partly(known=80), 'PM')
    """
    listed = list(cells)
    return told(sum(map(known_of, listed)), unknown=any(map(leaves_out, listed)))
