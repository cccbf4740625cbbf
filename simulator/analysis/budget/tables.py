"""The budget tables of a run: per measure, in totals, over the years, and as a budget amendment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulator.analysis.budget.lines import budget_lines
from simulator.analysis.budget.options import PERCENTILES, BudgetOptions, check_options
from simulator.analysis.budget.taakvelden import LINE_KEY, line_taakveld, post_taakveld
from simulator.analysis.budget.unknown import COLUMN, known_parts, left_out, marked, posts, together, touches
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
    COLUMN,
)
UNKNOWN_KIND = "unknown"
"""Kind of a line that stands for a post without an amount."""

ITEMS = (
    *("baseline", "saving", "own_contributions", "costs", "spill_over"),
    *(UNKNOWN_KIND, "measures", "with_measures"),
)
"""Rows of the multi-year overview: unchanged policy, what changes, what has no amount, and what is left."""


def measure_table(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Expenditure, income and net cost per measure, line and year.

    Returns
    -------
    DataFrame
        Columns as in `MEASURE_COLUMNS`, in EUR a year: changes against unchanged policy. Lines add up to the
        totals of `totals`, in the most likely case and in the mean. A post without an amount is a line of the
        kind `UNKNOWN_KIND`, whose amounts are missing values; see `simulator.analysis.budget.unknown`.

    Raises
    ------
    ScenarioError
        See `budget_lines`.
    """
    known = budget_lines(run, options)
    keys = zip(*(known[name] for name in LINE_KEY), strict=True)
    known["taakveld"] = [line_taakveld(run.catalogue, *at) for at in zip(keys, known["year"], strict=True)]
    lines = _with_posts(run, known)
    lines["net_cost"] = lines["expenditure"] - lines["income"]
    order = {measure: place for place, measure in enumerate(run.plan.measures)}
    kept = lines.sort_values(["measure", "year"], key=lambda c: c.map(order) if c.name == "measure" else c)
    kept = kept.reset_index(drop=True)
    return marked(kept, kept[COLUMN].tolist())[list(MEASURE_COLUMNS)]


def _with_posts(run: Run, lines: pd.DataFrame) -> pd.DataFrame:
    """Lines, and one for every post without an amount in every year that it belongs to."""
    rows = [
        {"year": year, "measure": post.item.measure, "kind": UNKNOWN_KIND, "name": post.name}
        | {"service": post.item.service, "funder": "", "nature": "", COLUMN: post.item.what}
        | {"taakveld": post_taakveld(run.catalogue, post, year)}
        for post in posts(run)
        for year in sorted(post.years)
    ]
    known = lines.assign(**{COLUMN: "none"})
    if not rows:
        return known
    return pd.concat([known, pd.DataFrame(rows).assign(expenditure=0.0, income=0.0)], ignore_index=True)


def totals(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Totals of the view per year, for any statistic.

    Returns
    -------
    DataFrame
        Columns year, baseline, damped, cost, net_cost (cost less damped), with_measures, in EUR a year, and
        what they leave out (`unknown`).
        A percentile is taken of each column apart, over summed draws, so that columns of percentiles do not
        add up. p10 stands for the unfavourable side of every column: a small saving and much spending, so it
        is the 90th percentile of baseline, cost, net_cost and with_measures.
    """
    options = options or BudgetOptions()
    check_options(run, options)
    spent = _opposite(options.statistic)
    columns: dict[str, object] = {
        "year": list(run.plan.years),
        "baseline": _statistic(run, "baseline", spent),
        "damped": _statistic(run, "damped", options.statistic),
        "cost": _statistic(run, "cost", spent),
        "net_cost": -_statistic(run, "net", options.statistic),
        "with_measures": _statistic(run, "with_measures", spent),
    }
    return marked(pd.DataFrame(columns), _per_year(run))


def _per_year(run: Run) -> list[str]:
    """What the totals of each year leave out."""
    found = posts(run)
    return [left_out(found, year) for year in run.plan.years]


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
        Columns item (of `ITEMS`), year, expenditure, income, net_cost, in EUR a year, and `unknown`. The item
        `UNKNOWN_KIND` is there in years that leave out posts without an amount.
    """
    lines = budget_lines(run, options)
    base = totals(run, options).set_index("year")["baseline"]
    kinds = {
        "saving": ["lower_spending", "booked", "execution"],
        "own_contributions": ["own_contribution"],
        "costs": ["cost"],
        "spill_over": ["spill_over"],
    }
    rows: list[dict[str, object]] = []
    for year, unknown in zip(run.plan.years, _per_year(run), strict=True):
        here = lines[lines["year"] == year]
        parts = {name: _sums(here[here["kind"].isin(of)]) for name, of in kinds.items()}
        change = _sums(here)
        unchanged = (float(base[year]), 0.0)
        left = (unchanged[0] + change[0], change[1])
        nothing = {UNKNOWN_KIND: (0.0, 0.0)} if unknown != "none" else {}
        whole = {**nothing, "measures": change, "with_measures": left}
        rows += [
            {"item": item, "year": year, "expenditure": e, "income": i, "net_cost": e - i}
            | {COLUMN: unknown if item in whole else "none"}
            for item, (e, i) in {"baseline": unchanged, **parts, **whole}.items()
        ]
    table = pd.DataFrame(rows, columns=["item", "year", "expenditure", "income", "net_cost", COLUMN])
    return marked(table, table[COLUMN].tolist())


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
        net_cost_3 for the years after, in EUR; and `unknown`: what is left out in any of these years.
    """
    lines, without = measure_table(run, options), posts(run)
    first = first_year if first_year is not None else run.plan.years[0]
    rows = []
    for measure in (*run.plan.measures, ""):
        own = lines[lines["measure"] == measure] if measure else lines
        by_year = own.groupby("year")[["expenditure", "income", "net_cost"]].sum()
        unknown = [left_out(without, first + n, measure) for n in range(4)]
        row: dict[str, object] = {"measure": measure}
        row |= {n: _at(by_year, first, n, unknown[0], run) for n in ("expenditure", "income", "net_cost")}
        row |= {f"net_cost_{n}": _at(by_year, first + n, "net_cost", unknown[n], run) for n in (1, 2, 3)}
        rows.append(row | {COLUMN: together(unknown)})
    return pd.DataFrame(rows)


def _at(by_year: pd.DataFrame, year: int, name: str, unknown: str, run: Run) -> float:
    """Amount of a year: missing outside the programme, and where nothing is known of what is left out."""
    amount = float(by_year[name].get(year, 0.0))
    nothing = amount == 0.0 and touches(name, unknown)
    return float("nan") if nothing or year not in run.plan.years else amount


def comparison(run: Run, options: BudgetOptions | None = None) -> pd.DataFrame:
    """Unchanged policy against spending with the measures, the savings task, and the user's own budget.

    Returns
    -------
    DataFrame
        Columns year, baseline, with_measures, difference (with_measures - baseline), task (the savings task
        of the view, missing when it has none), short_of_task (task less net saving; positive is a shortfall),
        budget (as the user gave it, else missing), against_budget (with_measures - budget) and `unknown`.
    """
    options = options or BudgetOptions()
    known = known_parts(totals(run, options))
    table = known[["year", "baseline", "with_measures", "net_cost"]].rename(
        columns={"net_cost": "difference"}
    )
    target = run.target
    amounts = target.amounts if target and target.municipality == run.view else {}
    table["task"] = [amounts.get(year, float("nan")) for year in run.plan.years]
    table["short_of_task"] = table["task"] + table["difference"]
    table["budget"] = [options.budget.get(year, float("nan")) for year in run.plan.years]
    table["against_budget"] = table["with_measures"] - table["budget"]
    columns = ["year", "baseline", "with_measures", "difference", "task", "short_of_task"]
    return marked(table[[*columns, "budget", "against_budget"]], known[COLUMN].tolist())


def unknown_posts(run: Run) -> pd.DataFrame:
    """Posts without an amount (PM): they are left out of every total, and are not zero.

    Returns
    -------
    DataFrame
        Columns measure, name (as lines of `measure_table` have it), what ("effect" or "cost"), service,
        title_nl, title_en, years (tuple of int, in order: those that leave it out).
    """
    rows = [
        (
            p.item.measure,
            p.name,
            p.item.what,
            p.item.service,
            p.item.title_nl,
            p.item.title_en,
            tuple(sorted(p.years)),
        )
        for p in posts(run)
    ]
    return pd.DataFrame(rows, columns=["measure", "name", "what", "service", "title_nl", "title_en", "years"])
