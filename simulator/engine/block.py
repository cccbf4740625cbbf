"""One block of draws: effects, damping, costs and spill-overs, as stated for the whole region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simulator.engine.axes import Array, Scalar
from simulator.engine.damping import union
from simulator.engine.plan import Amount, EffectTerm, Group, Plan, ServiceTerm

Values = Sequence[Scalar | Array]
"""A value per quantity of the plan: a float when it is the same in every draw, else shape (draws,)."""


class Block:
    """The parts of a plan for some draws, each of shape (years, draws) or, without spread, (years, 1).

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    values : sequence of float or ndarray, shape (draws,)
        The draws of the plan's quantities.
    count : int
        Number of draws.
    dtype : type
        Precision.

    Attributes
    ----------
    baselines : list of ndarray
        Spending under unchanged policy, per service.
    slots : list of ndarray
        Gross saving per slot.
    unions : list of ndarray
        Share of the baseline that all measures save together, per group.
    costs : list of ndarray
        Amount per cost term.
    """

    def __init__(self, plan: Plan, values: Values, count: int, dtype: type[np.floating[Any]]) -> None:
        self.plan, self.dtype, self.shape = plan, dtype, (len(plan.years), count)
        self._values = values
        self.baselines = [self._baseline(service) for service in plan.services]
        self.slots = [np.zeros(self.shape, dtype) for _ in plan.slots]
        self._leaks: list[tuple[int, Array]] = []
        for index, effect in enumerate(plan.effects):
            self._add_effect(index, effect)
        self._shares = [self._group_shares(group) for group in plan.groups]
        self.unions = [
            union(shares, self.overlap(group.service))
            for shares, group in zip(self._shares, plan.groups, strict=True)
        ]
        self.costs = [self._amount(cost.amount) * self.column(cost.profile) for cost in plan.costs]

    def column(self, per_year: Array) -> Array:
        """A number per year as a column that meets draws, shape (years, 1)."""
        return np.asarray(per_year, self.dtype)[:, None]

    def added(self, slot: int) -> Array:
        """Part of a slot that is added outside the damping: all of it, or only what costs money."""
        saving = self.slots[slot]
        return np.minimum(saving, 0.0) if self.plan.slots[slot].competes else saving

    def saved(self, group: int) -> Array:
        """What the measures of a group save together, as part of the whole region's baseline in EUR."""
        return self.unions[group] * self.baselines[self.plan.groups[group].service]

    def spill_overs(self) -> Iterator[tuple[int, int | None, Array]]:
        """Per leaking effect and group: the place of both, and what comes back as cost there, in EUR.

        The leak goes with the saving that is left after damping. The group is None for a saving that is
        not damped.
        """
        ratios: dict[int, Array] = {}
        for index, leak in self._leaks:
            slot = self.plan.effects[index].slot
            if not self.plan.slots[slot].competes:
                yield index, None, leak
            for place, group in enumerate(self.plan.groups):
                if slot in group.members:
                    if place not in ratios:
                        ratios[place] = self._damping_ratio(place)
                    yield index, place, leak * ratios[place]

    def _damping_ratio(self, group: int) -> Array:
        """Saving together against the sum of the savings alone; 1 where nothing is saved."""
        alone = self._shares[group].sum(axis=0)
        return np.asarray(np.divide(self.unions[group], alone, out=np.ones_like(alone), where=alone > 0))

    def _baseline(self, service: ServiceTerm) -> Array:
        level: Scalar | Array = self._values[service.baseline]
        levels: list[Scalar | Array] = []
        for rate in service.growth:
            if rate is not None:
                level = level * (1.0 + self.plan.growth_shift + self._values[rate])
            levels.append(level)
        levels = levels[self.plan.years[0] - self.plan.base_year - 1 :]
        if any(np.ndim(level) for level in levels):
            return np.stack([np.broadcast_to(np.asarray(x, self.dtype), self.shape[1:]) for x in levels])
        return np.array(levels, self.dtype)[:, None]

    def _amount(self, amount: Amount) -> Scalar | Array:
        """Amount in EUR a year: a float, shape (draws,), or (years, draws) when it follows a baseline."""
        values = {name: self._values[place] for name, place in amount.drivers.items()}
        values |= {name: self.baselines[place] for name, place in amount.services.items()}
        return amount.formula.evaluate(values)

    def effect_before_lapses(self, effect: EffectTerm) -> Array:
        """Gross saving of one effect, as if no other measure replaced a part of it."""
        measure = self.plan.slots[effect.slot].measure
        structural = self._amount(effect.amount)
        if measure in self.plan.realisations:
            structural = structural * self._values[self.plan.realisations[measure]]
        return structural * self._ramp(measure, effect)

    def _add_effect(self, index: int, effect: EffectTerm) -> None:
        saving = self.effect_before_lapses(effect)
        for part in effect.lapses.values():
            saving = saving * self.column(1.0 - part)
        self.slots[effect.slot] += saving
        for spill in effect.spills:
            self._leaks.append((index, np.maximum(saving, 0.0) * self._values[spill.share]))

    def _ramp(self, measure: int, effect: EffectTerm) -> Array:
        """Share reached per year, times intensity: (years, 1), or (years, draws) with a delay."""
        ramp = effect.ramp * effect.scale
        if measure not in self.plan.delays:
            return np.asarray(ramp[:, :1], self.dtype)
        # Between whole months the share is linear in the delay, so the table is exact: see `Curve.by_delay`.
        ramp = np.asarray(ramp, self.dtype)
        longest = ramp.shape[1] - 1
        delay = np.atleast_1d(np.clip(self._values[self.plan.delays[measure]], 0.0, longest - 1e-3))
        month = delay.astype(np.intp)
        beyond = (delay - month).astype(self.dtype)
        slope = np.diff(ramp, axis=1)
        return np.asarray(ramp[:, month] + slope[:, month] * beyond)

    def _group_shares(self, group: Group) -> Array:
        """Part of the baseline that each member would save alone, shape (members, years, draws)."""
        shares = np.empty((len(group.members), *self.shape), self.dtype)
        for i, (slot, factor) in enumerate(zip(group.members, group.factors, strict=True)):
            np.maximum(self.slots[slot], 0.0, out=shares[i])
            shares[i] *= self.column(factor) / self.baselines[group.service]
        return shares

    def overlap(self, service: int) -> float | Array:
        """Overlap of the measures on a service: one number, or one per draw."""
        if self.plan.stated_overlap is not None:
            return self.plan.stated_overlap
        return self._values[self.plan.services[service].overlap]
