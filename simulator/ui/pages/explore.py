"""Verkennen: what a package of measures saves, how sure that is, and whether the task is met."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.components.band import show_band, show_band_table
from simulator.ui.components.headline_cards import show_headline
from simulator.ui.components.measure_list import show_measures
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.unknown import show_unknown
from simulator.ui.components.view_switch import show_view_switch, view_in_sentence, view_name
from simulator.ui.headline import headline
from simulator.ui.language import local, t
from simulator.ui.markup import plain


def render() -> None:
    """Draw the page."""
    with st.sidebar:
        show_scenario_bar()
        st.header(t("measures.title"), anchor=False)
        show_measures()
    _show_title()
    show_conflicts()
    outcome, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    owner = view_name(outcome.owner) if outcome.owner else None
    show_headline(headline(outcome), view_in_sentence(outcome.view), owner)
    show_band(outcome, owner if outcome.view == outcome.owner else None)
    show_band_table(outcome)
    show_unknown(outcome.unknown)
    show_provenance(outcome)


def _show_title() -> None:
    """Draw the name of the scenario, what the user changed in it, and whose share is shown."""
    scenario = state.scenario()
    # Whose share is shown stands beside it, and does not change the package.
    changed = sum(change.path != ("municipality",) for change in state.changes())
    title, view = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        st.title(plain(local(scenario.title)), anchor=False)
        note = t("explore.changed", count=changed) if changed else ""
        st.caption(f"{note} {plain(local(scenario.summary))}")
    with view:
        show_view_switch()
