"""From the parts of blocks to the totals of views, and to means of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import Means, Totals
from simulator.engine.weights import add_up, leak_weights, tally, weights_of


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
        layout, n_years = plan.layout, len(plan.years)
        self._gross, self._damped, self._cost = np.empty((3, n_years, len(views), draws), dtype)
        # One draw stands for all, as long as the baselines have no spread.
        self._baseline = np.empty((n_years, len(views), 1), dtype)

        self._weights = weights_of(plan, views, dtype)

        # Sums over draws, shape (years, parts).
        self._flows = np.zeros((n_years, len(layout.flows)))
        self._losses = np.zeros((n_years, len(plan.slots)))
        self._unions = np.zeros((1, len(layout.unions)))
        self._amounts = np.zeros((n_years, len(layout.amounts)))
        self._baselines = np.zeros((n_years, len(plan.services)))
        self._leaks = np.zeros((n_years, len(layout.leaks)))

    def add(self, block: Block, start: int) -> None:
        """Add a block of which the first draw has this number.

        One kind of part after the other: what has just been worked out is still in the processor's cache.
        """
        at = slice(start, start + block.count)
        gross, damped, cost = self._gross[..., at], self._damped[..., at], self._cost[..., at]
        self._add_baselines(block, at)
        weights = self._weights
        self._flows += tally(weights.flows, block.flows, gross)
        self._amounts += tally(weights.amounts, block.amounts, cost)
        self._unions += tally(weights.unions, block.saved[None], damped)
        slots, losses = block.losses
        self._losses[:, slots] += tally(weights.slots[:, :, slots], losses, damped, add=True)
        add_up(weights.outside_flows, block.flows[:, weights.outside], damped, add=True)
        self._leaks += tally(weights.leaks, block.spills, cost, add=True)

    def _add_baselines(self, block: Block, at: slice) -> None:
        if block.baselines.shape[2] == 1:
            total = np.matmul(self._weights.baselines, block.baselines)
            self._baselines += block.count * block.baselines[:, :, 0].astype(np.float64)
            if not at.start or np.array_equal(total, self._baseline):
                self._baseline = total
            else:
                self._room_for_baselines(at)[:] = total
        else:
            room = self._room_for_baselines(at)
            self._baselines += tally(self._weights.baselines, block.baselines, room)

    def _room_for_baselines(self, at: slice) -> Array:
        """Memory for some draws of the baselines, now that they differ between draws."""
        if self._baseline.shape != self._gross.shape:
            before, self._baseline = self._baseline, np.empty_like(self._gross)
            self._baseline[..., : at.start] = before
        return self._baseline[..., at]

    def totals(self) -> dict[str, Totals]:
        """Draws of the totals by view."""
        baseline = np.broadcast_to(self._baseline, self._gross.shape)
        return {
            view: Totals(baseline[:, at], self._gross[:, at], self._damped[:, at], self._cost[:, at])
            for at, view in enumerate(self._views)
        }

    def means(self) -> Means:
        """Means over draws of the parts of the plan."""
        plan, layout, draws = self._plan, self._plan.layout, self._draws
        slots = np.zeros((len(plan.slots), len(plan.years)))
        of_flows = (self._flows * layout.factors).T / draws
        np.add.at(slots, np.array([flow.slot for flow in layout.flows], dtype=int), of_flows)
        competes = np.array([slot.competes for slot in plan.slots], dtype=bool)
        profiles = np.reshape([cost.profile for cost in plan.costs], (-1, len(plan.years)))
        spills = np.zeros((len(plan.effects), len(plan.municipalities), len(plan.years)))
        for leak, weights, total in zip(layout.leaks, leak_weights(plan), self._leaks.T, strict=True):
            spills[leak.effect] += weights * total / draws
        groups = np.zeros((len(plan.groups), len(plan.years)))
        for union, total in zip(layout.unions, (self._unions[0] / draws).tolist(), strict=True):
            for year in union.years:
                groups[union.group, year] = total
        return Means(
            slots=slots,
            added=np.where(competes[:, None], self._losses.T / draws, slots),
            groups=groups,
            costs=self._amounts.T[np.array(layout.amount_of_cost, dtype=int)] * profiles / draws,
            baselines=self._baselines.T / draws,
            spills=spills,
        )
