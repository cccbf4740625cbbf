"""From a combination to rows: one for each municipality and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from simulator import __version__
from simulator.analysis.run import Run, run_id, views_of
from simulator.analysis.summary import QUANTITIES, SAVINGS, savings_known, target_outcome, yearly
from simulator.domain.catalogue import Catalogue
from simulator.domain.sweep import REGION, Combination
from simulator.engine.compile import compile_plan
from simulator.engine.project import project_apart
from simulator.engine.sampling import MostLikelySampler, RankSampler
from simulator.errors import ScenarioError

STATISTICS = ("most_likely", "mean", "p10", "p50", "p90")

Row = dict[str, Any]
"""A row of the results: see `simulator.sweep.store.SCHEMA`."""


def work_out(
    catalogue: Catalogue, combinations: Sequence[Combination], municipalities: Sequence[str], version: str
) -> list[Row]:
    """Work the combinations of a part out.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    combinations : sequence of Combination
        Scenarios for the whole region.
    municipalities : sequence of str
        Whose share; "region" for all together.
    version : str
        Version of Koers that asks for it.

    Returns
    -------
    list of dict
        By combination, municipality and year, in that order.

    Raises
    ------
    ScenarioError
        If this is another version of Koers, which may give other numbers.
    """
    if version != __version__:
        raise ScenarioError(
            f"found Koers {__version__} where the sweep is worked out; expected {version}, as here. "
            "Bring both to the same version"
        )
    return [row for chosen in combinations for row in _rows(catalogue, chosen, municipalities)]


def _rows(catalogue: Catalogue, chosen: Combination, municipalities: Sequence[str]) -> Iterator[Row]:
    for made in runs_of(catalogue, chosen, municipalities):
        named = {
            "package": chosen.package,
            "future": chosen.future,
            "scenario": chosen.scenario,
            "run_id": made.run_id,
            "municipality": made.view,
        }
        for row in _years(made):
            yield named | row


def runs_of(catalogue: Catalogue, chosen: Combination, municipalities: Sequence[str]) -> list[Run]:
    """Work one combination out for several municipalities, on the same draws of what they share.

    Each run is, to the last bit, the one that `simulator.analysis.run.run` gives for that municipality.
    """
    plan = compile_plan(catalogue, chosen.made)
    towns = [None if town == REGION else town for town in municipalities]
    scenarios = [chosen.made.model_copy(update={"municipality": town}) for town in towns]
    views = [views_of(catalogue, scenario) for scenario in scenarios]
    sampler = RankSampler(chosen.made.seed, plan.names)
    likely = project_apart(plan, MostLikelySampler(), 1, views)
    simulated = project_apart(plan, sampler, chosen.made.draws, views)
    return [
        Run(catalogue, scenario, run_id(catalogue, scenario), plan, *outcomes)
        for scenario, *outcomes in zip(scenarios, likely, simulated, strict=True)
    ]


def _years(made: Run) -> Iterator[Row]:
    """Totals and task of a run, a row a year."""
    totals = {(row["year"], row["quantity"]): row for row in yearly(made).to_dict("records")}
    tasks = {row["year"]: row for row in target_outcome(made).to_dict("records")}
    known = savings_known(made.plan, made.view)
    for year in made.plan.years:
        row: Row = {"year": year, "savings_known": known}
        for quantity in QUANTITIES:
            found = totals[year, quantity] if known or quantity not in SAVINGS else dict.fromkeys(STATISTICS)
            row |= {f"{quantity}_{statistic}": found[statistic] for statistic in STATISTICS}
        if made.target is not None and (task := tasks.get(year)):
            row["target_municipality"] = made.target.municipality
            row["target"] = task["target"]
            row["target_savings_known"] = task["savings_known"]
            if task["savings_known"]:
                row["target_probability"] = task["probability"]
                row["target_expected_shortfall"] = task["expected_shortfall"]
        # The plan is one for all municipalities.
        left_out = (i.is_left_out_of(made.scenario.municipality) for i in made.plan.unknown_anywhere)
        row["unknown_items"] = sum(left_out)
        row["draws"], row["seed"] = made.draws, made.scenario.seed
        yield row
