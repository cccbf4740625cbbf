"""A run as JSON: euros as numbers, savings and costs both positive, net = damped - cost."""

from __future__ import annotations

from typing import Any

import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.summary import (
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
        `savings_known`: false when the zeros are what nobody knows. `measures.{id}.unknown` lists what of a
        measure ("effect", "cost") has no amount at all: its zeros are no amounts either. Years are
        keys and therefore text.
    """
    table = yearly(run)
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
        "bounds": _bounds(run),
        "target": _target(run),
        "measures": _measures(run),
        "savings_known": savings_known(run.plan, run.view),
        "unknown": [
            {
                "measure": u.measure,
                "what": u.what,
                "title": {"nl": u.title_nl, "en": u.title_en},
                "years": list(u.years),
            }
            for u in run.plan.unknown
        ],
    }


def _by_quantity(table: pd.DataFrame, column: str) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {}
    for row in table.to_dict("records"):
        result.setdefault(row["quantity"], {})[str(row["year"])] = float(row[column])
    return result


def _summary(table: pd.DataFrame) -> dict[str, dict[str, dict[str, float]]]:
    result: dict[str, dict[str, dict[str, float]]] = {}
    for row in table.to_dict("records"):
        numbers = {name: float(row[name]) for name in STATISTICS}
        result.setdefault(row["quantity"], {})[str(row["year"])] = numbers
    return result


def _bounds(run: Run) -> dict[str, dict[str, float]]:
    limits = run.bounds
    return {
        str(year): {
            "sum": float(limits.sum[at]),
            "independent": float(limits.independent[at]),
            "full_overlap": float(limits.full_overlap[at]),
        }
        for at, year in enumerate(run.plan.years)
    }


def _target(run: Run) -> dict[str, dict[str, Any]]:
    """The savings task; chances are None when there are no draws."""
    owner = run.target.municipality if run.target else None
    result: dict[str, dict[str, Any]] = {}
    for row in target_outcome(run).to_dict("records"):
        year = str(row.pop("year"))
        numbers = {str(name): None if pd.isna(value) else float(value) for name, value in row.items()}
        result[year] = {"municipality": owner, **numbers}
    return result


def _measures(run: Run) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    unknown = {kind: without_amount(run.plan, kind) for kind in UNKNOWN_KINDS}
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
