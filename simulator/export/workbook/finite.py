"""The guard on every number that goes into a workbook."""

from __future__ import annotations

import math

from simulator.errors import WorkbookError


def check_finite(cell: str, value: float) -> None:
    """Refuse a number that is none: Excel would call the file damaged, or show an error as an amount.

    Parameters
    ----------
    cell : str
        Sheet and cell, for the message.
    value : float
        Number, or value of a formula.

    Raises
    ------
    WorkbookError
        When it is NaN or infinite.

    Examples
    --------
    >>> check_finite("Kosten!C2", 0.0)
    """
    if not math.isfinite(value):
        raise WorkbookError(
            f"workbook, cell {cell}: found {value}; expected a finite number. No workbook is made: what is "
            "unknown is the text PM, so this is a fault in Koers. Please report it with the scenario."
        )
