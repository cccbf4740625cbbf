"""What is left out of the totals because nobody knows the amount. Unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.domain.measure import Measure
from simulator.engine.terms import UnknownItem
from simulator.ui import state
from simulator.ui.components.measure_list import label
from simulator.ui.language import language, t
from simulator.ui.markup import plain


def show_unknown(items: Iterable[UnknownItem]) -> None:
    """List the effects and costs without an amount, by measure."""
    listed = tuple(items)
    if not listed:
        return
    with st.expander(t("unknown.title", count=len(listed)), key="unknown"):
        st.write(t("unknown.sentence"))
        measures = state.catalogue().measures
        st.markdown("\n".join(_line(item, measures[item.measure]) for item in listed))


def _line(item: UnknownItem, measure: Measure) -> str:
    title = item.title_nl if language() == "nl" else item.title_en
    return f"- **{plain(label(measure))}**: {plain(title)} ({t(f'unknown.{item.what}')})"
