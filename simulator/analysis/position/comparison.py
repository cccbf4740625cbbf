"""Two runs on the same dice, compared draw by draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.summary import task_known, total
from simulator.engine.axes import Array
from simulator.engine.statistics import mean, probability_of_reaching, quantiles

SAME_EUR = 10.0
"""Amounts that differ by less than this count as the same: draws are held in single precision."""


@dataclass(frozen=True)
class Spread:
    """One amount in EUR: stated, on average, and the middle and edges of the 80% interval."""

    most_likely: float
    mean: float
    p10: float
    p50: float
    p90: float

    @property
    def width(self) -> float:
        """Width of the 80% interval: decides how far the amount is rounded in a sentence."""
        return self.p90 - self.p10


@dataclass(frozen=True)
class Compared:
    """One quantity of both packages, and their difference in each draw.

    Attributes
    ----------
    proposed, position : Spread
        The package as proposed, and as the position has it.
    difference : Spread
        Position less proposal, worked out in each draw first. Its percentiles are not the differences of
        the percentiles.
    chance_more, chance_less : float
        Part of the draws in which the position gives more, or less, than the proposal. Draws in which they
        differ by less than `SAME_EUR` are in neither.
    """

    proposed: Spread
    position: Spread
    difference: Spread
    chance_more: float
    chance_less: float


@dataclass(frozen=True)
class TaskCompared:
    """The savings task in one year, and the chance that each package makes it (0 to 1).

    Not a number for a package of which nobody knows what it saves for the owner of the task.
    """

    amount: float
    proposed: float
    position: float


@dataclass(frozen=True)
class YearCompared:
    """Both packages in one year.

    Attributes
    ----------
    net, cost : Compared
        Net saving and costs, EUR a year; both positive, net = damped saving - cost.
    cumulative : Compared
        Net saving from the first year up to and including this one, EUR.
    task : TaskCompared or None
        None in a year without a task.
    """

    year: int
    net: Compared
    cost: Compared
    cumulative: Compared
    task: TaskCompared | None


def compare_years(proposed: Run, position: Run) -> tuple[YearCompared, ...]:
    """Compare two runs with the same seed, draws, years and view, year by year.

    Parameters
    ----------
    proposed, position : Run
        Both with draws. The same seed draws the same value for every quantity in both.

    Raises
    ------
    ValueError
        If one of the runs has no draws, or they are not on the same dice.
    """
    if proposed.simulated is None or position.simulated is None:
        raise ValueError("a comparison needs runs with draws")
    if (proposed.scenario.seed, proposed.draws) != (position.scenario.seed, position.draws):
        raise ValueError("the runs have another seed or number of draws, so their draws cannot be compared")
    net = _both(proposed, position, "net")
    cost = _both(proposed, position, "cost")
    return tuple(
        YearCompared(
            year=year,
            net=_compare(*(x[at] for x in net)),
            cost=_compare(*(x[at] for x in cost)),
            cumulative=_compare(*(x[: at + 1].sum(axis=0) for x in net)),
            task=_task(proposed, position, at),
        )
        for at, year in enumerate(position.plan.years)
    )


Pair = tuple[Array, Array, Array, Array]
"""Of a quantity: most likely case of both packages, (years, 1), then draws of both, (years, draws)."""


def _both(proposed: Run, position: Run, quantity: str) -> Pair:
    projections = (proposed.most_likely, position.most_likely, proposed.simulated, position.simulated)
    first, second, third, fourth = (
        # In double precision: the difference of two large single-precision amounts is coarse.
        total(projection, quantity, position.view).astype(np.float64)
        for projection in projections
        if projection is not None
    )
    return first, second, third, fourth


def _compare(likely: Array, likely_position: Array, draws: Array, draws_position: Array) -> Compared:
    difference = draws_position - draws
    return Compared(
        proposed=_spread(likely, draws),
        position=_spread(likely_position, draws_position),
        difference=_spread(likely_position - likely, difference),
        chance_more=float(np.mean(difference >= SAME_EUR)),
        chance_less=float(np.mean(difference <= -SAME_EUR)),
    )


def _spread(likely: Array, draws: Array) -> Spread:
    p10, p50, p90 = quantiles(draws)
    return Spread(float(likely[0]), float(mean(draws)), float(p10), float(p50), float(p90))


def _task(proposed: Run, position: Run, at: int) -> TaskCompared | None:
    target, year = position.target, position.plan.years[at]
    drawn = proposed.simulated and position.simulated
    if target is None or year not in target.amounts or not drawn:
        return None
    amount = target.amounts[year]
    chances = (
        probability_of_reaching(total(run.simulated, "net", target.municipality)[at], amount)
        if run.simulated and task_known(run.plan, target)
        else float("nan")
        for run in (proposed, position)
    )
    return TaskCompared(amount, *chances)


def comparison_table(years: tuple[YearCompared, ...]) -> pd.DataFrame:
    """Give a comparison as a tidy table.

    Returns
    -------
    DataFrame
        One row per year, quantity (net, cost, cumulative) and package (proposed, position, difference), with
        columns year, quantity, package, most_likely, mean, p10, p50, p90, in EUR.
    """
    return pd.DataFrame(
        [
            {"year": compared.year, "quantity": quantity, "package": package}
            | vars(getattr(getattr(compared, quantity), package))
            for compared in years
            for quantity in ("net", "cost", "cumulative")
            for package in ("proposed", "position", "difference")
        ],
        columns=["year", "quantity", "package", "most_likely", "mean", "p10", "p50", "p90"],
    )
