"""Runs as tidy tables: one row per year and quantity, or per year and measure."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.engine.axes import Array
from simulator.engine.plan import Plan
from simulator.engine.result import REGION, Projection, view_mask
from simulator.engine.statistics import (
    expected_shortfall,
    mean,
    probability_of_reaching,
    quantiles,
    reaches,
)

QUANTITIES = ("baseline", "gross", "damped", "cost", "net")
"""The totals of a run, in the order of the calculation; "with_measures" is baseline less net."""

UnknownKind: TypeAlias = Literal["effect", "cost"]
UNKNOWN_KINDS: tuple[UnknownKind, ...] = ("effect", "cost")
"""What of a measure can be unknown."""


def total(projection: Projection, quantity: str, view: str) -> Array:
    """Draws of one total, shape (years, draws)."""
    totals = projection.totals[view]
    if quantity == "with_measures":
        return totals.baseline - totals.net
    draws: Array = getattr(totals, quantity)
    return draws


def yearly(run: Run, view: str | None = None) -> pd.DataFrame:
    """Totals per year: the most likely case and, when there are draws, mean and percentiles.

    Returns
    -------
    DataFrame
        Columns year, quantity, most_likely, mean, p10, p50, p90, in EUR a year. Without draws the last
        four are missing values.
    """
    view = view or run.view
    quantities, years = (*QUANTITIES, "with_measures"), run.plan.years
    nothing = dict.fromkeys(("mean", "p10", "p50", "p90"), np.full(len(years), np.nan))
    statistics = [
        _statistics(total(run.simulated, quantity, view)) if run.simulated else nothing
        for quantity in quantities
    ]
    # Column by column: pandas takes milliseconds over a list of rows.
    return pd.DataFrame(
        {
            "year": [*years] * len(quantities),
            "quantity": [quantity for quantity in quantities for _ in years],
            "most_likely": np.concatenate([total(run.most_likely, q, view)[:, 0] for q in quantities]),
        }
        | {name: np.concatenate([found[name] for found in statistics]) for name in nothing}
    )


def _statistics(draws: Array) -> dict[str, Array]:
    p10, p50, p90 = quantiles(draws)
    return {"mean": mean(draws), "p10": p10, "p50": p50, "p90": p90}


def per_measure(run: Run) -> pd.DataFrame:
    """What each measure saves and costs in the most likely case, and its credit.

    Returns
    -------
    DataFrame
        Columns year, measure, gross, cost, net, alone, last_in, shapley, in EUR a year. Gross savings do
        not add up to the damped total; the Shapley shares do.
    """
    gross = run.most_likely.measure_gross(run.view)
    cost = run.most_likely.measure_cost(run.view)
    return pd.DataFrame(
        [
            {
                "year": year,
                "measure": measure,
                "gross": gross[m, y],
                "cost": cost[m, y],
                "net": gross[m, y] - cost[m, y],
                "alone": run.credit.alone[m, y],
                "last_in": run.credit.last_in[m, y],
                "shapley": run.credit.shapley[m, y],
            }
            for m, measure in enumerate(run.plan.measures)
            for y, year in enumerate(run.plan.years)
        ],
        columns=["year", "measure", "gross", "cost", "net", "alone", "last_in", "shapley"],
    )


def per_service(run: Run, projection: Literal["most_likely", "simulated"] = "most_likely") -> pd.DataFrame:
    """Baseline and damped saving per service, as means over draws or in the most likely case.

    Returns
    -------
    DataFrame
        Columns year, service, baseline, damped, in EUR a year.
    """
    outcome = run.simulated if projection == "simulated" and run.simulated else run.most_likely
    damped, baseline = outcome.service_damped(run.view), outcome.service_baseline(run.view)
    return pd.DataFrame(
        [
            {"year": year, "service": service.name, "baseline": baseline[s, y], "damped": damped[s, y]}
            for s, service in enumerate(run.plan.services)
            for y, year in enumerate(run.plan.years)
        ]
    )


def target_outcome(run: Run) -> pd.DataFrame:
    """The savings task per year: the chance of making it, and what is missing on average.

    Returns
    -------
    DataFrame
        Columns year, target (EUR), probability (0 to 1), expected_shortfall (EUR, counting draws that make
        it as nothing), shortfall_if_missed (EUR, over the draws that miss it), most_likely (net saving of
        the owner of the task). Empty when there is no task; chances are missing values without draws.
    """
    target = run.target
    rows = []
    for at, year in enumerate(run.plan.years) if target else ():
        if target is None or year not in target.amounts:
            continue
        amount = target.amounts[year]
        likely = total(run.most_likely, "net", target.municipality)[at, 0]
        row = {"year": year, "target": amount, "most_likely": float(likely)}
        if run.simulated:
            net = total(run.simulated, "net", target.municipality)[at]
            chance, missing = probability_of_reaching(net, amount), expected_shortfall(net, amount)
            row |= {
                "probability": chance,
                "expected_shortfall": missing,
                "shortfall_if_missed": missing / (1.0 - chance) if chance < 1.0 else 0.0,
            }
        rows.append(row)
    columns = ["year", "target", "most_likely", "probability", "expected_shortfall", "shortfall_if_missed"]
    return pd.DataFrame(rows).reindex(columns=columns)


def savings_known(plan: Plan, view: str = REGION) -> bool:
    """Say whether the total of the savings in a view means anything.

    False when measures are on, the source gives an amount of what they save there for none of them, and some
    of it is known to be unknown: nothing is added up then, and nothing is not zero.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    view : str
        "region", or the municipality that the scenario looks at.
    """
    return bool(_saving_in(plan, view)) or not any(item.what == "effect" for item in plan.unknown)


def savings_unknown(plan: Plan, view: str = REGION) -> frozenset[str]:
    """Give the measures of which `savings_known` would be false if each were on alone."""
    unknown = frozenset(item.measure for item in plan.unknown if item.what == "effect")
    return unknown - _saving_in(plan, view)


def _saving_in(plan: Plan, view: str) -> frozenset[str]:
    """Measures for which the source gives an amount of what they save in a view."""
    mask = view_mask(plan, view)
    slots = {effect.slot: plan.slots[effect.slot] for effect in plan.effects}
    return frozenset(plan.measures[slot.measure] for slot in slots.values() if (mask @ slot.weights).any())


def without_amount(plan: Plan, what: UnknownKind) -> frozenset[str]:
    """Give the measures whose saving ("effect") or cost is unknown as a whole: their zero is no amount.

    A measure that has one amount as well as unknown ones is not among them, nor is one of which the source
    says that it saves or costs nothing.
    """
    if what == "effect":
        known = {plan.measures[plan.slots[effect.slot].measure] for effect in plan.effects}
    else:
        known = {plan.measures[measure] for cost in plan.costs for measure in cost.measures}
    return frozenset(item.measure for item in plan.unknown if item.what == what) - known


def first_year_met(run: Run) -> dict[int | None, float]:
    """Chance that each year is the first in which the task is met; None: in none of them.

    Years without a task do not count.
    """
    target = run.target
    if target is None or run.simulated is None:
        return {}
    net = total(run.simulated, "net", target.municipality)
    still_open = np.ones(net.shape[1], dtype=bool)
    chances: dict[int | None, float] = {}
    for at, year in enumerate(run.plan.years):
        if year in target.amounts:
            met = still_open & reaches(net[at], target.amounts[year])
            chances[year] = float(met.mean())
            still_open &= ~met
    chances[None] = float(still_open.mean())
    return chances


def per_municipality(
    run: Run, projection: Literal["most_likely", "simulated"] = "most_likely"
) -> pd.DataFrame:
    """Savings and costs of every municipality: means over draws, or the most likely case.

    They add up to the region, because means are linear; percentiles would not.

    Returns
    -------
    DataFrame
        Columns year, municipality, gross, damped, cost, net, in EUR a year.
    """
    outcome = run.simulated if projection == "simulated" and run.simulated else run.most_likely
    rows = []
    for town in run.plan.municipalities:
        gross, cost = outcome.measure_gross(town).sum(axis=0), outcome.measure_cost(town).sum(axis=0)
        damped = outcome.service_damped(town).sum(axis=0)
        for y, year in enumerate(run.plan.years):
            rows.append(
                {
                    "year": year,
                    "municipality": town,
                    "gross": gross[y],
                    "damped": damped[y],
                    "cost": cost[y],
                    "net": damped[y] - cost[y],
                }
            )
    return pd.DataFrame(rows)
