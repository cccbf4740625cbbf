"""Pinned outcomes of the scenarios that ship: totals per year, rounded to whole euros."""

import json
from pathlib import Path
from typing import Any

from simulator.analysis.run import run
from simulator.analysis.summary import target_outcome, yearly
from tests.catalogue.shipped import catalogue, scenarios

FOLDER = Path(__file__).parent / "pinned"
STATISTICS = ("most_likely", "mean", "p10", "p50", "p90")

Pin = dict[str, Any]


def pin_of(name: str) -> Pin:
    """Work a scenario out with its own draws and seed, and keep what is pinned of it."""
    outcome = run(catalogue(), scenarios()[name])
    totals: dict[str, dict[str, dict[str, int]]] = {}
    for row in yearly(outcome).to_dict("records"):
        years = totals.setdefault(row["quantity"], {})
        years[str(row["year"])] = {statistic: round(row[statistic]) for statistic in STATISTICS}
    return {
        "scenario": name,
        "view": outcome.view,
        "seed": outcome.scenario.seed,
        "draws": outcome.draws,
        "totals": totals,
        "chance_of_target": {
            str(row["year"]): round(row["probability"], 4)
            for row in target_outcome(outcome).to_dict("records")
        },
    }


def path_of(name: str) -> Path:
    """File of a scenario's pin."""
    return FOLDER / f"{name}.json"


def read(name: str) -> Pin:
    """Read the pin of a scenario."""
    pin: Pin = json.loads(path_of(name).read_text(encoding="utf-8"))
    return pin


def written(pin: Pin) -> str:
    """Give a pin as the text of its file: one line per year, so that a change is easy to review."""
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pin.items() if key != "totals"]
    quantities = [
        f"{json.dumps(quantity)}: {{\n"
        + ",\n".join(f"      {json.dumps(year)}: {json.dumps(row)}" for year, row in years.items())
        + "\n    }"
        for quantity, years in pin["totals"].items()
    ]
    lines.append('"totals": {\n    ' + ",\n    ".join(quantities) + "\n  }")
    return "{\n  " + ",\n  ".join(lines) + "\n}\n"
