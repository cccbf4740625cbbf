"""Tables of a run as pages show them."""

from __future__ import annotations

import math

import pandas as pd

from simulator.export.known_digits import THOUSAND, decimals_in_thousands
from simulator.ui.formats import Formats
from simulator.ui.outcome import Outcome


def net_table(outcome: Outcome) -> pd.DataFrame:
    """Give what is saved and spent per year, in EUR.

    Returns
    -------
    DataFrame
        Columns year, saving, cost, net (means over draws, which add up), p10, p50, p90 (of the net saving)
        and, where the view has a savings task, task. Percentiles do not add up.
    """
    # One row per year in each quantity, years in order.
    quantities = outcome.totals["quantity"].tolist()

    def column(quantity: str, statistic: str) -> list[float]:
        values = outcome.totals[statistic].tolist()
        return [value for named, value in zip(quantities, values, strict=True) if named == quantity]

    table: dict[str, list[str] | list[float]] = {
        "year": [str(year) for year in outcome.years],
        "saving": column("damped", "mean"),
        "cost": column("cost", "mean"),
        **{"net" if name == "mean" else name: column("net", name) for name in ("mean", "p10", "p50", "p90")},
    }
    if outcome.view == outcome.owner:
        tasks = dict(zip(outcome.target["year"], outcome.target["target"], strict=True))
        table["task"] = [tasks.get(year, float("nan")) for year in outcome.years]
    return pd.DataFrame(table)


def known_net_table(outcome: Outcome) -> pd.DataFrame:
    """Give `net_table`, with nothing where nobody knows what is saved: then only costs have an amount."""
    table = net_table(outcome)
    if outcome.savings_known:
        return table
    kept = ["year", "cost"] if table["cost"].any() else ["year"]
    return table[kept].reindex(columns=table.columns)


def thousands(table: pd.DataFrame, formats: Formats) -> pd.DataFrame:
    """Give a table of amounts as text in thousands of euros; a missing amount is an en dash.

    All amounts have as many decimals, see `known_digits.decimals_in_thousands`; text stays as it is.
    """
    columns = {name: table[name].tolist() for name in table.columns}
    amounts = (value for values in columns.values() for value in values if not isinstance(value, str))
    decimals = decimals_in_thousands(amounts)

    def text(value: str | float) -> str:
        if isinstance(value, str):
            return value
        return "–" if math.isnan(value) else formats.number(value / THOUSAND, decimals)

    return pd.DataFrame({name: [text(value) for value in values] for name, values in columns.items()})
