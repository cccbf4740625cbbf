"""What is spent on other services in place of savings: an effect may be net of it (`Booking`).

No total, damping or credit uses this: it says on which service spending rises while that of the effect falls
by more. The amount is scaled by all that scales the effect, and in every coalition of measures it is damped
as the effect is. So it is the same part of the net effect everywhere, without a division by an effect that
may be zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.credit import Game, fair_share, players_of
from simulator.engine.plan import Plan
from simulator.engine.result import REGION
from simulator.engine.sampling import MostLikelySampler


@dataclass(frozen=True)
class Booked:
    """What is spent on one service in place of what one effect saves, in the most likely case.

    Attributes
    ----------
    effect : int
        Place of the effect in the plan.
    to_service : int
        Place of the service on which it is spent.
    shares : ndarray, shape (measures, years)
        Fair share of each measure in EUR a year, by the rule of `simulator.engine.credit`: a measure that
        replaces the effect of another bears its part, as it is due its part of the saving. They add up to the
        amount.
    """

    effect: int
    to_service: int
    shares: Array


def booked(plan: Plan, view: str = REGION) -> tuple[Booked, ...]:
    """Work out what is spent on other services in place of savings.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    view : str
        "region" or a municipality.

    Raises
    ------
    ScenarioError
        If too many measures work on one service; see `simulator.engine.credit.credit`.
    """
    if not any(effect.booked for effect in plan.effects):
        return ()
    sampler = MostLikelySampler()
    block = Block(plan, sampler.block(plan.quantities, 0, 1), 1, sampler.dtype)
    return tuple(found for service in range(len(plan.services)) for found in _on(plan, block, view, service))


def _on(plan: Plan, block: Block, view: str, service: int) -> Iterator[Booked]:
    """What is spent in place of savings on one service."""
    effects = [
        place
        for place, effect in enumerate(plan.effects)
        if effect.booked and plan.slots[effect.slot].service == service
    ]
    if not effects:
        return
    players = players_of(plan, service)
    game = Game(plan, block, view, service, players)
    for place in effects:
        for booking in plan.effects[place].booked:
            worth = game.along_with(plan.effects[place], booking.amount)
            shares = np.zeros((len(plan.measures), len(plan.years)))
            for player, measure in enumerate(players):
                shares[measure] = fair_share(worth, player, len(players))
            yield Booked(place, booking.to_service, shares)
