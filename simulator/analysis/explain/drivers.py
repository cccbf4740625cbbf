"""The quantities behind an explained number: value, range, evidence, source, and what others say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.analysis.explain.case import PER_YEAR, Case
from simulator.analysis.explain.costs import own_costs
from simulator.analysis.explain.effects import own_effects
from simulator.analysis.explain.explanation import Basis, DriverUsed, View
from simulator.domain.base import Text
from simulator.domain.programme import GrowthPeriod
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.relation import SpillsOver
from simulator.domain.scenario import DriverChange
from simulator.engine.quantities import (
    SHARED,
    cost_growth_name,
    delay_name,
    growth_name,
    realisation_name,
)
from simulator.engine.terms import Amount


def explain_drivers(case: Case) -> tuple[DriverUsed, ...]:
    """Describe every quantity that the number rests on, each once: own, shared, and of the services."""
    return (
        *(_named(case, name) for name in _formula_drivers(case)),
        *_of_measure(case),
        *(driver for service in _services(case) for driver in _of_service(case, service)),
    )


def _formula_drivers(case: Case) -> Iterable[str]:
    """Drivers that a formula of the measure names, and shares that spill over: own ones first."""
    used = [name for amount in _amounts(case) for name in sorted(amount.drivers)]
    if case.scenario.layers.spill_over:
        used += [r.share for r in case.measure.relations if isinstance(r, SpillsOver)]
    return sorted(dict.fromkeys(used), key=lambda name: name not in case.measure.drivers)


def _amounts(case: Case) -> Iterator[Amount]:
    for term in own_effects(case):
        yield from (term.amount, *(booking.amount for booking in term.booked))
    yield from (term.amount for _, term in own_costs(case))


def _named(case: Case, name: str) -> DriverUsed:
    own = name in case.measure.drivers
    driver = case.measure.drivers[name] if own else case.programme.drivers[name]
    changes = case.setting.drivers if own else case.scenario.shared_drivers
    reading = case.measure.readings[case.reading] if case.reading and own else None
    picked = reading.estimates.get(name) if reading else None
    full_name = f"{case.measure.id if own else SHARED}/{name}"
    return _used(case, full_name, driver, changes.get(name), picked)


def _of_measure(case: Case) -> Iterator[DriverUsed]:
    if case.index in case.plan.delays:
        yield _used(case, delay_name(case.measure), case.measure.delay or case.programme.delay)
    if case.index in case.plan.realisations:
        realisation = case.programme.realisation[case.measure.grade]
        yield _used(case, realisation_name(case.measure), realisation)


def _services(case: Case) -> Iterable[int]:
    """Services that the measure saves on, or whose baseline its formulas use."""
    saved_on = [case.plan.slots[term.slot].service for term in own_effects(case)]
    used = [at for amount in _amounts(case) for at in amount.services.values()]
    return dict.fromkeys([*saved_on, *used])


def _of_service(case: Case, service: int) -> Iterator[DriverUsed]:
    name = case.plan.services[service].name
    spec = case.programme.services[name]
    yield _used(case, f"{SHARED}/baseline/{name}", spec.baseline)
    if case.scenario.layers.growth:
        for period in spec.growth:
            if period.from_year <= case.year:
                shift = case.plan.growth_shift
                yield _growth(case, growth_name(name, period), spec.title, period, shift)
        each = Text(nl=f"kosten per cliënt, {spec.title.nl}", en=f"cost per client, {spec.title.en}")
        for period in spec.cost_growth:
            if period.from_year <= case.year:
                yield _growth(case, cost_growth_name(name, period), each, period, 0.0)
    stated = case.scenario.overlap_by_service.get(name, case.scenario.overlap)
    if case.scenario.layers.overlap and stated is None:
        yield _used(case, f"{SHARED}/overlap/{name}", spec.overlap)


def _growth(case: Case, name: str, title: Text, period: GrowthPeriod, shift: float) -> DriverUsed:
    year = period.from_year
    return DriverUsed(
        name=name,
        title=Text(
            nl=f"Groei per jaar vanaf {year}: {title.nl}", en=f"Growth a year from {year}: {title.en}"
        ),
        unit="1",
        value=period.value + shift,
        basis="scenario" if shift else "stated",
        change=None,
        views=(_view(case, case.programme.default_estimate, period, 1.0),),
    )


def _used(
    case: Case,
    name: str,
    driver: Driver,
    change: DriverChange | None = None,
    picked: str | None = None,
) -> DriverUsed:
    weights = {} if change else _weights(case, driver, picked)
    default = case.programme.default_estimate
    places = {quantity.name: place for place, quantity in enumerate(case.plan.quantities)}
    estimates: dict[str, Estimate] = {default: driver, **driver.rivals}
    return DriverUsed(
        name=name,
        title=driver.title,
        unit=driver.unit if "/baseline/" not in name else PER_YEAR,
        value=case.values[places[name]],
        basis=_basis(change, weights, default, picked),
        change=change,
        views=tuple(_view(case, v, estimates[v], weights.get(v, 0.0)) for v in estimates),
    )


def _weights(case: Case, driver: Driver, picked: str | None) -> dict[str, float]:
    """Part that each estimate has in the value: a reading's pick takes the place of the driver's own."""
    default = case.programme.default_estimate
    known = {default, *driver.rivals}
    asked: Mapping[str, float] = {v: w for v, w in case.scenario.estimates.items() if v in known}
    asked = asked or {default: 1.0}
    total, weights = sum(asked.values()), dict[str, float]()
    for view, weight in asked.items():
        counted = picked if picked is not None and view == default else view
        weights[counted] = weights.get(counted, 0.0) + weight / total
    return weights


def _basis(
    change: DriverChange | None, weights: Mapping[str, float], default: str, picked: str | None
) -> Basis:
    if change is not None:
        return "scenario"
    if set(weights) == {default}:
        return "stated"
    return "reading" if set(weights) == {picked} else "views"


def _view(case: Case, name: str, estimate: Estimate, weight: float) -> View:
    return View(
        name=name,
        title=case.programme.estimates[name],
        estimate=estimate,
        weight=weight,
        citation=case.cite(estimate.source) if estimate.source else None,
        range_citation=case.cite(estimate.range_source) if estimate.range_source else None,
    )
