"""The table of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    draws: int
    seconds: float
    to_floor: float
    """Median of the ratios to drawing the numbers alone."""
    low: float
    high: float
    to_koers: float
    """Its ratio to the floor against that of Koers on as many draws."""
    standard_errors: float
    """How far it lies from the reference."""


def table(rows: Sequence[Row]) -> str:
    """Write the lines as a Markdown table."""
    head = ("", "draws", "time", "against drawing alone", "against Koers")
    body = [
        (
            row.name,
            f"{row.draws:,}",
            f"{row.seconds * 1e3:,.0f} ms",
            f"{_times(row.to_floor)} ({_times(row.low)} to {_times(row.high)})",
            _times(row.to_koers),
        )
        for row in rows
    ]
    lines = (head, ("---", "---:", "---:", "---:", "---:"), *body)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _times(ratio: float) -> str:
    """Write a ratio with two digits.

    >>> _times(0.2671), _times(1.0), _times(8.213), _times(128.4)
    ('0.27x', '1.0x', '8.2x', '130x')
    """
    return f"{float(f'{ratio:.2g}'):,.0f}x" if ratio >= 9.95 else f"{ratio:#.2g}x"  # noqa: PLR2004
