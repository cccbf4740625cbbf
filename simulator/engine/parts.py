"""Draws of parts of a total: what one service costs, or what one measure saves, in one view.

A run keeps the draws of its totals only. Whoever needs those of a part, say to hold them against what was
realised, names the part before the run; the blocks go by once, and nothing else of them is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.project import Progress, blocks
from simulator.engine.result import REGION, Projection, view_mask
from simulator.engine.sampling import Sampler
from simulator.engine.tally import Tally
from simulator.engine.weights import leak_weights, union_weights

Quantity = Literal["start", "unchanged", "spending", "saving", "volume"]
"""start: spending in the base year, in prices of the plan's first year, the same in every year. unchanged:
spending under unchanged policy. spending: that less the damped savings on it, and with what spills over to
it; costs of measures are no part of it. saving: what one measure saves before damping, as its own plan books
it. volume: clients of one service under unchanged policy, in every municipality alike; 1 is the base year."""


@dataclass(frozen=True)
class Part:
    """A part of a total, in the prices of the plan."""

    quantity: Quantity
    view: str = REGION
    """"region" or a municipality."""
    service: str | None = None
    """The service; None: all of them together."""
    measure: str | None = None
    """The measure, for a saving."""


def project_parts(
    plan: Plan,
    sampler: Sampler,
    draws: int,
    views: Sequence[str],
    parts: Sequence[Part],
    progress: Progress | None = None,
) -> tuple[Projection, Array]:
    """Project a plan and keep the draws of some parts too.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    sampler : Sampler
        Where the draws come from.
    draws : int
        Number of draws.
    views : sequence of str
        "region" and ids of municipalities for which draws of the totals are kept.
    parts : sequence of Part
        The parts whose draws are kept.
    progress : callable, optional
        Called after each block with the draws done and to do.

    Returns
    -------
    Projection
        The outcome that `project` gives.
    ndarray, shape (parts, years, draws)
        Draws of the parts in EUR a year. The same draw number is the same draw as in the totals.

    Raises
    ------
    ValueError
        If a part names a service, measure or municipality that the plan does not have.
    """
    tally = Tally(plan, views, draws, sampler.dtype)
    kept = _Parts(plan, parts, draws, sampler.dtype)
    for start, block in blocks(plan, sampler, draws, progress):
        tally.add(block, start)
        kept.add(block, start)
    return Projection(plan, draws, tally.totals(), tally.means()), kept.draws.transpose(1, 0, 2)


class _Parts:
    """Keeps the draws of parts: each is a weighted sum of what a block works out."""

    def __init__(self, plan: Plan, parts: Sequence[Part], draws: int, dtype: type[np.floating[Any]]) -> None:
        self._plan, self._parts, self._dtype = plan, parts, dtype
        self.draws = np.zeros((len(plan.years), len(parts), draws), dtype)
        shape = len(parts), len(plan.municipalities)
        masks = np.reshape([view_mask(plan, part.view) for part in parts], shape)
        for part, mask in zip(parts, masks, strict=True):
            _check(plan, part, mask)
        self._masks = masks
        layout, services = plan.layout, range(len(plan.services))
        slots = [(slot.service, slot.measure) for slot in plan.slots]
        flows = [slots[flow.slot] for flow in layout.flows]
        self._baselines = self._weights(
            [s.weights for s in plan.services], list(services), 1.0, ("spending", "unchanged")
        )
        self._losses = self._weights([s.weights for s in plan.slots], [s for s, _ in slots], -1.0)
        outside = [float(not plan.slots[flow.slot].competes) for flow in layout.flows]
        of_slots = self._losses[:, :, [flow.slot for flow in layout.flows]]
        self._outside = (of_slots * layout.factors[:, None] * outside).astype(dtype)
        unions = [plan.groups[union.group].service for union in layout.unions]
        self._unions = self._weights(union_weights(plan), unions, -1.0)
        self._leaks = self._weights(leak_weights(plan), _spilled_to(plan), 1.0)
        of_flows = np.einsum(
            "pk,fkt->tpf", masks, self._shaped([plan.slots[f.slot].weights for f in layout.flows])
        )
        names = [plan.measures[measure] for _, measure in flows]
        mine = np.reshape(
            [[float(p.quantity == "saving" and p.measure == name) for name in names] for p in parts],
            (len(parts), len(names)),
        )
        # The base year has no weights of its own: members leave later, and prices are those of year one.
        first = [np.repeat(s.weights[:, :1], len(plan.years), axis=1) for s in plan.services]
        self._starts = self._weights(first, list(services), 1.0, ("start",))
        self._flows = (of_flows * mine * layout.factors[:, None]).astype(dtype)

    def _shaped(self, weights: Sequence[Array]) -> Array:
        return np.reshape(weights, (-1, len(self._plan.municipalities), len(self._plan.years)))

    def _weights(
        self,
        weights: Sequence[Array],
        services: Sequence[int],
        sign: float,
        quantities: Sequence[Quantity] = ("spending",),
    ) -> Array:
        """Weights of what belongs to a service in each part of spending: (years, parts, terms)."""
        names = [self._plan.services[service].name for service in services]
        counts = np.reshape(
            [
                [float(part.quantity in quantities and part.service in (None, name)) for name in names]
                for part in self._parts
            ],
            (len(self._parts), len(names)),
        )
        found = np.einsum("pk,skt->tps", self._masks, self._shaped(weights)) * counts * sign
        return np.asarray(found.astype(self._dtype))

    def add(self, block: Block, start: int) -> None:
        """Add a block of which the first draw has this number."""
        out = self.draws[:, :, start : start + block.count]
        # A baseline without spread has one draw, which stands for all.
        out += np.matmul(self._baselines, block.baselines)
        out += np.matmul(self._flows, block.flows)
        out += np.matmul(self._outside, block.flows)
        slots, losses = block.losses
        out += np.matmul(self._losses[:, :, slots], losses)
        out += np.matmul(self._unions, block.saved[None])
        out += np.matmul(self._leaks, block.spills)
        for place, service in enumerate(self._plan.services):
            if self._starts[:, :, place].any():
                out += self._starts[:, :, place, None] * block.start(service)
        for place, part in enumerate(self._parts):
            if part.quantity == "volume":
                service = next(s for s in self._plan.services if s.name == part.service)
                for year, volume in enumerate(block.volume(service)):
                    out[year, place] = volume


def _check(plan: Plan, part: Part, mask: Array) -> None:
    known = {service.name for service in plan.services}
    if not mask.any():
        raise ValueError(f"the plan has no municipality '{part.view}'")
    if part.service is not None and part.service not in known:
        raise ValueError(f"the plan has no service '{part.service}'")
    if (part.quantity == "saving") != (part.measure is not None):
        raise ValueError("a saving is that of a measure, and other parts are of none")
    if part.quantity == "volume" and part.service is None:
        raise ValueError("a volume is that of one service")
    if part.measure is not None and part.measure not in plan.measures:
        raise ValueError(f"measure '{part.measure}' is not on in the plan")


def _spilled_to(plan: Plan) -> list[int]:
    """The service on which each leak of the layout comes back as a cost."""
    seen: Counter[tuple[int, int, int | None]] = Counter()
    found = []
    for leak in plan.layout.leaks:
        key = leak.effect, leak.share, leak.group
        same = [spill for spill in plan.effects[leak.effect].spills if spill.share == leak.share]
        found.append(same[seen[key]].to_service)
        seen[key] += 1
    return found
