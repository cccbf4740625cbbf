"""Maatregelen: the catalogue, the card of each measure, and measures of the user's own."""

from __future__ import annotations

import streamlit as st

from simulator.ui import state
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.scenario_bar import show_scenario_bar
from simulator.ui.components.view_switch import show_view_switch
from simulator.ui.language import t
from simulator.ui.pages.measures.card import show_card
from simulator.ui.pages.measures.form import show_form
from simulator.ui.pages.measures.search import show_list, show_search

# In the session: the measure whose card is open, `FORM`, or nothing for the list.
OPEN = "measures-open"
# The same in the address, so that a card can be sent, and Back closes it.
PARAMETER = "maatregel"
FORM = "eigen"


def render() -> None:
    """Draw the page."""
    with st.sidebar:
        show_scenario_bar()
        show_view_switch()
    shown = _shown()
    show_conflicts()
    if not state.link_holds_own():
        st.warning(t("measures.not_in_link"))
    if shown == FORM:
        show_form(_back, _open)
    elif shown:
        show_card(state.catalogue().measures[shown], _back, _open)
    else:
        _show_catalogue()
    outcome, _ = state.outcome()
    show_provenance(outcome)


def _show_catalogue() -> None:
    title, add = st.columns([3, 1], vertical_alignment="center")
    title.title(t("measures.title"), anchor=False)
    add.button(t("measures.add"), key="measures-add", on_click=_open, args=(FORM,), icon=":material/add:")
    show_list(show_search(), _open)


def _shown() -> str:
    """Give what is open; the address decides when it was opened or moved through by Back or Forward."""
    if OPEN not in st.session_state or state.moved_through_history():
        st.session_state[OPEN] = st.query_params.get(PARAMETER, "")
    if st.session_state[OPEN] not in (FORM, *state.catalogue().measures):
        st.session_state[OPEN] = ""
    shown = str(st.session_state[OPEN])
    if not shown:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != shown:
        st.query_params[PARAMETER] = shown
    return shown


def _open(name: str) -> None:
    st.session_state[OPEN] = name


def _back() -> None:
    st.session_state[OPEN] = ""
