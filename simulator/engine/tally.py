"""From the parts of blocks to the totals of views, and to means of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import Means, Totals, view_mask


class Tally:
    """Keeps the draws of the totals, and sums over draws of everything else.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    views : sequence of str
        "region" and ids of municipalities.
    draws : int
        Number of draws of all blocks together.
    dtype : type
        Precision of the draws; sums over draws are in float64.
    """

    def __init__(self, plan: Plan, views: Sequence[str], draws: int, dtype: type[np.floating[Any]]) -> None:
        self._plan, self._views, self._draws, self._dtype = plan, views, draws, dtype
        self._masks = np.array([view_mask(plan, view) for view in views])
        layout, n_years = plan.layout, len(plan.years)
        self._totals = np.empty((4, len(views), n_years, draws), dtype)

        # Weights, shape (years, views, parts).
        self._slot_weights = self._stack([slot.weights for slot in plan.slots])
        of_flows = self._slot_weights[:, :, [flow.slot for flow in layout.flows]]
        self._flow_weights = (of_flows * layout.factors[:, None]).astype(dtype)
        self._group_weights = self._stack([group.weights for group in plan.groups])
        self._amount_weights = self._stack(_amount_weights(plan))
        self._baseline_weights = self._stack([service.weights for service in plan.services])

        # Sums over draws, shape (years, parts).
        self._flows = np.zeros((n_years, len(layout.flows)))
        self._losses = np.zeros((n_years, len(plan.slots)))
        self._groups = np.zeros((n_years, len(plan.groups)))
        self._amounts = np.zeros((n_years, len(layout.amounts)))
        self._baselines = np.zeros((n_years, len(plan.services)))
        self._spills = np.zeros((len(plan.effects), len(plan.municipalities), n_years))

    def _stack(self, weights: Sequence[Array]) -> Array:
        shape = (-1, len(self._plan.municipalities), len(self._plan.years))
        found: Array = np.einsum("vk,pkt->tvp", self._masks, np.reshape(weights, shape))
        return found.astype(self._dtype)

    def add(self, block: Block, start: int) -> None:
        """Add a block of which the first draw has this number.

        One kind of part after the other: what has just been worked out is still in the processor's cache.
        """
        baseline, gross, damped, cost = self._totals[..., start : start + block.count]
        baseline[:] = _weighted_sum(self._baseline_weights, block.baselines)
        # Baselines without spread have one draw, which stands for all.
        self._baselines += block.baselines.mean(axis=-1) * block.count
        _weighted_sum(self._flow_weights, block.flows, out=gross)
        self._flows += _sum(block.flows)
        _weighted_sum(self._amount_weights, block.amounts, out=cost)
        self._amounts += _sum(block.amounts)
        _weighted_sum(self._group_weights, block.saved, out=damped)
        self._groups += _sum(block.saved)
        self._add_undamped(block, damped)
        self._add_spills(block, cost)

    def _add_undamped(self, block: Block, damped: Array) -> None:
        """Add what is not damped: savings that do not compete, and effects that cost money."""
        for place, flow in enumerate(self._plan.layout.flows):
            if not self._plan.slots[flow.slot].competes:
                damped += _by_view(self._flow_weights[:, :, place]) * block.flows[:, place]
        for slot, loss in block.losses.items():
            damped += _by_view(self._slot_weights[:, :, slot]) * loss
            self._losses[:, slot] += _sum(loss)

    def _add_spills(self, block: Block, cost: Array) -> None:
        for effect, group, spill in block.spill_overs():
            weights = self._plan.slots[self._plan.effects[effect].slot].weights
            if group is not None:
                weights = weights * (self._plan.groups[group].weights > 0)
            cost += (self._masks @ weights).astype(self._dtype)[:, :, None] * spill
            self._spills[effect] += weights * _sum(spill)

    def totals(self) -> dict[str, Totals]:
        """Draws of the totals by view."""
        return {view: Totals(*self._totals[:, place]) for place, view in enumerate(self._views)}

    def means(self) -> Means:
        """Means over draws of the parts of the plan."""
        plan, layout, draws = self._plan, self._plan.layout, self._draws
        slots = np.zeros((len(plan.slots), len(plan.years)))
        for flow, saving in zip(layout.flows, (self._flows * layout.factors).T, strict=True):
            slots[flow.slot] += saving / draws
        competes = np.array([slot.competes for slot in plan.slots], dtype=bool)
        profiles = np.reshape([cost.profile for cost in plan.costs], (-1, len(plan.years)))
        return Means(
            slots=slots,
            added=np.where(competes[:, None], self._losses.T / draws, slots),
            groups=self._groups.T / draws,
            costs=self._amounts.T[np.array(layout.amount_of_cost, dtype=int)] * profiles / draws,
            baselines=self._baselines.T / draws,
            spills=self._spills / draws,
        )


def _amount_weights(plan: Plan) -> list[Array]:
    """Part of each amount that is a cost for each municipality in each year, whichever costs it is behind."""
    layout = plan.layout
    weights: list[Array] = [np.zeros((len(plan.municipalities), len(plan.years))) for _ in layout.amounts]
    for amount, cost in zip(layout.amount_of_cost, plan.costs, strict=True):
        weights[amount] += cost.weights * cost.profile
    return weights


def _by_view(weights: Array) -> Array:
    """Weights of one part, shape (years, views), as they meet its draws: (views, years, 1)."""
    return weights.T[:, :, None]


def _weighted_sum(weights: Array, parts: Array, out: Array | None = None) -> Array:
    """Sum over parts, shape (views, years, draws); parts may be the same in all years, shape (1, ...).

    `einsum` and not `@`: a linear algebra library would spread this over all cores, and add up in an order
    that differs between machines.
    """
    if len(parts) == 1:
        return np.asarray(np.einsum("tvp,pn->vtn", weights, parts[0], out=out))
    return np.asarray(np.einsum("tvp,tpn->vtn", weights, parts, out=out))


def _sum(draws: Array) -> Array:
    """Sum over the draws of a block; `einsum` takes one pass at full speed, and is off by 3 in 10 million."""
    return np.asarray(np.einsum("...n->...", draws))
