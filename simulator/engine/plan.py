"""A plan: a scenario compiled to arrays and indices, ready to be projected.

A plan holds no draws. Indices refer to places in its own lists; labels say what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.engine.axes import Array
from simulator.engine.layout import Layout
from simulator.engine.sampling import Quantity
from simulator.formula import Formula


@dataclass(frozen=True)
class Amount:
    """A formula with the places of its drivers among the plan's quantities."""

    formula: Formula
    drivers: Mapping[str, int]
    """Place of each driver that the formula names."""
    services: Mapping[str, int]
    """Place of the service behind each `baseline.<service>` that the formula names."""


@dataclass(frozen=True)
class Spill:
    """A share of an effect that comes back as a cost."""

    to_service: int
    share: int
    """Place of the quantity that gives the share."""


@dataclass(frozen=True)
class EffectTerm:
    """One effect of one measure."""

    name: str
    slot: int
    """Where it adds up: measure, service and way of adding."""
    amount: Amount
    ramp: Array
    """Share reached per year for a delay of 0, 1, ... months, shape (years, months + 1)."""
    scale: float
    """Intensity."""
    lapses: Mapping[int, Array]
    """Part that lapses in each year because of another measure, by that measure, and by the delay of that
    measure: shape (years, months + 1)."""
    spills: tuple[Spill, ...]


@dataclass(frozen=True)
class Slot:
    """All effects of one measure that add up on one service in one way."""

    measure: int
    service: int
    competes: bool
    """True when it lowers spending and so competes; False when it is added outside the damping."""
    weights: Array
    """Part that falls to each municipality in each year, prices included, shape (municipalities, years)."""


@dataclass(frozen=True)
class Group:
    """Municipalities for which the same measures work equally strongly on a service."""

    service: int
    members: tuple[int, ...]
    """Slots that compete here."""
    factors: tuple[float, ...]
    """Weight of each of these slots against that of the baseline here."""
    weights: Array
    """Part of the baseline in each municipality of the group, prices included: (municipalities, years)."""


@dataclass(frozen=True)
class CostTerm:
    """One cost, of one measure or shared by several."""

    name: str
    measures: tuple[int, ...]
    """The measures that bear it, in equal parts."""
    pool: str | None
    amount: Amount
    profile: Array
    """Part of the amount in each year, intensity and lapses included, shape (years,)."""
    weights: Array
    """Part that falls to each municipality in each year, prices included, shape (municipalities, years)."""
    funded_by: str
    nature: str


@dataclass(frozen=True)
class ServiceTerm:
    """A service: its baseline, growth and overlap as places among the quantities."""

    name: str
    baseline: int
    growth: tuple[int | None, ...]
    """Place of the growth rate of each year after the base year; None: no growth."""
    overlap: int
    weights: Array
    """Part of its baseline in each municipality and year, prices included, shape (municipalities, years)."""


@dataclass(frozen=True)
class UnknownItem:
    """Something that is left out of the totals because nobody knows the amount."""

    measure: str
    what: str
    """"effect" or "cost"."""
    title_nl: str
    title_en: str


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
    layout: Layout
    """What is worked out once for several terms or years."""

    def service_index(self, name: str) -> int:
        """Place of a service."""
        return [service.name for service in self.services].index(name)
