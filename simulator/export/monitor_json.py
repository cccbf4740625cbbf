"""A monitoring as JSON and CSV."""

from __future__ import annotations

from typing import Any

import pandas as pd

from simulator.analysis.monitor import Monitoring
from simulator.analysis.monitor.tables import (
    chance_table,
    delivery_table,
    figures_table,
    forecast_table,
    growth_table,
    left_out_table,
)
from simulator.analysis.summary import SAVINGS
from simulator.export.csv_text import csv_text


def monitoring_as_dict(found: Monitoring) -> dict[str, Any]:
    """Give a monitoring as plain data, ready for `json.dumps`; what is missing is None.

    Returns
    -------
    dict
        `run_id, figures_id, programme, scenario, municipality, price_level, draws, seed, rules`, `prices`
        with `known_to, surprise` (the last year known, and how far each year after it may be off), `weighing`
        with `figures, effective_size, resampled, too_few` (None when no figure counts), and the tables of
        `analysis.monitor.tables` as lists of rows: `figures, left_out, forecast, chance, delivery, growth`.
        `savings_known` is false where no source says what any measure saves: a net
        saving, and spending with the measures, is None then. `chance` says the same of the owner of the task.
    """
    weighing, ahead = found.weighing, found.scales.prices_ahead
    return {
        "run_id": found.run_id,
        "figures_id": found.figures_id,
        "catalogue_version": found.catalogue.version,
        "programme": found.catalogue.programme.id,
        "scenario": found.scenario.id,
        "municipality": found.scenario.municipality,
        "price_level": found.scenario.price_level,
        "draws": found.draws,
        "seed": found.scenario.seed,
        "rules": found.rules.model_dump(mode="json"),
        "prices": {"known_to": ahead.known_to, "surprise": ahead.surprise},
        "weighing": None
        if weighing is None
        else {
            "figures": len(found.counted),
            "effective_size": weighing.effective,
            "resampled": weighing.resampled,
            "too_few": found.too_few,
        },
        "figures": _rows(figures_table(found)),
        "left_out": _rows(left_out_table(found)),
        "savings_known": found.savings_known,
        "forecast": [_without_savings(row, found) for row in _rows(forecast_table(found))],
        "chance": _rows(chance_table(found)),
        "delivery": _rows(delivery_table(found)),
        "growth": _rows(growth_table(found)),
    }


def monitoring_as_csv(found: Monitoring) -> str:
    """Give the figures against the plan as CSV: a row each."""
    table = _plain(figures_table(found))
    return csv_text(list(table.columns), table.itertuples(index=False))


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in _plain(table).to_dict("records")]


def _without_savings(row: dict[str, Any], found: Monitoring) -> dict[str, Any]:
    """Leave the amounts that rest on what is saved out where nobody knows it: unknown is not zero."""
    if found.savings_known or row["quantity"] not in SAVINGS:
        return row
    return {name: value if name in {"year", "quantity"} else None for name, value in row.items()}


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Give a table in which what is missing is None."""
    return table.astype(object).where(table.notna(), None)
