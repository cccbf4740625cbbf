"""From a plan and a sampler to totals and means, block by block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, Projection
from simulator.engine.sampling import MostLikelySampler, RankSampler, Sampler
from simulator.engine.tally import Tally
from simulator.engine.workspace import Workspace

BLOCK = 20_000
"""Draws worked on at a time: enough for NumPy to be at its best, few enough for a cache, and usual numbers of
draws are whole blocks."""

Progress = Callable[[int, int], None]
"""Called with the number of draws done and the number to do."""


def most_likely(plan: Plan, views: Sequence[str] = (REGION,)) -> Projection:
    """Project the one case in which every quantity has its stated value.

    It runs the same code as the draws do, in float64, with one draw.
    """
    return project(plan, MostLikelySampler(), 1, views)


def simulate(
    plan: Plan,
    draws: int,
    seed: int,
    views: Sequence[str] = (REGION,),
    progress: Progress | None = None,
) -> Projection:
    """Project many draws, on the same dice for every scenario of a catalogue and seed.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    draws : int
        Number of draws.
    seed : int
        Seed of the run.
    views : sequence of str
        "region" and ids of municipalities for which draws of the totals are kept.
    progress : callable, optional
        Called after each block with the draws done and to do.
    """
    return project(plan, RankSampler(seed, plan.names), draws, views, progress)


def project(
    plan: Plan,
    sampler: Sampler,
    draws: int,
    views: Sequence[str] = (REGION,),
    progress: Progress | None = None,
) -> Projection:
    """Project a plan with any sampler; see `simulate`."""
    tally = Tally(plan, views, draws, sampler.dtype)
    room = Workspace(plan, min(BLOCK, draws), sampler.dtype)
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        if count != room.count:
            room = Workspace(plan, count, sampler.dtype)
        values = sampler.block(plan.quantities, start, count)
        tally.add(Block(plan, values, count, sampler.dtype, room), start)
        if progress is not None:
            progress(start + count, draws)
    return Projection(plan=plan, draws=draws, totals=tally.totals(), means=tally.means())
