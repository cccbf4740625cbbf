"""Rule on savings that add up to a large part of one service: communicating vessels."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding
from simulator.analysis.audit.scenarios import as_printed_scenario
from simulator.analysis.audit.wording import Euros, Percent, number
from simulator.analysis.run import Run
from simulator.domain.scenario import Layers, MeasureSetting

LARGE = 0.20
"""Part of a service's spending above which measures are bound to get in each other's way."""


def check_vessels(case: Case) -> Iterator[AuditFinding]:
    """Services on which several measures together save more than a fifth, in the last year.

    Printed is the sum of what the measures would save alone, computed the damped saving. Rejected
    measures don't count, nor do savings on staff or higher contributions of residents.
    """
    outcome = _damped_run(case)
    if outcome is None:
        return
    plan, means = outcome.plan, outcome.most_likely.means
    for place, service in enumerate(plan.services):
        baseline = float(means.baselines[place, -1] * service.weights[:, -1].sum())
        alone: dict[str, float] = {}
        for slot, amounts in zip(plan.slots, means.slots, strict=True):
            saving = float(amounts[-1] * slot.weights[:, -1].sum())
            if slot.service == place and slot.competes and saving > 0:
                alone[plan.measures[slot.measure]] = saving
        damped = sum(
            float(amounts[-1] * group.weights[:, -1].sum())
            for group, amounts in zip(plan.groups, means.groups, strict=True)
            if group.service == place
        )
        if len(alone) > 1 and sum(alone.values()) > LARGE * baseline:
            yield _finding(case, service.name, baseline, alone, damped)


def _damped_run(case: Case) -> Run | None:
    """The tables' measures as printed, rejected ones aside, with overlap; None when there are none."""
    names = [name for name in case.tables if case.measure(name).status != "rejected"]
    if not names:
        return None
    scenario = as_printed_scenario(case.catalogue)
    layers = Layers(**scenario.layers.model_dump() | {"overlap": True})
    measures = {name: MeasureSetting() for name in names}
    return case.run(scenario.model_copy(update={"layers": layers, "measures": measures}))


def _finding(
    case: Case, service: str, baseline: float, alone: dict[str, float], damped: float
) -> AuditFinding:
    total = sum(alone.values())
    return case.finding(
        "communicating-vessels",
        "note",
        {
            "service": case.programme.services[service].title,
            "share": Percent(total / baseline),
            "measures": case.all_called(alone),
            "baseline": Euros(baseline),
            "printed_eur": Euros(total),
            "computed_eur": Euros(damped),
        },
        measures=tuple(alone),
        year=case.years[-1],
        row="effect",
        subject=service,
        line=", ".join(case.tables[name].line("effect") for name in alone),
        printed=number(total, "nl", 0),
        computed=damped,
        difference_eur=damped - total,
    )
