"""Builders of a small programme with round numbers, for everybody's tests.

Every builder takes keyword changes that replace whole fields, so a test states only what it is
about. The defaults, to work sums with by hand:

=================  ==========================================================================
years              2021 to 2024; base year and price level 2020
services           ``youth`` 1,000,000 and ``household_help`` 2,000,000 EUR/year; overlap 0;
                   growth 10% a year from 2021 (only counts when a scenario asks for it)
municipalities     noord, zuid, west with 50,000, 30,000 and 20,000 inhabitants (50, 30, 20%)
                   and 10,000, 6,000 and 4,000 people under 20 (50, 30, 20%)
shared drivers     fte_cost 80,000 EUR/fte/year; clients 1,000 client; consultant_rate 50 EUR/hour;
                   reassessment_hours 2 hour/client
cost pool          reassessment = clients * reassessment_hours * consultant_rate = 100,000 EUR,
                   half in 2022 and half in 2023
target             noord must save 200,000 in 2022 and 300,000 in 2023 and in 2024
realisation        grade 1 to 6: 1.0, 0.9, 0.8, 0.7, 0.6, 0.5
delay              6 months, fixed
price index        2% a year, 2021 to 2024

school-coaches     (1, grade 2) effect on youth: 100 children * 1,000 = 100,000; rival "critics":
                   500 a child; ramp-up 0.5, 1, 1, 1; cost 0.5 fte * fte_cost = 40,000 every year
fewer-hours        (2, grade 3) effect on household_help: 10% of the baseline = 200,000;
                   ramp-up 0, 0.5, 1, 1; cost: the pool
strict-access      (3, grade 4) effect on household_help: 25% of the baseline = 500,000;
                   ramp-up 0, 0.5, 1, 1; cost: the pool, and 10,000 in 2021 once
=================  ==========================================================================
"""

from typing import Any

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import CostLine, Effect, Measure
from simulator.domain.programme import (
    AllocationKey,
    CostPool,
    GrowthPeriod,
    Municipality,
    PriceIndex,
    Programme,
    Service,
    Target,
)
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.ramp_up import SharesPerYear
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.domain.source import Document, Source
from simulator.domain.taakvelden import Taakvelden

YEARS = (2021, 2022, 2023, 2024)
EVERY_YEAR = (1.0, 1.0, 1.0, 1.0)


def text(words: str = "Naam") -> Text:
    """Build a text that says the same in both languages."""
    return Text(nl=words, en=words)


def source(lines: str = "1", **changes: Any) -> Source:
    """Build a source in the one document of the small programme."""
    return Source(**{"document": "plan", "lines": lines} | changes)


def estimate(value: float, **changes: Any) -> Estimate:
    """Build an estimate that stands in the source and is certain."""
    return Estimate(**_stated(value) | changes)


def driver(value: float, unit: str = "1", **changes: Any) -> Driver:
    """Build a driver that stands in the source and is certain.

    Give ``uncertainty`` to make it uncertain: range_provenance and range_reason are filled in.
    """
    fields = _stated(value) | {"title": text("Grootheid"), "unit": unit}
    if "uncertainty" in changes:
        fields |= {"range_provenance": "assumption", "range_reason": text("Aanname")}
    return Driver(**fields | changes)


def _stated(value: float) -> dict[str, Any]:
    return {"value": value, "provenance": "stated", "source": source(), "grade": 3}


def effect(service: str, formula: str, shares: tuple[float, ...], **changes: Any) -> Effect:
    """Build an effect with a share per year."""
    fields = {
        "title": text("Effect"),
        "service": service,
        "formula": formula,
        "ramp_up": SharesPerYear(kind="shares", values=shares),
        "source": source(),
    }
    return Effect(**fields | changes)


def cost(formula: str, profile: tuple[float, ...] = EVERY_YEAR, **changes: Any) -> CostLine:
    """Build a cost line with a formula of its own, paid by the municipalities."""
    fields = {
        "title": text("Kosten"),
        "formula": formula,
        "profile": profile,
        "funded_by": "municipalities",
        "source": source(),
    }
    return CostLine(**fields | changes)


def pool_cost(pool: str = "reassessment", **changes: Any) -> CostLine:
    """Build a cost line that draws on a cost pool."""
    fields = {
        "title": text("Gedeelde kosten"),
        "pool": pool,
        "funded_by": "municipalities",
        "source": source(),
    }
    return CostLine(**fields | changes)


def measure(id: str = "a-measure", **changes: Any) -> Measure:
    """Build a measure that does nothing yet: give it drivers, effects and costs."""
    fields = {
        "id": id,
        "title": text(id),
        "summary": text("Samenvatting"),
        "status": "proposed",
        "grade": 3,
        "grade_reason": text("Aanname"),
        "sources": (source(),),
    }
    return Measure(**fields | changes)


def service(baseline: float, **changes: Any) -> Service:
    """Build a service without damping beyond independence, growing 10% a year from 2021."""
    fields = {
        "title": text("Voorziening"),
        "law": "wmo",
        "baseline": driver(baseline, "EUR/year"),
        "growth": (GrowthPeriod(from_year=2021, **_stated(0.1)),),
        "overlap": driver(0.0),
        "allocation_key": "inhabitants",
        "taakvelden": Taakvelden(until_2022=("6.71",), from_2023=("6.711",)),
    }
    return Service(**fields | changes)


def municipality(inhabitants: float, young: float, **changes: Any) -> Municipality:
    """Build a municipality from its number of inhabitants and of people under 20."""
    population = {"inhabitants": float(inhabitants), "age_0_19": float(young)}
    return Municipality(**{"title": "Gemeente", "population": population, "source": source()} | changes)


def small_programme(**changes: Any) -> Programme:
    """Build the programme described at the top of this module."""
    fields = {
        "id": "small",
        "title": text("Klein programma"),
        "summary": text("Twee voorzieningen, drie gemeenten."),
        "region": "Regio",
        "base_year": 2020,
        "price_level": 2020,
        "years": YEARS,
        "default_estimate": "region",
        "estimates": {"region": text("Regio"), "critics": text("Critici")},
        "documents": {"plan": Document(title="Plan", publisher="Regio", text_file="plan.txt")},
        "drivers": shared_drivers(),
        "services": {
            "youth": service(1_000_000, law="jeugdwet", allocation_key="age_0_19"),
            "household_help": service(2_000_000, volumes=("clients",)),
        },
        "municipalities": {
            "noord": municipality(50_000, 10_000, title="Noord"),
            "zuid": municipality(30_000, 6_000, title="Zuid"),
            "west": municipality(20_000, 4_000, title="West"),
        },
        "allocation_keys": {
            "inhabitants": AllocationKey(title=text("Inwoners"), rest_by="inhabitants"),
            "age_0_19": AllocationKey(title=text("Jeugd"), rest_by="age_0_19"),
        },
        "targets": (
            Target(
                municipality="noord",
                amounts={2022: 200_000, 2023: 300_000, 2024: 300_000},
                source=source(),
            ),
        ),
        "funders": {"municipalities": text("Gemeenten"), "region": text("Regio")},
        "cost_pools": {"reassessment": reassessment()},
        "realisation": {grade: driver(round(1.1 - grade / 10, 1)) for grade in range(1, 7)},
        "delay": driver(6.0, "month"),
        "price_index": PriceIndex(rates=dict.fromkeys(YEARS, 0.02), source=source()),
    }
    return Programme(**fields | changes)


def shared_drivers() -> dict[str, Driver]:
    """Build the quantities that the small programme's measures share."""
    return {
        "fte_cost": driver(80_000, "EUR/fte/year"),
        "clients": driver(1_000, "client"),
        "consultant_rate": driver(50, "EUR/hour"),
        "reassessment_hours": driver(2, "hour/client"),
    }


def reassessment() -> CostPool:
    """Build the shared cost: 1,000 clients * 2 hours * 50 = 100,000 EUR, once."""
    return CostPool(
        title=text("Heronderzoek"),
        formula="clients * reassessment_hours * consultant_rate",
        profile=(0.0, 0.5, 0.5, 0.0),
        source=source(),
    )


def school_coaches(**changes: Any) -> Measure:
    """Build measure 1: 100 children * 1,000 = 100,000 on youth; 0.5 fte = 40,000 a year."""
    saving = driver(1_000, "EUR/child/year", rivals={"critics": estimate(500)})
    fields = {
        "number": 1,
        "status": "adopted",
        "grade": 2,
        "drivers": {
            "children": driver(100, "child"),
            "saving_per_child": saving,
            "coaches": driver(0.5, "fte"),
        },
        "effects": {"less_care": effect("youth", "children * saving_per_child", (0.5, 1.0, 1.0, 1.0))},
        "costs": {"staff": cost("coaches * fte_cost")},
    }
    return measure(**{"id": "school-coaches"} | fields | changes)


def fewer_hours(**changes: Any) -> Measure:
    """Build measure 2: 10% of household_help = 200,000; cost: the pool."""
    fields = {
        "number": 2,
        "drivers": {"fewer": driver(0.1)},
        "effects": {"hours": effect("household_help", "fewer * baseline.household_help", (0, 0.5, 1.0, 1.0))},
        "costs": {"reassess": pool_cost()},
    }
    return measure(**{"id": "fewer-hours"} | fields | changes)


def strict_access(**changes: Any) -> Measure:
    """Build measure 3: 25% of household_help = 500,000; cost: the pool and 10,000 once."""
    fields = {
        "number": 3,
        "grade": 4,
        "drivers": {"refused": driver(0.25), "training": driver(10_000, "EUR")},
        "effects": {
            "access": effect("household_help", "refused * baseline.household_help", (0, 0.5, 1.0, 1.0))
        },
        "costs": {
            "reassess": pool_cost(),
            "train": cost("training", (1.0, 0.0, 0.0, 0.0), nature="incidental"),
        },
    }
    return measure(**{"id": "strict-access"} | fields | changes)


def small_measures() -> dict[str, Measure]:
    """Build the three measures, by id, in the order of their numbers."""
    return {m.id: m for m in (school_coaches(), fewer_hours(), strict_access())}


def scenario(*measures: str, **changes: Any) -> Scenario:
    """Build a scenario of the small programme with these measures on (all three if none is named).

    Layers are as the model has them: overlap, shared costs, supersedes and already implemented on;
    spill-over, growth, realisation and delay off.
    """
    names = measures or tuple(small_measures())
    fields = {
        "id": "a-scenario",
        "programme": "small",
        "title": text("Scenario"),
        "summary": text("Samenvatting"),
        "measures": {name: MeasureSetting() for name in names},
    }
    return Scenario(**fields | changes)


def small_catalogue(*measures: Measure, **changes: Any) -> Catalogue:
    """Build the small programme with its three measures, or with the measures that are given."""
    chosen = {m.id: m for m in measures} if measures else small_measures()
    return Catalogue(**{"programme": small_programme(), "measures": chosen} | changes)
