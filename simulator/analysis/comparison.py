"""Two to four runs side by side: their difference in each draw, per measure and per year.

Draws are compared one by one, which means something only on the same dice: the same catalogue, seed and
number of draws (`on_same_dice`). Amounts are compared only when they are about the same region or
municipality. Anything else is refused with a `ComparisonError`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np
import pandas as pd

from simulator.analysis.position.risks import stated_values
from simulator.analysis.run import Run
from simulator.analysis.staff import staff as staff_of
from simulator.analysis.summary import UNKNOWN_KINDS, per_measure, total, without_amount
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.result import Projection
from simulator.engine.statistics import mean, quantiles
from simulator.errors import ScenarioError
from simulator.formula import parse

FEWEST, MOST = 2, 4
"""Runs in one comparison."""

SAME_EUR = 10.0
"""Amounts that differ by less than this count as the same: draws are held in single precision."""

QUANTITIES = ("net", "cost", "cumulative")
"""What is compared draw by draw: net saving, costs, and the net saving of all years so far together."""

Reason = Literal["count", "draws", "catalogue", "view", "dice"]
Rows = list[dict[str, Any]]


class ComparisonError(ScenarioError):
    """Runs that cannot be put side by side.

    Attributes
    ----------
    reason : {"count", "draws", "catalogue", "view", "dice"}
        What stands in the way, for a page that says so in its own words.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Comparison:
    """The tables of a comparison; a scenario goes by its place, from 0.

    Attributes
    ----------
    run_ids : tuple of str
        Identity of each run.
    catalogue_version, view, years, draws, seed
        What all runs have in common.
    together : DataFrame
        See `together`.
    differences : DataFrame
        See `differences`.
    measures : DataFrame
        See `measures`.
    residents : DataFrame
        See `residents`.
    staff : DataFrame
        See `staff`.
    """

    run_ids: tuple[str, ...]
    catalogue_version: str
    view: str
    years: tuple[int, ...]
    draws: int
    seed: int
    together: pd.DataFrame
    differences: pd.DataFrame
    measures: pd.DataFrame
    residents: pd.DataFrame
    staff: pd.DataFrame


def on_same_dice(scenarios: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Give all scenarios the seed and the number of draws of the first."""
    first = scenarios[0]
    return tuple(s.model_copy(update={"seed": first.seed, "draws": first.draws}) for s in scenarios)


def other_dice(scenarios: Sequence[Scenario]) -> tuple[int, ...]:
    """Give the places of the scenarios with another seed or number of draws than the first."""
    first = scenarios[0]
    return tuple(
        place
        for place, scenario in enumerate(scenarios)
        if (scenario.seed, scenario.draws) != (first.seed, first.draws)
    )


def compare(runs: Sequence[Run]) -> Comparison:
    """Put runs side by side.

    Parameters
    ----------
    runs : sequence of Run
        Two to four runs with draws, of one catalogue and view, on the same dice.

    Raises
    ------
    ComparisonError
        If they are not that.
    """
    check_comparable(runs)
    first = runs[0]
    return Comparison(
        run_ids=tuple(run.run_id for run in runs),
        catalogue_version=first.catalogue.version,
        view=first.view,
        years=first.plan.years,
        draws=first.draws,
        seed=first.scenario.seed,
        together=together(runs),
        differences=differences(runs),
        measures=measures(runs),
        residents=residents(runs),
        staff=staff(runs),
    )


def check_comparable(runs: Sequence[Run]) -> None:
    """Refuse runs that cannot be compared draw by draw.

    Raises
    ------
    ComparisonError
        With what was found, what is expected and how to repair it.
    """
    if not FEWEST <= len(runs) <= MOST:
        raise ComparisonError(
            "count", f"found {len(runs)} scenarios; expected {FEWEST} to {MOST}. Choose other scenarios."
        )
    if any(run.simulated is None for run in runs):
        raise ComparisonError(
            "draws", "found a run without draws; expected draws in all. Run every scenario with draws."
        )
    if len({run.catalogue.version for run in runs}) > 1:
        raise ComparisonError(
            "catalogue",
            "found runs of different catalogues; expected one. Run all scenarios on the same measures.",
        )
    if len(views := dict.fromkeys(run.view for run in runs)) > 1:
        raise ComparisonError(
            "view",
            f"found amounts of {' and '.join(views)}; expected one region or municipality for all, as a "
            "share cannot be held against the whole. Give all scenarios the same municipality.",
        )
    if len(dice := dict.fromkeys((run.scenario.seed, run.draws) for run in runs)) > 1:
        found = " and ".join(f"seed {seed} with {draws} draws" for seed, draws in dice)
        raise ComparisonError(
            "dice",
            f"found {found}; expected the same for all, or chance itself would make a difference. "
            "Give all scenarios the same seed and number of draws.",
        )


def together(runs: Sequence[Run]) -> pd.DataFrame:
    """Give the net saving of all years together, of each run.

    Returns
    -------
    DataFrame
        Columns scenario, most_likely, mean, p10, p50, p90, in EUR: percentiles of the sum, which percentiles
        of years do not add up to.
    """
    rows: Rows = []
    for place, run in enumerate(runs):
        draws, likely = (_amounts(p, run.view)["cumulative"][-1] for p in (run.simulated, run.most_likely))
        rows.append({"scenario": place} | _summary(draws, float(likely[0])))
    return pd.DataFrame(rows, columns=["scenario", "most_likely", "mean", "p10", "p50", "p90"])


def differences(runs: Sequence[Run]) -> pd.DataFrame:
    """Give the difference of each two runs, worked out in every draw before anything is summarised.

    Returns
    -------
    DataFrame
        One row per ordered pair, quantity (`QUANTITIES`) and year, with columns first, second (places),
        quantity, year, most_likely, mean, p10, p50, p90 (of the first less the second, in EUR),
        chance_more and chance_less (part of the draws in which the first has more, or less, than the
        second; draws that differ by less than `SAME_EUR` are in neither). The percentiles are those of the
        difference, and not differences of percentiles.
    """
    rows: Rows = []
    draws = [_amounts(run.simulated, run.view) for run in runs]
    likely = [_amounts(run.most_likely, run.view) for run in runs]
    for first, second in combinations(range(len(runs)), 2):
        for quantity in QUANTITIES:
            apart = draws[first][quantity] - draws[second][quantity]
            stated = likely[first][quantity] - likely[second][quantity]
            for at, year in enumerate(runs[0].plan.years):
                row = _summary(apart[at], float(stated[at, 0])) | _chances(apart[at])
                place = {"quantity": quantity, "year": year}
                rows.append({"first": first, "second": second} | place | row)
                rows.append({"first": second, "second": first} | place | _turned(row))
    return pd.DataFrame(rows).sort_values(["first", "second"], kind="stable", ignore_index=True)


def _amounts(projection: Projection | None, view: str) -> dict[str, Array]:
    """Give what is compared, each of shape (years, draws), in double precision.

    The difference of two large amounts in single precision would be coarse.
    """
    if projection is None:
        raise ComparisonError("draws", "found a run without draws; expected draws. Run it with draws.")
    net, cost = (total(projection, name, view).astype(np.float64) for name in ("net", "cost"))
    return {"net": net, "cost": cost, "cumulative": net.cumsum(axis=0)}


def _summary(draws: Array, most_likely: float) -> dict[str, float]:
    """Summarise amounts, shape (draws,)."""
    p10, p50, p90 = (float(value) for value in quantiles(draws))
    return {"most_likely": most_likely, "mean": float(mean(draws)), "p10": p10, "p50": p50, "p90": p90}


def _chances(apart: Array) -> dict[str, float]:
    """Give the chances that the first has more, or less, from differences of shape (draws,)."""
    return {
        "chance_more": float(np.mean(apart >= SAME_EUR)),
        "chance_less": float(np.mean(apart <= -SAME_EUR)),
    }


def _turned(row: dict[str, float]) -> dict[str, float]:
    """Give the summary of the opposite difference: what was more is less."""
    # 0.0 - x and not -x: no difference is 0, not -0.
    return {
        "most_likely": 0.0 - row["most_likely"],
        "mean": 0.0 - row["mean"],
        "p10": 0.0 - row["p90"],
        "p50": 0.0 - row["p50"],
        "p90": 0.0 - row["p10"],
        "chance_more": row["chance_less"],
        "chance_less": row["chance_more"],
    }


def measures(runs: Sequence[Run]) -> pd.DataFrame:
    """Give what each measure brings in each run, in the most likely case.

    Returns
    -------
    DataFrame
        One row per scenario, measure that is on in any of them, and year, with columns scenario, measure,
        year, on, saving (fair share in the damped saving), cost and net, in EUR a year; zero where the
        measure is off. A saving or cost that is unknown as a whole is a missing value, and so is the net
        then: see `summary.without_amount`. What is known adds up to the totals of the most likely case, but
        measures do overlap: see `engine.credit`.
    """
    known = runs[0].catalogue.measures
    active = [measure for measure in known if any(measure in run.plan.measures for run in runs)]
    return pd.DataFrame(
        [row for place, run in enumerate(runs) for row in _measure_rows(place, run, active)],
        columns=["scenario", "measure", "year", "on", "saving", "cost", "net"],
    )


def _measure_rows(place: int, run: Run, active: Sequence[str]) -> Iterator[dict[str, Any]]:
    found = {(row["measure"], row["year"]): row for row in per_measure(run).to_dict("records")}
    no_saving, no_cost = (without_amount(run.plan, kind, run.view) for kind in UNKNOWN_KINDS)
    for measure in active:
        for year in run.plan.years:
            row = found.get((measure, year))
            saving, cost = (float(row["shapley"]), float(row["cost"])) if row else (0.0, 0.0)
            saving = math.nan if row and measure in no_saving else saving
            cost = math.nan if row and measure in no_cost else cost
            yield {
                "scenario": place,
                "measure": measure,
                "year": year,
                "on": row is not None,
                "saving": saving,
                "cost": cost,
                "net": saving - cost,
            }


def residents(runs: Sequence[Run]) -> pd.DataFrame:
    """Count who notices each measure once it works in full, in the whole area that it works in.

    Returns
    -------
    DataFrame
        Columns scenario, measure, group (text in the file's languages: nl, en) and residents, at stated
        values times the intensity; a missing value where the measure is off. Groups must not be added up:
        one resident can be in several.
    """
    known = runs[0].catalogue.measures.values()
    active = [m for m in known if any(m.id in run.plan.measures for run in runs)]
    return pd.DataFrame(
        [
            {
                "scenario": place,
                "measure": measure.id,
                "nl": group.title.nl,
                "en": group.title.en,
                "residents": _residents(run, measure, group.formula),
            }
            for place, run in enumerate(runs)
            for measure in active
            for group in measure.residents_affected
        ],
        columns=["scenario", "measure", "nl", "en", "residents"],
    ).astype({"residents": "float64"})


def _residents(run: Run, measure: Measure, formula: str) -> float:
    if measure.id not in run.plan.measures:
        return float("nan")
    values = stated_values(run.catalogue, measure, formula, run.scenario)
    return float(np.asarray(parse(formula).evaluate(values))) * run.scenario.measures[measure.id].intensity


def staff(runs: Sequence[Run]) -> pd.DataFrame:
    """Give the staff that the sources ask for, moved along with the starts of the measures.

    Returns
    -------
    DataFrame
        Columns scenario, year and fte: of all measures together whose source gives a number; and missing:
        how many measures that are on have none, or not for every year. See `analysis.staff`.
    """
    needed = [staff_of(run.catalogue, run.scenario) for run in runs]
    rows = [
        {"scenario": place, "year": year, "fte": fte, "missing": len(need.missing)}
        for place, (run, need) in enumerate(zip(runs, needed, strict=True))
        for year, fte in zip(run.plan.years, need.fte, strict=True)
    ]
    return pd.DataFrame(rows, columns=["scenario", "year", "fte", "missing"])


def measure_differences(table: pd.DataFrame, first: int, second: int, year: int) -> pd.DataFrame:
    """Hold two scenarios against each other, measure by measure, in one year.

    Parameters
    ----------
    table : DataFrame
        As `measures` gives it.
    first, second : int
        Places of the scenarios.
    year : int
        A year of the programme.

    Returns
    -------
    DataFrame
        Columns measure, first, second (saving less what is known of its costs in each, EUR a year; missing
        where the saving is unknown, for costs alone are not what a measure brings, and where there is none
        and the costs are unknown), saving_first, saving_second, cost_first, cost_second (missing where
        unknown), on_first, on_second and difference (first less second; missing where either is): largest
        difference first, then in the order of the catalogue, missing ones last.
    """
    rows = table[table["year"] == year].set_index("measure")
    nothing = rows["cost"].isna() & (rows["saving"] == 0)
    rows = rows.assign(worth=(rows["saving"] - rows["cost"].fillna(0.0)).mask(nothing))
    one, other = (rows[rows["scenario"] == place] for place in (first, second))
    other = other.reindex(one.index)
    found = pd.DataFrame(
        {
            "measure": list(one.index),
            "first": one["worth"].to_numpy(),
            "second": other["worth"].to_numpy(),
        }
        | {
            f"{what}_{side}": rows[what].to_numpy()
            for what in ("saving", "cost", "on")
            for side, rows in (("first", one), ("second", other))
        }
    )
    found["difference"] = found["first"] - found["second"]
    order = (-found["difference"].abs()).sort_values(kind="stable").index
    return found.loc[order].reset_index(drop=True)
