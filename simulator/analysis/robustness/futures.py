"""The same package in other futures: services that grow faster, a later start, full overlap.

A future changes the assumptions of a scenario and leaves its measures as they are. Its steps are assumptions
of Koers, round and the same for every programme; only the view of others comes from the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from simulator.analysis.run import Run, run
from simulator.analysis.summary import savings_known, task_known
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.statistics import expected_shortfall, mean, probability_of_reaching, quantiles
from simulator.errors import ScenarioError
from simulator.suggestion import one_of

FutureName = Literal["own", "growth", "late", "view", "overlap", "all", "wide"]
"""own: as the scenario has it. growth: services grow faster. late: everything starts later. view: the
estimates of others under which it saves least. overlap: measures overlap fully. all: these four at once.
wide: everything is uncertain that can be."""

STRESSES: Final[tuple[FutureName, ...]] = ("growth", "late", "view", "overlap")

MORE_GROWTH: Final = 0.02
"""Points a year by which services grow faster. An assumption."""

MONTHS_LATE: Final = 12
"""Months by which every measure starts later. An assumption."""

FULL: Final = 0.99
"""Overlap at which in practice only the largest measure on a service counts."""

FASTEST, LATEST = 0.2, 60
"""Most that a scenario may have of growth and of months."""


@dataclass(frozen=True)
class Future:
    """A future of a scenario.

    Attributes
    ----------
    name : str
        Which one.
    scenario : Scenario
        The same measures under its assumptions.
    """

    name: FutureName
    scenario: Scenario


@dataclass(frozen=True)
class FutureOutcome:
    """What a package is worth in a future, in one year.

    Attributes
    ----------
    future : Future
        Which one.
    run_id : str
        Its run.
    net, p10, p50, p90 : float
        Net saving for the view of the scenario, in EUR: mean and percentiles.
    spending : float
        Mean spending with the measures, in EUR.
    chance : float or None
        Chance of making the task; None when there is none in this year, and where nobody knows what its owner
        saves.
    shortfall : float or None
        What is missing on average to the task, counting draws that make it as nothing, in EUR.
    savings_known, task_known : bool
        Whether the saving means anything for the view, and for the owner of the task: see
        `summary.savings_known`. Where it does not, net saving and spending leave out what nobody knows.
    """

    future: Future
    run_id: str
    net: float
    p10: float
    p50: float
    p90: float
    spending: float
    chance: float | None
    shortfall: float | None
    savings_known: bool = True
    task_known: bool = True


def futures(catalogue: Catalogue, scenario: Scenario) -> tuple[Future, ...]:
    """Give the futures of a scenario: itself, each stress by itself, all of them at once, and `wide`.

    A future that changes nothing is left out: the view of others where there is none that saves less, or
    everything uncertain where everything is.
    """
    found = [Future("own", scenario)]
    together = scenario
    for name in STRESSES:
        changed = _stressed(catalogue, scenario, name)
        if changed != scenario:
            found.append(Future(name, changed))
            together = _stressed(catalogue, together, name)
    found.append(Future("all", together))
    everything = wide(scenario)
    return (*found, everything) if everything.scenario != scenario else tuple(found)


def wide(scenario: Scenario) -> Future:
    """Give the scenario with every layer of uncertainty on: growth, delay, realisation and spill-over."""
    on = {"growth": True, "delay": True, "realisation": True, "spill_over": True}
    return Future("wide", scenario.model_copy(update={"layers": scenario.layers.model_copy(update=on)}))


def other_view(catalogue: Catalogue, scenario: Scenario) -> str | None:
    """Give the view of others under which a scenario saves least; None when no view changes anything.

    Least net saving in the last year, in the most likely case.
    """
    own = _likely_net(catalogue, scenario)
    found = {
        name: _likely_net(catalogue, scenario.model_copy(update={"estimates": {name: 1.0}}))
        for name in catalogue.programme.estimates
        if scenario.estimates != {name: 1.0} and name != catalogue.programme.default_estimate
    }
    least = min(found, key=lambda name: found[name], default=None)
    return least if least is not None and found[least] < own - 1.0 else None


def _likely_net(catalogue: Catalogue, scenario: Scenario) -> float:
    done = run(catalogue, scenario, draws=False)
    return float(done.most_likely.totals[done.view].net[-1, 0])


def _stressed(catalogue: Catalogue, scenario: Scenario, name: FutureName) -> Scenario:
    match name:
        case "growth":
            faster = min(FASTEST, scenario.growth_shift + MORE_GROWTH)
            layers = scenario.layers.model_copy(update={"growth": True})
            return scenario.model_copy(update={"layers": layers, "growth_shift": faster})
        case "late":
            later = {
                measure: setting.model_copy(
                    update={"shift_months": min(LATEST, setting.shift_months + MONTHS_LATE)}
                )
                for measure, setting in scenario.measures.items()
            }
            return scenario.model_copy(update={"measures": later})
        case "view":
            view = other_view(catalogue, scenario)
            return scenario.model_copy(update={"estimates": {view: 1.0}}) if view else scenario
        case "overlap":
            layers = scenario.layers.model_copy(update={"overlap": True})
            return scenario.model_copy(update={"layers": layers, "overlap": FULL, "overlap_by_service": {}})
    return scenario


def future_of(catalogue: Catalogue, scenario: Scenario, name: FutureName) -> Future:
    """Give one future by name.

    Raises
    ------
    ScenarioError
        If the scenario does not have it.
    """
    known = {future.name: future for future in (*futures(catalogue, scenario), wide(scenario))}
    if name not in known:
        raise ScenarioError(f"found future {name}; expected {one_of(known)}. Choose one of these")
    return known[name]


def outcomes(
    catalogue: Catalogue,
    found: tuple[Future, ...],
    year: int | None = None,
    work: Callable[[Scenario], Run] | None = None,
) -> tuple[FutureOutcome, ...]:
    """Work futures out, on the same dice.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    found : tuple of Future
        Which ones.
    year : int, optional
        Year to look at; left out: the last.
    work : callable, optional
        Gives the run of a scenario; left out: a new one.
    """
    return tuple(_outcome(one, (work or (lambda s: run(catalogue, s)))(one.scenario), year) for one in found)


def _outcome(future: Future, done: Run, year: int | None) -> FutureOutcome:
    assert done.simulated is not None  # a run with draws
    years = done.plan.years
    if year is not None and year not in years:
        raise ScenarioError(f"found year {year}; expected one of {', '.join(map(str, years))}")
    at = len(years) - 1 if year is None else years.index(year)
    totals = done.simulated.totals[done.view]
    p10, p50, p90 = (float(value) for value in quantiles(totals.net[at]))
    chance = shortfall = None
    amounts: Mapping[int, float] = done.target.amounts if done.target else {}
    if done.target is not None and years[at] in amounts and task_known(done.plan, done.target):
        own = done.simulated.totals[done.target.municipality].net[at]
        chance = probability_of_reaching(own, amounts[years[at]])
        shortfall = expected_shortfall(own, amounts[years[at]])
    return FutureOutcome(
        future=future,
        run_id=done.run_id,
        net=float(mean(totals.net[at])),
        p10=p10,
        p50=p50,
        p90=p90,
        spending=float(mean(totals.baseline[at] - totals.net[at])),
        chance=chance,
        shortfall=shortfall,
        savings_known=savings_known(done.plan, done.view),
        task_known=task_known(done.plan, done.target),
    )


def outcomes_table(found: tuple[FutureOutcome, ...]) -> pd.DataFrame:
    """Write outcomes as a table.

    Returns
    -------
    DataFrame
        Columns future, net, p10, p50, p90, spending (EUR a year), chance, shortfall (missing without a
        task), run.
    """
    columns = ("net", "p10", "p50", "p90", "spending", "chance", "shortfall")
    rows = [
        {"future": one.future.name, **{name: getattr(one, name) for name in columns}, "run": one.run_id}
        for one in found
    ]
    return pd.DataFrame(rows, columns=["future", *columns, "run"])
