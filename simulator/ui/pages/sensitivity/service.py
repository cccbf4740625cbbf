"""What the page Gevoeligheid asks for: what matters most and what to find out first, kept under one text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import streamlit as st

from simulator.analysis.run import run
from simulator.analysis.sensitivity import Sensitivity, sensitivity
from simulator.analysis.voi import Research, research
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui import services
from simulator.ui.outcome import fingerprint

MOST_KEPT: Final = 100
"""Analyses kept, of some 300 kB each, for all visitors together."""


@dataclass(frozen=True)
class Insight:
    """Both analyses of one scenario and year."""

    sensitivity: Sensitivity
    research: Research


def insight(scenario: Scenario, measures: Catalogue, year: int, *, whole: bool) -> Insight:
    """Analyse a scenario, or take what is kept; it takes a second or two.

    Parameters
    ----------
    scenario : Scenario
        What to analyse.
    measures : Catalogue
        With measures of the user's own.
    year : int
        The year that outcomes are of.
    whole : bool
        Whether a measure is kept or dropped by what it does in all years together.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the catalogue.
    """
    chosen = services.worked_out_with(measures, scenario)
    key = hashlib.sha256(f"{fingerprint(chosen, scenario)} {year} {whole}".encode()).hexdigest()
    return _insight(key, scenario, chosen, year, whole)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _insight(key: str, _scenario: Scenario, _catalogue: Catalogue, _year: int, _whole: bool) -> Insight:
    del key  # it is what the analyses are kept under: arguments with an underscore are not hashed
    result = run(_catalogue, _scenario)
    return Insight(sensitivity(result, _year, whole=_whole), research(result, _year, whole=_whole))
