"""One block of draws: effects, damping, costs and spill-overs, as stated for the whole region."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from simulator.engine.axes import Array, Scalar
from simulator.engine.damping import Overlap, Theta
from simulator.engine.distributions import Component, table
from simulator.engine.growth import grown
from simulator.engine.layout import ServiceLayout, Share
from simulator.engine.plan import Plan
from simulator.engine.ramp import after_delay
from simulator.engine.sampling import LookUp, Rows
from simulator.engine.terms import Amount, EffectTerm, ServiceTerm
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
    still : collection of int
        Flows that are in the workspace already, from the block before this one, and have not changed.

    Attributes
    ----------
    baselines : ndarray, shape (years, services, draws)
        Spending under unchanged policy; with one draw when nothing in it is uncertain.
    flows : ndarray, shape (years or 1, flows, draws)
        Gross savings by flow of the layout, ramp-up included only where it is uncertain; the same in all
        years unless the layout is yearly.
    losses : tuple of list of int and ndarray, shape (years, slots, draws)
        Slots that compete and cost money in some draws, and what they cost there, below 0: it is not damped.
    saved : ndarray, shape (unions, draws)
        What the measures of a group save together, as part of the whole region's baseline, by union of the
        layout.
    spills : ndarray, shape (years, leaks, draws)
        What comes back as cost, by leak of the layout: it goes with the saving that is left after damping.
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
        still: Collection[int] = (),
    ) -> None:
        self.plan, self.dtype, self.count, self.n_years = plan, dtype, count, len(plan.years)
        self._layout = plan.layout
        self._values, self._known = values, dict[int, Scalar | Array]()
        self._room = workspace or Workspace(plan, count, dtype)
        self._still = frozenset(still)
        self._baselines: dict[int, Array] = {}

    def baseline(self, service: int) -> Array:
        """Spending on a service under unchanged policy: (years, draws), or one draw when it is certain."""
        if service not in self._baselines:
            room = self._room.baselines[:, service]
            self._baselines[service] = self._grown(self.plan.services[service], room)
        return self._baselines[service]

    @cached_property
    def baselines(self) -> Array:
        """See the class."""
        each = [self.baseline(service) for service in range(len(self.plan.services))]
        if all(found.shape[1] == 1 for found in each):
            return np.stack(each, axis=1)
        for service, found in enumerate(each):
            if found.shape[1] == 1:
                self._room.baselines[:, service] = found
        return self._room.baselines

    def overlap(self, service: int) -> float | Array:
        """Overlap of the measures on a service: one number, or one per draw."""
        if self.plan.stated_overlap is not None:
            return self.plan.stated_overlap
        return self._value(self.plan.services[service].overlap)

    def start(self, service: ServiceTerm) -> Scalar | Array:
        """Spending on a service in the base year: one number, or one per draw."""
        return self._value(service.baseline)

    def volume(self, service: ServiceTerm) -> list[Scalar | Array]:
        """Volume of a service in each projected year under unchanged policy; 1 is that of the base year."""
        level: Scalar | Array = 1.0
        levels: list[Scalar | Array] = []
        for rate in service.growth:
            if rate is not None:
                level = level * self._growth(rate)
            levels.append(level)
        return levels[-self.n_years :]

    def effect_before_lapses(self, effect: EffectTerm, amount: Amount | None = None) -> Array:
        """Gross saving of one effect, as if no other measure replaced a part of it: (years, draws or 1).

        Parameters
        ----------
        effect : EffectTerm
            The effect.
        amount : Amount, optional
            Another amount that goes along with it, in place of its own.
        """
        measure = self.plan.slots[effect.slot].measure
        return self._structural(effect, amount) * self.reached(measure, effect.ramp * effect.scale)

    # ------------------------------------------------------------- baselines and amounts

    def _value(self, place: int) -> Scalar | Array:
        """Value of a quantity; kept only if it is used again, so that the others leave the cache free."""
        if place not in self._layout.shared:
            return self._values[place]
        if place not in self._known:
            self._known[place] = self._values[place]
        return self._known[place]

    def _looked_up(self, place: int) -> LookUp | None:
        """Where the draws of a quantity are looked up, if they are."""
        values = self._values
        return values if isinstance(values, LookUp) and not values.is_fixed(place) else None

    def _grown(self, service: ServiceTerm, room: Array) -> Array:
        # Each rate once, though it may be that of several years.
        volume = {rate: self._growth(rate) for rate in set(service.growth) if rate is not None}
        cost = {rate: 1.0 + self._value(rate) for rate in set(service.cost_growth) if rate is not None}
        factors = [
            [of[rate] for of, rate in zip((volume, cost), rates, strict=True) if rate is not None]
            for rates in zip(service.growth, service.cost_growth, strict=True)
        ]
        return grown(self.start(service), factors, room)

    def _growth(self, rate: int) -> Scalar | Array:
        """Volume in a year against the year before."""
        return (1.0 + self.plan.growth_shift) + self._value(rate)

    def _followed(self, service: int) -> Scalar | Array:
        """Baseline as a formula sees it: with an axis of years only when it differs between them."""
        return self.baseline(service) if self._layout.yearly else self.start(self.plan.services[service])

    def _amount(self, amount: Amount) -> Scalar | Array:
        """Amount in EUR a year: a float, (draws,), or (years, draws) if it follows a growing baseline."""
        values = {name: self._value(place) for name, place in amount.drivers.items()}
        values |= {name: self._followed(place) for name, place in amount.services.items()}
        return amount.formula.evaluate(values)

    @cached_property
    def amounts(self) -> Array:
        """See the class."""
        amounts = self._room.amounts
        for place, amount in enumerate(self._layout.amounts):
            amounts[:, place] = self._amount(amount)
        return amounts

    # ------------------------------------------------------------- effects

    def _structural(self, effect: EffectTerm, amount: Amount | None = None) -> Scalar | Array:
        """Effect once it is there in full, as far as it is realised: as `_amount`."""
        structural = self._amount(amount or effect.amount)
        realisation = self.plan.realisations.get(self.plan.slots[effect.slot].measure)
        return structural if realisation is None else structural * self._value(realisation)

    def reached(self, measure: int, ramp: Array, room: Array | None = None) -> Array:
        """Share reached in each year, given the delay of a measure.

        Parameters
        ----------
        measure : int
            Place of the measure in the plan.
        ramp : ndarray, shape (years, months + 1)
            The share for each delay in whole months.
        room : ndarray, shape (years, draws), optional
            Where it may be written.

        Returns
        -------
        ndarray, shape (years, draws), or (years, 1) if the plan has no delays
        """
        ramp = ramp.astype(self.dtype)
        if measure not in self.plan.delays:
            return ramp[:, :1]
        place = self.plan.delays[measure]
        looked_up = self._looked_up(place)
        if looked_up is None:
            return after_delay(ramp, np.asarray(self._value(place), self.dtype))
        # The table of delays has fewer cells than a run has draws.
        key = measure, ramp.tobytes()
        if key not in self._room.reached:
            delay = self.plan.quantities[place].components
            self._room.reached[key] = _reached_by_cell(delay, ramp.dtype.str, key[1], len(ramp))
        found = np.empty((self.n_years, self.count), self.dtype) if room is None else room
        looked_up.look_up_rows(place, self._room.reached[key], found)
        return found

    @property
    def flows(self) -> Array:
        """See the class."""
        return self._flows_and_lowest[0]

    @cached_property
    def _flows_and_lowest(self) -> tuple[Array, Array]:
        """The flows, and the lowest draw of what each saves once it is there in full."""
        flows, lowest = self._room.flows, self._room.lowest
        for place, flow in enumerate(self._layout.flows):
            if place in self._still:
                continue
            out = flows[:, place]
            first, *others = (self._structural(self.plan.effects[effect]) for effect in flow.effects)
            structural = sum(others, start=first)
            lowest[place] = structural.min() if isinstance(structural, np.ndarray) else structural
            measure = self.plan.slots[flow.slot].measure
            if measure in self.plan.delays:
                # The room of the flow is room for its ramp-up too: less memory, so that it stays in cache.
                np.multiply(structural, self.reached(measure, flow.ramp, out), out=out)
                for other, part in flow.lapses:
                    out *= self.reached(other, 1.0 - part)
            else:
                out[:] = structural
        return flows, lowest

    def _write_slot(self, place: int, out: Array) -> None:
        """Write the gross saving of a slot, shape (years, draws)."""
        first, *others = self._layout.flows_of[place]
        self._write_flow(first, out)
        for other in others:
            self._write_flow(other, self._room.saving)
            out += self._room.saving

    def _write_flow(self, place: int, out: Array) -> None:
        """Write the saving of a flow, ramp-up included, shape (years, draws)."""
        np.multiply(self.flows[:, place], self._room.factors[:, place, None], out=out)

    # ------------------------------------------------------------- damping

    @cached_property
    def losses(self) -> tuple[list[int], Array]:
        """See the class."""
        slots = [
            place
            for place, own in sorted(self._layout.flows_of.items())
            if self.plan.slots[place].competes and self._loses(own)
        ]
        losses = self._room.losses[:, : len(slots)]
        for row, place in enumerate(slots):
            self._write_slot(place, losses[:, row])
        np.clip(losses, -np.inf, 0.0, out=losses)
        return slots, losses

    @property
    def saved(self) -> Array:
        """See the class."""
        return self._saved_and_left[0]

    @cached_property
    def _saved_and_left(self) -> tuple[Array, Mapping[int, Array]]:
        """What is saved, and by group where something leaks: the part that is left after damping."""
        start = 0
        for layout in self._layout.services:
            end = start + len(layout.unions)
            self._save(layout, self._room.saved[start:end])
            start = end
        return self._room.saved, self._room.left

    def _save(self, layout: ServiceLayout, saved: Array) -> None:
        """Write what groups save together on a service, shape (unions, draws)."""
        baseline = self.baseline(layout.service)
        minus_inverse = np.divide(-1.0, baseline, out=self._room.minus_inverse[:, : baseline.shape[1]])
        shares = self._room.shares[: len(layout.shares)]
        for share, out in zip(layout.shares, shares, strict=True):
            self._write_share(minus_inverse[share.year], share, out)
        if self._loses(flow for share in layout.shares for flow, _ in share.flows):
            np.minimum(shares, 0.0, out=shares)
        alone = [sum(shares[i] for i in union.shares) for union in layout.unions if layout.leaks]
        np.maximum(shares, -1.0, out=shares)
        Overlap(self._theta(layout.service), shares).join([union.shares for union in layout.unions], saved)
        for union, together, total in zip(layout.unions, saved, alone, strict=False):
            if union.group not in self._room.left:
                continue  # a group that feels none of the measures that leak
            for year in union.years:
                left = self._room.left[union.group][year]
                # The tiny number avoids 0/0: where nothing is saved, nothing leaks.
                np.divide(together, np.subtract(1e-30, total, out=left), out=left)
        for place, union in enumerate(layout.unions):
            saved[place] *= baseline[union.years[0]]

    def _loses(self, flows: Iterable[int]) -> bool:
        """Whether any of these flows costs money in some draws."""
        lowest = self._flows_and_lowest[1]
        return any(lowest[flow] < 0.0 for flow in flows)

    def _theta(self, service: int) -> float | Array | Theta:
        """Theta of the measures on a service, or the overlap that it follows from."""
        place = self.plan.services[service].overlap
        looked_up = self._looked_up(place)
        if looked_up is None or self.plan.stated_overlap is not None:
            return self.overlap(service)
        # The table of overlaps has fewer cells than a run has draws.
        known = _theta_by_cell(self.plan.quantities[place].components, np.dtype(self.dtype).str)
        return replace(known, minus=looked_up.look_up(place, np.asarray(known.minus)))

    def _write_share(self, minus_inverse: Array, share: Share, out: Array) -> None:
        """Write what a slot saves in a year as part of the baseline, with a minus sign."""
        year = share.year if self._layout.yearly else 0
        certain = len(minus_inverse) == 1
        # A certain baseline is one number, which goes with the weights: one multiplication less a draw.
        scale = float(minus_inverse[0]) if certain else 1.0
        (first, weight), *others = share.flows
        total = self.flows[year, first]
        if certain or others or weight != 1.0:
            total = np.multiply(total, weight * scale, out=out)
        for flow, weight in others:
            total += np.multiply(self.flows[year, flow], weight * scale, out=self._room.one)
        if not certain:
            np.multiply(total, minus_inverse, out=out)

    @cached_property
    def spills(self) -> Array:
        """See the class."""
        spills = self._room.spills
        _, left = self._saved_and_left
        for place, leak in enumerate(self._layout.leaks):
            spill = spills[:, place]
            self._write_flow(leak.flow, spill)
            if self._loses([leak.flow]):
                np.maximum(spill, 0.0, out=spill)
            spill *= self._value(leak.share)
            if leak.group is not None:
                spill *= left[leak.group]
        return spills


@lru_cache(maxsize=256)
def _reached_by_cell(delay: tuple[Component, ...], dtype: str, ramp: bytes, years: int) -> Rows:
    """Share reached in each year, by cell of the table of a delay; kept from run to run, as tables are."""
    by_months = np.frombuffer(ramp, dtype).reshape(years, -1)
    return Rows(after_delay(by_months, table(delay).astype(dtype, copy=False)))


@lru_cache(maxsize=256)
def _theta_by_cell(overlap: tuple[Component, ...], dtype: str) -> Theta:
    """Theta by cell of the table of an overlap; kept from run to run, as tables are."""
    return Theta.of(table(overlap).astype(dtype, copy=False), dtype)
