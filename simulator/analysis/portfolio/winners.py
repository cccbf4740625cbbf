"""The packages that were chosen, worked out in full by the engine, and as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from simulator.analysis.portfolio.choice import Choice, Goal, burden, pareto
from simulator.analysis.portfolio.search import Packages, with_measures
from simulator.analysis.run import Run, run
from simulator.analysis.summary import savings_known
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.statistics import mean, probability_of_reaching, quantiles


@dataclass(frozen=True)
class Winner:
    """A package, worked out in full.

    Attributes
    ----------
    number : int
        Number of the package.
    measures : tuple of str
        Its measures.
    scenario : Scenario
        The package as a scenario of its own.
    run_id : str
        Run of that scenario.
    net : float
        Mean net saving in the year of the task, in EUR.
    p10, p50, p90 : float
        Percentiles of the same.
    chance : float or None
        Chance of making the task, on all draws of the run; None without a task.
    fte : float
        Most staff in any year, as far as it is known.
    residents : float
        Residents who notice it, as far as it is known; who notices two measures counts twice.
    no_fte, no_residents : tuple of str
        Measures of which it is not known.
    """

    number: int
    measures: tuple[str, ...]
    scenario: Scenario
    run_id: str
    net: float
    p10: float
    p50: float
    p90: float
    chance: float | None
    fte: float
    residents: float
    no_fte: tuple[str, ...]
    no_residents: tuple[str, ...]


def winners(
    catalogue: Catalogue,
    scenario: Scenario,
    packages: Packages,
    numbers: Sequence[int],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Winner, ...]:
    """Work packages out in full, with as many draws as the scenario asks for.

    Parameters
    ----------
    catalogue, scenario
        As for the search.
    packages : Packages
        The search.
    numbers : sequence of int
        Which packages.
    progress : callable, optional
        Called with the packages done and to do.
    """
    found = []
    for done, number in enumerate(numbers, start=1):
        chosen = with_measures(scenario, packages.candidates.package(number), catalogue)
        found.append(_winner(packages, number, run(catalogue, chosen)))
        if progress is not None:
            progress(done, len(numbers))
    return tuple(found)


def _winner(packages: Packages, number: int, done: Run) -> Winner:
    assert done.simulated is not None  # a run with draws
    at, options = packages.years.index(packages.year), packages.candidates
    net = done.simulated.totals[done.view].net[at]
    p10, p50, p90 = (float(value) for value in quantiles(net))
    chance = None
    if packages.target is not None and savings_known(done.plan, packages.owner):
        own = done.simulated.totals[packages.owner].net[at]
        chance = probability_of_reaching(own, packages.target)
    no_fte, no_residents = options.unknown(number)
    return Winner(
        number=number,
        measures=done.plan.measures,
        scenario=done.scenario,
        run_id=done.run_id,
        net=float(mean(net)),
        p10=p10,
        p50=p50,
        p90=p90,
        chance=chance,
        fte=float(burden(packages, "fte")[number]),
        residents=float(burden(packages, "residents")[number]),
        no_fte=no_fte,
        no_residents=no_residents,
    )


def winners_table(found: Sequence[Winner]) -> pd.DataFrame:
    """Write packages as a table.

    Returns
    -------
    DataFrame
        Columns package, net, p10, p50, p90 (EUR a year), chance (missing without a task, and where
        nobody knows what the owner of the task saves), fte, residents,
        measures (count), without_fte and without_residents (measures of which it is unknown), ids, run.
    """
    return pd.DataFrame(
        [
            {
                "package": one.number,
                "net": one.net,
                "p10": one.p10,
                "p50": one.p50,
                "p90": one.p90,
                "chance": one.chance,
                "fte": one.fte,
                "residents": one.residents,
                "measures": len(one.measures),
                "without_fte": len(one.no_fte),
                "without_residents": len(one.no_residents),
                "ids": " ".join(one.measures),
                "run": one.run_id,
            }
            for one in found
        ],
        columns=[
            *("package", "net", "p10", "p50", "p90", "chance", "fte", "residents", "measures"),
            *("without_fte", "without_residents", "ids", "run"),
        ],
    )


def front_table(packages: Packages, choice: Choice, goals: Sequence[Goal]) -> pd.DataFrame:
    """Write the Pareto front as a table, from the lowest net saving to the highest.

    Returns
    -------
    DataFrame
        Columns package, net (mean in the year of the task, EUR), chance, fte, residents, measures (count),
        without_fte and without_residents (measures of which it is unknown), ids; from the search, not from
        full runs.
    """
    numbers = pareto(packages, choice, goals)
    options = packages.candidates
    unknown = [options.unknown(int(number)) for number in numbers]
    return pd.DataFrame(
        {
            "package": numbers,
            "net": packages.net_in_year[numbers],
            "chance": packages.chance[numbers],
            "fte": burden(packages, "fte")[numbers],
            "residents": burden(packages, "residents")[numbers],
            "measures": burden(packages, "measures")[numbers].astype(int),
            "without_fte": [len(no_fte) for no_fte, _ in unknown],
            "without_residents": [len(no_residents) for _, no_residents in unknown],
            "ids": [" ".join(options.package(int(number))) for number in numbers],
        }
    )
