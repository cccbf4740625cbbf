"""From the parts of blocks to the totals of views, and to means of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import Means, Totals, view_mask

_PRODUCTS, _LEAST, _MOST = 1 << 18, 128, 2048
"""Most products in one multiplication of matrices, as larger ones may start threads; least draws in one, and
most draws that are added up in single precision."""

_COLUMNS = 2
"""Adding up is multiplying by a matrix of ones, which is the quickest; one column might start threads."""


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
        self._gross, self._damped, self._cost = np.empty((3, n_years, len(views), draws), dtype)
        # One draw stands for all, as long as the baselines have no spread.
        self._baseline = np.empty((n_years, len(views), 1), dtype)

        # Weights, shape (years, views, parts).
        self._slot_weights = self._stack([slot.weights for slot in plan.slots])
        of_flows = self._slot_weights[:, :, [flow.slot for flow in layout.flows]]
        self._flow_weights = (of_flows * layout.factors[:, None]).astype(dtype)
        # Flows that are added outside the damping.
        self._outside = [at for at, flow in enumerate(layout.flows) if not plan.slots[flow.slot].competes]
        self._union_weights = self._stack(union_weights(plan))
        self._amount_weights = self._stack(_amount_weights(plan))
        self._leak_weights = self._stack(leak_weights(plan))
        self._baseline_weights = self._stack([service.weights for service in plan.services])

        # Sums over draws, shape (years, parts).
        self._flows = np.zeros((n_years, len(layout.flows)))
        self._losses = np.zeros((n_years, len(plan.slots)))
        self._unions = np.zeros((1, len(layout.unions)))
        self._amounts = np.zeros((n_years, len(layout.amounts)))
        self._baselines = np.zeros((n_years, len(plan.services)))
        self._leaks = np.zeros((n_years, len(layout.leaks)))

    def _stack(self, weights: Sequence[Array]) -> Array:
        shape = (-1, len(self._plan.municipalities), len(self._plan.years))
        found: Array = np.einsum("vk,pkt->tvp", self._masks, np.reshape(weights, shape))
        return found.astype(self._dtype)

    def add(self, block: Block, start: int) -> None:
        """Add a block of which the first draw has this number.

        One kind of part after the other: what has just been worked out is still in the processor's cache.
        """
        at = slice(start, start + block.count)
        gross, damped, cost = self._gross[..., at], self._damped[..., at], self._cost[..., at]
        self._add_baselines(block, at)
        self._flows += _tally(self._flow_weights, block.flows, gross)
        self._amounts += _tally(self._amount_weights, block.amounts, cost)
        self._unions += _tally(self._union_weights, block.saved[None], damped)
        slots, losses = block.losses
        self._losses[:, slots] += _tally(self._slot_weights[:, :, slots], losses, damped, add=True)
        _tally(self._flow_weights[:, :, self._outside], block.flows[:, self._outside], damped, add=True)
        self._leaks += _tally(self._leak_weights, block.spills, cost, add=True)

    def _add_baselines(self, block: Block, at: slice) -> None:
        if block.baselines.shape[2] == 1:
            total = np.matmul(self._baseline_weights, block.baselines)
            self._baselines += block.count * block.baselines[:, :, 0].astype(np.float64)
            if not at.start or np.array_equal(total, self._baseline):
                self._baseline = total
            else:
                self._room_for_baselines(at)[:] = total
        else:
            room = self._room_for_baselines(at)
            self._baselines += _tally(self._baseline_weights, block.baselines, room)

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


def _amount_weights(plan: Plan) -> list[Array]:
    """Part of each amount that is a cost for each municipality in each year, whichever costs it is behind."""
    layout = plan.layout
    weights: list[Array] = [np.zeros((len(plan.municipalities), len(plan.years))) for _ in layout.amounts]
    for amount, cost in zip(layout.amount_of_cost, plan.costs, strict=True):
        weights[amount] += cost.weights * cost.profile
    return weights


def leak_weights(plan: Plan) -> list[Array]:
    """Part of each leak that each municipality bears in each year: those of the effect, within the group."""
    weights = []
    for leak in plan.layout.leaks:
        own = plan.slots[plan.layout.flows[leak.flow].slot].weights
        weights.append(own if leak.group is None else own * (plan.groups[leak.group].weights > 0))
    return weights


def union_weights(plan: Plan) -> list[Array]:
    """Part of each union that falls to each municipality in each year: those of the group, in its years."""
    years = range(len(plan.years))
    counting = [[float(year in union.years) for year in years] for union in plan.layout.unions]
    return [
        plan.groups[union.group].weights * own
        for union, own in zip(plan.layout.unions, np.array(counting), strict=True)
    ]


def _tally(weights: Array, parts: Array, total: Array, *, add: bool = False) -> Array:
    """Write a total of parts, or add them to it, and sum the parts over the draws.

    Parameters
    ----------
    weights : ndarray, shape (years, views, parts)
        Which part of each belongs to a view.
    parts : ndarray, shape (years or 1, parts, draws)
        1 when they are the same in all years.
    total : ndarray, shape (years, views, draws)
        Written over, or added to.
    add : bool
        Which of the two.

    Returns
    -------
    ndarray, shape (years or 1, parts)
        Sums over draws, in float64 from piece to piece.
    """
    if len(parts) == 1:
        # One multiplication for all years.
        weights, total = (x.reshape(1, x.shape[0] * x.shape[1], x.shape[2]) for x in (weights, total))
    sums = np.zeros(parts.shape[:2])
    if add and not parts.shape[1]:
        return sums
    products = max(1, weights[0].size, _COLUMNS * parts.shape[1])
    size = min(max(_LEAST, _PRODUCTS // products), _MOST)
    ones = np.ones((size, _COLUMNS), parts.dtype)
    for start in range(0, parts.shape[2], size):
        piece, place = parts[..., start : start + size], total[..., start : start + size]
        if add:
            place += np.matmul(weights, piece)
        else:
            np.matmul(weights, piece, out=place)
        sums += np.matmul(piece, ones[: piece.shape[2]])[..., 0]
    return sums
