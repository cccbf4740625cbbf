"""Runs as tidy tables: one row per year and quantity, or per year and measure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.domain.programme import Target
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

SAVINGS = frozenset({"gross", "damped", "net", "with_measures"})
"""Totals that are no amount where no source says what any measure saves; see `savings_known`."""

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
        the owner of the task), savings_known. Empty when there is no task; chances are missing values without
        draws, and all but the target where nobody knows what the owner saves: unknown is not zero.
    """
    target = run.target
    known = task_known(run.plan, target)
    rows = []
    for at, year in enumerate(run.plan.years) if target else ():
        if target is None or year not in target.amounts:
            continue
        amount = target.amounts[year]
        likely = total(run.most_likely, "net", target.municipality)[at, 0]
        row = {"year": year, "target": amount, "savings_known": known}
        if known:
            row["most_likely"] = float(likely)
        if known and run.simulated:
            net = total(run.simulated, "net", target.municipality)[at]
            chance, missing = probability_of_reaching(net, amount), expected_shortfall(net, amount)
            row |= {
                "probability": chance,
                "expected_shortfall": missing,
                "shortfall_if_missed": missing / (1.0 - chance) if chance < 1.0 else 0.0,
            }
        rows.append(row)
    columns = ["year", "target", "most_likely", "probability", "expected_shortfall", "shortfall_if_missed"]
    columns.append("savings_known")
    return pd.DataFrame(rows).reindex(columns=columns)


@dataclass(frozen=True)
class KnownSavings:
    """Of which measures is known what they save in a view.

    Attributes
    ----------
    amounts : frozenset of str
        Measures for which the source gives an amount of what they save there.
    unknown : frozenset of str
        Measures of which some of what they save there is known to be unknown; they may have an amount too.
    """

    amounts: frozenset[str]
    unknown: frozenset[str]

    @property
    def nobody_knows(self) -> frozenset[str]:
        """The measures whose saving is unknown as a whole."""
        return self.unknown - self.amounts

    def of(self, measures: Collection[str]) -> bool:
        """Say whether the total of what these measures save means anything.

        False when there is an amount for none of them, and something of them is known to be unknown: nothing
        is added up then, and nothing is not zero.

        >>> savings = KnownSavings(frozenset({"a"}), frozenset({"b"}))
        >>> savings.of(["a", "b"]), savings.of(["b"]), savings.of([])
        (True, False, True)
        """
        return not self.amounts.isdisjoint(measures) or self.unknown.isdisjoint(measures)


def known_savings(plan: Plan, view: str = REGION) -> KnownSavings:
    """Say of which measures of a plan is known what they save in a view: "region", or a municipality."""
    return KnownSavings(_with_amount(plan, "effect", view), _with_unknown(plan, "effect", view))


def _with_amount(plan: Plan, what: UnknownKind, view: str) -> frozenset[str]:
    """Measures for which there is an amount of what they save or cost in a view."""
    mask = view_mask(plan, view)
    if what == "effect":
        slots = (plan.slots[effect.slot] for effect in plan.effects)
        return frozenset(plan.measures[slot.measure] for slot in slots if (mask @ slot.weights).any())
    return frozenset(
        plan.measures[measure]
        for cost in plan.costs
        if (mask @ cost.weights).any()
        for measure in cost.measures
    )


def _with_unknown(plan: Plan, what: UnknownKind, view: str) -> frozenset[str]:
    """Measures of which some of what they save or cost is left out of the totals of a view."""
    place = None if view == REGION else view
    return frozenset(
        item.measure for item in plan.unknown_anywhere if item.what == what and item.is_left_out_of(place)
    )


def savings_known(plan: Plan, view: str = REGION) -> bool:
    """Say whether the total of the savings in a view means anything: see `KnownSavings.of`.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    view : str
        "region", or the municipality that the scenario looks at.
    """
    return known_savings(plan, view).of(plan.measures)


def task_known(plan: Plan, target: Target | None) -> bool:
    """Say whether the savings of the owner of the task mean anything; without a task nothing is unknown."""
    return target is None or savings_known(plan, target.municipality)


def without_amount(plan: Plan, what: UnknownKind, view: str) -> frozenset[str]:
    """Give the measures whose saving ("effect") or cost is unknown as a whole: their zero is no amount.

    A measure that has one amount as well as unknown ones is not among them, nor is one of which the source
    says that it saves or costs nothing, or in which the municipality of the view does not take part.
    """
    return _with_unknown(plan, what, view) - _with_amount(plan, what, view)


def without_any_amount(plan: Plan, view: str) -> frozenset[str]:
    """Give the measures of which a view has no amount at all: neither of what they save nor of a cost."""
    return frozenset(plan.measures).difference(*(_with_amount(plan, kind, view) for kind in UNKNOWN_KINDS))


def first_year_met(run: Run) -> dict[int | None, float]:
    """Chance that each year is the first in which the task is met; None: in none of them.

    Years without a task do not count. Empty without draws, and where nobody knows what the owner saves.
    """
    target = run.target
    if target is None or run.simulated is None or not task_known(run.plan, target):
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
