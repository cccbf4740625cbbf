"""The effects of the explained measure: formula, ramp-up step by step, and what else weighs in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from simulator.analysis.explain.case import Case
from simulator.analysis.explain.explanation import (
    BookedExplained,
    EffectExplained,
    Factor,
    RampStep,
    SpillExplained,
)
from simulator.domain.measure import Effect
from simulator.domain.relation import AlreadyImplemented, CappedLine
from simulator.engine.axes import Array
from simulator.engine.booked import booked
from simulator.engine.ramp import curve_of, months_from
from simulator.engine.terms import EffectTerm

Reason = Literal["reading", "not_cashable", "budget_ceiling"]


def explain_effects(case: Case) -> tuple[EffectExplained, ...]:
    """Explain every effect of the measure, those that count for nothing included."""
    terms = {term.name: term for term in own_effects(case)}
    return tuple(
        _counted(case, name, effect, terms[name]) if name in terms else _left_out(case, name, effect)
        for name, effect in case.measure.effects.items()
    )


def own_effects(case: Case) -> Iterator[EffectTerm]:
    """The effects of the measure that the plan has."""
    for term in case.plan.effects:
        if case.plan.slots[term.slot].measure == case.index:
            yield term


def explain_spills(case: Case) -> tuple[SpillExplained, ...]:
    """Explain what of the measure's effects comes back as cost."""
    found = []
    for index, term in enumerate(case.plan.effects):
        if term.spills and case.plan.slots[term.slot].measure == case.index:
            services = [case.plan.services[spill.to_service].name for spill in term.spills]
            found.append(
                SpillExplained(
                    effect=term.name,
                    to_services=tuple(case.programme.services[name].title for name in services),
                    cost=case.here(case.run.most_likely.means.spills[index]),
                )
            )
    return tuple(found)


def _counted(case: Case, name: str, effect: Effect, term: EffectTerm) -> EffectExplained:
    saving = float(case.block.effect_before_lapses(term)[case.at, 0])
    for other, part in term.lapses.items():
        saving *= 1.0 - _lapsed(case, other, part)
    ramp = tuple(_ramp(case, effect, term))
    return EffectExplained(
        name=name,
        effect=effect,
        citation=case.cite(effect.source),
        not_counted=None,
        structural=case.work(term.amount),
        ramp=ramp,
        factors=tuple(_factors(case, effect, term, ramp[-1].share)),
        gross=saving * case.here(case.plan.slots[term.slot].weights),
        booked=tuple(_booked(case, effect, term)),
    )


def _booked(case: Case, effect: Effect, term: EffectTerm) -> Iterator[BookedExplained]:
    """Explain what is spent in place of an effect, in the order in which the effect has it."""
    if not term.booked:
        return
    found = [b for b in booked(case.run.most_likely) if case.plan.effects[b.effect] is term]
    for stated, booking, amount in zip(effect.booked, term.booked, found, strict=True):
        yield BookedExplained(
            service=case.programme.services[stated.service].title,
            structural=case.work(booking.amount),
            amount=case.here(amount.amount),
            citation=case.cite(stated.source),
        )


def _left_out(case: Case, name: str, effect: Effect) -> EffectExplained:
    return EffectExplained(
        name=name,
        effect=effect,
        citation=case.cite(effect.source),
        not_counted=_why_left_out(case, effect),
        structural=None,
        ramp=(),
        factors=(),
        gross=0.0,
    )


def _why_left_out(case: Case, effect: Effect) -> Reason:
    if effect.readings and case.reading not in effect.readings:
        return "reading"
    capped = {r.service for r in case.measure.relations if isinstance(r, CappedLine)}
    return "budget_ceiling" if effect.service in capped else "not_cashable"


def _ramp(case: Case, effect: Effect, term: EffectTerm) -> Iterator[RampStep]:
    """Take the steps of the engine one by one; the last share is the plan's own."""
    years, setting = case.programme.years, case.setting
    curve = curve_of(effect.ramp_up, years)
    yield RampStep("stated", float(curve.yearly()[case.at]))
    start = case.measure.readings[case.reading].start if case.reading else None
    if start is not None:
        curve = curve.cut(months_from(start, years[0]))
        yield RampStep("reading_start", float(curve.yearly()[case.at]), date=start)
    if setting.stretch != 1.0:
        curve = curve.stretched(setting.stretch)
        yield RampStep("stretch", float(curve.yearly()[case.at]), amount=setting.stretch)
    if setting.shift_months:
        curve = curve.shifted(setting.shift_months)
        yield RampStep("shift", float(curve.yearly()[case.at]), amount=float(setting.shift_months))
    if case.index in case.plan.delays:
        months = case.values[case.plan.delays[case.index]]
        table = term.ramp[case.at]
        share = float(np.interp(months, np.arange(len(table)), table))
        yield RampStep("delay", share, amount=months)


def _factors(case: Case, effect: Effect, term: EffectTerm, ramp: float) -> Iterator[Factor]:
    yield Factor("ramp_up", ramp)
    if case.index in case.plan.realisations:
        yield Factor("realisation", case.values[case.plan.realisations[case.index]])
    if term.scale != 1.0:
        yield Factor("intensity", term.scale)
    for other, part in term.lapses.items():
        if lapsed := _lapsed(case, other, part):
            yield Factor("lapse", 1.0 - lapsed, by=(case.plan.measures[other],))
    yield from _weight(case, effect, term)


def _lapsed(case: Case, other: int, part: Array) -> float:
    """Part that lapses in the year, given the delay of the measure that replaces it."""
    return float(case.block.reached(other, part)[case.at, 0])


def _weight(case: Case, effect: Effect, term: EffectTerm) -> Iterator[Factor]:
    """Take the weight of the view apart: who takes part, who does it already, and prices."""
    scope = case.measure.scope
    everywhere = case.region.alone(scope) if scope else case.region.service_weights(effect.service)
    stated = case.here(everywhere)
    place = stated / case.prices
    if place != 1.0:
        yield Factor("place", place)
    if stated and case.scenario.layers.already_implemented:
        left = case.here(case.plan.slots[term.slot].weights) / stated
        if any(isinstance(r, AlreadyImplemented) for r in case.measure.relations) and left != 1.0:
            yield Factor("already_implemented", left)
    if case.prices != 1.0:
        yield Factor("prices", case.prices)
