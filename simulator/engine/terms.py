"""The terms of a plan: what adds up, by whom, where and when.

Indices refer to places in the lists of the plan that holds the terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.domain.taakvelden import Taakvelden
from simulator.engine.axes import Array
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
class Booking:
    """What is spent on another service in place of what an effect saves; the effect is net of it.

    No total uses it: see `simulator.engine.booked`.
    """

    to_service: int
    amount: Amount


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
    booked: tuple[Booking, ...] = ()


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
    """Place of the growth rate of the volume in each year after the base year; None: no growth."""
    overlap: int
    weights: Array
    """Part of its baseline in each municipality and year, prices included, shape (municipalities, years)."""
    cost_growth: tuple[int | None, ...]
    """The same for the cost per client."""

    @property
    def rates(self) -> tuple[int, ...]:
        """Places of all growth rates, as often as they count."""
        return tuple(rate for rate in (*self.growth, *self.cost_growth) if rate is not None)


@dataclass(frozen=True)
class UnknownItem:
    """Something that is left out of the totals because nobody knows the amount."""

    measure: str
    what: str
    """"effect" or "cost"."""
    title_nl: str
    title_en: str
    service: str = ""
    """Name of the service it would work on; empty where the source names none."""
    kind: str = field(default="lower_spending", kw_only=True)
    """As of an effect: "execution" is no part of what is spent on the service."""
    taakvelden: Taakvelden | None = field(default=None, kw_only=True)
    """Codes that it is booked on, where those are not the service's."""
    parts: Mapping[str, frozenset[int]] = field(compare=False, kw_only=True)
    """Years of which the totals of each municipality leave it out: those in which the amount is unknown and
    the municipality takes part. Moved in time it is the same item, so this is not compared."""

    def years_left_out_of(self, municipality: str | None) -> frozenset[int]:
        """Give the years of which the totals of a municipality leave it out; None: those of the region."""
        if municipality is not None:
            return self.parts.get(municipality, frozenset())
        return frozenset().union(*self.parts.values())

    def is_left_out_of(self, municipality: str | None) -> bool:
        """Say whether the totals of a municipality leave it out; None: those of the region."""
        return bool(self.years_left_out_of(municipality))
