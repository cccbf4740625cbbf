"""Verkennen: what a package of measures saves, how sure that is, and whether the task is met."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from simulator.ui import details, state
from simulator.ui.components.choice import show_choice
from simulator.ui.components.measure_list import show_measures
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.uncounted import show_uncounted
from simulator.ui.components.view_switch import show_view_switch, view_in_sentence, view_name
from simulator.ui.headline import headline
from simulator.ui.language import local, t
from simulator.ui.markup import plain
from simulator.ui.pages.explore.chart_choice import show_charts
from simulator.ui.pages.explore.headline_cards import show_headline
from simulator.ui.pages.explore.lever_panel import show_levers
from simulator.ui.pages.explore.unknown import show_unknown

SIDES: Final = ("measures", "levers")
"""What the left side can show: the measures, or the assumptions under them."""


def render() -> None:
    """Draw the page."""
    _show_title()
    _show_way_to_measures()
    show_conflicts()
    outcome, current = state.outcome()
    if not current:
        st.info(t("explore.last_good"))
    _, scenario = state.shown()
    with st.container(key="headline"):
        show_headline(
            headline(outcome, state.before()),
            view_in_sentence(outcome.view),
            view_name(outcome.owner) if outcome.owner else None,
            details.people(scenario, state.catalogue()),
            outcome.years,
            local(state.start().title),
            partial(show_uncounted, scenario) if outcome.savings_known else None,
        )
    show_charts()
    show_unknown(outcome.unknown)
    show_provenance(outcome)
    # Last, so that what a change does is on the screen before the levers that made it are drawn anew.
    with st.sidebar:
        show_scenario_bar()
        _show_side()


def _show_way_to_measures() -> None:
    """Draw a button for a phone, where the measures are in the menu, below the names of all pages."""
    words = escape(t("explore.to_side"))
    st.html(f'<button type="button" class="koers-to-side" data-koers="side">{words}</button>')


def _show_side() -> None:
    """Draw the measures or the assumptions, as chosen."""
    side = show_choice(
        "side", t("explore.side"), SIDES, lambda name: t(f"explore.side.{name}"), width="stretch"
    )
    st.header(t(f"explore.side.{side}"), anchor=False)
    if side == "levers":
        show_levers()
    else:
        show_measures()


def _show_title() -> None:
    """Draw the name of the scenario, what the user changed in it, and whose share is shown."""
    scenario = state.scenario()
    # Whose share is shown stands beside it, and does not change the package.
    changed = sum(change.path != ("municipality",) for change in state.changes())
    title, view = st.columns([3, 1], vertical_alignment="center")
    with title:
        st.title(plain(local(scenario.title)), anchor=False)
    with view:
        show_view_switch(labelled=False)
    # "All goes as planned" is said of the scenario as it was, not of what was changed in it.
    of_start = scenario.summary == state.start().summary
    note = t("explore.changed_from" if of_start else "explore.changed", count=changed) if changed else ""
    st.caption(f"{note} {plain(local(scenario.summary))}")
