"""The break-even of a measure within a scenario, kept for all visitors."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.break_even import Answer, break_even
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui.outcome import fingerprint

MOST_KEPT = 300
"""Answers kept, of less than 2 kB each."""


def answer(catalogue: Catalogue, scenario: Scenario, measure: str) -> Answer:
    """Answer the break-even question of a measure that has one; see `analysis.break_even`.

    Raises
    ------
    ScenarioError
        If the measure has no such question.
    """
    return _answer(f"{fingerprint(catalogue, scenario)} {measure}", catalogue, scenario, measure)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _answer(key: str, _catalogue: Catalogue, _scenario: Scenario, _measure: str) -> Answer:
    del key  # it is what the answer is kept under: arguments with an underscore are not hashed
    return break_even(_catalogue, _scenario, _measure)
