"""Rules of allocation: which part of a regional amount falls to which municipality.

They say in words what `simulator.engine.region` and the compiler do with arrays; the workbook builds formulas
from them, and its checks hold the outcome against the engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.domain.measure import CostLine, Measure
from simulator.domain.relation import AlreadyImplemented
from simulator.domain.scenario import Scenario
from simulator.engine.compile import reading_of
from simulator.engine.terms import CostTerm, Slot
from simulator.export.workbook.work import Work


@dataclass(frozen=True)
class ByKey:
    """By an allocation key over those that take part."""

    key: str
    outside: tuple[str, ...]
    """Municipalities that do not take part."""
    fixed: bool
    """True when those that stay bear the part of one that leaves."""


@dataclass(frozen=True)
class Alone:
    """One municipality bears all."""

    town: str


@dataclass(frozen=True)
class Already:
    """Another rule, less what is there already because of a measure."""

    base: Rule
    measure: str


@dataclass(frozen=True)
class Only:
    """Another rule, for some municipalities."""

    base: Rule
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Mean:
    """The mean of other rules: a cost that several measures share."""

    rules: tuple[Rule, ...]


Rule = ByKey | Alone | Already | Only | Mean


def service_rule(work: Work, service: str) -> Rule:
    """Rule of a service's spending and of effects on it."""
    spec = work.programme.services[service]
    return _by_key(work.run.scenario, spec.allocation_key, spec.non_members, fixed=False)


def slot_rule(work: Work, slot: Slot) -> Rule:
    """Rule of the effects of one measure on one service."""
    measure = work.measure(slot.measure)
    if measure.scope is not None:
        rule: Rule = Alone(measure.scope)
    else:
        rule = service_rule(work, work.run.plan.services[slot.service].name)
    there = work.run.scenario.layers.already_implemented and any(
        isinstance(relation, AlreadyImplemented) for relation in measure.relations
    )
    return Already(rule, measure.id) if there else rule


def cost_rule(work: Work, term: CostTerm) -> Rule:
    """Rule of a cost, shared or not."""
    rules = tuple(_line_rule(work, work.measure(m), line_of(work, term, m)) for m in term.measures)
    return rules[0] if len(set(rules)) == 1 else Mean(rules)


def line_of(work: Work, term: CostTerm, measure: int) -> CostLine:
    """The line of a measure in the catalogue that a cost was made from."""
    spec = work.measure(measure)
    if term.pool is None:
        return spec.costs[term.name]
    reading = reading_of(spec, work.run.scenario)
    return next(
        line
        for line in spec.costs.values()
        if line.pool == term.pool and (not line.readings or reading in line.readings)
    )


def _line_rule(work: Work, measure: Measure, line: CostLine) -> Rule:
    if measure.scope is not None:
        return Alone(measure.scope)
    programme = work.programme
    first = next(iter(measure.effects.values()), None)
    service = programme.services[first.service] if first else None
    default = service.allocation_key if service else next(iter(programme.allocation_keys))
    outside = service.non_members if service else ()
    key = measure.allocation_key or default
    return _by_key(work.run.scenario, key, outside, fixed=not line.varies_with_members)


def _by_key(scenario: Scenario, key: str, outside: tuple[str, ...], *, fixed: bool) -> ByKey:
    chosen = scenario.allocation_key or key
    return ByKey(chosen, outside if scenario.membership.exclusions else (), fixed)
