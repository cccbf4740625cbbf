"""The few numbers that an alderman asks for first, from the tables of a run."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import pandas as pd

from simulator.ui.outcome import Outcome
from simulator.ui.tables import net_table


@dataclass(frozen=True)
class Band:
    """A quantity in one year: the middle of all draws, and the 80% interval, in EUR."""

    year: int
    p10: float
    p50: float
    p90: float

    @property
    def width(self) -> float:
        """Width of the 80% interval: decides how far amounts are rounded."""
        return self.p90 - self.p10


@dataclass(frozen=True)
class TaskYear:
    """The savings task in one year.

    Attributes
    ----------
    amount, shortfall : float
        What must be saved, and what is missing on average in the draws that miss it, in EUR.
    chance : float
        Part of the draws that make it; not a number, as the shortfall, where nobody knows what is saved.
    width : float
        Width of the 80% interval of the owner's net saving, in EUR.
    """

    year: int
    amount: float
    chance: float
    shortfall: float
    width: float

    @property
    def known(self) -> bool:
        """Whether anybody knows what the owner of the task saves."""
        return not isnan(self.chance)


@dataclass(frozen=True)
class Headline:
    """What stands at the top of the page.

    Attributes
    ----------
    last : Band
        Net saving in the last year.
    first_gain : int or None
        First year from which on the package yields more than it costs, in the middle of all draws.
    dip : Band or None
        The year with the largest net cost, if there is one.
    task : tuple of TaskYear
        The savings task, per year; empty when there is none.
    known : bool
        Whether the source says of any measure that is on what it saves.
    unknown_costs : int
        Number of costs that are left out because nobody knows the amount.
    more : float or None
        How much more than another scenario it saves in the last year, as a mean over all draws (means may be
        subtracted, percentiles not); None when there is nothing to compare with.
    """

    last: Band
    first_gain: int | None
    dip: Band | None
    task: tuple[TaskYear, ...]
    known: bool = True
    unknown_costs: int = 0
    more: float | None = None


def bands(totals: pd.DataFrame, quantity: str = "net") -> tuple[Band, ...]:
    """Give one quantity of a table of totals per year."""
    # Plain lists: pandas takes a millisecond to pick rows by a text, and a page does so many times.
    columns = (totals[name].tolist() for name in ("quantity", "year", "p10", "p50", "p90"))
    return tuple(
        Band(int(year), p10, p50, p90)
        for named, year, p10, p50, p90 in zip(*columns, strict=True)
        if named == quantity
    )


def headline(outcome: Outcome, before: Outcome | None = None) -> Headline:
    """Read the headline from the tables of a run.

    Parameters
    ----------
    outcome : Outcome
        The tables.
    before : Outcome, optional
        Those of the scenario that it was made from, in the same view and prices.
    """
    net = bands(outcome.totals)
    lowest = min(net, key=lambda band: band.p50)
    gains: list[int] = []
    for band in reversed(net):
        if band.p50 <= 0:
            break
        gains.append(band.year)
    return Headline(
        last=net[-1],
        first_gain=gains[-1] if gains else None,
        dip=lowest if lowest.p50 < 0 else None,
        task=_task(outcome),
        known=outcome.savings_known,
        unknown_costs=outcome.unknown_costs,
        more=_last_mean(outcome) - _last_mean(before) if before and before.savings_known else None,
    )


def _last_mean(outcome: Outcome) -> float:
    return float(net_table(outcome)["net"].iloc[-1])


def _task(outcome: Outcome) -> tuple[TaskYear, ...]:
    if outcome.owner_totals is None:
        return ()
    widths = {band.year: band.width for band in bands(outcome.owner_totals)}
    return tuple(
        TaskYear(
            year=int(row["year"]),
            amount=float(row["target"]),
            chance=float(row["probability"]),
            shortfall=float(row["shortfall_if_missed"]),
            width=widths[int(row["year"])],
        )
        for row in outcome.target.to_dict("records")
    )
