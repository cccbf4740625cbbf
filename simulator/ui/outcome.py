"""What a page needs of a run: its tables and identity, without the draws."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.summary import first_year_met, savings_known, target_outcome, yearly
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.terms import UnknownItem


@dataclass(frozen=True)
class Outcome:
    """The tables of one run.

    Attributes
    ----------
    run_id, catalogue_version, draws, seed
        Identity: the same on every page and in every file made from the run.
    view : str
        "region" or a municipality: what `totals` is about.
    owner : str or None
        Municipality with the savings task that `target` is about.
    years : tuple of int
        The years of the programme.
    totals : DataFrame
        See `analysis.summary.yearly`, for the view.
    owner_totals : DataFrame or None
        The same for the owner of the task.
    target : DataFrame
        See `analysis.summary.target_outcome`; empty when there is no task.
    first_met : dict
        See `analysis.summary.first_year_met`.
    unknown : tuple of UnknownItem
        What is left out because nobody knows the amount.
    savings_known : bool
        False when measures are on and the source gives an amount of what they save for none of them: the
        zeros of the tables are then what is not known.
    """

    run_id: str
    catalogue_version: str
    draws: int
    seed: int
    price_level: str
    view: str
    owner: str | None
    years: tuple[int, ...]
    totals: pd.DataFrame
    owner_totals: pd.DataFrame | None
    target: pd.DataFrame
    first_met: dict[int | None, float]
    unknown: tuple[UnknownItem, ...]
    savings_known: bool

    @property
    def unknown_costs(self) -> int:
        """Number of costs of which nobody knows the amount."""
        return sum(item.what == "cost" for item in self.unknown)


def outcome_of(run: Run) -> Outcome:
    """Summarise a run."""
    owner = run.target.municipality if run.target else None
    return Outcome(
        run_id=run.run_id,
        catalogue_version=run.catalogue.version,
        draws=run.draws,
        seed=run.scenario.seed,
        price_level=run.scenario.price_level,
        view=run.view,
        owner=owner,
        years=run.plan.years,
        totals=yearly(run),
        owner_totals=yearly(run, owner) if owner else None,
        target=target_outcome(run),
        first_met=first_year_met(run),
        unknown=run.plan.unknown,
        savings_known=savings_known(run.plan, run.view),
    )


def fingerprint(catalogue: Catalogue, scenario: Scenario) -> str:
    """Give the key under which an outcome is kept: SHA-256 of everything that decides its numbers."""
    settings = scenario.model_dump(mode="json", exclude={"id", "title", "summary"})
    settings["measures"] = {name: settings["measures"][name] for name in sorted(settings["measures"])}
    canonical = json.dumps([catalogue.version, settings], separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
