"""What a user waits for after one change: compile, simulate, summarise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle
from statistics import median
from typing import TypeVar

import numpy as np

from benchmarks.cases import SEED, Case
from benchmarks.engine import full_run, net_summary, summarise
from benchmarks.timing import Ratio, ratio_of, seconds
from simulator.domain.quantity import Pert
from simulator.domain.scenario import DriverChange, Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.distributions import Component, table
from simulator.engine.kept import Change, Kept
from simulator.engine.project import simulate
from simulator.engine.sampling import LookUp, RankSampler

T = TypeVar("T")


@dataclass(frozen=True)
class Latency:
    """Medians of the parts, in seconds."""

    compile: float
    """From scenario to plan."""
    simulate: float
    """From plan to totals; the table of the changed driver is made anew."""
    summarise: float
    """From totals to percentiles and chances."""

    @property
    def total(self) -> float:
        """All parts together."""
        return self.compile + self.simulate + self.summarise


def latency(case: Case, draws: int, changes: int) -> Latency:
    """Move one driver to a new place and work the scenario out again, so many times.

    Parameters
    ----------
    case : Case
        Scenario that is changed.
    draws : int
        Draws of each run.
    changes : int
        Number of times; the first, which fills the caches, comes on top.
    """
    parts: list[tuple[float, float, float]] = []
    for number in range(changes + 1):
        scenario = _changed(case, number)
        compiled, plan = _timed(lambda scenario=scenario: compile_plan(case.catalogue, scenario))
        simulated, outcome = _timed(lambda plan=plan: simulate(plan, draws, SEED, case.views))
        summarised, _ = _timed(lambda outcome=outcome: summarise(case, outcome))
        parts.append((compiled, simulated, summarised))
    return Latency(*(median(times) for times in zip(*parts[1:], strict=True)))


def tick_against_run(case: Case, draws: int, pairs: int) -> Ratio:
    """Time of one tick of a slider, as a part of a full run of the same scenario on the same kept ranks.

    A tick gives one driver another distribution, and works out what that changes in the net saving: from the
    table of the driver to percentiles and chances. All else was worked out when the slider was grabbed. As
    many drivers take turns as there are pairs, evenly from all measures.
    """
    sampler = RankSampler(SEED, case.plan.names)
    values = sampler.block(case.plan.quantities, 0, draws)
    assert isinstance(values, LookUp)
    kept = Kept(case.plan, values, draws, sampler.dtype, case.views)
    drivers = [
        (place, quantity.most_likely)
        for place, quantity in enumerate(case.plan.quantities)
        if not quantity.is_fixed and quantity.name.split("/")[0] in case.plan.measures
    ]
    some = [drivers[at] for at in np.linspace(0, len(drivers) - 1, pairs, dtype=int)]
    turns = cycle([(Change(kept, [place]), place, value) for place, value in some])
    ticks = count(1)

    def tick() -> None:
        change, place, value = next(turns)
        value *= 1.0 + next(ticks) / 1000.0
        around = Pert(kind="pert", low=0.8 * value, high=1.2 * value)
        other = table((Component(1.0, value, around),))
        net_summary(case, *change.net(values.with_table(place, other)).swapaxes(0, 1))

    return ratio_of(tick, lambda: full_run(case, draws), pairs)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    found: list[T] = []
    return seconds(lambda: found.append(work())), found[0]


def _changed(case: Case, number: int) -> Scenario:
    """The scenario with another value for the first driver of its first measure that has a range."""
    measure, driver, spec = next(
        (measure, name, spec)
        for measure in case.scenario.active()
        for name, spec in case.catalogue.measures[measure].drivers.items()
        if spec.uncertainty.kind != "fixed"
    )
    value = spec.value * (1.0 + number / 1000.0)
    around = Pert(kind="pert", low=0.8 * value, high=1.2 * value)
    change = DriverChange(value=value, uncertainty=around, reason="benchmark")
    setting = case.scenario.measures[measure]
    setting = setting.model_copy(update={"drivers": {**setting.drivers, driver: change}})
    measures = {**case.scenario.measures, measure: setting}
    return case.scenario.model_copy(update={"measures": measures})
