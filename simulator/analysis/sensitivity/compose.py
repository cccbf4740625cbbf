"""The whole analysis of sensitivity of one run and year, as tidy tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.sensitivity.bins import first_order_of
from simulator.analysis.sensitivity.decisions import decisions
from simulator.analysis.sensitivity.designed import Designed, Progress, designed
from simulator.analysis.sensitivity.missing import NotAnalysed, not_analysed
from simulator.analysis.sensitivity.names import LAYERS, layer_of, named
from simulator.analysis.sensitivity.question import Question, question
from simulator.analysis.sensitivity.switching import Switch, switches
from simulator.analysis.summary import without_amount
from simulator.engine.axes import Array
from simulator.engine.design import POINTS, counting, sources
from simulator.engine.statistics import quantiles
from simulator.errors import ScenarioError

SETTLED = 0.01
"""A chance nearer to 0 or 1 than this is settled: too few draws differ to rank what makes them differ."""

NO_INFLUENCE = 1e-9
"""Total index below which a source does nothing: what is left is rounding."""


@dataclass(frozen=True)
class Sensitivity:
    """What the uncertainty of a year's outcomes comes from.

    Attributes
    ----------
    run_id : str
        The run that it is about.
    asked : Question
        Year, view, and the task if there is one.
    draws, points : int
        Draws of the run, which the first-order indices rest on, and of each row of the design.
    middle : dict of str to float
        Mean of each outcome: EUR a year, or a chance.
    interval : tuple of float
        P10 and P90 of the net saving.
    drivers : DataFrame
        One row per source and outcome: name, layer, measure, service, outcome, p10, p90 (of the source, in
        its unit), at_p10, at_p90 (the mean outcome there), swing (their distance), first, total (indices,
        missing where there is no variance, or a settled chance). From the largest total index down.
    layers : DataFrame
        One row per layer and outcome: layer, outcome, sources (number), share (missing where the scenario
        does not have the layer). The shares of an outcome add up to 1.
    switching : DataFrame
        One row per decision and driver: decision, measure, name, most_likely, value (missing where nothing
        turns around between low and high), separate (whether it is one of separate values), low, high,
        relative, margin (EUR; missing, as the value, where nobody knows what the measure saves).
    missing : tuple of NotAnalysed
        What has no place in the ranking.
    """

    run_id: str
    asked: Question
    draws: int
    points: int
    middle: dict[str, float]
    interval: tuple[float, float]
    drivers: pd.DataFrame
    layers: pd.DataFrame
    switching: pd.DataFrame
    missing: tuple[NotAnalysed, ...]

    def settled(self, outcome: str) -> bool:
        """Say whether a chance is so near to 0 or 1 that nothing can be ranked by it."""
        return outcome == "task" and not SETTLED < self.middle[outcome] < 1.0 - SETTLED


def sensitivity(
    run: Run, year: int | None = None, *, whole: bool = False, progress: Progress | None = None
) -> Sensitivity:
    """Analyse what the outcomes of a year depend on.

    Parameters
    ----------
    run : Run
        A run with draws.
    year : int, optional
        A year of the programme; left out: the last.
    whole : bool
        Whether a measure is kept or dropped by what it does in all years together, and not by this year
        alone.
    progress : callable, optional
        Called with the steps done and to do.

    Raises
    ------
    ScenarioError
        If the run has no draws, or the year is none of the programme.
    """
    if run.simulated is None:
        raise ScenarioError("an analysis of sensitivity needs draws: work the scenario out with them")
    asked = question(run, year, whole=whole)
    names, seed = sources(run.plan), run.scenario.seed
    drawn = asked.of({view: run.simulated.totals[view].net for view in asked.views})
    design = designed(run.plan, asked, names, seed, progress)
    first = first_order_of(run.plan, seed, names, drawn)
    p10, p90 = quantiles(drawn[0], (0.1, 0.9))
    found = Sensitivity(
        run_id=run.run_id,
        asked=asked,
        draws=run.draws,
        points=POINTS,
        middle=dict(zip(asked.outcomes, drawn.mean(axis=1, dtype=np.float64).tolist(), strict=True)),
        interval=(float(p10), float(p90)),
        drivers=_drivers(run, asked, design, first),
        layers=_layers(asked, design),
        switching=_switching(
            switches(decisions(run, asked), counting(run.plan), asked),
            without_amount(run.plan, "effect", asked.view),
        ),
        missing=not_analysed(run),
    )
    for outcome in asked.outcomes:
        if found.settled(outcome):
            of_outcome = found.drivers["outcome"] == outcome
            found.drivers.loc[of_outcome, ["first", "total"]] = np.nan
            found.layers.loc[found.layers["outcome"] == outcome, "share"] = np.nan
    return found


def _drivers(run: Run, asked: Question, design: Designed, first: Array) -> pd.DataFrame:
    rows = []
    for at, name in enumerate(design.sources):
        known = named(run.catalogue, name)
        for place, outcome in enumerate(asked.outcomes):
            total = float(design.total[at, place])
            nothing = total < NO_INFLUENCE
            low, high = design.at_ends[at, :, place].tolist()
            rows.append(
                {
                    "name": name,
                    "layer": known.layer,
                    "measure": known.measure,
                    "service": known.service,
                    "outcome": outcome,
                    "p10": design.ends[at, 0],
                    "p90": design.ends[at, 1],
                    "at_p10": design.middle[place] if nothing else low,
                    "at_p90": design.middle[place] if nothing else high,
                    "swing": 0.0 if nothing else abs(high - low),
                    "first": 0.0 if nothing else float(first[at, place]),
                    "total": 0.0 if nothing else total,
                }
            )
    columns = [
        *("name", "layer", "measure", "service", "outcome", "p10", "p90"),
        *("at_p10", "at_p90", "swing", "first", "total"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    # By name where nothing else tells them apart: the order of a file must not show.
    return table.sort_values(["outcome", "total", "name"], ascending=[True, False, True], ignore_index=True)


def _layers(asked: Question, design: Designed) -> pd.DataFrame:
    counts = {layer: sum(layer_of(name) == layer for name in design.sources) for layer in LAYERS}
    return pd.DataFrame(
        [
            {
                "layer": layer,
                "outcome": outcome,
                "sources": counts[layer],
                "share": float(design.layers[layer][at]) if layer in design.layers else float("nan"),
            }
            for at, outcome in enumerate(asked.outcomes)
            for layer in LAYERS
        ]
    )


def _switching(found: Sequence[Switch], unknown: Collection[str]) -> pd.DataFrame:
    """Write switching values: none where the saving of a measure is unknown, as costs alone say nothing."""
    columns = [
        *("decision", "measure", "name", "most_likely", "value", "separate"),
        *("low", "high", "relative", "margin"),
    ]
    table = pd.DataFrame(
        [
            {
                "decision": switch.decision.kind,
                "measure": switch.decision.measure,
                "name": switch.name,
                "most_likely": switch.most_likely,
                "value": switch.value,
                "separate": switch.separate,
                "low": switch.low,
                "high": switch.high,
                "relative": switch.relative,
                "margin": switch.margin,
            }
            for switch in found
        ],
        columns=columns,
    )
    numbers = ["value", "relative", "margin"]
    table = table.astype(dict.fromkeys(numbers, "float64"))
    table.loc[table["measure"].isin(unknown), numbers] = np.nan
    return table
