"""Why savings do not add up: two measures that the reader can move."""

from __future__ import annotations

import streamlit as st

from simulator.ui.about_figures import SPENDING, together, together_chart, together_table
from simulator.ui.language import formats, language, t

PER_CENT = 100
STEP = 40_000.0
"""Width that rounds to hundredths of millions."""


@st.fragment
def show_interaction() -> None:
    """Draw two sliders for what each measure saves, one for the overlap, and what comes of it."""
    sliders, chart = st.columns([2, 3], gap="large")
    with sliders:
        first = _slider("first", 30, 60)
        second = _slider("second", 20, 60)
        overlap = _slider("overlap", 50, 100)
    result = together(first, second, overlap)
    f = formats()
    sentence = t(
        "about.together",
        added=f.short(result.added * SPENDING, STEP),
        left=f.short(result.left * SPENDING, STEP),
        lost=f.short((result.added - result.left) * SPENDING, STEP),
    )
    with chart:
        st.markdown(sentence)
        st.vega_lite_chart(
            together_table(result, language()), together_chart(language()), key="about-chart", alt=sentence
        )
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
