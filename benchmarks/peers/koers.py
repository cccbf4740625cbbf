"""Koers: the same sum as a programme, measures and a scenario, through the engine that users have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from benchmarks.peers import workload as w
from benchmarks.peers.straight import Draws
from benchmarks.peers.workload import MEASURES, SERVICES, YEARS, Array, Outcome
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import CostLine, Effect, Measure
from simulator.domain.programme import (
    AllocationKey,
    GrowthPeriod,
    Municipality,
    PriceIndex,
    Programme,
    Service,
    Taakvelden,
)
from simulator.domain.quantity import Driver, Lognormal, Pert
from simulator.domain.ramp_up import SharesPerYear
from simulator.domain.scenario import Layers, MeasureSetting, Scenario
from simulator.domain.source import Document, Source
from simulator.engine.axes import MONTHS
from simulator.engine.compile import compile_plan
from simulator.engine.distributions import Z90
from simulator.engine.net import net_draws
from simulator.engine.plan import Plan
from simulator.engine.quantities import delay_name, growth_name
from simulator.engine.result import REGION
from simulator.engine.sampling import PlainSampler, Quantity, RankSampler
from simulator.engine.statistics import mean, probability_of_reaching, quantiles

BASE_YEAR = 2020
PROGRAMME_YEARS = tuple(range(BASE_YEAR + 1, BASE_YEAR + 1 + YEARS))

_SAME = Text(nl="Meting", en="Benchmark")
_SOURCE = Source(document="benchmark", page="benchmarks/peers/workload.py")
_ASSUMED = {
    "provenance": "assumption",
    "note": Text(nl="Verzonnen, om mee te rekenen", en="Made up, to compute with"),
    "grade": 6,
}
_RANGED = _ASSUMED | {"range_provenance": "assumption", "range_reason": _ASSUMED["note"]}


def _pert(row: Array, unit: str) -> Driver:
    low, likely, high = row.tolist()
    shape = Pert(kind="pert", low=low, high=high)
    return Driver(title=_SAME, unit=unit, value=likely, uncertainty=shape, **_RANGED)


def _fixed(value: float, unit: str) -> Driver:
    return Driver(title=_SAME, unit=unit, value=float(value), **_ASSUMED)


def _cost(median: float, spread: float) -> Driver:
    shape = Lognormal(
        kind="lognormal",
        p10=float(median * np.exp(-Z90 * spread)),
        p90=float(median * np.exp(Z90 * spread)),
    )
    return Driver(title=_SAME, unit="EUR/year", value=float(median), uncertainty=shape, **_RANGED)


def _service(at: int) -> Service:
    low, likely, high = w.GROWTH[at].tolist()
    shape = Pert(kind="pert", low=low, high=high)
    growth = GrowthPeriod(from_year=BASE_YEAR + 1, value=likely, uncertainty=shape, **_RANGED)
    return Service(
        title=_SAME,
        law="wmo",
        baseline=_fixed(w.BASELINE[at], "EUR/year"),
        growth=(growth,),
        overlap=_fixed(0.0, "1"),
        allocation_key="residents",
        taakvelden=Taakvelden(until_2022=("6.71",), from_2023=("6.711",)),
    )


def _measure(at: int) -> Measure:
    effect = Effect(
        title=_SAME,
        service=_service_name(int(w.SERVICE[at])),
        formula="saving * share * residents",
        ramp_up=SharesPerYear(kind="shares", values=tuple(w.RAMP[at].tolist())),
        source=_SOURCE,
    )
    cost = CostLine(
        title=_SAME,
        formula="cost",
        profile=tuple(w.PROFILE.tolist()),
        funded_by="country",
        source=_SOURCE,
    )
    return Measure(
        id=f"measure-{at}",
        number=at + 1,
        title=_SAME,
        summary=_SAME,
        status="proposed",
        grade=6,
        grade_reason=_SAME,
        sources=(_SOURCE,),
        drivers={
            "saving": _pert(w.SAVING[at], "EUR/resident/year"),
            "share": _pert(w.SHARE[at], "1"),
            "cost": _cost(w.COST[at], w.SPREAD[at]),
        },
        delay=_pert(w.DELAY[at] * MONTHS, "month"),
        effects={"effect": effect},
        costs={"cost": cost},
    )


def _service_name(at: int) -> str:
    return f"service_{at}"


@cache
def catalogue() -> Catalogue:
    """The workload as a programme with its measures."""
    country = Municipality(title="Land", population={"residents": w.RESIDENTS}, source=_SOURCE)
    programme = Programme(
        id="benchmark",
        title=_SAME,
        summary=_SAME,
        region="Land",
        base_year=BASE_YEAR,
        price_level=BASE_YEAR,
        years=PROGRAMME_YEARS,
        default_estimate="own",
        estimates={"own": _SAME},
        documents={"benchmark": Document(title="Koers", publisher="Koers")},
        drivers={"residents": _fixed(w.RESIDENTS, "resident")},
        services={_service_name(at): _service(at) for at in range(SERVICES)},
        municipalities={"country": country},
        allocation_keys={"residents": AllocationKey(title=_SAME, rest_by="residents")},
        funders={"country": _SAME},
        realisation={grade: _fixed(1.0, "1") for grade in range(1, 7)},
        delay=_fixed(0.0, "month"),
        price_index=PriceIndex(rates=dict.fromkeys(PROGRAMME_YEARS, 0.0), source=_SOURCE),
    )
    measures = {measure.id: measure for measure in map(_measure, range(MEASURES))}
    return Catalogue(programme=programme, measures=measures)


@cache
def scenario() -> Scenario:
    """All measures on, independent of each other, with growth and delay."""
    return Scenario(
        id="benchmark",
        programme="benchmark",
        title=_SAME,
        summary=_SAME,
        measures={name: MeasureSetting() for name in catalogue().measures},
        layers=Layers(growth=True, delay=True),
        overlap=0.0,
    )


@cache
def plan() -> Plan:
    """The scenario, compiled once."""
    return compile_plan(catalogue(), scenario())


def run(draws: int, seed: int) -> Outcome:
    """Do the whole sum, from scenario to percentiles."""
    return _run(compile_plan(catalogue(), scenario()), draws, seed)


def run_planned(draws: int, seed: int) -> Outcome:
    """Do the sum from a plan that is there: what `run` takes more is compiling the scenario."""
    return _run(plan(), draws, seed)


def run_exact(draws: int, seed: int) -> Outcome:
    """Do the sum from a plan that is there, without ranks and tables: the check on the others."""
    return _outcome(net_draws(plan(), PlainSampler(seed, np.float32), draws))


def _run(plan: Plan, draws: int, seed: int) -> Outcome:
    return _outcome(net_draws(plan, RankSampler(seed, plan.names), draws))


def _outcome(by_view: Mapping[str, Array]) -> Outcome:
    net = by_view[REGION]
    return Outcome(
        percentiles=quantiles(net, w.PROBABILITIES),
        mean=mean(net),
        chance=np.array([probability_of_reaching(*pair) for pair in zip(net, w.TARGET, strict=True)]),
    )


class GivenSampler:
    """Draws that were made elsewhere, in double precision."""

    dtype = np.float64

    def __init__(self, drawn: Draws) -> None:
        self._by_name: dict[str, Array] = {}
        for at, measure in enumerate(catalogue().measures.values()):
            self._by_name |= {
                f"{measure.id}/saving": drawn.saving[:, at],
                f"{measure.id}/share": drawn.share[:, at],
                f"{measure.id}/cost": drawn.cost[:, at],
                delay_name(measure): drawn.delay[:, at] * MONTHS,
            }
        for at, (name, service) in enumerate(catalogue().programme.services.items()):
            self._by_name[growth_name(name, service.growth[0])] = drawn.growth[:, at]

    def block(self, quantities: Sequence[Quantity], start: int, count: int) -> list[float | Array]:
        """Draws of each quantity; those of a fixed one are a float."""
        return [
            quantity.most_likely if quantity.is_fixed else self._by_name[quantity.name][start : start + count]
            for quantity in quantities
        ]


def net_of(drawn: Draws) -> Array:
    """Net saving on draws that were made elsewhere, shape (draws, years)."""
    return net_draws(plan(), GivenSampler(drawn), len(drawn.cost))[REGION].T
