"""How much of each part of a plan belongs to a view, and adding parts up with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.plan import Plan
from simulator.engine.result import view_mask
from simulator.engine.touched import Touched

_PRODUCTS, _LEAST, _MOST = 1 << 18, 128, 2048
"""Most products in one multiplication of matrices, as larger ones may start threads; least draws in one, and
most draws that are added up in single precision."""

_COLUMNS = 2
"""Adding up is multiplying by a matrix of ones, which is the quickest; one column might start threads."""


@dataclass(frozen=True)
class Weights:
    """What part of everything in a block belongs to each view, each of shape (years, views, parts)."""

    slots: Array
    """Of the slots of the plan."""
    flows: Array
    """Of the flows of the layout, with the part of each that counts in a year."""
    outside: list[int]
    """Places of the flows that are added outside the damping."""
    unions: Array
    """Of the unions of the layout."""
    amounts: Array
    """Of the amounts of the layout."""
    leaks: Array
    """Of the leaks of the layout."""
    baselines: Array
    """Of the baselines of the services."""

    @property
    def outside_flows(self) -> Array:
        """Of the flows that are added outside the damping."""
        return np.asarray(self.flows[:, :, self.outside])

    def only(self, touched: Touched) -> Weights:
        """Give the weights of a part of the layout."""
        outside = set(self.outside)
        return replace(
            self,
            flows=self.flows[:, :, touched.flows],
            outside=[place for place, at in enumerate(touched.flows) if at in outside],
            unions=self.unions[:, :, touched.unions],
            amounts=self.amounts[:, :, touched.amounts],
            leaks=self.leaks[:, :, touched.leaks],
        )


def weights_of(plan: Plan, views: Sequence[str], dtype: type[np.floating[Any]]) -> Weights:
    """Give the weights of a plan.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    views : sequence of str
        "region" and ids of municipalities.
    dtype : type
        Precision of the draws that they go with.
    """
    layout = plan.layout
    masks = np.array([view_mask(plan, view) for view in views])

    def stack(weights: Sequence[Array]) -> Array:
        shape = (-1, len(plan.municipalities), len(plan.years))
        found: Array = np.einsum("vk,pkt->tvp", masks, np.reshape(weights, shape))
        return found.astype(dtype)

    slots = stack([slot.weights for slot in plan.slots])
    of_flows = slots[:, :, [flow.slot for flow in layout.flows]]
    return Weights(
        slots=slots,
        flows=(of_flows * layout.factors[:, None]).astype(dtype),
        outside=[at for at, flow in enumerate(layout.flows) if not plan.slots[flow.slot].competes],
        unions=stack(union_weights(plan)),
        amounts=stack(_amount_weights(plan)),
        leaks=stack(leak_weights(plan)),
        baselines=stack([service.weights for service in plan.services]),
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


def add_up(weights: Array, parts: Array, total: Array, *, add: bool = False) -> None:
    """Write a total of parts, or add them to it.

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
    """
    for _ in _added_up(weights, parts, total, add):
        pass


def tally(weights: Array, parts: Array, total: Array, *, add: bool = False) -> Array:
    """Do as `add_up`, and sum the parts over the draws.

    Returns
    -------
    ndarray, shape (years or 1, parts)
        Sums over draws, in float64 from piece to piece.
    """
    sums = np.zeros(parts.shape[:2])
    for piece, ones in _added_up(weights, parts, total, add):
        sums += np.matmul(piece, ones)[..., 0]
    return sums


def _added_up(weights: Array, parts: Array, total: Array, add: bool) -> Iterator[tuple[Array, Array]]:
    """Add up piece by piece; gives each piece, and ones to sum it with. No parts are no pieces."""
    if not parts.shape[1]:
        if not add:
            total.fill(0.0)
        return
    if len(parts) == 1:
        # One multiplication for all years.
        weights, total = (x.reshape(1, x.shape[0] * x.shape[1], x.shape[2]) for x in (weights, total))
    products = max(1, weights[0].size, _COLUMNS * parts.shape[1])
    size = min(max(_LEAST, _PRODUCTS // products), _MOST)
    ones = np.ones((size, _COLUMNS), parts.dtype)
    for start in range(0, parts.shape[2], size):
        piece, place = parts[..., start : start + size], total[..., start : start + size]
        if add:
            place += np.matmul(weights, piece)
        else:
            np.matmul(weights, piece, out=place)
        yield piece, ones[: piece.shape[2]]
