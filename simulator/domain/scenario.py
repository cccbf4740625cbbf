"""A scenario: which measures are on, how strongly, and under which assumptions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Name, NonEmpty, Slug, Text
from simulator.domain.quantity import Fixed, Uncertainty

Overlap = Annotated[float, Field(ge=-1.0, lt=1.0)]
"""Clayton tau: -1 is no damping, 0 independent, towards 1 full overlap."""


class DriverChange(DomainModel):
    """A value of the user's own for one driver, within this scenario."""

    value: float
    """Most likely value, in the driver's unit."""
    uncertainty: Uncertainty = Fixed()
    """Range around it. Left out: fixed."""
    reason: NonEmpty
    """Why: it is shown wherever the value is used."""


class MeasureSetting(DomainModel):
    """How a measure takes part in a scenario."""

    on: bool = True
    """False keeps the settings but leaves the measure out."""
    intensity: Annotated[float, Field(ge=0.0, le=2.0)] = 1.0
    """Size of the effects against the programme's: 0.5 is half."""
    scales_costs: bool = True
    """True when costs scale with the intensity as well."""
    shift_months: Annotated[int, Field(ge=-36, le=60)] = 0
    """Months later (or, negative, earlier) than the programme says."""
    stretch: Annotated[float, Field(ge=0.25, le=4.0)] = 1.0
    """Pace of the ramp-up: 2 takes twice as long, from the moment the effect begins."""
    reading: Slug | None = None
    """Reading of the source, where the measure has several; left out: the scenario's, else the default."""
    drivers: dict[Name, DriverChange] = {}
    """Drivers of this measure with another value."""
    note: Text | None = None
    """Why it is set so."""


class Layers(DomainModel):
    """Corrections on the plan as printed, each on or off."""

    overlap: bool = True
    """Measures on one service share the same money (damping)."""
    shared_costs: bool = True
    """A cost that several measures need is made once."""
    supersedes: bool = True
    """What another measure replaces lapses."""
    already_implemented: bool = True
    """What a municipality does already saves nothing more."""
    spill_over: bool = False
    """Part of a saving comes back as a cost elsewhere (waterbed)."""
    growth: bool = False
    """Services grow under unchanged policy."""
    realisation: bool = False
    """Only part of a plan materialises, by evidence grade."""
    delay: bool = False
    """Starts slip by an uncertain number of months."""


class Membership(DomainModel):
    """Who takes part in what."""

    exclusions: bool = True
    """Honour that some municipalities do not take part in a service."""
    departures: bool = True
    """Honour that some municipalities leave the region during the programme."""


class Scenario(DomainModel):
    """A named set of measures and assumptions."""

    id: Slug
    """Identity; the name of its file."""
    programme: Slug
    """The programme it belongs to."""
    title: Text
    """Title."""
    summary: Text
    """What it stands for, in a sentence or two."""
    municipality: Slug | None = None
    """Municipality whose share is shown; left out: the whole region."""
    measures: dict[Slug, MeasureSetting] = {}
    """Measures and their settings; measures that are not named are off."""
    layers: Layers = Layers()
    """Corrections that are on."""
    overlap: Overlap | None = None
    """One overlap for all services, instead of the programme's."""
    overlap_by_service: dict[Name, Overlap] = {}
    """Overlap for single services; goes before `overlap`."""
    reading: Slug | None = None
    """Reading to use wherever a measure has one of this name; left out: each measure's default."""
    estimates: dict[Name, Annotated[float, Field(gt=0)]] = {}
    """Views of the drivers and their weights, say {region: 1} or {region: 0.5, aef: 0.5}; a driver without
    the named view keeps its own. Empty: the programme's default."""
    shared_drivers: dict[Name, DriverChange] = {}
    """Shared drivers of the programme with another value."""
    growth_shift: Annotated[float, Field(ge=-0.2, le=0.2)] = 0.0
    """Added to every growth rate of a volume: 0.01 is one point a year more."""
    membership: Membership = Membership()
    """Who takes part."""
    allocation_key: Name | None = None
    """One key for all amounts, instead of the services' own."""
    price_level: Literal["constant", "nominal"] = "constant"
    """Prices of the programme's price level, or of each year itself."""
    draws: Annotated[int, Field(ge=100, le=1_000_000)] = 10_000
    """Number of Monte Carlo draws."""
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 2021
    """Seed of all draws."""

    @model_validator(mode="after")
    def _overlap_needs_its_layer(self) -> Scenario:
        if not self.layers.overlap and (self.overlap is not None or self.overlap_by_service):
            raise ValueError("an overlap is given but layers.overlap is off: remove one of them")
        return self

    def active(self) -> tuple[Slug, ...]:
        """Ids of the measures that are on, in the scenario's order."""
        return tuple(m for m, setting in self.measures.items() if setting.on)
