"""Broncontrole: what in the printed source does not hold, and what another reading would change."""

from __future__ import annotations

import streamlit as st

from simulator.ui import services, state
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.view_switch import show_view_switch
from simulator.ui.language import t
from simulator.ui.pages.audit import data as audit_data
from simulator.ui.pages.audit.download import show_download
from simulator.ui.pages.audit.filters import filtered
from simulator.ui.pages.audit.points import show_points
from simulator.ui.pages.audit.summary import show_summary
from simulator.ui.pages.audit.switch import show_reading_switch


def render() -> None:
    """Draw the page."""
    points = audit_data.points(services.catalogue())
    with st.sidebar:
        show_scenario_bar()
        show_view_switch()
        shown = filtered(points)
    st.title(t("audit.title"), anchor=False)
    show_conflicts()
    outcome, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    effects = audit_data.effects() if current else {}
    if not points:
        st.info(t("audit.clean"))
        return
    show_summary(points, effects)
    show_reading_switch()
    show_points(shown, effects)
    show_download(shown, effects, outcome.run_id)
    show_provenance(outcome)
