"""Credit: which part of the damped saving is due to which measure.

Because measures share the same money, "what does measure A save" has more than one answer: alone (nothing
else is on), last-in (what is lost without it), and the fair share in between (Shapley), the only one of the
three that adds up to the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array
from simulator.engine.block import Block
from simulator.engine.damping import union
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, view_mask
from simulator.engine.sampling import MostLikelySampler
from simulator.engine.terms import Group
from simulator.errors import ScenarioError

MOST_PLAYERS = 18
"""Measures on one service for which all coalitions can be worked out: 2^18."""

Coalitions = NDArray[np.bool_]
"""Who takes part, shape (players, coalitions); coalition i has player p when bit p of i is set."""


@dataclass(frozen=True)
class Credit:
    """Damped saving of each measure in the most likely case, in EUR a year, shape (measures, years)."""

    alone: Array
    """When no other measure is on."""
    last_in: Array
    """What the package loses without it."""
    shapley: Array
    """Fair share: the average over all orders in which the measures could be added. Adds up to the total."""


def credit(plan: Plan, view: str = REGION) -> Credit:
    """Divide the damped saving of the most likely case over the measures.

    Each service is a game of its own, played by the measures that save on it and by those that replace
    a part of one of them. Shares of the services add up, as the Shapley value is linear.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    view : str
        "region" or a municipality.

    Raises
    ------
    ScenarioError
        If more than 18 measures work on one service.

    References
    ----------
    Shapley, A value for n-person games, Contributions to the Theory of Games II (1953).
    """
    sampler = MostLikelySampler()
    block = Block(plan, sampler.block(plan.quantities, 0, 1), 1, sampler.dtype)
    shape = (len(plan.measures), len(plan.years))
    result = Credit(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    for service in range(len(plan.services)):
        players = _players(plan, service)
        if not players:
            continue
        worth = _Game(plan, block, view, service, players).worth()
        for place, measure in enumerate(players):
            result.alone[measure] += worth[1 << place]
            result.last_in[measure] += worth[-1] - worth[~(1 << place)]
            result.shapley[measure] += _shapley(worth, place, len(players))
    return result


def _players(plan: Plan, service: int) -> list[int]:
    """Measures that save on a service, and those that replace a part of that."""
    found: set[int] = set()
    for effect in plan.effects:
        slot = plan.slots[effect.slot]
        if slot.service == service:
            found |= {slot.measure, *effect.lapses}
    if len(found) > MOST_PLAYERS:
        raise ScenarioError(
            f"{len(found)} measures work on {plan.services[service].name}; fair shares can be worked out "
            f"for at most {MOST_PLAYERS}. Put some measures off, or take similar ones together"
        )
    return sorted(found)


def _shapley(worth: Array, place: int, n: int) -> Array:
    """Average over all orders of what a player adds to those that came before, shape (years,)."""
    coalitions = np.arange(1 << n)
    without = coalitions[(coalitions >> place) & 1 == 0]
    size = np.bitwise_count(without).astype(int)
    weight = np.array([1.0 / (n * comb(n - 1, k)) for k in range(n)])[size]
    return np.asarray(weight @ (worth[without | 1 << place] - worth[without]))


class _Game:
    """The damped saving on one service by every coalition of its players."""

    def __init__(self, plan: Plan, block: Block, view: str, service: int, players: Sequence[int]) -> None:
        self._plan, self._block, self._service = plan, block, service
        self._mask = view_mask(plan, view)
        self._place = {measure: place for place, measure in enumerate(players)}
        numbers = np.arange(1 << len(players))
        self._on: Coalitions = (numbers >> np.arange(len(players))[:, None] & 1).astype(bool)
        self._slots = dict(self._slot_savings())

    def worth(self) -> Array:
        """Damped saving of each coalition, shape (coalitions, years)."""
        plan = self._plan
        total = np.zeros((len(plan.years), self._on.shape[1]))
        for place, saving in self._slots.items():
            slot = plan.slots[place]
            added = np.minimum(saving, 0.0) if slot.competes else saving
            total += added * (self._mask @ slot.weights)[:, None]
        for group in plan.groups:
            if group.service == self._service:
                total += self._saved(group) * (self._mask @ group.weights)[:, None]
        return total.T

    def _slot_savings(self) -> Iterator[tuple[int, Array]]:
        """Gross saving of each slot on the service, shape (years, coalitions)."""
        plan = self._plan
        found: dict[int, Array] = {}
        for effect in plan.effects:
            slot = plan.slots[effect.slot]
            if slot.service != self._service:
                continue
            saving = self._block.effect_before_lapses(effect) * self._on[self._place[slot.measure]]
            for other, part in effect.lapses.items():
                lapsed = self._block.reached(other, part)
                saving = saving * (1.0 - lapsed * self._on[self._place[other]])
            found[effect.slot] = found.get(effect.slot, 0.0) + saving
        yield from found.items()

    def _saved(self, group: Group) -> Array:
        baseline = self._block.baselines[:, self._service]
        shares = np.array(
            [
                np.maximum(self._slots[slot], 0.0) * factor / baseline
                for slot, factor in zip(group.members, group.factors, strict=True)
            ]
        )
        return union(shares, self._block.overlap(self._service)) * baseline
