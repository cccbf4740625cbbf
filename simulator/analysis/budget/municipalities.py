"""The budget per municipality, and why one does not take part in everything or in every year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from simulator.analysis.budget.lines import parts
from simulator.analysis.budget.options import BudgetOptions, check_options
from simulator.analysis.budget.unknown import COLUMN, left_out, marked, posts
from simulator.analysis.run import Run
from simulator.domain.source import Source

COLUMNS = (
    *("municipality", "year", "baseline", "expenditure", "income", "net_cost", "with_measures"),
    COLUMN,
)


def municipality_table(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Budget of every municipality per year; they add up to the region, percentiles excepted.

    Returns
    -------
    DataFrame
        Columns as in `COLUMNS`, in EUR a year. Amounts are divided by the keys of the run: those of the
        services, or the one key of the scenario.

    Raises
    ------
    ScenarioError
        If the options do not fit the run.
    """
    options = options or BudgetOptions()
    check_options(run, options)
    mean = options.statistic == "mean"
    outcome = run.simulated if mean and run.simulated else run.most_likely
    rows = []
    for town in run.plan.municipalities:
        baseline = outcome.service_baseline(town).sum(axis=0)
        found, without = parts(run, town, mean), posts(run, town)
        income = sum((p.amount for p in found if p.kind == "own_contribution"), start=0.0 * baseline)
        net = outcome.measure_cost(town).sum(axis=0) - outcome.service_damped(town).sum(axis=0)
        for at, year in enumerate(run.plan.years):
            change = float(net[at])
            rows.append(
                (
                    town,
                    year,
                    float(baseline[at]),
                    change + float(income[at]),
                    float(income[at]),
                    change,
                    float(baseline[at]) + change,
                    left_out(without, year),
                )
            )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return marked(table, table[COLUMN].tolist())


@dataclass(frozen=True)
class Remark:
    """Why a municipality bears less than its key says.

    Attributes
    ----------
    municipality : str
        Which.
    kind : {"not_in_service", "leaves", "already_implemented"}
        It does not take part in a service, it leaves the region, or it has a measure already.
    subject : str
        The service or measure; empty when it leaves.
    year : int or None
        First year without it.
    share : float or None
        Part of a measure that is there already.
    honoured : bool
        Whether the scenario takes it into account.
    source : Source or None
        Where it stands.
    """

    municipality: str
    kind: Literal["not_in_service", "leaves", "already_implemented"]
    subject: str
    year: int | None
    share: float | None
    honoured: bool
    source: Source | None


def remarks(run: Run) -> tuple[Remark, ...]:
    """All reasons why municipalities bear less than their key says, honoured by the scenario or not."""
    programme, membership = run.catalogue.programme, run.scenario.membership
    found = [
        Remark(town, "not_in_service", name, None, None, membership.exclusions, service.non_members_source)
        for name, service in programme.services.items()
        for town in service.non_members
    ]
    found += [
        Remark(name, "leaves", "", town.leaves.year, None, membership.departures, town.leaves.source)
        for name, town in programme.municipalities.items()
        if town.leaves is not None
    ]
    honoured = run.scenario.layers.already_implemented
    for measure in run.plan.measures:
        for relation in run.catalogue.measures[measure].relations:
            if relation.kind == "already_implemented":
                town = relation.municipality
                found.append(
                    Remark(
                        town, "already_implemented", measure, None, relation.share, honoured, relation.source
                    )
                )
    return tuple(found)
