"""What is spent on other services in place of savings: an effect may be net of it (`Booking`).

No total, damping or credit uses this: it says on which service spending rises while that of the effect falls
by more. The amount is scaled by all that scales the effect, damping included. So it is the same part of the
net effect everywhere, without a division by an effect that may be zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.plan import Plan
from simulator.engine.result import Means, Projection
from simulator.engine.sampling import MostLikelySampler
from simulator.engine.terms import Booking, EffectTerm


@dataclass(frozen=True)
class Booked:
    """What is spent on one service in place of what one effect saves, in the most likely case.

    Attributes
    ----------
    effect : int
        Place of the effect in the plan.
    to_service : int
        Place of the service on which it is spent.
    amount : ndarray, shape (municipalities, years)
        In EUR a year, as each municipality bears it.
    """

    effect: int
    to_service: int
    amount: Array


def booked(likely: Projection) -> tuple[Booked, ...]:
    """Work out what is spent on other services in place of savings.

    Parameters
    ----------
    likely : Projection
        The most likely case of a plan.
    """
    plan = likely.plan
    if not any(effect.booked for effect in plan.effects):
        return ()
    sampler = MostLikelySampler()
    block = Block(plan, sampler.block(plan.quantities, 0, 1), 1, sampler.dtype)
    return tuple(
        Booked(
            place, booking.to_service, _gross(block, effect, booking) * _kept(plan, likely.means, effect.slot)
        )
        for place, effect in enumerate(plan.effects)
        for booking in effect.booked
    )


def _gross(block: Block, effect: EffectTerm, booking: Booking) -> Array:
    """What is spent as stated for the region, as far as the effect is there: shape (years,)."""
    left = block.effect_before_lapses(effect, booking.amount)
    for other, part in effect.lapses.items():
        left = left * (1.0 - block.reached(other, part))
    return np.asarray(left[:, 0])


def _kept(plan: Plan, means: Means, place: int) -> Array:
    """Part of a slot's gross saving that each municipality saves after damping: (municipalities, years)."""
    slot, kept = plan.slots[place], 0.0 * plan.slots[place].weights
    for group, together in zip(plan.groups, means.groups, strict=True):
        if place in group.members:
            each = dict(zip(group.members, group.factors, strict=True))
            added_up = sum(np.maximum(means.slots[member], 0.0) * part for member, part in each.items())
            ratio = np.divide(together, added_up, out=np.ones_like(together), where=added_up > 0.0)
            kept = kept + ratio * each[place] * group.weights
    # What costs money on balance stands outside the damping.
    return np.where(means.slots[place] < 0.0, slot.weights, kept)
