"""What single charts of Verkennen need beyond the outcome: worked out only when one is looked at.

Like outcomes, everything is kept under one text, the SHA-256 of all that decides it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from simulator.analysis import volume_price
from simulator.analysis.bridge import Bridge, Stage, added_up, bridge, level_of, stages
from simulator.analysis.chance import chance
from simulator.analysis.ramp_up import ramp_up
from simulator.analysis.residents import Residents, residents
from simulator.analysis.run import run
from simulator.analysis.spread import spread
from simulator.analysis.staff import Staff, staff
from simulator.analysis.summary import per_measure, without_amount
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui import services
from simulator.ui.charts.chance import Luck
from simulator.ui.headline import bands
from simulator.ui.outcome import Outcome, fingerprint

ADDED_UP: Final = "raadsbrief"
"""Scenario that a bridge starts from, where a programme has it: the list as it was added up."""
SAVINGS: Final = ["gross", "alone", "last_in", "shapley"]
"""Columns of a credit table that hold savings."""
MOST_KEPT: Final = 200
"""Entries kept of each kind, for all visitors together."""


@dataclass(frozen=True)
class People:
    """Whom a package concerns and who must carry it out."""

    residents: Residents
    staff: Staff


@dataclass(frozen=True)
class Parts:
    """The measures of a package one by one, in the most likely case.

    Attributes
    ----------
    credit : DataFrame
        See `analysis.summary.per_measure`; what is unknown as a whole is a missing value, and not zero.
    ramp_up : DataFrame
        See `analysis.ramp_up.ramp_up`.
    """

    credit: pd.DataFrame
    ramp_up: pd.DataFrame


@dataclass(frozen=True)
class Steps:
    """A bridge, and whether it starts from a scenario of the programme or from a plain sum."""

    bridge: Bridge
    starts_from: Scenario | None


@dataclass(frozen=True)
class Changes:
    """Observed changes in spending, divided into volume and price.

    Attributes
    ----------
    divided, left_out : DataFrame
        See `observed_changes` and `not_divided` of `analysis.volume_price`.
    """

    divided: pd.DataFrame
    left_out: pd.DataFrame

    def of(self, municipality: str | None) -> pd.DataFrame:
        """Give those of a municipality, or those of all members added up."""
        if municipality is None:
            return volume_price.added_up(self.divided)
        return self.divided[self.divided["municipality"] == municipality]

    def missing(self, municipality: str | None) -> list[tuple[str | None, str | None, str | None]]:
        """Give service, subject and municipality of what cannot be divided: of one member, or of all."""
        own = self.left_out[self.left_out["municipality"].notna()]
        if municipality is not None:
            own = own[own["municipality"] == municipality]
        cells = own.astype(object).where(own.notna(), None)
        return [(row["service"], row["subject"], row["municipality"]) for row in cells.to_dict("records")]


def people(scenario: Scenario, measures: Catalogue) -> People:
    """Count residents and staff; see `analysis.residents` and `analysis.staff`."""
    chosen = services.worked_out_with(measures, scenario)
    return _people(fingerprint(chosen, scenario), scenario, chosen)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _people(key: str, _scenario: Scenario, _catalogue: Catalogue) -> People:
    del key  # it is what the entry is kept under: arguments with an underscore are not hashed
    return People(residents(_catalogue, _scenario), staff(_catalogue, _scenario))


def parts(scenario: Scenario, measures: Catalogue) -> Parts:
    """Work out the credit and the ramp-up of each measure."""
    chosen = services.worked_out_with(measures, scenario)
    return _parts(fingerprint(chosen, scenario), scenario, chosen)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _parts(key: str, _scenario: Scenario, _catalogue: Catalogue) -> Parts:
    del key
    likely = run(_catalogue, _scenario, draws=False)
    credit = per_measure(likely)
    no_saving = credit["measure"].isin(without_amount(likely.plan, "effect", likely.view))
    credit[SAVINGS] = credit[SAVINGS].mask(no_saving)
    no_cost = credit["measure"].isin(without_amount(likely.plan, "cost", likely.view))
    credit["cost"] = credit["cost"].mask(no_cost)
    return Parts(credit, ramp_up(likely.plan))


def spreads(scenario: Scenario, measures: Catalogue) -> pd.DataFrame:
    """Work out how far each measure can turn out differently; see `analysis.spread`."""
    chosen = services.worked_out_with(measures, scenario)
    return _spreads(fingerprint(chosen, scenario), scenario, chosen)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _spreads(key: str, _scenario: Scenario, _catalogue: Catalogue) -> pd.DataFrame:
    del key
    likely = run(_catalogue, _scenario, draws=False)
    return spread(likely.plan, _scenario.draws, _scenario.seed, likely.view)


def luck(scenario: Scenario, measures: Catalogue) -> Luck:
    """Work out what chance does to spending under unchanged policy; measures do not count in it."""
    unchanged = scenario.model_copy(update={"measures": {}})
    chosen = services.worked_out_with(measures, unchanged)
    return _luck(fingerprint(chosen, unchanged), unchanged, chosen)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _luck(key: str, _scenario: Scenario, _catalogue: Catalogue) -> Luck:
    del key
    return Luck.of(chance(_catalogue, _scenario))


def changes(measures: Catalogue) -> Changes:
    """Divide the observed changes of the programme."""
    return _changes(measures.version, measures)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _changes(key: str, _catalogue: Catalogue) -> Changes:
    del key
    return Changes(volume_price.observed_changes(_catalogue), volume_price.not_divided(_catalogue))


def steps(scenario: Scenario, measures: Catalogue) -> Steps:
    """Work out the bridge to a scenario, from the list as it was added up.

    Each stage is an outcome of its own, kept under its own key: changing an intensity leaves all stages but
    the last as they are.
    """
    letter = services.shelf().scenarios.get(ADDED_UP)
    path = stages(letter or added_up(scenario), scenario)
    outcome = services.outcome(scenario, measures)
    levels = [(stage.name, level_of(_totals(stage, measures))) for stage in path[:-1]]
    levels.append((path[-1].name, level_of(outcome.totals)))
    middle = [band.p50 for band in bands(outcome.totals)]
    return Steps(bridge(outcome.years, levels, middle), letter)


def _totals(stage: Stage, measures: Catalogue) -> pd.DataFrame:
    outcome: Outcome = services.outcome(stage.scenario, measures)
    return outcome.totals
