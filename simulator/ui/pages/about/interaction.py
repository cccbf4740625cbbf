"""Why savings do not add up: two measures that the reader can move."""

from __future__ import annotations

import streamlit as st

from simulator.ui.components.chart_figure import show_example
from simulator.ui.language import language, t
from simulator.ui.pages.about.figures import together, together_figure

PER_CENT = 100


@st.fragment
def show_interaction() -> None:
    """Draw two sliders for what each measure saves, one for the overlap, and what comes of it."""
    sliders, chart = st.columns([2, 3], gap="large")
    with sliders:
        first = _slider("first", 30, 60)
        second = _slider("second", 20, 60)
        overlap = _slider("overlap", 50, 100)
    with chart:
        show_example(together_figure(together(first, second, overlap), language()))
    with st.expander(t("about.formula_title"), key="about-formula"):
        st.markdown(t("about.formula"))
        st.latex(
            r"U = 1-\Bigl(1+\sum_i \bigl[(1-s_i)^{-\theta}-1\bigr]\Bigr)^{-1/\theta},"
            r"\qquad \theta=\frac{2\tau}{1-\tau}"
        )


def _slider(name: str, start: int, most: int) -> float:
    """Draw a slider in steps of five per cent, and give its share."""
    chosen = st.slider(t(f"about.slider.{name}"), 0, most, start, 5, format="%d%%", key=f"about-{name}")
    return chosen / PER_CENT
