"""A full run of the programme against its floor."""

from __future__ import annotations

from benchmarks.cases import SEED, Case
from benchmarks.floor import draw_all
from benchmarks.timing import Ratio, ratio_of
from simulator.engine.axes import Array
from simulator.engine.net import net_draws
from simulator.engine.project import simulate
from simulator.engine.result import Projection
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import probability_of_reaching, quantiles


def full_run(case: Case, draws: int) -> list[float]:
    """Everything that a user sees of a run: all measures, damping, two views, percentiles and chances."""
    return summarise(case, simulate(case.plan, draws, SEED, case.views))


def net_run(case: Case, draws: int) -> list[float]:
    """Percentiles and chances of the net saving in one view, and nothing else."""
    owner = case.target.municipality
    net = net_draws(case.plan, RankSampler(SEED, case.plan.names), draws, (owner,))[owner]
    return net_summary(case, net, net)


def summarise(case: Case, outcome: Projection) -> list[float]:
    """Three percentiles of four totals of the region in each year, and the chances of the task."""
    region, owner = (outcome.totals[view] for view in case.views)
    found = net_summary(case, region.net, owner.net)
    for total in (region.gross, region.damped, region.cost):
        found += quantiles(total).ravel().tolist()
    return found


def net_summary(case: Case, region: Array, owner: Array) -> list[float]:
    """Three percentiles of the net saving of the region in each year, and the chances of the task."""
    chances = [
        probability_of_reaching(owner[at], case.target.amounts[year])
        for at, year in enumerate(case.plan.years)
        if year in case.target.amounts
    ]
    return [*chances, *quantiles(region).ravel().tolist()]


def against_floor(case: Case, draws: int, pairs: int) -> Ratio:
    """Time of a full run as a part of the time to draw its random numbers alone.

    Ranks are there already, as after the first run of a session; no draw is kept from run to run.
    """
    return ratio_of(lambda: full_run(case, draws), lambda: draw_all(case.plan, draws, SEED), pairs)
