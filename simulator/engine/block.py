"""One block of draws: effects, damping, costs and spill-overs, as stated for the whole region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.engine.axes import Array, Scalar
from simulator.engine.damping import Overlap
from simulator.engine.layout import Share
from simulator.engine.plan import Amount, EffectTerm, Plan, ServiceTerm
from simulator.engine.workspace import Workspace

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
    workspace : Workspace, optional
        Memory of an earlier block of the same size, which this one writes over.

    Attributes
    ----------
    baselines : ndarray, shape (years, services, draws)
        Spending under unchanged policy; with one draw when nothing in it is uncertain.
    flows : ndarray, shape (years or 1, flows, draws)
        Gross savings by flow of the layout, ramp-up included only where it is uncertain; the same in all
        years unless the layout is yearly.
    losses : dict of int to ndarray, shape (years, draws)
        Where measures compete: what a slot saves in draws in which it costs money, else 0. It is not damped.
    saved : ndarray, shape (years, groups, draws)
        What the measures of a group save together, as part of the whole region's baseline.
    amounts : ndarray, shape (years or 1, amounts, draws)
        Amounts of the layout behind the costs; the same in all years unless one follows a growing baseline.
    """

    def __init__(
        self,
        plan: Plan,
        values: Values,
        count: int,
        dtype: type[np.floating[Any]],
        workspace: Workspace | None = None,
    ) -> None:
        self.plan, self.dtype, self.count, self.n_years = plan, dtype, count, len(plan.years)
        self._layout = plan.layout
        self._values, self._known = values, dict[int, Scalar | Array]()
        self._room = workspace or Workspace(plan, count, dtype)
        self._levels = [self._levels_of(service) for service in plan.services]
        self.baselines = self._baselines()
        self._delays: dict[int, tuple[NDArray[np.intp], Array]] = {}
        self._ratios: dict[int, Array] = {}

    def overlap(self, service: int) -> float | Array:
        """Overlap of the measures on a service: one number, or one per draw."""
        if self.plan.stated_overlap is not None:
            return self.plan.stated_overlap
        return self._value(self.plan.services[service].overlap)

    def effect_before_lapses(self, effect: EffectTerm) -> Array:
        """Gross saving of one effect, as if no other measure replaced a part of it: (years, draws or 1)."""
        measure = self.plan.slots[effect.slot].measure
        return self._structural(effect) * self._reached(measure, effect.ramp * effect.scale)

    def slot(self, place: int) -> Array:
        """Gross saving of a slot, shape (years, draws)."""
        saving = np.zeros((self.n_years, self.count), self.dtype)
        for index, flow in enumerate(self._layout.flows):
            if flow.slot == place:
                saving += self._flow(index)
        return saving

    def spill_overs(self) -> Iterator[tuple[int, int | None, Array]]:
        """Per leaking effect and group: the place of both, and what comes back as cost there, in EUR.

        The leak goes with the saving that is left after damping. The group is None for a saving that is
        not damped.
        """
        for index, flow in enumerate(self._layout.flows):
            (effect, *_) = flow.effects
            for spill in self.plan.effects[effect].spills:
                leak = np.clip(self._flow(index), 0.0, np.inf) * self._value(spill.share)
                if not self.plan.slots[flow.slot].competes:
                    yield effect, None, leak
                for place, group in enumerate(self.plan.groups):
                    if flow.slot in group.members:
                        yield effect, place, leak * self._ratio(place)

    # ------------------------------------------------------------- baselines and amounts

    def _value(self, place: int) -> Scalar | Array:
        """Value of a quantity; kept only if it is used again, so that the others leave the cache free."""
        if place not in self._layout.shared:
            return self._values[place]
        if place not in self._known:
            self._known[place] = self._values[place]
        return self._known[place]

    def _levels_of(self, service: ServiceTerm) -> list[Scalar | Array]:
        """Spending in each projected year: the base year's, grown year by year."""
        level: Scalar | Array = self._value(service.baseline)
        levels: list[Scalar | Array] = []
        for rate in service.growth:
            if rate is not None:
                level = level * (1.0 + self.plan.growth_shift + self._value(rate))
            levels.append(level)
        return levels[-self.n_years :]

    def _baselines(self) -> Array:
        count = self.count if any(np.ndim(x) for service in self._levels for x in service) else 1
        result = np.empty((self.n_years, len(self._levels), count), self.dtype)
        for place, service in enumerate(self._levels):
            for year, level in enumerate(service):
                result[year, place] = level
        return result

    def _baseline(self, service: int) -> Scalar | Array:
        """Baseline as a formula sees it: with an axis of years only when it differs between them."""
        return self.baselines[:, service] if self._layout.yearly else self._levels[service][0]

    def _amount(self, amount: Amount) -> Scalar | Array:
        """Amount in EUR a year: a float, (draws,), or (years, draws) if it follows a growing baseline."""
        values = {name: self._value(place) for name, place in amount.drivers.items()}
        values |= {name: self._baseline(place) for name, place in amount.services.items()}
        return amount.formula.evaluate(values)

    @cached_property
    def amounts(self) -> Array:
        """See the class."""
        amounts = self._room.amounts
        for place, amount in enumerate(self._layout.amounts):
            amounts[:, place] = self._amount(amount)
        return amounts

    # ------------------------------------------------------------- effects

    def _structural(self, effect: EffectTerm) -> Scalar | Array:
        """Effect once it is there in full, as far as it is realised: as `_amount`."""
        structural = self._amount(effect.amount)
        realisation = self.plan.realisations.get(self.plan.slots[effect.slot].measure)
        return structural if realisation is None else structural * self._value(realisation)

    def _reached(self, measure: int, ramp: Array) -> Array:
        """Share reached in each year, from a ramp by delay: (years, 1), or (years, draws) with a delay."""
        ramp = ramp.astype(self.dtype)
        if measure not in self.plan.delays:
            return ramp[:, :1]
        # Between whole months the share is linear in the delay, so the table is exact: see `Curve.by_delay`.
        month, beyond = self._delay(measure, ramp.shape[1] - 1)
        reached = np.zeros((self.n_years, len(month)), self.dtype)
        first = int(np.argmax(ramp.any(axis=1)))
        np.take(np.diff(ramp[first:], axis=1), month, axis=1, out=reached[first:], mode="wrap")
        reached *= beyond
        reached[first:] += ramp[first:].take(month, axis=1, mode="wrap")
        return reached

    def _delay(self, measure: int, longest: int) -> tuple[NDArray[np.intp], Array]:
        """Whole months of delay, and what comes on top as part of a month."""
        if measure not in self._delays:
            stated = np.asarray(self._value(self.plan.delays[measure]), self.dtype)
            delay = np.clip(np.atleast_1d(stated), 0.0, longest - 1e-3)
            month = delay.astype(np.intp)
            self._delays[measure] = month, (delay - month).astype(self.dtype)
        return self._delays[measure]

    @cached_property
    def flows(self) -> Array:
        """See the class."""
        flows = self._room.flows
        ramps: dict[tuple[int, bytes], Array] = {}
        for place, flow in enumerate(self._layout.flows):
            first, *others = (self._structural(self.plan.effects[effect]) for effect in flow.effects)
            structural = sum(others, start=first)
            measure = self.plan.slots[flow.slot].measure
            if measure not in self.plan.delays:
                flows[:, place] = structural
                continue
            # Effects of one measure on several services often ramp up alike.
            key = measure, flow.ramp.tobytes()
            if key not in ramps:
                ramps[key] = self._reached(measure, flow.ramp)
            np.multiply(structural, ramps[key], out=flows[:, place])
        return flows

    def _flow(self, place: int) -> Array:
        """Saving of a flow, ramp-up included, shape (years, draws)."""
        return self.flows[:, place] * self._layout.factors[:, place, None].astype(self.dtype)

    @cached_property
    def losses(self) -> dict[int, Array]:
        """See the class."""
        lowest = self.flows.min(axis=2).min(axis=0)
        losing = {flow.slot for flow, low in zip(self._layout.flows, lowest, strict=True) if low < 0.0}
        return {
            place: np.clip(self.slot(place), -np.inf, 0.0)
            for place, slot in enumerate(self.plan.slots)
            if slot.competes and place in losing
        }

    # ------------------------------------------------------------- damping

    @cached_property
    def saved(self) -> Array:
        """See the class. Each share and union is worked out once, for all years in which it is the same."""
        saved = self._room.saved
        for service, layout in enumerate(self._layout.services):
            if not layout.together:
                continue
            shares = self._room.shares[: len(layout.shares)]
            for share, out in zip(layout.shares, shares, strict=True):
                self._share(service, share, out)
            np.clip(shares, 0.0, 1.0, out=shares)
            together = self._room.together[: len(layout.together)]
            Overlap(self.overlap(service), shares).join([t.shares for t in layout.together], together)
            for union, part in zip(layout.together, together, strict=True):
                first, *others = (saved[year, union.group] for year in union.years)
                np.multiply(part, self.baselines[union.years[0], service], out=first)
                for other in others:
                    np.copyto(other, first)
        return saved

    def _share(self, service: int, share: Share, out: Array) -> None:
        """Write what a slot saves in a year as part of the baseline."""
        year = share.year if self._layout.yearly else 0
        baseline = self.baselines[share.year, service]
        (first, weight), *others = share.flows
        np.multiply(self.flows[year, first], weight / baseline, out=out)
        for flow, weight in others:
            out += np.multiply(self.flows[year, flow], weight / baseline, out=self._room.one)

    def _ratio(self, place: int) -> Array:
        """Saving of a group together against the sum of its savings alone; 1 where nothing is saved."""
        if place not in self._ratios:
            group = self.plan.groups[place]
            alone = np.zeros((self.n_years, self.count), self.dtype)
            for slot, factor in zip(group.members, group.factors, strict=True):
                alone += np.clip(self.slot(slot), 0.0, np.inf) * factor
            self._ratios[place] = np.divide(
                self.saved[:, place], alone, out=np.ones_like(alone), where=alone > 0
            )
        return self._ratios[place]
