"""From a plan and a sampler to totals and means, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, Projection
from simulator.engine.sampling import MostLikelySampler, RankSampler, Sampler
from simulator.engine.sobol import RANKS
from simulator.engine.tally import Tally
from simulator.engine.workspace import Workspace

BLOCK = 35_000
"""Most draws worked on at a time: enough for NumPy to be at its best, few enough for a cache. Half a
replicate of ranks fits, and so does what 100,000 draws have beyond the first."""

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
    return project_apart(plan, sampler, draws, [views], progress)[0]


def project_apart(
    plan: Plan,
    sampler: Sampler,
    draws: int,
    view_sets: Sequence[Sequence[str]],
    progress: Progress | None = None,
) -> list[Projection]:
    """Project a plan once for several sets of views.

    Each set gives what `project` gives for it alone, to the last bit: in single precision an amount may end
    on another bit when it is worked out together with other views.
    """
    tallies = [Tally(plan, views, draws, sampler.dtype) for views in view_sets]
    for start, block in blocks(plan, sampler, draws, progress):
        for tally in tallies:
            tally.add(block, start)
    return [Projection(plan, draws, tally.totals(), tally.means()) for tally in tallies]


def blocks(
    plan: Plan, sampler: Sampler, draws: int, progress: Progress | None = None
) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of a run with the number of the first draw in each.

    Each writes over the memory of the one before it: use a block before asking for the next.
    """
    pieces = list(_pieces(draws))
    room = Workspace(plan, max(count for _, count in pieces), sampler.dtype)
    for start, count in pieces:
        if count != room.count:
            room = Workspace(plan, count, sampler.dtype, room.memory)
        values = sampler.block(plan.quantities, start, count)
        yield start, Block(plan, values, count, sampler.dtype, room)
        if progress is not None:
            progress(start + count, draws)


def _pieces(draws: int) -> Iterator[tuple[int, int]]:
    """Start and number of draws of each block: even parts of a replicate, in which ranks lie side by side.

    >>> list(_pieces(70_000))
    [(0, 32768), (32768, 32768), (65536, 4464)]
    """
    for first in range(0, draws, RANKS):
        end = min(first + RANKS, draws)
        size = ceil((end - first) / ceil((end - first) / BLOCK))
        yield from ((start, min(size, end - start)) for start in range(first, end, size))
