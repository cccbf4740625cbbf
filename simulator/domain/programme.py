"""A programme: the services saved on, who takes part, and what every measure of it shares."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, Grade, Name, NonEmpty, Share, Slug, Text, Year
from simulator.domain.finding import Finding
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.source import Document, Source
from simulator.domain.taakvelden import Taakvelden

TOGETHER: Final = Text(nl="Alle gemeenten samen", en="All municipalities together")
"""Name of the municipalities together where they form no region."""


class GrowthPeriod(Estimate):
    """Growth a year over some years, as a rate (0.03 is three per cent)."""

    from_year: Year
    """First year that grows at this rate, compared with the year before."""
    loadings: dict[Name, Annotated[float, Field(ge=-1, le=1)]] = {}
    """Correlation with common factors, by factor name."""


def _product(known: dict[str, Any]) -> Any:  # noqa: ANN401 - a driver, or None: then the service refuses
    """Give the baseline that clients and cost per client make, where both are given and certain."""
    clients, cost = known.get("clients"), known.get("cost_per_client")
    if not clients or not cost or cost.source is None:
        return None
    if {clients.uncertainty.kind, cost.uncertainty.kind} != {"fixed"}:
        return None
    return Driver(
        title=Text(
            nl=f"{clients.title.nl} × {cost.title.nl}",
            en=f"{clients.title.en} × {cost.title.en}",
        ),
        value=clients.value * cost.value,
        unit="EUR/year",
        provenance="derived",
        source=cost.source,
        grade=max(clients.grade, cost.grade),
        note=Text(
            nl=f"{clients.value:g} cliënten × {cost.value:g} euro per cliënt.",
            en=f"{clients.value:g} clients × {cost.value:g} euros per client.",
        ),
    )


class Service(DomainModel):
    """A budget line that measures save on (voorziening).

    Spending is clients times cost per client. Where the source has both, they are kept apart, each with
    its own growth: clients often become fewer while each of them costs more.
    """

    title: Text
    """Name of the service."""
    law: Literal["jeugdwet", "wmo"]
    """The law under which it is provided."""
    clients: Driver | None = None
    """Number of clients in the base year, all members together. Left out: unknown, or one of the volumes."""
    cost_per_client: Driver | None = None
    """Spending on a client in the base year, EUR/client/year. Times the clients it gives the baseline."""
    baseline: Driver = Field(default_factory=_product)
    """Spending in the programme's base year, EUR/year, all members together. May be left out when clients
    and cost_per_client are given and certain: it is then their product."""
    volumes: tuple[Name, ...] = ()
    """Shared drivers that describe the service: clients, hours, price. For display."""
    growth: Annotated[tuple[GrowthPeriod, ...], Field(min_length=1)]
    """Volume growth under unchanged policy, in periods; the last one runs on."""
    cost_growth: tuple[GrowthPeriod, ...] = ()
    """Growth of the cost per client under unchanged policy, on top of the price index: heavier cases, more
    hours for each. In periods; the last one runs on. Left out: none."""
    overlap: Driver
    """Overlap of savings on this service: Clayton tau, -1 (none) to below 1 (full)."""
    allocation_key: Name
    """Key by which its amounts are divided over the municipalities."""
    non_members: tuple[Slug, ...] = ()
    """Municipalities that do not take part in this service."""
    non_members_source: Source | None = None
    """Why they do not."""
    taakvelden: Taakvelden
    """Budget functions it is booked on."""
    budget_ceiling: Source | None = None
    """Set where spending is capped by a ceiling, so that less use frees places and not money."""

    @model_validator(mode="after")
    def _has_a_baseline(self) -> Service:
        if self.baseline is None:
            raise ValueError(
                "no baseline, nor clients and cost_per_client that make one: both certain, the latter with a "
                "source"
            )
        return self


class Leaving(DomainModel):
    """A municipality that leaves the region."""

    year: Year
    """First year without it."""
    source: Source
    """Where that stands."""
    note: Text | None = None
    """What it means for the figures."""


class Municipality(DomainModel):
    """A municipality that takes part."""

    title: NonEmpty
    """Its name."""
    population: dict[Name, Annotated[float, Field(ge=0)]]
    """Number of people per allocation key, say inhabitants, age_0_19, age_70_plus."""
    source: Source
    """Where the numbers come from, and for which date."""
    leaves: Leaving | None = None
    """Set when it leaves the region during the programme."""


class AllocationKey(DomainModel):
    """A way to divide regional amounts over municipalities."""

    title: Text
    """Name of the key."""
    shares: dict[Slug, Share] = {}
    """Stated shares; municipalities without one divide the rest by `rest_by`. Empty: by population."""
    rest_by: Name | None = None
    """Population key that divides what the stated shares leave."""
    source: Source | None = None
    """Where the key or its stated shares come from."""
    note: Text | None = None
    """When to use it."""


class Target(DomainModel):
    """A savings task (taakstelling) of one municipality."""

    municipality: Slug
    """Who must save."""
    amounts: dict[Year, Annotated[float, Field(gt=0)]]
    """EUR to be saved, per year; years without a task are left out."""
    source: Source
    """Where the task was set."""


class CommonFactor(DomainModel):
    """Something that several quantities depend on, so that they turn out well or badly together."""

    title: Text
    """Name of the factor."""
    note: Text
    """Why quantities share it, and that the loadings on it are an assumption."""


class CostPool(DomainModel):
    """A cost made once for all measures that need it."""

    title: Text
    """What it pays for."""
    formula: NonEmpty
    """Formula over shared drivers that gives EUR, or EUR/year."""
    profile: Annotated[tuple[Annotated[float, Field(ge=0, le=1)], ...], Field(min_length=1)]
    """Part of the amount in each year of the programme. Adds up to 1 when the formula gives EUR."""
    nature: Literal["structural", "incidental"] = "incidental"
    """Recurring, or at most three years."""
    source: Source
    """Where it says that the cost is shared."""
    note: Text | None = None
    """Who needs it, and what is assumed."""


class PriceSurprise(DomainModel):
    """How far price changes turn out otherwise than expected."""

    deviation: Annotated[float, Field(gt=0, le=0.1)]
    """Standard deviation of what a year adds to how far the rate is off, as a rate; it lasts, so the rates of
    later years are off by as much."""
    source: Source
    """Where it was measured."""
    note: Text
    """That it is an assumption, and what it rests on."""


class PriceIndex(DomainModel):
    """Yearly price change, for amounts in prices of the year itself."""

    rates: dict[Year, float]
    """Change against the year before, as a rate."""
    known_to: Year | None = None
    """Last year whose rate is a fact. Later ones are expected, and may be off by the surprise."""
    surprise: PriceSurprise | None = None
    """How far the rates after that year may be off: counts in the monitor. Left out: not at all."""
    source: Source
    """Where the series comes from."""
    note: Text | None = None
    """What is estimated in it."""

    @model_validator(mode="after")
    def _surprise_after_a_year(self) -> PriceIndex:
        if self.surprise is not None and self.known_to is None:
            raise ValueError("a surprise in prices needs known_to: the last year whose rate is a fact")
        return self


class Programme(DomainModel):
    """Everything that the measures of one programme have in common."""

    id: Slug
    """Identity; the name of its folder."""
    title: Text
    """Title of the programme."""
    summary: Text
    """What it is, in two or three sentences."""
    region: NonEmpty | None = None
    """Name of the region; left out where the municipalities form none."""
    base_year: Year
    """Year of the baselines."""
    price_level: Year
    """Year in whose prices amounts are expressed."""
    years: Annotated[tuple[Year, ...], Field(min_length=1)]
    """The years that are projected."""
    default_estimate: Name
    """Name of the view that the drivers' own values represent, say "region"."""
    estimates: dict[Name, Text]
    """Names of the views (default and rivals), as the user sees them."""
    documents: dict[Slug, Document]
    """Documents that sources refer to."""
    drivers: dict[Name, Driver] = {}
    """Quantities that several measures share: one name, hence one draw."""
    services: Annotated[dict[Name, Service], Field(min_length=1)]
    """Budget lines, in the order of the budget."""
    municipalities: Annotated[dict[Slug, Municipality], Field(min_length=1)]
    """The members."""
    allocation_keys: Annotated[dict[Name, AllocationKey], Field(min_length=1)]
    """Ways to divide amounts over the members."""
    targets: tuple[Target, ...] = ()
    """Savings tasks of members."""
    funders: dict[Name, Text]
    """Who can pay for a cost, by name."""
    cost_pools: dict[Name, CostPool] = {}
    """Costs made once for several measures."""
    common_factors: dict[Name, CommonFactor] = {}
    """What makes quantities go up and down together."""
    realisation: dict[Grade, Driver]
    """Part of a plan that materialises, 0 to 1, per evidence grade; used when a scenario asks for it."""
    delay: Driver
    """Months that a start slips, for measures without a delay of their own."""
    price_index: PriceIndex
    """Price change per year, for nominal amounts."""
    findings: tuple[Finding, ...] = ()
    """Oddities of the source that no rule can find."""

    @property
    def whole(self) -> Text:
        """Name of all municipalities together: that of their region, or words where they form none."""
        return Text(nl=self.region, en=self.region) if self.region else TOGETHER

    @model_validator(mode="after")
    def _years_follow_each_other(self) -> Programme:
        if list(self.years) != list(range(self.years[0], self.years[0] + len(self.years))):
            raise ValueError(f"years must follow each other without gaps, not {self.years}")
        if self.base_year >= self.years[0]:
            raise ValueError(f"base_year {self.base_year} must lie before {self.years[0]}")
        return self
