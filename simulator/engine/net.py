"""The net saving alone: for whoever needs its draws, and nothing of what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.project import Progress, blocks
from simulator.engine.result import REGION
from simulator.engine.sampling import Sampler
from simulator.engine.weights import Weights, add_up, weights_of


def net_draws(
    plan: Plan,
    sampler: Sampler,
    draws: int,
    views: Sequence[str] = (REGION,),
    progress: Progress | None = None,
) -> dict[str, Array]:
    """Project the net saving of a plan.

    The same as `project` gives but for rounding, sooner and in less memory: one number for each view and
    year of a draw is kept, where totals take three or four.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    sampler : Sampler
        Where the draws come from.
    draws : int
        Number of draws.
    views : sequence of str
        "region" and ids of municipalities.
    progress : callable, optional
        Called after each block with the draws done and to do.

    Returns
    -------
    dict of str to ndarray, shape (years, draws)
        By view, in EUR a year.
    """
    weights = weights_of(plan, views, sampler.dtype)
    net = np.empty((len(plan.years), len(views), draws), sampler.dtype)
    for start, block in blocks(plan, sampler, draws, progress):
        write_net(block, weights, net[..., start : start + block.count])
    return {view: net[:, at] for at, view in enumerate(views)}


def write_net(block: Block, weights: Weights, net: Array) -> None:
    """Write the net saving of a block: damped savings less costs, shape (years, views, draws)."""
    add_up(weights.unions, block.saved[None], net)
    slots, losses = block.losses
    add_up(weights.slots[:, :, slots], losses, net, add=True)
    add_up(weights.outside_flows, block.flows[:, weights.outside], net, add=True)
    add_up(-weights.amounts, block.amounts, net, add=True)
    add_up(-weights.leaks, block.spills, net, add=True)
