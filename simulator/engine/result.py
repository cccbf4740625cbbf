"""What a projection yields: draws of the totals, and means of the parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.engine.axes import Array
from simulator.engine.plan import Plan

REGION = "region"
"""View of all municipalities together."""


def view_mask(plan: Plan, view: str) -> Array:
    """Which municipalities a view takes in: all for the region, else one, shape (municipalities,)."""
    if view == REGION:
        return np.ones(len(plan.municipalities))
    return np.array([float(name == view) for name in plan.municipalities])


@dataclass(frozen=True)
class Totals:
    """Totals of one view (the region, or one municipality), each of shape (years, draws), in EUR a year."""

    baseline: Array
    """Spending under unchanged policy."""
    gross: Array
    """Savings added up, as if measures did not get in each other's way."""
    damped: Array
    """Savings that can be added."""
    cost: Array
    """Costs, spill-overs included."""

    @property
    def net(self) -> Array:
        """What the budget gains: damped savings less costs."""
        return self.damped - self.cost


@dataclass(frozen=True)
class Means:
    """Means over draws of the parts of a plan, in EUR a year, in float64.

    Amounts are as stated for the region in constant prices; the plan's weights turn them into those of a
    municipality. That holds for means because they are linear. It does not hold for percentiles.
    """

    slots: Array
    """Gross saving per slot, shape (slots, years)."""
    added: Array
    """Part of each slot that is added outside the damping, shape (slots, years)."""
    groups: Array
    """Saving together per group, as part of the whole region's baseline, shape (groups, years)."""
    costs: Array
    """Each cost, shape (costs, years)."""
    baselines: Array
    """Spending under unchanged policy per service, shape (services, years)."""
    spills: Array
    """Spill-over of each effect, weights applied, shape (effects, municipalities, years)."""


@dataclass(frozen=True)
class Projection:
    """The outcome of a plan."""

    plan: Plan
    draws: int
    totals: dict[str, Totals]
    """By view: "region", and the municipalities that were asked for."""
    means: Means

    def measure_gross(self, view: str = REGION) -> Array:
        """Mean gross saving per measure, shape (measures, years)."""
        result = self._per_measure()
        for slot, mean in zip(self.plan.slots, self.means.slots, strict=True):
            result[slot.measure] += mean * (view_mask(self.plan, view) @ slot.weights)
        return result

    def measure_cost(self, view: str = REGION) -> Array:
        """Mean cost per measure, spill-overs included and pools in equal parts, shape (measures, years)."""
        mask, result = view_mask(self.plan, view), self._per_measure()
        for cost, mean in zip(self.plan.costs, self.means.costs, strict=True):
            for measure in cost.measures:
                result[measure] += mean * (mask @ cost.weights) / len(cost.measures)
        for effect, spill in zip(self.plan.effects, self.means.spills, strict=True):
            result[self.plan.slots[effect.slot].measure] += mask @ spill
        return result

    def service_damped(self, view: str = REGION) -> Array:
        """Mean damped saving per service, shape (services, years)."""
        mask = view_mask(self.plan, view)
        result = np.zeros((len(self.plan.services), len(self.plan.years)))
        for slot, mean in zip(self.plan.slots, self.means.added, strict=True):
            result[slot.service] += mean * (mask @ slot.weights)
        for group, mean in zip(self.plan.groups, self.means.groups, strict=True):
            result[group.service] += mean * (mask @ group.weights)
        return result

    def service_baseline(self, view: str = REGION) -> Array:
        """Mean spending per service under unchanged policy, shape (services, years)."""
        mask = view_mask(self.plan, view)
        weights = np.array([mask @ service.weights for service in self.plan.services])
        return np.asarray(self.means.baselines * weights)

    def _per_measure(self) -> Array:
        return np.zeros((len(self.plan.measures), len(self.plan.years)))
