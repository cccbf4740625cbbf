"""What a page shows instead of sums, when nobody knows what the package saves."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from simulator.ui import state
from simulator.ui.break_even_service import answers
from simulator.ui.charts import break_even_figure
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.measure_list import label
from simulator.ui.components.provenance import show_provenance
from simulator.ui.components.view_switch import view_name
from simulator.ui.language import language, t
from simulator.ui.markup import plain


def show_instead(among: Collection[str] | None = None) -> None:
    """Draw what measures must avoid to pay, where nobody knows what they save.

    Parameters
    ----------
    among : collection of str, optional
        Ids of the measures; left out: those that are on.
    """
    (outcome, scenario), catalogue = state.shown(), state.catalogue()
    found = answers(catalogue, scenario, among)
    if scenario.municipality:
        # Of the whole something may be known, or of another municipality.
        place = plain(view_name(scenario.municipality))
        st.info(t("pays.instead_in" if found else "pays.none_in", place=place))
    else:
        st.info(t("pays.instead" if found else "pays.none"))
    if found:
        titles = {name: label(measure) for name, measure in catalogue.measures.items()}
        show_figure(break_even_figure(found, titles, language()), outcome.run_id)
    show_provenance(outcome)
