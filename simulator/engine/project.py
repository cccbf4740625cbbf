"""From a plan and a sampler to totals and means, block by block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, Means, Projection, Totals, view_mask
from simulator.engine.sampling import MostLikelySampler, RankSampler, Sampler

BLOCK = 16_384
"""Draws worked on at a time, so that what belongs together stays in the processor's cache."""

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
    weights = {view: _ViewWeights(plan, view) for view in views}
    shape = (len(plan.years), draws)
    totals = {view: Totals(*(np.empty(shape, sampler.dtype) for _ in range(4))) for view in views}
    sums = _Sums(plan)
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        block = Block(plan, sampler.block(plan.quantities, start, count), count, sampler.dtype)
        part = slice(start, start + count)
        for view, total in totals.items():
            weights[view].write(block, total, part)
        sums.add(block)
        if progress is not None:
            progress(start + count, draws)
    return Projection(plan=plan, draws=draws, totals=totals, means=sums.means(draws))


class _ViewWeights:
    """Weights that turn the parts of a block into the totals of one view."""

    def __init__(self, plan: Plan, view: str) -> None:
        mask = view_mask(plan, view)
        self._slots = [mask @ slot.weights for slot in plan.slots]
        self._groups = [mask @ group.weights for group in plan.groups]
        self._costs = [mask @ cost.weights for cost in plan.costs]
        self._baselines = [mask @ service.weights for service in plan.services]
        self._spills = {
            (index, group): mask @ _spill_weights(plan, index, group)
            for index, effect in enumerate(plan.effects)
            for group in (None, *range(len(plan.groups)))
            if effect.spills
        }

    def write(self, block: Block, totals: Totals, part: slice) -> None:
        """Write the totals of a block of draws to their place."""
        baseline, gross, damped, cost = (np.zeros(block.shape, block.dtype) for _ in range(4))
        for array, weight in zip(block.baselines, self._baselines, strict=True):
            baseline += array * block.column(weight)
        for slot, (saving, weight) in enumerate(zip(block.slots, self._slots, strict=True)):
            weighted = saving * block.column(weight)
            gross += weighted
            # Slots hold one sign nearly always, so the part outside the damping is mostly all or nothing.
            damped += np.minimum(weighted, 0.0) if block.plan.slots[slot].competes else weighted
        for group, weight in enumerate(self._groups):
            damped += block.saved(group) * block.column(weight)
        for array, weight in zip(block.costs, self._costs, strict=True):
            cost += array * block.column(weight)
        for effect, place, spill in block.spill_overs():
            cost += spill * block.column(self._spills[effect, place])
        totals.baseline[:, part], totals.gross[:, part] = baseline, gross
        totals.damped[:, part], totals.cost[:, part] = damped, cost


def _spill_weights(plan: Plan, effect: int, group: int | None) -> Array:
    """Part of a spill-over that each municipality of a group bears, shape (municipalities, years)."""
    weights = plan.slots[plan.effects[effect].slot].weights
    return weights if group is None else weights * (plan.groups[group].weights > 0)


class _Sums:
    """Sums over draws of the parts, in float64."""

    def __init__(self, plan: Plan) -> None:
        n_years = len(plan.years)
        self._plan = plan
        self._slots, self._added = np.zeros((2, len(plan.slots), n_years))
        self._groups = np.zeros((len(plan.groups), n_years))
        self._costs = np.zeros((len(plan.costs), n_years))
        self._baselines = np.zeros((len(plan.services), n_years))
        self._spills = np.zeros((len(plan.effects), len(plan.municipalities), n_years))

    def add(self, block: Block) -> None:
        """Add the draws of a block."""
        count = block.shape[1]
        for slot, saving in enumerate(block.slots):
            self._slots[slot] += _sum(saving, count)
            self._added[slot] += _sum(block.added(slot), count)
        for group in range(len(self._groups)):
            self._groups[group] += _sum(block.saved(group), count)
        for cost, amount in enumerate(block.costs):
            self._costs[cost] += _sum(amount, count)
        for service, baseline in enumerate(block.baselines):
            self._baselines[service] += _sum(baseline, count)
        for effect, place, spill in block.spill_overs():
            self._spills[effect] += _spill_weights(self._plan, effect, place) * _sum(spill, count)

    def means(self, draws: int) -> Means:
        return Means(
            slots=self._slots / draws,
            added=self._added / draws,
            groups=self._groups / draws,
            costs=self._costs / draws,
            baselines=self._baselines / draws,
            spills=self._spills / draws,
        )


def _sum(array: Array, count: int) -> Array:
    """Sum over draws, shape (years,); an array with one column counts for all draws of the block."""
    total = array.sum(axis=1)
    return np.asarray(total, np.float64) * (count if array.shape[1] == 1 else 1)
