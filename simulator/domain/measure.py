"""A savings measure: what it does, what it costs, how fast, and how it gets in others' way."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Grade, Name, NonEmpty, Slug, Text, Year
from simulator.domain.break_even import BreakEven
from simulator.domain.finding import Finding
from simulator.domain.quantity import Driver
from simulator.domain.ramp_up import RampUp
from simulator.domain.relation import Relation
from simulator.domain.source import Document, Source
from simulator.domain.taakvelden import Taakvelden


class Booking(DomainModel):
    """Spending on another service in place of what is saved: the effect itself is net of it.

    Totals do not change. Budget tables show that the effect's service falls by the effect and this amount
    together, and that the other service rises by this amount.
    """

    service: Name
    """The service on which it is spent."""
    formula: NonEmpty
    """What is spent there in EUR/year once the effect is there in full; zero or more. Whatever scales the
    effect scales this too."""
    source: Source
    """Where it stands."""


class Effect(DomainModel):
    """One way in which a measure lowers net spending on one service."""

    title: Text
    """What happens."""
    service: Name
    """The service it works on."""
    formula: NonEmpty
    """Structural effect in EUR/year; positive saves."""
    booked: tuple[Booking, ...] = ()
    """What is spent on other services in place of what is saved, where the formula is net of that."""
    ramp_up: RampUp
    """Part of the structural effect that is reached in each year."""
    kind: Literal["lower_spending", "own_contribution", "execution"] = "lower_spending"
    """lower_spending competes with other measures for the same money; own contributions of residents
    and savings on execution (staff) are added outside the damping."""
    cashable: bool = True
    """False when nothing leaves the budget, say because of a ceiling; then it counts for nothing."""
    nature: Literal["structural", "incidental"] = "structural"
    """Recurring, or at most three years."""
    readings: tuple[Slug, ...] = ()
    """Readings of the measure in which this effect counts; empty: in all."""
    source: Source
    """Where it stands."""
    note: Text | None = None
    """What a careful reader should know."""


class CostLine(DomainModel):
    """One cost of a measure."""

    title: Text
    """What it pays for."""
    formula: NonEmpty | None = None
    """Amount in EUR/year, or in EUR when it is made once and spread over the profile. None: see pool."""
    profile: tuple[Annotated[float, Field(ge=0, le=1)], ...] | None = None
    """Part of the amount in each year of the programme. Adds up to 1 when the formula gives EUR."""
    pool: Name | None = None
    """Cost pool that this line draws on, instead of a formula and profile of its own."""
    booked_in_source: bool = True
    """False when the source does not book this shared cost under this measure: then the measure uses the pool
    when others pay for it, and alone its cost is unknown."""
    nature: Literal["structural", "incidental"] = "structural"
    """Recurring, or at most three years."""
    funded_by: Name
    """Who pays: a funder of the programme."""
    varies_with_members: bool = False
    """True when the cost falls as a municipality leaves (per client), False when the others bear it."""
    readings: tuple[Slug, ...] = ()
    """Readings of the measure in which this cost counts; empty: in all."""
    source: Source
    """Where it stands."""
    note: Text | None = None
    """What a careful reader should know."""

    @model_validator(mode="after")
    def _formula_or_pool(self) -> CostLine:
        if self.pool is None and (self.formula is None or self.profile is None):
            raise ValueError("a cost line needs a formula and a profile, or a pool")
        if self.pool is not None and (self.formula is not None or self.profile is not None):
            raise ValueError("a cost line with a pool takes formula and profile from the pool: remove them")
        return self


class Reading(DomainModel):
    """One way to read a source that contradicts itself."""

    title: Text
    """The reading in a few words."""
    reason: Text
    """Why one would read it so."""
    estimates: dict[Name, Name] = {}
    """Rival estimates that belong to this reading, by driver."""
    start: dt.date | None = None
    """Date before which this reading counts no effect, whatever the ramp-up says."""


class Unknown(DomainModel):
    """An effect or cost that exists but of which the source gives no amount. Unknown is not zero."""

    title: Text
    """What is unknown."""
    what: Literal["effect", "cost"]
    """A saving or a cost."""
    service: Name | None = None
    """The service it would work on."""
    kind: Literal["lower_spending", "own_contribution", "execution"] = "lower_spending"
    """As of an effect. execution is own staff, which is no part of what is spent on the service."""
    taakvelden: Taakvelden | None = None
    """Codes that it is booked on, where those are not the service's: a general provision has its own."""
    printed: NonEmpty | None = None
    """How the source prints it, say "n.t.b." or "PM"."""
    years: tuple[Year, ...] = ()
    """Years of which the amount is unknown, where the source says so; left out: every year. They move along
    with the start of the measure."""
    source: Source
    """Where it stands."""


class Action(DomainModel):
    """Something that must be done for the measure."""

    text: Text
    """What."""
    source: Source
    """Where it stands."""


class Decision(DomainModel):
    """A step on the way to a decision."""

    body: Literal["council", "executive", "region"]
    """Who decides: raad, college or regio."""
    text: Text
    """What is decided."""
    date: dt.date | None = None
    """When, where the source tells."""
    source: Source
    """Where it stands."""


class StageGate(DomainModel):
    """A moment at which it is decided whether to go on: continue if …, else stop or change."""

    condition: Text
    """What must be so to go on."""
    proceed: Text
    """What happens then."""
    otherwise: Text | None = None
    """What happens if not, where the source tells."""
    date: dt.date | None = None
    """When it is decided, where the source tells."""
    source: Source
    """Where it stands."""


class SocietalEffect(DomainModel):
    """What residents, carers and providers will notice."""

    text: Text
    """What."""
    direction: Literal["benefit", "burden", "mixed"]
    """Better or worse for those concerned."""
    source: Source
    """Where it stands."""


class ResidentsAffected(DomainModel):
    """How many residents notice the measure once it works in full."""

    title: Text
    """Who they are."""
    formula: NonEmpty
    """Number of residents."""
    source: Source
    """Where the numbers stand."""


class StaffNeed(DomainModel):
    """Staff needed to carry the measure out."""

    fte: Annotated[tuple[Annotated[float, Field(ge=0)], ...], Field(min_length=1)]
    """Full-time equivalents in each year of the programme."""
    unknown: tuple[Year, ...] = ()
    """Years of which the source gives no number, or not all of it: `fte` is the least there, and a zero is no
    zero."""
    source: Source
    """Where it stands."""
    note: Text | None = None
    """What is not in it."""


class Measure(DomainModel):
    """A savings measure of a programme."""

    id: Slug
    """Identity; the name of its file."""
    number: Annotated[int, Field(ge=1)] | None = None
    """Number in its programme, if it has one."""
    title: Text
    """Title."""
    summary: Text
    """What it is and how it should save, in two or three sentences."""
    status: Literal["proposed", "adopted", "rejected", "suggested"]
    """Where it stands in the decision."""
    status_reason: Text | None = None
    """Why it was rejected, or who suggested it."""
    scope: Slug | None = None
    """Municipality that carries it out alone; left out: the whole region."""
    grade: Grade
    """Evidence grade of the measure as a whole; sets its realisation."""
    grade_reason: Text
    """Why this grade."""
    drivers: dict[Name, Driver] = {}
    """Quantities of its own."""
    effects: dict[Name, Effect] = {}
    """What it saves, by name."""
    costs: dict[Name, CostLine] = {}
    """What it costs, by name."""
    delay: Driver | None = None
    """Months that the start may slip; left out: that of the programme."""
    relations: tuple[Relation, ...] = ()
    """How it acts on other measures and services."""
    readings: dict[Slug, Reading] = {}
    """Ways to read the source, where it contradicts itself."""
    default_reading: Slug | None = None
    """The reading that counts unless a scenario says otherwise."""
    unknown: tuple[Unknown, ...] = ()
    """Effects and costs without an amount."""
    allocation_key: Name | None = None
    """Key for its costs; left out: that of the first service it works on."""
    actions: tuple[Action, ...] = ()
    """What must be done."""
    decision_route: tuple[Decision, ...] = ()
    """Who must decide what."""
    gates: tuple[StageGate, ...] = ()
    """Moments at which it is decided whether to go on. What must be there before is a `requires` relation."""
    break_even: BreakEven | None = None
    """What it must avoid to pay for itself, for a measure whose source gives no effect."""
    societal_effects: tuple[SocietalEffect, ...] = ()
    """What people will notice."""
    legal_limits: tuple[Action, ...] = ()
    """What the law allows and forbids."""
    residents_affected: tuple[ResidentsAffected, ...] = ()
    """How many residents notice it."""
    staff: StaffNeed | None = None
    """Staff needed, per year."""
    starts: dt.date | None = None
    """Date on which the source lets the measure itself begin, where it says so."""
    findings: tuple[Finding, ...] = ()
    """Oddities of the source that no rule can find."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where the measure is described."""
    documents: dict[Slug, Document] = {}
    """Documents of its own, for a measure from outside the programme: its sources refer to these or to the
    programme's."""

    @model_validator(mode="after")
    def _readings_exist(self) -> Measure:
        if self.readings and self.default_reading not in self.readings:
            raise ValueError(f"default_reading must be one of {', '.join(self.readings)}")
        if self.default_reading is not None and not self.readings:
            raise ValueError("default_reading is set but there are no readings")
        for kind, lines in (("effects", self.effects), ("costs", self.costs)):
            for name, line in lines.items():
                if unknown := set(line.readings) - set(self.readings):
                    raise ValueError(f"{kind}.{name} names reading {sorted(unknown)}, which does not exist")
        for reading in self.readings.values():
            for driver, estimate in reading.estimates.items():
                if driver not in self.drivers or estimate not in self.drivers[driver].rivals:
                    raise ValueError(
                        f"a reading picks estimate {estimate} of driver {driver}, which is not there"
                    )
        return self
