"""Tables of a run as pages show them."""

from __future__ import annotations

import math

import pandas as pd

from simulator.ui.formats import Formats
from simulator.ui.outcome import Outcome

THOUSAND = 1_000.0


def net_table(outcome: Outcome) -> pd.DataFrame:
    """Give what is saved and spent per year, in EUR.

    Returns
    -------
    DataFrame
        Columns year, saving, cost, net (means over draws, which add up), p10, p50, p90 (of the net saving)
        and, where the view has a savings task, task. Percentiles do not add up.
    """
    quantities = {name: rows.set_index("year") for name, rows in outcome.totals.groupby("quantity")}
    net = quantities["net"]
    table = pd.DataFrame(
        {
            "year": [str(year) for year in outcome.years],
            "saving": quantities["damped"]["mean"].to_numpy(),
            "cost": quantities["cost"]["mean"].to_numpy(),
            "net": net["mean"].to_numpy(),
            "p10": net["p10"].to_numpy(),
            "p50": net["p50"].to_numpy(),
            "p90": net["p90"].to_numpy(),
        }
    )
    if outcome.view == outcome.owner:
        tasks = dict(zip(outcome.target["year"], outcome.target["target"], strict=True))
        table["task"] = [tasks.get(year, float("nan")) for year in outcome.years]
    return table


def thousands(table: pd.DataFrame, formats: Formats) -> pd.DataFrame:
    """Give a table of amounts as text in thousands of euros; a missing amount is an en dash."""

    def text(value: str | float) -> str:
        if isinstance(value, str):
            return value
        return "–" if math.isnan(value) else formats.number(value / THOUSAND)

    return pd.DataFrame({name: [text(value) for value in table[name].tolist()] for name in table.columns})
