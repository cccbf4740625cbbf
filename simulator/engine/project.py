"""From a plan and a sampler to totals and means, block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, Means, Projection, Totals, view_mask
from simulator.engine.sampling import MostLikelySampler, RankSampler, Sampler

BLOCK = 4_096
"""Draws worked on at a time, so that what belongs together stays in the processor's cache."""

Progress = Callable[[int, int], None]
"""Called with the number of draws done and the number to do."""

SpillOver = tuple[int, int | None, Array]
"""Place of an effect, place of a group (None: not damped), and what comes back as cost, (years, draws)."""


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
    weights = _Weights(plan, views)
    shape = (len(plan.years), draws)
    totals = {view: Totals(*(np.empty(shape, sampler.dtype) for _ in range(4))) for view in views}
    sums = _Sums(plan)
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        block = Block(plan, sampler.block(plan.quantities, start, count), count, sampler.dtype)
        spills = list(block.spill_overs())
        weights.write_totals(block, spills, totals, slice(start, start + count))
        sums.add(block, spills)
        if progress is not None:
            progress(start + count, draws)
    return Projection(plan=plan, draws=draws, totals=totals, means=sums.means(draws))


class _Weights:
    """Weights that turn the parts of a block into the totals of all views, shape (years, views, parts)."""

    def __init__(self, plan: Plan, views: Sequence[str]) -> None:
        self._masks = np.array([view_mask(plan, view) for view in views])
        self._plan = plan
        self._slots = self._stack([slot.weights for slot in plan.slots])
        self._groups = self._stack([group.weights for group in plan.groups])
        self._costs = self._stack([cost.weights * cost.profile for cost in plan.costs])
        self._baselines = self._stack([service.weights for service in plan.services])

    def _stack(self, weights: Sequence[Array]) -> Array:
        if not weights:
            return np.zeros((len(self._plan.years), len(self._masks), 0))
        return np.asarray(np.einsum("vk,pkt->tvp", self._masks, np.array(weights)))

    def write_totals(
        self, block: Block, spills: Sequence[SpillOver], totals: Mapping[str, Totals], draws: slice
    ) -> None:
        """Write the totals of a block of draws to their place."""
        baseline = _weighted_sum(self._baselines, block.baselines)
        gross = _weighted_sum(self._slots, block.slots)
        damped = _weighted_sum(self._groups, block.saved)
        for slot, added in block.added.items():
            damped += self._slots[:, :, slot, None].astype(block.dtype) * added[:, None, :]
        cost = _weighted_sum(self._costs, block.costs)
        for effect, group, spill in spills:
            weights = np.einsum("vk,kt->tv", self._masks, spill_weights(self._plan, effect, group))
            cost += weights.astype(block.dtype)[:, :, None] * spill[:, None, :]
        for view, total in enumerate(totals.values()):
            total.baseline[:, draws], total.gross[:, draws] = baseline[:, view], gross[:, view]
            total.damped[:, draws], total.cost[:, draws] = damped[:, view], cost[:, view]


def _weighted_sum(weights: Array, parts: Array) -> Array:
    """Sum over parts, shape (years, views, draws); parts may be the same in all years, shape (1, ...).

    `einsum` and not `@`: a linear algebra library would spread this over all cores, and add up in an order
    that differs between machines.
    """
    weights = weights.astype(parts.dtype)
    if len(parts) == 1:
        return np.asarray(np.einsum("tvp,pn->tvn", weights, parts[0]))
    return np.asarray(np.einsum("tvp,tpn->tvn", weights, parts))


def spill_weights(plan: Plan, effect: int, group: int | None) -> Array:
    """Part of a spill-over that each municipality of a group bears, shape (municipalities, years)."""
    weights = plan.slots[plan.effects[effect].slot].weights
    return weights if group is None else weights * (plan.groups[group].weights > 0)


class _Sums:
    """Sums over draws of the parts, in float64, shape (years, parts)."""

    def __init__(self, plan: Plan) -> None:
        n_years = len(plan.years)
        self._plan = plan
        self._slots, self._added = np.zeros((2, n_years, len(plan.slots)))
        self._groups = np.zeros((n_years, len(plan.groups)))
        self._costs = np.zeros((n_years, len(plan.costs)))
        self._profiles = np.array([cost.profile for cost in plan.costs]).reshape(-1, n_years).T
        self._baselines = np.zeros((n_years, len(plan.services)))
        self._spills = np.zeros((len(plan.effects), len(plan.municipalities), n_years))

    def add(self, block: Block, spills: Sequence[SpillOver]) -> None:
        """Add the draws of a block."""
        self._slots += block.slots.sum(axis=-1)
        for slot, added in block.added.items():
            self._added[:, slot] += added.sum(axis=-1)
        self._groups += block.saved.sum(axis=-1)
        self._costs += block.costs.sum(axis=-1) * self._profiles
        # Baselines without spread have one draw, which stands for all.
        self._baselines += block.baselines.mean(axis=-1) * block.count
        for effect, group, spill in spills:
            self._spills[effect] += spill_weights(self._plan, effect, group) * spill.sum(axis=-1)

    def means(self, draws: int) -> Means:
        return Means(
            slots=self._slots.T / draws,
            added=self._added.T / draws,
            groups=self._groups.T / draws,
            costs=self._costs.T / draws,
            baselines=self._baselines.T / draws,
            spills=self._spills / draws,
        )
