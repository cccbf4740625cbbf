"""How far each measure of a package can turn out differently, on the dice of the run."""

from __future__ import annotations

import pandas as pd

from simulator.engine.parts import Part, project_parts
from simulator.engine.plan import Plan
from simulator.engine.result import REGION
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import quantiles


def spread(plan: Plan, draws: int, seed: int, view: str = REGION) -> pd.DataFrame:
    """Percentiles of what each measure saves, before overlap and costs.

    Overlap belongs to measures together: the interval of one of them is that of its own plan. The percentiles
    of several measures do not add up.

    Parameters
    ----------
    plan : Plan
        A compiled scenario.
    draws, seed : int
        Those of the run.
    view : str
        "region" or a municipality.

    Returns
    -------
    DataFrame
        Columns year, measure, p10, p50, p90, in EUR a year.
    """
    parts = [Part("saving", view, measure=name) for name in plan.measures]
    _, saved = project_parts(plan, RankSampler(seed, plan.names), draws, (view,), parts)
    p10, p50, p90 = quantiles(saved)
    return pd.DataFrame(
        [
            {"year": year, "measure": measure, "p10": p10[m, y], "p50": p50[m, y], "p90": p90[m, y]}
            for m, measure in enumerate(plan.measures)
            for y, year in enumerate(plan.years)
        ],
        columns=["year", "measure", "p10", "p50", "p90"],
    )
