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
    """The parts of a plan for some draws.

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
    baselines : ndarray, shape (years, services, draws)
        Spending under unchanged policy.
    slots : ndarray, shape (years, slots, draws)
        Gross saving.
    added : dict of int to ndarray, shape (years, draws)
        Part of the gross saving that is added outside the damping, for slots that have one.
    saved : ndarray, shape (years, groups, draws)
        What the measures of a group save together, as part of the whole region's baseline.
    costs : ndarray, shape (years or 1, costs, draws)
        Amount of each cost, before its profile over the years; the same in all years unless it follows a
        baseline.
    """

    def __init__(self, plan: Plan, values: Values, count: int, dtype: type[np.floating[Any]]) -> None:
        self.plan, self.dtype, self.count, self.n_years = plan, dtype, count, len(plan.years)
        self._values = values
        self.baselines = self._baselines()
        self.slots = np.zeros((self.n_years, len(plan.slots), count), dtype)
        self._leaks: list[tuple[int, Array]] = []
        for index, effect in enumerate(plan.effects):
            self._add_effect(index, effect)
        self.added = self._added()
        self.saved = np.empty((self.n_years, len(plan.groups), count), dtype)
        self._ratios: dict[int, Array] = {}
        for place, group in enumerate(plan.groups):
            self._save(place, group)
        self.costs = self._costs()

    def column(self, per_year: Array) -> Array:
        """A number per year as a column that meets draws, shape (years, 1)."""
        return np.asarray(per_year, self.dtype)[:, None]

    def overlap(self, service: int) -> float | Array:
        """Overlap of the measures on a service: one number, or one per draw."""
        if self.plan.stated_overlap is not None:
            return self.plan.stated_overlap
        return self._values[self.plan.services[service].overlap]

    def effect_before_lapses(self, effect: EffectTerm) -> Array:
        """Gross saving of one effect, as if no other measure replaced a part of it: (years, draws or 1)."""
        measure = self.plan.slots[effect.slot].measure
        structural = self._amount(effect.amount)
        if measure in self.plan.realisations:
            structural = structural * self._values[self.plan.realisations[measure]]
        return structural * self._ramp(measure, effect)

    def spill_overs(self) -> Iterator[tuple[int, int | None, Array]]:
        """Per leaking effect and group: the place of both, and what comes back as cost there, in EUR.

        The leak goes with the saving that is left after damping. The group is None for a saving that is
        not damped.
        """
        for index, leak in self._leaks:
            slot = self.plan.effects[index].slot
            if not self.plan.slots[slot].competes:
                yield index, None, leak
            for place, group in enumerate(self.plan.groups):
                if slot in group.members:
                    yield index, place, leak * self._ratios[place]

    def _baselines(self) -> Array:
        """Baselines of all services; with one draw when nothing in them is uncertain."""
        levels = [self._levels(service) for service in self.plan.services]
        count = self.count if any(np.ndim(x) for service in levels for x in service) else 1
        result = np.empty((self.n_years, len(levels), count), self.dtype)
        for place, service in enumerate(levels):
            for year, level in enumerate(service):
                result[year, place] = level
        return result

    def _levels(self, service: ServiceTerm) -> list[Scalar | Array]:
        """Spending in each projected year: the base year's, grown year by year."""
        level: Scalar | Array = self._values[service.baseline]
        levels: list[Scalar | Array] = []
        for rate in service.growth:
            if rate is not None:
                level = level * (1.0 + self.plan.growth_shift + self._values[rate])
            levels.append(level)
        return levels[-self.n_years :]

    def _amount(self, amount: Amount) -> Scalar | Array:
        """Amount in EUR a year: a float, shape (draws,), or (years, draws) when it follows a baseline."""
        values = {name: self._values[place] for name, place in amount.drivers.items()}
        values |= {name: self.baselines[:, place] for name, place in amount.services.items()}
        return amount.formula.evaluate(values)

    def _add_effect(self, index: int, effect: EffectTerm) -> None:
        saving = self.effect_before_lapses(effect)
        for part in effect.lapses.values():
            saving = saving * self.column(1.0 - part)
        self.slots[:, effect.slot] += saving
        for spill in effect.spills:
            self._leaks.append((index, np.maximum(saving, 0.0) * self._values[spill.share]))

    def _ramp(self, measure: int, effect: EffectTerm) -> Array:
        """Share reached per year, times intensity: (years, 1), or (years, draws) with a delay."""
        ramp = np.asarray(effect.ramp * effect.scale, self.dtype)
        if measure not in self.plan.delays:
            return ramp[:, :1]
        # Between whole months the share is linear in the delay, so the table is exact: see `Curve.by_delay`.
        longest = ramp.shape[1] - 1
        delay = np.atleast_1d(np.clip(self._values[self.plan.delays[measure]], 0.0, longest - 1e-3))
        month = delay.astype(np.intp)
        beyond = (delay - month).astype(self.dtype)
        slope = np.diff(ramp, axis=1)
        return np.asarray(ramp.take(month, axis=1) + slope.take(month, axis=1) * beyond)

    def _added(self) -> dict[int, Array]:
        """Part of each slot outside the damping: all of it, or where it competes only what costs money."""
        found: dict[int, Array] = {}
        for place, slot in enumerate(self.plan.slots):
            saving = self.slots[:, place]
            if not slot.competes:
                found[place] = saving
            elif saving.min() < 0.0:
                found[place] = np.minimum(saving, 0.0)
        return found

    def _save(self, place: int, group: Group) -> None:
        """Work out what the measures of a group save together."""
        baseline = self.baselines[:, group.service]
        shares = np.empty((len(group.members), self.n_years, self.count), self.dtype)
        for member, (slot, factor) in enumerate(zip(group.members, group.factors, strict=True)):
            np.multiply(self.slots[:, slot], factor / baseline, out=shares[member])
        np.maximum(shares, 0.0, out=shares)
        together = union(shares, self.overlap(group.service))
        np.multiply(together, baseline, out=self.saved[:, place])
        if self._leaks:
            # Saving together against the sum of the savings alone; 1 where nothing is saved.
            alone = shares.sum(axis=0)
            self._ratios[place] = np.divide(together, alone, out=np.ones_like(alone), where=alone > 0)

    def _costs(self) -> Array:
        amounts = [self._amount(cost.amount) for cost in self.plan.costs]
        n_years = max((np.shape(x)[0] for x in amounts if np.ndim(x) == 2), default=1)  # noqa: PLR2004
        costs = np.empty((n_years, len(amounts), self.count), self.dtype)
        for place, amount in enumerate(amounts):
            costs[:, place] = amount
        return costs
