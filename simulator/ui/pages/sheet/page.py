"""Scenarioblad: the scenario on one A4, to print or to keep as PDF."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from simulator.ui import details, services, state
from simulator.ui.break_even_service import answers
from simulator.ui.charts import Figure, net_figure
from simulator.ui.components.messages import show_conflicts
from simulator.ui.components.view_switch import view_in_sentence, view_name
from simulator.ui.language import language, t
from simulator.ui.pages.sheet.drawing import drawing_of
from simulator.ui.pages.sheet.html import Sheet, to_html

STYLE = Path(__file__).with_name("sheet.css")
MOST_DRAWINGS = 50


def render() -> None:
    """Draw the page."""
    st.html(STYLE)
    with st.container(key="sheet-tools"):
        show_conflicts()
        if not state.outcome()[1]:
            st.info(t("explore.last_good"))
        button, hint = escape(t("sheet.print")), escape(t("sheet.hint"))
        st.html(f'<button type="button" class="koers-button" data-koers="print">{button}</button> {hint}')
    st.html(to_html(_sheet()))


def _sheet() -> Sheet:
    outcome, scenario = state.shown()
    changed = bool(state.changes())
    owner = view_name(outcome.owner) if outcome.owner else ""
    own_view = owner if outcome.view == outcome.owner else None
    figure = net_figure(outcome, own_view, language())
    catalogue = services.worked_out_with(state.catalogue(), scenario)
    return Sheet(
        scenario=scenario,
        # What a shipped scenario is about shows against the one that the app opens with.
        start=state.start() if changed else services.shelf().first,
        outcome=outcome,
        catalogue=catalogue,
        credit=details.parts(scenario, state.catalogue()).credit,
        view=view_in_sentence(outcome.view),
        owner=owner,
        changed=changed,
        chart=_drawn(f"{outcome.run_id} {language()} {own_view is not None}", figure),
        alt=figure.sentence,
        language=language(),
        answers=answers(catalogue, scenario),
    )


@st.cache_data(max_entries=MOST_DRAWINGS, show_spinner=False)
def _drawn(key: str, _figure: Figure) -> str:
    del key  # it is what the drawing is kept under: arguments with an underscore are not hashed
    import vl_convert  # it takes half a second to load, and few ask for the sheet

    return str(vl_convert.vegalite_to_svg(drawing_of(_figure)))
