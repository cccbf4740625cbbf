"""The budget tables of a run: per measure, in totals, over the years, and as a budget amendment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.budget.lines import budget_lines
from simulator.analysis.budget.options import PERCENTILES, BudgetOptions, check_options
from simulator.analysis.budget.taakvelden import taakveld_of
from simulator.analysis.run import Run
from simulator.analysis.summary import total
from simulator.engine.axes import Array
from simulator.engine.statistics import mean, quantiles

MEASURE_COLUMNS = (
    "measure",
    "kind",
    "name",
    "service",
    "taakveld",
    "funder",
    "nature",
    "year",
    "expenditure",
    "income",
    "net_cost",
)
ITEMS = ("baseline", "saving", "own_contributions", "costs", "spill_over", "measures", "with_measures")
"""Rows of the multi-year overview: unchanged policy, what changes, and what is left."""


def measure_table(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Expenditure, income and net cost per measure, line and year.

    Returns
    -------
    DataFrame
        Columns as in `MEASURE_COLUMNS`, in EUR a year: changes against unchanged policy. Lines add up to the
        totals of `totals`, in the most likely case and in the mean.

    Raises
    ------
    ScenarioError
        See `budget_lines`.
    """
    lines = budget_lines(run, options)
    lines["taakveld"] = [
        taakveld_of(run.catalogue, service, year)
        for service, year in zip(lines["service"], lines["year"], strict=True)
    ]
    lines["net_cost"] = lines["expenditure"] - lines["income"]
    order = {measure: place for place, measure in enumerate(run.plan.measures)}
    kept = lines.sort_values(["measure", "year"], key=lambda c: c.map(order) if c.name == "measure" else c)
    return kept[list(MEASURE_COLUMNS)].reset_index(drop=True)


def totals(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Totals of the view per year, for any statistic.

    Returns
    -------
    DataFrame
        Columns year, baseline, damped, cost, net_cost (cost less damped), with_measures; in EUR a year.
        A percentile is taken of each column apart, over summed draws, so that columns of percentiles do not
        add up. That of net_cost and with_measures is turned round: p10 stands for the unfavourable side of
        the net saving, so it is the 90th percentile of what it costs.
    """
    options = options or BudgetOptions()
    check_options(run, options)
    columns: dict[str, object] = {"year": list(run.plan.years)}
    for name in ("baseline", "damped", "cost"):
        columns[name] = _statistic(run, name, options.statistic)
    columns["net_cost"] = -_statistic(run, "net", options.statistic)
    columns["with_measures"] = _statistic(run, "with_measures", _opposite(options.statistic))
    return pd.DataFrame(columns)


def _opposite(statistic: str) -> str:
    return {"p10": "p90", "p90": "p10"}.get(statistic, statistic)


def _statistic(run: Run, quantity: str, statistic: str) -> Array:
    if statistic == "most_likely" or run.simulated is None:
        return total(run.most_likely, quantity, run.view)[:, 0]
    draws = total(run.simulated, quantity, run.view)
    if statistic == "mean":
        return mean(draws)
    return np.asarray(quantiles(draws)[PERCENTILES.index(statistic)])


def multi_year(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Multi-year overview (meerjarenraming): unchanged policy, what the measures change, what is left.

    Returns
    -------
    DataFrame
        Columns item (of `ITEMS`), year, expenditure, income, net_cost; in EUR a year.
    """
    lines = budget_lines(run, options)
    base = totals(run, options).set_index("year")["baseline"]
    kinds = {
        "saving": ["lower_spending", "execution"],
        "own_contributions": ["own_contribution"],
        "costs": ["cost"],
        "spill_over": ["spill_over"],
    }
    rows = []
    for year in run.plan.years:
        here = lines[lines["year"] == year]
        parts = {name: _sums(here[here["kind"].isin(of)]) for name, of in kinds.items()}
        change = _sums(here)
        unchanged = (float(base[year]), 0.0)
        left = (unchanged[0] + change[0], change[1])
        everything = {"baseline": unchanged, **parts, "measures": change, "with_measures": left}
        rows += [
            {"item": item, "year": year, "expenditure": e, "income": i, "net_cost": e - i}
            for item, (e, i) in everything.items()
        ]
    return pd.DataFrame(rows, columns=["item", "year", "expenditure", "income", "net_cost"])


def _sums(lines: pd.DataFrame) -> tuple[float, float]:
    return float(lines["expenditure"].sum()), float(lines["income"].sum())


def budget_amendment(
    run: Run, options: BudgetOptions | None = None, first_year: int | None = None
) -> pd.DataFrame:
    """Budget amendment (begrotingswijziging) in the layout that Hilversum uses.

    Expenditure, income and net cost of the first year, then net cost of the three years after it.

    Parameters
    ----------
    run : Run
        The run.
    options : BudgetOptions, optional
        Choices.
    first_year : int, optional
        Year t; left out: the first of the programme. Years beyond the programme are missing values.

    Returns
    -------
    DataFrame
        Columns measure (an id; "" for the total), expenditure, income, net_cost, and net_cost_1 to
        net_cost_3 for the years after; in EUR.
    """
    lines = measure_table(run, options)
    first = first_year if first_year is not None else run.plan.years[0]
    rows = []
    for measure in (*run.plan.measures, ""):
        own = lines[lines["measure"] == measure] if measure else lines
        by_year = own.groupby("year")[["expenditure", "income", "net_cost"]].sum()
        row: dict[str, object] = {"measure": measure}
        row |= {name: _at(by_year, first, name, run) for name in ("expenditure", "income", "net_cost")}
        row |= {f"net_cost_{n}": _at(by_year, first + n, "net_cost", run) for n in (1, 2, 3)}
        rows.append(row)
    return pd.DataFrame(rows)


def _at(by_year: pd.DataFrame, year: int, name: str, run: Run) -> float:
    """Amount of a year: zero when the measure has no line in it, missing outside the programme."""
    if year not in run.plan.years:
        return float("nan")
    return float(by_year[name].get(year, 0.0))


def comparison(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Unchanged policy against spending with the measures, the savings task, and the user's own budget.

    Returns
    -------
    DataFrame
        Columns year, baseline, with_measures, difference (with_measures - baseline), task (the savings task
        of the view, missing when it has none), short_of_task (task less net saving; positive is a shortfall),
        budget (as the user gave it, else missing) and against_budget (with_measures - budget).
    """
    options = options or BudgetOptions()
    table = totals(run, options)[["year", "baseline", "with_measures", "net_cost"]]
    table = table.rename(columns={"net_cost": "difference"})
    target = run.target
    amounts = target.amounts if target and target.municipality == run.view else {}
    table["task"] = [amounts.get(year, float("nan")) for year in run.plan.years]
    table["short_of_task"] = table["task"] + table["difference"]
    table["budget"] = [options.budget.get(year, float("nan")) for year in run.plan.years]
    table["against_budget"] = table["with_measures"] - table["budget"]
    columns = ["year", "baseline", "with_measures", "difference", "task", "short_of_task"]
    return table[[*columns, "budget", "against_budget"]]


def unknown_posts(run: Run) -> pd.DataFrame:
    """Posts without an amount (PM): they are left out of every total, and are not zero.

    Returns
    -------
    DataFrame
        Columns measure, what ("effect" or "cost"), title_nl, title_en.
    """
    rows = [(u.measure, u.what, u.title_nl, u.title_en) for u in run.plan.unknown]
    return pd.DataFrame(rows, columns=["measure", "what", "title_nl", "title_en"])
