"""Rounding that still adds up: the largest-remainder method."""

from __future__ import annotations

import math
from collections.abc import Sequence


def round_half_up(amount: float) -> int:
    """Round to a whole number, halves away from zero, as people expect.

    >>> round_half_up(2.5), round_half_up(-2.5), round_half_up(0.4)
    (3, -3, 0)
    """
    return int(math.copysign(math.floor(abs(amount) + 0.5), amount))


def largest_remainder(amounts: Sequence[float], total: int | None = None) -> list[int]:
    """Round amounts to whole numbers that add up to the rounded total.

    Every amount is rounded down; the units that are missing then go to the amounts that lost most, the
    first of them when two lost as much. No amount moves by a whole unit or more, whole amounts do not move.

    Parameters
    ----------
    amounts : sequence of float
        Parts, in the unit to which they are rounded.
    total : int, optional
        What they must add up to; left out: their sum, rounded.

    Raises
    ------
    ValueError
        If the total cannot be reached by moving each amount less than one unit, or an amount is no number.

    Examples
    --------
    Rounded one by one these three would add up to 2; their sum is 1.2 + 0.4 + 0.4 = 2.0, but:

    >>> largest_remainder([0.4, 0.4, 0.4])
    [1, 0, 0]
    >>> largest_remainder([1.5, 1.5, -1.0]), largest_remainder([])
    ([2, 1, -1], [])
    """
    if not all(math.isfinite(amount) for amount in amounts):
        raise ValueError("amounts must be finite numbers: an unknown amount cannot be rounded")
    whole = [math.floor(amount) for amount in amounts]
    goal = round_half_up(math.fsum(amounts)) if total is None else total
    missing = goal - sum(whole)
    broken = [at for at, amount in enumerate(amounts) if amount != whole[at]]
    if not 0 <= missing <= len(broken):
        raise ValueError(
            f"parts that round to between {sum(whole)} and {sum(whole) + len(broken)} cannot add up to {goal}"
        )
    by_loss = sorted(broken, key=lambda at: whole[at] - amounts[at])
    for at in by_loss[:missing]:
        whole[at] += 1
    return whole
