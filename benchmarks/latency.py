"""What a user waits for after one change: compile, simulate, summarise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import TypeVar

from benchmarks.cases import SEED, Case
from benchmarks.engine import full_run, summarise
from benchmarks.timing import Ratio, ratio_of, seconds
from simulator.domain.quantity import Pert
from simulator.domain.scenario import DriverChange, Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.project import simulate

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

    A tick sets the intensity of one measure and works everything out that the page shows: from scenario to
    percentiles. Nothing of the other measures is kept from tick to tick, so it can hardly be below one.
    """
    ticks = count(1)
    first = case.scenario.active()[0]

    def tick() -> None:
        setting = case.scenario.measures[first].model_copy(update={"intensity": 0.5 + next(ticks) % 10 / 20})
        measures = {**case.scenario.measures, first: setting}
        plan = compile_plan(case.catalogue, case.scenario.model_copy(update={"measures": measures}))
        summarise(case, simulate(plan, draws, SEED, case.views))

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
