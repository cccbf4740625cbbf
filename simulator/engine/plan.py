"""A plan: a scenario compiled to arrays and indices, ready to be projected.

A plan holds no draws. Indices refer to places in its own lists; labels say what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.engine.layout import Layout
from simulator.engine.sampling import Quantity
from simulator.engine.terms import CostTerm, EffectTerm, Group, ServiceTerm, Slot, UnknownItem


@dataclass(frozen=True)
class Plan:
    """A scenario, compiled."""

    years: tuple[int, ...]
    base_year: int
    measures: tuple[str, ...]
    """Ids of the measures that are on."""
    municipalities: tuple[str, ...]
    services: tuple[ServiceTerm, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[str, ...]
    """All names of the catalogue that can be drawn, in its order, common factors first."""
    effects: tuple[EffectTerm, ...]
    slots: tuple[Slot, ...]
    groups: tuple[Group, ...]
    costs: tuple[CostTerm, ...]
    delays: Mapping[int, int]
    """Place of the delay of a measure, where the scenario has delays."""
    realisations: Mapping[int, int]
    """Place of the realisation of a measure, where the scenario has that layer."""
    stated_overlap: float | None
    """One overlap for all services, before that of the services themselves; -1 adds savings up."""
    growth_shift: float
    unknown: tuple[UnknownItem, ...]
    """What the totals that the scenario looks at leave out: nothing of what only others take part in."""
    unknown_anywhere: tuple[UnknownItem, ...]
    """What the totals of the region, or of any municipality, leave out."""
    layout: Layout
    """What is worked out once for several terms or years."""

    def service_index(self, name: str) -> int:
        """Place of a service."""
        return [service.name for service in self.services].index(name)
