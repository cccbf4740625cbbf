"""The scenario started from, undo, redo and back to the start."""

from __future__ import annotations

import streamlit as st

from simulator.ui import services, state
from simulator.ui.language import keyed, local, t

PICKER = "scenario-picker"


def show_scenario_bar() -> None:
    """Draw the picker of shipped scenarios, and the buttons that take changes back."""
    scenarios = services.shelf().scenarios
    st.selectbox(
        t("scenario.pick"),
        list(scenarios),
        key=state.mirror(keyed(PICKER), state.start().id),
        format_func=lambda name: local(scenarios[name].title),
        on_change=_picked,
    )
    with st.container(horizontal=True, gap="xsmall", key="history"):
        st.button(
            t("scenario.undo"),
            key="undo",
            on_click=state.undo,
            disabled=not state.can_undo(),
        )
        st.button(
            t("scenario.redo"),
            key="redo",
            on_click=state.redo,
            disabled=not state.can_redo(),
        )
        st.button(
            t("scenario.reset"),
            key="reset",
            on_click=state.reset,
            disabled=not state.changes(),
        )


def _picked() -> None:
    state.start_from(st.session_state[keyed(PICKER)])
