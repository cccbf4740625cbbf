"""Rounding in two steps: measures add up to the total of a year, and lines to their measure.

So a measure has the same amounts in every table, whether its lines are shown or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from simulator.analysis.budget import largest_remainder

Pair = tuple[int, int]
"""Spending and income in whole units."""

SIDES = ("expenditure", "income")


def measure_sums(frame: pd.DataFrame, unit: int) -> dict[tuple[int, str], Pair]:
    """Spending and income of each measure per year, in whole units that add up to those of the year.

    Parameters
    ----------
    frame : DataFrame
        See `simulator.analysis.budget.measure_table`.
    unit : int
        EUR in a unit of the result.
    """
    sums = frame.groupby(["year", "measure"], sort=False)[list(SIDES)].sum().reset_index()
    found: dict[tuple[int, str], Pair] = {}
    for year, own in sums.groupby("year", sort=False):
        spent, earned = (largest_remainder([x / unit for x in own[side].tolist()]) for side in SIDES)
        for name, pair in zip(own["measure"].tolist(), zip(spent, earned, strict=True), strict=True):
            found[int(str(year)), name] = pair
    return found


def line_amounts(frame: pd.DataFrame, unit: int, sums: Mapping[tuple[int, str], Pair]) -> dict[Any, Pair]:
    """Spending and income of each line by its index, in whole units that add up to those of its measure."""
    found: dict[Any, Pair] = {}
    for (year, name), own in frame.groupby(["year", "measure"], sort=False):
        totals = sums[int(str(year)), str(name)]
        spent, earned = (
            _parts([x / unit for x in own[side].tolist()], total)
            for side, total in zip(SIDES, totals, strict=True)
        )
        found |= dict(zip(own.index, zip(spent, earned, strict=True), strict=True))
    return found


def _parts(amounts: Sequence[float], total: int) -> list[int]:
    """Round parts to a total that their sum was rounded to, up or down.

    Parts that are whole but for the last binary digit cannot give way to it: they are rounded as they are.
    """
    tidy = [round(amount, 9) for amount in amounts]
    try:
        return largest_remainder(tidy, total)
    except ValueError:
        return largest_remainder(tidy)
