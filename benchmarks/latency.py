"""What a user waits for after one change: compile, simulate, summarise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from benchmarks.cases import SEED, Case
from benchmarks.engine import summarise
from benchmarks.timing import seconds
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
