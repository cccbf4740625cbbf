"""What commands say where no source tells what measures save: unknown is not zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.analysis.run import Run

UNKNOWN = "unknown"
"""What stands where an amount would, if nobody knows it."""

NET_UNKNOWN = (
    "Net saving unknown: the source gives no saving for any measure that is on. Unknown is not zero."
)

TASK_UNKNOWN = (
    "Chance of the savings task unknown: the source gives no saving for any measure that is on, in the "
    "municipality with the task."
)


def net_of(mean: float, p10: float, p50: float, p90: float, *, known: bool) -> dict[str, float | None]:
    """Give a net saving for other programs: nothing at all where nobody knows what is saved.

    >>> net_of(1.0, 0.0, 1.0, 2.0, known=True)
    {'mean': 1.0, 'p10': 0.0, 'p50': 1.0, 'p90': 2.0}
    >>> net_of(0.0, 0.0, 0.0, 0.0, known=False)
    {'mean': None, 'p10': None, 'p50': None, 'p90': None}
    """
    numbers = {"mean": mean, "p10": p10, "p50": p50, "p90": p90}
    return {name: value if known else None for name, value in numbers.items()}


def run_known(run: Run) -> bool:
    """Say whether the net saving of a run, where it looks, means anything: see `summary.savings_known`."""
    from simulator.analysis.summary import savings_known

    return savings_known(run.plan, run.view)
