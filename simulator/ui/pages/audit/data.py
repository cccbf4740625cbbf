"""What the page Broncontrole asks for: the points of the audit, and what another reading does. Cached."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from simulator.analysis.audit import audit
from simulator.analysis.review import ReviewPoint, inherited_reading, review
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.compile import reading_of
from simulator.errors import ScenarioError
from simulator.ui import edits, services, state
from simulator.ui.outcome import Outcome

Effects = dict[tuple[str, str], "NetOverYears"]
"""By measure and reading: what the total becomes more with that reading."""


@dataclass(frozen=True)
class NetOverYears:
    """Net saving of all years together, in EUR. Sums of most likely cases and of means are both allowed."""

    likely: float
    mean: float

    def less(self, other: NetOverYears) -> NetOverYears:
        """What this is more than another."""
        return NetOverYears(self.likely - other.likely, self.mean - other.mean)


def net_over_years(outcome: Outcome) -> NetOverYears:
    """Add up the net saving of all years of a run."""
    net = outcome.totals[outcome.totals["quantity"] == "net"]
    return NetOverYears(float(net["most_likely"].sum()), float(net["mean"].sum()))


def points(catalogue: Catalogue) -> tuple[ReviewPoint, ...]:
    """Audit a catalogue, or take the points that are kept."""
    return _points(catalogue.version, catalogue)


@st.cache_resource(max_entries=8, show_spinner=False)
def _points(version: str, _catalogue: Catalogue) -> tuple[ReviewPoint, ...]:
    del version  # it is what the points are kept under
    return review(audit(_catalogue))


def with_reading(scenario: Scenario, catalogue: Catalogue, measure: str, reading: str) -> Scenario:
    """Give a measure a reading of its own; none when it would have that one anyway."""
    same = reading == inherited_reading(catalogue.measures[measure], scenario)
    return edits.set_measure(scenario, measure, reading=None if same else reading)


def with_one_reading(scenario: Scenario, reading: str | None) -> Scenario:
    """Give all measures the reading of one name where they have it; None: their default."""
    for name, setting in scenario.measures.items():
        if setting.reading is not None:
            scenario = edits.set_measure(scenario, name, reading=None)
    return edits.set_fields(scenario, reading=reading)


def effects() -> Effects:
    """Work out, for each measure that is on, what each of its other readings does to the total.

    Empty when the scenario cannot be worked out.
    """
    scenario, catalogue = state.scenario(), state.catalogue()
    now = _net(scenario)
    if now is None:
        return {}
    found: Effects = {}
    for name in scenario.active():
        measure = catalogue.measures[name]
        for reading in measure.readings:
            if reading != reading_of(measure, scenario):
                other = _net(with_reading(scenario, catalogue, name, reading))
                if other is not None:
                    found[name, reading] = other.less(now)
    return found


def net_with(reading: str | None) -> NetOverYears | None:
    """Net saving of the present scenario with one reading for the whole programme."""
    return _net(with_one_reading(state.scenario(), reading))


def _net(scenario: Scenario) -> NetOverYears | None:
    try:
        return net_over_years(services.outcome(scenario, state.catalogue()))
    except ScenarioError:
        return None
