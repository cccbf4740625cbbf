"""A run as JSON: euros as numbers, savings and costs both positive, net = damped - cost."""

from __future__ import annotations

from math import isnan, nan
from typing import Any

import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.summary import (
    SAVINGS,
    UNKNOWN_KINDS,
    per_measure,
    savings_known,
    target_outcome,
    without_amount,
    yearly,
)

STATISTICS = ("mean", "p10", "p50", "p90")


def run_as_dict(run: Run) -> dict[str, Any]:
    """Give a run as plain data, ready for `json.dumps`.

    Returns
    -------
    dict
        `run_id, catalogue_version, programme, scenario, municipality, years, draws, seed,
        most_likely.{gross,damped,cost,net,baseline}.{year}`, the same under `summary` with `mean, p10, p50,
        p90` (None without draws), `bounds.{year}`, `target.{year}`, `measures.{id}`, `unknown`, and
        `savings_known`: false where no source says what any measure saves; the totals that rest on it, and
        the bounds, are None then. `target.{year}.savings_known` says the same of the owner of the task.
        `measures.{id}.unknown` lists what of a measure ("effect", "cost") has no amount at all: its amounts
        are the part that is known, so that measures add up to the totals. Years are keys and therefore text.
    """
    table, known = yearly(run), savings_known(run.plan, run.view)
    if not known:
        table.loc[table["quantity"].isin(SAVINGS), ["most_likely", *STATISTICS]] = nan
    return {
        "run_id": run.run_id,
        "catalogue_version": run.catalogue.version,
        "programme": run.catalogue.programme.id,
        "scenario": run.scenario.id,
        "municipality": run.scenario.municipality,
        "price_level": run.scenario.price_level,
        "years": list(run.plan.years),
        "draws": run.draws,
        "seed": run.scenario.seed,
        "most_likely": _by_quantity(table, "most_likely"),
        "summary": _summary(table) if run.simulated else None,
        "bounds": _bounds(run, known=known),
        "target": _target(run),
        "measures": _measures(run),
        "savings_known": known,
        "unknown": [
            {
                "measure": u.measure,
                "what": u.what,
                "title": {"nl": u.title_nl, "en": u.title_en},
                "years": sorted(u.years_left_out_of(run.scenario.municipality)),
            }
            for u in run.plan.unknown
        ],
    }


def _amount(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _by_quantity(table: pd.DataFrame, column: str) -> dict[str, dict[str, float | None]]:
    result: dict[str, dict[str, float | None]] = {}
    for row in table.to_dict("records"):
        result.setdefault(row["quantity"], {})[str(row["year"])] = _amount(row[column])
    return result


def _summary(table: pd.DataFrame) -> dict[str, dict[str, dict[str, float | None]]]:
    result: dict[str, dict[str, dict[str, float | None]]] = {}
    for row in table.to_dict("records"):
        numbers = {name: _amount(row[name]) for name in STATISTICS}
        result.setdefault(row["quantity"], {})[str(row["year"])] = numbers
    return result


def _bounds(run: Run, *, known: bool) -> dict[str, dict[str, float | None]]:
    return {
        str(year): {
            name: float(getattr(run.bounds, name)[at]) if known else None
            for name in ("sum", "independent", "full_overlap")
        }
        for at, year in enumerate(run.plan.years)
    }


def _target(run: Run) -> dict[str, dict[str, Any]]:
    """The savings task; chances are None without draws, and where nobody knows what its owner saves."""
    owner = run.target.municipality if run.target else None
    result: dict[str, dict[str, Any]] = {}
    for row in target_outcome(run).to_dict("records"):
        year, known = str(row.pop("year")), bool(row.pop("savings_known"))
        numbers = {str(name): _amount(value) for name, value in row.items()}
        result[year] = {"municipality": owner, **numbers, "savings_known": known}
    return result


def _measures(run: Run) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    unknown = {kind: without_amount(run.plan, kind, run.view) for kind in UNKNOWN_KINDS}
    for row in per_measure(run).to_dict("records"):
        measure = run.catalogue.measures[row["measure"]]
        entry = result.setdefault(
            measure.id,
            {
                "number": measure.number,
                "status": measure.status,
                "title": measure.title.model_dump(),
                "most_likely": {"gross": {}, "cost": {}, "net": {}},
                "credit": {},
                "unknown": [kind for kind in UNKNOWN_KINDS if measure.id in unknown[kind]],
            },
        )
        year = str(row["year"])
        for name in ("gross", "cost", "net"):
            entry["most_likely"][name][year] = float(row[name])
        entry["credit"][year] = {name: float(row[name]) for name in ("alone", "last_in", "shapley")}
    return result
