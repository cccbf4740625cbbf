"""The break-even of a measure within a scenario, kept for all visitors."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from simulator.analysis.break_even import Answer, break_even
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
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


def answers(
    catalogue: Catalogue, scenario: Scenario, among: Collection[str] | None = None
) -> tuple[Answer, ...]:
    """Answer the question for each measure that has it and works in the place that is looked at.

    Parameters
    ----------
    catalogue, scenario
        As for `answer`.
    among : collection of str, optional
        Ids of measures; left out: those that are on.
    """
    names, view = scenario.active() if among is None else among, scenario.municipality
    return tuple(
        answer(catalogue, scenario, measure.id)
        for measure in catalogue.measures.values()
        if measure.id in names and measure.break_even is not None and works_in(measure, view)
    )


def works_in(measure: Measure, view: str | None) -> bool:
    """Say whether a measure does something in a municipality; None is the region, where all do."""
    return view is None or measure.scope in {None, view}


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _answer(key: str, _catalogue: Catalogue, _scenario: Scenario, _measure: str) -> Answer:
    del key  # it is what the answer is kept under: arguments with an underscore are not hashed
    return break_even(_catalogue, _scenario, _measure)
