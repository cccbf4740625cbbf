"""Which uncertainties the numbers leave out, and a button that lets all of them count."""

from __future__ import annotations

import streamlit as st

from simulator.analysis.robustness import wide
from simulator.domain.scenario import Scenario
from simulator.ui import edits, state
from simulator.ui.language import language, t
from simulator.ui.uncounted import LAYERS, uncounted, uncounted_sentence


def show_uncounted(scenario: Scenario) -> None:
    """Draw the line; nothing when no measure is on.

    Parameters
    ----------
    scenario : Scenario
        The scenario whose numbers are shown.
    """
    if not scenario.active():
        return
    catalogue = state.catalogue()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="uncounted"):
        st.caption(uncounted_sentence(scenario, catalogue, language()), width="content")
        if uncounted(scenario, catalogue):
            st.button(t("uncounted.count"), key="count-all", on_click=_count_all, type="tertiary")
        elif uncounted(state.start(), catalogue):
            st.button(t("uncounted.back"), key="count-as-before", on_click=_count_as_before, type="tertiary")


def _count_all() -> None:
    state.change(lambda scenario: wide(scenario).scenario)


def _count_as_before() -> None:
    """Let the uncertainties count that do so in the scenario started from; other changes stay."""
    layers = state.start().layers
    before = {layer: getattr(layers, layer) for layer in LAYERS}
    state.change(
        lambda scenario: edits.set_fields(scenario, layers=scenario.layers.model_copy(update=before))
    )
