"""What happens on the services where the explained measure saves: who else works on the same money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.analysis.explain.case import Case
from simulator.analysis.explain.explanation import Competitor, DampingExplained
from simulator.engine.damping import NO_DAMPING


def explain_damping(case: Case) -> tuple[DampingExplained, ...]:
    """Explain the damping on every service that the measure saves on."""
    own = [slot.service for slot in case.plan.slots if slot.measure == case.index]
    return tuple(_service(case, service) for service in dict.fromkeys(own))


def _service(case: Case, service: int) -> DampingExplained:
    term, means = case.plan.services[service], case.run.most_likely.means
    baseline = float(means.baselines[service, case.at]) * case.here(term.weights)
    found = [c for c in _competitors(case, service, baseline) if c.saving]
    return DampingExplained(
        service=term.name,
        title=case.programme.services[term.name].title,
        baseline=baseline,
        overlap=NO_DAMPING if _basis(case, term.name) == "layer_off" else case.values[term.overlap],
        basis=_basis(case, term.name),
        competitors=tuple(sorted(found, key=lambda c: -c.saving)),
        together=sum(
            float(means.groups[place, case.at]) * case.here(group.weights)
            for place, group in enumerate(case.plan.groups)
            if group.service == service
        ),
        outside=sum(
            float(means.added[place, case.at]) * case.here(slot.weights)
            for place, slot in enumerate(case.plan.slots)
            if slot.service == service and slot.measure == case.index
        ),
    )


def _basis(case: Case, service: str) -> Literal["layer_off", "scenario", "programme"]:
    if not case.scenario.layers.overlap:
        return "layer_off"
    stated = case.scenario.overlap_by_service.get(service, case.scenario.overlap)
    return "programme" if stated is None else "scenario"


def _competitors(case: Case, service: int, baseline: float) -> Iterator[Competitor]:
    means = case.run.most_likely.means
    for place, slot in enumerate(case.plan.slots):
        if slot.service == service and slot.competes:
            competing = float(means.slots[place, case.at] - means.added[place, case.at])
            saving = competing * case.here(slot.weights)
            yield Competitor(case.plan.measures[slot.measure], saving, saving / baseline if baseline else 0.0)
